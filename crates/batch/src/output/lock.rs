//! A lock on an output: two runs into one would mix their lines.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Held while a run writes. The system lets go of it when the process ends, however that comes.
pub(super) struct Lock {
    path: PathBuf,
    file: Option<File>,
}

impl Lock {
    /// Takes the lock for `output`, which is the file at `path`.
    ///
    /// # Errors
    /// If another run holds it, or the file can't be made.
    pub fn acquire(path: PathBuf, output: &Path) -> Result<Self> {
        loop {
            let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
            let file = file.map_err(Error::io("making", &path))?;
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => {
                    let reason = "another run is writing there".to_owned();
                    return Err(Error::file(output, reason));
                }
                // A file system without locks: then there is none.
                Err(TryLockError::Error(_)) | Ok(()) => {}
            }
            // Whoever held it before has removed the file: then this lock is on a file that no one else will find.
            if is_at(&file, &path) {
                return Ok(Self { path, file: Some(file) });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is held; where an open file can't be removed it stays, which does no harm.
        let _ = fs::remove_file(&self.path);
        drop(self.file.take());
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(held), Ok(there)) = (file.metadata(), fs::metadata(path)) else { return false };
    (held.dev(), held.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_run_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let (path, output) = (folder.path().join("out.lock"), folder.path().join("out"));
        let first = Lock::acquire(path.clone(), &output).unwrap();
        assert!(matches!(Lock::acquire(path.clone(), &output), Err(Error::File { .. })));
        drop(first);
        assert!(!path.exists());
        drop(Lock::acquire(path, &output).unwrap());
    }
}
