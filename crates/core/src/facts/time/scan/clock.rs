//! Times of day: clocks, parts of the day, and the dates beside them.

use super::super::super::lexeme::{Kind, Lexeme};
use super::super::lexicon::{Direction, Role};
use super::super::reading::{Base, From, Hour, What, When, Which};
use super::super::unit::Unit;
use super::{Found, Scan};

impl Scan<'_> {
    /// A clock and the date behind it, if there is one: "3.15pm on Friday".
    pub(super) fn clock_first(&self, i: usize) -> Option<(usize, When, &'static str)> {
        let (end, hour, zone) = self.clock(i)?;
        let f = self.fixed;
        // "10:30 this morning"
        if let Some((to, when, _)) = self.part_first(end) {
            return Some((to, When { hour: Some(hour.after_noon(when.hour)), zone, ..when }, "clock and part of day"));
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
            return Some((to + usize::from(part.is_some()), When { base, hour: Some(hour), zone }, "clock and date"));
        }
        // "10 o'clock in the morning"
        if self.is(end, &[f.in_])
            && self.is(end + 1, &[f.the])
            && let Some(part) = self.part(end + 2)
        {
            let hour = hour.after_noon(Some(Hour::Part(part)));
            return Some((end + 3, When { base: Base::Open, hour: Some(hour), zone }, "clock and part of day"));
        }
        Some((end, When { base: Base::Open, hour: Some(hour), zone }, "clock"))
    }

    /// A time of day as clocks show or people say it, with the zone. The first of a range takes its half of the day from the second.
    pub(super) fn clock(&self, i: usize) -> Option<(usize, Hour, Option<&'static str>)> {
        if !matches!(self.at(i).kind, Kind::Number | Kind::Word) {
            return None;
        }
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
    fn tells_day(&self, i: usize) -> bool {
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

    /// "half past seven", "ten past nine in the morning", "seven thirty p.m.", "three o'clock".
    fn said(&self, i: usize) -> Option<(usize, Hour, Option<&'static str>)> {
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
        let back = |hour: i32| if to { (hour - 1, 60 - minutes) } else { (hour, minutes) };
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
    fn o_clock(&self, i: usize) -> Option<usize> {
        let f = self.fixed;
        let apart = self.is(i, &[f.o]) && matches!(self.at(i + 1).kind, Kind::Mark('\'' | '’')) && self.is(i + 2, &[f.clock]);
        if apart { Some(i + 3) } else { self.is(i, &[f.oclock]).then_some(i + 1) }
    }

    /// "5 p.m.", "17:30", "3.15pm", "noon", "10 o'clock", "0530 GMT", with the zone.
    fn shown(&self, i: usize) -> Option<(usize, Hour, Option<&'static str>)> {
        if let Some(hour) = self.role(i, |r| if let Role::Clock(h) = r { Some(*h) } else { None }) {
            return Some((i + 1, Hour::Clock(hour, Some(0), None), None));
        }
        let f = self.fixed;
        let first = self.at(i);
        // "12 noon"
        if first.whole(2..=2) == Some(12) && self.role(i + 1, |r| matches!(r, Role::Clock(_)).then_some(())).is_some() {
            return self.shown(i + 1);
        }
        if first.kind != Kind::Number
            || first.glued
                && (self.before(i).is_word() && !self.is_stamp(i) || self.before(i).is(':') || self.before(i).glued_sign())
        {
            return None;
        }
        let (colon, minutes) = (self.at(i + 1), self.at(i + 2));
        let mut minute = None;
        let mut second = None;
        let mut end = i + 1;
        let hour;
        if let (Some(h), Some(m)) =
            (first.whole(1..=2), minutes.whole(2..=2).filter(|_| colon.is(':') && colon.glued && minutes.glued))
        {
            hour = h;
            minute = Some(m);
            end = i + 3;
            if let Some(s) = self.at(end + 1).whole(2..=2).filter(|_| self.at(end).is(':') && self.at(end).glued) {
                second = Some(s);
                end += 2;
            }
        } else if first.digits == 0 && first.value < 24.0 && first.span.len() <= 5 && !first.span.is_empty() {
            // 3.15pm: read as a decimal
            let text = first.span.of(self.text);
            let (h, m) = text.split_once('.').filter(|(_, m)| m.len() == 2)?;
            hour = h.parse().ok()?;
            minute = m.parse().ok();
            // "at 11.40 on Saturday": but a price in a report
            let placed = self.is_prefixed_by(i, &[f.at, f.from, f.until, f.by]) && self.is(end, &[f.on]) && self.tells_day(end + 1);
            let placed = placed && hour < 24 && minute.is_some_and(|m| m < 60) && !self.in_report(i);
            if !placed && self.half_of_day(end).is_none() && self.zone(end).is_none() {
                return None;
            }
        } else if let Some(h) = first.whole(1..=2) {
            hour = h;
            let to = self.o_clock(end);
            let minutes =
                self.at(end + 1).whole(2..=2).filter(|_| self.is(end, &[f.h]) && self.at(end).glued && self.at(end + 1).glued);
            if let Some(to) = to {
                end = to;
            } else if let Some(m) = minutes {
                // 15h30
                minute = Some(m);
                end += 2;
            } else if self.is(end, &[f.h])
                && self.at(end).glued
                && h <= 24
                && self.before(i).is_dash()
                && (i >= 4 && self.is(i - 3, &[f.h]) || i >= 3 && self.is(i - 2, &[f.h]))
            {
                // "9h30 - 11h"
                end += 1;
            } else if (1..=12).contains(&h) && self.is(end, &[f.ish]) && self.at(end).glued {
                // "3ish pm"
                let (to, pm) = self.half_of_day(end + 1).unwrap_or((end + 1, false));
                return Some((to, clock(if pm { h % 12 + 12 } else { h }, None, None), None));
            } else if self.half_of_day(end).is_none() {
                return None;
            }
        } else if let Some(h) = first.whole(3..=4) {
            // 0530 GMT, 1530 hours, 330 p.m.
            let hours = self.is(end, &[f.hours]) && !self.at(end).glued && first.digits == 4;
            let zoned = first.digits == 4 && self.zone(end).is_some();
            // "between 0730-0930", "at 730 in the evening"
            let zero = |l: &Lexeme| l.digits == 4 && l.span.of(self.text).starts_with('0');
            let ranged = first.digits == 4
                && (zero(first) && self.is_joint(end) && self.at(end + 1).digits == 4
                    || i >= 2 && zero(self.at(i - 2)) && self.is_joint(i - 1));
            let part = self.is_prefixed_by(i, &[f.at])
                && self.is(end, &[f.in_])
                && self.is(end + 1, &[f.the])
                && self.part(end + 2).is_some();
            if !zoned && !hours && !ranged && !part && self.half_of_day(end).is_none() {
                return None;
            }
            hour = h / 100;
            minute = Some(h % 100);
            end += usize::from(hours);
        } else {
            return None;
        }
        let mut hour = hour;
        if let Some((to, pm)) = self.half_of_day(end) {
            if hour == 0 || hour > 12 {
                return (hour <= 23).then(|| (to, clock(hour, minute, second), None)).filter(|_| minute.is_some());
            }
            hour = hour % 12 + if pm { 12 } else { 0 };
            end = to;
        }
        if hour > 24 || minute.is_some_and(|m| m > 59) || second.is_some_and(|s| s > 59) {
            return None;
        }
        let zone = self.zone(end);
        let end = zone.map_or(end, |(to, _)| to);
        Some((end, clock(hour, minute, second), zone.map(|z| z.1)))
    }

    /// "2026-05-13T**09**:15": a letter between a date and its clock.
    fn is_stamp(&self, i: usize) -> bool {
        i >= 2 && self.before(i).span.of(self.text) == "T" && self.at(i - 2).kind == Kind::Number && self.at(i - 1).glued
    }

    /// "am", "p.m.": the lexeme after it, and whether it is after noon.
    pub(super) fn half_of_day(&self, i: usize) -> Found<bool> {
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

    /// A time of day right behind a date: "Friday **at 3pm**", "Tuesday **night**".
    pub(super) fn hour_after(&self, i: usize) -> Option<(usize, Hour, Option<&'static str>)> {
        let f = self.fixed;
        // "Tuesday, June 2, at 9.30am"
        let i = i + usize::from(self.at(i).is(',') && self.is(i + 1, &[f.at]));
        // "Friday late evening at 10"
        let edge = i + usize::from(self.is(i, &[f.early, f.late]));
        if let Some(part) = self.part(edge) {
            return Some((edge + 1, Hour::Part(part), None));
        }
        // "today pm"
        if self.is(i, &[f.am, f.pm]) && (!self.at(i + 1).is_word() || self.is(i + 1, &[f.to, f.and, f.until])) {
            return Some((i + 1, Hour::Part(if self.is(i, &[f.pm]) { "AF" } else { "MO" }), None));
        }
        if let Some(found) = self.hours_after_day(i) {
            return Some(found);
        }
        if self.is(i, &[f.at, f.around, f.about, f.from, f.between]) || self.at(i).is(',') || self.at(i).is('@') {
            if let Some((end, hour, zone)) = self.clock(i + 1) {
                return matches!(hour, Hour::Clock(..)).then_some((end, hour, zone));
            }
            // "Saturday at 5."
            let hour = self.at(i + 1).whole(1..=2).filter(|h| (1..=12).contains(h))?;
            let next = self.at(i + 2);
            let ends = next.kind == Kind::Edge
                || matches!(next.kind, Kind::Mark('.' | ',' | ';' | '!' | '?' | ')')) && !next.glued_number(self.at(i + 3));
            return ((self.is(i, &[f.at, f.around]) || self.at(i).is('@')) && ends)
                .then(|| (i + 2, clock(hour, None, None), None));
        }
        let (end, hour, zone) = self.clock(i)?;
        Some((end, hour, zone))
    }

    /// "Monday **12**-4", "Friday morning **6**-8": hours of opening or meeting, where no match is told that ends so.
    pub(super) fn hours_after_day(&self, i: usize) -> Option<(usize, Hour, Option<&'static str>)> {
        let (first, second) = (self.at(i).whole(1..=2)?, self.at(i + 2).whole(1..=2)?);
        let range = self.at(i + 1).is_dash() && self.at(i + 1).glued && self.at(i + 2).glued && !self.at(i).glued;
        let bare = !self.at(i + 3).glued || matches!(self.at(i + 3).kind, Kind::Mark('.' | ',' | ';' | ')' | '?' | '!'));
        let hours = (1..=12).contains(&first) && (1..=12).contains(&second) && first != second;
        if !range || !bare || !hours || self.at(i + 3).is_word() && self.at(i + 3).glued {
            return None;
        }
        let around = self.lexemes[..i].iter().rev().take(12).take_while(|l| l.kind != Kind::Edge);
        let played = around.into_iter().any(|l| self.tense.is_past(l, self.text));
        (!played && self.before(i).is_word()).then(|| (i + 1, clock(first, None, None), None))
    }

    /// "this morning", "last night", "the night of May 13", "the early hours of Sunday", "in the evening".
    pub(super) fn part_first(&self, i: usize) -> Option<(usize, When, &'static str)> {
        let f = self.fixed;
        let open = |end, base, hour, rule| Some((end, When { base, hour: Some(hour), zone: None }, rule));
        if let Some(days) = self.role(i, |r| if let Role::Day(d) = r { Some(i32::from(*d)) } else { None }) {
            let base = Base::Shift(Unit::Day, days, From::Now);
            return self.part(i + 1).and_then(|part| open(i + 2, base, Hour::Part(part), "day and part"));
        }
        let today = Base::Shift(Unit::Day, 0, From::Now);
        if let Some(end) = self.role(i, |r| matches!(r, Role::Tonight).then_some(i + 1)) {
            return open(end, today, Hour::Part("NI"), "tonight");
        }
        if let Some(end) = self.role(i, |r| matches!(r, Role::Overnight).then_some(i + 1)) {
            return open(end, Base::Shift(Unit::Day, -1, From::Now), Hour::Part("NI"), "overnight");
        }
        let the = i + usize::from(self.is(i, &[f.the]));
        if let Some(direction) = self.direction(the) {
            let early = the + 1 + usize::from(self.is(the + 1, &[f.early]));
            let part = self.part(early)?;
            let shift = |n, from| Base::Shift(Unit::Day, n, from);
            let base = match direction {
                Direction::Last | Direction::Latest | Direction::Past => shift(-1, From::Now),
                Direction::Previous => shift(-1, From::Told),
                Direction::This | Direction::Current => today,
                Direction::Next | Direction::Following | Direction::Coming => shift(1, From::Told),
                Direction::Same => shift(0, From::Told),
            };
            return open(early + 1, base, Hour::Part(part), "pointed part of day");
        }
        // "the early hours of", "the early morning of", "the night of 3 May"
        let mut j = the + usize::from(self.is(the, &[f.early, f.late]));
        let part = self.part(j);
        j += usize::from(part.is_some());
        let hours = self.is(j, &[f.hours]) && (part.is_some() || j > the);
        j += usize::from(hours);
        if part.is_none() && !hours {
            return None;
        }
        let part = part.unwrap_or("MO");
        // "the night before", "the morning after": the end of a phrase.
        if the > i && !hours && self.is(j, &[f.before, f.after]) && matches!(self.at(j + 1).kind, Kind::Mark(_) | Kind::Edge) {
            let sign = if self.is(j, &[f.before]) { -1 } else { 1 };
            return open(j + 1, Base::Shift(Unit::Day, sign, From::Told), Hour::Part(part), "part of the day before");
        }
        if self.is(j, &[f.of, f.on]) {
            let date = self.absolute(j + 1).or_else(|| self.numeric(j + 1)).or_else(|| self.relative(j + 1));
            let date = date.or_else(|| self.feast(j + 1));
            if let Some((end, base, _)) = date.filter(|(_, base, _)| base.is_day()) {
                // "the early hours of Monday morning"
                if let Some(part) = self.part(end) {
                    return open(end + 1, base, Hour::Part(part), "part of a day");
                }
                return open(end, base, Hour::Part(part), "part of a day");
            }
            if let Some((end, day)) = self.day_number(j + 1).filter(|(end, _)| !self.lower_noun(*end)) {
                return open(end, Base::Named(What::DayOfMonth(day), Which::Bare), Hour::Part(part), "part of a day");
            }
        }
        // Alone only where the words around make it a time.
        let bare = the > i && !self.lower_noun(j) && !self.is(j, &[f.of])
            || hours && the > i
            || (self.is_prefixed_by(i, &[f.at, f.by]) || self.edge_before(i)) && !self.lower_noun(j);
        if bare { open(j, Base::Open, Hour::Part(part), "bare part of day") } else { None }
    }
}

impl Lexeme {
    /// A point before the decimals of a number.
    fn glued_number(&self, next: &Self) -> bool {
        self.glued && next.glued && next.kind == Kind::Number
    }
}

fn clock(hour: i32, minute: Option<i32>, second: Option<i32>) -> Hour {
    Hour::Clock(hour as u8, minute.map(|m| m as u8), second.map(|s| s as u8))
}
