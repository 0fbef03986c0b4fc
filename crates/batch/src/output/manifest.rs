//! The manifest of a run: what it was told and how far it is. Written anew at each checkpoint, whole or not at all.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::sink::{State, sibling_path, sync_folder};
use crate::counts::Counts;
use crate::error::{Error, Result};
use crate::input::Place;

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The version of the program.
    pub nutgraf: String,
    /// All that changes the output.
    pub options: Value,
    /// How many input files there are.
    pub inputs: usize,
    /// Of their names, sizes and times.
    pub fingerprint: String,
    /// True if nothing is left to do.
    pub finished: bool,
    /// The first document that is not done.
    pub next: Place,
    /// Chunks done.
    pub chunks: u64,
    /// What was done so far.
    pub counts: Counts,
    /// How far the files of the output are.
    pub state: State,
}

impl Manifest {
    /// The manifest at `path`, if there is one.
    pub fn read(path: &Path) -> Result<Option<Self>> {
        match fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map(Some)
                .map_err(|error| Error::file(path, format!("it is no manifest of a run: {error}"))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io("reading", path)(error)),
        }
    }

    pub fn write(&self, path: &Path) -> Result<()> {
        let new = sibling_path(path, ".new");
        let json = serde_json::to_vec_pretty(self).unwrap_or_default();
        let write = || {
            let mut file = File::create(&new)?;
            file.write_all(&json)?;
            // The name must not reach the disk before what is in the file.
            file.sync_all()?;
            fs::rename(&new, path)?;
            sync_folder(path);
            Ok(())
        };
        write().map_err(Error::io("writing", path))
    }

    /// What keeps a run that was told `asked` from going on with this one.
    pub fn differs(&self, asked: &Self) -> Option<String> {
        if self.nutgraf != asked.nutgraf {
            return Some(format!("it was begun by nutgraf {}, this is {}", self.nutgraf, asked.nutgraf));
        }
        let (Value::Object(old), Value::Object(new)) = (&self.options, &asked.options) else { return None };
        for (name, value) in new {
            let before = old.get(name).unwrap_or(&Value::Null);
            if before != value {
                return Some(format!("it was begun with {name} {before}, now it is {value}"));
            }
        }
        if self.inputs != asked.inputs {
            return Some(format!("it was begun with {} input files, now there are {}", self.inputs, asked.inputs));
        }
        (self.fingerprint != asked.fingerprint).then(|| "its input files have changed".to_owned())
    }
}
