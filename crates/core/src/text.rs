//! Ground floor: spans, offsets, dates and the hash of words.

pub(crate) mod date;
pub mod hash;
pub(crate) mod offsets;
pub(crate) mod span;
pub mod tsv;
