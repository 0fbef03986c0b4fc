//! What can go wrong: the run as a whole ([`Error`]) or one document of it ([`Failure`]).

use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

/// Why a corpus could not be read, linked, sampled or reported: the one error of all crates that work on corpora. One bad document
/// never ends a run: that is a [`Failure`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file can't be read or written.
    #[error("{action} {}: {source}", path.display())]
    Io {
        /// What was being done: "writing".
        action: &'static str,
        /// To what.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// A file or folder is not what it should be, or can't be used as asked.
    #[error("{}: {reason}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong with it, or stands against it.
        reason: String,
    },
    /// A table can't be put into Parquet.
    #[error("writing {}: {source}", path.display())]
    Parquet {
        /// The file.
        path: PathBuf,
        /// Why it failed.
        source: parquet::errors::ParquetError,
    },
    /// An option of the extractor has a value that can't be used.
    #[error(transparent)]
    Option(#[from] nutgraf::Error),
    /// What was asked for can't be: options that don't go together, tables that are not of one run.
    #[error("{0}")]
    Use(String),
    /// The run was stopped from outside.
    #[error("stopped")]
    Stopped,
}

/// A result whose error is [`Error`] unless said otherwise.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// For `map_err`: an I/O error while doing `action` to `path`.
    pub fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source }
    }

    /// For `map_err`: a table that could not be written to the Parquet file `path`.
    pub fn parquet(path: &Path) -> impl FnOnce(parquet::errors::ParquetError) -> Self {
        let path = path.to_owned();
        move |source| Self::Parquet { path, source }
    }

    /// Something wrong with a file or folder, in words that can follow its name.
    pub fn file(path: &Path, reason: impl std::fmt::Display) -> Self {
        Self::File { path: path.to_owned(), reason: reason.to_string() }
    }

    /// The I/O error inside, if that is what it was: a closed pipe, a full disk.
    pub fn io_kind(&self) -> Option<io::ErrorKind> {
        match self {
            Self::Io { source, .. } => Some(source.kind()),
            _ => None,
        }
    }
}

/// A document, or a part of a file, that did not come through, and why. The form of a line of the errors file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The file.
    pub input: String,
    /// Which of the file's documents, from 0.
    pub number: u64,
    /// The document's id, if it got so far.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What sort of failure, to count by.
    pub reason: Reason,
    /// What happened.
    pub message: String,
}

/// Sorts of failures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// There is no such file, or nothing in the folder.
    NotFound,
    /// The system would not let it be read.
    Unreadable,
    /// A gzip member or zstd frame is broken; what could be read before and after it was.
    Compression,
    /// A row, line or record is not what its format asks for.
    Format,
    /// A row has no text.
    NoText,
    /// It is no text: a picture, an archive, a program.
    Binary,
    /// It is longer than the limit; the record holds what stands before that.
    TooLong,
    /// A stage failed on it: a fault in nutgraf.
    Fault,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.id {
            Some(id) if *id != self.input => write!(f, "{} ({id}): {}", self.input, self.message),
            _ => write!(f, "{}: {}", self.input, self.message),
        }
    }
}
