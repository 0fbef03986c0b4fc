//! The words, numbers and marks of a text as times and quantities read them: cut by rules of their own, so that "9.3km",
//! "p.m." and "39-year-old" look the same however the tokens were cut.

use crate::Span;
use crate::syntax::Syntax;
use crate::text::hash::hash;

/// A run of letters, a number, a mark, or the edge of a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lexeme {
    pub span: Span,
    pub kind: Kind,
    /// The [`hash`] of a word.
    pub hash: u64,
    /// The value of a number.
    pub value: f64,
    /// The number of its digits, 0 if it has separators or decimals.
    pub digits: u8,
    /// Stands right after the one before.
    pub glued: bool,
    /// A word that begins with a capital letter.
    pub capital: bool,
    /// The token that it begins in.
    pub token: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    Mark(char),
    /// Between two sentences; also before the first and after the last.
    Edge,
}

impl Lexeme {
    pub fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// A whole number of that many digits.
    pub fn whole(&self, digits: std::ops::RangeInclusive<u8>) -> Option<i32> {
        (self.kind == Kind::Number && digits.contains(&self.digits)).then_some(self.value as i32)
    }

    pub fn is_dash(&self) -> bool {
        matches!(self.kind, Kind::Mark('-' | '–' | '—' | '‑'))
    }
}

/// An edge, to stand where there is nothing.
pub(super) const EDGE: Lexeme = Lexeme {
    span: Span { start: 0, end: 0 },
    kind: Kind::Edge,
    hash: 0,
    value: 0.0,
    digits: 0,
    glued: false,
    capital: false,
    token: 0,
};

/// The lexemes of all sentences, with an edge before, between and after.
#[derive(Debug)]
pub struct Lexemes(pub(super) Vec<Lexeme>);

impl Lexemes {
    /// Cuts the sentences of a text.
    pub fn new(text: &str, syntax: &Syntax) -> Self {
        let mut out = Vec::with_capacity(syntax.tokens.len() + 2 * syntax.sentences.len() + 2);
        out.push(EDGE);
        let mut token = 0;
        for sentence in &syntax.sentences {
            token = token.max(sentence.tokens.start);
            cut(text, sentence.span, |mut lexeme| {
                while syntax.tokens.get(token as usize).is_some_and(|t| t.span.end <= lexeme.span.start) {
                    token += 1;
                }
                if lexeme.is_word() {
                    let known = syntax.tokens.get(token as usize).filter(|token| token.span == lexeme.span);
                    lexeme.hash = known.map_or_else(|| hash(lexeme.span.of(text)), |token| token.hash);
                }
                lexeme.token = token.min(sentence.tokens.end.saturating_sub(1));
                out.push(lexeme);
            });
            out.push(Lexeme { span: Span { start: sentence.span.end, end: sentence.span.end }, ..EDGE });
        }
        Self(out)
    }
}

/// Cuts a string that stands alone: a row of a list.
pub(super) fn read_row(row: &str) -> Vec<Lexeme> {
    let mut out = Vec::new();
    cut(row, Span::new(0, row.len()), |lexeme| {
        let hash = if lexeme.is_word() { hash(lexeme.span.of(row)) } else { 0 };
        out.push(Lexeme { hash, ..lexeme });
    });
    out
}

/// Cuts a stretch of text into lexemes; words are still without hash.
fn cut(text: &str, stretch: Span, mut push: impl FnMut(Lexeme)) {
    let (base, part) = (stretch.start as usize, stretch.of(text));
    let bytes = part.as_bytes();
    let (mut at, mut last_end) = (0, usize::MAX);
    let mut after_word = false;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let glued = at == last_end;
        let lexeme = |end: usize, kind| Lexeme { span: Span::new(base + at, base + end), kind, glued, ..EDGE };
        let bare_decimal = byte == b'.' && !(glued && after_word) && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        let end = if byte.is_ascii_digit() || bare_decimal {
            let (end, value, digits) = number(part, at);
            push(Lexeme { value, digits, ..lexeme(end, Kind::Number) });
            after_word = true;
            end
        } else if byte.is_ascii_alphabetic() || byte >= 0x80 {
            let end = word_end(part, at);
            if end > at {
                let word = &part[at..end];
                let capital = word.chars().next().is_some_and(char::is_uppercase);
                push(Lexeme { capital, ..lexeme(end, Kind::Word) });
                after_word = true;
                end
            } else {
                let c = part[at..].chars().next().unwrap_or(' ');
                let end = at + c.len_utf8();
                if c.is_whitespace() {
                    at = end;
                    continue;
                }
                push(lexeme(end, Kind::Mark(c)));
                after_word = false;
                end
            }
        } else {
            push(lexeme(at + 1, Kind::Mark(byte as char)));
            after_word = false;
            at + 1
        };
        at = end;
        last_end = end;
    }
}

/// Where the run of letters that begins at byte `at` ends.
fn word_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while end < bytes.len() && bytes[end].is_ascii_alphabetic() {
        end += 1;
    }
    if bytes.get(end).is_some_and(|&b| b >= 0x80) {
        for c in text[end..].chars().take_while(|c| c.is_alphabetic()) {
            end += c.len_utf8();
        }
    }
    end
}

/// The number that begins at byte `at`: its end, its value, and the number of its digits if it is a plain run of them.
///
/// Reads 1,000 and 1,00,000 and 3.5, but of 23.04.2022 and 1,2 the first run alone.
fn number(text: &str, at: usize) -> (usize, f64, u8) {
    let bytes = text.as_bytes();
    let run = |from: usize| from + bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let whole = run(at);
    let mut end = whole;
    if whole - at <= 3 {
        // Groups of three; Indian groups of two end in one of three.
        let mut group = whole;
        while bytes.get(group) == Some(&b',') {
            let next = run(group + 1);
            match next - group - 1 {
                3 => end = next,
                2 => {}
                _ => break,
            }
            group = next;
            if group == end && bytes.get(group) != Some(&b',') {
                break;
            }
        }
        if group != end {
            // A list like 1,000,25: what no group of three ends is not part of the number.
            end = if end > whole { end } else { whole };
        }
    }
    let grouped = end > whole;
    // The middle of 23.04.2022 has no decimals either.
    let inner = at > 1 && bytes[at - 1] == b'.' && bytes[at - 2].is_ascii_digit();
    if !inner && bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        let decimals = run(end + 1);
        let again = bytes.get(decimals) == Some(&b'.') && bytes.get(decimals + 1).is_some_and(u8::is_ascii_digit);
        if !again {
            let digits: String = text[at..decimals].chars().filter(|&c| c != ',').collect();
            return (decimals, digits.parse().unwrap_or(0.0), 0);
        }
    }
    let value = bytes[at..end].iter().filter(|b| b.is_ascii_digit()).fold(0.0, |sum, b| sum * 10.0 + f64::from(b - b'0'));
    (end.max(at + 1), value, if grouped { 0 } else { u8::try_from(whole - at).unwrap_or(0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let one = |l: &Lexeme| match l.kind {
            Kind::Word => l.span.of(text).to_owned(),
            Kind::Number => format!("#{}", l.value),
            Kind::Mark(c) => format!("{c}"),
            Kind::Edge => "|".into(),
        };
        read_row(text).iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn text_is_cut_alike_however_it_is_written() {
        for (text, cut) in [
            ("9.3km", "#9.3 km"),
            ("$1,250,000.50 now", "$ #1250000.5 now"),
            ("1,00,000 rupees", "#100000 rupees"),
            ("on 23.04.2022.", "on #23 . #4 . #2022 ."),
            ("a .45-calibre gun", "a #0.45 - calibre gun"),
            ("2, 3 and 4", "#2 , #3 and #4"),
            ("p.m. in ’90s", "p . m . in ’ #90 s"),
            ("Peña’s 1,5", "Peña ’ s #1 , #5"),
        ] {
            assert_eq!(show(text), cut, "{text}");
        }
    }
}
