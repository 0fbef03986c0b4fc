//! Segments of a page: pieces, or parts of pieces that hold two kinds of text.

use std::sync::Arc;

use super::lexicon::Lexicon;
use super::line::Line;
use super::word::Word;
use crate::Span;
use crate::record::BlockKind;

/// A piece or a part of one.
#[derive(Debug, Clone)]
pub struct Segment {
    /// Where it stands in the text; no white space at its edges.
    pub span: Span,
    /// The piece that it is of.
    pub piece: u32,
    /// Its kind, if the cut told.
    pub given: Option<BlockKind>,
    /// True before the dateline with which the article opens, and behind the credit that closes it.
    pub outside: bool,
    /// What was counted in it.
    pub line: Line,
    /// Where its words begin in [`Segments::words`].
    pub(super) words: u32,
}

/// All segments of a document and their words.
#[derive(Debug)]
pub struct Segments {
    pub(super) list: Vec<Segment>,
    pub(super) words: Vec<Word>,
    /// The lists of the document's language.
    pub(super) lexicon: Arc<Lexicon>,
}

impl Segments {
    /// The words of a segment; their spans count from its start.
    pub fn words(&self, segment: &Segment) -> &[Word] {
        &self.words[segment.words as usize..][..segment.line.words as usize]
    }
}

impl Segment {
    /// True if it is known not to be the article's.
    pub fn is_other(&self) -> bool {
        self.outside || self.given.is_some_and(|kind| kind != BlockKind::Dateline)
    }
}

impl std::ops::Deref for Segments {
    type Target = [Segment];

    fn deref(&self) -> &[Segment] {
        &self.list
    }
}

impl std::ops::DerefMut for Segments {
    fn deref_mut(&mut self) -> &mut [Segment] {
        &mut self.list
    }
}
