//! Cutting lines that hold two kinds: a dateline before the first sentence, an agency after the last, a link inside.

use super::class::{self, Cue};
use super::comments;
use super::dateline;
use super::frame;
use std::sync::Arc;

use super::lexicon::Lexicon;
use super::line::Line;
use super::oneline::{self, WHOLE_ARTICLE};
use super::segment::{Segment, Segments};
use super::word::Word;
use crate::Span;
use crate::read::Document;
use crate::record::BlockKind;
use crate::text::hash::hash;

/// The segments of a page.
pub fn of_page(document: &Document, lexicon: &Arc<Lexicon>) -> Segments {
    let mut splitter = Splitter::new(&document.text, document.pieces.len(), lexicon);
    let main = oneline::main_piece(&document.pieces);
    for (index, piece) in document.pieces.iter().enumerate() {
        let (index, span) = (index as u32, piece.span);
        if main == Some(index) {
            let starts = oneline::starts(lexicon, span.of(&document.text));
            let ends = starts.iter().skip(1).copied().chain([span.len()]);
            for (start, end) in starts.iter().zip(ends) {
                let base = span.start as usize;
                splitter.add(index, trimmed(&document.text, base + start, base + end));
            }
        } else {
            splitter.add(index, span);
        }
    }
    let mut segments = splitter.finish();
    comments::mark(&mut segments);
    frame::mark(&document.text, &mut segments);
    segments
}

/// The segments of an article that is clean already.
pub fn of_article(document: &Document, lexicon: &Arc<Lexicon>) -> Segments {
    let mut splitter = Splitter::new(&document.text, document.pieces.len(), lexicon);
    for (index, piece) in document.pieces.iter().enumerate() {
        splitter.add_clean(index as u32, piece.span);
    }
    splitter.finish()
}

/// Cuts pieces into segments.
struct Splitter<'a> {
    text: &'a str,
    segments: Segments,
}

/// An aside that runs on for longer than this has no end that could be seen.
const LONGEST_ASIDE: usize = 300;

impl<'a> Splitter<'a> {
    fn new(text: &'a str, pieces: usize, lexicon: &Arc<Lexicon>) -> Self {
        let (list, words) = (Vec::with_capacity(pieces + 8), Vec::with_capacity(text.len() / 5));
        Self { text, segments: Segments { list, words, lexicon: Arc::clone(lexicon) } }
    }

    /// Only datelines are cut off: for articles that are clean already.
    fn add_clean(&mut self, piece: u32, span: Span) {
        let line = span.of(self.text);
        let cut = dateline::parse(&self.segments.lexicon, line).map_or(0, |d| d.len);
        self.push(piece, span.start as usize..span.start as usize + cut, Some(BlockKind::Dateline));
        self.push(piece, span.start as usize + cut..span.end as usize, None);
    }

    /// Everything is cut.
    fn add(&mut self, piece: u32, span: Span) {
        let (mut start, mut end) = (span.start as usize, span.end as usize);
        let line = &self.text[start..end];
        if let Some(found) = dateline::parse(&self.segments.lexicon, line) {
            self.push(piece, start..start + found.len, Some(BlockKind::Dateline));
            start += found.len;
        } else if line.len() >= WHOLE_ARTICLE
            && let Some(at) = inner_dateline(&self.segments.lexicon, line)
        {
            self.add(piece, trimmed(self.text, start, start + at));
            return self.add(piece, Span::new(start + at, end));
        }
        let line = &self.text[start..end];
        let lexicon = &self.segments.lexicon;
        let tail = credit_start(lexicon, line).map(|at| (at, BlockKind::Credit));
        let tail = tail.or_else(|| bracketed_link(lexicon, line).map(|at| (at, BlockKind::Related)));
        end = tail.map_or(end, |(at, _)| start + at);
        self.add_asides(piece, start, end);
        if let Some((_, kind)) = tail {
            self.push(piece, end..span.end as usize, Some(kind));
        }
    }

    /// Cuts off what begins with a cue in the middle of a line.
    fn add_asides(&mut self, piece: u32, start: usize, end: usize) {
        self.push(piece, start..end, None);
        let Some(whole) = self.segments.list.last().filter(|segment| segment.span.start as usize >= start) else { return };
        let Some((at, cue)) = whole.line.aside else { return };
        let span = whole.span;
        let before = whole.line.is_time_until(at as usize, self.segments.words(whole)).then_some(BlockKind::Metadata);
        let at = span.start as usize + at as usize;
        let rest = &self.text[at..span.end as usize];
        let len = if rest.len() <= LONGEST_ASIDE { rest.len() } else { aside_len(rest) };
        if len == 0 {
            return;
        }
        let kind = if cue == Cue::Promo { BlockKind::Promo } else { BlockKind::Related };
        self.segments.words.truncate(whole.words as usize);
        self.segments.list.pop();
        self.push(piece, span.start as usize..at, before);
        self.push(piece, at..at + len, Some(kind));
        self.push(piece, at + len..span.end as usize, None);
    }

    fn push(&mut self, piece: u32, range: std::ops::Range<usize>, given: Option<BlockKind>) {
        let span = trimmed(self.text, range.start, range.end);
        if !span.is_empty() {
            let words = self.segments.words.len() as u32;
            let line = Line::count(&self.segments.lexicon, span.of(self.text), &mut self.segments.words);
            self.segments.list.push(Segment { span, piece, given, outside: false, line, words });
        }
    }

    fn finish(self) -> Segments {
        self.segments
    }
}

/// The stretch without white space at its edges.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let part = &text[start..end];
    let start = start + (part.len() - part.trim_start().len());
    Span::new(start, start + part.trim().len())
}

/// Where an aside ends that others follow on the same line: behind "inbox" or the like.
fn aside_len(rest: &str) -> usize {
    const ENDS: [&str; 3] = ["delivered to your inbox", "in your inbox", "to your inbox"];
    let window = &rest[..rest.floor_char_boundary(LONGEST_ASIDE)];
    ENDS.iter().filter_map(|end| window.find(end).map(|at| at + end.len())).min().unwrap_or(0)
}

/// Where inside a long line a dateline begins, behind the end of a sentence or a closing bracket.
fn inner_dateline(lexicon: &Lexicon, line: &str) -> Option<usize> {
    [" - ", " – ", " — "]
        .iter()
        .flat_map(|dash| memchr::memmem::find_iter(line.as_bytes(), *dash))
        .filter_map(|at| {
            let from = line.floor_char_boundary(at.saturating_sub(60));
            let before = &line[from..at];
            let start = before.rfind(['.', '!', '?', '”', ')'])?;
            // A source in brackets belongs to the dateline.
            let start = if before[start..].starts_with(')') && start + 1 == before.len() {
                before.rfind(['.', '!', '?', '”'])?
            } else {
                start
            };
            let start = from + start + before[start..].chars().next()?.len_utf8();
            let start = start + (line[start..].len() - line[start..].trim_start().len());
            dateline::parse(lexicon, &line[start..]).map(|_| start)
        })
        .min()
}

/// Where a credit begins that a line ends with: `... he said. REUTERS`, `... he said. (Reporting by ...)`.
fn credit_start(lexicon: &Lexicon, line: &str) -> Option<usize> {
    let body = |at: usize| line[..at].trim_end_matches([' ', '—', '–', '-', '|', '(', '/', '\n']);
    let closes = |at: usize| body(at).ends_with(['.', '!', '?', '”', '"', '’', ')', '…']);
    if line.ends_with([')', ']']) {
        let open = line.rfind(['(', '['])?;
        let inside = &line[open + 1..line.len() - 1];
        let is_credit = lexicon.agency(inside).is_some() || Line::count(lexicon, inside, &mut Vec::new()).opens_with(Cue::Credit);
        return (is_credit && open > 0 && closes(open)).then_some(open);
    }
    // The agency must be the last words, so a quick look at the end of the line tells most lines apart.
    let tail = &line[line.ceil_char_boundary(line.len().saturating_sub(48))..];
    // Most lines that are no sentences have none of these.
    memchr::memrchr3(b'.', b'"', 0xE2, tail.as_bytes()).or_else(|| memchr::memrchr3(b'!', b'?', b'|', tail.as_bytes()))?;
    let at = tail.rfind(['.', '!', '?', '”', '"', '…', '—', '–', '|']).map(|at| line.len() - tail.len() + at)?;
    let behind = at + line[at..].chars().next()?.len_utf8();
    let names = line[behind..].trim_matches([' ', '-', '(', ')']);
    if names.is_empty() {
        return None;
    }
    let is_known = |name: &str| lexicon.agency(name).is_some() || name == names && is_signature(name, &line[..at]);
    let all = names.split(['/', ',', '&']).all(is_known);
    let marked =
        !names.chars().any(char::is_lowercase) || line[at..].starts_with(['—', '–', '|']) || line[behind..].contains('-');
    let start = line.len() - line[behind..].trim_start().len();
    let cut = body(if line[at..].starts_with(['—', '–', '|']) { at } else { start }).len();
    let begin = cut + (line[cut..].len() - line[cut..].trim_start().len());
    (all && marked && closes(begin) && cut >= 20).then_some(begin)
}

/// Where behind a sentence brackets begin that lead to another story: `[READ: Ferry back in service]`.
fn bracketed_link(lexicon: &Lexicon, line: &str) -> Option<usize> {
    let inside = line.strip_suffix(']').or_else(|| line.strip_suffix(')'))?;
    let open = inside.rfind(['[', '('])?;
    let (first, _) = inside[open + 1..].split_once(':')?;
    let asks = first.len() <= 20 && lexicon.get(hash(first)).classes & class::IMPERATIVE != 0;
    let closes = line[..open].trim_end().ends_with(['.', '!', '?', '”', '"', '…']);
    (asks && closes).then_some(open)
}

/// True for capitals that stand alone behind the last sentence: `... she said. NPA`. A full stop behind few letters ends no sentence
/// but an abbreviation: `5 p.m. EST`.
fn is_signature(name: &str, before: &str) -> bool {
    let word = before.len() - before.trim_end_matches(|c: char| c.is_ascii_lowercase()).len();
    let quoted = before.ends_with(['.', '!', '?', ',', '”', '"']);
    (3..=6).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase()) && (word >= 4 || quoted)
}

/// How many words a line has up to a byte.
impl Line {
    fn is_time_until(&self, at: usize, words: &[Word]) -> bool {
        let before = words.iter().take_while(|w| (w.span.end as usize) <= at);
        before.clone().count() <= 8 && self.time as usize * 2 >= before.count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segments(text: &str) -> Vec<(&str, Option<BlockKind>)> {
        let mut splitter = Splitter::new(text, 1, &Arc::default());
        splitter.add(0, Span::new(0, text.len()));
        splitter.finish().iter().map(|segment| (segment.span.of(text), segment.given)).collect()
    }

    #[test]
    fn a_line_of_two_kinds_is_cut() {
        use BlockKind::{Credit, Dateline, Metadata, Promo, Related};
        for (text, expected) in [
            (
                "ARDENVALE (AP) — The old bridge will be closed for a month.",
                vec![("ARDENVALE (AP) —", Some(Dateline)), ("The old bridge will be closed for a month.", None)],
            ),
            (
                "“It was a long night,” she warned. REUTERS",
                vec![("“It was a long night,” she warned.", None), ("REUTERS", Some(Credit))],
            ),
            (
                "The bridge was closed for a month. — AFP",
                vec![("The bridge was closed for a month.", None), ("— AFP", Some(Credit))],
            ),
            (
                "The bridge was closed. (Reporting by Ana Ruiz; editing by Jon Doe)",
                vec![("The bridge was closed.", None), ("(Reporting by Ana Ruiz; editing by Jon Doe)", Some(Credit))],
            ),
            (
                "date 2025-11-26 Sign up now: Get our letters delivered to your inbox",
                vec![("date 2025-11-26", Some(Metadata)), ("Sign up now: Get our letters delivered to your inbox", Some(Promo))],
            ),
            (
                "The bridge was closed. Read also: Ferry back in service",
                vec![("The bridge was closed.", None), ("Read also: Ferry back in service", Some(Related))],
            ),
            (
                "The bridge was closed for a month, the mayor said. NPA",
                vec![("The bridge was closed for a month, the mayor said.", None), ("NPA", Some(Credit))],
            ),
            (
                "The bridge was closed. [READ: Ferry back in service]",
                vec![("The bridge was closed.", None), ("[READ: Ferry back in service]", Some(Related))],
            ),
            ("The bridge was closed (see: page 3)", vec![("The bridge was closed (see: page 3)", None)]),
            ("The polls were to close at 9 p.m. EST", vec![("The polls were to close at 9 p.m. EST", None)]),
            ("She told AFP.", vec![("She told AFP.", None)]),
            ("The mayor spoke to reporters from the AP", vec![("The mayor spoke to reporters from the AP", None)]),
        ] {
            assert_eq!(segments(text), expected, "{text}");
        }
    }
}
