//! Choosing the metadata: what the page declares against what its text shows.

use super::dateline;
use super::lexicon::{Cue, LEXICON};
use super::line::Line;
use super::word;
use crate::Span;
use crate::read::Document;
use crate::record::{Author, Block, BlockKind, Byline, Dateline, Extent, Field, Meta, Origin};

/// The metadata of a document whose blocks are known.
pub fn choose(document: &Document, blocks: &[Block]) -> Meta {
    let text = &document.text;
    let of = |kind| blocks.iter().filter(move |block| block.kind == kind).map(|block| block.span);
    let title = of(BlockKind::Title).next().map(|span| field(text, span, Origin::Heading));
    let byline = of(BlockKind::Byline).find_map(|span| names(text, span));
    let (dateline, filed_by) = of(BlockKind::Dateline).next().map(|span| filed(text, span)).unzip();
    let agency = filed_by.flatten().map(|name| (name, Origin::Dateline)).or_else(|| credited(text, blocks));
    Meta {
        title,
        authors: byline.as_ref().map(|(_, authors)| authors.clone()).unwrap_or_default(),
        byline: byline.map(|(span, _)| Byline { extent: Extent::from(span) }),
        dateline,
        agency: agency.map(|(name, origin)| Field { value: name.to_owned(), origin, extent: None }),
        published: document.published.map(|date| Field { value: date.to_string(), origin: Origin::Hint, extent: None }),
        ..Meta::default()
    }
}

fn field(text: &str, span: Span, origin: Origin) -> Field {
    Field { value: span.of(text).to_owned(), origin, extent: Some(Extent::from(span)) }
}

/// A dateline and the agency in it.
fn filed(text: &str, span: Span) -> (Dateline, Option<&'static str>) {
    let parsed = dateline::parse(span.of(text));
    let shift = |range: std::ops::Range<usize>| Span::new(span.start as usize + range.start, span.start as usize + range.end);
    let dateline = Dateline {
        extent: Extent::from(span),
        places: parsed.as_ref().map(|d| d.places.clone()).unwrap_or_default(),
        date: parsed.as_ref().and_then(|d| d.date.clone()).map(|range| Extent::from(shift(range))),
    };
    (dateline, parsed.and_then(|d| d.agency))
}

/// The agency that a credit or byline names.
fn credited(text: &str, blocks: &[Block]) -> Option<(&'static str, Origin)> {
    let kinds = [(BlockKind::Credit, Origin::Credit), (BlockKind::Byline, Origin::Byline)];
    let named = |span: Span| {
        let line = span.of(text);
        let line = line.trim_matches(['(', ')', '—', '–', '-', '|', ' ', '.']);
        let parts = line.split([',', '/', '&', '|']).map(|part| part.trim().trim_start_matches("By ").trim());
        parts.clone().find_map(|part| LEXICON.agency(part))
    };
    kinds.iter().find_map(|&(kind, origin)| {
        let mut spans = blocks.iter().filter(|block| block.kind == kind).map(|block| block.span);
        spans.find_map(named).map(|name| (name, origin))
    })
}

/// The names in a byline: where they stand together, and each by itself.
fn names(text: &str, span: Span) -> Option<(Span, Vec<Author>)> {
    let line = span.of(text);
    let first = line.lines().next()?.trim_end();
    let mut start = 0;
    for opening in ["Written by", "Story by", "Words by", "Text by", "Analysis by", "Report by", "Posted by", "By"] {
        if first.get(..opening.len()).is_some_and(|head| head.eq_ignore_ascii_case(opening))
            && first[opening.len()..].starts_with([' ', ':', '\u{a0}'])
        {
            start = opening.len();
            break;
        }
    }
    let rest = &first[start..];
    start += rest.len() - rest.trim_start_matches([' ', ':']).len();
    let mut end = start;
    let mut authors = Vec::new();
    for part in split_names(&first[start..]) {
        let at = part.as_ptr() as usize - first.as_ptr() as usize;
        let name = person(part);
        if name.is_empty() {
            break;
        }
        if LEXICON.agency(name).is_none() {
            authors.push(Author { name: name.to_owned(), origin: Origin::Byline });
            end = at + name.len();
        }
        if name.len() < part.trim_end().len() {
            break;
        }
    }
    let at = span.start as usize;
    (!authors.is_empty()).then(|| (Span::new(at + start, at + end), authors))
}

/// Parts between commas, "and", "&" and slashes.
fn split_names(line: &str) -> impl Iterator<Item = &str> {
    line.split([',', '/', '&', '|', ';']).flat_map(|part| part.split(" and ")).map(str::trim).filter(|part| !part.is_empty())
}

/// The name that a part begins with: two to four capitalised words before a role, a date or a small word.
fn person(part: &str) -> &str {
    let mut end = 0;
    let mut count = 0;
    for piece in part.split_inclusive(' ') {
        let bare = piece.trim();
        let lone = Line::count(bare, &mut Vec::new());
        let is_particle = matches!(bare, "de" | "van" | "der" | "den" | "von" | "bin" | "al" | "el" | "la" | "du" | "di" | "ten");
        let is_name =
            bare.chars().next().is_some_and(char::is_uppercase) && lone.role == 0 && lone.months == 0 && !bare.ends_with(':');
        let cued =
            lone.cue(Cue::Metadata).is_some() || word::words(bare).any(|w| super::lexicon::is_stop(w.hash) && bare.len() > 2);
        if !(is_particle && count > 0 || is_name && !cued) || count == 5 {
            break;
        }
        count += 1;
        end = piece.as_ptr() as usize - part.as_ptr() as usize + bare.len();
    }
    if count >= 2 { &part[..end] } else { "" }
}
