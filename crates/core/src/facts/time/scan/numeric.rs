//! Dates in numbers: 2025-11-26, 26/11/2025, 22/Jan/2019, 11/20.

use super::super::rule_id::Computed;
use super::super::super::lexeme::{Kind, Lexeme};
use super::super::calendar::{Moment, day};
use super::super::reading::{Base, What, Which};
use super::{Dated, Scan};

impl Scan<'_> {
    /// 2025-11-26, 26/11/2025, 26.11.25.
    pub(super) fn numeric(&self, i: usize) -> Dated {
        let (a, mark, b, again, c) = (self.at(i), self.at(i + 1), self.at(i + 2), self.at(i + 3), self.at(i + 4));
        let sign = match mark.kind {
            Kind::Mark(c @ ('-' | '/' | '.')) if mark.glued && b.glued => c,
            _ => return None,
        };
        if self.before(i).kind == Kind::Mark(sign) && a.glued {
            return None;
        }
        if !(again.is(sign) && again.glued && c.glued) {
            // 11/20
            let f = self.fixed;
            let placed = self
                .is_prefixed_by(i, &[f.on, f.by, f.from, f.until, f.to, f.since, f.between, f.before, f.after, f.next, f.till])
                || i >= 4 && self.at(i - 3).is('/') && (self.before(i).is(',') || self.is_joint(i - 1));
            // "5/1-5/7", "10/1-11/2/2017"
            if let (Some(9), Some(11), '/') = (a.whole(1..=1), b.whole(2..=2), sign) {
                return self.slashed_day(i);
            }
            let ranged = self.at(i + 3).is_dash()
                && self.at(i + 4).glued
                && self.at(i + 5).is('/')
                && (i < 2 || !self.before(i).glued)
                && (self.slashed_day(i + 4).is_some() || self.numeric(i + 4).is_some());
            if sign == '/'
                && (placed || ranged)
                && self.at(i + 3).is_dash()
                    | !self.at(i + 3).glued
                    | matches!(self.at(i + 3).kind, Kind::Mark(',' | '.' | '?' | ')') | Kind::Edge)
            {
                return self.slashed_day(i).filter(|_| b.digits <= 2);
            }
            // 2014-10: but 2012-13 are two years
            if let (Some(year), Some(month)) = (a.whole(4..=4), b.whole(2..=2)) {
                let ok = sign != '.' && (1..=12).contains(&month) && (1900..2100).contains(&year) && month <= year % 100;
                let goes_on = again.glued && (again.is_word() || again.is(sign));
                return (ok && !goes_on).then_some((i + 3, Base::At(Moment::Month(year, month as u8)), Computed::NumericMonth));
            }
            // 09/2012
            let (month, year) = (a.whole(1..=2)?, b.whole(4..=4)?);
            let ok =
                sign != '.' && (!a.glued || self.before(i).is('(')) && (1..=12).contains(&month) && (1900..2100).contains(&year);
            return ok.then_some((i + 3, Base::At(Moment::Month(year, month as u8)), Computed::NumericMonth));
        }
        let goes_on = self.at(i + 5).is(sign) && self.at(i + 5).glued && self.at(i + 6).glued;
        if goes_on {
            return None;
        }
        let small = |l: &Lexeme| l.whole(1..=2).map(|n| n as u8);
        let (year, month, date) = if let Some(year) = a.whole(4..=4) {
            (year, small(b)?, small(c)?)
        } else {
            let year = c.whole(4..=4).or_else(|| c.whole(2..=2).filter(|_| sign == '/').map(|year| self.century_of(year)))?;
            let (first, second) = (small(a)?, small(b)?);
            let swap = first > 12 || (second <= 12 && (self.day_first || sign == '.'));
            if swap { (year, second, first) } else { (year, first, second) }
        };
        let day = day(year, month, date).filter(|_| (1000..2200).contains(&year))?;
        Some((i + 5, Base::At(Moment::Day(day)), Computed::NumericDate))
    }

    /// 11/20 without a year, where the words around make it a day.
    pub(super) fn slashed_day(&self, i: usize) -> Dated {
        let (a, slash, b, after) = (self.at(i), self.at(i + 1), self.at(i + 2), self.at(i + 3));
        let (first, second) = (a.whole(1..=2)? as u8, b.whole(1..=2)? as u8);
        if !slash.is('/')
            || !slash.glued
            || !b.glued
            || after.glued && matches!(after.kind, Kind::Mark('/' | '%'))
            || after.glued && after.is_word()
        {
            return None;
        }
        // The day of the attacks.
        if (first, second) == (9, 11) && a.digits == 1 {
            return Some((i + 3, Base::At(Moment::Day(day(2001, 9, 11)?)), Computed::NumericDay));
        }
        let (month, date) = if self.day_first || first > 12 { (second, first) } else { (first, second) };
        day(2000, month, date).map(|_| (i + 3, Base::Named(What::MonthDay(month, date), Which::Bare), Computed::NumericDay))
    }

    /// 22/Jan/2019, 2020/Sep/23.
    pub(super) fn named_in_slashes(&self, i: usize) -> Dated {
        let sign = self.at(i + 1);
        if self.at(i).kind != Kind::Number || !sign.glued || !(sign.is('/') || sign.is('-')) || !self.at(i + 2).glued {
            return None;
        }
        let (j, (month, _)) = self.month(i + 2)?;
        if self.at(j).kind != sign.kind || !self.at(j + 1).glued {
            return None;
        }
        let (year, date) = match self.at(i).whole(4..=4) {
            Some(year) => (year, self.at(j + 1).whole(1..=2)?),
            None => (self.at(j + 1).whole(4..=4)?, self.at(i).whole(1..=2)?),
        };
        let day = day(year, month, date as u8).filter(|_| (1000..2200).contains(&year))?;
        Some((j + 2, Base::At(Moment::Day(day)), Computed::NumericDate))
    }
}
