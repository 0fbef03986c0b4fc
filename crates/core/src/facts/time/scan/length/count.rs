//! Numbers of units: "five years", "a month", "half a century", "46-day".

use std::ops::ControlFlow::{self, Break, Continue};

use super::super::super::super::number::Number;
use super::super::super::lexicon::{Direction, Role, Shift};
use super::super::super::unit::Unit;
use super::super::{Found, Scan};

/// A number of units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Count {
    /// The lexeme after it.
    pub end: usize,
    /// None for "several".
    pub count: Option<f64>,
    pub unit: Unit,
    /// "five-year", "46-day": a dash joins it to a noun.
    pub joined: bool,
    /// "a", "an".
    pub article: bool,
}

impl Count {
    const fn new(end: usize, count: Option<f64>, unit: Unit) -> Self {
        Self { end, count, unit, joined: false, article: false }
    }

    /// Half a year as six months, half a century as fifty years.
    pub fn in_whole_units(self) -> Self {
        let (times, unit) = match (self.count.filter(|n| n.fract() != 0.0), self.unit) {
            (Some(_), Unit::Year) => (12.0, Unit::Month),
            (Some(_), Unit::Week) => (7.0, Unit::Day),
            (Some(_), Unit::Decade) => (10.0, Unit::Year),
            (Some(_), Unit::Century) => (100.0, Unit::Year),
            _ => (1.0, self.unit),
        };
        Self { count: self.count.map(|n| n * times), unit, ..self }
    }
}

impl Scan<'_> {
    /// "five years", "a month", "several weeks", "five-year", "half a century", "a few days".
    pub(super) fn count(&self, i: usize) -> Option<Count> {
        let f = self.fixed;
        let a = i + usize::from(self.is(i, &[f.a]));
        let vague = self.role(a, |r| matches!(r, Role::Vague).then_some(())).is_some();
        if vague && !self.is(a, &[f.recent]) && self.before(a).hash != f.as_ {
            return self.vague_count(a);
        }
        // "another year"
        if self.is(i, &[f.another]) {
            let (unit, plural) = self.unit(i + 1)?;
            return (!plural).then_some(Count::new(i + 2, Some(1.0), unit));
        }
        if let Break(found) = self.half_count(i) {
            return found;
        }
        if let Break(found) = self.article_count(i) {
            return found;
        }
        if !self.lexicon.numbers.may_begin(self.at(i)) || self.before(i).glued_sign() && self.at(i).glued {
            return None;
        }
        self.numbered_count(i)
    }

    /// "**several** years", "a **couple** of weeks", "**many** more months".
    fn vague_count(&self, a: usize) -> Option<Count> {
        let f = self.fixed;
        let mut j = a + 1;
        j += usize::from(self.is(j, &[f.of]));
        j += usize::from(self.is(j, &[f.more, f.other]));
        let (unit, plural) = self.unit(j)?;
        (plural && !self.is(a, &[f.some])).then_some(Count::new(j + 1, None, unit))
    }

    /// "half a year", "a half-century": breaks off where a half stands, whether it is a length or not.
    fn half_count(&self, i: usize) -> ControlFlow<Option<Count>> {
        let f = self.fixed;
        let half = if self.is(i, &[f.half]) { i } else { i + 1 };
        if !self.is(half, &[f.half]) || half > i && !self.is(i, &[f.a]) {
            return Continue(());
        }
        let mut j = self.dash(half + 1);
        j += usize::from(self.is(j, &[f.a, f.an]));
        let Some((unit, false)) = self.unit(j) else { return Continue(()) };
        Break((unit != Unit::Day || j > half + 1).then_some(Count::new(j + 1, Some(0.5), unit)))
    }

    /// "a year", "a full month", "a year and a half": breaks off where a unit stands behind the article.
    fn article_count(&self, i: usize) -> ControlFlow<Option<Count>> {
        let f = self.fixed;
        if !self.is(i, &[f.a, f.an]) {
            return Continue(());
        }
        let full = i + 1 + usize::from(self.is(i + 1, &[f.full, f.whole, f.entire]));
        // "a quarter of an hour" is a share of one.
        let share = self.is(full, &[f.quarter]) && self.is(full + 1, &[f.of]) && self.is(full + 2, &[f.a, f.an]);
        let Some((unit, false)) = self.unit(full).filter(|_| !share) else { return Continue(()) };
        // "a month-long", "a year-old"
        if self.at(full + 1).is_dash() && self.at(full + 1).glued && !self.is(full + 2, &[f.long]) {
            return Break(None);
        }
        if self.is(full + 1, &[f.and]) && self.is(full + 2, &[f.a]) && self.is(full + 3, &[f.half]) {
            return Break(Some(Count::new(full + 4, Some(1.5), unit)));
        }
        Break(Some(Count { article: true, ..Count::new(full + 1, Some(1.0), unit) }))
    }

    /// A count with its number: "five years", "46-day", "three-quarters of an hour", "one hour and a half".
    fn numbered_count(&self, i: usize) -> Option<Count> {
        let f = self.fixed;
        let number = self.number(i)?;
        if number.vague {
            // "thousands of years"
            let j = number.end + usize::from(self.is(number.end, &[f.of]));
            let (unit, true) = self.unit(j)? else { return None };
            return Some(Count::new(j + 1, None, unit));
        }
        let mut j = number.end;
        let dash = self.at(j).is_dash() && (self.at(j).glued || self.at(j + 1).glued);
        j += usize::from(dash);
        for skip in [f.consecutive, f.straight, f.business, f.working, f.trading, f.more, f.full, f.whole, f.long, f.calendar] {
            j += usize::from(!dash && self.word(j) == skip);
        }
        // "three-quarters of an hour", "half an hour"
        let of = j + usize::from(self.is(j, &[f.of]));
        if number.fraction && self.is(of, &[f.a, f.an]) {
            let (unit, false) = self.unit(of + 1)? else { return None };
            return Some(Count::new(of + 2, Some(number.value), unit));
        }
        // "a fifth straight quarter" is no fifth of one.
        if number.fraction && self.is(i, &[f.a, f.an]) && !self.is(i + 1, &[f.half, f.quarter]) {
            return None;
        }
        let (unit, plural) = self.unit(j)?;
        let fits = plural || dash || self.fits_singular(i, &number, j, unit);
        if !fits || self.at(i).digits == 4 && self.year(i).is_some() && unit < Unit::Year && !plural {
            return None;
        }
        if let Some((end, part)) = self.and_a_part(j + 1).filter(|_| !dash) {
            return Some(Count::new(end, Some(number.value + part), unit));
        }
        Some(Count { joined: dash && !plural, ..Count::new(j + 1, Some(number.value), unit) })
    }

    /// Whether a unit in the singular goes with its number: "1 year", "2.5 hour", "two day later"; "1989 second" does not.
    fn fits_singular(&self, i: usize, number: &Number, j: usize, unit: Unit) -> bool {
        let f = self.fixed;
        let abbreviated = self.role(j, |r| if let Role::Unit(_, _, abbr) = r { Some(*abbr) } else { None }) == Some(true);
        number.value == 1.0
            || number.fraction
            || abbreviated
            || self.is(j + 1, &[f.old])
            || number.value.fract() != 0.0
            || self.direction(i.wrapping_sub(1)) == Some(Direction::Coming)
            || self.is(j + 1, &[f.long, f.period, f.term])
            || unit != Unit::Second && self.is_prefixed_by(i, &[f.a, f.an]) && self.lower_noun(j + 1)
            || self.is(j + 1, &[f.from]) && self.is(j + 2, &[f.now])
            || matches!(self.shift(j + 1), Some(Shift::Ago | Shift::Later | Shift::Earlier))
    }

    /// "one hour **and a half**"
    fn and_a_part(&self, and: usize) -> Found<f64> {
        let f = self.fixed;
        if !self.is(and, &[f.and]) {
            return None;
        }
        let a = and + 1 + usize::from(self.is(and + 1, &[f.a]));
        let part = if self.is(a, &[f.half]) { 0.5 } else { 0.25 };
        let alone = self.unit(a + 1).is_none() && !self.is(a + 1, &[f.past, f.of, f.a]);
        (alone && self.is(a, &[f.half, f.quarter])).then_some((a + 1, part))
    }
}
