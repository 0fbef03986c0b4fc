//! What of a sample is marked, and what that says of precision and recall.

use std::collections::BTreeSet;

use crate::marks::{Item, MARKS, Sheet};
use crate::precision;
use crate::report::{Missed, Part, TableReport};
use crate::sample::{BAND_NAMES, band};
use crate::strata::Stratum;
use nutgraf_batch::{Error, Result};

/// Marked things of one sample, their strata counted by what was marked.
pub struct Marked<'a> {
    /// The strata, as many drawn as are marked.
    pub strata: Vec<Stratum>,
    /// The things that are marked.
    pub items: Vec<&'a Item>,
}

impl<'a> Marked<'a> {
    /// What is not marked counts as not drawn: the order is random, so the rest is a random part.
    ///
    /// # Errors
    /// If a stratum has no mark, or more than it holds.
    pub fn new(sheet: &'a Sheet) -> Result<Self> {
        let items: Vec<_> = sheet.items.iter().filter(|item| item.is_marked()).collect();
        let mut strata = sheet.strata.clone();
        strata.iter_mut().for_each(|stratum| stratum.drawn = 0);
        items.iter().for_each(|item| strata[item.stratum].drawn += 1);
        if strata.iter().any(|stratum| stratum.drawn > stratum.population) {
            return Err(Error::Use("more is marked than the strata hold: the file was changed".into()));
        }
        if let Some(stratum) = strata.iter().zip(&sheet.strata).find(|(now, before)| now.drawn == 0 && before.drawn > 0) {
            let reason = "things come in random order: go on marking, at least one of each stratum is needed";
            return Err(Error::Use(format!("of {:?} nothing is marked yet ({reason})", stratum.0.name)));
        }
        Ok(Self { strata, items })
    }

    fn part(&self, name: &str, of: &dyn Fn(&Item) -> bool) -> Option<Part> {
        let mark = |least: usize| {
            let value = |item: &Item| item.mark.as_deref().is_some_and(|mark| MARKS[..=least].contains(&mark));
            self.items.iter().map(|item| (item.stratum, of(item), f64::from(u8::from(value(item))))).collect::<Vec<_>>()
        };
        let here = || self.items.iter().filter(|item| of(item));
        let count = |mark: &str| here().filter(|item| item.mark.as_deref() == Some(mark)).count();
        let weights: f64 = here().map(|item| self.strata[item.stratum].weight()).sum();
        let confidence = here().map(|item| self.strata[item.stratum].weight() * item.confidence).sum::<f64>() / weights;
        Some(Part {
            name: name.to_owned(),
            marked: here().count(),
            right: count("right"),
            partly: count("partly"),
            wrong: count("wrong"),
            precision: precision::of(&self.strata, &mark(0))?,
            at_least_partly: precision::of(&self.strata, &mark(1))?,
            confidence,
        })
    }

    /// How right the facts of a table are; none if none of them was drawn.
    pub fn table(&self, table: &str) -> Option<TableReport> {
        let here = |item: &Item| item.table == table;
        let strata: BTreeSet<usize> = self.items.iter().filter(|item| here(item)).map(|item| item.stratum).collect();
        let facts = strata.iter().map(|&i| self.strata[i].population).sum::<usize>();
        let kinds: BTreeSet<&str> = self.items.iter().filter(|item| here(item)).map(|item| item.kind.as_str()).collect();
        let all = self.part("all", &here)?;
        Some(TableReport {
            table: table.to_owned(),
            facts,
            right_facts: all.precision.times(facts as f64),
            facts_there: all.at_least_partly.times(facts as f64),
            all,
            by_kind: kinds.iter().filter_map(|kind| self.part(kind, &|item| here(item) && item.kind == *kind)).collect(),
            by_confidence: (0..BAND_NAMES.len())
                .filter_map(|i| self.part(BAND_NAMES[i], &|item| here(item) && band(item.confidence) == i))
                .collect(),
        })
    }

    /// How many facts are missed in all sentences; none if none was marked.
    pub fn missed(&self) -> Option<Missed> {
        let counts: Vec<_> = self.items.iter().filter_map(|item| Some((item.stratum, f64::from(item.missed?)))).collect();
        let sentences = self.strata.iter().map(|stratum| stratum.population).sum();
        (!counts.is_empty()).then(|| Missed {
            sentences,
            marked: counts.len(),
            missed: precision::missed(&self.strata, &counts),
            recall: None,
        })
    }
}
