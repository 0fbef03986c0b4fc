//! Where the words before the cue end and begin.

use super::super::decision::Features;
use super::edge::{Arcs, edge, tie, zone_before};
use super::context::{CueContext, bucket, flag};
use crate::model::linear::pair;

/// Where do the words before the cue end?
pub fn left_end(context: &CueContext<'_, '_>, sides: u32, features: &mut Features) {
    let CueContext { state, cue, entry, range, core: (first, _), .. } = context;
    let all = 0..state.tokens.len();
    let (mut words, mut verbs, mut commas) = (0, 0, 0);
    let candidate = |features: &mut Features, at: usize, counts: [u64; 3]| {
        let [words, verbs, commas] = counts;
        features.candidate(at as u32);
        edge(context, at, &all, features);
        let distance = if at < *first { bucket(first - at) } else { 20 };
        features.add(0, distance);
        features.add(1, pair(distance, entry.hash));
        features.add(2, pair(words.min(8), pair(verbs.min(2), commas.min(2))));
        features.add(3, pair(flag(state.region_ends(at)) + 2 * flag(state.region(at).is_some()), distance));
        features.add(4, flag(state.region_ends(at)) + 2 * flag(state.region(at).is_some()));
        features.add(5, pair(u64::from(sides), distance));
        features.add(6, pair(tie(state, at + 1, *first, *cue), distance));
        features.add(7, pair(state.relation(at, *cue), distance));
        features.add(8, flag(!range.contains(&at)));
        features.add(9, pair(state.tag(&all, Some(at + 1)), pair(distance, flag(state.region_ends(at)))));
        features.add(10, pair(tie(state, at, range.start, *cue), distance));
    };
    for at in (range.start.max(cue.saturating_sub(60))..*cue).rev() {
        if state.is_word(at) {
            candidate(features, at, [words, verbs, commas]);
            words += u64::from(at < *first);
        }
        verbs += flag(context.verb(at));
        commas += flag(context.is(at, ","));
    }
    // "Is it?" he asked: the words may be the sentence before.
    if let Some(at) = (range.start.saturating_sub(3)..range.start).rev().find(|&i| state.is_word(i))
        && state.region_ends(at)
        && state.block(at) == state.block(*cue)
    {
        candidate(features, at, [words, verbs, commas]);
    }
}

/// Where do the words before the cue begin?
pub fn left_start(context: &CueContext<'_, '_>, end: usize, sides: u32, features: &mut Features) {
    let CueContext { state, cue, entry, .. } = context;
    let zone = zone_before(state, end);
    let all = zone.start.saturating_sub(3)..end + 1;
    let quoted = state.region(end);
    let first_word = zone.clone().find(|&i| state.is_word(i));
    let ends_region = flag(state.region_ends(end));
    let arcs = Arcs::of(state, zone.clone());
    let (mut words, mut verbs, mut commas) = (0, 0, 0);
    for at in zone.clone().rev().take(90) {
        if state.is_word(at) {
            words += 1;
            features.candidate(at as u32);
            if at > 0 {
                edge(context, at - 1, &all, features);
                features.add(10, pair(tie(state, at - 1, at, end + 1), state.tag(&all, Some(at - 1))));
            }
            let is_first = first_word == Some(at);
            let inside = state.region(at).is_some() && !state.region_starts(at);
            let place = flag(is_first) + 2 * flag(state.region_starts(at)) + 4 * flag(inside) + 8 * ends_region;
            features.add(0, bucket(words));
            features.add(1, place);
            features.add(2, pair(place, entry.hash));
            features.add(3, pair(place, pair(commas, verbs.min(3))));
            features.add(4, pair(u64::from(sides), place));
            features.add(5, pair(flag(quoted.is_some() && quoted == state.region(at)), place));
            features.add(6, pair(place, bucket(words)));
            features.add(7, pair(place, tie(state, at, at, end + 1)));
            features.add(8, pair(state.relation(at, *cue), place));
            features.add(9, pair(place, state.tag(&all, at.checked_sub(1))));
            features.add(11, pair(bucket(at - zone.start), pair(verbs.min(2), commas.min(2))));
            if let Some(gap) = at.checked_sub(1) {
                let (open, longest) = arcs.after(gap);
                features.add(13, pair(open, longest));
                features.add(14, pair(open, place));
                features.add(15, pair(longest, state.tag(&all, Some(gap))));
            }
            let earlier = context.before.is_some_and(|found| found.pieces.iter().any(|p| p.contains(&at)) || found.cue == at);
            features.add(12, flag(earlier));
        }
        verbs += flag(context.verb(at));
        commas = (commas + flag(context.is(at, ","))).min(4);
    }
}
