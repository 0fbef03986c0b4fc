//! A figure of the whole corpus, as nutgraf would give it, corrected by a sample of marks.
//!
//! Prediction-powered inference (Angelopoulos et al. 2023), with the weight of the predictions tuned (PPI++; Angelopoulos, Duchi and Zrnic
//! 2023), for a sample whose chances were set by design, as in design-based supervised learning (Egami et al. 2023). In the words of surveys it is a
//! difference estimator (Särndal, Swensson and Wretman 1992, 6.3). Inference is about this corpus, of which every prediction is known.

use crate::interval::Estimate;
use crate::strata::{Stratum, draws, freedom, third_of_total, variance_of_total};

/// What a figure asks of one fact.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unit {
    /// The stratum of the design that it was drawn from.
    pub stratum: usize,
    /// What nutgraf says: the chance that it is right, 0 if the figure is not about it.
    pub chance: f64,
    /// The value that it would add if right: 1 or 0 for a share.
    pub value: f64,
    /// What the mark says: 1 a fact that the figure is about, 0 none.
    pub fact: f64,
    /// The true value of it.
    pub truth: f64,
}

impl Unit {
    /// A drawn thing that the figure is not about.
    pub fn nothing(stratum: usize) -> Self {
        Self { stratum, ..Self::default() }
    }
}

/// The sums of predictions over all facts of the corpus that a figure is about.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sums {
    /// Sum of `chance` over all facts.
    pub chances: f64,
    /// Sum of `chance` times `value` over all facts.
    pub values: f64,
}

impl Sums {
    /// Adds the prediction of one fact.
    pub fn add(&mut self, chance: f64, value: f64) {
        self.chances += chance;
        self.values += chance * value;
    }
}

/// What is estimated from the marks: a share or a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// A share: values are 0 or 1.
    Share,
    /// A mean of any values.
    Mean,
}

/// The share or mean over the true facts, and how much the predictions counted for it, from 0 to 1. None if no drawn fact is one that the figure is
/// about.
pub fn figure(kind: Figure, strata: &[Stratum], sample: &[Unit], sums: Sums) -> Option<(Estimate, f64)> {
    let weight = |unit: &Unit| strata[unit.stratum].weight();
    let sum = |of: &dyn Fn(&Unit) -> f64| sample.iter().map(|unit| weight(unit) * of(unit)).sum::<f64>();
    let facts = sum(&|unit| unit.fact);
    if facts <= 0.0 {
        return None;
    }
    let plain = sum(&|unit| unit.fact * unit.truth) / facts;
    let linear = |ratio: f64| move |unit: &Unit| (unit.fact * (unit.truth - ratio), unit.chance * (unit.value - ratio));
    let lambda = best_weight(strata, sample, &linear(plain));
    let total = |truth: f64, known: f64, seen: f64| truth + lambda * (known - seen);
    let facts = total(facts, sums.chances, sum(&|unit| unit.chance));
    let values = total(sum(&|unit| unit.fact * unit.truth), sums.values, sum(&|unit| unit.chance * unit.value));
    if facts <= 0.0 {
        return None;
    }
    let ratio = values / facts;
    let rest = residuals(strata, sample, &linear(ratio), lambda);
    let variance_of_values = variance_of_total(strata, &rest);
    let variance = variance_of_values / (facts * facts);
    let members = || sample.iter().filter(|unit| unit.fact > 0.0 || unit.chance > 0.0).map(|unit| unit.stratum);
    let free = freedom(strata, members());
    let estimate = match kind {
        Figure::Share => Estimate::share(ratio, variance, draws(strata, members()), free),
        Figure::Mean => {
            let skewness =
                if variance_of_values > 0.0 { third_of_total(strata, &rest) / variance_of_values.powf(1.5) } else { 0.0 };
            Estimate::mean(ratio, variance, skewness, free)
        }
    };
    Some((estimate, lambda))
}

/// The number of true facts among `population` that the figure is about, corrected likewise.
pub fn total(strata: &[Stratum], sample: &[Unit], sums: Sums, population: usize) -> (Estimate, f64) {
    let pair = |unit: &Unit| (unit.fact, unit.chance);
    let lambda = best_weight(strata, sample, &pair);
    let seen: f64 = sample.iter().map(|unit| strata[unit.stratum].weight() * (unit.fact - lambda * unit.chance)).sum();
    let n = population.max(1) as f64;
    let members = || sample.iter().filter(|unit| unit.fact > 0.0 || unit.chance > 0.0).map(|unit| unit.stratum);
    let variance = variance_of_total(strata, &residuals(strata, sample, &pair, lambda)) / (n * n);
    let share = (lambda * sums.chances + seen) / n;
    (Estimate::share(share, variance, draws(strata, members()), freedom(strata, members())).times(n), lambda)
}

/// The weight of the predictions that makes the variance least: the slope of truth on prediction within strata, from 0 to 1.
fn best_weight(strata: &[Stratum], sample: &[Unit], pair: &dyn Fn(&Unit) -> (f64, f64)) -> f64 {
    let mut sums = vec![[0.0; 5]; strata.len()];
    for unit in sample {
        let (truth, prediction) = pair(unit);
        let parts = [1.0, truth, prediction, truth * prediction, prediction * prediction];
        sums[unit.stratum].iter_mut().zip(parts).for_each(|(sum, part)| *sum += part);
    }
    let (mut covariance, mut variance) = (0.0, 0.0);
    for (stratum, [n, truth, prediction, product, square]) in strata.iter().zip(sums) {
        if n > 1.0 {
            let scale = stratum.weight().powi(2);
            covariance += scale * (product - truth * prediction / n);
            variance += scale * (square - prediction * prediction / n);
        }
    }
    if variance > 1e-12 { (covariance / variance).clamp(0.0, 1.0) } else { 0.0 }
}

/// The least that a residual is divided by for its leverage.
const LEAST_FREE: f64 = 0.1;

/// What of each truth the prediction does not explain. As the weight was fitted to these very marks, what has much leverage on it is nearer
/// to the prediction than it should be; its residual is made larger by that (HC3; `MacKinnon` and White 1985). Few large values would else give
/// too narrow intervals.
fn residuals(strata: &[Stratum], sample: &[Unit], pair: &dyn Fn(&Unit) -> (f64, f64), lambda: f64) -> Vec<(usize, f64)> {
    let rest = |unit: &Unit| pair(unit).0 - lambda * pair(unit).1;
    let mut sums = vec![[0.0; 3]; strata.len()];
    for unit in sample {
        sums[unit.stratum].iter_mut().zip([1.0, pair(unit).1, rest(unit)]).for_each(|(sum, part)| *sum += part);
    }
    let mean = |unit: &Unit, of: usize| sums[unit.stratum][of] / sums[unit.stratum][0];
    let square = |unit: &Unit| (strata[unit.stratum].weight() * (pair(unit).1 - mean(unit, 1))).powi(2);
    let all: f64 = sample.iter().map(square).sum();
    let residual = |unit: &Unit| {
        let leverage = if all > 0.0 && lambda > 0.0 { square(unit) / all } else { 0.0 };
        mean(unit, 2) + (rest(unit) - mean(unit, 2)) / (1.0 - leverage).max(LEAST_FREE)
    };
    sample.iter().map(|unit| (unit.stratum, residual(unit))).collect()
}
