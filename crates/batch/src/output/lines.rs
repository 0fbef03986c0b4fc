//! One file, packed if its name says so: JSON lines, or texts one after the other.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use nutgraf::Record;

use super::append::{Appending, Packing};
use super::form::{Encoded, Encoder};
use super::sink::{Sink, State, sibling_path, sync_folder};
use super::texts::Text;
use crate::error::{Error, Result};

/// Records as JSON, a line each; as texts, one after the other.
pub(super) fn encoder(text: Option<Text>) -> Encoder {
    text.map_or_else(|| Arc::new(json) as Encoder, Text::lines)
}

fn json(records: &[Record]) -> Encoded {
    let mut lines = Vec::new();
    for record in records {
        // Without a String of its own: the record of a megabyte of text may be sixty times as long.
        serde_json::to_writer(&mut lines, record).expect("a record has no maps with keys other than strings");
        lines.push(b'\n');
    }
    Encoded::Lines(lines)
}

/// Grows under the name `OUT.partial` until it is whole.
pub(super) struct Lines {
    path: PathBuf,
    file: Appending,
    /// None for JSON.
    text: Option<Text>,
    /// True if what stands behind the last text is written.
    ended: bool,
}

impl Lines {
    pub fn open(path: PathBuf, text: Option<Text>, state: &State) -> Result<Self> {
        let packing = Packing::of(&path);
        let partial = sibling_path(&path, ".partial");
        let length = state.get("lines").copied().unwrap_or_default();
        // Killed between the last two steps of a run: it has its name already.
        if length > 0 && !partial.exists() && fs::metadata(&path).is_ok_and(|meta| meta.len() == length) {
            fs::rename(&path, &partial).map_err(Error::io("opening", &path))?;
        }
        let mut file = Appending::open(partial, packing, length)?;
        if let Some(text) = text.filter(|_| length == 0) {
            file.write(text.head().as_bytes())?;
        }
        Ok(Self { path, file, text, ended: state.contains_key("ended") })
    }
}

impl Sink for Lines {
    fn encoder(&self) -> Encoder {
        encoder(self.text)
    }

    fn chunks_per_checkpoint(&self) -> u64 {
        64
    }

    fn write(&mut self, encoded: Encoded) -> Result<()> {
        let Encoded::Lines(lines) = encoded else { return Ok(()) };
        self.file.write(&lines)
    }

    fn checkpoint(&mut self) -> Result<State> {
        let ended = self.ended.then(|| ("ended".to_owned(), 1));
        Ok(std::iter::once(("lines".to_owned(), self.file.checkpoint()?)).chain(ended).collect())
    }

    fn end(&mut self) -> Result<()> {
        if let Some(text) = self.text.filter(|_| !self.ended) {
            self.file.write(text.tail().as_bytes())?;
            self.ended = true;
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<()> {
        fs::rename(self.file.path(), &self.path).map_err(Error::io("writing", &self.path))?;
        sync_folder(&self.path);
        Ok(())
    }
}
