//! Stage 2: what each piece of the text is.

pub mod body;
mod byline;
mod dateline;
mod features;
mod furniture;
mod kind;
mod lexicon;
mod line;
mod meta;
mod split;
pub mod trees;
mod word;

use crate::read::Document;
use crate::record::{Block, BlockKind, Confidence, Meta};
use crate::{Input, Options};

pub use furniture::{Furniture, FurnitureLearner};
use split::{Splitter, Unit};

/// The blocks of a document and what it says of itself.
#[derive(Debug, Default)]
pub struct Layout {
    /// In the order of the text, not overlapping.
    pub blocks: Vec<Block>,
    /// Title, authors, dates; spans in [`Document::text`].
    pub meta: Meta,
}

/// Gives every piece of the document its kind and chooses the metadata. `furniture` holds what recurs on the document's site.
pub fn classify(document: &Document, options: &Options, furniture: &Furniture) -> Layout {
    let mut splitter = Splitter::new(&document.text, document.pieces.len());
    for (index, piece) in document.pieces.iter().enumerate() {
        match options.input {
            Input::Page => splitter.add(index as u32, piece.span),
            Input::Article => splitter.add_clean(index as u32, piece.span),
        }
    }
    let units = splitter.finish();
    let kinds = match options.input {
        Input::Page => {
            let mut scores = body::scores(document, &units);
            drop_furniture(document, &units, furniture, &mut scores);
            let mut kinds = kind::of_page(document, &units, &scores);
            keep_main_line(&units, &mut kinds);
            kinds
        }
        Input::Article => kind::of_article(&units),
    };
    let blocks: Vec<Block> = units.iter().zip(&kinds).map(|(unit, &kind)| block(unit, kind)).collect();
    let meta = meta::choose(document, &blocks);
    Layout { blocks, meta }
}

fn block(unit: &Unit, kind: BlockKind) -> Block {
    Block { span: unit.span, kind, confidence: Confidence::new(1.0) }
}

/// A page without a body whose words stand mostly on one long line: everything came on one line, and that is the article.
fn keep_main_line(units: &[Unit], kinds: &mut [BlockKind]) {
    const LONG: u32 = 80;
    let words: u32 = units.iter().map(|unit| unit.line.words).sum();
    let longest = units.iter().enumerate().max_by_key(|(_, unit)| unit.line.words);
    if let Some((at, unit)) = longest
        && !kinds.contains(&BlockKind::Body)
        && unit.line.words >= LONG
        && unit.line.words * 2 > words
    {
        kinds[at] = BlockKind::Body;
    }
}

/// What recurs on the pages of a site is no article's text.
fn drop_furniture(document: &Document, units: &[Unit], furniture: &Furniture, scores: &mut [i32]) {
    let Some(site) = document.site().filter(|_| !furniture.is_empty()) else { return };
    for (unit, score) in units.iter().zip(scores).filter(|(_, score)| **score > 0) {
        if furniture.contains(site, unit.span.of(&document.text)) {
            *score = i32::MIN;
        }
    }
}
