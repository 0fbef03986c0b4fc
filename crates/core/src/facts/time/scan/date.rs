//! Dates with names or numbers of days, months and years.

use super::super::rule_id::Computed;
use super::super::super::lexeme::{Kind, Lexeme};
use super::super::calendar::{Moment, day};
use super::super::lexicon::{Direction, Role};
use super::super::reading::{Base, From, What, Which};
use super::super::unit::Unit;
use super::{Dated, Found, Scan};

/// Months that are given names too.
const GIVEN: [u8; 4] = [4, 5, 6, 8];

/// A month or a day in a year that is known.
pub(super) fn placed(what: What, year: i32) -> Base {
    match what {
        What::Month(month) => Base::At(Moment::Month(year, month)),
        What::MonthDay(month, date) => {
            day(year, month, date).map_or(Base::Named(what, Which::Year(year)), |d| Base::At(Moment::Day(d)))
        }
        _ => Base::Named(what, Which::Year(year)),
    }
}

impl Scan<'_> {
    /// The month at `i` and whether the word needs support; passes over the dot of an abbreviation.
    pub(super) fn month(&self, i: usize) -> Found<(u8, bool)> {
        let (month, doubtful) = self.role(i, |r| if let Role::Month(m, d) = r { Some((*m, *d)) } else { None })?;
        Some((self.dot(i), (month, doubtful || !self.at(i).capital)))
    }

    pub(super) fn weekday(&self, i: usize) -> Found<(u8, bool)> {
        let (day, doubtful) = self.role(i, |r| if let Role::Weekday(d, doubt) = r { Some((*d, *doubt)) } else { None })?;
        Some((self.dot(i), (day, doubtful)))
    }

    /// The lexeme after the abbreviation at `i` and its dot, if the dot does not end the sentence.
    pub(super) fn dot(&self, i: usize) -> usize {
        let dot = self.at(i + 1);
        let short = self.at(i).span.len() <= 5 && dot.is('.') && dot.glued;
        let next = self.at(i + 2);
        let goes_on = next.kind == Kind::Number || next.is(',') || next.is_word() && !next.capital;
        i + 1 + usize::from(short && goes_on)
    }

    /// A day of the month: "26", "26th".
    pub(super) fn day_number(&self, i: usize) -> Found<u8> {
        let value = self.at(i).whole(1..=2).filter(|d| (1..=31).contains(d))? as u8;
        if let Some((end, _)) = self.ordinal(i) {
            return Some((end, value));
        }
        let next = self.at(i + 1);
        // A clock, a share or a measure: "5:30", "5%", "12km".
        let month = || self.month(i + 1).is_some();
        let other = next.glued
            && (next.is_word() && !month()
                || (matches!(next.kind, Kind::Mark('%' | '$' | '/'))
                    || next.is(':') && self.at(i + 2).kind == Kind::Number && self.at(i + 2).glued))
            || self.before(i).glued_sign() && self.at(i).glued
            || self.role(i + 1, |r| if let Role::Clock(_) = r { Some(()) } else { None }).is_some()
            || self.is(i + 1, &[self.fixed.am, self.fixed.pm]);
        if other { None } else { Some((i + 1, value)) }
    }

    /// Dates with names of months and days.
    pub(super) fn absolute(&self, i: usize) -> Dated {
        let the = i + usize::from(self.is(i, &[self.fixed.the]));
        if let Some((end, (weekday, doubtful))) = self.weekday(i) {
            // "Monday, March 3, 2025": the date says all.
            let day = self.comma(end);
            let the = day + usize::from(self.is(day, &[self.fixed.the]));
            let dated = self.month_and_day(day).or_else(|| self.day_and_month(the));
            let dated = dated.or_else(|| self.slashed_day(day).or_else(|| self.numeric(day)).map(|(to, base, _)| (to, base)));
            if let Some((to, base)) = dated {
                return Some((to, base, Computed::WeekdayAndDate));
            }
            // "Friday the 13th", "Tue 13th"
            if let Some((to, date)) = self.ordinal(the).filter(|(_, d)| (1..=31).contains(d))
                && self.at(the).kind == Kind::Number
                && !self.lower_noun(to)
            {
                return Some((to, Base::Named(What::DayOfMonth(date), Which::Bare), Computed::WeekdayAndDay));
            }
            // "Sunday 31"
            if let Some(date) = self.at(end).whole(2..=2).filter(|d| (13..=31).contains(d))
                && self.at(i).capital
                && (matches!(self.at(end + 1).kind, Kind::Edge | Kind::Mark('!' | '?' | ';' | ')'))
                    || self.at(end + 1).is('.') && !self.at(end + 2).glued)
            {
                return Some((end + 1, Base::Named(What::DayOfMonth(date as u8), Which::Bare), Computed::WeekdayAndDay));
            }
            return self.bare_weekday(i, end, weekday, doubtful);
        }
        self.month_and_day(i)
            .or_else(|| self.day_and_month(the))
            .map(|(end, base)| (end, base, Computed::MonthAndDay))
            .or_else(|| self.named_in_slashes(i))
            .or_else(|| self.day_before_day(i))
            .or_else(|| self.day_alone(i))
            .or_else(|| self.nth_of(i))
            .or_else(|| self.month_and_year(i))
    }

    /// "March 3", "March 3rd, 2025", "Mar. 3, 480 BC".
    pub(super) fn month_and_day(&self, i: usize) -> Found<Base> {
        let (j, (month, _)) = self.month(i)?;
        let said = self.day_number(self.dash_glued(j)).or_else(|| {
            // "March the third", "March third": but not "in May first place"
            let the = j + usize::from(self.is(j, &[self.fixed.the]));
            let said = self.ordinal(the).filter(|(_, d)| (1..=31).contains(d))?;
            // "the end of May the Second Squadron": a name begins.
            let name = |at: &Lexeme| at.is_word() && at.capital;
            if name(self.at(the)) && name(self.at(said.0)) {
                return None;
            }
            // "he may march second"
            let small = !self.at(i).capital && [3, 5].contains(&month) && self.before(i).is_word();
            if small && !self.preposition(i) && self.weekday(i.wrapping_sub(1)).is_none() {
                return None;
            }
            let goes_on = !self.lower_noun(said.0) || self.lexicon.numbers.may_begin(self.at(said.0));
            (the > j || goes_on && !self.at(said.0).is_dash()).then_some(said)
        });
        // "March, 6th"; "January twenty five nineteen eighty six"
        let said = said.or_else(|| self.ordinal(self.comma(j)).filter(|_| self.at(self.comma(j)).kind == Kind::Number));
        let (end, day) =
            said.filter(|(_, day)| *day <= 31).or_else(|| self.said_day(j).filter(|(to, _)| self.said_year(*to).is_some()))?;
        // "May 10 million people" is a month of nothing.
        if self.lexicon.numbers.scale(self.at(end)).is_some() || self.at(end).is('%') {
            return None;
        }
        Some(self.with_year(end, month, Some(day)))
    }

    /// A day of the month in words: "twenty five".
    fn said_day(&self, i: usize) -> Found<u8> {
        if !self.at(i).is_word() {
            return None;
        }
        let number = self.number(i)?;
        let whole = number.worded && !number.fraction && !number.vague && (1.0..=31.0).contains(&number.value);
        (whole && number.value.fract() == 0.0).then_some((number.end, number.value as u8))
    }

    pub(super) fn dash_glued(&self, i: usize) -> usize {
        i + usize::from(self.at(i).is_dash() && self.at(i).glued && self.at(i + 1).glued)
    }

    /// "3 March 2025", "the 3rd of March".
    pub(super) fn day_and_month(&self, i: usize) -> Found<Base> {
        let said = self.day_number(i).or_else(|| {
            // "the first of May": with "of" alone.
            self.ordinal(i).filter(|(j, _)| self.is(*j, &[self.fixed.of]))
        });
        let said = said.or_else(|| {
            // "fifteen August nineteen eighty": with the year in words alone.
            let found @ (to, _) = self.said_day(i)?;
            let (end, _) = self.month(to)?;
            self.said_year(end).map(|_| found)
        });
        let (j, day) = said?;
        let j = j + usize::from(self.is(j, &[self.fixed.of]));
        let (end, (month, doubtful)) = self.month(self.dash_glued(j))?;
        let said = ![3, 5].contains(&month) && (self.is(j - 1, &[self.fixed.of]) || self.at(j).span.len() > 3);
        if doubtful && !said && !self.at(self.dash_glued(j)).capital && self.year(end).is_none() && self.ordinal(i).is_none() {
            return None;
        }
        if !(1..=31).contains(&day) {
            return None;
        }
        Some(self.with_year(end, month, Some(day)))
    }

    /// The year behind a month or a day, said or pointed at.
    pub(super) fn with_year(&self, end: usize, month: u8, date: Option<u8>) -> (usize, Base) {
        let f = self.fixed;
        let what = date.map_or(What::Month(month), |d| What::MonthDay(month, d));
        let after_comma = self.comma(end);
        let of = end + usize::from(self.is(end, &[f.of, f.in_]));
        for j in [after_comma, of, self.dash_glued(end)] {
            if let Some((to, year)) = self.year_and_era(j) {
                // "on March 3, 2000 people": a number of things.
                if after_comma > end && j == after_comma && self.plural_noun(to) {
                    continue;
                }
                return (to, placed(what, year));
            }
        }
        // "nineteen eighty six", "3 Aug 96"
        if let Some((to, year)) = self.said_year(after_comma) {
            return (to, placed(what, year));
        }
        if let Some(year) = self.at(end).whole(2..=2).filter(|year| date.is_some() && *year > 31)
            && !self.at(end).glued
            && !self.lower_noun(end + 1)
            && !matches!(self.at(end + 1).kind, Kind::Mark('%' | ':' | '/' | '-'))
        {
            return (end + 1, placed(what, self.century_of(year)));
        }
        // "May-August 1950", "March 19 to April 30, 2003": the year stands behind both.
        if self.is_joint(end)
            && let Some((to, _)) = self.month(end + 1)
        {
            let to = self.day_number(to).filter(|_| date.is_some()).map_or(to, |(to, _)| to);
            if let Some((_, year)) = self.year_and_era(self.comma(to)) {
                return (end, placed(what, year));
            }
        }
        let j = end + usize::from(self.is(end, &[f.of]));
        if let Some((to, unit, n, from)) = self.pointed(j)
            && unit == Unit::Year
        {
            return (to, Base::Named(what, Which::In(unit, n, from)));
        }
        (end, Base::Named(what, Which::Bare))
    }

    /// "last year", "that year", "the following week": a unit pointed at.
    pub(super) fn pointed(&self, i: usize) -> Option<(usize, Unit, i32, From)> {
        let f = self.fixed;
        let the = i + usize::from(self.is(i, &[self.fixed.the]));
        // "that same year"
        let the = the + usize::from(self.is(the, &[self.fixed.that, self.fixed.this]) && self.is(the + 1, &[self.fixed.same]));
        let direction = self.direction(the)?;
        let kind = usize::from(self.is(the + 1, &[f.fiscal, f.financial, f.school, f.calendar]) && self.is(the + 2, &[f.year]));
        let the = the + kind;
        let (unit, false) = self.unit(the + 1)? else { return None };
        let (n, from) = match direction {
            // The latest quarter is the one that is over.
            Direction::Latest if unit == Unit::Quarter => (0, From::Near),
            Direction::Last | Direction::Latest | Direction::Past => (-1, From::Now),
            Direction::Previous => (-1, From::Told),
            Direction::This | Direction::Current => (0, From::Now),
            Direction::Same => (0, From::Told),
            Direction::Next | Direction::Coming => (1, if the - kind > i { From::Told } else { From::Now }),
            Direction::Following => (1, From::Told),
        };
        Some((the + 2, unit, n, from))
    }

    /// "Monday", "Monday last week", "Monday week".
    pub(super) fn bare_weekday(&self, i: usize, end: usize, weekday: u8, doubtful: bool) -> Dated {
        let f = self.fixed;
        let what = What::Weekday(weekday);
        let of = end + usize::from(self.is(end, &[f.of]));
        if let Some((to, Unit::Week, n, from)) = self.pointed(of) {
            return Some((to, Base::Named(what, Which::In(Unit::Week, n, from)), Computed::WeekdayOfAWeek));
        }
        if self.is(end, &[f.week]) && self.at(i).capital && !self.lower_noun(end + 1) {
            return Some((end + 1, Base::Named(what, Which::In(Unit::Week, 1, From::Now)), Computed::WeekdayAndAWeek));
        }
        if doubtful {
            // "sat", "sun", "Wed": only beside a date, a comma or a part of the day.
            let clock = || self.is(end, &[f.at]) && self.hour_after(end).is_some();
            // A day that stands alone, as in a listing.
            let alone = self.before(i).kind == Kind::Edge
                && (self.at(end).kind == Kind::Edge || self.at(end).is('.') && self.at(end + 1).kind == Kind::Edge);
            // "Mon, Wed and Fri"
            let listed = i >= 2
                && (self.at(i - 1).is(',') || self.is(i - 1, &[f.and, f.or]))
                && (self.weekday(i - 2).is_some() || self.at(i - 2).is(',') && i >= 3 && self.weekday(i - 3).is_some());
            let supported = self.at(i).capital && (self.part(end).is_some() || clock() || listed) || alone;
            let end = end + usize::from(alone && self.at(end).is('.'));
            return supported.then_some((end, Base::Named(what, Which::Bare), Computed::BareWeekday));
        }
        Some((end, Base::Named(what, Which::Bare), Computed::BareWeekday))
    }

    /// "March 2025", "March of last year", "March".
    pub(super) fn month_and_year(&self, i: usize) -> Dated {
        // "2021 July": the year first.
        if let Some((j, year)) = self.year(i) {
            if let Some((end, (month, doubtful))) = self.month(j)
                && (!(doubtful && [3, 5].contains(&month)) || self.at(j).capital && self.day_number(end).is_some())
            {
                if let Some((to, day)) = self.day_number(end) {
                    // "2005 June 6, 2005": the month begins a date of its own.
                    if self.year(self.comma(to)).is_some() {
                        return None;
                    }
                    return Some((to, placed(What::MonthDay(month, day), year), Computed::YearMonthAndDay));
                }
                return Some((end, placed(What::Month(month), year), Computed::YearAndMonth));
            }
            return None;
        }
        let (end, (month, doubtful)) = self.month(i)?;
        let (to, base) = self.with_year(end, month, None);
        if to > end || matches!(base, Base::At(_)) {
            return Some((to, base, Computed::MonthAndYear));
        }
        if doubtful && !self.month_support(i) {
            return None;
        }
        // "Mr April"
        let title = if self.before(i).is('.') { i.wrapping_sub(2) } else { i.wrapping_sub(1) };
        if self.lexicon.nouns.title.contains(&self.word(title)) {
            return None;
        }
        // "June Ruiz", "April Stone": a given name, unless a preposition stands before it.
        let next = self.at(end);
        let given = next.is_word() && next.capital && GIVEN.contains(&month);
        if given && !self.preposition(i) && !self.edge_before(i) && self.before(i).kind != Kind::Edge {
            return None;
        }
        Some((end, base, Computed::BareMonth))
    }

    /// Whether "May" or "March" is backed by the words around it.
    pub(super) fn month_support(&self, i: usize) -> bool {
        let ambiguous = self.month(i).is_none_or(|(_, (month, _))| [3, 5].contains(&month));
        let first = self.at(i).capital && self.is(i + 1, &[self.fixed.to]) && self.month(i + 2).is_some();
        // "January-March"
        let second = self.at(i).capital && self.at(i).glued && self.before(i).is_dash() && i >= 2 && self.month(i - 2).is_some();
        let range = first || second;
        range
            || (self.at(i).capital || !ambiguous)
                && (self.preposition(i) || self.direction(i.wrapping_sub(1)).is_some() || self.edge_before(i))
    }

    pub(super) fn edge_before(&self, i: usize) -> bool {
        let dash = self.before(i).is_dash();
        let j = if dash { i.wrapping_sub(1) } else { i };
        // "mid-March", "end-March"
        let edge = |r: &Role| matches!(r, Role::Edge(_)) || dash && matches!(r, Role::EdgeOf(_));
        j > 0 && self.role(j - 1, |r| edge(r).then_some(())).is_some()
    }

    pub(super) fn preposition(&self, i: usize) -> bool {
        let f = self.fixed;
        let before = self.before(i);
        before.is_word()
            && [
                f.in_,
                f.since,
                f.until,
                f.till,
                f.by,
                f.during,
                f.from,
                f.to,
                f.of,
                f.before,
                f.after,
                f.for_,
                f.between,
                f.through,
                f.throughout,
                f.and,
                f.on,
            ]
            .contains(&before.hash)
    }

    pub(super) fn is_prefixed_by(&self, i: usize, words: &[u64]) -> bool {
        i > 0 && self.is(i - 1, words)
    }

    /// A plural noun in small letters, to which a number before it would belong.
    pub(super) fn plural_noun(&self, i: usize) -> bool {
        let lexeme = self.at(i);
        if !lexeme.is_word() || lexeme.capital || lexeme.glued || self.unit(i).is_some() {
            return false;
        }
        self.lexicon.nouns.is_plural(lexeme.span.of(self.text), lexeme.hash)
    }
}
