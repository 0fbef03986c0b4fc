//! Lengths of time: "five years", "the past week", "more than a month", "for weeks".

mod count;
mod shifted;

use super::super::rule_id::Computed;
use super::super::super::lexeme::Kind;
use super::super::lexicon::{Direction, Role, Shift};
use super::super::reading::{Expression, Reading, Side};
use super::super::unit::Unit;
use super::Scan;
use count::Count;

/// No smaller units.
const NONE: [Option<(f64, Unit)>; 2] = [None; 2];

impl Scan<'_> {
    /// "five years", "more than a month", "the past week", "a five-year plan".
    pub(super) fn length(&self, i: usize) -> Option<Expression> {
        let f = self.fixed;
        let the = i + usize::from(self.is(i, &[f.the, f.these, f.those, f.its, f.their, f.his, f.her, f.our]));
        let special = self.length_pointed(i, the).or_else(|| self.length_numbered(i, the)).or_else(|| self.length_whole(i));
        if special.is_some() {
            return special;
        }
        let (start, modifier) = self.amount(i);
        match self.count(start) {
            Some(count) => self.counted(i, count, modifier),
            None => self.bare_units(i),
        }
    }

    /// A length with its place beside the present.
    fn span_of(&self, i: usize, to: usize, length: (Option<f64>, Unit, Side), rule: Computed) -> Expression {
        let (count, unit, side) = length;
        self.found(i, to, Reading::Length { count, unit, more: NONE, side }, rule)
    }

    /// "the past week", "the next few days", "the first 72 hours", "recent months".
    fn length_pointed(&self, i: usize, the: usize) -> Option<Expression> {
        let f = self.fixed;
        let edge = self.is(the, &[f.first, f.final_]);
        if let Some(direction) = self.direction(the).or_else(|| edge.then_some(Direction::Current)) {
            let side = match direction {
                Direction::Last | Direction::Past => Side::UpToNow,
                Direction::Next | Direction::Coming => Side::FromNow,
                _ => Side::Anywhere,
            };
            if let Some(count) = self.count(the + 1).filter(|c| !c.joined && !c.article) {
                return Some(self.span_of(i, count.end, (count.count, count.unit, side), Computed::SoManyUnitsUpToNow));
            }
            if let Some((unit, plural)) = self.unit(the + 1) {
                // "past week"; "the last decade"; "the following days"
                if plural {
                    return Some(self.span_of(i, the + 2, (None, unit, side), Computed::SomeUnitsUpToNow));
                }
                let one = side != Side::Anywhere && (the > i || direction == Direction::Past) && !edge && unit > Unit::Hour;
                if one {
                    return Some(self.span_of(i, the + 2, (Some(1.0), unit, side), Computed::ThePastUnit));
                }
            }
        }
        let (unit, true) = self.unit(i + 1).filter(|_| self.is(i, &[f.recent]))? else { return None };
        Some(self.span_of(i, i + 2, (None, unit, Side::UpToNow), Computed::RecentUnits))
    }

    /// "the four previous weeks", "the three years".
    fn length_numbered(&self, i: usize, the: usize) -> Option<Expression> {
        let number = self.number(the).filter(|n| !n.vague && !n.fraction)?;
        let direction = self.direction(number.end);
        let j = number.end + usize::from(direction.is_some());
        let coming = direction == Some(Direction::Coming);
        let (unit, _) = self.unit(j).filter(|u| (u.1 || coming) && (the > i || j > number.end))?;
        let side = match direction {
            Some(Direction::Last | Direction::Past) => Side::UpToNow,
            Some(Direction::Next | Direction::Coming) => Side::FromNow,
            _ => Side::Anywhere,
        };
        Some(self.span_of(i, j + 1, (Some(number.value), unit, side), Computed::TheSoManyUnits))
    }

    /// "the whole year", "an entire week", "all week".
    fn length_whole(&self, i: usize) -> Option<Expression> {
        let f = self.fixed;
        let whole = i + usize::from(self.is(i, &[f.the]));
        let all = self.is(i, &[f.all]);
        if !all && !self.is(whole, &[f.whole, f.entire]) {
            return None;
        }
        let at = if all { i + 1 } else { whole + 1 };
        let (unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Weekend | Unit::Decade), false) = self.unit(at)?
        else {
            return None;
        };
        let joined = all && (self.at(at + 1).is_dash() || unit == Unit::Decade);
        (!joined).then(|| self.span_of(i, at + 1, (Some(1.0), unit, Side::Anywhere), Computed::AllOfAUnit))
    }

    /// A length with its number, if nothing around it says that it is something else.
    fn counted(&self, i: usize, count: Count, modifier: Option<&'static str>) -> Option<Expression> {
        let f = self.fixed;
        let mut end = count.end;
        // "second" after an ordinal, "a second time", "one day he": no lengths.
        if count.article && (count.unit == Unit::Second || count.unit == Unit::Quarter && !self.at(end).kind.is_edge_like()) {
            return None;
        }
        if count.article && count.unit == Unit::Day && self.lower_noun(end) && modifier.is_none() && self.before(i).hash != f.for_
        {
            return None;
        }
        // An age is a quantity and no time: the words "old" and "of age" belong to it.
        let dash = self.dash(end);
        if self.is(dash, &[f.old]) {
            return Some(self.found(i, dash + 1, Reading::Nothing, Computed::Age));
        }
        if self.is(end, &[f.of]) && self.is(end + 1, &[f.age]) {
            return Some(self.found(i, end + 2, Reading::Nothing, Computed::Age));
        }
        if self.is(dash, &[f.long]) && dash > end {
            end = dash + 1;
        }
        // "two years and three months"
        let mut more = [None; 2];
        let mut unit = count.unit;
        for more in &mut more {
            let comma = self.comma(end);
            let j = comma + usize::from(self.is(comma, &[f.and]));
            let Some(next) = self.count(j).filter(|n| !n.joined && !n.article && n.unit < unit && n.count.is_some()) else {
                break;
            };
            if count.joined || count.count.is_none() || count.unit > Unit::Year || self.shift(next.end).is_some() {
                break;
            }
            *more = next.count.map(|n| (n, next.unit));
            (end, unit) = (next.end, next.unit);
        }
        let modifier =
            modifier.or_else(|| (i >= 2 && self.is(i - 1, &[f.to]) && self.is(i - 2, &[f.up])).then_some("EQUAL_OR_LESS"));
        Some(Expression { modifier, ..self.found(i, end, length(count, more), Computed::SoManyUnits) })
    }

    /// "for weeks", "months of talks": a plural without a number, where a length is meant.
    fn bare_units(&self, i: usize) -> Option<Expression> {
        let f = self.fixed;
        let (unit, true) = self.unit(i)? else { return None };
        if unit < Unit::Minute
            || matches!(unit, Unit::Quarter | Unit::Night | Unit::Weekend)
            || (unit == Unit::Minute && self.at(i).span.len() < 6)
        {
            return None;
        }
        let make = |to, reading, rule| Some(self.found(i, to, reading, rule));
        if let Some(shift) = self.shift(i + 1) {
            return match shift {
                Shift::Ago | Shift::Earlier => make(i + 2, Reading::Reference("PAST_REF"), Computed::UnitsAgo),
                Shift::Later => make(i + 2, Reading::Reference("FUTURE_REF"), Computed::UnitsLater),
                Shift::Before | Shift::After => {
                    make(i + 1, Reading::Length { count: None, unit, more: NONE, side: Side::Anywhere }, Computed::SomeUnits)
                }
                Shift::Hence => None,
            };
        }
        let backed = self
            .is_prefixed_by(i, &[f.for_, f.in_, f.after, f.within, f.during, f.over, f.until, f.just, f.before, f.by, f.last])
            || self.is(i + 1, &[f.of]) && !self.before(i).is_word();
        let set = Reading::Length { count: None, unit, more: NONE, side: Side::Anywhere };
        if backed && !self.is_prefixed_by(i, &[f.of]) { make(i + 1, set, Computed::SomeUnits) } else { None }
    }

    /// "more than", "about", "at least", "up to": the lexeme after, and the modifier. Words that weaken without a TIMEX3 value give none.
    pub(super) fn amount(&self, i: usize) -> (usize, Option<&'static str>) {
        let f = self.fixed;
        if self.is(i, &[f.more, f.less]) && self.is(i + 1, &[f.than]) {
            return (i + 2, Some(if self.is(i, &[f.more]) { "MORE_THAN" } else { "LESS_THAN" }));
        }
        if self.is(i, &[f.at]) && self.is(i + 1, &[f.least, f.most]) {
            return (i + 2, Some(if self.is(i + 1, &[f.least]) { "EQUAL_OR_MORE" } else { "EQUAL_OR_LESS" }));
        }
        // "no more than three days"
        if self.is(i, &[f.no]) && self.is(i + 1, &[f.more, f.less, f.fewer]) && self.is(i + 2, &[f.than]) {
            return (i + 3, Some(if self.is(i + 1, &[f.more]) { "EQUAL_OR_LESS" } else { "EQUAL_OR_MORE" }));
        }
        if self.is(i, &[f.not, f.all]) {
            return (i, None);
        }
        match self.role(i, |r| if let Role::About(a) = r { Some(*a) } else { None }) {
            Some("=") | None => (i, None),
            Some(about) => (i + 1, Some(about)),
        }
    }
}

fn length(count: Count, more: [Option<(f64, Unit)>; 2]) -> Reading {
    // Half a year is six months, half a century fifty years.
    let (times, unit) = match (count.count.filter(|n| *n < 1.0), count.unit) {
        (Some(_), Unit::Year) => (12.0, Unit::Month),
        (Some(_), Unit::Decade) => (10.0, Unit::Year),
        (Some(_), Unit::Century) => (100.0, Unit::Year),
        _ => (1.0, count.unit),
    };
    Reading::Length { count: count.count.map(|n| n * times), unit, more, side: Side::Anywhere }
}

impl Kind {
    /// A mark or an edge: no word goes on.
    fn is_edge_like(self) -> bool {
        matches!(self, Self::Mark(_) | Self::Edge)
    }
}
