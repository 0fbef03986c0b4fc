//! Storms, ships, diseases and prizes with the names of people: "Cyclone Adela", later "Adela"; "the ferry Harker"; "Harker's disease";
//! "won a Harker".

use rustc_hash::FxHashSet;

use super::draft::{Draft, tokens};
use super::people;
use crate::names::frames::Frame;
use crate::record::NameLabel;
use crate::syntax::{Shape, Upos};

/// Relabels them wherever they stand, unless a person has that name, too.
pub(super) fn relabel(draft: &mut Draft<'_>) {
    let mut things: FxHashSet<u64> = FxHashSet::default();
    for name in draft.names.iter().filter(|name| is_taken(name.label)) {
        let range = tokens(name);
        let sentence = draft.sentence(range.start);
        let before = range.start > sentence.start && range.len() == 1 && draft.frame(range.start - 1).is_thing();
        let inside = range.len() == 2 && draft.frame(range.start).is_thing();
        if before || inside || name.label == NameLabel::Person && range.len() == 1 && is_eponym(draft, range.start) {
            things.insert(draft.key(range.end - 1..range.end));
        }
    }
    if things.is_empty() {
        return;
    }
    let known = people::known(draft);
    things.retain(|key| !known.certain.contains(key));
    for at in 0..draft.names.len() {
        let range = tokens(&draft.names[at]);
        let own = range.len() == 1 || range.len() == 2 && draft.frame(range.start).is_thing();
        if own && is_taken(draft.names[at].label) && !draft.is_placed(&draft.names[at]) && things.contains(&draft.key(range.end - 1..range.end)) {
            draft.settle(at, NameLabel::Other);
        }
    }
}

/// True for a name before "'s disease", and for one after "a" that no noun follows.
fn is_eponym(draft: &Draft<'_>, i: usize) -> bool {
    let sentence = draft.sentence(i);
    let end = i + 1 == sentence.end;
    let owned = i + 2 < sentence.end && matches!(draft.word(i + 1), "'s" | "’s") && draft.frame(i + 2).has(Frame::EPONYM);
    let counted = i > sentence.start && draft.frame(i - 1).has(Frame::A) && draft.token(i - 1).shape == Shape::Lower;
    let alone = end || draft.token(i + 1).shape == Shape::Mark && draft.word(i + 1) != "-" || matches!(draft.token(i + 1).upos, Upos::Adp | Upos::Cconj);
    owned || counted && alone
}

/// True for what the tagger takes such names for.
fn is_taken(label: NameLabel) -> bool {
    matches!(label, NameLabel::Person | NameLabel::Place)
}
