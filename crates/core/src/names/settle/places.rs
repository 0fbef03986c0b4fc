//! Places that look like people: "Ben Nevis", "Loch Ard", a country that no list has; and towns in a row of towns: "in Hull, Rugby and Deal".

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::draft::{Draft, tokens};
use crate::lexicon::gazetteer::{Gazetteer, Key};
use crate::names::cues::Cues;
use crate::names::frames::Frame;
use crate::names::mention::NameMention;
use crate::record::{NameLabel, PlaceKind};
use crate::syntax::{Deprel, Shape};

/// Relabels heights and waters, and adds the towns of a row.
pub(super) fn relabel(draft: &mut Draft<'_>, loose: &[Range<usize>]) {
    for at in 0..draft.names.len() {
        let range = tokens(&draft.names[at]);
        let taken = matches!(draft.names[at].label, NameLabel::Person | NameLabel::Other) && range.len() == 2;
        if taken && is_nature(draft, &range) {
            draft.settle(at, NameLabel::Place);
        }
    }
    governed(draft);
    let free = |range: &&Range<usize>| draft.name_at(range.start).is_none() && is_in_row(draft, range.start);
    let new: Vec<NameMention> =
        loose.iter().filter(free).map(|range| draft.mention(range.clone(), NameLabel::Place)).collect();
    draft.put(new);
}

/// How many words may stand between a country and who is in office there: "'s", "new", "Prime", "Minister".
const OFFICE: usize = 4;

/// Relabels what has a president, a parliament or a council and a name that is no one's: "Marestan’s Prime Minister", "Lowmere crown
/// court", but "Mr Ruiz’s foreign minister".
fn governed(draft: &mut Draft<'_>) {
    let unknown = |i: usize| {
        let entry = draft.words.words[i].entry;
        draft.token(i).shape == Shape::Capital && entry.given() == 0 && entry.surname() == 0
    };
    let is_open = |name: &NameMention| matches!(name.label, NameLabel::Person | NameLabel::Other) && name.tokens.len() == 1;
    let open = draft.names.iter().filter(|name| is_open(name)).map(|name| name.tokens.start as usize).filter(|&i| unknown(i));
    let open: FxHashSet<u64> = open.map(|i| draft.token(i).hash).collect();
    if open.is_empty() {
        return;
    }
    let is_governed = |&i: &usize| {
        if !open.contains(&draft.token(i).hash) || i > 0 && draft.cues(i - 1).has(Cues::HONORIFIC) {
            return false;
        }
        let (next, stop) = (i + 1, draft.sentence(i).end);
        let joined = |i: &usize| draft.token(*i).shape != Shape::Mark;
        let owns = || {
            matches!(draft.word(next), "'s" | "’s")
                && (next + 1..stop.min(next + 1 + OFFICE)).take_while(joined).any(|i| draft.frame(i).has(Frame::OFFICE))
        };
        let lower = |i: usize| i < stop && draft.token(i).shape == Shape::Lower;
        let local = |i: usize| lower(i) && draft.frame(i).has(Frame::LOCAL);
        local(next) || lower(next) && local(next + 1) || owns()
    };
    let mut places: FxHashSet<u64> =
        (0..draft.syntax.tokens.len()).filter(is_governed).map(|i| draft.token(i).hash).collect();
    // Somebody with that name and another one, or with an honorific, is a person.
    for name in draft.names.iter().filter(|name| name.label == NameLabel::Person && name.tokens.len() > 1) {
        tokens(name).for_each(|i| {
            places.remove(&draft.token(i).hash);
        });
    }
    for at in 0..draft.names.len() {
        let name = &draft.names[at];
        if is_open(name) && places.contains(&draft.token(name.tokens.start as usize).hash) {
            draft.settle(at, NameLabel::Place);
        }
    }
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

/// True for a word that a list knows as a place, joined by "and" or a comma to a place after "in".
fn is_in_row(draft: &Draft<'_>, i: usize) -> bool {
    let token = draft.token(i);
    let first = token.head as usize;
    if token.deprel != Deprel::Conj || first == 0 || draft.words.words[i].entry.place() == 0 {
        return false;
    }
    let place = draft.name_at(first).is_some_and(|name| name.label == NameLabel::Place && tokens(name).start == first);
    place && draft.cues(first - 1).has(Cues::WHERE)
}
