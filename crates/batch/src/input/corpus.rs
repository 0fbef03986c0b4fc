//! The articles of a corpus in their order.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use nutgraf::Source;

use super::fault::Fault;
use super::files::Inputs;
use super::guard::Guarded;
use super::open::open;
use super::options::ReadOptions;
use crate::error::Failure;
use crate::ids::Ids;

/// Where a document stands in the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// Which file.
    pub input: usize,
    /// Which document or failure of that file.
    pub number: u64,
}

/// A document of the corpus.
#[derive(Debug)]
pub struct Item {
    /// Where it stands.
    pub place: Place,
    /// What it is; its id is always set.
    pub source: Source<'static>,
}

/// The articles of all inputs, one after the other.
pub struct Corpus {
    inputs: Inputs,
    options: ReadOptions,
    next: Place,
    open: Option<Guarded>,
    /// The ids of the file that is open.
    ids: Ids,
    read: Arc<AtomicU64>,
}

impl Corpus {
    /// Opens nothing yet.
    pub fn new(inputs: Inputs, options: ReadOptions) -> Self {
        Self { inputs, options, next: Place::default(), open: None, ids: Ids::default(), read: Arc::default() }
    }

    /// The same corpus, which adds the bytes that it reads to this count.
    #[must_use]
    pub fn counting(mut self, read: &Arc<AtomicU64>) -> Self {
        self.read = Arc::clone(read);
        self
    }

    /// The same corpus from this place on.
    #[must_use]
    pub fn starting_at(mut self, place: Place) -> Self {
        self.read.store(self.inputs.size_of_first(place.input), Ordering::Relaxed);
        self.next.input = place.input;
        while self.next.number < place.number && self.next.input == place.input && self.next().is_some() {}
        self
    }

    /// Its files.
    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// The place of the next document.
    pub fn place(&self) -> Place {
        self.next
    }

    fn failure(&self, fault: Fault) -> Failure {
        let input = self.inputs.files()[self.next.input].to_string_lossy().into_owned();
        Failure { input, number: self.next.number, id: fault.id, reason: fault.reason, message: fault.message }
    }
}

impl Iterator for Corpus {
    type Item = Result<Item, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let path = self.inputs.files().get(self.next.input)?;
            let named = self.inputs.is_named(self.next.input);
            let sources = match &mut self.open {
                Some(sources) => sources,
                None => self.open.insert(Guarded::new(|| open(path, named, &self.options, &self.read))),
            };
            let Some(result) = sources.next() else {
                self.open = None;
                self.ids = Ids::default();
                self.next = Place { input: self.next.input + 1, number: 0 };
                continue;
            };
            let place = self.next;
            let result = match result {
                Ok(mut source) => {
                    self.ids.settle(&mut source);
                    source.published = source.published.or_else(|| self.options.published.map(Into::into));
                    Ok(Item { place, source })
                }
                Err(fault) => Err(self.failure(fault)),
            };
            self.next.number += 1;
            return Some(result);
        }
    }
}
