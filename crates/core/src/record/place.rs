//! Places: mentions, their points, and the area an article is about.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::{Confidence, Extent};

/// A mention of a place, resolved where that can be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Place {
    /// The characters of the mention.
    #[serde(flatten)]
    pub extent: Extent,
    /// The place's own name: "United States" for "US".
    pub name: String,
    /// The kind of the place.
    pub kind: PlaceKind,
    /// The identifier of the place in GeoNames.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geonames_id: Option<u32>,
    /// Its country, ISO 3166 two letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Its state or province, the code of GeoNames: `US.CA`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub admin1: Option<String>,
    /// Latitude in degrees, north positive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    /// Longitude in degrees, east positive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
    /// How the text uses the name.
    #[serde(rename = "use")]
    pub usage: PlaceUse,
    /// True if it names a people and through that its place: "Russian", "Mexicans".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub demonym: bool,
    /// What the point is the middle of.
    pub precision: Precision,
    /// Probability that mention and place are right.
    pub confidence: Confidence,
    /// Other places of the same name, most likely first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
}

/// The kind of a place.
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
    /// A place whose kind is not known.
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
    /// The point of the settlement or site itself.
    City,
    /// The middle of a state or province.
    Admin1,
    /// The middle of a country.
    Country,
    /// The middle of something larger.
    Region,
    /// No point is known for it.
    None,
}

/// Another place of the same name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Alternative {
    /// The name of the place or area.
    pub name: String,
    /// The identifier of the place in GeoNames.
    pub geonames_id: u32,
    /// The country, ISO 3166-1 two letters.
    pub country: String,
    /// Probability that this place is meant.
    pub confidence: Confidence,
}

/// What area an article is about, weights adding up to at most 1 in each list, largest first.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Focus {
    /// Countries by ISO 3166-1 code, most important first.
    pub countries: Vec<FocusArea>,
    /// States and provinces, by GeoNames code.
    pub admin1: Vec<FocusArea>,
    /// Cities by `GeoNames` number, most important first.
    pub cities: Vec<FocusArea>,
}

/// An area and its share of an article's places.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct FocusArea {
    /// The code: ISO country, GeoNames state or GeoNames number.
    pub code: String,
    /// The name of the place or area.
    pub name: String,
    /// The share of the article's places that lie in it, 0 to 1.
    pub weight: Confidence,
}
