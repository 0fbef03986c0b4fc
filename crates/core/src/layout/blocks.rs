//! Segments to blocks: a kind and a confidence each.

use super::choice;
use super::kind;
use super::segment::{Segment, Segments};
use crate::read::Document;
use crate::record::{Block, BlockKind, Confidence, Meta};

/// The blocks of a document and what it says of itself.
#[derive(Debug, Default)]
pub struct Layout {
    /// In the order of the text, not overlapping.
    pub blocks: Vec<Block>,
    /// Title, authors, dates; spans in [`Document::text`].
    pub meta: Meta,
}

/// The blocks of a page, with the scores of its segments.
pub(super) fn of_page(document: &Document, segments: &Segments, scores: Vec<i32>) -> Vec<Block> {
    let mut kinds = kind::of_page(document, segments, &scores);
    keep_main_line(segments, &mut kinds);
    let rows = segments.iter().zip(kinds).zip(scores);
    joined(rows.map(|((segment, kind), score)| (segment.piece, block(segment, kind, confidence(segment, kind, score)))))
}

/// The blocks, parts of the text that were cut from one line put together again.
fn joined(rows: impl Iterator<Item = (u32, Block)>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(rows.size_hint().0);
    let mut last = None;
    for (piece, block) in rows {
        match blocks.last_mut() {
            Some(before) if last == Some(piece) && before.kind == BlockKind::Body && block.kind == BlockKind::Body => {
                before.span = before.span.cover(block.span);
                before.confidence = before.confidence.min(block.confidence);
            }
            _ => blocks.push(block),
        }
        last = Some(piece);
    }
    blocks
}

pub(super) fn block(segment: &Segment, kind: BlockKind, confidence: Confidence) -> Block {
    Block { span: segment.span, kind, confidence }
}

/// How sure it is that a segment is the article's text, or that it is not, whatever the finer kind.
fn confidence(segment: &Segment, kind: BlockKind, score: i32) -> Confidence {
    if segment.given.is_some() {
        return Confidence::new(0.95);
    }
    let is_text = matches!(kind, BlockKind::Body | BlockKind::Heading);
    // Rules can go against the model; then it is as unsure as the model was sure.
    let agreed = if is_text { score } else { score.saturating_neg() };
    Confidence::new(choice::chance(agreed.max(0)))
}

/// A page without a body whose words stand mostly on one long line: everything came on one line, and that is the article.
fn keep_main_line(segments: &[Segment], kinds: &mut [BlockKind]) {
    const LONG: u32 = 80;
    let words: u32 = segments.iter().map(|segment| segment.line.words).sum();
    let longest = segments.iter().enumerate().max_by_key(|(_, segment)| segment.line.words);
    if let Some((at, segment)) = longest
        && !kinds.contains(&BlockKind::Body)
        && segment.line.words >= LONG
        && segment.line.words * 2 > words
    {
        kinds[at] = BlockKind::Body;
    }
}
