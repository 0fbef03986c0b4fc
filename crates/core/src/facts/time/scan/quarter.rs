//! Quarters and halves of years: "the third quarter of 1989", "Q3 2024", "the quarter ended Dec. 31".

use super::super::rule_id::Computed;
use super::super::super::lexeme::Kind;
use super::super::calendar::Moment;
use super::super::reading::{Base, What, Which};
use super::super::unit::Unit;
use super::{Dated, Scan};

impl Scan<'_> {
    /// "the third quarter of 1989", "Q3 2024", "second half", "2024-Q1", "first-half".
    pub(super) fn quarter(&self, i: usize) -> Dated {
        self.year_and_quarter_code(i)
            .or_else(|| self.quarter_code(i))
            .or_else(|| self.half_code(i))
            .or_else(|| self.quarter_of_pointed_year(i))
            .or_else(|| self.quarter_in_words(i))
    }

    /// "2017 Q1", "2018Q4", "2019-H2".
    fn year_and_quarter_code(&self, i: usize) -> Dated {
        let f = self.fixed;
        let year = self.at(i).whole(4..=4).filter(|year| (1900..2100).contains(year))?;
        let j = self.dash(i + 1);
        let n = self.at(j + 1).whole(1..=1).filter(|n| (1..=4).contains(n) && self.at(j + 1).glued).map(|n| n as u8);
        let what = match n? {
            n if self.is(j, &[f.q1]) => What::Quarter(n),
            n @ 1..=2 if self.is(j, &[f.h]) && self.at(j).capital => What::Half(n),
            _ => return None,
        };
        Some((j + 2, Base::Named(what, Which::Year(year)), Computed::QuarterOfAYear))
    }

    /// "Q3", "3Q", "3Q24".
    fn quarter_code(&self, i: usize) -> Dated {
        let f = self.fixed;
        let number = |j: usize| self.at(j).whole(1..=1).filter(|n| (1..=4).contains(n)).map(|n| n as u8);
        if !self.at(i + 1).glued {
            return None;
        }
        if self.is(i, &[f.q1]) {
            return Some(self.in_year(What::Quarter(number(i + 1)?), i + 2, Computed::Quarter));
        }
        let n = number(i).filter(|_| self.is(i + 1, &[f.q1]))?;
        match self.at(i + 2).whole(2..=2).filter(|_| self.at(i + 2).glued) {
            Some(year) => {
                let which = Which::Year(self.century_of(year));
                Some((i + 3, Base::Named(What::Quarter(n), which), Computed::QuarterOfAYear))
            }
            None => Some(self.in_year(What::Quarter(n), i + 2, Computed::Quarter)),
        }
    }

    /// "H1 2025"
    fn half_code(&self, i: usize) -> Dated {
        if !self.is(i, &[self.fixed.h]) || !self.at(i).capital || !self.at(i + 1).glued {
            return None;
        }
        let n = self.at(i + 1).whole(1..=1).filter(|n| (1..=2).contains(n))?;
        self.year(i + 2).map(|_| self.in_year(What::Half(n as u8), i + 2, Computed::Half))
    }

    /// Whether "'s" stands at `i`.
    fn is_own(&self, i: usize) -> bool {
        matches!(self.at(i).kind, Kind::Mark('\'' | '’')) && self.is(i + 1, &[self.fixed.s]) && self.at(i + 1).glued
    }

    /// "last year's third quarter"
    fn quarter_of_pointed_year(&self, i: usize) -> Dated {
        let f = self.fixed;
        let (to, _, n, from) = self.pointed(i).filter(|(to, unit, ..)| *unit == Unit::Year && self.is_own(*to))?;
        let (k, which) = self.ordinal(to + 2).filter(|n| (1..=4).contains(&n.1))?;
        let noun = self.dash(k);
        let what = if self.is(noun, &[f.quarter]) {
            What::Quarter(which)
        } else if self.is(noun, &[f.half]) && which < 3 {
            What::Half(which)
        } else {
            return None;
        };
        Some((noun + 1, Base::Named(what, Which::In(Unit::Year, n, from)), Computed::QuarterOfAYear))
    }

    /// "the third fiscal quarter", "the 1998 first quarter", "1997's second quarter", "the latter half".
    fn quarter_in_words(&self, i: usize) -> Dated {
        let f = self.fixed;
        let own_fiscal = self.is(i, &[f.its, f.their, f.his, f.her, f.our]) && self.is(i + 1, &[f.fiscal]);
        let mut j = i + usize::from(self.is(i, &[f.the]) || own_fiscal);
        let year = self.year(j).map(|(to, year)| (if self.is_own(to) { to + 2 } else { to }, year));
        let year = year.filter(|(to, _)| self.ordinal(*to).is_some());
        j = year.map_or(j, |(to, _)| to);
        let fiscal = self.is(j, &[f.fiscal]);
        j += usize::from(fiscal);
        let (k, n) = match self.ordinal(j) {
            Some(found) => found,
            None if self.is(j, &[f.latter]) => (j + 1, 2),
            None if self.is(j, &[f.final_]) => (j + 1, 4),
            None => return None,
        };
        let k = self.dash(k + usize::from(self.is(k, &[f.fiscal])));
        // In "the first-quarter loss" the article is of the noun behind.
        if j > i && self.is(i, &[f.the]) && self.before(k).is_dash() && j == i + 1 {
            return None;
        }
        // "the first quarter of the game"
        if self.is(k + 1, &[f.of, f.in_]) && self.is(k + 2, &[f.the]) && self.of(k + 3, self.rules.asked.game) {
            return None;
        }
        let what = if self.is(k, &[f.quarter, f.qtr]) && (1..=4).contains(&n) {
            if fiscal { What::FiscalQuarter(n) } else { What::Quarter(n) }
        } else if (1..=2).contains(&n) && self.is_half_of_year(j, k, n) {
            What::Half(n)
        } else {
            return None;
        };
        Some(match year {
            Some((_, year)) => (k + 1, Base::Named(what, Which::Year(year)), Computed::QuarterOfAYear),
            None => self.in_year(what, k + 1, Computed::Quarter),
        })
    }

    /// "the second half" is a time only where a year or a period follows, or in a report: else it is football.
    fn is_half_of_year(&self, j: usize, k: usize, n: u8) -> bool {
        let f = self.fixed;
        if !self.is(k, &[f.half]) || !(k > j + 1 || self.is(k + 1, &[f.of]) || !self.at(k + 1).is_word()) {
            return false;
        }
        let of = k + 1 + usize::from(self.is(k + 1, &[f.of]));
        let of_the_year = of > k + 1 && self.is(of, &[f.the]) && self.is(of + 1, &[f.year]);
        n == 2 && self.is(j, &[f.latter])
            || of_the_year
            || self.in_report(j)
            || self.year(of).is_some()
            || self.pointed(of).is_some()
            || self.at(k - 1).is_dash()
    }

    /// Whether the sentence round lexeme `i` reports figures, so that "the first half" is no half of a match.
    pub(super) fn in_report(&self, i: usize) -> bool {
        let around = |&j: &usize| self.at(j).kind != Kind::Edge;
        let mut sentence = (0..i).rev().take(REACH).take_while(around).chain((i..i + REACH).take_while(around));
        sentence.any(|j| self.of(j, self.rules.asked.report))
    }

    /// "the quarter **ended** Dec. 31", "the fiscal year ended June 30, 1997": told by its last day, which is read after it.
    pub(super) fn ended(&self, i: usize) -> Dated {
        let f = self.fixed;
        let fiscal = self.is(i, &[f.fiscal, f.financial]);
        let at = i + usize::from(fiscal);
        let (unit @ (Unit::Quarter | Unit::Year), false) = self.unit(at)? else { return None };
        let to = self.is(at + 1, &[f.to, f.through]);
        if !to && !self.is(at + 1, &[f.ended, f.ending]) {
            return None;
        }
        let on = at + 2 + usize::from(self.is(at + 2, &[f.on]));
        // "in the year to April"
        let month = || self.month(on).filter(|_| self.at(on).capital).map(|(end, (month, _))| self.with_year(end, month, None));
        let (_, last) = self.month_and_day(on).or_else(|| self.day_and_month(on)).or_else(month)?;
        let quarter = |month: u8| month.div_ceil(3);
        let base = match (unit, last) {
            (Unit::Quarter, Base::At(day)) => Base::At(Moment::Quarter(day.year(), quarter(day.month()?))),
            (_, Base::At(day)) if fiscal => Base::At(Moment::Fiscal(day.year())),
            (_, Base::At(day)) => Base::At(Moment::Year(day.year())),
            (Unit::Quarter, Base::Named(What::MonthDay(month, _) | What::Month(month), which)) => Base::Named(What::Quarter(quarter(month)), which),
            (_, Base::Named(what, which)) => Base::FromDay(Unit::Year, 0, what, which),
            _ => return None,
        };
        Some((at + 1, base, Computed::UnitByItsLastDay))
    }
}

/// No report is looked for further than this.
const REACH: usize = 24;
