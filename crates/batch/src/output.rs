//! Outputs: where records go.

use std::io::Write;
use std::path::PathBuf;

use nutgraf::Record;

use crate::error::{Error, Failure, Result};
use crate::input::Place;
use crate::run::Counts;

/// The records of a chunk in the form of the output; made by the workers.
#[derive(Debug)]
pub enum Encoded {
    /// JSON, a line each.
    Lines(Vec<u8>),
}

/// Where records go. Called in the order of the corpus.
pub trait Output {
    /// What brings records into the output's form.
    fn encoder(&self) -> fn(&[Record]) -> Encoded;

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

    fn error(source: std::io::Error) -> Error {
        Error::Io { action: "writing", path: PathBuf::from("standard output"), source }
    }
}

impl<W: Write> Output for Stream<W> {
    fn encoder(&self) -> fn(&[Record]) -> Encoded {
        lines
    }

    fn write(&mut self, encoded: Encoded, _: &[Failure]) -> Result<()> {
        let Encoded::Lines(lines) = encoded;
        self.inner.write_all(&lines).and_then(|()| self.inner.flush()).map_err(Self::error)
    }

    fn written(&mut self, _: Place, _: &Counts) -> Result<()> {
        Ok(())
    }

    fn finish(&mut self, _: &Counts) -> Result<()> {
        self.inner.flush().map_err(Self::error)
    }
}

/// Records as JSON, a line each.
pub(crate) fn lines(records: &[Record]) -> Encoded {
    let mut lines = Vec::new();
    for record in records {
        lines.extend_from_slice(record.to_json().as_bytes());
        lines.push(b'\n');
    }
    Encoded::Lines(lines)
}
