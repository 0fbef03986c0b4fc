//! The native half of the Python package: conversion only. Records cross the border as JSON with code-point offsets;
//! `python/nutgraf` wraps them.
#![deny(unsafe_code)]
#![allow(missing_docs)]
// What comes from Python comes by value.
#![allow(clippy::needless_pass_by_value)]

mod arrow;
mod corpus;

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use nutgraf::{Extractor, Offsets, Options, Record, Source};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// What one source comes as: content, and hints by their names in [`Source`]; `author` may come more than once.
type Item = (Content, Vec<(String, String)>);

#[derive(FromPyObject)]
enum Content {
    Text(String),
    Bytes(Vec<u8>),
}

fn source(item: &Item) -> PyResult<Source<'_>> {
    let (content, hints) = item;
    let mut source = match content {
        Content::Text(text) => Source::text(text),
        Content::Bytes(bytes) => Source::bytes(bytes),
    };
    for (name, value) in hints {
        let value = value.as_str();
        match name.as_str() {
            "author" => source.authors.push(value.into()),
            "context" => source.context = serde_json::from_str(value).map_err(value_error)?,
            _ => *slot(&mut source, name)? = Some(value.into()),
        }
    }
    Ok(source)
}

/// Where a hint of one string goes.
fn slot<'s, 'a>(source: &'s mut Source<'a>, name: &str) -> PyResult<&'s mut Option<Cow<'a, str>>> {
    Ok(match name {
        "id" => &mut source.id,
        "url" => &mut source.url,
        "published" => &mut source.published,
        "content_type" => &mut source.content_type,
        "title" => &mut source.title,
        "site_name" => &mut source.site_name,
        "section" => &mut source.section,
        "language" => &mut source.language,
        "crawled" => &mut source.crawled,
        _ => return Err(value_error(format!("there is no hint {name:?}"))),
    })
}

fn value_error(error: impl ToString) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// The exception for what went wrong with a corpus: an `OSError` where a file could not be read or written, else a `ValueError`.
/// Options have the names of the command's in it, and are keywords here.
fn python_error(error: nutgraf_batch::Error) -> PyErr {
    use nutgraf_batch::Error::{Io, Parquet};
    if matches!(error, Io { .. } | Parquet { .. }) {
        return pyo3::exceptions::PyOSError::new_err(error.to_string());
    }
    let spoken = [("--resume", "resume=True"), ("--overwrite", "overwrite=True"), (": -o ", ": out="), (" --to ", ", to=")];
    value_error(spoken.iter().fold(error.to_string(), |message, (flag, keyword)| message.replace(flag, keyword)))
}

/// Built once from options in JSON; shared by threads.
#[pyclass(frozen, module = "nutgraf._native", name = "Extractor")]
struct NativeExtractor {
    extractor: Arc<Extractor>,
}

#[pymethods]
impl NativeExtractor {
    #[new]
    fn new(options: &str) -> PyResult<Self> {
        let options: Options = serde_json::from_str(options).map_err(value_error)?;
        Ok(Self { extractor: Arc::new(Extractor::new(options).map_err(value_error)?) })
    }

    /// The records of these sources as JSON, in their order; `jobs` threads, without the interpreter's lock. Ctrl-C is seen within
    /// [`BEAT`], whatever they work on.
    fn extract(&self, py: Python<'_>, items: Vec<Item>, jobs: usize) -> PyResult<Vec<String>> {
        // A hint that is none is refused before any work.
        items.iter().try_for_each(|item| source(item).map(drop))?;
        let (extractor, items) = (Arc::clone(&self.extractor), Arc::new(items));
        let count = items.len();
        let jobs = jobs.min(count);
        if count == 1 && py.detach(|| items[0].0.len()) <= AT_ONCE {
            // Quicker than a thread starts.
            let source = source(&items[0])?;
            return Ok(vec![py.detach(|| json(extractor.extract(&source)))]);
        }
        work(py, jobs, count, move || {
            let (extractor, items) = (Arc::clone(&extractor), Arc::clone(&items));
            move |indices: &mut dyn Iterator<Item = usize>, done: &dyn Fn(usize, String)| {
                let mut worker = extractor.worker();
                for i in indices {
                    let record = source(&items[i]).map(|source| worker.extract(&source));
                    done(i, record.map(json).unwrap_or_default());
                }
            }
        })
    }
}

/// How long Ctrl-C may wait.
pub(crate) const BEAT: Duration = Duration::from_millis(50);
/// Bytes of a source that is read on the caller's thread: some hundredths of a second.
const AT_ONCE: usize = 64 << 10;

impl Content {
    fn len(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
        }
    }
}

/// A record as Python takes it.
pub(crate) fn json(record: Record) -> String {
    record.with_offsets(Offsets::CodePoint).to_json()
}

/// Does `count` pieces of work on `jobs` threads of their own and gives the results in order. This thread only waits, and looks for
/// signals: when one raises, the threads take no more pieces and end by themselves after the one in hand, which holds up nobody.
#[allow(clippy::redundant_closure_for_method_calls, reason = "the method alone is not general enough in its lifetime")]
pub(crate) fn work<W>(py: Python<'_>, jobs: usize, count: usize, worker: impl Fn() -> W) -> PyResult<Vec<String>>
where
    W: FnOnce(&mut dyn Iterator<Item = usize>, &dyn Fn(usize, String)) + Send + 'static,
{
    let (next, over) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    let (send, arriving) = channel();
    let mut threads = Vec::new();
    for _ in 0..jobs {
        let (work, send, next, over) = (worker(), send.clone(), Arc::clone(&next), Arc::clone(&over));
        threads.push(thread::Builder::new().spawn(move || {
            let mut indices = std::iter::from_fn(|| {
                let i = next.fetch_add(1, Ordering::Relaxed);
                (i < count && !over.load(Ordering::Relaxed)).then_some(i)
            });
            // Fails if the caller is gone: then nobody wants it.
            work(&mut indices, &|i, result| drop(send.send((i, result))));
        })?);
    }
    drop(send);
    let outcome = py.detach(move || {
        let (mut results, mut looked) = (vec![String::new(); count], Instant::now());
        loop {
            match arriving.recv_timeout(BEAT) {
                Ok((i, result)) => results[i] = result,
                Err(RecvTimeoutError::Disconnected) => return Ok(results),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if looked.elapsed() >= BEAT {
                looked = Instant::now();
                Python::attach(|py| py.check_signals())?;
            }
        }
    });
    if outcome.is_err() {
        over.store(true, Ordering::Relaxed);
        return outcome;
    }
    for thread in threads {
        if let Err(panic) = thread.join() {
            std::panic::resume_unwind(panic);
        }
    }
    outcome
}

/// The record, as JSON, of a source that can't be read: the reason is in its notes.
#[pyfunction]
fn failed(hints: Vec<(String, String)>, message: String) -> PyResult<String> {
    let item = (Content::Text(String::new()), hints);
    Ok(Record::failed(&source(&item)?, message).with_offsets(Offsets::CodePoint).to_json())
}

/// The one document in a file, unpacked.
#[pyfunction]
fn document(py: Python<'_>, file: &[u8], name: &str, max_bytes: usize) -> PyResult<Cow<'static, [u8]>> {
    py.detach(|| nutgraf_batch::read_document(file, name, max_bytes)).map(Cow::Owned).map_err(value_error)
}

/// Raises if options in JSON can't be used.
#[pyfunction]
fn check_options(options: &str) -> PyResult<()> {
    NativeExtractor::new(options).map(drop)
}

/// The places of a record, given as JSON, as GeoJSON.
#[pyfunction]
fn geojson(record: &str) -> PyResult<String> {
    let record: Record = serde_json::from_str(record).map_err(value_error)?;
    Ok(record.to_geojson().to_string())
}

/// A record's JSON with offsets in code points; the one given may count other units.
#[pyfunction]
fn in_code_points(record: &str) -> PyResult<String> {
    let record: Record = serde_json::from_str(record).map_err(|error| value_error(format!("this is no record: {error}")))?;
    Ok(record.with_offsets(Offsets::CodePoint).to_json())
}

/// The version of the package.
#[pyfunction]
fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// The article in Markdown.
#[pyfunction]
fn markdown(record: &str) -> PyResult<String> {
    let record: Record = serde_json::from_str(record).map_err(value_error)?;
    Ok(record.to_markdown())
}

/// The article in TEI.
#[pyfunction]
fn tei(record: &str) -> PyResult<String> {
    let record: Record = serde_json::from_str(record).map_err(value_error)?;
    Ok(record.to_tei())
}

/// The JSON Schema of a record.
#[pyfunction]
fn schema() -> String {
    Record::schema().to_string()
}

/// A sample of a run, drawn as a plan in JSON asks: a page, and CSV.
#[pyfunction]
fn sample(py: Python<'_>, run: std::path::PathBuf, plan: &str) -> PyResult<(String, String)> {
    let plan = serde_json::from_str(plan).map_err(value_error)?;
    let sheet = py.detach(|| nutgraf_validate::sample(&run, &plan)).map_err(python_error)?;
    Ok((sheet.to_html(), sheet.to_csv()))
}

/// What files of marks say, and what is asked besides in JSON: as JSON, and in words.
#[pyfunction]
fn validate(py: Python<'_>, marks: Vec<std::path::PathBuf>, asked: &str) -> PyResult<(String, String)> {
    let asked = serde_json::from_str(asked).map_err(value_error)?;
    let report = py.detach(|| nutgraf_validate::validate(&marks, &asked)).map_err(python_error)?;
    Ok((serde_json::to_string(&report).map_err(value_error)?, report.to_text()))
}

/// Writes a report of a run into a folder; gives what was written as JSON.
#[pyfunction]
fn report(py: Python<'_>, run: std::path::PathBuf, out: std::path::PathBuf, overwrite: bool) -> PyResult<String> {
    let options = nutgraf_report::Options { overwrite };
    let done = py.detach(|| nutgraf_report::report(&run, &out, &options)).map_err(python_error)?;
    serde_json::to_string(&done).map_err(value_error)
}

/// Runs the command `nutgraf`; gives its exit code.
#[pyfunction]
fn main(py: Python<'_>, args: Vec<std::ffi::OsString>) -> u8 {
    py.detach(|| nutgraf_cli::run(args))
}

#[pymodule(gil_used = false)]
mod _native {
    #[pymodule_export]
    use super::arrow::{
        Table, extract_table, link, link_count, link_folder, link_join, link_units, linked_schema, linked_table, spark_schema,
        tables,
    };
    #[pymodule_export]
    use super::corpus::{Corpus, run_corpus};
    #[pymodule_export]
    use super::{
        NativeExtractor, check_options, document, failed, geojson, in_code_points, main, markdown, report, sample, schema, tei,
        validate, version,
    };
}
