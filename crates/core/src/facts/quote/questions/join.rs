//! Whether quoted words go on with the quote before.

use super::super::decision::{Features, Kind};
use super::super::found::Found;
use super::super::lexicon::Class;
use super::super::state::ParseState;
use super::context::{bucket, flag};
use crate::model::linear::pair;
use crate::syntax::{Shape, Upos};

/// Do the quoted words of a region go on with the quote whose last piece ends at `end`?
pub fn join(state: &ParseState<'_>, quote: &Found, end: usize, region: usize, features: &mut Features) {
    let range = state.regions[region].tokens.clone();
    let all = 0..state.tokens.len();
    let gap = end.max(quote.cue + 1)..range.start;
    let (from, to) = (state.sentence(end - 1), state.sentence(range.start));
    let new_block = state.block(end - 1) != state.block(range.start);
    let starts_sentence = !(state.sentence_range(to).start..range.start).any(|i| state.is_word(i));
    let last = range.end - 1;
    let ends_sentence = state.tokens.get(range.end).is_none_or(|_| !state.is_word(range.end.min(state.tokens.len() - 1)));
    let quoted_before = state.region(end - 1).is_some();
    let verbs = state.tokens[range.clone()].iter().filter(|t| matches!(t.upos, Upos::Verb | Upos::Aux)).count();
    let gap_words = gap.clone().filter(|&i| state.is_word(i)).count();
    let capital = matches!(state.tokens[range.start].shape, Shape::Capital | Shape::Upper);
    let distance = pair(bucket(to - from), flag(new_block));
    let whole =
        flag(starts_sentence) + 2 * flag(capital) + 4 * flag(state.tokens[last].shape == Shape::Mark) + 8 * flag(ends_sentence);
    features.candidate(0);
    features.candidate(1);
    features.add(0, 0);
    features.add(1, distance);
    features.add(2, whole);
    features.add(3, pair(whole, distance));
    features.add(4, bucket(state.regions[region].words));
    features.add(5, pair(bucket(state.regions[region].words), whole));
    features.add(6, pair(bucket(gap_words), distance));
    features.add(7, pair(pair(flag(quoted_before), flag(quote.cue >= end)), distance));
    features.add(8, pair(pair(flag(quoted_before), whole), distance));
    features.add(9, state.tag(&all, range.start.checked_sub(1)));
    features.add(10, state.tag(&all, range.start.checked_sub(2)));
    features.add(11, state.tag(&all, Some(range.end)));
    features.add(12, state.tag(&all, Some(range.start)));
    features.add(13, bucket(verbs));
    features.add(14, quote.entry.hash);
    features.add(15, pair(bucket(gap_words), pair(whole, flag(quoted_before))));
    features.add(16, state.word(&all, range.start.checked_sub(2)));
    features.add(17, state.word(&all, Some(range.start)));
    features.add(18, pair(Kind::Join as u64, state.word(&all, Some(last))));
    features.add(19, flag(quote.pieces.len() > 1));
    features.add(20, pair(state.tag(&all, Some(last + 1)), distance));
    let cue_follows = (range.end..all.end.min(range.end + 7)).any(|i| state.cue(i).is_some_and(|e| e.class == Class::Speech));
    features.add(21, pair(flag(cue_follows), whole));
    features.add(22, pair(flag(quote.pieces.is_empty()), distance));
    features.add(23, pair(flag(quote.pieces.is_empty()), whole));
}
