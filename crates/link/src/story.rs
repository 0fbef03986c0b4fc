//! Stories: articles that tell the same, beyond copies.

mod cluster;
mod index;
mod vector;

pub use vector::{Told, numbers, told, vector};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::confidence;
use crate::context::{Rarity, Vector};
use crate::error::Result;
use crate::gather::Article;
use crate::ids::{Id, Inheritance, member};
use crate::sort::{RUN, Sorter};
use crate::source::Source;
use crate::spool::{Spool, decode, encode};
use crate::tables::{STORIES, STORY_LINKS};
use crate::write::{Cell, Made, Target, Writer};
use cluster::Clusters;

/// Articles of one day that are joined together.
const BATCH: usize = 4096;
/// The letter that ids of stories begin with.
const LETTER: char = 'S';
/// Most countries of a story that are told.
const COUNTRIES: usize = 5;

/// An article as stories see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Telling {
    article: String,
    number: u32,
    day: Option<i32>,
    title: String,
    site: String,
    countries: Vec<String>,
    /// Type of its main event.
    event: String,
}

/// Takes the articles of a corpus in any order.
pub struct Tellings(Sorter);

impl Default for Tellings {
    fn default() -> Self {
        Self(Sorter::new(RUN))
    }
}

/// Which story each article tells, by the article's number in the corpus, and the ids of stories.
pub struct Stories {
    of: Vec<u32>,
    ids: Vec<Id>,
}

impl Tellings {
    /// What stories see of an article, under the key that puts it where its day is.
    ///
    /// # Errors
    /// Never: see [`encode`].
    pub fn telling(article: &Article, rarity: &Rarity) -> Result<(Vec<u8>, Vec<u8>)> {
        let facts = &article.facts;
        let telling = Telling {
            article: facts.article.clone(),
            number: facts.number,
            day: facts.day,
            title: facts.title.clone(),
            site: facts.site.clone(),
            countries: facts.countries.iter().take(COUNTRIES).cloned().collect(),
            event: facts.events.iter().find(|event| event.main).map(|event| event.kind.clone()).unwrap_or_default(),
        };
        // Those without a day come first; the sign is turned so that days before 1970 come before others.
        let day = facts.day.map_or(0, |day| (i64::from(day) - i64::from(i32::MIN)) as u64 + 1);
        let key = [day.to_be_bytes(), key(&facts.article).to_be_bytes()].concat();
        Ok((key, encode(&(telling, vector(&article.told, rarity)))?))
    }

    /// Takes what [`Tellings::telling`] gave of an article.
    ///
    /// # Errors
    /// If it can't be put aside.
    pub fn add(&mut self, (key, telling): &(Vec<u8>, Vec<u8>)) -> Result<()> {
        self.0.push(key, telling)
    }

    /// Joins the articles to stories and writes both tables.
    ///
    /// # Errors
    /// If what was put aside can't be read, or a table can't be written.
    pub fn write(self, source: &Source, target: &Target, made: &mut Made) -> Result<Stories> {
        let (mut clusters, mut spool) = (Clusters::default(), Spool::<Telling>::new()?);
        let (mut day, mut batch) = (None, Vec::new());
        for entry in self.0.finish()? {
            let (telling, vector): (Telling, Vector) = decode(&entry?.value)?;
            if (telling.day != day || batch.len() >= BATCH) && !batch.is_empty() {
                clusters.add(day, std::mem::take(&mut batch));
            }
            day = telling.day;
            batch.push(vector);
            spool.push(&encode(&telling)?)?;
        }
        if !batch.is_empty() {
            clusters.add(day, batch);
        }
        let (homes, central) = clusters.finish();
        let mut members = Sorter::new(RUN);
        for ((place, telling), (home, near)) in (0_u32..).zip(spool.replay()?).zip(homes) {
            let key = [home.to_be_bytes(), place.to_be_bytes()].concat();
            members.push(&key, &encode(&(telling?, central.contains(&place), confidence::story(near)))?)?;
        }
        tables(members, source, target, made)
    }
}

/// Makes the rows of both tables out of the members of all stories, those of one story together.
fn tables(members: Sorter, source: &Source, target: &Target, made: &mut Made) -> Result<Stories> {
    let mut inheritance = Inheritance::read(source, &STORY_LINKS, &["article", "id"], |row| (key(&row.owned(0)), row.owned(1)))?;
    let (mut rows, mut links, mut keys, mut of) = (Sorter::new(RUN), Sorter::new(RUN), Vec::new(), Vec::new());
    let (mut home, mut story) = (None, Story::default());
    for entry in members.finish()? {
        let entry = entry?;
        let its = entry.key.first_chunk::<4>().copied();
        if its != home && home.is_some() {
            std::mem::take(&mut story).put(&mut rows, &mut keys)?;
        }
        home = its;
        let group = keys.len() as u32;
        let (telling, central, chance): (Telling, bool, Option<f32>) = decode(&entry.value)?;
        inheritance.now(key(&telling.article), group)?;
        if of.len() <= telling.number as usize {
            of.resize(telling.number as usize + 1, 0);
        }
        of[telling.number as usize] = group;
        links.push(&telling.number.to_be_bytes(), &encode(&(&telling.article, group, central, chance))?)?;
        story.add(telling, central, chance);
    }
    if home.is_some() {
        story.put(&mut rows, &mut keys)?;
    }
    let ids = inheritance.ids(keys.iter().map(|&key| (LETTER, key, None)))?;
    let mut writer = Writer::new(&STORIES, target)?;
    for entry in rows.finish()? {
        let (group, story): (u32, Story) = decode(&entry?.value)?;
        writer.row(story.row(ids[group as usize].text(LETTER)))?;
    }
    writer.finish(made)?;
    let mut writer = Writer::new(&STORY_LINKS, target)?;
    for entry in links.finish()? {
        let (article, group, central, chance): (String, u32, bool, Option<f32>) = decode(&entry?.value)?;
        let id = Cell::Text(ids[group as usize].text(LETTER));
        writer.row(vec![Cell::Text(article), id, Cell::Int(Some(i32::from(central))), Cell::chance(chance)])?;
    }
    writer.finish(made)?;
    Ok(Stories { of, ids })
}

impl Stories {
    /// The number of an article's story.
    pub fn of(&self, article: u32) -> u32 {
        self.of.get(article as usize).copied().unwrap_or_default()
    }

    /// The id of a story.
    pub fn id(&self, story: u32) -> String {
        self.ids.get(story as usize).map_or_else(String::new, |id| id.text(LETTER))
    }

    /// Returns the number of stories so far.
    pub fn count(&self) -> u32 {
        self.ids.len() as u32
    }
}

/// What an article is known by from run to run, and what breaks ties.
fn key(article: &str) -> u64 {
    member(article, "S", "")
}

/// What is said of a story.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Story {
    articles: u32,
    first: Option<i32>,
    last: Option<i32>,
    key: Option<u64>,
    headline: String,
    central: String,
    /// The sum of the chances that its articles tell it, where it has several.
    chances: f32,
    sites: BTreeMap<String, u32>,
    countries: BTreeMap<String, u32>,
    events: BTreeMap<String, u32>,
}

impl Story {
    fn add(&mut self, telling: Telling, central: bool, chance: Option<f32>) {
        self.articles += 1;
        self.chances += chance.unwrap_or_default();
        self.first = [self.first, telling.day].into_iter().flatten().min();
        self.last = self.last.max(telling.day);
        self.key = Some(self.key.unwrap_or(u64::MAX).min(key(&telling.article)));
        for (tally, name) in [(&mut self.sites, telling.site), (&mut self.events, telling.event)] {
            if !name.is_empty() {
                *tally.entry(name).or_default() += 1;
            }
        }
        telling.countries.into_iter().for_each(|country| *self.countries.entry(country).or_default() += 1);
        if central {
            (self.headline, self.central) = (telling.title, telling.article);
        }
    }

    /// Puts the row where it comes: most articles first.
    fn put(self, rows: &mut Sorter, keys: &mut Vec<u64>) -> Result<()> {
        let (group, own) = (keys.len() as u32, self.key.unwrap_or_default());
        keys.push(own);
        let order = [&(!self.articles).to_be_bytes()[..], &own.to_be_bytes()].concat();
        rows.push(&order, &encode(&(group, self))?)
    }

    fn row(self, id: String) -> Vec<Cell> {
        let most = |tally: BTreeMap<String, u32>| {
            let mut names: Vec<_> = tally.into_iter().collect();
            names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            names.into_iter().map(|(name, _)| name)
        };
        vec![
            Cell::Text(id),
            Cell::Text(self.headline),
            Cell::Day(self.first),
            Cell::Day(self.last),
            Cell::Int(Some(self.articles as i32)),
            Cell::Int(Some(self.sites.len() as i32)),
            Cell::Text(most(self.events).next().unwrap_or_default()),
            Cell::Texts(most(self.countries).take(COUNTRIES).collect()),
            Cell::Text(self.central),
            Cell::chance((self.articles > 1).then(|| self.chances / self.articles as f32)),
        ]
    }
}
