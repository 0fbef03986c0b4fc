//! Choosing the metadata: what the page declares against what its text shows.

use super::authors::{self, Shown};
use super::dateline;
use super::described;
use super::lexicon::Lexicon;
use super::pictures;
use super::signature::Lines;
use super::title::{self, SiteNames};
use crate::Span;
use crate::read::{Document, MetaField};
use crate::record::{Block, BlockKind, Byline, Dateline, Extent, Field, Meta, Origin};

/// The metadata of a document whose blocks are known.
pub fn choose(document: &Document, blocks: &[Block], lexicon: &Lexicon) -> Meta {
    let text = &document.text;
    let of = |kind| blocks.iter().filter(move |block| block.kind == kind).map(|block| block.span);
    let declared = |field| document.candidates.iter().filter(move |(of, _)| *of == field).map(|(_, found)| found);
    let lines = Lines::of(document, blocks, lexicon);
    let byline = lines.people().or_else(|| lines.desk());
    let shown = byline.as_ref().map(|signature| Shown {
        people: &signature.1,
        span: Some(Span::from(signature.0.clone())),
        is_over_text: lines.is_over_text(signature),
    });
    let shown = shown.unwrap_or_default();
    let site = SiteNames::of(document);
    let authors = authors::people(lexicon, &site, document, &shown);
    let (dateline, filed_by) = of(BlockKind::Dateline).next().map(|span| filed(lexicon, text, span)).unzip();
    let agency = filed_by
        .flatten()
        .map(|name| (name, Origin::Dateline))
        .or_else(|| authors::agency(lexicon, document))
        .or_else(|| credited(lexicon, text, blocks));
    let mut meta = Meta {
        title: title::title(document, of(BlockKind::Title).next()),
        desk: authors::desk(lexicon, &site, document, &authors, &shown),
        authors,
        byline: byline.map(|(range, _)| Byline { extent: Extent::from(Span::from(range)) }),
        dateline,
        agency: agency.map(|(name, origin)| Field { value: name.to_owned(), origin, extent: None }),
        published: declared(MetaField::Published).next().cloned(),
        crawled: declared(MetaField::Crawled).next().cloned(),
        modified: declared(MetaField::Modified).next().cloned(),
        site_name: declared(MetaField::SiteName).next().cloned(),
        section: declared(MetaField::Section).next().cloned(),
        canonical_url: declared(MetaField::CanonicalUrl).next().cloned(),
        ..Meta::default()
    };
    described::fill(document, &mut meta);
    pictures::fill(document, blocks, &mut meta);
    meta
}

/// A dateline and the agency in it.
fn filed(lexicon: &Lexicon, text: &str, span: Span) -> (Dateline, Option<&'static str>) {
    let parsed = dateline::parse(lexicon, span.of(text));
    let shift = |range: std::ops::Range<usize>| Span::new(span.start as usize + range.start, span.start as usize + range.end);
    let dateline = Dateline {
        extent: Extent::from(span),
        places: parsed.as_ref().map(|d| d.places.clone()).unwrap_or_default(),
        date: parsed.as_ref().and_then(|d| d.date.clone()).map(|range| Extent::from(shift(range))),
    };
    (dateline, parsed.and_then(|d| d.agency))
}

/// The agency that a credit or byline names. Behind the article, credits are those of other stories and of the site.
fn credited(lexicon: &Lexicon, text: &str, blocks: &[Block]) -> Option<(&'static str, Origin)> {
    let last = blocks.iter().rposition(|block| block.kind == BlockKind::Body)?;
    let named = |span: Span| {
        let line = span.of(text).trim_matches(['(', ')', '—', '–', '-', '|', ' ', '.']);
        let mut parts = line.split([',', '/', '&', '|']).map(|part| part.trim().trim_start_matches("By ").trim());
        parts.find_map(|part| lexicon.agency(part))
    };
    let near = &blocks[..(last + 3).min(blocks.len())];
    [(BlockKind::Credit, Origin::Credit), (BlockKind::Byline, Origin::Byline)].iter().find_map(|&(kind, origin)| {
        let mut spans = near.iter().filter(|block| block.kind == kind).map(|block| block.span);
        spans.find_map(named).map(|name| (name, origin))
    })
}
