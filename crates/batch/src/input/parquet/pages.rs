//! The sizes that the pages of a column announce, read before any of them is unpacked: a file of two kilobytes can announce a
//! page of two gigabytes.
//!
//! Page headers are Thrift structs in the compact protocol; of each only the sizes are read, the rest is passed over.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

/// Nesting of a page header: the header, the kind's own header, its statistics.
const DEEPEST: u32 = 8;
/// Longest header taken, in bytes; statistics in it may hold long values.
const LONGEST_HEADER: u64 = 16 << 20;

/// The size, unpacked, of the largest page of a column chunk that is `length` bytes from `start` on.
///
/// # Errors
/// If the file can't be read or these are no page headers.
pub(super) fn largest(file: &File, start: u64, length: u64) -> io::Result<u64> {
    let mut reader = BufReader::with_capacity(256, file);
    reader.seek(SeekFrom::Start(start))?;
    let (mut at, mut largest) = (0, 0);
    while at < length {
        let mut header = Thrift { reader: (&mut reader).take(LONGEST_HEADER) };
        let (unpacked, packed) = header.page_sizes()?;
        at += LONGEST_HEADER - header.reader.limit() + packed;
        largest = largest.max(unpacked);
        reader.seek_relative(packed as i64)?;
    }
    Ok(largest)
}

/// Reads the compact protocol.
struct Thrift<R> {
    reader: R,
}

impl<R: Read> Thrift<R> {
    /// Reads a page header; returns the page's size unpacked and packed.
    fn page_sizes(&mut self) -> io::Result<(u64, u64)> {
        let (mut id, mut sizes) = (0, [None; 2]);
        while let Some((field, kind)) = self.field(id)? {
            id = field;
            match (field, kind) {
                (2 | 3, 5) => sizes[field as usize - 2] = Some(self.int()?),
                _ => self.skip(kind, DEEPEST)?,
            }
        }
        let size = |size: Option<i64>| size.and_then(|size| u64::try_from(size).ok()).filter(|&size| u32::try_from(size).is_ok());
        match (size(sizes[0]), size(sizes[1])) {
            (Some(unpacked), Some(packed)) => Ok((unpacked, packed)),
            _ => Err(invalid()),
        }
    }

    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.reader.read_exact(&mut byte)?;
        Ok(byte[0])
    }

    fn varint(&mut self) -> io::Result<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(invalid())
    }

    /// A zigzag integer.
    fn int(&mut self) -> io::Result<i64> {
        let value = self.varint()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// Number and type of the next field; none at the end of the struct.
    fn field(&mut self, last: i64) -> io::Result<Option<(i64, u8)>> {
        let head = self.byte()?;
        let (delta, kind) = (head >> 4, head & 0x0f);
        match (delta, kind) {
            (_, 0) => Ok(None),
            (0, _) => Ok(Some((self.int()?, kind))),
            _ => Ok(Some((last.wrapping_add(delta.into()), kind))),
        }
    }

    fn pass(&mut self, bytes: u64) -> io::Result<()> {
        let passed = io::copy(&mut (&mut self.reader).take(bytes), &mut io::sink())?;
        if passed == bytes { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }

    /// Passes over a value of a field.
    fn skip(&mut self, kind: u8, depth: u32) -> io::Result<()> {
        let Some(depth) = depth.checked_sub(1) else { return Err(invalid()) };
        match kind {
            // A Boolean is in its type.
            1 | 2 => Ok(()),
            3 => self.pass(1),
            4..=6 => self.varint().map(drop),
            7 => self.pass(8),
            8 => {
                let length = self.varint()?;
                self.pass(length)
            }
            9 | 10 => {
                let head = self.byte()?;
                let length = if head >> 4 == 15 { self.varint()? } else { u64::from(head >> 4) };
                // An element of a list takes a byte even if it is a Boolean, so the limit on the header ends this.
                (0..length).try_for_each(|_| if head & 0x0f <= 2 { self.pass(1) } else { self.skip(head & 0x0f, depth) })
            }
            12 => {
                let mut id = 0;
                while let Some((field, kind)) = self.field(id)? {
                    id = field;
                    self.skip(kind, depth)?;
                }
                Ok(())
            }
            _ => Err(invalid()),
        }
    }
}

fn invalid() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "no page header")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_the_rest_is_passed_over() {
        // Type, sizes 300 and 20, CRC, a header of a data page with its four fields, end.
        let header = [0x15, 0, 0x15, 0xd8, 4, 0x15, 40, 0x15, 2, 0x1c, 0x15, 2, 0x15, 0, 0x15, 6, 0x15, 6, 0, 0];
        assert_eq!(Thrift { reader: &header[..] }.page_sizes().unwrap(), (300, 20));
        for end in 0..header.len() {
            assert!(Thrift { reader: &header[..end] }.page_sizes().is_err());
        }
        // A field of structs nested without end.
        let deep: Vec<u8> = std::iter::repeat_n(0x1c, 100_000).collect();
        assert!(Thrift { reader: &deep[..] }.page_sizes().is_err());
    }
}
