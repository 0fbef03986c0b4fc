//! The answers to the five Ws and How.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::{Confidence, Extent};

/// What the article answers to the five Ws and How, each best first; empty where the text does not say.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Answers {
    /// Who did it.
    pub who: Vec<Answer>,
    /// What they did.
    pub what: Vec<Answer>,
    /// When.
    pub when: Vec<Answer>,
    /// Where.
    #[serde(rename = "where")]
    pub place: Vec<Answer>,
    /// Why.
    pub why: Vec<Answer>,
    /// How.
    pub how: Vec<Answer>,
}

impl Answers {
    /// Each question's name with its answers.
    pub fn questions(&self) -> [(&'static str, &[Answer]); 6] {
        [
            ("who", &self.who),
            ("what", &self.what),
            ("when", &self.when),
            ("where", &self.place),
            ("why", &self.why),
            ("how", &self.how),
        ]
    }
}

/// An answer to one of the questions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Answer {
    /// The words.
    #[serde(flatten)]
    pub extent: Extent,
    /// The full name, where the words are a short one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The rule that found it.
    pub rule: Cow<'static, str>,
    /// How sure it is.
    pub confidence: Confidence,
}
