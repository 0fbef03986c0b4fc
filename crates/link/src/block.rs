//! Blocks: units whose names may be one, brought together by sorting, then joined block by block.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::confidence::confidence;
use crate::context::Rarity;
use crate::entity::Entity;
use crate::error::{Error, Result};
use crate::facts::Being;
use crate::forms::Forms;
use crate::found;
use crate::gather::Article;
use crate::ids::member;
use crate::known::Known;
use crate::organization::form;
use crate::people;
use crate::person::Name;
use crate::sort::{RUN, Sorted, Sorter};
use crate::spool::{decode, encode};
use crate::unit::{Group, Kind, Reason, Unit};
use crate::write::Cell;

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
    /// 0 to 1, where it is known.
    pub confidence: Option<f32>,
    /// Why.
    pub reason: Reason,
    /// The number of its entity.
    pub group: u32,
}

impl Link {
    /// Its row, to an entity with this id.
    pub fn row(self, id: String) -> Vec<Cell> {
        vec![
            Cell::Text(self.article),
            Cell::Text(self.entity),
            Cell::Text(id),
            Cell::Text(self.kind.name().to_owned()),
            Cell::Text(self.name),
            Cell::Float(self.confidence.map(|chance| (f64::from(chance) * 1000.0).round() / 1000.0)),
            Cell::Text(self.reason.name().to_owned()),
        ]
    }
}

/// What all blocks came to.
pub struct Joined {
    /// Links, in the order of the corpus.
    pub links: Sorted,
    /// Entities with their numbers, most articles first.
    pub entities: Sorted,
    /// For each entity, by its number: what its id is made of.
    pub keys: Vec<Key>,
}

/// What the id of an entity is made of.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// People or organisations.
    pub kind: Kind,
    /// Of its smallest unit.
    pub smallest: u64,
    /// Its row of the user's list.
    pub known: Option<u32>,
}

/// An entity of a block with its links, each with the number of its article.
pub struct Found {
    /// Its usual name, folded: what it is known by from piece to piece of a block.
    pub handle: String,
    /// What is said of it.
    pub entity: Entity,
    /// What its id is made of.
    pub key: Key,
    /// Its links.
    pub links: Vec<(u32, Link)>,
}

/// Puts the units of all articles in the order of their blocks.
///
/// # Errors
/// If the articles can't be read again, or a run can't be written.
pub fn sort(articles: impl Iterator<Item = Result<Article>>, rarity: &Rarity, forms: &Forms, known: &Known) -> Result<Sorted> {
    let mut sorter = Sorter::new(RUN);
    // The other forms of what the list names go where that goes.
    let listed: FxHashMap<u64, u32> = known.organizations().map(|(form, row)| (forms.home(form).0, row)).collect();
    for article in articles {
        let Article { facts, terms, runs, .. } = article?;
        let context = rarity.vector(&terms, TERMS);
        let mut push = |kind: Kind, block: &str, reason: Reason, being: &Being, known: Option<u32>| {
            let unit = Unit {
                article: facts.article.clone(),
                number: facts.number,
                key: member(&facts.article, &being.entity, &being.name),
                day: facts.day,
                site: facts.site.clone(),
                countries: facts.countries.iter().take(5).cloned().collect(),
                copy: facts.copy,
                reason,
                known,
                being: being.clone(),
                context: context.clone(),
            };
            let key = [&[kind.letter() as u8], block.as_bytes(), &[0], &unit.key.to_be_bytes()].concat();
            sorter.push(&key, &encode(&unit)?)
        };
        for being in &facts.people {
            let row = known.person(being);
            if let Some(name) = row.map_or_else(|| Name::of(being), |row| known.name(row)) {
                push(Kind::Person, &name.block(), Reason::Name, being, row)?;
            }
        }
        let found = found::find(&facts, &runs, forms).into_iter().map(|name| Being { name, mentions: 1, ..Being::default() });
        for being in facts.organizations.iter().cloned().chain(found) {
            let form = form(&being.name);
            if form.is_empty() {
                continue;
            }
            let (home, reason) = forms.home(&form);
            let own = known.organization(&form);
            let row = own.or_else(|| listed.get(&home).copied());
            let reason = match own {
                _ if being.entity.is_empty() => Reason::Corpus,
                Some(_) => Reason::Known,
                None => reason,
            };
            let block = row.map_or_else(|| format!("{home:016x}"), |row| format!("known {row}"));
            push(Kind::Organization, &block, reason, &being, row)?;
        }
    }
    sorter.finish()
}

/// Units of one block that are joined at once. What a block has more comes in pieces of so many, and an entity of one piece is one with the
/// entity of another that has the same usual name: that bounds memory, however often a name stands in a corpus.
const PIECE: usize = 40_000;

/// A block, or a piece of one.
#[derive(Default)]
struct Piece {
    /// The kind of its units and its name.
    block: Vec<u8>,
    units: Vec<Vec<u8>>,
    /// True if the block has other pieces.
    split: bool,
}

/// Joins the units block by block.
///
/// # Errors
/// If the blocks can't be read, or what comes of them can't be put aside.
pub fn join(mut blocks: Sorted, known: &Known) -> Result<Joined> {
    let mut out = Out {
        links: Sorter::new(RUN),
        entities: Sorter::new(RUN),
        keys: Vec::new(),
        open: Vec::new(),
        by_name: FxHashMap::default(),
        block: Vec::new(),
    };
    let mut next = blocks.next_entry()?;
    // A block that began in the batch before goes on.
    let mut goes_on = false;
    while next.is_some() {
        // Whole pieces, until there is enough for all threads.
        let (mut batch, mut bytes): (Vec<Piece>, usize) = (Vec::new(), 0);
        while let Some(entry) = next.take() {
            let block = name(&entry.key);
            let full = batch.last().is_some_and(|piece| piece.units.len() >= PIECE && piece.block == block);
            if full || batch.last().is_none_or(|piece| piece.block != block) {
                if let Some(last) = batch.last_mut() {
                    last.split |= full;
                    if bytes > BATCH {
                        goes_on = full;
                        next = Some(entry);
                        break;
                    }
                }
                batch.push(Piece { block: block.to_vec(), units: Vec::new(), split: full || goes_on });
                goes_on = false;
            }
            bytes += entry.value.len();
            if let Some(piece) = batch.last_mut() {
                piece.units.push(entry.value);
            }
            next = blocks.next_entry()?;
        }
        let work = |piece: Piece| {
            let kind = if piece.block.first() == Some(&b'P') { Kind::Person } else { Kind::Organization };
            let found = work(kind, &piece.units, known)?;
            Ok((piece.block, piece.split, found))
        };
        let done: Vec<(Vec<u8>, bool, Vec<Found>)> = batch.into_par_iter().map(work).collect::<Result<_>>()?;
        done.into_iter().try_for_each(|(block, split, found)| out.put(block, split, found))?;
    }
    out.close()?;
    Ok(Joined { links: out.links.finish()?, entities: out.entities.finish()?, keys: out.keys })
}

/// What comes of the blocks, on its way to where it is sorted.
struct Out {
    links: Sorter,
    entities: Sorter,
    keys: Vec<Key>,
    /// Entities of the pieces of a block so far, by their usual names.
    open: Vec<(u32, Entity)>,
    by_name: FxHashMap<String, usize>,
    block: Vec<u8>,
}

impl Out {
    fn put(&mut self, block: Vec<u8>, split: bool, found: Vec<Found>) -> Result<()> {
        if block != self.block {
            self.close()?;
            self.block = block;
        }
        // Two of one piece that have one name are namesakes.
        let earlier = self.open.len();
        let mut used = FxHashSet::default();
        for Found { handle, entity, key, links } in found {
            let before = self.by_name.get(&handle).copied().filter(|&at| split && at < earlier && used.insert(at));
            let group = before.map_or(self.keys.len() as u32, |at| self.open[at].0);
            for (number, link) in links {
                let link = Link { group, ..link };
                let order = [&number.to_be_bytes()[..], &[link.kind.letter() as u8], &place(&link).to_be_bytes()].concat();
                self.links.push(&order, &encode(&link)?)?;
            }
            if let Some(at) = before {
                let smallest = &mut self.keys[group as usize].smallest;
                *smallest = key.smallest.min(*smallest);
                self.open[at].1.join(entity);
                continue;
            }
            self.keys.push(key);
            if split {
                self.by_name.entry(handle).or_insert(self.open.len());
                self.open.push((group, entity));
            } else {
                self.write(group, &entity)?;
            }
        }
        Ok(())
    }

    /// Ends a block of several pieces.
    fn close(&mut self) -> Result<()> {
        self.by_name.clear();
        for (group, entity) in std::mem::take(&mut self.open) {
            self.write(group, &entity)?;
        }
        Ok(())
    }

    fn write(&mut self, group: u32, entity: &Entity) -> Result<()> {
        let order = [
            &[entity.kind.letter() as u8][..],
            &(!entity.articles).to_be_bytes(),
            entity.name.as_bytes(),
            &[0],
            &self.keys[group as usize].smallest.to_be_bytes(),
        ]
        .concat();
        self.entities.push(&order, &encode(&(group, entity))?)
    }
}

/// The order of links in an article: that of its tables.
fn place(link: &Link) -> u32 {
    link.entity.get(1..).and_then(|number| number.parse().ok()).unwrap_or(u32::MAX)
}

/// The name of the block in a key of a sorted unit.
pub fn name(key: &[u8]) -> &[u8] {
    // Behind it a null byte and the unit's own key.
    &key[..key.len() - 9]
}

/// The entities of one block, whatever the order of its units.
///
/// # Errors
/// If the units can't be decoded, or were made with another list.
pub fn work(kind: Kind, encoded: &[Vec<u8>], known: &Known) -> Result<Vec<Found>> {
    let mut units: Vec<Unit> = encoded.iter().map(|bytes| decode(bytes)).collect::<Result<_>>()?;
    if units.iter().any(|unit| unit.known.is_some_and(|row| !known.has(row))) {
        return Err(Error::Use("the units were made with another list of known people and organisations".to_owned()));
    }
    units.sort_by_key(|unit| unit.key);
    let groups = match kind {
        Kind::Person => people::cluster(&units, known),
        Kind::Organization => vec![organizations(&units)],
    };
    let made = groups.into_iter().filter(|group| !group.links.is_empty()).map(|group| {
        let members: Vec<_> = group.links.iter().map(|&(i, reason)| (&units[i], confidence(kind, reason))).collect();
        let smallest = members.iter().map(|(unit, _)| unit.key).min().unwrap_or_default();
        let links = group.links.iter().map(|&(i, reason)| {
            let unit = &units[i];
            let link = Link {
                article: unit.article.clone(),
                entity: unit.being.entity.clone(),
                name: unit.being.name.clone(),
                kind,
                confidence: confidence(kind, reason),
                reason,
                group: 0,
            };
            (unit.number, link)
        });
        let links = links.collect();
        let entity = Entity::of(kind, &members, group.known.map(|row| known.row(row)));
        Found { handle: group.handle, entity, key: Key { kind, smallest, known: group.known }, links }
    });
    Ok(made.collect())
}

/// All units of a block of organisations: their forms were joined before.
fn organizations(units: &[Unit]) -> Group {
    let known = units.iter().find_map(|unit| unit.known);
    Group { handle: String::new(), links: units.iter().enumerate().map(|(i, unit)| (i, unit.reason)).collect(), known }
}
