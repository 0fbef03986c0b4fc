//! A softmax with partial labels, fitted with `AdaGrad`, features dropped at random.

use nutgraf::facts::event::class::CLASSES;

use crate::adagrad;
use crate::random::Xorshift;

/// A word with the classes that it may be of.
#[derive(Debug, Clone)]
pub struct Word {
    /// Its features.
    pub features: Vec<u64>,
    /// The classes, a bit each.
    pub allowed: u32,
    /// How much it counts.
    pub weight: f32,
}

/// Weights under training.
pub struct Softmax {
    weights: Vec<f32>,
    squares: Vec<f32>,
    mask: usize,
    random: Xorshift,
}

const RATE: f32 = 0.05;
/// How many features of a thousand are dropped.
const DROPPED: u64 = 400;
/// What a large weight costs.
const DECAY: f32 = 2e-6;

impl Softmax {
    /// A model of `1 << bits` rows that knows nothing.
    pub fn new(bits: u32, seed: u64) -> Self {
        let size = CLASSES << bits;
        Self { weights: vec![0.0; size], squares: vec![0.02; size], mask: (1 << bits) - 1, random: Xorshift(seed) }
    }

    /// The probabilities of all classes.
    pub fn shares(&self, features: &[u64]) -> [f32; CLASSES] {
        self.scored(features, 1.0)
    }

    fn scored(&self, features: &[u64], scale: f32) -> [f32; CLASSES] {
        let mut scores = [0.0_f32; CLASSES];
        for &feature in features {
            let row = (feature as usize & self.mask) * CLASSES;
            for (score, weight) in scores.iter_mut().zip(&self.weights[row..row + CLASSES]) {
                *score += weight;
            }
        }
        let top = scores.iter().fold(f32::MIN, |top, &score| top.max(score * scale));
        let shares = scores.map(|score| (score * scale - top).exp());
        let total: f32 = shares.iter().sum();
        shares.map(|share| share / total)
    }

    /// Learns once from all words, in an order drawn anew; gives the mean loss.
    pub fn round(&mut self, words: &[Word]) -> f32 {
        let mut order: Vec<usize> = (0..words.len()).collect();
        self.random.shuffle(&mut order);
        let (mut loss, mut kept) = (0.0_f64, Vec::new());
        for word in order.into_iter().map(|i| &words[i]) {
            kept.clear();
            kept.extend(word.features.iter().copied().filter(|_| self.random.draw() % 1000 >= DROPPED));
            let shares = self.scored(&kept, 1000.0 / (1000 - DROPPED) as f32);
            let is_allowed = |class: usize| word.allowed & 1 << class != 0;
            let total: f32 = (0..CLASSES).filter(|&class| is_allowed(class)).map(|class| shares[class]).sum::<f32>().max(1e-9);
            loss -= f64::from(total.ln() * word.weight);
            let gradient: [f32; CLASSES] = std::array::from_fn(|class| {
                let wanted = if is_allowed(class) { shares[class] / total } else { 0.0 };
                (shares[class] - wanted) * word.weight
            });
            for &feature in &kept {
                let row = (feature as usize & self.mask) * CLASSES;
                let weights = &mut self.weights[row..row + CLASSES];
                for ((weight, square), slope) in weights.iter_mut().zip(&mut self.squares[row..row + CLASSES]).zip(gradient) {
                    let slope = slope + DECAY * *weight;
                    adagrad::step(weight, square, slope, RATE);
                }
            }
        }
        (loss / words.len().max(1) as f64) as f32
    }

    /// The weights, row by row.
    pub fn weights(self) -> Vec<f32> {
        self.weights
    }
}
