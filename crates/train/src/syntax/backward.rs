//! The way back through the network: loss and gradient.

use std::ops::Range;

use ndarray::{Array1, Array2, Axis, s};
use nutgraf::syntax::net::{DISTANCES, Rows, distance};

use super::net::{Dropout, Example, Layer, Pass, Size, Soft, Weights, arc_scores, gate, softmax, squash, with_root};
use crate::random::Random;

/// Gradients: of the rows only those that were seen.
pub struct Gradient {
    /// Each row with the token that saw it.
    pub rows: Vec<(u16, usize)>,
    /// The gradient of each token.
    pub row_values: Array2<f32>,
    /// Gradients of all other matrices, in their order.
    pub dense: Vec<Array2<f32>>,
    pub loss: f64,
}

/// Loss and gradient of some sentences.
pub fn learn(weights: &Weights, group: &[&Example], dropout: Dropout, random: &mut Random) -> Gradient {
    let views: Vec<&[Rows]> = group.iter().map(|example| &example.rows[..]).collect();
    let pass = Pass::new(weights, &views, Some((dropout, random)));
    let mut backward = Backward { dense: weights.zeros(), out: Array2::zeros(pass.out.raw_dim()), loss: 0.0, pass: &pass };
    for (range, example) in pass.ranges.iter().zip(group) {
        backward.tags(range, example);
        backward.arcs(range, example);
        backward.relations(range, example);
    }
    let row_values = backward.layers();
    let Backward { dense, loss, .. } = backward;
    Gradient { rows: pass.seen, row_values, dense, loss }
}

/// The gradient on its way back through the network.
struct Backward<'p, 'a> {
    pass: &'p Pass<'a>,
    /// Of the weights, as in [`Weights`].
    dense: Vec<Array2<f32>>,
    /// Of what comes out of the network.
    out: Array2<f32>,
    loss: f64,
}

impl Backward<'_, '_> {
    fn tags(&mut self, range: &Range<usize>, example: &Example) {
        let Size { arc, label, .. } = self.pass.weights.size;
        let tags = 2 * (arc + label);
        for (i, at) in range.clone().enumerate() {
            let mut row = self.pass.out.slice(s![at, tags..]).to_vec();
            self.loss += cross_entropy(&mut row, &example.tags[i]);
            self.out.slice_mut(s![at, tags..]).assign(&Array1::from(row));
        }
    }

    fn arcs(&mut self, range: &Range<usize>, example: &Example) {
        let (weights, n) = (self.pass.weights, range.len());
        let arc = weights.size.arc;
        let out = self.pass.out.slice(s![range.clone(), ..]);
        let mut d = self.out.slice_mut(s![range.clone(), ..]);
        let dependents_raw = out.slice(s![.., ..arc]);
        let heads_raw = with_root(out.slice(s![.., arc..2 * arc]), self.pass.root().slice(s![.., ..arc]));
        let (dependents, heads) = (dependents_raw.mapv(squash), heads_raw.mapv(squash));
        let mut scores = arc_scores(weights, &dependents, &heads, n);
        let mut d_near = Array2::<f32>::zeros((n, DISTANCES));
        for i in 0..n {
            let mut row = scores.row_mut(i);
            let row = row.as_slice_mut().expect("rows are whole");
            self.loss += cross_entropy(row, &example.heads[i]);
            for h in 0..=n {
                d_near[(i, distance(i, h, n))] += row[h];
            }
        }
        let d_dependents = scores.dot(&heads) + d_near.dot(&weights.dense[Weights::ARC_DISTANCE]);
        let d_heads = scores.t().dot(&dependents) * heads_raw.mapv(slope);
        self.dense[Weights::ARC_DISTANCE] += &d_near.t().dot(&dependents);
        d.slice_mut(s![.., ..arc]).assign(&(d_dependents * dependents_raw.mapv(slope)));
        d.slice_mut(s![.., arc..2 * arc]).assign(&d_heads.slice(s![..n, ..]));
        let mut d_root = self.dense[Weights::ROOT].slice_mut(s![0, ..arc]);
        d_root += &d_heads.row(n);
    }

    fn relations(&mut self, range: &Range<usize>, example: &Example) {
        let (weights, n) = (self.pass.weights, range.len());
        let Size { arc, label, .. } = weights.size;
        let out = self.pass.out.slice(s![range.clone(), ..]);
        let mut d = self.out.slice_mut(s![range.clone(), ..]);
        let label_heads = with_root(out.slice(s![.., 2 * arc..2 * arc + label]), self.pass.root().slice(s![.., arc..]));
        let mut raw = Array2::<f32>::zeros((n, label));
        let kind = |i: usize| {
            let head = example.heads[i][0].0 as usize;
            (head, distance(i, head, n))
        };
        for i in 0..n {
            let (head, kind) = kind(i);
            let sum = &label_heads.row(head)
                + &out.slice(s![i, 2 * arc + label..2 * (arc + label)])
                + weights.dense[Weights::LABEL_DISTANCE].row(kind);
            raw.row_mut(i).assign(&sum);
        }
        let hidden = raw.mapv(squash);
        let mut logits = hidden.dot(&weights.dense[Weights::RELATION]) + &weights.dense[Weights::RELATION + 1];
        for i in 0..n {
            let mut row = logits.row_mut(i);
            self.loss += cross_entropy(row.as_slice_mut().expect("rows are whole"), &example.labels[i]);
        }
        self.dense[Weights::RELATION] += &hidden.t().dot(&logits);
        self.dense[Weights::RELATION + 1] += &logits.sum_axis(Axis(0)).insert_axis(Axis(0));
        let d_raw = logits.dot(&weights.dense[Weights::RELATION].t()) * raw.mapv(slope);
        for i in 0..n {
            let (head, kind) = kind(i);
            let part = d_raw.row(i);
            let mut row = self.dense[Weights::LABEL_DISTANCE].row_mut(kind);
            row += &part;
            let mut row = d.slice_mut(s![i, 2 * arc + label..2 * (arc + label)]);
            row += &part;
            let mut row = if head == n {
                self.dense[Weights::ROOT].slice_mut(s![0, arc..])
            } else {
                d.slice_mut(s![head, 2 * arc..2 * arc + label])
            };
            row += &part;
        }
    }

    /// Back through the layers to the rows of the tokens.
    fn layers(&mut self) -> Array2<f32> {
        let (pass, dense) = (self.pass, &mut self.dense);
        let weights = pass.weights;
        let Size { embed, state, layers, .. } = weights.size;
        dense[Weights::HEADS] = pass.sum.t().dot(&self.out);
        dense[Weights::HEADS + 1] = self.out.sum_axis(Axis(0)).insert_axis(Axis(0));
        let d_sum = self.out.dot(&weights.dense[Weights::HEADS].t());
        let mut d_states = d_sum.clone();
        let mut d_rows = Array2::zeros((0, embed));
        for i in (0..layers).rev() {
            let layer = &pass.layers[i];
            if let Some(mask) = &layer.mask {
                d_states *= mask;
            }
            let d_before = run_back(layer, &d_states, &pass.ranges, state);
            dense[Weights::LAYERS + 2 * i] = layer.input.t().dot(&d_before);
            dense[Weights::LAYERS + 2 * i + 1] = d_before.sum_axis(Axis(0)).insert_axis(Axis(0));
            let d_input = d_before.dot(&weights.dense[Weights::LAYERS + 2 * i].t());
            if i > 0 {
                d_states = d_input + &d_sum;
            } else {
                d_rows = d_input;
            }
        }
        if let Some(mask) = &pass.row_mask {
            d_rows *= mask;
        }
        d_rows
    }
}

/// The slope of [`squash`].
#[inline]
fn slope(x: f32) -> f32 {
    1.0 - (x * 0.5).abs().min(1.0)
}

/// From the gradient of the states that of what stood before the gates.
fn run_back(layer: &Layer, states: &Array2<f32>, ranges: &[Range<usize>], k: usize) -> Array2<f32> {
    let mut gradient = Array2::zeros(layer.before.raw_dim());
    let mut carry = vec![0.0_f32; k];
    let zero = vec![0.0_f32; 2 * k];
    for range in ranges {
        for direction in 0..2 {
            carry.fill(0.0);
            let mut step = |t: usize, previous: Option<usize>| {
                let u = layer.before.row(t);
                let u = &u.as_slice().expect("rows are whole")[direction * 2 * k..];
                let d = states.row(t);
                let d = &d.as_slice().expect("rows are whole")[direction * k..];
                let last = previous.map(|p| layer.states.row(p));
                let last = last.as_ref().map_or(&zero[..], |row| row.as_slice().expect("rows are whole"));
                let mut row = gradient.row_mut(t);
                let out = &mut row.as_slice_mut().expect("rows are whole")[direction * 2 * k..];
                for j in 0..k {
                    let h = last[direction * k + j];
                    let (z, f) = (squash(u[j]), gate(u[k + j]));
                    let all = d[j] + carry[j];
                    out[j] = all * f * slope(u[j]);
                    out[k + j] = all * (z - h) * 0.25 * slope(u[k + j] * 0.5);
                    carry[j] = all * (1.0 - f);
                }
            };
            if direction == 0 {
                range.clone().rev().for_each(|t| step(t, (t > range.start).then(|| t - 1)));
            } else {
                range.clone().for_each(|t| step(t, (t + 1 < range.end).then_some(t + 1)));
            }
        }
    }
    gradient
}

/// Turns scores into their gradient; gives the loss.
fn cross_entropy(row: &mut [f32], target: &Soft) -> f64 {
    softmax(row);
    let mut loss = 0.0;
    for &(i, weight) in target {
        loss -= f64::from(weight) * f64::from(row[i as usize].max(1e-9).ln());
    }
    // A target may be worth less than one in all.
    let all: f32 = target.iter().map(|t| t.1).sum();
    row.iter_mut().for_each(|x| *x *= all);
    for &(i, weight) in target {
        row[i as usize] -= weight;
    }
    loss
}
