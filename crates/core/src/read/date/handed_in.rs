//! Dates handed in with a source, as databases, feeds and data frames write them.

use super::find::find;
use super::forms::packed;
use super::order::Order;

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
