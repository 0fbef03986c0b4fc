//! The extractor: built once, shared by reference.

use crate::facts::Lists;
use crate::language::Language;
use crate::layout::Furniture;
use crate::pipeline::{self, Setup};
use crate::{Options, Record, Result, Source, syntax};

/// Reads sources into records. Built once, shared by reference among threads.
#[derive(Debug, Default)]
pub struct Extractor {
    setup: Setup,
}

/// An extractor with scratch memory of its own: one a thread.
#[derive(Debug)]
pub struct Worker<'a> {
    extractor: &'a Extractor,
    scratch: syntax::Scratch,
}

impl Extractor {
    /// An extractor with these options.
    ///
    /// # Errors
    /// If an option has a value that can't be used.
    pub fn new(options: Options) -> Result<Self> {
        let lists = Lists::new(&options)?;
        Ok(Self { setup: Setup { options, lists, ..Setup::default() } })
    }

    /// With what recurs on the pages of each site, learned in a pass before.
    #[must_use]
    pub fn with_furniture(mut self, furniture: Furniture) -> Self {
        self.setup.furniture = furniture;
        self
    }

    /// Reads facts of one more language, or of its own lists in place of those built in.
    #[must_use]
    pub fn with_language(mut self, language: Language) -> Self {
        self.setup.languages.add(language);
        self
    }

    /// What it was told.
    pub fn options(&self) -> &Options {
        &self.setup.options
    }

    /// Scratch memory for one thread.
    pub fn worker(&self) -> Worker<'_> {
        Worker { extractor: self, scratch: syntax::Scratch::default() }
    }

    /// Reads one source. For many, a [`Worker`] is quicker.
    pub fn extract(&self, source: &Source<'_>) -> Record {
        self.worker().extract(source)
    }
}

impl Worker<'_> {
    /// Reads one source. Any bytes give a record; trouble is a note in it.
    pub fn extract(&mut self, source: &Source<'_>) -> Record {
        let run = || pipeline::run(source, &self.extractor.setup, &mut self.scratch);
        // A fault in a stage must not end a corpus: it costs one record its facts.
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).unwrap_or_else(|_| {
            self.scratch = syntax::Scratch::default();
            Record::failed(source, "a stage failed on this text: a fault in nutgraf, please report it")
        })
    }
}
