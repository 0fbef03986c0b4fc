//! What a run has done, counted.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use nutgraf::Record;
use nutgraf::record::facts::FACTS;
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
    /// Facts found, by the name of their list.
    #[serde(flatten)]
    pub facts: BTreeMap<String, u64>,
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
        self.facts.values().sum()
    }

    pub(crate) fn of(records: &[Record], failures: &[Failure]) -> Self {
        let mut counts = Self { documents: records.len() as u64, ..Self::default() };
        counts.words = records.iter().map(|record| record.text.split_ascii_whitespace().count() as u64).sum();
        for fact in FACTS {
            let found = records.iter().map(|record| (fact.count)(record) as u64).sum();
            counts.facts.insert(fact.name.to_owned(), found);
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
        for (name, n) in &other.facts {
            *self.facts.entry(name.clone()).or_default() += n;
        }
        self.duplicates += other.duplicates;
        for (&reason, n) in &other.failures {
            *self.failures.entry(reason).or_default() += n;
        }
    }
}
