//! Dates that point: "last week", "next March", "the third quarter", "the 1990s", "Christmas Eve".

use std::sync::LazyLock;

use super::super::super::lexeme::Kind;
use super::super::super::number;
use super::super::calendar::{Moment, Season, Unit};
use super::super::holiday::Rule;
use super::super::lexicon::{Direction, Role};
use super::super::reading::{Base, From, What, Which};
use super::{Found, Scan};
use crate::syntax::hash;

type Pointed = Option<(usize, Base, &'static str)>;

impl Scan<'_> {
    /// "yesterday", "last week", "this Friday", "the next day", "that year", "the week".
    pub(super) fn relative(&self, i: usize) -> Pointed {
        let f = self.fixed;
        if let Some(days) = self.role(i, |r| if let Role::Day(d) = r { Some(i32::from(*d)) } else { None }) {
            return Some((i + 1, Base::Shift(Unit::Day, days, From::Now), "day"));
        }
        // "this past weekend", "this coming Friday"
        let this = self.is(i, &[f.this]) && matches!(self.direction(i + 1), Some(Direction::Past | Direction::Coming));
        let i = i + usize::from(this);
        let the = i + usize::from(self.is(i, &[f.the]));
        if let Some((end, unit, n, from)) = self.pointed(i) {
            let direction = self.direction(the);
            // "the past week", "the last decade": a length of time up to now.
            let length = direction == Some(Direction::Past) && !this
                || the > i && direction == Some(Direction::Last) && unit != Unit::Century && unit != Unit::Quarter
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
        // "the week of April 10th", "the week beginning Monday"
        if self.is(the, &[f.week, f.weekend])
            && self.is(the + 1, &[f.of, f.beginning, f.starting])
            && let on = the + 2 + usize::from(self.is(the + 2, &[f.on]))
            && let Some((end, base, _)) = self.absolute(on).or_else(|| self.feast(on))
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

    /// "the quarter **ended** Dec. 31", "the fiscal year ended June 30, 1997": told by its last day, which is read after it.
    fn ended(&self, i: usize) -> Pointed {
        let f = self.fixed;
        let fiscal = self.is(i, &[f.fiscal, f.financial]);
        let at = i + usize::from(fiscal);
        let (unit @ (Unit::Quarter | Unit::Year), false) = self.unit(at)? else { return None };
        if !self.is(at + 1, &[f.ended, f.ending]) {
            return None;
        }
        let on = at + 2 + usize::from(self.is(at + 2, &[f.on]));
        let (_, last) = self.month_and_day(on).or_else(|| self.day_and_month(on))?;
        let quarter = |month: u8| month.div_ceil(3);
        let base = match (unit, last) {
            (Unit::Quarter, Base::At(day)) => Base::At(Moment::Quarter(day.year(), quarter(day.month()?))),
            (_, Base::At(day)) if fiscal => Base::At(Moment::Fiscal(day.year())),
            (_, Base::At(day)) => Base::At(Moment::Year(day.year())),
            (Unit::Quarter, Base::Named(What::MonthDay(month, _), which)) => Base::Named(What::Quarter(quarter(month)), which),
            (_, Base::Named(what, which)) => Base::FromDay(Unit::Year, 0, what, which),
            _ => return None,
        };
        Some((at + 1, base, "unit by its last day"))
    }

    /// "year-end", "month's end", "the quarter's end".
    fn end_of_unit(&self, i: usize) -> Pointed {
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

    /// "the third quarter of 1989", "Q3 2024", "second half", "2024-Q1", "first-half".
    pub(super) fn quarter(&self, i: usize) -> Pointed {
        let f = self.fixed;
        let of_year = |what: What, end: usize, rule| Some(self.in_year(what, end, rule));
        // Q3, 3Q24
        if let Some(year) = self.at(i).whole(4..=4).filter(|year| (1900..2100).contains(year)) {
            // "2017 Q1", "2018Q4", "2019-H2"
            let j = self.dash(i + 1);
            let n = self.at(j + 1).whole(1..=1).filter(|n| (1..=4).contains(n) && self.at(j + 1).glued).map(|n| n as u8);
            let what = match n {
                Some(n) if self.is(j, &[f.q1]) => Some(What::Quarter(n)),
                Some(n @ 1..=2) if self.is(j, &[f.h]) && self.at(j).capital => Some(What::Half(n)),
                _ => None,
            };
            if let Some(what) = what {
                return Some((j + 2, Base::Named(what, Which::Year(year)), "quarter of a year"));
            }
        }
        if self.is(i, &[f.q1]) && self.at(i + 1).glued {
            let n = self.at(i + 1).whole(1..=1).filter(|n| (1..=4).contains(n))?;
            return of_year(What::Quarter(n as u8), i + 2, "quarter");
        }
        if let Some(n) = self.at(i).whole(1..=1).filter(|n| (1..=4).contains(n))
            && self.is(i + 1, &[f.q1])
            && self.at(i + 1).glued
        {
            return of_year(What::Quarter(n as u8), i + 2, "quarter");
        }
        if self.is(i, &[f.h]) && self.at(i).capital && self.at(i + 1).glued {
            let n = self.at(i + 1).whole(1..=1).filter(|n| (1..=2).contains(n))?;
            return self.year(i + 2).map(|_| self.in_year(What::Half(n as u8), i + 2, "half"));
        }
        let mut j = i + usize::from(
            self.is(i, &[f.the]) || self.is(i, &[f.its, f.their, f.his, f.her, f.our]) && self.is(i + 1, &[f.fiscal]),
        );
        // "the 1998 first quarter", "1997's second quarter"
        let year = self.year(j).map(|(to, year)| {
            let own = matches!(self.at(to).kind, Kind::Mark('\'' | '’')) && self.is(to + 1, &[f.s]) && self.at(to + 1).glued;
            (if own { to + 2 } else { to }, year)
        });
        let year = year.filter(|(to, _)| number::ordinal(self.lexemes, *to).is_some());
        j = year.map_or(j, |(to, _)| to);
        let fiscal = self.is(j, &[f.fiscal]);
        j += usize::from(fiscal);
        let (mut k, n) = match number::ordinal(self.lexemes, j) {
            Some(found) => found,
            None if self.is(j, &[f.latter]) => (j + 1, 2),
            None if self.is(j, &[f.final_]) => (j + 1, 4),
            None => return None,
        };
        k += usize::from(self.is(k, &[f.fiscal]));
        let k = self.dash(k);
        let what = if self.is(k, &[f.quarter, f.qtr]) && (1..=4).contains(&n) {
            if fiscal { What::FiscalQuarter(n) } else { What::Quarter(n) }
        } else if self.is(k, &[f.half])
            && (1..=2).contains(&n)
            && (k > j + 1 || self.is(k + 1, &[f.of]) || !self.at(k + 1).is_word())
        {
            // "the second half" is a time only where a year or a period follows: else it is football.
            let of = k + 1 + usize::from(self.is(k + 1, &[f.of]));
            let of_the_year = of > k + 1 && self.is(of, &[f.the]) && self.is(of + 1, &[f.year]);
            if n == 2 && self.is(j, &[f.latter])
                || of_the_year
                || self.in_report(j)
                || self.year(k + 1 + usize::from(self.is(k + 1, &[f.of]))).is_some()
                || self.pointed(k + 1 + usize::from(self.is(k + 1, &[f.of]))).is_some()
                || self.at(k - 1).is_dash()
            {
                What::Half(n)
            } else {
                return None;
            }
        } else {
            return None;
        };
        let end = k + 1;
        if let Some((_, year)) = year {
            return Some((end, Base::Named(what, Which::Year(year)), "quarter of a year"));
        }
        of_year(what, end, "quarter")
    }

    /// Whether the sentence round lexeme `i` reports figures, so that "the first half" is no half of a match.
    fn in_report(&self, i: usize) -> bool {
        let around = |l: &&super::Lexeme| l.kind != Kind::Edge;
        let before = self.lexemes[..i].iter().rev().take(REACH).take_while(around);
        let after = self.lexemes.get(i..).unwrap_or(&[]).iter().take(REACH).take_while(around);
        before.chain(after).any(|l| l.is_word() && REPORTED.contains(&l.hash))
    }

    /// The year behind a quarter, a season or a feast.
    fn in_year(&self, what: What, end: usize, rule: &'static str) -> (usize, Base, &'static str) {
        let f = self.fixed;
        let of = end + usize::from(self.is(end, &[f.of, f.in_]));
        let fiscal = of + usize::from(self.is(of, &[f.fiscal]));
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
    pub(super) fn named_season(&self, i: usize) -> Pointed {
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
    pub(super) fn feast(&self, i: usize) -> Pointed {
        let (end, rule) = self.holidays.find(self.lexemes, i)?;
        if let Rule::Once(..) = rule {
            let day = rule.day(0)?;
            return Some((end, Base::At(Moment::Day(day)), "named day"));
        }
        // "New York", "Easter Island": a longer name.
        let next = self.at(end);
        if next.is_word() && next.capital && self.month(end).is_none() && self.weekday(end).is_none() {
            return None;
        }
        Some(self.in_year(What::Holiday(rule), end, "named day"))
    }

    /// "the 1990s", "the '90s", "the nineties", "1980's".
    pub(super) fn decade(&self, i: usize) -> Pointed {
        let f = self.fixed;
        let the = i + usize::from(self.is(i, &[f.the]));
        // "the late 1980s", "the mid-'90s" with the article before the edge
        let mut j = the;
        let quote = matches!(self.at(j).kind, Kind::Mark('\'' | '’' | '‘'));
        j += usize::from(quote);
        let number = self.at(j);
        let suffix = j + 1 + usize::from(matches!(self.at(j + 1).kind, Kind::Mark('\'' | '’')));
        let plural = self.is(suffix, &[f.s]) && self.at(suffix).glued && self.at(j + 1).glued;
        if plural && !number.glued_to_sign(self.before(j)) {
            let end = suffix + 1;
            if number.glued && self.before(j).is_dash() && !self.edge_before(j) {
                return None;
            }
            if let Some(year) = number.whole(3..=4).filter(|y| (100..2200).contains(y)) {
                if let Some((to, true)) = self.era(end) {
                    return Some((to, Base::At(Moment::Decade(-year / 10)), "decade"));
                }
                if year < 1000 {
                    return None;
                }
                return Some((end, Base::At(Moment::Decade(year / 10)), "decade"));
            }
            let tens = number.whole(2..=2).filter(|n| n % 10 == 0)?;
            // "in his 40s" is an age.
            if self.is_prefixed_by(i, &[f.his, f.her, f.their, f.its, f.our]) {
                return None;
            }
            return (quote || the > i || self.edge_before(i)).then_some((
                end,
                Base::Named(What::Decade((tens / 10) as u8), Which::Bare),
                "decade",
            ));
        }
        if the > i || self.edge_before(i) {
            let tens = DECADES.iter().position(|&word| crate::syntax::hash(word) == self.word(the))?;
            return Some((the + 1, Base::Named(What::Decade(tens as u8 + 2), Which::Bare), "decade"));
        }
        None
    }

    /// "the 19th century", "the fourth century BC".
    pub(super) fn century(&self, i: usize) -> Pointed {
        let f = self.fixed;
        let the = i + usize::from(self.is(i, &[f.the]));
        let (j, n) = number::ordinal(self.lexemes, the)?;
        let j = self.dash(j);
        let (Unit::Century, _) = self.unit(j)? else { return None };
        if let Some((end, true)) = self.era(j + 1) {
            return Some((end, Base::At(Moment::Century(1 - i32::from(n))), "century"));
        }
        Some((j + 1, Base::At(Moment::Century(i32::from(n) - 1)), "century"))
    }

    /// The other half of a range in short form: "March 3-**5**", "1985-**86**", "Nov 24 and **25**".
    pub(super) fn short_form(&self, last: &super::Expression) -> Option<super::Expression> {
        let super::Reading::When(when) = last.reading else { return None };
        let f = self.fixed;
        let i = last.to;
        // "from 7 to **9**"
        if let Some(super::Hour::Clock(first, None, None)) = when.hour {
            let joint = self.at(i).is_dash() || self.is(i, &[f.to, f.and, f.until, f.till]);
            let hour = self.at(i + 1).whole(1..=2).filter(|h| (1..=24).contains(h) && joint)?;
            // "7 to 7:30", "7 to 9pm" say more than an hour.
            let more = matches!(self.at(i + 2).kind, Kind::Mark(':' | '.')) && self.at(i + 3).kind == Kind::Number
                || self.at(i + 2).glued && self.at(i + 2).is_word();
            if more || !self.is_prefixed_by(i - 1, &[f.from, f.between]) || self.plural_noun(i + 2) || self.at(i + 2).is('%') {
                return None;
            }
            let hour = super::Hour::Clock(if hour < i32::from(first) && hour <= 12 { hour + 12 } else { hour } as u8, None, None);
            let on = i + 2 + usize::from(self.is(i + 2, &[f.on]));
            let day = self.relative(on).or_else(|| self.absolute(on)).or_else(|| self.numeric(on));
            let (to, base) = day.map_or((i + 2, when.base), |(to, base, _)| (to, base));
            let reading = super::Reading::When(super::When { base, hour: Some(hour), zone: None });
            return Some(self.found(i + 1, to, reading, "clock after a clock"));
        }
        if when.hour.is_some() {
            return None;
        }
        // ", or 19th"
        let i = i + usize::from(self.at(i).is(',') && self.is(i + 1, &[f.and, f.or]));
        let dash = self.at(i).is_dash();
        let joined = dash || self.is(i, &[f.and, f.to, f.or, f.through]) || self.at(i).is(',');
        let j = i + 1;
        let next = self.at(j);
        if !joined || next.kind != Kind::Number {
            return None;
        }
        let make = |to, base, rule| {
            let when = super::When { base, hour: None, zone: None };
            Some(self.found(j, to, super::Reading::When(when), rule))
        };
        match when.base {
            Base::At(Moment::Year(year)) if dash && next.glued && self.at(i).glued => {
                let short = next.whole(2..=2)?;
                let next_is_measure = self.at(j + 1).glued && (self.at(j + 1).is_word() || self.at(j + 1).is_dash());
                (year % 100 < short && !next_is_measure).then_some(())?;
                make(j + 1, Base::At(Moment::Year(year - year % 100 + short)), "short year")
            }
            Base::At(Moment::Day(day)) if self.at(i.saturating_sub(1)).digits <= 2 => {
                let (to, date) = self.short_day(j, i)?;
                let base = super::super::calendar::day(i32::from(day.year()), day.month() as u8, date)?;
                make(to, Base::At(Moment::Day(base)), "short day")
            }
            Base::Named(What::MonthDay(month, first), which) => {
                let (to, date) = self.short_day(j, i)?;
                if date <= first {
                    return None;
                }
                // "March 3-5, 2025": the year stands behind both.
                if let Some((to, year)) = self.year(self.comma(to)) {
                    return make(to, super::date::placed(What::MonthDay(month, date), year), "short day");
                }
                make(to, Base::Named(What::MonthDay(month, date), which), "short day")
            }
            _ => None,
        }
    }

    /// A day of the month without its month: no noun may follow that it could count.
    fn short_day(&self, j: usize, joint: usize) -> Found<u8> {
        let (to, date) = self.day_number(j)?;
        let next = self.at(to);
        let counted = self.plural_noun(to)
            || self.month(to).is_some()
            || self.is(to, &[self.fixed.of]) && self.month(to + 1).is_some()
            || self.unit(to).is_some()
            || next.is('%')
            || number::scale(next).is_some();
        let listed = self.at(joint).is(',') && !(self.is(to, &[self.fixed.and]) || self.at(to).is(','));
        (!counted && !listed).then_some((to, date))
    }
}

/// No report is looked for further than this.
const REACH: usize = 24;

/// Words of reports on business and the economy.
static REPORTED: LazyLock<[u64; 16]> = LazyLock::new(|| {
    [
        "profit",
        "profits",
        "sales",
        "earnings",
        "revenue",
        "revenues",
        "income",
        "exports",
        "imports",
        "inflation",
        "economy",
        "gdp",
        "output",
        "turnover",
        "dividend",
        "ebitda",
    ]
    .map(hash)
});

const DECADES: [&str; 8] = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];

impl super::Lexeme {
    /// Stands right behind a sign that makes it money or a code.
    fn glued_to_sign(&self, before: &Self) -> bool {
        self.glued && before.glued_sign()
    }

    /// A sign that belongs to the number right behind it.
    pub(super) fn glued_sign(&self) -> bool {
        matches!(self.kind, Kind::Mark('$' | '€' | '£' | '¥' | '₹' | '#' | '+' | '@' | '.'))
    }
}
