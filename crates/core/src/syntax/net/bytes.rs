//! Products of matrices in bytes: with them the whole stage takes a seventh less time than in 16 bits, and trees are as good (UAS and
//! LAS of EWT and GUM within .0001).
//!
//! An input has seven bits, counted from -64. The weights of an output are whole numbers of its own step, the smallest with which they
//! fit in a byte and no sum of products overflows 16 bits before it is widened.

use super::matrix::{ACTIVE_BITS, BLOCK, TOKENS, WEIGHT_BITS, rows};
use crate::model::lanes::Lanes;

/// A matrix of weights with a bias.
#[derive(Debug)]
pub struct ByteMatrix {
    /// Of a token, in groups of [`GROUP`].
    groups: usize,
    /// Bits of the inputs that a byte has no room for.
    shift: u32,
    /// In blocks of outputs; within a block by groups of inputs, four rows each: for each output its weights for four inputs.
    weights: Vec<[[i8; 4 * BLOCK]; 4]>,
    /// A block of outputs each.
    outputs: Vec<Outputs>,
}

/// What makes a block of sums to outputs.
#[derive(Debug, Clone, Copy)]
struct Outputs {
    /// Where the sums begin, since inputs count from -[`MIDDLE`].
    start: [i32; BLOCK],
    /// The step of the weights is `times` over two to the `shift`.
    times: [i32; BLOCK],
    shift: [u32; BLOCK],
    bias: [i16; BLOCK],
}

/// Inputs that go into one sum of 16 bits, in pairs.
const GROUP: usize = 16;
/// The byte of an input that is zero.
const MIDDLE: i32 = 64;
/// The largest byte of an input.
const MOST: i32 = 2 * MIDDLE - 1;
/// What the weights of a sum of 16 bits can add up to, with half a step for the rounding of each.
const ROOM: f32 = (i16::MAX as i32 / MOST - 4) as f32;

impl ByteMatrix {
    /// Takes the weights, input by input, then the bias, from the front of a file's numbers. No input is farther from zero than
    /// `reach`.
    ///
    /// # Panics
    /// If there are too few numbers, or `inputs` are no whole groups.
    pub fn open(inputs: usize, outputs: usize, reach: usize, numbers: &mut impl Iterator<Item = i16>) -> Self {
        assert!(inputs.is_multiple_of(GROUP), "inputs come in groups");
        let mut numbers = numbers.take((inputs + 1) * outputs);
        let rows: Vec<i16> = numbers.by_ref().take(inputs * outputs).collect();
        let bias: Vec<i16> = numbers.collect();
        assert_eq!(bias.len(), outputs, "a number for each weight and bias");
        let (blocks, groups) = (outputs.div_ceil(BLOCK), inputs / GROUP);
        let shift = ACTIVE_BITS + reach.next_power_of_two().ilog2() - MIDDLE.ilog2();
        let nothing = Outputs { start: [0; BLOCK], times: [0; BLOCK], shift: [0; BLOCK], bias: [0; BLOCK] };
        let mut matrix =
            Self { groups, shift, weights: vec![[[0; 4 * BLOCK]; 4]; blocks * groups], outputs: vec![nothing; blocks] };
        for (j, &bias) in bias.iter().enumerate() {
            let column: Vec<f32> = (0..inputs).map(|i| f32::from(rows[i * outputs + j])).collect();
            matrix.set(j, &column, bias);
        }
        matrix
    }

    /// Sets the weights and the bias of an output.
    fn set(&mut self, j: usize, column: &[f32], bias: i16) {
        let (block, lane) = (j / BLOCK, j % BLOCK);
        let step = step(column);
        let (mut sum, mut size) = (0, 1);
        for (i, weight) in column.iter().enumerate() {
            let weight = (weight / step).round() as i8;
            self.weights[block * self.groups + i / GROUP][i % GROUP / 4][4 * lane + i % 4] = weight;
            sum += i32::from(weight);
            size += i32::from(weight).abs() * MIDDLE;
        }
        // As exact as a product with the largest sum allows.
        let exact = |shift: u32| f64::from(step) * f64::powi(2.0, (shift + self.shift) as i32 - WEIGHT_BITS as i32);
        let fits = |shift: &u32| (exact(*shift).round() + 1.0) * f64::from(size) < f64::from(i32::MAX);
        let shift = (0..=24).rev().find(fits).expect("a step that is small enough");
        let outputs = &mut self.outputs[block];
        outputs.start[lane] = -MIDDLE * sum;
        outputs.times[lane] = exact(shift).round() as i32;
        outputs.shift[lane] = shift;
        outputs.bias[lane] = bias;
    }

    /// How many numbers [`Self::product`] gives a token: the outputs, filled up to whole blocks.
    pub fn width(&self) -> usize {
        self.outputs.len() * BLOCK
    }

    /// `out` becomes `x` times the matrix plus the bias, a row a token, cut to 16 bits; [`ACTIVE_BITS`] of both stand after the point.
    /// `bytes` are the inputs as they are multiplied.
    #[inline(always)]
    pub fn product<L: Lanes>(&self, lanes: L, x: &[i16], bytes: &mut Vec<u8>, out: &mut Vec<i16>) {
        bytes.resize(x.len(), 0);
        let half = 1 << (self.shift - 1);
        for (byte, &x) in bytes.iter_mut().zip(x) {
            *byte = ((x.saturating_add(half) >> self.shift) + MIDDLE as i16).clamp(0, MOST as i16) as u8;
        }
        let (bytes, _) = bytes.as_chunks::<4>().0.as_chunks::<4>();
        let tokens = bytes.len() / self.groups;
        out.resize(tokens * self.width(), 0);
        let (out, _) = out.as_chunks_mut::<BLOCK>();
        let width = self.outputs.len();
        // A block of weights stays in the nearest cache while all tokens pass by.
        for (block, (weights, outputs)) in self.weights.chunks_exact(self.groups).zip(&self.outputs).enumerate() {
            for first in (0..tokens).step_by(TOKENS) {
                let [a, b, c, d] = rows(bytes, self.groups, first);
                let mut sums = [lanes.sums(outputs.start); TOKENS];
                for ((((weights, a), b), c), d) in weights.iter().zip(a).zip(b).zip(c).zip(d) {
                    for (sums, inputs) in sums.iter_mut().zip([a, b, c, d]) {
                        *sums = lanes.add_byte_products(*sums, weights, inputs);
                    }
                }
                for (k, sums) in sums.iter().enumerate().take(tokens - first) {
                    out[(first + k) * width + block] = outputs.of(&lanes.numbers(*sums));
                }
            }
        }
    }
}

impl Outputs {
    #[inline(always)]
    fn of(&self, sums: &[i32; BLOCK]) -> [i16; BLOCK] {
        let mut outputs = self.bias;
        for (i, output) in outputs.iter_mut().enumerate() {
            let product = (sums[i] * self.times[i]) >> self.shift[i];
            *output = (product + i32::from(*output)).clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16;
        }
        outputs
    }
}

/// The step of an output's weights.
fn step(column: &[f32]) -> f32 {
    let mut step = f32::EPSILON;
    for group in column.chunks(GROUP) {
        // One sum of 16 bits takes the first pair of each four, another one the second.
        for pair in [0, 2] {
            let sizes = group.chunks(4).flat_map(|four| &four[pair..pair + 2]).map(|weight| weight.abs());
            let (most, sum) = sizes.fold((0.0_f32, 0.0), |(most, sum), size| (most.max(size), sum + size));
            step = step.max(most / f32::from(i8::MAX)).max(sum / ROOM);
        }
    }
    step
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::lanes::{self, Plain, Kernel};

    /// A product with the widest lanes.
    struct Widest<'a>(&'a ByteMatrix, &'a [i16], &'a mut Vec<i16>);

    impl Kernel for Widest<'_> {
        #[inline(always)]
        fn run<L: Lanes>(self, lanes: L) {
            self.0.product(lanes, self.1, &mut Vec::new(), self.2);
        }
    }

    #[test]
    fn products_are_near_exact_ones_and_the_same_with_all_lanes() {
        let (inputs, outputs) = (48, 20);
        // The hardest case for sums of 16 bits has all weights and inputs at their largest.
        let weight = |i: usize, j: usize| if j == 0 { i16::MAX } else { (i * 7919 + j * 104_729) as i16 / 8 };
        let numbers: Vec<i16> = (0..inputs).flat_map(|i| (0..outputs).map(move |j| weight(i, j))).chain(0..outputs as i16).collect();
        let matrix = ByteMatrix::open(inputs, outputs, 1, &mut numbers.into_iter());
        for tokens in 1..6 {
            let one = 1_i32 << ACTIVE_BITS;
            let input = |k: usize| if k < inputs { one - 1 } else { (k * 8191) as i32 % (2 * one) - one };
            let x: Vec<i16> = (0..tokens * inputs).map(|k| input(k) as i16).collect();
            let (mut plain, mut wide) = (Vec::new(), Vec::new());
            matrix.product(Plain, &x, &mut Vec::new(), &mut plain);
            lanes::dispatch(Widest(&matrix, &x, &mut wide));
            assert_eq!((plain.len(), &plain), (tokens * matrix.width(), &wide));
            for (x, row) in x.chunks(inputs).zip(plain.chunks(matrix.width())) {
                for (j, &got) in row[..outputs].iter().enumerate() {
                    let exact = x.iter().enumerate().map(|(i, &x)| f64::from(x) * f64::from(weight(i, j))).sum::<f64>() / 4096.0;
                    let exact = (exact + j as f64).clamp(f64::from(i16::MIN), f64::from(i16::MAX));
                    assert!((exact - f64::from(got)).abs() < 600.0, "{j}: {got} is far from {exact}");
                }
            }
        }
    }
}
