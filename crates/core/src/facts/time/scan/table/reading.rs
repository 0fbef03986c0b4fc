//! What a rule says of the parts that its pattern matched.

use super::super::super::calendar::Moment;
use super::super::super::reading::{Base, From, Hour, Reading, Set, Side, What, When, Which};
use super::super::super::rules::{Anchor, Count, Piece, Says, SetOf, Steps};
use super::super::super::unit::Unit;
use super::super::Scan;
use super::super::date::placed;
use super::Parts;

impl Scan<'_> {
    /// The reading of the parts; none if they don't make one, so that the next rule is asked.
    pub(super) fn reading(&self, says: Says, parts: &Parts) -> Option<Reading> {
        let base = match says {
            Says::Nothing => return Some(Reading::Nothing),
            Says::Reference(value) => return Some(Reading::Reference(value)),
            Says::While => return Some(Reading::While),
            Says::Length(_) | Says::LengthOrdinal | Says::Race => return parts.length(says),
            Says::Set(set) => return parts.set(set).map(Reading::Set),
            Says::ClockOn | Says::HourBefore | Says::HourIn | Says::PartOn(_) => return parts.on_day(says),
            Says::Shift(..) | Says::FromDate(_) | Says::FromToday | Says::BackTwo => parts.shifted(says)?,
            Says::WeekdayOn(_) | Says::WeekdayIn(_) | Says::WeekdayLast(_) | Says::WeekOf => parts.of_week(says)?,
            Says::OfYear(piece) => parts.of_year(piece)?,
            Says::OfReport(piece, years) => {
                let what = if piece == Piece::Quarter { parts.quarter()? } else { parts.half()? };
                Base::FromDay(Unit::Year, i32::from(years), what, Which::Bare)
            }
            Says::ReportIn => Base::ReportIn(parts.year?),
            Says::Date => parts.date?,
            Says::Month => Base::Named(What::Month(parts.month?), Which::Bare),
            Says::Day => Base::Named(What::DayOfMonth(parts.ordinal.filter(|n| (1..=31).contains(n))?), Which::Bare),
            Says::MonthDay => {
                let day = parts.day.or(parts.ordinal).filter(|n| (1..=31).contains(n))?;
                Base::Named(What::MonthDay(parts.month?, day), Which::Bare)
            }
            Says::ShortDate => {
                let year = self.century_of(parts.number.filter(|n| (0.0..100.0).contains(n))? as i32);
                placed(What::MonthDay(parts.month?, parts.day?), year)
            }
        };
        Some(Reading::When(When { base, hour: None, zone: None }))
    }
}

impl Parts {
    /// The number of steps that a rule takes.
    fn steps(&self, steps: Steps) -> Option<i32> {
        match steps {
            Steps::Of(n) => Some(n),
            Steps::On => self.number.map(|n| n as i32),
            Steps::Back => self.number.map(|n| -(n as i32)),
        }
    }

    fn quarter(&self) -> Option<What> {
        self.ordinal.filter(|n| (1..=4).contains(n)).map(What::Quarter)
    }

    fn half(&self) -> Option<What> {
        self.ordinal.filter(|n| (1..=2).contains(n)).map(What::Half)
    }

    /// How long: "three weeks", "the third straight month", 2:21:35.
    fn length(&self, says: Says) -> Option<Reading> {
        let none = [None; 2];
        let (count, unit, more) = match says {
            Says::Length(Count::Told) => (Some(self.number?).filter(|_| !self.vague), self.unit?, none),
            Says::Length(Count::Vague) => (None, self.unit?, none),
            Says::Length(Count::Of(n)) => (Some(n), self.unit?, none),
            Says::LengthOrdinal => (Some(f64::from(self.ordinal?)), self.unit?, none),
            _ => match (self.clock, self.second) {
                (Some((Hour::Clock(h, Some(m), Some(s)), None)), _) => {
                    let more = [Some((f64::from(m), Unit::Minute)), Some((f64::from(s), Unit::Second))];
                    (Some(f64::from(h)), Unit::Hour, more)
                }
                (None, Some(seconds)) => (Some(self.number?), Unit::Minute, [Some(seconds), None]),
                _ => return None,
            },
        };
        Some(Reading::Length { count, unit, more, side: Side::Anywhere })
    }

    /// So many units from somewhere.
    fn shifted(&self, says: Says) -> Option<Base> {
        match says {
            Says::Shift(unit, n, from) => {
                let from = match from {
                    Anchor::Now => From::Now,
                    Anchor::Told => From::Told,
                    Anchor::Report => From::Report,
                };
                Some(Base::Shift(unit.or(self.unit)?, self.steps(n)?, from))
            }
            Says::FromDate(n) => {
                let (unit, n) = match (self.unit.unwrap_or(Unit::Day), self.steps(n)?) {
                    (Unit::Week, n) => (Unit::Day, n.checked_mul(7)?),
                    (Unit::Fortnight, n) => (Unit::Day, n.checked_mul(14)?),
                    found => found,
                };
                match self.date? {
                    Base::At(moment) => Some(Base::At(moment.shift(unit, n)?)),
                    Base::Named(what, which) => Some(Base::FromDay(unit, n, what, which)),
                    Base::Shift(Unit::Day, days, from) if unit == Unit::Day => Some(Base::Shift(unit, n.checked_add(days)?, from)),
                    Base::Shift(Unit::Day, days, From::Now) if unit == Unit::Month => Some(Base::MonthsFrom(n, days)),
                    _ => None,
                }
            }
            Says::FromToday => {
                let Base::Shift(Unit::Day, days, From::Now) = self.date? else { return None };
                let n = self.number.unwrap_or(1.0) as i32;
                match self.unit.unwrap_or(Unit::Week) {
                    Unit::Day => Some(Base::Shift(Unit::Day, n.checked_add(days)?, From::Now)),
                    Unit::Week => Some(Base::Shift(Unit::Day, n.checked_mul(7)?.checked_add(days)?, From::Now)),
                    Unit::Month => Some(Base::MonthsFrom(n, days)),
                    Unit::Year => Some(Base::MonthsFrom(n.checked_mul(12)?, days)),
                    _ => None,
                }
            }
            _ => {
                let ((n, unit), (m, less)) = ((self.number?, self.unit?), self.second?);
                match (unit, less) {
                    (Unit::Year, Unit::Month) => Some(Base::Shift(Unit::Month, -((n * 12.0 + m) as i32), From::Now)),
                    (Unit::Week, Unit::Day) => Some(Base::Shift(Unit::Day, -((n * 7.0 + m) as i32), From::Now)),
                    _ => None,
                }
            }
        }
    }

    /// A weekday of some week, or the week of a day.
    fn of_week(&self, says: Says) -> Option<Base> {
        let weekday = || self.weekday.map(What::Weekday);
        Some(match says {
            Says::WeekdayOn(days) => Base::FromDay(Unit::Day, i32::from(days), weekday()?, Which::Coming),
            Says::WeekdayIn(weeks) => Base::Named(weekday()?, Which::In(Unit::Week, i32::from(weeks), From::Now)),
            Says::WeekdayLast(days) => Base::FromDay(Unit::Day, i32::from(days), weekday()?, Which::Last),
            _ => match self.date? {
                Base::At(moment) => Base::At(moment.as_day().and_then(|_| moment.shift(Unit::Week, 0))?),
                Base::Named(what, which) => Base::FromDay(Unit::Week, 0, what, which),
                _ => return None,
            },
        })
    }

    /// A set of times: "every summer", "twice a week".
    fn set(&self, set: SetOf) -> Option<Set> {
        let clock = || match self.clock? {
            (Hour::Clock(hour, minute, _), _) => Some((hour, minute)),
            _ => None,
        };
        Some(match set {
            SetOf::Value(value) => Set::Value(value),
            SetOf::Told => Set::Value(self.often?),
            SetOf::Season => Set::Season(self.season?),
            SetOf::Month => Set::Month(self.month?),
            SetOf::Weekday => Set::Weekday(self.weekday?),
            SetOf::WeekdayPart => Set::WeekdayPart(self.weekday?, self.part?),
            SetOf::Part => Set::Part(self.part?),
            SetOf::LastWeekday => Set::LastWeekday(self.weekday?),
            SetOf::MonthDay => Set::MonthDay(self.month?, self.day?),
            SetOf::DayOfMonth => Set::DayOfMonth(self.ordinal.filter(|n| (1..=31).contains(n))?),
            SetOf::Rate => Set::Rate(self.unit.filter(|unit| *unit >= Unit::Day)?),
            SetOf::Every(count) => Set::Every(count, self.unit?),
            SetOf::EverySoMany => Set::Every(Some(self.number?), self.unit?),
            SetOf::Times(Some(times)) => Set::Times(times, self.unit?),
            SetOf::Times(None) => Set::Times(self.number.filter(|n| !self.vague && (1.0..=99.0).contains(n))? as u8, self.unit?),
            SetOf::Clock => clock().map(|(hour, minute)| Set::Clock(self.weekday, hour, minute))?,
            SetOf::WeekdaysAt => clock().map(|(hour, minute)| Set::WeekdaysAt(hour, minute))?,
        })
    }

    /// A time of day on the date matched, or on the day told.
    fn on_day(&self, says: Says) -> Option<Reading> {
        let hour = || self.number.filter(|n| (1.0..=12.0).contains(n) && n.fract() == 0.0).map(|n| n as u8);
        let (hour, zone) = match says {
            Says::ClockOn => self.clock?,
            Says::HourBefore => {
                let (Hour::Clock(second, ..), zone) = self.clock? else { return None };
                let first = hour()?;
                (Hour::Clock(if second > 12 && first + 12 < second { first + 12 } else { first }, None, None), zone)
            }
            Says::HourIn => (Hour::Clock(hour()?, None, None).after_noon(Some(Hour::Part(self.part?))), None),
            Says::PartOn(part) => (Hour::Part(part.or(self.part)?), None),
            _ => return None,
        };
        let weekday = self.weekday.map(|day| Base::Named(What::Weekday(day), Which::Bare));
        let base = self.date.or(weekday).unwrap_or(Base::Open);
        Some(Reading::When(When { base, hour: Some(hour), zone }))
    }

    /// A part of the year matched, or the year or decade itself.
    fn of_year(&self, piece: Piece) -> Option<Base> {
        let which = match (self.year, self.pointed) {
            (Some(year), _) => Which::Year(year),
            (None, Some((Unit::Year, n, from))) => Which::In(Unit::Year, n, from),
            _ => Which::Bare,
        };
        Some(match piece {
            Piece::Season => Base::Named(What::Season(self.season?), which),
            Piece::Month => Base::Named(What::Month(self.month?), which),
            Piece::NthMonth => Base::Named(What::Month(self.ordinal.filter(|n| (1..=12).contains(n))?), which),
            Piece::Quarter => Base::Named(self.quarter()?, which),
            Piece::Half => Base::Named(self.half()?, which),
            Piece::FirstHalf => Base::Named(What::Half(1), which),
            Piece::LastHalf => Base::Named(What::Half(2), which),
            Piece::Decade => Base::At(Moment::Decade(self.decade?)),
            Piece::Year => Base::At(Moment::Year(self.year?)),
            Piece::Week => {
                let number = self.number.filter(|n| (1.0..=53.0).contains(n))? as u8;
                match self.year {
                    Some(year) => Base::At(Moment::Week(year, number)),
                    None => Base::Named(What::WeekNumber(number), Which::Bare),
                }
            }
        })
    }
}
