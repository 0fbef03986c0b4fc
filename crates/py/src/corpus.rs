//! Corpora: the same runs as the command's.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use nutgraf::{Date, Extractor, Offsets, Options};
use nutgraf_batch::{
    Columns, Corpus as Documents, Counts, Dedupe, Failure, Format, Inputs, Job, Kind, OpenMode, ReadOptions, Watch,
};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde::Deserialize;

use crate::{BEAT, json, python_error, value_error, work};

/// What Python asks for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "switches of the command, one each")]
struct Request {
    inputs: Vec<PathBuf>,
    options: Options,
    from: Option<Kind>,
    columns: Columns,
    published: Option<Date>,
    jobs: usize,
    out: Option<PathBuf>,
    to: Option<Format>,
    resume: bool,
    overwrite: bool,
    dedupe: Option<Dedupe>,
    learn_furniture: bool,
    #[serde(default)]
    raw: bool,
}

impl Request {
    fn job(&self) -> Job {
        let max_bytes = self.options.max_source();
        Job {
            inputs: Inputs::find(&self.inputs),
            read: ReadOptions { from: self.from, columns: self.columns.clone(), published: self.published, max_bytes },
            options: self.options.clone(),
            offsets: Offsets::CodePoint,
            jobs: self.jobs,
            dedupe: self.dedupe,
            learn_furniture: self.learn_furniture,
            raw_csv: self.raw,
            bytes_read: Arc::default(),
        }
    }
}

/// Calls Python now and then, which is also when Ctrl-C is seen.
struct Watcher {
    call: Py<PyAny>,
    job: Job,
    size: u64,
    last: Instant,
    raised: Option<PyErr>,
}

impl Watcher {
    fn tell(&self, counts: &Counts) -> PyResult<()> {
        Python::attach(|py| {
            py.check_signals()?;
            let read = self.job.bytes_read.load(Ordering::Relaxed);
            self.call.call1(py, (counts.documents, read.min(self.size), self.size)).map(drop)
        })
    }
}

impl Watch for Watcher {
    fn failure(&mut self, _: &Failure) {}

    fn progress(&mut self, counts: &Counts) -> ControlFlow<()> {
        if self.last.elapsed() < BEAT {
            return ControlFlow::Continue(());
        }
        self.last = Instant::now();
        match self.tell(counts) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.raised = Some(error);
                ControlFlow::Break(())
            }
        }
    }
}

/// Runs a corpus into files; `progress` is called with articles done, bytes read and bytes in all. Gives the counts as JSON.
#[pyfunction]
pub fn run_corpus(py: Python<'_>, request: &str, progress: Py<PyAny>) -> PyResult<String> {
    let request: Request = serde_json::from_str(request).map_err(value_error)?;
    let Some(out) = request.out.clone() else { return Err(PyValueError::new_err("out is missing")) };
    let start = match request {
        Request { resume: true, .. } => OpenMode::Resume,
        Request { overwrite: true, .. } => OpenMode::Overwrite,
        _ => OpenMode::New,
    };
    let format = request.to.map_or_else(|| Format::of(&out), Ok).map_err(python_error)?;
    let job = request.job();
    let mut watcher = Watcher { call: progress, size: job.inputs.size(), job: job.clone(), last: Instant::now(), raised: None };
    let result = py.detach(|| job.run_to(out, format, start, &mut watcher));
    if let Some(error) = watcher.raised {
        return Err(error);
    }
    let counts = result.map_err(python_error)?;
    // The end is shown too, whenever it came.
    watcher.job.bytes_read.store(watcher.size, Ordering::Relaxed);
    watcher.tell(&counts)?;
    serde_json::to_string(&counts).map_err(value_error)
}

/// The records of a corpus, some at a time.
#[pyclass(frozen, module = "nutgraf._native")]
pub struct Corpus {
    extractor: Arc<Extractor>,
    documents: Mutex<Documents>,
    jobs: usize,
    bytes_read: Arc<AtomicU64>,
    size: u64,
}

#[pymethods]
impl Corpus {
    #[new]
    fn new(py: Python<'_>, request: &str) -> PyResult<Self> {
        let request: Request = serde_json::from_str(request).map_err(value_error)?;
        let job = request.job();
        let extractor = py.detach(|| job.extractor()).map_err(python_error)?;
        let (size, bytes_read) = (job.inputs.size(), Arc::default());
        let documents = Mutex::new(Documents::new(job.inputs, job.read).counting(&bytes_read));
        Ok(Self { extractor: Arc::new(extractor), documents, jobs: request.jobs, bytes_read, size })
    }

    /// Reads up to `n` documents: their records, and what failed, as JSON, two empty lists at the end; bytes read, and bytes in all.
    fn read(&self, py: Python<'_>, n: usize) -> PyResult<(Vec<String>, Vec<String>, u64, u64)> {
        let (mut items, mut failures) = (Vec::new(), Vec::new());
        py.detach(|| {
            let documents: Vec<_> = {
                let mut corpus = self.documents.lock().unwrap_or_else(PoisonError::into_inner);
                corpus.by_ref().take(n).collect()
            };
            for document in documents {
                match document {
                    Ok(item) => items.push(item),
                    Err(failure) => failures.push(serde_json::to_string(&failure).unwrap_or_default()),
                }
            }
        });
        let (jobs, count, items) = (self.jobs.min(items.len()), items.len(), Arc::new(items));
        let records = work(py, jobs, count, || {
            let (extractor, items) = (Arc::clone(&self.extractor), Arc::clone(&items));
            move |indices: &mut dyn Iterator<Item = usize>, done: &dyn Fn(usize, String)| {
                let mut worker = extractor.worker();
                indices.for_each(|i| done(i, json(worker.extract(&items[i].source))));
            }
        })?;
        Ok((records, failures, self.bytes_read.load(Ordering::Relaxed).min(self.size), self.size))
    }
}
