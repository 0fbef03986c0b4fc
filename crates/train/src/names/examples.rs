//! Annotated documents as the tagger sees them.

use std::path::Path;

use anyhow::Result;
use nutgraf::language::Language;
use nutgraf::names::Lexicon;
use nutgraf::names::training::{Cues, KINDS, Part, TAGS, Tag, Words};
use nutgraf::read::Document;
use nutgraf::syntax::Syntax;
use nutgraf::text::hash::hash;
use nutgraf::{Input, Options, Source, Span, layout, names, read, syntax};
use serde::Deserialize;

use crate::data;

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    license: String,
    types: Vec<String>,
    text: String,
    entities: Option<Vec<Entity>>,
}

#[derive(Deserialize)]
struct Entity {
    start: usize,
    end: usize,
    label: String,
}

/// A document with its names.
pub struct Example {
    /// The document as the stage reads it.
    pub document: Document,
    /// The sentences and tokens of the document.
    pub syntax: Syntax,
    /// Its tokens as the tagger sees them.
    pub words: Words,
    /// The tags that each token may have, a bit each: one where the annotation is clear.
    pub allowed: Vec<u32>,
    /// Zero, or a number of a source whose annotation has habits of its own.
    pub domain_id: u32,
    /// The names of the kinds that are scored, in bytes of the text.
    pub gold: Vec<(Span, usize)>,
}

/// Any tag of a group or another name, or none: what an unmarked word may be where these are not marked.
const UNMARKED: u32 = (!0 >> (32 - 4 * (KINDS - 3))) << (1 + 4 * 3) | 1;

/// Reads an article's text up to its parts of speech.
pub fn analyse(text: &str) -> (Document, Syntax) {
    read_with(text, |document, layout| {
        syntax::analyse(document, layout, &Language::english().syntax, &mut syntax::Scratch::default())
    })
}

/// Reads an article's text up to its tokens.
pub fn segment(text: &str) -> (Document, Syntax) {
    read_with(text, |document, layout| syntax::segment(document, layout, &Language::english().syntax))
}

fn read_with(text: &str, syntax: fn(&Document, &layout::Layout) -> Syntax) -> (Document, Syntax) {
    let options = Options { input: Input::Article, ..Options::default() };
    let document = read::read(&Source::text(text), &options);
    let layout = layout::classify(&document, &options, &layout::Furniture::default(), &std::sync::Arc::default());
    let syntax = syntax(&document, &layout);
    (document, syntax)
}

/// The documents of a data set whose texts may go into a model.
pub fn examples(path: &Path, lexicon: &Lexicon, strict: bool) -> Result<Vec<Example>> {
    let rows: Vec<Row> = data::jsonl(path)?;
    let free = |row: &Row| !strict || data::is_free(&row.license);
    let name = path.to_string_lossy();
    // These two annotate "other" (MISC) by rules of their own.
    let own_misc = name.contains("wnut17") || name.contains("crossner");
    let tweets = name.contains("btc");
    Ok(rows.into_iter().filter(free).filter_map(|row| example(&row, own_misc, tweets, lexicon)).collect())
}

fn example(row: &Row, own_misc: bool, tweets: bool, lexicon: &Lexicon) -> Option<Example> {
    let entities = row.entities.as_ref()?;
    let (document, syntax) = analyse(&row.text);
    let words = Words::new(&document.text, &syntax, lexicon, &Language::english().names.cues, &mut names::Scratch::default());
    let bytes = data::code_points(&row.text);
    let free = own_misc || !row.types.iter().any(|label| label == "MISC");
    let mut allowed = vec![if free { UNMARKED } else { 1 }; syntax.tokens.len()];
    let mut gold = Vec::new();
    for entity in entities {
        let Some(mut kind) = ["PER", "ORG", "LOC", "", "MISC"].iter().position(|&label| label == entity.label) else { continue };
        let span = Span::new(bytes[entity.start], bytes[entity.end]);
        let hit: Vec<usize> =
            (0..syntax.tokens.len()).filter(|&i| overlaps(document.to_original(syntax.tokens[i].span), span)).collect();
        let (Some(&first), Some(&last)) = (hit.first(), hit.last()) else {
            if kind < 3 {
                gold.push((span, kind));
            }
            continue;
        };
        if kind == 4 && (first..=last).all(|i| is_group(&words, i)) {
            kind = 3;
        }
        if kind < 3 {
            gold.push((span, kind));
        }
        if kind >= 3 && own_misc {
            continue;
        }
        for i in first..=last {
            let part = match (i == first, i == last) {
                (true, true) => Part::Unit,
                (true, false) => Part::Begin,
                (false, true) => Part::Last,
                (false, false) => Part::Inside,
            };
            allowed[i] = 1 << Tag::new(part, kind).0;
        }
    }
    let domain_id = if own_misc { 2 } else { u32::from(tweets) };
    Some(Example { document, syntax, words, allowed, domain_id, gold })
}

fn is_group(words: &Words, i: usize) -> bool {
    let word = &words.words[i];
    word.entry.is_group() || word.cues.has(Cues::GROUP) || word.cues.has(Cues::LANGUAGE) || word.form == hash("-")
}

/// If more than half of the token lies in the span.
fn overlaps(token: Span, span: Span) -> bool {
    let common = token.end.min(span.end).saturating_sub(token.start.max(span.start));
    common * 2 > token.end - token.start
}

const _: () = assert!(TAGS <= 32, "tags are kept as bits of a u32");
