//! Stage 2: what each piece of the text is.

use crate::read::Document;
use crate::record::{Block, BlockKind, Confidence, Meta};
use crate::{Input, Options};

/// The blocks of a document and what it says of itself.
#[derive(Debug, Default)]
pub struct Layout {
    /// In the order of the text, not overlapping.
    pub blocks: Vec<Block>,
    /// Title, authors, dates; spans in [`Document::text`].
    pub meta: Meta,
}

/// Gives every piece of the document its kind and chooses the metadata.
pub fn classify(document: &Document, options: &Options) -> Layout {
    let kind = |_| match options.input {
        Input::Article | Input::Page => BlockKind::Body,
    };
    let blocks =
        document.pieces.iter().map(|piece| Block { span: piece.span, kind: kind(piece), confidence: Confidence::new(1.0) });
    Layout { blocks: blocks.collect(), meta: Meta::default() }
}
