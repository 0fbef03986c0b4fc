//! Who said what.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::entity::EntityId;
use super::fact::{Confidence, Extent};

/// Words attributed to a source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// What was said, in one or more pieces; without the outer quote marks, without "that". Empty for a cue without content ("declined to comment").
    pub content: Vec<Extent>,
    /// In whose words.
    pub kind: QuoteKind,
    /// The words that mark it as said; none for a quote that stands alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cue: Option<Cue>,
    /// Who said it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Speaker>,
    /// To whom, as stated: "reporters".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addressee: Option<Extent>,
    /// By what way, as stated: "on X", "in a statement".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Extent>,
    /// Index in [`Record::quotes`](super::Record::quotes) of the quote that this one lies in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<u32>,
    /// The rule or model that found it.
    pub rule: Cow<'static, str>,
    /// How sure content and speaker are together.
    pub confidence: Confidence,
}

/// In whose words something is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// All between quote marks: the speaker's.
    Direct,
    /// None between quote marks: the writer's.
    Indirect,
    /// Some of both.
    Mixed,
    /// Nothing was said: "declined to comment".
    Silent,
}

/// The words that mark speech.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cue {
    /// Where they stand.
    #[serde(flatten)]
    pub extent: Extent,
    /// The dictionary form of the verb or noun: "say".
    pub lemma: String,
    /// Said, denied, or not said.
    pub polarity: Polarity,
}

/// Whether the words were said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// The source stands for the content.
    Said,
    /// The source says that it is not so.
    Denied,
    /// The source did not say it.
    NotSaid,
}

/// Who said it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Speaker {
    /// The words that name the speaker, title and apposition included; none where the speaker follows from the context.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent: Option<Extent>,
    /// The person or organisation meant, if known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
    /// The full name of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What sort of source it is.
    pub kind: SpeakerKind,
}

/// Sorts of sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerKind {
    /// One person, named or not.
    Person,
    /// Several people: "residents".
    Group,
    /// A company, ministry, state.
    Organization,
    /// A report, a statement, a law.
    Document,
    /// Someone whom the article does not want to name: "a source close to the talks".
    Anonymous,
}
