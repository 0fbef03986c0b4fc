//! The whole of linking, top to bottom.

use nutgraf::text::hash::hash;
use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::block::{self, Joined, Link};
use crate::entity::Entity;
use crate::error::{Error, Result};
use crate::gather::{Gathered, gather};
use crate::ids::{Inheritance, member, new_id};
use crate::source::Source;
use crate::spool::decode;
use crate::tables::{ENTITIES, ENTITY_LINKS};
use crate::unit::Kind;
use crate::write::{Cell, Made, Target, Writer};

/// How a corpus is linked.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Threads that work; the result is the same for any number. 0 takes all cores.
    pub jobs: usize,
}

/// How much was linked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Articles read.
    pub articles: u32,
    /// People of the corpus.
    pub people: u32,
    /// Organisations of the corpus.
    pub organizations: u32,
}

/// Links the tables of a corpus and writes the tables of `target`. What an earlier run of linking wrote there gives its ids to
/// what it was written for.
///
/// # Errors
/// If a table can't be read or written, or the tables are not of one run.
pub fn link(source: &Source, options: &Options, target: &Target) -> Result<(Summary, Made)> {
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(options.jobs).build().map_err(|error| Error::Use(error.to_string()))?;
    pool.install(|| {
        let Gathered { articles, rarity, forms } = gather(source)?;
        let mut summary = Summary { articles: rarity.articles(), ..Summary::default() };
        let joined = block::join(block::sort(articles, &rarity, &forms)?)?;
        drop((rarity, forms));
        let mut made = Made::new();
        write_entities(source, target, joined, &mut summary, &mut made)?;
        Ok((summary, made))
    })
}

/// Gives the entities their ids and writes them and their links.
fn write_entities(source: &Source, target: &Target, joined: Joined, summary: &mut Summary, made: &mut Made) -> Result<()> {
    let mut inheritance = Inheritance::default();
    let mut before = source.open(ENTITY_LINKS.name, &["article", "entity", "name", "id"])?;
    while let Some((member, id)) = before.next(|row| (member(&row.owned(0), &row.owned(1), &row.owned(2)), row.owned(3)))? {
        inheritance.before(member, &id)?;
    }
    // Links are needed before their ids are known only where there were ids before.
    let inherits = inheritance.any();
    let mut links = crate::spool::Spool::<Link>::new()?;
    for entry in joined.links {
        let bytes = entry?.value;
        if inherits {
            let link: Link = decode(&bytes)?;
            inheritance.now(member(&link.article, &link.entity, &link.name), link.group)?;
        }
        links.push(&bytes)?;
    }
    let kept = inheritance.kept()?;
    let mut taken: FxHashSet<String> = kept.values().cloned().collect();
    let mut ids = Vec::with_capacity(joined.keys.len());
    for (group, &(kind, key)) in (0..).zip(&joined.keys) {
        ids.push(kept.get(&group).cloned().unwrap_or_else(|| unused(kind, key, &mut taken)));
    }
    let mut writer = Writer::new(&ENTITIES, target)?;
    for entry in joined.entities {
        let (group, entity): (u32, Entity) = decode(&entry?.value)?;
        match entity.kind {
            Kind::Person => summary.people += 1,
            Kind::Organization => summary.organizations += 1,
        }
        writer.row(entity.row(ids[group as usize].clone()))?;
    }
    writer.finish(made)?;
    let mut writer = Writer::new(&ENTITY_LINKS, target)?;
    for link in links.replay()? {
        let link = link?;
        writer.row(vec![
            Cell::Text(link.article),
            Cell::Text(link.entity),
            Cell::Text(ids[link.group as usize].clone()),
            Cell::Text(link.kind.name().to_owned()),
            Cell::Text(link.name),
            Cell::Float((f64::from(link.confidence) * 100.0).round() / 100.0),
            Cell::Text(link.reason.name().to_owned()),
        ])?;
    }
    writer.finish(made)
}

/// A new id that no other entity has: the smallest unit of a group may have made one that went to another group since.
fn unused(kind: Kind, mut key: u64, taken: &mut FxHashSet<String>) -> String {
    loop {
        let id = new_id(kind.letter(), key);
        if taken.is_empty() || taken.insert(id.clone()) {
            return id;
        }
        key = hash(&id);
    }
}
