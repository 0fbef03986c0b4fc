//! The network of the syntax stage while it learns: its weights, and what it says of sentences (`backward.rs` has the way back).
//!
//! Each token is a sum of table rows. Layers of gated averages run over the sentence in both directions (the minimal recurrent
//! unit of Martin and Cundy 2018 and Feng et al. 2024, close to SRU: Lei et al. 2018): `h += f * (z - h)`, both `f` and `z` from
//! the layer's input alone. From the sum of the layers come tags, and for each pair of tokens the score of an arc (Dozat and Manning 2017, a low-rank
//! product with a term for the distance) and its relation. All squashing is by a clipped parabola, which integers can follow.

use std::ops::Range;

use ndarray::{Array1, Array2, ArrayView2, Axis, s};
use nutgraf::syntax::net::{ACTIVE_BITS, DISTANCES, ROW_BITS, Rows, WEIGHT_BITS, WORDS, distance};
use nutgraf::syntax::{Deprel, Upos};

use crate::random::Random;

pub const TAGS: usize = Upos::ALL.len();
pub const LABELS: usize = Deprel::ALL.len();

/// How large a network is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Size of the row of a token.
    pub embed: usize,
    /// Of a layer's state, in one direction.
    pub state: usize,
    pub layers: usize,
    /// Of a token as head or dependent of an arc.
    pub arc: usize,
    /// The same for the relation.
    pub label: usize,
}

/// A choice that is to be learned: the likely answers with their weights, which sum up to one.
pub type Soft = Vec<(u16, f32)>;

/// A sentence to learn from.
#[derive(Debug, Clone, Default)]
pub struct Example {
    pub rows: Vec<Rows>,
    pub tags: Vec<Soft>,
    /// The root's head is the number of tokens.
    pub heads: Vec<Soft>,
    /// Relations, given the first of the heads.
    pub labels: Vec<Soft>,
}

/// Weights, or as much for each of them.
#[derive(Debug, Clone)]
pub struct Weights {
    pub size: Size,
    /// Tables of the tokens' rows.
    pub rows: Array2<f32>,
    /// All others, see the methods.
    pub dense: Vec<Array2<f32>>,
}

impl Weights {
    pub(super) const HEADS: usize = 0;
    pub(super) const ROOT: usize = 2;
    pub(super) const ARC_DISTANCE: usize = 3;
    pub(super) const LABEL_DISTANCE: usize = 4;
    pub(super) const RELATION: usize = 5;
    pub(super) const LAYERS: usize = 7;

    /// A network that knows nothing.
    pub fn new(size: Size, random: &mut Random) -> Self {
        let mut matrix = |rows: usize, columns: usize, spread: f32| {
            Array2::from_shape_fn((rows, columns), |_| (random.below(20_001) as f32 / 10_000.0 - 1.0) * spread)
        };
        let Size { embed, state, layers, arc, label } = size;
        let out = 2 * arc + 2 * label + TAGS;
        let mut dense = vec![
            matrix(2 * state, out, (3.0 / (2 * state) as f32).sqrt()),
            matrix(1, out, 0.01),
            matrix(1, arc + label, 0.3),
            matrix(DISTANCES, arc, 0.1),
            matrix(DISTANCES, label, 0.1),
            matrix(label, LABELS, (3.0 / label as f32).sqrt()),
            matrix(1, LABELS, 0.01),
        ];
        for layer in 0..layers {
            let input = if layer == 0 { embed } else { 2 * state };
            dense.push(matrix(input, 4 * state, (3.0 / input as f32).sqrt()));
            let mut bias = matrix(1, 4 * state, 1.5);
            // z | f forward, z | f backward; gates start between long and short memory.
            for direction in 0..2 {
                bias.slice_mut(s![.., 2 * direction * state..(2 * direction + 1) * state]).fill(0.0);
            }
            dense.push(bias);
        }
        Self { size, rows: matrix(1 << ROW_BITS, embed, 0.5), dense }
    }

    /// The model file that `nutgraf::syntax::Net` opens, after the lexicon: all numbers in fixed point.
    pub fn quantised(&self) -> Vec<u8> {
        let Size { embed, state, layers, arc, label } = self.size;
        let mut sizes: Vec<f32> = self.rows.iter().map(|w| w.abs()).filter(|&w| w > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        // The few largest are clipped, so that the many small ones keep their shape.
        let top = sizes[sizes.len() - 1 - sizes.len() / 2000];
        let bits = (127.0 / top).log2().floor().clamp(0.0, 8.0);
        let head = [bits as usize, embed, state, arc, label, layers];
        let mut bytes: Vec<u8> = head.iter().flat_map(|&n| (n as u16).to_le_bytes()).collect();
        bytes.extend(self.rows.iter().map(|w| (w * bits.exp2()).round().clamp(-127.0, 127.0) as i8 as u8));
        for (i, w) in self.dense.iter().enumerate() {
            let is_matrix =
                [Self::HEADS, Self::RELATION].contains(&i) || i >= Self::LAYERS && (i - Self::LAYERS).is_multiple_of(2);
            let unit = if is_matrix { WEIGHT_BITS } else { ACTIVE_BITS } as f32;
            bytes.extend(w.iter().flat_map(|w| ((w * unit.exp2()).round().clamp(-32767.0, 32767.0) as i16).to_le_bytes()));
        }
        bytes
    }

    /// As many zeros as there are other weights than rows.
    pub fn zeros(&self) -> Vec<Array2<f32>> {
        self.dense.iter().map(|w| Array2::zeros(w.raw_dim())).collect()
    }
}

/// The squashing function: odd, -1 to 1, slope 1 at zero, flat from ±2.
#[inline]
pub(super) fn squash(x: f32) -> f32 {
    let c = (x * 0.5).clamp(-1.0, 1.0);
    c * (2.0 - c.abs())
}

/// The gate: 0 to 1.
#[inline]
pub(super) fn gate(x: f32) -> f32 {
    0.5 + 0.5 * squash(x * 0.5)
}

/// What is left out in training.
#[derive(Debug, Clone, Copy)]
pub struct Dropout {
    pub words: f32,
    pub rows: f32,
    pub layers: f32,
}

/// What the network says of a sentence.
pub struct Output {
    pub tags: Array2<f32>,
    /// A row for each dependent, a column for each head, the root last.
    pub arcs: Array2<f32>,
    /// For the relation: tokens as heads (the root last), as dependents.
    label_heads: Array2<f32>,
    label_dependents: Array2<f32>,
}

pub(super) struct Layer {
    pub(super) input: Array2<f32>,
    pub(super) before: Array2<f32>,
    /// States without what was left out.
    pub(super) states: Array2<f32>,
    pub(super) mask: Option<Array2<f32>>,
}

/// A group of sentences on its way through the network.
pub(super) struct Pass<'a> {
    pub(super) weights: &'a Weights,
    pub(super) ranges: Vec<Range<usize>>,
    /// The rows that each token is the sum of.
    pub(super) seen: Vec<(u16, usize)>,
    pub(super) row_mask: Option<Array2<f32>>,
    pub(super) layers: Vec<Layer>,
    pub(super) sum: Array2<f32>,
    pub(super) out: Array2<f32>,
}

impl<'a> Pass<'a> {
    pub(super) fn new(weights: &'a Weights, group: &[&[Rows]], mut dropout: Option<(Dropout, &mut Random)>) -> Self {
        let tokens = group.iter().map(|rows| rows.len()).sum();
        let mut x = Array2::zeros((tokens, weights.size.embed));
        let mut seen = Vec::new();
        let mut ranges = Vec::new();
        let mut at = 0;
        for rows in group {
            ranges.push(at..at + rows.len());
            for token in *rows {
                for (i, &row) in token.iter().enumerate() {
                    let keep = dropout.as_mut().is_none_or(|(d, random)| {
                        let share = if i < WORDS { d.words } else { d.rows };
                        random.below(10_000) as f32 >= share * 10_000.0
                    });
                    if keep {
                        seen.push((row, at));
                        x.row_mut(at).scaled_add(1.0, &weights.rows.row(row as usize));
                    }
                }
                at += 1;
            }
        }
        let mut mask = |width: usize| {
            dropout.as_mut().map(|(d, random)| {
                Array2::from_shape_fn((tokens, width), |_| {
                    if (random.below(10_000) as f32) < d.layers * 10_000.0 { 0.0 } else { 1.0 / (1.0 - d.layers) }
                })
            })
        };
        let row_mask = mask(weights.size.embed);
        if let Some(mask) = &row_mask {
            x *= mask;
        }
        let mut layers: Vec<Layer> = Vec::new();
        let mut sum = Array2::zeros((tokens, 2 * weights.size.state));
        for i in 0..weights.size.layers {
            let input = if i == 0 { std::mem::take(&mut x) } else { masked(&layers[i - 1]) };
            let [w, b] = [0, 1].map(|k| &weights.dense[Weights::LAYERS + 2 * i + k]);
            let before = input.dot(w) + b;
            let states = run(&before, &ranges, weights.size.state);
            let layer = Layer { input, before, states, mask: mask(2 * weights.size.state) };
            sum += &masked(&layer);
            layers.push(layer);
        }
        let out = sum.dot(&weights.dense[Weights::HEADS]) + &weights.dense[Weights::HEADS + 1];
        Self { weights, ranges, seen, row_mask, layers, sum, out }
    }

    /// The rows of the root in the heads of arcs and relations, before squashing.
    pub(super) fn root(&self) -> ArrayView2<'_, f32> {
        self.weights.dense[Weights::ROOT].view()
    }
}

fn masked(layer: &Layer) -> Array2<f32> {
    layer.mask.as_ref().map_or_else(|| layer.states.clone(), |mask| &layer.states * mask)
}

/// The states of a layer in both directions.
fn run(before: &Array2<f32>, ranges: &[Range<usize>], k: usize) -> Array2<f32> {
    let mut states = Array2::zeros((before.nrows(), 2 * k));
    let mut h = vec![0.0_f32; k];
    for range in ranges {
        for direction in 0..2 {
            h.fill(0.0);
            let mut step = |t: usize| {
                let u = before.row(t);
                let u = &u.as_slice().expect("rows are whole")[direction * 2 * k..];
                let mut row = states.row_mut(t);
                let out = &mut row.as_slice_mut().expect("rows are whole")[direction * k..(direction + 1) * k];
                for j in 0..k {
                    h[j] += gate(u[k + j]) * (squash(u[j]) - h[j]);
                }
                out.copy_from_slice(&h);
            };
            if direction == 0 { range.clone().for_each(&mut step) } else { range.clone().rev().for_each(&mut step) }
        }
    }
    states
}

/// Turns scores into shares that add up to one.
pub fn softmax(row: &mut [f32]) {
    let most = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    row.iter_mut().for_each(|x| *x = (*x - most).exp());
    let sum: f32 = row.iter().sum();
    row.iter_mut().for_each(|x| *x /= sum);
}

/// What the network says of a sentence.
pub fn predict(weights: &Weights, rows: &[Rows]) -> Output {
    let pass = Pass::new(weights, &[rows], None);
    let Size { arc, label, .. } = weights.size;
    let (out, root) = (pass.out.view(), pass.root());
    let dependents = out.slice(s![.., ..arc]).mapv(squash);
    let heads = with_root(out.slice(s![.., arc..2 * arc]), root.slice(s![.., ..arc])).mapv(squash);
    Output {
        tags: out.slice(s![.., 2 * (arc + label)..]).to_owned(),
        arcs: arc_scores(weights, &dependents, &heads, rows.len()),
        label_heads: with_root(out.slice(s![.., 2 * arc..2 * arc + label]), root.slice(s![.., arc..])),
        label_dependents: out.slice(s![.., 2 * arc + label..2 * (arc + label)]).to_owned(),
    }
}

impl Output {
    /// The scores of relations of an arc.
    pub fn labels(&self, weights: &Weights, dependent: usize, head: usize) -> Array1<f32> {
        let n = self.arcs.nrows();
        let kind = distance(dependent, head, n);
        let sum = &self.label_heads.row(head)
            + &self.label_dependents.row(dependent)
            + weights.dense[Weights::LABEL_DISTANCE].row(kind);
        sum.mapv(squash).dot(&weights.dense[Weights::RELATION]) + weights.dense[Weights::RELATION + 1].row(0)
    }
}

pub(super) fn with_root<'a>(tokens: ArrayView2<'a, f32>, root: ArrayView2<'a, f32>) -> Array2<f32> {
    ndarray::concatenate(Axis(0), &[tokens, root]).expect("rows of one length")
}

pub(super) fn arc_scores(weights: &Weights, dependents: &Array2<f32>, heads: &Array2<f32>, n: usize) -> Array2<f32> {
    let mut scores = dependents.dot(&heads.t());
    let near = dependents.dot(&weights.dense[Weights::ARC_DISTANCE].t());
    for d in 0..n {
        for h in 0..=n {
            scores[(d, h)] += near[(d, distance(d, h, n))];
        }
        scores[(d, d)] = f32::NEG_INFINITY;
    }
    scores
}
