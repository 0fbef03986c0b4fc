//! What the roles of patterns match: a number, a unit, a weekday, a date.

use super::super::super::super::lexeme::Kind;
use super::super::super::calendar::Moment;
use super::super::super::lexicon;
use super::super::super::reading::{Base, From, Hour, What, Which};
use super::super::super::rule_id::Computed;
use super::super::super::rules::Role;
use super::super::super::unit::Unit;
use super::super::{Found, Scan};
use super::Parts;

impl Scan<'_> {
    /// The lexeme after what has that role at `i`; keeps what it was.
    pub(super) fn of_role(&self, role: Role, i: usize, parts: &mut Parts) -> Option<usize> {
        match role {
            Role::Any | Role::Word | Role::Lower | Role::Noun | Role::Name | Role::Past | Role::Verb | Role::End | Role::Start | Role::Report | Role::Reporting | Role::Narrative | Role::Priced => self.of_word(role, i),
            Role::Number | Role::Count | Role::Several | Role::Ordinal | Role::Day | Role::Odds | Role::Lap | Role::FourDigits => self.of_number(role, i, parts),
            Role::Unit | Role::Units | Role::EitherUnit | Role::LongUnit => self.of_unit(role, i, parts),
            Role::Weekday | Role::AnyDay | Role::Weekdays | Role::Part | Role::Parts | Role::Often | Role::Today | Role::Feast => self.of_day_name(role, i, parts),
            Role::Month | Role::AnyMonth | Role::Season | Role::Seasons => self.of_month_name(role, i, parts),
            Role::Year | Role::OldYear | Role::Said | Role::Decade | Role::Tens => self.of_year_said(role, i, parts),
            Role::Date | Role::Clock | Role::Pointed => self.of_date(role, i, parts),
        }
    }

    /// One lexeme, or none where a state of the text is asked for.
    fn of_word(&self, role: Role, i: usize) -> Option<usize> {
        let lexeme = self.at(i);
        match role {
            Role::Any => (lexeme.kind != Kind::Edge).then_some(i + 1),
            Role::Word => lexeme.is_word().then_some(i + 1),
            Role::Lower => self.lower_noun(i).then_some(i + 1),
            Role::Noun => {
                let verb = self.tense.is_past(lexeme, self.text) || (self.verb)(i);
                (self.lower_noun(i) && !verb).then_some(i + 1)
            }
            Role::Name => (lexeme.is_word() && lexeme.capital).then_some(i + 1),
            Role::Past => (lexeme.is_word() && self.tense.is_past(lexeme, self.text)).then_some(i + 1),
            Role::Verb => (lexeme.is_word() && (self.verb)(i)).then_some(i + 1),
            Role::End => matches!(lexeme.kind, Kind::Edge | Kind::Mark(',' | '.' | ';' | ':' | '!' | '?' | ')' | '"' | '”'))
                .then_some(i + 1),
            Role::Start => matches!(lexeme.kind, Kind::Edge | Kind::Mark(_)).then_some(i + 1),
            Role::Report => self.in_report(i).then_some(i),
            Role::Reporting => (self.reporting.get() || self.in_report(i)).then_some(i),
            Role::Narrative => self.narrative.then_some(i),
            Role::Priced => self.is_rate(i).then_some(i),
            _ => None,
        }
    }

    /// A number of some kind.
    fn of_number(&self, role: Role, i: usize, parts: &mut Parts) -> Option<usize> {
        let lexeme = self.at(i);
        match role {
            Role::Number => {
                let number = self.number(i).filter(|n| !n.fraction && n.value <= 1e6)?;
                if parts.number.is_none() {
                    (parts.number, parts.vague) = (Some(number.value), number.vague);
                } else if parts.second.is_none() {
                    parts.second = Some((number.value, Unit::Day));
                }
                Some(number.end)
            }
            Role::Count => {
                let number = self.number(i)?;
                parts.number.get_or_insert(number.value);
                Some(number.end)
            }
            Role::Several => {
                let number = self.number(i)?;
                let small = !number.fraction && !number.vague && (2.0..=200.0).contains(&number.value) && !lexeme.glued;
                parts.number.get_or_insert(number.value);
                small.then_some(number.end)
            }
            Role::Ordinal => {
                let (to, n) = self.ordinal(i)?;
                parts.ordinal.get_or_insert(n);
                Some(to)
            }
            Role::Day => {
                let (to, day) = self.day_number(i).or_else(|| self.ordinal(i).filter(|n| (1..=31).contains(&n.1)))?;
                parts.day.get_or_insert(day);
                Some(to)
            }
            Role::Odds => {
                let odds = lexeme.whole(1..=2).is_some() && self.at(i + 1).is('/') && self.at(i + 2).whole(1..=2).is_some();
                odds.then_some(i + 3)
            }
            Role::Lap => {
                let (minutes, colon, seconds) = (lexeme.whole(1..=2)?, self.at(i + 1), self.at(i + 2));
                let decimals = seconds.kind == Kind::Number && seconds.digits == 0 && seconds.value < 60.0;
                let glued = !lexeme.glued && colon.is(':') && colon.glued && seconds.glued;
                (parts.number, parts.second) = (Some(f64::from(minutes)), Some((seconds.value, Unit::Second)));
                (decimals && glued).then_some(i + 3)
            }
            Role::FourDigits => {
                let value = lexeme.whole(4..=4).filter(|n| n / 100 < 24 && n % 100 < 60 && n % 5 == 0)?;
                parts.clock.get_or_insert((Hour::Clock((value / 100) as u8, Some((value % 100) as u8), None), None));
                Some(i + 1)
            }
            _ => None,
        }
    }

    /// A unit of time.
    fn of_unit(&self, role: Role, i: usize, parts: &mut Parts) -> Option<usize> {
        match role {
            Role::Unit | Role::Units => {
                let (unit, plural) = self.unit(i)?;
                parts.unit.get_or_insert(unit);
                (plural == (role == Role::Units)).then_some(i + 1)
            }
            Role::EitherUnit => {
                let (unit, _) = self.unit(i)?;
                match (&mut parts.unit, &mut parts.second) {
                    (Some(_), Some(second)) => second.1 = unit,
                    (first, _) => _ = first.get_or_insert(unit),
                }
                Some(i + 1)
            }
            Role::LongUnit => {
                let (unit, _) = self.unit(i).filter(|(unit, plural)| *unit >= Unit::Decade && !plural)?;
                parts.unit.get_or_insert(unit);
                Some(i + 1)
            }
            _ => None,
        }
    }

    /// A word that names a day, a part of the day, or how often.
    fn of_day_name(&self, role: Role, i: usize, parts: &mut Parts) -> Option<usize> {
        let lexeme = self.at(i);
        match role {
            Role::Weekday => {
                let (to, (weekday, _)) = self.weekday(i).filter(|_| lexeme.capital)?;
                parts.weekday.get_or_insert(weekday);
                Some(to)
            }
            Role::AnyDay => {
                let (to, (weekday, _)) = self.weekday(i)?;
                parts.weekday.get_or_insert(weekday);
                Some(to)
            }
            Role::Weekdays => {
                parts.weekday.get_or_insert(self.role(i, |r| if let lexicon::Role::Weekdays(d) = r { Some(*d) } else { None })?);
                Some(i + 1)
            }
            Role::Part => {
                parts.part.get_or_insert(self.part(i)?);
                Some(i + 1)
            }
            Role::Parts => {
                parts.part.get_or_insert(
                    self.role(i, |r| if let lexicon::Role::Parts(p) = r { Some(*p) } else { None })
                        .or_else(|| self.unit(i).filter(|found| *found == (Unit::Night, true)).map(|_| "NI"))?,
                );
                Some(i + 1)
            }
            Role::Often => {
                parts.often.get_or_insert(self.role(i, |r| if let lexicon::Role::Set(v) = r { Some(*v) } else { None })?);
                Some(i + 1)
            }
            Role::Today => {
                let days = self.days_from_today(i)?;
                parts.date.get_or_insert(Base::Shift(Unit::Day, days, From::Now));
                Some(i + 1)
            }
            Role::Feast => {
                let (to, feast) = self.holidays.find(self.lexemes, i)?;
                parts.date.get_or_insert(Base::Named(What::Holiday(feast), Which::Bare));
                Some(to)
            }
            _ => None,
        }
    }

    /// A month or a season.
    fn of_month_name(&self, role: Role, i: usize, parts: &mut Parts) -> Option<usize> {
        let lexeme = self.at(i);
        match role {
            Role::Month => {
                let (to, (month, doubtful)) = self.month(i)?;
                parts.month.get_or_insert(month);
                (!doubtful || lexeme.capital).then_some(to)
            }
            Role::AnyMonth => {
                let (to, (month, _)) = self.month(i)?;
                parts.month.get_or_insert(month);
                Some(to)
            }
            Role::Season => {
                parts.season.get_or_insert(self.season(i)?);
                Some(i + 1)
            }
            Role::Seasons => {
                let word = lexeme.span.of(self.text);
                let singular = word.get(..word.len().checked_sub(1)?).filter(|_| word.ends_with('s'))?;
                let season = |r: &lexicon::Role| if let lexicon::Role::Season(s) = r { Some(*s) } else { None };
                parts.season.get_or_insert(self.lexicon.roles(crate::text::hash::hash(singular)).iter().find_map(season)?);
                Some(i + 1)
            }
            _ => None,
        }
    }

    /// A year or a decade.
    fn of_year_said(&self, role: Role, i: usize, parts: &mut Parts) -> Option<usize> {
        match role {
            Role::Year => {
                let (to, year) = self.year(i)?;
                parts.year.get_or_insert(year);
                Some(to)
            }
            Role::OldYear => {
                let (to, year) = self.year(i).filter(|(_, year)| *year < 1800)?;
                parts.year.get_or_insert(year);
                Some(to)
            }
            Role::Said => {
                let (to, year) = self.said_year(i)?;
                parts.year.get_or_insert(year);
                Some(to)
            }
            Role::Decade => match self.decade(i)? {
                (to, Base::At(Moment::Decade(decade)), _) => {
                    parts.decade.get_or_insert(decade);
                    Some(to)
                }
                _ => None,
            },
            Role::Tens => {
                let tens = self.tens(i)?;
                parts.decade.get_or_insert(190 + i32::from(tens));
                Some(i + 1)
            }
            _ => None,
        }
    }

    /// A date of a day.
    fn day(&self, i: usize) -> Found<Base> {
        let day = |(to, base, _): (usize, Base, Computed)| base.is_day().then_some((to, base));
        let date = self.numeric(i).and_then(day).or_else(|| self.absolute(i).and_then(day));
        date.or_else(|| self.relative(i).and_then(day)).or_else(|| self.feast(i).and_then(day))
    }

    /// A date, a time of day, or a unit pointed at, as the readers of dates see them.
    fn of_date(&self, role: Role, i: usize, parts: &mut Parts) -> Option<usize> {
        match role {
            Role::Date => {
                let (to, base) = self.last_day.at(i, || self.day(i))?;
                parts.date.get_or_insert(base);
                Some(to)
            }
            Role::Clock => {
                let (to, hour, zone) = self.clock(i).filter(|(_, hour, _)| matches!(hour, Hour::Clock(..)))?;
                parts.clock.get_or_insert((hour, zone));
                Some(to)
            }
            Role::Pointed => {
                let (to, unit, n, from) = self.pointed(i)?;
                parts.pointed.get_or_insert((unit, n, from));
                Some(to)
            }
            _ => None,
        }
    }
}
