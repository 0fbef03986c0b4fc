//! Errors that come up once, in their place.

use std::io::{self, Read};

/// Returns its error once, then nothing.
pub(super) struct Broken(pub Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Reads up to the first error, which is `InvalidData` whatever the decoder calls it. What comes after a broken part can't be found
/// in these formats, and the decoder would give its error for ever.
pub(super) struct OneError<R>(Option<R>);

impl<R: Read> OneError<R> {
    pub fn new(inner: R) -> Self {
        Self(Some(inner))
    }
}

impl<R: Read> Read for OneError<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(inner) = &mut self.0 else { return Ok(0) };
        inner.read(buffer).map_err(|error| {
            self.0 = None;
            io::Error::new(io::ErrorKind::InvalidData, error.to_string())
        })
    }
}
