//! Ranges and lists: "from March 3 to May 5", "Nov 24 and 25", "1985-86".

use super::super::rule_id::{Computed, RuleId};
use super::super::super::lexeme::Kind;
use super::super::calendar::{self, Moment};
use super::super::choose::what_in;
use super::super::resolve::Stretch;
use super::super::unit::Unit;
use super::super::reading::{Base, Expression, Hour, Reading, Side, What, When, Which};
use super::date::placed;
use super::{Dated, Found, Scan};

/// The rule of "three to four weeks", whose second length follows.
const FIRST_OF_TWO: &str = "first of two lengths";

impl Scan<'_> {
    /// Whether two expressions are the ends of one range: "from March 3 to May 5", "between 1932 and 1933".
    pub fn joined(&self, first: &Expression, second: &Expression) -> bool {
        if first.rule == RuleId::Row(FIRST_OF_TWO) && matches!(second.reading, Reading::Length { .. }) && second.from == first.to + 1 {
            return true;
        }
        if !self.is_end(&first.reading) || !self.is_end(&second.reading) || second.from != first.to + 1 {
            return false;
        }
        let f = self.fixed;
        let before = self.before(first.from).hash;
        let hour = |e: &Expression| matches!(e.reading, Reading::When(When { hour: Some(Hour::Clock(..)), .. }));
        let alike = hour(second) || !hour(first);
        let sign = self.at(first.to);
        alike && (sign.is_dash() || sign.is('~') || sign.is('/') && sign.glued && hour(first) && hour(second))
            || self.is(first.to, &[f.until, f.till, f.through])
            || self.is(first.to, &[f.to])
            || self.is(first.to, &[f.and]) && before == f.between
    }

    /// A date or time of day, or "now" where a range begins or ends.
    fn is_end(&self, reading: &Reading) -> bool {
        super::super::is_date(reading) || matches!(reading, Reading::Reference("PRESENT_REF"))
    }

    /// Whether a start and a length tell one stretch: "from 2pm for two hours", "for three days, from today".
    pub fn lasts(&self, first: &Expression, second: &Expression) -> bool {
        let f = self.fixed;
        let j = self.comma(first.to);
        match (&first.reading, &second.reading) {
            (Reading::When(start), Reading::Length { .. }) => {
                let begins = matches!(start.hour, Some(Hour::Clock(..)))
                    || self.is_prefixed_by(first.from, &[f.from, f.beginning, f.starting]);
                begins && self.is(j, &[f.for_]) && second.from == j + 1
            }
            (Reading::Length { side: Side::Anywhere, .. }, Reading::When(_)) => {
                let starting = j + usize::from(self.is(j, &[f.beginning, f.starting]));
                let on = starting + usize::from(self.is(starting, &[f.from, f.on, f.at]));
                let said = starting > j || self.is(starting, &[f.from]);
                said && (starting > j || self.is_prefixed_by(first.from, &[f.for_, f.last])) && second.from == on
            }
            _ => false,
        }
    }

    /// What a length and its last day tell of: "the three months ended Sept. 30" of a quarter, "the six months to June" of a half.
    pub fn reported(&self, first: &Expression, second: &Expression) -> Option<Stretch> {
        let f = self.fixed;
        let Reading::Length { count: Some(count), unit: Unit::Month, more: [None, None], .. } = first.reading else { return None };
        let ends = self.is(first.to, &[f.to, f.ended, f.ending, f.through]) && second.from == first.to + 1;
        if !ends || !super::super::is_date(&second.reading) || self.in_passing(first) {
            return None;
        }
        match count as i32 {
            3 => Some(Stretch::Quarter),
            6 => Some(Stretch::Half),
            _ => None,
        }
    }

    /// "from 7 to 9:30 on Monday": the first hour is of that day too.
    pub(super) fn share_day(&self, found: &mut [Expression], second: &Expression) {
        if let Some(first) = found.last_mut()
            && let (Reading::When(open), Reading::When(told)) = (first.reading, second.reading)
            && open.base == Base::Open
            && told.hour.is_some()
            && self.joined(first, second)
        {
            first.reading = Reading::When(When { base: told.base, ..open });
        }
    }

    /// "from 3 May to 20 August 1631", "the spring and early summer of 1943": the year stands behind both.
    pub(super) fn share_year(&self, found: &mut [Expression], second: &Expression) {
        let Some(first) = found.last_mut() else { return };
        let (Reading::When(open), Reading::When(told)) = (first.reading, second.reading) else { return };
        let Base::Named(what @ (What::Month(_) | What::MonthDay(..) | What::Season(_)), Which::Bare) = open.base else { return };
        let end = match told.base {
            Base::At(moment @ (Moment::Day(_) | Moment::Month(..))) => Some(moment),
            Base::Named(named @ What::Season(_), Which::Year(year)) => what_in(named, year),
            _ => None,
        };
        let row = second.from == first.to + 1 && self.is(first.to, &[self.fixed.and, self.fixed.or]);
        let Some(end) = end.filter(|_| row || self.joined(first, second)) else { return };
        if let Some(same) = what_in(what, end.year()) {
            let year = if same.begin() > end.begin() { calendar::add_years(end.year(), -1) } else { end.year() };
            first.reading = Reading::When(When { base: placed(what, year), ..open });
        }
    }

    /// What joins the ends of a range.
    pub(super) fn is_joint(&self, i: usize) -> bool {
        let f = self.fixed;
        self.at(i).is_dash() || self.at(i).is('/') || self.is(i, &[f.to, f.and, f.or, f.until, f.till, f.through])
    }

    /// "6-7 February", "the 3rd and 4th of May": the first day, the month from behind the second.
    pub(super) fn day_before_day(&self, i: usize) -> Dated {
        let the = i + usize::from(self.is(i, &[self.fixed.the]));
        let (end, day) = self.day_in_row(the)?;
        let (mut last, mut joint) = (day, end);
        // "the 22nd, 23rd or 24th of March": the month stands behind the last.
        let base = loop {
            let comma = self.at(joint).is(',');
            let slash = self.at(joint).is('/');
            if !comma && !self.is_joint(joint) || slash && !(self.at(joint).glued && self.at(joint + 1).glued) {
                return None;
            }
            let next = joint + 1 + usize::from(comma && self.is(joint + 1, &[self.fixed.and, self.fixed.or]));
            let next = next + usize::from(self.is(next, &[self.fixed.the]));
            // "8/9 January" are two days, "1/12 of April" is a share.
            let (to, later) = self.day_in_row(next).filter(|(_, later)| *later > last && !(slash && *later != last + 1))?;
            if let Some((_, base)) = self.day_and_month(next) {
                break base;
            }
            (last, joint) = (later, to);
        };
        let base = match base {
            Base::At(moment) => placed(What::MonthDay(moment.month()?, day), moment.year()),
            Base::Named(What::MonthDay(month, _), which) => Base::Named(What::MonthDay(month, day), which),
            _ => return None,
        };
        Some((end, base, Computed::DayBeforeADayAndMonth))
    }

    /// A day of the month in a row of them: "3", "3rd", "third".
    fn day_in_row(&self, i: usize) -> Found<u8> {
        self.day_number(i).or_else(|| self.ordinal(i).filter(|(_, day)| (1..=31).contains(day)))
    }

    /// The other half of a range in short form: "March 3-**5**", "1985-**86**", "Nov 24 and **25**".
    pub(super) fn short_form(&self, last: &Expression) -> Option<Expression> {
        let Reading::When(when) = last.reading else { return None };
        let f = self.fixed;
        if let Some(Hour::Clock(first, None, None)) = when.hour {
            return self.short_hour(last.to, when, first);
        }
        if when.hour.is_some() {
            return None;
        }
        // ", or 19th"
        let i = last.to + usize::from(self.at(last.to).is(',') && self.is(last.to + 1, &[f.and, f.or]));
        if let Some(found) = self.short_day_in_words(i, when.base) {
            return Some(found);
        }
        let (dash, slash) = (self.at(i).is_dash(), self.at(i).is('/'));
        let joined = dash || slash || self.is(i, &[f.and, f.to, f.or, f.through]) || self.at(i).is(',');
        let j = i + 1;
        let next = self.at(j);
        if !joined || next.kind != Kind::Number {
            return None;
        }
        let glued = next.glued && self.at(i).glued;
        let (to, base, rule) = match when.base {
            Base::At(Moment::Year(year)) if dash && glued => {
                let short = next.whole(2..=2).filter(|short| year % 100 < *short)?;
                let measure = self.at(j + 1).glued && (self.at(j + 1).is_word() || self.at(j + 1).is_dash());
                (!measure).then_some((j + 1, Base::At(Moment::Year(year - year % 100 + short)), Computed::ShortYear))?
            }
            Base::At(Moment::Fiscal(year)) if (dash || slash) && glued => {
                let short = next.whole(2..=2).filter(|short| year % 100 < *short)?;
                (j + 1, Base::At(Moment::Fiscal(year - year % 100 + short)), Computed::ShortYear)
            }
            Base::At(Moment::Day(day)) if !slash && self.at(i.saturating_sub(1)).digits <= 2 => {
                let (to, date) = self.short_day(j, i)?;
                let day = calendar::day(i32::from(day.year()), day.month() as u8, date)?;
                (to, Base::At(Moment::Day(day)), Computed::ShortDay)
            }
            Base::Named(What::MonthDay(month, first), which) if !slash => {
                let (to, date) = self.short_day(j, i).filter(|(_, date)| *date > first)?;
                // "March 3-5, 2025": the year stands behind both.
                match self.year(self.comma(to)) {
                    Some((to, year)) => (to, placed(What::MonthDay(month, date), year), Computed::ShortDay),
                    None => (to, Base::Named(What::MonthDay(month, date), which), Computed::ShortDay),
                }
            }
            _ => return None,
        };
        Some(self.found(j, to, Reading::When(When { base, hour: None, zone: None }), rule))
    }

    /// "from 7 to **9**", "between 7 and **9 last night**".
    fn short_hour(&self, i: usize, when: When, first: u8) -> Option<Expression> {
        let f = self.fixed;
        let joint = self.at(i).is_dash() || self.is(i, &[f.to, f.and, f.until, f.till]);
        let hour = self.at(i + 1).whole(1..=2).filter(|h| (1..=24).contains(h) && joint)?;
        // "7 to 7:30", "7 to 9pm" say more than an hour.
        let more = matches!(self.at(i + 2).kind, Kind::Mark(':' | '.')) && self.at(i + 3).kind == Kind::Number
            || self.at(i + 2).glued && self.at(i + 2).is_word()
            || self.half_of_day(i + 2).is_some();
        let ranged = self.is_prefixed_by(i - 1, &[f.from, f.between])
            || self.at(i).glued && self.at(i + 1).glued && when.base != Base::Open;
        if more || !ranged || self.plural_noun(i + 2) || self.at(i + 2).is('%') {
            return None;
        }
        let hour = Hour::Clock(if hour < i32::from(first) && hour <= 12 { hour + 12 } else { hour } as u8, None, None);
        let on = i + 2 + usize::from(self.is(i + 2, &[f.on]));
        if let Some((to, day, rule)) = self.part_first(on).filter(|_| when.base == Base::Open) {
            let hour = Some(hour.after_noon(day.hour));
            return Some(self.found(i + 1, to, Reading::When(When { hour, ..day }), rule));
        }
        let day = self.relative(on).or_else(|| self.absolute(on)).or_else(|| self.numeric(on));
        let (to, base) = day.map_or((i + 2, when.base), |(to, base, _)| (to, base));
        let reading = Reading::When(When { base, hour: Some(hour), zone: None });
        Some(self.found(i + 1, to, reading, Computed::ClockAfterAClock))
    }

    /// "April ninth through **seventeenth**"
    fn short_day_in_words(&self, i: usize, base: Base) -> Option<Expression> {
        let f = self.fixed;
        let Base::Named(What::MonthDay(month, first), which) = base else { return None };
        let j = i + 1;
        if !self.at(j).is_word() || !self.is(i, &[f.to, f.through, f.until, f.till, f.and]) {
            return None;
        }
        let (to, date) = self.ordinal(j + usize::from(self.is(j, &[f.the])))?;
        let alone = (first + 1..=31).contains(&date) && !self.lower_noun(to) && !self.is(to, &[f.of]);
        let when = When { base: Base::Named(What::MonthDay(month, date), which), hour: None, zone: None };
        alone.then(|| self.found(j, to, Reading::When(when), Computed::ShortDay))
    }

    /// A day of the month without its month: no noun may follow that it could count.
    pub(super) fn short_day(&self, j: usize, joint: usize) -> Found<u8> {
        let (to, date) = self.day_number(j)?;
        let next = self.at(to);
        let counted = self.plural_noun(to)
            || self.month(to).is_some()
            || self.is(to, &[self.fixed.of]) && self.month(to + 1).is_some()
            || self.unit(to).is_some()
            || next.is('%')
            || self.lexicon.numbers.scale(next).is_some();
        let listed = self.at(joint).is(',') && !(self.is(to, &[self.fixed.and]) || self.at(to).is(','));
        (!counted && !listed).then_some((to, date))
    }
}
