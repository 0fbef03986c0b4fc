//! Days of publication as pages write them: in tags, addresses and lines of text.

use std::ops::Range;

use crate::Date;

/// The first full date in a text and where it stands.
///
/// Days before months and months before days are told by their names; of `3/4/2025`, which both readings fit, nothing is said.
pub fn find(text: &str) -> Option<(Date, Range<usize>)> {
    // Few lines name a year, and every full date does.
    let is_year = |part: Part<'_>| part.text.len() == 4 && (part.text.starts_with("19") || part.text.starts_with("20"));
    if !parts(text).take(MOST).any(is_year) {
        return None;
    }
    let parts: Vec<Part<'_>> = parts(text).take(MOST).collect();
    (0..parts.len()).find_map(|i| {
        let (date, len) = at(&parts[i..])?;
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
fn at(parts: &[Part<'_>]) -> Option<(Date, usize)> {
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
        return None;
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
