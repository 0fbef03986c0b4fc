//! Happenings: events of several articles of one story that are one, with the counts that its sources give.

mod merge;
mod told;

pub use told::Report;

use crate::block::Link;
use crate::confidence;
use crate::error::Result;
use crate::ids::{Inheritance, member};
use crate::sort::{RUN, Sorter};
use crate::source::{Row, Source};
use crate::spool::{Replay, decode, encode};
use crate::story::Stories;
use crate::tables::{HAPPENING_LINKS, HAPPENINGS};
use crate::write::{Cell, Made, Target, Writer};
use merge::Happening;
use told::Told;

/// The letter that ids of happenings begin with.
const LETTER: char = 'H';
/// Happenings of one story and type that an event is held against.
const OPEN: usize = 64;

/// Takes the events of all articles in the order of the corpus, and the ids of those who take part.
pub struct Events<'s> {
    reports: Replay<Report>,
    now: Option<Report>,
    stories: &'s Stories,
    told: Sorter,
}

impl<'s> Events<'s> {
    /// Begins with the first article.
    ///
    /// # Errors
    /// If what was put aside can't be read.
    pub fn new(mut reports: Replay<Report>, stories: &'s Stories) -> Result<Self> {
        let now = reports.next().transpose()?;
        Ok(Self { reports, now, stories, told: Sorter::new(RUN) })
    }

    /// Takes a link: links come in the order of the articles.
    ///
    /// # Errors
    /// If what was put aside can't be read.
    pub fn link(&mut self, link: &Link, id: &str) -> Result<()> {
        while self.now.as_ref().is_some_and(|report| report.article != link.article) {
            self.pass()?;
        }
        let parties = self.now.iter_mut().flat_map(|report| &mut report.events).flat_map(|event| &mut event.parties);
        let those = parties.filter(|party| !link.entity.is_empty() && party.entity == link.entity);
        those.for_each(|party| id.clone_into(&mut party.id));
        Ok(())
    }

    /// Puts the events of an article where those of its story are, and goes to the next one.
    fn pass(&mut self) -> Result<()> {
        if let Some(report) = self.now.take() {
            let story = self.stories.of(report.number);
            for event in report.events {
                let day = event.days.map_or(u64::MAX, |(first, _)| (i64::from(first) - i64::from(i32::MIN)) as u64);
                let own = key(&report.article, event.number);
                let order =
                    [&story.to_be_bytes()[..], event.kind.as_bytes(), &[0], &day.to_be_bytes(), &own.to_be_bytes()].concat();
                let told = Told { article: report.article.clone(), site: report.site.clone(), event };
                self.told.push(&order, &encode(&told)?)?;
            }
        }
        self.now = self.reports.next().transpose()?;
        Ok(())
    }

    /// Joins the events story by story and writes both tables; gives how many happenings there are.
    ///
    /// # Errors
    /// If what was put aside can't be read, or a table can't be written.
    pub fn write(mut self, source: &Source, target: &Target, made: &mut Made) -> Result<u32> {
        while self.now.is_some() {
            self.pass()?;
        }
        let before = |row: &Row<'_>| (key(&row.owned(0), row.number(1).unwrap_or_default()), row.owned(2));
        let mut out = Out {
            inheritance: Inheritance::read(source, &HAPPENING_LINKS, &["article", "event", "id"], before)?,
            rows: Sorter::new(RUN),
            links: Sorter::new(RUN),
            keys: Vec::new(),
        };
        let (mut block, mut open): (Vec<u8>, Vec<Happening>) = (Vec::new(), Vec::new());
        for entry in self.told.finish()? {
            let entry = entry?;
            // All but day and member: story and type.
            let its = &entry.key[..entry.key.len() - 16];
            if its != block {
                out.put(open.drain(..))?;
                block = its.to_vec();
            }
            let told: Told = decode(&entry.value)?;
            let story = entry.key.first_chunk().map_or(0, |bytes| u32::from_be_bytes(*bytes));
            let handles = told.handles();
            let last = open.iter().enumerate().rev().take(OPEN);
            let fits = last.filter_map(|(at, happening)| Some((happening.fits(&told, &handles)?, at)));
            match fits.max_by_key(|&(points, at)| (points, std::cmp::Reverse(at))) {
                Some((points, at)) => open[at].add(&told, points),
                None => open.push(Happening::of(story, &told)),
            }
        }
        out.put(open.drain(..))?;
        out.write(self.stories, target, made)
    }
}

/// What an event is known by from run to run.
fn key(article: &str, number: u32) -> u64 {
    member(article, &format!("E{number}"), "")
}

/// Happenings on their way out.
struct Out {
    inheritance: Inheritance,
    rows: Sorter,
    links: Sorter,
    keys: Vec<u64>,
}

impl Out {
    /// Keeps the happenings that several articles tell.
    fn put(&mut self, happenings: impl Iterator<Item = Happening>) -> Result<()> {
        for happening in happenings.filter(|happening| happening.articles() > 1) {
            let group = self.keys.len() as u32;
            let own = happening.events.iter().map(|(article, number, _)| key(article, *number)).min().unwrap_or_default();
            self.keys.push(own);
            for (article, number, points) in &happening.events {
                self.inheritance.now(key(article, *number), group)?;
                let order = [article.as_bytes(), &[0], &number.to_be_bytes()].concat();
                self.links.push(&order, &encode(&(article, number, group, confidence::happening(*points)))?)?;
            }
            let order = [&(!happening.articles()).to_be_bytes()[..], &own.to_be_bytes()].concat();
            self.rows.push(&order, &encode(&(group, happening))?)?;
        }
        Ok(())
    }

    fn write(self, stories: &Stories, target: &Target, made: &mut Made) -> Result<u32> {
        let ids = self.inheritance.ids(self.keys.iter().map(|&key| (LETTER, key, None)))?;
        let mut writer = Writer::new(&HAPPENINGS, target)?;
        for entry in self.rows.finish()? {
            let (group, happening): (u32, Happening) = decode(&entry?.value)?;
            let story = stories.id(happening.story);
            writer.row(happening.row(ids[group as usize].text(LETTER), story))?;
        }
        writer.finish(made)?;
        let mut writer = Writer::new(&HAPPENING_LINKS, target)?;
        for entry in self.links.finish()? {
            let (article, number, group, chance): (String, u32, u32, Option<f32>) = decode(&entry?.value)?;
            let id = Cell::Text(ids[group as usize].text(LETTER));
            writer.row(vec![Cell::Text(article), Cell::Int(Some(number as i32)), id, Cell::chance(chance)])?;
        }
        writer.finish(made)?;
        Ok(ids.len() as u32)
    }
}
