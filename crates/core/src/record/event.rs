//! What happened, will happen or did not.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::casualty::{Count, CountKind, Harm};
use super::entity::EntityId;
use super::fact::{Confidence, Extent};
use crate::text::date::Date;
use crate::text::span::Span;

/// Something that the article says happened, will happen or did not. One happening is one event, however often it is told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// What sort of event it is.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// How it was done, a short word: `firearms`, `strike`, `earthquake`, `merger`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Cow<'static, str>>,
    /// Its type in PLOVER, if PLOVER has one for it: a court's ruling is a SANCTION there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plover: Option<EventType>,
    /// Whether the article says that it happened.
    pub status: EventStatus,
    /// Who says so, where it is not the article itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<EventSource>,
    /// Who did it; both sides of a meeting, an agreement or a clash.
    pub actors: Vec<Participant>,
    /// To whom it was done.
    pub recipients: Vec<Participant>,
    /// With what: the words for a weapon or tool.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instrument: Option<Extent>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<EventPlace>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<EventTime>,
    /// How many people were killed, injured, arrested and so on; at most one of each kind.
    pub counts: Vec<Count>,
    /// Every place of the text that tells of it, in the order of the text.
    pub mentions: Vec<EventMention>,
    /// Index in `mentions` of the telling that says most.
    pub best_mention: u32,
    /// Its place among the events of the article by weight, from 1, the main event.
    pub rank: u32,
    /// What found it.
    pub rule: Cow<'static, str>,
    /// How sure type and status are together.
    pub confidence: Confidence,
}

impl Event {
    /// The number of one kind of people counted, if it is told.
    pub fn count(&self, kind: CountKind) -> Option<&Count> {
        self.counts.iter().find(|count| count.kind == kind)
    }
}

/// Makes the enum of event types, whose values have the names of the ontology.
macro_rules! event_types {
    ($($(#[$doc:meta])* $value:ident $name:literal)+) => {
        /// What sort of event it is: PLOVER's sixteen types, then eleven that news needs besides.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "UPPERCASE")]
        #[repr(u8)]
        pub enum EventType { $($(#[$doc])* $value),+ }

        impl EventType {
            /// All of them, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$value),+];

            /// The name in the ontology: `ASSAULT`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$value => $name),+ }
            }

            /// The type of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.name() == name)
            }
        }
    };
}

event_types! {
    /// A promise, an agreement.
    Agree "AGREE"
    /// A meeting, a visit, a call.
    Consult "CONSULT"
    /// Words of support: praise, thanks, recognition.
    Support "SUPPORT"
    /// Giving way to a demand.
    Concede "CONCEDE"
    /// Working together.
    Cooperate "COOPERATE"
    /// Help in money or deeds.
    Aid "AID"
    /// Giving up positions, people or arms.
    Retreat "RETREAT"
    /// Asking for something.
    Request "REQUEST"
    /// Blame, criticism, charges, inquiries.
    Accuse "ACCUSE"
    /// Refusing, breaking off.
    Reject "REJECT"
    /// A threat.
    Threaten "THREATEN"
    /// Demonstrations, strikes, riots.
    Protest "PROTEST"
    /// Penalties without violence.
    Sanction "SANCTION"
    /// Armed forces made ready.
    Mobilize "MOBILIZE"
    /// Arrests, bans, seizures.
    Coerce "COERCE"
    /// People hurt people.
    Assault "ASSAULT"
    /// Nature hurts people.
    Disaster "DISASTER"
    /// Harm that nobody meant.
    Accident "ACCIDENT"
    /// A disease spreads.
    Outbreak "OUTBREAK"
    /// A crime without violence.
    Crime "CRIME"
    /// A person dies, with no other event as the cause.
    Death "DEATH"
    /// Someone takes or leaves an office or a post.
    Appoint "APPOINT"
    /// An election, a vote, a law.
    Vote "VOTE"
    /// A court's doing.
    Ruling "RULING"
    /// Business: sales, mergers, investments, layoffs.
    Deal "DEAL"
    /// Something new starts, opens or is found.
    Launch "LAUNCH"
    /// Sport, and prizes.
    Contest "CONTEST"
}

/// Whether the article says that it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EventStatus {
    /// It happened or is happening.
    Asserted,
    /// It is meant or expected to happen.
    Planned,
    /// It did not happen.
    Negated,
    /// Someone with a part in it says that it happened.
    Alleged,
    /// It may happen or have happened.
    Possible,
    /// No single happening is meant.
    Generic,
}

impl EventStatus {
    /// The name as in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Planned => "planned",
            Self::Negated => "negated",
            Self::Alleged => "alleged",
            Self::Possible => "possible",
            Self::Generic => "generic",
        }
    }
}

/// A place of the text that tells of an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EventMention {
    /// The words that name it, the trigger: "pleaded guilty", "air strike".
    #[serde(flatten)]
    pub extent: Extent,
    /// Whether this telling says that it happened.
    pub status: EventStatus,
    /// What it tells came of the event, where its words name that ("killed", "damage") and not what was done ("strike", "crash").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub harm: Option<Harm>,
    /// The sentence.
    pub sentence: Span,
    /// Index in [`Record::quotes`](super::Record::quotes) of the quote that it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<u32>,
    /// True in the headline.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub title: bool,
    /// How sure the type of this mention is.
    pub confidence: Confidence,
}

/// Who takes part in an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Participant {
    /// The words for them.
    #[serde(flatten)]
    pub extent: Extent,
    /// The person or organisation meant, if known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
    /// The full name of that, or of the place or people named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Their country, ISO 3166 two letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Their sector, a code of CAMEO: GOV, MIL, COP, REB, OPP, CVL ...
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sector: Option<Cow<'static, str>>,
}

/// Who says that an event happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EventSource {
    /// The words for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent: Option<Extent>,
    /// The person or organisation meant, if known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
    /// The full name of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Where an event was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EventPlace {
    /// Index in [`Record::places`](super::Record::places).
    pub place: u32,
    /// How exact it is, as ACLED counts: 1 a settlement or site, 2 an area, 3 a state, province or country.
    pub geo_precision: u8,
    /// Where in the text it was read, seen from the event.
    pub nearness: Nearness,
}

/// When an event was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EventTime {
    /// Index in [`Record::times`](super::Record::times); none for the day of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<u32>,
    /// The first day.
    pub begin_date: Date,
    /// The day after the last one.
    pub end_date: Date,
    /// How exact it is, as ACLED counts: 1 a day, 2 up to a week, 3 a month or longer.
    pub time_precision: u8,
    /// Where in the text it was read, seen from the event.
    pub nearness: Nearness,
}

/// Where a place or time was read, seen from its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Nearness {
    /// In the same clause.
    Clause,
    /// In the same sentence.
    Sentence,
    /// At another telling of the event.
    Mention,
    /// In the dateline.
    Dateline,
    /// It is the day of publication.
    Published,
}
