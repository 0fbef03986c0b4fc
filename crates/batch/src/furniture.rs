//! A pass over the corpus before the run: what recurs on the pages of each site.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::thread;

use nutgraf::{Furniture, FurnitureLearner, Options};

use crate::input::Corpus;

/// Documents that a thread takes at once.
const CHUNK: usize = 32;

/// Reads all documents, on `jobs` threads, and gives the lines that recur. Memory grows with the different lines of the corpus,
/// about 50 bytes each.
pub fn learn_furniture(corpus: Corpus, options: &Options, jobs: usize) -> Furniture {
    let corpus = Mutex::new(corpus);
    let take = || {
        let mut corpus = corpus.lock().unwrap_or_else(PoisonError::into_inner);
        let chunk: Vec<_> = corpus.by_ref().take(CHUNK).collect();
        (!chunk.is_empty()).then_some(chunk)
    };
    let learn = || {
        let mut learner = Furniture::learner();
        while let Some(chunk) = take() {
            chunk.iter().flatten().for_each(|item| learner.add(&item.source, options));
        }
        learner
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..jobs.max(1)).map(|_| scope.spawn(learn)).collect();
        let learners = threads.into_iter().flat_map(thread::ScopedJoinHandle::join);
        let all = learners.reduce(|mut all: FurnitureLearner, other| {
            all.merge(other);
            all
        });
        all.unwrap_or_default().finish()
    })
}
