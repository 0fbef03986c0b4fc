//! Whom a pronoun may mean: the people of the text, and the choice among them.

use crate::Span;
use crate::record::MentionKind;

use super::super::lexicon::PronounClass;

/// What may be referred to: a person with a name, or one with a noun alone ("the driver").
pub struct Candidate {
    /// What the text says they go with.
    pub agrees: PronounClass,
    /// [`Lexicon::female_ninths`](super::super::lexicon::Lexicon::female_ninths) of the given name.
    pub female_ninths: Option<u8>,
    /// True for a name, false for a noun alone.
    pub named: bool,
}

/// A mention of a candidate, before pronouns are looked at.
pub struct KnownMention {
    pub candidate: usize,
    /// First token and token after the last.
    pub start: usize,
    pub end: usize,
    pub kind: MentionKind,
}

/// A pronoun and who may be meant, for the ranker to choose or to be trained.
#[derive(Debug, Default)]
pub struct Decision {
    /// The span of the pronoun in UTF-8 bytes.
    pub pronoun: Span,
    /// Where each candidate was last mentioned before; the last candidate, "nobody named", has none.
    pub mentions: Vec<Option<Span>>,
    pub(super) features: Vec<u64>,
    ends: Vec<usize>,
    pub(super) candidates: Vec<usize>,
    named: Vec<bool>,
}

impl Decision {
    /// The features of candidate `i`.
    pub fn features(&self, i: usize) -> &[u64] {
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        &self.features[start..self.ends[i]]
    }

    /// The index among the people of candidate `i`; none for candidates without a name.
    pub fn person(&self, i: usize) -> Option<usize> {
        self.named[i].then_some(self.candidates[i])
    }

    pub(super) fn clear(&mut self) {
        self.mentions.clear();
        self.features.clear();
        self.ends.clear();
        self.candidates.clear();
        self.named.clear();
    }

    pub(super) fn close(&mut self, candidate: usize, last: Option<Span>, named: bool) {
        self.candidates.push(candidate);
        self.named.push(named);
        self.mentions.push(last);
        self.ends.push(self.features.len());
    }
}

/// A pronoun with the candidate that was chosen.
pub struct Resolved {
    pub token: usize,
    pub candidate: usize,
    pub agrees: PronounClass,
    /// What the ranker says of its choice.
    pub confidence: u8,
}

/// Chooses a candidate or none, with a confidence in hundredths.
pub type Ranker<'p> = dyn FnMut(&Decision) -> Option<(usize, u8)> + 'p;
