//! How the name of a place is used: for the place, for its government, before a noun, inside another name.

use super::lexicon::Resources;
use super::spot::Spot;
use crate::article::Article;
use crate::lexicon::gazetteer::{Entry, How};
use crate::record::{NameLabel, PlaceKind, PlaceUse};
use crate::syntax::{Deprel, Shape, Token, Upos};

/// How a spot is used that was found to be this place, or none of the gazetteer's.
pub fn usage(article: &Article<'_>, words: &Resources, spot: &Spot<'_>, place: Option<(&Entry, How)>) -> PlaceUse {
    let how = place.map(|(_, how)| how);
    let sentence = &article.syntax.sentences[spot.sentence].tokens;
    let tokens = &article.syntax.tokens;
    let before = spot.tokens.start.checked_sub(1).filter(|&i| i >= sentence.start as usize).map(|i| &tokens[i]);
    let after = tokens[..sentence.end as usize].get(spot.tokens.end);
    let word = |token: Option<&Token>| token.map_or("", |token| token.span.of(&article.document.text));

    if is_embedded(article, spot) {
        return PlaceUse::Embedded;
    }
    if how.is_some_and(How::is_demonym) {
        return if how == Some(How::Adjective) { PlaceUse::Modifier } else { PlaceUse::Literal };
    }
    let governs = place.is_some_and(|(entry, how)| entry.kind == PlaceKind::Country || entry.capital || how == How::Seat);
    let located = words.is_located(word(before));
    let last = &tokens[spot.tokens.end - 1];
    let head = tokens.get(last.head as usize).is_some_and(|head| words.is_verb(head));
    let acts = last.deprel == Deprel::Nsubj && head || last.deprel == Deprel::OblAgent;
    if governs && !located && (acts || after.is_some_and(|token| words.is_verb(token))) {
        return PlaceUse::Metonym;
    }
    if governs && words.is_against(word(before)) || how == Some(How::Seat) && !located {
        return PlaceUse::Metonym;
    }
    let parsed = last.deprel != Deprel::Dep;
    let noun = after.is_some_and(|token| matches!(token.upos, Upos::Noun | Upos::Adj) && token.shape != Shape::Mark);
    if if parsed { matches!(last.deprel, Deprel::Compound | Deprel::Amod) } else { noun && !located } {
        return PlaceUse::Modifier;
    }
    PlaceUse::Literal
}

/// True if the spot lies in a longer name of something that is no place: "Bank of Ardenvale".
fn is_embedded(article: &Article<'_>, spot: &Spot<'_>) -> bool {
    let from = article.names.partition_point(|name| name.span.end <= spot.span.start);
    let name = article.names.get(from).filter(|name| name.span.contains(spot.span) && name.span != spot.span);
    name.is_some_and(|name| !matches!(name.label, NameLabel::Place | NameLabel::Group | NameLabel::Language))
}
