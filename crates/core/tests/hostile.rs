//! Law 3: any bytes in, no panic, no hang. Long runs of what each stage looks for.
#![allow(missing_docs, clippy::unwrap_used)]

use std::time::{Duration, Instant};

use nutgraf::record::NoteKind;
use nutgraf::{Extractor, Input, Options, Source};

/// Far above what these take (under a second each); what it catches is quadratic time.
const LIMIT: Duration = Duration::from_secs(20);

/// What went wrong on an input, if anything did.
fn fault(name: &str, content: &[u8]) -> Option<String> {
    for input in [Input::Page, Input::Article] {
        let extractor = Extractor::new(Options { input, ..Options::default() }).unwrap();
        let start = Instant::now();
        let record = extractor.extract(&Source::bytes(content));
        if start.elapsed() > LIMIT {
            return Some(format!("{name} as {input:?} took {:?}", start.elapsed()));
        }
        if record.notes.iter().any(|note| note.kind == NoteKind::Failure) {
            return Some(format!("a stage failed on {name} as {input:?}"));
        }
    }
    None
}

/// What is repeated until it fills 200 kB.
const UNITS: [&str; 69] = [
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
    "a.",
    "X.",
    "d'",
    "can't ",
    "İ",
    "ﬁ",
];

#[test]
fn long_runs_of_one_thing_are_read_in_time() {
    let run = |unit: &&str| fault(&format!("{unit:?} over and over"), unit.repeat(200_000 / unit.len()).as_bytes());
    assert_eq!(UNITS.iter().filter_map(run).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn hostile_html_is_read_in_time() {
    let attributes = "a=1 b=2 ".repeat(10_000);
    let bodies = [
        ("nested tags", "<div>".repeat(100_000)),
        ("nested inline tags", "<b><i><a href=x>".repeat(30_000)),
        ("closing tags alone", "</p></div>".repeat(50_000)),
        ("a long attribute", format!("<p class=\"{}\">text</p>", "x ".repeat(500_000))),
        ("many attributes", format!("<p {attributes}>text</p>")),
        ("an open comment", format!("<p>text</p><!-- {}", "- ".repeat(300_000))),
        ("an open script", format!("<script>{}", "if (a < b) ".repeat(50_000))),
        ("broken JSON-LD", format!("<script type=\"application/ld+json\">{}</script><p>text</p>", "[".repeat(200_000))),
        ("nested tables", "<table><tr><td>".repeat(20_000)),
        ("many paragraphs", "<p>One. Two, said Ana Ruiz.</p>".repeat(10_000)),
        ("null bytes", "<p>a\0b</p>\0".repeat(20_000)),
        ("entities", "&lt;&#x110000;&#0;&nosuch;".repeat(20_000)),
    ];
    let run = |(name, body): &(&str, String)| fault(name, format!("<!doctype html><html><body>{body}</body></html>").as_bytes());
    assert_eq!(bodies.iter().filter_map(run).collect::<Vec<_>>(), Vec::<String>::new());
}
