//! Corpora for nutgraf: inputs of many kinds, ordered parallel runs, outputs that can be resumed.
//!
//! `Inputs → Corpus → chunks → workers → Writer`: a [`Corpus`] reads articles out of files one after the other, a [`Job`]
//! hands them in chunks to a worker a thread and writes what comes back in the order of the input. Memory is bounded by the
//! bytes in flight; the output depends on the input and the options alone.
#![forbid(unsafe_code)]

mod budget;
mod columns;
mod counts;
mod dedupe;
mod error;
mod frame;
mod furniture;
mod ids;
mod input;
mod job;
mod output;
mod run;
mod stored;
pub mod strings;
pub mod tables;

pub use columns::Columns;
pub use counts::Counts;
pub use dedupe::Dedupe;
pub use error::{Error, Failure, Reason, Result};
pub use frame::extract_frame;
pub use furniture::learn_furniture;
pub use ids::Ids;
pub use input::{Corpus, Inputs, Item, Kind, Place, ReadOptions, read_document};
pub use job::Job;
pub use output::{
    Encoded, Encoder, Format, OpenMode, Output, Stream, csv_header, csv_rows, guarded, parquet_properties, unguarded,
};
pub use run::Watch;
pub use stored::{Batches, Stored, Wanted, batches};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
