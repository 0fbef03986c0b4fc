//! Full dates in a text.

use std::ops::Range;

use super::calendar::{has_era, weekday};
use super::digits::Folded;
use super::forms::{at, by_weekday};
use super::order::Order;
use super::parts::{MOST, Part, parts};
use crate::Date;

/// The first full date in a text and where it stands.
///
/// Days before months and months before days are told by their names; of `3/4/2025`, which both readings fit, the order decides.
pub fn find(text: &str, order: Order) -> Option<(Date, Range<usize>)> {
    all(text, order).next()
}

/// All full dates in a text and where each is, in digits of any script.
pub fn all(text: &str, order: Order) -> impl Iterator<Item = (Date, Range<usize>)> {
    let folded = Folded::of(text);
    let found: Vec<_> = folded.iter().flat_map(|folded| western(&folded.text, order).map(|(date, at)| (date, folded.range(at)))).collect();
    let plain = folded.is_none().then(|| western(text, order));
    found.into_iter().chain(plain.into_iter().flatten())
}

/// All full dates in a text whose digits are those of Europe.
fn western(text: &str, order: Order) -> impl Iterator<Item = (Date, Range<usize>)> {
    // Few lines name a year, and every full date does.
    let is_year = |part: Part<'_>| part.text.len() == 4 && (part.text.starts_with("19") || part.text.starts_with('2'));
    let is_short = || text.len() <= SHORT_YEAR && memchr::memchr(b'.', text.as_bytes()).is_some();
    let parts: Vec<Part<'_>> =
        if parts(text).take(MOST).any(is_year) || is_short() || has_era(text) { parts(text).take(MOST).collect() } else { Vec::new() };
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
