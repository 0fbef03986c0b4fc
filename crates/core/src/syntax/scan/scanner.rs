//! The text that is cut and the tokens so far: what all steps of the scanner ask and add.

use super::super::token::{Shape, Token};
use super::super::words::ScannerWords;
use super::super::{Deprel, Upos};
use crate::Span;
use crate::text::hash::hash;

/// How far a look ahead inside one word goes; keeps the scan linear.
pub(super) const REACH: usize = 128;

/// A block of text that is cut into tokens.
pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) end: usize,
    pub(super) words: &'a ScannerWords,
    pub(super) tokens: &'a mut Vec<Token>,
}

impl Scanner<'_> {
    /// The character at `at`, a space at the end.
    pub(super) fn char(&self, at: usize) -> char {
        match self.byte(at) {
            b if b < 128 => b as char,
            _ => self.text[at..self.end].chars().next().unwrap_or(' '),
        }
    }

    /// The byte at `at`, a space at the end.
    pub(super) fn byte(&self, at: usize) -> u8 {
        if at < self.end { self.text.as_bytes()[at] } else { b' ' }
    }

    pub(super) fn push(&mut self, start: usize, end: usize) {
        if start < end {
            let word = &self.text[start..end];
            let head = self.tokens.len() as u32;
            let (hash, shape) = (hash(word), Shape::of(word));
            self.tokens.push(Token { span: Span::new(start, end), hash, shape, upos: Upos::X, deprel: Deprel::Dep, head });
        }
    }

    /// How many letters and digits follow from `at`, up to a few.
    pub(super) fn letters(&self, at: usize, end: usize) -> usize {
        self.text[at..end].chars().take(20).take_while(|c| c.is_alphanumeric()).count()
    }
}

/// White space, zero-width kinds among it.
pub fn is_space(c: char) -> bool {
    c == ' ' || c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// Marks that hang on the character before them.
pub(super) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}
