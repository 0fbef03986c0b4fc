//! Whole stories as snapshots to read in a diff: what the examples come to. After a wanted change: `make stories`.
#![allow(missing_docs, clippy::unwrap_used)]

use std::fmt::Write as _;

use nutgraf::record::{QuoteKind, Speaker};
use nutgraf::{Date, Extractor, Record, Source};

/// The beginning and the end of a long text.
fn short(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > 14 {
        format!("{} … {}", words[..9].join(" "), words[words.len() - 4..].join(" "))
    } else {
        words.join(" ")
    }
}

/// The record as a reader would note it down: the blocks, then the facts, a line each.
fn tell(record: &Record) -> String {
    let mut out = String::new();
    let meta = &record.meta;
    let field = |name: &str, value: Option<&nutgraf::record::Field>, out: &mut String| {
        if let Some(field) = value {
            writeln!(out, "{name}: {} ({:?})", field.value, field.origin).unwrap();
        }
    };
    field("title", meta.title.as_ref(), &mut out);
    field("agency", meta.agency.as_ref(), &mut out);
    field("published", meta.published.as_ref(), &mut out);
    field("site", meta.site_name.as_ref(), &mut out);
    for author in &meta.authors {
        writeln!(out, "author: {}", author.name).unwrap();
    }
    field("desk", meta.desk.as_ref(), &mut out);
    if let Some(dateline) = &meta.dateline {
        writeln!(out, "dateline: {}", dateline.places.join(", ")).unwrap();
    }
    writeln!(out, "\nBLOCKS").unwrap();
    for block in &record.blocks {
        writeln!(out, "{:<9} {}", format!("{:?}", block.kind).to_lowercase(), short(block.span.of(&record.text))).unwrap();
    }
    writeln!(out, "\nPEOPLE").unwrap();
    for person in &record.people {
        let titles: Vec<&str> = person.titles.iter().map(|title| title.text.as_str()).collect();
        let age = person.age.as_ref().map(|age| format!(", {}", age.years)).unwrap_or_default();
        let occupation = person.occupation.as_ref().map(|o| format!(", {}", o.text)).unwrap_or_default();
        let mentions: Vec<&str> = person.mentions.iter().map(|mention| mention.extent.text.as_str()).collect();
        writeln!(out, "{}{age}{occupation} [{}] = {}", person.name, titles.join("; "), mentions.join(" | ")).unwrap();
    }
    writeln!(out, "\nORGANIZATIONS").unwrap();
    for organization in &record.organizations {
        writeln!(out, "{} ×{}", organization.name, organization.mentions.len()).unwrap();
    }
    tell_facts(record, &mut out);
    for note in &record.notes {
        writeln!(out, "\nnote: {}", note.message).unwrap();
    }
    out
}

/// Quotes, times, quantities and places.
fn tell_facts(record: &Record, out: &mut String) {
    writeln!(out, "\nQUOTES").unwrap();
    for quote in &record.quotes {
        let who =
            |s: &Speaker| s.name.clone().or_else(|| s.extent.as_ref().map(|e| format!("({})", e.text))).unwrap_or("?".into());
        let content: Vec<String> = quote.content.iter().map(|piece| short(&piece.text)).collect();
        let cue = quote.cue.as_ref().map_or("-", |cue| cue.extent.text.as_str());
        let kind = if quote.kind == QuoteKind::Silent { "silent".into() } else { format!("{:?}", quote.kind).to_lowercase() };
        writeln!(out, "{kind:<8} {} [{cue}] {}", quote.speaker.as_ref().map_or("?".into(), who), content.join(" // ")).unwrap();
    }
    writeln!(out, "\nTIMES").unwrap();
    for time in &record.times {
        writeln!(out, "{} = {}", time.extent.text, time.value).unwrap();
    }
    writeln!(out, "\nQUANTITIES").unwrap();
    for quantity in &record.quantities {
        let unit = quantity.unit.as_ref().map_or("", |unit| unit.symbol.as_str());
        writeln!(out, "{} = {:?} {unit}", quantity.extent.text, quantity.value).unwrap();
    }
    writeln!(out, "\nPLACES").unwrap();
    for place in &record.places {
        let country = place.country.as_deref().unwrap_or("?");
        writeln!(out, "{} = {} {country} {:?}", place.extent.text, place.name, place.usage).unwrap();
    }
}

fn story(file: &str, published: &str) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/");
    let bytes = std::fs::read(format!("{folder}{file}")).unwrap();
    let source = Source::bytes(bytes).with_published(published.parse::<Date>().unwrap());
    let record = Extractor::default().extract(&source);
    insta::with_settings!({ snapshot_path => "stories", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(file, tell(&record));
    });
}

macro_rules! stories {
    ($($name:ident: $file:literal $published:literal)+) => {$(
        #[test]
        fn $name() {
            story($file, $published);
        }
    )+};
}

stories! {
    wire: "wire.txt" "2025-11-26"
    politics: "politics.txt" "2025-03-06"
    court: "court.txt" "2025-10-14"
    disaster: "disaster.txt" "2025-07-09"
    results: "results.txt" "2025-10-30"
    sport: "sport.txt" "2025-11-15"
    science: "science.txt" "2025-11-04"
    interview: "interview.txt" "2025-06-12"
    oneline: "oneline.txt" "2025-11-18"
    page: "page.html" "2025-09-02"
}
