//! The run of segments that looks most like an article, by rules alone: a segment of maximum sum (Kadane's algorithm).

use super::class::{Cue, Place};
use super::segment::Segment;
use crate::record::BlockKind;

/// What a segment adds to a run, by rules.
pub(super) fn value(segment: &Segment) -> i32 {
    let line = &segment.line;
    let cued = |cue, least| line.cue(cue) >= Some(least);
    let is_other = segment.is_other()
        || [Cue::Furniture, Cue::Promo, Cue::Related].into_iter().any(|cue| cued(cue, Place::Start))
        || (line.words < 60 && (cued(Cue::Caption, Place::End) || cued(Cue::Caption, Place::Paren)));
    match line.chars {
        _ if segment.given == Some(BlockKind::Dateline) => 20,
        _ if is_other => -15,
        0..40 if !line.is_sentence() => -8,
        40..100 if !line.is_sentence() => -12,
        chars if line.is_sentence() || line.stop * 5 > line.words => (chars / 4).min(60) as i32,
        _ => -12,
    }
}

/// The run of segments that looks most like an article, by rules alone.
pub(super) fn rough_run(segments: &[Segment]) -> (usize, usize) {
    best_run(&segments.iter().map(value).collect::<Vec<_>>())
}

/// The run with the largest sum.
pub(super) fn best_run(values: &[i32]) -> (usize, usize) {
    let (mut best, mut sum, mut from, mut run) = (0, 0, 0, (0, 0));
    for (i, value) in values.iter().enumerate() {
        if sum <= 0 {
            (sum, from) = (0, i);
        }
        sum += value;
        if sum > best {
            best = sum;
            run = (from, i + 1);
        }
    }
    run
}
