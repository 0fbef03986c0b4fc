//! Words: where they end, and which are two tokens.

use super::super::words;
use super::scanner::{Scanner, is_joiner};
use super::stop::Stop;
use crate::text::hash::hash;

impl Scanner<'_> {
    /// Adds a word, cut in two if it is a contraction or a number with a unit.
    pub(super) fn word(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        if (2..=8).contains(&word.len()) {
            let entry = self.words.classes(hash(word));
            if entry.any(words::SPLIT) {
                self.push(start, start + entry.cut as usize);
                self.push(start + entry.cut as usize, end);
                return;
            }
        }
        if word.as_bytes()[0].is_ascii_digit() {
            let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.').len();
            let unit = word[digits..].trim_end_matches('.');
            // "3D", "4G" and "5K" are names of their own; "300K" is an amount.
            let amount = unit.len() > 1 || unit.bytes().all(|b| b.is_ascii_lowercase()) || digits > 1;
            if digits < word.len() && amount && self.words.classes(hash(unit)).any(words::UNIT) {
                self.push(start, start + digits);
                self.push(start + digits, end);
                return;
            }
        }
        self.push(start, end);
    }

    /// The end of the word that starts at `start`.
    pub(super) fn word_end(&self, start: usize, end: usize) -> usize {
        let mut at = start;
        // Where the letters since the last inner mark begin.
        let mut part = start;
        let mut previous = ' ';
        while at < end {
            let c = self.char(at);
            let after = at + c.len_utf8();
            let next = if after < end { self.char(after) } else { ' ' };
            let joined = match c {
                _ if c.is_alphanumeric() || is_joiner(c) => {
                    (previous, at) = (c, after);
                    continue;
                }
                '.' => match self.full_stop(start, part, at, end) {
                    Stop::Inside => true,
                    Stop::Last => return after,
                    Stop::Domain(stop) => return stop,
                    Stop::Outside => false,
                },
                ',' | ':' => previous.is_ascii_digit() && next.is_ascii_digit(),
                '\'' | '’' | '`' => match self.apostrophe(start, at, end) {
                    Some(0) => true,
                    Some(back) => return at - back,
                    None => return at,
                },
                '/' => {
                    let numbers =
                        previous.is_ascii_digit() && next.is_ascii_digit() && self.text.as_bytes()[start].is_ascii_digit();
                    let single = at - part == 1 && (next == ' ' && previous == 'w' || self.letters(after, end) == 1);
                    if single && next == ' ' {
                        return after;
                    }
                    numbers || single
                }
                '-' | '‐' | '‑' => match self.hyphen(start, at, after, end) {
                    Some(stop) if stop > after => return stop,
                    joined => joined.is_some(),
                },
                '&' => previous.is_uppercase() && next.is_uppercase(),
                '_' | '*' => next.is_alphanumeric(),
                '$' => {
                    let country = self.words.is_country(&self.text[start..at]);
                    return if country && !next.is_ascii_alphabetic() { after } else { at };
                }
                _ => false,
            };
            if !joined {
                return at;
            }
            (previous, at, part) = (c, after, after);
        }
        end
    }
}
