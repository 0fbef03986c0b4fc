//! Blocks: units whose names may be one, brought together by sorting, then joined block by block.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::context::Rarity;
use crate::entity::Entity;
use crate::error::Result;
use crate::facts::Being;
use crate::forms::Forms;
use crate::found;
use crate::gather::Article;
use crate::ids::member;
use crate::organization::form;
use crate::people;
use crate::person::Name;
use crate::sort::{RUN, Sorted, Sorter};
use crate::spool::{decode, encode};
use crate::unit::{Group, Kind, Reason, Unit};

/// Terms of an article that its people and organisations are known by.
const TERMS: usize = 32;
/// Bytes of units that are worked on together, unless one block has more.
const BATCH: usize = 4 << 20;

/// A link as it is put aside until all are in the order of the corpus.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Id of the article.
    pub article: String,
    /// `entity` in the article's tables, or empty.
    pub entity: String,
    /// The fullest name in the article.
    pub name: String,
    /// People or organisations.
    pub kind: Kind,
    /// 0 to 1.
    pub confidence: f32,
    /// Why.
    pub reason: Reason,
    /// The number of its entity.
    pub group: u32,
}

/// What all blocks came to.
pub struct Joined {
    /// Links, in the order of the corpus.
    pub links: Sorted,
    /// Entities with their numbers, most articles first.
    pub entities: Sorted,
    /// For each entity, by its number, the key of its smallest unit: what a new id is made of.
    pub keys: Vec<(Kind, u64)>,
}

/// Puts the units of all articles in the order of their blocks.
///
/// # Errors
/// If the articles can't be read again, or a run can't be written.
pub fn sort(articles: impl Iterator<Item = Result<Article>>, rarity: &Rarity, forms: &Forms) -> Result<Sorted> {
    let mut sorter = Sorter::new(RUN);
    for article in articles {
        let Article { facts, terms, runs } = article?;
        let context = rarity.vector(&terms, TERMS);
        let mut push = |kind: Kind, block: &str, reason: Reason, being: &Being| {
            let unit = Unit {
                article: facts.article.clone(),
                number: facts.number,
                key: member(&facts.article, &being.entity, &being.name),
                day: facts.day,
                site: facts.site.clone(),
                countries: facts.countries.iter().take(5).cloned().collect(),
                copy: facts.copy,
                reason,
                being: being.clone(),
                context: context.clone(),
            };
            let key = [&[kind.letter() as u8], block.as_bytes(), &[0], &unit.key.to_be_bytes()].concat();
            sorter.push(&key, &encode(&unit)?)
        };
        for being in &facts.people {
            if let Some(name) = Name::of(being) {
                push(Kind::Person, &name.block(), Reason::Name, being)?;
            }
        }
        let found = found::find(&facts, &runs, forms).into_iter().map(|name| Being { name, mentions: 1, ..Being::default() });
        for being in facts.organizations.iter().cloned().chain(found) {
            let form = form(&being.name);
            if form.is_empty() {
                continue;
            }
            let (home, reason) = forms.home(&form);
            let reason = if being.entity.is_empty() { Reason::Corpus } else { reason };
            push(Kind::Organization, &format!("{home:016x}"), reason, &being)?;
        }
    }
    sorter.finish()
}

/// Joins the units block by block.
///
/// # Errors
/// If the blocks can't be read, or what comes of them can't be put aside.
pub fn join(mut blocks: Sorted) -> Result<Joined> {
    let (mut links, mut entities, mut keys) = (Sorter::new(RUN), Sorter::new(RUN), Vec::new());
    let mut next = blocks.next_entry()?;
    while next.is_some() {
        // Whole blocks, until there is enough for all threads.
        let (mut batch, mut bytes): (Vec<(Kind, Vec<Vec<u8>>)>, usize) = (Vec::new(), 0);
        let mut name = Vec::new();
        while let Some(entry) = next.take() {
            let block = &entry.key[..entry.key.len() - 8];
            if block != name {
                if bytes > BATCH {
                    next = Some(entry);
                    break;
                }
                name = block.to_vec();
                let kind = if name.first() == Some(&b'P') { Kind::Person } else { Kind::Organization };
                batch.push((kind, Vec::new()));
            }
            bytes += entry.value.len();
            if let Some((_, units)) = batch.last_mut() {
                units.push(entry.value);
            }
            next = blocks.next_entry()?;
        }
        let done: Vec<Vec<(Entity, u64, Vec<(u32, Link)>)>> =
            batch.into_par_iter().map(|(kind, units)| work(kind, &units)).collect::<Result<_>>()?;
        for (entity, key, found) in done.into_iter().flatten() {
            let group = keys.len() as u32;
            keys.push((entity.kind, key));
            let order = [
                &[entity.kind.letter() as u8][..],
                &(!entity.articles).to_be_bytes(),
                entity.name.as_bytes(),
                &[0],
                &key.to_be_bytes(),
            ]
            .concat();
            entities.push(&order, &encode(&(group, entity))?)?;
            for (number, link) in found {
                let link = Link { group, ..link };
                let order = [&number.to_be_bytes()[..], &[link.kind.letter() as u8], &place(&link).to_be_bytes()].concat();
                links.push(&order, &encode(&link)?)?;
            }
        }
    }
    Ok(Joined { links: links.finish()?, entities: entities.finish()?, keys })
}

/// The order of links in an article: that of its tables.
fn place(link: &Link) -> u32 {
    link.entity.get(1..).and_then(|number| number.parse().ok()).unwrap_or(u32::MAX)
}

/// The entities of one block with the smallest key of their units and their links, each with the number of its article.
fn work(kind: Kind, encoded: &[Vec<u8>]) -> Result<Vec<(Entity, u64, Vec<(u32, Link)>)>> {
    let units: Vec<Unit> = encoded.iter().map(|bytes| decode(bytes)).collect::<Result<_>>()?;
    let groups = match kind {
        Kind::Person => people::cluster(&units),
        Kind::Organization => vec![organizations(&units)],
    };
    let made = groups.into_iter().filter(|group| !group.links.is_empty()).map(|group| {
        let members: Vec<_> = group.links.iter().map(|&(i, confidence, _)| (&units[i], confidence)).collect();
        let key = members.iter().map(|(unit, _)| unit.key).min().unwrap_or_default();
        let links = group.links.iter().map(|&(i, confidence, reason)| {
            let unit = &units[i];
            let link = Link {
                article: unit.article.clone(),
                entity: unit.being.entity.clone(),
                name: unit.being.name.clone(),
                kind,
                confidence,
                reason,
                group: 0,
            };
            (unit.number, link)
        });
        let links = links.collect();
        (Entity::of(kind, &members), key, links)
    });
    Ok(made.collect())
}

/// All units of a block of organisations: their forms were joined before.
fn organizations(units: &[Unit]) -> Group {
    let confidence = |reason| match reason {
        Reason::Name => 0.97,
        Reason::Spelling => 0.95,
        Reason::Corpus => 0.75,
        _ => 0.9,
    };
    Group { links: units.iter().enumerate().map(|(i, unit)| (i, confidence(unit.reason), unit.reason)).collect() }
}
