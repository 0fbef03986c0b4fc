//! What an output is: a form of records, and a place to put them.

use std::sync::Arc;

use nutgraf::Record;

use crate::counts::Counts;
use crate::error::{Failure, Result};
use crate::input::Place;
use crate::tables::Tables;

/// The records of a chunk in the form of the output; made by the workers.
#[derive(Debug)]
pub enum Encoded {
    /// One after the other: JSON, a line each, or texts.
    Lines(Vec<u8>),
    /// Texts of their own: the id of the article, and what goes into its file.
    Texts(Vec<(String, String)>),
    /// Arrow tables.
    Tables(Tables),
    /// CSV without header, in the order of the tables.
    Csv(Vec<Vec<u8>>),
}

/// Brings records into a form, on the threads that extract.
pub type Encoder = Arc<dyn Fn(&[Record]) -> Encoded + Send + Sync>;

/// Where records go. Called in the order of the corpus.
pub trait Output {
    /// What brings records into the output's form.
    fn encoder(&self) -> Encoder;

    /// Takes a chunk.
    ///
    /// # Errors
    /// If it can't be written.
    fn write(&mut self, encoded: Encoded, failures: &[Failure]) -> Result<()>;

    /// Told after each chunk: all before `next` is written.
    ///
    /// # Errors
    /// If a checkpoint can't be written.
    fn written(&mut self, next: Place, counts: &Counts) -> Result<()>;

    /// All is written.
    ///
    /// # Errors
    /// If the output can't be closed.
    fn finish(&mut self, counts: &Counts) -> Result<()>;
}
