//! Whom the text speaks of as a person: nobody of those is a company, whatever they sell.

use rustc_hash::FxHashSet;

use super::draft::{Draft, tokens};
use crate::names::cues::Cues;
use crate::names::frames::Frame;
use crate::record::NameLabel;
use crate::syntax::Shape;

/// How far after a name "he" may stand and still be who is named, in tokens.
const REACH: usize = 40;

/// Names that the text speaks of as people, by their keys.
#[derive(Default)]
pub(super) struct Known {
    /// With an honorific or an age, and the single words of full names.
    pub(super) certain: FxHashSet<u64>,
    /// Those and the ones with a title, which may be that of a company: "its rival Harker".
    pub(super) titled: FxHashSet<u64>,
    /// With a pronoun of a person near by, which may be somebody else's.
    pub(super) spoken: FxHashSet<u64>,
}

/// The people of the text.
pub(super) fn known(draft: &Draft<'_>) -> Known {
    let mut known = Known::default();
    for name in &draft.names {
        let range = tokens(name);
        // "Cyclone Adela" is no full name.
        if name.label == NameLabel::Person && range.len() > 1 && !draft.frame(range.start).is_thing() {
            known.certain.insert(draft.key(range.start..range.start + 1));
            known.certain.insert(draft.key(range.end - 1..range.end));
        }
        if is_certain(draft, range.start, range.end) {
            known.certain.insert(draft.key(range.clone()));
        }
        if is_titled(draft, range.start, range.end) {
            known.titled.insert(draft.key(range));
        } else if is_spoken(draft, range.start, range.end) {
            known.spoken.insert(draft.key(range));
        }
    }
    known.titled.extend(&known.certain);
    known
}

/// True if what stands around tokens speaks of a person.
pub(super) fn is_person(draft: &Draft<'_>, start: usize, end: usize) -> bool {
    is_titled(draft, start, end) || is_spoken(draft, start, end)
}

/// What the word before says, if there is one in the sentence.
fn before(draft: &Draft<'_>, start: usize) -> Cues {
    if start > draft.sentence(start).start { draft.cues(start - 1) } else { Cues::default() }
}

/// True after a title and before an age.
fn is_titled(draft: &Draft<'_>, start: usize, end: usize) -> bool {
    let before = before(draft, start);
    before.has(Cues::ROLE) || before.has(Cues::KIN) || is_certain(draft, start, end)
}

/// True after an honorific and before an age.
fn is_certain(draft: &Draft<'_>, start: usize, end: usize) -> bool {
    let honorific = before(draft, start).has(Cues::HONORIFIC);
    let aged = draft.word(end) == "," && draft.syntax.tokens.get(end + 1).is_some_and(|token| token.shape == Shape::Number);
    honorific || aged
}

/// True before a pronoun of a person, here or in the next sentence.
fn is_spoken(draft: &Draft<'_>, start: usize, end: usize) -> bool {
    let next = draft.sentence(start).end;
    let last = if next < draft.syntax.tokens.len() { draft.sentence(next).end } else { next };
    (end..last.min(end + REACH)).any(|i| draft.frame(i).has(Frame::PERSON))
}
