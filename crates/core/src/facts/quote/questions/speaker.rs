//! Who speaks.

use std::ops::Range;

use super::super::decision::{Features, NONE};
use super::super::lexicon::{Class, Role};
use super::super::state::{Phrase, ParseState};
use super::context::{CueContext, bucket, flag};
use crate::model::linear::pair;
use crate::names::NameMention;

/// Who may speak: the noun phrases near the cue, in the position of the text.
pub fn speakers(context: &CueContext<'_, '_>) -> Vec<Phrase> {
    let state = context.state;
    let outside = |phrase: &Phrase| {
        state.region(phrase.head).is_none_or(|r| state.region(context.cue) == Some(r) || state.regions[r].words < 4)
    };
    let mut phrases: Vec<Phrase> = Vec::new();
    let sentence = state.sentence(context.cue);
    if sentence > 0 {
        let range = state.sentence_range(sentence - 1);
        if state.block(range.start) == state.block(context.cue) {
            phrases.extend(state.phrases(range).filter(outside).take(3));
        }
    }
    let from = context.range.start.max(context.cue.saturating_sub(50));
    let left = phrases.len();
    phrases.extend(state.phrases(from..context.cue).filter(outside));
    // The sentence's first ones and those nearest to the cue.
    let spare = (phrases.len() - left).saturating_sub(10);
    phrases.drain(left + 2.min(spare)..left + 2.min(spare) + spare);
    phrases.extend(state.phrases(context.cue + 1..context.range.end.min(context.cue + 25)).filter(outside).take(5));
    phrases
}

/// Adds the candidates of the question which phrase speaks.
pub fn speaker(context: &CueContext<'_, '_>, phrases: &[Phrase], features: &mut Features) {
    let CueContext { state, cue, entry, range, .. } = context;
    let (cue, row) = (*cue, entry.hash);
    let since = context.since_region(cue);
    features.candidate(NONE);
    features.add(0, 0);
    features.add(1, row);
    features.add(2, pair(row, context.tag(cue, -1)));
    features.add(3, pair(row, context.tag(cue, 1)));
    features.add(4, context.word(cue, -1));
    features.add(5, pair(entry.class as u64, bucket(cue - range.start)));
    features.add(6, bucket(phrases.len()));
    for (n, phrase) in phrases.iter().enumerate() {
        let token = &state.tokens[phrase.head];
        let inside = range.contains(&phrase.head);
        let before = phrase.head < cue;
        let between = if before { phrase.end..cue } else { cue + 1..phrase.start.max(cue + 1) };
        let position = flag(before) + 2 * flag(inside);
        let rank = rank(phrases, n, cue);
        let commas = context.count(between.clone(), |i| context.is(i, ","));
        let verbs = context.count(between.clone(), |i| context.verb(i));
        let gap = bucket(between.len());
        features.candidate(phrase.head as u32);
        features.add(10, pair(position, gap));
        features.add(11, pair(position, rank as u64));
        features.add(12, pair(pair(position, commas as u64), verbs as u64));
        features.add(13, token.hash);
        features.add(14, pair(token.upos as u64, token.shape as u64));
        features.add(15, pair(pair(position, token.upos as u64), gap));
        features.add(16, pair(pair(row, position), rank.min(3) as u64));
        features.add(17, pair(pair(row, position), gap));
        features.add(18, pair(pair(row, position), token.upos as u64));
        let relation = state.relation(phrase.head, cue);
        features.add(19, relation);
        features.add(20, pair(relation, row));
        features.add(21, pair(relation, position));
        features.add(22, pair(position, state.deprel(phrase.head) as u64));
        let (left, right) = (phrase.start.checked_sub(1), phrase.end);
        let text = 0..state.tokens.len();
        features.add(23, pair(position, state.word(&text, left)));
        features.add(24, pair(position, state.tag(&text, left)));
        features.add(25, pair(position, state.word(&text, Some(right))));
        features.add(26, pair(position, state.tag(&text, Some(right))));
        features.add(27, pair(pair(position, since), rank.min(3) as u64));
        features.add(28, pair(position, pair(context.tag(cue, -1), context.tag(cue, 1))));
        if between.len() <= 3 {
            words_between(context, between.clone(), position, features);
        }
        features.add(32, pair(position, flag(state.region(phrase.head).is_some())));
        features.add(33, pair(position, label(state, *phrase)));
        features.add(34, pair(position, flag(between.clone().any(|i| state.cue(i).is_some_and(|e| e.class == Class::Speech)))));
        features.add(35, pair(position, flag(phrase.start == range.start)));
        let same = context.before.and_then(|found| found.speaker).map(|speaker| speaker.head);
        features.add(36, pair(position, same.map_or(0, |head| 1 + flag(head == phrase.head))));
        features.add(37, pair(pair(position, row), same.map_or(0, |head| 1 + flag(head == phrase.head))));
        features.add(38, pair(position, flag(between.clone().any(|i| state.is(i, Role::Relative)))));
        features.add(39, pair(pair(position, state.tag(&text, left)), pair(rank.min(3) as u64, token.upos as u64)));
        features.add(40, pair(pair(position, context.tag(cue, -1)), gap));
    }
}

/// How many phrases stand nearer to the cue on the same side.
fn rank(phrases: &[Phrase], n: usize, cue: usize) -> usize {
    if phrases[n].head < cue {
        phrases[n + 1..].iter().filter(|phrase| phrase.head < cue).count()
    } else {
        phrases[..n].iter().filter(|phrase| phrase.head > cue).count()
    }
}

/// The few words between a phrase and the cue, one by one.
fn words_between(context: &CueContext<'_, '_>, between: Range<usize>, position: u64, features: &mut Features) {
    let CueContext { state, entry, range, .. } = context;
    let tags = between.clone().fold(position, |all, i| pair(all, state.tag(range, Some(i))));
    let words = between.fold(position, |all, i| pair(all, state.tokens[i].hash));
    features.add(29, tags);
    features.add(30, words);
    features.add(31, pair(tags, entry.hash));
}

/// What a phrase's head is a name of; 0 for none.
fn label(state: &ParseState<'_>, phrase: Phrase) -> u64 {
    let names: &[NameMention] = state.article.names;
    let at = names.partition_point(|name| name.tokens.end as usize <= phrase.head);
    names.get(at).filter(|name| name.tokens.start as usize <= phrase.head).map_or(0, |name| name.label as u64 + 1)
}
