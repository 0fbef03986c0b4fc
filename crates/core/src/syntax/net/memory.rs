//! What the first layer makes of words, kept for the next time they come: most of a text are a few thousand common words.

/// How many words are kept, as a power of two.
const BITS: u32 = 12;

/// Words that were met before, each in the one place that its key chooses: the last one there is kept.
#[derive(Debug, Default)]
pub struct Memory {
    /// Zero for none.
    keys: Vec<u64>,
    values: Vec<i16>,
}

impl Memory {
    /// The numbers kept for a word.
    #[inline(always)]
    pub fn get(&self, key: u64, width: usize) -> Option<&[i16]> {
        let place = place(key);
        (self.keys.get(place) == Some(&key)).then(|| &self.values[place * width..(place + 1) * width])
    }

    /// Keeps a word's numbers, always as many.
    #[inline(always)]
    pub fn keep(&mut self, key: u64, value: &[i16]) {
        if self.keys.is_empty() {
            self.keys.resize(1 << BITS, 0);
            self.values.resize(value.len() << BITS, 0);
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
