//! Where readers' comments begin: all that stands from there on is no article.
//!
//! Articles quote people under lines of their own, too, so a name alone tells nothing: it takes the date that a site puts to each comment.

use super::class;
use super::line::{Line, Mark};
use super::segment::{Segment, Segments};
use super::word::Word;
use crate::record::BlockKind;
use crate::text::hash::hash;

/// Minimum number of headers of comments in a thread, by kind of header.
const DATED: usize = 3;
const NAMED: usize = 2;
const REPLIES: usize = 2;

/// Lines over comments stand at most so many segments apart.
const APART: usize = 20;

/// Behind the last dated line of a thread stand at most so many segments of running text, or half as many as in the rest of the thread; more
/// are an article that goes on.
const LAST_COMMENT: usize = 2;

/// A thread's own headline (`3 comments`) stands at most so many segments over the first name, or over the first `Reply`, which stands
/// under a comment.
const HEADLINE: usize = 3;
const FIRST_COMMENT: usize = 12;

/// Marks all segments from the first thread of comments on as furniture.
pub fn mark(segments: &mut Segments) {
    // A thread stands below an article.
    let Some(start) = start(segments).filter(|&start| segments[..start].iter().any(|segment| segment.line.is_running())) else { return };
    for segment in &mut segments[start..] {
        segment.given = Some(BlockKind::Furniture);
    }
}

/// The segment that a thread begins with.
fn start(segments: &Segments) -> Option<usize> {
    let reply = hash("reply");
    let is_named = |at: usize| is_named(segments, at);
    let is_dated = |at: usize| is_dated(segments, at);
    // In an interview the answer stands behind `Reply`, in a thread the next name.
    let is_reply = |at: usize| {
        let is_name = |next: &Segment| next.line.words <= 6 && !next.line.is_sentence();
        segments[at].line.words == 1 && segments[at].line.key == reply && segments.get(at + 1).is_none_or(is_name)
    };
    let running = |range: std::ops::Range<usize>| segments[range].iter().filter(|segment| segment.line.is_running()).count();
    let dated = thread(segments.len(), DATED, is_dated)
        .filter(|&(first, last)| running(last..segments.len()) <= LAST_COMMENT.max(running(first..last) / 2));
    let named = thread(segments.len(), NAMED, is_named);
    let replies = thread(segments.len(), REPLIES, is_reply);
    let headed = (1..segments.len()).find(|&at| is_headline(segments, at - 1) && (is_named(at) || is_dated(at)));
    let over = |at: usize, most: usize| {
        let mut near = (at.saturating_sub(most)..at).rev();
        near.find(|&i| is_headline(segments, i)).unwrap_or(at)
    };
    let starts = [
        dated.map(|(first, _)| over(first, HEADLINE)),
        named.map(|(first, _)| over(first, HEADLINE)),
        replies.map(|(first, _)| over(first, FIRST_COMMENT)),
        headed.map(|at| at - 1),
    ];
    starts.into_iter().flatten().min()
}

/// `3 comments`, `12 responses to “Old bridge closed”`.
fn is_headline(segments: &Segments, at: usize) -> bool {
    let line = &segments[at].line;
    let is_of_readers = |word: &Word| word.listed.classes & class::READER != 0;
    line.words <= 14
        && line.head == Mark::Digit
        && !line.is_sentence()
        && line.tail != Mark::Colon
        && segments.words(&segments[at]).get(1).is_some_and(is_of_readers)
}

/// `Ana Ruiz says:` over a date.
fn is_named(segments: &Segments, at: usize) -> bool {
    let is_time = |segment: &Segment| segment.line.time >= 3 && segment.line.is_date();
    is_turn(&segments[at].line, 6) && segments.get(at + 1).is_some_and(is_time)
}

/// `Ana Ruiz wrote on May 3, 2025 at 4:10 pm:`, not over a quotation.
fn is_dated(segments: &Segments, at: usize) -> bool {
    let is_quote = segments.get(at + 1).is_some_and(|next| next.line.head == Mark::Quote);
    is_turn(&segments[at].line, 14) && segments[at].line.time >= 4 && !is_quote
}

/// A line that leads to what somebody says and begins with no small word.
fn is_turn(line: &Line, most: u32) -> bool {
    line.words <= most && line.speech > 0 && line.tail == Mark::Colon && line.third == 0 && line.opening & class::STOP == 0
}

/// The first and the last of the segments for which that is true, if `minimum` or more of them stand near each other.
fn thread(segments: usize, minimum: usize, is_one: impl Fn(usize) -> bool) -> Option<(usize, usize)> {
    let (mut first, mut last, mut count) = (0, 0, 0);
    for at in (0..segments).filter(|&at| is_one(at)) {
        if count == 0 || at - last > APART {
            if count >= minimum {
                break;
            }
            (first, count) = (at, 0);
        }
        (last, count) = (at, count + 1);
    }
    (count >= minimum).then_some((first, last))
}
