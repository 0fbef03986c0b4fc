//! Quarters and halves of years: "the third quarter of 1989", "Q3 2024", "the quarter ended Dec. 31".

use super::super::super::lexeme::Kind;
use super::super::calendar::Moment;
use super::super::reading::{Base, What, Which};
use super::super::unit::Unit;
use super::{Dated, Scan};

impl Scan<'_> {
    /// "the third quarter of 1989", "Q3 2024", "second half", "2024-Q1", "first-half".
    pub(super) fn quarter(&self, i: usize) -> Dated {
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
            if let Some(year) = self.at(i + 2).whole(2..=2).filter(|_| self.at(i + 2).glued) {
                let which = Which::Year(self.century_of(year));
                return Some((i + 3, Base::Named(What::Quarter(n as u8), which), "quarter of a year"));
            }
            return of_year(What::Quarter(n as u8), i + 2, "quarter");
        }
        if self.is(i, &[f.h]) && self.at(i).capital && self.at(i + 1).glued {
            let n = self.at(i + 1).whole(1..=1).filter(|n| (1..=2).contains(n))?;
            return self.year(i + 2).map(|_| self.in_year(What::Half(n as u8), i + 2, "half"));
        }
        let mut j = i + usize::from(
            self.is(i, &[f.the]) || self.is(i, &[f.its, f.their, f.his, f.her, f.our]) && self.is(i + 1, &[f.fiscal]),
        );
        let own =
            |to: usize| matches!(self.at(to).kind, Kind::Mark('\'' | '’')) && self.is(to + 1, &[f.s]) && self.at(to + 1).glued;
        // "the 1998 first quarter", "1997's second quarter"
        let year = self.year(j).map(|(to, year)| (if own(to) { to + 2 } else { to }, year));
        // "last year's third quarter"
        let told = self.pointed(i).filter(|(to, unit, ..)| *unit == Unit::Year && own(*to));
        if let Some((to, _, n, from)) = told
            && let Some((k, which)) = self.ordinal(to + 2).filter(|n| (1..=4).contains(&n.1))
        {
            let what = if self.is(self.dash(k), &[f.quarter]) {
                What::Quarter(which)
            } else if self.is(self.dash(k), &[f.half]) && which < 3 {
                What::Half(which)
            } else {
                return None;
            };
            return Some((self.dash(k) + 1, Base::Named(what, Which::In(Unit::Year, n, from)), "quarter of a year"));
        }
        let year = year.filter(|(to, _)| self.ordinal(*to).is_some());
        j = year.map_or(j, |(to, _)| to);
        let fiscal = self.is(j, &[f.fiscal]);
        j += usize::from(fiscal);
        let (mut k, n) = match self.ordinal(j) {
            Some(found) => found,
            None if self.is(j, &[f.latter]) => (j + 1, 2),
            None if self.is(j, &[f.final_]) => (j + 1, 4),
            None => return None,
        };
        k += usize::from(self.is(k, &[f.fiscal]));
        let k = self.dash(k);
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
        Some((at + 1, base, "unit by its last day"))
    }
}

/// No report is looked for further than this.
const REACH: usize = 24;
