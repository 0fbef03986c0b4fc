//! Quote marks: which words stand between them.
//!
//! Marks are paired by type within a paragraph, never by parity, so that one lost mark spoils no more than its own paragraph. Only
//! the outer pair counts: marks of the other type inside belong to the words quoted.

use std::ops::Range;

use crate::Span;

/// Words between quote marks, in bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quoted {
    /// The words, without the marks.
    pub inner: Span,
    /// The words with the marks that there are.
    pub outer: Span,
    /// The paragraph ended before a closing mark did, and the quote goes on in the next one.
    pub open_ended: bool,
}

impl Quoted {
    /// True if a mark closes the words.
    pub fn is_closed(&self) -> bool {
        self.outer.end > self.inner.end
    }
}

/// What a mark pairs with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Close,
    /// A straight double mark: its place tells.
    Either,
}

/// Quoted words of paragraph `block`, put after `out`. `next` is the text of the paragraph after it; `goes_on` says that the paragraph begins
/// inside a quotation whose mark is not opened again. Returns the same for the next paragraph.
pub fn scan(text: &str, block: Span, next: &str, goes_on: bool, out: &mut Vec<Quoted>) -> bool {
    let paragraph = block.of(text);
    let at = |offset: usize| block.start as usize + offset;
    let mut open: Option<usize> = goes_on.then_some(0);
    let mut skip_to = 0;
    for (i, c) in paragraph.char_indices() {
        // Nearly all of a text.
        if i < skip_to || c.is_ascii_alphanumeric() || c == ' ' {
            continue;
        }
        let (mark, after) = mark_at(paragraph, i, c);
        let before = paragraph[..i].chars().next_back().unwrap_or(' ');
        let following = paragraph[after..].chars().next().unwrap_or(' ');
        skip_to = after;
        let Some(mark) = mark else {
            if open.is_none() && starts_single(c, before, &paragraph[after..]) {
                if let Some(length) = single_end(&paragraph[after..]) {
                    push(out, text, at(after)..at(after + length), false);
                    skip_to = after + length;
                } else if i == 0 && next.starts_with(c) && paragraph.len() > 1 {
                    // "‘One.⏎‘Two,’ he said."
                    push(out, text, at(after)..at(paragraph.len()), true);
                    return false;
                }
            }
            continue;
        };
        let begins_word = before_opening(before) && !following.is_whitespace();
        let ends_word = !before.is_whitespace() && (following.is_whitespace() || is_closing(following));
        match (open, mark) {
            // A closing mark of the wrong form, and an opening one.
            (Some(start), Mark::Close | Mark::Either) if !(begins_word && mark == Mark::Either) => {
                push(out, text, at(start)..at(i), false);
                open = None;
            }
            (Some(start), Mark::Open) if ends_word => {
                push(out, text, at(start)..at(i), false);
                open = None;
            }
            // The mark before was never closed.
            (Some(start), _) => {
                push(out, text, at(start)..at(closed_by_single(paragraph, start..i)), false);
                open = Some(after);
            }
            (None, Mark::Open) => open = (!following.is_whitespace() || before.is_whitespace()).then_some(after),
            (None, _) => open = begins_word.then_some(after),
        }
    }
    if let Some(start) = open {
        let opens_again = next.chars().next().is_some_and(|c| double(c).is_some());
        let end = closed_by_single(paragraph, start..paragraph.len());
        let closes_next = !opens_again && end == paragraph.len() && closes_first(next);
        push(out, text, at(start)..at(end), (opens_again || closes_next) && end == paragraph.len());
        return closes_next;
    }
    false
}

/// True if the first double mark of a paragraph closes: it goes on with a quotation of the paragraph before.
fn closes_first(paragraph: &str) -> bool {
    let Some((i, c)) = paragraph.char_indices().find(|&(_, c)| double(c).is_some()) else { return false };
    let before = paragraph[..i].chars().next_back().unwrap_or(' ');
    let following = paragraph[i + c.len_utf8()..].chars().next().unwrap_or(' ');
    let ends_word = !before.is_whitespace() && (following.is_whitespace() || is_closing(following));
    ends_word && matches!(double(c), Some(Mark::Close | Mark::Either)) && matches!(before, ',' | '.' | '!' | '?' | '…')
}

/// Where the words of a double mark end that no double mark closes: before a single one after a comma or stop, "“We won,’ she said".
fn closed_by_single(paragraph: &str, words: Range<usize>) -> usize {
    let (mut before, mut open) = (' ', 0);
    let mut chars = paragraph[words.clone()].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let closes = matches!(c, '’' | '\'') && matches!(before, ',' | '.' | '!' | '?');
        if c == '‘' || c == '\'' && before.is_whitespace() && i > 0 {
            open += 1;
        } else if closes && chars.peek().is_none_or(|(_, next)| next.is_whitespace()) {
            if open == 0 {
                return words.start + i;
            }
            open -= 1;
        }
        before = c;
    }
    words.end
}

/// The double mark at `i`, two single ones of a kind among them ("‘‘Yes,’’ he said"), and where what stands there ends.
fn mark_at(paragraph: &str, i: usize, c: char) -> (Option<Mark>, usize) {
    let after = i + c.len_utf8();
    let pair = match c {
        '‘' | '`' => Mark::Open,
        '’' => Mark::Close,
        '\'' => Mark::Either,
        _ => return (double(c), after),
    };
    let rest = &paragraph[after..];
    // Three are a single one and a double one, whose order only the words tell.
    if rest.starts_with(c) && !rest[c.len_utf8()..].starts_with(c) { (Some(pair), after + c.len_utf8()) } else { (None, after) }
}

/// A double quote mark and its side.
fn double(c: char) -> Option<Mark> {
    match c {
        '“' | '„' | '«' | '‟' => Some(Mark::Open),
        '”' | '»' => Some(Mark::Close),
        '"' | '＂' => Some(Mark::Either),
        _ => None,
    }
}

/// True for what may stand right before an opening mark.
fn before_opening(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | '[' | '{' | '-' | '–' | '—' | '/' | ':' | '‘' | '\'' | '…' | '*' | '>')
}

/// True for what may stand right after a closing mark.
fn is_closing(c: char) -> bool {
    matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '-' | '–' | '—' | '’' | '\'')
}

/// True if single mark `c` opens a quote: at the start of a word that is no elision.
fn starts_single(c: char, before: char, rest: &str) -> bool {
    matches!(c, '‘' | '\'') && before_opening(before) && {
        let word_end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let first = rest.chars().next().unwrap_or(' ');
        !first.is_whitespace()
            && !first.is_ascii_digit()
            && !matches!(&rest[..word_end], "em" | "til" | "tis" | "twas" | "cause" | "n" | "round" | "bout" | "Tis" | "Twas")
    }
}

/// Furthest that a single mark is looked for, in bytes: keeps the search linear.
const REACH: usize = 1200;

/// The length of a single-quoted stretch at the start of `rest`, if it closes.
///
/// The mark after "workers" in "workers' rights" is only taken if no surer one follows.
fn single_end(rest: &str) -> Option<usize> {
    let mut weak = None;
    let mut before = ' ';
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let following = chars.peek().map_or(' ', |&(_, c)| c);
        if i > REACH || weak.is_some_and(|w| i > w + REACH / 4) {
            break;
        }
        if matches!(c, '’' | '\'') && !before.is_whitespace() && !following.is_alphanumeric() && i > 0 {
            let possessive = before == 's' && following == ' ' && rest[i..].chars().nth(2).is_some_and(char::is_lowercase);
            if !possessive {
                return Some(i);
            }
            weak.get_or_insert(i);
        } else if c == '‘' && before_opening(before) {
            break;
        }
        before = c;
    }
    weak
}

/// Adds the stretch between two marks, unless no word lies in it.
fn push(out: &mut Vec<Quoted>, text: &str, between: Range<usize>, open_ended: bool) {
    let words = text[between.clone()].trim();
    if words.contains(char::is_alphanumeric) {
        let start = between.start + (between.len() - text[between.clone()].trim_start().len());
        let is_mark = |c: &char| double(*c).is_some() || matches!(c, '‘' | '’' | '\'');
        // Two single ones of a kind are one mark.
        let length = |first: Option<char>, second: Option<char>| match first.filter(is_mark) {
            Some(mark) if double(mark).is_none() && second == first => 2 * mark.len_utf8(),
            mark => mark.map_or(0, char::len_utf8),
        };
        let (mut left, mut right) = (text[..between.start].chars().rev(), text[between.end..].chars());
        let opening = length(left.next(), left.next());
        let closing = length(right.next(), right.next());
        out.push(Quoted {
            inner: Span::new(start, start + words.len()),
            outer: Span::new(between.start - opening, between.end + closing),
            open_ended,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The quoted words of a text whose paragraphs are its lines; "+" marks one that goes on.
    fn quoted(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        let (mut start, mut open) = (0, false);
        for line in text.split('\n') {
            let block = Span::new(start, start + line.len());
            start += line.len() + 1;
            open = scan(text, block, text.get(start..).unwrap_or(""), open, &mut out);
        }
        out.iter().map(|q| format!("{}{}", q.inner.of(text), if q.open_ended { "+" } else { "" })).collect()
    }

    #[test]
    fn marks_pair_by_type_within_a_paragraph() {
        for (text, expected) in [
            ("“We won,” she said. “At last.”", &["We won,", "At last."][..]),
            ("\"We won,\" she said—\"at last.\"", &["We won,", "at last."]),
            ("He is 6'2\" and said \"no\".", &["no"]),
            ("“We won,“ she said, “at last.“", &["We won,", "at last."]),
            ("“She called it ‘mad’“ he said.", &["She called it ‘mad’"]),
            ("“We won,’ she said. “At last.”", &["We won,", "At last."]),
            ("“We won,’ she said.", &["We won,"]),
            ("“He told me, ‘Go home.’ I did not go.\n“So I stayed.”", &["He told me, ‘Go home.’ I did not go.+", "So I stayed."]),
            ("“One.\n“Two,” he said.", &["One.+", "Two,"]),
            ("“We lost,’’ she said. “Badly.”", &["We lost,", "Badly."]),
            ("‘‘We lost,’’ she said. ''Badly.''", &["We lost,", "Badly."]),
            ("“One.\nTwo,” he said.", &["One.+", "Two,"]),
            ("“One.\nTwo “three” four.", &["One.", "three"]),
            ("‘One.\n‘Two,’ he said.", &["One.+", "Two,"]),
            ("‘The workers’ rights are safe,’ he said.", &["The workers’ rights are safe,"]),
            ("'It's late,' he said in the '90s.", &["It's late,"]),
            ("The dogs' bowls aren't full", &[]),
            ("A lone \" mark", &[]),
            ("««»» \"\"", &[]),
        ] {
            assert_eq!(quoted(text), expected, "{text}");
        }
    }
}
