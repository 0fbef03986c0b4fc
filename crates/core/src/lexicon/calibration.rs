//! Calibration: what the score of a rule or a model is worth, so that of facts given .9 about nine in ten are right.
//!
//! `calibration.tsv` has points of a rising line for each kind of fact, fitted on development data by isotonic regression
//! (Zadrozny and Elkan 2002) with `eval/calibration.py --write`; between two points the line is straight.

use super::folder::{Folder, ListError};
use crate::record::{Confidence, Mention, MentionKind, NameLabel, Record};

/// Kinds of facts that have a line of their own.
const KINDS: [&str; 9] =
    ["block", "name", "person_name", "person_pronoun", "organization_name", "place", "time", "quantity", "quote"];

/// A calibrated confidence, in hundredths, for each hundredth of a score.
type Line = [u8; 101];

/// The lines of one language.
#[derive(Debug)]
pub struct Calibration {
    lines: [Line; KINDS.len()],
}

impl Default for Calibration {
    /// Returns lines that leave every confidence as it is.
    fn default() -> Self {
        Self { lines: [std::array::from_fn(|score| score as u8); KINDS.len()] }
    }
}

impl Calibration {
    /// Opens `calibration`; a kind of fact without rows keeps its scores.
    ///
    /// # Errors
    /// If a row has an unknown kind, or numbers outside of 0 to 1 or in falling order.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let mut points: [Vec<(f32, f32)>; KINDS.len()] = Default::default();
        folder.read("calibration", |[fact, score, right]| {
            let kind = KINDS.iter().position(|kind| *kind == fact).ok_or_else(|| format!("unknown kind of fact {fact:?}"))?;
            let share = |cell: &str| cell.parse::<f32>().ok().filter(|share| (0.0..=1.0).contains(share));
            let point = share(score).zip(share(right)).ok_or_else(|| format!("{score} or {right} is no share"))?;
            if points[kind].last().is_some_and(|last| point.0 <= last.0 || point.1 < last.1) {
                return Err(format!("{score} {right} is below the row before"));
            }
            points[kind].push(point);
            Ok(())
        })?;
        let mut calibration = Self::default();
        for (line, points) in calibration.lines.iter_mut().zip(&points).filter(|(_, points)| !points.is_empty()) {
            *line = std::array::from_fn(|score| (value(points, score as f32 / 100.0) * 100.0).round() as u8);
        }
        Ok(calibration)
    }

    /// Replaces every score of a record by its calibrated confidence.
    pub fn apply(&self, record: &mut Record) {
        let through = |kind: usize, confidence: &mut Confidence| *confidence = confidence.through(&self.lines[kind]);
        record.blocks.iter_mut().for_each(|block| through(0, &mut block.confidence));
        for name in &mut record.names {
            // Only these three are annotated in the data that the line was fitted on.
            if matches!(name.label, NameLabel::Person | NameLabel::Organization | NameLabel::Place) {
                through(1, &mut name.confidence);
            }
        }
        let mention = |mention: &mut Mention, name: usize, pronoun: Option<usize>| match (mention.kind, pronoun) {
            (MentionKind::Name, _) => through(name, &mut mention.confidence),
            (MentionKind::Pronoun, Some(pronoun)) => through(pronoun, &mut mention.confidence),
            _ => {}
        };
        record.people.iter_mut().flat_map(|person| &mut person.mentions).for_each(|found| mention(found, 2, Some(3)));
        record.organizations.iter_mut().flat_map(|found| &mut found.mentions).for_each(|found| mention(found, 4, None));
        record.places.iter_mut().for_each(|place| through(5, &mut place.confidence));
        record.times.iter_mut().for_each(|time| through(6, &mut time.confidence));
        record.quantities.iter_mut().for_each(|quantity| through(7, &mut quantity.confidence));
        record.quotes.iter_mut().for_each(|quote| through(8, &mut quote.confidence));
    }
}

/// Returns the height of the line through `points` at `score`; level before the first and after the last one.
fn value(points: &[(f32, f32)], score: f32) -> f32 {
    let after = points.partition_point(|point| point.0 < score);
    match (after.checked_sub(1).map(|before| points[before]), points.get(after)) {
        (None, Some(first)) => first.1,
        (Some(last), None) => last.1,
        (Some(low), Some(high)) => low.1 + (high.1 - low.1) * (score - low.0) / (high.0 - low.0),
        (None, None) => score,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(rows: &'static str) -> Result<Calibration, ListError> {
        let lists = Box::leak(Box::new([("calibration", rows)]));
        Calibration::open(&Folder { code: "xx", lists, models: &[] })
    }

    #[test]
    fn a_line_is_straight_between_its_points_and_level_outside() {
        let calibration = open("fact*\tscore*:float\tright:float\ntime\t0.5\t0.6\ntime\t0.9\t0.8\n").expect("good rows");
        assert_eq!([0, 50, 70, 90, 100].map(|score| calibration.lines[6][score]), [60, 60, 70, 80, 80]);
        assert_eq!(calibration.lines[5][33], 33);
    }

    #[test]
    fn falling_lines_and_unknown_kinds_are_refused() {
        let head = "fact*\tscore*:float\tright:float\n";
        for rows in ["time\t0.5\t0.6\ntime\t0.9\t0.5\n", "rhyme\t0.5\t0.6\n", "time\t0.5\t1.2\n"] {
            let list: &'static str = Box::leak(format!("{head}{rows}").into_boxed_str());
            assert!(open(list).is_err(), "{rows}");
        }
    }
}
