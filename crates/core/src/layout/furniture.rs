//! Lines that recur on many pages of one site, learned from a corpus: furniture, whatever they say.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::read::read;
use crate::text::hash::hash;
use crate::{Options, Source};

/// What recurs on the pages of each site.
#[derive(Debug, Default, Clone)]
pub struct Furniture {
    /// Hashes of site and line.
    lines: FxHashSet<u64>,
}

/// Counts lines over a corpus.
#[derive(Debug, Default, Clone)]
pub struct FurnitureLearner {
    pages: FxHashMap<u64, u32>,
    lines: FxHashMap<u64, (u64, u32)>,
}

/// A line must be on this many pages of its site to be furniture.
const PAGES: u32 = 4;

/// It must be on one page in so many; what a site shows on fewer is news: teasers, agency phrases.
const ONE_IN: u32 = 10;

/// Shorter lines are left to the cues: names and dates recur on pages too, in bytes.
const SHORTEST: usize = 12;

impl FurnitureLearner {
    /// Reads a page and counts its lines, each once. A page that does not say which site it is of counts nothing.
    pub fn add(&mut self, source: &Source<'_>, options: &Options) {
        let document = read(source, options);
        let Some(site) = document.site().map(hash) else { return };
        *self.pages.entry(site).or_insert(0) += 1;
        let mut keys: Vec<u64> = document.pieces.iter().filter_map(|piece| key(site, piece.span.of(&document.text))).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            self.lines.entry(key).or_insert((site, 0)).1 += 1;
        }
    }

    /// Adds what another learner counted, in any order.
    pub fn merge(&mut self, other: Self) {
        // Sums don't depend on the order.
        #[expect(clippy::iter_over_hash_type)]
        for (site, pages) in other.pages {
            *self.pages.entry(site).or_insert(0) += pages;
        }
        #[expect(clippy::iter_over_hash_type)]
        for (key, (site, count)) in other.lines {
            self.lines.entry(key).or_insert((site, 0)).1 += count;
        }
    }

    /// What recurs.
    pub fn finish(self) -> Furniture {
        let recurs = |&(_, (site, count)): &(u64, (u64, u32))| count >= PAGES && count * ONE_IN >= self.pages[&site];
        Furniture { lines: self.lines.into_iter().filter(recurs).map(|(key, _)| key).collect() }
    }
}

impl Furniture {
    /// A learner that has seen nothing.
    pub fn learner() -> FurnitureLearner {
        FurnitureLearner::default()
    }

    /// True if nothing was learned.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// True if `line` recurs on that site.
    pub fn contains(&self, site: &str, line: &str) -> bool {
        key(hash(site), line).is_some_and(|key| self.lines.contains(&key))
    }
}

/// The key of a line of a site; none if it is too short to tell.
fn key(site: u64, line: &str) -> Option<u64> {
    (line.len() >= SHORTEST).then(|| site.rotate_left(17) ^ hash(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_recur_on_a_site_are_furniture() {
        let mut learner = Furniture::learner();
        for page in 0..6 {
            let text = format!("Story number {page} of the day\nKeep the Courier going");
            let source = Source::text(text).with_url("https://www.courier.example/1");
            learner.add(&source, &Options::default());
        }
        let furniture = learner.finish();
        assert!(furniture.contains("courier.example", "Keep the Courier going"));
        assert!(!furniture.contains("courier.example", "Story number 1 of the day"));
        assert!(!furniture.contains("other.example", "Keep the Courier going"));
    }
}
