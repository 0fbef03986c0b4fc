//! Outputs: where records go.

mod append;
mod csv;
mod files;
mod form;
mod formula;
mod lines;
mod lock;
mod manifest;
mod parquet;
mod sink;
mod stream;
mod target;
mod texts;

pub use csv::{csv_header, csv_rows};
pub use files::{Files, read_manifest};
pub use form::{Encoded, Encoder, Output};
pub use formula::{guarded, unguarded};
pub use parquet::parquet_properties;
pub use stream::Stream;
pub use target::{Format, OpenMode, Target};
