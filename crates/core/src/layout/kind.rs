//! The kind of each segment, once it is known which ones are the article's text.

use super::byline;
use super::class::{self, Cue, Place};
use super::lexicon::Lexicon;
use super::line::{Line, Mark};
use super::segment::{Segment, Segments};
use super::word;
use crate::read::{Document, MetaField, Tag, is_of_captions, is_of_others};
use crate::record::BlockKind;

/// By how much a standfirst can look more like the headline than the headline over it.
const STANDFIRST: i32 = 26;

/// How far before the body the title, byline and picture may stand, in segments.
const HEAD: usize = 25;

/// Kinds for an article that is clean already: nothing is dropped.
pub fn of_article(segments: &[Segment]) -> Vec<BlockKind> {
    let texts = segments.iter().filter(|segment| segment.given.is_none()).count();
    let kind = |(i, segment): (usize, &Segment)| match segment.given {
        Some(kind) => kind,
        None if texts > 1 && i + 1 < segments.len() && looks_like_heading(&segment.line) => {
            if i == 0 {
                BlockKind::Title
            } else {
                BlockKind::Heading
            }
        }
        None => BlockKind::Body,
    };
    segments.iter().enumerate().map(kind).collect()
}

/// Kinds for a page. `scores` tell which segments are the article's text, cross-heads included: those above zero.
pub fn of_page(document: &Document, segments: &Segments, scores: &[i32]) -> Vec<BlockKind> {
    let mut body: Vec<bool> =
        (0..segments.len()).map(|i| scores[i] > 0 || !is_link(document, &segments[i]) && is_heading(segments, scores, i)).collect();
    drop_head(document, segments, &mut body);
    let first = body.iter().position(|&b| b).unwrap_or(segments.len());
    let last = body.iter().rposition(|&b| b).unwrap_or(0);
    // Behind standfirsts, names still sign.
    let lead = (first..segments.len()).find(|&i| body[i] && is_full(&segments[i].line)).unwrap_or(first);
    let title = title(document, segments, &body, first);
    // Inside a list of other stories, all is of that list until the article goes on.
    let mut related = false;
    let mut kinds = Vec::with_capacity(segments.len());
    for (i, segment) in segments.iter().enumerate() {
        let line = &segment.line;
        related &= !body[i];
        kinds.push(if let Some(given) = segment.given {
            given
        } else if body[i] && (i <= first + 4 || i + 2 >= last) && is_signature(&segments.lexicon, segment.span.of(&document.text), i == last) {
            BlockKind::Byline
        } else if body[i] {
            if i > first && i < last && looks_like_heading(line) { BlockKind::Heading } else { BlockKind::Body }
        } else if Some(i) == title {
            BlockKind::Title
        } else {
            let near_head = i < first && (first - i <= 6 || title.is_some_and(|title| i.abs_diff(title) <= 3));
            let text = segment.span.of(&document.text);
            let names = ((near_head || i < lead) && byline::is_all_names(&segments.lexicon, text)).then_some(BlockKind::Byline);
            let cued = names.or_else(|| by_cue(&segments.lexicon, text, line)).map(|kind| match kind {
                // Names of sections stand over a headline, and in menus.
                BlockKind::Metadata if !near_head && !is_date_line(line) && line.cue(Cue::Metadata) != Some(Place::Start) => {
                    BlockKind::Furniture
                }
                BlockKind::Metadata | BlockKind::Byline if related && i > first => BlockKind::Related,
                kind => kind,
            });
            related = cued.map_or(related, |kind| kind == BlockKind::Related);
            let captioned = (near_head || (first..last).contains(&i)) && is_under_picture(document, segment);
            let cued = cued.or(captioned.then_some(BlockKind::Caption));
            cued.unwrap_or_else(|| by_place(line, i, first, last, related))
        });
    }
    kinds
}

/// No article begins with its headline, byline or date: what of these stands before its first sentence is not its text.
fn drop_head(document: &Document, segments: &Segments, body: &mut [bool]) {
    let tag = |segment: &Segment| document.pieces[segment.piece as usize].markup.map(|markup| markup.tag);
    // A page that names no headline, as a part of one handed in alone, has it in its first heading.
    let is_named = document.candidates.iter().any(|(field, _)| *field == MetaField::Title);
    let is_headed = is_named || segments.iter().any(|segment| tag(segment) == Some(Tag::Heading1));
    for (at, (segment, body)) in segments.iter().zip(body).enumerate().filter(|(_, (_, body))| **body) {
        let line = &segment.line;
        if is_full(line) || segment.given.is_some() {
            return;
        }
        let text = segment.span.of(&document.text);
        let heads = at == 0 && !is_headed && tag(segment).is_some_and(Tag::is_heading);
        *body = tag(segment) != Some(Tag::Heading1)
            && !heads
            && !is_byline(&segments.lexicon, text, line)
            && !is_date_line(line)
            && !byline::is_signing(&segments.lexicon, text)
            && !byline::is_all_names(&segments.lexicon, text);
    }
}

/// A sentence of some length: where there is one, the article has begun.
fn is_full(line: &Line) -> bool {
    line.words > 8 && line.is_sentence()
}

/// A line that leads elsewhere.
fn is_link(document: &Document, segment: &Segment) -> bool {
    document.pieces[segment.piece as usize].markup.is_some_and(|markup| markup.linked as usize * 2 > segment.span.len())
}

/// A cross-head that the model was not quite sure of: a short line without cues between two segments of text.
fn is_heading(segments: &[Segment], scores: &[i32], at: usize) -> bool {
    const DOUBT: i32 = -400;
    let line = &segments[at].line;
    let text = |i: usize| scores.get(i).is_some_and(|&score| score > 0) && segments[i].line.words > 14;
    scores[at] > DOUBT
        && segments[at].given.is_none()
        && (2..=12).contains(&line.words)
        && looks_like_heading(line)
        && line.cues.iter().all(Option::is_none)
        && at > 0
        && text(at - 1)
        && text(at + 1)
}

/// The kind that a line's own words tell.
fn by_cue(lexicon: &Lexicon, text: &str, line: &Line) -> Option<BlockKind> {
    let cued = |cue, least| line.cue(cue) >= Some(least);
    if is_byline(lexicon, text, line) {
        return Some(BlockKind::Byline);
    }
    if is_date_line(line) {
        return Some(BlockKind::Metadata);
    }
    if line.words >= 4 && is_caption(line) {
        return Some(BlockKind::Caption);
    }
    let whole = [
        (Cue::Credit, BlockKind::Credit),
        (Cue::Caption, BlockKind::Caption),
        (Cue::Promo, BlockKind::Promo),
        (Cue::Related, BlockKind::Related),
        (Cue::Furniture, BlockKind::Furniture),
        (Cue::Metadata, BlockKind::Metadata),
    ];
    for least in [Place::Whole, Place::Start, Place::End] {
        if let Some(&(_, kind)) = whole.iter().find(|(cue, _)| cued(*cue, least)) {
            return Some(kind);
        }
    }
    if line.words >= 6 && cued(Cue::Byline, Place::Any) {
        return Some(BlockKind::Byline);
    }
    whole[2..].iter().find(|(cue, _)| cued(*cue, Place::Any)).map(|&(_, kind)| kind)
}

/// The kind of a line without cues, by where it stands.
fn by_place(line: &Line, at: usize, first: usize, last: usize, related: bool) -> BlockKind {
    let inside = first < at && at < last;
    let like_headline = line.words >= 4 && line.chars >= 24;
    if related && line.numbers == line.words {
        return BlockKind::Related;
    }
    if related && (like_headline || inside) {
        return BlockKind::Related;
    }
    if at < first {
        let near = first - at <= 8;
        return match line.words {
            2..=4 if near && line.capitalised == line.words && first - at <= 4 => BlockKind::Byline,
            1..=3 if near => BlockKind::Metadata,
            12.. if near && line.is_sentence() => BlockKind::Caption,
            _ => BlockKind::Furniture,
        };
    }
    if inside && line.is_sentence() && line.words >= 8 {
        return BlockKind::Caption;
    }
    if like_headline { BlockKind::Related } else { BlockKind::Furniture }
}

/// A short line without the end of a statement.
pub fn looks_like_heading(line: &Line) -> bool {
    (1..=14).contains(&line.length())
        && line.chars <= 100
        && line.tail != Mark::Stop
        && line.quotes == 0
        && line.head != Mark::Other
        && line.head != Mark::Pause
}

/// A line of dates and times.
fn is_date_line(line: &Line) -> bool {
    line.is_date() && (line.months > 0 || line.cue(Cue::Metadata).is_some() || line.time > 3)
}

/// A line that names the writers.
fn is_byline(lexicon: &Lexicon, text: &str, line: &Line) -> bool {
    if !(1..=24).contains(&line.words) || line.is_sentence() && line.words > 14 {
        return false;
    }
    let by = line.cue(Cue::Byline) == Some(Place::Start);
    let named = || word::words(text).nth(1).is_some_and(|w| w.span.of(text).starts_with(byline::is_big));
    let titled = line.role > 0 && line.words <= 10 && line.capitalised * 3 >= line.words * 2 && line.stop <= 2;
    line.words <= 30 && byline::is_opened(lexicon, text)
        || line.words <= 6 && byline::is_opened_by_any(lexicon, text) && byline::agency(lexicon, text).is_some_and(|at| at.end == text.len())
        || (by && named() && line.capitalised * 2 >= line.words - line.time.min(line.words))
        || titled
        || line.cue(Cue::Byline) == Some(Place::Whole)
}

/// A line in the element of a caption, outside of boxes with links to other articles.
fn is_under_picture(document: &Document, segment: &Segment) -> bool {
    let markup = document.pieces[segment.piece as usize].markup;
    markup.is_some_and(|markup| {
        let is_caption = markup.inside & Tag::Caption.bit() != 0 || is_of_captions(markup.own);
        is_caption && !is_of_others(markup.boxed) && segment.line.words > 2
    })
}

/// A line that opens as bylines do and holds nothing but names: no cross-head and no text. As the last line a desk signs too: `AV newsroom`.
fn is_signature(lexicon: &Lexicon, text: &str, is_last: bool) -> bool {
    let is_desk = || text.len() <= 40 && byline::desk(lexicon, text).is_some_and(|range| range.len() == text.len());
    text.len() <= 120 && byline::is_opened_by_any(lexicon, text) && byline::only_names(lexicon, text).is_some() || is_last && is_desk()
}

/// A line under a picture.
pub fn is_caption(line: &Line) -> bool {
    let place = line.cue(Cue::Caption);
    place >= Some(Place::Start)
        || (place >= Some(Place::End) && line.words <= 70)
        || (place == Some(Place::Paren) && line.words <= 70)
        || (place == Some(Place::Any) && line.words <= 45 && line.quotes == 0)
}

/// The segment that is the headline: the best of those before the body.
fn title(document: &Document, segments: &Segments, body: &[bool], first: usize) -> Option<usize> {
    let text = &document.text;
    let declared = || document.candidates.iter().filter(|(field, _)| *field == MetaField::Title).map(|(_, found)| &found.value);
    let mut themes: Vec<u64> = Vec::new();
    for (segment, _) in segments.iter().zip(body).filter(|(_, is_body)| **is_body).take(12) {
        themes.extend(content(segments, segment));
    }
    themes.sort_unstable();
    let score = |at: usize| {
        let (segment, line) = (&segments[at], &segments[at].line);
        let excluded = segment.given.is_some()
            || !(3..=32).contains(&line.length())
            || by_cue(&segments.lexicon, segment.span.of(text), line)
                .is_some_and(|kind| kind != BlockKind::Related && kind != BlockKind::Credit)
            || line.opening & class::STOP != 0 && line.is_sentence() && line.words > 16;
        if excluded {
            return None;
        }
        let content: Vec<u64> = content(segments, segment).collect();
        let shared = content.iter().filter(|hash| themes.binary_search(hash).is_ok()).count() as i32;
        let sentence = i32::from(line.closed || line.tail == Mark::Stop && line.words > 12) * 15;
        let size = if (5..=20).contains(&line.length()) { 8 } else { 0 };
        let distance = (first - at) as i32;
        let missing = content.len() as i32 - shared;
        let tag = document.pieces[segment.piece as usize].markup.map(|markup| markup.tag);
        let headed = if tag == Some(Tag::Heading1) { 30 } else { 0 };
        let known = if declared().any(|title| super::title::agree(title, segment.span.of(text))) { 25 } else { 0 };
        let value = shared.min(6) * 6 - missing * 2 + size - distance / 2 - sentence + headed + known;
        ((shared > 0 || headed + known > 0) && value > 4).then_some((value, at))
    };
    let (best, at) = (first.saturating_sub(HEAD)..first).filter_map(score).max()?;
    // A standfirst says more of the article than the headline over it.
    let over = at.checked_sub(1).and_then(score).filter(|(value, over)| {
        let line = &segments[*over].line;
        value + STANDFIRST >= best && best - value > 0 && line.tail != Mark::Stop && line.words <= segments[at].line.words
    });
    Some(over.map_or(at, |(_, over)| over))
}

/// The content words of a segment, as hashes.
fn content<'a>(segments: &'a Segments, segment: &Segment) -> impl Iterator<Item = u64> + 'a {
    word::themes(segments.words(segment))
}
