//! What was read of a file and not yet taken: it grows with a row and is given back behind it.

use std::io::{self, BufRead};

/// What was read and not yet taken.
pub(super) struct Lines<R> {
    pub(super) reader: R,
    pub(super) bytes: Vec<u8>,
    /// Where the next row begins in `bytes`.
    pub(super) start: usize,
    pub(super) ended: bool,
}

impl<R: BufRead> Lines<R> {
    /// All that was read and not taken.
    pub(super) fn rest(&self) -> &[u8] {
        &self.bytes[self.start..]
    }

    pub(super) fn more(&mut self) -> io::Result<()> {
        if self.start > self.bytes.len() / 2 {
            self.bytes.drain(..self.start);
            self.start = 0;
        }
        let more = self.reader.fill_buf()?;
        self.ended = more.is_empty();
        self.bytes.extend_from_slice(more);
        let used = more.len();
        self.reader.consume(used);
        Ok(())
    }

    /// The byte that is so many bytes on; none past the end of the file.
    pub(super) fn byte(&mut self, at: usize) -> io::Result<Option<u8>> {
        while at >= self.rest().len() && !self.ended {
            self.more()?;
        }
        Ok(self.rest().get(at).copied())
    }

    pub(super) fn pass(&mut self, length: usize) {
        self.start = (self.start + length).min(self.bytes.len());
    }

    /// Passes over the rest of the line.
    pub(super) fn pass_line(&mut self) -> io::Result<()> {
        loop {
            if let Some(at) = self.rest().iter().position(|&b| b == b'\n') {
                self.pass(at + 1);
                return Ok(());
            }
            self.forget();
            if self.byte(0)?.is_none() {
                return Ok(());
            }
        }
    }

    pub(super) fn forget(&mut self) {
        (self.bytes, self.start) = (Vec::new(), 0);
    }
}
