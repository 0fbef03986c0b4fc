//! Full stops: inside a word, at its end, in the name of a host, or a token of their own.

use super::super::token::Shape;
use super::super::words;
use super::scanner::{REACH, Scanner};
use crate::text::hash::hash;

/// What a full stop is to the word before it.
pub(super) enum Stop {
    /// It goes on after it.
    Inside,
    /// It is its last character.
    Last,
    /// It is inside a host or file name that ends there.
    Domain(usize),
    /// It is a token of its own.
    Outside,
}

impl Scanner<'_> {
    /// What a full stop at `at` is to the word from `start`, whose letters since the last inner mark begin at `part`.
    pub(super) fn full_stop(&self, start: usize, part: usize, at: usize, end: usize) -> Stop {
        let letters = self.text[part..at].chars().take(3).count();
        let digits = self.text.as_bytes()[at - 1].is_ascii_digit();
        let next = self.char(at + 1);
        if at + 1 < end && next.is_alphanumeric() {
            if digits && next.is_ascii_digit() {
                return Stop::Inside;
            }
            if let Some(stop) = self.domain(start, at, end) {
                return Stop::Domain(stop);
            }
            if !digits && letters == 1 {
                // "U.S" goes on, "J.Smith" does not.
                let following = self.letters(at + 1, end);
                return if following <= 2 || part > start && following <= 3 { Stop::Inside } else { Stop::Last };
            }
            let following = self.text.get(start..at + 2).unwrap_or_default();
            if self.words.is_degree(following)
                || self.words.classes(hash(&self.text[start..at])).any(words::TITLE)
            {
                return if following.ends_with('D') || following.ends_with('S') { Stop::Inside } else { Stop::Last };
            }
            return Stop::Outside;
        }
        // "...": the stops stay together.
        if next == '.' && at + 1 < end {
            return Stop::Outside;
        }
        let word = &self.text[start..at];
        if part > start && self.text.as_bytes()[part - 1] == b'.' && !digits && letters <= 2 {
            return Stop::Last;
        }
        let first = self.text.as_bytes()[start];
        if letters == 1 && part == start && first.is_ascii_uppercase() {
            // "I." ends a sentence oftener than it shortens a name, but for "I. M." and "Albert I. Jonas".
            let shortens = first != b'I' || self.byte(at + 3) == b'.' || self.is_middle(start, at);
            return if shortens { Stop::Last } else { Stop::Outside };
        }
        if word.len() > 12 {
            return Stop::Outside;
        }
        let class = self.words.classes(hash(word));
        let following = if self.byte(at + 1) == b' ' { self.byte(at + 2) } else { self.byte(at + 1) };
        let (number, capital) = (following.is_ascii_digit(), first.is_ascii_uppercase());
        let last = class.any(words::TITLE | words::SHORT)
            || class.any(words::PROPER) && capital
            || class.any(words::NUMBERED) && number
            || class.any(words::MONTH) && capital && (number || following == b',');
        if last { Stop::Last } else { Stop::Outside }
    }

    /// True if the initial at `start`, with a stop at `at`, has a name before it and one after it: "Albert I. Jonas".
    fn is_middle(&self, start: usize, at: usize) -> bool {
        let Some(before) = self.tokens.last().filter(|token| token.span.end as usize + 1 == start) else { return false };
        let named = before.shape == Shape::Capital && !self.words.classes(before.hash).any(words::STARTER);
        let next = at + 2;
        named && self.byte(at + 1) == b' ' && self.char(next).is_uppercase() && {
            let reach = self.text.floor_char_boundary(self.end.min(next + REACH));
            let word = self.text.get(next..reach).unwrap_or("");
            let word = &word[..word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len())];
            word.len() > 1 && !self.words.classes(hash(word)).any(words::STARTER)
        }
    }

    /// The end of the host or file name with a stop at `at`.
    fn domain(&self, start: usize, at: usize, end: usize) -> Option<usize> {
        let reach = self.text.floor_char_boundary(end.min(at + REACH));
        let rest = &self.text[at..reach];
        let name = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || ".-_".contains(c)).len();
        let name = rest[..name].trim_end_matches(['.', '-', '_']);
        let last = name.rsplit('.').next()?;
        let is_known = self.words.classes(hash(last)).any(words::DOMAIN)
            && (last.len() > 2 || !last.bytes().any(|b| b.is_ascii_uppercase()));
        // "talk.pottery.kilns": three words in small letters without a space are no sentences that ran together.
        let is_long = at - start <= REACH
            && name.matches('.').count() > 1
            && self.text[start..at].bytes().chain(name.bytes()).all(|b| !b.is_ascii_uppercase())
            && name[1..].split('.').all(|part| part.len() > 1 && part.as_bytes()[0].is_ascii_lowercase());
        if at - start < 2 || !is_known && !is_long {
            return None;
        }
        let stop = at + name.len();
        if self.byte(stop) != b'/' || stop >= end {
            return Some(stop);
        }
        Some(
            stop + self.text[stop..end]
                .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '\'', '”', '’', ']', '/'])
                .len(),
        )
    }
}
