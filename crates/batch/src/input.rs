//! Inputs: which files there are, and the articles in them.

mod broken;
mod gzip;
mod json;
mod kind;
mod object;
mod parquet;
mod rows;
mod single;
mod warc;

pub use kind::Kind;
pub use single::read_document;

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use nutgraf::{Date, Source};

use crate::columns::Columns;
use crate::error::{Failure, Reason};
use crate::ids::Ids;
use broken::Broken;
use kind::{Compression, HEAD, MAX_ROW};

/// The path that means standard input.
const STDIN: &str = "-";

/// How inputs are read.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct ReadOptions {
    /// What the files are; told from their content if not given.
    pub from: Option<Kind>,
    /// Which columns are what.
    pub columns: Columns,
    /// The day of publication of documents that come without one.
    pub published: Option<Date>,
    /// The most bytes of a file that is one document.
    pub max_bytes: usize,
}

/// The files of a corpus, in the order in which they are read.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    files: Vec<PathBuf>,
    /// Files of folders that are of no known kind.
    skipped: u64,
}

impl Inputs {
    /// Files as they are; folders with all files of known kinds in them, sorted by name; patterns with `*`, `?` or `[`; `-` for
    /// standard input. A file that is not there is found out when it is its turn.
    pub fn find<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Self {
        let (mut files, mut skipped) = (Vec::new(), 0);
        for path in paths {
            let path = path.as_ref();
            let before = files.len();
            if path.is_dir() {
                walk(path, &mut files, &mut skipped);
            } else if let Some(pattern) = path.to_str().filter(|p| p.contains(['*', '?', '[']) && !path.exists()) {
                // The crate gives matches in alphabetical order.
                files.extend(glob::glob(pattern).into_iter().flatten().flatten().filter(|p| p.is_file()));
            }
            if files.len() == before {
                files.push(path.to_owned());
            }
        }
        Self { files, skipped }
    }

    /// How many files of the folders are of no known kind, and left out.
    pub fn skipped(&self) -> u64 {
        self.skipped
    }

    /// The files.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// True if standard input is among them: such a run can't be resumed.
    pub fn has_stdin(&self) -> bool {
        self.files.iter().any(|path| path == Path::new(STDIN))
    }

    /// Bytes on disk.
    pub fn size(&self) -> u64 {
        self.files.iter().filter_map(|path| fs::metadata(path).ok()).map(|meta| meta.len()).sum()
    }

    /// A number that changes if a file is added, taken away, renamed, or changes its size or time.
    pub fn fingerprint(&self) -> u64 {
        use std::hash::{Hash, Hasher};
        let mut hasher = rustc_hash::FxHasher::default();
        for path in &self.files {
            let meta = fs::metadata(path).ok();
            let modified = meta.as_ref().and_then(|meta| meta.modified().ok());
            let since = modified.and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
            path.to_string_lossy().hash(&mut hasher);
            (meta.map(|meta| meta.len()), since.map(|since| since.as_nanos())).hash(&mut hasher);
        }
        hasher.finish()
    }
}

/// All files of known kinds below a folder, sorted by name; hidden ones are left out.
fn walk(folder: &Path, files: &mut Vec<PathBuf>, skipped: &mut u64) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b".")) {
            continue;
        }
        if path.is_symlink() && path.is_dir() {
            // Not followed: a link upwards would never end.
        } else if path.is_dir() {
            walk(&path, files, skipped);
        } else if kind::is_known(&path) {
            files.push(path);
        } else {
            *skipped += 1;
        }
    }
}

/// Where a document stands in the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// Which file.
    pub input: usize,
    /// Which document or failure of that file.
    pub number: u64,
}

/// A document of the corpus.
#[derive(Debug)]
pub struct Item {
    /// Where it stands.
    pub place: Place,
    /// What it is; its id is always set.
    pub source: Source<'static>,
}

/// What comes out of one file: sources, or what is wrong with a part of it.
type Sources = Box<dyn Iterator<Item = Result<Source<'static>, Fault>> + Send>;

/// A failure that does not know yet in which file it is.
#[derive(Debug)]
pub(crate) struct Fault {
    id: Option<String>,
    reason: Reason,
    message: String,
}

impl Fault {
    fn new(reason: Reason, message: impl Into<String>) -> Self {
        Self { id: None, reason, message: message.into() }
    }

    fn io(error: &io::Error) -> Self {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => Reason::NotFound,
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => Reason::Compression,
            _ => Reason::Unreadable,
        };
        Self::new(reason, error.to_string())
    }

    fn with_id(mut self, id: String) -> Self {
        self.id = Some(id);
        self
    }
}

/// True if reading can go on after this error: the decoder has found the next member.
fn is_broken_member(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof)
}

/// The articles of all inputs, one after the other.
pub struct Corpus {
    inputs: Inputs,
    options: ReadOptions,
    next: Place,
    open: Option<Sources>,
    /// The ids of the file that is open.
    ids: Ids,
    read: Arc<AtomicU64>,
}

impl Corpus {
    /// Opens nothing yet.
    pub fn new(inputs: Inputs, options: ReadOptions) -> Self {
        Self { inputs, options, next: Place::default(), open: None, ids: Ids::default(), read: Arc::default() }
    }

    /// The same corpus, which adds the bytes that it reads to this count.
    #[must_use]
    pub fn counting(mut self, read: &Arc<AtomicU64>) -> Self {
        self.read = Arc::clone(read);
        self
    }

    /// The same corpus from this place on.
    #[must_use]
    pub fn starting_at(mut self, place: Place) -> Self {
        let before = Inputs { files: self.inputs.files.iter().take(place.input).cloned().collect(), skipped: 0 };
        self.read.store(before.size(), Ordering::Relaxed);
        self.next.input = place.input;
        while self.next.number < place.number && self.next.input == place.input && self.next().is_some() {}
        self
    }

    /// Its files.
    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// The place of the next document.
    pub fn place(&self) -> Place {
        self.next
    }

    fn failure(&self, fault: Fault) -> Failure {
        let input = self.inputs.files[self.next.input].to_string_lossy().into_owned();
        Failure { input, number: self.next.number, id: fault.id, reason: fault.reason, message: fault.message }
    }
}

impl Iterator for Corpus {
    type Item = Result<Item, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let path = self.inputs.files.get(self.next.input)?;
            let sources = match &mut self.open {
                Some(sources) => sources,
                None => self.open.insert(open(path, &self.options, &self.read)),
            };
            let Some(result) = sources.next() else {
                self.open = None;
                self.ids = Ids::default();
                self.next = Place { input: self.next.input + 1, number: 0 };
                continue;
            };
            let place = self.next;
            let result = match result {
                Ok(mut source) => {
                    self.ids.settle(&mut source);
                    source.published = source.published.or_else(|| self.options.published.map(Into::into));
                    Ok(Item { place, source })
                }
                Err(fault) => Err(self.failure(fault)),
            };
            self.next.number += 1;
            return Some(result);
        }
    }
}

/// Opens a file as what it is.
fn open(path: &Path, options: &ReadOptions, read: &Arc<AtomicU64>) -> Sources {
    try_open(path, options, read).unwrap_or_else(|fault| Box::new(std::iter::once(Err(fault))))
}

fn try_open(path: &Path, options: &ReadOptions, read: &Arc<AtomicU64>) -> Result<Sources, Fault> {
    let name = path.to_string_lossy().into_owned();
    let from_stdin = path == Path::new(STDIN);
    if path.is_dir() {
        return Err(Fault::new(Reason::NotFound, "the folder holds no file of a known kind"));
    }
    if !from_stdin && !path.exists() && name.contains(['*', '?', '[']) {
        return Err(Fault::new(Reason::NotFound, "no file matches"));
    }
    let raw: Box<dyn Read + Send> =
        if from_stdin { Box::new(io::stdin()) } else { Box::new(File::open(path).map_err(|error| Fault::io(&error))?) };
    let mut raw = BufReader::with_capacity(HEAD, Counted { inner: raw, read: Arc::clone(read) });
    let magic = raw.fill_buf().map_err(|error| Fault::io(&error))?;
    let mut decoded = Compression::of(magic).reader(raw);

    let mut head = Vec::new();
    let broken = decoded.by_ref().take(HEAD as u64).read_to_end(&mut head).err();
    let kind = options.from.unwrap_or_else(|| Kind::of(&head, &name));
    if kind == Kind::Parquet {
        return parquet::sources(path, options, Arc::clone(read));
    }
    // Whatever is broken in the head must come up in its place, behind what could be read.
    let reader = BufReader::with_capacity(HEAD, io::Cursor::new(head).chain(Broken(broken)).chain(decoded));
    Ok(match kind {
        Kind::Jsonl => Box::new(rows::Jsonl::new(reader, name, options.columns.clone())),
        Kind::Json => Box::new(json::Values::new(reader, name, options.columns.clone())),
        Kind::Csv => rows::csv(reader, name, &options.columns)?,
        Kind::Warc => Box::new(warc::Records::new(reader)),
        Kind::Document | Kind::Parquet => {
            let limit = options.max_bytes;
            Box::new(std::iter::once_with(move || document(reader, name, limit)))
        }
    })
}

/// A file that is one document.
fn document(reader: impl Read, name: String, limit: usize) -> Result<Source<'static>, Fault> {
    let mut bytes = Vec::new();
    // Somewhat more than the limit, so that the extractor sees that it is too long, and says so.
    reader.take(limit as u64 + 8).read_to_end(&mut bytes).map_err(|error| Fault::io(&error))?;
    Ok(Source::bytes(bytes).with_id(name))
}

/// Counts what is read from a file.
struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}
