//! Stage 3: sentences, tokens, parts of speech, lemmas, dependency heads.

mod tag;
mod token;

pub use tag::{Deprel, Upos};
pub use token::{Sentence, Shape, Syntax, Token, hash};

use crate::layout::Layout;
use crate::read::Document;

/// Analyses the article's blocks. Title, headings, dateline, captions and body are read; the other kinds have no tokens.
pub fn analyse(document: &Document, layout: &Layout) -> Syntax {
    let mut syntax = Syntax::default();
    for (index, block) in layout.blocks.iter().enumerate() {
        if block.kind.is_article() {
            token::scan(&document.text, block.span, index as u32, &mut syntax);
        }
    }
    syntax
}
