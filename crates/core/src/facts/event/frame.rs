//! Who does it, to whom, with what, as the tree around a trigger tells.

use std::ops::Range;

use super::candidate::Candidate;
use super::class::Class;
use super::lexicon::WordClass;
use super::scene::Scene;
use crate::record::{EventType, NameLabel};
use crate::syntax::{Deprel, Upos};

/// The participants of a telling, by their head tokens.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// Who does it.
    pub actors: Vec<usize>,
    /// To whom.
    pub recipients: Vec<usize>,
    /// With what.
    pub instrument: Option<usize>,
}

/// Types of which both sides do the same.
pub fn is_mutual(class: Class) -> bool {
    matches!(
        class.kind(),
        Some(EventType::Agree | EventType::Consult | EventType::Cooperate | EventType::Contest | EventType::Deal)
    )
}

/// Reads the frame of a candidate of a type.
pub fn read(scene: &Scene<'_>, candidate: &Candidate, class: Class) -> Frame {
    let mut frame = Frame::default();
    let token = candidate.token;
    let is_noun = matches!(scene.tokens[token].upos, Upos::Noun | Upos::Propn | Upos::X);
    let mutual = is_mutual(class);
    if is_noun {
        noun(scene, candidate, class, &mut frame);
    } else {
        verb(scene, token, class, &mut frame);
    }
    if let Some(light) = candidate.light {
        let passive = scene.is_passive(light);
        if frame.actors.is_empty() {
            frame.actors = if passive { agent(scene, light) } else { subject(scene, light) };
        }
        prepositions(scene, light, class, &mut frame);
    }
    let own: Vec<usize> = frame.actors.clone();
    frame.recipients.retain(|i| !own.contains(i));
    // What hurts is the tool, not the one who does it: "a bomb killed nine".
    if let Some(at) = frame.actors.iter().position(|&i| is_tool(scene, i)) {
        let tool = frame.actors.remove(at);
        frame.instrument.get_or_insert(tool);
    }
    for list in [&mut frame.actors, &mut frame.recipients] {
        list.retain(|&i| can_take_part(scene, i));
        let more: Vec<usize> = list.iter().flat_map(|&i| conjuncts(scene, i)).collect();
        list.extend(more);
        list.sort_unstable();
        list.dedup();
    }
    if mutual && frame.actors.is_empty() {
        std::mem::swap(&mut frame.actors, &mut frame.recipients);
    }
    frame
}

fn is_tool(scene: &Scene<'_>, token: usize) -> bool {
    scene.label(token).is_none() && (scene.is(token, WordClass::Weapon) || scene.is(token, WordClass::Natural))
}

/// True for what a participant can be: a noun, a name, a pronoun that stands for one.
pub fn can_take_part(scene: &Scene<'_>, token: usize) -> bool {
    match scene.tokens[token].upos {
        Upos::Noun | Upos::Propn | Upos::X => scene.label(token).is_some() || scene.types(token) == 0,
        Upos::Pron => !scene.is(token, WordClass::Nobody),
        Upos::Num => true,
        _ => scene.label(token).is_some(),
    }
}

/// Nouns joined to a noun by "and".
pub fn conjuncts(scene: &Scene<'_>, token: usize) -> Vec<usize> {
    scene.children(token).filter(|&i| scene.tokens[i].deprel == Deprel::Conj).take(6).collect()
}

/// The subject of a verb, its own or that of the verb above it.
pub fn subject(scene: &Scene<'_>, verb: usize) -> Vec<usize> {
    let mut verb = verb;
    for _ in 0..5 {
        // Two subjects are one list that the tree tears apart: "an envoy and three others were killed".
        let own = |&i: &usize| matches!(scene.tokens[i].deprel, Deprel::Nsubj | Deprel::NsubjPass);
        let subjects: Vec<usize> =
            scene.children(verb).filter(own).map(|subject| antecedent(scene, subject, verb)).take(3).collect();
        if !subjects.is_empty() {
            return subjects;
        }
        let Some(head) = scene.head(verb) else { break };
        match scene.tokens[verb].deprel {
            Deprel::Xcomp => {
                // "urged him to go": the object goes.
                if let Some(object) = scene.child(head, &[Deprel::Obj, Deprel::Iobj]) {
                    return vec![object];
                }
            }
            Deprel::Acl => return if is_nominal(scene, head) { vec![head] } else { Vec::new() },
            Deprel::Conj | Deprel::Advcl | Deprel::Ccomp | Deprel::Parataxis if is_nominal(scene, head) => {
                return Vec::new();
            }
            Deprel::Conj | Deprel::Advcl => {}
            _ => break,
        }
        verb = head;
    }
    Vec::new()
}

fn is_nominal(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.tokens[token].upos, Upos::Noun | Upos::Propn | Upos::Pron)
}

/// What a relative pronoun stands for.
fn antecedent(scene: &Scene<'_>, subject: usize, verb: usize) -> usize {
    let relative = scene.is(subject, WordClass::Relative);
    let above = scene.head(verb).filter(|_| relative && scene.tokens[verb].deprel == Deprel::Acl);
    above.unwrap_or(subject)
}

/// Who does it in the passive: "by the police".
fn agent(scene: &Scene<'_>, verb: usize) -> Vec<usize> {
    scene.children(verb).filter(|&i| scene.tokens[i].deprel == Deprel::OblAgent || is_by(scene, i)).take(2).collect()
}

fn is_by(scene: &Scene<'_>, noun: usize) -> bool {
    matches!(scene.tokens[noun].deprel, Deprel::Obl | Deprel::Nmod)
        && scene.case(noun).is_some_and(|case| scene.is(case, WordClass::By))
}

fn verb(scene: &Scene<'_>, verb: usize, class: Class, frame: &mut Frame) {
    let object = scene.child(verb, &[Deprel::Obj]);
    let passive = scene.is_passive(verb);
    if passive {
        frame.actors = agent(scene, verb);
        frame.recipients = subject(scene, verb);
    } else if scene.tokens[verb].deprel == Deprel::Amod {
        // "wounded soldiers", "arrested men".
        frame.recipients.extend(scene.head(verb));
    } else {
        frame.actors = subject(scene, verb);
        frame.recipients.extend(scene.child(verb, &[Deprel::Iobj]).or(object));
    }
    let is_passive_tool = |&i: &usize| is_tool(scene, i);
    if let Some(tool) = frame.actors.iter().copied().find(is_passive_tool) {
        frame.instrument = Some(tool);
    }
    // A verb that needs nobody: who dies, resigns, protests is the subject.
    match class.kind() {
        Some(EventType::Death) => frame.recipients.append(&mut frame.actors),
        _ if class == Class::HARM && object.is_none() && !passive => frame.recipients.append(&mut frame.actors),
        _ => {}
    }
    // "investigating WeWork", but "fired rockets at the town".
    if let Some(tool) = frame.recipients.iter().position(|&i| is_tool(scene, i)) {
        frame.instrument.get_or_insert(frame.recipients.remove(tool));
    }
    // What is given, signed or launched is no person that it is done to: an event noun gives its own participants.
    frame.recipients.retain(|&i| scene.types(i) == 0 || scene.label(i).is_some() || scene.is(i, WordClass::Person));
    prepositions(scene, verb, class, frame);
}

fn prepositions(scene: &Scene<'_>, head: usize, class: Class, frame: &mut Frame) {
    for child in scene.children(head) {
        if !matches!(scene.tokens[child].deprel, Deprel::Obl | Deprel::Nmod) {
            continue;
        }
        let Some(case) = scene.case(child) else { continue };
        if scene.is(case, WordClass::With) && is_tool(scene, child) {
            frame.instrument.get_or_insert(child);
        } else if scene.is(case, WordClass::Between) {
            frame.actors.push(child);
        } else if frame.recipients.is_empty()
            && scene.lexicon.is_before_recipient(class, scene.tokens[case].hash)
            && fits(scene, child, class, case)
        {
            frame.recipients.push(child);
        }
    }
}

/// True if a noun after a preposition can be who it is done to: not a day, a sum or a place after "at".
fn fits(scene: &Scene<'_>, noun: usize, class: Class, case: usize) -> bool {
    let sort = scene.sort(noun);
    let lively = matches!(sort, 1 | 2 | 4 | 6 | 7 | 12);
    let placed = sort == 3 && !(class == Class::of(EventType::Protest) || scene.is(case, WordClass::At));
    let thing =
        sort == 14 && matches!(class.kind(), Some(EventType::Assault | EventType::Protest)) && scene.is(case, WordClass::Upon);
    lively || placed || thing
}

fn noun(scene: &Scene<'_>, candidate: &Candidate, class: Class, frame: &mut Frame) {
    let token = candidate.token;
    let of_actor = matches!(
        class.kind(),
        Some(
            EventType::Retreat
                | EventType::Consult
                | EventType::Appoint
                | EventType::Agree
                | EventType::Protest
                | EventType::Contest
        )
    );
    for child in scene.children(token) {
        let deprel = scene.tokens[child].deprel;
        let sort = scene.sort(child);
        match deprel {
            Deprel::NmodPoss => frame.actors.push(child),
            // "a Russian strike", "police raid", "government crackdown".
            Deprel::Amod | Deprel::Compound if matches!(sort, 2 | 3 | 4 | 6 | 7) => frame.actors.push(child),
            Deprel::Compound if sort == 8 => frame.instrument = Some(child),
            Deprel::Nmod if is_by(scene, child) => frame.actors.push(child),
            Deprel::Nmod
                if of_actor
                    && scene.case(child).is_some_and(|case| scene.is(case, WordClass::Of) && fits(scene, child, class, case)) =>
            {
                frame.actors.push(child);
            }
            _ => {}
        }
    }
    prepositions(scene, token, class, frame);
    // "the Dorvale shooting": a place before it is where, not who.
    if matches!(class.kind(), Some(EventType::Disaster | EventType::Accident | EventType::Outbreak | EventType::Death)) {
        frame.recipients.extend(frame.actors.drain(..).filter(|&i| scene.label(i) == Some(NameLabel::Person)));
    }
    // A noun as the subject of harm: "the attack killed nine".
    if frame.recipients.is_empty() && scene.tokens[token].deprel == Deprel::Nsubj {
        let verb = scene.head(token).filter(|&verb| scene.types(verb) & Class::HARM.bit() != 0);
        frame.recipients.extend(verb.and_then(|verb| scene.child(verb, &[Deprel::Obj])));
    }
}

/// The tokens of the noun phrase of a head: what stands before it in the phrase, and its name.
pub fn phrase(scene: &Scene<'_>, head: usize) -> Range<usize> {
    let inside = |i: usize| {
        matches!(
            scene.tokens[i].deprel,
            Deprel::Det | Deprel::Amod | Deprel::Compound | Deprel::Nummod | Deprel::NmodPoss | Deprel::Flat | Deprel::Case
        )
    };
    let mut start = head;
    let mut end = head + 1;
    for child in scene.children(head) {
        if child < head && inside(child) && !(scene.tokens[child].deprel == Deprel::Case) {
            start = start.min(leftmost(scene, child));
        }
        if child > head && matches!(scene.tokens[child].deprel, Deprel::Flat | Deprel::Compound) && scene.label(child).is_some() {
            end = end.max(child + 1);
        }
    }
    if let Some(name) = scene.name(head) {
        let tokens = &scene.article.names[name].tokens;
        start = start.min(tokens.start as usize);
        end = end.max(tokens.end as usize);
    }
    start..end
}

/// The first token below a token, prepositions aside.
fn leftmost(scene: &Scene<'_>, token: usize) -> usize {
    let mut first = token;
    for _ in 0..4 {
        let Some(next) = scene.children(first).next().filter(|&i| i < first) else { break };
        first = next;
    }
    first
}
