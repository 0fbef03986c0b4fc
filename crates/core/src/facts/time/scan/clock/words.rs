//! Times of day in words: "half past seven", "seven thirty p.m.", "three o'clock".

use super::super::super::super::lexeme::Kind;
use super::super::super::reading::Hour;
use super::super::super::unit::Unit;
use super::super::Scan;

impl Scan<'_> {
    /// "half past seven", "ten past nine in the morning", "seven thirty p.m.", "three o'clock".
    pub(super) fn said(&self, i: usize) -> Option<(usize, Hour, Option<&'static str>)> {
        let f = self.fixed;
        let a = i + usize::from(self.is(i, &[f.a]));
        let (end, minutes) = if self.is(a, &[f.half]) {
            (a + 1, Some(30))
        } else if self.is(a, &[f.quarter]) {
            (a + 1, Some(15))
        } else {
            let number = self.number(i).filter(|n| !n.fraction && !n.vague && n.value.fract() == 0.0)?;
            let minutes = number.end + usize::from(self.unit(number.end) == Some((Unit::Minute, true)));
            if self.is(minutes, &[f.past]) && !self.is(minutes + 1, &[f.the]) {
                (minutes, Some(number.value as i32).filter(|m| (1..=59).contains(m)))
            } else {
                let placed = self.is_prefixed_by(i, &[f.at, f.from, f.to, f.until]);
                return self.said_hour(number.end, number.value as i32, placed).filter(|_| number.worded);
            }
        };
        let minutes = minutes?;
        let to = self.is(end, &[f.to]) && a > i;
        if !(self.is(end, &[f.past]) || to) {
            return None;
        }
        // Midnight is hour 24 of one day and hour 0 of the next.
        let back = |hour: i32| if to { ((hour - 1).rem_euclid(24), 60 - minutes) } else { (hour.rem_euclid(24), minutes) };
        if let Some((j, Hour::Clock(h, None | Some(0), None), zone)) = self.shown(end + 1) {
            let (h, m) = back(i32::from(h));
            return Some((j, clock(h, Some(m), None), zone));
        }
        let hour = self.number(end + 1).filter(|n| !n.fraction && !n.vague && (1.0..=12.0).contains(&n.value))?;
        if self.at(hour.end).is('%') || self.plural_noun(hour.end) {
            return None;
        }
        let (h, m) = back(hour.value as i32);
        Some((self.o_clock(hour.end).unwrap_or(hour.end), clock(h, Some(m), None), None))
    }

    /// What stands behind an hour in words: minutes, "o'clock", half of the day.
    fn said_hour(&self, end: usize, hour: i32, placed: bool) -> Option<(usize, Hour, Option<&'static str>)> {
        if !(1..=12).contains(&hour) {
            return None;
        }
        let minutes = self
            .number(end)
            .filter(|n| !n.fraction && !n.vague && n.worded && (1.0..=59.0).contains(&n.value) && n.value.fract() == 0.0);
        let after = minutes.map_or(end, |n| n.end);
        let minute = minutes.map(|n| n.value as i32);
        let half = self.half_of_day(self.o_clock(after).unwrap_or(after));
        match (half, self.o_clock(after)) {
            (Some((to, pm)), _) => Some((to, clock(hour % 12 + if pm { 12 } else { 0 }, minute, None), None)),
            (None, Some(to)) => Some((to, clock(hour, minute, None), None)),
            // "at seven twenty"
            _ if placed && minute.is_some_and(|m| m >= 10) && !self.lower_noun(after) && self.unit(after).is_none() => {
                Some((after, clock(hour, minute, None), None))
            }
            _ => None,
        }
    }

    /// The lexeme after "o'clock" at `i`.
    pub(super) fn o_clock(&self, i: usize) -> Option<usize> {
        let f = self.fixed;
        let apart = self.is(i, &[f.o]) && matches!(self.at(i + 1).kind, Kind::Mark('\'' | '’')) && self.is(i + 2, &[f.clock]);
        if apart { Some(i + 3) } else { self.is(i, &[f.oclock]).then_some(i + 1) }
    }
}

/// A time of day from its numbers.
pub(super) fn clock(hour: i32, minute: Option<i32>, second: Option<i32>) -> Hour {
    Hour::Clock(hour as u8, minute.map(|m| m as u8), second.map(|s| s as u8))
}
