//! Stage 2: what each piece of the text is.

mod authors;
mod blocks;
pub mod body;
mod byline;
mod choice;
mod class;
mod comments;
mod copyright;
mod dateline;
mod described;
mod features;
mod frame;
mod front;
mod furniture;
mod kind;
mod known;
mod lexicon;
mod line;
mod meta;
mod oneline;
mod pictures;
mod repeats;
mod run;
mod signature;
mod split;
mod title;
pub mod training;
mod segment;
mod word;

use std::sync::Arc;

use crate::read::Document;
use crate::record::{Block, Confidence};
use crate::{Input, Options};

pub use blocks::Layout;
pub use furniture::{Furniture, FurnitureLearner};
pub use lexicon::Lexicon as Resources;
use segment::Segments;

/// Returns the blocks of the document with their kinds, and the metadata chosen. `furniture` holds what recurs on the document's site,
/// `resources` what is known of its language.
pub fn classify(document: &Document, options: &Options, furniture: &Furniture, resources: &Arc<Resources>) -> Layout {
    let blocks: Vec<Block> = match options.input {
        Input::Page => {
            let segments = split::of_page(document, resources);
            let mut scores = body::scores(document, &segments);
            drop_furniture(document, &segments, furniture, &mut scores);
            blocks::of_page(document, &segments, scores)
        }
        Input::Article => {
            let segments = split::of_article(document, resources);
            segments
                .iter()
                .zip(kind::of_article(&segments))
                .map(|(segment, kind)| blocks::block(segment, kind, Confidence::new(1.0)))
                .collect()
        }
    };
    let meta = meta::choose(document, &blocks, resources);
    Layout { blocks, meta }
}

/// What recurs on the pages of a site is no article's text.
fn drop_furniture(document: &Document, segments: &Segments, furniture: &Furniture, scores: &mut [i32]) {
    let Some(site) = document.site().filter(|_| !furniture.is_empty()) else { return };
    for (segment, score) in segments.iter().zip(scores).filter(|(_, score)| **score > 0) {
        if furniture.contains(site, segment.span.of(&document.text)) {
            *score = i32::MIN;
        }
    }
}
