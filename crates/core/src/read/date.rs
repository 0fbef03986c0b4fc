//! Days of publication as pages write them: in tags, addresses and lines of text.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::Date;
use crate::lexicon::folder::Folder;
use crate::text::hash::hash;

/// Which number of `3/4/2025` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Nothing tells.
    #[default]
    Open,
    /// The first one, as nearly everywhere.
    DayFirst,
    /// The second one, as in the United States.
    MonthFirst,
}

impl Order {
    /// Returns the order that a country and a language write, each in two letters. English alone tells nothing.
    pub fn of(country: Option<&str>, language: Option<&str>) -> Self {
        match (country.map(str::to_ascii_uppercase).as_deref(), language) {
            (Some("US" | "PH" | "FM" | "PW" | "PR" | "GU"), _) => Self::MonthFirst,
            (Some(_), _) => Self::DayFirst,
            (None, None | Some("en")) => Self::Open,
            (None, Some(_)) => Self::DayFirst,
        }
    }
}

/// The first full date in a text and where it stands.
///
/// Days before months and months before days are told by their names; of `3/4/2025`, which both readings fit, the order decides.
pub fn find(text: &str, order: Order) -> Option<(Date, Range<usize>)> {
    all(text, order).next()
}

/// All full dates in a text and where each stands.
pub fn all(text: &str, order: Order) -> impl Iterator<Item = (Date, Range<usize>)> {
    // Few lines name a year, and every full date does.
    let is_year = |part: Part<'_>| part.text.len() == 4 && (part.text.starts_with("19") || part.text.starts_with('2'));
    let is_short = || text.len() <= SHORT_YEAR && memchr::memchr(b'.', text.as_bytes()).is_some();
    let parts: Vec<Part<'_>> =
        if parts(text).take(MOST).any(is_year) || is_short() { parts(text).take(MOST).collect() } else { Vec::new() };
    let mut next = 0;
    std::iter::from_fn(move || {
        while next < parts.len() {
            let i = next;
            next += 1;
            let day_of_week = i.checked_sub(1).and_then(|before| weekday(parts[before].text));
            if let Some((date, len)) = at(&parts[i..], order).or_else(|| by_weekday(&parts[i..], day_of_week?)) {
                next = i + len;
                return Some((date, parts[i].at..parts[i + len - 1].at + parts[i + len - 1].text.len()));
            }
        }
        None
    })
}

/// `26.11.25` is looked for in texts of at most so many bytes.
const SHORT_YEAR: usize = 60;

/// The date in an address: `/2025/11/26/`, `2025-11-26`, `/2025/nov/26/`, `20251126`.
pub fn in_url(url: &str) -> Option<Date> {
    // In `/2014/05/12-things-to-do` the 12 belongs to the headline.
    let is_slug = |range: &Range<usize>| url[range.clone()].contains('/') && url[range.end..].starts_with(['-', '_']);
    let whole = all(url, Order::Open).find(|(_, range)| !is_slug(range)).map(|(date, _)| date);
    whole.or_else(|| parts(url).take(MOST).find_map(|part| packed(part.text)))
}

/// A declared date: the day, and all of it if that is RFC 3339. Seconds and milliseconds since 1970 count, too.
pub fn declared(value: &str, order: Order) -> Option<(Date, String)> {
    let value = value.trim();
    if let Some(stamp) = epoch(value) {
        return find(&stamp, Order::Open).map(|(date, _)| (date, stamp));
    }
    let (date, at) = find(value, order).or_else(|| packed(value.get(..8)?).map(|date| (date, 0..8)))?;
    // Basic ISO 8601 without hyphens is a timestamp too, but no RFC 3339.
    let is_whole =
        at.start == 0 && value.get(4..5) == Some("-") && value.contains(['T', 't']) && value.parse::<jiff::Timestamp>().is_ok();
    Some((date, if is_whole { value.to_owned() } else { date.to_string() }))
}

/// A date that was handed in with a source: the day, or RFC 3339 where time and zone are known.
///
/// ISO 8601 and RFC 2822 with any zone (the local day counts), seconds, milliseconds, microseconds or nanoseconds since 1970, and what
/// [`find`] reads; `3/11/2025` only if the order tells.
pub fn handed_in(value: &str, order: Order) -> Option<String> {
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
        .or_else(|| find(value, order).map(|(date, _)| date.to_string()))
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

/// Ten or thirteen digits as a timestamp.
fn epoch(value: &str) -> Option<String> {
    let unit = match value.len() {
        10 => 1,
        13 => 1000,
        _ => return None,
    };
    let number: i64 = value.bytes().all(|b| b.is_ascii_digit()).then(|| value.parse().ok())??;
    // From 1995 to 2096.
    let seconds = Some(number / unit).filter(|seconds| (788_918_400..4_000_000_000).contains(seconds))?;
    jiff::Timestamp::from_second(seconds).ok().map(|stamp| stamp.to_string())
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
fn at(parts: &[Part<'_>], order: Order) -> Option<(Date, usize)> {
    numbered(parts, order).or_else(|| named(parts)).or_else(|| cjk(parts)).or_else(|| logged(parts))
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
fn by_weekday(parts: &[Part<'_>], weekday: i64) -> Option<(Date, usize)> {
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
    let after = |i: usize| i + usize::from(parts.get(i).is_some_and(|part| MONTHS.inside.contains(&hash(part.text)) && close(i)));
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

/// `2025年11月26日`, `2025년 11월 26일`.
fn cjk(parts: &[Part<'_>]) -> Option<(Date, usize)> {
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
fn packed(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year = text[..4].parse().ok().filter(|year| (1990..2100).contains(year))?;
    Date::new(year, text[4..6].parse().ok()?, text[6..].parse().ok()?)
}

/// Names of months in all languages that nutgraf has lists of: a page's date is read before its language is sure.
static MONTHS: LazyLock<Months> = LazyLock::new(|| {
    let mut months = Months { names: FxHashMap::default(), inside: FxHashSet::default() };
    for folder in Folder::all() {
        for [number, names] in folder.rows("months").map(|row| row.cells()) {
            for name in names.split(' ').map(hash) {
                match number.parse() {
                    Ok(0) | Err(_) => drop(months.inside.insert(name)),
                    Ok(number) => drop(months.names.entry(name).or_insert(number)),
                }
            }
        }
    }
    months
});

struct Months {
    /// Numbers by the hash of the name.
    names: FxHashMap<u64, i8>,
    /// Words that stand inside dates: `of`, `de`.
    inside: FxHashSet<u64>,
}

/// The number of a day of the week by its English name, from Monday, 0: other languages write days and months in one order alone.
fn weekday(name: &str) -> Option<i64> {
    static DAYS: LazyLock<FxHashMap<u64, i64>> = LazyLock::new(|| {
        let rows = Folder::english().rows("layout/words").map(|row| row.cells());
        let days = rows.filter(|[class, _]| *class == "weekday").flat_map(|[_, words]| words.split(' ').take(7));
        days.map(hash).zip(0..).collect()
    });
    DAYS.get(&hash(name)).copied()
}

/// The number of a month by its name or the first letters of it.
fn month(name: &str) -> Option<i8> {
    MONTHS.names.get(&hash(name)).copied()
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
            ("Publicado el 3 de marzo de 2025", Some("2025-03-03")),
            ("Publié le 1er mars 2025 à 10h05", Some("2025-03-01")),
            ("Опубликовано 3 марта 2025, 10:05", Some("2025-03-03")),
            ("公開：2025年3月3日 10時05分", Some("2025-03-03")),
            ("입력 2025년 3월 3일", Some("2025-03-03")),
            ("2025. március 3.", Some("2025-03-03")),
            ("3 มีนาคม 2568", Some("2025-03-03")),
            ("نشر في 3 مارس 2025", Some("2025-03-03")),
            ("Stand: 03.05.25, 10:05 Uhr", Some("2025-05-03")),
            ("Mon Mar 03 10:05:00 GMT 2025", Some("2025-03-03")),
        ] {
            assert_eq!(find(text, Order::Open).map(|(date, _)| date.to_string()).as_deref(), expected, "{text}");
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
            assert_eq!(handed_in(value, Order::Open).as_deref(), expected, "{value}");
        }
        for (country, expected) in [("US", "2025-11-03"), ("GB", "2025-03-11")] {
            assert_eq!(handed_in("11/03/2025", Order::of(Some(country), None)).as_deref(), Some(expected));
        }
    }

    #[test]
    fn addresses_and_tags_have_dates() {
        for (url, expected) in [
            ("https://a.example/2024/05/04/bridge", Some("2024-05-04")),
            ("https://a.example/news/20240504/bridge-123", Some("2024-05-04")),
            ("https://a.example/bridge-2024-05-04.html", Some("2024-05-04")),
            ("https://a.example/bridge-12345678", None),
            ("https://a.example/2014/05/12-things-to-do", None),
            ("https://a.example/2014/may/12/bridge", Some("2014-05-12")),
        ] {
            assert_eq!(in_url(url).map(|date| date.to_string()).as_deref(), expected, "{url}");
        }
        for (value, expected) in [
            ("2024-05-04T10:00:00Z", "2024-05-04T10:00:00Z"),
            ("2024-05-04T10:00:00", "2024-05-04"),
            ("2024-05-04 10:00:00 +0200", "2024-05-04"),
            ("20240504T100000Z", "2024-05-04"),
            ("Sat, 04 May 2024 10:00:00 GMT", "2024-05-04"),
            ("1714816800000", "2024-05-04T10:00:00Z"),
        ] {
            assert_eq!(declared(value, Order::Open).map(|found| found.1).as_deref(), Some(expected), "{value}");
        }
    }
}
