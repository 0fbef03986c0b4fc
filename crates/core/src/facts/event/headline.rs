//! What the article is about: the weight of each event, and the main clause of the headline.

use super::scene::Scene;
use super::telling::Telling;
use super::types;
use crate::record::{CountKind, EventStatus, EventTime, Nearness};
use crate::text::date::Date;

/// The weight of an event: its heaviest telling and a share of the next ones.
pub fn weight(scene: &Scene<'_>, published: Option<Date>, tellings: &[Telling], event: &[usize]) -> f32 {
    let told =
        event.iter().any(|&i| tellings[i].told.iter().any(|told| told.count.kind == CountKind::Killed && told.count.low > 1));
    let kind = tellings[event[0]].class.kind();
    // Deeds weigh more than words, and the dead more than all.
    let factor = kind.map_or(1.0, |kind| types::derived(kind, None).weight)
        * if told { 1.6 } else { 1.0 }
        * setting(published, tellings, event);
    let mut weights: Vec<f32> = event.iter().map(|&i| one(scene, &tellings[i])).collect();
    weights.sort_by(|a, b| b.total_cmp(a));
    factor * weights.iter().skip(1).take(4).fold(weights[0], |sum, weight| sum + 0.35 * weight)
}

/// Days before publication from which on an event is history.
const HISTORY: i64 = 366;

/// What happened on a day and at a place is more of an event than what is only named; what is long past is background.
fn setting(published: Option<Date>, tellings: &[Telling], event: &[usize]) -> f32 {
    let days = || event.iter().filter_map(|&i| tellings[i].time).filter(|time| time.nearness == Nearness::Clause);
    let age = |time: EventTime| published.map_or(0, |published| i64::from(published.days()) - i64::from(time.end_date.days()));
    let past = days().next().is_some() && days().all(|time| age(time) > HISTORY);
    let placed = event.iter().any(|&i| tellings[i].place.is_some_and(|place| place.nearness == Nearness::Clause));
    let dated = match days().next() {
        Some(_) if past => 0.5,
        Some(_) => 1.5,
        None => 1.0,
    };
    dated * if placed { 1.4 } else { 1.0 }
}

fn one(scene: &Scene<'_>, telling: &Telling) -> f32 {
    let place = if telling.title {
        2.5 + if is_main_clause(scene, telling) { 1.5 } else { 0.0 }
    } else if scene.is_aside(scene.sentence(telling.candidate.token)) {
        0.4
    } else {
        match telling.position {
            0 | 1 => 2.0 + if telling.position == 0 && is_main_clause(scene, telling) { 0.4 } else { 0.0 },
            2 | 3 => 1.4,
            4..=7 => 1.0,
            _ => 0.8,
        }
    };
    let quoted = if telling.quoted { 0.6 } else { 1.0 };
    let status = match telling.status {
        EventStatus::Asserted | EventStatus::Planned => 1.0,
        EventStatus::Alleged => 0.9,
        EventStatus::Negated | EventStatus::Possible => 0.7,
        EventStatus::Generic => 0.4,
    };
    telling.share * place * quoted * status
}

/// True for the verb of the main clause, or a noun that hangs on it.
pub fn is_main_clause(scene: &Scene<'_>, telling: &Telling) -> bool {
    let token = telling.candidate.token;
    match scene.head(token) {
        None => true,
        Some(head) => scene.head(head).is_none() && (telling.candidate.light.is_some() || scene.types(head) == 0),
    }
}
