//! Products of matrices in 16-bit fixed point.

use crate::model::lanes::Lanes;

/// A matrix of weights with a bias.
#[derive(Debug)]
pub struct Matrix {
    inputs: usize,
    /// In blocks of [`BLOCK`] outputs; within a block by pairs of inputs, and for each output its two weights side by side.
    weights: Vec<[i16; 2 * BLOCK]>,
    /// In the unit of the products, filled up to whole blocks.
    bias: Vec<i16>,
}

/// Bits after the point of a weight.
pub const WEIGHT_BITS: u32 = 12;
/// Outputs that are worked on together.
pub(super) const BLOCK: usize = 16;
/// Tokens that are worked on together.
pub(super) const TOKENS: usize = 4;

impl Matrix {
    /// Takes the weights, input by input, then the bias, from the front of a file's numbers.
    ///
    /// # Panics
    /// If there are too few of them, or `inputs` is odd.
    pub fn open(inputs: usize, outputs: usize, numbers: &mut impl Iterator<Item = i16>) -> Self {
        assert!(inputs.is_multiple_of(2), "inputs come in pairs");
        let blocks = outputs.div_ceil(BLOCK);
        let pairs = inputs / 2;
        let mut weights = vec![[0; 2 * BLOCK]; blocks * pairs];
        for i in 0..inputs {
            for j in 0..outputs {
                let (block, lane) = (j / BLOCK, j % BLOCK);
                weights[block * pairs + i / 2][lane * 2 + i % 2] = numbers.next().expect("a number for each weight");
            }
        }
        let mut bias: Vec<i16> = numbers.take(outputs).collect();
        assert_eq!(bias.len(), outputs, "a bias for each output");
        bias.resize(blocks * BLOCK, 0);
        Self { inputs, weights, bias }
    }

    /// From now on the bias is zero.
    pub fn forget_bias(&mut self) {
        self.bias.fill(0);
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
        let shift = WEIGHT_BITS + bits - ACTIVE_BITS;
        out.resize(x.len() / self.inputs * width, 0);
        let (biases, _) = self.bias.as_chunks::<BLOCK>();
        products(lanes, &self.weights, pairs, x, out, |at, sums| {
            let offset = &biases[at];
            std::array::from_fn(|i| {
                ((sums[i] >> shift) + i32::from(offset[i])).clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
            })
        });
    }
}

/// Rows that are to be multiplied with other rows.
#[derive(Debug, Default)]
pub struct Pairs {
    inputs: usize,
    weights: Vec<[i16; 2 * BLOCK]>,
}

impl Pairs {
    /// Of rows of `inputs` numbers each.
    pub fn new(rows: &[i16], inputs: usize) -> Self {
        let mut pairs = Self::default();
        pairs.pack(rows, inputs);
        pairs
    }

    /// Replaces the rows by others, of `inputs` numbers each.
    #[inline(always)]
    pub fn pack(&mut self, rows: &[i16], inputs: usize) {
        let pairs = inputs / 2;
        let blocks = (rows.len() / inputs).div_ceil(BLOCK);
        self.inputs = inputs;
        self.weights.clear();
        self.weights.resize(blocks * pairs, [0; 2 * BLOCK]);
        for (j, row) in rows.chunks_exact(inputs).enumerate() {
            let (block, lane) = (j / BLOCK, j % BLOCK);
            let (row, _) = row.as_chunks::<2>();
            for (weights, pair) in self.weights[block * pairs..(block + 1) * pairs].iter_mut().zip(row) {
                weights[lane * 2..lane * 2 + 2].copy_from_slice(pair);
            }
        }
    }

    /// The products of each row of `x` with each of these. There are as many rows of products as of `x`; each is filled up to whole
    /// blocks, and that length is given.
    #[inline(always)]
    pub fn products<L: Lanes>(&self, lanes: L, x: &[i16], out: &mut Vec<i32>) -> usize {
        let pairs = self.inputs / 2;
        let width = self.weights.len() / pairs * BLOCK;
        out.resize(x.len() / self.inputs * width, 0);
        products(lanes, &self.weights, pairs, x, out, |_, sums| *sums);
        width
    }
}

/// Products of the rows of `x` with all outputs, a block of which goes through `finish` at a time, with its number.
#[inline(always)]
fn products<L: Lanes, T>(
    lanes: L,
    weights: &[[i16; 2 * BLOCK]],
    pairs: usize,
    x: &[i16],
    out: &mut [T],
    finish: impl Fn(usize, &[i32; BLOCK]) -> [T; BLOCK],
) {
    let (out, _) = out.as_chunks_mut::<BLOCK>();
    let width = weights.len() / pairs;
    let (x, _) = x.as_chunks::<2>();
    let tokens = x.len() / pairs;
    // A block of weights stays in the nearest cache while all tokens pass by.
    for (block, weights) in weights.chunks_exact(pairs).enumerate() {
        for first in (0..tokens).step_by(TOKENS) {
            let [a, b, c, d] = rows(x, pairs, first);
            let mut sums = [lanes.sums([0; BLOCK]); TOKENS];
            for ((((weights, a), b), c), d) in weights.iter().zip(a).zip(b).zip(c).zip(d) {
                for (sums, pair) in sums.iter_mut().zip([*a, *b, *c, *d]) {
                    *sums = lanes.add_products(*sums, weights, pair);
                }
            }
            for (k, sums) in sums.iter().enumerate().take(tokens - first) {
                out[(first + k) * width + block] = finish(block, &lanes.numbers(*sums));
            }
        }
    }
}

/// The rows of some tokens, each of this length. The last group may be shorter: its last token fills the places.
#[inline(always)]
pub(super) fn rows<T>(x: &[T], length: usize, first: usize) -> [&[T]; TOKENS] {
    let last = x.len() / length - 1;
    std::array::from_fn(|k| &x[(first + k).min(last) * length..][..length])
}

/// Bits after the point of all that runs through the network.
pub const ACTIVE_BITS: u32 = 11;
