//! The tables of events: one of events, one of their participants, one of their mentions, one of answers.

use nutgraf::Record;
use nutgraf::derived;
use nutgraf::record::{CountKind, Event, Participant};

use super::cells::Rows;

pub(super) fn events(record: &Record, rows: &mut Rows<'_>) {
    for (number, event) in record.events.iter().enumerate() {
        let scheme = derived(event.kind, event.mode.as_deref());
        let place = event.place.and_then(|place| record.places.get(place.place as usize));
        let best = &event.mentions[event.best_mention as usize];
        rows.row().number(number).flag(record.main_event == Some(number as u32)).text(event.kind.name());
        rows.text(event.mode.as_deref()).text(event.plover.map(nutgraf::record::EventType::name)).text(event.status.name());
        rows.int(scheme.quad.map(i32::from)).float(scheme.intensity.map(f64::from)).text(scheme.cameo_root);
        rows.float(scheme.goldstein.map(f64::from)).text(scheme.acled);
        rows.day(event.time.map(|time| time.begin_date)).day(event.time.map(|time| time.end_date));
        rows.int(event.time.map(|time| i32::from(time.time_precision)));
        rows.text(place.map(|place| place.name.as_str())).int(place.and_then(|place| place.geonames_id).map(|id| id as i32));
        rows.text(place.and_then(|place| place.country.as_deref())).text(place.and_then(|place| place.admin1.as_deref()));
        rows.float(place.and_then(|place| place.latitude)).float(place.and_then(|place| place.longitude));
        rows.int(event.place.map(|place| i32::from(place.geo_precision)));
        for party in [event.actors.first(), event.recipients.first()] {
            rows.text(party.map(named)).text(party.and_then(|party| party.entity).map(|id| id.to_string()).as_deref());
            rows.text(party.and_then(|party| party.country.as_deref())).text(party.and_then(|party| party.sector.as_deref()));
        }
        rows.text(event.instrument.as_ref().map(|extent| extent.text.as_str()));
        for kind in [CountKind::Killed, CountKind::Injured] {
            let count = event.count(kind);
            rows.int(count.map(|count| count.low as i32)).int(count.and_then(|count| count.high).map(|high| high as i32));
        }
        for kind in [CountKind::Arrested, CountKind::Missing, CountKind::Displaced, CountKind::Participants] {
            rows.int(event.count(kind).map(|count| count.low as i32));
        }
        rows.text(source(event)).number(event.mentions.len()).number(event.rank as usize).text(key(record, event).as_str());
        rows.float(f64::from(event.confidence.get())).span(best.extent.span);
    }
}

/// The full name of a participant, else the words for it.
pub(super) fn named(party: &Participant) -> &str {
    party.name.as_deref().unwrap_or(&party.extent.text)
}

fn source(event: &Event) -> Option<&str> {
    let source = event.source.as_ref()?;
    source.name.as_deref().or_else(|| source.extent.as_ref().map(|extent| extent.text.as_str()))
}

/// Type, first day, place and the number of dead: equal in copies of one story.
fn key(record: &Record, event: &Event) -> String {
    let place = event.place.and_then(|place| record.places.get(place.place as usize));
    let area = place.and_then(|place| place.admin1.as_deref().or(place.country.as_deref())).unwrap_or("-");
    let day = event.time.map_or_else(|| "-".into(), |time| time.begin_date.to_string());
    let killed = event.count(CountKind::Killed).map_or_else(|| "-".into(), |count| count.low.to_string());
    format!("{}|{day}|{area}|{killed}", event.kind.name())
}

pub(super) fn participants(record: &Record, rows: &mut Rows<'_>) {
    for (number, event) in record.events.iter().enumerate() {
        let roles = [("actor", &event.actors), ("recipient", &event.recipients)];
        for (role, party) in roles.into_iter().flat_map(|(role, parties)| parties.iter().map(move |party| (role, party))) {
            rows.row().number(number).text(role).text(party.extent.text.as_str());
            rows.text(party.entity.map(|id| id.to_string()).as_deref()).text(party.name.as_deref());
            rows.text(party.country.as_deref()).text(party.sector.as_deref()).span(party.extent.span);
        }
    }
}

pub(super) fn mentions(record: &Record, rows: &mut Rows<'_>) {
    for (event, mentions) in record.events.iter().map(|event| &event.mentions).enumerate() {
        for (number, mention) in mentions.iter().enumerate() {
            rows.row().number(event).number(number).text(mention.extent.text.as_str()).span(mention.extent.span);
            rows.span(mention.sentence).text(mention.status.name()).text(mention.harm.map(nutgraf::record::Harm::name));
            rows.int(mention.quote.map(|quote| quote as i32));
            rows.flag(mention.title).float(f64::from(mention.confidence.get()));
        }
    }
}

pub(super) fn answers(record: &Record, rows: &mut Rows<'_>) {
    for (question, answers) in record.answers.questions() {
        for (number, answer) in answers.iter().enumerate() {
            rows.row().text(question).number(number).text(answer.extent.text.as_str()).text(answer.name.as_deref());
            rows.span(answer.extent.span).text(answer.rule.as_ref()).float(f64::from(answer.confidence.get()));
        }
    }
}
