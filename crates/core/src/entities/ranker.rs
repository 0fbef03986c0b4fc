//! The trained choice among the candidates of a pronoun.

use super::pronoun::Decision;

/// Chooses by hand-set weights until there is a model: the nearest candidate.
pub(super) fn choose(decision: &Decision) -> Option<(usize, u8)> {
    decision.candidates.first().filter(|candidate| candidate.is_some()).map(|_| (0, 60))
}
