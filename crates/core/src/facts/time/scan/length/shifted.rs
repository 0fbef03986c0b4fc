//! Dates told by a length: "two weeks ago", "a year later", "three days before Christmas".

use super::super::super::rule_id::Computed;
use super::super::super::super::lexeme::Kind;
use super::super::super::lexicon::Shift;
use super::super::super::reading::{Base, Expression, From, Reading, When};
use super::super::super::unit::Unit;
use super::super::Scan;
use super::count::Count;

impl Scan<'_> {
    /// "two weeks ago", "three months later", "a day before Christmas".
    pub(in super::super) fn shifted(&self, i: usize) -> Option<Expression> {
        let (start, modifier) = self.amount(i);
        let count = self.count(start).filter(|count| !count.joined)?.in_whole_units();
        let Some(n) = count.count.map(|n| n.round() as i32) else {
            let value = match self.shift(count.end)? {
                Shift::Ago | Shift::Earlier => "PAST_REF",
                Shift::Later | Shift::Hence => "FUTURE_REF",
                Shift::Before | Shift::After => return None,
            };
            return Some(Expression { modifier, ..self.found(i, count.end + 1, Reading::Reference(value), Computed::SomeUnitsAway) });
        };
        if let Some(found) = self.units_from_now(i, count, n) {
            return Some(Expression { modifier, ..found });
        }
        let f = self.fixed;
        let shift = self.shift(count.end)?;
        // "24 hours later" is the next day.
        let days = n >= 24 && n % 24 == 0 && count.unit == Unit::Hour && matches!(shift, Shift::Later | Shift::Earlier);
        let (count, n) = if days { (Count { unit: Unit::Day, ..count }, n / 24) } else { (count, n) };
        let back = n.wrapping_neg();
        let (base, rule) = match shift {
            Shift::Ago => {
                // "from a year ago" in a report is the same quarter of the year before.
                let same = count.unit == Unit::Year && n == 1 && (self.is_prefixed_by(i, &[f.from]) || self.amount_before(i));
                (Base::Shift(count.unit, back, if same { From::NowGrain } else { From::Now }), Computed::UnitsAgo)
            }
            Shift::Hence => (Base::Shift(count.unit, n, From::Now), Computed::UnitsHence),
            Shift::Earlier => {
                let from = if count.unit == Unit::Year && n == 1 { From::ToldGrain } else { From::Told };
                (Base::Shift(count.unit, back, from), Computed::UnitsEarlier)
            }
            Shift::Later => (Base::Shift(count.unit, n, From::Told), Computed::UnitsLater),
            Shift::Before => return self.units_beside(i, count, back).map(|found| Expression { modifier, ..found }),
            Shift::After => return self.units_beside(i, count, n).map(|found| Expression { modifier, ..found }),
        };
        Some(Expression { modifier, ..self.placed_at(i, count.end + 1, base, rule) })
    }

    /// A date told by a length, with what stands behind it and tells the same day.
    fn placed_at(&self, i: usize, to: usize, base: Base, rule: Computed) -> Expression {
        let when = |base| When { base, hour: None, zone: None };
        let (to, base) = self.second_anchor(to, when(base)).unwrap_or((to, base));
        self.found(i, to, Reading::When(when(base)), rule)
    }

    /// "two weeks **from now**", "a year **from today**", "16 days **from Jan. 2**".
    fn units_from_now(&self, i: usize, count: Count, n: i32) -> Option<Expression> {
        let f = self.fixed;
        if !self.is(count.end, &[f.from]) {
            return None;
        }
        let right = count.end + 1 + usize::from(self.is(count.end + 1, &[f.right]));
        if self.is(right, &[f.now, f.today]) {
            return Some(self.placed_at(i, right + 1, Base::Shift(count.unit, n, From::Now), Computed::UnitsFromNow));
        }
        let days = match count.unit {
            Unit::Day => 1,
            Unit::Week => 7,
            Unit::Fortnight => 14,
            _ => 0,
        };
        if let Some(day) = self.days_from_today(right)
            && days > 0
        {
            let n = n.checked_mul(days)?.saturating_add(day);
            return Some(self.placed_at(i, right + 1, Base::Shift(Unit::Day, n, From::Now), Computed::UnitsFromADay));
        }
        // "for three days from Tuesday" is a start and a length, "64 days from Nov. 21 to Jan. 23" a length.
        if count.unit < Unit::Day || self.is_prefixed_by(i, &[f.for_]) {
            return None;
        }
        self.units_from(i, count.end + 1, count.unit, n).filter(|e| !self.is_joint(e.to))
    }

    /// "three days **before Christmas**", "two weeks **after Jan. 12**", "two days **after tomorrow**", "two days **before**".
    fn units_beside(&self, i: usize, count: Count, n: i32) -> Option<Expression> {
        let f = self.fixed;
        let j = count.end + 1;
        if let Some((named, _)) = self.holidays.find(self.lexemes, j)
            && let Some((end, base, _)) = self.feast(j)
        {
            // In "three days before Christmas in 1987" the year is an expression of its own.
            let apart = self.is(named, &[f.in_, f.of]) && self.year(named + 1).is_some();
            let base = match base {
                Base::Named(what, which) => Base::FromDay(count.unit, n, what, which),
                Base::At(moment) => Base::At(moment.shift(count.unit, n)?),
                _ => return None,
            };
            return Some(self.placed_at(i, if apart { named } else { end }, base, Computed::UnitsFromANamedDay));
        }
        if let Some(found) = self.units_from(i, j, count.unit, n) {
            return Some(found);
        }
        if let Some(days) = self.days_from_today(j) {
            let each = match count.unit {
                Unit::Day => 1,
                Unit::Week => 7,
                _ => return None,
            };
            let days = days.saturating_add(n.checked_mul(each)?);
            return Some(self.placed_at(i, j + 1, Base::Shift(Unit::Day, days, From::Now), Computed::UnitsFromADay));
        }
        // "two days before": the end of a phrase.
        if self.at(j).is_word() || self.at(j).kind == Kind::Number {
            return None;
        }
        let from = if count.unit == Unit::Year && n == -1 { From::ToldGrain } else { From::Told };
        Some(self.placed_at(i, j, Base::Shift(count.unit, n, from), Computed::UnitsBefore))
    }

    /// Whether a figure of a report stands in the words before: "$15 million a year ago".
    fn amount_before(&self, i: usize) -> bool {
        let before = self.lexemes[..i].iter().rev().take(6).take_while(|l| l.kind != Kind::Edge);
        before
            .into_iter()
            .any(|l| matches!(l.kind, Kind::Number | Kind::Mark('$' | '€' | '£' | '%')) || self.lexicon.numbers.scale(l).is_some())
    }

    /// "two weeks after Jan. 12", "3 days before next Friday": so many units from the date at `j`.
    fn units_from(&self, i: usize, j: usize, unit: Unit, n: i32) -> Option<Expression> {
        let date = self.slashed_day(j).or_else(|| self.numeric(j)).or_else(|| self.absolute(j)).or_else(|| self.relative(j));
        let (end, base, _) = date.or_else(|| self.feast(j)).filter(|(_, base, _)| base.is_day())?;
        let base = match base {
            Base::At(moment) => Base::At(moment.shift(unit, n)?),
            Base::Named(what, which) => Base::FromDay(unit, n, what, which),
            _ => return None,
        };
        Some(self.found(i, end, Reading::When(When { base, hour: None, zone: None }), Computed::UnitsFromADate))
    }
}
