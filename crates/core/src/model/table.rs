//! A packed, read-only hash table of 16-bit values: the long lists, ready to use as they lie in the file.
//!
//! File: `NGTB`, then slots of four bytes: 16 bits of the key's hash and a value that is not zero, little-endian; an empty slot is
//! zero. Collisions go to the next slot. Of keys that were never put in, one in ten thousand or so is "found".

/// A table over embedded bytes.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    slots: &'static [[u8; 4]],
}

impl Default for Table {
    /// A table without entries.
    fn default() -> Self {
        Self { slots: &[[0; 4]] }
    }
}

impl Table {
    /// Opens a table file.
    ///
    /// # Panics
    /// If it is none: tables are built in, so that is a fault of the build.
    pub fn open(bytes: &'static [u8]) -> Self {
        assert_eq!(bytes.get(..4), Some(b"NGTB".as_slice()), "not a table");
        let (slots, rest) = bytes[4..].as_chunks();
        assert!(rest.is_empty() && !slots.is_empty(), "a table is cut off");
        Self { slots }
    }

    /// The value of a key, zero if it has none.
    #[inline]
    pub fn get(&self, key: u64) -> u16 {
        let mut at = first_slot(key, self.slots.len());
        let [low, high] = tag(key);
        // A table is never full (see `write`), so an empty slot ends every search.
        loop {
            match self.slots[at] {
                [_, _, 0, 0] => return 0,
                [a, b, value @ ..] if a == low && b == high => return u16::from_le_bytes(value),
                _ => at = if at + 1 == self.slots.len() { 0 } else { at + 1 },
            }
        }
    }

    /// The file of a table with these entries. Values must not be zero; of equal keys the first one counts.
    pub fn write(entries: &[(u64, u16)]) -> Vec<u8> {
        let mut slots = vec![[0_u8; 4]; entries.len() * 4 / 3 + 1];
        for &(key, value) in entries {
            debug_assert!(value != 0, "zero means: not in the table");
            let mut at = first_slot(key, slots.len());
            let [a, b] = tag(key);
            while slots[at][2..] != [0, 0] && slots[at][..2] != [a, b] {
                at = (at + 1) % slots.len();
            }
            let [c, d] = value.to_le_bytes();
            slots[at] = [a, b, c, d];
        }
        [b"NGTB".as_slice(), slots.as_flattened()].concat()
    }
}

fn first_slot(key: u64, slots: usize) -> usize {
    (((key >> 32) * slots as u64) >> 32) as usize
}

fn tag(key: u64) -> [u8; 2] {
    [key as u8, (key >> 8) as u8]
}

#[cfg(test)]
mod tests {
    use super::Table;
    use crate::text::hash::hash;

    #[test]
    fn a_table_gives_back_what_was_put_in() {
        let entries: Vec<_> = (1..500_u16).map(|i| (hash(&format!("word{i}")), i)).collect();
        let table = Table::open(Table::write(&entries).leak());
        assert!(entries.iter().all(|&(key, value)| table.get(key) == value));
        assert_eq!(table.get(hash("another")), 0);
    }

    #[test]
    fn an_empty_table_has_nothing() {
        assert_eq!(Table::open(Table::write(&[]).leak()).get(7), 0);
    }
}
