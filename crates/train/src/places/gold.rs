//! Annotated texts with their places.

use serde::Deserialize;

/// An annotated text.
#[derive(Deserialize)]
pub struct Row {
    /// The text.
    pub text: String,
    /// The places that it names.
    pub places: Vec<GoldPlace>,
}

/// A place of the annotation: a span in characters, and where it lies.
#[derive(Deserialize, Default)]
pub struct GoldPlace {
    /// The first character.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Its number in `GeoNames`.
    pub geonames_id: Option<serde_json::Value>,
    /// Its country, two letters.
    pub country: Option<String>,
}
