//! Times of day: clocks, parts of the day, and the dates beside them.

use super::super::super::lexeme::Kind;
use super::super::calendar::Unit;
use super::super::lexicon::{Direction, Role};
use super::super::reading::{Base, From, Hour, What, When, Which};
use super::{Found, Scan};

impl Scan<'_> {
    /// A clock and the date behind it, if there is one: "3.15pm on Friday".
    pub(super) fn clock_first(&self, i: usize) -> Option<(usize, When, &'static str)> {
        let (end, hour, zone) = self.clock(i)?;
        let f = self.fixed;
        let mut j = self.comma(end);
        j += usize::from(self.is(j, &[f.on]));
        let date = self
            .numeric(j)
            .or_else(|| self.absolute(j))
            .or_else(|| self.relative(j).filter(|(_, base, _)| day_like(base)))
            .filter(|(to, ..)| *to > j && !matches!(self.at(end).kind, Kind::Edge));
        if let Some((to, base, _)) = date
            && day_like(&base)
        {
            return Some((to, When { base, hour: Some(hour), zone }, "clock and date"));
        }
        // "10 o'clock in the morning"
        if self.is(end, &[f.in_])
            && self.is(end + 1, &[f.the])
            && let Some(part) = self.part(end + 2)
        {
            let hour = afternoon(hour, Some(Hour::Part(part)));
            return Some((end + 3, When { base: Base::Open, hour: Some(hour), zone }, "clock and part of day"));
        }
        // "10:30 this morning"
        if let Some((to, when, _)) = self.part_first(j)
            && j == end
        {
            return Some((to, When { hour: Some(afternoon(hour, when.hour)), zone, ..when }, "clock and part of day"));
        }
        Some((end, When { base: Base::Open, hour: Some(hour), zone }, "clock"))
    }

    /// "5 p.m.", "17:30", "3.15pm", "noon", "10 o'clock", "0530 GMT", with the zone.
    pub(super) fn clock(&self, i: usize) -> Option<(usize, Hour, Option<&'static str>)> {
        if let Some(hour) = self.role(i, |r| if let Role::Clock(h) = r { Some(*h) } else { None }) {
            return Some((i + 1, Hour::Clock(hour, Some(0), None), None));
        }
        let f = self.fixed;
        let first = self.at(i);
        if first.kind != Kind::Number
            || first.glued && (self.before(i).is_word() || self.before(i).is(':') || self.before(i).glued_sign())
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
            if self.half_of_day(end).is_none() && self.zone(end).is_none() {
                return None;
            }
        } else if let Some(h) = first.whole(1..=2) {
            hour = h;
            let o_clock =
                self.is(end, &[f.o]) && matches!(self.at(end + 1).kind, Kind::Mark('\'' | '’')) && self.is(end + 2, &[f.clock]);
            if o_clock {
                end += 3;
            } else if self.half_of_day(end).is_none() {
                return None;
            }
        } else if let Some(h) = first.whole(4..=4) {
            // 0530 GMT, 1530 hours
            let hours = self.is(end, &[f.hours]) && !self.at(end).glued;
            if self.zone(end).is_none() && !hours {
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

    /// "am", "p.m.": the lexeme after it, and whether it is after noon.
    fn half_of_day(&self, i: usize) -> Found<bool> {
        let f = self.fixed;
        if self.is(i, &[f.am, f.pm]) {
            return Some((i + 1, self.is(i, &[f.pm])));
        }
        let dotted = self.is(i, &[f.a, f.p]) && self.at(i + 1).is('.') && self.at(i + 1).glued && self.is(i + 2, &[f.m]);
        if !dotted {
            return None;
        }
        let dot = self.at(i + 3).is('.') && self.at(i + 3).glued;
        Some((i + 3 + usize::from(dot), self.is(i, &[f.p])))
    }

    /// "GMT", "EST", "(0930 GMT)": capitals alone.
    fn zone(&self, i: usize) -> Found<&'static str> {
        let upper = self.at(i).is_word() && self.at(i).span.of(self.text).bytes().all(|b| b.is_ascii_uppercase());
        let zone = self.role(i, |r| if let Role::Zone(z) = r { Some(*z) } else { None })?;
        upper.then_some((i + 1, zone))
    }

    /// A time of day right behind a date: "Friday **at 3pm**", "Tuesday **night**".
    pub(super) fn hour_after(&self, i: usize) -> Option<(usize, Hour, Option<&'static str>)> {
        let f = self.fixed;
        if let Some(part) = self.part(i) {
            return Some((i + 1, Hour::Part(part), None));
        }
        if self.is(i, &[f.at]) || self.at(i).is(',') {
            let (end, hour, zone) = self.clock(i + 1)?;
            return matches!(hour, Hour::Clock(..)).then_some((end, hour, zone));
        }
        let (end, hour, zone) = self.clock(i)?;
        Some((end, hour, zone))
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
        if self.is(j, &[f.of, f.on]) {
            let date = self.absolute(j + 1).or_else(|| self.numeric(j + 1)).or_else(|| self.relative(j + 1));
            if let Some((end, base, _)) = date.filter(|(_, base, _)| day_like(base)) {
                return open(end, base, Hour::Part(part), "part of a day");
            }
            if let Some((end, day)) = self.day_number(j + 1).filter(|(end, _)| !self.lower_noun(*end)) {
                return open(end, Base::Named(What::DayOfMonth(day), Which::Bare), Hour::Part(part), "part of a day");
            }
        }
        // Alone only where the words around make it a time.
        let bare = the > i && !self.lower_noun(j) && !self.is(j, &[f.of])
            || hours && the > i
            || self.is_prefixed_by(i, &[f.at, f.by]) && !self.lower_noun(j);
        if bare { open(j, Base::Open, Hour::Part(part), "bare part of day") } else { None }
    }
}

fn clock(hour: i32, minute: Option<i32>, second: Option<i32>) -> Hour {
    Hour::Clock(hour as u8, minute.map(|m| m as u8), second.map(|s| s as u8))
}

/// "8:30 tonight" is after noon.
fn afternoon(hour: Hour, part: Option<Hour>) -> Hour {
    match (hour, part) {
        (Hour::Clock(h, m, s), Some(Hour::Part("AF" | "EV" | "NI"))) if h < 12 => Hour::Clock(h + 12, m, s),
        _ => hour,
    }
}

/// Whether a base is a single day.
fn day_like(base: &Base) -> bool {
    match base {
        Base::At(moment) => moment.as_day().is_some(),
        Base::Named(what, _) => matches!(what, What::MonthDay(..) | What::DayOfMonth(_) | What::Weekday(_) | What::Holiday(_)),
        Base::Shift(unit, ..) => *unit == Unit::Day,
        Base::FromDay(unit, ..) => *unit == Unit::Day,
        Base::Open => false,
    }
}
