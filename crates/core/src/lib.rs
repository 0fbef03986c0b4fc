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
//! - [`Record`]: the result. Trouble with a text is a [`record::Note`] in it, never an error.
//! - [`Options`]: what the extractor is built with.
//! - [`Span`]: two offsets, half-open, UTF-8 bytes in Rust; [`Record::with_offsets`] changes them to code points or UTF-16 units.
//!
//! # The pipeline
//!
//! `read → layout → syntax → names → entities → facts → record`, top to bottom in `pipeline.rs`, a folder a stage. The stages are
//! public with the feature `internals` alone, for those who train models or look inside; they may change in any release.
//!
//! # Debug builds
//!
//! Models are arithmetic over large tables. In a debug build, ask for an optimised nutgraf:
//!
//! ```toml
//! [profile.dev.package.nutgraf]
//! opt-level = 3
//! ```
#![forbid(unsafe_code)]
// Without the feature what only trainers and tests use has no caller.
#![cfg_attr(not(feature = "internals"), allow(dead_code, unused_imports))]

/// Declares the stages: public with the feature `internals`, else private.
macro_rules! internals {
    ($($module:ident)*) => {$(
        #[cfg(feature = "internals")]
        pub mod $module;
        #[cfg(not(feature = "internals"))]
        mod $module;
    )*};
}

internals! { analysis article entities facts language layout lexicon model names read syntax text }

mod error;
mod extractor;
mod options;
mod pipeline;
pub mod record;
mod source;

pub use error::{Error, Result};
pub use extractor::{Extractor, Worker};
pub use facts::event::types::{Derived, derived};
pub use layout::{Furniture, FurnitureLearner};
pub use lexicon::gazetteer::UserGazetteer;
pub use options::{Input, Narration, Options};
pub use record::Record;
pub use source::{Content, Source};
pub use text::date::Date;
pub use text::offsets::Offsets;
pub use text::span::Span;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
