//! A stratified random sample: its weights and its variances.

use serde::{Deserialize, Serialize};

/// A stratum: things that were drawn from apart from the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stratum {
    /// What is in it: `quotes direct`.
    pub name: String,
    /// How many things it has.
    pub population: usize,
    /// How many of them were drawn, and in an analysis marked.
    pub drawn: usize,
}

/// Degrees of freedom that each stratum is given on top of its own when its variance is estimated, as if from the whole sample: four marks
/// that are alike have no variance to see.
const SHARED: f64 = 2.0;

impl Stratum {
    /// How many things each drawn one stands for.
    pub fn weight(&self) -> f64 {
        if self.drawn == 0 { 0.0 } else { self.population as f64 / self.drawn as f64 }
    }

    /// The share of the stratum that was not drawn: 0 if all is known.
    pub fn unseen(&self) -> f64 {
        1.0 - self.drawn as f64 / self.population.max(1) as f64
    }
}

/// The variance of the estimated total of a value, of which `values` has the drawn ones with their strata: that of a stratified sample
/// without replacement (Cochran 1977, 5.5), each stratum's own variance drawn towards that of the whole sample.
pub fn variance_of_total(strata: &[Stratum], values: &[(usize, f64)]) -> f64 {
    let mut sums = vec![[0.0; 3]; strata.len()];
    let mut all = [0.0; 3];
    for &(stratum, value) in values {
        for sum in [&mut sums[stratum], &mut all] {
            sum.iter_mut().zip([1.0, value, value * value]).for_each(|(sum, power)| *sum += power);
        }
    }
    // The sum of squares about the mean.
    let squares = |[n, sum, squares]: [f64; 3]| (squares - sum * sum / n).max(0.0);
    let of_all = squares(all) / (all[0] - 1.0).max(1.0);
    let variance = |(stratum, sum): (&Stratum, &[f64; 3])| {
        let shared = (squares(*sum) + SHARED * of_all) / (sum[0] - 1.0 + SHARED);
        (stratum.population as f64).powi(2) * stratum.unseen() * shared / sum[0]
    };
    strata.iter().zip(&sums).filter(|(_, sum)| sum[0] > 0.0).map(variance).sum()
}

/// The third moment of the estimated total about its mean, from those about the means of the strata.
pub fn third_of_total(strata: &[Stratum], values: &[(usize, f64)]) -> f64 {
    let mut sums = vec![[0.0; 4]; strata.len()];
    for &(stratum, value) in values {
        let powers = [1.0, value, value * value, value * value * value];
        sums[stratum].iter_mut().zip(powers).for_each(|(sum, power)| *sum += power);
    }
    let third = |(stratum, [n, sum, squares, cubes]): (&Stratum, [f64; 4])| {
        let mean = sum / n;
        let moment = cubes / n - 3.0 * mean * squares / n + 2.0 * mean.powi(3);
        (stratum.population as f64).powi(3) * stratum.unseen() * (2.0 * stratum.unseen() - 1.0) * moment / (n * n)
    };
    strata.iter().zip(sums).filter(|(_, sums)| sums[0] > 0.0).map(third).sum()
}

/// The number of independent draws that a weighted sample is worth at most (Kish 1965), more if much of the population was drawn.
pub fn draws(strata: &[Stratum], members: impl Iterator<Item = usize>) -> f64 {
    let (mut sum, mut squares, mut unseen) = (0.0, 0.0, 0.0);
    for stratum in members {
        let weight = strata[stratum].weight();
        sum += weight;
        squares += weight * weight;
        unseen += weight * strata[stratum].unseen();
    }
    if squares == 0.0 { 0.0 } else { sum * sum / squares / (unseen / sum) }
}

/// Degrees of freedom: drawn things less the strata that they lie in.
pub fn freedom(strata: &[Stratum], members: impl Iterator<Item = usize>) -> usize {
    let mut seen = vec![false; strata.len()];
    let drawn = members.inspect(|&stratum| seen[stratum] = true).count();
    drawn.saturating_sub(seen.iter().filter(|seen| **seen).count()).max(1)
}

/// How many to draw from each of these strata, `n` in all: by the square root of their sizes (Bankier 1988), so that small strata are told of
/// as well as the whole, and at least `least` of each as far as there are.
pub fn allocate(sizes: &[usize], n: usize, least: usize) -> Vec<usize> {
    let n = n.min(sizes.iter().sum());
    let mut drawn: Vec<usize> = sizes.iter().map(|&size| size.min(least)).collect();
    // What each wants, one at a time, to the one that has least of what it should: exact, and as quick as `n` times the strata.
    let roots: Vec<f64> = sizes.iter().map(|&size| (size as f64).sqrt()).collect();
    let mut given: usize = drawn.iter().sum();
    while given < n {
        let open = (0..sizes.len()).filter(|&i| drawn[i] < sizes[i]);
        let Some(next) = open.min_by(|&a, &b| (drawn[a] as f64 / roots[a]).total_cmp(&(drawn[b] as f64 / roots[b]))) else {
            break;
        };
        drawn[next] += 1;
        given += 1;
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stratum(population: usize, drawn: usize) -> Stratum {
        Stratum { name: String::new(), population, drawn }
    }

    #[test]
    fn one_stratum_has_the_variance_of_a_simple_sample() {
        let values: Vec<_> = (0..50).map(|i| (0, f64::from(u8::from(i < 40)))).collect();
        let found = variance_of_total(&[stratum(1000, 50)], &values);
        assert!((found - 1e6 * 0.95 * 0.8 * 0.2 / 49.0).abs() < 1e-6);
    }

    /// Three draws of 1,000 with the values 0, 0, 3: a moment of 2 about the mean 1.
    #[test]
    fn the_third_moment_is_that_of_a_simple_sample() {
        let found = third_of_total(&[stratum(1000, 3)], &[(0, 0.0), (0, 0.0), (0, 3.0)]);
        assert!((found - 1e9 * 0.997 * 0.994 * 2.0 / 9.0).abs() < 1.0, "{found}");
        let even = third_of_total(&[stratum(1000, 3), stratum(10, 2)], &[(0, 1.0), (0, 2.0), (0, 3.0), (1, 0.0), (1, 5.0)]);
        assert!(even.abs() < 1e-6, "{even}");
    }

    #[test]
    fn a_census_has_no_variance() {
        let values = [(0, 1.0), (0, 0.0), (0, 1.0)];
        assert!(variance_of_total(&[stratum(3, 3)], &values).abs() < 1e-12);
        assert!(draws(&[stratum(3, 3)], [0, 0, 0].into_iter()).is_infinite());
    }

    #[test]
    fn all_that_is_asked_for_is_drawn_if_there_is_so_much() {
        assert_eq!(allocate(&[10_000, 100, 1], 112, 2), [101, 10, 1]);
        assert_eq!(allocate(&[3, 4], 200, 5), [3, 4]);
        assert_eq!(allocate(&[], 200, 5), Vec::<usize>::new());
    }
}
