//! The gated averages of a layer, over the sentence in both directions: `h += f * (z - h)`.
#![allow(clippy::inline_always, reason = "see `lanes`")]

use super::matrix::ACTIVE_BITS;
use crate::model::lanes::Lanes;

/// Numbers that are worked on together; the sizes of the network are multiples of it.
pub(super) const WIDTH: usize = 16;

/// The squashing function: odd, from -1 to 1, a parabola on each side that is flat from 2 on.
#[inline(always)]
pub(super) fn squash<L: Lanes>(lanes: L, x: [i16; WIDTH]) -> [i16; WIDTH] {
    const TWO: i16 = 2 << ACTIVE_BITS;
    let x = x.map(|x| x.clamp(-TWO, TWO));
    lanes.mulhi(x.map(|x| x << 2), x.map(|x| (2 * TWO - x.abs()) << 1))
}

#[inline(always)]
pub(super) fn squash_all<L: Lanes>(lanes: L, from: &[i16], to: &mut [i16]) {
    for (to, from) in to.as_chunks_mut().0.iter_mut().zip(from.as_chunks().0) {
        *to = squash(lanes, *from);
    }
}

/// Bits after the point of a state while it is carried on.
const STATE_BITS: u32 = 14;

/// The gate, from 0 to 1, with 15 bits after the point.
#[inline(always)]
fn gate<L: Lanes>(lanes: L, x: [i16; WIDTH]) -> [i16; WIDTH] {
    const FOUR: i16 = 4 << ACTIVE_BITS;
    let x = x.map(|x| x.clamp(-FOUR, FOUR));
    // At x = 0 the second factor does not fit, which does not matter there. One itself does not fit either.
    let half = lanes.mulhi(x.map(|x| x << 1), x.map(|x| (2 * FOUR - x.abs()) << 1));
    half.map(|half| (half + (1 << 12)).min((1 << 13) - 1) << 2)
}

/// The states of a layer in both directions, from what stands before its gates.
#[inline(always)]
pub(super) fn run<L: Lanes>(lanes: L, before: &[i16], n: usize, k: usize, states: &mut Vec<i16>) {
    states.resize(n * 2 * k, 0);
    let mut carried = [[0_i16; WIDTH]; 16];
    for direction in 0..2 {
        carried.fill([0; WIDTH]);
        for i in 0..n {
            let t = if direction == 0 { i } else { n - 1 - i };
            let u = &before[(4 * t + 2 * direction) * k..(4 * t + 2 * direction + 2) * k];
            let (candidates, gates) = u.split_at(k);
            let out = &mut states[(2 * t + direction) * k..(2 * t + direction + 1) * k];
            let steps = candidates.as_chunks().0.iter().zip(gates.as_chunks().0);
            for ((h, (z, f)), out) in carried.iter_mut().zip(steps).zip(out.as_chunks_mut().0) {
                let z = squash(lanes, *z);
                let delta = std::array::from_fn(|i| (z[i] << (STATE_BITS - ACTIVE_BITS)).saturating_sub(h[i]));
                let step = lanes.mulhrs(gate(lanes, *f), delta);
                *h = std::array::from_fn(|i| h[i] + step[i]);
                *out = h.map(|h| h >> (STATE_BITS - ACTIVE_BITS));
            }
        }
    }
}
