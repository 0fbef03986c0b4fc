//! Pages in many languages, in the forms that large systems give them, each with invented people and places: who signs, and when.
#![allow(missing_docs, clippy::expect_used)]

use std::path::Path;

use nutgraf::record::Meta;
use nutgraf::{Extractor, Options, Source};

/// The cells of a list without its first row.
fn rows(list: &str) -> impl Iterator<Item = Vec<&str>> {
    list.lines().filter(|row| !row.starts_with('#')).skip(1).map(|row| row.split('\t').collect())
}

fn meta_of(page: &str) -> Meta {
    let extractor = Extractor::new(Options::default()).expect("the options are fine");
    extractor.extract(&Source::bytes(page.as_bytes())).meta
}

/// Title, authors, desk, day of publication and of the last change, as the lists have them.
fn shown(meta: &Meta) -> [String; 5] {
    let value = |field: &Option<nutgraf::record::Field>| field.as_ref().map(|field| field.value.clone()).unwrap_or_default();
    let day = |field: &Option<nutgraf::record::Field>| value(field).chars().take(10).collect::<String>();
    let authors: Vec<&str> = meta.authors.iter().map(|author| author.name.as_str()).collect();
    [value(&meta.title), authors.join("|"), value(&meta.desk), day(&meta.published), day(&meta.modified)]
}

#[test]
fn pages_of_all_languages_tell_who_wrote_them_and_when() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/world");
    let mut wrong = Vec::new();
    for row in rows(include_str!("data/world/pages.tsv")) {
        let page = std::fs::read_to_string(folder.join(row[0]).with_extension("html")).expect("the page is there");
        let found = shown(&meta_of(&page));
        // An empty last cell asks nothing of the day of the last change.
        let fits = (0..5).all(|i| found[i] == row[i + 1] || i == 4 && row[5].is_empty());
        wrong.extend((!fits).then(|| format!("{}: {found:?}, not {:?}", row[0], &row[1..])));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A page in a language with that in its head and under its headline.
fn page(language: &str, head: &str, line: &str) -> String {
    let text = rows(include_str!("data/world/texts.tsv")).find(|text| text[0] == language).expect("each language has a text");
    let paragraphs = text[2..].join("</p><p>");
    let headline = text[1];
    format!(
        "<html lang={language}><title>{headline}</title>{head}<nav><a href=/>A</a><a href=/b>B</a></nav>\
         <article><h1>{headline}</h1>{line}<p>{paragraphs}</p></article></html>"
    )
}

#[test]
fn declared_writers_are_people_or_houses_in_all_languages() {
    let mut wrong = Vec::new();
    for row in rows(include_str!("data/world/declared.tsv")) {
        let [language, declared] = [row[0], row[1]];
        let script = format!(r#"{{"@type": "NewsArticle", "author": {{"@type": "Person", "name": "{declared}"}}}}"#);
        let head = format!("<script type='application/ld+json'>{script}</script>");
        let [_, authors, desk, ..] = shown(&meta_of(&page(language, &head, "")));
        wrong.extend(((&*authors, &*desk) != (row[2], row[3])).then(|| format!("{language}, {declared}: {authors:?} {desk:?}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn lines_under_a_headline_tell_who_wrote_and_when() {
    let mut wrong = Vec::new();
    for (list, cell) in [(include_str!("data/world/bylines.tsv"), 1), (include_str!("data/world/days.tsv"), 3)] {
        for row in rows(list) {
            let line = format!("<div class=info>{}</div>", row[1]);
            let found = &shown(&meta_of(&page(row[0], "", &line)))[cell];
            wrong.extend((found != row[2]).then(|| format!("{}, {}: {found:?}, not {:?}", row[0], row[1], row[2])));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
