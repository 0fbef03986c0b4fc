//! Tellings of one happening joined into one event.

use rustc_hash::FxHashMap;

use super::class::Class;
use super::headline;
use super::lexicon::WordClass;
use super::scene::Scene;
use super::telling::{self, Telling};
use crate::record::{CountKind, EventStatus, EventType, NameLabel, Nearness};
use crate::syntax::{Deprel, Upos};
use crate::text::date::Date;

/// Tellings of an event that a later one is compared with, the last ones: so time grows with the length of the text.
const COMPARED: usize = 32;

/// Days before publication from which on a day is past.
const RECENT: i32 = 14;

/// Letters at the beginning that words of one happening share.
const STEM: usize = 5;

/// The events as lists of tellings, in the order of the first one.
pub fn events(scene: &Scene<'_>, tellings: &[Telling]) -> Vec<Vec<usize>> {
    let mut event_of: Vec<usize> = Vec::with_capacity(tellings.len());
    let mut events: Vec<Vec<usize>> = Vec::new();
    // The last events of each group: an article tells few at a time, so a look at the last few is enough.
    let mut recent: FxHashMap<u8, Vec<usize>> = FxHashMap::default();
    // The events of harm that was told before its cause.
    let mut waiting: FxHashMap<usize, usize> = FxHashMap::default();
    let published = telling::published(scene);
    for (index, telling) in tellings.iter().enumerate() {
        // Harm of another day is of another happening: "In March a man killed four".
        let sentence = |telling: &Telling| scene.sentence(telling.candidate.token);
        let is_elsewhere = |other: &Telling| sentence(other) != sentence(telling) && are_days_apart(other, telling);
        let of_other_day = |event: &usize| events[*event].iter().any(|&other| is_elsewhere(&tellings[other]));
        let earlier = telling.cause.filter(|&cause| cause < index).map(|cause| event_of[cause]);
        let earlier = earlier.filter(|event| !of_other_day(event));
        let joined = earlier.or_else(|| waiting.get(&telling.cause.unwrap_or(index)).copied());
        let group = group(telling.class);
        let candidates = recent.entry(group).or_default();
        // "In March a man killed four": a day long past is never that of what was told without one.
        let is_verb = scene.tokens[telling.candidate.token].upos == Upos::Verb;
        let is_past = is_verb
            && is_harmful(telling)
            && day(telling).zip(published).is_some_and(|(day, published)| published.days() - day.1.days() > RECENT);
        let fits = |event: &&usize, same: &dyn Fn(&Telling) -> bool| {
            let members = &events[**event];
            !(is_past && members.iter().all(|&other| day(&tellings[other]).is_none()))
                && members.iter().rev().take(6).any(|&other| same(&tellings[other]))
                && members.iter().rev().take(COMPARED).all(|&other| !excludes(scene, &tellings[other], telling))
        };
        let near = || candidates.iter().rev().take(12);
        let same = near().find(|event| fits(event, &|other| is_same(scene, other, telling)));
        let same = same.or_else(|| near().find(|event| fits(event, &|other| is_taken_up(scene, other, telling))));
        let event = joined.or(same.copied()).unwrap_or_else(|| {
            events.push(Vec::new());
            candidates.push(events.len() - 1);
            events.len() - 1
        });
        events[event].push(index);
        event_of.push(event);
        if let Some(later) = telling.cause.filter(|&cause| cause > index) {
            waiting.entry(later).or_insert(event);
        }
    }
    events
}

/// Types of which one happening may be told as either.
fn group(class: Class) -> u8 {
    match class.kind() {
        Some(EventType::Crime | EventType::Assault) => EventType::Assault as u8,
        Some(EventType::Accident | EventType::Disaster) => EventType::Accident as u8,
        _ => class.0,
    }
}

/// True if two tellings of one group speak of the same happening, as far as words tell.
fn is_same(scene: &Scene<'_>, earlier: &Telling, later: &Telling) -> bool {
    if earlier.cause_token == Some(later.candidate.token) || later.cause_token == Some(earlier.candidate.token) {
        return true;
    }
    is_akin(scene, earlier, later)
        || equal_victims(earlier, later)
        || earlier.class == later.class && is_lead_of(scene, earlier, later)
}

/// Sentences back within which "the attack" takes up what was told.
const TAKEN_UP: usize = 1;

/// Types of which a day long past is that of another happening.
fn is_harmful(telling: &Telling) -> bool {
    matches!(telling.class.kind(), Some(EventType::Assault | EventType::Accident | EventType::Disaster | EventType::Crime))
}

/// True for "the attack", "the incident" soon after a happening of the type, with no word that says which.
fn is_taken_up(scene: &Scene<'_>, earlier: &Telling, later: &Telling) -> bool {
    let token = later.candidate.token;
    let noun = scene.tokens[token].upos == Upos::Noun && is_definite(scene, later) && !scene.written(token).ends_with('s');
    let bare = scene
        .children(token)
        .all(|i| !matches!(scene.tokens[i].deprel, Deprel::Amod | Deprel::Compound | Deprel::Nmod | Deprel::NmodPoss));
    let near = scene.sentence(token).saturating_sub(scene.sentence(earlier.candidate.token)) <= TAKEN_UP;
    is_harmful(later) && noun && bare && near && earlier.status == later.status
}

/// True where the headline's main clause and that of the first sentence tell something of one type.
fn is_lead_of(scene: &Scene<'_>, earlier: &Telling, later: &Telling) -> bool {
    let leads = |telling: &Telling| !telling.quoted && headline::is_main_clause(scene, telling);
    // A plea and a sentence are two.
    let one = later.class.kind() != Some(EventType::Ruling);
    one && earlier.title && !later.title && later.position == 0 && leads(earlier) && leads(later)
}

/// True for words of one family, or with the same first letters: "attack", "attacked" and "attacker".
fn is_akin(scene: &Scene<'_>, earlier: &Telling, later: &Telling) -> bool {
    let lemma = |t: &Telling| scene.lexicon.reading(t.candidate.reading).lemma;
    let (a, b) = (lemma(earlier), lemma(later));
    let family = scene.lexicon.family(a);
    let letters = |t: &Telling| scene.written(t.candidate.token).chars().flat_map(char::to_lowercase).take(STEM);
    a == b || family.is_some() && family == scene.lexicon.family(b) || letters(earlier).eq(letters(later))
}

/// "the blast", "this attack".
fn is_definite(scene: &Scene<'_>, telling: &Telling) -> bool {
    scene.children(telling.candidate.token).any(|i| scene.is(i, WordClass::Definite))
}

fn equal_victims(earlier: &Telling, later: &Telling) -> bool {
    let killed = |t: &Telling| {
        t.told.iter().find(|told| told.count.kind == CountKind::Killed && told.count.low > 1).map(|told| told.count.low)
    };
    killed(earlier).is_some_and(|low| killed(later) == Some(low))
}

/// True if both name people to whom it was done, and no one the same.
fn has_other_victims(scene: &Scene<'_>, earlier: &Telling, later: &Telling) -> bool {
    let entities = |t: &Telling| -> Vec<_> {
        let named = t.frame.recipients.iter().filter(|&&i| scene.label(i) == Some(NameLabel::Person));
        named.filter_map(|&i| scene.article.entities.at(scene.tokens[i].span)).collect()
    };
    let (a, b) = (entities(earlier), entities(later));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|entity| b.contains(entity))
}

/// True if two tellings can't be of one happening: other days, other victims, or one did not happen.
fn excludes(scene: &Scene<'_>, earlier: &Telling, later: &Telling) -> bool {
    let apart = are_days_apart(earlier, later) || have_other_speakers(scene, earlier, later);
    let negated = (earlier.status == EventStatus::Negated) != (later.status == EventStatus::Negated);
    let series = is_series(scene, earlier) != is_series(scene, later);
    apart || negated || series || which(scene, earlier) != which(scene, later) || has_other_victims(scene, earlier, later)
}

/// The days that the clause of a telling names: one elsewhere in the sentence may be that of something else.
fn day(telling: &Telling) -> Option<(Date, Date)> {
    let time = telling.time.filter(|time| time.nearness == Nearness::Clause)?;
    Some((time.begin_date, time.end_date))
}

/// True if both have a day, and not the same.
fn are_days_apart(earlier: &Telling, later: &Telling) -> bool {
    day(earlier).zip(day(later)).is_some_and(|(a, b)| a.1 <= b.0 || b.1 <= a.0)
}

/// True for verbs of words that different people utter: "the premier promised", "the bank promised".
fn have_other_speakers(scene: &Scene<'_>, earlier: &Telling, later: &Telling) -> bool {
    let is_verb = |t: &Telling| scene.tokens[t.candidate.token].upos == Upos::Verb;
    let speech = matches!(
        later.class.kind(),
        Some(
            EventType::Agree
                | EventType::Support
                | EventType::Request
                | EventType::Accuse
                | EventType::Reject
                | EventType::Threaten
        )
    );
    if !speech || earlier.title || later.title || !is_verb(earlier) || !is_verb(later) {
        return false;
    }
    let speakers = |t: &Telling| -> Vec<_> {
        t.frame.actors.iter().filter_map(|&i| scene.article.entities.at(scene.tokens[i].span)).collect()
    };
    let (a, b) = (speakers(earlier), speakers(later));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|entity| b.contains(entity))
}

/// The word that sets a happening apart from one told before: "another shooting", "his previous arrest".
fn which(scene: &Scene<'_>, telling: &Telling) -> Option<u64> {
    let describes = |i: usize| matches!(scene.tokens[i].deprel, Deprel::Amod | Deprel::Det);
    let apart = scene.children(telling.candidate.token).find(|&i| describes(i) && scene.is(i, WordClass::Other));
    apart.map(|i| scene.tokens[i].hash)
}

/// True for several happenings in one word: "a spate of robberies" is not the robbery that the article tells of.
fn is_series(scene: &Scene<'_>, telling: &Telling) -> bool {
    let single = matches!(
        telling.class.kind(),
        Some(
            EventType::Assault
                | EventType::Crime
                | EventType::Accident
                | EventType::Death
                | EventType::Ruling
                | EventType::Coerce
        )
    );
    let token = &scene.tokens[telling.candidate.token];
    let plural = token.upos == Upos::Noun && scene.written(telling.candidate.token).ends_with('s');
    let lemma = scene.lexicon.reading(telling.candidate.reading).lemma;
    single && telling.cause.is_none() && plural && token.hash != lemma && !is_definite(scene, telling)
}
