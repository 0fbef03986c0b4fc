//! How far two or more coders agree.

use serde::Serialize;

use crate::interval::{Estimate, quantile};
use crate::random::Random;

/// Resamples of the interval of alpha.
const RESAMPLES: usize = 1000;

/// Cohen's kappa of two coders (Cohen 1960) over the things that both marked, with the interval of its large-sample variance (Fleiss, Cohen and
/// Everitt 1969). None if there are fewer than two such things or both coders used one mark alone.
pub fn kappa(pairs: &[(usize, usize)]) -> Option<Estimate> {
    let size = pairs.iter().map(|&(a, b)| a.max(b) + 1).max()?;
    let n = pairs.len() as f64;
    let mut cells = vec![vec![0.0; size]; size];
    pairs.iter().for_each(|&(a, b)| cells[a][b] += 1.0 / n);
    let rows: Vec<f64> = cells.iter().map(|row| row.iter().sum()).collect();
    let columns: Vec<f64> = (0..size).map(|j| cells.iter().map(|row| row[j]).sum()).collect();
    let observed: f64 = (0..size).map(|i| cells[i][i]).sum();
    let expected: f64 = rows.iter().zip(&columns).map(|(a, b)| a * b).sum();
    if pairs.len() < 2 || 1.0 - expected < 1e-12 {
        return None;
    }
    let kappa = (observed - expected) / (1.0 - expected);
    let mut sum = 0.0;
    for (i, row) in cells.iter().enumerate() {
        for (j, cell) in row.iter().enumerate() {
            let marginal = columns[i] + rows[j];
            let term = if i == j { 1.0 - marginal * (1.0 - kappa) } else { marginal * (1.0 - kappa) };
            sum += cell * term * term;
        }
    }
    let variance = (sum - (kappa - expected * (1.0 - kappa)).powi(2)) / (n * (1.0 - expected).powi(2));
    let half = quantile(1_000_000) * variance.max(0.0).sqrt();
    Some(Estimate { estimate: kappa, low: (kappa - half).max(-1.0), high: (kappa + half).min(1.0) })
}

/// Krippendorff's alpha for nominal marks of any number of coders, some missing (Krippendorff 2019, chapter 12), with a bootstrap interval over the
/// things marked. `marks` has for each thing the marks given. None if no thing has two marks or all marks are one.
pub fn alpha(marks: &[Vec<usize>]) -> Option<Estimate> {
    let units: Vec<&[usize]> = marks.iter().map(Vec::as_slice).filter(|unit| unit.len() > 1).collect();
    let estimate = alpha_of(units.iter().copied())?;
    let mut random = Random::new(0);
    let resample = |_| alpha_of((0..units.len()).map(|_| units[random.below(units.len())]).collect::<Vec<_>>().into_iter());
    let mut values: Vec<f64> = (0..RESAMPLES).filter_map(resample).collect();
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values.get(((values.len() as f64 * share) as usize).min(values.len().saturating_sub(1))).copied();
    Some(Estimate { estimate, low: at(0.025)?.min(estimate), high: at(0.975)?.max(estimate) })
}

fn alpha_of<'a>(units: impl Iterator<Item = &'a [usize]>) -> Option<f64> {
    let mut totals: Vec<f64> = Vec::new();
    let mut disagreement = 0.0;
    for unit in units {
        let mut counts: Vec<f64> = Vec::new();
        for &mark in unit {
            counts.resize(counts.len().max(mark + 1), 0.0);
            counts[mark] += 1.0;
        }
        let n = unit.len() as f64;
        disagreement += counts.iter().map(|count| count * (n - count)).sum::<f64>() / (n - 1.0);
        totals.resize(totals.len().max(counts.len()), 0.0);
        totals.iter_mut().zip(&counts).for_each(|(total, count)| *total += count);
    }
    let n: f64 = totals.iter().sum();
    let expected: f64 = totals.iter().map(|total| total * (n - total)).sum::<f64>() / (n - 1.0);
    (expected > 0.0).then(|| 1.0 - disagreement / expected)
}

/// How two or more coders agree about one question.
#[derive(Debug, Clone, Serialize)]
pub struct Agreement {
    /// What was marked: a table of facts, or `sentences`.
    pub table: String,
    /// How many coders there are.
    pub coders: usize,
    /// Things that two coders or more marked.
    pub both: usize,
    /// The share of them with equal marks, of the first two coders.
    pub equal: f64,
    /// Cohen's kappa of the first two coders.
    pub kappa: Option<Estimate>,
    /// Krippendorff's alpha of all coders, marks as names.
    pub alpha: Option<Estimate>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cohen's own kind of table: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no; kappa .4, standard error .127.
    #[test]
    fn kappa_is_that_of_a_known_table() {
        let mut pairs = Vec::new();
        for (count, pair) in [(20, (0, 0)), (5, (0, 1)), (10, (1, 0)), (15, (1, 1))] {
            pairs.extend(std::iter::repeat_n(pair, count));
        }
        let found = kappa(&pairs).expect("two marks");
        assert!((found.estimate - 0.4).abs() < 1e-9 && (found.high - found.estimate - 0.2486).abs() < 1e-3, "{found:?}");
        assert!(kappa(&[(0, 0), (0, 0)]).is_none());
    }

    /// Two coders, ten things, nominal (Hayes and Krippendorff 2007 give the method): worked by hand from the coincidences.
    #[test]
    fn alpha_is_that_of_its_coincidences() {
        let marks: Vec<Vec<usize>> =
            [(0, 1), (1, 1), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0), (1, 0), (0, 0)].map(|(a, b)| vec![a, b]).into();
        // Four ordered disagreements of 20 values, 16 zeros and 4 ones: 1 - 19 * 4 / (2 * 16 * 4).
        let found = alpha(&marks).expect("two marks");
        assert!((found.estimate - (1.0 - 19.0 * 4.0 / 128.0)).abs() < 1e-9, "{found:?}");
        assert!(found.low <= found.estimate && found.estimate <= found.high);
        assert!(alpha(&[vec![0], vec![1]]).is_none() && alpha(&[vec![0, 0]]).is_none());
    }
}
