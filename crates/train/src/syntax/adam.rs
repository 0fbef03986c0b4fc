//! The optimiser of the network.

use ndarray::Array2;

use super::backward::Gradient;
use super::net::Weights;

/// Adam (Kingma and Ba 2015); rows that were not seen stay as they are.
pub struct Adam {
    step: i32,
    rows: [Array2<f32>; 2],
    dense: [Vec<Array2<f32>>; 2],
    gathered: Array2<f32>,
}

const BETAS: [f32; 2] = [0.9, 0.98];

impl Adam {
    pub fn new(weights: &Weights) -> Self {
        let zeros = || Array2::zeros(weights.rows.raw_dim());
        Self { step: 0, rows: [zeros(), zeros()], dense: [weights.zeros(), weights.zeros()], gathered: zeros() }
    }

    /// One step along the sum of `gradients`.
    pub fn step(&mut self, weights: &mut Weights, gradients: &[Gradient], rate: f32) {
        self.step += 1;
        let [b1, b2] = BETAS;
        let rate = rate * (1.0 - b2.powi(self.step)).sqrt() / (1.0 - b1.powi(self.step));
        let update = |w: &mut [f32], g: &[f32], m: &mut [f32], v: &mut [f32]| {
            for (((w, &g), m), v) in w.iter_mut().zip(g).zip(m).zip(v) {
                *m += (1.0 - b1) * (g - *m);
                *v += (1.0 - b2) * (g * g - *v);
                *w -= rate * *m / (v.sqrt() + 1e-8);
            }
        };
        let [m, v] = &mut self.dense;
        for (i, w) in weights.dense.iter_mut().enumerate() {
            let mut sum = gradients[0].dense[i].clone();
            gradients[1..].iter().for_each(|g| sum += &g.dense[i]);
            let parts = (w.as_slice_mut(), sum.as_slice(), m[i].as_slice_mut(), v[i].as_slice_mut());
            if let (Some(w), Some(g), Some(m), Some(v)) = parts {
                update(w, g, m, v);
            }
        }
        let mut seen: Vec<u16> = Vec::new();
        for gradient in gradients {
            for &(row, token) in &gradient.rows {
                self.gathered.row_mut(row as usize).scaled_add(1.0, &gradient.row_values.row(token));
                seen.push(row);
            }
        }
        seen.sort_unstable();
        seen.dedup();
        let [m, v] = &mut self.rows;
        for row in seen {
            let row = row as usize;
            let (mut w, mut g) = (weights.rows.row_mut(row), self.gathered.row_mut(row));
            let (mut m, mut v) = (m.row_mut(row), v.row_mut(row));
            let parts = (w.as_slice_mut(), g.as_slice(), m.as_slice_mut(), v.as_slice_mut());
            if let (Some(w), Some(g), Some(m), Some(v)) = parts {
                update(w, g, m, v);
            }
            g.fill(0.0);
        }
    }
}
