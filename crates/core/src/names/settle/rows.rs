//! The items of a row share what they are: "Harker, Lowe, Dabrin and Lind Motors", "companies such as Harker and Lowe".

use std::ops::Range;

use super::draft::{Draft, tokens};
use super::people;
use crate::names::frames::Frame;
use crate::names::mention::NameMention;
use crate::record::NameLabel;
use crate::syntax::Deprel;

/// The fewest items of which the others can be sure.
const FEWEST: usize = 3;

/// One item: its tokens and, if it is a name already, its index.
type Item = (Range<usize>, Option<usize>);

/// Relabels names of no known kind, and adds words that were none, in rows of organisations or places.
pub(super) fn relabel(draft: &mut Draft<'_>, loose: &[Range<usize>]) {
    // Each item after the head of the first one of its row.
    let mut items: Vec<(usize, Item)> = Vec::with_capacity(draft.names.len());
    let named = draft.names.iter().enumerate().map(|(at, name)| (tokens(name), Some(at)));
    for (range, at) in named.chain(loose.iter().map(|range| (range.clone(), None))) {
        if range.is_empty() || at.is_none() && draft.name_at(range.start).is_some() {
            continue;
        }
        let head = draft.head(range.clone());
        let token = draft.token(head);
        let first = if token.deprel == Deprel::Conj { token.head as usize } else { head };
        items.push((first, (range, at)));
    }
    items.sort_by_key(|(first, _)| *first);
    let mut new: Vec<NameMention> = Vec::new();
    for row in items.chunk_by(|a, b| a.0 == b.0) {
        // Nearly all stand alone: those are no row unless a noun says what they are.
        let Some(label) = shared(draft, row) else { continue };
        for (_, (range, at)) in row {
            match *at {
                Some(at) if takes(draft, range, at) => draft.settle(at, label),
                None => new.push(draft.mention(range.clone(), label)),
                Some(_) => {}
            }
        }
    }
    new.sort_by_key(|name| name.span);
    draft.put(new);
}

/// What all items of a row are, if most say it and none speaks against it.
fn shared(draft: &Draft<'_>, row: &[(usize, Item)]) -> Option<NameLabel> {
    let (first, _) = row.first()?;
    if are_companies(draft, *first) {
        return Some(NameLabel::Organization);
    }
    let items = || row.iter().map(|(_, item)| item);
    if row.len() < FEWEST {
        return None;
    }
    let count = |label| items().filter(|(_, at)| at.is_some_and(|at| draft.names[at].label == label)).count();
    let (organizations, places, other) = (count(NameLabel::Organization), count(NameLabel::Place), count(NameLabel::Other));
    let free = items().filter(|(_, at)| at.is_none()).count();
    let single = |item: &&Item| item.1.is_some_and(|at| draft.names[at].label == NameLabel::Person) && item.0.len() == 1;
    let surnames = items().filter(single).count();
    let all = |own: usize| own >= 2 && own + other + free + surnames == row.len() && own > other + free + surnames;
    if all(organizations) && surnames == 0 {
        Some(NameLabel::Organization)
    } else if all(places) && places > 2 * (free + surnames) {
        Some(NameLabel::Place)
    } else {
        None
    }
}

/// True for the first item after "companies such as", "firms like", "brands including".
fn are_companies(draft: &Draft<'_>, first: usize) -> bool {
    let start = draft.name_at(first).map_or(first, |name| tokens(name).start);
    let sentence = draft.sentence(start);
    let like = |i: usize| draft.frame(i).has(Frame::LIKE);
    let Some(before) = start.checked_sub(1).filter(|&i| i > sentence.start && like(i)) else { return false };
    let noun = if draft.frame(before - 1).has(Frame::LIKE) { before.checked_sub(2) } else { before.checked_sub(1) };
    let comma = |i: usize| if draft.word(i) == "," { i.checked_sub(1) } else { Some(i) };
    noun.and_then(comma).is_some_and(|i| i >= sentence.start && draft.frame(i).has(Frame::COMPANIES))
}

/// True for an item that its row can make something else: of no known kind, or a surname of nobody.
fn takes(draft: &Draft<'_>, range: &Range<usize>, at: usize) -> bool {
    match draft.names[at].label {
        NameLabel::Other => true,
        NameLabel::Person => {
            range.len() == 1 && draft.words.words[range.start].entry.given() < 2 && !people::is_person(draft, range.start, range.end)
        }
        _ => false,
    }
}
