//! The distance of a token from its head, in kinds: a term of the score of each arc.
#![allow(clippy::inline_always, reason = "see `lanes`")]

/// How many kinds of distance from a dependent to a head there are; the last is that of the root.
pub const DISTANCES: usize = 17;

/// The kind of distance from a dependent to its head in a sentence of `n` tokens; the root follows them.
#[inline(always)]
pub fn distance(dependent: usize, head: usize, n: usize) -> usize {
    if head == n { DISTANCES - 1 } else { usize::from(KINDS[FARTHEST + head - dependent]) }
}

/// No distance is longer; training sees longer sentences than [`LONGEST`].
pub(super) const FARTHEST: usize = 256;

/// The kinds of the distances from `-FARTHEST` on.
pub(super) static KINDS: [u8; 2 * FARTHEST] = {
    let mut kinds = [0; 2 * FARTHEST];
    let mut i = 0;
    while i < kinds.len() {
        let size = match i.abs_diff(FARTHEST) {
            0 | 1 => 0,
            2 => 1,
            3 => 2,
            4 => 3,
            5..=6 => 4,
            7..=10 => 5,
            11..=20 => 6,
            _ => 7,
        };
        kinds[i] = if i > FARTHEST { size } else { 8 + size };
        i += 1;
    }
    kinds
};
