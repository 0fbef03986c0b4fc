//! A corpus as pages to read: static files that open from a disk, without a network or a server.
//!
//! [`report`] reads the output of a finished run, article after article, and writes a site: an overview, a page a person and
//! organisation, places, events, times, a reader with every fact marked, and a full-text search. The pages are one program
//! (`report/` in the repository, bundled into `assets/`); what they show lies beside it in parts that are loaded when they are
//! needed. docs/report.md tells of the files.
#![forbid(unsafe_code)]

mod article;
mod cast;
mod digest;
mod facts;
mod index;
mod kept;
mod overview;
mod places;
mod refs;
mod run;
mod site;
mod strings;
mod tally;
mod wanted;
mod words;

pub use nutgraf_batch::{Error, Result};
pub use run::{Options, Summary, report};
