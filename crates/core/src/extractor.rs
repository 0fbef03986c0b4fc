//! The extractor: built once, shared by reference.

use crate::analysis::Scratches;
use crate::facts::Lists;
use crate::language::{Language, Languages};
use crate::layout::Furniture;
use crate::lexicon::folder::Folder;
use crate::pipeline::{self, Setup};
use crate::{Error, Options, Record, Result, Source};

/// Reads sources into records. Built once, shared by reference among threads.
///
/// # Examples
///
/// ```
/// use nutgraf::{Extractor, Input, Options, Source};
///
/// let mut options = Options::default();
/// options.input = Input::Article;
/// let extractor = Extractor::new(options)?;
/// let source = Source::text("“We will rebuild,” Mayor Ana Ruiz said on Monday.").with_published("2025-11-26");
/// let record = extractor.extract(&source);
/// assert_eq!(record.people[0].name, "Ana Ruiz");
/// assert_eq!(record.times[0].value, "2025-11-24");
/// let piece = &record.quotes[0].content[0];
/// assert_eq!(&record.text[piece.span.range()], piece.text);
/// # Ok::<(), nutgraf::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Extractor {
    setup: Setup,
}

/// An extractor with scratch memory of its own: one a thread.
///
/// # Examples
///
/// ```
/// use nutgraf::{Extractor, Source};
///
/// let extractor = Extractor::default();
/// let mut worker = extractor.worker();
/// for text in ["Ana Ruiz spoke.", "Nobody came."] {
///     let record = worker.extract(&Source::text(text));
///     println!("{} people", record.people.len());
/// }
/// ```
#[derive(Debug)]
pub struct Worker<'a> {
    extractor: &'a Extractor,
    scratches: Scratches,
}

impl Extractor {
    /// Returns an extractor with these options.
    ///
    /// # Errors
    /// If an option has a value that can't be used: the error names the option and says why.
    pub fn new(options: Options) -> Result<Self> {
        let options = options.checked()?;
        let lists = Lists::new(&options)?;
        let mut setup = Setup { options, lists, languages: Languages::default(), furniture: Furniture::default() };
        if !setup.options.triggers.is_empty() {
            let refused = |reason| Error::Option { name: "triggers", reason };
            let mut language = Language::open(Folder::english()).map_err(|error| refused(error.to_string()))?;
            language.events.lexicon.add_own(&setup.options.triggers, &language.syntax.lemmas).map_err(refused)?;
            setup.languages.add(language);
        }
        Ok(Self { setup })
    }

    /// Returns the extractor with what recurs on the pages of each site, learned in an earlier pass.
    #[must_use]
    pub fn with_furniture(mut self, furniture: Furniture) -> Self {
        self.setup.furniture = furniture;
        self
    }

    /// Returns the extractor with one more language, or with another in place of the one of the same code.
    #[cfg(any(test, feature = "internals"))]
    #[must_use]
    pub fn with_language(mut self, language: crate::language::Language) -> Self {
        self.setup.languages.add(language);
        self
    }

    /// Returns the options that it was built with.
    pub fn options(&self) -> &Options {
        &self.setup.options
    }

    /// Returns a worker, which holds the scratch memory of one thread.
    pub fn worker(&self) -> Worker<'_> {
        Worker { extractor: self, scratches: Scratches::default() }
    }

    /// Reads one source into its record, offsets in bytes. For many sources a [`Worker`] is quicker.
    pub fn extract(&self, source: &Source<'_>) -> Record {
        self.worker().extract(source)
    }
}

impl Worker<'_> {
    /// Reads one source into its record, offsets in bytes. Any input gives a record; trouble with it is a note there.
    pub fn extract(&mut self, source: &Source<'_>) -> Record {
        let run = || pipeline::run(source, &self.extractor.setup, &mut self.scratches);
        // A fault in a stage must not end a corpus: it costs one record its facts.
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).unwrap_or_else(|_| {
            self.scratches = Scratches::default();
            Record::failed(source, "a stage failed on this text: a fault in nutgraf, please report it")
        })
    }
}
