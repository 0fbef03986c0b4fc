//! The cells of a row.

use csv_core::ReadRecordResult;

/// Most cells of a row.
const MAX_CELLS: usize = 10_000;

/// The cells of a row, one after the other.
#[derive(Default)]
pub(super) struct Cells {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
}

impl Cells {
    /// Takes a row apart; returns the number of its cells, none if that is more than [`MAX_CELLS`].
    pub(super) fn parse(&mut self, parser: &mut csv_core::Reader, row: &[u8]) -> Option<usize> {
        self.bytes.resize(self.bytes.len().max(row.len() + 1), 0);
        self.ends.resize(MAX_CELLS, 0);
        self.count = 0;
        parser.reset();
        let (mut input, mut bytes, mut ends) = (row, 0, 0);
        loop {
            // With all input gone, the second call ends the last cell.
            let (result, read, written, ended) = parser.read_record(input, &mut self.bytes[bytes..], &mut self.ends[ends..]);
            (input, bytes, ends) = (&input[read..], bytes + written, ends + ended);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record => {
                    self.count = ends;
                    return Some(ends);
                }
                ReadRecordResult::End => return Some(0),
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => return None,
            }
        }
    }

    pub(super) fn get(&self, i: usize) -> Option<&[u8]> {
        let end = *self.ends[..self.count].get(i)?;
        self.bytes.get(i.checked_sub(1).map_or(0, |before| self.ends[before])..end)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.count).filter_map(|i| self.get(i))
    }
}
