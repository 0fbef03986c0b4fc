//! Stretches of the calendar, their TIMEX3 values and their arithmetic.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::{Date as Day, ISOWeekDate, Weekday};

use super::unit::{Nth, Season, Unit};
use crate::Date;

/// A stretch of the calendar. Years are those of history: -44 is 44 BC, there is no year 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Moment {
    /// The 19th is 18; the fourth before Christ is -3.
    Century(i32),
    /// The 1990s are 199.
    Decade(i32),
    Year(i32),
    Fiscal(i32),
    Half(i32, u8),
    Quarter(i32, u8),
    FiscalQuarter(i32, u8),
    Season(i32, Season),
    /// A season south of the equator: half a year later.
    SouthernSeason(i32, Season),
    Month(i32, u8),
    /// A week of the ISO calendar.
    Week(i32, u8),
    Weekend(i32, u8),
    Day(Day),
}

/// A year of history as TIMEX3 writes it.
struct Y(i32);

impl fmt::Display for Y {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < 0 { write!(f, "BC{:04}", -i64::from(self.0)) } else { write!(f, "{:04}", self.0) }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Century(c) if c < 0 => write!(f, "BC{:02}", -c),
            Self::Century(c) => write!(f, "{c:02}"),
            Self::Decade(d) if d < 0 => write!(f, "BC{:03}", -d),
            Self::Decade(d) => write!(f, "{d:03}"),
            Self::Year(y) => write!(f, "{}", Y(y)),
            Self::Fiscal(y) => write!(f, "FY{}", Y(y)),
            Self::Half(y, n) => write!(f, "{}-H{n}", Y(y)),
            Self::Quarter(y, n) => write!(f, "{}-Q{n}", Y(y)),
            Self::FiscalQuarter(y, n) => write!(f, "FY{}-Q{n}", Y(y)),
            Self::Season(y, s) | Self::SouthernSeason(y, s) => write!(f, "{}-{}", Y(y), s.code()),
            Self::Month(y, m) => write!(f, "{}-{m:02}", Y(y)),
            Self::Week(y, w) => write!(f, "{}-W{w:02}", Y(y)),
            Self::Weekend(y, w) => write!(f, "{}-W{w:02}-WE", Y(y)),
            Self::Day(day) => write!(f, "{}-{:02}-{:02}", Y(history(day.year())), day.month(), day.day()),
        }
    }
}

/// A year as astronomers count, with a year 0, from one of history.
fn astronomical(year: i32) -> Option<i16> {
    i16::try_from(if year < 0 { year + 1 } else { year }).ok().filter(|y| (-9998..=9998).contains(y))
}

fn history(year: i16) -> i32 {
    let year = i32::from(year);
    if year <= 0 { year - 1 } else { year }
}

/// The day, if there is one.
pub(super) fn day(year: i32, month: u8, day: u8) -> Option<Day> {
    Day::new(astronomical(year)?, month as i8, day as i8).ok()
}

/// The number of months from year 0, to count with.
fn months(year: i32, month: u8) -> i32 {
    let year = if year < 0 { year + 1 } else { year };
    year.saturating_mul(12).saturating_add(i32::from(month) - 1)
}

fn from_months(months: i32) -> (i32, u8) {
    let year = months.div_euclid(12);
    (if year <= 0 { year - 1 } else { year }, months.rem_euclid(12) as u8 + 1)
}

/// A year of history, some years on.
pub(super) fn add_years(year: i32, n: i32) -> i32 {
    from_months(months(year, 1).saturating_add(n.saturating_mul(12))).0
}

/// How many days lie between two days.
pub(super) fn days_between(from: Day, to: Day) -> i64 {
    from.until(to).map_or(i64::MAX / 2, |span| i64::from(span.get_days()))
}

/// The year of history of a day.
pub(super) fn year_of(day: Day) -> i32 {
    history(day.year())
}

fn week_of(day: Day) -> (i32, u8) {
    let week = day.iso_week_date();
    (history(week.year()), week.week() as u8)
}

fn monday(year: i32, week: u8) -> Option<Day> {
    ISOWeekDate::new(astronomical(year)?, week as i8, Weekday::Monday).ok().map(ISOWeekDate::date)
}

impl Moment {
    pub fn month_of(day: Day) -> Self {
        Self::Month(history(day.year()), day.month() as u8)
    }

    pub fn year(self) -> i32 {
        match self {
            Self::Century(c) => c.saturating_mul(100),
            Self::Decade(d) => d.saturating_mul(10),
            Self::Year(y) | Self::Fiscal(y) => y,
            Self::Half(y, _) | Self::Quarter(y, _) | Self::FiscalQuarter(y, _) | Self::Month(y, _) => y,
            Self::Season(y, _) | Self::SouthernSeason(y, _) | Self::Week(y, _) | Self::Weekend(y, _) => y,
            Self::Day(day) => history(day.year()),
        }
    }

    pub fn month(self) -> Option<u8> {
        match self {
            Self::Month(_, m) => Some(m),
            Self::Day(day) => Some(day.month() as u8),
            Self::Season(_, s) => Some(s.month()),
            Self::SouthernSeason(_, s) => Some(s.southern_month()),
            Self::Week(..) | Self::Weekend(..) => self.begin().map(|d| d.month() as u8),
            Self::Quarter(_, q) => Some(q * 3 - 2),
            Self::Half(_, h) => Some(h * 6 - 5),
            _ => None,
        }
    }

    pub fn as_day(self) -> Option<Day> {
        if let Self::Day(day) = self { Some(day) } else { None }
    }

    /// Its first day and the day after its last.
    pub fn days(self) -> Option<(Date, Date)> {
        let begin = self.begin()?;
        let year_later = |n: i16| begin.checked_add(n.years());
        let months_later = |n: i32| begin.checked_add(n.months());
        let end = match self {
            Self::Century(_) => year_later(100),
            Self::Decade(_) => year_later(10),
            Self::Year(_) | Self::Fiscal(_) => year_later(1),
            Self::Half(..) => months_later(6),
            Self::Quarter(..) | Self::FiscalQuarter(..) | Self::Season(..) | Self::SouthernSeason(..) => months_later(3),
            Self::Month(..) => months_later(1),
            Self::Week(..) => begin.checked_add(7.days()),
            Self::Weekend(..) => begin.checked_add(2.days()),
            Self::Day(_) => begin.tomorrow(),
        };
        Some((Date(begin), Date(end.ok()?)))
    }

    /// Its first day.
    pub fn begin(self) -> Option<Day> {
        match self {
            Self::Century(c) if c < 0 => day((c - 1) * 100, 1, 1),
            Self::Century(c) => day(c * 100, 1, 1),
            Self::Decade(d) if d < 0 => day(d * 10 - 9, 1, 1),
            Self::Decade(d) => day(d * 10, 1, 1),
            Self::Year(y) | Self::Fiscal(y) => day(y, 1, 1),
            Self::Half(y, n) => day(y, n * 6 - 5, 1),
            Self::Quarter(y, n) | Self::FiscalQuarter(y, n) => day(y, n * 3 - 2, 1),
            Self::Season(y, s) => day(y, s.month(), 1),
            Self::SouthernSeason(y, s) => day(y, s.southern_month(), 1),
            Self::Month(y, m) => day(y, m, 1),
            Self::Week(y, w) => monday(y, w),
            Self::Weekend(y, w) => monday(y, w)?.checked_add(5.days()).ok(),
            Self::Day(day) => Some(day),
        }
    }

    /// The nth day, week, weekend or weekday in this stretch, the last one for -1. A week belongs to where its middle is.
    pub fn nth(self, nth: i8, kind: Nth) -> Option<Self> {
        let (begin, end) = self.days()?;
        let (begin, end) = (begin.0, end.0);
        let on = |days: i64| if nth < 0 { end.checked_sub(days.days()).ok() } else { begin.checked_add(days.days()).ok() };
        let weeks = if nth < 0 { 0 } else { (i64::from(nth) - 1) * 7 };
        let day = match kind {
            Nth::Day if nth < 0 => on(1)?,
            Nth::Day => on(i64::from(nth) - 1)?,
            Nth::Week => on(if nth < 0 { 4 } else { weeks + 3 })?,
            Nth::Weekday(_) | Nth::Weekend => {
                let weekday = if let Nth::Weekday(weekday) = kind { weekday } else { 6 };
                let weekday = Weekday::from_monday_one_offset(weekday as i8).ok()?;
                if nth < 0 {
                    let last = on(1)?;
                    last.checked_sub(i64::from(weekday.until(last.weekday())).days()).ok()?
                } else {
                    on(weeks + i64::from(begin.weekday().until(weekday)))?
                }
            }
        };
        if day < begin || day >= end {
            return None;
        }
        let (year, week) = week_of(day);
        Some(match kind {
            Nth::Week => Self::Week(year, week),
            Nth::Weekend => Self::Weekend(year, week),
            Nth::Day | Nth::Weekday(_) => Self::Day(day),
        })
    }

    /// The stretch of that unit that this one lies in, `n` such stretches on.
    pub fn shift(self, unit: Unit, n: i32) -> Option<Self> {
        // No calendar reaches further, and no arithmetic below overflows, though shifts may follow one another.
        if n.unsigned_abs() > 100_000 || self.year().unsigned_abs() > 1_000_000 {
            return None;
        }
        let year = self.year();
        let by_month = |n: i32| from_months(months(year, self.month().unwrap_or(1)).saturating_add(n));
        let by_day = |n: i32| self.begin()?.checked_add(n.days()).ok();
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour => Self::Day(self.begin()?),
            Unit::Day | Unit::Night => Self::Day(by_day(n)?),
            Unit::Week | Unit::Fortnight | Unit::Weekend => {
                let days = n * if unit == Unit::Fortnight { 14 } else { 7 };
                let (year, week) = week_of(by_day(days)?);
                if unit == Unit::Weekend { Self::Weekend(year, week) } else { Self::Week(year, week) }
            }
            Unit::Month => {
                let (year, month) = by_month(n);
                Self::Month(year, month)
            }
            Unit::Quarter => {
                let (year, month) = by_month(n.saturating_mul(3));
                Self::Quarter(year, month.div_ceil(3))
            }
            Unit::Year => Self::Year(add_years(year, n)),
            Unit::Decade if year < 0 => Self::Decade(-((-year) / 10) + n),
            Unit::Decade => Self::Decade(year.div_euclid(10) + n),
            Unit::Century | Unit::Millennium if year < 0 => Self::Century(-((-year) / 100) + n),
            Unit::Century => Self::Century(year.div_euclid(100) + n),
            Unit::Millennium => Self::Century(year.div_euclid(100).saturating_add(n.saturating_mul(10))),
        })
    }
}

/// The Nth weekday (Monday 1) of a month, the last one for N -1.
pub(super) fn nth_weekday(year: i32, month: u8, weekday: u8, nth: i8) -> Option<Day> {
    let weekday = Weekday::from_monday_one_offset(weekday as i8).ok()?;
    day(year, month, 1)?.nth_weekday_of_month(nth, weekday).ok()
}

/// Easter Sunday of the western churches, after Gauss and Lichtenberg.
pub(super) fn easter(year: i32) -> Option<Day> {
    let k = year / 100;
    let m = 15 + (3 * k + 3) / 4 - (8 * k + 13) / 25;
    let s = 2 - (3 * k + 3) / 4;
    let a = year % 19;
    let d = (19 * a + m) % 30;
    let r = (d + a / 11) / 29;
    let og = 21 + d - r;
    let sz = 7 - (year + year / 4 + s) % 7;
    let oe = 7 - (og - sz).rem_euclid(7);
    day(year, 3, 1)?.checked_add((og + oe - 1).days()).ok()
}

/// Easter Sunday of the eastern churches, after Meeus, from the Julian calendar into ours (1900 to 2099).
pub(super) fn orthodox_easter(year: i32) -> Option<Day> {
    let (a, b, c) = (year % 4, year % 7, year % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let days = d + e + 114;
    let julian = day(year, (days / 31) as u8, (days % 31 + 1) as u8)?;
    julian.checked_add(13.days()).ok().filter(|_| (1900..2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_have_timex_values_and_days() {
        let day = |y, m, d| day(y, m, d).expect("a day");
        for (moment, value, begin, end) in [
            (Moment::Century(19), "19", "1900-01-01", "2000-01-01"),
            (Moment::Decade(199), "199", "1990-01-01", "2000-01-01"),
            (Moment::Fiscal(2024), "FY2024", "2024-01-01", "2025-01-01"),
            (Moment::Half(2024, 2), "2024-H2", "2024-07-01", "2025-01-01"),
            (Moment::Quarter(2024, 4), "2024-Q4", "2024-10-01", "2025-01-01"),
            (Moment::Season(2024, Season::Winter), "2024-WI", "2024-12-01", "2025-03-01"),
            (Moment::SouthernSeason(2024, Season::Winter), "2024-WI", "2024-06-01", "2024-09-01"),
            (Moment::SouthernSeason(2024, Season::Summer), "2024-SU", "2024-12-01", "2025-03-01"),
            (Moment::Week(2025, 1), "2025-W01", "2024-12-30", "2025-01-06"),
            (Moment::Weekend(2025, 48), "2025-W48-WE", "2025-11-29", "2025-12-01"),
            (Moment::Day(day(2024, 2, 29)), "2024-02-29", "2024-02-29", "2024-03-01"),
        ] {
            assert_eq!(moment.to_string(), value);
            let (from, to) = moment.days().expect("days");
            assert_eq!((from.to_string(), to.to_string()), (begin.into(), end.into()), "{value}");
        }
        assert_eq!(Moment::Year(-480).to_string(), "BC0480");
        assert_eq!(Moment::Decade(-47).to_string(), "BC047");
    }

    #[test]
    fn moments_shift_by_their_own_grain_and_by_coarser_ones() {
        let at = Moment::Day(day(2025, 1, 3).expect("a day"));
        for (unit, n, value) in [
            (Unit::Day, -3, "2024-12-31"),
            (Unit::Week, -1, "2024-W52"),
            (Unit::Month, -1, "2024-12"),
            (Unit::Quarter, -1, "2024-Q4"),
            (Unit::Year, -25, "2000"),
            (Unit::Decade, 1, "203"),
        ] {
            assert_eq!(at.shift(unit, n).map(|m| m.to_string()).as_deref(), Some(value));
        }
        assert_eq!(Moment::Year(-1).shift(Unit::Year, 1), Some(Moment::Year(1)));
        assert_eq!(Moment::Year(-490).shift(Unit::Year, -10), Some(Moment::Year(-500)));
    }

    #[test]
    fn feasts_move_as_they_should() {
        for (year, date) in
            [(1954, "1954-04-18"), (2000, "2000-04-23"), (2024, "2024-03-31"), (2025, "2025-04-20"), (2038, "2038-04-25")]
        {
            assert_eq!(easter(year).map(|d| d.to_string()).as_deref(), Some(date));
        }
        assert_eq!(orthodox_easter(2024).map(|d| d.to_string()).as_deref(), Some("2024-05-05"));
        assert_eq!(orthodox_easter(2025).map(|d| d.to_string()).as_deref(), Some("2025-04-20"));
        assert_eq!(nth_weekday(2025, 5, 1, -1).map(|d| d.to_string()).as_deref(), Some("2025-05-26"));
    }
}
