//! Places that look like people: "Ben Nevis", "Loch Ard"; and towns in a row of towns: "in Hull, Rugby and Deal".

use std::ops::Range;

use super::draft::{Draft, SETTLED, tokens};
use crate::lexicon::gazetteer::{Gazetteer, Key};
use crate::names::cues::Cues;
use crate::names::frames::Frame;
use crate::names::mention::NameMention;
use crate::record::{Confidence, NameLabel, PlaceKind};
use crate::syntax::Deprel;

/// Relabels heights and waters, and adds the towns of a row.
pub(super) fn relabel(draft: &mut Draft<'_>, loose: &[Range<usize>]) {
    for at in 0..draft.names.len() {
        let range = tokens(&draft.names[at]);
        let taken = matches!(draft.names[at].label, NameLabel::Person | NameLabel::Other) && range.len() == 2;
        let globe = range.len() == 1 && draft.names[at].label == NameLabel::Other && draft.frame(range.start).has(Frame::GLOBE);
        if globe || taken && is_nature(draft, &range) {
            draft.names[at].label = NameLabel::Place;
            draft.names[at].confidence = Confidence::new(SETTLED);
        }
    }
    let free = |range: &&Range<usize>| draft.name_at(range.start).is_none() && is_in_row(draft, range.start);
    let new: Vec<NameMention> =
        loose.iter().filter(free).map(|range| draft.mention(range.clone(), NameLabel::Place)).collect();
    draft.put(new);
}

/// True for a name that begins with the word for a water, or that the gazetteer has as a mountain.
fn is_nature(draft: &Draft<'_>, range: &Range<usize>) -> bool {
    let frame = draft.frame(range.start);
    let known = || {
        let gazetteer = Gazetteer::new(None);
        let name = gazetteer.find(&Key::new(draft.syntax.cover(range.clone()).of(draft.text)));
        name.is_some_and(|name| gazetteer.places(&name).any(|(id, _)| gazetteer.entry(id).kind == PlaceKind::Nature))
    };
    frame.has(Frame::WATER) || frame.has(Frame::HEIGHT) && known()
}

/// True for a word that a list knows as a place, joined by "and" or a comma to a place behind "in".
fn is_in_row(draft: &Draft<'_>, i: usize) -> bool {
    let token = draft.token(i);
    let first = token.head as usize;
    if token.deprel != Deprel::Conj || first == 0 || draft.words.words[i].entry.place() == 0 {
        return false;
    }
    let place = draft.name_at(first).is_some_and(|name| name.label == NameLabel::Place && tokens(name).start == first);
    place && draft.cues(first - 1).has(Cues::WHERE)
}
