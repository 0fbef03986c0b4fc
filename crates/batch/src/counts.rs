//! What a run has done, counted.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use nutgraf::Record;
use serde::{Deserialize, Serialize};

use crate::error::{Failure, Reason};

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

    pub(crate) fn of(records: &[Record], failures: &[Failure]) -> Self {
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
