//! Where and when: the nearest place and time, in the clause before the sentence.

use std::ops::Range;

use super::candidate::Candidate;
use super::lexicon::WordClass;
use super::scene::Scene;
use crate::record::{EventPlace, EventTime, NameLabel, Nearness, Place, PlaceKind, PlaceUse, Time, TimeKind};
use crate::syntax::Deprel;
use crate::text::span::Span;

/// The tokens of the clause around a token: below the nearest verb that begins one.
pub fn clause(scene: &Scene<'_>, token: usize) -> Range<usize> {
    let mut top = token;
    for _ in 0..6 {
        let begins = matches!(
            scene.tokens[top].deprel,
            Deprel::Root | Deprel::Advcl | Deprel::Ccomp | Deprel::Acl | Deprel::Parataxis | Deprel::Conj
        );
        let is_verb = crate::syntax::Upos::Verb == scene.tokens[top].upos;
        let Some(head) = scene.head(top).filter(|_| !(begins && is_verb)) else { break };
        top = head;
    }
    scene.article.syntax.subtree(top)
}

/// The facts of a list whose spans begin inside a stretch, with their indices.
fn inside<T>(facts: &[T], span_of: impl Fn(&T) -> Span, stretch: Span) -> impl Iterator<Item = (usize, &T)> {
    let from = facts.partition_point(|fact| span_of(fact).start < stretch.start);
    let to = facts.partition_point(|fact| span_of(fact).start < stretch.end);
    facts[from..to.max(from)].iter().enumerate().map(move |(i, fact)| (from + i, fact))
}

/// The place of a telling.
pub fn place(scene: &Scene<'_>, places: &[Place], candidate: &Candidate, actors: &[usize]) -> Option<EventPlace> {
    let own = scene.tokens[candidate.token].span;
    let syntax = scene.article.syntax;
    let clause = syntax.cover(clause(scene, candidate.token));
    let sentence = syntax.sentences[scene.sentence(candidate.token)].span;
    let best = |stretch: Span| {
        // "The Orsk Union called for calm": who does it is not where.
        let is_agency = |i: usize| scene.label(i) == Some(NameLabel::Organization);
        let acts = |p: &Place| actors.iter().any(|&i| is_agency(i) && p.extent.span.contains(scene.tokens[i].span));
        let literal = |p: &Place| p.usage == PlaceUse::Literal && !p.demonym && !acts(p);
        let usable = inside(places, |p| p.extent.span, stretch).filter(|(_, p)| literal(p));
        // After "in", "at", "near" before others, then the nearest; a town after which its country comes stays the town.
        usable.min_by_key(|(_, place)| {
            let tied = is_located(scene, place);
            (!tied, place.extent.span.start.abs_diff(own.start), place.extent.span.start)
        })
    };
    let (found, from) = match best(clause) {
        Some(found) => (found, Nearness::Clause),
        None => (best(sentence)?, Nearness::Sentence),
    };
    Some(EventPlace { place: found.0 as u32, geo_precision: precision(found.1), nearness: from })
}

/// True for a place after a preposition of place: "in Dorvale", "in the northern Morvania", "in the city of Dorvale".
pub fn is_located(scene: &Scene<'_>, place: &Place) -> bool {
    let token = scene.article.syntax.token_at(place.extent.span.start);
    let before = |n: usize, class: WordClass| token.checked_sub(n).is_some_and(|i| scene.is(i, class));
    before(1, WordClass::Locating)
        || before(2, WordClass::Locating) && (before(1, WordClass::Definite) || before(1, WordClass::Compass))
        || before(1, WordClass::Of) && before(2, WordClass::Area)
}

/// How exact a place is, as ACLED counts.
pub fn precision(place: &Place) -> u8 {
    match place.kind {
        PlaceKind::City | PlaceKind::Site => 1,
        PlaceKind::Area | PlaceKind::Nature => 2,
        _ => 3,
    }
}

/// The time of a telling.
pub fn time(scene: &Scene<'_>, times: &[Time], candidate: &Candidate) -> Option<EventTime> {
    let own = scene.tokens[candidate.token].span;
    let syntax = scene.article.syntax;
    let clause = syntax.cover(clause(scene, candidate.token));
    let sentence = syntax.sentences[scene.sentence(candidate.token)].span;
    let best = |stretch: Span| {
        let dated = inside(times, |t| t.extent.span, stretch)
            .filter(|(_, t)| matches!(t.kind, TimeKind::Date | TimeKind::Time) && t.begin_date.is_some() && t.end_date.is_some());
        dated.min_by_key(|(_, t)| (t.extent.span.start.abs_diff(own.start), t.extent.span.start))
    };
    let (found, from) = match best(clause) {
        Some(found) => (found, Nearness::Clause),
        None => (best(sentence)?, Nearness::Sentence),
    };
    let (begin_date, end_date) = (found.1.begin_date?, found.1.end_date?);
    let time_precision = match end_date.days() - begin_date.days() {
        ..=1 => 1,
        2..=7 => 2,
        _ => 3,
    };
    Some(EventTime { time: Some(found.0 as u32), begin_date, end_date, time_precision, nearness: from })
}
