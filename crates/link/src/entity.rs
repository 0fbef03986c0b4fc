//! A row of the table of entities, made of the units of one entity.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::known::Listed;
use crate::unit::{Kind, Unit};
use crate::write::{Cell, iso};

/// Most names, titles, affiliations and countries of an entity that are told.
const MOST: usize = 50;

/// Something that articles say of an entity, with how often and from when to when.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Said {
    text: String,
    count: u32,
    first: Option<i32>,
    last: Option<i32>,
}

/// An entity of the corpus.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Whether it is a person or an organisation.
    pub kind: Kind,
    /// Its best name: the fullest that is common.
    pub name: String,
    /// Number of articles that have it.
    pub articles: u32,
    /// The cells of the user's own columns, if it is of the user's list.
    known: Option<Vec<String>>,
    names: Vec<Said>,
    titles: Vec<Said>,
    affiliations: Vec<Said>,
    countries: Vec<Said>,
    first: Option<i32>,
    last: Option<i32>,
    mentions: u32,
    quotes: u32,
    confidence: Option<f64>,
}

/// Counts what is said, by text.
#[derive(Default)]
struct Uses(BTreeMap<String, Said>);

impl Uses {
    fn add(&mut self, text: &str, count: u32, day: Option<i32>) {
        if text.is_empty() {
            return;
        }
        let said = self.0.entry(text.to_owned()).or_insert_with(|| Said { text: text.to_owned(), ..Said::default() });
        said.count += count;
        said.first = [said.first, day].into_iter().flatten().min();
        said.last = [said.last, day].into_iter().flatten().max();
    }

    fn most_used(self) -> Vec<Said> {
        let mut said: Vec<_> = self.0.into_values().collect();
        said.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
        said.truncate(MOST);
        said
    }
}

impl Entity {
    /// The entity of these units, each with its confidence; of a row of the user's list it has the name and the cells.
    pub fn of(kind: Kind, units: &[(&Unit, Option<f32>)], known: Option<&Listed>) -> Self {
        let [mut names, mut full, mut titles, mut affiliations, mut countries] = std::array::from_fn(|_| Uses::default());
        let (mut mentions, mut quotes, mut days) = (0, 0, Vec::new());
        let mut articles = std::collections::BTreeSet::new();
        for (unit, _) in units {
            let (being, day) = (&unit.being, unit.day);
            full.add(&being.name, 1, day);
            if being.names.is_empty() {
                names.add(&being.name, 1, day);
            }
            being.names.iter().for_each(|(name, count)| names.add(name, *count, day));
            being.titles.iter().for_each(|title| titles.add(title, 1, day));
            affiliations.add(&being.affiliation, 1, day);
            unit.countries.iter().take(3).for_each(|country| countries.add(country, 1, day));
            mentions += being.mentions;
            quotes += being.quotes;
            days.extend(day);
            articles.insert(unit.article.as_str());
        }
        let told: Vec<f64> = units.iter().filter_map(|(_, confidence)| confidence.map(f64::from)).collect();
        let confidence = (!told.is_empty()).then(|| told.iter().sum::<f64>() / told.len() as f64);
        Self {
            kind,
            name: known.map_or_else(|| best_name(&full.most_used()), |row| row.name.clone()),
            articles: articles.len() as u32,
            known: known.map(|row| row.cells.clone()),
            names: names.most_used(),
            titles: titles.most_used(),
            affiliations: affiliations.most_used(),
            countries: countries.most_used(),
            first: days.iter().min().copied(),
            last: days.iter().max().copied(),
            mentions,
            quotes,
            confidence,
        }
    }

    /// Takes in what other articles say of it.
    pub fn join(&mut self, other: Self) {
        let (articles, all) = (f64::from(self.articles), f64::from(self.articles + other.articles));
        for (own, more) in [
            (&mut self.names, other.names),
            (&mut self.titles, other.titles),
            (&mut self.affiliations, other.affiliations),
            (&mut self.countries, other.countries),
        ] {
            let mut uses = Uses::default();
            for said in std::mem::take(own).into_iter().chain(more) {
                uses.add(&said.text, said.count, said.first);
                uses.add(&said.text, 0, said.last);
            }
            *own = uses.most_used();
        }
        self.first = [self.first, other.first].into_iter().flatten().min();
        self.last = self.last.max(other.last);
        self.confidence = match (self.confidence, other.confidence) {
            (Some(a), Some(b)) => Some((a * articles + b * (all - articles)) / all),
            (a, b) => a.or(b),
        };
        self.articles += other.articles;
        self.mentions += other.mentions;
        self.quotes += other.quotes;
    }

    /// Returns its row under this id, followed by `own` columns of the user's list.
    pub fn row(self, id: String, own: usize) -> Vec<Cell> {
        let texts = |said: &[Said]| Cell::Texts(said.iter().map(|said| said.text.clone()).collect());
        let days = |said: &[Said], day: fn(&Said) -> Option<i32>| Cell::Texts(said.iter().map(|said| iso(day(said))).collect());
        let mut row = vec![
            Cell::Text(id),
            Cell::Text(self.kind.name().to_owned()),
            Cell::Text(self.name),
            texts(&self.names),
            Cell::Ints(self.names.iter().map(|said| said.count as i32).collect()),
            texts(&self.titles),
            days(&self.titles, |said| said.first),
            days(&self.titles, |said| said.last),
            texts(&self.affiliations),
            days(&self.affiliations, |said| said.first),
            days(&self.affiliations, |said| said.last),
            texts(&self.countries),
            Cell::Day(self.first),
            Cell::Day(self.last),
            Cell::Int(Some(self.articles as i32)),
            Cell::Int(Some(self.mentions as i32)),
            Cell::Int(Some(self.quotes as i32)),
            Cell::chance(self.confidence),
            Cell::Int(Some(i32::from(self.known.is_some()))),
        ];
        let cells = self.known.unwrap_or_default().into_iter().chain(std::iter::repeat(String::new()));
        row.extend(cells.take(own).map(Cell::Text));
        row
    }
}

/// The name that most articles use, of those with more than one word if there is one.
fn best_name(names: &[Said]) -> String {
    let rank = |said: &&Said| (said.text.contains(' '), said.count, Reverse(said.text.clone()));
    names.iter().max_by_key(rank).map_or_else(String::new, |said| said.text.clone())
}
