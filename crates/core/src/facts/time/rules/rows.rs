//! Sets of rules, as bits.

/// A set of rules, by their places in the table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rows([u64; WORDS]);

/// There can be 64 times as many rows.
const WORDS: usize = 8;

impl Rows {
    pub(super) fn add(&mut self, row: usize) -> Option<()> {
        *self.0.get_mut(row / 64)? |= 1 << (row % 64);
        Some(())
    }

    #[inline]
    pub(super) fn or(mut self, other: &Self) -> Self {
        for (row, other) in self.0.iter_mut().zip(&other.0) {
            *row |= other;
        }
        self
    }

    #[inline]
    pub(super) fn and(mut self, other: &Self) -> Self {
        for (row, other) in self.0.iter_mut().zip(&other.0) {
            *row &= other;
        }
        self
    }

    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|row| *row == 0)
    }

    pub(super) fn iter(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(i, mut bits)| {
            std::iter::from_fn(move || {
                let bit = bits.trailing_zeros() as usize;
                bits &= bits.wrapping_sub(1);
                (bit < 64).then_some(i * 64 + bit)
            })
        })
    }
}
