//! Participants as the record shows them: entity, name, country, sector.

use std::borrow::Cow;

use super::frame;
use super::scene::Scene;
use crate::record::{NameLabel, Participant, Place};
use crate::syntax::Deprel;

/// The participant whose phrase has this head.
pub fn find(scene: &Scene<'_>, places: &[Place], head: usize) -> Participant {
    let syntax = scene.article.syntax;
    let tokens = frame::phrase(scene, head);
    let span = syntax.cover(tokens.clone());
    let entity = scene.article.entities.of_phrase(syntax, span);
    let inside = |place: &&Place| span.contains(place.extent.span);
    let place = places[places.partition_point(|p| p.extent.span.end <= span.start)..]
        .iter()
        .take_while(|p| p.extent.span.start < span.end)
        .find(inside);
    let own_name = scene.name(head).map(|name| &scene.article.names[name]);
    let name = entity.and_then(|id| scene.article.entities.name(id)).map(str::to_owned).or_else(|| match own_name?.label {
        NameLabel::Place | NameLabel::Group => place.map(|place| place.name.clone()),
        _ => Some(own_name?.span.of(scene.text).to_owned()),
    });
    Participant {
        extent: span.into(),
        entity,
        name,
        country: place.and_then(|place| place.country.clone()),
        sector: sector(scene, head).map(Cow::Borrowed),
    }
}

/// The sector that the head noun, a title or an apposition tells.
fn sector(scene: &Scene<'_>, head: usize) -> Option<&'static str> {
    let of = |token: usize| scene.lexicon.sector(scene.word(token));
    of(head).or_else(|| {
        let near = |&i: &usize| matches!(scene.tokens[i].deprel, Deprel::Compound | Deprel::Appos | Deprel::Flat | Deprel::Amod);
        scene.children(head).filter(near).find_map(of)
    })
}
