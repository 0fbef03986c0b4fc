//! A language as a value: what every stage knows of it, opened once and handed down.

use std::sync::{Arc, LazyLock};

use crate::lexicon::calibration::Calibration;
use crate::lexicon::folder::{Folder, ListError};
use crate::{lexicon, names, syntax};

/// What every stage knows of one language.
///
/// A second language is a folder under `data/lang` (lists and models): a stage whose list or model the folder lacks finds nothing.
#[derive(Debug, Default)]
pub struct Language {
    /// Its code, ISO 639-1.
    pub code: &'static str,
    /// What the scores of its rules and models are worth.
    pub calibration: Calibration,
    /// For sentences, tokens and their heads.
    pub syntax: syntax::Resources,
    /// For the names of people, organisations and places.
    pub names: names::Resources,
}

impl Language {
    /// Opens the lists and models of a folder.
    ///
    /// # Errors
    /// If a row of a list can't be used; the error names the list and the line.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let lexicon = lexicon::names::Lexicon::of(folder);
        Ok(Self {
            code: folder.code,
            calibration: Calibration::open(folder)?,
            syntax: syntax::Resources::open(folder, lexicon)?,
            names: names::Resources::open(folder, lexicon),
        })
    }

    /// Returns English, which is opened when it is first asked for.
    pub fn english() -> Arc<Self> {
        static ENGLISH: LazyLock<Arc<Language>> =
            LazyLock::new(|| Arc::new(Language::open(Folder::english()).expect("the lists of English are tested")));
        Arc::clone(&ENGLISH)
    }
}

/// The languages whose facts are read.
#[derive(Debug)]
pub struct Languages(Vec<Arc<Language>>);

impl Default for Languages {
    fn default() -> Self {
        Self(vec![Language::english()])
    }
}

impl Languages {
    /// Adds a language, or puts it in the place of the one with the same code.
    pub fn add(&mut self, language: Language) {
        self.0.retain(|known| known.code != language.code);
        self.0.push(Arc::new(language));
    }

    /// Returns the language of a text by its code; texts of no known code are taken for the first language.
    pub fn of(&self, code: Option<&str>) -> Option<&Language> {
        match code {
            None => self.0.first(),
            Some(code) => self.0.iter().find(|language| language.code == code),
        }
        .map(AsRef::as_ref)
    }
}
