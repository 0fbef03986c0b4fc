//! Which segments to keep, given how likely each is the article's.
//!
//! Above one half, if each segment stood for itself. But a page is judged as a whole, by the F1 of its words: where the model is in doubt
//! about most of a page it is better to keep more of it, and where some segments are certain it is better to leave out many doubtful
//! ones, that are most likely right or wrong together. So the segments are kept with which the page's expected F1 is highest (after
//! Lipton, Elkan and Narayanaswamy 2014, Optimal thresholding of classifiers to maximize F1 measure).

use super::segment::Segment;
use crate::model::trees::SCALE;

/// A quarter of log-odds.
const STEP: i32 = SCALE as i32 / 4;

/// Levels of scores.
const LEVELS: usize = 40;

/// The logistic curve from the middle of the levels above zero.
const CURVE: [f32; LEVELS / 2] = [
    0.531, 0.593, 0.651, 0.706, 0.755, 0.798, 0.835, 0.867, 0.893, 0.915, 0.933, 0.947, 0.958, 0.967, 0.974, 0.980, 0.984, 0.988,
    0.990, 0.992,
];

/// The level of a score.
fn level(score: i32) -> usize {
    let middle = LEVELS as i32 / 2;
    (score.div_euclid(STEP).clamp(-middle, middle - 1) + middle) as usize
}

/// The chance of a level.
fn chance_of(level: usize) -> f32 {
    match level.checked_sub(LEVELS / 2) {
        Some(above) => CURVE[above],
        None => 1.0 - CURVE[LEVELS / 2 - 1 - level],
    }
}

/// How likely a segment of this score is the article's.
pub fn chance(score: i32) -> f32 {
    chance_of(level(score))
}

/// No segment less likely is kept.
const LEAST: f32 = 0.1;

/// One of so many words kept must be running text for a cut below one half: a page of headlines has no article to lose.
const RUNNING: u32 = 4;

/// Lifts the scores of the segments to keep above zero and takes the others below; those of which is `known` what they are stay as they are
/// and count for nothing.
pub fn choose(segments: &[Segment], known: &[Option<bool>], scores: &mut [i32]) {
    let mut words = [[0_u32; 2]; LEVELS];
    for ((segment, &score), _) in segments.iter().zip(&*scores).zip(known).filter(|(_, known)| known.is_none()) {
        let words = &mut words[level(score)];
        words[0] += segment.line.words;
        words[1] += if segment.line.is_running() { segment.line.words } else { 0 };
    }
    let best = best_level(&words);
    for (score, _) in scores.iter_mut().zip(known).filter(|(_, known)| known.is_none()) {
        *score = if level(*score) >= best { (*score).max(1) } else { (*score).min(0) };
    }
}

/// From which level on all is to be kept, by the words and the running words of each.
fn best_level(words: &[[u32; 2]; LEVELS]) -> usize {
    // Words and expected words of the article from each level on.
    let (mut kept, mut hits) = ([0.0_f32; LEVELS], [0.0_f32; LEVELS]);
    let mut sums = (0.0, 0.0);
    for level in (0..LEVELS).rev() {
        let words = words[level][0] as f32;
        sums = (sums.0 + words, sums.1 + words * chance_of(level));
        (kept[level], hits[level]) = sums;
    }
    let f1 = |hits: f32, kept: f32, all: f32| 2.0 * hits / (kept + all).max(1.0);
    let expected = |from: usize| {
        // Each segment is right or wrong by itself ...
        let alone = f1(hits[from], kept[from], hits[0]);
        // ... or all doubt is one: the article is all from some level on, and by how much a level is likelier than the one below, so
        // likely it is the first.
        let together = (0..LEVELS).map(|first| {
            let below = first.checked_sub(1).map_or(0.0, chance_of);
            (chance_of(first) - below) * f1(kept[from].min(kept[first]), kept[from], kept[first])
        });
        // The truth is between.
        alone + together.sum::<f32>()
    };
    let least = (0..LEVELS).find(|&level| chance_of(level) >= LEAST).unwrap_or(0);
    let is_prose = |from: usize| {
        let sum = |which: usize| words[from..].iter().map(|words| u64::from(words[which])).sum::<u64>();
        sum(1) * u64::from(RUNNING) >= sum(0)
    };
    let candidates = (least..LEVELS).filter(|&level| words[level][0] > 0 && (level >= LEVELS / 2 || is_prose(level)));
    candidates.map(|level| (expected(level), level)).max_by(|a, b| a.0.total_cmp(&b.0)).map_or(LEVELS / 2, |best| best.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(rows: &[(i32, u32)]) -> i32 {
        let mut words = [[0; 2]; LEVELS];
        rows.iter().for_each(|&(score, count)| words[level(score)] = [count; 2]);
        lowest(&words)
    }

    fn lowest(words: &[[u32; 2]; LEVELS]) -> i32 {
        (best_level(words) as i32 - LEVELS as i32 / 2) * STEP
    }

    #[test]
    fn the_curve_is_the_logistic_one() {
        for level in 0..LEVELS {
            let odds = (level as f32 + 0.5 - LEVELS as f32 / 2.0) / 4.0;
            assert!((chance_of(level) - 1.0 / (1.0 + (-odds).exp())).abs() < 0.001, "{level}");
        }
        assert_eq!((level(i32::MIN), level(-1), level(0), level(i32::MAX)), (0, 19, 20, LEVELS - 1));
    }

    #[test]
    fn a_sure_page_is_cut_at_one_half() {
        let lowest = best(&[(900, 300), (-900, 500)]);
        assert!((-800..=900).contains(&lowest), "{lowest}");
    }

    #[test]
    fn what_is_in_doubt_is_kept_if_nothing_is_sure_and_dropped_if_much_is() {
        assert!(best(&[(-150, 200), (-900, 100)]) <= -150);
        assert!(best(&[(900, 100), (-150, 500)]) > -150);
    }

    #[test]
    fn headlines_alone_are_kept_above_one_half_only() {
        let mut words = [[0; 2]; LEVELS];
        words[level(-150)] = [200, 20];
        words[level(100)] = [20, 0];
        assert!(lowest(&words) > 0);
        words[level(-150)][1] = 100;
        assert!(lowest(&words) <= -150);
    }
}
