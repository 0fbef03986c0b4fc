//! Participants: who can be none, and how the record shows the others: words, entity, name, country, sector.

use std::borrow::Cow;
use std::ops::Range;

use super::candidate::Candidate;
use super::class::Class;
use super::frame::{self, Frame};
use super::lexicon::WordClass;
use super::scene::Scene;
use crate::record::{EventType, NameLabel, Participant, Place};
use crate::syntax::{Deprel, Upos};

/// Takes out of a frame who can't be in it: nobody makes a flood or dies as its actor, and who tells of a thing does not do it.
pub fn settle(scene: &Scene<'_>, candidate: &Candidate, class: Class, frame: &mut Frame) {
    // "stole $90", "met on Monday": a sum or a time is nobody. Nor is a matter, though it may be accused or rejected.
    let is_nobody = |i: usize| scene.is_measure(i) || scene.label(i).is_none() && scene.tokens[i].upos == Upos::Noun && scene.is(i, WordClass::Nobody);
    let is_matter = |i: usize| scene.label(i).is_none() && scene.is(i, WordClass::Matter);
    let judged = matches!(
        class.kind(),
        Some(EventType::Accuse | EventType::Reject | EventType::Protest | EventType::Support | EventType::Sanction)
    );
    frame.actors.retain(|&i| !is_nobody(i) && !is_matter(i) && !only_tells(scene, candidate, i));
    frame.recipients.retain(|&i| !is_nobody(i) && (judged || !is_matter(i)));
    // A rifle that is bought does nothing.
    let armed = matches!(
        class.kind(),
        Some(
            EventType::Assault
                | EventType::Crime
                | EventType::Coerce
                | EventType::Protest
                | EventType::Threaten
                | EventType::Mobilize
                | EventType::Accident
        )
    );
    frame.instrument = frame.instrument.filter(|_| armed);
    if matches!(class.kind(), Some(EventType::Disaster | EventType::Outbreak | EventType::Death)) {
        let suffers = |&i: &usize| {
            scene.label(i) == Some(NameLabel::Person)
                || scene.label(i).is_none() && (scene.is(i, WordClass::Person) || matches!(scene.tokens[i].upos, Upos::Pron | Upos::Num))
        };
        frame.recipients.extend(frame.actors.drain(..).filter(suffers));
        frame.recipients.sort_unstable();
        frame.recipients.dedup();
    }
}

/// True for the ministry of "nine men were hurt, the ministry said"; the police of "nine men were arrested, police said" may well have
/// done it.
fn only_tells(scene: &Scene<'_>, candidate: &Candidate, actor: usize) -> bool {
    let verb = candidate.light.unwrap_or(candidate.token);
    let told = |said: usize| said != verb && scene.is(said, WordClass::Said) && scene.types(said) == 0;
    let speaks = scene.tokens[actor].deprel == Deprel::Nsubj && scene.head(actor).is_some_and(told);
    let subject = speaks.then(|| scene.child(verb, &[Deprel::NsubjPass])).flatten();
    let doer = scene.is(actor, WordClass::Armed);
    subject.is_some_and(|subject| scene.tokens[subject].upos != Upos::Pron) && !doer
}

/// The words for a participant, of whom it is a number with them: "tens of thousands of people"; a time before them is not of them:
/// "last week two activists".
fn words(scene: &Scene<'_>, head: usize) -> Range<usize> {
    let mut tokens = frame::phrase(scene, head);
    while tokens.start < head && scene.is_measure(tokens.start) {
        tokens.start += 1;
    }
    tokens.end = tokens.end.max(frame::phrase(scene, counted(scene, head)).end);
    tokens
}

/// Nouns of number one below the other: "tens of thousands of people".
const NUMBERS: usize = 3;

/// The noun that a noun of number counts, or that itself.
fn counted(scene: &Scene<'_>, head: usize) -> usize {
    let mut at = head;
    for _ in 0..NUMBERS {
        let is_number = scene.tokens[at].upos == Upos::Num || scene.is(at, WordClass::Amount);
        let of = |i: &usize| {
            *i > at && scene.tokens[*i].deprel == Deprel::Nmod && scene.case(*i).is_some_and(|case| scene.is(case, WordClass::Of))
        };
        let Some(of) = scene.children(at).find(of).filter(|_| is_number) else { break };
        at = of;
    }
    at
}

/// The participant whose phrase has this head.
pub fn find(scene: &Scene<'_>, places: &[Place], head: usize) -> Participant {
    let syntax = scene.article.syntax;
    let span = syntax.cover(words(scene, head));
    let entity = scene.article.entities.of_phrase(syntax, syntax.cover(frame::phrase(scene, head)));
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
        sector: sector(scene, counted(scene, head)).map(Cow::Borrowed),
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
