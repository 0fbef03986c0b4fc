//! Stage 4: mentions of people, organisations, places and other names.

use std::ops::Range;

use crate::Span;
use crate::layout::Layout;
use crate::read::Document;
use crate::record::{Confidence, NameLabel};
use crate::syntax::Syntax;

/// A name in the text, without titles, without a leading "the" or a possessive "'s".
#[derive(Debug, Clone)]
pub struct NameMention {
    /// Where it stands.
    pub span: Span,
    /// Its tokens, as indices in [`Syntax::tokens`].
    pub tokens: Range<u32>,
    /// What it names.
    pub label: NameLabel,
    /// How sure the label is.
    pub confidence: Confidence,
}

/// Finds the names of a document, in the order of the text; they do not overlap.
pub fn find(_document: &Document, _layout: &Layout, _syntax: &Syntax) -> Vec<NameMention> {
    Vec::new()
}
