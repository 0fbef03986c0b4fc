//! Plain text to pieces: its lines, with lines that were wrapped joined again.

use super::Piece;
use crate::Span;

/// A text with at least this share of breaks inside sentences, in percent, was wrapped.
const WRAPPED: usize = 30;

/// No writer wraps lines shorter or longer than this, in bytes.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=140;

/// The pieces of a text.
pub fn pieces(text: &str) -> Vec<Piece> {
    let start_of = |line: &str| line.as_ptr() as usize - text.as_ptr() as usize;
    let mut lines: Vec<(Span, bool)> = Vec::with_capacity(text.len() / 64);
    let mut after_blank = true;
    let mut rest = text;
    while !rest.is_empty() {
        let (line, tail) = first_line(rest);
        rest = tail;
        let bare = line.trim();
        if bare.is_empty() {
            // A return before a line feed makes no blank line.
            after_blank |= !(line.is_empty() && text[..start_of(line)].ends_with('\r'));
        } else {
            lines.push((Span::new(start_of(bare), start_of(bare) + bare.len()), after_blank));
            after_blank = false;
        }
    }
    let Some(width) = wrap_width(text, &lines) else {
        return lines.into_iter().map(|(span, _)| Piece { span, markup: None }).collect();
    };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last = Span::default();
    for (span, fresh) in lines {
        match pieces.last_mut() {
            Some(piece) if !fresh && goes_on(text, last, span, width) => piece.span.end = span.end,
            _ => pieces.push(Piece { span, markup: None }),
        }
        last = span;
    }
    pieces
}

/// The text before the first line feed or return and that behind it.
fn first_line(text: &str) -> (&str, &str) {
    memchr::memchr2(b'\n', b'\r', text.as_bytes()).map_or((text, ""), |at| (&text[..at], &text[at + 1..]))
}

/// The width at which the text was wrapped, if it was.
fn wrap_width(text: &str, lines: &[(Span, bool)]) -> Option<usize> {
    let breaks = lines.windows(2).filter(|pair| !pair[1].1);
    let inside = breaks.clone().filter(|pair| is_inside_sentence(text, pair[0].0, pair[1].0));
    let width = inside.clone().map(|pair| pair[0].0.len()).max().filter(|width| WIDTHS.contains(width))?;
    let near = inside.filter(|pair| pair[0].0.len() * 3 > width * 2).count();
    let all = breaks.count();
    (near >= 3 && near * 100 >= all * WRAPPED).then_some(width)
}

/// True if the text between two lines is the inside of a sentence.
fn is_inside_sentence(text: &str, before: Span, after: Span) -> bool {
    let open = |c: char| c.is_lowercase() || matches!(c, ',' | '-' | '–' | '—');
    let ends = before.of(text).chars().next_back().is_some_and(|c| open(c) || c.is_alphanumeric());
    ends && after.of(text).chars().next().is_some_and(char::is_lowercase)
}

/// True if the first word of `after` would not have fitted on the line `before`.
fn goes_on(text: &str, before: Span, after: Span, width: usize) -> bool {
    let word = after.of(text).split(' ').next().map_or(0, str::len);
    is_inside_sentence(text, before, after) || before.len() + 1 + word > width
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        pieces(text).into_iter().map(|piece| piece.span.of(text)).collect()
    }

    #[test]
    fn each_line_is_a_piece() {
        assert_eq!(cut(" One\r\n\r\n\tTwo \nthree\u{a0}\n"), ["One", "Two", "three"]);
        assert_eq!(cut("\n \n"), [""; 0]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The mayor of the town said on Monday that the\nold bridge would be closed for a month and that\na ferry would take its place.\n\
                    Traders on both banks of the river said they\nwere not asked before the decision was taken by\nthe council, which met behind closed doors.\n\nA short end.";
        assert_eq!(cut(text).len(), 3);
        assert!(cut(text)[1].starts_with("Traders") && cut(text)[1].ends_with("doors."));
    }
}
