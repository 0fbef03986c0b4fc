//! A small table of what was computed before, for values that cost more than a look: most of a text are a few thousand common words.
#![allow(clippy::inline_always, reason = "see `lanes`")]

/// How many keys are kept, as a power of two.
const BITS: u32 = 13;

/// Rows of values by key, all of one model or language; each in the one place that its key chooses: the last one there is kept. Zero is no key.
#[derive(Debug, Default)]
pub struct Memory<T> {
    keys: Vec<u64>,
    values: Vec<T>,
}

impl<T: Copy + Default> Memory<T> {
    /// Returns the `width` values kept for a key.
    #[inline(always)]
    pub fn get(&self, key: u64, width: usize) -> Option<&[T]> {
        let place = place(key);
        (self.keys.get(place) == Some(&key)).then(|| &self.values[place * width..(place + 1) * width])
    }

    /// Keeps the values of a key, of all keys equally many.
    #[inline(always)]
    pub fn keep(&mut self, key: u64, value: &[T]) {
        if self.keys.is_empty() {
            // New zeros, not a growing table: the system gives memory only where something is kept.
            self.keys = vec![0; 1 << BITS];
            self.values = vec![T::default(); value.len() << BITS];
        }
        let place = place(key);
        self.keys[place] = key;
        self.values[place * value.len()..(place + 1) * value.len()].copy_from_slice(value);
    }
}

#[inline(always)]
fn place(key: u64) -> usize {
    (key >> (64 - BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::Memory;

    #[test]
    fn what_was_kept_last_in_a_place_is_there() {
        let mut memory = Memory::default();
        assert_eq!(memory.get(7, 2), None);
        memory.keep(7, &[1_i16, 2]);
        memory.keep(u64::MAX, &[3, 4]);
        assert_eq!((memory.get(7, 2), memory.get(u64::MAX, 2)), (Some(&[1, 2][..]), Some(&[3, 4][..])));
        memory.keep(8, &[5, 6]);
        assert_eq!((memory.get(7, 2), memory.get(8, 2)), (None, Some(&[5, 6][..])));
    }
}
