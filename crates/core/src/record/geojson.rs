//! A record's places as `GeoJSON` (RFC 7946), for maps.

use serde_json::{Value, json};

use super::{Place, Record};

impl Record {
    /// The places with a point as a `GeoJSON` `FeatureCollection`: a feature for each place, in the order of first mention, with all its
    /// mentions. Offsets are the record's.
    ///
    /// ```
    /// use nutgraf::{Extractor, Source};
    ///
    /// let record = Extractor::default().extract(&Source::text("The fire began in Paris, Texas, on Monday."));
    /// let map = record.to_geojson();
    /// assert_eq!(map["type"], "FeatureCollection");
    /// ```
    pub fn to_geojson(&self) -> Value {
        let mut features: Vec<(&Place, Vec<&Place>)> = Vec::new();
        let mut known = std::collections::HashMap::new();
        for place in self.places.iter().filter(|place| place.latitude.is_some()) {
            let key = (place.latitude.map(f64::to_bits), place.longitude.map(f64::to_bits), place.name.as_str());
            let at = *known.entry(key).or_insert_with(|| {
                features.push((place, Vec::new()));
                features.len() - 1
            });
            features[at].1.push(place);
        }
        let features: Vec<Value> = features.iter().map(|(place, mentions)| feature(place, mentions)).collect();
        let mut map = json!({ "type": "FeatureCollection", "features": features });
        if let Some(id) = &self.id {
            map["id"] = json!(id);
        }
        map
    }
}

fn feature(place: &Place, mentions: &[&Place]) -> Value {
    let mention = |place: &&Place| {
        json!({
            "start": place.extent.span.start, "end": place.extent.span.end, "text": place.extent.text,
            "use": place.usage, "demonym": place.demonym, "confidence": place.confidence,
        })
    };
    let confidence = mentions.iter().map(|place| place.confidence).max();
    json!({
        "type": "Feature",
        "geometry": { "type": "Point", "coordinates": [place.longitude, place.latitude] },
        "properties": {
            "name": place.name, "kind": place.kind, "geonames_id": place.geonames_id, "country": place.country,
            "admin1": place.admin1, "precision": place.precision, "confidence": confidence,
            "mentions": mentions.iter().map(mention).collect::<Vec<_>>(),
        },
    })
}
