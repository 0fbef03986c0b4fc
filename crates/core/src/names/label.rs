//! From tags to mentions: the edges of the span and the finer label.

use std::ops::Range;

use super::cues::Cues;
use super::mention::NameMention;
use super::words::Words;
use crate::record::{Confidence, NameLabel};
use crate::syntax::{Shape, Syntax};

/// The mention of these words; `None` if nothing but marks is left of them.
pub fn mention(words: &Words, syntax: &Syntax, range: Range<usize>, kind: usize, confidence: Confidence) -> Option<NameMention> {
    let range = trim(syntax, range)?;
    let range = if kind == 0 { without_titles(words, syntax, range) } else { range };
    let label = match kind {
        0 => NameLabel::Person,
        1 => NameLabel::Organization,
        2 if range.len() == 1 && is_people(words, range.start) => NameLabel::Group,
        2 => NameLabel::Place,
        3 => NameLabel::Group,
        _ => other(words, range.clone()),
    };
    let span = syntax.cover(range.clone());
    Some(NameMention { span, tokens: range.start as u32..range.end as u32, label, confidence })
}

/// The share of names with such a margin that were right, span and kind, in the development sets.
pub fn confidence(margin: f32) -> Confidence {
    const STEPS: [(f32, f32); 5] = [(-1.0, 0.8), (0.0, 0.88), (0.7, 0.9), (1.5, 0.94), (3.0, 0.97)];
    Confidence::new(STEPS.iter().rev().find(|(least, _)| margin >= *least).map_or(0.65, |step| step.1))
}

/// Marks at the edges are no part of a name.
fn trim(syntax: &Syntax, mut range: Range<usize>) -> Option<Range<usize>> {
    let is_mark = |i: usize| syntax.tokens[i].shape == Shape::Mark;
    while !range.is_empty() && is_mark(range.start) {
        range.start += 1;
    }
    while !range.is_empty() && is_mark(range.end - 1) {
        range.end -= 1;
    }
    (!range.is_empty()).then_some(range)
}

/// If the lists know a word as a people and not as a place.
fn is_people(words: &Words, i: usize) -> bool {
    let word = &words.words[i];
    (word.entry.is_group() || word.cues.has(Cues::GROUP)) && word.entry.place() == 0
}

/// Titles before a person's name are no part of it; one that is a common given name as well stays ("Prince", "Earl"). Nor is, before a
/// full name, an office in capitals ("MK Dan Ruiz").
fn without_titles(words: &Words, syntax: &Syntax, mut range: Range<usize>) -> Range<usize> {
    let word = |i: usize| &words.words[i];
    let is_title = |i: usize| word(i).cues.has(Cues::HONORIFIC) && word(i).entry.given() == 0;
    while range.len() > 1 && is_title(range.start) {
        range.start += 1;
    }
    let i = range.start;
    let office = range.len() > 2
        && syntax.tokens[i].shape == Shape::Upper
        && (2..5).contains(&syntax.tokens[i].span.len())
        && syntax.tokens[i + 1].shape == Shape::Capital
        && word(i + 1).entry.given() > 0;
    if office { i + 1..range.end } else { range }
}

/// The finer label of a name that is neither person, organisation, place nor people, by its head and the lists.
fn other(words: &Words, range: Range<usize>) -> NameLabel {
    let all = words.words[range.clone()].iter().fold(0, |all, word| all | word.cues.0);
    let head = words.words[range.end - 1].cues;
    let single = range.len() == 1;
    let by_head = [
        (Cues::LAW, NameLabel::Law),
        (Cues::EVENT, NameLabel::Event),
        (Cues::WORK, NameLabel::Work),
        (Cues::PRODUCT, NameLabel::Product),
    ];
    if single && head.has(Cues::LANGUAGE) {
        return NameLabel::Language;
    }
    if single && head.has(Cues::GROUP) {
        return NameLabel::Group;
    }
    let found = by_head.iter().find(|(cue, _)| head.has(*cue)).or_else(|| by_head.iter().find(|(cue, _)| Cues(all).has(*cue)));
    found.map_or(NameLabel::Other, |&(_, label)| label)
}
