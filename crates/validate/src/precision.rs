//! Shares of facts that are right, and rates of those that were missed.

use crate::interval::Estimate;
use crate::strata::{Stratum, draws, freedom, variance_of_total};

/// The share of facts that are right among those that count, out of (stratum, whether it counts, 1 right or 0). None if none counts.
pub fn of(strata: &[Stratum], marks: &[(usize, bool, f64)]) -> Option<Estimate> {
    let members = || marks.iter().filter(|mark| mark.1);
    let all: f64 = members().map(|mark| strata[mark.0].weight()).sum();
    if all <= 0.0 {
        return None;
    }
    let share = members().map(|mark| strata[mark.0].weight() * mark.2).sum::<f64>() / all;
    let rest: Vec<_> = marks.iter().map(|mark| (mark.0, if mark.1 { mark.2 - share } else { 0.0 })).collect();
    let variance = variance_of_total(strata, &rest) / (all * all);
    let strata_of = || members().map(|mark| mark.0);
    Some(Estimate::share(share, variance, draws(strata, strata_of()), freedom(strata, strata_of())))
}

/// The number of facts missed in all sentences, out of the numbers missed in those drawn.
pub fn missed(strata: &[Stratum], counts: &[(usize, f64)]) -> Estimate {
    let all: f64 = counts.iter().map(|count| strata[count.0].weight()).sum();
    if all <= 0.0 {
        return Estimate { estimate: 0.0, low: 0.0, high: f64::INFINITY };
    }
    let mean = counts.iter().map(|count| strata[count.0].weight() * count.1).sum::<f64>() / all;
    let variance = variance_of_total(strata, counts) / (all * all);
    // What one of the sentences not seen stands for on average; if all were drawn nothing is left to chance.
    let squares = |count: &(usize, f64)| strata[count.0].weight().powi(2) * strata[count.0].unseen().sqrt();
    let heavy = counts.iter().map(squares).sum::<f64>() / all;
    let most = counts.iter().map(|count| count.1).fold(1.0, f64::max);
    Estimate::rate(mean, variance, heavy * most / all, freedom(strata, counts.iter().map(|count| count.0))).times(all)
}
