//! Where.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::{Confidence, Extent};

/// A mention of a place, resolved where that can be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// Where it stands.
    #[serde(flatten)]
    pub extent: Extent,
    /// The place's own name: "United States" for "US".
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Its number in GeoNames.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geonames_id: Option<u32>,
    /// Its country, ISO 3166 two letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Its state or province, the code of GeoNames: `US.CA`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub admin1: Option<String>,
    /// Degrees north.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    /// Degrees east.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
    /// How the name is used.
    #[serde(rename = "use")]
    pub usage: PlaceUse,
    /// True if it names a people and through that its place: "Russian", "Mexicans".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub demonym: bool,
    /// How exact the point is.
    pub precision: Precision,
    /// How sure the choice is.
    pub confidence: Confidence,
    /// What else it could be, best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
}

/// Kinds of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PlaceKind {
    /// A continent or a part of the world.
    Region,
    /// A country or territory.
    Country,
    /// A state or province.
    Admin1,
    /// A county, district or other area below it.
    Area,
    /// A city, town or village.
    City,
    /// A river, mountain, sea, island.
    Nature,
    /// A building, street, park or other site.
    Site,
    /// Not known.
    Unknown,
}

/// How the name of a place is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PlaceUse {
    /// The place itself: "in Kyiv".
    Literal,
    /// What has its seat there: "Kyiv said".
    Metonym,
    /// Before a noun: "a Russian strike", "US officials".
    Modifier,
    /// Part of another name: "University of Oxford".
    Embedded,
}

/// How exact a point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// The settlement or site.
    City,
    /// The middle of a state or province.
    Admin1,
    /// The middle of a country.
    Country,
    /// The middle of something larger.
    Region,
    /// No point.
    None,
}

/// Another place of the same name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Alternative {
    /// Its name.
    pub name: String,
    /// Its number in GeoNames.
    pub geonames_id: u32,
    /// Its country.
    pub country: String,
    /// How likely it is.
    pub confidence: Confidence,
}

/// What area an article is about, weights adding up to at most 1 in each list, largest first.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Focus {
    /// Countries, by ISO code.
    pub countries: Vec<FocusArea>,
    /// States and provinces, by GeoNames code.
    pub admin1: Vec<FocusArea>,
    /// Cities, by GeoNames number.
    pub cities: Vec<FocusArea>,
}

/// One area and its weight.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FocusArea {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its share of the article's places.
    pub weight: Confidence,
}
