//! A quick cut of a line into words, for counting only.
#![allow(clippy::inline_always, reason = "hashes run side by side only where nothing is called in between")]

use super::class::{self, Listed};
use crate::Span;
use crate::model::lanes::{self, BLOCK};
use crate::text::hash::{Hasher, hash};

/// A run of letters, digits and inner apostrophes.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Where it stands in the line.
    pub span: Span,
    /// The hash of its lower case.
    pub hash: u64,
    /// What the lists say of it; counting a line fills it in.
    pub listed: Listed,
    /// True for a character of a script that puts no spaces between words: each of them counts as a word.
    pub unspaced: bool,
}

impl Word {
    /// True for words that tell what a text is about: no short and no small ones.
    pub fn is_content(&self) -> bool {
        // No processor foresees which words these are: both are asked for.
        u8::from(self.span.len() > 3) & u8::from(self.listed.classes & class::STOP == 0) == 1
    }
}

/// Returns what a text is about: its content words, and pairs of characters where a script has no spaces, as hashes.
pub fn themes(words: &[Word]) -> impl Iterator<Item = u64> + '_ {
    words.iter().enumerate().filter_map(|(i, word)| {
        if !word.unspaced {
            return word.is_content().then_some(word.hash);
        }
        let next = words.get(i + 1).filter(|next| next.unspaced && next.span.start == word.span.end)?;
        Some(word.hash.rotate_left(7) ^ next.hash)
    })
}

/// The words of a line.
pub fn words(line: &str) -> impl Iterator<Item = Word> {
    Spans::of(line).flat_map(move |span| Characters { line, span }).map(move |(span, unspaced)| Word {
        span,
        hash: hash_of(line, span),
        listed: Listed::default(),
        unspaced,
    })
}

/// Adds the words of a line to `words`: first all places, then all hashes, so that a processor can hash several at once.
pub fn add_words(line: &str, words: &mut Vec<Word>) {
    let before = words.len();
    let mut add = |span, unspaced| words.push(Word { span, hash: 0, listed: Listed::default(), unspaced });
    if may_be_unspaced(line.as_bytes()) {
        Spans::of(line).flat_map(|span| Characters { line, span }).for_each(|(span, unspaced)| add(span, unspaced));
    } else {
        Spans::of(line).for_each(|span| add(span, false));
    }
    for word in &mut words[before..] {
        word.hash = hash_of(line, word.span);
    }
}

/// Cuts the characters of scripts without spaces out of a run of letters.
struct Characters<'a> {
    line: &'a str,
    span: Span,
}

impl Iterator for Characters<'_> {
    type Item = (Span, bool);

    fn next(&mut self) -> Option<(Span, bool)> {
        let bytes = self.line.as_bytes();
        let (start, end) = (self.span.start as usize, self.span.end as usize);
        if start == end {
            return None;
        }
        let mut at = start;
        while at < end {
            if is_unspaced(bytes, at) {
                let unspaced = at == start;
                let to = if unspaced { at + 3 } else { at };
                self.span = Span::new(to, end);
                return Some((Span::new(start, to), unspaced));
            }
            at += 1;
        }
        self.span = Span::new(end, end);
        Some((Span::new(start, end), false))
    }
}

/// True if a line holds bytes that begin characters of scripts without spaces; asked of many bytes at once.
fn may_be_unspaced(bytes: &[u8]) -> bool {
    // Without a branch: chunks are short and all of their bytes are looked at.
    let wide = |chunk: &[u8]| chunk.iter().fold(0, |found, &b| found | u8::from(b & 0xF0 == 0xE0 && b != 0xE2)) != 0;
    bytes.chunks(256).any(wide)
}

/// True if a character begins here that belongs to a script without spaces between words: Thai, Lao, Burmese, Khmer, kana, Han.
fn is_unspaced(bytes: &[u8], at: usize) -> bool {
    let [Some(&first), Some(&second)] = [bytes.get(at), bytes.get(at + 1)] else { return false };
    match first {
        0xE0 => matches!(second, 0xB8..=0xBB),
        0xE1 => matches!(second, 0x80..=0x82 | 0x9E | 0x9F),
        0xE3 => matches!(second, 0x81..=0x83 | 0x87 | 0x90..) || second == 0x80 && matches!(bytes.get(at + 2), Some(0x85..=0x87)),
        0xE4..=0xE9 => true,
        0xEF => matches!(second, 0xA4..=0xAB),
        _ => false,
    }
}

/// True if a character begins here whose script neither parts words nor closes sentences with a mark: Thai, Lao, Burmese, Khmer.
pub fn is_unstopped(bytes: &[u8], at: usize) -> bool {
    matches!(bytes[at], 0xE0 | 0xE1) && is_unspaced(bytes, at)
}

/// Cuts a line into words, block by block: bits tell which bytes are of words, so no byte of a word costs a branch.
#[derive(Debug)]
struct Spans<'a> {
    line: &'a str,
    /// Where the next block begins.
    next: usize,
    /// Where this block begins.
    base: usize,
    /// The bytes of this block that begin a word and have not been taken.
    starts: u64,
    /// The bytes of this block behind a word that has not been taken.
    ends: u64,
    /// Where the next word begins.
    start: usize,
    /// True if the last byte of this block is of a word.
    open: bool,
    /// The bytes of the next block that are of a letter begun in this one, and those of any character begun in this one.
    over: (u64, u64),
}

impl Iterator for Spans<'_> {
    type Item = Span;

    #[inline]
    fn next(&mut self) -> Option<Span> {
        while self.ends == 0 {
            if self.next >= self.line.len() && !self.open {
                return None;
            }
            self.read_block();
        }
        let (start, end) = (self.start, self.base + self.ends.trailing_zeros() as usize);
        self.ends &= self.ends - 1;
        self.take_start();
        Some(Span::new(start, end))
    }

    /// Who walks over all words walks over those of each block with nothing else to see to.
    #[inline]
    fn fold<B, F: FnMut(B, Span) -> B>(mut self, mut sum: B, mut take: F) -> B {
        loop {
            let mut ends = self.ends;
            while ends != 0 {
                let (start, end) = (self.start, self.base + ends.trailing_zeros() as usize);
                ends &= ends - 1;
                self.take_start();
                sum = take(sum, Span::new(start, end));
            }
            if self.next >= self.line.len() && !self.open {
                return sum;
            }
            self.read_block();
        }
    }
}

impl<'a> Spans<'a> {
    fn of(line: &'a str) -> Self {
        Self { line, next: 0, base: 0, starts: 0, ends: 0, start: 0, open: false, over: (0, 0) }
    }

    /// Reads the next block; one behind the end of the line has no letters.
    fn read_block(&mut self) {
        let bytes = self.line.as_bytes();
        self.base = self.next;
        self.next += BLOCK;
        let mut tail = [0; BLOCK];
        let block = bytes[self.base..].first_chunk().unwrap_or_else(|| {
            tail[..bytes.len() - self.base].copy_from_slice(&bytes[self.base..]);
            &tail
        });
        let mut letters = lanes::bits(block, |b| b.is_ascii_alphanumeric()) | self.over.0;
        let mut others = lanes::bits(block, |b| b >= 0x80 || b == b'\'') & !self.over.1;
        self.over = (0, 0);
        while others != 0 {
            let at = others.trailing_zeros();
            let here = self.base + at as usize;
            let step = step(bytes, here);
            let is_of_word = match step {
                Step::Letter(_) => true,
                Step::Apostrophe(len) => {
                    let follows = if at == 0 { self.open } else { letters >> (at - 1) & 1 == 1 };
                    follows && is_letter(bytes, here + len)
                }
                Step::Mark(_) => false,
            };
            let all = ((1_u128 << step.len()) - 1) << at;
            let these = if is_of_word { all } else { 0 };
            letters |= these as u64;
            others &= !(all as u64);
            self.over = ((these >> BLOCK) as u64, (all >> BLOCK) as u64);
        }
        let behind = letters << 1 | u64::from(self.open);
        self.starts = letters & !behind;
        self.ends = behind & !letters;
        if !self.open {
            self.take_start();
        }
        self.open = letters >> (BLOCK - 1) == 1;
    }

    /// Takes the next start; where this block has none, the next one has it.
    #[inline]
    fn take_start(&mut self) {
        self.start = self.base + self.starts.trailing_zeros() as usize;
        self.starts &= self.starts.wrapping_sub(1);
    }
}

/// The hash of a word, eight bytes at a time. Letters and digits become small by one bit, apostrophes have it already.
#[inline(always)]
fn hash_of(line: &str, span: Span) -> u64 {
    let mut hasher = Hasher::default();
    let (mut at, end) = (span.start as usize, span.end as usize);
    loop {
        let len = (end - at).min(8);
        let these = u64::MAX >> (64 - 8 * len);
        let bytes = eight(line.as_bytes(), at) & these;
        if bytes & 0x8080_8080_8080_8080 != 0 {
            return hash(span.of(line));
        }
        hasher.add_eight(bytes | 0x2020_2020_2020_2020 & these, len);
        at += len;
        if at == end {
            return hasher.finish();
        }
    }
}

/// Eight bytes from `at` on, the first one lowest; zeros behind the end.
#[inline]
fn eight(bytes: &[u8], at: usize) -> u64 {
    bytes[at..].first_chunk().map_or_else(|| last_bytes(bytes, at), |&eight| u64::from_le_bytes(eight))
}

/// The bytes from `at` on where there are fewer than eight.
#[cold]
fn last_bytes(bytes: &[u8], at: usize) -> u64 {
    match bytes.last_chunk() {
        Some(&last) => u64::from_le_bytes(last) >> (8 * (at + 8 - bytes.len())),
        None => bytes[at..].iter().rev().fold(0, |sum, &b| sum << 8 | u64::from(b)),
    }
}

#[inline]
fn is_letter(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(|&b| b.is_ascii_alphanumeric() || b >= 0x80 && matches!(step(bytes, at), Step::Letter(_)))
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
        0xC0..0xD8 => Step::Letter(2),
        0xD8..0xE0 => {
            if is_arabic_mark(bytes, at) {
                Step::Mark(2)
            } else {
                Step::Letter(2)
            }
        }
        0xE0..0xF0 => {
            if is_wide_mark(bytes, at) {
                Step::Mark(3)
            } else {
                Step::Letter(3)
            }
        }
        _ => Step::Mark(4),
    }
}

/// Comma, semicolon, question mark and full stop of Arabic and Urdu.
fn is_arabic_mark(bytes: &[u8], at: usize) -> bool {
    matches!((bytes[at], bytes.get(at + 1)), (0xD8, Some(0x8C | 0x9B | 0x9F)) | (0xDB, Some(0x94)))
}

/// Marks of Chinese and Japanese, full-width marks, dandas of India, stops of Burma and Cambodia.
fn is_wide_mark(bytes: &[u8], at: usize) -> bool {
    match (bytes[at], bytes.get(at + 1).copied().unwrap_or(0), bytes.get(at + 2).copied().unwrap_or(0)) {
        (0xE3, 0x80, third) => !matches!(third, 0x85..=0x87),
        (0xE3, 0x83, 0xBB) | (0xE0, 0xA5, 0xA4 | 0xA5) | (0xE1, 0x81, 0x8A | 0x8B) | (0xE1, 0x9F, 0x94..=0x9A) => true,
        (0xEF, 0xBC, third) => matches!(third, 0x80..=0x8F | 0x9A..=0xA0 | 0xBB..),
        (0xEF, 0xBD, third) => matches!(third, 0x80 | 0x9B..=0xA5),
        _ => false,
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

    #[test]
    fn characters_of_scripts_without_spaces_are_words() {
        for (line, expected) in [
            ("東京で5人、AI技術。", vec!["東", "京", "で", "5", "人", "AI", "技", "術"]),
            ("“市长”（左）说：好！", vec!["市", "长", "左", "说", "好"]),
            ("قال، نعم؟", vec!["قال", "نعم"]),
            ("उसने कहा।", vec!["उसने", "कहा"]),
        ] {
            let words: Vec<_> = words(line).map(|w| w.span.of(line)).collect();
            assert_eq!(words, expected);
        }
    }

    #[test]
    fn words_go_on_from_block_to_block() {
        for gap in 0..70 {
            let line = format!("{}Don’t été l'Ardenvale{} José’s", " ".repeat(gap), "e".repeat(gap));
            let words: Vec<_> = words(&line).map(|w| w.span.of(&line)).collect();
            assert_eq!(words, line.split_whitespace().collect::<Vec<_>>());
        }
    }

    proptest! {
        #[test]
        fn any_line_can_be_cut(line in "(\\PC|[A-z ’'é]){0,200}") {
            let mut last = 0;
            for word in words(&line) {
                prop_assert!(word.span.start >= last && !word.span.is_empty());
                prop_assert_eq!(word.hash, hash(word.span.of(&line)));
                last = word.span.end;
            }
            let cut: usize = words(&line).map(|w| w.span.len()).sum();
            let letters = (0..line.len()).filter(|&at| line.is_char_boundary(at));
            let letters: usize = letters.map(|at| match step(line.as_bytes(), at) { Step::Letter(len) => len, _ => 0 }).sum();
            prop_assert!(cut >= letters);
        }
    }
}
