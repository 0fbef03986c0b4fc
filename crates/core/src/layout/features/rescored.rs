//! What the second scoring sees: the first scores of the segments around, and the article as they make it.

use super::columns::HTML;
use super::measure::{log, share};
use crate::layout::run::best_run;
use crate::layout::segment::{Segment, Segments};
use crate::model::trees::{Row, Table};

/// Columns from a first scoring of the segments around.
const SCORED: usize = 16;
/// Columns about the article as a whole.
const STYLE: usize = 4;
/// Columns about the article's parts; in plain text they gained nothing.
const PARTS: usize = 6;

/// The table with what a first scoring says of each segment and its neighbours.
pub fn with_scores(table: Table, segments: &Segments, scores: &[i32]) -> Table {
    let first = table.columns();
    let rows = table.rows();
    let mut table = table.widened(SCORED + STYLE + if first >= HTML { PARTS } else { 0 });
    // What is known needs no guess, and must not sway those around.
    let known = |segment: &Segment, score: i32| if segment.is_other() { score.min(-SURE) } else { score };
    let scores: &[i32] = &segments.iter().zip(scores).map(|(segment, &score)| known(segment, score)).collect::<Vec<_>>();
    let byte = |score: i32| (score / 12 + 128).clamp(1, 255) as u8;
    let bytes: Vec<u8> = scores.iter().map(|&score| byte(score)).collect();
    for (column, step) in (-3..=3).enumerate() {
        table.set_moved(first + column, &bytes, step);
    }
    let values: Vec<i32> = segments
        .iter()
        .zip(scores)
        .map(|(segment, &score)| score.clamp(-SURE, SURE) * segment.line.words.clamp(2, 60) as i32 / 16)
        .collect();
    let (start, end) = best_run(&values);
    let best = scores.iter().copied().max().unwrap_or(0);
    // Sums up to each row; those of a window fit even where these do not.
    let mut sums = vec![0_i32; rows + 1];
    for (at, &score) in scores.iter().enumerate() {
        sums[at + 1] = sums[at].wrapping_add(score);
    }
    let style = Style::new(segments, scores);
    let parts = (first >= HTML).then(|| Parts::new(segments, scores));
    for at in 0..rows {
        let row = &mut Row::new(&mut table, at, first + 7);
        for (from, to) in [(at.saturating_sub(6), at), (at + 1, (at + 7).min(rows)), (at.saturating_sub(15), (at + 16).min(rows))]
        {
            row.put(if from < to { byte(sums[to].wrapping_sub(sums[from]) / (to - from) as i32) } else { 0 });
        }
        row.flag((start..end).contains(&at));
        row.put(log(start.saturating_sub(at)));
        row.put(log((at + 1).saturating_sub(end)));
        row.put(log((at + 1).saturating_sub(start)));
        row.put(log(end.saturating_sub(at)));
        row.put(byte(best));
        debug_assert_eq!(row.column(), first + SCORED);
        style.describe(row);
        if let Some(parts) = &parts {
            parts.describe(row, at);
        }
    }
    table
}

/// No score counts for more than this, and what is known counts for as much.
const SURE: i32 = 800;

/// What kind of text the article is as a first scoring sees it: prose, or a list? Lines between those of a list are its items, lines
/// between paragraphs are links. In words.
#[derive(Default)]
struct Style {
    /// Of segments above zero.
    all: usize,
    /// Those in sentences.
    prose: usize,
    /// Those in sentences of which it is sure.
    sure: usize,
    /// Of segments near zero.
    doubtful: usize,
    /// How many segments are above zero.
    segments: usize,
}

impl Style {
    /// Scores above are sure.
    const HIGH: i32 = 400;
    /// Scores below are near zero.
    const LOW: i32 = 300;

    fn new(segments: &[Segment], scores: &[i32]) -> Self {
        let mut style = Self::default();
        for (segment, &score) in segments.iter().zip(scores) {
            let words = segment.line.words as usize;
            if score > 0 {
                let prose = if segment.line.is_sentence() { words } else { 0 };
                style.all += words;
                style.segments += 1;
                style.prose += prose;
                style.sure += if score > Self::HIGH { prose } else { 0 };
            }
            style.doubtful += if score.abs() < Self::LOW { words } else { 0 };
        }
        style
    }

    /// The same columns for all segments.
    fn describe(&self, row: &mut Row<'_>) {
        row.put(log(self.sure));
        row.put(share(self.prose, self.all));
        row.put(log(8 * self.all / self.segments.max(1)));
        row.put(share(self.doubtful, self.all + self.doubtful));
    }
}

/// Maximum number of other segments inside a part.
const GAP: usize = 2;

/// The parts of the article as a first scoring sees it: segments above zero that stand together.
struct Parts {
    /// From and to which segment, and how many words.
    list: Vec<(usize, usize, u32)>,
    /// The one with most words.
    largest: (usize, usize, u32),
    /// Words of the article before each segment, and all.
    words: Vec<u32>,
}

impl Parts {
    fn new(segments: &[Segment], scores: &[i32]) -> Self {
        let mut parts = Self { list: Vec::new(), largest: (0, 0, 0), words: Vec::with_capacity(segments.len() + 1) };
        let mut sum = 0;
        for (at, (segment, &score)) in segments.iter().zip(scores).enumerate() {
            parts.words.push(sum);
            if score > 0 {
                sum += segment.line.words;
                match parts.list.last_mut().filter(|part| at - part.1 <= GAP) {
                    Some(part) => *part = (part.0, at + 1, part.2 + segment.line.words),
                    None => parts.list.push((at, at + 1, segment.line.words)),
                }
            }
        }
        parts.words.push(sum);
        parts.largest = parts.list.iter().copied().rev().max_by_key(|part| part.2).unwrap_or_default();
        parts
    }

    /// The columns of a segment.
    fn describe(&self, row: &mut Row<'_>, at: usize) {
        let (start, end, most) = self.largest;
        let next = self.list.partition_point(|part| part.1 <= at);
        let own = self.list.get(next).filter(|part| part.0 <= at).map_or(0, |part| part.2 as usize);
        let all = self.words.last().copied().unwrap_or(0) as usize;
        row.put(log(own));
        row.put(share(own, most as usize));
        row.put(share(self.words[at] as usize, all));
        row.put(log(start.saturating_sub(at)));
        row.put(log((at + 1).saturating_sub(end)));
        row.put(log(all));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::split;
    use crate::{Options, Source, read};

    #[test]
    fn segments_above_zero_that_stand_together_are_a_part() {
        let text = "One two three.\nFour five.\nsix\nseven\neight\nNine.";
        let document = read::read(&Source::text(text), &Options::default());
        let segments = split::of_page(&document, &std::sync::Arc::default());
        let scores = [100, 100, -100, -100, -100, 50];
        let parts = Parts::new(&segments, &scores);
        assert_eq!((parts.list, parts.largest, parts.words), (vec![(0, 2, 5), (5, 6, 1)], (0, 2, 5), vec![0, 3, 5, 5, 5, 5, 6]));
        let table = with_scores(Table::new(segments.len(), HTML), &segments, &scores);
        let own: Vec<u8> = table.column(HTML + SCORED + STYLE + 1)[..segments.len()].to_vec();
        assert_eq!(own, [250, 250, 0, 0, 0, 50]);
    }
}
