//! A JSON object as a row: the keys that matter, and what can still be read of an object that is not quite JSON.

use std::fmt;

use nutgraf::Source;
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::options::ReadOptions;
use crate::columns::{Columns, ROLES, Role, Row};

/// The object as a source, if it has text; `id` is its name if it has none of its own.
///
/// # Errors
/// If it is no JSON object, even when `NaN`, broken UTF-8 and lone surrogates are passed over; what that costs is a note of the source.
pub(super) fn source(
    json: &[u8],
    options: &ReadOptions,
    id: impl FnOnce() -> String,
) -> Result<Option<Source<'static>>, serde_json::Error> {
    let read =
        |json: &[u8]| RowSeed(&options.columns, options.max_bytes).deserialize(&mut serde_json::Deserializer::from_slice(json));
    let (row, note) = match read(json) {
        Ok(row) => (row, None),
        Err(error) => {
            let Some((mended, note)) = mended(json) else { return Err(error) };
            (read(&mended).map_err(|_| error)?, Some(note))
        }
    };
    Ok(row.into_source(id).map(|mut source| {
        source.notes.extend(note);
        source
    }))
}

/// JSON without what JSON does not know: `NaN` and `Infinity` become null, broken UTF-8 and halves of surrogate pairs U+FFFD.
/// None if there is nothing of that kind; else with what was lost, in words.
fn mended(json: &[u8]) -> Option<(Vec<u8>, String)> {
    let text = String::from_utf8_lossy(json);
    let broken = usize::from(matches!(text, std::borrow::Cow::Owned(_)));
    let mut out = String::with_capacity(text.len());
    let (mut numbers, mut surrogates) = (0, 0);
    let mut in_string = false;
    let mut rest = text.as_ref();
    while let Some(at) = rest.find(|c: char| matches!(c, '"' | '\\') || !in_string && matches!(c, 'N' | 'I' | '-')) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let word = ["NaN", "Infinity", "-Infinity"].into_iter().find(|word| !in_string && rest.starts_with(word));
        let len = if let Some(word) = word {
            numbers += 1;
            out.push_str("null");
            word.len()
        } else if rest.starts_with('\\') {
            let (kept, len, lost) = escape(rest);
            surrogates += usize::from(lost);
            out.push_str(kept);
            len
        } else {
            in_string ^= rest.starts_with('"');
            out.push_str(&rest[..1]);
            1
        };
        rest = &rest[len..];
    }
    out.push_str(rest);
    let lost =
        [(numbers, "NaN or Infinity read as null"), (surrogates, "half a surrogate pair"), (broken, "bytes that are no UTF-8")];
    let lost: Vec<_> = lost.iter().filter(|(n, _)| *n > 0).map(|(_, what)| *what).collect();
    (!lost.is_empty()).then(|| (out.into_bytes(), format!("the JSON held {}", lost.join(", "))))
}

/// What stands for an escape sequence, how long that was, and whether it was half a surrogate pair.
fn escape(text: &str) -> (&str, usize, bool) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    match (unit(0), unit(6)) {
        (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (&text[..12], 12, false),
        (Some(0xD800..=0xDFFF), _) => ("\u{fffd}", 6, true),
        _ => {
            let len = 1 + text[1..].chars().next().map_or(0, char::len_utf8);
            (&text[..len], len, false)
        }
    }
}

/// Takes the keys of a JSON object that matter and passes over the others.
struct RowSeed<'a>(&'a Columns, usize);

impl<'de> DeserializeSeed<'de> for RowSeed<'_> {
    type Value = Row;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Row, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RowSeed<'_> {
    type Value = Row;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Row, A::Error> {
        let mut row = Row::new(self.1);
        let mut best = [usize::MAX; ROLES.len()];
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            let kept = self.0.keep.iter().any(|name| *name == key);
            match self.0.role(&key) {
                Some((role, rank)) if rank < best[role as usize] => {
                    let mut values = if kept {
                        let value = map.next_value::<serde_json::Value>()?;
                        let cell = Cell::deserialize(&value).map_err(de::Error::custom)?;
                        row.keep(&key, value);
                        cell.0
                    } else {
                        map.next_value::<Cell>()?.0
                    };
                    if role == Role::Authors && !values.is_empty() {
                        best[role as usize] = rank;
                        row.set_authors(values);
                    } else if role == Role::Text && values.len() > 1 {
                        // A list of strings in JSON is an article's paragraphs: a file of rows has a row a text.
                        best[role as usize] = rank;
                        row.set(role, values.join("\n\n"));
                    } else if let Some(value) = values.drain(..).next() {
                        best[role as usize] = rank;
                        row.set(role, value);
                    }
                }
                _ if kept => row.keep(&key, map.next_value()?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(row)
    }
}

/// Strings, or numbers as such: one, those of a list, or what an object has under `name`; anything else is nothing.
struct Cell(Vec<String>);

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CellVisitor)
    }
}

struct CellVisitor;

/// The visitors of values that have a string form.
macro_rules! scalars {
    ($($visit:ident $kind:ty;)+) => {$(
        fn $visit<E: de::Error>(self, value: $kind) -> Result<Cell, E> {
            Ok(Cell(vec![value.to_string()]))
        }
    )+};
}

impl<'de> Visitor<'de> for CellVisitor {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    scalars! {
        visit_str &str;
        visit_string String;
        visit_u64 u64;
        visit_i64 i64;
        visit_f64 f64;
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Cell, E> {
        Ok(Cell(Vec::new()))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Cell, E> {
        Ok(Cell(Vec::new()))
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Cell, A::Error> {
        let mut values = Vec::new();
        while let Some(Cell(more)) = seq.next_element()? {
            values.extend(more);
        }
        Ok(Cell(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cell, A::Error> {
        let mut values = Vec::new();
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            if key == "name" {
                values = map.next_value::<Cell>()?.0;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Cell(values))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &[u8]) -> (String, Vec<String>) {
        let options = ReadOptions { max_bytes: 1 << 20, ..ReadOptions::default() };
        let source = source(json, &options, || "a".into()).expect("an object").expect("a text");
        let nutgraf::Content::Text(text) = &source.content else { panic!("no text") };
        (text.to_string(), source.notes)
    }

    #[test]
    fn what_is_not_quite_json_is_read_with_a_note() {
        for (json, text, note) in [
            (&br#"{"text": "A NaN \\ \"-\" B", "score": 1}"#[..], r#"A NaN \ "-" B"#, ""),
            (br#"{"score": NaN, "low": -Infinity, "text": "A"}"#, "A", "the JSON held NaN or Infinity read as null"),
            (br#"{"text": "A \ud800 \ud83d\ude00"}"#, "A \u{fffd} \u{1f600}", "the JSON held half a surrogate pair"),
            (b"{\"text\": \"caf\xe9\"}", "caf\u{fffd}", "the JSON held bytes that are no UTF-8"),
        ] {
            let (found, notes) = read(json);
            assert_eq!((found.as_str(), notes.concat().as_str()), (text, note));
        }
        assert!(source(b"{broken", &ReadOptions::default(), || "a".into()).is_err());
    }

    #[test]
    fn hints_come_as_strings_lists_and_objects() {
        let json = br#"{"text": "A", "author": [{"name": "Ana Ruiz"}, "Tom Bell"], "source": {"id": 1, "name": "Courier"}, "title": "T"}"#;
        let columns = Columns { keep: vec!["source".into()], ..Columns::default() };
        let options = ReadOptions { columns, max_bytes: 1 << 20, ..ReadOptions::default() };
        let source = source(json, &options, || "a".into()).expect("an object").expect("a text");
        assert_eq!(source.authors, ["Ana Ruiz", "Tom Bell"]);
        assert_eq!((source.site_name.as_deref(), source.title.as_deref()), (Some("Courier"), Some("T")));
        assert_eq!(source.context["source"]["id"], 1);
    }
}
