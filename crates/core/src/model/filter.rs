//! A filter of hashes: tells in one look that a word is in no list, as most words of a text are.

/// A Bloom filter with one hash function and `N` times 32 bits.
///
/// A hash that was added is always found; another one rarely, as long as far fewer hashes than bits were added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filter<const N: usize>([u32; N]);

impl<const N: usize> Default for Filter<N> {
    fn default() -> Self {
        Self([0; N])
    }
}

impl<const N: usize> Filter<N> {
    /// Adds a hash to the filter.
    pub fn add(&mut self, hash: u64) {
        self.0[Self::place(hash)] |= 1 << (hash % 32);
    }

    /// Adds all hashes of another filter.
    pub fn add_all(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own |= other);
    }

    /// Returns false if the hash was never added.
    pub fn has(&self, hash: u64) -> bool {
        self.0[Self::place(hash)] & 1 << (hash % 32) != 0
    }

    /// Returns true if no hash was added.
    pub fn is_empty(&self) -> bool {
        self.0 == [0; N]
    }

    fn place(hash: u64) -> usize {
        (hash >> 5) as usize % N
    }
}

impl Filter<1> {
    /// Returns a filter of 32 bits by its bits.
    pub fn from_bits(bits: u32) -> Self {
        Self([bits])
    }

    /// Returns the bits of a filter of 32 bits.
    pub fn bits(self) -> u32 {
        self.0[0]
    }
}

#[cfg(test)]
mod tests {
    use super::Filter;
    use crate::text::hash::hash;

    #[test]
    fn what_was_added_is_found_and_little_else() {
        let (mut filter, words) = (Filter::<64>::default(), |from: u32| (from..from + 100).map(|i| hash(&format!("word{i}"))));
        assert!(filter.is_empty());
        words(0).for_each(|word| filter.add(word));
        assert!(words(0).all(|word| filter.has(word)));
        assert!(words(1000).filter(|&word| filter.has(word)).count() < 20);
        let mut other = Filter::default();
        other.add_all(filter);
        assert_eq!(other, filter);
    }
}
