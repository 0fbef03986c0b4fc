//! How many, how much.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::{Confidence, Extent};

/// A number that counts or measures something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quantity {
    /// Where number and unit stand.
    #[serde(flatten)]
    pub extent: Extent,
    /// How many.
    pub value: Value,
    /// Of what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// How the number is to be taken.
    pub modifier: QuantityModifier,
    /// What is counted, head and modifiers: "hundreds of *drones*".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<Extent>,
    /// In which way it went.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// How sure value and unit are together.
    pub confidence: Confidence,
}

/// A number or two bounds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Value {
    /// Just that.
    Exact(f64),
    /// From, to; an open end is null: "hundreds" is `[100, null]`.
    Range([Option<f64>; 2]),
}

/// What is counted or measured in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Unit {
    /// What sort it is.
    pub kind: UnitKind,
    /// Its symbol: an ISO 4217 code, `percent`, an SI symbol, `year`; for a count the head noun as written, lower-case.
    pub symbol: String,
    /// Its name in the singular: "dollar", "kilometre", "fishing boat".
    pub name: String,
    /// The words of the text for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent: Option<Extent>,
}

/// Sorts of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum UnitKind {
    /// Money, by ISO 4217 code.
    Currency,
    /// Percent and percentage points.
    Percent,
    /// A unit of measure.
    Measure,
    /// A length of time.
    Duration,
    /// Years of age.
    Age,
    /// Things or people.
    Count,
}

/// How a number is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum QuantityModifier {
    /// Just so.
    #[serde(rename = "=")]
    Equal,
    /// About.
    #[serde(rename = "~")]
    About,
    /// More than, at least.
    #[serde(rename = ">")]
    More,
    /// Less than, up to.
    #[serde(rename = "<")]
    Less,
    /// Between two bounds.
    #[serde(rename = "range")]
    Range,
}

/// In which way a quantity went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It rose by this.
    Up,
    /// It fell by this.
    Down,
}
