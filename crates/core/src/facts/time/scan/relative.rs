//! Dates that point: "last week", "next March", "the third quarter", "the 1990s", "Christmas Eve".

use super::super::super::lexeme::Kind;
use super::super::calendar::Moment;
use super::super::holiday::Rule;
use super::super::lexicon::{Direction, Role};
use super::super::reading::{Base, From, What, Which};
use super::super::unit::{Season, Unit};
use super::{Dated, Found, Scan};

impl Scan<'_> {
    /// "yesterday", "last week", "this Friday", "the next day", "that year", "the week".
    pub(super) fn relative(&self, i: usize) -> Dated {
        let f = self.fixed;
        if let Some(days) = self.role(i, |r| if let Role::Day(d) = r { Some(i32::from(*d)) } else { None }) {
            return Some((i + 1, Base::Shift(Unit::Day, days, From::Now), "day"));
        }
        // "this past weekend", "this coming Friday"
        let this = self.is(i, &[f.this]) && matches!(self.direction(i + 1), Some(Direction::Past | Direction::Coming));
        let i = i + usize::from(this);
        let the = i + usize::from(self.is(i, &[f.the]));
        // "the week after next"
        if the > i
            && let Some((unit @ (Unit::Week | Unit::Weekend | Unit::Month | Unit::Year), false)) = self.unit(the)
            && let Some((end, n)) = self.one_further(the + 1)
        {
            return Some((end, Base::Shift(unit, n, From::Now), "the unit after next"));
        }
        // "the year to date", "year-to-date"
        let to = self.dash(the + 1);
        if let Some((unit @ (Unit::Quarter | Unit::Year | Unit::Month | Unit::Week), false)) = self.unit(the)
            && self.is(to, &[f.to])
            && self.is(self.dash(to + 1), &[f.date])
        {
            return Some((self.dash(to + 1) + 1, Base::Shift(unit, 0, From::Now), "unit to date"));
        }
        if let Some((end, unit, n, from)) = self.pointed(i) {
            let direction = self.direction(the);
            // "the past week", "the last decade": a length of time up to now.
            let edge =
                i >= 2 && self.is(i - 1, &[f.of]) && self.role(i - 2, |r| matches!(r, Role::EdgeOf(_)).then_some(())).is_some();
            let length = direction == Some(Direction::Past) && !this && !edge
                || the > i
                    && direction == Some(Direction::Last)
                    && end == the + 2
                    && unit != Unit::Century
                    && unit != Unit::Quarter
                || the > i && matches!(direction, Some(Direction::Next | Direction::Coming)) && unit == Unit::Decade;
            // "next day delivery", "current account": the word for the unit must end there.
            if length || self.at(end).is_dash() && self.at(end).glued || unit < Unit::Day {
                return None;
            }
            return Some((end, Base::Shift(unit, n, from), "pointed unit"));
        }
        if let Some(direction) = self.direction(the) {
            let which = match direction {
                Direction::Last | Direction::Latest | Direction::Past => Which::Last,
                Direction::This | Direction::Current => Which::This,
                Direction::Next | Direction::Coming => Which::Next,
                Direction::Previous => Which::Previous,
                Direction::Following => Which::Following,
                Direction::Same => Which::Same,
            };
            let (end, what) = self.nameable(the + 1)?;
            // "this Friday 5/12"
            if let (What::Weekday(_), Some((to, base, rule))) = (what, self.slashed_day(end)) {
                return Some((to, base, rule));
            }
            return Some((end, Base::Named(what, which), "pointed name"));
        }
        // "year-earlier", "year-ago"
        if the < self.lexemes.len()
            && self.is(the, &[f.year])
            && self.at(the + 1).is_dash()
            && let Some(super::super::lexicon::Shift::Earlier | super::super::lexicon::Shift::Ago) = self.shift(the + 2)
        {
            let noun = self.is(the + 3, &[f.quarter, f.period, f.month, f.day]);
            // Five quarters back is the last quarter that is over, a year before.
            let (unit, n) = if self.is(the + 3, &[f.quarter]) { (Unit::Quarter, -5) } else { (Unit::Year, -1) };
            return (noun || the == i)
                .then(|| (the + 3 + usize::from(noun), Base::Shift(unit, n, From::ToldGrain), "year-earlier"));
        }
        if let Some(found) = self.end_of_unit(i) {
            return Some(found);
        }
        // "the day before yesterday", "the day after tomorrow", "the day before"
        // "the year before", "the week after": the end of a phrase.
        if the > i
            && self.is(the + 1, &[f.before, f.after])
            && matches!(self.at(the + 2).kind, Kind::Mark(_) | Kind::Edge)
            && let Some((unit @ (Unit::Week | Unit::Month | Unit::Year), false)) = self.unit(the)
        {
            let sign = if self.is(the + 1, &[f.before]) { -1 } else { 1 };
            return Some((the + 2, Base::Shift(unit, sign, From::Told), "the unit before"));
        }
        if the > i && self.is(the, &[f.day]) {
            let sign = if self.is(the + 1, &[f.before]) { -1 } else { 1 };
            if self.is(the + 1, &[f.before, f.after]) {
                if let Some(days) = self.role(the + 2, |r| if let Role::Day(d) = r { Some(i32::from(*d)) } else { None }) {
                    return Some((the + 3, Base::Shift(Unit::Day, days + sign, From::Now), "day beside a day"));
                }
                if !self.at(the + 2).is_word() {
                    return Some((the + 2, Base::Shift(Unit::Day, sign, From::Told), "day beside the last"));
                }
            }
        }
        if the > i && self.is(the, &[f.weekend]) && !self.is(the + 1, &[f.of]) {
            return Some((the + 1, Base::Shift(Unit::Weekend, 0, From::Near), "the weekend"));
        }
        if let Some(found) = self.ended(the).filter(|_| the > i) {
            return Some(found);
        }
        // "week 3 of 2027", "calendar week 23 of 2027"
        let week = the + usize::from(self.is(the, &[f.calendar]));
        if self.is(week, &[f.week])
            && let Some(number) = self.at(week + 1).whole(1..=2).filter(|n| (1..=53).contains(n))
        {
            let of = self.comma(week + 2) + usize::from(self.is(week + 2, &[f.of, f.in_]));
            if let Some((end, year)) = self.year(of) {
                return Some((end, Base::At(Moment::Week(year, number as u8)), "week of a year"));
            }
        }
        // "the week of April 10th", "the week beginning Monday"
        if self.is(the, &[f.week, f.weekend])
            && self.is(the + 1, &[f.of, f.beginning, f.starting])
            && let on = the + 2 + usize::from(self.is(the + 2, &[f.on]))
            && let Some((end, base, _)) = self.absolute(on).or_else(|| self.feast(on)).or_else(|| self.day_of_week_told(on))
        {
            let unit = if self.is(the, &[f.week]) { Unit::Week } else { Unit::Weekend };
            let base = match base {
                Base::At(moment) => Base::At(moment.as_day().and_then(|_| moment.shift(unit, 0))?),
                Base::Named(what, which) => Base::FromDay(unit, 0, what, which),
                _ => return None,
            };
            return Some((end, base, "week of a day"));
        }
        // "for the quarter", "during the year"
        if the > i
            && self.is_prefixed_by(i, &[f.for_, f.during, f.throughout])
            && !self.lower_noun(the + 1)
            && !self.is(the + 1, &[f.of])
            && let Some((unit @ (Unit::Quarter | Unit::Year | Unit::Month | Unit::Week), false)) = self.unit(the)
        {
            return Some((the + 1, Base::Shift(unit, 0, From::Near), "the unit"));
        }
        // "the end of the year", "by the end of the month"
        if self.is_prefixed_by(i, &[f.of, f.in_]) {
            let (unit, false) = self.unit(the)? else { return None };
            let edge = self.is_prefixed_by(i, &[f.of])
                && i >= 2
                && self.role(i - 2, |r| matches!(r, Role::EdgeOf(_)).then_some(())).is_some()
                || i >= 2 && self.is(i - 2, &[f.earlier, f.later, f.early, f.late, f.part]);
            let whole = unit >= Unit::Week && unit <= Unit::Year && unit != Unit::Fortnight;
            if edge
                && (the > i || whole && !self.lower_noun(the + 1))
                && (whole || unit == Unit::Day || unit == Unit::Decade || unit == Unit::Century)
                && !self.is(the + 1, &[f.of])
            {
                return Some((the + 1, Base::Shift(unit, 0, From::Now), "running unit"));
            }
        }
        None
    }

    /// "year-end", "month's end", "the quarter's end".
    fn end_of_unit(&self, i: usize) -> Dated {
        let f = self.fixed;
        let the = i + usize::from(self.is(i, &[f.the]));
        if let Some(unit) = self.role(the, |r| if let Role::UnitEnd(unit) = r { Some(*unit) } else { None }) {
            return Some((the + 1, Base::Shift(unit, 0, From::Now), "end of a unit"));
        }
        let (unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year), false) = self.unit(the)? else { return None };
        let dash = self.at(the + 1).is_dash() && self.is(the + 2, &[f.end]);
        let own =
            matches!(self.at(the + 1).kind, Kind::Mark('\'' | '’')) && self.is(the + 2, &[f.s]) && self.is(the + 3, &[f.end]);
        if !dash && !own {
            return None;
        }
        Some((the + if dash { 3 } else { 4 }, Base::Shift(unit, 0, From::Now), "end of a unit"))
    }

    /// "the week of **the 18th**".
    fn day_of_week_told(&self, i: usize) -> Dated {
        let the = i + usize::from(self.is(i, &[self.fixed.the]));
        let (end, day) = self.ordinal(the).filter(|n| (1..=31).contains(&n.1))?;
        let named = Base::Named(What::DayOfMonth(day), Which::Bare);
        (self.at(the).kind == Kind::Number && !self.lower_noun(end)).then_some((end, named, "day of the month"))
    }

    /// What "last" and "next" can stand before: a weekday, a month, a season, a quarter, a feast.
    fn nameable(&self, i: usize) -> Found<What> {
        if let Some((end, (weekday, doubtful))) = self.weekday(i) {
            return (!doubtful || self.at(i).capital).then_some((end, What::Weekday(weekday)));
        }
        if let Some((end, (month, _))) = self.month(i) {
            if !self.at(i).capital && self.month(i).is_some_and(|m| m.1.1) && [3, 5].contains(&month) {
                return None;
            }
            return match self.day_number(end) {
                Some((to, day)) => Some((to, What::MonthDay(month, day))),
                None => Some((end, What::Month(month))),
            };
        }
        if let Some(season) = self.season(i) {
            return Some((i + 1, What::Season(season)));
        }
        self.holidays.find(self.lexemes, i).map(|(end, rule)| (end, What::Holiday(rule)))
    }

    /// The year behind a quarter, a season or a feast.
    pub(super) fn in_year(&self, what: What, end: usize, rule: &'static str) -> (usize, Base, &'static str) {
        let f = self.fixed;
        let of = end + usize::from(self.is(end, &[f.of, f.in_]));
        let fiscal = of + usize::from(self.is(of, &[f.fiscal]));
        if let (What::Quarter(n) | What::FiscalQuarter(n), Some((to, year))) = (what, self.fiscal_year(of).filter(|_| self.is(of, &[f.fy]))) {
            return (to, Base::Named(What::FiscalQuarter(n), Which::Year(year)), rule);
        }
        for j in [fiscal, self.comma(end), self.dash(end)] {
            if let Some((to, year)) = self.year_and_era(j) {
                return (to, Base::Named(what, Which::Year(year)), rule);
            }
        }
        if let Some((to, year)) = self.said_year(of) {
            return (to, Base::Named(what, Which::Year(year)), rule);
        }
        if let Some((to, Unit::Year, n, from)) = self.pointed(of) {
            return (to, Base::Named(what, Which::In(Unit::Year, n, from)), rule);
        }
        if of > end && self.is(of, &[f.the]) && self.is(of + 1, &[f.year]) {
            return (of + 2, Base::Named(what, Which::In(Unit::Year, 0, From::Now)), rule);
        }
        (end, Base::Named(what, Which::Bare), rule)
    }

    /// "the summer of 1955", "winter", "spring 2008".
    pub(super) fn named_season(&self, i: usize) -> Dated {
        let f = self.fixed;
        let the = i + usize::from(self.is(i, &[f.the]));
        let season = self.season(the)?;
        let found = self.in_year(What::Season(season), the + 1, "season");
        if found.0 > the + 1 {
            return Some(found);
        }
        // "the fall of the wall", "spring water", "they fall": a bare season needs "in" or "the" and no noun behind.
        let placed = the > i
            || self.is_prefixed_by(i, &[f.in_, f.during, f.since, f.until, f.by, f.early, f.late])
            || self.before(i).is_dash();
        let noun = self.lower_noun(the + 1) || self.is(the + 1, &[f.of]);
        // "summer heat" is of the season; "spring" and "fall" are other things as well, and "Summer Games" are a name.
        if matches!(season, Season::Summer | Season::Winter) {
            let name = self.at(the).capital && self.at(the + 1).is_word() && self.at(the + 1).capital;
            return (!name && !self.is(the + 1, &[f.of])).then_some(found);
        }
        let verb = self.is_prefixed_by(i, &[f.to, f.by]);
        (placed && !noun && !verb).then_some(found)
    }

    /// "Christmas", "Good Friday 2019".
    pub(super) fn feast(&self, i: usize) -> Dated {
        let the = i + usize::from(self.is(i, &[self.fixed.the]));
        let (end, rule) = self.holidays.find(self.lexemes, the)?;
        // "the Easter weekend", but "the Christmas tree"
        if the > i && !self.is(end, &[self.fixed.weekend]) {
            return None;
        }
        if let Rule::Once(..) = rule {
            let day = rule.day(0)?;
            return Some((end, Base::At(Moment::Day(day)), "named day"));
        }
        // "New York", "Easter Island": a longer name.
        let next = self.at(end);
        if next.is_word() && next.capital && self.month(end).is_none() && self.weekday(end).is_none() {
            return None;
        }
        // "the Labor Day weekend"
        if self.is(end, &[self.fixed.weekend]) {
            let (to, base, _) = self.in_year(What::Holiday(rule), end + 1, "named day");
            let Base::Named(what, which) = base else { return None };
            return Some((to, Base::FromDay(Unit::Weekend, 0, what, which), "weekend of a named day"));
        }
        Some(self.in_year(What::Holiday(rule), end, "named day"))
    }
}
