//! Digits of other scripts: full-width, Arabic, Persian, those of India and Thailand.

use std::ops::Range;

/// The zeros of these scripts; the other digits follow each.
const ZEROS: [char; 10] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{be6}', '\u{c66}', '\u{e50}', '\u{ff10}'];

/// A text with the digits of Europe in place of others, and the way back.
pub struct Folded {
    pub text: String,
    /// Where each of its bytes begins in the text before.
    places: Vec<usize>,
}

impl Folded {
    /// Returns a text with other digits; none if it has no such digits.
    pub fn of(text: &str) -> Option<Self> {
        if text.is_ascii() || !text.contains(|c| digit(c).is_some()) {
            return None;
        }
        let mut folded = Self { text: String::with_capacity(text.len()), places: Vec::with_capacity(text.len() + 1) };
        for (at, c) in text.char_indices() {
            folded.text.push(digit(c).unwrap_or(c));
            folded.places.resize(folded.text.len(), at);
        }
        folded.places.push(text.len());
        Some(folded)
    }

    /// Returns where a stretch of it is in the text before.
    pub fn range(&self, at: Range<usize>) -> Range<usize> {
        self.places[at.start]..self.places[at.end]
    }
}

/// The digit of Europe for one of another script.
fn digit(c: char) -> Option<char> {
    let value = ZEROS.iter().map(|&zero| (c as u32).wrapping_sub(zero as u32)).find(|value| *value < 10)?;
    char::from_digit(value, 10)
}
