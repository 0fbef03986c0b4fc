//! Sorting what does not fit into memory: runs on disk, merged (external merge sort).
//!
//! Entries are a key and a value in bytes, compared as bytes, key first. So the order depends on what was put in alone, never on
//! when. What is held in memory is one run; what is on disk goes to files that have no name and vanish with the process. Where there
//! are many runs, a limited number at a time is merged into a longer one: a system lets a process have few files open.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};

use crate::error::{Result, scratch};

/// Bytes of entries that a sorter holds before it writes a run.
pub const RUN: usize = 32 << 20;
/// Bytes that are read ahead in each run while they are merged.
const AHEAD: usize = 64 << 10;
/// Runs that are merged to one.
const FAN: usize = 64;

/// Takes entries in any order.
pub struct Sorter {
    limit: usize,
    bytes: Vec<u8>,
    /// Where each entry begins in `bytes`, how long its key is, and where it ends.
    entries: Vec<(usize, usize, usize)>,
    /// Runs, and how often each was merged: those of one level are of about one length.
    runs: Vec<(u32, File)>,
}

/// An entry on its way out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// What it was sorted by.
    pub key: Vec<u8>,
    /// The bytes that came with the key.
    pub value: Vec<u8>,
}

impl Sorter {
    /// A sorter that holds at most about `limit` bytes of entries.
    pub fn new(limit: usize) -> Self {
        Self { limit, bytes: Vec::new(), entries: Vec::new(), runs: Vec::new() }
    }

    /// Takes an entry.
    ///
    /// # Errors
    /// If a run can't be written.
    pub fn push(&mut self, key: &[u8], value: &[u8]) -> Result<()> {
        let start = self.bytes.len();
        if start + key.len() + value.len() + 24 * self.entries.len() > self.limit && !self.entries.is_empty() {
            self.spill()?;
            return self.push(key, value);
        }
        self.bytes.extend_from_slice(key);
        self.bytes.extend_from_slice(value);
        self.entries.push((start, key.len(), self.bytes.len()));
        Ok(())
    }

    fn sort(&mut self) {
        let bytes = &self.bytes;
        let parts = |&(start, key, end): &(usize, usize, usize)| (&bytes[start..start + key], &bytes[start + key..end]);
        self.entries.sort_unstable_by(|a, b| parts(a).cmp(&parts(b)));
    }

    fn spill(&mut self) -> Result<()> {
        self.sort();
        let mut run = Run::new()?;
        for &(start, key, end) in &self.entries {
            run.push(&self.bytes[start..start + key], &self.bytes[start + key..end])?;
        }
        self.runs.push((0, run.finish()?));
        self.bytes.clear();
        self.entries.clear();
        let mut level = 0;
        while self.runs.iter().filter(|run| run.0 == level).count() >= FAN {
            let (many, rest) = std::mem::take(&mut self.runs).into_iter().partition(|run| run.0 == level);
            self.runs = rest;
            level += 1;
            let mut run = Run::new()?;
            let mut sorted = Sorted::merge(many)?;
            while let Some(Entry { key, value }) = sorted.next_entry()? {
                run.push(&key, &value)?;
            }
            self.runs.push((level, run.finish()?));
        }
        Ok(())
    }

    /// Returns the entries in their order.
    ///
    /// # Errors
    /// If a run can't be written or read.
    pub fn finish(mut self) -> Result<Sorted> {
        if !self.runs.is_empty() {
            self.spill()?;
            self.bytes = Vec::new();
            self.entries = Vec::new();
        }
        self.sort();
        let sorted = Sorted::merge(self.runs)?;
        Ok(Sorted { bytes: self.bytes, entries: self.entries.into_iter(), ..sorted })
    }
}

/// A run on its way to disk.
struct Run(BufWriter<File>);

impl Run {
    fn new() -> Result<Self> {
        Ok(Self(BufWriter::with_capacity(1 << 20, tempfile::tempfile().map_err(scratch)?)))
    }

    fn push(&mut self, key: &[u8], value: &[u8]) -> Result<()> {
        let lengths = [(key.len() as u32).to_le_bytes(), (value.len() as u32).to_le_bytes()];
        [lengths.as_flattened(), key, value].into_iter().try_for_each(|bytes| self.0.write_all(bytes)).map_err(scratch)
    }

    /// The run at its first entry.
    fn finish(self) -> Result<File> {
        let mut file = self.0.into_inner().map_err(|error| scratch(error.into_error()))?;
        file.seek(SeekFrom::Start(0)).map_err(scratch)?;
        Ok(file)
    }
}

/// The first entry of a run that was not given yet; the smallest of all runs comes first.
struct Head {
    entry: Entry,
    run: usize,
}

impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Head {}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Head {
    fn cmp(&self, other: &Self) -> Ordering {
        self.entry.cmp(&other.entry).then(self.run.cmp(&other.run))
    }
}

/// The entries of all runs, in order.
pub struct Sorted {
    bytes: Vec<u8>,
    entries: std::vec::IntoIter<(usize, usize, usize)>,
    runs: Vec<BufReader<File>>,
    heads: BinaryHeap<Reverse<Head>>,
}

impl Sorted {
    fn merge(runs: Vec<(u32, File)>) -> Result<Self> {
        let mut sorted = Self { bytes: Vec::new(), entries: Vec::new().into_iter(), runs: Vec::new(), heads: BinaryHeap::new() };
        for (_, file) in runs {
            sorted.runs.push(BufReader::with_capacity(AHEAD, file));
            sorted.refill(sorted.runs.len() - 1)?;
        }
        Ok(sorted)
    }

    /// Puts the next entry of a run among the heads, if there is one.
    fn refill(&mut self, run: usize) -> Result<()> {
        let reader = &mut self.runs[run];
        let mut lengths = [0; 8];
        match reader.read_exact(&mut lengths) {
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(()),
            other => other.map_err(scratch)?,
        }
        let length = |at: usize| u32::from_le_bytes([lengths[at], lengths[at + 1], lengths[at + 2], lengths[at + 3]]) as usize;
        let mut entry = Entry { key: vec![0; length(0)], value: vec![0; length(4)] };
        reader.read_exact(&mut entry.key).and_then(|()| reader.read_exact(&mut entry.value)).map_err(scratch)?;
        self.heads.push(Reverse(Head { entry, run }));
        Ok(())
    }

    /// The next entry.
    ///
    /// # Errors
    /// If a run can't be read.
    pub fn next_entry(&mut self) -> Result<Option<Entry>> {
        if let Some((start, key, end)) = self.entries.next() {
            let (key, value) = (&self.bytes[start..start + key], &self.bytes[start + key..end]);
            return Ok(Some(Entry { key: key.to_vec(), value: value.to_vec() }));
        }
        let Some(Reverse(Head { entry, run })) = self.heads.pop() else { return Ok(None) };
        self.refill(run)?;
        Ok(Some(entry))
    }
}

impl Iterator for Sorted {
    type Item = Result<Entry>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_entry().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(limit: usize, entries: &[(u32, u32)]) -> (usize, Vec<(u32, u32)>) {
        let mut sorter = Sorter::new(limit);
        entries.iter().for_each(|(key, value)| sorter.push(&key.to_be_bytes(), &value.to_be_bytes()).unwrap());
        let runs = sorter.runs.len();
        let number = |bytes: &[u8]| u32::from_be_bytes(bytes.try_into().unwrap());
        let out = sorter.finish().unwrap().map(Result::unwrap).map(|entry| (number(&entry.key), number(&entry.value)));
        (runs, out.collect())
    }

    #[test]
    fn runs_on_disk_give_the_same_order_as_memory() {
        let entries: Vec<_> = (0_u32..1000).map(|i| (i.wrapping_mul(2_654_435_761) % 97, i)).collect();
        let mut expected = entries.clone();
        expected.sort_unstable();
        assert_eq!(sorted(1 << 20, &entries), (0, expected.clone()));
        let (runs, out) = sorted(1 << 10, &entries);
        assert!(runs > 20, "{runs} runs");
        assert_eq!(out, expected);
        let backwards: Vec<_> = entries.into_iter().rev().collect();
        assert_eq!(sorted(1 << 10, &backwards).1, expected);
    }

    #[test]
    fn many_runs_are_merged_to_few() {
        let entries: Vec<_> = (0_u32..40_000).map(|i| (i.wrapping_mul(2_654_435_761), i)).collect();
        let mut expected = entries.clone();
        expected.sort_unstable();
        // About five hundred runs.
        let (runs, out) = sorted(2 << 10, &entries);
        assert!((2..FAN + 8).contains(&runs), "{runs} runs");
        assert_eq!(out, expected);
    }
}
