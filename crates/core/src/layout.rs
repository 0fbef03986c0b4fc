//! Stage 2: what each piece of the text is.

mod body;
mod dateline;
mod kind;
mod lexicon;
mod line;
mod meta;
mod split;
mod word;

use crate::read::Document;
use crate::record::{Block, BlockKind, Confidence, Meta};
use crate::{Input, Options};

use split::{Splitter, Unit};

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
    let mut splitter = Splitter::new(&document.text, document.pieces.len());
    for (index, piece) in document.pieces.iter().enumerate() {
        match options.input {
            Input::Page => splitter.add(index as u32, piece.span),
            Input::Article => splitter.add_clean(index as u32, piece.span),
        }
    }
    let units = splitter.finish();
    let kinds = match options.input {
        Input::Page => kind::of_page(&document.text, &units, &body::find(&units)),
        Input::Article => kind::of_article(&units),
    };
    let blocks: Vec<Block> = units.iter().zip(&kinds).map(|(unit, &kind)| block(unit, kind)).collect();
    let meta = meta::choose(document, &blocks);
    Layout { blocks, meta }
}

fn block(unit: &Unit, kind: BlockKind) -> Block {
    Block { span: unit.span, kind, confidence: Confidence::new(1.0) }
}
