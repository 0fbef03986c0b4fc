//! Which units are the article's text.

use super::lexicon::{Cue, Place};
use super::split::Unit;
use crate::record::BlockKind;

/// True for each unit that belongs to the body, cross-heads and standfirst included.
pub fn find(units: &[Unit]) -> Vec<bool> {
    let values: Vec<i32> = units.iter().map(value).collect();
    let (start, end) = best_run(&values);
    let keep = |i: usize| (start..end).contains(&i) && (values[i] > 0 || is_heading(units, &values, i));
    (0..units.len()).map(keep).collect()
}

/// What a unit adds to a run.
fn value(unit: &Unit) -> i32 {
    let line = &unit.line;
    let cued = |cue, least| line.cue(cue) >= Some(least);
    let is_other = unit.given.is_some_and(|kind| kind != BlockKind::Dateline)
        || [Cue::Furniture, Cue::Promo, Cue::Related].into_iter().any(|cue| cued(cue, Place::Start))
        || (line.words < 60 && (cued(Cue::Caption, Place::End) || cued(Cue::Caption, Place::Paren)));
    match line.chars {
        _ if unit.given == Some(BlockKind::Dateline) => 20,
        _ if is_other => -15,
        0..40 if !line.is_sentence() => -8,
        40..100 if !line.is_sentence() => -12,
        chars if line.is_sentence() || line.stop * 5 > line.words => (chars / 4).min(60) as i32,
        _ => -12,
    }
}

/// A short line inside a run that the next text belongs under.
fn is_heading(units: &[Unit], values: &[i32], at: usize) -> bool {
    let line = &units[at].line;
    line.cues.iter().all(Option::is_none)
        && units[at].given.is_none()
        && (2..=14).contains(&line.words)
        && at > 0
        && values[at - 1] > 0
        && values.get(at + 1).is_some_and(|&v| v > 0)
}

/// The run with the largest sum.
fn best_run(values: &[i32]) -> (usize, usize) {
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
