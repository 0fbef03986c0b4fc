//! Opens a file as what its content shows it to be.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use nutgraf::Source;

use super::broken::Broken;
use super::fault::{Fault, Sources};
use super::files::STDIN;
use super::kind::{Compression, HEAD, Kind};
use super::options::ReadOptions;
use super::{csv, json, parquet, rows, warc};
use crate::error::Reason;

/// Opens a file as what it is; one that was not named itself must be a plain file, for a pipe or a device may never answer.
pub(super) fn open(path: &Path, named: bool, options: &ReadOptions, read: &Arc<AtomicU64>) -> Result<Sources, Fault> {
    let name = path.to_string_lossy().into_owned();
    let from_stdin = path == Path::new(STDIN);
    if !from_stdin {
        let meta = match fs::metadata(path) {
            Err(_) if name.contains(['*', '?', '[']) => return Err(Fault::new(Reason::NotFound, "no file matches")),
            meta => meta.map_err(|error| Fault::io(&error))?,
        };
        if meta.is_dir() {
            fs::read_dir(path).map_err(|error| Fault::io(&error))?;
            return Err(Fault::new(Reason::NotFound, "the folder holds no file of a known kind"));
        }
        if !named && !meta.is_file() {
            return Err(Fault::new(Reason::Unreadable, "a pipe or device, which is read only if it is named itself"));
        }
    }
    let raw: Box<dyn Read + Send> =
        if from_stdin { Box::new(io::stdin()) } else { Box::new(File::open(path).map_err(|error| Fault::io(&error))?) };
    let mut raw = BufReader::with_capacity(HEAD, Counted { inner: raw, read: Arc::clone(read) });
    let magic = raw.fill_buf().map_err(|error| Fault::io(&error))?;
    let mut decoded = Compression::of(magic).reader(raw);

    let mut head = Vec::new();
    let broken = decoded.by_ref().take(HEAD as u64).read_to_end(&mut head).err();
    let kind = options.from.unwrap_or_else(|| Kind::of(&head, &name));
    if kind == Kind::Parquet {
        return parquet::sources(path, options, Arc::clone(read));
    }
    // Whatever is broken in the head must come up in its place, behind what could be read.
    let reader = BufReader::with_capacity(HEAD, io::Cursor::new(head).chain(Broken(broken)).chain(decoded));
    Ok(match kind {
        Kind::Jsonl => Box::new(rows::Jsonl::new(reader, name, options)),
        Kind::Json => Box::new(json::Values::new(reader, name, options)),
        Kind::Csv => Box::new(csv::Rows::open(reader, name, options)?),
        Kind::Warc => Box::new(warc::Records::new(reader)),
        Kind::Document | Kind::Parquet => {
            let limit = options.max_bytes;
            Box::new(std::iter::once_with(move || document(reader, name, limit)))
        }
    })
}

/// A file that is one document.
fn document(reader: impl Read, name: String, limit: usize) -> Result<Source<'static>, Fault> {
    let mut bytes = Vec::new();
    // Somewhat more than the limit, so that the extractor sees that it is too long, and says so.
    reader.take(limit as u64 + 8).read_to_end(&mut bytes).map_err(|error| Fault::io(&error))?;
    Ok(Source::bytes(bytes).with_id(name))
}

/// Counts what is read from a file.
struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}
