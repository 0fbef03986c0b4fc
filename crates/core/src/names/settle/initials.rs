//! Initials before a colon in an interview are whoever they abbreviate: "Ana Ruiz: By accident. ... AR: I laughed."

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::draft::{Draft, tokens};
use crate::names::mention::NameMention;
use crate::record::NameLabel;
use crate::syntax::Shape;

/// How many different initials an interview may have; a bound on the work.
const MOST: usize = 16;
/// How many words a name that is abbreviated may have, and how many letters its initials.
const LONGEST: usize = 4;

/// Relabels and adds the initials that begin a paragraph, and adds the name before a colon that they are of.
pub(super) fn relabel(draft: &mut Draft<'_>) {
    let labels = labels(draft);
    let is_short = |range: &&Range<usize>| {
        let length = draft.word(range.start).len();
        range.len() == 1 && draft.token(range.start).shape == Shape::Upper && (2..=LONGEST).contains(&length)
    };
    let mut seen: FxHashSet<u64> = FxHashSet::default();
    let new_word = |i: &usize| seen.insert(draft.token(*i).hash);
    let turns: Vec<usize> = labels.iter().filter(is_short).map(|range| range.start).filter(new_word).take(MOST).collect();
    if turns.is_empty() {
        return;
    }
    let people = draft.names.iter().filter(|name| name.label == NameLabel::Person).map(tokens);
    // Who a colon follows is somebody, whether the tagger knows the name or not.
    let long: Vec<(Range<usize>, NameLabel)> = people
        .map(|range| (range, NameLabel::Person))
        .chain(labels.iter().filter(|range| range.len() > 1).map(|range| {
            let is_person = draft.name_at(range.start).is_some_and(|name| name.label == NameLabel::Person);
            (range.clone(), if is_person { NameLabel::Person } else { NameLabel::Organization })
        }))
        .filter(|(range, _)| (2..=LONGEST).contains(&range.len()))
        .collect();
    let mut new: Vec<NameMention> = Vec::new();
    for &turn in &turns {
        let Some((range, label)) = long.iter().find(|(range, _)| initials(draft, range.clone()) == draft.word(turn)) else {
            continue;
        };
        let same = labels.iter().filter(|label| label.len() == 1 && draft.word(label.start) == draft.word(turn));
        new.extend(same.map(|range| draft.mention(range.clone(), *label)));
        if *label == NameLabel::Organization {
            let hashes = |range: Range<usize>| range.map(|i| draft.token(i).hash);
            let last = draft.syntax.tokens.len() - range.len();
            let again =
                (0..=last).filter(|&i| hashes(i..i + range.len()).eq(hashes(range.clone())) && is_whole(draft, i..i + range.len()));
            new.extend(again.map(|i| draft.mention(i..i + range.len(), *label)));
        }
    }
    new.sort_by_key(|name| name.span);
    new.dedup_by_key(|name| name.span);
    draft.put(new);
}

/// The words in capitals that begin a paragraph and that a colon follows.
fn labels(draft: &Draft<'_>) -> Vec<Range<usize>> {
    let mut labels = Vec::new();
    let mut block = None;
    for sentence in &draft.syntax.sentences {
        if block.replace(sentence.block) == Some(sentence.block) {
            continue;
        }
        let start = sentence.tokens.start as usize;
        let end = (sentence.tokens.end as usize).min(start + LONGEST + 1);
        let is_part = |&i: &usize| matches!(draft.token(i).shape, Shape::Capital | Shape::Upper | Shape::Mixed);
        let colon = (start..end).take_while(is_part).last().map_or(start, |i| i + 1);
        if colon > start && colon < end && draft.word(colon) == ":" && is_whole(draft, start..colon) {
            labels.push(start..colon);
        }
    }
    labels
}

/// True for words with no more than a blank between them: no name goes over a line.
fn is_whole(draft: &Draft<'_>, range: Range<usize>) -> bool {
    let gap = |i: usize| draft.text.get(draft.token(i - 1).span.end as usize..draft.token(i).span.start as usize);
    range.skip(1).all(|i| matches!(gap(i), Some("" | " ")))
}

/// The first letters of the words.
fn initials(draft: &Draft<'_>, range: Range<usize>) -> String {
    range.filter_map(|i| draft.word(i).chars().next()).filter(|c| c.is_uppercase()).collect()
}
