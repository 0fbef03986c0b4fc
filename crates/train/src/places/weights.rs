//! The weights of both models.

use crate::adagrad;

const BITS: u32 = 16;

/// Weights under training, with `AdaGrad`'s step for each.
pub(super) struct Weights {
    pub(super) weights: Vec<f32>,
    squares: Vec<f32>,
}

impl Weights {
    pub(super) fn new() -> Self {
        Self { weights: vec![0.0; 1 << BITS], squares: vec![1e-3; 1 << BITS] }
    }

    fn row(feature: u64) -> usize {
        (feature & ((1 << BITS) - 1)) as usize
    }

    pub(super) fn score(&self, features: &[u64]) -> f32 {
        features.iter().map(|&f| self.weights[Self::row(f)]).sum()
    }

    pub(super) fn step(&mut self, features: &[u64], gradient: f32, rate: f32, decay: f32) {
        for &feature in features {
            let row = Self::row(feature);
            let slope = gradient + decay * self.weights[row];
            adagrad::step(&mut self.weights[row], &mut self.squares[row], slope, rate);
        }
    }
}
