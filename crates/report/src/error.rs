//! Why no report could be written.

use std::io;
use std::path::{Path, PathBuf};

/// Why no report could be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The output of the run can't be read.
    #[error(transparent)]
    Run(#[from] nutgraf_batch::Error),
    /// What linking wrote beside it can't be read.
    #[error(transparent)]
    Link(#[from] nutgraf_link::Error),
    /// A file of the report can't be written.
    #[error("{action} {}: {source}", path.display())]
    Io {
        /// What was being done: "writing".
        action: &'static str,
        /// To what.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// The report can't be written where it was asked for.
    #[error("{}: {reason}", path.display())]
    Output {
        /// Where.
        path: PathBuf,
        /// What stands against it.
        reason: String,
    },
}

/// A result whose error is [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// For `map_err`: an I/O error while doing `action` to `path`.
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source }
    }
}
