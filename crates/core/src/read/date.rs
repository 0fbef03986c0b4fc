//! Days of publication as pages write them: in tags, addresses and lines of text.

mod calendar;
mod digits;
mod find;
mod forms;
mod handed_in;
mod order;
mod parts;

use std::ops::Range;

use crate::Date;
pub use find::{all, find};
use forms::packed;
pub use handed_in::handed_in;
pub use order::Order;
use parts::{MOST, parts};

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
