//! Names as the tagger finds them.

use std::ops::Range;

use crate::Span;
use crate::record::{Confidence, NameLabel};

/// A name in the text, without titles, without a leading "the" or a possessive "'s".
#[derive(Debug, Clone)]
pub struct NameMention {
    /// Span in UTF-8 bytes of [`Document::text`](crate::read::Document::text).
    pub span: Span,
    /// Its tokens, as indices in [`Syntax::tokens`](crate::syntax::Syntax::tokens).
    pub tokens: Range<u32>,
    /// What kind of thing it names.
    pub label: NameLabel,
    /// How sure the label is.
    pub confidence: Confidence,
}
