//! The whole of linking, top to bottom.

use serde::Serialize;

use crate::block::{self, Joined, Link};
use crate::chunks::in_chunks;
use crate::entity::Entity;
use crate::error::{Error, Result};
use crate::gather::{Gathered, gather};
use crate::happening::Events;
use crate::ids::{Inheritance, member};
use crate::known::Known;
use crate::sort::{RUN, Sorter};
use crate::source::{Row, Source};
use crate::spool::{Spool, decode};
use crate::story::Tellings;
use crate::tables::{ENTITIES, ENTITY_LINKS};
use crate::unit::Kind;
use crate::units::Blocks;
use crate::write::{Made, Target, Writer};

/// How a corpus is linked.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Threads that work; the result is the same for any number. 0 takes all cores.
    pub jobs: usize,
    /// The user's own list of people and organisations.
    pub known: Known,
}

/// How much of the corpus was linked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Number of articles that were read.
    pub articles: u32,
    /// Number of people of the corpus.
    pub people: u32,
    /// Number of organisations of the corpus.
    pub organizations: u32,
    /// Stories of the corpus; one that a single article tells is one too.
    pub stories: u32,
    /// Events that several articles tell.
    pub happenings: u32,
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
        let Gathered { mut articles, reports, rarity, forms } = gather(source)?;
        let forms = forms.finish()?;
        let mut summary = Summary { articles: rarity.articles(), ..Summary::default() };
        let (mut made, mut tellings, mut units) = (Made::new(), Tellings::default(), Sorter::new(RUN));
        let blocks = Blocks::new(&rarity, &forms, &options.known);
        in_chunks(
            || articles.chunk(),
            |bytes| {
                let article = decode(&bytes)?;
                Ok((Tellings::telling(&article, &rarity)?, blocks.units(&article)?))
            },
            |(telling, its)| {
                tellings.add(&telling)?;
                its.iter().try_for_each(|(key, unit)| units.push(key, unit))
            },
        )?;
        drop((articles, rarity, forms));
        // Neither asks anything of the other.
        let (stories, joined) = rayon::join(
            || tellings.write(source, target, &mut made),
            || units.finish().and_then(|units| block::join(units, &options.known)),
        );
        let (stories, joined) = (stories?, joined?);
        summary.stories = stories.count();
        let events = Events::new(reports, &stories)?;
        write_entities(source, target, joined, events, &options.known, &mut summary, &mut made)?;
        Ok((summary, made))
    })
}

/// Assigns ids to the entities and writes them and their links, then the happenings that they take part in.
fn write_entities(
    source: &Source,
    target: &Target,
    joined: Joined,
    mut events: Events<'_>,
    known: &Known,
    summary: &mut Summary,
    made: &mut Made,
) -> Result<()> {
    let columns = ["article", "entity", "name", "id"];
    let before = |row: &Row<'_>| (member(&row.owned(0), &row.owned(1), &row.owned(2)), row.owned(3));
    let mut inheritance = Inheritance::read(source, &ENTITY_LINKS, &columns, before)?;
    let mut links = Spool::<Link>::new()?;
    for entry in joined.links {
        let bytes = entry?.value;
        let link: Link = decode(&bytes)?;
        inheritance.now(member(&link.article, &link.entity, &link.name), link.group)?;
        links.push(&bytes)?;
    }
    let given = |row: Option<u32>| row.map(|row| known.row(row).id.clone()).filter(|id| !id.is_empty());
    let ids = inheritance.ids(joined.keys.iter().map(|key| (key.kind.letter(), key.smallest, given(key.known))))?;
    let mut writer = Writer::with(&ENTITIES, &known.columns, target)?;
    for entry in joined.entities {
        let (group, entity): (u32, Entity) = decode(&entry?.value)?;
        match entity.kind {
            Kind::Person => summary.people += 1,
            Kind::Organization => summary.organizations += 1,
        }
        let id = ids[group as usize].text(entity.kind.letter());
        writer.row(entity.row(id, known.columns.len()))?;
    }
    writer.finish(made)?;
    let mut writer = Writer::new(&ENTITY_LINKS, target)?;
    for link in links.replay()? {
        let link = link?;
        let id = ids[link.group as usize].text(link.kind.letter());
        events.link(&link, &id)?;
        writer.row(link.row(id))?;
    }
    writer.finish(made)?;
    summary.happenings = events.write(source, target, made)?;
    Ok(())
}
