//! Harm joins its cause: "a bomb exploded, killing nine" is one event.

use super::candidate::Candidate;
use super::class::Class;
use super::lexicon::WordClass;
use super::scene::Scene;
use super::telling::Telling;
use super::{casualty, frame};
use crate::record::{CountKind, EventType, Harm, NameLabel};
use crate::syntax::{Deprel, Upos};

/// Types that can be the cause of harm.
const CAUSES: [EventType; 5] =
    [EventType::Assault, EventType::Accident, EventType::Disaster, EventType::Outbreak, EventType::Protest];

/// Those types, a bit each.
pub const CAUSE_BITS: u32 = {
    let (mut bits, mut at) = (0, 0);
    while at < CAUSES.len() {
        bits |= Class::of(CAUSES[at]).bit();
        at += 1;
    }
    bits
};

/// True for a noun that harm is told of: the subject of "killed", what "that killed nine" and "killing nine" hang on, and what hangs on
/// harm with a preposition: "died in a fire", "the death toll from the blast".
pub fn does_harm(scene: &Scene<'_>, noun: usize) -> bool {
    let token = &scene.tokens[noun];
    if token.upos != Upos::Noun {
        return false;
    }
    let harm = |i: usize| scene.types(i) & Class::HARM.bit() != 0;
    let does = |i: usize| harm(i) && scene.tokens[i].upos == Upos::Verb && !scene.is_passive(i);
    let hangs = matches!(token.deprel, Deprel::Nmod | Deprel::Obl) && scene.case(noun).is_some();
    let subject = token.deprel == Deprel::Nsubj;
    scene.head(noun).is_some_and(|head| subject && does(head) || hangs && harm(head))
        || scene.children(noun).any(|i| i > noun && scene.tokens[i].deprel == Deprel::Acl && does(i))
}

/// The harm that the words of a telling name; none where they name what was done.
pub fn named(scene: &Scene<'_>, candidate: &Candidate, class: Class) -> Option<Harm> {
    let died = class == Class::of(EventType::Death);
    if class == Class::HARM || died {
        let mode = scene.lexicon.reading(candidate.reading).mode(Class::HARM);
        return mode.and_then(Harm::from_name).or(died.then_some(Harm::Killed));
    }
    scene.is(candidate.token, WordClass::Killing).then_some(Harm::Killed)
}

fn is_cause(telling: &Telling) -> bool {
    telling.class.kind().is_some_and(|kind| CAUSES.contains(&kind))
}

/// Gives each telling of harm the class of its cause; harm without one becomes an assault, a death, or is dropped.
pub fn join(scene: &Scene<'_>, tellings: &mut Vec<Telling>) {
    let classes: Vec<Class> = tellings.iter().map(|telling| telling.class).collect();
    for index in (0..tellings.len()).filter(|&index| classes[index] == Class::HARM) {
        let cause = cause(scene, tellings, &classes, index);
        if let Some(cause) = cause {
            // What was harm itself has the class of its own cause by now.
            (tellings[index].class, tellings[index].cause) = (tellings[cause].class, Some(cause));
            tellings[index].cause_token = Some(tellings[cause].candidate.token);
        } else {
            tellings[index].class = alone(scene, &tellings[index]).unwrap_or(Class::HARM);
            if tellings[index].class == Class::HARM
                && let Some(other) = beside(scene, tellings, &classes, index)
            {
                (tellings[index].class, tellings[index].cause) = (tellings[other].class, Some(other));
                tellings[index].cause_token = Some(tellings[other].candidate.token);
            }
            if tellings[index].class == Class::HARM && is_suffered(scene, &tellings[index]) {
                tellings[index].class = Class::of(EventType::Accident);
            }
        }
    }
    // Indices change where harm is dropped.
    let mut kept = 0;
    let numbers: Vec<Option<usize>> = tellings
        .iter()
        .map(|telling| {
            let keep = telling.class != Class::HARM;
            kept += usize::from(keep);
            keep.then(|| kept - 1)
        })
        .collect();
    for telling in tellings.iter_mut() {
        telling.cause = telling.cause.and_then(|cause| numbers[cause]);
    }
    tellings.retain(|telling| telling.class != Class::HARM);
}

/// The other harm of the sentence that has a type: "five were killed and four more were injured".
fn beside(scene: &Scene<'_>, tellings: &[Telling], classes: &[Class], index: usize) -> Option<usize> {
    let sentence = scene.sentence(tellings[index].candidate.token);
    (index.saturating_sub(4)..index).rev().find(|&other| {
        let telling = &tellings[other];
        classes[other] == Class::HARM && telling.class != Class::HARM && scene.sentence(telling.candidate.token) == sentence
    })
}

/// True for "nine people were injured": of what is not said, but somebody was.
fn is_suffered(scene: &Scene<'_>, telling: &Telling) -> bool {
    let token = telling.candidate.token;
    casualty::kind(scene, &telling.candidate, Class::HARM) == Some(CountKind::Injured) && scene.is_passive(token)
}

/// The telling that a harm word hangs on, or the nearest one near.
fn cause(scene: &Scene<'_>, tellings: &[Telling], classes: &[Class], index: usize) -> Option<usize> {
    let token = tellings[index].candidate.token;
    let sentence = scene.sentence(token);
    let near = |other: &usize| {
        let telling = &tellings[*other];
        classes[*other] != Class::HARM && is_cause(telling) && scene.sentence(telling.candidate.token) == sentence
    };
    let distance = |other: &usize| {
        let at = tellings[*other].candidate.token;
        (steps(scene, token, at), at.abs_diff(token))
    };
    let around = || index.saturating_sub(8)..tellings.len().min(index + 9);
    let here = around().filter(near).min_by_key(distance);
    here.or_else(|| {
        // "Nine people were killed." after the attack was told; the headline's event for the first sentences.
        let before = (index.saturating_sub(8)..index).rev().find(|&other| {
            let telling = &tellings[other];
            let gap = sentence - scene.sentence(telling.candidate.token);
            is_cause(telling) && gap <= 2
        });
        before.or_else(|| {
            let title = |other: &usize| tellings[*other].title && is_cause(&tellings[*other]);
            (0..index.min(8)).find(title).filter(|_| tellings[index].position <= 6)
        })
    })
    .or_else(|| {
        let after = |other: &usize| {
            let telling = &tellings[*other];
            is_cause(telling) && classes[*other] != Class::HARM && scene.sentence(telling.candidate.token) - sentence <= 1
        };
        (index + 1..tellings.len().min(index + 6)).find(after)
    })
}

/// How many arcs of the tree lie between two tokens, up to eight.
fn steps(scene: &Scene<'_>, from: usize, to: usize) -> usize {
    let up = |mut token: usize| {
        let mut path = vec![token];
        while let Some(head) = scene.head(token).filter(|_| path.len() < 8) {
            path.push(head);
            token = head;
        }
        path
    };
    let (a, b) = (up(from), up(to));
    let meet = a.iter().enumerate().find_map(|(i, token)| b.iter().position(|other| other == token).map(|j| i + j));
    meet.unwrap_or(16)
}

/// What harm without a cause is.
fn alone(scene: &Scene<'_>, telling: &Telling) -> Option<Class> {
    let kind = casualty::kind(scene, &telling.candidate, Class::HARM)?;
    let token = telling.candidate.token;
    let subject = frame::subject(scene, token);
    let human = |&i: &usize| {
        matches!(scene.label(i), Some(NameLabel::Person | NameLabel::Group | NameLabel::Organization | NameLabel::Place))
            || scene.is(i, WordClass::Person)
            || scene.is(i, WordClass::Group)
            || scene.is(i, WordClass::Weapon)
    };
    // "killed" and "wounded" say that somebody did it; "injured" does not.
    let done = scene.is(token, WordClass::Deadly);
    if subject.iter().any(|&i| scene.is(i, WordClass::Natural)) {
        return Some(Class::of(EventType::Disaster));
    }
    if subject.iter().any(|&i| scene.is(i, WordClass::Vehicle)) {
        return Some(Class::of(EventType::Accident));
    }
    match kind {
        CountKind::Killed if done && (scene.is_passive(token) || subject.iter().any(human)) => {
            Some(Class::of(EventType::Assault))
        }
        CountKind::Killed if scene.is(token, WordClass::Undone) => Some(Class::of(EventType::Death)),
        CountKind::Injured if done => Some(Class::of(EventType::Assault)),
        _ => None,
    }
}
