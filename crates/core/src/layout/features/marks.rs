//! How far it is to the lines by which pages mark where an article begins and ends.

use crate::layout::class::{Cue, Place};
use crate::layout::copyright::is_copyright;
use crate::layout::segment::{Segment, Segments};
use crate::model::trees::Row;
use crate::record::BlockKind;

/// Looked for on both sides of a segment: byline, date, dateline, credit.
const BOTH: usize = 4;
/// Looked for before it only: those and links, calls to subscribe or share, heads of readers' letters.
const BEFORE: usize = BOTH + 3;
/// Columns.
pub const MARKS: usize = BEFORE + BOTH;

/// For each segment how many others stand between it and the nearest marks.
pub struct Marks {
    before: Vec<[u8; BEFORE]>,
    behind: Vec<[u8; BOTH]>,
}

impl Marks {
    pub fn new(text: &str, segments: &Segments) -> Self {
        let marks: Vec<_> = segments.iter().map(|segment| of_segment(text, segment)).collect();
        let mut marks =
            Self { before: distances(marks.iter().copied()), behind: distances(marks.iter().rev().map(|&marks| both(marks))) };
        marks.behind.reverse();
        marks
    }

    /// The columns of a segment.
    pub fn describe(&self, row: &mut Row<'_>, at: usize) {
        self.before[at].iter().chain(&self.behind[at]).for_each(|&n| row.put(n));
    }
}

fn both(marks: [bool; BEFORE]) -> [bool; BOTH] {
    std::array::from_fn(|i| marks[i])
}

fn of_segment(text: &str, segment: &Segment) -> [bool; BEFORE] {
    let line = &segment.line;
    let given = |kind| segment.given == Some(kind);
    let cued = |cue| line.cue(cue) >= Some(Place::Start);
    [
        cued(Cue::Byline) || given(BlockKind::Byline),
        line.is_date(),
        given(BlockKind::Dateline),
        cued(Cue::Credit) || given(BlockKind::Credit) || is_copyright(text, segment),
        cued(Cue::Related),
        cued(Cue::Promo) || cued(Cue::Furniture),
        line.is_of_readers(),
    ]
}

/// How many segments stand between each and the last one before it with each mark.
fn distances<const N: usize>(marks: impl Iterator<Item = [bool; N]>) -> Vec<[u8; N]> {
    let mut last = [u8::MAX; N];
    marks
        .map(|marks| {
            let here = last;
            for (last, mark) in last.iter_mut().zip(marks) {
                *last = if mark { 0 } else { last.saturating_add(1) };
            }
            here
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::split;
    use crate::{Options, Source, read};

    #[test]
    fn marks_are_counted_from_on_both_sides() {
        let text = "Menu\nBy Ana Ruiz\nThe bridge is closed.\nIt will open in May.\n© 2025 Example Press";
        let document = read::read(&Source::text(text), &Options::default());
        let segments = split::of_page(&document, &std::sync::Arc::default());
        let marks = Marks::new(&document.text, &segments);
        let column = |i: usize| marks.before.iter().map(|row| row[i]).collect::<Vec<_>>();
        assert_eq!(column(0), [255, 255, 0, 1, 2], "since the byline");
        let column = |i: usize| marks.behind.iter().map(|row| row[i]).collect::<Vec<_>>();
        assert_eq!(column(0), [0, 255, 255, 255, 255], "to the byline");
        assert_eq!(column(3), [3, 2, 1, 0, 255], "to the copyright");
    }
}
