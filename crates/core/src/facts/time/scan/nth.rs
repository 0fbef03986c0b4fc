//! The nth of a stretch: "the first Monday of October 2014", "the 25th of this month".

use super::super::rule_id::Computed;
use super::super::super::lexeme::Kind;
use super::super::reading::{Base, From, What, Which};
use super::super::unit::Nth;
use super::super::unit::Unit;
use super::{Dated, Scan};

impl Scan<'_> {
    /// "the first Monday of October 2014", "the last week of July", "the third day of the month".
    pub(super) fn nth_of(&self, i: usize) -> Dated {
        let f = self.fixed;
        let the = i + usize::from(self.is(i, &[f.the]));
        let last = self.is(the, &[f.last, f.final_]).then_some((the + 1, -1));
        let (j, nth) = last.or_else(|| self.ordinal(the).filter(|n| n.1 <= 53).map(|(j, n)| (j, n as i8)))?;
        let (j, kind) = if self.is(j, &[f.day]) {
            (j + 1, Nth::Day)
        } else if self.is(j, &[f.week]) {
            (j + 1, Nth::Week)
        } else if self.is(j, &[f.weekend]) {
            (j + 1, Nth::Weekend)
        } else if let Some((j, (weekday, false))) = self.weekday(j) {
            (j, Nth::Weekday(weekday))
        } else {
            return None;
        };
        if !self.is(j, &[f.of, f.in_]) {
            return None;
        }
        let (to, month, which) = self.outer(j + 1)?;
        Some((to, Base::Nth(nth, kind, month, which), Computed::NthOfAStretch))
    }

    /// What the nth is of: "October 2014", "2019", "last month", "the month".
    pub(super) fn outer(&self, i: usize) -> Found3 {
        let f = self.fixed;
        if let Some((end, (month, doubtful))) = self.month(i) {
            if doubtful && !self.at(i).capital && [3, 5].contains(&month) {
                return None;
            }
            let (to, base) = self.with_year(end, month, None);
            let which = match base {
                Base::At(moment) => Which::Year(moment.year()),
                Base::Named(_, which) => which,
                _ => return None,
            };
            return Some((to, Some(month), which));
        }
        if let Some((to, year)) = self.year(i) {
            return Some((to, None, Which::Year(year)));
        }
        if let Some((to, unit @ (Unit::Month | Unit::Quarter | Unit::Year), n, from)) = self.pointed(i) {
            return Some((to, None, Which::In(unit, n, from)));
        }
        let (unit @ (Unit::Month | Unit::Quarter | Unit::Year), false) = self.unit(i + 1).filter(|_| self.is(i, &[f.the]))?
        else {
            return None;
        };
        Some((i + 2, None, Which::In(unit, 0, From::Now)))
    }

    /// "on the 12th", "the 25th of this month".
    pub(super) fn day_alone(&self, i: usize) -> Dated {
        let f = self.fixed;
        let bare = i + usize::from(self.is(i, &[f.the]));
        // "20 of next month", "the 15th day of this month"
        if let Some((end, day)) = self.day_number(bare)
            && let of = end + usize::from(self.is(end, &[f.day]))
            && (self.is(of, &[f.of]) || bare > i && end > bare + 1)
            && let Some((to, Unit::Month, n, from)) = self.pointed(of + usize::from(self.is(of, &[f.of])))
        {
            return Some((to, Base::Named(What::DayOfMonth(day), Which::In(Unit::Month, n, from)), Computed::DayOfAMonth));
        }
        // "on the 12th", "on 12th"
        if self.at(bare).kind != Kind::Number {
            return None;
        }
        let (end, day) = self.ordinal(bare).filter(|(_, d)| (1..=31).contains(d))?;
        if self.is(end, &[f.of]) {
            let (to, unit, n, from) =
                self.pointed(end + 1).or_else(|| self.is(end + 2, &[f.month]).then_some((end + 3, Unit::Month, 0, From::Now)))?;
            return (unit == Unit::Month).then_some((
                to,
                Base::Named(What::DayOfMonth(day), Which::In(unit, n, from)),
                Computed::DayOfAMonth,
            ));
        }
        let placed = self.is_prefixed_by(i, &[f.on, f.until, f.by, f.since]);
        let ends = !self.at(end).is_word() || self.is_joint(end);
        (placed && ends).then_some((end, Base::Named(What::DayOfMonth(day), Which::Bare), Computed::DayOfTheMonth))
    }
}

/// The lexeme after a month or a longer stretch, the month and which one.
type Found3 = Option<(usize, Option<u8>, Which)>;
