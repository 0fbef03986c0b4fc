//! A stretch of a text, as offsets.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

/// A stretch of a text: two offsets, of which the second is exclusive.
///
/// Within this crate offsets are UTF-8 bytes; [`Record::with_offsets`](crate::Record::with_offsets) changes the unit of a whole
/// record. `0..5` covers the first five bytes, not the sixth.
///
/// # Examples
///
/// ```
/// use nutgraf::Span;
///
/// let span = Span::new(7, 12);
/// assert_eq!(span.of("Mayor: Marta spoke."), "Marta");
/// assert_eq!(span.len(), 5);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, JsonSchema)]
pub struct Span {
    /// First position, counted from 0 in the record's unit of offsets.
    pub start: u32,
    /// First position after it, in the record's unit of offsets.
    pub end: u32,
}

impl Span {
    /// Returns the span from `start` up to, not including, `end`.
    ///
    /// # Panics
    /// If `start` is greater than `end`, or `end` does not fit into 32 bits: texts of 4 GiB and more are not read.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end && u32::try_from(end).is_ok(), "{start}..{end} is no span");
        Self { start: start as u32, end: end as u32 }
    }

    /// Returns the span as a range to slice with: `&text[span.range()]`.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Returns the number of units from start to end.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Returns true if start and end are the same.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Returns true if all of `other` is inside of this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns true if the two share at least one position.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the smallest span that contains both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Returns the part of `text` from start to end, both in bytes.
    ///
    /// # Panics
    /// If the span reaches over the end of `text` or cuts a character; [`Span::get`] returns `None` then.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Returns the part of `text` from start to end, both in bytes; `None` if there is no such part.
    pub fn get(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }
}

impl From<Range<usize>> for Span {
    /// Returns the span of a range; panics as [`Span::new`] does.
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Offsets {
            start: u32,
            end: u32,
        }
        let Offsets { start, end } = Offsets::deserialize(deserializer)?;
        if start > end {
            return Err(serde::de::Error::custom(format!("a span from {start} to {end} ends before it begins")));
        }
        Ok(Self { start, end })
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn a_span_that_ends_before_it_begins_is_refused() {
        assert!(serde_json::from_str::<Span>(r#"{"start":3,"end":2}"#).is_err());
        assert_eq!(serde_json::from_str::<Span>(r#"{"start":2,"end":3}"#).expect("a span"), Span::new(2, 3));
        assert!(std::panic::catch_unwind(|| Span::new(3, 2)).is_err());
    }

    #[test]
    fn only_whole_characters_are_cut_out() {
        assert_eq!(Span::new(0, 3).get("Zoë"), None);
        assert_eq!(Span::new(0, 4).get("Zoë"), Some("Zoë"));
        assert_eq!(Span::new(2, 9).get("Zoë"), None);
    }
}
