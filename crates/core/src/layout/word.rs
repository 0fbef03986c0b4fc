//! A quick cut of a line into words, for counting only.

use crate::Span;
use crate::syntax::{Hasher, hash};

/// A run of letters, digits and inner apostrophes.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Where it stands in the line.
    pub span: Span,
    /// The hash of its lower case.
    pub hash: u64,
    /// What the lists say of it, as bits of [`class`](super::lexicon::class); counting a line fills it in.
    pub classes: u16,
}

/// The words of a line.
pub fn words(line: &str) -> impl Iterator<Item = Word> {
    let bytes = line.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && !is_letter(bytes, at) {
            at += step(bytes, at).len();
        }
        let start = at;
        let mut hasher = Hasher::default();
        let mut is_plain = true;
        while let Some(&b) = bytes.get(at) {
            if PLAIN[usize::from(b)] {
                hasher.add(b.to_ascii_lowercase());
                at += 1;
                continue;
            }
            match step(bytes, at) {
                Step::Apostrophe(len) if is_letter(bytes, at + len) => {
                    hasher.add(b'\'');
                    at += len;
                }
                Step::Letter(len) => {
                    is_plain = false;
                    at += len;
                }
                _ => break,
            }
        }
        (start < at).then(|| {
            let hash = if is_plain { hasher.finish() } else { hash(&line[start..at]) };
            Word { span: Span::new(start, at), hash, classes: 0 }
        })
    })
}

/// Letters and digits that are one byte.
const PLAIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut b = 0_u8;
    while b < 0x80 {
        table[b as usize] = b.is_ascii_alphanumeric();
        b += 1;
    }
    table
};

#[inline]
fn is_letter(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(|&b| PLAIN[usize::from(b)] || b >= 0x80 && matches!(step(bytes, at), Step::Letter(_)))
}

/// One character and its length in bytes.
enum Step {
    Letter(usize),
    Apostrophe(usize),
    Mark(usize),
}

impl Step {
    fn len(&self) -> usize {
        match *self {
            Self::Letter(len) | Self::Apostrophe(len) | Self::Mark(len) => len,
        }
    }
}

#[inline]
fn step(bytes: &[u8], at: usize) -> Step {
    match bytes[at] {
        b'\'' => Step::Apostrophe(1),
        b if b.is_ascii_alphanumeric() => Step::Letter(1),
        0..0x80 => Step::Mark(1),
        // Punctuation and symbols of general use lie at U+2000-2FFF and U+0080-00BF, letters nearly everywhere else.
        0xE2 if bytes[at..].starts_with("’".as_bytes()) => Step::Apostrophe(3),
        0xE2 => Step::Mark(3),
        0xC2 => Step::Mark(2),
        0xC0..0xE0 => Step::Letter(2),
        0xE0..0xF0 => Step::Letter(3),
        _ => Step::Mark(4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_keep_inner_apostrophes_only() {
        let line = "‘Don’t’ – José's e-mail, £5m…";
        let words: Vec<_> = words(line).map(|w| w.span.of(line)).collect();
        assert_eq!(words, ["Don’t", "José's", "e", "mail", "5m"]);
    }

    proptest! {
        #[test]
        fn any_line_can_be_cut(line in "(\\PC|[A-z ’é]){0,80}") {
            let mut last = 0;
            for word in words(&line) {
                prop_assert!(word.span.start >= last && !word.span.is_empty());
                prop_assert_eq!(word.hash, hash(word.span.of(&line)));
                last = word.span.end;
            }
        }
    }
}
