//! Apostrophes and hyphens: whether the word goes on after them.

use super::super::words;
use super::scanner::{REACH, Scanner};
use crate::text::hash::hash;

impl Scanner<'_> {
    /// What an apostrophe at `at` does: `Some(0)` it is part of the word, `Some(n)` the word ends `n` bytes before it, `None` at it.
    pub(super) fn apostrophe(&self, start: usize, at: usize, end: usize) -> Option<usize> {
        let after = at + self.char(at).len_utf8();
        let letters = self.letters(after, end);
        if letters == 0 {
            return None;
        }
        let tail = &self.text[after..];
        let ends = |suffix: &str| {
            letters == suffix.len() && tail.is_char_boundary(letters) && tail[..letters].eq_ignore_ascii_case(suffix)
        };
        let before = self.text.as_bytes()[at - 1];
        if ends("t") && matches!(before, b'n' | b'N') && at - 1 > start {
            return Some(1);
        }
        if tail.is_char_boundary(letters) && self.words.classes(hash(&tail[..letters])).any(words::CLITIC) {
            // "F.B.I.'s" and "1990's" too.
            return None;
        }
        if before.is_ascii_digit() || !self.char(after).is_alphabetic() || self.char(at) == '`' { None } else { Some(0) }
    }

    /// What a hyphen at `at` does: `None` it ends the word, `Some(end of the word)` if that is known, `Some(after)` it goes on.
    pub(super) fn hyphen(&self, start: usize, at: usize, after: usize, end: usize) -> Option<usize> {
        let left = &self.text[start..at];
        let next = self.char(after);
        if after >= end || !next.is_alphanumeric() {
            return None;
        }
        if next.is_ascii_digit() && left.bytes().all(|b| b.is_ascii_digit()) {
            return self.numbers_with_hyphens(start, at, end);
        }
        if left.len() <= 8 && self.words.classes(hash(left)).any(words::PREFIX) {
            return Some(after);
        }
        let letters = self.letters(after, end);
        let right = &self.text[after..];
        let suffix =
            letters < 8 && right.is_char_boundary(letters) && self.words.classes(hash(&right[..letters])).any(words::SUFFIX);
        suffix.then_some(after)
    }

    /// The end of a telephone number, code or date such as 2024-05-01: three groups, or a short one before four digits. A range (10-15) is none.
    fn numbers_with_hyphens(&self, start: usize, at: usize, end: usize) -> Option<usize> {
        let reach = self.text.floor_char_boundary(end.min(at + REACH));
        let rest = &self.text[at..reach];
        let run = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-').len();
        let run = rest[..run].trim_end_matches('-');
        let groups = run.matches('-').count() + 1;
        let telephone = groups == 2 && matches!((at - start, run.len() - 1), (1 | 3 | 5, 4));
        (groups > 2 || telephone).then_some(at + run.len())
    }
}
