//! The article as facts are read from it: all that the stages before found out.

use crate::entities::Entities;
use crate::layout::Layout;
use crate::names::NameMention;
use crate::read::Document;
use crate::syntax::Syntax;

/// What the stages before found out: what facts are read from.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// The text.
    pub document: &'a Document,
    /// Its blocks and metadata.
    pub layout: &'a Layout,
    /// Its sentences and tokens.
    pub syntax: &'a Syntax,
    /// Its names.
    pub names: &'a [NameMention],
    /// Its people and organisations.
    pub entities: &'a Entities,
}
