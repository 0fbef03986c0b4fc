//! Across articles: one person, one organisation, one story.
//!
//! [`link`] reads the tables of a corpus and says which people and organisations of its articles
//! are one, which articles tell one story, and which of their events are one happening.
#![forbid(unsafe_code)]

mod block;
mod chunks;
mod confidence;
mod context;
mod entity;
mod error;
mod facts;
mod fold;
mod forms;
mod found;
mod gather;
mod happening;
mod ids;
mod known;
mod lexicon;
mod organization;
mod people;
mod person;
mod profile;
mod run;
mod sort;
mod source;
mod spool;
pub mod steps;
mod story;
pub mod tables;
mod tally;
mod unit;
mod units;
mod write;

pub use error::{Error, Result};
pub use known::{Known, Listed};
pub use run::{Options, Summary, link};
pub use source::{Cursor, Row, Source};
pub use write::{Made, Target};
