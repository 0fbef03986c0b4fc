//! A file that grows, plain or packed, and can be cut back to a checkpoint.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use flate2::write::GzEncoder;

use crate::error::{Error, Result};

/// How a file is packed: told from its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Plain,
    Gzip,
    Zstd,
}

impl Packing {
    pub fn of(path: &Path) -> Self {
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("gz") => Self::Gzip,
            Some("zst" | "zstd") => Self::Zstd,
            _ => Self::Plain,
        }
    }
}

type Sink = BufWriter<File>;

enum Encoder {
    Plain(Sink),
    Gzip(GzEncoder<Sink>),
    Zstd(zstd::Encoder<'static, Sink>),
}

/// A file that grows by members, one from checkpoint to checkpoint: a packed file is the same however often it was resumed.
pub(super) struct Appending {
    path: PathBuf,
    packing: Packing,
    /// Opened with the first bytes of a member.
    member: Option<Encoder>,
    length: u64,
}

impl Appending {
    /// The file cut to `length` bytes; made if it is not there.
    pub fn open(path: PathBuf, packing: Packing, length: u64) -> Result<Self> {
        let file =
            OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(Error::io("opening", &path))?;
        let there = file.metadata().map_err(Error::io("opening", &path))?.len();
        if there < length {
            let reason = format!("it has {there} bytes, {length} were written: it can't be gone on with");
            return Err(Error::file(&path, reason));
        }
        file.set_len(length).map_err(Error::io("opening", &path))?;
        Ok(Self { path, packing, member: None, length })
    }

    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.try_write(bytes).map_err(Error::io("writing", &self.path))
    }

    fn try_write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        let member = if let Some(member) = &mut self.member {
            member
        } else {
            let mut file = OpenOptions::new().write(true).open(&self.path)?;
            file.seek(SeekFrom::Start(self.length))?;
            let sink = BufWriter::with_capacity(1 << 20, file);
            self.member.insert(match self.packing {
                Packing::Plain => Encoder::Plain(sink),
                Packing::Gzip => Encoder::Gzip(GzEncoder::new(sink, flate2::Compression::new(4))),
                Packing::Zstd => Encoder::Zstd(zstd::Encoder::new(sink, 3)?),
            })
        };
        match member {
            Encoder::Plain(sink) => sink.write_all(bytes),
            Encoder::Gzip(sink) => sink.write_all(bytes),
            Encoder::Zstd(sink) => sink.write_all(bytes),
        }
    }

    /// Ends the member and puts it on disk; gives the length of the file.
    pub fn checkpoint(&mut self) -> Result<u64> {
        self.try_checkpoint().map_err(Error::io("writing", &self.path))
    }

    fn try_checkpoint(&mut self) -> io::Result<u64> {
        if let Some(member) = self.member.take() {
            let sink = match member {
                Encoder::Plain(sink) => sink,
                Encoder::Gzip(encoder) => encoder.finish()?,
                Encoder::Zstd(encoder) => encoder.finish()?,
            };
            let mut file = sink.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.sync_data()?;
            self.length = file.stream_position()?;
        }
        Ok(self.length)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}
