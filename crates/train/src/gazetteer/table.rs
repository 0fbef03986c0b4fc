//! The table of places on its way into the bytes that `nutgraf::lexicon::gazetteer` reads.

use std::collections::{BTreeMap, HashMap};

use nutgraf::lexicon::gazetteer::{BUCKET_BITS, CAPITAL, DEGREE, How, KINDS, Key, size};
use nutgraf::record::PlaceKind;

use super::corpus::Counts;

/// At most that many places share a name; the smallest are left out.
const SHARED: usize = 40;

/// A place on its way into the table.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// Its number in `GeoNames`, 0 for what has none.
    pub id: u32,
    /// Its name; a seat of power has only another one.
    pub name: String,
    /// Latitude in degrees north of the equator.
    pub latitude: f64,
    /// Longitude in degrees east of Greenwich.
    pub longitude: f64,
    /// Code of its country, two letters (ISO 3166-1).
    pub country: String,
    /// The code of its state.
    pub admin1: String,
    /// People, or what stands for its size.
    pub population: u64,
    /// The place of its kind in `KINDS`.
    pub kind: u8,
    /// True for the capital of a country.
    pub capital: bool,
    /// Other names, each with how it names the place.
    pub aliases: Vec<(String, u8)>,
}

/// The place of a kind in `KINDS`.
pub fn kind(kind: PlaceKind) -> u8 {
    KINDS.iter().position(|&k| k == kind).expect("every kind is listed") as u8
}

/// The table on its way into bytes.
pub struct Table {
    entries: Vec<Place>,
    aliased: usize,
    areas: Vec<(String, String)>,
    /// By key: the name as written, the places.
    names: BTreeMap<u64, (String, Vec<(usize, u8)>)>,
    counts: HashMap<u64, [u8; 2]>,
}

impl Table {
    /// Returns the names of all places with what corpora say of them.
    pub fn new(mut places: Vec<Place>, corpus: &HashMap<u64, Counts>) -> Self {
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

    /// The bytes of the table.
    pub fn write(&self) -> Vec<u8> {
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

        let areas = self.area_rows(area);

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

    /// The rows of the areas, which `area` numbers by country and state.
    fn area_rows(&self, area: impl Fn(&str, &str) -> u16) -> Vec<u8> {
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
        areas.collect()
    }
}
