//! What the extractor is told once.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::lexicon::gazetteer::{Gazetteer, UserGazetteer};
use crate::{Error, Result};

/// What an [`Extractor`](crate::Extractor) is told once. All have defaults that suit crawled news.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// What comes in: pages with their furniture, or clean article text.
    pub input: Input,
    /// How times are anchored: to the publication or to the story.
    pub narration: Narration,
    /// Put sentences and tokens into the record. They make it several times as large.
    pub tokens: bool,
    /// The publisher's country, ISO 3166 two letters: settles 3/4/2025 and leans towards places there.
    pub country: Option<String>,
    /// The content of a TSV file of places, which win over those built in: see [`UserGazetteer`].
    pub gazetteer: Option<UserGazetteer>,
    /// More units of quantities, rows as in `data/lang/en/quantity/units.tsv`: symbol, kind, name and forms, apart by tabs.
    /// `fth<tab>measure<tab>fathom<tab>fathom` reads "5 fathoms".
    pub units: Vec<String>,
    /// More days with a name, rows as in `data/lang/en/time/holidays.tsv`: name and day, apart by a tab. The day is `MM-DD`, `MM-D/N` (the Nth
    /// weekday D, Monday 1, of the month; -1 the last), `EASTER+n` or `YYYY-MM-DD`. `Harbour Day<tab>07-6/2` is the second Saturday of July.
    pub holidays: Vec<String>,
    /// More words that tell of events, rows as in `data/lang/en/event/triggers.tsv`: lemma or phrase, word class (`V N A D`), type (`-` for no
    /// event), and, if wanted, `s` and a mode, apart by tabs. They win over the model and the built-in list.
    /// `sheepjack<tab>V<tab>CRIME` reads "Three men sheepjacked a flock" as a CRIME.
    pub triggers: Vec<String>,
    /// Longest text read, in bytes; the rest of a longer one is cut off, with a note. A page, which is markup more than text, may
    /// have sixteen times as many. This is what bounds time and memory of a document, the same on every machine.
    pub max_bytes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            input: Input::Page,
            narration: Narration::News,
            tokens: false,
            country: None,
            gazetteer: None,
            units: Vec::new(),
            holidays: Vec::new(),
            triggers: Vec::new(),
            max_bytes: 1 << 20,
        }
    }
}

impl Options {
    /// The same options with the country's code in capitals.
    ///
    /// # Errors
    /// If the code is no country's.
    pub(crate) fn checked(mut self) -> Result<Self> {
        if let Some(code) = &mut self.country {
            code.make_ascii_uppercase();
            if Gazetteer::new(None).country_area(code).is_none() {
                // The code that people reach for first.
                let meant = if code == "UK" { ": the United Kingdom is \"GB\"" } else { "" };
                let reason = format!("{code:?} is not the two letters of a country in ISO 3166{meant}");
                return Err(Error::Option { name: "country", reason });
            }
        }
        Ok(self)
    }

    /// The most bytes of a source that are looked at.
    pub fn max_source(&self) -> usize {
        self.max_bytes.saturating_mul(16)
    }
}

/// What kind of input comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Input {
    /// A page as a crawler left it: newsletter lines, captions, credits and related links are told from the article.
    #[default]
    Page,
    /// Article text that is clean already: every line is body or heading, nothing is dropped.
    Article,
}

/// How times are anchored: to the publication or to the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Narration {
    /// On the day of publication.
    #[default]
    News,
    /// On the last date told: history, biography, chronicle.
    Narrative,
}
