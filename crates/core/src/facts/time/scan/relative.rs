//! Dates that point: "last week", "next March", "the third quarter", "the 1990s", "Christmas Eve".

use super::super::rule_id::Computed;
use super::super::super::lexeme::Kind;
use super::super::calendar::Moment;
use super::super::holiday::Rule;
use super::super::lexicon::{Direction, Role, Shift};
use super::super::reading::{Base, From, What, Which};
use super::super::unit::{Season, Unit};
use super::{Dated, Found, Scan};

impl Scan<'_> {
    /// "yesterday", "last week", "this Friday", "the next day", "that year", "the week".
    pub(super) fn relative(&self, i: usize) -> Dated {
        if let Some(days) = self.days_from_today(i) {
            return Some((i + 1, Base::Shift(Unit::Day, days, From::Now), Computed::Day));
        }
        // "this past weekend", "this coming Friday"
        let f = self.fixed;
        let this = self.is(i, &[f.this]) && matches!(self.direction(i + 1), Some(Direction::Past | Direction::Coming));
        let i = i + usize::from(this);
        let the = i + usize::from(self.is(i, &[f.the]));
        if let Some(found) = self.unit_after_next(the).filter(|_| the > i).or_else(|| self.unit_to_date(the)) {
            return Some(found);
        }
        if let Some(pointed) = self.pointed(i) {
            return self.pointed_unit(i, the, this, pointed);
        }
        if let Some(direction) = self.direction(the) {
            return self.pointed_name(the, direction);
        }
        let dashed = self.is(the, &[f.year]) && self.at(the + 1).is_dash();
        if dashed && matches!(self.shift(the + 2), Some(Shift::Earlier | Shift::Ago)) {
            return self.year_earlier(i, the);
        }
        self.end_of_unit(i)
            .or_else(|| self.beside_unit(the).filter(|_| the > i))
            .or_else(|| self.ended(the).filter(|_| the > i))
            .or_else(|| self.week_told(the))
            .or_else(|| self.unit_near(i, the))
            .or_else(|| self.running_unit(i, the))
    }

    /// The days from today that a word tells: "tomorrow".
    pub(super) fn days_from_today(&self, i: usize) -> Option<i32> {
        self.role(i, |r| if let Role::Day(days) = r { Some(i32::from(*days)) } else { None })
    }

    /// "the **week after next**"
    fn unit_after_next(&self, the: usize) -> Dated {
        let (unit @ (Unit::Week | Unit::Weekend | Unit::Month | Unit::Year), false) = self.unit(the)? else { return None };
        let (end, n) = self.one_further(the + 1)?;
        Some((end, Base::Shift(unit, n, From::Now), Computed::TheUnitAfterNext))
    }

    /// "the **year to date**", "year-to-date"
    fn unit_to_date(&self, the: usize) -> Dated {
        let f = self.fixed;
        let (unit @ (Unit::Quarter | Unit::Year | Unit::Month | Unit::Week), false) = self.unit(the)? else { return None };
        let to = self.dash(the + 1);
        let date = self.dash(to + 1);
        (self.is(to, &[f.to]) && self.is(date, &[f.date])).then_some((date + 1, Base::Shift(unit, 0, From::Now), Computed::UnitToDate))
    }

    /// "last week", "this past weekend", "that year".
    fn pointed_unit(&self, i: usize, the: usize, this: bool, (end, unit, n, from): (usize, Unit, i32, From)) -> Dated {
        let f = self.fixed;
        let direction = self.direction(the);
        let edge = i >= 2 && self.is(i - 1, &[f.of]) && self.is_edge_of(i - 2);
        // "the past week", "the last decade": a length of time up to now.
        let last = direction == Some(Direction::Last) && end == the + 2 && unit != Unit::Century && unit != Unit::Quarter;
        let next = matches!(direction, Some(Direction::Next | Direction::Coming)) && unit == Unit::Decade;
        let length = direction == Some(Direction::Past) && !this && !edge || the > i && (last || next);
        // "next day delivery", "current account": the word for the unit must end there.
        if length || self.at(end).is_dash() && self.at(end).glued || unit < Unit::Day {
            return None;
        }
        Some((end, Base::Shift(unit, n, from), Computed::PointedUnit))
    }

    fn is_edge_of(&self, i: usize) -> bool {
        self.role(i, |r| matches!(r, Role::EdgeOf(_)).then_some(())).is_some()
    }

    /// "this Friday", "last March", "next Christmas".
    fn pointed_name(&self, the: usize, direction: Direction) -> Dated {
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
        if let (What::Weekday(_), Some(found)) = (what, self.slashed_day(end)) {
            return Some(found);
        }
        Some((end, Base::Named(what, which), Computed::PointedName))
    }

    /// "year-earlier", "year-ago", "the year-ago quarter".
    fn year_earlier(&self, i: usize, the: usize) -> Dated {
        let f = self.fixed;
        let noun = self.is(the + 3, &[f.quarter, f.period, f.month, f.day]);
        // Five quarters back is the last quarter that is over, a year before.
        let (unit, n) = if self.is(the + 3, &[f.quarter]) { (Unit::Quarter, -5) } else { (Unit::Year, -1) };
        let end = the + 3 + usize::from(noun);
        (noun || the == i).then_some((end, Base::Shift(unit, n, From::ToldGrain), Computed::YearEarlier))
    }

    /// "the **year before**", "the **day before yesterday**", "the **day after**", "the **weekend**".
    fn beside_unit(&self, the: usize) -> Dated {
        let f = self.fixed;
        let beside = self.is(the + 1, &[f.before, f.after]);
        let sign = if self.is(the + 1, &[f.before]) { -1 } else { 1 };
        if beside
            && matches!(self.at(the + 2).kind, Kind::Mark(_) | Kind::Edge)
            && let Some((unit @ (Unit::Week | Unit::Month | Unit::Year), false)) = self.unit(the)
        {
            return Some((the + 2, Base::Shift(unit, sign, From::Told), Computed::TheUnitBefore));
        }
        if beside && self.is(the, &[f.day]) {
            if let Some(days) = self.days_from_today(the + 2) {
                return Some((the + 3, Base::Shift(Unit::Day, days + sign, From::Now), Computed::DayBesideADay));
            }
            if !self.at(the + 2).is_word() {
                return Some((the + 2, Base::Shift(Unit::Day, sign, From::Told), Computed::DayBesideTheLast));
            }
        }
        let weekend = self.is(the, &[f.weekend]) && !self.is(the + 1, &[f.of]);
        weekend.then_some((the + 1, Base::Shift(Unit::Weekend, 0, From::Near), Computed::TheWeekend))
    }

    /// "week 3 of 2027", "the week of April 10th", "the week beginning Monday".
    fn week_told(&self, the: usize) -> Dated {
        let f = self.fixed;
        let week = the + usize::from(self.is(the, &[f.calendar]));
        if self.is(week, &[f.week])
            && let Some(number) = self.at(week + 1).whole(1..=2).filter(|n| (1..=53).contains(n))
        {
            let of = self.comma(week + 2) + usize::from(self.is(week + 2, &[f.of, f.in_]));
            if let Some((end, year)) = self.year(of) {
                return Some((end, Base::At(Moment::Week(year, number as u8)), Computed::WeekOfAYear));
            }
        }
        if !self.is(the, &[f.week, f.weekend]) || !self.is(the + 1, &[f.of, f.beginning, f.starting]) {
            return None;
        }
        let on = the + 2 + usize::from(self.is(the + 2, &[f.on]));
        let (end, base, _) = self.absolute(on).or_else(|| self.feast(on)).or_else(|| self.day_of_week_told(on))?;
        let unit = if self.is(the, &[f.week]) { Unit::Week } else { Unit::Weekend };
        let base = match base {
            Base::At(moment) => Base::At(moment.as_day().and_then(|_| moment.shift(unit, 0))?),
            Base::Named(what, which) => Base::FromDay(unit, 0, what, which),
            _ => return None,
        };
        Some((end, base, Computed::WeekOfADay))
    }

    /// "for the quarter", "during the year".
    fn unit_near(&self, i: usize, the: usize) -> Dated {
        let f = self.fixed;
        let placed = the > i && self.is_prefixed_by(i, &[f.for_, f.during, f.throughout]);
        if !placed || self.lower_noun(the + 1) || self.is(the + 1, &[f.of]) {
            return None;
        }
        let (unit @ (Unit::Quarter | Unit::Year | Unit::Month | Unit::Week), false) = self.unit(the)? else { return None };
        Some((the + 1, Base::Shift(unit, 0, From::Near), Computed::TheUnit))
    }

    /// "the end of **the year**", "by the end of **the month**", "later in **the year**".
    fn running_unit(&self, i: usize, the: usize) -> Dated {
        let f = self.fixed;
        if !self.is_prefixed_by(i, &[f.of, f.in_]) {
            return None;
        }
        let (unit, false) = self.unit(the)? else { return None };
        let edge = i >= 2
            && (self.is_prefixed_by(i, &[f.of]) && self.is_edge_of(i - 2)
                || self.is(i - 2, &[f.earlier, f.later, f.early, f.late, f.part]));
        let whole = unit >= Unit::Week && unit <= Unit::Year && unit != Unit::Fortnight;
        let told = the > i || whole && !self.lower_noun(the + 1);
        let fits = whole || matches!(unit, Unit::Day | Unit::Decade | Unit::Century);
        (edge && told && fits && !self.is(the + 1, &[f.of])).then_some((the + 1, Base::Shift(unit, 0, From::Now), Computed::RunningUnit))
    }

    /// "year-end", "month's end", "the quarter's end".
    fn end_of_unit(&self, i: usize) -> Dated {
        let f = self.fixed;
        let the = i + usize::from(self.is(i, &[f.the]));
        if let Some(unit) = self.role(the, |r| if let Role::UnitEnd(unit) = r { Some(*unit) } else { None }) {
            return Some((the + 1, Base::Shift(unit, 0, From::Now), Computed::EndOfAUnit));
        }
        let (unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year), false) = self.unit(the)? else { return None };
        let dash = self.at(the + 1).is_dash() && self.is(the + 2, &[f.end]);
        let own =
            matches!(self.at(the + 1).kind, Kind::Mark('\'' | '’')) && self.is(the + 2, &[f.s]) && self.is(the + 3, &[f.end]);
        if !dash && !own {
            return None;
        }
        Some((the + if dash { 3 } else { 4 }, Base::Shift(unit, 0, From::Now), Computed::EndOfAUnit))
    }

    /// "the week of **the 18th**".
    fn day_of_week_told(&self, i: usize) -> Dated {
        let the = i + usize::from(self.is(i, &[self.fixed.the]));
        let (end, day) = self.ordinal(the).filter(|n| (1..=31).contains(&n.1))?;
        let named = Base::Named(What::DayOfMonth(day), Which::Bare);
        (self.at(the).kind == Kind::Number && !self.lower_noun(end)).then_some((end, named, Computed::DayOfTheMonth))
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
    pub(super) fn in_year(&self, what: What, end: usize, rule: Computed) -> (usize, Base, Computed) {
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
        let found = self.in_year(What::Season(season), the + 1, Computed::Season);
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
            return Some((end, Base::At(Moment::Day(day)), Computed::NamedDay));
        }
        // "New York", "Easter Island": a longer name.
        let next = self.at(end);
        if next.is_word() && next.capital && self.month(end).is_none() && self.weekday(end).is_none() {
            return None;
        }
        // "the Labor Day weekend"
        if self.is(end, &[self.fixed.weekend]) {
            let (to, base, _) = self.in_year(What::Holiday(rule), end + 1, Computed::NamedDay);
            let Base::Named(what, which) = base else { return None };
            return Some((to, Base::FromDay(Unit::Weekend, 0, what, which), Computed::WeekendOfANamedDay));
        }
        Some(self.in_year(What::Holiday(rule), end, Computed::NamedDay))
    }
}
