//! Near duplicates over a whole corpus: `MinHash` of three-word shingles, looked up by bands.
//!
//! Each body is reduced to 128 minima by one-permutation hashing (Li, Owen, Zhang 2012) with the empty bins filled as by
//! Shrivastava (2017). Of each minimum one bit is kept to compare by (Li, König 2010): two texts that share a part J of their
//! shingles agree in (1 + J) / 2 of the bits. Articles to compare with are found by eight bands of three minima each. Memory for an
//! article is 16 bytes of bits, 8 of an offset into the file of ids, and 8 slots of 8 bytes in a table filled to between one half and
//! four fifths: 104 to 152 bytes, about 1 to 1.5 GB for ten million articles. Copies are not stored.

mod sketch;

use sketch::BANDS;
pub(crate) use sketch::Sketch;

use std::fs::{File, OpenOptions};
use std::io::{BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use nutgraf::Record;

use crate::error::{Error, Result};

/// What is done about copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dedupe {
    /// They are marked with the id of the first one.
    Mark,
    /// They are left out.
    Drop,
}

/// Two texts with at least this part of their shingles in common are copies: one half, in bits that agree.
const AGREE: u32 = 96;
/// The most articles that one is compared with: words that all of a site's articles share must not make the run slow.
const LOOKED_AT: usize = 512;

/// Finds copies; shared by the workers, who come to it in the order of the corpus.
pub struct Deduper {
    mode: Dedupe,
    /// The next chunk, and all that was seen.
    seen: Mutex<(u64, Seen)>,
    turn: Condvar,
}

impl Deduper {
    /// For a run that has done `chunks` chunks; `path` is where it keeps ids and sketches while it lasts.
    ///
    /// # Errors
    /// If that file can't be made or read.
    pub fn open(mode: Dedupe, path: &Path, chunks: u64) -> Result<Self> {
        let seen = Seen::open(path, chunks).map_err(Error::io("opening", path))?;
        Ok(Self { mode, seen: Mutex::new((chunks, seen)), turn: Condvar::new() })
    }

    /// Waits for the chunk's turn, then marks or drops the copies among its records; gives how many there were. None if `over`
    /// says that the turn won't come.
    pub(crate) fn process(
        &self,
        chunk: u64,
        records: &mut Vec<Record>,
        sketches: &[Option<Sketch>],
        over: impl Fn() -> bool,
    ) -> Option<Result<u64>> {
        let mut guard = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        while guard.0 != chunk {
            if over() {
                return None;
            }
            guard = self.turn.wait_timeout(guard, Duration::from_millis(100)).unwrap_or_else(PoisonError::into_inner).0;
        }
        let (next, seen) = &mut *guard;
        let result = seen.mark(chunk, records, sketches);
        *next += 1;
        self.turn.notify_all();
        drop(guard);
        if self.mode == Dedupe::Drop {
            records.retain(|record| record.duplicate_of.is_none());
        }
        Some(result)
    }

    /// Removes the file.
    ///
    /// # Errors
    /// If the disk says no.
    pub fn finish(self) -> Result<()> {
        let (_, seen) = self.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        std::fs::remove_file(&seen.path).map_err(Error::io("removing", &seen.path))
    }
}

/// The articles seen, copies left out.
struct Seen {
    path: PathBuf,
    /// Chunk, sketch and id of each, one after the other.
    file: File,
    length: u64,
    offsets: Vec<u64>,
    bits: Vec<u128>,
    bands: Bands,
}

/// The bytes of an entry before the id: chunk, bits, bands, length of the id.
const HEAD: usize = 8 + 16 + 4 * BANDS + 4;

impl Seen {
    /// Reads again what was seen in the chunks that are done, and cuts off the rest.
    fn open(path: &Path, chunks: u64) -> std::io::Result<Self> {
        let file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path)?;
        let mut seen =
            Self { path: path.to_owned(), file, length: 0, offsets: Vec::new(), bits: Vec::new(), bands: Bands::default() };
        let mut reader = BufReader::new(seen.file.try_clone()?);
        let mut head = [0; HEAD];
        // The last entry may be cut off by a kill: then it is of a chunk that is not done.
        while reader.read_exact(&mut head).is_ok() {
            let (chunk, sketch, id) = decode(&head);
            if chunk >= chunks || reader.seek_relative(id.into()).is_err() {
                break;
            }
            seen.add(&sketch, u64::from(id));
        }
        seen.file.set_len(seen.length)?;
        seen.file.seek(SeekFrom::Start(seen.length))?;
        Ok(seen)
    }

    fn add(&mut self, sketch: &Sketch, id: u64) {
        self.bands.insert(&sketch.bands, self.bits.len() as u32);
        self.bits.push(sketch.bits);
        self.offsets.push(self.length);
        self.length += HEAD as u64 + id;
    }

    fn mark(&mut self, chunk: u64, records: &mut [Record], sketches: &[Option<Sketch>]) -> Result<u64> {
        let mut copies = 0;
        let mut entries = Vec::new();
        let written = self.length;
        for (record, sketch) in records.iter_mut().zip(sketches) {
            let Some(sketch) = sketch else { continue };
            if let Some(original) = self.find(sketch) {
                // An original of this very chunk is not on disk yet.
                let id = match self.offsets[original].checked_sub(written) {
                    Some(at) => id_in(&entries[at as usize..]),
                    None => self.read_id(self.offsets[original]).map_err(Error::io("reading", &self.path))?,
                };
                record.duplicate_of = Some(id);
                copies += 1;
            } else {
                let id = record.id.as_deref().unwrap_or_default();
                encode(&mut entries, chunk, sketch, id);
                self.add(sketch, id.len() as u64);
            }
        }
        let write = |file: &mut File| file.seek(SeekFrom::Start(written)).and_then(|_| file.write_all(&entries));
        write(&mut self.file).map_err(Error::io("writing", &self.path))?;
        Ok(copies)
    }

    /// The first article that this one is a copy of.
    fn find(&self, sketch: &Sketch) -> Option<usize> {
        let mut best = None;
        for &band in &sketch.bands {
            for candidate in self.bands.get(band).take(LOOKED_AT) {
                let candidate = candidate as usize;
                let agree = 128 - (self.bits[candidate] ^ sketch.bits).count_ones();
                if agree >= AGREE && best.is_none_or(|best| candidate < best) {
                    best = Some(candidate);
                }
            }
        }
        best
    }

    fn read_id(&self, offset: u64) -> std::io::Result<String> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(offset))?;
        let mut head = [0; HEAD];
        file.read_exact(&mut head)?;
        let mut id = vec![0; decode(&head).2 as usize];
        file.read_exact(&mut id)?;
        Ok(String::from_utf8_lossy(&id).into_owned())
    }
}

fn encode(out: &mut Vec<u8>, chunk: u64, sketch: &Sketch, id: &str) {
    out.extend_from_slice(&chunk.to_le_bytes());
    out.extend_from_slice(&sketch.bits.to_le_bytes());
    sketch.bands.iter().for_each(|band| out.extend_from_slice(&band.to_le_bytes()));
    out.extend_from_slice(&(id.len() as u32).to_le_bytes());
    out.extend_from_slice(id.as_bytes());
}

/// Chunk, sketch and length of the id.
fn decode(head: &[u8; HEAD]) -> (u64, Sketch, u32) {
    let word = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
    let double = |at: usize| u64::from(word(at)) | u64::from(word(at + 4)) << 32;
    let bits = u128::from(double(8)) | u128::from(double(16)) << 64;
    (double(0), Sketch { bits, bands: std::array::from_fn(|i| word(24 + 4 * i)) }, word(24 + 4 * BANDS))
}

fn id_in(entry: &[u8]) -> String {
    let id = entry.first_chunk().map_or(0, |head| decode(head).2) as usize;
    String::from_utf8_lossy(entry.get(HEAD..HEAD + id).unwrap_or_default()).into_owned()
}

/// A table from bands to articles, open addressing; half to four fifths full.
#[derive(Default)]
struct Bands {
    /// Band and article + 1; 0 is free.
    slots: Vec<(u32, u32)>,
    used: usize,
}

impl Bands {
    fn insert(&mut self, bands: &[u32], article: u32) {
        if (self.used + bands.len()) * 5 > self.slots.len() * 4 {
            let size = (self.slots.len() * 8 / 5).max(1024);
            let old = std::mem::replace(&mut self.slots, vec![(0, 0); size]);
            for (band, article) in old.into_iter().filter(|&(_, article)| article > 0) {
                self.put(band, article);
            }
        }
        for &band in bands {
            self.put(band, article + 1);
        }
        self.used += bands.len();
    }

    fn put(&mut self, band: u32, article: u32) {
        let mut at = self.home(band);
        while self.slots[at].1 > 0 {
            at = (at + 1) % self.slots.len();
        }
        self.slots[at] = (band, article);
    }

    /// Not by the remainder: the table's size is no power of two, and a product is quicker.
    fn home(&self, band: u32) -> usize {
        (band as usize * self.slots.len()) >> 32
    }

    fn get(&self, band: u32) -> impl Iterator<Item = u32> {
        let at = if self.slots.is_empty() { 0 } else { self.home(band) };
        let run = self.slots[at..].iter().chain(&self.slots[..at]).take_while(|slot| slot.1 > 0);
        run.filter(move |slot| slot.0 == band).map(|slot| slot.1 - 1)
    }
}

#[cfg(test)]
mod tests {
    use nutgraf::{Extractor, Source};

    use super::*;

    fn story(seed: usize, words: usize) -> String {
        // Multiplied, not added: or every story would be a stretch of one and the same.
        let word = |i: usize| format!("w{}", (i + 7919) * (seed * 104_729 + 31) % 5003 * (i + 13) % 4999);
        (0..words).map(word).collect::<Vec<_>>().join(" ")
    }

    fn run(deduper: &Deduper, chunk: u64, texts: &[String]) -> Vec<Option<String>> {
        let extractor = Extractor::new(nutgraf::Options { input: nutgraf::Input::Article, ..Default::default() }).unwrap();
        let ids = (0..texts.len()).map(|i| format!("{chunk}-{i}"));
        let mut records: Vec<_> =
            texts.iter().zip(ids).map(|(text, id)| extractor.extract(&Source::text(text).with_id(id))).collect();
        let sketches: Vec<_> = records.iter().map(Sketch::of).collect();
        deduper.process(chunk, &mut records, &sketches, || false).unwrap().unwrap();
        records.into_iter().map(|record| record.duplicate_of).collect()
    }

    #[test]
    fn copies_point_to_the_first_one_over_a_resume() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sketches");
        let edited = format!("By A. Writer. {} More on this later.", story(1, 400));
        let deduper = Deduper::open(Dedupe::Mark, &path, 0).unwrap();
        assert_eq!(run(&deduper, 0, &[story(1, 400), story(2, 400), edited.clone()]), [None, None, Some("0-0".into())]);
        assert_eq!(run(&deduper, 1, &[story(3, 300)]), [None]);
        drop(deduper);

        // Chunk 1 was not done: what it saw is forgotten.
        let deduper = Deduper::open(Dedupe::Mark, &path, 1).unwrap();
        assert_eq!(run(&deduper, 1, &[story(3, 300), edited]), [None, Some("0-0".into())]);
        deduper.finish().unwrap();
        assert!(!path.exists());
    }

    #[test]
    fn different_stories_are_not_copies() {
        let folder = tempfile::tempdir().unwrap();
        let deduper = Deduper::open(Dedupe::Mark, &folder.path().join("sketches"), 0).unwrap();
        let stories: Vec<_> = (10..400).map(|seed| story(seed, 150 + seed % 40)).collect();
        assert!(run(&deduper, 0, &stories).iter().all(Option::is_none));
    }
}
