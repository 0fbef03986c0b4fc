//! A word that may mark speech, and what features look at around it.

use std::ops::Range;

use super::super::found::Found;
use super::super::lexicon::{Class, Entry, Role};
use super::super::state::{Phrase, ParseState};
use crate::syntax::Upos;

/// A word that may mark speech, in its sentence.
pub struct CueContext<'s, 'a> {
    pub(super) state: &'s ParseState<'a>,
    pub(super) cue: usize,
    pub(super) entry: Entry,
    /// Its sentence.
    pub(super) range: Range<usize>,
    /// The quote whose cue stands before, if in the same sentence.
    pub(super) before: Option<&'s Found>,
    pub(super) speaker: Option<Phrase>,
    /// First and last token of cue and speaker, if the speaker stands beside the cue.
    pub(super) core: (usize, usize),
}

/// Numbers in classes: near ones exactly, far ones roughly.
pub(super) fn bucket(n: usize) -> u64 {
    match n {
        0..=4 => n as u64,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        25..=49 => 9,
        _ => 10,
    }
}

pub(super) fn flag(flag: bool) -> u64 {
    u64::from(flag)
}

impl<'s, 'a> CueContext<'s, 'a> {
    /// The context of a cue; `before` is the last quote found so far.
    pub fn new(state: &'s ParseState<'a>, cue: usize, entry: Entry, before: Option<&'s Found>) -> Self {
        let range = state.sentence_range(state.sentence(cue));
        let before = before.filter(|found| range.contains(&found.cue));
        Self { state, cue, entry, range, before, speaker: None, core: (cue, cue) }
    }

    /// Sets who speaks, and how far cue and speaker reach together.
    pub fn set_speaker(&mut self, speaker: Option<Phrase>) {
        self.speaker = speaker;
        if let Some(phrase) = speaker.filter(|phrase| self.range.contains(&phrase.head)) {
            if phrase.head < self.cue && self.cue - phrase.head < 25 {
                self.core.0 = phrase.start;
            } else if phrase.head > self.cue && phrase.head - self.cue < 8 {
                self.core.1 = self.state.extend(phrase, self.range.end).max(phrase.head + 1) - 1;
            }
        }
    }

    pub(super) fn word(&self, at: usize, offset: isize) -> u64 {
        self.state.word(&self.range, at.checked_add_signed(offset))
    }

    pub(super) fn tag(&self, at: usize, offset: isize) -> u64 {
        self.state.tag(&self.range, at.checked_add_signed(offset))
    }

    /// How many tokens of `range` satisfy `test`.
    pub(super) fn count(&self, range: Range<usize>, test: impl Fn(usize) -> bool) -> usize {
        range.filter(|&i| test(i)).count()
    }

    pub(super) fn is(&self, token: usize, text: &str) -> bool {
        self.state.tokens[token].span.of(&self.state.article.document.text) == text
    }

    pub(super) fn verb(&self, token: usize) -> bool {
        matches!(self.state.tokens[token].upos, Upos::Verb | Upos::Aux)
    }

    /// Tokens from the last region's end to `at`, if one ends at most eight tokens before; else 9.
    pub(super) fn since_region(&self, at: usize) -> u64 {
        let from = at.saturating_sub(8);
        (from..at).rev().find(|&i| self.state.region_ends(i)).map_or(9, |i| (at - i) as u64)
    }

    /// Tokens from `at` to the next region's start, if at most eight; else 9.
    pub(super) fn until_region(&self, at: usize) -> u64 {
        let to = (at + 9).min(self.state.tokens.len());
        (at + 1..to).find(|&i| self.state.region_starts(i)).map_or(9, |i| (i - at) as u64)
    }

    /// Distance from `at` to the next "that", 1 to 6 tokens; 0 if there is none.
    pub(super) fn distance_to_that(&self, at: usize) -> u64 {
        (at + 1..self.range.end.min(at + 7)).find(|&i| self.state.is(i, Role::That)).map_or(0, |i| (i - at) as u64)
    }

    /// True for a verb of speech.
    pub(super) fn speaks(&self, token: usize) -> bool {
        self.state.cue(token).is_some_and(|entry| entry.class == Class::Speech)
    }

    pub(super) fn negated(&self) -> bool {
        (self.cue.saturating_sub(3).max(self.range.start)..self.cue).any(|i| self.state.is(i, Role::Negation))
    }
}
