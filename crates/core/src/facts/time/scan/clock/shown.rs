//! Times of day in digits: "5 p.m.", "17:30", "0530 GMT".

use super::super::super::super::lexeme::{Kind, Lexeme};
use super::super::super::lexicon::Role;
use super::super::super::reading::Hour;
use super::super::{Found, Scan};
use super::words::clock;

/// What digits show, before the half of the day is known.
#[derive(Debug, Clone, Copy)]
struct Digits {
    end: usize,
    hour: i32,
    minute: Option<i32>,
    second: Option<i32>,
}

impl Scan<'_> {
    /// "5 p.m.", "17:30", "3.15pm", "noon", "10 o'clock", "0530 GMT", with the zone.
    pub(super) fn shown(&self, i: usize) -> Option<(usize, Hour, Option<&'static str>)> {
        let named = |j: usize| self.role(j, |r| if let Role::Clock(h) = r { Some(*h) } else { None });
        if let Some(hour) = named(i) {
            return Some((i + 1, Hour::Clock(hour, Some(0), None), None));
        }
        let first = self.at(i);
        // "12 noon"
        if first.whole(2..=2) == Some(12) && named(i + 1).is_some() {
            return self.shown(i + 1);
        }
        let code = self.before(i).is_word() && !self.is_stamp(i) || self.before(i).is(':') || self.before(i).glued_sign();
        if first.kind != Kind::Number || first.glued && code {
            return None;
        }
        if let Some(found) = self.roughly(i) {
            return Some(found);
        }
        let Digits { end, hour, minute, second } = self
            .with_colon(i)
            .or_else(|| if first.digits == 0 { self.with_point(i) } else { None })
            .or_else(|| if (1..=2).contains(&first.digits) { self.hour_alone(i) } else { self.run_of_digits(i) })?;
        let (end, hour) = match self.half_of_day(end) {
            Some((to, _)) if hour == 0 || hour > 12 => {
                return (hour <= 23 && minute.is_some()).then(|| (to, clock(hour, minute, second), None));
            }
            Some((to, pm)) => (to, hour % 12 + if pm { 12 } else { 0 }),
            None => (end, hour),
        };
        if hour > 24 || minute.is_some_and(|m| m > 59) || second.is_some_and(|s| s > 59) {
            return None;
        }
        let zone = self.zone(end);
        Some((zone.map_or(end, |(to, _)| to), clock(hour, minute, second), zone.map(|z| z.1)))
    }

    /// "17:30", "17:30:15"
    fn with_colon(&self, i: usize) -> Option<Digits> {
        let (colon, minutes) = (self.at(i + 1), self.at(i + 2));
        let hour = self.at(i).whole(1..=2)?;
        let minute = minutes.whole(2..=2).filter(|_| colon.is(':') && colon.glued && minutes.glued)?;
        let second = self.at(i + 4).whole(2..=2).filter(|_| self.at(i + 3).is(':') && self.at(i + 3).glued);
        Some(Digits { end: i + if second.is_some() { 5 } else { 3 }, hour, minute: Some(minute), second })
    }

    /// "3.15pm", "at 11.40 on Saturday": read as a decimal.
    fn with_point(&self, i: usize) -> Option<Digits> {
        let f = self.fixed;
        let (first, end) = (self.at(i), i + 1);
        if first.value >= 24.0 || first.span.len() > 5 || first.span.is_empty() {
            return None;
        }
        let (h, m) = first.span.of(self.text).split_once('.').filter(|(_, m)| m.len() == 2)?;
        let (hour, minute) = (h.parse().ok()?, m.parse().ok());
        // "at 11.40 on Saturday": but a price in a report
        let placed = self.is_prefixed_by(i, &[f.at, f.from, f.until, f.by]) && self.is(end, &[f.on]) && self.tells_day(end + 1);
        let placed = placed && hour < 24 && minute.is_some_and(|m: i32| m < 60) && !self.in_report(i);
        let told = placed || self.half_of_day(end).is_some() || self.zone(end).is_some();
        told.then_some(Digits { end, hour, minute, second: None })
    }

    /// "3ish pm"
    fn roughly(&self, i: usize) -> Option<(usize, Hour, Option<&'static str>)> {
        let end = i + 1;
        let hour = self.at(i).whole(1..=2).filter(|h| (1..=12).contains(h))?;
        if self.o_clock(end).is_some() || !self.is(end, &[self.fixed.ish]) || !self.at(end).glued {
            return None;
        }
        let (to, pm) = self.half_of_day(end + 1).unwrap_or((end + 1, false));
        Some((to, clock(if pm { hour % 12 + 12 } else { hour }, None, None), None))
    }

    /// "10 o'clock", "15h30", "5 p.m.", "9h30 - **11h**".
    fn hour_alone(&self, i: usize) -> Option<Digits> {
        let f = self.fixed;
        let (hour, end) = (self.at(i).whole(1..=2)?, i + 1);
        let found = |end, minute| Some(Digits { end, hour, minute, second: None });
        if let Some(to) = self.o_clock(end) {
            return found(to, None);
        }
        let h = self.is(end, &[f.h]) && self.at(end).glued;
        if let Some(minute) = self.at(end + 1).whole(2..=2).filter(|_| h && self.at(end + 1).glued) {
            return found(end + 2, Some(minute));
        }
        let ranged = self.before(i).is_dash() && (i >= 4 && self.is(i - 3, &[f.h]) || i >= 3 && self.is(i - 2, &[f.h]));
        if h && hour <= 24 && ranged {
            return found(end + 1, None);
        }
        self.half_of_day(end)?;
        found(end, None)
    }

    /// 0530 GMT, 1530 hours, 330 p.m., "between 0730-0930", "at 730 in the evening".
    fn run_of_digits(&self, i: usize) -> Option<Digits> {
        let f = self.fixed;
        let (first, end) = (self.at(i), i + 1);
        let number = first.whole(3..=4)?;
        let four = first.digits == 4;
        let hours = four && self.is(end, &[f.hours]) && !self.at(end).glued;
        let zero = |l: &Lexeme| l.digits == 4 && l.span.of(self.text).starts_with('0');
        let ranged = four
            && (zero(first) && self.is_joint(end) && self.at(end + 1).digits == 4
                || i >= 2 && zero(self.at(i - 2)) && self.is_joint(i - 1));
        let part = self.is_prefixed_by(i, &[f.at])
            && self.is(end, &[f.in_])
            && self.is(end + 1, &[f.the])
            && self.part(end + 2).is_some();
        let told = hours || ranged || part || four && self.zone(end).is_some() || self.half_of_day(end).is_some();
        told.then_some(Digits { end: end + usize::from(hours), hour: number / 100, minute: Some(number % 100), second: None })
    }

    /// "2026-05-13T**09**:15": a letter between a date and its clock.
    fn is_stamp(&self, i: usize) -> bool {
        i >= 2 && self.before(i).span.of(self.text) == "T" && self.at(i - 2).kind == Kind::Number && self.at(i - 1).glued
    }

    /// "am", "p.m.": the lexeme after it, and whether it is after noon.
    pub(in super::super) fn half_of_day(&self, i: usize) -> Found<bool> {
        let f = self.fixed;
        if self.is(i, &[f.am, f.pm]) {
            return Some((i + 1, self.is(i, &[f.pm])));
        }
        // "a m", as spoken
        if self.is(i, &[f.a, f.p]) && self.is(i + 1, &[f.m]) {
            return Some((i + 2, self.is(i, &[f.p])));
        }
        let dotted = self.is(i, &[f.a, f.p]) && self.at(i + 1).is('.') && self.is(i + 2, &[f.m]);
        if !dotted {
            return None;
        }
        let dot = self.at(i + 3).is('.') && self.at(i + 3).glued == self.at(i + 1).glued;
        Some((i + 3 + usize::from(dot), self.is(i, &[f.p])))
    }

    /// "GMT", "EST", "(0930 GMT)": capitals alone.
    fn zone(&self, i: usize) -> Found<&'static str> {
        let upper = self.at(i).is_word() && self.at(i).span.of(self.text).bytes().all(|b| b.is_ascii_uppercase());
        let zone = self.role(i, |r| if let Role::Zone(z) = r { Some(*z) } else { None })?;
        (upper || self.at(i).span.len() > 2).then_some((i + 1, zone))
    }
}
