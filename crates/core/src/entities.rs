//! Stage 5: names, pronouns and roles joined into people and organisations.

pub mod first_person;
mod lexicon;
mod mention;
mod name;
mod noun;
mod organizations;
mod people;
mod profile;
mod pronoun;
mod ranker;
mod role;
mod view;
pub mod voices;

pub use pronoun::{Decision, Policy};

use crate::Span;
use crate::layout::Layout;
use crate::names::NameMention;
use crate::read::Document;
use crate::record::{EntityId, MentionKind, Organization, Person};
use crate::syntax::Syntax;
use pronoun::{Actor, Seed};
use view::View;

/// Who and what the article tells of. All extents hold spans of [`Document::text`]; their texts are still empty.
#[derive(Debug, Default)]
pub struct Entities {
    /// In the order of first mention.
    pub people: Vec<Person>,
    /// In the order of first mention.
    pub organizations: Vec<Organization>,
    /// Every mention and every title of every entity, in the order of the text.
    pub index: Vec<(Span, EntityId)>,
}

impl Entities {
    /// The entity that `span` speaks of: the one with the shortest mention around it, else with the longest one inside.
    pub fn at(&self, span: Span) -> Option<EntityId> {
        // No mention is long, so those around the span start shortly before it.
        let from = self.index.partition_point(|(mention, _)| mention.start + LONGEST < span.start);
        let near = self.index[from..].iter().take_while(|(mention, _)| mention.start < span.end);
        let around = near.clone().filter(|(mention, _)| mention.contains(span)).min_by_key(|(mention, _)| mention.len());
        let inside = || near.filter(|(mention, _)| span.contains(*mention)).max_by_key(|(mention, _)| mention.len());
        around.or_else(inside).map(|&(_, id)| id)
    }

    /// The entity that a noun phrase speaks of: that of the word which the others depend on. "A spokesman for Mr Lys" is not Mr Lys.
    pub fn of_phrase(&self, syntax: &Syntax, span: Span) -> Option<EntityId> {
        let tokens = syntax.token_at(span.start)..syntax.tokens.partition_point(|token| token.span.start < span.end);
        let outside = |&i: &usize| !tokens.contains(&(syntax.tokens[i].head as usize)) || syntax.tokens[i].head as usize == i;
        let mut heads = tokens.clone().filter(outside);
        match (heads.next(), heads.next()) {
            (Some(head), None) => self.at(syntax.tokens[head].span),
            _ => self.at(span),
        }
    }

    /// The name of an entity.
    pub fn name(&self, id: EntityId) -> Option<&str> {
        match id {
            EntityId::Person(i) => self.people.get(i as usize).map(|person| person.name.as_str()),
            EntityId::Organization(i) => self.organizations.get(i as usize).map(|organization| organization.name.as_str()),
        }
    }
}

/// No mention or title is longer, in bytes.
const LONGEST: u32 = 240;

/// Joins the mentions of a document.
pub fn resolve(document: &Document, layout: &Layout, syntax: &Syntax, names: &[NameMention]) -> Entities {
    resolve_with(document, layout, syntax, names, &mut ranker::choose)
}

/// The same with another ranker of pronouns, which training needs.
pub fn resolve_with(
    document: &Document,
    _: &Layout,
    syntax: &Syntax,
    names: &[NameMention],
    policy: &mut Policy<'_>,
) -> Entities {
    if syntax.tokens.is_empty() {
        return Entities::default();
    }
    let view = View { text: &document.text, syntax, names };
    let mentions = mention::find(view);
    let clusters = people::join(&mentions);
    let known: Vec<_> = clusters.iter().map(|cluster| profile::claims(view, cluster, &mentions)).collect();

    let mut actors: Vec<Actor> = clusters.iter().map(|cluster| people::actor(cluster, &mentions)).collect();
    let mut seeds: Vec<Seed> = Vec::new();
    for (actor, cluster) in clusters.iter().enumerate() {
        let seed =
            |&i: &usize| Seed { actor, start: mentions[i].tokens.start, end: mentions[i].tokens.end, kind: MentionKind::Name };
        seeds.extend(cluster.mentions.iter().map(seed));
    }
    noun::add(view, &known, &mut actors, &mut seeds);
    seeds.sort_by_key(|seed| seed.start);
    let pronouns = pronoun::resolve(view, &actors, &seeds, policy);

    let mut people = profile::people(view, &clusters, &mentions, known);
    profile::add_references(view, &seeds, &pronouns, &mut people);
    let organizations = organizations::join(view);
    let index = index(&people, &organizations);
    Entities { people, organizations, index }
}

/// Every mention and title, in the order of the text.
fn index(people: &[Person], organizations: &[Organization]) -> Vec<(Span, EntityId)> {
    let of_person = |person: &Person| {
        let id = person.id;
        let spans = person.mentions.iter().map(|mention| mention.extent.span).chain(person.titles.iter().map(|title| title.span));
        spans.map(move |span| (span, id)).collect::<Vec<_>>()
    };
    let mut index: Vec<(Span, EntityId)> = people.iter().flat_map(of_person).collect();
    index.extend(organizations.iter().flat_map(|o| o.mentions.iter().map(|mention| (mention.extent.span, o.id))));
    index.retain(|(span, _)| span.len() <= LONGEST as usize);
    index.sort_unstable();
    index.dedup();
    index
}
