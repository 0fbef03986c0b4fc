//! TIMEX3 values of what no day of the calendar stands for: open dates, times of day, lengths and sets.

use std::fmt::Write as _;

use super::calendar::Moment;
use super::reading::{Base, Hour, Set, What, Which};
use super::unit::{Nth, Unit};

/// The value of what nothing places: X for what is not known.
pub(super) fn open_value(base: Base) -> String {
    match base {
        Base::At(moment) => moment.to_string(),
        Base::Shift(unit, ..) | Base::FromDay(unit, ..) => match unit {
            Unit::Week | Unit::Fortnight => "XXXX-WXX",
            Unit::Weekend => "XXXX-WXX-WE",
            Unit::Month => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            Unit::Year => "XXXX",
            Unit::Decade => "XXX",
            Unit::Century | Unit::Millennium => "XX",
            _ => "XXXX-XX-XX",
        }
        .into(),
        Base::Named(what, which) => {
            let year = if let Which::Year(year) = which { Moment::Year(year).to_string() } else { "XXXX".into() };
            match what {
                What::Month(month) => format!("{year}-{month:02}"),
                What::MonthDay(month, date) => format!("{year}-{month:02}-{date:02}"),
                What::DayOfMonth(date) => format!("{year}-XX-{date:02}"),
                What::Weekday(weekday) => format!("{year}-WXX-{weekday}"),
                What::Season(season) | What::SouthernSeason(season) => format!("{year}-{}", season.code()),
                What::Quarter(n) | What::FiscalQuarter(n) => format!("{year}-Q{n}"),
                What::Half(n) => format!("{year}-H{n}"),
                What::WeekNumber(n) => format!("{year}-W{n:02}"),
                What::Decade(tens) => format!("XX{tens}"),
                What::Holiday(_) => format!("{year}-XX-XX"),
            }
        }
        Base::Nth(_, Nth::Week, ..) => "XXXX-WXX".into(),
        Base::Nth(_, Nth::Weekend, ..) => "XXXX-WXX-WE".into(),
        Base::ReportIn(year) => Moment::Year(year).to_string(),
        Base::Nth(..) | Base::MonthsFrom(..) | Base::Open => "XXXX-XX-XX".into(),
    }
}

pub(super) fn push_hour(value: &mut String, hour: Hour) {
    // Writing to a string does not fail.
    let _ = match hour {
        Hour::Part(part) => write!(value, "T{part}"),
        Hour::Clock(h, m, s) => {
            write!(value, "T{h:02}:{:02}", m.unwrap_or(0)).and_then(|()| s.map_or(Ok(()), |s| write!(value, ":{s:02}")))
        }
    };
}

pub(super) fn length_value(count: Option<f64>, unit: Unit, more: [Option<(f64, Unit)>; 2]) -> String {
    let (mut head, times, tail) = unit.period();
    let mut value = match count {
        Some(n) => format!("{head}{}{tail}", n * times),
        None => format!("{head}X{tail}"),
    };
    for (n, unit) in more.into_iter().flatten() {
        let (more_head, times, tail) = unit.period();
        let joint = if more_head == "PT" && head == "P" { "T" } else { "" };
        let _ = write!(value, "{joint}{}{tail}", n * times);
        head = more_head;
    }
    value
}

pub(super) fn set_value(set: Set) -> (String, Option<String>) {
    let value = match set {
        Set::Value(value) => value.into(),
        // "daily" and "every day" are the same set.
        Set::Every(None | Some(1.0), Unit::Day) => "XXXX-XX-XX".into(),
        Set::Every(None | Some(1.0), Unit::Week) => "XXXX-WXX".into(),
        Set::Every(None | Some(1.0), Unit::Weekend) => "XXXX-WXX-WE".into(),
        Set::Every(None | Some(1.0), Unit::Month) => "XXXX-XX".into(),
        Set::Every(None | Some(1.0), Unit::Quarter) => "XXXX-QX".into(),
        Set::Every(None | Some(1.0), Unit::Year) => "XXXX".into(),
        Set::Every(None | Some(1.0), Unit::Hour) => "XXXX-XX-XXTXX".into(),
        Set::Every(count, unit) => length_value(Some(count.unwrap_or(1.0)), unit, [None; 2]),
        Set::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
        Set::WeekdayPart(weekday, part) => format!("XXXX-WXX-{weekday}T{part}"),
        Set::Month(month) => format!("XXXX-{month:02}"),
        Set::Season(season) => format!("XXXX-{}", season.code()),
        Set::LastWeekday(weekday) => format!("XXXX-XX-WXX-{weekday}"),
        Set::MonthDay(month, day) => format!("XXXX-{month:02}-{day:02}"),
        Set::WeekdaysAt(hour, minute) => format!("XXXX-WXX-XT{hour:02}:{:02}", minute.unwrap_or(0)),
        Set::Rate(unit) => length_value(Some(1.0), unit, [None; 2]),
        Set::DayOfMonth(day) => format!("XXXX-XX-{day:02}"),
        Set::Part(part) => format!("XXXX-XX-XXT{part}"),
        Set::Clock(weekday, hour, minute) => {
            let day = weekday.map_or("XXXX-XX-XX".into(), |weekday| format!("XXXX-WXX-{weekday}"));
            format!("{day}T{hour:02}:{:02}", minute.unwrap_or(0))
        }
        Set::Times(_, unit) => length_value(Some(1.0), unit, [None; 2]),
    };
    let freq = if let Set::Times(n, _) = set { Some(format!("{n}X")) } else { None };
    (value, freq)
}
