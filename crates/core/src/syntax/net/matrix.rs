//! Products of matrices in 16-bit fixed point.

use super::ACTIVE_BITS;
use super::lanes::Lanes;

/// A matrix of weights with a bias.
#[derive(Debug)]
pub struct Matrix {
    inputs: usize,
    /// In blocks of [`BLOCK`] outputs; within a block by pairs of inputs, and for each output its two weights side by side.
    weights: Vec<[[i16; 16]; 2]>,
    /// In the unit of the products, filled up to whole blocks.
    bias: Vec<i16>,
}

/// Bits after the point of a weight.
pub const WEIGHT_BITS: u32 = 12;
/// Outputs that are worked on together.
const BLOCK: usize = 16;
/// Tokens that are worked on together.
const TOKENS: usize = 4;

impl Matrix {
    /// Takes the weights, input by input, then the bias, from the front of a file's numbers.
    ///
    /// # Panics
    /// If there are too few of them, or `inputs` is odd.
    pub fn open(inputs: usize, outputs: usize, numbers: &mut impl Iterator<Item = i16>) -> Self {
        assert!(inputs.is_multiple_of(2), "inputs come in pairs");
        let blocks = outputs.div_ceil(BLOCK);
        let pairs = inputs / 2;
        let mut weights = vec![[[0; 16]; 2]; blocks * pairs];
        for i in 0..inputs {
            for j in 0..outputs {
                let (block, lane) = (j / BLOCK, j % BLOCK);
                weights[block * pairs + i / 2][lane / 8][lane % 8 * 2 + i % 2] = numbers.next().expect("a number for each weight");
            }
        }
        let mut bias: Vec<i16> = numbers.take(outputs).collect();
        assert_eq!(bias.len(), outputs, "a bias for each output");
        bias.resize(blocks * BLOCK, 0);
        Self { inputs, weights, bias }
    }
    /// How many numbers [`Self::product`] gives a token: the outputs, filled up to whole blocks.
    pub fn width(&self) -> usize {
        self.bias.len()
    }
    /// `out` becomes `x` times the matrix plus the bias, a row a token, cut to 16 bits. `bits` of `x` stand after the point,
    /// [`ACTIVE_BITS`] of `out`.
    #[inline(always)]
    pub fn product<L: Lanes>(&self, lanes: L, x: &[i16], bits: u32, out: &mut Vec<i16>) {
        let (width, pairs) = (self.width(), self.inputs / 2);
        let (x, _) = x.as_chunks::<2>();
        let tokens = x.len() / pairs;
        let shift = WEIGHT_BITS + bits - ACTIVE_BITS;
        out.clear();
        out.resize(tokens * width, 0);
        for first in (0..tokens).step_by(TOKENS) {
            // The last group may be shorter: its last token fills the places.
            let [a, b, c, d] = std::array::from_fn(|k| {
                let token = (first + k).min(tokens - 1);
                &x[token * pairs..(token + 1) * pairs]
            });
            for (block, weights) in self.weights.chunks_exact(pairs).enumerate() {
                let mut sums = [[lanes.zeros(); 2]; TOKENS];
                for ((((weights, a), b), c), d) in weights.iter().zip(a).zip(b).zip(c).zip(d) {
                    for (sums, pair) in sums.iter_mut().zip([*a, *b, *c, *d]) {
                        for (sums, weights) in sums.iter_mut().zip(weights) {
                            *sums = lanes.add_products(*sums, weights, pair);
                        }
                    }
                }
                let bias = &self.bias[block * BLOCK..(block + 1) * BLOCK];
                for (k, sums) in sums.iter().enumerate().take(tokens - first) {
                    let at = (first + k) * width + block * BLOCK;
                    let (outs, _) = out[at..at + BLOCK].as_chunks_mut::<8>();
                    let (biases, _) = bias.as_chunks::<8>();
                    for ((out, sums), bias) in outs.iter_mut().zip(sums).zip(biases) {
                        let sums = lanes.numbers(*sums);
                        *out = std::array::from_fn(|i| {
                            ((sums[i] >> shift) + i32::from(bias[i])).clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
                        });
                    }
                }
            }
        }
    }
}

/// The sum of the products of two rows.
#[inline(always)]
pub fn dot(a: &[i16], b: &[i16]) -> i32 {
    a.iter().zip(b).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum()
}
