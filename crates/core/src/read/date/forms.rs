//! The forms that dates have: numbers, names of months, signs of Chinese, Japanese and Korean, logs.

use super::calendar::{before_era, is_inside, month};
use super::order::Order;
use super::parts::Part;
use crate::Date;

/// The date that the parts begin with, and how many of them it takes.
pub fn at(parts: &[Part<'_>], order: Order) -> Option<(Date, usize)> {
    numbered(parts, order).or_else(|| named(parts)).or_else(|| cjk(parts)).or_else(|| logged(parts)).or_else(|| worded(parts))
}

/// The number of a part of at most so many digits.
fn number(part: Option<&Part<'_>>, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
    part.filter(|part| digits.contains(&part.text.len())).and_then(|part| part.text.parse().ok())
}

fn year(part: Option<&Part<'_>>) -> Option<i16> {
    number(part, 4..=4).filter(|year| (1900..2100).contains(year))
}

fn day(part: Option<&Part<'_>>) -> Option<i8> {
    number(part, 1..=2).filter(|day| (1..=31).contains(day)).map(|day| day as i8)
}

/// `2025-11-26`, `2025. 11. 26.`, `26/11/2025`, `26.11.25`.
fn numbered(parts: &[Part<'_>], order: Order) -> Option<(Date, usize)> {
    let [first, second, third] = [parts.first(), parts.get(1), parts.get(2)];
    let (gap, next) = (first?.gap, second?.gap);
    if gap != next {
        return None;
    }
    if let (Some(y), Some(m), Some(d)) = (year(first), day(second), day(third))
        && matches!(gap, "-" | "/" | "." | ". ")
    {
        return Date::new(y, m, d).map(|date| (date, 3));
    }
    let (one, other) = (day(first)?, day(second)?);
    let short =
        || number(third, 2..=2).filter(|_| gap == "." && first.is_some_and(|part| part.text.len() == 2)).map(|y| 2000 + y);
    let y = year(third).or_else(short)?;
    if !matches!(gap, "/" | "-" | "." | ". " | " / ") {
        return None;
    }
    // 26/11/2025 and 11/26/2025; dots come with the day first.
    let (d, m) = match order {
        _ if other > 12 => (other, one),
        _ if one > 12 || gap.starts_with('.') || one == other => (one, other),
        Order::DayFirst => (one, other),
        Order::MonthFirst => (other, one),
        Order::Open => return None,
    };
    Date::new(y, m, d).map(|date| (date, 3))
}

/// `Wednesday, 05/03/2025`: of both readings the one that falls on that day, counted from Monday, 0.
pub fn by_weekday(parts: &[Part<'_>], weekday: i64) -> Option<(Date, usize)> {
    // 1 January 1970 was a Thursday.
    let fits = |found: &(Date, usize)| (i64::from(found.0.days()) + 3).rem_euclid(7) == weekday;
    let mut read = [Order::DayFirst, Order::MonthFirst].into_iter().filter_map(|order| numbered(parts, order)).filter(fits);
    read.next().filter(|_| read.next().is_none())
}

/// `Nov. 26, 2025`, `26 November 2025`, `3 de marzo de 2025`, `2025. november 26.`
fn named(parts: &[Part<'_>]) -> Option<(Date, usize)> {
    let month_at = |i: usize| parts.get(i).and_then(|part| month(part.text));
    let close = |i: usize| {
        matches!(
            parts.get(i).map(|part| part.gap),
            Some(" " | ", " | "," | ". " | "." | "-" | "/" | " - " | "" | " - ," | "\u{a0}" | "., ")
        )
    };
    // Endings of ordinals and small words stand between: `3rd May 2025`, `3 de mayo de 2025`.
    let after = |i: usize| i + usize::from(parts.get(i).is_some_and(|part| is_inside(part.text) && close(i)));
    if let Some(m) = month_at(0)
        && let d_at = after(1)
        && let Some(d) = day(parts.get(d_at))
        && let y_at = after(d_at + 1)
        && let Some(y) = year(parts.get(y_at))
        && close(0)
        && close(y_at - 1)
    {
        return Date::new(y, m, d).map(|date| (date, y_at + 1));
    }
    if let Some(y) = year(parts.first())
        && let Some(m) = month_at(1)
        && let Some(d) = day(parts.get(2))
        && close(0)
        && close(1)
    {
        return Date::new(y, m, d).map(|date| (date, 3));
    }
    let d = day(parts.first())?;
    let name = after(1);
    let m = month_at(name)?;
    let y_at = after(name + 1);
    // Thailand counts from the death of Buddha.
    let thai = || {
        number(parts.get(y_at), 4..=4)
            .filter(|y| (2443..2643).contains(y) && parts[name].text.starts_with(|c: char| ('\u{e00}'..='\u{e7f}').contains(&c)))
    };
    let y = year(parts.get(y_at)).or_else(|| thai().map(|y| y - 543))?;
    (close(name - 1) && close(y_at - 1)).then(|| Date::new(y, m, d).map(|date| (date, y_at + 1)))?
}

/// `3 tháng 3 năm 2025`: numbers with small words between.
fn worded(parts: &[Part<'_>]) -> Option<(Date, usize)> {
    let (d, m, y) = (day(parts.first())?, day(parts.get(2))?, year(parts.get(4))?);
    let fits = [1, 3].iter().all(|&i| is_inside(parts[i].text)) && m <= 12 && parts[..4].iter().all(|part| part.gap == " ");
    fits.then(|| Date::new(y, m, d).map(|date| (date, 5)))?
}

/// `2025年11月26日`, `2025년 11월 26일`, `令和7年11月26日`.
fn cjk(parts: &[Part<'_>]) -> Option<(Date, usize)> {
    if let Some(before) = parts.first().and_then(|part| before_era(part.text)) {
        let count = number(parts.get(1), 1..=3)?;
        let (m, d) = (day(parts.get(3))?, day(parts.get(5))?);
        let fits = [(2, '年'), (4, '月'), (6, '日')].iter().all(|&(i, unit)| parts.get(i).is_some_and(|part| part.text.starts_with(unit)));
        return fits.then(|| Date::new(before + count, m, d).map(|date| (date, 7)))?;
    }
    let y = year(parts.first())?;
    let unit = |i: usize, units: [&str; 2]| parts.get(i).is_some_and(|part| units.iter().any(|unit| part.text.starts_with(unit)));
    let fits = unit(1, ["年", "년"]) && unit(3, ["月", "월"]) && unit(5, ["日", "일"]);
    let (m, d) = (day(parts.get(2))?, day(parts.get(4))?);
    fits.then(|| Date::new(y, m, d).map(|date| (date, 6)))?
}

/// `Nov 26 10:05:00 GMT 2025`, as programs write it.
fn logged(parts: &[Part<'_>]) -> Option<(Date, usize)> {
    let m = month(parts.first()?.text)?;
    let d = day(parts.get(1))?;
    let is_time = (2..5).all(|i| number(parts.get(i), 2..=2).is_some()) && parts.get(2)?.gap == ":";
    let y_at = (5..=6).find(|&i| year(parts.get(i)).is_some()).filter(|_| is_time)?;
    Date::new(year(parts.get(y_at))?, m, d).map(|date| (date, y_at + 1))
}

/// `20251126`.
pub fn packed(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year = text[..4].parse().ok().filter(|year| (1990..2100).contains(year))?;
    Date::new(year, text[4..6].parse().ok()?, text[6..].parse().ok()?)
}
