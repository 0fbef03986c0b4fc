//! Gradient boosting of oblivious trees on the logistic loss.

use nutgraf::model::trees::{SCALE, Table, Tree, Trees};

use super::examples::Doc;
use crate::random::Random;

/// How many trees to boost, and how large.
pub struct Plan {
    /// Number of trees, one a round.
    pub rounds: usize,
    /// Number of questions from the root to a leaf.
    pub depth: usize,
    /// How far each tree goes towards its optimum.
    pub rate: f32,
    /// Added to the curvature of each leaf.
    pub smoothing: f32,
    /// Share of the columns that each tree may ask about.
    pub columns: f32,
}

const VALUES: usize = 256;

/// Trains the mean of some ensembles, each from other columns, on tables of documents: what chance put into one of them counts less.
pub fn boost(tables: &[(&Table, &Doc)], plan: &Plan, ensembles: u16) -> Trees {
    let ensemble = |seed| boost_one(tables, plan, seed, ensembles);
    let ensembles: Vec<Trees> = (0..ensembles).map(ensemble).collect();
    Trees { bias: ensembles[0].bias, trees: ensembles.into_iter().flat_map(|ensemble| ensemble.trees).collect() }
}

/// Trains one ensemble of several whose mean is taken; its leaves are divided by their number.
fn boost_one(tables: &[(&Table, &Doc)], plan: &Plan, seed: u16, parts: u16) -> Trees {
    let columns: Vec<Vec<u8>> = (0..tables.iter().map(|(table, _)| table.columns()).max().unwrap_or(0))
        .map(|column| tables.iter().flat_map(|(table, doc)| doc.used(table.column(column))).collect())
        .collect();
    let labels: Vec<f32> = tables.iter().flat_map(|(_, doc)| doc.used(&doc.labels)).map(f32::from).collect();
    let weights: Vec<f32> = tables.iter().flat_map(|(_, doc)| doc.used(&doc.weights)).collect();
    let positive: f32 = labels.iter().zip(&weights).map(|(label, weight)| label * weight).sum();
    let bias = (positive / (weights.iter().sum::<f32>() - positive)).ln();
    let mut trees = Trees { bias: (bias * SCALE) as i32, trees: Vec::new() };
    let mut scores = vec![bias; labels.len()];
    let tops: Vec<usize> = columns.iter().map(|column| column.iter().copied().max().unwrap_or(0).into()).collect();
    let mut random = Random(0x5EED + u64::from(seed));
    for _ in 0..plan.rounds {
        let slopes: Vec<(f32, f32)> = scores
            .iter()
            .zip(labels.iter().zip(&weights))
            .map(|(score, (label, weight))| {
                let p = 1.0 / (1.0 + (-score).exp());
                (weight * (p - label), (weight * p * (1.0 - p)).max(1e-6))
            })
            .collect();
        let asked: Vec<usize> = (0..columns.len()).filter(|_| random.share() < plan.columns).collect();
        let (questions, answers) = grow(&columns, &tops, &asked, &slopes, plan);
        let mut sums = vec![(0.0, 0.0); 1 << questions.len()];
        for (&answer, (g, h)) in answers.iter().zip(&slopes) {
            let sum: &mut (f32, f32) = &mut sums[usize::from(answer)];
            *sum = (sum.0 + g, sum.1 + h);
        }
        let leaf = |(g, h): (f32, f32)| (-g / (h + plan.smoothing) * plan.rate * SCALE).round().clamp(-3000.0, 3000.0) as i16;
        let leaves: Vec<i16> = sums.into_iter().map(leaf).collect();
        for (score, &answer) in scores.iter_mut().zip(&answers) {
            *score += f32::from(leaves[usize::from(answer)]) / SCALE;
        }
        let leaves: Vec<i16> = leaves.iter().map(|&leaf| leaf / parts as i16).collect();
        trees.trees.push(Tree::new(&questions, &leaves));
    }
    trees
}

/// One tree: its questions and the answers of each row. `tops` are the highest values of the columns.
fn grow(columns: &[Vec<u8>], tops: &[usize], asked: &[usize], slopes: &[(f32, f32)], plan: &Plan) -> (Vec<(u16, u8)>, Vec<u8>) {
    let mut answers = vec![0_u8; slopes.len()];
    let mut questions = Vec::new();
    for level in 0..plan.depth {
        let leaves = 1 << level;
        let mut best = (f32::NEG_INFINITY, 0, 0);
        let mut histogram = vec![(0.0_f32, 0.0_f32); leaves * VALUES];
        for &column in asked {
            // Most columns are flags: no more cells than there are values.
            let stride = tops[column] + 1;
            let histogram = &mut histogram[..leaves * stride];
            histogram.fill((0.0, 0.0));
            for ((&value, &answer), (g, h)) in columns[column].iter().zip(&answers).zip(slopes) {
                let cell = &mut histogram[usize::from(answer) * stride + usize::from(value)];
                *cell = (cell.0 + g, cell.1 + h);
            }
            let totals: Vec<(f32, f32)> = histogram
                .chunks(stride)
                .map(|row| row.iter().fold((0.0, 0.0), |sum, cell| (sum.0 + cell.0, sum.1 + cell.1)))
                .collect();
            let mut low = vec![(0.0_f32, 0.0_f32); leaves];
            for threshold in 0..tops[column] {
                let mut gain = 0.0;
                let mut moved = false;
                for (leaf, (low, total)) in low.iter_mut().zip(&totals).enumerate() {
                    let cell = histogram[leaf * stride + threshold];
                    moved |= cell.1 > 0.0;
                    *low = (low.0 + cell.0, low.1 + cell.1);
                    let high = (total.0 - low.0, total.1 - low.1);
                    gain += low.0 * low.0 / (low.1 + plan.smoothing) + high.0 * high.0 / (high.1 + plan.smoothing);
                }
                if moved && gain > best.0 {
                    best = (gain, column, threshold as u8);
                }
            }
        }
        let (_, column, threshold) = best;
        for (answer, &value) in answers.iter_mut().zip(&columns[column]) {
            *answer = *answer << 1 | u8::from(value > threshold);
        }
        questions.push((column as u16, threshold));
    }
    (questions, answers)
}
