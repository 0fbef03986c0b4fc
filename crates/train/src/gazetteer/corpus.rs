//! What annotated corpora say of names: how often each is a place, a person, an organisation or a common word.

use std::collections::HashMap;
use std::path::Path;

use anyhow::Result;
use nutgraf::lexicon::gazetteer::Key;
use serde::Deserialize;

use crate::data;

/// What corpora say of a name: counts of common word, place, person, organisation, and of capitalised words.
#[derive(Debug, Default, Clone, Copy)]
pub struct Counts {
    /// How often it is a common word.
    pub lower: u32,
    /// With a capital.
    capital: u32,
    /// How often it names a place.
    pub place: u32,
    /// As a person, or as part of their name.
    pub person: u32,
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
pub fn corpus(data: &Path) -> Result<HashMap<u64, Counts>> {
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
    pub fn packed(self) -> [u8; 2] {
        let labelled = self.place + self.person + self.organization + self.other;
        let share = |part: u32, whole: u32| (part * 14).checked_div(whole).map_or(0, |share| 1 + share as u8);
        [
            share(self.lower, self.lower + self.capital) << 4 | share(self.place, labelled),
            share(self.person, labelled) << 4 | share(self.organization, labelled),
        ]
    }
}
