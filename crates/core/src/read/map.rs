//! The way from a changed text back to the one it was made of.

use crate::Span;

/// Where the bytes of a text came from: runs that were copied as they are or stand for something else, in order.
#[derive(Debug, Default)]
pub struct OffsetMap {
    runs: Vec<Run>,
}

#[derive(Debug, Clone, Copy)]
struct Run {
    /// Where it begins in the new text.
    new: u32,
    /// Where it begins in the original.
    old: u32,
    /// The length of what it stands for, if it was not copied.
    replaced: u32,
}

impl OffsetMap {
    /// Notes that from here on, bytes were copied: `new` is the length of the new text so far, `old` the offset in the original.
    pub fn copy_from(&mut self, new: usize, old: usize) {
        self.runs.push(Run { new: new as u32, old: old as u32, replaced: 0 });
    }

    /// Notes that what comes next stands for `len` bytes of the original.
    pub fn replace(&mut self, new: usize, old: usize, len: usize) {
        self.runs.push(Run { new: new as u32, old: old as u32, replaced: len as u32 });
    }

    /// The stretch of the original that `span` was made of.
    pub fn to_original(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.start(span.start);
            return Span { start: at, end: at };
        }
        // The end is mapped through the last byte inside, so that what was dropped behind it stays outside.
        Span { start: self.start(span.start), end: self.end(span.end - 1) }
    }

    fn run(&self, offset: u32) -> Run {
        let i = self.runs.partition_point(|run| run.new <= offset);
        self.runs.get(i.wrapping_sub(1)).copied().unwrap_or(Run { new: 0, old: 0, replaced: 0 })
    }

    /// The first byte of the original that this byte stands for.
    fn start(&self, offset: u32) -> u32 {
        let run = self.run(offset);
        if run.replaced > 0 { run.old } else { run.old + (offset - run.new) }
    }

    /// The byte behind the last byte of the original that this byte stands for.
    fn end(&self, offset: u32) -> u32 {
        let run = self.run(offset);
        if run.replaced > 0 { run.old + run.replaced } else { run.old + (offset - run.new) + 1 }
    }
}
