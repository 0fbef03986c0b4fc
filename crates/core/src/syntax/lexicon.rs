//! Which parts of speech a word can have: the memory of the tagger.
//!
//! File: u32 number of words, then their keys (u32, the upper half of [`hash`](crate::text::hash::hash), sorted), then a [`WordClass`] byte each.

/// The parts of speech of a word as a class number; words alike in this share one. Unknown words have the classes from
/// [`Lexicon::UNKNOWN`] on.
pub type WordClass = u8;

/// The words that the tagger knows.
#[derive(Debug)]
pub struct Lexicon {
    keys: &'static [u8],
    classes: &'static [u8],
    /// Where the keys with each upper byte pair begin.
    buckets: Vec<u32>,
}

/// How many upper bits of a key choose a bucket.
const BUCKET_BITS: u32 = 12;

impl Lexicon {
    /// The first class of unknown words.
    pub const UNKNOWN: WordClass = 240;

    /// Opens the lexicon at the start of `bytes` and gives it with the bytes after it.
    ///
    /// # Panics
    /// If it is cut off: it is built in, so that is a fault of the build.
    pub fn open(bytes: &'static [u8]) -> (Self, &'static [u8]) {
        let (count, rest) = bytes.split_first_chunk().expect("the number of words");
        let count = u32::from_le_bytes(*count) as usize;
        let (keys, rest) = rest.split_at(count * 4);
        let (classes, rest) = rest.split_at(count);
        let mut buckets = vec![0; (1 << BUCKET_BITS) + 1];
        let mut lexicon = Self { keys, classes, buckets: Vec::new() };
        for i in 0..count {
            buckets[(lexicon.key(i) >> (32 - BUCKET_BITS)) as usize + 1] = i as u32 + 1;
        }
        for i in 1..buckets.len() {
            buckets[i] = buckets[i].max(buckets[i - 1]);
        }
        lexicon.buckets = buckets;
        (lexicon, rest)
    }

    /// The class of the word with this [`hash`](crate::text::hash::hash).
    pub fn get(&self, hash: u64) -> Option<WordClass> {
        let key = (hash >> 32) as u32;
        let bucket = (key >> (32 - BUCKET_BITS)) as usize;
        let range = self.buckets[bucket] as usize..self.buckets[bucket + 1] as usize;
        range.into_iter().find(|&i| self.key(i) == key).map(|i| self.classes[i])
    }

    fn key(&self, i: usize) -> u32 {
        let bytes = &self.keys[i * 4..i * 4 + 4];
        u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
    }

    /// The file of a lexicon with these words, each by its [`hash`](crate::text::hash::hash).
    pub fn write(words: &[(u64, WordClass)]) -> Vec<u8> {
        let mut words: Vec<_> = words.iter().map(|&(hash, class)| ((hash >> 32) as u32, class)).collect();
        words.sort_unstable();
        words.dedup_by_key(|word| word.0);
        let mut bytes = (words.len() as u32).to_le_bytes().to_vec();
        bytes.extend(words.iter().flat_map(|word| word.0.to_le_bytes()));
        bytes.extend(words.iter().map(|word| word.1));
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hash::hash;

    #[test]
    fn a_lexicon_finds_its_words_and_no_others() {
        let words = ["the", "of", "mayor", "said", "12", "é"];
        let entries: Vec<_> = words.iter().zip(0..).map(|(word, class)| (hash(word), class)).collect();
        let (lexicon, rest) = Lexicon::open(Lexicon::write(&entries).leak());
        assert!(rest.is_empty());
        for (i, word) in words.iter().enumerate() {
            assert_eq!(lexicon.get(hash(word)), Some(i as u8));
        }
        assert_eq!(lexicon.get(hash("minister")), None);
    }
}
