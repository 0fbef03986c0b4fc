//! The laws of the design, as properties that hold for any input.
#![allow(missing_docs, clippy::unwrap_used)]

use std::sync::LazyLock;

use nutgraf::record::{BlockKind, Spans};
use nutgraf::{Extractor, Input, Offsets, Options, Record, Source};
use proptest::prelude::*;
use serde_json::Value;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::default);

/// Every fact's span, in the record's unit, with the text that it claims.
fn extents(record: &mut Record) -> Vec<(usize, usize, Option<String>)> {
    let mut all = Vec::new();
    record.spans(&mut |span, text| all.push((span.start as usize, span.end as usize, text.cloned())));
    all
}

/// Lists of facts, each of which stands in a block of the article.
const FACTS: [&str; 12] = [
    "people",
    "organizations",
    "voices",
    "unnamed",
    "names",
    "places",
    "times",
    "quantities",
    "quotes",
    "events",
    "sentences",
    "tokens",
];

/// Law 1 and 4 on one record.
fn check(mut record: Record) {
    let text = record.text.clone();
    for (start, end, said) in extents(&mut record) {
        let stands = text.get(start..end).unwrap_or_else(|| panic!("{start}..{end} is no part of the text"));
        if let Some(said) = said {
            assert_eq!(stands, said, "law 1 at {start}..{end}");
        }
    }
    for pair in record.blocks.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "blocks overlap or are out of order: {pair:?}");
    }
    let inside = |span: nutgraf::Span| record.blocks.iter().any(|b| b.kind.is_article() && b.span.contains(span));
    let json = serde_json::to_value(&record).unwrap();
    for fact in FACTS {
        spans_of(&json[fact], &mut |span| {
            let at = |key: &str| span[key].as_u64().unwrap() as usize;
            assert!(inside(nutgraf::Span::new(at("start"), at("end"))), "law 4, {fact}: {span}");
        });
    }
    for person in &record.people {
        assert!((person.best_mention as usize) < person.mentions.len(), "{person:?}");
    }

    let units: Vec<char> = text.chars().collect();
    let mut points = record.clone().with_offsets(Offsets::CodePoint);
    for (start, end, said) in extents(&mut points) {
        if let Some(said) = said {
            assert_eq!(units[start..end].iter().collect::<String>(), said, "law 1 in code points");
        }
    }
    let back: Record = serde_json::from_str(&record.to_json()).unwrap();
    assert_eq!(back, record, "a record survives its JSON");
}

/// An instance of a schema with everything in it that may be there.
fn instance(schema: &Value, root: &Value) -> Value {
    if let Some(name) = schema["$ref"].as_str() {
        return instance(&root["$defs"][name.rsplit('/').next().unwrap()], root);
    }
    if let Some(value) = schema.get("const").or_else(|| schema["enum"].get(0)) {
        return value.clone();
    }
    for key in ["anyOf", "oneOf", "allOf"] {
        if let Some(first) = schema[key].get(0) {
            return instance(first, root);
        }
    }
    let kind = schema["type"].as_str().or_else(|| schema["type"].get(0)?.as_str());
    match kind {
        Some("object") => {
            let properties = schema["properties"].as_object().into_iter().flatten();
            Value::Object(properties.map(|(name, schema)| (name.clone(), instance(schema, root))).collect())
        }
        Some("array") if schema.get("prefixItems").is_some() => {
            schema["prefixItems"].as_array().unwrap().iter().map(|item| instance(item, root)).collect()
        }
        Some("array") => Value::Array(vec![instance(&schema["items"], root)]),
        Some("string") if schema["format"] == "date" => "2025-11-26".into(),
        Some("string") if schema.get("pattern").is_some() => "P1".into(),
        Some("string") => "word".into(),
        Some("boolean") => false.into(),
        Some("null") | None => Value::Null,
        Some("number") => 0.5.into(),
        Some(_) => 1.into(),
    }
}

/// Calls `visit` with every object that has a start and an end.
fn spans_of(value: &Value, visit: &mut dyn FnMut(&Value)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| spans_of(item, visit)),
        Value::Object(object) => {
            if object.contains_key("start") && object.contains_key("end") {
                visit(value);
            }
            object.values().for_each(|item| spans_of(item, visit));
        }
        _ => {}
    }
}

#[test]
fn the_walk_comes_to_every_span_of_the_schema() {
    let schema: Value = serde_json::to_value(Record::schema()).unwrap();
    let whole = instance(&schema, &schema);
    let mut record: Record = serde_json::from_value(whole.clone()).unwrap_or_else(|error| panic!("{error}: {whole}"));
    record.spans(&mut |span, text| {
        *span = nutgraf::Span::new(7, 9);
        if let Some(text) = text {
            *text = "seen".to_owned();
        }
    });
    let (mut number, mut passed_over) = (0, Vec::new());
    spans_of(&serde_json::to_value(&record).unwrap(), &mut |span| {
        number += 1;
        if span["start"] != 7 || span["end"] != 9 || span.get("text").is_some_and(|text| text != "seen") {
            passed_over.push(span.clone());
        }
    });
    assert!(number > 30, "the schema has spans: {number}");
    assert_eq!(passed_over, Vec::<Value>::new());
}

#[test]
fn dates_before_our_era_are_values_alone() {
    for text in ["Julius Caesar was murdered in Rome in 44 BC.", "The temple was built in 1 BC, a historian said."] {
        let record = EXTRACTOR.extract(&Source::text(text));
        assert_eq!(record.times.len(), 1, "{text}");
        assert_eq!((record.times[0].begin_date, record.times[0].end_date), (None, None));
        assert!(!record.times[0].value.is_empty());
        check(record);
    }
}

#[test]
fn no_fact_goes_from_one_block_into_the_next() {
    for text in [
        "The Arts Ministry closed the archive.\n\nThe\n\nministry has promised a reading room by 2027, the mayor said.",
        "The reopening would cost around €704 million over the next two years, almost half of it paid by Brevia, according\n\n to a draft \
         seen on Monday.\n\n“There was mud up to the windows,” said Ms Ro.",
    ] {
        let record = EXTRACTOR.extract(&Source::text(text));
        assert!(record.blocks.len() > 1, "{text}");
        check(record);
    }
}

fn examples() -> Vec<(String, Vec<u8>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.retain(|path| path.extension().is_some_and(|ext| ext == "txt" || ext == "html"));
    files
        .into_iter()
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap()))
        .collect()
}

#[test]
fn examples_keep_the_laws_in_both_modes() {
    assert!(examples().len() >= 8);
    for input in [Input::Page, Input::Article] {
        let extractor = Extractor::new(Options { input, tokens: true, ..Options::default() }).unwrap();
        for (_, bytes) in examples() {
            check(extractor.extract(&Source::bytes(bytes)));
        }
    }
}

#[test]
fn plain_text_comes_back_letter_by_letter() {
    for (_, bytes) in examples() {
        if let Ok(text) = String::from_utf8(bytes)
            && !text.contains("</")
        {
            assert_eq!(EXTRACTOR.extract(&Source::text(text.as_str())).text, text);
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for (_, bytes) in examples() {
        let first = EXTRACTOR.extract(&Source::bytes(bytes.clone())).to_json();
        assert_eq!(first, Extractor::default().extract(&Source::bytes(bytes)).to_json());
    }
}

#[test]
fn records_fit_their_schema() {
    let schema = Record::schema();
    let required: Vec<&str> = schema["required"].as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
    for (_, bytes) in examples() {
        let json: serde_json::Value = serde_json::from_str(&EXTRACTOR.extract(&Source::bytes(bytes)).to_json()).unwrap();
        for field in json.as_object().unwrap().keys() {
            assert!(schema["properties"][field].is_object(), "{field} is not in the schema");
        }
        assert!(required.iter().all(|field| json.get(field).is_some()));
    }
}

#[test]
fn every_example_has_a_body() {
    for (name, bytes) in examples() {
        let record = EXTRACTOR.extract(&Source::bytes(bytes));
        assert!(record.blocks.iter().any(|block| block.kind == BlockKind::Body), "{name} has no body");
    }
}

/// Debris that real pages are made of, to be thrown together.
const SHARDS: &[&str] = &[
    "“We will go,” ",
    "Mr Veller said",
    " on Nov 25.",
    "\n\n",
    "\n",
    "‘",
    "’",
    "\"",
    " - ",
    "—",
    "By Ana Ruiz",
    "$3.5m ",
    "20 per cent",
    "PORT ALWIN/BRUSSELS (NPA) -",
    "&amp;",
    "\u{ad}",
    "\u{200b}",
    "\u{a0}",
    "â€™s",
    "he ",
    "she told him ",
    "More on this topic ",
    "REUTERS",
    "http://a.example/b?c=d",
    "😀",
    "\0",
    "\r\n",
    "\t",
    "...",
    "…",
    "U.S. ",
    "3/4/2025",
    "between 1932 and 1933",
    "<p>",
    "</div>",
    "<script>",
    "next week",
    "in Paris, Texas",
    "Inc.",
    "O'Neill-Smith",
    "(",
    ")",
    "[",
    "]",
    "Q: ",
    "A: ",
    "@x",
    "#y",
    "％",
    "१२",
    "日本",
    "ı",
    "İ",
    "ß",
    "ﬁ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_text_keeps_the_laws(text in "\\PC{0,300}") {
        check(EXTRACTOR.extract(&Source::text(text)));
    }

    #[test]
    fn any_debris_keeps_the_laws(shards in prop::collection::vec(prop::sample::select(SHARDS), 0..80)) {
        check(EXTRACTOR.extract(&Source::text(shards.concat())));
        check(EXTRACTOR.extract(&Source::bytes(shards.concat().into_bytes())));
    }

    #[test]
    fn any_bytes_give_a_record(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(EXTRACTOR.extract(&Source::bytes(bytes)));
    }

    #[test]
    fn examples_cut_anywhere_keep_the_laws(example in 0..8_usize, from in 0..4000_usize, length in 0..2000_usize) {
        let (_, bytes) = &examples()[example];
        let from = from.min(bytes.len());
        check(EXTRACTOR.extract(&Source::bytes(bytes[from..(from + length).min(bytes.len())].to_vec())));
    }
}
