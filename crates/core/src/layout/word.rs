//! A quick cut of a line into words, for counting only.

use crate::Span;
use crate::syntax::hash;

/// A run of letters, digits and inner apostrophes.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Where it stands in the line.
    pub span: Span,
    /// The hash of its lower case.
    pub hash: u64,
}

/// The words of a line.
pub fn words(line: &str) -> impl Iterator<Item = Word> {
    let bytes = line.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && !matches!(step(bytes, at), Step::Letter(_)) {
            at += step(bytes, at).len();
        }
        let start = at;
        while at < bytes.len() {
            match step(bytes, at) {
                Step::Letter(len) => at += len,
                Step::Apostrophe(len) if matches!(bytes.get(at + len).map(|_| step(bytes, at + len)), Some(Step::Letter(_))) => {
                    at += len;
                }
                _ => break,
            }
        }
        (start < at).then(|| Word { span: Span::new(start, at), hash: hash(&line[start..at]) })
    })
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
        fn any_line_can_be_cut(line in "\\PC{0,80}") {
            let mut last = 0;
            for word in words(&line) {
                prop_assert!(word.span.start >= last && !word.span.is_empty());
                let _ = word.span.of(&line);
                last = word.span.end;
            }
        }
    }
}
