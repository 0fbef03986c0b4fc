//! Which segments are the article's text: boosted trees over counts, neighbours and elements, then once more over the first scores.
//!
//! The second scoring sees what the first one said of the segments around (Tu and Bai's auto-context), which makes it a sequence model
//! without a decoder.

use std::sync::LazyLock;

use super::features;
use super::known;
use super::segment::Segments;
use crate::model::trees::Trees;
use crate::read::Document;

/// The two ensembles of one kind of input.
#[derive(Debug, Default)]
pub struct Model {
    /// Over `features::table`.
    pub first: Trees,
    /// Over that with the scores of the first.
    pub second: Trees,
}

/// For plain text and for HTML.
static MODELS: LazyLock<[Model; 2]> = LazyLock::new(|| {
    let mut bytes: &[u8] = include_bytes!("../../data/lang/en/models/blocks.bin");
    [(); 2].map(|()| Model { first: Trees::read(&mut bytes), second: Trees::read(&mut bytes) })
});

/// The scores of all segments, in [`crate::model::trees::SCALE`]ths of log-odds; those above zero are the article's text.
pub(super) fn scores(document: &Document, segments: &Segments) -> Vec<i32> {
    let is_html = document.pieces.first().is_some_and(|piece| piece.markup.is_some());
    let model = &MODELS[usize::from(is_html)];
    let table = features::table(document, segments);
    let first = model.first.score(&table);
    let second = model.second.score(&features::with_scores(table, segments, &first));
    known::apply(document, segments, second)
}
