//! Law 3: any bytes in, no panic, no hang. Long runs of what each stage looks for.
#![allow(missing_docs, clippy::unwrap_used)]

use std::time::{Duration, Instant};

use nutgraf::record::NoteKind;
use nutgraf::{Extractor, Input, Options, Source};

/// Far above what these take (under a second each); what it catches is quadratic time.
const LIMIT: Duration = Duration::from_secs(20);

fn survives(name: &str, content: &[u8]) {
    for input in [Input::Page, Input::Article] {
        let extractor = Extractor::new(Options { input, ..Options::default() }).unwrap();
        let start = Instant::now();
        let record = extractor.extract(&Source::bytes(content));
        assert!(start.elapsed() < LIMIT, "{name} took {:?}", start.elapsed());
        let failed = record.notes.iter().find(|note| note.kind == NoteKind::Failure);
        assert!(failed.is_none(), "{name}: {failed:?}");
    }
}

#[test]
fn long_runs_of_one_thing_are_read_in_time() {
    let units = [
        "a",
        " ",
        "\n",
        "\r",
        "\0",
        "1",
        "1 ",
        "1,",
        "“",
        "”",
        "\"",
        "‘",
        "’",
        "'",
        "(",
        ")",
        "[",
        "- ",
        "—",
        "… ",
        ".",
        "@",
        "#",
        "&amp;",
        "&",
        "Mr ",
        "Mr X. ",
        "said ",
        "said, ",
        "“A,” he said. ",
        "He said that ",
        "Ana Ruiz ",
        "ANA RUIZ ",
        "Paris, ",
        "in Paris, Texas, ",
        "May ",
        "Monday ",
        "last week ",
        "ten million ",
        "$5m ",
        "20 per cent ",
        "of ",
        "and ",
        "the ",
        "who ",
        "By Ana Ruiz ",
        "REUTERS ",
        "PORT ALWIN - ",
        "More on this topic ",
        "Photo: ",
        "http://a.example/ ",
        "Q: Why?\nA: So.\n",
        "é",
        "日",
        "😀",
        "\u{ad}",
        "\u{200b}",
        "â€™",
        "ANA RUIZ: ",
        "U.S. ",
        "e.g. ",
        "a-",
        "a_",
        "X.",
        "d'",
        "can't ",
        "İ",
        "ﬁ",
    ];
    for unit in units {
        survives(&format!("{unit:?} over and over"), unit.repeat(200_000 / unit.len()).as_bytes());
    }
}

#[test]
fn hostile_html_is_read_in_time() {
    let page = |body: String| format!("<!doctype html><html><body>{body}</body></html>").into_bytes();
    survives("nested tags", &page("<div>".repeat(100_000)));
    survives("nested inline tags", &page("<b><i><a href=x>".repeat(30_000)));
    survives("closing tags alone", &page("</p></div>".repeat(50_000)));
    survives("a long attribute", &page(format!("<p class=\"{}\">text</p>", "x ".repeat(500_000))));
    survives("many attributes", &page(format!("<p {}>text</p>", (0..20_000).map(|i| format!("a{i}=1 ")).collect::<String>())));
    survives("an open comment", &page(format!("<p>text</p><!-- {}", "- ".repeat(300_000))));
    survives("an open script", &page(format!("<script>{}", "if (a < b) ".repeat(50_000))));
    survives(
        "broken JSON-LD",
        &page(format!("<script type=\"application/ld+json\">{}</script><p>text</p>", "[".repeat(200_000))),
    );
    survives("nested tables", &page("<table><tr><td>".repeat(20_000)));
    survives("many paragraphs", &page("<p>One. Two, said Ana Ruiz.</p>".repeat(10_000)));
    survives("null bytes", &page("<p>a\0b</p>\0".repeat(20_000)));
    survives("entities", &page("&lt;&#x110000;&#0;&nosuch;".repeat(20_000)));
}
