//! The user's own gazetteer: the content of a TSV file with the columns of GeoNames extracts.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fold::Key;
use super::table::{DEGREE, Entry, area_of};
use crate::record::PlaceKind;

/// Places of the user's own, which win over those built in that have the same name.
///
/// Made from the content of a TSV file whose first line names its columns. `name`, `lat` and `lon` are needed; `geonameid`, `country`
/// (two letters), `admin1` (GeoNames code), `population`, `kind` (as in the record; default `city`) and `alt` (other names, joined by
/// `|`) are read if they are there.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct UserGazetteer {
    source: String,
    places: Vec<(String, Entry)>,
    names: HashMap<u64, (String, Vec<u32>)>,
}

impl UserGazetteer {
    /// Reads the content of a TSV file.
    ///
    /// # Errors
    /// If a needed column is missing or a row has no number where one must stand; the message tells the line.
    pub fn parse(tsv: &str) -> Result<Self, String> {
        let mut lines = tsv.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let header: Vec<&str> = lines.next().map(|(_, line)| line.trim_end().split('\t').collect()).unwrap_or_default();
        let column = |name: &str| header.iter().position(|&column| column == name);
        let needed = |name: &str| column(name).ok_or_else(|| format!("the gazetteer has no column {name:?}"));
        let (name, lat, lon) = (needed("name")?, needed("lat")?, needed("lon")?);
        let mut result = Self { source: tsv.to_owned(), ..Self::default() };
        for (i, line) in lines {
            let cells: Vec<&str> = line.trim_end_matches('\r').split('\t').collect();
            let cell = |i: usize| cells.get(i).copied().unwrap_or_default();
            let optional = |name: &str| column(name).map_or("", cell);
            let fault = |what: &str| format!("the gazetteer's line {}: {what}", i + 1);
            let degrees = |i: usize, limit: f64| {
                let value: f64 = cell(i).trim().parse().map_err(|_| fault(&format!("{:?} is no number of degrees", cell(i))))?;
                if value.abs() > limit {
                    Err(fault(&format!("{value} degrees are too many")))
                } else {
                    Ok((value * DEGREE).round() as i32)
                }
            };
            if cell(name).is_empty() {
                return Err(fault("no name"));
            }
            let population: u64 = optional("population").parse().unwrap_or(0);
            let kind = serde_json::from_value(optional("kind").into()).unwrap_or(PlaceKind::City);
            let entry = Entry {
                id: optional("geonameid").parse().unwrap_or(0),
                latitude: degrees(lat, 90.0)?,
                longitude: degrees(lon, 180.0)?,
                area: area_of(optional("country"), optional("admin1")),
                kind,
                size: size(population),
                capital: false,
            };
            let index = result.places.len() as u32;
            result.places.push((cell(name).to_owned(), entry));
            for name in std::iter::once(cell(name)).chain(optional("alt").split('|')).filter(|name| !name.is_empty()) {
                result.names.entry(Key::of(name)).or_insert_with(|| (name.to_owned(), Vec::new())).1.push(index);
            }
        }
        Ok(result)
    }

    pub(super) fn find(&self, key: u64) -> Option<(&str, &[u32])> {
        self.names.get(&key).map(|(name, places)| (name.as_str(), places.as_slice()))
    }

    pub(super) fn entry(&self, index: u32) -> Entry {
        self.places[index as usize].1
    }

    pub(super) fn name(&self, index: u32) -> &str {
        &self.places[index as usize].0
    }
}

/// Eight times the logarithm to base 2 of a number of people, in whole steps; 0 for none known.
pub fn size(population: u64) -> u8 {
    if population == 0 {
        return 0;
    }
    let whole = population.ilog2();
    // The next three bits below the leading one are the logarithm's fraction, near enough.
    let fraction = if whole >= 3 { (population >> (whole - 3)) & 7 } else { (population << (3 - whole)) & 7 };
    (whole * 8 + fraction as u32).min(255) as u8
}

impl TryFrom<String> for UserGazetteer {
    type Error = String;

    fn try_from(tsv: String) -> Result<Self, String> {
        Self::parse(&tsv)
    }
}

impl From<UserGazetteer> for String {
    fn from(gazetteer: UserGazetteer) -> Self {
        gazetteer.source
    }
}
