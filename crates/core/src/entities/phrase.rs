//! Noun phrases that can be titles.

use std::ops::Range;

use super::lexicon::Word;
use super::view::View;
use crate::syntax::Shape;

/// A title or role as stated.
#[derive(Debug, Clone)]
pub(super) struct Title {
    /// All tokens of the title, as indices.
    pub tokens: Range<usize>,
    /// The token of its head noun.
    pub head: usize,
}

/// The first token of the noun phrase whose noun is `noun`, without determiners and owners.
pub(super) fn phrase_start(view: View<'_>, noun: usize, floor: usize) -> usize {
    let mut start = noun;
    while start > floor {
        let before = start - 1;
        if view.is_nominal(before) {
            start = before;
        } else if before > floor && view.is(before, &["-", "–", "/"]) && view.joined(before) && view.joined(start) {
            start = before - 1;
        } else if before > floor && view.word(before) == "." && view.joined(before) && view.is_nominal(before - 1) {
            start = before - 1;
        } else if before > floor && (view.has(before, Word::AND) || view.is(before, &["&"])) && joins(view, before) {
            start = before - 1;
        } else {
            break;
        }
    }
    start
}

/// True if "and" joins two parts of one title: "founder and chief executive", "Marine Corps and exercise director".
fn joins(view: View<'_>, and: usize) -> bool {
    let lower = view.token(and + 1).shape == Shape::Lower;
    view.is_nominal(and - 1) && (view.kinds(and - 1).is(Word::TITLE) || lower && view.token(and - 1).shape != Shape::Lower)
}
