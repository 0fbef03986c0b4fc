//! Quantities: numbers with what they count or measure.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::{Confidence, Extent};

/// A number that counts or measures something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Quantity {
    /// The characters of number and unit.
    #[serde(flatten)]
    pub extent: Extent,
    /// The number, or the bounds of it.
    pub value: Value,
    /// The unit, where the text names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// Whether the number is exact, approximate or a bound.
    pub modifier: QuantityModifier,
    /// What is counted, head and modifiers: "hundreds of *drones*".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<Extent>,
    /// The direction of a change, where the text states one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// Probability that value and unit are both right.
    pub confidence: Confidence,
}

/// A number, or the two bounds of one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Value {
    /// Exactly this number.
    Exact(f64),
    /// From, to; an open end is null: "hundreds" is `[100, null]`.
    Range([Option<f64>; 2]),
}

/// The unit of a quantity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Unit {
    /// The kind of the unit.
    pub kind: UnitKind,
    /// Its symbol: an ISO 4217 code, `percent`, an SI symbol, `year`; for a count the head noun as written, lower-case.
    pub symbol: String,
    /// Its name in the singular: "dollar", "kilometre", "fishing boat".
    pub name: String,
    /// The words of the text for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent: Option<Extent>,
}

/// The kind of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum UnitKind {
    /// Money, by ISO 4217 code.
    Currency,
    /// Percent and percentage points.
    Percent,
    /// A physical unit of measure: metre, tonne.
    Measure,
    /// A unit of time: hour, year.
    Duration,
    /// The age of somebody, in years.
    Age,
    /// Things or people that are counted.
    Count,
}

/// How a number is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum QuantityModifier {
    /// The number as it is written.
    #[serde(rename = "=")]
    Equal,
    /// Approximately the number: "about 20".
    #[serde(rename = "~")]
    About,
    /// More than or at least the number.
    #[serde(rename = ">")]
    More,
    /// Less than or at most the number.
    #[serde(rename = "<")]
    Less,
    /// A number between two bounds.
    #[serde(rename = "range")]
    Range,
}

/// The direction in which a quantity changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It rose by this quantity.
    Up,
    /// It fell by this quantity.
    Down,
}
