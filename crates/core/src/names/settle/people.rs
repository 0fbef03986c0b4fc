//! Whom the text speaks of as a person: nobody of those is a company, whatever they sell.

use rustc_hash::FxHashSet;

use super::draft::{Draft, tokens};
use crate::names::cues::Cues;
use crate::names::frames::Frame;
use crate::record::NameLabel;
use crate::syntax::Shape;

/// How far behind a name "he" may stand and still be who is named, in tokens.
const REACH: usize = 40;

/// The keys of the names that have a title, an age or a pronoun of a person, and of the single words of people's full names.
pub(super) fn known(draft: &Draft<'_>) -> FxHashSet<u64> {
    let mut known = FxHashSet::default();
    for name in &draft.names {
        let range = tokens(name);
        if name.label == NameLabel::Person && range.len() > 1 {
            known.insert(draft.key(range.start..range.start + 1));
            known.insert(draft.key(range.end - 1..range.end));
        }
        if is_person(draft, range.start, range.end) {
            known.insert(draft.key(range));
        }
    }
    known
}

/// True if what stands around tokens speaks of a person.
pub(super) fn is_person(draft: &Draft<'_>, start: usize, end: usize) -> bool {
    let sentence = draft.sentence(start);
    let titled = start > sentence.start && {
        let before = draft.cues(start - 1);
        before.has(Cues::HONORIFIC) || before.has(Cues::ROLE) || before.has(Cues::KIN)
    };
    let comma = draft.word(end) == ",";
    let aged = comma && draft.syntax.tokens.get(end + 1).is_some_and(|token| token.shape == Shape::Number);
    let next = sentence.end;
    let last = if next < draft.syntax.tokens.len() { draft.sentence(next).end } else { next };
    titled || aged || (end..last.min(end + REACH)).any(|i| draft.frame(i).has(Frame::PERSON))
}
