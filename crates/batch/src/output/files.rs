//! Outputs on disk that can be resumed: records, the failures beside them, and the manifest that says how far all is.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::append::{Appending, Packing};
use super::form::{Encoded, Encoder, Output};
use super::lock::Lock;
use super::manifest::Manifest;
use super::sink::{Sink, State, sibling_path};
use super::target::{ERRORS, Format, LOCK, MANIFEST, OpenMode, Target};
use super::texts::TextFolder;
use super::{csv, lines, parquet};
use crate::counts::Counts;
use crate::error::{Error, Failure, Result};
use crate::input::{Inputs, Place};

/// The options of the run whose output is at `path`, and whether it is finished; none if no manifest tells of it.
///
/// # Errors
/// If the manifest can't be read.
pub fn read_manifest(path: &Path, is_folder: bool) -> Result<Option<(serde_json::Value, bool)>> {
    let manifest = if is_folder { path.join(MANIFEST) } else { sibling_path(path, &format!(".{MANIFEST}")) };
    Ok(Manifest::read(&manifest)?.map(|manifest| (manifest.options, manifest.finished)))
}

/// An output on disk.
pub struct Files {
    sink: Box<dyn Sink>,
    /// None if the run was finished before.
    errors: Option<Appending>,
    manifest_path: PathBuf,
    manifest: Manifest,
    _lock: Lock,
}

impl Files {
    /// Opens the output for these inputs.
    ///
    /// # Errors
    /// If something is there that may not be written over, or a run that was told something else, or one that goes on; or if the
    /// disk says no.
    pub fn open(target: &Target, inputs: &Inputs) -> Result<Self> {
        target.check_kind()?;
        let folder = if target.is_folder() { &target.path } else { target.path.parent().unwrap_or(Path::new("")) };
        fs::create_dir_all(folder).map_err(Error::io("making", folder))?;
        let lock = Lock::acquire(target.companion(LOCK), &target.path)?;

        let manifest_path = target.companion(MANIFEST);
        let manifest = Self::begin(target, inputs, Manifest::read(&manifest_path)?)?;
        if manifest.finished {
            return Self::finished(target, manifest, lock);
        }
        // The first thing on disk: whatever was there before, this run is what is there now.
        manifest.write(&manifest_path)?;

        let state = &manifest.state;
        let errors_length = state.get("errors").copied().unwrap_or_default();
        let errors = Appending::open(target.companion(ERRORS), Packing::Plain, errors_length)?;
        let sink: Box<dyn Sink> = match (target.format, target.format.text()) {
            (Format::Parquet, _) => Box::new(parquet::Parquet::open(&target.path, &target.shape, state)?),
            (Format::Csv, _) => Box::new(csv::Csv::open(&target.path, &target.shape, state, target.raw_csv)?),
            (_, Some(text)) if target.is_folder() => Box::new(TextFolder::open(&target.path, text, state)?),
            (_, text) => Box::new(lines::Lines::open(target.path.clone(), text, state)?),
        };
        Ok(Self { sink, errors: Some(errors), manifest_path, manifest, _lock: lock })
    }

    /// The manifest of the run that goes on or begins.
    fn begin(target: &Target, inputs: &Inputs, there: Option<Manifest>) -> Result<Manifest> {
        let asked = Manifest {
            nutgraf: env!("CARGO_PKG_VERSION").to_owned(),
            options: target.options.clone(),
            inputs: inputs.files().len(),
            fingerprint: format!("{:016x}", inputs.fingerprint()),
            ..Manifest::default()
        };
        match there {
            Some(there) if target.mode == OpenMode::Resume => match there.differs(&asked) {
                Some(reason) => Err(Error::file(&target.path, format!("the run there can't be gone on with: {reason}"))),
                None => Ok(there),
            },
            there => {
                target.make_way(there.as_ref())?;
                Ok(asked)
            }
        }
    }

    /// The output of a run that was finished before. A kill at its very end may have left its sketches.
    fn finished(target: &Target, manifest: Manifest, lock: Lock) -> Result<Self> {
        let sketches = target.sketches();
        match fs::remove_file(&sketches) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(Error::io("removing", &sketches)(error)),
            _ => {}
        }
        let manifest_path = target.companion(MANIFEST);
        Ok(Self { sink: Box::new(Nothing), errors: None, manifest_path, manifest, _lock: lock })
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
        if let Some(errors) = &mut self.errors {
            self.manifest.state.insert("errors".to_owned(), errors.checkpoint()?);
        }
        self.manifest.write(&self.manifest_path)
    }
}

impl Output for Files {
    fn encoder(&self) -> Encoder {
        self.sink.encoder()
    }

    fn write(&mut self, encoded: Encoded, failures: &[Failure]) -> Result<()> {
        if let Some(errors) = &mut self.errors {
            for failure in failures {
                let line = serde_json::to_string(failure).unwrap_or_default() + "\n";
                errors.write(line.as_bytes())?;
            }
        }
        self.sink.write(encoded)
    }

    fn written(&mut self, next: Place, counts: &Counts) -> Result<()> {
        self.manifest.next = next;
        self.manifest.chunks += 1;
        self.manifest.counts = counts.clone();
        if self.manifest.chunks.is_multiple_of(self.sink.chunks_per_checkpoint()) {
            self.checkpoint()?;
        }
        Ok(())
    }

    fn finish(&mut self, counts: &Counts) -> Result<()> {
        if self.manifest.finished {
            return Ok(());
        }
        self.manifest.counts = counts.clone();
        self.sink.end()?;
        self.checkpoint()?;
        self.sink.finish()?;
        if let Some(errors) = &mut self.errors
            && errors.checkpoint()? == 0
        {
            fs::remove_file(errors.path()).map_err(Error::io("removing", errors.path()))?;
        }
        self.manifest.finished = true;
        self.manifest.write(&self.manifest_path)
    }
}

/// The output of a run that was finished before.
struct Nothing;

impl Sink for Nothing {
    fn encoder(&self) -> Encoder {
        lines::encoder(None)
    }

    fn chunks_per_checkpoint(&self) -> u64 {
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
