//! A calendar day.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day of the proleptic Gregorian calendar, written `YYYY-MM-DD`.
///
/// # Examples
///
/// ```
/// use nutgraf::Date;
///
/// let day: Date = "2025-11-26".parse()?;
/// assert_eq!((day.year(), day.month(), day.day()), (2025, 11, 26));
/// let wrong = "2025-13-45".parse::<Date>();
/// assert_eq!(wrong.unwrap_err().to_string(), "\"2025-13-45\" is not a day like 2025-11-26");
/// # Ok::<(), nutgraf::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub(crate) jiff::civil::Date);

impl Date {
    /// Returns the day of a year, month (1-12) and day of the month (1-31); `None` if the calendar has no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Returns the day that is `days` after 1 January 1970, or before it if negative; `None` outside of the years -9999 to 9999.
    pub fn from_days(days: i64) -> Option<Self> {
        let span = jiff::Span::new().try_days(days).ok()?;
        jiff::civil::Date::constant(1970, 1, 1).checked_add(span).ok().map(Self)
    }

    /// Returns the year; 0 is the year before 1, and earlier years are negative.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Returns the month of the year, from 1.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Returns the day of the month, from 1.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// Returns the number of days since 1 January 1970; negative for days before it.
    pub fn days(self) -> i32 {
        jiff::civil::Date::constant(1970, 1, 1).duration_until(self.0).as_hours() as i32 / 24
    }

    /// Returns the day before; `None` for the first day of the calendar.
    pub fn yesterday(self) -> Option<Self> {
        self.0.yesterday().ok().map(Self)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Date {
    type Err = crate::Error;

    /// Parses `YYYY-MM-DD`; a time after it, as in RFC 3339, is left out.
    ///
    /// # Errors
    /// [`Error::Date`](crate::Error::Date) if the text does not begin with a day of the calendar in this form.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let day = s.get(..10).unwrap_or(s);
        day.parse().map(Self).map_err(|_| crate::Error::Date { text: s.chars().take(40).collect() })
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Date {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}
