//! What can go wrong.

use std::path::Path;

/// Why no sample can be drawn or no marks be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The output of the run can't be read.
    #[error(transparent)]
    Run(#[from] nutgraf_batch::Error),
    /// A file can't be read or written.
    #[error("{0}")]
    File(String),
    /// What was asked for can't be.
    #[error("{0}")]
    Use(String),
}

/// A result whose error is [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Something wrong with a file.
    pub(crate) fn file(path: &Path, reason: impl std::fmt::Display) -> Self {
        Self::File(format!("{}: {reason}", path.display()))
    }
}
