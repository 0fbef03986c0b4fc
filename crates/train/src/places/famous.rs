//! Invented sentences about large cities that share their name with small places: without a word for the small one, the large one is meant.
//!
//! Annotated news is mostly local (small places of one state) or says where it is; what a name means by itself is learnt from these.

use std::path::Path;

use anyhow::{Context, Result};
use nutgraf::lexicon::folder::Folder;
use nutgraf::lexicon::gazetteer::{Gazetteer, Key};
use rustc_hash::FxHashMap;

use super::gold::{GoldPlace, Row};
use crate::data;

/// Minimum number of people of a city that is no capital.
const LARGE: u64 = 300_000;
/// A namesake in another country must be smaller by that much, in eighths of doublings.
const CLEAR: u8 = 12;

/// `{}` is the city, `{other}` one that speaks for no country in particular.
const SENTENCES: [&str; 12] = [
    "A ferry sank near {} on Thursday and crews searched the water for hours.",
    "Rents in {} have doubled in ten years, a study found.",
    "The film was shot in {} last spring.",
    "Officials in {} closed two bridges after the storm.",
    "She moved from {} to start a bakery with her sister.",
    "The two sides met in {} for a third round of talks.",
    "The company will open a plant outside {} next year.",
    "Flights between {other} and {} were late again.",
    "The band has played in {other} and {} this year.",
    "A lawyer in {other} took on the case and flew to {}.",
    "The fund has offices in {}, {other} and four other cities.",
    "The painting hung in {other} before it came to {}.",
];

const OTHERS: [&str; 8] = ["New York", "London", "Chicago", "Los Angeles", "Toronto", "Tokyo", "Berlin", "Houston"];

struct City {
    name: String,
    id: String,
    country: String,
    latitude: f64,
    longitude: f64,
}

/// The sentences about one half of the cities, and about the other.
pub fn famous(folder: &Path) -> Result<(Vec<Row>, Vec<Row>)> {
    let cities = cities(folder)?;
    let by_name: FxHashMap<&str, &City> = cities.iter().rev().map(|city| (city.name.as_str(), city)).collect();
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for (i, city) in cities.iter().enumerate().filter(|(_, city)| has_small_namesakes(city)) {
        let other = by_name.get(OTHERS[i % OTHERS.len()]).filter(|other| other.name != city.name);
        for k in [i, i + 5] {
            let Some(row) = sentence(SENTENCES[k % SENTENCES.len()], city, other.copied()) else { continue };
            if i % 2 == 0 { known.push(row) } else { unknown.push(row) }
        }
    }
    Ok((known, unknown))
}

/// The large cities by the names that English has for them, largest first.
fn cities(folder: &Path) -> Result<Vec<City>> {
    let mut english = FxHashMap::<String, String>::default();
    for [name, place, how] in Folder::english().rows("place/names").map(|row| row.cells::<3>()) {
        if how == "other" {
            english.entry(place.to_owned()).or_insert_with(|| name.to_owned());
        }
    }
    let text = data::text(&folder.join("gazetteer/cities5000.tsv.gz"))?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().context("the cities have a header")?.split('\t').collect();
    let column = |name: &str| header.iter().position(|&h| h == name).with_context(|| format!("cities have no column {name}"));
    let [id, name, latitude, longitude, country, population, capital] =
        ["geonameid", "name", "lat", "lon", "country", "population", "capital"].map(column);
    let (id, name, latitude, longitude) = (id?, name?, latitude?, longitude?);
    let (country, population, capital) = (country?, population?, capital?);
    let mut cities = Vec::new();
    for cells in lines.map(|line| line.split('\t').collect::<Vec<_>>()) {
        let people: u64 = cells[population].parse().unwrap_or(0);
        if people >= LARGE || cells[capital] == "C" {
            let city = City {
                name: english.get(cells[id]).cloned().unwrap_or_else(|| cells[name].to_owned()),
                id: cells[id].to_owned(),
                country: cells[country].to_owned(),
                latitude: cells[latitude].parse()?,
                longitude: cells[longitude].parse()?,
            };
            cities.push((std::cmp::Reverse(people), city));
        }
    }
    cities.sort_by_key(|(people, _)| *people);
    Ok(cities.into_iter().map(|(_, city)| city).collect())
}

/// True if other places bear the name, and all those in other countries are much smaller.
fn has_small_namesakes(city: &City) -> bool {
    let gazetteer = Gazetteer::new(None);
    let Some(name) = gazetteer.find(&Key::new(&city.name)) else { return false };
    let places: Vec<_> = gazetteer.places(&name).map(|(id, _)| gazetteer.entry(id)).collect();
    let Some(own) = places.iter().find(|entry| entry.id.to_string() == city.id) else { return false };
    let abroad = |entry: &&nutgraf::lexicon::gazetteer::Entry| gazetteer.country(entry.area) != city.country;
    places.len() > 1 && places.iter().filter(abroad).all(|entry| entry.size.saturating_add(CLEAR) <= own.size)
}

/// A sentence with its places; nothing if it needs another city and there is none.
fn sentence(template: &str, city: &City, other: Option<&City>) -> Option<Row> {
    let mut row = Row { text: String::new(), places: Vec::new() };
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        row.text.push_str(&rest[..at]);
        let end = at + rest[at..].find('}')? + 1;
        let place = if &rest[at..end] == "{}" { city } else { other? };
        let start = row.text.chars().count();
        row.text.push_str(&place.name);
        row.places.push(GoldPlace {
            start,
            end: row.text.chars().count(),
            lat: Some(place.latitude),
            lon: Some(place.longitude),
            geonames_id: Some(place.id.as_str().into()),
            country: Some(place.country.clone()),
        });
        rest = &rest[end..];
    }
    row.text.push_str(rest);
    Some(row)
}
