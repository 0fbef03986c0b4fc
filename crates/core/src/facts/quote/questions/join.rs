//! Whether quoted words go on with the quote before.

use super::super::ballot::{Ballot, Kind};
use super::super::found::Found;
use super::super::lexicon::Class;
use super::super::scene::Scene;
use super::site::{bucket, flag};
use crate::model::linear::pair;
use crate::syntax::{Shape, Upos};

/// Do the quoted words of a region go on with the quote whose last piece ends at `end`?
pub fn join(scene: &Scene<'_>, quote: &Found, end: usize, region: usize, ballot: &mut Ballot) {
    let range = scene.regions[region].tokens.clone();
    let all = 0..scene.tokens.len();
    let gap = end.max(quote.cue + 1)..range.start;
    let (from, to) = (scene.sentence(end - 1), scene.sentence(range.start));
    let new_block = scene.block(end - 1) != scene.block(range.start);
    let starts_sentence = !(scene.sentence_range(to).start..range.start).any(|i| scene.is_word(i));
    let last = range.end - 1;
    let ends_sentence = scene.tokens.get(range.end).is_none_or(|_| !scene.is_word(range.end.min(scene.tokens.len() - 1)));
    let quoted_before = scene.region(end - 1).is_some();
    let verbs = scene.tokens[range.clone()].iter().filter(|t| matches!(t.upos, Upos::Verb | Upos::Aux)).count();
    let gap_words = gap.clone().filter(|&i| scene.is_word(i)).count();
    let capital = matches!(scene.tokens[range.start].shape, Shape::Capital | Shape::Upper);
    let distance = pair(bucket(to - from), flag(new_block));
    let whole =
        flag(starts_sentence) + 2 * flag(capital) + 4 * flag(scene.tokens[last].shape == Shape::Mark) + 8 * flag(ends_sentence);
    ballot.candidate(0);
    ballot.candidate(1);
    ballot.add(0, 0);
    ballot.add(1, distance);
    ballot.add(2, whole);
    ballot.add(3, pair(whole, distance));
    ballot.add(4, bucket(scene.regions[region].words));
    ballot.add(5, pair(bucket(scene.regions[region].words), whole));
    ballot.add(6, pair(bucket(gap_words), distance));
    ballot.add(7, pair(pair(flag(quoted_before), flag(quote.cue >= end)), distance));
    ballot.add(8, pair(pair(flag(quoted_before), whole), distance));
    ballot.add(9, scene.tag(&all, range.start.checked_sub(1)));
    ballot.add(10, scene.tag(&all, range.start.checked_sub(2)));
    ballot.add(11, scene.tag(&all, Some(range.end)));
    ballot.add(12, scene.tag(&all, Some(range.start)));
    ballot.add(13, bucket(verbs));
    ballot.add(14, quote.entry.hash);
    ballot.add(15, pair(bucket(gap_words), pair(whole, flag(quoted_before))));
    ballot.add(16, scene.word(&all, range.start.checked_sub(2)));
    ballot.add(17, scene.word(&all, Some(range.start)));
    ballot.add(18, pair(Kind::Join as u64, scene.word(&all, Some(last))));
    ballot.add(19, flag(quote.pieces.len() > 1));
    ballot.add(20, pair(scene.tag(&all, Some(last + 1)), distance));
    let cue_follows = (range.end..all.end.min(range.end + 7)).any(|i| scene.cue(i).is_some_and(|e| e.class == Class::Speech));
    ballot.add(21, pair(flag(cue_follows), whole));
    ballot.add(22, pair(flag(quote.pieces.is_empty()), distance));
    ballot.add(23, pair(flag(quote.pieces.is_empty()), whole));
}
