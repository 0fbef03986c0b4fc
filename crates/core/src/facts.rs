//! Stage 6: typed facts, a file each.

mod lexeme;
mod number;
pub mod place;
pub mod quantity;
pub mod quote;
pub mod time;

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

/// The rows of a list: three fields with tabs between, no comments.
fn rows(list: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        Some((fields.next()?, fields.next()?, fields.next()?))
    })
}
