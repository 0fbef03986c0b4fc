//! Choosing the metadata: what the page declares against what its text shows.

use super::byline;
use super::dateline;
use super::lexicon::Lexicon;
use super::word;
use crate::Span;
use crate::read::{Document, MetaField};
use crate::record::{Author, Block, BlockKind, Byline, Dateline, Extent, Field, Image, Meta, Origin};

/// The metadata of a document whose blocks are known.
pub fn choose(document: &Document, blocks: &[Block], lexicon: &Lexicon) -> Meta {
    let text = &document.text;
    let of = |kind| blocks.iter().filter(move |block| block.kind == kind).map(|block| block.span);
    let declared = |field| document.candidates.iter().filter(move |(of, _)| *of == field).map(|(_, found)| found);
    // Bylines far behind the article are those of other stories.
    let end =
        blocks.iter().rposition(|block| block.kind == BlockKind::Body).map_or(blocks.len(), |last| (last + 3).min(blocks.len()));
    let limit = blocks.get(end).map_or(u32::MAX, |block| block.span.start);
    let bylines = || of(BlockKind::Byline).take_while(|span| span.start < limit);
    let place = |span: Span, range: std::ops::Range<usize>| span.start as usize + range.start..span.start as usize + range.end;
    let named = bylines().find_map(|span| {
        let names = byline::parse(lexicon, span.of(text))?;
        Some((place(span, names.range), names.people.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()))
    });
    let byline =
        named.or_else(|| bylines().find_map(|span| Some((place(span, byline::desk(lexicon, span.of(text))?), Vec::new()))));
    let authors = authors(lexicon, declared(MetaField::Author), byline.as_ref().map(|(_, people)| people.as_slice()));
    let signed = || byline.as_ref().map(|(range, _)| Span::from(range.clone()));
    let (dateline, filed_by) = of(BlockKind::Dateline).next().map(|span| filed(lexicon, text, span)).unzip();
    let agency = filed_by.flatten().map(|name| (name, Origin::Dateline)).or_else(|| credited(lexicon, text, blocks));
    let caption = || of(BlockKind::Caption).next().map(Extent::from);
    Meta {
        title: title(document, of(BlockKind::Title).next()),
        desk: authors.is_empty().then(|| desk(lexicon, document, signed())).flatten(),
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
        image: declared(MetaField::Image).next().map(|found| Image { url: found.value.clone(), caption: caption() }),
    }
}

/// The headline: the visible one if it is the one declared, give or take some words; else the one declared.
fn title(document: &Document, shown: Option<Span>) -> Option<Field> {
    let declared = || document.candidates.iter().filter(|(field, _)| *field == MetaField::Title).map(|(_, found)| found);
    if let Some(span) = shown
        && (declared().next().is_none() || declared().any(|found| agree(&found.value, span.of(&document.text))))
    {
        return Some(Field {
            value: span.of(&document.text).to_owned(),
            origin: Origin::Heading,
            extent: Some(Extent::from(span)),
        });
    }
    let best = declared().next()?;
    let site = document.candidates.iter().find(|(field, _)| *field == MetaField::SiteName).map(|(_, found)| found.value.as_str());
    Some(Field { value: without_site(&best.value, site, best.origin).to_owned(), ..best.clone() })
}

/// True if two headlines are the same, give or take some words.
pub fn agree(one: &str, other: &str) -> bool {
    let hashes = |text: &str| word::words(text).map(|w| w.hash).collect::<Vec<_>>();
    let (one, other) = (hashes(one), hashes(other));
    let shared = one.iter().filter(|hash| other.contains(hash)).count();
    shared > 0 && shared * 2 >= one.len().min(other.len()) && shared * 3 >= one.len().max(other.len())
}

/// A declared headline without the name of the site at its end.
fn without_site<'a>(title: &'a str, site: Option<&str>, origin: Origin) -> &'a str {
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let named = site.is_some_and(|site| site.eq_ignore_ascii_case(tail.trim()));
            let short = word::words(tail).count() <= 4 && word::words(head).count() >= 4;
            if named || short && (mark == " | " || origin == Origin::TitleTag) {
                return without_site(head.trim_end(), site, origin);
            }
        }
    }
    title
}

/// The writers: those declared, or those of the byline.
fn authors<'a>(lexicon: &Lexicon, declared: impl Iterator<Item = &'a Field>, shown: Option<&[String]>) -> Vec<Author> {
    let mut authors: Vec<Author> = Vec::new();
    for found in declared {
        // One origin speaks for itself: the next one would say the same people in other words.
        if authors.last().is_some_and(|last| last.origin != found.origin) {
            break;
        }
        let mut names = byline::parse(lexicon, &found.value).map(|names| names.people).unwrap_or_default();
        if names.is_empty() && found.origin == Origin::Hint && !byline::can_sign(lexicon, &found.value) {
            // Who hands in an author means one, however the name is written.
            names.push(&found.value);
        }
        for name in names {
            if !authors.iter().any(|author| author.name == name) {
                authors.push(Author { name: name.to_owned(), origin: found.origin });
            }
        }
    }
    if authors.is_empty() {
        authors.extend(shown.unwrap_or_default().iter().map(|name| Author { name: name.clone(), origin: Origin::Byline }));
    }
    authors
}

/// Who signs where no person does: what is declared, or the byline.
fn desk(lexicon: &Lexicon, document: &Document, shown: Option<Span>) -> Option<Field> {
    let signs = |field| matches!(field, MetaField::Author | MetaField::Desk);
    let declared = document.candidates.iter().find(|(field, found)| signs(*field) && byline::can_sign(lexicon, &found.value));
    declared.map(|(_, found)| found.clone()).or_else(|| {
        let span = shown?;
        Some(Field { value: span.of(&document.text).to_owned(), origin: Origin::Byline, extent: Some(Extent::from(span)) })
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_site_is_no_part_of_the_headline() {
        for (title, site, origin, expected) in [
            ("Old bridge closed for a month | The Courier", None, Origin::OpenGraph, "Old bridge closed for a month"),
            ("Old bridge closed - Courier", Some("Courier"), Origin::OpenGraph, "Old bridge closed"),
            ("Old bridge closed for a month - News - The Courier", None, Origin::TitleTag, "Old bridge closed for a month"),
            ("Old bridge - a month without", None, Origin::OpenGraph, "Old bridge - a month without"),
        ] {
            assert_eq!(without_site(title, site, origin), expected);
        }
    }

    #[test]
    fn headlines_agree_give_or_take_some_words() {
        assert!(agree("Old bridge closed for a month", "Old bridge is closed for a month, mayor says"));
        assert!(!agree("Old bridge closed for a month", "Latest news"));
    }
}
