//! A packed, read-only hash table of 16-bit values: the long lists, ready to use as they lie in the file.
//!
//! File, all little-endian: `NGTC`, u32 slots, u32 entries, then for each 64 slots how many are filled before them (u32), a bit a slot
//! that says if it is filled (u64 for 64 slots), and of the filled ones 16 bits of the key's hash, the low bytes of the values and their
//! high bytes. Collisions go to the next slot. Of keys that were never put in, one in ten thousand or so is "found".
//! Columns apart, and nothing kept for empty slots: so a wheel is smaller.

/// A table over embedded bytes.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    slots: usize,
    before: &'static [[u8; 4]],
    filled: &'static [[u8; 8]],
    tags: &'static [[u8; 2]],
    low: &'static [u8],
    high: &'static [u8],
}

impl Default for Table {
    /// A table without entries.
    fn default() -> Self {
        Self { slots: 1, before: &[[0; 4]], filled: &[[0; 8]], tags: &[], low: &[], high: &[] }
    }
}

/// Bytes before the columns.
const HEADER: usize = 12;
/// Slots whose bits are kept together.
const BLOCK: usize = 64;

impl Table {
    /// Opens a table file.
    ///
    /// # Panics
    /// If it is none: tables are built in, so that is a fault of the build.
    pub fn open(bytes: &'static [u8]) -> Self {
        assert_eq!(bytes.get(..4), Some(b"NGTC".as_slice()), "not a table");
        let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes")) as usize;
        let (slots, entries) = (number(4), number(8));
        let blocks = slots.div_ceil(BLOCK);
        assert_eq!(bytes.len(), HEADER + 12 * blocks + 4 * entries, "a table is cut off");
        let (before, rest) = bytes[HEADER..].split_at(4 * blocks);
        let (filled, rest) = rest.split_at(8 * blocks);
        let (tags, rest) = rest.split_at(2 * entries);
        let (low, high) = rest.split_at(entries);
        Self { slots, before: before.as_chunks().0, filled: filled.as_chunks().0, tags: tags.as_chunks().0, low, high }
    }

    /// The value of a key, zero if it has none.
    #[inline]
    pub fn get(&self, key: u64) -> u16 {
        let tag = tag(key);
        let mut at = first_slot(key, self.slots);
        // A table is never full (see `write`), so an empty slot ends every search.
        while let Some(entry) = self.entry(at) {
            if self.tags[entry] == tag {
                return u16::from_le_bytes([self.low[entry], self.high[entry]]);
            }
            at = if at + 1 == self.slots { 0 } else { at + 1 };
        }
        0
    }

    /// Which of the entries a slot holds.
    #[inline]
    fn entry(&self, slot: usize) -> Option<usize> {
        let (block, bit) = (slot / BLOCK, slot % BLOCK);
        let filled = u64::from_le_bytes(self.filled[block]);
        let before = u32::from_le_bytes(self.before[block]) + (filled & ((1 << bit) - 1)).count_ones();
        (filled >> bit & 1 == 1).then_some(before as usize)
    }

    /// The file of a table with these entries. Values must not be zero; of equal keys the first one counts.
    pub fn write(entries: &[(u64, u16)]) -> Vec<u8> {
        let mut slots = vec![None; entries.len() * 4 / 3 + 1];
        for &(key, value) in entries {
            debug_assert!(value != 0, "zero means: not in the table");
            let mut at = first_slot(key, slots.len());
            let same = |slot: Option<([u8; 2], u16)>| slot.is_none_or(|(other, _)| other == tag(key));
            while !same(slots[at]) {
                at = (at + 1) % slots.len();
            }
            slots[at] = Some((tag(key), value));
        }
        let (mut before, mut filled) = (Vec::new(), Vec::new());
        let mut count = 0_u32;
        for block in slots.chunks(BLOCK) {
            before.extend(count.to_le_bytes());
            let bits = (0..).zip(block).fold(0_u64, |bits, (i, slot)| bits | u64::from(slot.is_some()) << i);
            filled.extend(bits.to_le_bytes());
            count += bits.count_ones();
        }
        let entries: Vec<([u8; 2], u16)> = slots.iter().flatten().copied().collect();
        let tags: Vec<u8> = entries.iter().flat_map(|(tag, _)| *tag).collect();
        let byte = |which: usize| entries.iter().map(|(_, value)| value.to_le_bytes()[which]).collect::<Vec<u8>>();
        let sizes = [(slots.len() as u32).to_le_bytes(), count.to_le_bytes()].concat();
        [b"NGTC".to_vec(), sizes, before, filled, tags, byte(0), byte(1)].concat()
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
