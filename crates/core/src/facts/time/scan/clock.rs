//! Times of day: clocks, parts of the day, and the dates beside them.

mod day;
mod shown;
mod words;

use super::super::rule_id::Computed;
use super::super::super::lexeme::Kind;
use super::super::lexicon::Role;
use super::super::reading::{Base, Hour, When};
use super::{Clock, Scan};
use words::clock;

impl Scan<'_> {
    /// A clock and the date behind it, if there is one: "3.15pm on Friday".
    pub(super) fn clock_first(&self, i: usize) -> Option<(usize, When, Computed)> {
        let (end, hour, zone) = self.clock(i)?;
        let f = self.fixed;
        // "10:30 this morning"
        if let Some((to, when, _)) = self.part_first(end) {
            return Some((to, When { hour: Some(hour.after_noon(when.hour)), zone, ..when }, Computed::ClockAndPartOfDay));
        }
        let mut j = self.comma(end);
        j += usize::from(self.is(j, &[f.on]));
        let date = self
            .slashed_day(j)
            .filter(|_| j > end)
            .or_else(|| self.numeric(j))
            .or_else(|| self.absolute(j))
            .or_else(|| self.relative(j).filter(|(_, base, _)| base.is_day()))
            .filter(|(to, ..)| *to > j && !matches!(self.at(end).kind, Kind::Edge));
        if let Some((to, base, _)) = date
            && base.is_day()
        {
            // "6:15 on Wednesday morning"
            let part = self.part(to);
            let hour = hour.after_noon(part.map(Hour::Part));
            return Some((to + usize::from(part.is_some()), When { base, hour: Some(hour), zone }, Computed::ClockAndDate));
        }
        // "10 o'clock in the morning"
        if self.is(end, &[f.in_])
            && self.is(end + 1, &[f.the])
            && let Some(part) = self.part(end + 2)
        {
            let hour = hour.after_noon(Some(Hour::Part(part)));
            return Some((end + 3, When { base: Base::Open, hour: Some(hour), zone }, Computed::ClockAndPartOfDay));
        }
        Some((end, When { base: Base::Open, hour: Some(hour), zone }, Computed::Clock))
    }

    /// A time of day as clocks show or people say it, with the zone. The first of a range takes its half of the day from the second.
    pub(super) fn clock(&self, i: usize) -> Option<Clock> {
        let may = matches!(self.at(i).kind, Kind::Number | Kind::Word);
        if may { self.last_clock.at(i, || self.read_clock(i)) } else { None }
    }

    fn read_clock(&self, i: usize) -> Option<Clock> {
        let shown = self.shown(i).or_else(|| self.said(i));
        let range = |end: usize| {
            let joint = self.at(end).is_dash()
                || self.is(end, &[self.fixed.to, self.fixed.until, self.fixed.till])
                || self.is(end, &[self.fixed.and]) && self.is_prefixed_by(i, &[self.fixed.between]);
            joint.then(|| self.shown(end + 1)).flatten()
        };
        let Some((end, hour, zone)) = shown else { return self.bare_hour(i, range(i + 1)) };
        let halved = self.is(end - 1, &[self.fixed.am, self.fixed.pm, self.fixed.m]) || self.at(end - 1).is('.');
        if let (Hour::Clock(h, m, s), false, Some((_, Hour::Clock(other, ..), _))) = (hour, halved, range(end))
            && h < 12
            && h + 12 <= other
        {
            return Some((end, Hour::Clock(h + 12, m, s), zone));
        }
        Some((end, hour, zone))
    }

    /// An hour without minutes or half of the day: "**5** to 6pm", "from **7** to 9 tonight", "at **8** this evening".
    fn bare_hour(
        &self,
        i: usize,
        range: Option<(usize, Hour, Option<&'static str>)>,
    ) -> Option<(usize, Hour, Option<&'static str>)> {
        let f = self.fixed;
        let hour = self.at(i).whole(1..=2).filter(|h| (0..=24).contains(h))?;
        if self.at(i).glued || self.at(i + 1).is('.') && self.at(i + 2).kind == Kind::Number {
            return None;
        }
        let found = |hour: i32| Some((i + 1, clock(hour, None, None), None));
        let ranged = self.is_prefixed_by(i, &[f.from, f.between]);
        if let Some((to, Hour::Clock(other, ..), _)) = range {
            let halved = self.is(to - 1, &[f.am, f.pm, f.m]) || self.at(to - 1).is('.');
            if !halved && !ranged {
                return None;
            }
            let other = i32::from(other);
            return found(if hour < 12 && hour + 12 <= other && halved { hour + 12 } else { hour });
        }
        let joint = i + 1;
        let second = self.at(joint + 1);
        // "from 7 to 9 tonight", "Tuesday between 3 and 8"
        if ranged
            && (self.is(joint, &[f.to, f.until, f.till, f.and]) || self.at(joint).is_dash())
            && second.whole(1..=2).is_some_and(|h| (0..=24).contains(&h))
        {
            let day = i >= 2 && self.tells_day(i - 2) || self.followed_by_day(joint + 2);
            return if day { found(hour) } else { None };
        }
        // "at 8 this evening", "9 tomorrow morning"
        let placed = self.is_prefixed_by(i, &[f.at, f.around, f.about, f.by, f.until]) || self.before(i).kind == Kind::Edge;
        let part = self.part_first(i + 1).is_some() && !self.at(i + 1).glued
            || self.is(i + 1, &[f.in_]) && self.is(i + 2, &[f.the]) && self.part(i + 3).is_some();
        if (1..=12).contains(&hour) && placed && part { found(hour) } else { None }
    }

    /// Whether the word at `i` names a day or a part of one.
    pub(super) fn tells_day(&self, i: usize) -> bool {
        let told = |r: &Role| matches!(r, Role::Weekday(..) | Role::Day(_) | Role::Tonight | Role::Part(_)).then_some(());
        self.role(i, told).is_some()
    }

    /// Whether a day follows: "on Monday", "yesterday", "this morning".
    fn followed_by_day(&self, i: usize) -> bool {
        let f = self.fixed;
        self.tells_day(i)
            || self.is(i, &[f.on]) && (self.tells_day(i + 1) || self.at(i + 1).kind == Kind::Number)
            || self.direction(i).is_some() && self.tells_day(i + 1)
    }
}
