//! Pages as the trainer of the body model sees them.

use std::sync::Arc;

use super::blocks;
use super::features;
use super::known::apply;
use super::lexicon::Lexicon;
use super::split;
use super::segment::Segments;
use super::word;
use crate::Span;
use crate::model::trees::Table;
use crate::read::Document;
use crate::record::{Block, BlockKind};

/// The segments of a document as training sees them.
pub struct Examples {
    segments: Segments,
    /// What the first scoring sees.
    pub table: Table,
}

impl Examples {
    /// Cuts a document of a language into segments and describes them.
    pub fn new(document: &Document, resources: &Arc<Lexicon>) -> Self {
        let segments = split::of_page(document, resources);
        Self { table: features::table(document, &segments), segments }
    }

    /// Where the segments stand, how many words they have, and whether their kind is already given.
    pub fn segments(&self) -> impl Iterator<Item = (Span, u32, Option<BlockKind>)> + '_ {
        self.segments.iter().map(|segment| (segment.span, segment.line.words, segment.given))
    }

    /// What layout makes of the document when its segments have these scores.
    pub fn blocks(&self, document: &Document, scores: Vec<i32>) -> Vec<Block> {
        blocks::of_page(document, &self.segments, apply(document, &self.segments, scores))
    }

    /// What the second scoring sees.
    pub fn rescored(&self, scores: &[i32]) -> Table {
        features::with_scores(self.table.clone(), &self.segments, scores)
    }
}

/// Returns the words of a text as layout counts them, as hashes.
pub fn words(text: &str) -> Vec<u64> {
    word::words(text).map(|word| word.hash).collect()
}
