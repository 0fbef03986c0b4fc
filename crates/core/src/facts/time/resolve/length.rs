//! The days that a length of time covers.

use jiff::civil::Date as Day;

use super::super::reading::{Reading, Side};
use super::super::unit::Unit;
use crate::Date;

/// The days of a length that touches the present.
pub fn length_days(now: Day, count: Option<f64>, unit: Unit, side: Side) -> Option<(Date, Date)> {
    if side == Side::Anywhere {
        return None;
    }
    let count = count?.round() as i64;
    let sign = if side == Side::UpToNow { -1 } else { 1 };
    let n = count.clamp(0, 100_000) * sign;
    let other = now.checked_add(length_span(unit, n)?).ok()?;
    let after = |d: Day| d.tomorrow().ok();
    if !(1..=9998).contains(&other.year()) {
        return None;
    }
    Some(if sign < 0 { (Date(other), Date(after(now)?)) } else { (Date(now), Date(after(other)?)) })
}

fn length_span(unit: Unit, n: i64) -> Option<jiff::Span> {
    let span = jiff::Span::new();
    let span = match unit {
        Unit::Day | Unit::Night => span.try_days(n),
        Unit::Week | Unit::Weekend => span.try_weeks(n),
        Unit::Fortnight => span.try_weeks(n * 2),
        Unit::Month => span.try_months(n),
        Unit::Quarter => span.try_months(n * 3),
        Unit::Year => span.try_years(n),
        Unit::Decade => span.try_years(n * 10),
        Unit::Century => span.try_years(n * 100),
        _ => return None,
    };
    span.ok()
}

/// The days that a length covers which begins on a day.
pub fn days_from(start: Day, reading: &Reading) -> Option<(Date, Date)> {
    let Reading::Length { count: Some(count), unit, .. } = *reading else { return None };
    let n = (count.round() as i64).clamp(0, 100_000);
    let end = start.checked_add(length_span(unit, n)?).ok()?;
    Some((Date(start), Date(end)))
}
