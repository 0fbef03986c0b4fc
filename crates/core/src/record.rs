//! The result: what an article says, each fact with its place.
//!
//! The types of this module are the JSON that the command and the Python package give; [`Record::schema`] is their JSON Schema.
//! A fact holds an [`Extent`]: where it stands in [`Record::text`] and what stands there.

mod answer;
mod casualty;
mod entity;
mod event;
mod fact;
pub mod facts;
mod geojson;
mod meta;
mod place;
mod prose;
mod quantity;
mod quote;
mod span_visit;
mod syntax;
mod time;

pub use answer::{Answer, Answers};
pub use casualty::{Count, CountKind, Harm};
pub use entity::{
    Age, EntityId, Mention, MentionKind, Name, NameLabel, Organization, Person, Unnamed, UnnamedKind, Voice, VoiceKind,
};
pub use event::{Event, EventMention, EventPlace, EventSource, EventStatus, EventTime, EventType, Nearness, Participant};
pub use fact::{Confidence, Extent};
pub use meta::{Author, Block, BlockKind, Byline, Dateline, Field, Image, Meta, Note, NoteKind, Origin};
pub use place::{Alternative, Focus, FocusArea, Place, PlaceKind, PlaceUse, Precision};
pub use quantity::{Change, Quantity, QuantityModifier, Unit, UnitKind, Value};
pub use quote::{Cue, Polarity, Quote, QuoteKind, Speaker, SpeakerKind};
pub use span_visit::Spans;
pub use syntax::{Sentence, Token};
pub use time::{Anchor, AnchorKind, Time, TimeKind};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Span;
use crate::source::Source;
use crate::text::offsets::{Converter, Offsets, ToBytes};

/// The version of the record's form. It goes up when a field changes its meaning or goes away.
pub const VERSION: u32 = 1;

/// What one article says.
///
/// Lists are in the order of the text. Offsets count [`Record::offsets`] into [`Record::text`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Record {
    /// The version of this form, [`VERSION`].
    pub version: u32,
    /// The name that the source was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Where the source came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The unit of all offsets.
    pub offsets: Offsets,
    /// The text that all offsets point into: for plain text the source itself, letter by letter; for HTML its visible text.
    pub text: String,
    /// The language, ISO 639-1. Facts are read from English (`en`) alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Title, authors, dates, publisher and other metadata.
    pub meta: Meta,
    /// The text cut by kind; what lies between blocks is blank.
    pub blocks: Vec<Block>,
    /// The people named in the article, in the order of first mention.
    pub people: Vec<Person>,
    /// The organisations named, in the order of first mention.
    pub organizations: Vec<Organization>,
    /// The writer and the reader, where the text says "I", "we" or "you" outside of quotations.
    pub voices: Vec<Voice>,
    /// People whom the text does not name but tells of more than once: "the driver ... he", "the protesters ... they".
    #[serde(default)]
    pub unnamed: Vec<Unnamed>,
    /// Every name in the text, whatever it names.
    pub names: Vec<Name>,
    /// Every mention of a place.
    pub places: Vec<Place>,
    /// What area the article is about.
    pub focus: Focus,
    /// Dates, times of day, durations and sets of times.
    pub times: Vec<Time>,
    /// Numbers that count or measure something.
    pub quantities: Vec<Quantity>,
    /// Who said what: quotations, in the order of the text.
    pub quotes: Vec<Quote>,
    /// What happened, will happen or did not, in the order of first mention.
    #[serde(default)]
    pub events: Vec<Event>,
    /// Index in `events` of what the article is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub main_event: Option<u32>,
    /// What it answers to the five Ws and How.
    #[serde(default)]
    pub answers: Answers,
    /// The sentences of the article; only with [`Options::tokens`](crate::Options::tokens).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sentences: Vec<Sentence>,
    /// The tokens of the article; only with [`Options::tokens`](crate::Options::tokens).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tokens: Vec<Token>,
    /// What went wrong or was left out, and where.
    pub notes: Vec<Note>,
    /// The id of an earlier article of the corpus that this one is a copy of; only in runs that look for duplicates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<String>,
    /// What was handed in beside the source and is no hint: the user's own columns and keys, as they were.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub context: serde_json::Map<String, serde_json::Value>,
}

impl Record {
    /// A record without text or facts, with a note that says why: for a source that can't be read, or on which a stage failed.
    pub fn failed(source: &Source<'_>, message: impl Into<String>) -> Self {
        Self { notes: vec![Note { kind: NoteKind::Failure, message: message.into() }], ..Self::empty(source) }
    }

    /// A record that says nothing yet.
    pub(crate) fn empty(source: &Source<'_>) -> Self {
        Self {
            version: VERSION,
            id: source.id.as_deref().map(str::to_owned),
            url: source.url.as_deref().map(str::to_owned),
            offsets: Offsets::Byte,
            text: String::new(),
            language: None,
            meta: Meta::default(),
            blocks: Vec::new(),
            people: Vec::new(),
            organizations: Vec::new(),
            voices: Vec::new(),
            unnamed: Vec::new(),
            names: Vec::new(),
            places: Vec::new(),
            focus: Focus::default(),
            times: Vec::new(),
            quantities: Vec::new(),
            quotes: Vec::new(),
            events: Vec::new(),
            main_event: None,
            answers: Answers::default(),
            sentences: Vec::new(),
            tokens: Vec::new(),
            notes: Vec::new(),
            duplicate_of: None,
            context: source.context.clone(),
        }
    }

    /// Returns the record with all its offsets in another unit.
    ///
    /// Offsets that lie after the end of the text, which no extractor writes, become its end.
    ///
    /// # Examples
    ///
    /// ```
    /// use nutgraf::{Extractor, Offsets, Source};
    ///
    /// let record = Extractor::default().extract(&Source::text("“We will rebuild,” Mayor Zoë Ruiz said."));
    /// let bytes = record.people[0].mentions[0].extent.span;
    /// let record = record.with_offsets(Offsets::CodePoint);
    /// assert!(record.people[0].mentions[0].extent.span.start < bytes.start);
    /// assert_eq!(record.with_offsets(Offsets::Byte).people[0].mentions[0].extent.span, bytes);
    /// ```
    #[must_use]
    pub fn with_offsets(mut self, unit: Offsets) -> Self {
        if unit == self.offsets {
            return self;
        }
        let text = std::mem::take(&mut self.text);
        let to_bytes = ToBytes::new(&text, self.offsets);
        let converter = Converter::new(&text, unit);
        self.spans(&mut |span, _| {
            span.start = converter.convert(to_bytes.convert(span.start));
            span.end = converter.convert(to_bytes.convert(span.end));
        });
        self.text = text;
        self.offsets = unit;
        self
    }

    /// Returns the record as one line of JSON, offsets in the unit that it has.
    ///
    /// # Panics
    /// Never: every field of a record has a JSON form.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a record has no maps with keys other than strings")
    }

    /// Returns the article's text: its headings and body blocks, an empty line between two.
    ///
    /// # Examples
    ///
    /// ```
    /// use nutgraf::{Extractor, Source};
    ///
    /// let record = Extractor::default().extract(&Source::text("Sign up for our newsletter\n\nThe bridge was closed on Monday, Mayor Ana Ruiz said."));
    /// assert_eq!(record.body(), "The bridge was closed on Monday, Mayor Ana Ruiz said.");
    /// ```
    pub fn body(&self) -> String {
        let to_bytes = ToBytes::new(&self.text, self.offsets);
        let blocks = self.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading | BlockKind::Body));
        let bytes = |span: Span| to_bytes.convert(span.start) as usize..to_bytes.convert(span.end) as usize;
        blocks.filter_map(|block| self.text.get(bytes(block.span))).collect::<Vec<_>>().join("\n\n")
    }

    /// The headline, if there is one.
    pub fn title(&self) -> Option<&str> {
        self.meta.title.as_ref().map(|title| title.value.as_str())
    }

    /// The quotes of a speaker whose name holds these words, in any case: `quotes_by("Ruiz")`.
    pub fn quotes_by(&self, name: &str) -> impl Iterator<Item = &Quote> {
        let words = |name: &str| name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
        let wanted = words(name);
        self.quotes.iter().filter(move |quote| {
            let speaker = quote.speaker.as_ref().and_then(|speaker| speaker.name.as_deref());
            let has = words(speaker.unwrap_or_default());
            !wanted.is_empty() && wanted.iter().all(|word| has.contains(word))
        })
    }

    /// Returns the name of a person or an organisation of this record.
    pub fn name_of(&self, id: EntityId) -> Option<&str> {
        match id {
            EntityId::Person(i) => self.people.get(i as usize).map(|p| p.name.as_str()),
            EntityId::Organization(i) => self.organizations.get(i as usize).map(|o| o.name.as_str()),
        }
    }
}

span_visit::spans_in! {
    Record: meta blocks people organizations voices unnamed names places times quantities quotes events answers sentences tokens;
}
