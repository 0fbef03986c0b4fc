//! Outputs: where records go.

mod append;
mod csv;
mod files;
mod jsonl;
mod manifest;
mod parquet;

pub use files::{Files, Format, Start, Target};

use std::io::Write;
use std::path::PathBuf;

use nutgraf::{Offsets, Record};

use crate::error::{Error, Failure, Result};
use crate::input::Place;
use crate::run::Counts;
use crate::tables::Tables;

/// The records of a chunk in the form of the output; made by the workers.
#[derive(Debug)]
pub enum Encoded {
    /// JSON, a line each.
    Lines(Vec<u8>),
    /// Arrow tables.
    Tables(Tables),
    /// CSV without header, in the order of the tables.
    Csv(Vec<Vec<u8>>),
}

/// Brings records, whose offsets are in that unit, into a form.
pub type Encoder = fn(&[Record], Offsets) -> Encoded;

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

/// JSON lines on a stream: standard output.
pub struct Stream<W> {
    inner: W,
}

impl<W: Write> Stream<W> {
    /// Onto this writer.
    pub fn new(inner: W) -> Self {
        Self { inner }
    }
}

impl<W: Write> Output for Stream<W> {
    fn encoder(&self) -> Encoder {
        jsonl::encode
    }

    fn write(&mut self, encoded: Encoded, _: &[Failure]) -> Result<()> {
        let Encoded::Lines(lines) = encoded else { return Ok(()) };
        let written = self.inner.write_all(&lines).and_then(|()| self.inner.flush());
        written.map_err(|source| Error::Io { action: "writing", path: PathBuf::from("standard output"), source })
    }

    fn written(&mut self, _: Place, _: &Counts) -> Result<()> {
        Ok(())
    }

    fn finish(&mut self, _: &Counts) -> Result<()> {
        Ok(())
    }
}
