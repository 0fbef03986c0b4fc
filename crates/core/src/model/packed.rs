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

/// Number of items on each side of the place that are looked at first.
const NEAR: usize = 64;

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
        let wanted = key(hash);
        // Hashes are spread evenly, so it lies near where its own value says.
        let near = ((u128::from(hash) * self.keys.len() as u128) >> u64::BITS) as usize;
        let at = partition_point_near(self.keys, near, |known| *known < wanted);
        self.keys.get(at).filter(|known| **known == wanted).map(|_| self.values[at])
    }
}

/// The partition point of a slice as the library has it, if it lies near a place that can be told: what is far from that is not fetched.
pub fn partition_point_near<T>(slice: &[T], near: usize, is_before: impl Fn(&T) -> bool) -> usize {
    let mut width = NEAR;
    loop {
        let (start, end) = (near.saturating_sub(width).min(slice.len()), near.saturating_add(width).min(slice.len()));
        let part = &slice[start..end];
        let begins = start == 0 || part.first().is_some_and(&is_before);
        let ends = end == slice.len() || part.last().is_some_and(|last| !is_before(last));
        if begins && ends {
            return start + part.partition_point(is_before);
        }
        width *= 4;
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
    use super::{Packed, partition_point_near, write};
    use crate::text::hash::hash;

    #[test]
    fn a_map_gives_back_what_was_put_in() {
        let entries: Vec<_> = (0..=250_u8).map(|i| (hash(&format!("word{i}")), i)).collect();
        let map = Packed::open(write(entries.iter().copied()).leak());
        assert!(entries.iter().all(|&(hash, value)| map.get(hash) == Some(value)));
        assert_eq!(map.get(hash("another")), None);
        assert_eq!(Packed::default().get(hash("word1")), None);
    }

    #[test]
    fn the_partition_point_is_found_from_anywhere() {
        let numbers: Vec<usize> = (0..1000).collect();
        for near in [0, 3, 500, 990, 1000, 5000] {
            for wanted in [0, 1, 436, 437, 564, 999, 1000, 2000] {
                assert_eq!(partition_point_near(&numbers, near, |n| *n < wanted), wanted.min(1000), "{wanted} from {near}");
            }
        }
    }
}
