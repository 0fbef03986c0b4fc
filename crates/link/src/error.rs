//! Why linking could not be done: the error of everything that works on corpora, and how it tells of files without a name.

use std::io;

pub use nutgraf_batch::{Error, Result};

/// For `map_err`: an I/O error with a file that has no name, where sorting puts what memory does not hold.
pub fn scratch(source: io::Error) -> Error {
    Error::Io { action: "using", path: std::env::temp_dir(), source }
}
