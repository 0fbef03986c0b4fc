//! Inputs: which files there are, and the articles in them.

mod broken;
mod corpus;
mod csv;
mod fault;
mod files;
mod guard;
mod http;
mod json;
mod kind;
mod members;
mod object;
mod open;
mod options;
mod parquet;
mod rows;
mod single;
mod warc;

pub use corpus::{Corpus, Item, Place};
pub use files::Inputs;
pub use kind::Kind;
pub use options::ReadOptions;
pub use single::read_document;
