//! Marks, and words that begin with one: "'em", "#Ardenvale", "...".

use super::super::words;
use super::scanner::{Scanner, is_joiner};
use crate::text::hash::hash;

impl Scanner<'_> {
    /// The end of the mark, or the word that begins with one, at `at`.
    pub(super) fn mark_end(&self, at: usize, end: usize) -> usize {
        let c = self.char(at);
        let after = at + c.len_utf8();
        let next = if after < end { self.char(after) } else { ' ' };
        match c {
            '\'' | '’' | '‘' if next.is_alphanumeric() => self.leading_apostrophe(at, after, end),
            '@' | '#' if next.is_alphabetic() || next == '_' => {
                let name = self.text[after..end].trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
                end - name.len()
            }
            '+' | '.' if next.is_ascii_digit() => self.word_end(after, end),
            '.' | '!' | '?' | '…' => end - self.text[at..end].trim_start_matches(['.', '!', '?', '…']).len(),
            ':' | ';' | '=' | '^' | '(' if end - at < 4 && self.words.classes(hash(&self.text[at..end])).any(words::SMILEY) => {
                end
            }
            '-' | '*' | '=' | '_' | '~' | '<' | '>' | '+' | '$' | '/' | '–' | '—' | '\\' => {
                end - self.text[at..end].trim_start_matches(c).len()
            }
            '\'' | '`' | '’' | '‘' if next == c => after + c.len_utf8(),
            _ => after + self.text[after..end].chars().take_while(|&c| is_joiner(c)).map(char::len_utf8).sum::<usize>(),
        }
    }

    /// The end of `'s`, `'em`, `'90s`, or of the apostrophe alone.
    fn leading_apostrophe(&self, at: usize, after: usize, end: usize) -> usize {
        let letters = self.letters(after, end);
        let stop = after + self.text[after..end].chars().take(letters).map(char::len_utf8).sum::<usize>();
        let tail = &self.text[after..stop];
        let follows = self.tokens.last().is_some_and(|token| token.span.end as usize == at);
        let one_case = tail.bytes().all(|b| b.is_ascii_lowercase()) || tail.bytes().all(|b| b.is_ascii_uppercase());
        let clitic = one_case && self.words.classes(hash(tail)).any(words::CLITIC);
        let years = tail.len() <= 3
            && tail.len() >= 2
            && tail.as_bytes()[..2].iter().all(u8::is_ascii_digit)
            && tail[2..].trim_end_matches('s').is_empty();
        if clitic && (follows || letters == 1)
            || years
            || letters < 6 && self.words.classes(hash(&self.text[at..stop])).any(words::APOSTROPHE)
        {
            stop
        } else {
            after
        }
    }
}
