//! Tellings of one happening joined into one event.

use rustc_hash::FxHashMap;

use super::class::Class;
use super::scene::Scene;
use super::telling::Telling;
use crate::record::{CountKind, EventStatus, EventType};

/// Tellings of an event that a later one is compared with, the last ones: so time grows with the length of the text.
const COMPARED: usize = 32;

/// The events as lists of tellings, in the order of the first one.
pub fn events(scene: &Scene<'_>, tellings: &[Telling]) -> Vec<Vec<usize>> {
    let mut event_of: Vec<usize> = Vec::with_capacity(tellings.len());
    let mut events: Vec<Vec<usize>> = Vec::new();
    // The last events of each group and stem: an article tells few at a time, so a look at the last few is enough.
    let mut recent: FxHashMap<u8, Vec<usize>> = FxHashMap::default();
    for (index, telling) in tellings.iter().enumerate() {
        let joined = telling.cause.filter(|&cause| cause < index).map(|cause| event_of[cause]);
        let group = group(telling.class);
        let candidates = recent.entry(group).or_default();
        let same = |event: &&usize| {
            let members = &events[**event];
            members.iter().rev().take(6).any(|&other| is_same(scene, &tellings[other], telling))
                && members.iter().rev().take(COMPARED).all(|&other| !excludes(&tellings[other], telling))
        };
        let event = joined.or_else(|| candidates.iter().rev().take(12).find(same).copied()).unwrap_or_else(|| {
            events.push(Vec::new());
            candidates.push(events.len() - 1);
            events.len() - 1
        });
        events[event].push(index);
        event_of.push(event);
        // A cause that comes after its harm is drawn into the harm's event by the same law.
        if let Some(later) = telling.cause.filter(|&cause| cause > index) {
            event_of[index] = event;
            recent.entry(super::merge::group(tellings[later].class)).or_default().push(event);
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
    let stem = stem(scene, earlier) == stem(scene, later);
    let definite = is_definite(scene, later);
    let victims = equal_victims(earlier, later);
    let named = shared_participant(scene, earlier, later);
    stem && (named || definite || later.candidate.tokens.len() > 1 || same_title(earlier, later))
        || stem && !has_participants(later)
        || definite && is_general(scene, later)
        || victims
}

fn same_title(earlier: &Telling, later: &Telling) -> bool {
    earlier.title && later.position <= 2
}

fn has_participants(telling: &Telling) -> bool {
    !telling.frame.actors.is_empty() || !telling.frame.recipients.is_empty()
}

/// The first letters of a trigger: "attack", "attacked" and "attacker" share them.
fn stem(scene: &Scene<'_>, telling: &Telling) -> String {
    let word = scene.lower(telling.candidate.token).to_lowercase();
    let stem: String = word.chars().take(5).collect();
    match stem.as_str() {
        "shot" | "shoot" => "shoot".into(),
        "met" | "meeti" => "meet".into(),
        "struc" | "strik" => "strik".into(),
        _ => stem,
    }
}

/// "the blast", "this attack".
fn is_definite(scene: &Scene<'_>, telling: &Telling) -> bool {
    scene.children(telling.candidate.token).any(|i| matches!(scene.lower(i), "the" | "The" | "this" | "This" | "that" | "That"))
}

/// Nouns that stand for any event of their group.
fn is_general(scene: &Scene<'_>, telling: &Telling) -> bool {
    let word = scene.lower(telling.candidate.token).to_lowercase();
    matches!(
        word.as_str(),
        "attack"
            | "attacks"
            | "blast"
            | "explosion"
            | "violence"
            | "incident"
            | "disaster"
            | "accident"
            | "crash"
            | "tragedy"
            | "assault"
            | "strike"
            | "shooting"
            | "meeting"
            | "talks"
            | "protest"
            | "protests"
            | "deal"
            | "killing"
            | "crime"
            | "blaze"
            | "fire"
            | "quake"
            | "storm"
    )
}

fn equal_victims(earlier: &Telling, later: &Telling) -> bool {
    let killed = |t: &Telling| {
        t.told.iter().find(|told| told.count.kind == CountKind::Killed && told.count.low > 1).map(|told| told.count.low)
    };
    killed(earlier).is_some_and(|low| killed(later) == Some(low))
}

/// True if some participant of both has the same last word or entity.
fn shared_participant(scene: &Scene<'_>, earlier: &Telling, later: &Telling) -> bool {
    let all = |t: &Telling| t.frame.actors.iter().chain(&t.frame.recipients).copied().collect::<Vec<_>>();
    let (a, b) = (all(earlier), all(later));
    if a.is_empty() || b.is_empty() {
        return true;
    }
    let entity = |i: usize| scene.article.entities.at(scene.tokens[i].span);
    a.iter().any(|&i| {
        b.iter().any(|&j| scene.tokens[i].hash == scene.tokens[j].hash || entity(i).is_some() && entity(i) == entity(j))
    })
}

/// True if two tellings can't be of one happening: other days, or one did not happen.
fn excludes(earlier: &Telling, later: &Telling) -> bool {
    let days = |t: &Telling| t.time.map(|time| (time.begin_date, time.end_date));
    let apart = match (days(earlier), days(later)) {
        (Some(a), Some(b)) => a.1 <= b.0 || b.1 <= a.0,
        _ => false,
    };
    let negated = (earlier.status == EventStatus::Negated) != (later.status == EventStatus::Negated);
    apart || negated
}
