//! Outputs on disk that can be resumed: records, the failures beside them, and the manifest that says how far all is.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use nutgraf::Offsets;
use serde_json::Value;

use super::append::{Appending, Packing};
use super::manifest::Manifest;
use super::{Encoded, Encoder, Output, csv, jsonl, parquet};
use crate::error::{Error, Failure, Result};
use crate::input::{Inputs, Place};
use crate::run::Counts;
use crate::tables::TABLES;

/// How far the files of an output are: what each needs to be cut back to.
pub(super) type State = BTreeMap<String, u64>;

/// A form of output on disk.
pub(super) trait Sink {
    fn encoder(&self) -> Encoder;
    /// Chunks from checkpoint to checkpoint. Never a matter of time: parts must come out the same.
    fn part(&self) -> u64;
    fn write(&mut self, encoded: Encoded) -> Result<()>;
    /// Puts all on disk.
    fn checkpoint(&mut self) -> Result<State>;
    /// Called once, behind the last checkpoint.
    fn finish(&mut self) -> Result<()>;
}

impl Format {
    /// What the name of an output asks for, if nothing else is said: a folder is for Parquet, a file for JSON lines.
    pub fn of(path: &Path) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        if path.is_dir() || name.ends_with(".parquet") || !name.contains('.') { Self::Parquet } else { Self::Jsonl }
    }
}

/// Forms of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Records, a line of JSON each, in one file; packed if its name ends in `.gz` or `.zst`.
    Jsonl,
    /// A folder of tables, each a folder of Parquet files.
    Parquet,
    /// A folder of tables, each a CSV file.
    Csv,
}

/// What to do about an output that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// Leave an unfinished run and a folder with anything in it alone: an error.
    New,
    /// Go on with an unfinished run; start one if there is none.
    Resume,
    /// Write over it.
    Overwrite,
}

/// Where a run writes to, and what it must have been told to go on there.
#[derive(Debug, Clone)]
pub struct Target {
    /// A file, or a folder for tables.
    pub path: PathBuf,
    /// In which form.
    pub format: Format,
    /// What to do if something is there.
    pub start: Start,
    /// The unit of offsets.
    pub offsets: Offsets,
    /// All that changes the output, by name.
    pub options: Value,
}

/// An output on disk.
pub struct Files {
    sink: Box<dyn Sink>,
    errors: Appending,
    manifest_path: PathBuf,
    manifest: Manifest,
}

/// A file beside another one: its name with an ending.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

impl Target {
    /// A file that belongs to the run: in the folder of tables, or beside the file of records.
    pub fn companion(&self, name: &str) -> PathBuf {
        match self.format {
            Format::Jsonl => beside(&self.path, &format!(".{name}")),
            Format::Parquet | Format::Csv => self.path.join(name),
        }
    }

    /// Refuses, or clears the way for a new run.
    fn make_way(&self, there: Option<&Manifest>) -> Result<()> {
        let refuse = |reason: &str| Err(Error::Output { path: self.path.clone(), reason: reason.to_owned() });
        let taken = self.format != Format::Jsonl && fs::read_dir(&self.path).is_ok_and(|mut entries| entries.next().is_some());
        if self.format != Format::Jsonl && self.path.is_file() {
            return refuse("it is a file; tables go into a folder");
        }
        if self.format == Format::Jsonl && self.path.is_dir() {
            return refuse("it is a folder; JSON lines go into a file (--to parquet or csv for tables)");
        }
        if self.start != Start::Overwrite {
            if there.is_some_and(|manifest| !manifest.finished) {
                return refuse("an unfinished run is there: --resume goes on with it, --overwrite starts again");
            }
            if taken {
                return refuse("the folder is not empty: --overwrite replaces the tables in it");
            }
        }
        for table in TABLES.iter().filter(|_| taken) {
            let (folder, file) = (self.path.join(table.name), self.path.join(format!("{}.csv", table.name)));
            for result in [fs::remove_dir_all(&folder), fs::remove_file(&file)] {
                match result {
                    Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                        return Err(Error::io("removing", &folder)(error));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }
}

impl Files {
    /// Opens the output for these inputs.
    ///
    /// # Errors
    /// If something is there that may not be written over, or a run that was told something else; or if the disk says no.
    pub fn open(target: &Target, inputs: &Inputs) -> Result<Self> {
        let asked = Manifest {
            nutgraf: env!("CARGO_PKG_VERSION").to_owned(),
            options: target.options.clone(),
            inputs: inputs.files().len(),
            fingerprint: format!("{:016x}", inputs.fingerprint()),
            ..Manifest::default()
        };
        let manifest_path = target.companion("manifest.json");
        let there = Manifest::read(&manifest_path)?;
        let manifest = match there {
            Some(there) if target.start == Start::Resume => match there.differs(&asked) {
                Some(reason) => {
                    return Err(Error::Output {
                        path: target.path.clone(),
                        reason: format!("the run there can't be gone on with: {reason}"),
                    });
                }
                None => there,
            },
            there => {
                target.make_way(there.as_ref())?;
                asked
            }
        };
        let folder = if target.format == Format::Jsonl { target.path.parent().unwrap_or(Path::new("")) } else { &target.path };
        fs::create_dir_all(folder).map_err(Error::io("making", folder))?;

        let state = &manifest.state;
        let errors_length = state.get("errors").copied().unwrap_or_default();
        let errors = Appending::open(target.companion("errors.jsonl"), Packing::Plain, errors_length)?;
        let sink: Box<dyn Sink> = match target.format {
            _ if manifest.finished => Box::new(Nothing),
            Format::Jsonl => Box::new(jsonl::Jsonl::open(target.path.clone(), state)?),
            Format::Parquet => Box::new(parquet::Parquet::open(&target.path, target.offsets, state)?),
            Format::Csv => Box::new(csv::Csv::open(&target.path, state)?),
        };
        let this = Self { sink, errors, manifest_path, manifest };
        // Whatever was there before, this run is what is there now.
        this.manifest.write(&this.manifest_path)?;
        Ok(this)
    }

    /// The first document that is not done.
    pub fn next(&self) -> Place {
        self.manifest.next
    }

    /// Chunks done before.
    pub fn chunks(&self) -> u64 {
        self.manifest.chunks
    }

    /// What was done before.
    pub fn counts(&self) -> &Counts {
        &self.manifest.counts
    }

    /// True if nothing is left to do.
    pub fn is_finished(&self) -> bool {
        self.manifest.finished
    }

    fn checkpoint(&mut self) -> Result<()> {
        self.manifest.state = self.sink.checkpoint()?;
        self.manifest.state.insert("errors".to_owned(), self.errors.checkpoint()?);
        self.manifest.write(&self.manifest_path)
    }
}

impl Output for Files {
    fn encoder(&self) -> Encoder {
        self.sink.encoder()
    }

    fn write(&mut self, encoded: Encoded, failures: &[Failure]) -> Result<()> {
        for failure in failures {
            let line = serde_json::to_string(failure).unwrap_or_default() + "\n";
            self.errors.write(line.as_bytes())?;
        }
        self.sink.write(encoded)
    }

    fn written(&mut self, next: Place, counts: &Counts) -> Result<()> {
        self.manifest.next = next;
        self.manifest.chunks += 1;
        self.manifest.counts = counts.clone();
        if self.manifest.chunks.is_multiple_of(self.sink.part()) {
            self.checkpoint()?;
        }
        Ok(())
    }

    fn finish(&mut self, counts: &Counts) -> Result<()> {
        if self.manifest.finished {
            return Ok(());
        }
        self.manifest.counts = counts.clone();
        self.checkpoint()?;
        self.sink.finish()?;
        if self.errors.checkpoint()? == 0 {
            fs::remove_file(self.errors.path()).map_err(Error::io("removing", self.errors.path()))?;
        }
        self.manifest.finished = true;
        self.manifest.write(&self.manifest_path)
    }
}

/// The output of a run that was finished before.
struct Nothing;

impl Sink for Nothing {
    fn encoder(&self) -> Encoder {
        jsonl::encode
    }

    fn part(&self) -> u64 {
        u64::MAX
    }

    fn write(&mut self, _: Encoded) -> Result<()> {
        Ok(())
    }

    fn checkpoint(&mut self) -> Result<State> {
        Ok(State::new())
    }

    fn finish(&mut self) -> Result<()> {
        Ok(())
    }
}
