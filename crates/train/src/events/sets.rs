//! The sets that the models of events are taught on, as they lie below the folder of data.

use std::path::Path;

use anyhow::{Context, Result};
use nutgraf::facts::event::class::Class;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::data;

/// No event, a bit.
pub(super) const NONE: u32 = Class::NONE.bit();

/// A document of a set.
#[derive(Deserialize)]
pub struct Document {
    /// Its id in the set.
    #[serde(default)]
    pub id: String,
    /// Its text, all offsets count its code points.
    pub text: String,
    /// Its headline, of sets that have one apart.
    pub title: Option<String>,
    /// The headline's pattern, of a synthetic set.
    pub template: Option<String>,
    /// What is marked.
    #[serde(default)]
    pub events: Vec<Marked>,
    /// The sentences that were annotated, if not all.
    pub annotated: Option<Vec<[usize; 2]>>,
}

/// A marked event.
#[derive(Deserialize)]
pub struct Marked {
    /// The set's own type.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The word.
    pub trigger: Option<[usize; 2]>,
    /// Who does it.
    pub actor: Option<Vec<[usize; 2]>>,
    /// To whom.
    pub recipient: Option<Vec<[usize; 2]>>,
    /// Participants by role, as strings.
    #[serde(default)]
    pub args: Vec<(String, String)>,
}

/// All sets.
pub struct Sets {
    /// Whole articles with marked words.
    pub wikievents: Vec<Document>,
    /// Passages with one marked word each.
    pub rams: Vec<Document>,
    pub(super) geneva: Vec<Document>,
    pub(super) ecbplus: Vec<Document>,
    pub(super) meantime: Vec<Document>,
    pub(super) qanom: Vec<Document>,
    pub(super) casie: Vec<Document>,
    pub(super) synthetic: Vec<Document>,
    /// Sentences with two marked parties and a type.
    pub pairs: Vec<Document>,
    /// Sentences with two marked parties.
    pub cameo_pairs: Vec<Document>,
    pub(super) headlines: Vec<(Class, String)>,
    types: FxHashMap<(String, String), u32>,
    /// The development set.
    pub exam: Vec<Document>,
}

impl Sets {
    /// Reads them below the folder of data sets.
    pub fn read(data: &Path) -> Result<Self> {
        let folder = data.join("events");
        let set = |name: &str| data::jsonl::<Document>(&folder.join(name));
        let map = std::fs::read_to_string(folder.join("train/tables/type_map.tsv")).context("reading type_map.tsv")?;
        let mut types = FxHashMap::default();
        for line in map.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(source), Some(kind), Some(classes)) = (cells.next(), cells.next(), cells.next()) else { continue };
            let mask = classes.split(' ').next().unwrap_or("").split('|');
            let mask = mask.map(|name| if name == "O" { NONE } else { Class::from_name(name).map_or(0, Class::bit) });
            types.insert((source.to_owned(), kind.to_owned()), mask.fold(0, |all, bit| all | bit));
        }
        let headlines = include_str!("../../data/event_headlines.tsv");
        let headlines = headlines.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
            let (class, text) = line.split_once('\t')?;
            Some((Class::from_name(class).unwrap_or_else(|| panic!("event_headlines.tsv: {line}")), text.to_owned()))
        });
        Ok(Self {
            wikievents: set("train/wikievents_train.jsonl.gz")?,
            rams: set("rams.jsonl")?,
            geneva: set("train/geneva.jsonl.gz")?,
            ecbplus: set("train/ecbplus.jsonl.gz")?,
            meantime: set("train/meantime.jsonl.gz")?,
            qanom: set("train/qanom.jsonl.gz")?,
            casie: set("train/casie.jsonl.gz")?,
            synthetic: set("train/ngec_synthetic.jsonl.gz")?,
            pairs: set("plover_pairs.jsonl")?,
            cameo_pairs: set("train/cameo_pairs.jsonl")?,
            headlines: headlines.collect(),
            types,
            exam: set("wikievents.jsonl")?,
        })
    }

    /// The classes of a set's type.
    pub(super) fn classes(&self, source: &str, kind: &str) -> u32 {
        let of = |kind: &str| self.types.get(&(source.to_owned(), kind.to_owned())).copied();
        of(kind).or_else(|| of("*")).unwrap_or(NONE)
    }
}
