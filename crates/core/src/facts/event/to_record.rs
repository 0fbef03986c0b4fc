//! Events as the record shows them: the best of what their tellings say.

use super::casualty;
use super::class::Class;
use super::scene::Scene;
use super::telling::{Facts, Telling};
use super::{frame, headline, participant, setting, types};
use crate::record::{
    Confidence, Event, EventMention, EventPlace, EventSource, EventStatus, EventTime, Nearness, Participant, QuoteKind,
};
use crate::text::date::Date;

/// The events with the index of the main one.
pub(super) fn events(
    scene: &Scene<'_>,
    facts: Facts<'_>,
    published: Option<Date>,
    tellings: &[Telling],
    groups: &[Vec<usize>],
) -> (Vec<Event>, Option<u32>) {
    let weights: Vec<f32> = groups.iter().map(|group| headline::weight(scene, published, tellings, group)).collect();
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by(|&a, &b| weights[b].total_cmp(&weights[a]).then(a.cmp(&b)));
    let mut ranks = vec![0; groups.len()];
    for (rank, &group) in order.iter().enumerate() {
        ranks[group] = rank as u32 + 1;
    }
    let mut events: Vec<Event> =
        groups.iter().zip(&ranks).map(|(group, &rank)| one(scene, facts, published, tellings, group, rank)).collect();
    events.sort_by_key(|event| event.mentions[0].extent.span);
    let main = events.iter().position(|event| event.rank == 1).map(|main| main as u32);
    (events, main)
}

fn one(scene: &Scene<'_>, facts: Facts<'_>, published: Option<Date>, tellings: &[Telling], group: &[usize], rank: u32) -> Event {
    let members: Vec<&Telling> = group.iter().map(|&i| &tellings[i]).collect();
    let best = best_member(&members);
    let telling = members[best];
    let class = class(&members);
    let kind = class.kind().expect("harm has joined a cause or is gone");
    let mode = mode(scene, &members, class);
    let derived = types::derived(kind, mode);
    let status = telling.status;
    let people = |of: fn(&Telling) -> &Vec<usize>| -> Vec<Participant> {
        let full = [telling].into_iter().chain(members.iter().copied()).find(|telling| !of(telling).is_empty());
        full.map_or(Vec::new(), |telling| of(telling).iter().map(|&head| participant::find(scene, facts.places, head)).collect())
    };
    let told: Vec<_> = members.iter().flat_map(|telling| telling.told.iter().cloned()).collect();
    let instrument = members.iter().find_map(|telling| telling.frame.instrument);
    let mut mentions: Vec<(EventMention, usize)> =
        members.iter().enumerate().map(|(i, telling)| (mention(scene, telling), i)).collect();
    mentions.sort_by_key(|(mention, _)| mention.extent.span);
    Event {
        kind,
        mode: mode.map(|mode| mode.to_owned().into()),
        plover: derived.plover,
        status,
        source: source(facts, telling),
        actors: people(|telling| &telling.frame.actors),
        recipients: people(|telling| &telling.frame.recipients),
        instrument: instrument.map(|head| scene.article.syntax.cover(frame::phrase(scene, head)).into()),
        place: place(scene, facts, &members, rank),
        time: time(&members, published, rank),
        counts: casualty::settle(&told),
        best_mention: mentions.iter().position(|&(_, i)| i == best).unwrap_or(0) as u32,
        mentions: mentions.into_iter().map(|(mention, _)| mention).collect(),
        rank,
        rule: "model".into(),
        confidence: Confidence::new(members.iter().map(|telling| telling.share).fold(0.0, f32::max)),
    }
}

/// The type that most of the tellings' weight is for; those of harm have it from their cause.
fn class(members: &[&Telling]) -> Class {
    let mut sums = [0.0_f32; super::class::CLASSES];
    for telling in members.iter().filter(|telling| telling.cause.is_none()) {
        sums[usize::from(telling.class.0)] += telling.share;
    }
    let best = (0..sums.len()).max_by(|&a, &b| sums[a].total_cmp(&sums[b]).then(b.cmp(&a)));
    best.filter(|&best| sums[best] > 0.0).map_or(members[0].class, |best| Class(best as u8))
}

/// The telling whose status and participants count: narrated before quoted, asserted before planned, in the lead before later.
fn best_member(members: &[&Telling]) -> usize {
    let score = |telling: &Telling| {
        let status = match telling.status {
            EventStatus::Asserted => 5,
            EventStatus::Negated => 4,
            EventStatus::Planned => 3,
            EventStatus::Alleged => 2,
            EventStatus::Possible => 1,
            EventStatus::Generic => 0,
        };
        let whole = usize::from(!telling.frame.actors.is_empty()) + usize::from(!telling.frame.recipients.is_empty());
        (telling.cause.is_none(), !telling.quoted, status, whole, !telling.title, std::cmp::Reverse(telling.candidate.token))
    };
    (0..members.len()).max_by_key(|&i| score(members[i])).unwrap_or(0)
}

/// The mode that the trigger words tell, else the weapon.
fn mode<'a>(scene: &Scene<'a>, members: &[&Telling], class: Class) -> Option<&'a str> {
    members.iter().find_map(|telling| scene.lexicon.reading(telling.candidate.reading).mode(class))
}

fn mention(scene: &Scene<'_>, telling: &Telling) -> EventMention {
    let syntax = scene.article.syntax;
    EventMention {
        extent: syntax.cover(telling.candidate.tokens.clone()).into(),
        status: telling.status,
        harm: telling.harm,
        sentence: syntax.sentences[scene.sentence(telling.candidate.token)].span,
        quote: telling.quote,
        title: telling.title,
        confidence: Confidence::new(telling.share),
    }
}

/// Who says so: the speaker of the quote around the best telling.
fn source(facts: Facts<'_>, telling: &Telling) -> Option<EventSource> {
    let quote = &facts.quotes[telling.quote? as usize];
    let speaker = quote.speaker.as_ref().filter(|_| quote.kind != QuoteKind::Silent)?;
    Some(EventSource { extent: speaker.extent.clone(), entity: speaker.entity, name: speaker.name.clone() })
}

fn place(scene: &Scene<'_>, facts: Facts<'_>, members: &[&Telling], rank: u32) -> Option<EventPlace> {
    let near = |nearness: Nearness| {
        members
            .iter()
            .filter_map(|telling| telling.place)
            .filter(move |place| place.nearness == nearness)
            .min_by_key(|place| (place.geo_precision, place.place))
    };
    near(Nearness::Clause).or_else(|| near(Nearness::Sentence)).or_else(|| {
        // The dateline for the main event alone.
        let dateline = scene.article.layout.meta.dateline.as_ref().filter(|_| rank == 1)?;
        let (index, place) =
            facts.places.iter().enumerate().find(|(_, place)| dateline.extent.span.contains(place.extent.span))?;
        Some(EventPlace { place: index as u32, geo_precision: setting::precision(place), nearness: Nearness::Dateline })
    })
}

fn time(members: &[&Telling], published: Option<Date>, rank: u32) -> Option<EventTime> {
    let near = |nearness: Nearness| members.iter().filter_map(|telling| telling.time).find(move |time| time.nearness == nearness);
    near(Nearness::Clause).or_else(|| near(Nearness::Sentence)).or_else(|| {
        let begin_date = published.filter(|_| rank == 1)?;
        let end_date = Date::from_days(i64::from(begin_date.days()) + 1)?;
        Some(EventTime { time: None, begin_date, end_date, time_precision: 2, nearness: Nearness::Published })
    })
}
