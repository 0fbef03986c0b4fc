//! Whom a pronoun may mean: the people of the text, and the choice among them.

use crate::Span;
use crate::record::MentionKind;

use super::super::lexicon::Agrees;

/// What may be referred to: a person with a name, or one with a noun alone ("the driver").
pub struct Actor {
    /// What the text says they go with.
    pub agrees: Agrees,
    /// [`Lexicon::share`](super::super::lexicon::Lexicon::share) of the given name.
    pub share: Option<u8>,
    /// False for nouns.
    pub named: bool,
}

/// A mention of an actor, before pronouns are looked at.
pub struct Seed {
    pub actor: usize,
    /// First token and token after the last.
    pub start: usize,
    pub end: usize,
    pub kind: MentionKind,
}

/// A pronoun and who may be meant, for the ranker to choose or to be trained.
#[derive(Debug, Default)]
pub struct Decision {
    /// The pronoun.
    pub pronoun: Span,
    /// Where each candidate was last mentioned before; the last candidate, "nobody named", has none.
    pub candidates: Vec<Option<Span>>,
    pub(super) features: Vec<u64>,
    ends: Vec<usize>,
    pub(super) actors: Vec<usize>,
    named: Vec<bool>,
}

impl Decision {
    /// The features of candidate `i`.
    pub fn features(&self, i: usize) -> &[u64] {
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        &self.features[start..self.ends[i]]
    }

    /// The index among the people of candidate `i`; none for actors without a name.
    pub fn person(&self, i: usize) -> Option<usize> {
        self.named[i].then_some(self.actors[i])
    }

    pub(super) fn clear(&mut self) {
        self.candidates.clear();
        self.features.clear();
        self.ends.clear();
        self.actors.clear();
        self.named.clear();
    }

    pub(super) fn close(&mut self, actor: usize, last: Option<Span>, named: bool) {
        self.actors.push(actor);
        self.named.push(named);
        self.candidates.push(last);
        self.ends.push(self.features.len());
    }
}

/// A pronoun with the actor that was chosen.
pub struct Resolved {
    pub token: usize,
    pub actor: usize,
    pub agrees: Agrees,
    /// What the ranker says of its choice.
    pub confidence: u8,
}

/// Chooses a candidate or none, with a confidence in hundredths.
pub type Ranker<'p> = dyn FnMut(&Decision) -> Option<(usize, u8)> + 'p;
