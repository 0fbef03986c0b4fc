//! Sentences and tokens, as in Universal Dependencies 2.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::Extent;

/// A sentence of the article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Sentence {
    /// The offsets of the sentence.
    #[serde(flatten)]
    pub span: crate::Span,
    /// Index of its first token in [`Record::tokens`](super::Record::tokens).
    pub first_token: u32,
    /// Index after its last token.
    pub end_token: u32,
}

/// A token: a word or a mark, as in Universal Dependencies 2.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Token {
    /// The characters of the token.
    #[serde(flatten)]
    pub extent: Extent,
    /// The dictionary form of the token.
    pub lemma: String,
    /// The part of speech, a UPOS tag.
    pub upos: String,
    /// Index in [`Record::tokens`](super::Record::tokens) of the token that it depends on; none for the root of a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head: Option<u32>,
    /// The dependency relation to its head, without subtype.
    pub deprel: String,
}
