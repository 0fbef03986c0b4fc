//! Sentences and tokens, as in Universal Dependencies 2.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::Extent;

/// A sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Sentence {
    /// Where it stands.
    #[serde(flatten)]
    pub span: crate::Span,
    /// Index of its first token in [`Record::tokens`](super::Record::tokens).
    pub first_token: u32,
    /// Index after its last token.
    pub end_token: u32,
}

/// A token: a word or a mark, as in Universal Dependencies 2.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Token {
    /// Where it stands and what stands there.
    #[serde(flatten)]
    pub extent: Extent,
    /// Its dictionary form.
    pub lemma: String,
    /// Its part of speech, UPOS.
    pub upos: String,
    /// Index in [`Record::tokens`](super::Record::tokens) of the token that it depends on; none for the root of a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head: Option<u32>,
    /// The relation to its head, without subtype.
    pub deprel: String,
}
