//! A linear-chain conditional random field over hashed features, trained with `AdaGrad`; annotation may leave a word several tags.

use nutgraf::model::linear::Linear;
use nutgraf::names::training::{TAGS, Tag, follow};

use crate::adagrad;
use crate::random::Xorshift;

type Row = [f32; TAGS];

/// One run of words: the features of each word, and the tags that it may have.
pub struct Chain<'a> {
    /// Two groups of features for each word; the second may be empty.
    pub features: Vec<[&'a [u32]; 2]>,
    /// The tags that each word may have, a bit each.
    pub allowed: &'a [u32],
}

/// The weights of the conditional random field under training.
pub struct Field {
    weights: Vec<Row>,
    squares: Vec<Row>,
    follow: [Row; TAGS],
    /// Sums of the weights after each of the later rounds, and their number: their mean is what counts in the end.
    sums: Vec<Row>,
    follow_sums: [Row; TAGS],
    taken: f32,
    follow_squares: [Row; TAGS],
    mask: u32,
    random: Xorshift,
    /// The share of features that an update leaves out, in 256ths.
    dropout: u64,
    rate: f32,
    decay: f32,
}

const NEVER: f32 = -1e9;

impl Field {
    /// A field of `1 << bits` rows that knows nothing.
    pub fn new(bits: u32, dropout: u64, rate: f32, decay: f32) -> Self {
        let rows = 1_usize << bits;
        Self {
            weights: vec![[0.0; TAGS]; rows],
            squares: vec![[1e-6; TAGS]; rows],
            follow: [[0.0; TAGS]; TAGS],
            sums: vec![[0.0; TAGS]; rows],
            follow_sums: [[0.0; TAGS]; TAGS],
            taken: 0.0,
            follow_squares: [[1e-6; TAGS]; TAGS],
            mask: rows as u32 - 1,
            random: Xorshift(0x9e37_79b9_7f4a_7c15),
            dropout,
            rate,
            decay,
        }
    }

    /// One step towards the annotation of a run. Gives the loss.
    pub fn learn(&mut self, chain: &Chain<'_>) -> f32 {
        let mut kept: Vec<Vec<usize>> = Vec::with_capacity(chain.features.len());
        let mut scores: Vec<Row> = Vec::with_capacity(chain.features.len());
        let scale = 256.0 / (256.0 - self.dropout as f32);
        for groups in &chain.features {
            let mut rows = Vec::with_capacity(groups[0].len() + groups[1].len());
            let mut score = [0.0; TAGS];
            for &feature in groups.iter().copied().flatten() {
                if self.dropout > 0 && self.random.draw() >> 32 & 255 < self.dropout {
                    continue;
                }
                let row = (feature & self.mask) as usize;
                rows.push(row);
                for (s, w) in score.iter_mut().zip(&self.weights[row]) {
                    *s += w;
                }
            }
            score.iter_mut().for_each(|s| *s *= scale);
            kept.push(rows);
            scores.push(score);
        }
        let all = vec![(1_u32 << TAGS) - 1; scores.len()];
        let (expected, pairs, total) = self.marginals(&scores, &all);
        let (wanted, wanted_pairs, reached) = self.marginals(&scores, chain.allowed);
        for ((rows, expected), wanted) in kept.iter().zip(&expected).zip(&wanted) {
            let mut gradient = [0.0; TAGS];
            let mut any = false;
            for tag in 0..TAGS {
                gradient[tag] = expected[tag] - wanted[tag];
                any |= gradient[tag].abs() > 1e-3;
            }
            if !any {
                continue;
            }
            for &row in rows {
                step(&mut self.weights[row], &mut self.squares[row], &gradient, self.rate, self.decay);
            }
        }
        for before in 0..TAGS {
            let mut gradient = [0.0; TAGS];
            for tag in 0..TAGS {
                gradient[tag] = pairs[before][tag] - wanted_pairs[before][tag];
            }
            step(&mut self.follow[before], &mut self.follow_squares[before], &gradient, self.rate, self.decay);
        }
        total - reached
    }

    /// Chances of each tag at each word and of each pair, and the logarithm of the sum over all paths.
    fn marginals(&self, scores: &[Row], allowed: &[u32]) -> (Vec<Row>, [Row; TAGS], f32) {
        let n = scores.len();
        let legal = legal();
        let mut forward = vec![[NEVER; TAGS]; n];
        let mut backward = vec![[NEVER; TAGS]; n];
        let may = |i: usize, tag: usize| allowed[i] >> tag & 1 == 1;
        for i in 0..n {
            for tag in (0..TAGS).filter(|&tag| may(i, tag)) {
                let reach = |before: usize| if i == 0 { if before == 0 { 0.0 } else { NEVER } } else { forward[i - 1][before] };
                let sum = log_sum(legal[tag].iter().map(|&before| reach(before) + self.follow[before][tag]));
                forward[i][tag] = (sum + scores[i][tag]).max(NEVER);
            }
        }
        for i in (0..n).rev() {
            for tag in 0..TAGS {
                if !may(i, tag) {
                    continue;
                }
                backward[i][tag] = if i + 1 == n {
                    if Tag(tag as u8).is_open() { NEVER } else { 0.0 }
                } else {
                    let next = (0..TAGS).filter(|&next| may(i + 1, next) && Tag(tag as u8).allows(Tag(next as u8)));
                    log_sum(next.map(|next| self.follow[tag][next] + scores[i + 1][next] + backward[i + 1][next])).max(NEVER)
                };
            }
        }
        let total = log_sum((0..TAGS).map(|tag| forward[n - 1][tag] + backward[n - 1][tag]));
        let mut chances = vec![[0.0; TAGS]; n];
        let mut pairs = [[0.0; TAGS]; TAGS];
        for i in 0..n {
            for tag in (0..TAGS).filter(|&tag| may(i, tag)) {
                chances[i][tag] = (forward[i][tag] + backward[i][tag] - total).exp();
                if chances[i][tag] < 1e-6 {
                    continue;
                }
                for &before in &legal[tag] {
                    let reach = if i == 0 { if before == 0 { 0.0 } else { NEVER } } else { forward[i - 1][before] };
                    pairs[before][tag] += (reach + self.follow[before][tag] + scores[i][tag] + backward[i][tag] - total).exp();
                }
            }
        }
        (chances, pairs, total)
    }

    /// Adds the current weights to the running sum of the average (averaged perceptron).
    pub fn take(&mut self) {
        self.taken += 1.0;
        add(&mut self.sums, &self.weights);
        add(&mut self.follow_sums, &self.follow);
    }

    /// Takes the weights that another field took into the mean.
    pub fn join(&mut self, other: &Self) {
        self.taken += other.taken;
        add(&mut self.sums, &other.sums);
        add(&mut self.follow_sums, &other.follow_sums);
    }

    /// The model file, of the mean of the weights that were taken.
    pub fn write(&self) -> Vec<u8> {
        let mut weights: Vec<f32> = self.sums.as_flattened().iter().map(|sum| sum / self.taken).collect();
        for (before, values) in (0..).zip(&self.follow_sums) {
            let at = (follow(Tag(before)) as u32 & self.mask) as usize * TAGS;
            for (weight, sum) in weights[at..at + TAGS].iter_mut().zip(values) {
                *weight = sum / self.taken;
            }
        }
        // Finer steps make the wheel larger and the tagger no better.
        Linear::write_in_steps(TAGS, &weights, 63)
    }
}

fn add(sums: &mut [Row], weights: &[Row]) {
    for (sum, weight) in sums.as_flattened_mut().iter_mut().zip(weights.as_flattened()) {
        *sum += weight;
    }
}

fn step(weights: &mut Row, squares: &mut Row, gradient: &Row, rate: f32, decay: f32) {
    for tag in 0..TAGS {
        let slope = gradient[tag] + decay * weights[tag];
        adagrad::step(&mut weights[tag], &mut squares[tag], slope, rate);
    }
}

/// For each tag those that may stand before it.
fn legal() -> &'static [Vec<usize>] {
    static LEGAL: std::sync::LazyLock<Vec<Vec<usize>>> = std::sync::LazyLock::new(|| {
        let tags = || (0..TAGS as u8).map(Tag);
        tags().map(|tag| tags().filter(|before| before.allows(tag)).map(|before| before.0 as usize).collect()).collect()
    });
    &LEGAL
}

fn log_sum(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let top = values.clone().fold(NEVER, f32::max);
    if top <= NEVER { NEVER } else { top + values.map(|value| (value - top).exp()).sum::<f32>().ln() }
}
