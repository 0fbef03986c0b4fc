//! Ground floor: spans, offsets, dates and the hash of words.

pub mod date;
pub mod hash;
pub mod offsets;
pub mod span;
pub mod tsv;
