//! The article as facts are read from it: all that the stages before found out.

use crate::entities::Entities;
use crate::layout::Layout;
use crate::names::NameMention;
use crate::read::Document;
use crate::syntax::Syntax;

/// What the stages before found out: what facts are read from.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// The decoded text with its pieces.
    pub document: &'a Document,
    /// The blocks of the text and its metadata.
    pub layout: &'a Layout,
    /// The sentences and tokens of the article.
    pub syntax: &'a Syntax,
    /// The names of the article, in the order of the text.
    pub names: &'a [NameMention],
    /// The people and organisations that the article names.
    pub entities: &'a Entities,
}
