//! A sheet: the things that were drawn to be marked, and the marks that they got.

use std::path::Path;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::strata::Stratum;
use nutgraf_batch::{Error, Result};

/// What a file of marks begins with.
pub const FORM: &str = "nutgraf marks 1";
/// The table of sentences without facts.
pub const SENTENCES: &str = "sentences";
/// The marks that a fact may get, the best first.
pub const MARKS: [&str; 3] = ["right", "partly", "wrong"];
/// The most facts that one sentence can be said to have been read without.
const MOST_MISSED: u32 = 1000;

/// A drawn fact or sentence.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Item {
    /// Name of the fact's table, or `sentences`.
    pub table: String,
    /// The id of its article.
    pub article: String,
    /// Which row of the article in its table, from 0; of a sentence where it begins.
    pub row: usize,
    /// The kind of the fact in its table.
    pub kind: String,
    /// Confidence of the fact, from 0 to 1.
    pub confidence: f64,
    /// The stratum that it was drawn from: a number in [`Sheet::strata`].
    pub stratum: usize,
    /// The title of its article.
    pub title: String,
    /// The address of its article.
    pub url: String,
    /// What nutgraf says of it, by column.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<(String, String)>,
    /// The words around it, and whether they are its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub passage: Vec<(String, bool)>,
    /// `right`, `partly` or `wrong`; none if not marked.
    pub mark: Option<String>,
    /// Of a sentence, how many facts were missed in it.
    pub missed: Option<u32>,
    /// What should be said of it instead: its kind, or `column=value`; several with semicolons.
    pub should: String,
    /// Note that the coder wrote beside the mark.
    pub note: String,
}

impl Item {
    /// Tells it from all others of its run.
    pub fn place(&self) -> (&str, &str, usize) {
        (&self.table, &self.article, self.row)
    }

    /// Whether the coder has decided about it.
    pub fn is_marked(&self) -> bool {
        if self.table == SENTENCES { self.missed.is_some() } else { self.mark.is_some() }
    }

    /// Whether the fact is there, if not in all as told: right or partly right.
    pub fn is_there(&self) -> bool {
        self.mark.as_deref().is_some_and(|mark| MARKS[..2].contains(&mark))
    }

    /// What a column should hold, if the coder said so: `direct`, without a column, is about the column of the kind, `kind`.
    pub fn should_be(&self, column: &str, kind: &str) -> Option<&str> {
        self.should.split(';').map(str::trim).filter(|part| !part.is_empty()).find_map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((kind, part));
            let same = name.trim().replace(' ', "_").eq_ignore_ascii_case(column);
            same.then(|| value.trim())
        })
    }
}

/// Things to mark, and how they were drawn.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// Name and version of this form of file.
    pub form: String,
    /// The version that drew it.
    pub nutgraf: String,
    /// The run that it was drawn from.
    pub run: String,
    /// Tells this sample from others.
    pub sample: String,
    /// What the strata were made by.
    pub by: String,
    /// The tables that facts were drawn from.
    pub tables: Vec<String>,
    /// Name of the person who marked it.
    pub coder: String,
    /// The strata that the items were drawn from.
    pub strata: Vec<Stratum>,
    /// The things, in the random order in which they are shown.
    pub items: Vec<Item>,
}

impl Sheet {
    /// Reads marks as the page saved them, or a CSV file in which they were written.
    ///
    /// # Errors
    /// If it is no such file, or holds a mark that is none.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(Error::io("reading", path))?;
        let text = str::from_utf8(&bytes).map_err(|_| {
            Error::file(path, "it is not in UTF-8: in a spreadsheet, choose \"CSV UTF-8\" when you save the marks")
        })?;
        let text = text.trim_start_matches('\u{feff}');
        let none = |reason: &dyn std::fmt::Display| Error::file(path, format!("it is no file of marks: {reason}"));
        let sheet = if text.trim_start().starts_with('{') {
            serde_json::from_str(text).map_err(|error| none(&error))?
        } else {
            Self::from_csv(text).map_err(|reason| none(&reason))?
        };
        sheet.check().map_err(|reason| Error::file(path, reason))?;
        Ok(sheet)
    }

    fn check(&self) -> Result<(), String> {
        if self.form != FORM {
            return Err(format!("it is no file of marks of this version: its form is {:?}, not {FORM:?}", self.form));
        }
        let mut seen = FxHashSet::default();
        for (i, item) in self.items.iter().enumerate() {
            let bad = |reason: String| Err(format!("item {} ({} {} of {}): {reason}", i + 1, item.table, item.row, item.article));
            if let Some(mark) = item.mark.as_deref().filter(|mark| !MARKS.contains(mark)) {
                return bad(format!("{mark:?} is no mark, only right, partly or wrong"));
            }
            if item.missed.is_some_and(|missed| missed > MOST_MISSED) {
                return bad(format!("no sentence misses more than {MOST_MISSED} facts"));
            }
            if item.stratum >= self.strata.len() {
                return bad(format!("there is no stratum {}", item.stratum));
            }
            if !seen.insert(item.place()) {
                return bad("it is there twice".into());
            }
        }
        Ok(())
    }
}
