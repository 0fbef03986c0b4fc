//! The places of the corpus, and where each is named.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use crate::refs::Refs;

/// A place that articles of the corpus name.
#[derive(Debug)]
pub struct Place {
    name: String,
    kind: String,
    country: String,
    /// Degrees north and east.
    point: Option<(f64, f64)>,
    /// Its mentions: article and number there.
    pub mentions: Refs,
}

/// All of them, in the order in which they come.
#[derive(Debug, Default)]
pub struct Places {
    numbers: FxHashMap<(i64, String), u32>,
    /// The places by their numbers.
    pub places: Vec<Place>,
}

impl Places {
    /// The number of a place: by its number in `GeoNames`, where it has none by its name.
    pub fn meet(&mut self, geonames: Option<i64>, name: &str, kind: &str, country: &str, point: Option<(f64, f64)>) -> u32 {
        let key = geonames.map_or_else(|| (-1, name.to_owned()), |id| (id, String::new()));
        let next = self.places.len() as u32;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.places.push(Place {
                name: name.to_owned(),
                kind: kind.to_owned(),
                country: country.to_owned(),
                point,
                mentions: Refs::default(),
            });
        }
        number
    }

    /// Returns the numbers of the places, most mentions first.
    pub fn ranked(&self) -> Vec<u32> {
        let mut ranked: Vec<u32> = (0..self.places.len() as u32).collect();
        ranked.sort_by_key(|&n| (std::cmp::Reverse(self.places[n as usize].mentions.count()), n));
        ranked
    }

    /// True if it is known where the place is.
    pub fn has_point(&self, number: u32) -> bool {
        self.places[number as usize].point.is_some()
    }

    /// A row of a list: number, name, kind, country, degrees north and east, mentions.
    pub fn row(&self, number: u32) -> Value {
        let place = &self.places[number as usize];
        let (north, east) = place.point.unzip();
        json!([number, place.name, place.kind, place.country, north, east, place.mentions.count()])
    }

    /// All that a page says of one.
    pub fn page(&self, number: u32) -> Value {
        let place = &self.places[number as usize];
        let (north, east) = place.point.unzip();
        json!([place.name, place.kind, place.country, north, east, place.mentions.text()])
    }
}
