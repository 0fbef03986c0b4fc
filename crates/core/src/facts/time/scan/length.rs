//! Lengths of time, and dates told by one: "two weeks ago", "a year later", "three days before Christmas".

use super::super::super::lexeme::Kind;
use super::super::super::number;
use super::super::lexicon::{Direction, Role, Shift};
use super::super::reading::{Base, Expression, From, Reading, Side, When};
use super::super::unit::Unit;
use super::Scan;

/// No smaller units.
const NONE: [Option<(f64, Unit)>; 2] = [None; 2];

/// A number of units: the lexeme after, the count (none for "several"), the unit, and whether words joined it to a noun.
#[derive(Debug, Clone, Copy)]
struct Count {
    end: usize,
    count: Option<f64>,
    unit: Unit,
    /// "five-year", "46-day".
    joined: bool,
    /// "a", "an".
    article: bool,
}

impl Scan<'_> {
    /// "two weeks ago", "three months later", "a day before Christmas".
    pub(super) fn shifted(&self, i: usize) -> Option<Expression> {
        let f = self.fixed;
        let (start, modifier) = self.amount(i);
        let count = self.count(start)?;
        if count.joined {
            return None;
        }
        // Half a year is six months, half a century fifty years.
        let count = match (count.count.filter(|n| n.fract() != 0.0), count.unit) {
            (Some(n), Unit::Year) => Count { count: Some(n * 12.0), unit: Unit::Month, ..count },
            (Some(n), Unit::Week) => Count { count: Some(n * 7.0), unit: Unit::Day, ..count },
            (Some(n), Unit::Decade) => Count { count: Some(n * 10.0), unit: Unit::Year, ..count },
            (Some(n), Unit::Century) => Count { count: Some(n * 100.0), unit: Unit::Year, ..count },
            _ => count,
        };
        let Some(n) = count.count.map(|n| n.round() as i32) else {
            let value = match self.shift(count.end)? {
                Shift::Ago | Shift::Earlier => "PAST_REF",
                Shift::Later | Shift::Hence => "FUTURE_REF",
                Shift::Before | Shift::After => return None,
            };
            return Some(Expression { modifier, ..self.found(i, count.end + 1, Reading::Reference(value), "some units away") });
        };
        let make = |to, base, rule| {
            let when = When { base, hour: None, zone: None };
            let (to, base) = self.second_anchor(to, when).unwrap_or((to, base));
            let when = When { base, hour: None, zone: None };
            Some(Expression { modifier, ..self.found(i, to, Reading::When(when), rule) })
        };
        // "two weeks from now", "a year from today"
        if self.is(count.end, &[f.from]) {
            let right = count.end + 1 + usize::from(self.is(count.end + 1, &[f.right]));
            if self.is(right, &[f.now, f.today]) {
                return make(right + 1, Base::Shift(count.unit, n, From::Now), "units from now");
            }
            let days = match count.unit {
                Unit::Day => 1,
                Unit::Week => 7,
                Unit::Fortnight => 14,
                _ => 0,
            };
            if let Some(day) = self.role(right, |r| if let Role::Day(d) = r { Some(i32::from(*d)) } else { None })
                && days > 0
            {
                let n = n.checked_mul(days)?.saturating_add(day);
                return make(right + 1, Base::Shift(Unit::Day, n, From::Now), "units from a day");
            }
            // "16 days from Jan. 2", but "for three days from Tuesday" is a start and a length.
            if count.unit >= Unit::Day && !self.is_prefixed_by(i, &[f.for_]) {
                // "64 days from Nov. 21 to Jan. 23" is a length.
                let found = self.units_from(i, count.end + 1, count.unit, n).filter(|e| !self.is_joint(e.to));
                return found.map(|e| Expression { modifier, ..e });
            }
        }
        let shift = self.shift(count.end)?;
        let back = n.wrapping_neg();
        match shift {
            Shift::Ago => {
                // "from a year ago" in a report is the same quarter of the year before.
                let same = count.unit == Unit::Year && n == 1 && (self.is_prefixed_by(i, &[f.from]) || self.amount_before(i));
                let from = if same { From::NowGrain } else { From::Now };
                make(count.end + 1, Base::Shift(count.unit, back, from), "units ago")
            }
            Shift::Hence => make(count.end + 1, Base::Shift(count.unit, n, From::Now), "units hence"),
            Shift::Earlier => {
                let from = if count.unit == Unit::Year && n == 1 { From::ToldGrain } else { From::Told };
                make(count.end + 1, Base::Shift(count.unit, back, from), "units earlier")
            }
            Shift::Later => make(count.end + 1, Base::Shift(count.unit, n, From::Told), "units later"),
            Shift::Before | Shift::After => {
                let sign = if shift == Shift::Before { -1 } else { 1 };
                let n = n.checked_mul(sign)?;
                let j = count.end + 1;
                if let Some((named, _)) = self.holidays.find(self.lexemes, j)
                    && let Some((end, base, _)) = self.feast(j)
                {
                    // In "three days before Christmas in 1987" the year is an expression of its own.
                    let apart = self.is(named, &[f.in_, f.of]) && self.year(named + 1).is_some();
                    let end = if apart { named } else { end };
                    let base = match base {
                        Base::Named(what, which) => Base::FromDay(count.unit, n, what, which),
                        Base::At(moment) => Base::At(moment.shift(count.unit, n)?),
                        _ => return None,
                    };
                    return make(end, base, "units from a named day");
                }
                if let Some(found) = self.units_from(i, j, count.unit, n) {
                    return Some(Expression { modifier, ..found });
                }
                // "two days after tomorrow"
                if let Some(days) = self.role(j, |r| if let Role::Day(d) = r { Some(i32::from(*d)) } else { None }) {
                    let each = match count.unit {
                        Unit::Day => 1,
                        Unit::Week => 7,
                        _ => return None,
                    };
                    let days = days.saturating_add(n.checked_mul(each)?);
                    return make(j + 1, Base::Shift(Unit::Day, days, From::Now), "units from a day");
                }
                // "two days before": the end of a phrase.
                let ends = !self.at(j).is_word() && self.at(j).kind != Kind::Number;
                let from = if count.unit == Unit::Year && n == -1 { From::ToldGrain } else { From::Told };
                if ends { make(j, Base::Shift(count.unit, n, from), "units before") } else { None }
            }
        }
    }

    /// Whether a figure of a report stands in the words before: "$15 million a year ago".
    fn amount_before(&self, i: usize) -> bool {
        let before = self.lexemes[..i].iter().rev().take(6).take_while(|l| l.kind != Kind::Edge);
        before
            .into_iter()
            .any(|l| matches!(l.kind, Kind::Number | Kind::Mark('$' | '€' | '£' | '%')) || number::scale(l).is_some())
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
        Some(self.found(i, end, Reading::When(When { base, hour: None, zone: None }), "units from a date"))
    }

    /// "five years", "more than a month", "the past week", "a five-year plan", "39-year-old".
    pub(super) fn length(&self, i: usize) -> Option<Expression> {
        let f = self.fixed;
        let make = |to, count, unit, side, rule| Some(self.found(i, to, Reading::Length { count, unit, more: NONE, side }, rule));
        // "the past week", "the next few days", "the first 72 hours", "recent months"
        let the = i + usize::from(self.is(i, &[f.the, f.these, f.those, f.its, f.their, f.his, f.her, f.our]));
        let direction = self.direction(the).or_else(|| self.is(the, &[f.first, f.final_]).then_some(Direction::Current));
        if let Some(direction) = direction {
            let side = match direction {
                Direction::Last | Direction::Past => Side::UpToNow,
                Direction::Next | Direction::Coming => Side::FromNow,
                _ => Side::Anywhere,
            };
            let plural_only = |unit: Option<(Unit, bool)>| unit.map(|(u, _)| u);
            if let Some(count) = self.count(the + 1).filter(|c| !c.joined && !c.article) {
                return make(count.end, count.count, count.unit, side, "so many units up to now");
            }
            if let Some(unit) = plural_only(self.unit(the + 1)) {
                let plural = self.unit(the + 1).is_some_and(|u| u.1);
                // "past week"; "the last decade"; "the following days"
                if plural {
                    return make(the + 2, None, unit, side, "some units up to now");
                }
                if side != Side::Anywhere
                    && (the > i || direction == Direction::Past)
                    && !self.is(the, &[f.first, f.final_])
                    && unit > Unit::Hour
                {
                    return make(the + 2, Some(1.0), unit, side, "the past unit");
                }
            }
        }
        if self.is(i, &[f.recent])
            && let Some((unit, true)) = self.unit(i + 1)
        {
            return make(i + 2, None, unit, Side::UpToNow, "recent units");
        }
        // "the four previous weeks", "the three years", "the entire year"
        if let Some(number) = self.number(the).filter(|n| !n.vague && !n.fraction) {
            let j = number.end + usize::from(self.direction(number.end).is_some());
            let coming = self.direction(number.end) == Some(Direction::Coming);
            if let Some((unit, _)) = self.unit(j).filter(|u| (u.1 || coming) && (the > i || j > number.end)) {
                let side = match self.direction(number.end) {
                    Some(Direction::Last | Direction::Past) => Side::UpToNow,
                    Some(Direction::Next | Direction::Coming) => Side::FromNow,
                    _ => Side::Anywhere,
                };
                return make(j + 1, Some(number.value), unit, side, "the so many units");
            }
        }
        // "the whole year", "an entire week"
        let whole = i + usize::from(self.is(i, &[f.the]));
        if self.is(whole, &[f.whole, f.entire])
            && let Some((unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Weekend | Unit::Decade), false)) =
                self.unit(whole + 1)
        {
            return make(whole + 2, Some(1.0), unit, Side::Anywhere, "all of a unit");
        }
        if self.is(i, &[f.all])
            && let Some((unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Weekend), false)) = self.unit(i + 1)
            && !self.at(i + 2).is_dash()
        {
            return make(i + 2, Some(1.0), unit, Side::Anywhere, "all of a unit");
        }
        let (start, modifier) = self.amount(i);
        if let Some(count) = self.count(start) {
            return self.counted(i, start, count, modifier);
        }
        self.bare_units(i)
    }

    /// A length with its number, if nothing around it says that it is something else.
    fn counted(&self, i: usize, start: usize, count: Count, modifier: Option<&'static str>) -> Option<Expression> {
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
            return Some(self.found(i, dash + 1, Reading::Nothing, "age"));
        }
        if self.is(end, &[f.of]) && self.is(end + 1, &[f.age]) {
            return Some(self.found(i, end + 2, Reading::Nothing, "age"));
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
        let _ = start;
        let modifier =
            modifier.or_else(|| (i >= 2 && self.is(i - 1, &[f.to]) && self.is(i - 2, &[f.up])).then_some("EQUAL_OR_LESS"));
        Some(Expression { modifier, ..self.found(i, end, length(count, more), "so many units") })
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
                Shift::Ago | Shift::Earlier => make(i + 2, Reading::Reference("PAST_REF"), "units ago"),
                Shift::Later => make(i + 2, Reading::Reference("FUTURE_REF"), "units later"),
                Shift::Before | Shift::After => {
                    make(i + 1, Reading::Length { count: None, unit, more: NONE, side: Side::Anywhere }, "some units")
                }
                Shift::Hence => None,
            };
        }
        let backed = self
            .is_prefixed_by(i, &[f.for_, f.in_, f.after, f.within, f.during, f.over, f.until, f.just, f.before, f.by, f.last])
            || self.is(i + 1, &[f.of]) && !self.before(i).is_word();
        let set = Reading::Length { count: None, unit, more: NONE, side: Side::Anywhere };
        if backed && !self.is_prefixed_by(i, &[f.of]) { make(i + 1, set, "some units") } else { None }
    }

    /// "more than", "about", "at least", "up to": the lexeme after, and the modifier. Words that weaken without a TIMEX3 value give none.
    fn amount(&self, i: usize) -> (usize, Option<&'static str>) {
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

    /// "five years", "a month", "several weeks", "five-year", "half a century", "a few days".
    fn count(&self, i: usize) -> Option<Count> {
        let f = self.fixed;
        let make = |end, count, unit| Some(Count { end, count, unit, joined: false, article: false });
        // "a few days", "several years", "a couple of weeks", "many months"
        let a = i + usize::from(self.is(i, &[f.a]));
        if self.role(a, |r| matches!(r, Role::Vague).then_some(())).is_some()
            && !self.is(a, &[f.recent])
            && self.before(a).hash != f.as_
        {
            let mut j = a + 1;
            j += usize::from(self.is(j, &[f.of]));
            j += usize::from(self.is(j, &[f.more, f.other]));
            let (unit, plural) = self.unit(j)?;
            let some = self.is(a, &[f.some]);
            return if plural && !some { make(j + 1, None, unit) } else { None };
        }
        // "another year", "half a year", "a half-century", "a year"
        if self.is(i, &[f.another]) {
            let (unit, plural) = self.unit(i + 1)?;
            return if plural { None } else { make(i + 2, Some(1.0), unit) };
        }
        if self.is(i, &[f.half]) || self.is(i, &[f.a]) && self.is(i + 1, &[f.half]) {
            let half = if self.is(i, &[f.half]) { i } else { i + 1 };
            let mut j = self.dash(half + 1);
            j += usize::from(self.is(j, &[f.a, f.an]));
            if let Some((unit, false)) = self.unit(j) {
                return (unit != Unit::Day || j > half + 1).then_some(Count {
                    end: j + 1,
                    count: Some(0.5),
                    unit,
                    joined: false,
                    article: false,
                });
            }
        }
        if self.is(i, &[f.a, f.an]) {
            let full = i + 1 + usize::from(self.is(i + 1, &[f.full, f.whole, f.entire]));
            // "a quarter of an hour" is a share of one.
            let share = self.is(full, &[f.quarter]) && self.is(full + 1, &[f.of]) && self.is(full + 2, &[f.a, f.an]);
            if let Some((unit, false)) = self.unit(full).filter(|_| !share) {
                // "a month-long", "a year-old"
                if self.at(full + 1).is_dash() && self.at(full + 1).glued && !self.is(full + 2, &[f.long]) {
                    return None;
                }
                // "a year and a half"
                if self.is(full + 1, &[f.and]) && self.is(full + 2, &[f.a]) && self.is(full + 3, &[f.half]) {
                    return make(full + 4, Some(1.5), unit);
                }
                return Some(Count { end: full + 1, count: Some(1.0), unit, joined: false, article: true });
            }
        }
        if !number::may_begin(self.at(i)) || self.before(i).glued_sign() && self.at(i).glued {
            return None;
        }
        let number = self.number(i)?;
        if number.vague {
            // "thousands of years"
            let j = number.end + usize::from(self.is(number.end, &[f.of]));
            let (unit, true) = self.unit(j)? else { return None };
            return make(j + 1, None, unit);
        }
        let mut j = number.end;
        let dash = self.at(j).is_dash() && (self.at(j).glued || self.at(j + 1).glued);
        j += usize::from(dash);
        for skip in [f.consecutive, f.straight, f.business, f.working, f.trading, f.more, f.full, f.whole, f.long, f.calendar] {
            j += usize::from(!dash && self.word(j) == skip);
        }
        // "three-quarters of an hour", "half an hour"
        if number.fraction {
            let of = j + usize::from(self.is(j, &[f.of]));
            if self.is(of, &[f.a, f.an]) {
                let (unit, false) = self.unit(of + 1)? else { return None };
                return make(of + 2, Some(number.value), unit);
            }
        }
        // "a fifth straight quarter" is no fifth of one.
        if number.fraction && self.is(i, &[f.a, f.an]) && !self.is(i + 1, &[f.half, f.quarter]) {
            return None;
        }
        let (unit, plural) = self.unit(j)?;
        let abbreviated = self.role(j, |r| if let Role::Unit(_, _, abbr) = r { Some(*abbr) } else { None }) == Some(true);
        // "1989 second", "5 second": a number and an ordinal.
        let fits = plural
            || dash
            || number.value == 1.0
            || number.fraction
            || abbreviated
            || self.is(j + 1, &[f.old])
            || number.value.fract() != 0.0
            || self.direction(i.wrapping_sub(1)) == Some(Direction::Coming)
            || self.is(j + 1, &[f.long, f.period, f.term])
            || unit != Unit::Second && self.is_prefixed_by(i, &[f.a, f.an]) && self.lower_noun(j + 1)
            || self.is(j + 1, &[f.from]) && self.is(j + 2, &[f.now])
            || matches!(self.shift(j + 1), Some(Shift::Ago | Shift::Later | Shift::Earlier));
        if !fits || self.at(i).digits == 4 && self.year(i).is_some() && unit < Unit::Year && !plural {
            return None;
        }
        // "one hour and a half"
        let and = j + 1;
        let a = and + 1 + usize::from(self.is(and + 1, &[f.a]));
        if self.is(and, &[f.and]) && !dash {
            let part = if self.is(a, &[f.half]) {
                Some(0.5)
            } else if self.is(a, &[f.quarter]) {
                Some(0.25)
            } else {
                None
            };
            if let Some(part) = part.filter(|_| self.unit(a + 1).is_none() && !self.is(a + 1, &[f.past, f.of, f.a])) {
                return make(a + 1, Some(number.value + part), unit);
            }
        }
        let joined = dash && !plural;
        Some(Count { end: j + 1, count: Some(number.value), unit, joined, article: false })
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
