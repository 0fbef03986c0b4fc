//! Where the words after the cue begin and end.

use std::ops::Range;

use super::super::decision::Features;
use super::super::found::opens_paragraph;
use super::super::lexicon::Role;
use super::edge::{Arcs, edge, tie, zone_after};
use super::context::{CueContext, bucket, flag};
use crate::model::linear::pair;
use crate::syntax::Upos;

/// Where do the words after the cue begin?
pub fn right_start(context: &CueContext<'_, '_>, sides: u32, features: &mut Features) {
    let CueContext { state, cue, entry, range, core: (_, last), .. } = context;
    let cue = *cue;
    let all = range.start..state.tokens.len();
    let (mut that, mut commas, mut verbs, mut words, mut cues) = (0, 0, 0, 0, 0_u64);
    let to = range.end.min(cue + 40);
    let candidate = |features: &mut Features, at: usize, counts: [u64; 5]| {
        let [that, commas, verbs, words, cues] = counts;
        features.candidate(at as u32);
        edge(context, at - 1, &all, features);
        let from_core = if at > *last { bucket(at - last) } else { 20 };
        features.add(0, bucket(at - cue));
        features.add(1, from_core);
        features.add(2, pair(from_core, entry.hash));
        features.add(3, pair(bucket(at - cue), entry.hash));
        features.add(4, that);
        features.add(5, pair(commas.min(3), verbs.min(3)));
        features.add(6, pair(words.min(8), entry.hash));
        features.add(7, flag(state.region_starts(at)) + 2 * flag(state.region(at).is_some()));
        features.add(8, pair(flag(state.region_starts(at)), from_core));
        features.add(9, pair(tie(state, at, cue, cue + 1), from_core));
        features.add(10, state.relation(at, cue));
        features.add(11, pair(state.relation(at, cue), entry.hash));
        features.add(12, pair(u64::from(sides), from_core));
        features.add(13, pair(u64::from(sides), pair(flag(state.region_starts(at)), that)));
        features.add(14, pair(pair(state.tag(&all, Some(at - 1)), state.tag(&all, Some(at))), from_core));
        features.add(15, pair(state.tokens[at - 1].hash, from_core));
        features.add(16, flag(!range.contains(&at)));
        features.add(17, pair(state.tag(&all, Some(at)), pair(that, commas.min(2))));
        features.add(18, pair(cues.min(2), flag(state.region_starts(at))));
    };
    for at in cue + 1..to {
        if state.is_word(at) {
            candidate(features, at, [that, commas, verbs, words, cues]);
            words += 1;
        }
        that = if state.is(at, Role::That) {
            1
        } else if that == 1 {
            2
        } else {
            that
        };
        commas += flag(context.is(at, ","));
        verbs += flag(context.verb(at));
        cues += flag(context.speaks(at));
    }
    // After a colon the words may stand in the next sentence or paragraph.
    if let Some(at) = (range.end..state.tokens.len().min(range.end + 3)).find(|&i| state.is_word(i))
        && context.is(range.end - 1, ":")
    {
        candidate(features, at, [that, commas, verbs, words, cues]);
    }
}

/// How many verbs, verbs that mark speech and commas stand in a stretch before each of its tokens.
struct Counts {
    start: usize,
    before: Vec<[u64; 3]>,
}

impl Counts {
    fn of(context: &CueContext<'_, '_>, range: Range<usize>) -> Self {
        let state = context.state;
        let (start, mut sums) = (range.start, [0; 3]);
        let mut before = Vec::with_capacity(range.len() + 1);
        before.push(sums);
        for at in range {
            sums[0] += flag(context.verb(at));
            sums[1] += flag(state.tokens[at].upos == Upos::Verb && state.is_cue(at));
            sums[2] += flag(context.is(at, ","));
            before.push(sums);
        }
        Self { start, before }
    }

    /// How many of each stand in a part of the stretch.
    fn of_range(&self, range: Range<usize>) -> [u64; 3] {
        let (first, last) = (self.before[range.start - self.start], self.before[range.end - self.start]);
        std::array::from_fn(|n| last[n] - first[n])
    }
}

/// Where do the words after the cue end?
pub fn right_end(context: &CueContext<'_, '_>, start: usize, sides: u32, features: &mut Features) {
    let CueContext { state, entry, .. } = context;
    let zone = zone_after(state, start);
    let all = start..state.tokens.len().min(zone.end + 3);
    let quoted = state.region(start);
    let starts_region = flag(state.region_starts(start));
    let last_word = zone.clone().rev().find(|&i| state.is_word(i));
    let arcs = Arcs::of(state, zone.clone());
    let counts = Counts::of(context, zone.clone());
    let (mut words, mut parens) = (0, 0_u64);
    for at in zone.clone().take(90) {
        let [verbs, cues, commas] = counts.of_range(zone.start..at);
        let (cues, commas) = (cues.min(3), commas.min(4));
        if state.is_word(at) {
            words += 1;
            features.candidate(at as u32);
            edge(context, at, &all, features);
            let is_last = last_word == Some(at);
            let next = at + 1;
            let inside = state.region(at).is_some() && !state.region_ends(at);
            let place = flag(is_last) + 2 * flag(state.region_ends(at)) + 4 * flag(inside) + 8 * starts_region;
            features.add(0, bucket(words));
            features.add(1, place);
            features.add(2, pair(place, entry.hash));
            features.add(3, pair(pair(place, commas), verbs.min(3)));
            features.add(4, pair(bucket(words), flag(is_last)));
            features.add(5, pair(u64::from(sides), place));
            features.add(6, pair(cues, flag(is_last)));
            let following = state.tag(&all, Some(next));
            let (open, longest) = arcs.after(at);
            features.add(21, pair(open, longest));
            features.add(22, pair(open, place));
            features.add(23, pair(longest, following));
            features.add(24, pair(pair(open, longest), verbs.min(2)));
            features.add(7, pair(place, following));
            features.add(8, pair(pair(place, following), state.tag(&all, Some(next + 1))));
            features.add(9, pair(parens.min(2), following));
            features.add(10, pair(verbs.min(3), following));
            features.add(11, pair(flag(quoted.is_some() && quoted == state.region(at)), place));
            if next < all.end {
                ties(context, start, next, all.end, (following, verbs.min(3)), features);
            }
            let [rest_verbs, rest_cues, rest_commas] = counts.of_range(next..zone.end.min(next + 30));
            features.add(18, pair(following, pair(rest_verbs.min(2), rest_cues.min(2))));
            features.add(19, pair(following, pair(bucket(zone.end - next), rest_commas.min(3))));
            features.add(20, pair(following, pair(commas, bucket(words).min(5))));
        }
        parens = match state.text(at) {
            "(" => parens + 1,
            ")" => parens.saturating_sub(1),
            _ => parens,
        };
    }
    if opens_paragraph(*entry) {
        paragraph_ends(context, start, zone.end, features);
    }
}

/// What follows: does it hang on the words or on what is before them?
fn ties(context: &CueContext<'_, '_>, start: usize, next: usize, end: usize, (following, verbs): (u64, u64), features: &mut Features) {
    let (state, cue) = (context.state, context.cue);
    let link = tie(state, next, cue, start);
    features.add(12, link);
    features.add(13, pair(link, following));
    features.add(14, pair(link, verbs));
    if next + 1 < end {
        features.add(15, pair(following, tie(state, next + 1, cue, start)));
        features.add(16, pair(state.tokens[next].hash, tie(state, next + 1, cue, start)));
    }
    features.add(17, pair(state.relation(next, cue), following));
}

/// The ends of the sentences after `from` in the paragraph, for "NAME:" with whole paragraphs after it.
fn paragraph_ends(context: &CueContext<'_, '_>, start: usize, from: usize, features: &mut Features) {
    let state = context.state;
    let sentences = &state.article.syntax.sentences;
    let block = state.block(context.cue);
    let first = state.sentence(from - 1) + 1;
    let ends: Vec<usize> = (first..sentences.len().min(first + 12)).take_while(|&s| sentences[s].block == block).collect();
    for (n, &sentence) in ends.iter().enumerate() {
        let range = state.sentence_range(sentence);
        if let Some(at) = range.clone().rev().find(|&i| state.is_word(i)) {
            features.candidate(at as u32);
            features.add(80, pair(flag(n + 1 == ends.len()), flag(context.cue <= context.range.start + 4)));
            features.add(81, pair(n as u64, flag(state.region(start).is_some())));
            features.add(82, pair(flag(state.region(at).is_some()), flag(state.region(start).is_some())));
        }
    }
}
