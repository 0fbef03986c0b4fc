//! JSON lines on a stream.

use std::io::Write;
use std::path::PathBuf;

use super::form::{Encoded, Encoder, Output};
use super::jsonl;
use crate::counts::Counts;
use crate::error::{Error, Failure, Result};
use crate::input::Place;

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
