//! A language as a value: what every stage knows of it, opened once and handed down.

use std::sync::{Arc, LazyLock, OnceLock};

use crate::facts::{self, event, quote, voice};
use crate::lexicon::calibration::Calibration;
use crate::lexicon::folder::{Folder, ListError};
use crate::{entities, layout, lexicon, names, read, syntax};

/// What every stage knows of one language.
///
/// A second language is a folder under `data/lang` (lists and models): a stage whose list or model the folder lacks finds nothing.
#[derive(Debug, Default)]
pub struct Language {
    /// Code of the language, ISO 639-1.
    pub code: &'static str,
    /// What the scores of its rules and models are worth.
    pub calibration: Calibration,
    /// For the blocks of pages and their metadata.
    pub layout: Arc<layout::Resources>,
    /// For sentences, tokens and their heads.
    pub syntax: syntax::Resources,
    /// For the names of people, organisations and places.
    pub names: names::Resources,
    /// For the people and organisations that names and pronouns mean.
    pub entities: entities::Resources,
    /// For quotations: who said what.
    pub quote: quote::Resources,
    /// For the pronouns of writers and readers.
    pub voice: voice::Resources,
    /// For events: what happened to whom.
    pub events: event::Resources,
    /// For places and how they are named.
    pub places: facts::place::Resources,
    /// For times: dates, clock times, durations, frequencies.
    pub times: facts::time::Resources,
    /// For quantities: numbers with their units.
    pub quantities: facts::quantity::Resources,
}

impl Language {
    /// Opens the lists and models of a folder.
    ///
    /// # Errors
    /// If a row of a list can't be used; the error names the list and the line.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let lexicon = lexicon::names::Lexicon::of(folder);
        let syntax = syntax::Resources::open(folder, &lexicon)?;
        Ok(Self {
            code: folder.code,
            calibration: Calibration::open(folder)?,
            layout: Arc::new(layout::Resources::open(folder)?),
            events: event::Resources::open(folder, &syntax.lemmas)?,
            syntax,
            names: names::Resources::open(folder, &lexicon)?,
            entities: entities::Resources::open(folder, &lexicon)?,
            quote: quote::Resources::open(folder)?,
            voice: voice::Resources::open(folder)?,
            places: facts::place::Resources::open(folder)?,
            times: facts::time::Resources::open(folder)?,
            quantities: facts::quantity::Resources::open(folder)?,
        })
    }

    /// Returns false for a language without lists, of which nothing but the layout of a page is read.
    pub fn is_known(&self) -> bool {
        !self.code.is_empty()
    }

    /// Returns English, which is opened when it is first asked for.
    pub fn english() -> Arc<Self> {
        static ENGLISH: LazyLock<Arc<Language>> =
            LazyLock::new(|| Arc::new(Language::open(Folder::english()).expect("the lists of English are tested")));
        Arc::clone(&ENGLISH)
    }
}

/// The languages whose facts are read, and those whose pages are.
#[derive(Debug)]
pub struct Languages {
    known: Vec<Arc<Language>>,
    /// A language without lists, made when it is first asked for.
    unknown: OnceLock<Language>,
    /// What layout knows of the languages in [`Folder::all`], each opened when it is first asked for.
    pages: Vec<OnceLock<Arc<layout::Resources>>>,
    /// For languages without a folder.
    others: OnceLock<Arc<layout::Resources>>,
}

impl Default for Languages {
    fn default() -> Self {
        let pages = Folder::all().iter().map(|_| OnceLock::new()).collect();
        Self { known: vec![Language::english()], unknown: OnceLock::new(), pages, others: OnceLock::new() }
    }
}

impl Languages {
    /// Adds a language, or puts it in the place of the one with the same code.
    pub fn add(&mut self, language: Language) {
        self.known.retain(|known| known.code != language.code);
        self.known.push(Arc::new(language));
    }

    /// Returns the language of a text by its code: the first one for a text without a code, and an unknown one, which has no lists,
    /// for a code that is not known.
    pub fn of(&self, code: Option<&str>) -> &Language {
        let found = self.known.iter().find(|language| code.is_none_or(|code| language.code == code));
        found.map_or_else(|| self.unknown.get_or_init(Language::default), AsRef::as_ref)
    }

    /// Returns what layout knows of a language; of one that nutgraf has no lists of, what holds for all.
    ///
    /// # Panics
    /// Never: tests open the lists of every language.
    pub fn layout(&self, code: Option<&str>) -> &Arc<layout::Resources> {
        const NONE: Folder = Folder { code: "", lists: &[], models: &[] };
        let language = self.of(code);
        if language.is_known() {
            return &language.layout;
        }
        let open = |folder: &Folder| Arc::new(layout::Resources::open(folder).expect("the lists are tested"));
        // A language without lists of its own takes those of its nearest relative.
        let place = |code: &str| Folder::all().iter().position(|folder| folder.code == code);
        let found = code.and_then(|code| place(code).or_else(|| read::relatives(code).find_map(place)));
        match found {
            Some(at) => self.pages[at].get_or_init(|| open(&Folder::all()[at])),
            None => self.others.get_or_init(|| open(&NONE)),
        }
    }
}
