//! How decisions are made: every one is a choice among candidates that have features.
//!
//! The walk over the article (`parse.rs`) asks; whoever answers is a [`Scorer`]. When reading that is the model; when training
//! it is the gold standard, which keeps the features, so that both see the very same questions.

use crate::model::linear::{Linear, feature};

/// The candidates of one decision with their features, or with the sums of their weights.
#[derive(Debug, Default)]
pub struct Features {
    keys: Vec<u32>,
    /// What features weigh. While a weight is fetched from far, the next features are made; so none is kept.
    weights: Option<Linear>,
    scores: Vec<i32>,
    ends: Vec<usize>,
    features: Vec<u64>,
    /// Keeps the templates of different questions apart.
    base: u64,
}

/// The key of the candidate "none of them".
pub const NONE: u32 = u32::MAX;

impl Features {
    /// No candidates yet; keeps their features, or with weights only the sums.
    pub(super) fn new(weights: Option<Linear>) -> Self {
        Self { weights, ..Self::default() }
    }

    /// Empties it for a question of sort `base`.
    pub(super) fn begin(&mut self, base: Kind) {
        self.keys.clear();
        self.scores.clear();
        self.ends.clear();
        self.features.clear();
        self.base = (base as u64 + 1) << 8;
    }

    /// Starts a candidate; what `key` means is up to the question.
    pub(super) fn candidate(&mut self, key: u32) {
        self.keys.push(key);
        self.scores.push(0);
        self.ends.push(self.features.len());
    }

    /// Adds a feature to the last candidate.
    #[inline]
    pub(super) fn add(&mut self, template: u64, value: u64) {
        let feature = feature(self.base + template, value);
        if let Some(weights) = &self.weights {
            if let Some(score) = self.scores.last_mut() {
                *score += weights.weight(feature);
            }
            return;
        }
        self.features.push(feature);
        if let Some(end) = self.ends.last_mut() {
            *end = self.features.len();
        }
    }

    /// The keys of the candidates.
    pub fn keys(&self) -> &[u32] {
        &self.keys
    }

    /// The candidates with the sums of their weights, if the scorer has weights.
    fn scores(&self) -> impl Iterator<Item = (u32, i32)> {
        self.keys.iter().copied().zip(self.scores.iter().copied())
    }

    /// The features of candidate `index`; none for a scorer with weights.
    pub fn of(&self, index: usize) -> &[u64] {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.features[start..self.ends[index]]
    }
}

/// Sorts of questions that the walk asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Does this word mark speech? Key 1: it does.
    Cue,
    /// Whose speech? The key is the head of a noun phrase.
    Speaker,
    /// Where do the words stand? Bit 0: before the cue; bit 1: after it.
    Sides,
    /// The last token of the words before the cue.
    LeftEnd,
    /// The first token of the words before the cue.
    LeftStart,
    /// The first token of the words after the cue.
    RightStart,
    /// The last token of the words after the cue.
    RightEnd,
    /// Do these quoted words go on with the quote before? Key 1: they do.
    Join,
}

/// A question: its sort, the token of the cue, and for [`Kind::Join`] the first token of the quoted words; for the two ends
/// that depend on the other one, that one.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// What is asked of the cue.
    pub kind: Kind,
    /// The token of the cue that it is asked of.
    pub cue: u32,
    /// The token that it depends on, if any.
    pub about: u32,
}

/// The candidate that was chosen, and how surely.
#[derive(Debug, Clone, Copy)]
pub struct Decision {
    /// The key of the candidate chosen.
    pub key: u32,
    /// Minus the natural logarithm of its probability, in hundredths.
    pub surprisal: u32,
}

/// Whoever chooses among the candidates: the model, or in training the annotation.
pub trait Scorer {
    /// The weights that features are summed up by, for a scorer that asks for the sums alone.
    fn weights(&self) -> Option<Linear> {
        None
    }

    /// Chooses one of the candidates, of which there is at least one.
    fn choose(&mut self, question: Question, features: &Features) -> Decision;
}

/// `100 ln(1 + e^-x)` for a lead of x = 0, 1/4, 2/4 ...: the surprisal of the first of two candidates.
const SURPRISAL: [u32; 22] = [69, 58, 47, 39, 31, 25, 20, 16, 13, 10, 8, 6, 5, 4, 3, 2, 2, 1, 1, 1, 1, 1];

/// Chooses by the weights of the trained linear model.
#[derive(Debug, Clone, Copy)]
pub struct Model {
    /// The weight of each hashed feature.
    pub weights: Linear,
}

impl Scorer for Model {
    fn weights(&self) -> Option<Linear> {
        Some(self.weights)
    }

    fn choose(&mut self, _: Question, features: &Features) -> Decision {
        let (mut best, mut top, mut second) = (NONE, i32::MIN, i32::MIN);
        for (key, score) in features.scores() {
            if score > top {
                (best, second, top) = (key, top, score);
            } else {
                second = second.max(score);
            }
        }
        let quarters = (top.saturating_sub(second) as f32 * self.weights.scale * 4.0) as usize;
        Decision { key: best, surprisal: SURPRISAL.get(quarters).copied().unwrap_or(0) }
    }
}
