//! Units whose names may be one, brought together by sorting, are joined block by block.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::chunks::in_chunks;
use crate::confidence::confidence;
use crate::entity::Entity;
use crate::error::{Error, Result};
use crate::known::Known;
use crate::people;
use crate::sort::{Entry, RUN, Sorted, Sorter};
use crate::spool::{decode, encode};
use crate::unit::{Group, Kind, Reason, Unit};
use crate::write::Cell;

/// Bytes of units that are worked on together, unless one block has more.
const BATCH: usize = 4 << 20;

/// A link as it is put aside until all are in the order of the corpus.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Id of the article it is in.
    pub article: String,
    /// `entity` in the article's tables, or empty.
    pub entity: String,
    /// The fullest name in the article.
    pub name: String,
    /// Whether people or organisations are linked.
    pub kind: Kind,
    /// 0 to 1, where it is known.
    pub confidence: Option<f32>,
    /// Why the unit was linked.
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
            Cell::chance(self.confidence),
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
    /// Whether people or organisations are linked.
    pub kind: Kind,
    /// Number of the smallest unit that has it.
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
    /// The links of units, by their numbers.
    pub links: Vec<(u32, Link)>,
}

/// Maximum number of units of one block that are joined at once. A larger block comes in pieces of that size, and an entity of one piece is one with the
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

/// Reads sorted units a batch of pieces at a time.
struct Pieces {
    blocks: Sorted,
    next: Option<Entry>,
    /// True if a block that began in the batch before goes on.
    goes_on: bool,
}

impl Pieces {
    fn new(mut blocks: Sorted) -> Result<Self> {
        let next = blocks.next_entry()?;
        Ok(Self { blocks, next, goes_on: false })
    }

    /// Whole pieces, until there is enough for all threads; none at the end.
    fn batch(&mut self) -> Result<Vec<Piece>> {
        let (mut batch, mut bytes): (Vec<Piece>, usize) = (Vec::new(), 0);
        while let Some(entry) = self.next.take() {
            let block = name(&entry.key);
            let full = batch.last().is_some_and(|piece| piece.units.len() >= PIECE && piece.block == block);
            if full || batch.last().is_none_or(|piece| piece.block != block) {
                if let Some(last) = batch.last_mut() {
                    last.split |= full;
                    if bytes > BATCH {
                        self.goes_on = full;
                        self.next = Some(entry);
                        break;
                    }
                }
                batch.push(Piece { block: block.to_vec(), units: Vec::new(), split: full || self.goes_on });
                self.goes_on = false;
            }
            bytes += entry.value.len();
            if let Some(piece) = batch.last_mut() {
                piece.units.push(entry.value);
            }
            self.next = self.blocks.next_entry()?;
        }
        Ok(batch)
    }
}

/// Joins the units block by block.
///
/// # Errors
/// If the blocks can't be read, or what comes of them can't be put aside.
pub fn join(blocks: Sorted, known: &Known) -> Result<Joined> {
    let mut out = Out {
        links: Sorter::new(RUN),
        entities: Sorter::new(RUN),
        keys: Vec::new(),
        open: Vec::new(),
        by_name: FxHashMap::default(),
        block: Vec::new(),
    };
    let mut pieces = Pieces::new(blocks)?;
    in_chunks(
        || pieces.batch(),
        |piece| {
            let kind = if piece.block.first() == Some(&b'P') { Kind::Person } else { Kind::Organization };
            let found = work(kind, &piece.units, known)?;
            Ok((piece.block, piece.split, found))
        },
        |(block, split, found)| out.put(block, split, found),
    )?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::Vector;
    use crate::facts::Being;
    use crate::ids::member;

    /// A mention of one of three people of one family name, or of the family name alone.
    fn unit(number: u32) -> Unit {
        let given = ["Ana", "Tom", "Petro", ""][number as usize % 4];
        let article = format!("a{number}");
        let name = format!("{given} Ruiz").trim().to_owned();
        Unit {
            key: member(&article, "P0", &name),
            number,
            day: Some(number as i32 % 300),
            site: String::new(),
            countries: Vec::new(),
            copy: false,
            reason: Reason::Name,
            known: None,
            being: Being {
                entity: "P0".to_owned(),
                name,
                given: given.to_owned(),
                family: "Ruiz".to_owned(),
                ..Being::default()
            },
            // A field of its own for each of them, which a word alone is told by.
            context: Vector(vec![(number % 4 % 3, 1.0)]),
            article,
        }
    }

    fn sorted(numbers: impl Iterator<Item = u32>) -> Sorted {
        let mut sorter = Sorter::new(RUN);
        for unit in numbers.map(unit) {
            let key = [b"P", &b"rs"[..], &[0], &unit.key.to_be_bytes()].concat();
            sorter.push(&key, &encode(&unit).unwrap()).unwrap();
        }
        sorter.finish().unwrap()
    }

    /// Names of entities with their articles, and the name that each article's mention goes to.
    fn joined(numbers: impl Iterator<Item = u32>) -> (Vec<(String, u32)>, Vec<(String, String)>) {
        let Joined { links, entities, .. } = join(sorted(numbers), &Known::default()).unwrap();
        let entities: Vec<(u32, Entity)> = entities.map(|entry| decode(&entry.unwrap().value).unwrap()).collect();
        let names: FxHashMap<u32, String> = entities.iter().map(|(group, entity)| (*group, entity.name.clone())).collect();
        let links = links.map(|entry| decode::<Link>(&entry.unwrap().value).unwrap());
        let links = links.map(|link| (link.article, names[&link.group].clone())).collect();
        (entities.into_iter().map(|(_, entity)| (entity.name, entity.articles)).collect(), links)
    }

    #[test]
    fn a_block_of_more_mentions_than_are_joined_at_once_has_the_same_entities_in_any_order() {
        const MENTIONS: u32 = 100_000;
        let mut pieces = Pieces::new(sorted(0..MENTIONS)).unwrap();
        let mut sizes = Vec::new();
        loop {
            let batch = pieces.batch().unwrap();
            if batch.is_empty() {
                break;
            }
            assert!(batch.iter().all(|piece| piece.split));
            sizes.extend(batch.iter().map(|piece| piece.units.len()));
        }
        assert_eq!(sizes, [PIECE, PIECE, MENTIONS as usize - 2 * PIECE]);
        let (entities, links) = joined(0..MENTIONS);
        assert_eq!(entities.iter().map(|(_, articles)| articles).sum::<u32>(), MENTIONS);
        let names: Vec<&str> = entities.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Ana Ruiz", "Petro Ruiz", "Tom Ruiz"], "{entities:?}");
        assert_eq!(entities[0].1, MENTIONS / 2, "the word alone goes to her whose company it keeps, in every piece");
        assert_eq!(joined((0..MENTIONS).rev()), (entities, links));
    }
}
