//! The rows of `event/triggers.tsv`: a word or phrase, its word class, what it tells of, and an example.

use super::class::Class;
use super::word::PARTS;
use crate::lexicon::folder::{Folder, ListError};
use crate::syntax::Upos;

/// The tag of each word class.
pub(super) const PART_TAGS: [Upos; PARTS] = [Upos::Verb, Upos::Noun, Upos::Adj, Upos::Adv];

/// The words of a lemma as the tokens of a text: hyphens are tokens.
pub(super) fn pieces(lemma: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for word in lemma.split(' ') {
        let whole = word.split('-').any(|part| part.len() < 2) || word.starts_with("re-");
        let mut parts = word.split('-').peekable();
        if whole {
            pieces.push(word);
            continue;
        }
        while let Some(part) = parts.next() {
            pieces.push(part);
            if parts.peek().is_some() {
                pieces.push("-");
            }
        }
    }
    pieces
}

/// A row of `triggers.tsv`.
#[derive(Debug, Clone, Copy)]
pub struct TriggerRow<'a> {
    /// The lemma, or a phrase.
    pub lemma: &'a str,
    /// The word class, 0 to [`PARTS`].
    pub part: usize,
    /// What it tells of.
    pub class: Class,
    /// True if it nearly always does.
    pub strong: bool,
    /// How it was done.
    pub mode: Option<&'a str>,
    /// A sentence with it in this sense.
    pub example: &'a str,
}

impl<'a> TriggerRow<'a> {
    /// Reads the cells of a row: lemma, word class, type, `s` for strong, mode, example.
    pub(super) fn read([lemma, part, class, strong, mode, example]: [&'a str; 6]) -> Result<Self, String> {
        let parts = ["V", "N", "A", "D"];
        let part = parts.iter().position(|&name| name == part).ok_or_else(|| format!("unknown word class {part:?}: V N A D"))?;
        let class = Class::from_name(class).ok_or_else(|| format!("unknown type {class:?}"))?;
        Ok(Self { lemma, part, class, strong: strong == "s", mode: (!mode.is_empty()).then_some(mode), example })
    }
}

/// The rows of `event/triggers`, or what is wrong with one.
pub fn trigger_rows(folder: &Folder) -> impl Iterator<Item = Result<TriggerRow<'static>, ListError>> + use<> {
    let code = folder.code;
    folder.rows("event/triggers").map(move |row| {
        TriggerRow::read(row.cells()).map_err(|reason| ListError { code, list: "event/triggers", error: row.error(reason) })
    })
}

#[cfg(test)]
mod tests {
    use super::super::forms::Forms;
    use super::*;
    use crate::syntax::Lemmas;

    #[test]
    fn every_row_parses_and_its_example_holds_the_lemma() {
        let lemmas = Lemmas::open(Folder::english()).unwrap();
        let forms = Forms::new(&lemmas);
        let mut wrong = Vec::new();
        for row in trigger_rows(Folder::english()) {
            let row = row.unwrap();
            let first = pieces(row.lemma)[0].split('/').next().unwrap_or_default();
            let known = forms.of(first, PART_TAGS[row.part]);
            let text = row.example.to_lowercase();
            let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
            let holds = |form: &String| text.contains(form.as_str()) || words.contains(&form.as_str());
            if !known.iter().any(holds) {
                wrong.push(format!("{}: {known:?} not in {:?}", row.lemma, row.example));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
