//! The rows of each table: the cells in the order of its columns.

use arrow_array::ArrayRef;
use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Date32Builder, Float64Builder, Int32Builder, ListBuilder, StringBuilder,
};
use nutgraf::record::{Confidence, Extent, Value};
use nutgraf::{Date, Record, Span};
use serde::Serialize;

use super::{Table, Type};

/// Columns that grow.
pub(super) struct Builders {
    article: StringBuilder,
    columns: Vec<Builder>,
}

enum Builder {
    Text(StringBuilder),
    Int(Int32Builder),
    Float(Float64Builder),
    Flag(BooleanBuilder),
    Day(Date32Builder),
    Texts(ListBuilder<StringBuilder>),
    Ints(ListBuilder<Int32Builder>),
}

impl Builders {
    pub fn new(table: &Table) -> Self {
        let columns = table.columns.iter().map(|column| match column.kind {
            Type::Text => Builder::Text(StringBuilder::new()),
            Type::Int => Builder::Int(Int32Builder::new()),
            Type::Float => Builder::Float(Float64Builder::new()),
            Type::Flag => Builder::Flag(BooleanBuilder::new()),
            Type::Day => Builder::Day(Date32Builder::new()),
            Type::Texts => Builder::Texts(ListBuilder::new(StringBuilder::new())),
            Type::Ints => Builder::Ints(ListBuilder::new(Int32Builder::new())),
        });
        Self { article: StringBuilder::new(), columns: columns.collect() }
    }

    /// Adds the rows of a record.
    pub fn add(&mut self, table: &Table, record: &Record) {
        (table.rows)(record, &mut Rows { builders: self, article: record.id.as_deref().unwrap_or_default(), next: 0 });
    }

    pub fn len(&self) -> usize {
        self.article.len()
    }

    /// The columns, `article` first.
    pub fn finish(mut self) -> Vec<ArrayRef> {
        let columns = self.columns.iter_mut().map(|builder| match builder {
            Builder::Text(b) => ArrayBuilder::finish(b),
            Builder::Int(b) => ArrayBuilder::finish(b),
            Builder::Float(b) => ArrayBuilder::finish(b),
            Builder::Flag(b) => ArrayBuilder::finish(b),
            Builder::Day(b) => ArrayBuilder::finish(b),
            Builder::Texts(b) => ArrayBuilder::finish(b),
            Builder::Ints(b) => ArrayBuilder::finish(b),
        });
        std::iter::once(ArrayBuilder::finish(&mut self.article)).chain(columns).collect()
    }
}

/// Takes the cells of a row after one another.
pub(super) struct Rows<'a> {
    builders: &'a mut Builders,
    article: &'a str,
    next: usize,
}

/// A cell of a type that is not the column's: the lists above and below say different things.
const MISMATCH: &str = "cells come in the order of the table's columns";

macro_rules! cells {
    ($($method:ident($value:ty) $kind:ident $append:ident;)+) => {$(
        fn $method(&mut self, value: impl Into<Option<$value>>) -> &mut Self {
            let Some(Builder::$kind(builder)) = self.builders.columns.get_mut(self.next) else { unreachable!("{MISMATCH}") };
            builder.$append(value.into());
            self.next += 1;
            self
        }
    )+};
}

impl Rows<'_> {
    fn row(&mut self) -> &mut Self {
        debug_assert!(self.next == 0 || self.next == self.builders.columns.len(), "{MISMATCH}");
        self.builders.article.append_value(self.article);
        self.next = 0;
        self
    }

    cells! {
        int(i32) Int append_option;
        float(f64) Float append_option;
        flag(bool) Flag append_option;
    }

    fn text<'v>(&mut self, value: impl Into<Option<&'v str>>) -> &mut Self {
        let Some(Builder::Text(builder)) = self.builders.columns.get_mut(self.next) else { unreachable!("{MISMATCH}") };
        builder.append_option(value.into());
        self.next += 1;
        self
    }

    fn day(&mut self, date: Option<Date>) -> &mut Self {
        let Some(Builder::Day(builder)) = self.builders.columns.get_mut(self.next) else { unreachable!("{MISMATCH}") };
        builder.append_option(date.map(Date::days));
        self.next += 1;
        self
    }

    fn texts<S: AsRef<str>>(&mut self, values: impl IntoIterator<Item = S>) -> &mut Self {
        let Some(Builder::Texts(builder)) = self.builders.columns.get_mut(self.next) else { unreachable!("{MISMATCH}") };
        values.into_iter().for_each(|value| builder.values().append_value(value));
        builder.append(true);
        self.next += 1;
        self
    }

    fn ints(&mut self, values: impl IntoIterator<Item = u32>) -> &mut Self {
        let Some(Builder::Ints(builder)) = self.builders.columns.get_mut(self.next) else { unreachable!("{MISMATCH}") };
        values.into_iter().for_each(|value| builder.values().append_value(value as i32));
        builder.append(true);
        self.next += 1;
        self
    }

    fn number(&mut self, n: usize) -> &mut Self {
        self.int(n as i32)
    }

    fn span(&mut self, span: Span) -> &mut Self {
        self.int(span.start as i32).int(span.end as i32)
    }

    fn extent(&mut self, extent: &Extent) -> &mut Self {
        self.span(extent.span).text(extent.text.as_str())
    }

    /// The value of an enum as JSON has it.
    fn word(&mut self, value: impl Serialize) -> &mut Self {
        let word = serde_json::to_value(value).ok();
        self.text(word.as_ref().and_then(serde_json::Value::as_str))
    }

    fn confidence(&mut self, confidence: Confidence) -> &mut Self {
        // Hundredths: the nearest double, not the one nearest to the nearest float.
        self.float((f64::from(confidence.get()) * 100.0).round() / 100.0)
    }
}

fn words_of(extent: Option<&Extent>) -> Option<&str> {
    extent.map(|extent| extent.text.as_str())
}

pub(super) fn articles(record: &Record, rows: &mut Rows<'_>) {
    let meta = &record.meta;
    let value = |field: &'static str| {
        let field = match field {
            "title" => &meta.title,
            "published" => &meta.published,
            "modified" => &meta.modified,
            "desk" => &meta.desk,
            "agency" => &meta.agency,
            "crawled" => &meta.crawled,
            "site_name" => &meta.site_name,
            "section" => &meta.section,
            _ => &meta.canonical_url,
        };
        field.as_ref().map(|field| field.value.as_str())
    };
    let dateline = meta.dateline.as_ref().map(|dateline| dateline.places.as_slice()).unwrap_or_default();
    let body = record.body();
    let context = (!record.context.is_empty()).then(|| serde_json::to_string(&record.context).unwrap_or_default());
    rows.row()
        .text(record.url.as_deref())
        .text(record.language.as_deref())
        .text(value("title"))
        .text(value("published"))
        .day(value("published").and_then(|day| day.parse().ok()))
        .text(value("modified"))
        .texts(meta.authors.iter().map(|author| &author.name))
        .text(value("desk"))
        .text(words_of(meta.byline.as_ref().map(|byline| &byline.extent)))
        .texts(dateline)
        .text(value("agency"))
        .text(value("site_name"))
        .text(value("section"))
        .text(value("canonical_url"))
        .text(meta.image.as_ref().map(|image| image.url.as_str()))
        .texts(record.focus.countries.iter().map(|area| &area.code))
        .text(value("crawled"))
        .text(record.text.as_str())
        .text(body.as_str())
        .number(body.split_ascii_whitespace().count())
        .texts(record.notes.iter().map(|note| &note.message))
        .text(record.duplicate_of.as_deref())
        .text(context.as_deref());
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
