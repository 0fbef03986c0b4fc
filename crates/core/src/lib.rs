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

pub mod entities;
pub mod facts;
mod lanes;
pub mod layout;
pub mod linear;
pub mod names;
pub mod read;
pub mod record;
pub mod syntax;

mod date;
mod extractor;
mod offsets;
mod options;
mod pipeline;
mod source;
mod span;

pub use date::Date;
pub use extractor::{Extractor, Worker};
pub use offsets::Offsets;
pub use options::{Input, Narration, Options};
pub use read::Document;
pub use record::Record;
pub use source::{Content, Source};
pub use span::Span;

/// What can go wrong before a text is read: in configuration. Trouble inside a text is a note in its record.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An option has a value that can't be used.
    #[error("reading option {name}: {reason}")]
    Option {
        /// The option's name, as in [`Options`].
        name: &'static str,
        /// What is wrong with its value.
        reason: String,
    },
}

/// A result whose error is [`Error`] unless said otherwise.
pub type Result<T, E = Error> = std::result::Result<T, E>;
