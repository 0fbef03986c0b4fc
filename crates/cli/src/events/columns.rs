//! An event as a row: our columns and those of known schemes.

use clap::ValueEnum;
use nutgraf::Record;
use nutgraf::derived;
use nutgraf::record::{CountKind, Event, EventType, Participant, Place};

/// Whose columns a row has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Schema {
    /// Ours: docs/events.md
    Nutgraf,
    /// Columns of POLECAT
    Polecat,
    /// Columns of GDELT 2
    Gdelt,
    /// Columns of ACLED
    Acled,
}

/// The columns of a schema.
pub fn header(schema: Schema) -> &'static [&'static str] {
    match schema {
        Schema::Nutgraf => NUTGRAF,
        Schema::Polecat => POLECAT,
        Schema::Gdelt => GDELT,
        Schema::Acled => ACLED,
    }
}

const NUTGRAF: &[&str] = &[
    "article",
    "number",
    "main",
    "type",
    "mode",
    "plover",
    "status",
    "trigger",
    "actors",
    "recipients",
    "instrument",
    "place",
    "country",
    "latitude",
    "longitude",
    "geo_precision",
    "begin",
    "end",
    "time_precision",
    "killed",
    "injured",
    "arrested",
    "missing",
    "displaced",
    "participants",
    "source",
    "mentions",
    "rank",
    "confidence",
    "start",
    "stop",
];

const POLECAT: &[&str] = &[
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Actor Name",
    "Actor Country",
    "Actor Sector",
    "Recipient Name",
    "Recipient Country",
    "Recipient Sector",
    "Placename",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Publication Date",
    "Source",
];

const GDELT: &[&str] = &[
    "GLOBALEVENTID",
    "SQLDATE",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1Type1Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2Type1Code",
    "IsRootEvent",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "SOURCEURL",
];

const ACLED: &[&str] = &[
    "event_id_cnty",
    "event_date",
    "time_precision",
    "event_type",
    "sub_event_type",
    "actor1",
    "inter1",
    "actor2",
    "inter2",
    "country",
    "admin1",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "notes",
    "fatalities",
];

/// What the rows are made of.
struct View<'r> {
    record: &'r Record,
    event: &'r Event,
    id: String,
    place: Option<&'r Place>,
}

/// The cells of an event in the columns of a schema.
pub fn row(schema: Schema, record: &Record, number: usize, event: &Event) -> Vec<String> {
    let id = record.id.clone().unwrap_or_default();
    let place = event.place.and_then(|place| record.places.get(place.place as usize));
    let view = View { record, event, id, place };
    match schema {
        Schema::Nutgraf => nutgraf_row(&view, number),
        Schema::Polecat => polecat_row(&view, number),
        Schema::Gdelt => gdelt_row(&view, number),
        Schema::Acled => acled_row(&view, number),
    }
}

impl View<'_> {
    fn trigger(&self) -> &nutgraf::record::EventMention {
        &self.event.mentions[self.event.best_mention as usize]
    }

    fn place_name(&self) -> String {
        self.place.map(|place| place.name.clone()).unwrap_or_default()
    }

    fn country(&self) -> String {
        self.place.and_then(|place| place.country.clone()).unwrap_or_default()
    }

    fn point(&self) -> [String; 2] {
        [self.place.and_then(|place| place.latitude), self.place.and_then(|place| place.longitude)].map(shown)
    }

    fn day(&self) -> String {
        self.event.time.map(|time| time.begin_date.to_string()).unwrap_or_default()
    }

    fn published(&self) -> String {
        self.record.meta.published.as_ref().map(|field| field.value.clone()).unwrap_or_default()
    }

    /// The sentence of the trigger; offsets of the record are bytes.
    fn sentence(&self) -> String {
        self.trigger().sentence.get(&self.record.text).unwrap_or_default().to_owned()
    }
}

/// A value, or nothing where there is none.
fn shown<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A number, or its bounds: `12-` is twelve or more.
fn count(event: &Event, kind: CountKind) -> String {
    event.count(kind).map_or_else(String::new, |count| match count.high {
        Some(high) if high == count.low => high.to_string(),
        high => format!("{}-{}", count.low, shown(high)),
    })
}

fn named(party: &Participant) -> String {
    party.name.clone().unwrap_or_else(|| party.extent.text.clone())
}

fn party(list: &[Participant]) -> [String; 3] {
    let first = list.first();
    [
        first.map(named).unwrap_or_default(),
        shown(first.and_then(|party| party.country.as_ref())),
        shown(first.and_then(|party| party.sector.as_ref())),
    ]
}

/// The sides of an event: of a meeting the second actor is the other side.
fn sides(event: &Event) -> [[String; 3]; 2] {
    let other = if event.recipients.is_empty() { event.actors.get(1..).unwrap_or_default() } else { &event.recipients };
    [party(&event.actors), party(other)]
}

fn nutgraf_row(view: &View<'_>, number: usize) -> Vec<String> {
    let event = view.event;
    let all = |list: &[Participant]| list.iter().map(named).collect::<Vec<_>>().join("; ");
    let source = event.source.as_ref();
    let [latitude, longitude] = view.point();
    let mut cells = vec![
        view.id.clone(),
        number.to_string(),
        (view.record.main_event == Some(number as u32)).to_string(),
        event.kind.name().into(),
        shown(event.mode.as_ref()),
        shown(event.plover.map(EventType::name)),
        event.status.name().into(),
        view.trigger().extent.text.clone(),
        all(&event.actors),
        all(&event.recipients),
        shown(event.instrument.as_ref().map(|extent| &extent.text)),
        view.place_name(),
        view.country(),
        latitude,
        longitude,
        shown(event.place.map(|place| place.geo_precision)),
        view.day(),
        shown(event.time.map(|time| time.end_date)),
        shown(event.time.map(|time| time.time_precision)),
    ];
    cells.extend(CountKind::ALL.map(|kind| count(event, kind)));
    let said = source.and_then(|source| source.name.clone().or_else(|| source.extent.as_ref().map(|extent| extent.text.clone())));
    let span = view.trigger().extent.span;
    cells.extend([
        shown(said),
        event.mentions.len().to_string(),
        event.rank.to_string(),
        format!("{:.2}", event.confidence.get()),
        span.start.to_string(),
        span.end.to_string(),
    ]);
    cells
}

fn polecat_row(view: &View<'_>, number: usize) -> Vec<String> {
    let event = view.event;
    let scheme = derived(event.kind, event.mode.as_deref());
    let [[actor, actor_country, actor_sector], [recipient, recipient_country, recipient_sector]] = sides(event);
    let [latitude, longitude] = view.point();
    vec![
        format!("{}-{number}", view.id),
        view.day(),
        shown(event.plover.map(EventType::name)),
        shown(event.mode.as_ref().filter(|_| event.plover.is_some())),
        shown(scheme.intensity),
        shown(scheme.quad),
        actor,
        actor_country,
        actor_sector,
        recipient,
        recipient_country,
        recipient_sector,
        view.place_name(),
        view.country(),
        latitude,
        longitude,
        shown(view.place.and_then(|place| place.geonames_id)),
        view.published(),
        shown(view.record.url.as_ref()),
    ]
}

fn gdelt_row(view: &View<'_>, number: usize) -> Vec<String> {
    let event = view.event;
    let scheme = derived(event.kind, event.mode.as_deref());
    let [[actor, actor_country, actor_sector], [recipient, recipient_country, recipient_sector]] = sides(event);
    let [latitude, longitude] = view.point();
    vec![
        format!("{}-{number}", view.id),
        view.day().replace('-', ""),
        actor.to_uppercase(),
        actor_country,
        actor_sector,
        recipient.to_uppercase(),
        recipient_country,
        recipient_sector,
        u8::from(event.rank == 1).to_string(),
        shown(scheme.cameo_root),
        shown(scheme.quad),
        shown(scheme.goldstein),
        event.mentions.len().to_string(),
        view.place_name(),
        view.country(),
        latitude,
        longitude,
        shown(view.record.url.as_ref()),
    ]
}

fn acled_row(view: &View<'_>, number: usize) -> Vec<String> {
    let event = view.event;
    let scheme = derived(event.kind, event.mode.as_deref());
    let [[actor, _, actor_sector], [recipient, _, recipient_sector]] = sides(event);
    let [latitude, longitude] = view.point();
    vec![
        format!("{}-{number}", view.id),
        view.day(),
        shown(event.time.map(|time| time.time_precision)),
        event.kind.name().into(),
        shown(scheme.acled),
        actor,
        actor_sector,
        recipient,
        recipient_sector,
        view.country(),
        shown(view.place.and_then(|place| place.admin1.as_ref())),
        view.place_name(),
        latitude,
        longitude,
        shown(event.place.map(|place| place.geo_precision)),
        shown(view.record.url.as_ref()),
        view.sentence(),
        shown(event.count(CountKind::Killed).map(|count| count.low)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf::{Extractor, Source};

    #[test]
    fn every_schema_fills_all_its_columns() {
        let text = "Gunmen attacked a checkpoint near Kabul on Monday, killing nine soldiers.\n";
        let record = Extractor::default().extract(&Source::text(text));
        let event = record.events.first().expect("an attack");
        for schema in [Schema::Nutgraf, Schema::Polecat, Schema::Gdelt, Schema::Acled] {
            assert_eq!(row(schema, &record, 0, event).len(), header(schema).len(), "{schema:?}");
        }
        assert_eq!(
            acled_row(&View { record: &record, event, id: String::new(), place: None }, 0).last().map(String::as_str),
            Some("9")
        );
        assert!(acled_row(&View { record: &record, event, id: String::new(), place: None }, 0).contains(&text.trim().to_owned()));
    }
}
