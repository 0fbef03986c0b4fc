//! The trained choice among the candidates of a pronoun.

use super::pronoun::Decision;
use crate::model::linear::Linear;

/// By how much, in the units of training, a candidate leads and how often it is right then, in hundredths, on the development parts of GAP and
/// GUM. Below the first lead the pronoun stays open.
const CONFIDENCE: &[(f32, u8)] = &[(0.05, 72), (0.7, 82), (1.5, 87)];

/// Approximate number of features of candidates for each token of a text.
const FEATURES: usize = 2;

/// Brings the model into the cache for a text of `tokens` tokens.
pub(super) fn fetch(model: &Linear, tokens: usize) {
    model.fetch(tokens * FEATURES);
}

/// The candidate with the highest score, if it leads by the margin.
pub(super) fn choose(model: &Linear, decision: &Decision) -> Option<(usize, u8)> {
    let mut best = (i32::MIN, 0);
    let mut second = i32::MIN;
    for i in 0..decision.mentions.len() {
        let score = model.sum(decision.features(i));
        if score > best.0 {
            second = best.0;
            best = (score, i);
        } else {
            second = second.max(score);
        }
    }
    let lead = best.0.saturating_sub(second);
    let units = |margin: f32| (margin / model.scale) as i32;
    let sure = CONFIDENCE.iter().take_while(|(margin, _)| lead >= units(*margin)).last()?;
    Some((best.1, sure.1))
}
