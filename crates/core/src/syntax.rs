//! Stage 3: sentences, tokens, parts of speech, lemmas, dependency heads.

mod lemma;
mod lexicon;
pub mod net;
mod quotation;
mod scan;
mod sentence;
mod tag;
mod token;
mod words;

pub use lemma::{LONGEST_ENDING, Lemmas};
pub use lexicon::{Lexicon, WordClass};
pub use net::{Net, Scratch};
pub use tag::{Deprel, Upos};
use words::ScannerWords;

pub use token::{Sentence, Shape, Syntax, Token};

use crate::layout::Layout;
use crate::lexicon::folder::{Folder, ListError};
use crate::lexicon::names;
use crate::read::Document;

/// What this stage knows of a language.
#[derive(Debug, Default)]
pub struct Resources {
    /// The rules that make dictionary forms.
    pub lemmas: Lemmas,
    /// The tagger and parser; without one every token is of part of speech `X` and its own head.
    pub net: Option<Net>,
    words: ScannerWords,
}

impl Resources {
    /// Opens what a language's folder has for this stage.
    ///
    /// # Errors
    /// If a row of a list can't be used.
    pub fn open(folder: &Folder, names: &names::Lexicon) -> Result<Self, ListError> {
        Ok(Self {
            lemmas: Lemmas::open(folder)?,
            net: folder.model("models/syntax").map(|bytes| Net::open(bytes, names)),
            words: ScannerWords::open(folder)?,
        })
    }
}

/// Analyses the article's blocks. Title, headings, dateline, captions and body are read; the other kinds have no tokens.
pub fn analyse(document: &Document, layout: &Layout, resources: &Resources, scratch: &mut Scratch) -> Syntax {
    let mut syntax = segment(document, layout, resources);
    let Some(net) = &resources.net else { return syntax };
    let Syntax { tokens, sentences, .. } = &mut syntax;
    for sentence in sentences {
        let tokens = &mut tokens[sentence.tokens.start as usize..sentence.tokens.end as usize];
        net.read(&document.text, tokens, sentence.tokens.start, scratch);
    }
    syntax
}

/// Only the sentences and tokens of [`analyse`], which the network has not read.
pub fn segment(document: &Document, layout: &Layout, resources: &Resources) -> Syntax {
    let mut syntax = Syntax::default();
    for (index, block) in layout.blocks.iter().enumerate() {
        if block.kind.is_article() {
            let first = syntax.tokens.len();
            scan::scan(&document.text, block.span, &resources.words, &mut syntax.tokens);
            let Syntax { tokens, sentences, .. } = &mut syntax;
            sentence::split(&document.text, &tokens[first..], &resources.words, |range| {
                let span = tokens[first + range.start].span.cover(tokens[first + range.end - 1].span);
                let tokens = (first + range.start) as u32..(first + range.end) as u32;
                sentences.push(Sentence { span, tokens, block: index as u32 });
            });
        }
    }
    syntax.quotations = quotation::quotation_numbers(&document.text, &syntax);
    syntax
}
