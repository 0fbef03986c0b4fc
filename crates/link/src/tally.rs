//! Counting keys of which there may be more than memory holds: counts are put aside in runs and added up when they come back.

use rustc_hash::FxHashMap;

use crate::error::Result;
use crate::sort::{Sorted, Sorter};

/// Bytes that a key takes in memory beside its own.
const BESIDE: usize = 48;

/// Takes keys in any order.
pub struct Tally {
    counts: FxHashMap<Vec<u8>, u32>,
    bytes: usize,
    limit: usize,
    runs: Sorter,
}

/// Keys in their order, each once, with its count.
pub struct Counted {
    runs: Sorted,
    next: Option<(Vec<u8>, u32)>,
}

impl Tally {
    /// A tally that holds at most about twice `limit` bytes: keys that are counted, and a run that is sorted.
    pub fn new(limit: usize) -> Self {
        Self { counts: FxHashMap::default(), bytes: 0, limit, runs: Sorter::new(limit) }
    }

    /// Adds `times` to the count of a key.
    ///
    /// # Errors
    /// If a run can't be written.
    pub fn add(&mut self, key: &[u8], count: u32) -> Result<()> {
        if let Some(sum) = self.counts.get_mut(key) {
            *sum = sum.saturating_add(count);
            return Ok(());
        }
        self.bytes += key.len() + BESIDE;
        self.counts.insert(key.to_vec(), count);
        if self.bytes > self.limit { self.put_aside() } else { Ok(()) }
    }

    #[expect(clippy::iter_over_hash_type, reason = "what is put aside is sorted")]
    fn put_aside(&mut self) -> Result<()> {
        self.bytes = 0;
        for (key, count) in std::mem::take(&mut self.counts) {
            self.runs.push(&key, &count.to_be_bytes())?;
        }
        Ok(())
    }

    /// Returns the keys and their counts.
    ///
    /// # Errors
    /// If a run can't be written or read.
    pub fn finish(mut self) -> Result<Counted> {
        self.put_aside()?;
        let mut counted = Counted { runs: self.runs.finish()?, next: None };
        counted.next = counted.read()?;
        Ok(counted)
    }
}

impl Counted {
    fn read(&mut self) -> Result<Option<(Vec<u8>, u32)>> {
        let entry = self.runs.next_entry()?;
        Ok(entry.map(|entry| (entry.key, entry.value.try_into().map_or(0, u32::from_be_bytes))))
    }

    fn next_key(&mut self) -> Result<Option<(Vec<u8>, u32)>> {
        let Some((key, mut count)) = self.next.take() else { return Ok(None) };
        while let Some((next, more)) = self.read()? {
            if next != key {
                self.next = Some((next, more));
                break;
            }
            count = count.saturating_add(more);
        }
        Ok(Some((key, count)))
    }
}

impl Iterator for Counted {
    type Item = Result<(Vec<u8>, u32)>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_key().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_from_runs_are_those_of_memory() {
        let counted = |limit: usize| {
            let mut tally = Tally::new(limit);
            (0..5000_u32).for_each(|i| tally.add(&(i * i % 997).to_be_bytes(), 1 + i % 3).unwrap());
            tally.finish().unwrap().collect::<Result<Vec<_>>>().unwrap()
        };
        let all = counted(1 << 20);
        assert_eq!(all.iter().map(|(_, count)| u64::from(*count)).sum::<u64>(), 9999);
        assert!(all.is_sorted() && all.len() < 998);
        assert_eq!(counted(1 << 10), all);
    }
}
