//! A form of output on disk, and how far its files are.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use super::form::{Encoded, Encoder};
use crate::error::Result;

/// How far the files of an output are: the length, or the number of parts, that each is to be cut back to.
pub(super) type State = BTreeMap<String, u64>;

/// Files of one form that grow from checkpoint to checkpoint.
pub(super) trait Sink {
    /// What brings records into this form.
    fn encoder(&self) -> Encoder;
    /// Never a matter of time: parts must come out the same.
    fn chunks_per_checkpoint(&self) -> u64;
    fn write(&mut self, encoded: Encoded) -> Result<()>;
    /// Puts all on disk.
    fn checkpoint(&mut self) -> Result<State>;
    /// Called before the last checkpoint, when all is written.
    fn end(&mut self) -> Result<()> {
        Ok(())
    }
    /// Called once, after the last checkpoint.
    fn finish(&mut self) -> Result<()>;
}

/// A file beside another one: its name with an ending.
pub(super) fn sibling_path(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Puts the names of the files beside `path` on disk, where the system can do that to a folder.
pub(super) fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}
