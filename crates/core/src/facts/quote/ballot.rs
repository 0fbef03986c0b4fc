//! How decisions are made: every one is a choice among candidates that have features.
//!
//! The walk over the article (`parse.rs`) asks; whoever answers is a [`Judge`]. When reading that is the model; when training
//! it is the gold standard, which notes the ballots, so that both see the very same questions.

use crate::model::linear::{Linear, feature};

/// The candidates of one decision with their features, or with the sums of their weights.
#[derive(Debug, Default)]
pub struct Ballot {
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

impl Ballot {
    /// A ballot that keeps the features of its candidates, or with weights only their sums.
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

    /// Gives the last candidate a feature.
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

    /// The candidates with the sums of their weights, if the judge has weights.
    fn scores(&self) -> impl Iterator<Item = (u32, i32)> {
        self.keys.iter().copied().zip(self.scores.iter().copied())
    }

    /// The features of candidate `index`; none for a judge with weights.
    pub fn features(&self, index: usize) -> &[u64] {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.features[start..self.ends[index]]
    }
}

/// Sorts of questions.
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
    /// What is asked.
    pub kind: Kind,
    /// The token of the cue that it is asked of.
    pub cue: u32,
    /// The token that it depends on, if any.
    pub about: u32,
}

/// An answer.
#[derive(Debug, Clone, Copy)]
pub struct Verdict {
    /// The key of the candidate chosen.
    pub key: u32,
    /// What it leaves open: minus the logarithm of its probability, in hundredths.
    pub doubt: u32,
}

/// Answers questions.
pub trait Judge {
    /// The weights that features are summed up by, for a judge that asks for the sums alone.
    fn weights(&self) -> Option<Linear> {
        None
    }

    /// Chooses a candidate. A ballot is never empty.
    fn choose(&mut self, question: Question, ballot: &Ballot) -> Verdict;
}

/// `100 ln(1 + e^-x)` for x = 0, 1/4, 2/4 ...
const DOUBT: [u32; 22] = [69, 58, 47, 39, 31, 25, 20, 16, 13, 10, 8, 6, 5, 4, 3, 2, 2, 1, 1, 1, 1, 1];

/// The trained judge.
#[derive(Debug, Clone, Copy)]
pub struct Model {
    /// Its weights.
    pub weights: Linear,
    /// Added to the score of "no" where the question is whether a word marks speech.
    pub reserve: i32,
}

impl Judge for Model {
    fn weights(&self) -> Option<Linear> {
        Some(self.weights)
    }

    fn choose(&mut self, question: Question, ballot: &Ballot) -> Verdict {
        let (mut best, mut top, mut second) = (NONE, i32::MIN, i32::MIN);
        for (key, mut score) in ballot.scores() {
            if question.kind == Kind::Cue && key == 0 {
                score += self.reserve;
            }
            if score > top {
                (best, second, top) = (key, top, score);
            } else {
                second = second.max(score);
            }
        }
        let quarters = (top.saturating_sub(second) as f32 * self.weights.scale * 4.0) as usize;
        Verdict { key: best, doubt: DOUBT.get(quarters).copied().unwrap_or(0) }
    }
}
