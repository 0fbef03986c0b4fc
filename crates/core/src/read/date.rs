//! Days of publication as pages write them: in tags, addresses and lines of text.

use std::ops::Range;

use crate::Date;

/// The first full date in a text and where it stands.
///
/// Days before months and months before days are told by their names; of `3/4/2025`, which both readings fit, nothing is said.
pub fn find(text: &str) -> Option<(Date, Range<usize>)> {
    find_in(text, None)
}

/// The order of day and month in a country's dates of three numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    DayFirst,
    MonthFirst,
}

impl Order {
    /// The one of that country, ISO 3166 two letters.
    pub fn of(country: &str) -> Self {
        if MONTH_FIRST.contains(&country) { Self::MonthFirst } else { Self::DayFirst }
    }
}

/// Countries that write the month before the day.
const MONTH_FIRST: [&str; 4] = ["US", "PH", "FM", "PW"];

/// The same, where the order of day and month is known.
fn find_in(text: &str, order: Option<Order>) -> Option<(Date, Range<usize>)> {
    // Few lines name a year, and every full date does.
    let is_year = |part: Part<'_>| part.text.len() == 4 && (part.text.starts_with("19") || part.text.starts_with("20"));
    if !parts(text).take(MOST).any(is_year) {
        return None;
    }
    let parts: Vec<Part<'_>> = parts(text).take(MOST).collect();
    (0..parts.len()).find_map(|i| {
        let (date, len) = at(&parts[i..], order)?;
        Some((date, parts[i].at..parts[i + len - 1].at + parts[i + len - 1].text.len()))
    })
}

/// The date in an address: `/2025/11/26/`, `2025-11-26`, `20251126`.
pub fn in_url(url: &str) -> Option<Date> {
    find(url).map(|(date, _)| date).or_else(|| parts(url).take(MOST).find_map(|part| packed(part.text)))
}

/// A declared date: the day, and all of it if that is RFC 3339.
pub fn declared(value: &str) -> Option<(Date, String)> {
    let value = value.trim();
    let (date, at) = find(value).or_else(|| packed(value.get(..8)?).map(|date| (date, 0..8)))?;
    // Basic ISO 8601 without hyphens is a timestamp too, but no RFC 3339.
    let is_whole =
        at.start == 0 && value.get(4..5) == Some("-") && value.contains(['T', 't']) && value.parse::<jiff::Timestamp>().is_ok();
    Some((date, if is_whole { value.to_owned() } else { date.to_string() }))
}

/// A date that was handed in with a source: the day, or RFC 3339 where time and zone are known.
///
/// ISO 8601 and RFC 2822 with any zone (the local day counts), seconds, milliseconds, microseconds or nanoseconds since 1970, and what
/// [`find`] reads; `3/11/2025` only if the order is known.
pub fn handed_in(value: &str, order: Option<Order>) -> Option<String> {
    let value = value.trim();
    since_1970(value)
        .or_else(|| iso(value))
        .or_else(|| {
            let time = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned(value).ok()?;
            Some(stamp(time.date(), time.time(), time.offset()))
        })
        .or_else(|| {
            packed(value.get(..8)?).filter(|_| !value[8..].starts_with(|c: char| c.is_ascii_digit())).map(|d| d.to_string())
        })
        .or_else(|| find_in(value, order).map(|(date, _)| date.to_string()))
}

/// RFC 3339, to the second.
fn stamp(date: jiff::civil::Date, time: jiff::civil::Time, offset: jiff::tz::Offset) -> String {
    let time = time.with().subsec_nanosecond(0).build().unwrap_or(time);
    let zone = if offset.is_zero() { "Z".to_owned() } else { offset.to_string() };
    // Whole hours are shown without minutes, which RFC 3339 asks for.
    let zone = if zone.len() == 3 { format!("{zone}:00") } else { zone };
    format!("{date}T{time}{zone}")
}

/// ISO 8601, as databases and data frames write it too: a space before time or zone, `UTC` for the zone.
fn iso(value: &str) -> Option<String> {
    let (start, zone) = value.rsplit_once(' ').unwrap_or((value, ""));
    let joined = match zone {
        "UTC" | "GMT" | "Z" => format!("{start}Z"),
        _ if zone.starts_with(['+', '-']) => format!("{start}{zone}"),
        _ => value.to_owned(),
    };
    let pieces = jiff::fmt::temporal::Pieces::parse(&joined).ok()?;
    match (pieces.time(), pieces.to_numeric_offset()) {
        (Some(time), Some(offset)) => Some(stamp(pieces.date(), time, offset)),
        _ => Some(pieces.date().to_string()),
    }
}

/// A count of seconds since 1970, or of thousandths and so on, told by its length. Years before 2001 have a digit less.
fn since_1970(value: &str) -> Option<String> {
    let whole = value.strip_suffix(".0").unwrap_or(value);
    if !whole.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let unit = match whole.len() {
        9 | 10 => 1,
        12 | 13 => 1_000,
        15 | 16 => 1_000_000,
        18 | 19 => 1_000_000_000,
        _ => return None,
    };
    let time = jiff::Timestamp::from_second(whole.parse::<i64>().ok()? / unit).ok()?;
    Some(time.to_string())
}

/// Words looked at.
const MOST: usize = 60;

/// A run of letters or digits.
struct Part<'a> {
    text: &'a str,
    at: usize,
    /// What stands between it and the next one.
    gap: &'a str,
}

fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let bytes = text.as_bytes();
    let class = |b: u8| if b.is_ascii_digit() { 1 } else { 2 * u8::from(b.is_ascii_alphabetic() || b >= 0x80) };
    let run = move |from: usize| {
        bytes[from..].iter().position(|&b| class(b) != class(bytes[from])).map_or(text.len(), |len| from + len)
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && class(bytes[at]) == 0 {
            at += 1;
        }
        let start = at;
        if start == bytes.len() {
            return None;
        }
        at = run(start);
        let next = if at < bytes.len() && class(bytes[at]) == 0 { run(at) } else { at };
        let part = Part { text: text.get(start..at)?, at: start, gap: text.get(at..next)? };
        Some(part)
    })
}

/// The date that the parts begin with, and how many of them it takes.
fn at(parts: &[Part<'_>], order: Option<Order>) -> Option<(Date, usize)> {
    let number = |i: usize| parts.get(i).and_then(|part| part.text.parse::<i16>().ok());
    let year = |i: usize| number(i).filter(|year| parts[i].text.len() == 4 && (1900..2100).contains(year));
    let month_name = |i: usize| parts.get(i).and_then(|part| month(part.text));
    let close = |i: usize| {
        matches!(parts.get(i).map(|part| part.gap), Some(" " | ", " | "," | ". " | "." | "-" | "/" | " - " | "" | " of "))
    };
    let day = |i: usize| number(i).filter(|day| parts[i].text.len() <= 2 && (1..=31).contains(day)).map(|day| day as i8);
    let small = |i: usize| number(i).filter(|_| parts[i].text.len() <= 2).map(|n| n as i8);
    if let (Some(y), Some(m), Some(d)) = (year(0), small(1), day(2))
        && parts[0].gap == parts[1].gap
        && matches!(parts[0].gap, "-" | "/" | ".")
    {
        return Date::new(y, m, d).map(|date| (date, 3));
    }
    // Endings of ordinals stand between day and month: `3rd May 2025`.
    let after = |i: usize| i + usize::from(parts.get(i).is_some_and(|part| matches!(part.text, "st" | "nd" | "rd" | "th")));
    if let Some(m) = month_name(0)
        && let Some(d) = day(1)
        && let Some(y) = year(after(2))
        && close(0)
        && close(after(2) - 1)
    {
        return Date::new(y, m, d).map(|date| (date, after(2) + 1));
    }
    let d = day(0)?;
    let name = after(1);
    if let Some(m) = month_name(name)
        && let Some(y) = year(name + 1)
        && close(name - 1)
        && close(name)
    {
        return Date::new(y, m, d).map(|date| (date, name + 2));
    }
    let (other, y) = (day(1)?, year(2)?);
    if parts[0].gap != parts[1].gap || !matches!(parts[0].gap, "/" | "-" | ".") {
        return None;
    }
    // 26/11/2025 and 11/26/2025; dots come with the day first.
    let (d, m) = if other > 12 {
        (other, d)
    } else if d > 12 || parts[0].gap == "." || d == other {
        (d, other)
    } else {
        match order? {
            Order::DayFirst => (d, other),
            Order::MonthFirst => (other, d),
        }
    };
    Date::new(y, m, d).map(|date| (date, 3))
}

/// `20251126`.
fn packed(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year = text[..4].parse().ok().filter(|year| (1990..2100).contains(year))?;
    Date::new(year, text[4..6].parse().ok()?, text[6..].parse().ok()?)
}

/// The number of a month by its name or the first letters of it.
fn month(name: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    // All of it, its first three letters, or "sept".
    let len = if name.eq_ignore_ascii_case("sept") { 4 } else { 3 };
    let fits = |full: &str| {
        name.eq_ignore_ascii_case(full)
            || name.len() == len && full.get(..len).is_some_and(|start| name.eq_ignore_ascii_case(start))
    };
    NAMES.iter().position(|full| fits(full)).map(|i| i as i8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_usual_form() {
        for (text, expected) in [
            ("date 2025-11-26", Some("2025-11-26")),
            ("Nov. 19, 2019, 8:41 AM UTC", Some("2019-11-19")),
            ("Sat 2 Mar 2024 17.07 CET", Some("2024-03-02")),
            ("Published 3rd September, 2024", Some("2024-09-03")),
            ("10-Apr-2026", Some("2026-04-10")),
            ("26/11/2025", Some("2025-11-26")),
            ("11/26/2025", Some("2025-11-26")),
            ("3/4/2025", None),
            ("08:39, 06 Jan 2026Updated 08:41", Some("2026-01-06")),
            ("May 2025", None),
            ("Room 12, 2019", None),
            ("31 February 2024", None),
            ("é – 中", None),
        ] {
            assert_eq!(find(text).map(|(date, _)| date.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn dates_that_are_handed_in_have_one_policy() {
        for (value, expected) in [
            ("2025-11-03", Some("2025-11-03")),
            ("2025-11-03T10:00:00", Some("2025-11-03")),
            ("2025-11-03 23:30:00-05:00", Some("2025-11-03T23:30:00-05:00")),
            ("2025-11-03T23:30-05:00", Some("2025-11-03T23:30:00-05:00")),
            ("2025-11-03T23:30:00.123456+0200", Some("2025-11-03T23:30:00+02:00")),
            ("2025-11-03 10:00:00 UTC", Some("2025-11-03T10:00:00Z")),
            ("Mon, 03 Nov 2025 10:00:00 GMT", Some("2025-11-03T10:00:00Z")),
            ("Tue, 03 Nov 2025 23:00:00 -0500", Some("2025-11-03T23:00:00-05:00")),
            ("1762164000", Some("2025-11-03T10:00:00Z")),
            ("1762164000.0", Some("2025-11-03T10:00:00Z")),
            ("1762164000000", Some("2025-11-03T10:00:00Z")),
            ("20251103", Some("2025-11-03")),
            ("20251103T100000Z", Some("2025-11-03T10:00:00Z")),
            ("November 3, 2025", Some("2025-11-03")),
            ("26/11/2025", Some("2025-11-26")),
            ("11/03/2025", None),
            ("2025-13-45", None),
            ("9:27 AM", None),
            ("", None),
        ] {
            assert_eq!(handed_in(value, None).as_deref(), expected, "{value}");
        }
        for (country, expected) in [("US", "2025-11-03"), ("GB", "2025-03-11")] {
            assert_eq!(handed_in("11/03/2025", Some(Order::of(country))).as_deref(), Some(expected));
        }
    }

    #[test]
    fn addresses_and_tags_have_dates() {
        for (url, expected) in [
            ("https://a.example/2024/05/04/bridge", Some("2024-05-04")),
            ("https://a.example/news/20240504/bridge-123", Some("2024-05-04")),
            ("https://a.example/bridge-2024-05-04.html", Some("2024-05-04")),
            ("https://a.example/bridge-12345678", None),
        ] {
            assert_eq!(in_url(url).map(|date| date.to_string()).as_deref(), expected, "{url}");
        }
        for (value, expected) in [
            ("2024-05-04T10:00:00Z", "2024-05-04T10:00:00Z"),
            ("2024-05-04T10:00:00", "2024-05-04"),
            ("2024-05-04 10:00:00 +0200", "2024-05-04"),
            ("20240504T100000Z", "2024-05-04"),
            ("Sat, 04 May 2024 10:00:00 GMT", "2024-05-04"),
        ] {
            assert_eq!(declared(value).map(|found| found.1).as_deref(), Some(expected), "{value}");
        }
    }
}
