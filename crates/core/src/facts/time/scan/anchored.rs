//! One day told from two sides: "Thursday, two weeks from now", "next week Monday", "two months from today on Tuesday".

use super::super::rule_id::{Computed, RuleId};
use super::super::lexicon::{Direction, Role, Shift};
use super::super::reading::{Base, Expression, From, Reading, What, When, Which};
use super::super::unit::Unit;
use super::{Dated, Found, Scan};

impl Scan<'_> {
    /// What stands behind a date and tells the same day from another side: the lexeme after it and the day.
    pub(super) fn second_anchor(&self, end: usize, when: When) -> Found<Base> {
        let f = self.fixed;
        match when.base {
            Base::Named(What::Weekday(weekday), Which::Bare) => {
                let j = self.comma(end);
                // "Tuesday, next week", "Sunday from last week"
                let week = j + usize::from(j == end && self.is(j, &[f.from]));
                if let Some((to, Unit::Week, n, from)) = self.pointed(week)
                    && week > end
                    && !matches!(self.at(to).kind, super::Kind::Mark('\'' | '’'))
                    && self.direction(week) != Some(Direction::This)
                {
                    return Some((to, Base::Named(What::Weekday(weekday), Which::In(Unit::Week, n, from))));
                }
                // "Wednesday after next", "the Friday before last"
                if let Some((to, n)) = self.one_further(end) {
                    let which = if n < 0 { Which::Last } else { Which::Next };
                    return Some((to, Base::FromDay(Unit::Day, 7 * n.signum(), What::Weekday(weekday), which)));
                }
                let Expression { to, reading: Reading::When(far), rule, .. } = self.shifted(j)? else { return None };
                let Base::Shift(unit, n, From::Now) = far.base else { return None };
                let told = rule == RuleId::Computed(Computed::UnitsFromNow) && far.hour.is_none() && unit >= Unit::Day;
                let base = match unit {
                    Unit::Week => Base::Named(What::Weekday(weekday), Which::In(Unit::Week, n, From::Now)),
                    _ => far.base,
                };
                told.then_some((to, base))
            }
            // "next week Monday", "two months from today on Tuesday"
            Base::Shift(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year), n, From::Now) => {
                let on = end + usize::from(self.is(end, &[f.on]));
                let (to, (weekday, doubtful)) = self.weekday(on)?;
                let far = n.abs() > 1 || unit == Unit::Week && on == end;
                if !far || !self.at(on).capital && (doubtful || on == end) {
                    return None;
                }
                let base = match unit {
                    Unit::Week => Base::Named(What::Weekday(weekday), Which::In(Unit::Week, n, From::Now)),
                    _ => when.base,
                };
                Some((to, base))
            }
            // "three weeks after Christmas on Friday"
            Base::FromDay(Unit::Day | Unit::Week | Unit::Month | Unit::Year, ..) if self.is(end, &[f.on]) => {
                let (to, (_, false)) = self.weekday(end + 1)? else { return None };
                Some((to, when.base))
            }
            _ => None,
        }
    }

    /// "the week **after next**", "the weekend **before last**": the lexeme after it and how many on.
    pub(super) fn one_further(&self, i: usize) -> Found<i32> {
        let f = self.fixed;
        let found = if self.is(i, &[f.after]) && self.is(i + 1, &[f.next]) {
            Some((i + 2, 2))
        } else {
            (self.is(i, &[f.before]) && self.is(i + 1, &[f.last])).then_some((i + 2, -2))
        };
        found.filter(|(end, _)| !self.lower_noun(*end) && self.unit(*end).is_none())
    }

    /// "three Fridays from now", "two Sundays ago".
    pub(super) fn weekdays_away(&self, i: usize) -> Dated {
        let f = self.fixed;
        let number = self.number(i).filter(|n| !n.vague && !n.fraction && (1.0..=52.0).contains(&n.value))?;
        let weekday = self.role(number.end, |r| if let Role::Weekdays(d) = r { Some(*d) } else { None })?;
        let weeks = number.value as i32 - 1;
        let end = number.end + 1;
        let (to, which, days) = if self.shift(end) == Some(Shift::Ago) {
            (end + 1, Which::Last, -7 * weeks)
        } else if self.is(end, &[f.from]) && self.is(end + 1, &[f.now, f.today]) {
            (end + 2, Which::Next, 7 * weeks)
        } else {
            return None;
        };
        Some((to, Base::FromDay(Unit::Day, days, What::Weekday(weekday), which), Computed::WeekdaysAway))
    }
}
