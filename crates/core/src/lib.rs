//! nutgraf reads news as a crawler leaves it and returns a record of what it says - who, what, when, where, how many,
//! in whose words - with the exact place in the source for every fact.
//!
//! ```
//! use nutgraf::{Extractor, Source};
//!
//! let extractor = Extractor::default();
//! let record = extractor.extract(&Source::text("ARDENVALE, Nov 3 - “We will rebuild,” Mayor Ana Ruiz said."));
//! assert_eq!(&record.text[..9], "ARDENVALE");
//! ```
//!
//! # The five words
//!
//! - [`Extractor`]: built once, shared by reference; [`Worker`] is its scratch memory for one thread.
//! - [`Source`]: bytes or text, with what is known about them.
//! - [`Document`]: the decoded text and its blocks.
//! - [`Record`]: the result. Trouble with a text is a [`record::Note`] in it, never an error.
//! - [`Options`]: what the extractor is told once.
//!
//! [`Span`] says where: half-open, UTF-8 bytes in Rust; [`Record::with_offsets`] gives code points or UTF-16 units.
//!
//! # The pipeline
//!
//! `read → layout → syntax → names → entities → facts → record`, top to bottom in `pipeline.rs`, a module a stage. The
//! stages are public so that they can be looked at and trained; their insides may change in any release.
#![forbid(unsafe_code)]

pub mod analysis;
pub mod article;
pub mod entities;
pub mod facts;
pub mod language;
pub mod layout;
pub mod lexicon;
pub mod model;
pub mod names;
pub mod read;
pub mod record;
pub mod syntax;
pub mod text;

mod error;
mod extractor;
mod options;
mod pipeline;
mod source;

pub use error::{Error, Result};
pub use extractor::{Extractor, Worker};
pub use options::{Input, Narration, Options};
pub use read::Document;
pub use record::Record;
pub use source::{Content, Source};
pub use text::date::Date;
pub use text::offsets::Offsets;
pub use text::span::Span;
