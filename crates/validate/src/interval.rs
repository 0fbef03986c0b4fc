//! Estimates with 95 % intervals, and the arithmetic of intervals.

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, StudentsT};

/// The share of samples whose interval holds the true value.
pub const LEVEL: f64 = 0.95;

/// Counts that are thought to have come on top of those seen. Found by simulation: with 1 some intervals hold the truth too
/// seldom, with 2 some too often (`simulation.rs`).
const UNSEEN: f64 = 1.5;

/// An estimate with the ends of its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    /// The estimate itself, inside of the interval.
    pub estimate: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end of the interval.
    pub high: f64,
}

/// How many standard errors an interval reaches on each side: the quantile of Student's t, which allows for few degrees of freedom.
pub fn quantile(freedom: usize) -> f64 {
    let t = StudentsT::new(0.0, 1.0, freedom.max(1) as f64);
    t.map_or(f64::INFINITY, |t| t.inverse_cdf(f64::midpoint(1.0, LEVEL)))
}

impl Estimate {
    /// A share with Wilson's interval (Wilson 1927) for the number of independent draws that would have the same variance
    /// (Korn and Graubard 1998; Franco et al. 2019). `variance` is that of the estimate under the design; where it is 0, as all
    /// marks are alike, the interval is that of `draws` independent ones.
    pub fn share(share: f64, variance: f64, draws: f64, freedom: usize) -> Self {
        let p = share.clamp(0.0, 1.0);
        let n = if variance > 0.0 && p > 0.0 && p < 1.0 { p * (1.0 - p) / variance } else { draws };
        if n.is_infinite() {
            return Self { estimate: p, low: p, high: p };
        }
        let z2 = quantile(freedom).powi(2);
        let middle = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let half = (z2 * (p * (1.0 - p) / n + z2 / (4.0 * n * n))).sqrt() / (1.0 + z2 / n);
        // Rounding must not put an end on the wrong side of a share of 0 or 1.
        Self { estimate: p, low: (middle - half).clamp(0.0, p), high: (middle + half).clamp(p, 1.0) }
    }

    /// A mean with Student's interval, made wider on the side of its skewness: counts of people are mostly small, and a sample without a
    /// large one gives too low a mean and too small a variance. The end on that side is Hall's (1992, by a cubic that has an inverse); the
    /// other one stays, as the skewness itself is known badly from few values.
    pub fn mean(mean: f64, variance: f64, skewness: f64, freedom: usize) -> Self {
        let error = variance.max(0.0).sqrt();
        let moved = |t: f64| {
            if skewness.abs() < 1e-6 { t } else { 3.0 / skewness * ((1.0 + skewness * (t - skewness / 6.0)).cbrt() - 1.0) }
        };
        let t = quantile(freedom);
        Self { estimate: mean, low: mean - error * moved(t).max(t), high: mean - error * moved(-t).min(-t) }
    }

    /// A mean count of rare things, with the score interval of a variance that grows with the mean (quasi-Poisson). `heavy` is what one
    /// count more would add to the mean: few counts tell little of how much they vary, so [`UNSEEN`] such are thought to have
    /// come on top, much as in the intervals of Fay and Feuer (1997) and Tiwari, Clegg and Zou (2006).
    pub fn rate(mean: f64, variance: f64, heavy: f64, freedom: usize) -> Self {
        let per_mean = (variance.max(0.0) + UNSEEN * heavy * heavy) / (mean + UNSEEN * heavy).max(f64::MIN_POSITIVE);
        let per_mean = if mean > 0.0 { per_mean.max(variance / mean) } else { per_mean };
        let z2 = quantile(freedom).powi(2);
        let middle = mean + z2 * per_mean / 2.0;
        let half = (z2 * per_mean * (mean + z2 * per_mean / 4.0)).sqrt();
        Self { estimate: mean, low: (middle - half).max(0.0), high: middle + half }
    }

    /// The same estimate in another unit.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self { estimate: self.estimate * factor, low: self.low * factor, high: self.high * factor }
    }

    /// The difference of two independent estimates, its interval recovered from theirs (MOVER; Newcombe 1998; Zou and Donner 2008).
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        let estimate = self.estimate - other.estimate;
        let low = (self.estimate - self.low).hypot(other.high - other.estimate);
        let high = (self.high - self.estimate).hypot(other.estimate - other.low);
        Self { estimate, low: estimate - low, high: estimate + high }
    }

    /// The share that `self` is of `self` and `rest` together, two independent estimates of numbers, neither negative: the interval of
    /// their ratio recovered from theirs (MOVER-R; Donner and Zou 2012; Newcombe 2016). None if both may be nothing.
    pub fn share_of_both(self, rest: Self) -> Option<Self> {
        let (a, b) = (rest, self);
        if b.low <= 0.0 {
            return None;
        }
        let ab = a.estimate * b.estimate;
        let root = |x: f64| (ab * ab - x).max(0.0).sqrt();
        let low = (ab - root(a.low * b.high * (2.0 * a.estimate - a.low) * (2.0 * b.estimate - b.high)))
            / (b.high * (2.0 * b.estimate - b.high));
        let high = (ab + root(a.high * b.low * (2.0 * a.estimate - a.high) * (2.0 * b.estimate - b.low)))
            / (b.low * (2.0 * b.estimate - b.low));
        // A ratio r of what is missing to what is found: a share of 1 / (1 + r) is found.
        let share = |ratio: f64| 1.0 / (1.0 + ratio.max(0.0));
        Some(Self { estimate: share(a.estimate / b.estimate), low: share(high), high: share(low) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of R: `prop.test(81, 263, correct = FALSE)` (Newcombe 1998, table I, method 3) with the normal's quantile.
    #[test]
    fn wilson_s_interval_is_that_of_the_literature() {
        let p = 81.0 / 263.0;
        let found = Estimate::share(p, p * (1.0 - p) / 263.0, 263.0, 1_000_000);
        assert!((found.low - 0.2553).abs() < 1e-4 && (found.high - 0.3662).abs() < 1e-4, "{found:?}");
        let none = Estimate::share(0.0, 0.0, 20.0, 1_000_000);
        assert!(none.low.abs() < 1e-12 && (none.high - 0.1611).abs() < 1e-4, "{none:?}");
    }

    /// Newcombe 1998, "Interval estimation for the difference", method 10: 56/70 and 48/80.
    #[test]
    fn differences_have_the_interval_of_the_literature() {
        let share = |x: f64, n: f64| Estimate::share(x / n, x / n * (1.0 - x / n) / n, n, 1_000_000);
        let found = share(56.0, 70.0).minus(share(48.0, 80.0));
        assert!((found.low - 0.0524).abs() < 1e-4 && (found.high - 0.3339).abs() < 1e-4, "{found:?}");
    }

    #[test]
    fn a_skewed_mean_has_more_room_above() {
        let even = Estimate::mean(3.0, 0.25, 0.0, 1_000_000);
        assert!((even.low - 2.02).abs() < 1e-3 && (even.high - 3.98).abs() < 1e-3, "{even:?}");
        let skewed = Estimate::mean(3.0, 0.25, 0.3, 1_000_000);
        assert!(skewed.low == even.low && skewed.high > even.high + 0.2, "{skewed:?}");
        let mirrored = Estimate::mean(-3.0, 0.25, -0.3, 1_000_000);
        assert!((mirrored.low + skewed.high).abs() < 1e-9 && (mirrored.high + skewed.low).abs() < 1e-9, "{mirrored:?}");
    }

    #[test]
    fn nothing_missed_gives_a_share_of_one_with_a_lower_end() {
        let found = Estimate { estimate: 900.0, low: 850.0, high: 940.0 };
        let missed = Estimate { estimate: 0.0, low: 0.0, high: 40.0 };
        let recall = found.share_of_both(missed).expect("something was found");
        assert!((recall.estimate - 1.0).abs() < 1e-12 && (recall.high - 1.0).abs() < 1e-12);
        assert!(recall.low > 0.95 && recall.low < 0.96, "{recall:?}");
    }
}
