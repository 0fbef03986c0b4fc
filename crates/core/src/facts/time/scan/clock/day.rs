//! Times of day beside a date, and parts of days: "Friday at 3pm", "last night", "the early hours of Sunday".

use super::super::super::rule_id::Computed;
use super::super::super::super::lexeme::{Kind, Lexeme};
use super::super::super::lexicon::{Direction, Role};
use super::super::super::reading::{Base, From, Hour, What, When, Which};
use super::super::super::unit::Unit;
use super::super::Scan;
use super::words::clock;

impl Scan<'_> {
    /// A time of day right behind a date: "Friday **at 3pm**", "Tuesday **night**".
    pub(in super::super) fn hour_after(&self, i: usize) -> Option<(usize, Hour, Option<&'static str>)> {
        let f = self.fixed;
        // "Tuesday, June 2, at 9.30am"
        let i = i + usize::from(self.at(i).is(',') && self.is(i + 1, &[f.at]));
        // "Friday late evening at 10"
        let edge = i + usize::from(self.is(i, &[f.early, f.late]));
        if let Some(part) = self.part(edge) {
            return Some((edge + 1, Hour::Part(part), None));
        }
        // "today pm"
        if self.is(i, &[f.am, f.pm]) && (!self.at(i + 1).is_word() || self.is(i + 1, &[f.to, f.and, f.until])) {
            return Some((i + 1, Hour::Part(if self.is(i, &[f.pm]) { "AF" } else { "MO" }), None));
        }
        if let Some(found) = self.hours_after_day(i) {
            return Some(found);
        }
        if self.is(i, &[f.at, f.around, f.about, f.from, f.between]) || self.at(i).is(',') || self.at(i).is('@') {
            if let Some((end, hour, zone)) = self.clock(i + 1) {
                return matches!(hour, Hour::Clock(..)).then_some((end, hour, zone));
            }
            // "Saturday at 5."
            let hour = self.at(i + 1).whole(1..=2).filter(|h| (1..=12).contains(h))?;
            let next = self.at(i + 2);
            let ends = next.kind == Kind::Edge
                || matches!(next.kind, Kind::Mark('.' | ',' | ';' | '!' | '?' | ')')) && !next.glued_number(self.at(i + 3));
            return ((self.is(i, &[f.at, f.around]) || self.at(i).is('@')) && ends)
                .then(|| (i + 2, clock(hour, None, None), None));
        }
        let (end, hour, zone) = self.clock(i)?;
        Some((end, hour, zone))
    }

    /// "Monday **12**-4", "Friday morning **6**-8": hours of opening or meeting, where no match is told that ends so.
    pub(in super::super) fn hours_after_day(&self, i: usize) -> Option<(usize, Hour, Option<&'static str>)> {
        let (first, second) = (self.at(i).whole(1..=2)?, self.at(i + 2).whole(1..=2)?);
        let range = self.at(i + 1).is_dash() && self.at(i + 1).glued && self.at(i + 2).glued && !self.at(i).glued;
        let bare = !self.at(i + 3).glued || matches!(self.at(i + 3).kind, Kind::Mark('.' | ',' | ';' | ')' | '?' | '!'));
        let hours = (1..=12).contains(&first) && (1..=12).contains(&second) && first != second;
        if !range || !bare || !hours || self.at(i + 3).is_word() && self.at(i + 3).glued {
            return None;
        }
        let around = self.lexemes[..i].iter().rev().take(12).take_while(|l| l.kind != Kind::Edge);
        let played = around.into_iter().any(|l| self.tense.is_past(l, self.text));
        (!played && self.before(i).is_word()).then(|| (i + 1, clock(first, None, None), None))
    }

    /// "this morning", "last night", "the night of May 13", "the early hours of Sunday", "in the evening".
    pub(in super::super) fn part_first(&self, i: usize) -> Option<(usize, When, Computed)> {
        let f = self.fixed;
        let open = |end, base, hour, rule| Some((end, When { base, hour: Some(hour), zone: None }, rule));
        if let Some(days) = self.days_from_today(i) {
            let base = Base::Shift(Unit::Day, days, From::Now);
            return self.part(i + 1).and_then(|part| open(i + 2, base, Hour::Part(part), Computed::DayAndPart));
        }
        let today = Base::Shift(Unit::Day, 0, From::Now);
        if let Some(end) = self.role(i, |r| matches!(r, Role::Tonight).then_some(i + 1)) {
            return open(end, today, Hour::Part("NI"), Computed::Tonight);
        }
        if let Some(end) = self.role(i, |r| matches!(r, Role::Overnight).then_some(i + 1)) {
            return open(end, Base::Shift(Unit::Day, -1, From::Now), Hour::Part("NI"), Computed::Overnight);
        }
        let the = i + usize::from(self.is(i, &[f.the]));
        if let Some(direction) = self.direction(the) {
            return self.part_pointed(the, direction);
        }
        self.part_of_day(i, the)
    }

    /// "this morning", "last night", "the next early afternoon".
    fn part_pointed(&self, the: usize, direction: Direction) -> Option<(usize, When, Computed)> {
        let early = the + 1 + usize::from(self.is(the + 1, &[self.fixed.early]));
        let part = self.part(early)?;
        let shift = |n, from| Base::Shift(Unit::Day, n, from);
        let base = match direction {
            Direction::Last | Direction::Latest | Direction::Past => shift(-1, From::Now),
            Direction::Previous => shift(-1, From::Told),
            Direction::This | Direction::Current => shift(0, From::Now),
            Direction::Next | Direction::Following | Direction::Coming => shift(1, From::Told),
            Direction::Same => shift(0, From::Told),
        };
        Some((early + 1, When { base, hour: Some(Hour::Part(part)), zone: None }, Computed::PointedPartOfDay))
    }

    /// "the early hours of Sunday", "the night of May 13", "the night before", "in the evening".
    fn part_of_day(&self, i: usize, the: usize) -> Option<(usize, When, Computed)> {
        let f = self.fixed;
        let open = |end, base, hour, rule| Some((end, When { base, hour: Some(hour), zone: None }, rule));
                let mut j = the + usize::from(self.is(the, &[f.early, f.late]));
        let part = self.part(j);
        j += usize::from(part.is_some());
        let hours = self.is(j, &[f.hours]) && (part.is_some() || j > the);
        j += usize::from(hours);
        if part.is_none() && !hours {
            return None;
        }
        let part = part.unwrap_or("MO");
        // "the night before", "the morning after": the end of a phrase.
        if the > i && !hours && self.is(j, &[f.before, f.after]) && matches!(self.at(j + 1).kind, Kind::Mark(_) | Kind::Edge) {
            let sign = if self.is(j, &[f.before]) { -1 } else { 1 };
            return open(j + 1, Base::Shift(Unit::Day, sign, From::Told), Hour::Part(part), Computed::PartOfTheDayBefore);
        }
        if self.is(j, &[f.of, f.on]) {
            let date = self.absolute(j + 1).or_else(|| self.numeric(j + 1)).or_else(|| self.relative(j + 1));
            let date = date.or_else(|| self.feast(j + 1));
            if let Some((end, base, _)) = date.filter(|(_, base, _)| base.is_day()) {
                // "the early hours of Monday morning"
                if let Some(part) = self.part(end) {
                    return open(end + 1, base, Hour::Part(part), Computed::PartOfADay);
                }
                return open(end, base, Hour::Part(part), Computed::PartOfADay);
            }
            if let Some((end, day)) = self.day_number(j + 1).filter(|(end, _)| !self.lower_noun(*end)) {
                return open(end, Base::Named(What::DayOfMonth(day), Which::Bare), Hour::Part(part), Computed::PartOfADay);
            }
        }
        // Alone only where the words around make it a time.
        let bare = the > i && !self.lower_noun(j) && !self.is(j, &[f.of])
            || hours && the > i
            || (self.is_prefixed_by(i, &[f.at, f.by]) || self.edge_before(i)) && !self.lower_noun(j);
        if bare { open(j, Base::Open, Hour::Part(part), Computed::BarePartOfDay) } else { None }
    }
}

impl Lexeme {
    /// A point before the decimals of a number.
    fn glued_number(&self, next: &Self) -> bool {
        self.glued && next.glued && next.kind == Kind::Number
    }
}
