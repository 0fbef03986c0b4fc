//! Units of offsets, and the conversion from bytes to the others.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The unit in which a record counts its offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Offsets {
    /// UTF-8 bytes, as Rust slices.
    #[default]
    Byte,
    /// Unicode code points, as Python slices.
    CodePoint,
    /// UTF-16 units, as JavaScript and Java slice.
    Utf16,
}

/// Bytes between two entries of the index.
const STEP: usize = 64;

/// Converts byte offsets of one text into another unit: a table every [`STEP`] bytes, then a count of at most that many bytes.
pub(crate) struct Converter<'a> {
    text: &'a [u8],
    unit: Offsets,
    /// Units before byte `i * STEP`; empty if units and bytes are the same.
    index: Vec<u32>,
}

impl<'a> Converter<'a> {
    pub fn new(text: &'a str, unit: Offsets) -> Self {
        let bytes = text.as_bytes();
        let mut index = Vec::new();
        if unit != Offsets::Byte && !text.is_ascii() {
            index.reserve(bytes.len() / STEP + 1);
            let mut units = 0;
            for chunk in bytes.chunks(STEP) {
                index.push(units);
                units += count(chunk, unit);
            }
            index.push(units);
        }
        Self { text: bytes, unit, index }
    }

    /// The offset, in units, of the character that starts at `byte`.
    pub fn convert(&self, byte: u32) -> u32 {
        if self.index.is_empty() {
            return byte;
        }
        // A record that was read from JSON may say anything.
        let byte = (byte as usize).min(self.text.len());
        let slot = byte / STEP;
        self.index[slot] + count(&self.text[slot * STEP..byte], self.unit)
    }
}

/// Units whose first byte lies in `bytes`; a character outside the basic plane counts twice in UTF-16.
fn count(bytes: &[u8], unit: Offsets) -> u32 {
    let starts = bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count();
    let pairs = if unit == Offsets::Utf16 { bytes.iter().filter(|&&b| b >= 0xF0).count() } else { 0 };
    (starts + pairs) as u32
}

/// Returns the byte offset of every position of a text counted in `unit`, and of its end.
///
/// The second half of a UTF-16 pair has the offset of its character.
fn byte_offsets(text: &str, unit: Offsets) -> Vec<u32> {
    let width = |c: char| match unit {
        Offsets::Byte => c.len_utf8(),
        Offsets::CodePoint => 1,
        Offsets::Utf16 => c.len_utf16(),
    };
    let starts = text.char_indices().flat_map(|(at, c)| std::iter::repeat_n(at as u32, width(c)));
    starts.chain([text.len() as u32]).collect()
}

/// Converts offsets of one text in any unit into bytes; offsets after its end become its end.
pub(crate) struct ToBytes {
    /// Byte offset by offset; none if the unit is bytes already.
    table: Option<Vec<u32>>,
    end: u32,
}

impl ToBytes {
    pub fn new(text: &str, unit: Offsets) -> Self {
        let table = (unit != Offsets::Byte && !text.is_ascii()).then(|| byte_offsets(text, unit));
        Self { table, end: text.len() as u32 }
    }

    /// Returns the byte offset of an offset in the unit.
    pub fn convert(&self, offset: u32) -> u32 {
        match &self.table {
            None => offset.min(self.end),
            Some(table) => table.get(offset as usize).copied().unwrap_or(self.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn offsets_count_what_stands_before(text in ".{0,200}") {
            for unit in [Offsets::Byte, Offsets::CodePoint, Offsets::Utf16] {
                let converter = Converter::new(&text, unit);
                for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                    let before = &text[..byte];
                    let expected = match unit {
                        Offsets::Byte => before.len(),
                        Offsets::CodePoint => before.chars().count(),
                        Offsets::Utf16 => before.encode_utf16().count(),
                    };
                    prop_assert_eq!(converter.convert(byte as u32) as usize, expected);
                    prop_assert_eq!(ToBytes::new(&text, unit).convert(expected as u32) as usize, byte);
                }
            }
        }
    }
}
