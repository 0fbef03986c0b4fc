//! Linear models over hashed features: what all classifiers here share.
//!
//! A model is a table of `rows` (a power of two) by `classes` weights, quantised to i8 with one scale. A feature is a 64-bit hash
//! that picks a row; a score is the sum of rows. Sums are of integers, so every machine gets the same result.
//!
//! File: `NGLM`, then little-endian u32 classes, u32 log2 of rows, f32 scale, then the weights row by row.
#![allow(clippy::inline_always, reason = "see `lanes`")]

use crate::model::lanes::{self, Lanes, Kernel};

/// A linear model over embedded bytes.
#[derive(Debug, Clone, Copy)]
pub struct Linear {
    classes: usize,
    mask: u64,
    /// What one unit of a score is worth in the units of training.
    pub scale: f32,
    weights: &'static [u8],
}

/// Length of the header in bytes.
const HEADER: usize = 16;

/// Bytes that come at once.
const LINE: usize = 64;

/// Number of bytes that are brought in their order in the time that one takes in any order.
const WORTH: usize = 320;

impl Linear {
    /// Opens a model file.
    ///
    /// # Panics
    /// If it is none: models are built in, so that is a fault of the build.
    pub fn open(bytes: &'static [u8]) -> Self {
        let word = |i: usize| <[u8; 4]>::try_from(&bytes[i..i + 4]).expect("four bytes");
        assert_eq!(&bytes[..4], b"NGLM", "not a linear model");
        let classes = u32::from_le_bytes(word(4)) as usize;
        let rows = 1_usize << u32::from_le_bytes(word(8));
        let weights = &bytes[HEADER..];
        assert_eq!(weights.len(), rows * classes, "a linear model is cut off");
        Self { classes, mask: rows as u64 - 1, scale: f32::from_le_bytes(word(12)), weights }
    }

    /// How many classes it tells apart.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// Adds the weights of many features to the scores of all classes, whose number is known when the program is built.
    ///
    /// # Panics
    /// If the model has another number of classes than `N`.
    pub fn add_all<const N: usize>(&self, features: &[u64], scores: &mut [i32; N]) {
        assert_eq!(self.classes, N, "a model of as many classes");
        lanes::dispatch(SumRows { model: *self, features, scores });
    }

    /// Brings all weights into the cache if about `features` features are going to be asked for: in their order they come many times faster than one
    /// by one in any order. For models that fit in the cache beside what else a text needs, 300 kB at most.
    pub fn fetch(&self, features: usize) {
        if features >= self.weights.len() / WORTH {
            std::hint::black_box(self.weights.chunks(LINE).fold(0, |all, line| all ^ line[0]));
        }
    }

    /// The weight of a feature in a model of one class.
    #[inline]
    pub fn weight(&self, feature: u64) -> i32 {
        i32::from(self.weights[(feature & self.mask) as usize] as i8)
    }

    /// The sum of the weights of features in a model of one class.
    pub fn sum(&self, features: &[u64]) -> i32 {
        features.iter().map(|&feature| self.weight(feature)).sum()
    }

    /// Adds the weights of a feature in a model of two classes.
    #[inline]
    pub fn add_both(&self, feature: u64, sums: &mut [i32; 2]) {
        let row = 2 * (feature & self.mask) as usize;
        sums[0] += i32::from(self.weights[row] as i8);
        sums[1] += i32::from(self.weights[row + 1] as i8);
    }

    /// The file of a model with these weights, row by row; the largest ones are clipped, so that the many small ones keep their shape.
    ///
    /// # Panics
    /// If the number of rows is no power of two.
    pub fn write(classes: usize, weights: &[f32]) -> Vec<u8> {
        Self::write_in_steps(classes, weights, 127)
    }

    /// The same with `steps` steps on each side of zero, 1 to 127: half as many steps save a bit a weight in a wheel.
    ///
    /// # Panics
    /// If the number of rows is no power of two.
    pub fn write_in_steps(classes: usize, weights: &[f32], steps: u8) -> Vec<u8> {
        let rows = weights.len() / classes;
        assert!(rows.is_power_of_two() && rows * classes == weights.len(), "rows must be a power of two");
        let mut sizes: Vec<f32> = weights.iter().map(|w| w.abs()).filter(|&w| w > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        let top = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
        let steps = f32::from(steps);
        let scale = top / steps;
        let mut bytes = b"NGLM".to_vec();
        bytes.extend((classes as u32).to_le_bytes());
        bytes.extend(rows.trailing_zeros().to_le_bytes());
        bytes.extend(scale.to_le_bytes());
        bytes.extend(weights.iter().map(|w| (w / scale).round().clamp(-steps, steps) as i8 as u8));
        bytes
    }
}

struct SumRows<'a, const N: usize> {
    model: Linear,
    features: &'a [u64],
    scores: &'a mut [i32; N],
}

impl<const N: usize> Kernel for SumRows<'_, N> {
    #[inline(always)]
    fn run<L: Lanes>(self, _: L) {
        const { assert!(CHUNK <= N && N <= 2 * CHUNK, "two halves make a row") };
        let Self { model, features, scores } = self;
        for features in features.chunks(MAX_ROWS_I16) {
            // The first half of each row and the last one, which may overlap.
            let mut sums = [[0_i16; CHUNK]; 2];
            for feature in features {
                let start = (feature & model.mask) as usize * N;
                let row = &model.weights[start..start + N];
                let halves: [&[u8; CHUNK]; 2] =
                    [row[..CHUNK].try_into(), row[N - CHUNK..].try_into()].map(|half| half.expect("a half"));
                for (sums, half) in sums.iter_mut().zip(halves) {
                    for (sum, &weight) in sums.iter_mut().zip(half) {
                        *sum += i16::from(weight as i8);
                    }
                }
            }
            let [first, last] = sums;
            let sums = first.into_iter().chain(last[2 * CHUNK - N..].iter().copied());
            scores.iter_mut().zip(sums).for_each(|(score, sum)| *score += i32::from(sum));
        }
    }
}

/// Classes whose sums are worked on together.
const CHUNK: usize = 16;
/// Maximum number of weights whose sum always fits in 16 bits.
const MAX_ROWS_I16: usize = 256;

/// Makes a feature of a template's number and a value. Both go into every bit.
#[inline]
pub fn feature(template: u64, value: u64) -> u64 {
    let mixed = (value ^ template.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    mixed ^ (mixed >> 33)
}

/// Joins two values into one, order kept.
#[inline]
pub fn pair(a: u64, b: u64) -> u64 {
    (a.rotate_left(23) ^ b).wrapping_mul(0xc4ce_b9fe_1a85_ec53)
}
