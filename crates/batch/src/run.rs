//! The run: one thread reads, `jobs` threads extract, the caller's thread writes what comes back, in the order of the input.

use std::collections::BTreeMap;
use std::ops::{AddAssign, ControlFlow};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, channel, sync_channel};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use nutgraf::record::NoteKind;
use nutgraf::{Content, Extractor, Offsets, Record, Worker};
use serde::{Deserialize, Serialize};

use crate::dedupe::{Deduper, Sketch};
use crate::error::{Error, Failure, Reason, Result};
use crate::input::{Corpus, Item, Place};
use crate::output::{Encoded, Encoder, Output};

/// Documents of a chunk, the unit that threads hand on.
const CHUNK_DOCUMENTS: usize = 32;
/// Bytes of sources after which a chunk is full.
const CHUNK_BYTES: usize = 256 << 10;

/// How long the writer waits for a chunk before it asks whether to stop.
const PATIENCE: Duration = Duration::from_millis(50);
/// Bytes of sources that may be read and not yet written. This bounds memory, whatever the corpus.
const IN_FLIGHT: usize = 8 << 20;

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

/// What a run has done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Records written.
    pub documents: u64,
    /// Words of their texts, as white space parts them.
    pub words: u64,
    /// People found.
    pub people: u64,
    /// Organisations found.
    pub organizations: u64,
    /// Places found.
    pub places: u64,
    /// Times found.
    pub times: u64,
    /// Quantities found.
    pub quantities: u64,
    /// Quotes found.
    pub quotes: u64,
    /// Near duplicates found.
    pub duplicates: u64,
    /// Files in the folders that are of no known kind and were left out.
    pub skipped: u64,
    /// Failures by sort.
    pub failures: BTreeMap<Reason, u64>,
}

impl Counts {
    /// All failures.
    pub fn failed(&self) -> u64 {
        self.failures.values().sum()
    }

    /// All facts.
    pub fn facts(&self) -> u64 {
        self.people + self.organizations + self.places + self.times + self.quantities + self.quotes
    }

    fn of(records: &[Record], failures: &[Failure]) -> Self {
        let mut counts = Self::default();
        for record in records {
            counts.documents += 1;
            counts.words += record.text.split_ascii_whitespace().count() as u64;
            counts.people += record.people.len() as u64;
            counts.organizations += record.organizations.len() as u64;
            counts.places += record.places.len() as u64;
            counts.times += record.times.len() as u64;
            counts.quantities += record.quantities.len() as u64;
            counts.quotes += record.quotes.len() as u64;
        }
        for failure in failures {
            *counts.failures.entry(failure.reason).or_default() += 1;
        }
        counts
    }
}

impl AddAssign<&Self> for Counts {
    fn add_assign(&mut self, other: &Self) {
        self.documents += other.documents;
        self.words += other.words;
        self.people += other.people;
        self.organizations += other.organizations;
        self.places += other.places;
        self.times += other.times;
        self.quantities += other.quantities;
        self.quotes += other.quotes;
        self.duplicates += other.duplicates;
        for (&reason, n) in &other.failures {
            *self.failures.entry(reason).or_default() += n;
        }
    }
}

/// Looks on while a run goes: called on the thread that started it.
pub trait Watch {
    /// A document did not come through.
    fn failure(&mut self, failure: &Failure);

    /// The run begins, or something was written. `Break` stops the run with [`Error::Stopped`].
    fn progress(&mut self, counts: &Counts) -> ControlFlow<()>;
}

/// Some documents on their way to a worker.
struct Chunk {
    number: u64,
    documents: Vec<Result<Item, Failure>>,
    bytes: usize,
    /// The place of the document behind the last one.
    next: Place,
}

/// A chunk on its way to the output.
struct Done {
    encoded: Encoded,
    failures: Vec<Failure>,
    counts: Counts,
    bytes: usize,
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
    let jobs = options.jobs.max(1);
    let flight = Flight::default();
    let files = corpus.inputs().files().to_vec();
    let context = Context { files: &files, offsets: options.offsets, encode: output.encoder(), deduper, flight: &flight };
    let (work, todo) = sync_channel(jobs);
    let (finished, done) = channel();
    let todo = Mutex::new(todo);
    thread::scope(|scope| -> Result<()> {
        // However this ends, the other threads must see it and end too.
        let _landing = Landing(&flight);
        scope.spawn(|| read(corpus, options.first_chunk, &flight, work));
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
            flight.land(chunk.bytes);
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
fn read(mut corpus: Corpus, first: u64, flight: &Flight, work: SyncSender<Chunk>) {
    for number in first.. {
        let mut chunk = Chunk { number, documents: Vec::new(), bytes: 0, next: corpus.place() };
        while chunk.documents.len() < CHUNK_DOCUMENTS && chunk.bytes < CHUNK_BYTES {
            let Some(document) = corpus.next() else { break };
            chunk.bytes += document.as_ref().map_or(0, |item| length(&item.source.content));
            chunk.documents.push(document);
        }
        chunk.next = corpus.place();
        if chunk.documents.is_empty() || !flight.start(chunk.bytes) || work.send(chunk).is_err() {
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

fn next(todo: &Mutex<Receiver<Chunk>>) -> Option<Chunk> {
    todo.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// What all workers share.
struct Context<'a> {
    files: &'a [PathBuf],
    offsets: Offsets,
    encode: Encoder,
    deduper: Option<&'a Deduper>,
    flight: &'a Flight,
}

/// Extracts a chunk; none if the run was stopped meanwhile.
fn process(chunk: Chunk, worker: &mut Worker<'_>, context: &Context<'_>) -> Option<Result<Done>> {
    let (mut records, mut failures) = (Vec::with_capacity(chunk.documents.len()), Vec::new());
    let mut sketches = Vec::new();
    for document in chunk.documents {
        if context.flight.is_over() {
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
        match deduper.process(chunk.number, &mut records, &sketches, || context.flight.is_over())? {
            Ok(copies) => duplicates = copies,
            Err(error) => return Some(Err(error)),
        }
    }
    let counts = Counts { duplicates, ..Counts::of(&records, &failures) };
    Some(Ok(Done {
        encoded: (context.encode)(&records, context.offsets),
        failures,
        counts,
        bytes: chunk.bytes,
        next: chunk.next,
    }))
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

/// What arrives, put back in order; none when nothing arrived for [`PATIENCE`].
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
            match self.arriving.recv_timeout(PATIENCE) {
                Ok((number, item)) => self.waiting.insert(number, item),
                Err(RecvTimeoutError::Timeout) => return Some(None),
                Err(RecvTimeoutError::Disconnected) => return None,
            };
        }
    }
}

/// The bytes that are read and not yet written, and whether the run is over.
#[derive(Default)]
struct Flight {
    bytes: Mutex<usize>,
    landed: Condvar,
    over: AtomicBool,
}

impl Flight {
    /// Waits until there is room for so many bytes more, or nothing else is on its way; false if the run is over.
    fn start(&self, bytes: usize) -> bool {
        let mut flying = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        while !self.is_over() && *flying > 0 && *flying + bytes > IN_FLIGHT {
            flying = self.landed.wait(flying).unwrap_or_else(PoisonError::into_inner);
        }
        *flying += bytes;
        !self.is_over()
    }

    fn land(&self, bytes: usize) {
        *self.bytes.lock().unwrap_or_else(PoisonError::into_inner) -= bytes;
        self.landed.notify_all();
    }

    fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }
}

/// Ends the flight when the writer is gone.
struct Landing<'a>(&'a Flight);

impl Drop for Landing<'_> {
    fn drop(&mut self) {
        // Under the lock, or a reader between its look and its wait would sleep on.
        let _flying = self.0.bytes.lock();
        self.0.over.store(true, Ordering::Relaxed);
        self.0.landed.notify_all();
    }
}
