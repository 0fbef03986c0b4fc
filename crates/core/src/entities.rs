//! Stage 5: names, pronouns and roles joined into people and organisations.

use crate::Span;
use crate::layout::Layout;
use crate::names::NameMention;
use crate::read::Document;
use crate::record::{EntityId, Organization, Person};
use crate::syntax::Syntax;

/// Who and what the article tells of. All extents hold spans of [`Document::text`]; their texts are still empty.
#[derive(Debug, Default)]
pub struct Entities {
    /// In the order of first mention.
    pub people: Vec<Person>,
    /// In the order of first mention.
    pub organizations: Vec<Organization>,
    /// Every mention of every entity, in the order of the text.
    pub index: Vec<(Span, EntityId)>,
}

impl Entities {
    /// The entity with a mention that lies in `span` or around it; the first one, if there are several.
    pub fn at(&self, span: Span) -> Option<EntityId> {
        let from = self.index.partition_point(|(mention, _)| mention.end <= span.start);
        self.index[from..].iter().take_while(|(mention, _)| mention.start < span.end).map(|&(_, id)| id).next()
    }
}

/// Joins the mentions of a document.
pub fn resolve(_document: &Document, _layout: &Layout, _syntax: &Syntax, _names: &[NameMention]) -> Entities {
    Entities::default()
}
