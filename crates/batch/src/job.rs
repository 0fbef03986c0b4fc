//! A whole job: a corpus, what is asked of it, and where the result goes.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use nutgraf::{Extractor, Offsets, Options};
use serde_json::json;

use crate::counts::Counts;
use crate::dedupe::{Dedupe, Deduper};
use crate::error::{Error, Result};
use crate::furniture::learn_furniture;
use crate::input::{Corpus, Inputs, ReadOptions};
use crate::output::{Files, Format, OpenMode, Output, Target};
use crate::run::{RunOptions, Watch, run};
use crate::tables::{Keep, Shape};

/// A corpus, what is asked of it, and in which form.
#[derive(Debug, Clone)]
pub struct Job {
    /// The files.
    pub inputs: Inputs,
    /// How they are read.
    pub read: ReadOptions,
    /// What the extractor is told.
    pub options: Options,
    /// The unit of offsets in the output.
    pub offsets: Offsets,
    /// Threads that extract.
    pub jobs: usize,
    /// What is done about near duplicates.
    pub dedupe: Option<Dedupe>,
    /// Read the corpus twice, the first time to learn what recurs on the pages of each site.
    pub learn_furniture: bool,
    /// Write CSV cells as they are, though a spreadsheet may take some for formulas.
    pub raw_csv: bool,
    /// Counts the bytes on disk that were read, for a progress bar.
    pub bytes_read: Arc<AtomicU64>,
}

impl Job {
    fn corpus(&self) -> Corpus {
        Corpus::new(self.inputs.clone(), self.read.clone())
    }

    /// The extractor, furniture learned if asked for.
    ///
    /// # Errors
    /// If an option has a value that can't be used.
    pub fn extractor(&self) -> Result<Extractor> {
        let extractor = Extractor::new(self.options.clone())?;
        if !self.learn_furniture {
            return Ok(extractor);
        }
        if self.inputs.has_stdin() {
            return Err(Error::Use("standard input can't be read twice, as learning furniture asks for".into()));
        }
        Ok(extractor.with_furniture(learn_furniture(self.corpus(), &self.options, self.jobs)))
    }

    /// Runs the job into a stream or the like, from beginning to end.
    ///
    /// # Errors
    /// If the options can't be used, the output fails or `watch` stops it.
    pub fn run(&self, output: &mut dyn Output, watch: &mut dyn Watch) -> Result<Counts> {
        if self.dedupe.is_some() {
            return Err(Error::Use("looking for duplicates needs an output on disk".into()));
        }
        let extractor = self.extractor()?;
        let corpus = self.corpus().counting(&self.bytes_read);
        run(corpus, &extractor, &self.run_options(0), None, output, Counts::default(), watch)
    }

    /// Runs the job into files, or goes on with a run there.
    ///
    /// # Errors
    /// If the options can't be used, the output can't be used or fails, or `watch` stops the run. What was written up to the last
    /// checkpoint stays whole, and the run can be resumed.
    pub fn run_to(&self, path: PathBuf, format: Format, mode: OpenMode, watch: &mut dyn Watch) -> Result<Counts> {
        if mode == OpenMode::Resume && self.inputs.has_stdin() {
            return Err(Error::Use("a run over standard input can't be resumed".into()));
        }
        let options = json!({
            "extract": self.options,
            "read": self.read,
            "offsets": self.offsets,
            "format": format,
            "dedupe": self.dedupe,
            "learn_furniture": self.learn_furniture,
            "raw_csv": self.raw_csv,
        });
        let shape = Shape { offsets: self.offsets, keep: Keep::texts(&self.read.columns.keep) };
        let target = Target { path, format, mode, shape, raw_csv: self.raw_csv, options };
        let this = Self { inputs: target.apart_from(self.inputs.clone())?, ..self.clone() };
        this.run_into(&target, watch)
    }

    fn run_into(&self, target: &Target, watch: &mut dyn Watch) -> Result<Counts> {
        let mut files = Files::open(target, &self.inputs)?;
        if files.is_finished() {
            return Ok(files.counts().clone());
        }
        let extractor = self.extractor()?;
        let deduper = self.dedupe.map(|mode| Deduper::open(mode, &target.sketches(), files.chunks())).transpose()?;
        let corpus = self.corpus().counting(&self.bytes_read).starting_at(files.next());
        let (done, before) = (self.run_options(files.chunks()), files.counts().clone());
        let counts = run(corpus, &extractor, &done, deduper.as_ref(), &mut files, before, watch)?;
        deduper.map(Deduper::finish).transpose()?;
        Ok(counts)
    }

    fn run_options(&self, first_chunk: u64) -> RunOptions {
        RunOptions { jobs: self.jobs, offsets: self.offsets, first_chunk }
    }
}
