//! Whether a word marks speech.

use super::super::decision::Features;
use super::super::lexicon::Class;
use super::context::{CueContext, bucket, flag};
use crate::model::linear::pair;

/// Adds the candidates of the question whether a word marks speech.
pub fn cue(context: &CueContext<'_, '_>, features: &mut Features) {
    let CueContext { state, cue, entry, range, .. } = context;
    let (cue, row) = (*cue, entry.hash);
    let token = &state.tokens[cue];
    features.candidate(0);
    features.candidate(1);
    features.add(0, 0);
    features.add(1, row);
    words_near(context, features);
    let (since, until) = (context.since_region(cue), context.until_region(cue));
    features.add(28, since);
    features.add(29, until);
    features.add(30, pair(since, row));
    features.add(31, pair(until, row));
    features.add(32, pair(since, until));
    features.add(33, pair(row, flag(context.distance_to_that(cue) > 0)));
    features.add(34, context.distance_to_that(cue));
    let (left, right) = (cue - range.start, range.end - 1 - cue);
    features.add(35, bucket(left));
    features.add(36, bucket(right));
    features.add(37, pair(bucket(right), row));
    features.add(38, pair(bucket(left), row));
    features.add(39, state.region(cue).map_or(0, |r| 1 + bucket(state.regions[r].words)));
    features.add(40, context.before.map_or(0, |found| 1 + bucket(cue - found.cue)));
    features.add(41, context.before.map_or(0, |found| pair(1 + flag(found.pieces.iter().any(|p| p.contains(&cue))), row)));
    let masks = state.dependents(range, cue);
    for (side, mask) in masks.into_iter().enumerate() {
        let mut rest = mask;
        while rest != 0 {
            let relation = u64::from(rest.trailing_zeros()) * 2 + side as u64;
            rest &= rest - 1;
            features.add(42, relation);
            features.add(43, pair(relation, row));
        }
        features.add(44 + side as u64, mask);
    }
    features.add(46, pair(state.deprel(cue) as u64, row));
    features.add(47, state.deprel(cue) as u64);
    let head = token.head as usize;
    features.add(48, pair(state.deprel(cue) as u64, state.tokens[head].upos as u64));
    features.add(49, pair(state.deprel(cue) as u64, state.cue(head).map_or(0, |e| e.class as u64 + 1)));
    features.add(50, pair(flag(context.negated()), row));
    features.add(51, entry.class as u64);
    // Another word of speech near by.
    let nearby = (cue.saturating_sub(8).max(range.start)..(cue + 9).min(range.end))
        .filter(|&i| i != cue)
        .find_map(|i| state.cue(i).filter(|e| e.class != Class::Mark).map(|e| pair(e.hash, flag(i > cue))));
    features.add(52, nearby.unwrap_or(0));
    features.add(53, pair(entry.class as u64, bucket(context.count(range.start..cue, |i| context.verb(i)))));
    features.add(54, pair(entry.class as u64, bucket(context.count(cue + 1..range.end, |i| context.verb(i)))));
    let block = &state.article.layout.blocks[state.block(cue) as usize];
    features.add(55, pair(block.kind as u64, entry.class as u64));
}

/// The word itself and those beside it.
fn words_near(context: &CueContext<'_, '_>, features: &mut Features) {
    let (cue, row) = (context.cue, context.entry.hash);
    let token = &context.state.tokens[cue];
    features.add(2, token.hash);
    features.add(3, pair(row, token.upos as u64));
    for (n, offset) in [-3, -2, -1, 1, 2, 3].into_iter().enumerate() {
        let n = n as u64;
        features.add(4 + n, context.word(cue, offset));
        features.add(10 + n, context.tag(cue, offset));
        features.add(16 + n, pair(row, context.tag(cue, offset)));
    }
    features.add(22, pair(row, context.word(cue, 1)));
    features.add(23, pair(row, context.word(cue, -1)));
    features.add(24, pair(context.tag(cue, -1), context.tag(cue, 1)));
    features.add(25, pair(context.tag(cue, 1), context.tag(cue, 2)));
    features.add(26, pair(context.tag(cue, -2), context.tag(cue, -1)));
    features.add(27, pair(pair(token.upos as u64, context.tag(cue, -1)), context.tag(cue, 1)));
}
