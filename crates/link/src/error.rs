//! Why linking could not be done.

use std::io;
use std::path::{Path, PathBuf};

/// Why the tables of a corpus could not be linked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file can't be read or written.
    #[error("{action} {}: {source}", path.display())]
    Io {
        /// What was being done: "reading".
        action: &'static str,
        /// To what.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// A table can't be read or written.
    #[error("{}: {reason}", path.display())]
    Table {
        /// The file or folder of the table.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The tables of a run can't be read.
    #[error(transparent)]
    Run(#[from] nutgraf_batch::Error),
    /// The tables or options can't be used as asked.
    #[error("{0}")]
    Use(String),
}

/// A result whose error is [`Error`] unless said otherwise.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// For `map_err`: an I/O error while doing `action` to `path`.
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source }
    }

    /// For `map_err`: an I/O error with a file that has no name, where sorting puts what memory does not hold.
    pub(crate) fn scratch(source: io::Error) -> Self {
        Self::Io { action: "using", path: std::env::temp_dir(), source }
    }

    /// For `map_err`: a table that can't be read or written.
    pub(crate) fn table<E: std::fmt::Display>(path: &Path) -> impl FnOnce(E) -> Self {
        let path = path.to_owned();
        move |error| Self::Table { path, reason: error.to_string() }
    }

    /// The kind of the I/O error inside, if that is what it was: a closed pipe, a full disk.
    #[must_use]
    pub fn io_kind(&self) -> Option<io::ErrorKind> {
        match self {
            Self::Io { source, .. } => Some(source.kind()),
            Self::Run(error) => error.io_kind(),
            _ => None,
        }
    }
}
