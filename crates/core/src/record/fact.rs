//! What all facts have: an extent and a confidence.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Span;

/// A stretch of the record's text: its offsets and its characters.
///
/// `record.text[extent.start..extent.end] == extent.text`, in the record's unit of offsets.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Extent {
    /// The offsets, half-open, in the record's unit.
    #[serde(flatten)]
    pub span: Span,
    /// The characters from `start` to `end`. Stages leave it empty; it is filled in when the record is put together.
    pub text: String,
}

impl From<Span> for Extent {
    fn from(span: Span) -> Self {
        Self { span, text: String::new() }
    }
}

/// How sure a rule or model is, in hundredths from 0 to 1. Of facts given .9, about nine in ten are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Confidence(u8);

impl Confidence {
    /// Returns the confidence of a probability; values outside of 0 to 1 are clamped.
    pub fn new(share: f32) -> Self {
        Self((share.clamp(0.0, 1.0) * 100.0).round() as u8)
    }

    /// Returns what a table with an entry for each hundredth makes of the confidence.
    pub(crate) fn through(self, table: &[u8; 101]) -> Self {
        Self(table[usize::from(self.0.min(100))])
    }

    /// Returns the confidence as a probability between 0 and 1.
    pub fn get(self) -> f32 {
        f32::from(self.0) / 100.0
    }
}

impl Serialize for Confidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // As the double nearest to it: the one nearest to a float would show as 0.9900000095367432 where a writer widens it.
        serializer.serialize_f64(f64::from(self.0) / 100.0)
    }
}

impl<'de> Deserialize<'de> for Confidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f32::deserialize(deserializer).map(Self::new)
    }
}

impl JsonSchema for Confidence {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Confidence".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "minimum": 0, "maximum": 1 })
    }
}
