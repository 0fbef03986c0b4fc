//! On which sides of the cue the words are.

use super::super::decision::Features;
use super::context::{CueContext, bucket, flag};
use crate::model::linear::pair;

/// Where do the words stand?
pub fn sides(context: &CueContext<'_, '_>, features: &mut Features) {
    let CueContext { state, cue, entry, range, core: (first, last), .. } = context;
    let (cue, first, last, row) = (*cue, *first, *last, entry.hash);
    let (words_left, words_right) =
        (context.count(range.start..first, |i| state.is_word(i)), context.count(last + 1..range.end, |i| state.is_word(i)));
    let who = speaker_side(context);
    let (since, until) = (context.since_region(first), context.until_region(last));
    let masks = state.dependents(range, cue);
    let region_before = first.checked_sub(1).is_some_and(|i| (i.saturating_sub(2)..=i).any(|i| state.region_ends(i)));
    for key in 0..4_u32 {
        let which = u64::from(key);
        features.candidate(key);
        let mut add = |template: u64, value: u64| features.add(template, pair(value, which));
        add(0, 0);
        add(1, row);
        add(2, who);
        add(3, pair(row, who));
        add(4, bucket(words_left));
        add(5, bucket(words_right));
        add(6, pair(bucket(words_left), bucket(words_right)));
        add(7, since);
        add(8, until);
        add(9, pair(since, until));
        add(10, pair(pair(since, until), bucket(words_right).min(4)));
        add(11, context.word(last, 1));
        add(12, context.tag(last, 1));
        add(13, pair(context.tag(last, 1), context.tag(last, 2)));
        add(14, context.word(first, -1));
        add(15, context.tag(first, -1));
        add(16, pair(context.tag(first, -1), context.tag(first, -2)));
        add(17, pair(context.tag(first, -1), context.tag(last, 1)));
        add(18, pair(context.word(cue, 1), row));
        add(19, pair(flag(context.distance_to_that(last) > 0), row));
        add(20, context.distance_to_that(last));
        add(21, pair(pair(context.tag(first, -1), context.tag(last, 1)), pair(who, bucket(words_right).min(4))));
        add(22, pair(flag(context.before.is_some()), row));
        add(23, masks[0]);
        add(24, masks[1]);
        add(25, pair(state.deprel(cue) as u64, entry.class as u64));
        add(26, pair(flag(region_before), pair(bucket(words_left).min(1), bucket(words_right).min(1))));
        add(27, pair(pair(entry.class as u64, who), pair(bucket(words_left).min(3), bucket(words_right).min(3))));
        add(28, pair(row, pair(bucket(words_left).min(3), bucket(words_right).min(3))));
        add(29, pair(row, context.tag(last, 1)));
        add(30, pair(row, context.tag(first, -1)));
        for (n, mask) in masks.into_iter().enumerate() {
            let mut rest = mask;
            while rest != 0 {
                add(31 + n as u64, u64::from(rest.trailing_zeros()));
                rest &= rest - 1;
            }
        }
        add(33, state.relation(cue, state.tokens[cue].head as usize));
        add(35, pair(until, flag((last + 1..range.end).take(until as usize).any(|i| context.speaks(i)))));
        add(36, flag(context.is(range.end - 1, ":")));
        add(34, context.before.map_or(0, |found| 1 + flag(found.pieces.iter().any(|piece| piece.end > first))));
    }
}

/// Where the speaker stands: nowhere, outside of the stretch, or on a side of the cue.
fn speaker_side(context: &CueContext<'_, '_>) -> u64 {
    let (cue, (first, last)) = (context.cue, context.core);
    context.speaker.map_or(0, |phrase| {
        if context.range.contains(&phrase.head) {
            2 + 2 * flag(phrase.head < cue) + flag(first == phrase.start || last != cue)
        } else {
            1
        }
    })
}
