//! The place of a word in its sentence: subject or not, beside a verb of speech or not.

use super::super::lexicon::Word;
use super::super::view::View;
use crate::syntax::{Deprel, Shape, Upos};

/// The grammatical place of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Subject,
    Object,
    Possessive,
    Oblique,
    Other,
}

/// True if a verb of speech follows the words `start..end`.
pub fn says(view: View<'_>, start: usize, end: usize) -> bool {
    start < end && view.has(end, Word::SAYS)
}

/// True if the words `start..end` stand beside a verb of speech.
pub(super) fn speaks(view: View<'_>, start: usize, end: usize) -> bool {
    let after =
        if end < view.syntax.tokens.len() && matches!(view.token(end).upos, Upos::Adv | Upos::Aux) { end + 1 } else { end };
    view.has(after, Word::SAYS) || start > 0 && view.has(start - 1, Word::SAYS)
}

pub fn place(view: View<'_>, head: usize, start: usize, end: usize) -> Place {
    let mut at = head;
    for _ in 0..4 {
        let token = view.token(at);
        match token.deprel {
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Csubj => return Place::Subject,
            Deprel::Obj | Deprel::Iobj => return Place::Object,
            Deprel::NmodPoss => return Place::Possessive,
            Deprel::Obl | Deprel::OblAgent | Deprel::Nmod => return Place::Oblique,
            Deprel::Conj | Deprel::Appos | Deprel::Flat | Deprel::Compound => at = token.head as usize,
            Deprel::Dep => break,
            _ => return Place::Other,
        }
    }
    let upos = |i: usize| view.syntax.tokens.get(i).map_or(Upos::X, |token| token.upos);
    if view.is(end, &["'s", "’s"]) {
        Place::Possessive
    } else if matches!(upos(end), Upos::Verb | Upos::Aux) {
        Place::Subject
    } else if start > 0 && upos(start - 1) == Upos::Adp {
        Place::Oblique
    } else if start > 0 && upos(start - 1) == Upos::Verb {
        Place::Object
    } else {
        Place::Other
    }
}

/// 1 if a word is the first of its sentence, marks left aside; 2 right after a comma or conjunction.
pub(super) fn first_word(view: View<'_>, i: usize) -> u64 {
    let floor = view.sentence(i).start;
    let before = (floor..i).rev().find(|&j| view.token(j).shape != Shape::Mark || view.word(j) == ",");
    match before {
        None => 1,
        Some(j) if view.word(j) == "," || view.has(j, Word::CLAUSE) => 2,
        Some(_) => 0,
    }
}

/// The word that a name is the subject as: "KC" of "Simon Ashdown KC said".
pub(super) fn subject(view: View<'_>, mut head: usize) -> usize {
    for _ in 0..3 {
        let token = view.token(head);
        if !matches!(token.deprel, Deprel::Appos | Deprel::Flat | Deprel::Compound) {
            break;
        }
        head = token.head as usize;
    }
    head
}

/// True for the root of a sentence.
pub(super) fn is_root(view: View<'_>, i: usize) -> bool {
    view.token(i).head as usize == i
}

/// True if a word depends on the root of its sentence.
pub(super) fn is_main(view: View<'_>, i: usize) -> bool {
    let head = view.token(i).head as usize;
    head != i && view.token(head).head as usize == head
}
