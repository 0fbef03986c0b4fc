//! Quotes: words with their speaker and cue.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::entity::EntityId;
use super::fact::{Confidence, Extent};

/// Words that the text attributes to a source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Quote {
    /// What was said, in one or more pieces; without the outer quote marks, without "that". Empty for a cue without content ("declined to comment").
    pub content: Vec<Extent>,
    /// Whose words they are: the speaker's or the writer's.
    pub kind: QuoteKind,
    /// The words that mark it as said; none for a quote that stands alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cue: Option<Cue>,
    /// The source that the words are attributed to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Speaker>,
    /// The addressee, as stated: "reporters".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addressee: Option<Extent>,
    /// The channel, as stated: "on X", "in a statement".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Extent>,
    /// Index in [`Record::quotes`](super::Record::quotes) of the quote that this one lies in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<u32>,
    /// The rule or model that found it.
    pub rule: Cow<'static, str>,
    /// Probability that content and speaker are both right.
    pub confidence: Confidence,
}

/// Whose words a quote consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// The speaker's words: all between quotation marks.
    Direct,
    /// The writer's words: none between quotation marks.
    Indirect,
    /// Partly between quotation marks.
    Mixed,
    /// Nothing was said: "declined to comment".
    Silent,
}

/// The words that mark speech.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Cue {
    /// The characters of the cue.
    #[serde(flatten)]
    pub extent: Extent,
    /// The dictionary form of the verb or noun: "say".
    pub lemma: String,
    /// Whether the source affirms, denies or withholds the content.
    pub polarity: Polarity,
}

/// Whether a source affirms, denies or withholds the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// The source affirms the content.
    Said,
    /// The source says that it is not so.
    Denied,
    /// The source did not say it.
    NotSaid,
}

/// The source that the words are attributed to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Speaker {
    /// The words that name the speaker, title and apposition included; none where the speaker follows from the context.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent: Option<Extent>,
    /// The person or organisation meant, if known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
    /// The full name of `entity`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The kind of the source.
    pub kind: SpeakerKind,
}

/// The kind of a source.
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
