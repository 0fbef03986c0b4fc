//! JSON lines in a file, packed if its name says so.

use std::fs;
use std::path::PathBuf;

use nutgraf::{Offsets, Record};

use super::append::{Appending, Packing};
use super::form::{Encoded, Encoder};
use super::sink::{Sink, State, sibling_path, sync_folder};
use crate::error::{Error, Result};

/// Records as JSON, a line each.
pub(super) fn encode(records: &[Record], _: Offsets) -> Encoded {
    let mut lines = Vec::new();
    for record in records {
        lines.extend_from_slice(record.to_json().as_bytes());
        lines.push(b'\n');
    }
    Encoded::Lines(lines)
}

/// Grows under the name `OUT.partial` until it is whole.
pub(super) struct Jsonl {
    path: PathBuf,
    file: Appending,
}

impl Jsonl {
    pub fn open(path: PathBuf, state: &State) -> Result<Self> {
        let packing = Packing::of(&path);
        let partial = sibling_path(&path, ".partial");
        let length = state.get("lines").copied().unwrap_or_default();
        // Killed between the last two steps of a run: it has its name already.
        if length > 0 && !partial.exists() && fs::metadata(&path).is_ok_and(|meta| meta.len() == length) {
            fs::rename(&path, &partial).map_err(Error::io("opening", &path))?;
        }
        let file = Appending::open(partial, packing, length)?;
        Ok(Self { path, file })
    }
}

impl Sink for Jsonl {
    fn encoder(&self) -> Encoder {
        encode
    }

    fn chunks_per_checkpoint(&self) -> u64 {
        64
    }

    fn write(&mut self, encoded: Encoded) -> Result<()> {
        let Encoded::Lines(lines) = encoded else { return Ok(()) };
        self.file.write(&lines)
    }

    fn checkpoint(&mut self) -> Result<State> {
        Ok(State::from([("lines".to_owned(), self.file.checkpoint()?)]))
    }

    fn finish(&mut self) -> Result<()> {
        fs::rename(self.file.path(), &self.path).map_err(Error::io("writing", &self.path))?;
        sync_folder(&self.path);
        Ok(())
    }
}
