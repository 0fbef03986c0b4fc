//! The network of the syntax stage while it learns: forward and backward.
//!
//! Each token is a sum of table rows. Layers of gated averages run over the sentence in both directions (the minimal recurrent
//! unit of Martin and Cundy 2018 and Feng et al. 2024, close to SRU: Lei et al. 2018): `h += f * (z - h)`, both `f` and `z` from
//! the layer's input alone. From the sum of the layers come tags, and for each pair of tokens the score of an arc (Dozat and Manning 2017, a low-rank
//! product with a term for the distance) and its relation. All squashing is by a clipped parabola, which integers can follow.

use ndarray::{Array1, Array2, ArrayView2, Axis, s};
use nutgraf::syntax::net::{ACTIVE_BITS, DISTANCES, ROW_BITS, Rows, WEIGHT_BITS, WORDS, distance};
use nutgraf::syntax::{Deprel, Upos};

use crate::random::Random;

pub const TAGS: usize = Upos::ALL.len();
pub const LABELS: usize = Deprel::ALL.len();

/// How large a network is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Of a token's row.
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

/// Gradients: of the rows only those that were seen.
pub struct Gradient {
    /// Each row with the token that saw it.
    pub rows: Vec<(u16, usize)>,
    /// The gradient of each token.
    pub row_values: Array2<f32>,
    /// Of all others.
    pub dense: Vec<Array2<f32>>,
    pub loss: f64,
}

impl Weights {
    const HEADS: usize = 0;
    const ROOT: usize = 2;
    const ARC_DISTANCE: usize = 3;
    const LABEL_DISTANCE: usize = 4;
    const RELATION: usize = 5;
    const LAYERS: usize = 7;

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

    /// The model file that `nutgraf::syntax::Net` opens, behind the lexicon: all numbers in fixed point.
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
fn squash(x: f32) -> f32 {
    let c = (x * 0.5).clamp(-1.0, 1.0);
    c * (2.0 - c.abs())
}

/// Its slope.
#[inline]
fn slope(x: f32) -> f32 {
    1.0 - (x * 0.5).abs().min(1.0)
}

/// The gate: 0 to 1.
#[inline]
fn gate(x: f32) -> f32 {
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

struct Layer {
    input: Array2<f32>,
    before: Array2<f32>,
    /// States without what was left out.
    states: Array2<f32>,
    mask: Option<Array2<f32>>,
}

/// A group of sentences on its way through the network.
struct Pass<'a> {
    weights: &'a Weights,
    ranges: Vec<std::ops::Range<usize>>,
    /// The rows that each token is the sum of.
    seen: Vec<(u16, usize)>,
    row_mask: Option<Array2<f32>>,
    layers: Vec<Layer>,
    sum: Array2<f32>,
    out: Array2<f32>,
}

impl<'a> Pass<'a> {
    fn new(weights: &'a Weights, group: &[&[Rows]], mut dropout: Option<(Dropout, &mut Random)>) -> Self {
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
    fn root(&self) -> ArrayView2<'_, f32> {
        self.weights.dense[Weights::ROOT].view()
    }
}

fn masked(layer: &Layer) -> Array2<f32> {
    layer.mask.as_ref().map_or_else(|| layer.states.clone(), |mask| &layer.states * mask)
}

/// The states of a layer in both directions.
fn run(before: &Array2<f32>, ranges: &[std::ops::Range<usize>], k: usize) -> Array2<f32> {
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

/// From the gradient of the states that of what stood before the gates.
fn run_back(layer: &Layer, states: &Array2<f32>, ranges: &[std::ops::Range<usize>], k: usize) -> Array2<f32> {
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

/// Turns scores into shares.
pub fn softmax(row: &mut [f32]) {
    let most = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    row.iter_mut().for_each(|x| *x = (*x - most).exp());
    let sum: f32 = row.iter().sum();
    row.iter_mut().for_each(|x| *x /= sum);
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

fn with_root<'a>(tokens: ArrayView2<'a, f32>, root: ArrayView2<'a, f32>) -> Array2<f32> {
    ndarray::concatenate(Axis(0), &[tokens, root]).expect("rows of one length")
}

fn arc_scores(weights: &Weights, dependents: &Array2<f32>, heads: &Array2<f32>, n: usize) -> Array2<f32> {
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

/// Loss and gradient of some sentences.
pub fn learn(weights: &Weights, group: &[&Example], dropout: Dropout, random: &mut Random) -> Gradient {
    let views: Vec<&[Rows]> = group.iter().map(|example| &example.rows[..]).collect();
    let pass = Pass::new(weights, &views, Some((dropout, random)));
    let Size { embed, state, layers, arc, label } = weights.size;
    let mut dense = weights.zeros();
    let mut loss = 0.0;
    let mut d_out = Array2::<f32>::zeros(pass.out.raw_dim());
    let root = pass.root();
    for (range, example) in pass.ranges.iter().zip(group) {
        let n = range.len();
        let out = pass.out.slice(s![range.clone(), ..]);
        let mut d = d_out.slice_mut(s![range.clone(), ..]);
        // Tags
        let tags = 2 * (arc + label);
        for i in 0..n {
            let mut row = out.slice(s![i, tags..]).to_vec();
            loss += cross_entropy(&mut row, &example.tags[i]);
            d.slice_mut(s![i, tags..]).assign(&Array1::from(row));
        }
        // Arcs
        let dependents_raw = out.slice(s![.., ..arc]);
        let heads_raw = with_root(out.slice(s![.., arc..2 * arc]), root.slice(s![.., ..arc]));
        let (dependents, heads) = (dependents_raw.mapv(squash), heads_raw.mapv(squash));
        let mut scores = arc_scores(weights, &dependents, &heads, n);
        let mut d_near = Array2::<f32>::zeros((n, DISTANCES));
        for i in 0..n {
            let mut row = scores.row_mut(i);
            let row = row.as_slice_mut().expect("rows are whole");
            loss += cross_entropy(row, &example.heads[i]);
            for h in 0..=n {
                d_near[(i, distance(i, h, n))] += row[h];
            }
        }
        let d_dependents = scores.dot(&heads) + d_near.dot(&weights.dense[Weights::ARC_DISTANCE]);
        let d_heads = scores.t().dot(&dependents) * heads_raw.mapv(slope);
        dense[Weights::ARC_DISTANCE] += &d_near.t().dot(&dependents);
        d.slice_mut(s![.., ..arc]).assign(&(d_dependents * dependents_raw.mapv(slope)));
        d.slice_mut(s![.., arc..2 * arc]).assign(&d_heads.slice(s![..n, ..]));
        let mut d_root = dense[Weights::ROOT].slice_mut(s![0, ..arc]);
        d_root += &d_heads.row(n);
        // Relations
        let label_heads = with_root(out.slice(s![.., 2 * arc..2 * arc + label]), root.slice(s![.., arc..]));
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
            loss += cross_entropy(row.as_slice_mut().expect("rows are whole"), &example.labels[i]);
        }
        dense[Weights::RELATION] += &hidden.t().dot(&logits);
        dense[Weights::RELATION + 1] += &logits.sum_axis(Axis(0)).insert_axis(Axis(0));
        let d_raw = logits.dot(&weights.dense[Weights::RELATION].t()) * raw.mapv(slope);
        for i in 0..n {
            let (head, kind) = kind(i);
            let part = d_raw.row(i);
            let mut row = dense[Weights::LABEL_DISTANCE].row_mut(kind);
            row += &part;
            let mut row = d.slice_mut(s![i, 2 * arc + label..2 * (arc + label)]);
            row += &part;
            if head == n {
                let mut row = dense[Weights::ROOT].slice_mut(s![0, arc..]);
                row += &part;
            } else {
                let mut row = d.slice_mut(s![head, 2 * arc..2 * arc + label]);
                row += &part;
            }
        }
    }
    dense[Weights::HEADS] = pass.sum.t().dot(&d_out);
    dense[Weights::HEADS + 1] = d_out.sum_axis(Axis(0)).insert_axis(Axis(0));
    let d_sum = d_out.dot(&weights.dense[Weights::HEADS].t());
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
    Gradient { rows: pass.seen, row_values: d_rows, dense, loss }
}
