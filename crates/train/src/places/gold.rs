//! Annotated texts with their places.

use serde::Deserialize;

/// A text of a data set with its annotated places.
#[derive(Deserialize)]
pub struct Row {
    /// The text that the places are in.
    pub text: String,
    /// The places that it names.
    pub places: Vec<GoldPlace>,
}

/// A place of the annotation: a span in characters, and where it lies.
#[derive(Deserialize, Default)]
pub struct GoldPlace {
    /// Index of its first character in the text.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
    /// Latitude in degrees north of the equator.
    pub lat: Option<f64>,
    /// Longitude in degrees east of Greenwich.
    pub lon: Option<f64>,
    /// Its number in `GeoNames`, if annotated.
    pub geonames_id: Option<serde_json::Value>,
    /// Code of its country, two letters (ISO 3166-1).
    pub country: Option<String>,
}
