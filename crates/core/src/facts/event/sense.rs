//! What a word means beside others: "attacked the decision" hurts nobody, "beat Rovers" in a report of a match is a result.
//! The rows of `event/senses.tsv` win over the model.

use super::candidate::Candidate;
use super::class::Class;
use super::lexicon::WordClass;
use super::scene::Scene;
use super::senses::{Other, Sense, Side};
use crate::record::{EventType, NameLabel};
use crate::syntax::{Deprel, Upos};

/// What a candidate tells of as the words beside it say, where they say it: the class, or [`Class::NONE`].
pub fn beside(scene: &Scene<'_>, candidate: &Candidate, found: Class) -> Option<Class> {
    let senses = &scene.lexicon.senses;
    let lemma = scene.lexicon.reading(candidate.reading).lemma;
    let rows = || senses.of_lemma.get(&lemma).into_iter().chain(senses.of_class.get(&found)).flatten();
    rows().next()?;
    let token = candidate.token;
    let [subject, object] = if scene.tokens[token].upos == Upos::Verb { sides(scene, token) } else { [None; 2] };
    let describes = |i: usize| matches!(scene.tokens[i].deprel, Deprel::Amod | Deprel::Compound);
    let is_for = |i: usize| {
        scene.tokens[i].deprel == Deprel::Obl && scene.case(i).is_some_and(|case| scene.is(case, WordClass::For))
    };
    let fits = |sense: &&Sense| {
        let any = |i: usize| sense.others.iter().any(|other| is(other, scene, i));
        match sense.side {
            Side::Object => object.is_some_and(any),
            Side::Subject => subject.is_some_and(any),
            Side::For => scene.children(token).any(|i| is_for(i) && any(i)),
            Side::Modifier => scene.children(token).any(|i| describes(i) && any(i)),
            Side::Case => scene.case(token).is_some_and(any),
        }
    };
    rows().find(fits).map(|sense| sense.class)
}

/// True if a token is who or what a sense asks for.
fn is(other: &Other, scene: &Scene<'_>, token: usize) -> bool {
    match other {
        Other::Word(word) => with_title(scene, token, |i| scene.tokens[i].hash == *word),
        Other::Of(class) => scene.label(token).is_none() && scene.is(token, *class),
        Other::Measure => scene.is_measure(token),
        Other::Sector(sector) => with_title(scene, token, |i| scene.lexicon.sector(scene.word(i)) == Some(sector)),
    }
}

/// True if something holds of a noun, or of the title of a name: "Opposition leader Karel Benda".
fn with_title(scene: &Scene<'_>, token: usize, holds: impl Fn(usize) -> bool) -> bool {
    let is_title = |i: usize| matches!(scene.tokens[i].deprel, Deprel::Compound | Deprel::Appos | Deprel::Flat);
    let titled = scene.label(token) == Some(NameLabel::Person);
    holds(token) || titled && scene.children(token).any(|i| is_title(i) && holds(i))
}

/// Who does a verb, and to what.
fn sides(scene: &Scene<'_>, verb: usize) -> [Option<usize>; 2] {
    if scene.is_passive(verb) {
        let agent = scene.children(verb).find(|&i| {
            let deprel = scene.tokens[i].deprel;
            deprel == Deprel::OblAgent || deprel == Deprel::Obl && scene.case(i).is_some_and(|case| scene.is(case, WordClass::By))
        });
        let above = scene.head(verb).filter(|_| scene.tokens[verb].deprel == Deprel::Acl);
        return [agent, scene.child(verb, &[Deprel::NsubjPass]).or(above)];
    }
    let subject = super::frame::subject(scene, verb).first().copied();
    [subject, scene.child(verb, &[Deprel::Obj])]
}

/// Different words of sport in an article that is about it.
const SPORT_WORDS: usize = 4;

/// One word of sport among so many in such an article.
const SPORT_SHARE: usize = 60;

/// True for an article about sport.
pub fn is_sport(scene: &Scene<'_>) -> bool {
    let mut seen: Vec<u64> = Vec::new();
    let mut count = 0;
    for (_, token) in scene.tokens.iter().enumerate().filter(|&(i, _)| scene.is(i, WordClass::Sport)) {
        count += 1;
        if seen.len() < SPORT_WORDS && !seen.contains(&token.hash) {
            seen.push(token.hash);
        }
    }
    seen.len() == SPORT_WORDS && count * SPORT_SHARE >= scene.tokens.len()
}

/// Types that words of sport seem to tell of and do not: violence, harm, politics.
const VIOLENT: u32 = Class::bits(&[EventType::Assault, EventType::Coerce, EventType::Concede, EventType::Retreat, EventType::Threaten, EventType::Protest, EventType::Reject, EventType::Consult, EventType::Support, EventType::Accident, EventType::Disaster]) | Class::HARM.bit();

/// What a word of an article about sport tells of, where the model takes it for violence or politics: a result, or nothing. Police and
/// weapons mean what they say there too.
pub fn in_sport(scene: &Scene<'_>, candidate: &Candidate, found: Class) -> Option<Class> {
    let token = candidate.token;
    if found.bit() & VIOLENT == 0 || candidate.tokens.len() > 1 || !scene.is(token, WordClass::Sporting) {
        return None;
    }
    let earnest = |i: usize| scene.is(i, WordClass::Weapon) || scene.is(i, WordClass::Armed);
    if scene.children(token).any(earnest) {
        return None;
    }
    let contest = Class::of(EventType::Contest);
    let known = scene.lexicon.reading(candidate.reading).types & contest.bit() != 0;
    Some(if known { contest } else { Class::NONE })
}
