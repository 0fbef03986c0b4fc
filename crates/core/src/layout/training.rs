//! Pages as the trainer of the body model sees them.

use std::sync::Arc;

use super::blocks;
use super::features;
use super::known::apply;
use super::lexicon::Lexicon;
use super::split;
use super::unit::Units;
use super::word;
use crate::Span;
use crate::model::trees::Table;
use crate::read::Document;
use crate::record::{Block, BlockKind};

/// The units of a document as training sees them.
pub struct Examples {
    units: Units,
    /// What the first scoring sees.
    pub table: Table,
}

impl Examples {
    /// Cuts a document of a language into units and describes them.
    pub fn new(document: &Document, resources: &Arc<Lexicon>) -> Self {
        let units = split::of_page(document, resources);
        Self { table: features::table(document, &units), units }
    }

    /// Where the units stand, how many words they have, and whether their kind is already given.
    pub fn units(&self) -> impl Iterator<Item = (Span, u32, Option<BlockKind>)> + '_ {
        self.units.iter().map(|unit| (unit.span, unit.line.words, unit.given))
    }

    /// What layout makes of the document when its units have these scores.
    pub fn blocks(&self, document: &Document, scores: Vec<i32>) -> Vec<Block> {
        blocks::of_page(document, &self.units, apply(document, &self.units, scores))
    }

    /// What the second scoring sees.
    pub fn rescored(&self, scores: &[i32]) -> Table {
        features::with_scores(self.table.clone(), &self.units, scores)
    }
}

/// Returns the words of a text as layout counts them, as hashes.
pub fn words(text: &str) -> Vec<u64> {
    word::words(text).map(|word| word.hash).collect()
}
