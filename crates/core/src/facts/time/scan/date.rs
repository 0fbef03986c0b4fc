//! Dates with names or numbers of days, months and years.

use std::sync::LazyLock;

use super::super::super::lexeme::{Kind, Lexeme};
use super::super::super::number;
use super::super::calendar::{Moment, Unit, day};
use super::super::lexicon::{Direction, Role, roles};
use super::super::reading::{Base, From, Nth, What, Which};
use super::{Found, Scan};
use crate::syntax::hash;

/// Words with capitals that a number behind them numbers.
static NUMBERED: LazyLock<[u64; 18]> = LazyLock::new(|| {
    [
        "flight",
        "route",
        "highway",
        "resolution",
        "section",
        "article",
        "boeing",
        "airbus",
        "number",
        "no",
        "agenda",
        "room",
        "model",
        "page",
        "channel",
        "area",
        "unit",
        "lot",
    ]
    .map(hash)
});

/// The lexeme after a month or a longer stretch, the month and which one.
type Found3 = Option<(usize, Option<u8>, Which)>;

/// Months that are given names too.
const GIVEN: [u8; 4] = [4, 5, 6, 8];

/// The year that two digits stand for.
pub(super) fn century_for(year: i32) -> i32 {
    if year < 50 { 2000 + year } else { 1900 + year }
}

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

/// A year that could as well be a round number of things.
fn round(year: i32) -> bool {
    year % 50 == 0
}

/// Whether a word looks like a plural noun.
fn is_plural(word: &str) -> bool {
    const NOT: [&str; 12] = ["was", "has", "his", "its", "this", "says", "does", "as", "is", "us", "plus", "versus"];
    matches!(word, "people" | "men" | "women" | "children" | "troops" | "police")
        || word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !NOT.contains(&word)
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
        if let Some((end, _)) = number::ordinal(self.lexemes, i) {
            return Some((end, value));
        }
        let next = self.at(i + 1);
        // A clock, a share or a measure: "5:30", "5%", "12km".
        let month = || self.month(i + 1).is_some();
        let other = next.glued && (next.is_word() && !month() || matches!(next.kind, Kind::Mark(':' | '%' | '$' | '/')))
            || self.before(i).glued_sign() && self.at(i).glued
            || self.role(i + 1, |r| if let Role::Clock(_) = r { Some(()) } else { None }).is_some()
            || self.is(i + 1, &[self.fixed.am, self.fixed.pm]);
        if other { None } else { Some((i + 1, value)) }
    }

    /// A year that is sure to be one where a month or a day stands before it.
    pub(super) fn year(&self, i: usize) -> Found<i32> {
        let lexeme = self.at(i);
        if let Some(year) = lexeme.whole(4..=4) {
            let glued_word = self.at(i + 1).glued && self.at(i + 1).is_word();
            let sign = self.before(i).glued_sign() && lexeme.glued;
            return ((1000..=2199).contains(&year) && !glued_word && !sign).then_some((i + 1, year));
        }
        if matches!(lexeme.kind, Kind::Mark('\'' | '’' | '‘')) && self.at(i + 1).glued {
            let year = self.at(i + 1).whole(2..=2)?;
            let glued_word = self.at(i + 2).glued && self.at(i + 2).is_word();
            return (!glued_word).then_some((i + 2, century_for(year)));
        }
        None
    }

    /// "BC", "B.C.", "AD", "BCE" at `i`: the lexeme after and whether it is before Christ.
    pub(super) fn era(&self, i: usize) -> Found<bool> {
        let f = self.fixed;
        if self.is(i, &[f.bc, f.bce]) {
            return Some((i + 1, true));
        }
        if self.is(i, &[f.b]) && self.at(i + 1).is('.') && self.is(i + 2, &[f.c]) {
            return Some((i + 3 + usize::from(self.at(i + 3).is('.')), true));
        }
        (self.is(i, &[f.ad, f.ce]) && self.at(i).capital).then_some((i + 1, false))
    }

    /// A year with its era: "480 BC", "AD 79", "1066".
    pub(super) fn year_and_era(&self, i: usize) -> Found<i32> {
        let f = self.fixed;
        if self.is(i, &[f.ad]) && self.at(i).capital {
            let year = self.at(i + 1).whole(1..=4)?;
            return Some((i + 2, year));
        }
        if let Some(year) = self.at(i).whole(1..=5) {
            if let Some((end, before)) = self.era(i + 1) {
                return (year > 0).then_some((end, if before { -year } else { year }));
            }
            // "499-493 BC", "from 499 to 493 BC": the era stands behind both.
            if self.is_joint(i + 1)
                && self.at(i + 2).whole(1..=4).is_some_and(|other| other < year)
                && let Some((_, true)) = self.era(i + 3)
            {
                return Some((i + 1, -year));
            }
        }
        self.year(i)
    }

    /// 2025-11-26, 26/11/2025, 26.11.25.
    pub(super) fn numeric(&self, i: usize) -> Option<(usize, Base, &'static str)> {
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
            if sign == '/'
                && placed
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
                return (ok && !goes_on).then_some((i + 3, Base::At(Moment::Month(year, month as u8)), "numeric month"));
            }
            // 09/2012
            let (month, year) = (a.whole(1..=2)?, b.whole(4..=4)?);
            let ok = sign != '.' && !a.glued && (1..=12).contains(&month) && (1900..2100).contains(&year);
            return ok.then_some((i + 3, Base::At(Moment::Month(year, month as u8)), "numeric month"));
        }
        let goes_on = self.at(i + 5).is(sign) && self.at(i + 5).glued && self.at(i + 6).glued;
        if goes_on {
            return None;
        }
        let small = |l: &Lexeme| l.whole(1..=2).map(|n| n as u8);
        let (year, month, date) = if let Some(year) = a.whole(4..=4) {
            (year, small(b)?, small(c)?)
        } else {
            let year = c.whole(4..=4).or_else(|| c.whole(2..=2).filter(|_| sign == '/').map(century_for))?;
            let (first, second) = (small(a)?, small(b)?);
            let swap = first > 12 || (second <= 12 && (self.day_first || sign == '.'));
            if swap { (year, second, first) } else { (year, first, second) }
        };
        let day = day(year, month, date).filter(|_| (1000..2200).contains(&year))?;
        Some((i + 5, Base::At(Moment::Day(day)), "numeric date"))
    }

    /// 11/20 without a year, where the words around make it a day.
    pub(super) fn slashed_day(&self, i: usize) -> Option<(usize, Base, &'static str)> {
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
        let (month, date) = if self.day_first || first > 12 { (second, first) } else { (first, second) };
        day(2000, month, date).map(|_| (i + 3, Base::Named(What::MonthDay(month, date), Which::Bare), "numeric day"))
    }

    /// 22/Jan/2019, 2020/Sep/23.
    fn named_in_slashes(&self, i: usize) -> Option<(usize, Base, &'static str)> {
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
        Some((j + 2, Base::At(Moment::Day(day)), "numeric date"))
    }

    /// Dates with names of months and days.
    pub(super) fn absolute(&self, i: usize) -> Option<(usize, Base, &'static str)> {
        let the = i + usize::from(self.is(i, &[self.fixed.the]));
        if let Some((end, (weekday, doubtful))) = self.weekday(i) {
            // "Monday, March 3, 2025": the date says all.
            let day = self.comma(end);
            let the = day + usize::from(self.is(day, &[self.fixed.the]));
            let dated = self.month_and_day(day).or_else(|| self.day_and_month(the));
            let dated = dated.or_else(|| self.slashed_day(day).or_else(|| self.numeric(day)).map(|(to, base, _)| (to, base)));
            if let Some((to, base)) = dated {
                return Some((to, base, "weekday and date"));
            }
            // "Friday the 13th", "Tue 13th"
            if let Some((to, date)) = number::ordinal(self.lexemes, the).filter(|(_, d)| (1..=31).contains(d))
                && self.at(the).kind == Kind::Number
                && !self.lower_noun(to)
            {
                return Some((to, Base::Named(What::DayOfMonth(date), Which::Bare), "weekday and day"));
            }
            return self.bare_weekday(i, end, weekday, doubtful);
        }
        self.month_and_day(i)
            .or_else(|| self.day_and_month(the))
            .map(|(end, base)| (end, base, "month and day"))
            .or_else(|| self.named_in_slashes(i))
            .or_else(|| self.day_before_day(i))
            .or_else(|| self.day_alone(i))
            .or_else(|| self.nth_of(i))
            .or_else(|| self.month_and_year(i))
    }

    /// "March 3", "March 3rd, 2025", "Mar. 3, 480 BC".
    pub(super) fn month_and_day(&self, i: usize) -> Found<Base> {
        let (j, (month, _)) = self.month(i)?;
        let (end, day) = self.day_number(self.dash_glued(j)).or_else(|| {
            // "March the third", "March third": but not "in May first place"
            let the = j + usize::from(self.is(j, &[self.fixed.the]));
            let said = number::ordinal(self.lexemes, the).filter(|(_, d)| (1..=31).contains(d))?;
            (the > j || !self.lower_noun(said.0) && !self.at(said.0).is_dash()).then_some(said)
        })?;
        // "May 10 million people" is a month of nothing.
        if number::scale(self.at(end)).is_some() || self.at(end).is('%') {
            return None;
        }
        Some(self.with_year(end, month, Some(day)))
    }

    pub(super) fn dash_glued(&self, i: usize) -> usize {
        i + usize::from(self.at(i).is_dash() && self.at(i).glued && self.at(i + 1).glued)
    }

    /// "3 March 2025", "the 3rd of March".
    pub(super) fn day_and_month(&self, i: usize) -> Found<Base> {
        let (j, day) = self.day_number(i).or_else(|| {
            // "the first of May": with "of" alone.
            number::ordinal(self.lexemes, i).filter(|(j, _)| self.is(*j, &[self.fixed.of]))
        })?;
        let j = j + usize::from(self.is(j, &[self.fixed.of]));
        let (end, (month, doubtful)) = self.month(self.dash_glued(j))?;
        let said = ![3, 5].contains(&month) && (self.is(j - 1, &[self.fixed.of]) || self.at(j).span.len() > 4);
        if doubtful
            && !said
            && !self.at(self.dash_glued(j)).capital
            && self.year(end).is_none()
            && number::ordinal(self.lexemes, i).is_none()
        {
            return None;
        }
        if !(1..=31).contains(&day) {
            return None;
        }
        Some(self.with_year(end, month, Some(day)))
    }

    /// A year in words: "nineteen eighty-six", "two thousand and ten".
    pub(super) fn said_year(&self, i: usize) -> Found<i32> {
        if !self.at(i).is_word() {
            return None;
        }
        let first = number::number(self.lexemes, i).filter(|n| n.worded && !n.fraction && !n.vague && n.value.fract() == 0.0)?;
        if (2000.0..2100.0).contains(&first.value) {
            return Some((first.end, first.value as i32));
        }
        let second = number::number(self.lexemes, first.end).filter(|n| n.worded && !n.fraction && !n.vague)?;
        let whole = (15.0..=20.0).contains(&first.value) && (10.0..100.0).contains(&second.value);
        whole.then_some((second.end, first.value as i32 * 100 + second.value as i32))
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
            return (end + 1, placed(what, century_for(year)));
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
    pub(super) fn bare_weekday(&self, i: usize, end: usize, weekday: u8, doubtful: bool) -> Option<(usize, Base, &'static str)> {
        let f = self.fixed;
        let what = What::Weekday(weekday);
        let of = end + usize::from(self.is(end, &[f.of]));
        if let Some((to, Unit::Week, n, from)) = self.pointed(of) {
            return Some((to, Base::Named(what, Which::In(Unit::Week, n, from)), "weekday of a week"));
        }
        if self.is(end, &[f.week]) && self.at(i).capital && !self.lower_noun(end + 1) {
            return Some((end + 1, Base::Named(what, Which::In(Unit::Week, 1, From::Now)), "Monday week"));
        }
        if doubtful {
            // "sat", "sun", "Wed": only beside a date, a comma or a part of the day.
            let clock = || self.is(end, &[f.at]) && self.hour_after(end).is_some();
            let supported = self.at(i).capital && (self.part(end).is_some() || clock());
            return supported.then_some((end, Base::Named(what, Which::Bare), "bare weekday"));
        }
        Some((end, Base::Named(what, Which::Bare), "bare weekday"))
    }

    /// What joins the ends of a range.
    pub(super) fn is_joint(&self, i: usize) -> bool {
        let f = self.fixed;
        self.at(i).is_dash() || self.at(i).is('/') || self.is(i, &[f.to, f.and, f.or, f.until, f.through])
    }

    /// "6-7 February", "the 3rd and 4th of May": the first day, the month from behind the second.
    pub(super) fn day_before_day(&self, i: usize) -> Option<(usize, Base, &'static str)> {
        let the = i + usize::from(self.is(i, &[self.fixed.the]));
        let (end, day) = self.day_number(the)?;
        if !self.is_joint(end) || self.at(end).is('/') {
            return None;
        }
        let second = end + 1 + usize::from(self.is(end + 1, &[self.fixed.the]));
        self.day_number(second).filter(|(_, later)| *later > day)?;
        let (_, base) = self.day_and_month(second)?;
        let base = match base {
            Base::At(moment) => placed(What::MonthDay(moment.month()?, day), moment.year()),
            Base::Named(What::MonthDay(month, _), which) => Base::Named(What::MonthDay(month, day), which),
            _ => return None,
        };
        Some((end, base, "day before a day and month"))
    }

    /// "the first Monday of October 2014", "the last week of July", "the third day of the month".
    fn nth_of(&self, i: usize) -> Option<(usize, Base, &'static str)> {
        let f = self.fixed;
        let the = i + usize::from(self.is(i, &[f.the]));
        let last = self.is(the, &[f.last, f.final_]).then_some((the + 1, -1));
        let (j, nth) = last.or_else(|| number::ordinal(self.lexemes, the).filter(|n| n.1 <= 53).map(|(j, n)| (j, n as i8)))?;
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
        // "the first day of May 5" is nothing, "the second week of 2020 games" is.
        Some((to, Base::Nth(nth, kind, month, which), "nth of a stretch"))
    }

    /// What the nth is of: "October 2014", "2019", "last month", "the month".
    fn outer(&self, i: usize) -> Found3 {
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
    fn day_alone(&self, i: usize) -> Option<(usize, Base, &'static str)> {
        let f = self.fixed;
        let bare = i + usize::from(self.is(i, &[f.the]));
        // "20 of next month", "the 15th day of this month"
        if let Some((end, day)) = self.day_number(bare)
            && let of = end + usize::from(self.is(end, &[f.day]))
            && self.is(of, &[f.of])
            && let Some((to, Unit::Month, n, from)) = self.pointed(of + 1)
        {
            return Some((to, Base::Named(What::DayOfMonth(day), Which::In(Unit::Month, n, from)), "day of a month"));
        }
        if !self.is(i, &[f.the]) || self.at(i + 1).kind != Kind::Number {
            return None;
        }
        let (end, day) = number::ordinal(self.lexemes, i + 1).filter(|(_, d)| (1..=31).contains(d))?;
        if self.is(end, &[f.of]) {
            let (to, unit, n, from) =
                self.pointed(end + 1).or_else(|| self.is(end + 2, &[f.month]).then_some((end + 3, Unit::Month, 0, From::Now)))?;
            return (unit == Unit::Month).then_some((
                to,
                Base::Named(What::DayOfMonth(day), Which::In(unit, n, from)),
                "day of a month",
            ));
        }
        let placed = self.is_prefixed_by(i, &[f.on, f.until, f.by, f.since]);
        let ends = !self.at(end).is_word() || self.is_joint(end);
        (placed && ends).then_some((end, Base::Named(What::DayOfMonth(day), Which::Bare), "day of the month"))
    }

    /// "March 2025", "March of last year", "March".
    pub(super) fn month_and_year(&self, i: usize) -> Option<(usize, Base, &'static str)> {
        // "2021 July": the year first.
        if let Some((j, year)) = self.year(i) {
            if let Some((end, (month, doubtful))) = self.month(j)
                && !(doubtful && [3, 5].contains(&month))
            {
                return Some((end, placed(What::Month(month), year), "year and month"));
            }
            return None;
        }
        let (end, (month, doubtful)) = self.month(i)?;
        let (to, base) = self.with_year(end, month, None);
        if to > end || matches!(base, Base::At(_)) {
            return Some((to, base, "month and year"));
        }
        if doubtful && !self.month_support(i) {
            return None;
        }
        // "June Ruiz", "April Stone": a given name, unless a preposition stands before it.
        let next = self.at(end);
        let given = next.is_word() && next.capital && GIVEN.contains(&month);
        if given && !self.preposition(i) && !self.edge_before(i) && self.before(i).kind != Kind::Edge {
            return None;
        }
        Some((end, base, "bare month"))
    }

    /// Whether "May" or "March" is backed by the words around it.
    pub(super) fn month_support(&self, i: usize) -> bool {
        let ambiguous = self.month(i).is_none_or(|(_, (month, _))| [3, 5].contains(&month));
        let range = self.at(i).capital && self.is(i + 1, &[self.fixed.to]) && self.month(i + 2).is_some();
        range
            || (self.at(i).capital || !ambiguous)
                && (self.preposition(i) || self.direction(i.wrapping_sub(1)).is_some() || self.edge_before(i))
    }

    pub(super) fn edge_before(&self, i: usize) -> bool {
        let j = if self.before(i).is_dash() { i.wrapping_sub(1) } else { i };
        let before = self.before(j);
        before.is_word() && roles(before.hash).iter().any(|r| matches!(r, Role::Edge(_)))
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

    /// A year alone: of four digits where it is likely to be one.
    pub(super) fn lone_year(&self, i: usize) -> Option<(usize, Base, &'static str)> {
        let f = self.fixed;
        let fiscal = self.is(i, &[f.fiscal, f.financial]);
        if fiscal || self.is(i, &[f.fy]) {
            let j = i + 1 + usize::from(self.is(i + 1, &[f.year]));
            if let Some((end, year)) = self.year(j) {
                return Some((end, Base::At(Moment::Fiscal(year)), "fiscal year"));
            }
            if self.is(i, &[f.fy]) && self.at(j).glued {
                let year = century_for(self.at(j).whole(2..=2)?);
                return Some((j + 1, Base::At(Moment::Fiscal(year)), "fiscal year"));
            }
            return None;
        }
        let (the, said) = if self.is(i, &[f.the]) && self.is(i + 1, &[f.year]) {
            (i + 2, true)
        } else if self.is(i, &[f.calendar, f.school]) && self.is(i + 1, &[f.year]) {
            (i + 2, true)
        } else if self.is(i, &[f.year]) {
            (i + 1, true)
        } else {
            (i, false)
        };
        let (end, year) = self.year_and_era(the)?;
        let found = Some((end, Base::At(Moment::Year(year)), "year"));
        if said || year < 1000 || end > the + 1 || self.at(the).kind != Kind::Number {
            return if self.at(the).kind == Kind::Number || year < 1000 || said {
                found
            } else {
                self.apostrophe_year(the, found)
            };
        }
        let next = self.at(end);
        // "Flight 1812", "Route 2001"
        if self.before(the).capital && NUMBERED.contains(&self.before(the).hash) {
            return None;
        }
        // Part of a longer number, a code or a measure.
        if next.is('%') || next.is('°') || number::scale(next).is_some() || self.before(the).is('#') || self.before(the).is('№')
        {
            return None;
        }
        let code = next.glued && (next.is('/') || next.is(':')) && self.at(end + 1).glued;
        if code || self.at(the).glued && self.before(the).is_word() {
            return None;
        }
        if next.glued
            && next.is_dash()
            && self.at(end + 1).glued
            && self.at(end + 1).whole(1..=4).is_none()
            && self.unit(end + 1).is_some()
        {
            return None;
        }
        if self.at(the).glued && matches!(self.before(the).kind, Kind::Mark('/' | ':' | '.' | '_' | '=' | '&' | '@')) {
            return None;
        }
        if self.preposition(the) || self.edge_before(the) {
            // "of 2000 soldiers", but "in 2000 soldiers came".
            let counted =
                round(year) && self.plural_noun(end) && !self.is_prefixed_by(the, &[f.in_, f.since, f.until, f.by, f.during]);
            return if counted { None } else { found };
        }
        let counted = self.plural_noun(end) && (round(year) || !(1900..=2040).contains(&year));
        let measured = self.unit(end).is_some_and(|(u, _)| u < Unit::Quarter);
        if counted || measured || !(1800..=2060).contains(&year) { None } else { found }
    }

    pub(super) fn is_prefixed_by(&self, i: usize, words: &[u64]) -> bool {
        i > 0 && self.is(i - 1, words)
    }

    /// '98 stands for a year after a preposition or a name of a month.
    pub(super) fn apostrophe_year(
        &self,
        i: usize,
        found: Option<(usize, Base, &'static str)>,
    ) -> Option<(usize, Base, &'static str)> {
        if self.at(i).glued || !(self.preposition(i) || self.edge_before(i)) { None } else { found }
    }

    /// A plural noun in small letters, to which a number before it would belong.
    pub(super) fn plural_noun(&self, i: usize) -> bool {
        let lexeme = self.at(i);
        if !lexeme.is_word() || lexeme.capital || lexeme.glued || self.unit(i).is_some() {
            return false;
        }
        is_plural(lexeme.span.of(self.text))
    }
}
