//! The rows of each table: the cells in the order of its columns.

use nutgraf::Record;
use nutgraf::record::{Extent, Field, Value};

use super::cells::Rows;

fn words_of(extent: Option<&Extent>) -> Option<&str> {
    extent.map(|extent| extent.text.as_str())
}

fn value_of(field: Option<&Field>) -> Option<&str> {
    field.map(|field| field.value.as_str())
}

pub(super) fn articles(record: &Record, rows: &mut Rows<'_>) {
    let meta = &record.meta;
    let dateline = meta.dateline.as_ref().map(|dateline| dateline.places.as_slice()).unwrap_or_default();
    let body = record.body();
    rows.row()
        .text(record.url.as_deref())
        .text(record.language.as_deref())
        .text(value_of(meta.title.as_ref()))
        .text(value_of(meta.published.as_ref()))
        .day(value_of(meta.published.as_ref()).and_then(|day| day.parse().ok()))
        .text(value_of(meta.modified.as_ref()))
        .texts(meta.authors.iter().map(|author| &author.name))
        .text(value_of(meta.desk.as_ref()))
        .text(words_of(meta.byline.as_ref().map(|byline| &byline.extent)))
        .texts(dateline)
        .text(value_of(meta.agency.as_ref()))
        .text(value_of(meta.site_name.as_ref()))
        .text(value_of(meta.section.as_ref()))
        .text(value_of(meta.canonical_url.as_ref()))
        .text(meta.image.as_ref().map(|image| image.url.as_str()))
        .texts(meta.images.iter().map(|image| &image.url))
        .text(value_of(meta.description.as_ref()))
        .texts(meta.tags.iter().map(|tag| &tag.value))
        .texts(meta.categories.iter().map(|category| &category.value))
        .text(value_of(meta.license.as_ref()))
        .text(value_of(meta.hostname.as_ref()))
        .text(value_of(meta.page_type.as_ref()))
        .texts(record.focus.countries.iter().map(|area| &area.code))
        .text(value_of(meta.crawled.as_ref()))
        .text(record.text.as_str())
        .text(body.as_str())
        .number(body.split_ascii_whitespace().count())
        .texts(record.notes.iter().map(|note| &note.message))
        .text(record.duplicate_of.as_deref());
}

pub(super) fn blocks(record: &Record, rows: &mut Rows<'_>) {
    for (n, block) in record.blocks.iter().enumerate() {
        rows.row().number(n).word(block.kind).span(block.span).confidence(block.confidence);
    }
}

pub(super) fn quotes(record: &Record, rows: &mut Rows<'_>) {
    for (n, quote) in record.quotes.iter().enumerate() {
        let text = quote.content.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ");
        let cue = quote.cue.as_ref();
        let speaker = quote.speaker.as_ref();
        let words = speaker.and_then(|speaker| speaker.extent.as_ref());
        let entity = speaker.and_then(|speaker| speaker.entity);
        let name = speaker.and_then(|speaker| speaker.name.as_deref()).or_else(|| words_of(words));
        rows.row()
            .number(n)
            .word(quote.kind)
            .text(text.as_str())
            .ints(quote.content.iter().map(|piece| piece.span.start))
            .ints(quote.content.iter().map(|piece| piece.span.end))
            .text(words_of(cue.map(|cue| &cue.extent)))
            .text(cue.map(|cue| cue.lemma.as_str()))
            .word(cue.map(|cue| cue.polarity))
            .text(name)
            .text(entity.map(|id| id.to_string()).as_deref())
            .text(words_of(words))
            .int(words.map(|extent| extent.span.start as i32))
            .int(words.map(|extent| extent.span.end as i32))
            .word(speaker.map(|speaker| speaker.kind))
            .text(words_of(quote.addressee.as_ref()))
            .text(words_of(quote.channel.as_ref()))
            .int(quote.within.map(|n| n as i32))
            .text(quote.rule.as_ref())
            .confidence(quote.confidence);
    }
}

pub(super) fn people(record: &Record, rows: &mut Rows<'_>) {
    for person in &record.people {
        rows.row()
            .text(person.id.to_string().as_str())
            .text(person.name.as_str())
            .text(person.given.as_deref())
            .text(person.family.as_deref())
            .text(person.honorific.as_deref())
            .texts(person.titles.iter().map(|title| &title.text))
            .int(person.age.as_ref().map(|age| age.years as i32))
            .text(words_of(person.occupation.as_ref()))
            .text(words_of(person.affiliation.as_ref()))
            .texts(&person.pronouns)
            .number(person.mentions.len());
    }
}

pub(super) fn organizations(record: &Record, rows: &mut Rows<'_>) {
    for organization in &record.organizations {
        rows.row()
            .text(organization.id.to_string().as_str())
            .text(organization.name.as_str())
            .text(organization.acronym.as_deref())
            .number(organization.mentions.len());
    }
}

pub(super) fn mentions(record: &Record, rows: &mut Rows<'_>) {
    let people = record.people.iter().map(|person| (person.id, &person.mentions));
    let organizations = record.organizations.iter().map(|organization| (organization.id, &organization.mentions));
    for (id, mentions) in people.chain(organizations) {
        let id = id.to_string();
        for mention in mentions {
            rows.row().text(id.as_str()).word(mention.kind).extent(&mention.extent).confidence(mention.confidence);
        }
    }
}

pub(super) fn places(record: &Record, rows: &mut Rows<'_>) {
    for (n, place) in record.places.iter().enumerate() {
        rows.row()
            .number(n)
            .extent(&place.extent)
            .text(place.name.as_str())
            .word(place.kind)
            .int(place.geonames_id.map(|id| id as i32))
            .text(place.country.as_deref())
            .text(place.admin1.as_deref())
            .float(place.latitude)
            .float(place.longitude)
            .word(place.usage)
            .flag(place.demonym)
            .word(place.precision)
            .confidence(place.confidence);
    }
}

pub(super) fn times(record: &Record, rows: &mut Rows<'_>) {
    for (n, time) in record.times.iter().enumerate() {
        let anchor = time.anchor.as_ref();
        rows.row()
            .number(n)
            .extent(&time.extent)
            .word(time.kind)
            .text(time.value.as_str())
            .text(time.modifier.as_deref())
            .text(time.quant.as_deref())
            .text(time.freq.as_deref())
            .day(time.begin_date)
            .day(time.end_date)
            .int(time.until.map(|n| n as i32))
            .text(anchor.map(|anchor| anchor.value.as_str()))
            .word(anchor.map(|anchor| anchor.kind))
            .text(time.rule.as_ref())
            .confidence(time.confidence);
    }
}

pub(super) fn quantities(record: &Record, rows: &mut Rows<'_>) {
    for (n, quantity) in record.quantities.iter().enumerate() {
        let unit = quantity.unit.as_ref();
        let (value, low, high) = match quantity.value {
            Value::Exact(value) => (Some(value), None, None),
            Value::Range([low, high]) => (None, low, high),
        };
        rows.row()
            .number(n)
            .extent(&quantity.extent)
            .float(value)
            .float(low)
            .float(high)
            .word(quantity.modifier)
            .word(unit.map(|unit| unit.kind))
            .text(unit.map(|unit| unit.symbol.as_str()))
            .text(unit.map(|unit| unit.name.as_str()))
            .text(words_of(quantity.counted.as_ref()))
            .word(quantity.change)
            .confidence(quantity.confidence);
    }
}

pub(super) fn names(record: &Record, rows: &mut Rows<'_>) {
    for name in &record.names {
        rows.row().extent(&name.extent).word(name.label).confidence(name.confidence);
    }
}
