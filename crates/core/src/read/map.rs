//! The way from a changed text back to the one it was made of.

use crate::Span;

/// Where the bytes of a text came from: stretches that were copied as they are, in order.
#[derive(Debug, Default)]
pub struct OffsetMap {
    /// (offset in the new text, offset in the original) at the start of each copied stretch.
    starts: Vec<(u32, u32)>,
}

impl OffsetMap {
    /// Notes that from here on, bytes were copied: `new` is the length of the new text so far, `old` the offset in the original.
    pub fn copy_from(&mut self, new: usize, old: usize) {
        self.starts.push((new as u32, old as u32));
    }

    /// The stretch of the original that `span` was made of.
    pub fn to_original(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.at(span.start);
            return Span { start: at, end: at };
        }
        // The end is mapped through the last byte inside, so that what was dropped behind it stays outside.
        Span { start: self.at(span.start), end: self.at(span.end - 1) + 1 }
    }

    fn at(&self, offset: u32) -> u32 {
        let i = self.starts.partition_point(|&(new, _)| new <= offset);
        self.starts.get(i.wrapping_sub(1)).map_or(offset, |&(new, old)| old + (offset - new))
    }
}
