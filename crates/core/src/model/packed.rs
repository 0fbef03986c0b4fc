//! A packed, read-only map from hashes to bytes, sorted by hash: long lists, ready to use as they lie in the program.
//!
//! File: the upper 40 bits of each hash, five bytes with the highest first, in ascending order; then a byte for each of them. Of keys
//! that were never put in, one in ten million or so is "found".

/// A map over embedded bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Packed {
    keys: &'static [[u8; KEY]],
    values: &'static [u8],
}

/// Bytes of a key.
const KEY: usize = 5;

impl Packed {
    /// Opens a file that [`write`] made.
    ///
    /// # Panics
    /// If it is none: maps are built in, so that is a fault of the build.
    pub fn open(bytes: &'static [u8]) -> Self {
        assert!(bytes.len().is_multiple_of(KEY + 1), "a packed map is cut off");
        let (keys, values) = bytes.split_at(bytes.len() / (KEY + 1) * KEY);
        Self { keys: keys.as_chunks().0, values }
    }

    /// Returns the value of a hash.
    pub fn get(&self, hash: u64) -> Option<u8> {
        self.keys.binary_search(&key(hash)).ok().map(|at| self.values[at])
    }
}

/// Returns the file of a map; of equal hashes the last one counts.
#[allow(dead_code, reason = "the build script, which compiles this file too, packs with it")]
pub fn write(entries: impl IntoIterator<Item = (u64, u8)>) -> Vec<u8> {
    let sorted: std::collections::BTreeMap<_, _> = entries.into_iter().map(|(hash, value)| (key(hash), value)).collect();
    sorted.keys().flatten().chain(sorted.values()).copied().collect()
}

fn key(hash: u64) -> [u8; KEY] {
    let [key @ .., _, _, _] = hash.to_be_bytes();
    key
}

#[cfg(test)]
mod tests {
    use super::{Packed, write};
    use crate::text::hash::hash;

    #[test]
    fn a_map_gives_back_what_was_put_in() {
        let entries: Vec<_> = (0..=250_u8).map(|i| (hash(&format!("word{i}")), i)).collect();
        let map = Packed::open(write(entries.iter().copied()).leak());
        assert!(entries.iter().all(|&(hash, value)| map.get(hash) == Some(value)));
        assert_eq!(map.get(hash("another")), None);
        assert_eq!(Packed::default().get(hash("word1")), None);
    }
}
