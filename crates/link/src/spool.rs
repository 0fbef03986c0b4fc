//! What is read once and needed twice: values one after the other in a file that has no name.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::chunks::CHUNK;
use crate::error::{Error, Result, scratch};

/// Takes values and keeps them on disk in their order.
pub struct Spool<T> {
    out: BufWriter<File>,
    values: PhantomData<fn() -> T>,
}

/// Returns the values of a spool in their order.
pub struct Replay<T> {
    input: BufReader<File>,
    bytes: Vec<u8>,
    values: PhantomData<fn() -> T>,
}

/// A value as bytes, for sorters and spools.
///
/// # Errors
/// Never for the types of this crate, which hold nothing that has no form in bytes.
pub fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>> {
    postcard::to_stdvec(value).map_err(|error| Error::Use(error.to_string()))
}

/// The value that [`encode`] made bytes of.
///
/// # Errors
/// If the bytes are another type's.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    postcard::from_bytes(bytes).map_err(|error| Error::Use(error.to_string()))
}

impl<T: Serialize + DeserializeOwned> Spool<T> {
    /// An empty one.
    ///
    /// # Errors
    /// If the file can't be made.
    pub fn new() -> Result<Self> {
        let file = tempfile::tempfile().map_err(scratch)?;
        Ok(Self { out: BufWriter::with_capacity(1 << 18, file), values: PhantomData })
    }

    /// Takes a value that was encoded already.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn push(&mut self, encoded: &[u8]) -> Result<()> {
        let length = (encoded.len() as u32).to_le_bytes();
        self.out.write_all(&length).and_then(|()| self.out.write_all(encoded)).map_err(scratch)
    }

    /// Goes back to the first value.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn replay(self) -> Result<Replay<T>> {
        let mut file = self.out.into_inner().map_err(|error| scratch(error.into_error()))?;
        file.seek(SeekFrom::Start(0)).map_err(scratch)?;
        Ok(Replay { input: BufReader::with_capacity(1 << 18, file), bytes: Vec::new(), values: PhantomData })
    }
}

impl<T> Replay<T> {
    /// The next values, a chunk of them, encoded; none at the end.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn chunk(&mut self) -> Result<Vec<Vec<u8>>> {
        let mut chunk = Vec::new();
        while chunk.len() < CHUNK && self.read()? {
            chunk.push(std::mem::take(&mut self.bytes));
        }
        Ok(chunk)
    }

    /// Reads the next value's bytes; false at the end.
    fn read(&mut self) -> Result<bool> {
        let mut length = [0; 4];
        match self.input.read_exact(&mut length) {
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(false),
            other => other.map_err(scratch)?,
        }
        self.bytes.resize(u32::from_le_bytes(length) as usize, 0);
        self.input.read_exact(&mut self.bytes).map_err(scratch)?;
        Ok(true)
    }
}

impl<T: DeserializeOwned> Iterator for Replay<T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.read() {
            Ok(true) => Some(decode(&self.bytes)),
            Ok(false) => None,
            Err(error) => Some(Err(error)),
        }
    }
}
