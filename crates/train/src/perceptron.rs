//! The averaged perceptron over hashed features (Collins 2002), which trains the models of `nutgraf::model::linear`.

/// The weights of an averaged perceptron under training.
pub struct Perceptron {
    classes: usize,
    mask: u64,
    weights: Vec<f32>,
    /// Sum over time of each update times the step it was made at: what averaging takes off.
    totals: Vec<f32>,
    step: f32,
}

impl Perceptron {
    /// A model of `1 << bits` rows that knows nothing.
    pub fn new(classes: usize, bits: u32) -> Self {
        let size = classes << bits;
        Self { classes, mask: (1 << bits) - 1, weights: vec![0.0; size], totals: vec![0.0; size], step: 1.0 }
    }

    fn row(&self, feature: u64) -> usize {
        (feature & self.mask) as usize * self.classes
    }

    /// The scores of all classes.
    pub fn score(&self, features: &[u64], scores: &mut [f32]) {
        scores.fill(0.0);
        for &feature in features {
            let row = self.row(feature);
            for (score, weight) in scores.iter_mut().zip(&self.weights[row..row + self.classes]) {
                *score += weight;
            }
        }
    }

    /// Moves every feature's weight for `class` by `by`.
    pub fn update(&mut self, features: &[u64], class: usize, by: f32) {
        for &feature in features {
            let at = self.row(feature) + class;
            self.weights[at] += by;
            self.totals[at] += by * self.step;
        }
    }

    /// Counts one example for the average.
    pub fn tick(&mut self) {
        self.step += 1.0;
    }

    /// Returns the average of the weights over all examples.
    pub fn average(&self) -> Vec<f32> {
        self.weights.iter().zip(&self.totals).map(|(w, t)| w - t / self.step).collect()
    }
}
