//! Times: temporal expressions and their values.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::{Confidence, Extent};
use crate::Date;

/// A temporal expression, as in TIMEX3 (ISO-TimeML).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Time {
    /// The characters of the expression, without a preposition.
    #[serde(flatten)]
    pub extent: Extent,
    /// The TIMEX3 type of the expression.
    #[serde(rename = "type")]
    pub kind: TimeKind,
    /// The TIMEX3 value: `2025-11-26`, `2025-W47`, `P3D`, `PAST_REF`; `X` for what is not known.
    pub value: String,
    /// The TIMEX3 modifier: `START`, `MID`, `END`, `APPROX`, `MORE_THAN` ...
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Cow<'static, str>>,
    /// For a set, how many at once: `EVERY`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quant: Option<Cow<'static, str>>,
    /// For a set, how often: `2X`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub freq: Option<String>,
    /// The first day that it covers; none if that is before the year 1, which `value` still says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub begin_date: Option<Date>,
    /// The day after the last one that it covers; none where `begin_date` is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date: Option<Date>,
    /// Index in [`Record::times`](super::Record::times) of the other end of a range that starts here ("between 1932 and 1933"), or of the length that goes with a start ("from Friday for three days").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<u32>,
    /// What a relative expression was counted from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<Anchor>,
    /// The name of the rule that read it.
    pub rule: Cow<'static, str>,
    /// Probability that extent and value are both right.
    pub confidence: Confidence,
}

/// The TIMEX3 type of a temporal expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeKind {
    /// A day or a longer stretch of the calendar.
    Date,
    /// A time of day or part of one.
    Time,
    /// A length of time.
    Duration,
    /// A set of times: how often.
    Set,
}

/// What a relative expression was counted from, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Anchor {
    /// What the expression was counted from.
    pub kind: AnchorKind,
    /// The TIMEX3 value of the anchor.
    pub value: String,
    /// Why this one and this direction: "bare weekday, past tense: the last one up to the day of publication".
    pub why: Cow<'static, str>,
}

/// What relative expressions are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AnchorKind {
    /// The day of publication.
    Published,
    /// The date of the dateline.
    Dateline,
    /// The last date told before.
    Previous,
    /// The day on which the page was fetched: the story may be older.
    Crawled,
}
