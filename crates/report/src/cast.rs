//! The people and organisations of the corpus: joined by `nutgraf link` if it has run, else by their names.

use std::hash::{BuildHasher, BuildHasherDefault};
use std::path::Path;

use nutgraf_link::Source;
use nutgraf_link::tables::{ENTITIES, ENTITY_LINKS};
use rustc_hash::{FxHashMap, FxHasher};
use serde_json::{Value, json};

use crate::refs::Refs;
use nutgraf_batch::Result;

/// How many of a kind a page lists: titles, names, those in the same articles.
const LISTED: usize = 20;
/// Of an article with more people and organisations than this the rest is not counted as being with each other.
const COMPANY: usize = 200;
/// Different titles or names of one that are counted.
const COUNTED: usize = 200;

/// Whether someone is a person or an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A person.
    Person,
    /// An organisation.
    Organization,
}

/// A person or an organisation.
#[derive(Debug)]
pub struct Entity {
    /// Whether it is a person or an organisation.
    pub kind: Kind,
    /// Its name as the pages show it.
    pub name: String,
    titles: Counted,
    affiliations: Counted,
    names: Counted,
    mentions: u64,
    /// The articles that name it.
    pub articles: Refs,
    /// Its quotes: article and number there.
    pub quotes: Refs,
    in_articles: Vec<u32>,
}

/// Texts, and how often each came.
#[derive(Debug, Default)]
struct Counted(Vec<(String, u32)>);

impl Counted {
    fn add(&mut self, text: &str) {
        if let Some((_, count)) = self.0.iter_mut().find(|(known, _)| known == text) {
            *count += 1;
        } else if self.0.len() < COUNTED && !text.is_empty() {
            self.0.push((text.to_owned(), 1));
        }
    }

    /// Those that came most often, first.
    fn most(&self) -> Vec<&(String, u32)> {
        let mut sorted: Vec<_> = self.0.iter().collect();
        sorted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        sorted.truncate(LISTED);
        sorted
    }
}

/// All of them, in the order in which they come.
#[derive(Default)]
pub struct Cast {
    /// What linking said.
    linked: Option<Linked>,
    numbers: FxHashMap<Key, u32>,
    /// The people and organisations by their numbers.
    pub entities: Vec<Entity>,
    /// For every article the numbers of those in it.
    company: Vec<Box<[u32]>>,
    here: Vec<u32>,
}

#[derive(PartialEq, Eq, Hash)]
enum Key {
    Linked(u32),
    Named(Kind, String),
}

/// Which entity of the corpus those of the articles are.
struct Linked {
    names: Vec<String>,
    of: FxHashMap<u64, u32>,
}

/// One hash for an article and one of its people or organisations.
fn place(article: &str, entity: &str) -> u64 {
    BuildHasherDefault::<FxHasher>::default().hash_one((article, entity))
}

impl Cast {
    /// With what `nutgraf link` wrote into the folder of a run, if it did.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn open(run: &Path) -> Result<Self> {
        let source = Source::Folder(run.to_owned());
        if !run.is_dir() || !source.has(ENTITIES.name) || !source.has(ENTITY_LINKS.name) {
            return Ok(Self::default());
        }
        let (mut names, mut numbers) = (Vec::new(), FxHashMap::default());
        let mut entities = source.open(ENTITIES.name, &["id", "name"])?;
        while let Some((id, name)) = entities.next(|row| (row.owned(0), row.owned(1)))? {
            numbers.insert(id, names.len() as u32);
            names.push(name);
        }
        let mut of = FxHashMap::default();
        let mut links = source.open(ENTITY_LINKS.name, &["article", "entity", "id"])?;
        while let Some((article, entity, id)) = links.next(|row| (row.owned(0), row.owned(1), row.owned(2)))? {
            if let Some(&number) = numbers.get(&id).filter(|_| !entity.is_empty()) {
                of.insert(place(&article, &entity), number);
            }
        }
        Ok(Self { linked: Some(Linked { names, of }), ..Self::default() })
    }

    /// True if `nutgraf link` has run.
    pub fn is_linked(&self) -> bool {
        self.linked.is_some()
    }

    /// The number of one that an article calls `name`.
    pub fn meet(&mut self, article: (u32, &str), entity: &str, kind: Kind, name: &str, mentions: u64) -> u32 {
        let linked = self.linked.as_ref().and_then(|linked| linked.of.get(&place(article.1, entity)).copied());
        let key = linked.map_or_else(|| Key::Named(kind, name.to_owned()), Key::Linked);
        let next = self.entities.len() as u32;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            let full = linked.zip(self.linked.as_ref()).map(|(number, linked)| linked.names[number as usize].clone());
            self.entities.push(Entity {
                kind,
                name: full.unwrap_or_else(|| name.to_owned()),
                titles: Counted::default(),
                affiliations: Counted::default(),
                names: Counted::default(),
                mentions: 0,
                articles: Refs::default(),
                quotes: Refs::default(),
                in_articles: Vec::new(),
            });
        }
        let entity = &mut self.entities[number as usize];
        entity.names.add(name);
        entity.mentions += mentions;
        if entity.in_articles.last() != Some(&article.0) {
            entity.in_articles.push(article.0);
            entity.articles.add(article.0, &[]);
            self.here.push(number);
        }
        number
    }

    /// What an article says a person is.
    pub fn describe<'t>(&mut self, number: u32, titles: impl Iterator<Item = &'t str>, affiliation: &str) {
        let entity = &mut self.entities[number as usize];
        titles.for_each(|title| entity.titles.add(title));
        entity.affiliations.add(affiliation);
    }

    /// Adds a quote of a person or organisation.
    pub fn quoted(&mut self, number: u32, article: u32, quote: u32) {
        self.entities[number as usize].quotes.add(article, &[quote]);
    }

    /// Ends an article: its mentions are counted once.
    pub fn end(&mut self) {
        self.here.truncate(COMPANY);
        self.company.push(std::mem::take(&mut self.here).into());
    }

    /// Numbers of one kind: most quotes first, then most articles.
    pub fn ranked(&self, kind: Kind) -> Vec<u32> {
        let mut ranked: Vec<u32> = (0..).zip(&self.entities).filter(|(_, e)| e.kind == kind).map(|(n, _)| n).collect();
        ranked.sort_by_key(|&n| {
            let entity = &self.entities[n as usize];
            (std::cmp::Reverse((entity.quotes.count(), entity.articles.count())), n)
        });
        ranked
    }

    /// A row of a list: number, name, quotes, articles.
    pub fn row(&self, number: u32) -> Value {
        let entity = &self.entities[number as usize];
        json!([number, entity.name, entity.quotes.count(), entity.articles.count()])
    }

    /// All that a page says of one.
    pub fn page(&self, number: u32) -> Value {
        let entity = &self.entities[number as usize];
        json!({
            "kind": entity.kind as u8,
            "name": entity.name,
            "titles": entity.titles.most(),
            "affiliations": entity.affiliations.most(),
            "names": entity.names.most(),
            "mentions": entity.mentions,
            "articles": entity.articles.text(),
            "quotes": entity.quotes.text(),
            "company": self.company_of(number),
        })
    }

    /// All names of one, for the search.
    pub fn names(&self, number: u32) -> String {
        let names = self.entities[number as usize].names.0.iter().map(|(name, _)| name.as_str());
        names.collect::<Vec<_>>().join(" ")
    }

    /// Those who are in the same articles: number, kind, name, in how many of them.
    fn company_of(&self, number: u32) -> Vec<Value> {
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        for &article in &self.entities[number as usize].in_articles {
            self.company[article as usize].iter().for_each(|&other| *counts.entry(other).or_default() += 1);
        }
        counts.remove(&number);
        let mut sorted: Vec<_> = counts.into_iter().collect();
        sorted.sort_unstable_by_key(|&(other, count)| (std::cmp::Reverse(count), other));
        sorted.truncate(LISTED);
        let row = |(other, count): (u32, u32)| {
            let entity = &self.entities[other as usize];
            json!([other, entity.kind as u8, entity.name, count])
        };
        sorted.into_iter().map(row).collect()
    }
}
