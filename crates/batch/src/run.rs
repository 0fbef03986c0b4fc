//! The run: one thread reads, `jobs` threads extract, the caller's thread writes what comes back, in the order of the input.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use nutgraf::record::NoteKind;
use nutgraf::{Content, Extractor, Offsets, Record, Worker};

use crate::budget::{InFlightBudget, Permit};
use crate::counts::Counts;
use crate::dedupe::{Deduper, Sketch};
use crate::error::{Error, Failure, Reason, Result};
use crate::input::{Corpus, Item, Place};
use crate::output::{Encoded, Encoder, Output};

/// Documents of a chunk, the unit that threads hand on.
const CHUNK_DOCUMENTS: usize = 32;
/// Bytes of sources after which a chunk is full.
const CHUNK_BYTES: usize = 256 << 10;

/// How long the writer waits for a chunk before it asks whether to stop.
const RECV_TIMEOUT: Duration = Duration::from_millis(50);
/// The most threads that extract: more would only take memory.
const MAX_JOBS: usize = 256;

/// How a run goes about it. Nothing here changes what comes out but the unit of offsets.
#[derive(Debug, Clone)]
pub struct RunOptions {
    /// Threads that extract.
    pub jobs: usize,
    /// The unit of offsets in the output.
    pub offsets: Offsets,
    /// Chunks that were done before, by the run that this one goes on with.
    pub first_chunk: u64,
}

/// Looks on while a run goes: called on the thread that started it.
pub trait Watch {
    /// A document did not come through.
    fn failure(&mut self, failure: &Failure);

    /// The run begins, or something was written. `Break` stops the run with [`Error::Stopped`].
    fn progress(&mut self, counts: &Counts) -> ControlFlow<()>;
}

/// Some documents on their way to a worker.
struct Chunk<'a> {
    number: u64,
    documents: Vec<Result<Item, Failure>>,
    permit: Permit<'a>,
    /// The place of the document behind the last one.
    next: Place,
}

/// A chunk on its way to the output.
struct Done<'a> {
    encoded: Encoded,
    failures: Vec<Failure>,
    counts: Counts,
    permit: Permit<'a>,
    next: Place,
}

/// Extracts the corpus into the output; `counts` is what was done before.
///
/// # Errors
/// If the output fails, or `watch` stops the run. What was written up to the last checkpoint stays whole.
pub fn run(
    corpus: Corpus,
    extractor: &Extractor,
    options: &RunOptions,
    deduper: Option<&Deduper>,
    output: &mut dyn Output,
    mut counts: Counts,
    watch: &mut dyn Watch,
) -> Result<Counts> {
    counts.skipped = corpus.inputs().skipped();
    if watch.progress(&counts).is_break() {
        return Err(Error::Stopped);
    }
    let jobs = options.jobs.clamp(1, MAX_JOBS);
    let budget = InFlightBudget::default();
    let files = corpus.inputs().files().to_vec();
    let context = Context { files: &files, offsets: options.offsets, encode: output.encoder(), deduper, budget: &budget };
    let (work, todo) = sync_channel(jobs);
    let (finished, done) = channel();
    let todo = Mutex::new(todo);
    thread::scope(|scope| -> Result<()> {
        // However this ends, the other threads must see it and end too.
        let _end = budget.end_on_drop();
        scope.spawn(|| read(corpus, options.first_chunk, &budget, work));
        for _ in 0..jobs {
            let finished = finished.clone();
            let (todo, context) = (&todo, &context);
            scope.spawn(move || {
                let mut worker = extractor.worker();
                // To the end even if the run is over, or the reader would wait for ever to hand on what it has.
                while let Some(chunk) = next(todo) {
                    let number = chunk.number;
                    if let Some(result) = process(chunk, &mut worker, context) {
                        // Fails if the writer is gone: then the run is over.
                        let _ = finished.send((number, result));
                    }
                }
            });
        }
        drop(finished);
        for chunk in InOrder::new(done, options.first_chunk) {
            let Some(chunk) = chunk.transpose()? else {
                // Nothing came for a while: whoever looks on may still want to stop.
                if watch.progress(&counts).is_break() {
                    return Err(Error::Stopped);
                }
                continue;
            };
            output.write(chunk.encoded, &chunk.failures)?;
            counts += &chunk.counts;
            chunk.failures.iter().for_each(|failure| watch.failure(failure));
            output.written(chunk.next, &counts)?;
            drop(chunk.permit);
            if watch.progress(&counts).is_break() {
                return Err(Error::Stopped);
            }
        }
        Ok(())
    })?;
    output.finish(&counts)?;
    Ok(counts)
}

/// Cuts the corpus into chunks. Where one ends depends on the documents since the last one alone, so that a run that starts at
/// the beginning of a chunk makes the same ones.
#[expect(clippy::needless_pass_by_value, reason = "the sender goes at the end: that tells the workers")]
fn read<'a>(mut corpus: Corpus, first: u64, budget: &'a InFlightBudget, work: SyncSender<Chunk<'a>>) {
    for number in first.. {
        let (mut documents, mut bytes) = (Vec::new(), 0);
        while documents.len() < CHUNK_DOCUMENTS && bytes < CHUNK_BYTES {
            let Some(document) = corpus.next() else { break };
            bytes += document.as_ref().map_or(0, |item| length(&item.source.content));
            documents.push(document);
        }
        if documents.is_empty() {
            return;
        }
        let Some(permit) = budget.acquire(bytes) else { return };
        if work.send(Chunk { number, documents, permit, next: corpus.place() }).is_err() {
            return;
        }
    }
}

fn length(content: &Content<'_>) -> usize {
    match content {
        Content::Text(text) => text.len(),
        Content::Bytes(bytes) => bytes.len(),
    }
}

fn next<'a>(todo: &Mutex<Receiver<Chunk<'a>>>) -> Option<Chunk<'a>> {
    todo.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// What all workers share.
struct Context<'a> {
    files: &'a [PathBuf],
    offsets: Offsets,
    encode: Encoder,
    deduper: Option<&'a Deduper>,
    budget: &'a InFlightBudget,
}

/// Extracts a chunk; none if the run was stopped meanwhile.
fn process<'a>(chunk: Chunk<'a>, worker: &mut Worker<'_>, context: &Context<'_>) -> Option<Result<Done<'a>>> {
    let (mut records, mut failures) = (Vec::with_capacity(chunk.documents.len()), Vec::new());
    let mut sketches = Vec::new();
    for document in chunk.documents {
        if context.budget.is_over() {
            return None;
        }
        match document {
            Ok(item) => {
                let record = worker.extract(&item.source);
                failures.extend(failure_of(&record, item.place, &context.files[item.place.input]));
                if context.deduper.is_some() {
                    sketches.push(Sketch::of(&record));
                }
                records.push(record.with_offsets(context.offsets));
            }
            Err(failure) => failures.push(failure),
        }
    }
    let mut duplicates = 0;
    if let Some(deduper) = context.deduper {
        match deduper.process(chunk.number, &mut records, &sketches, || context.budget.is_over())? {
            Ok(copies) => duplicates = copies,
            Err(error) => return Some(Err(error)),
        }
    }
    let counts = Counts { duplicates, ..Counts::of(&records, &failures) };
    Some(Ok(Done { encoded: (context.encode)(&records), failures, counts, permit: chunk.permit, next: chunk.next }))
}

/// What a record's notes say went wrong.
fn failure_of(record: &Record, place: Place, input: &Path) -> Option<Failure> {
    let (reason, note) = record.notes.iter().find_map(|note| {
        let reason = match note.kind {
            NoteKind::Failure => Reason::Fault,
            NoteKind::Binary => Reason::Binary,
            NoteKind::TooLong => Reason::TooLong,
            _ => return None,
        };
        Some((reason, note))
    })?;
    let input = input.to_string_lossy().into_owned();
    Some(Failure { input, number: place.number, id: record.id.clone(), reason, message: note.message.clone() })
}

/// What arrives, put back in order; none when nothing arrived for [`RECV_TIMEOUT`].
struct InOrder<T> {
    arriving: Receiver<(u64, T)>,
    waiting: BTreeMap<u64, T>,
    next: u64,
}

impl<T> InOrder<T> {
    fn new(arriving: Receiver<(u64, T)>, next: u64) -> Self {
        Self { arriving, waiting: BTreeMap::new(), next }
    }
}

impl<T> Iterator for InOrder<T> {
    type Item = Option<T>;

    fn next(&mut self) -> Option<Option<T>> {
        loop {
            if let Some(item) = self.waiting.remove(&self.next) {
                self.next += 1;
                return Some(Some(item));
            }
            match self.arriving.recv_timeout(RECV_TIMEOUT) {
                Ok((number, item)) => self.waiting.insert(number, item),
                Err(RecvTimeoutError::Timeout) => return Some(None),
                Err(RecvTimeoutError::Disconnected) => return None,
            };
        }
    }
}
