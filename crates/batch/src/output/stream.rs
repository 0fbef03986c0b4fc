//! JSON lines or texts on a stream.

use std::io::Write;
use std::path::PathBuf;

use super::form::{Encoded, Encoder, Output};
use super::lines;
use super::target::Format;
use super::texts::Text;
use crate::counts::Counts;
use crate::error::{Error, Failure, Result};
use crate::input::Place;

/// JSON lines or texts on a stream: standard output.
pub struct Stream<W> {
    inner: W,
    /// None for JSON.
    text: Option<Text>,
    begun: bool,
}

impl<W: Write> Stream<W> {
    /// Onto this writer.
    ///
    /// # Errors
    /// If the form is one of tables: those need a folder.
    pub fn new(inner: W, format: Format) -> Result<Self> {
        if format.is_tables() {
            return Err(Error::Use("tables need a folder to go to".into()));
        }
        Ok(Self { inner, text: format.text(), begun: false })
    }

    /// Writes bytes, what stands before all of them first.
    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        let head = self.text.filter(|_| !self.begun).map_or("", Text::head);
        self.begun = true;
        let inner = &mut self.inner;
        let written = inner.write_all(head.as_bytes()).and_then(|()| inner.write_all(bytes)).and_then(|()| inner.flush());
        written.map_err(|source| Error::Io { action: "writing", path: PathBuf::from("standard output"), source })
    }
}

impl<W: Write> Output for Stream<W> {
    fn encoder(&self) -> Encoder {
        lines::encoder(self.text)
    }

    fn write(&mut self, encoded: Encoded, _: &[Failure]) -> Result<()> {
        let Encoded::Lines(lines) = encoded else { return Ok(()) };
        self.put(&lines)
    }

    fn written(&mut self, _: Place, _: &Counts) -> Result<()> {
        Ok(())
    }

    fn finish(&mut self, _: &Counts) -> Result<()> {
        self.text.map_or(Ok(()), |text| self.put(text.tail().as_bytes()))
    }
}
