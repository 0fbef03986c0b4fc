//! What the report gathers while article after article goes by.

use nutgraf::Offsets;
use serde_json::{Value, json};

use crate::cast::Cast;
use crate::index::Index;
use crate::places::Places;
use crate::site::Site;
use crate::strings::Strings;
use crate::tally::Tally;
use crate::wanted::Tables;
use nutgraf_batch::Result;

/// Articles of a part of the data.
pub const ARTICLES: usize = 16;
/// Number of titles in a part of the report.
pub const TITLES: usize = 512;

/// All that was gathered so far.
pub struct Digest {
    /// The unit of the run's offsets.
    pub offsets: Offsets,
    /// Number of articles read so far.
    pub articles: u32,
    /// The people and organisations of all articles.
    pub cast: Cast,
    /// The places of all articles.
    pub places: Places,
    /// The counts by day, kind and language.
    pub tally: Tally,
    /// The index of the full-text search.
    pub words: Index,
    /// Texts of the part in hand.
    pub strings: Strings,
    part: Vec<Value>,
    titles: Vec<Value>,
}

impl Digest {
    /// Returns a digest of no articles.
    pub fn new(offsets: Offsets, cast: Cast) -> Self {
        Self {
            offsets,
            articles: 0,
            cast,
            places: Places::default(),
            tally: Tally::default(),
            words: Index::default(),
            strings: Strings::default(),
            part: Vec::new(),
            titles: Vec::new(),
        }
    }

    /// Takes in an article and writes the parts that are full.
    ///
    /// # Errors
    /// If a part can't be written.
    pub fn add(&mut self, tables: &Tables, site: &mut Site) -> Result<()> {
        let Some((shown, title)) = self.take(tables) else { return Ok(()) };
        self.part.push(shown);
        self.titles.push(title);
        self.articles += 1;
        self.write(site, ARTICLES, TITLES)
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// If a part can't be written.
    pub fn end(&mut self, site: &mut Site) -> Result<()> {
        self.write(site, 1, 1)
    }

    /// Writes the parts that have reached their number of articles or titles.
    fn write(&mut self, site: &mut Site, articles: usize, titles: usize) -> Result<()> {
        let last = self.articles.saturating_sub(1) as usize;
        if self.part.len() >= articles {
            let strings = std::mem::take(&mut self.strings).into_texts();
            let part = json!({"strings": strings, "articles": std::mem::take(&mut self.part)});
            site.part(&format!("articles/{}", last / ARTICLES), &part)?;
        }
        if self.titles.len() >= titles {
            site.part(&format!("titles/{}", last / TITLES), &std::mem::take(&mut self.titles))?;
        }
        Ok(())
    }
}
