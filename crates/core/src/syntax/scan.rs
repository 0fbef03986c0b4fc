//! The scanner: a block of text into tokens, as Universal Dependencies cut English.
//!
//! White space ends every token. What lies between is cut from left to right into marks and words; a word goes on over the
//! marks that belong inside one (`U.S.`, `1,000`, `O’Neill`, `AT&T`, `pre-war`) and stops before those that do not (`so-called`,
//! `and/or`). Contractions are two tokens.

mod joint;
mod mark;
mod scanner;
mod stop;
mod word;

pub use scanner::is_space;
use scanner::Scanner;

use super::token::Token;
use super::words::ScannerWords;
use crate::Span;

/// Adds the tokens of a block.
pub fn scan(text: &str, block: Span, words: &ScannerWords, tokens: &mut Vec<Token>) {
    let mut scanner = Scanner { text, end: block.end as usize, words, tokens };
    let mut at = block.start as usize;
    while at < scanner.end {
        let c = scanner.char(at);
        if is_space(c) {
            at += c.len_utf8();
        } else {
            at = scanner.chunk(at);
        }
    }
}

impl Scanner<'_> {
    /// Cuts what starts at `at` and ends at the next space; gives where that is.
    fn chunk(&mut self, at: usize) -> usize {
        // Most chunks are letters alone, with a comma at most.
        let letters = at + self.text.as_bytes()[at..self.end].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let plain = if letters == at { b'x' } else { self.byte(letters) };
        if plain == b' ' || (plain == b',' && self.byte(letters + 1) == b' ') {
            self.word(at, letters);
            if plain == b',' {
                self.push(letters, letters + 1);
            }
            return letters + 1;
        }
        let end = at + self.text[at..self.end].find(is_space).unwrap_or(self.end - at);
        let chunk = &self.text[at..end];
        let address = chunk.contains("://") || chunk.contains("www.") || chunk.contains('@');
        let mut at = at;
        while at < end {
            let whole = if address { self.address(at, end) } else { at };
            at = if whole > at {
                self.push(at, whole);
                whole
            } else if self.char(at).is_alphanumeric() {
                let stop = self.word_end(at, end);
                self.word(at, stop);
                stop
            } else {
                let stop = self.mark_end(at, end);
                self.push(at, stop);
                stop
            };
        }
        end
    }

    /// The end of the web or mail address that starts at `at`, or `at`.
    fn address(&self, at: usize, end: usize) -> usize {
        let rest = &self.text[at..end];
        let scheme = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
        if rest.starts_with("www.") || (scheme > 1 && rest[scheme..].starts_with("://")) {
            let address = rest.split(['<', '>', '"', '“', '”', '|']).next().unwrap_or(rest);
            let trimmed = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', ']']);
            let open = trimmed.contains('(');
            return at + if open { trimmed.len() } else { trimmed.trim_end_matches(')').trim_end_matches('.').len() };
        }
        let is_local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
        let local = rest.len() - rest.trim_start_matches(is_local).len();
        match rest[local..].strip_prefix('@') {
            Some(host) if local > 0 => {
                let host_len =
                    host.len() - host.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "._-".contains(c)).len();
                let host_len = host[..host_len].trim_end_matches(['.', '-', '_']).len();
                if host_len > 0 { at + local + 1 + host_len } else { at }
            }
            _ => at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::folder::Folder;

    fn cut(text: &str) -> String {
        let mut tokens = Vec::new();
        let words = ScannerWords::open(Folder::english()).expect("every class is known");
        scan(text, Span::new(0, text.len()), &words, &mut tokens);
        tokens.iter().map(|token| token.span.of(text)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn text_is_cut_as_universal_dependencies_do() {
        for (text, tokens) in [
            ("We don't know, Mr. Ruiz said.", "We do n't know , Mr. Ruiz said ."),
            ("Ardenvale’s mayor can’t; she’ll resign.", "Ardenvale ’s mayor ca n’t ; she ’ll resign ."),
            ("They cannot, and won’t", "They can not , and wo n’t"),
            ("a so-called 19-year-old pre-war e-mail", "a so - called 19 - year - old pre-war e-mail"),
            ("the U.S.-led force", "the U.S. - led force"),
            ("at 5 p.m. on Jan. 3, 2024", "at 5 p.m. on Jan. 3 , 2024"),
            ("at 5pm, 35mm, 300K, the 1990s, 4G, 21st", "at 5 pm , 35 mm , 300 K , the 1990s , 4G , 21st"),
            ("$5bn, US$3.2m, £1,000, 40%", "$ 5 bn , US$ 3.2 m , £ 1,000 , 40 %"),
            ("10-15 of 555-0134-9, 2024-05-01", "10 - 15 of 555-0134-9 , 2024-05-01"),
            ("No. 5 said no. Yes.", "No. 5 said no . Yes ."),
            ("see https://example.org/a_(b), or ana@example.org.", "see https://example.org/a_(b) , or ana@example.org ."),
            ("Metro.us and example.co.uk/x.", "Metro.us and example.co.uk/x ."),
            ("in talk.pottery.kilns, he said.", "in talk.pottery.kilns , he said ."),
            ("“Stop!” he said… ‘No,’ (she) said...", "“ Stop ! ” he said … ‘ No , ’ ( she ) said ..."),
            ("AT&T, R&D, O’Neill, D'Arcy's, the Ruizes'", "AT&T , R&D , O’Neill , D'Arcy 's , the Ruizes '"),
            ("and/or on 9/11, w/ 1/2 b/c", "and / or on 9/11 , w/ 1/2 b/c"),
            ("'We' in '98 and the '60s, get 'em", "' We ' in '98 and the '60s , get 'em"),
            ("@ruiz #Ardenvale J.K. Ruiz, Ph.D.", "@ruiz #Ardenvale J.K. Ruiz , Ph.D."),
            ("well--known ends.Then 3.5-mile", "well -- known ends . Then 3.5 - mile"),
            ("naïve café: Peña’s, Zürich-based", "naïve café : Peña ’s , Zürich - based"),
            ("9:30am – 10.15", "9:30 am – 10.15"),
        ] {
            assert_eq!(cut(text), tokens);
        }
    }

    #[test]
    fn marks_and_broken_text_do_no_harm() {
        for text in [
            "",
            "'",
            "’’’",
            "-",
            "a-",
            "a.",
            ".a",
            "1-",
            "1-é",
            "é'é",
            "www.",
            "http://",
            "@",
            "#",
            "x@",
            "'9é",
            "a’é’",
            "é.é",
            "Ph.",
            "/",
            "a/é",
            "\u{301}",
        ] {
            let joined: String = cut(text).split(' ').collect();
            assert_eq!(joined, text.replace(is_space, ""));
        }
    }
}
