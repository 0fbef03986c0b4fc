//! Corpora for nutgraf: inputs of many kinds, ordered parallel runs, outputs that can be resumed.
//!
//! `Inputs → Corpus → chunks → workers → Writer`: a [`Corpus`] reads articles out of files one after the other, [`run()`]
//! hands them in chunks to a worker a thread and writes what comes back in the order of the input. Memory is bounded by the
//! bytes in flight; the output depends on the input and the options alone.
#![forbid(unsafe_code)]

mod columns;
mod error;
mod input;
mod output;
mod run;
pub mod strings;

pub use columns::Columns;
pub use error::{Error, Failure, Reason, Result};
pub use input::{Corpus, Inputs, Item, Kind, Place, ReadOptions};
pub use output::{Encoded, Output, Stream};
pub use run::{Counts, RunOptions, Watch, run};
