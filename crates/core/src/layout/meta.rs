//! Choosing the metadata: what the page declares against what its text shows.

use super::byline;
use super::dateline;
use super::lexicon::Lexicon;
use super::word;
use crate::Span;
use crate::read::{Document, MetaField, is_of_writers};
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
    let named = bylines().filter(|span| is_signed(lexicon, document, *span)).find_map(|span| {
        let names = byline::parse(lexicon, span.of(text))?;
        Some((place(span, names.range), names.people.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()))
    });
    let byline =
        named.or_else(|| bylines().find_map(|span| Some((place(span, byline::desk(lexicon, span.of(text))?), Vec::new()))));
    let authors = authors(
        lexicon,
        &SiteNames::of(document),
        declared(MetaField::Author),
        byline.as_ref().map(|(_, people)| people.as_slice()),
    );
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

/// True for a line that names writers, not only words that begin with capitals, which on pages are buttons and sections more often:
/// it opens as bylines do, its element says so, or a known given name comes first.
fn is_signed(lexicon: &Lexicon, document: &Document, span: Span) -> bool {
    let line = span.of(&document.text);
    let piece = document.pieces.partition_point(|piece| piece.span.end <= span.start);
    let Some(markup) = document.pieces.get(piece).and_then(|piece| piece.markup) else { return true };
    is_of_writers(markup.own | markup.around)
        || byline::is_opened(lexicon, line)
        || !line.starts_with(|c: char| c < '\u{370}')
        || byline::parse(lexicon, line).is_some_and(|names| names.people.iter().any(|name| byline::has_given_name(name)))
}

/// The headline: the visible one if it is the one declared, give or take some words; else the one declared.
fn title(document: &Document, shown: Option<Span>) -> Option<Field> {
    let declared = || document.candidates.iter().filter(|(field, _)| *field == MetaField::Title).map(|(_, found)| found);
    let names = SiteNames::of(document);
    let bare = |found: &Field| without_site(&found.value, &names, found.origin).to_owned();
    let fits = |text: &str| declared().next().is_none() || declared().any(|found| agree(&bare(found), text));
    if let Some(span) = shown.filter(|span| !names.has(span.of(&document.text)) && fits(span.of(&document.text))) {
        // `Business|Old bridge closed`: what stands before the declared headline and a bar is a kicker.
        let kicker = |found: &Field| {
            let before = span.of(&document.text).strip_suffix(bare(found).as_str())?;
            before.trim_end().ends_with('|').then_some(before.len())
        };
        let cut = declared().find_map(kicker).unwrap_or(0);
        let span = Span::new(span.start as usize + cut, span.end as usize);
        return Some(Field {
            value: span.of(&document.text).to_owned(),
            origin: Origin::Heading,
            extent: Some(Extent::from(span)),
        });
    }
    let best = declared().next()?;
    Some(Field { value: bare(best), ..best.clone() })
}

/// What the site is called: as declared, in its address, in a line of its own, in its notice of copyright.
struct SiteNames<'a> {
    document: &'a Document,
    /// The letters and digits of its host.
    host: String,
}

impl<'a> SiteNames<'a> {
    fn of(document: &'a Document) -> Self {
        Self { document, host: letters(document.site().unwrap_or_default()) }
    }

    /// True if that is a name of the site.
    fn has(&self, text: &str) -> bool {
        let text = text.trim();
        let declared =
            self.document.candidates.iter().filter(|(field, _)| *field == MetaField::SiteName).map(|(_, found)| &*found.value);
        let bare = letters(text);
        let is_declared = || declared.clone().any(|name| letters(name) == bare);
        bare.len() > 2 && (is_declared() || bare.len() > 3 && self.host.starts_with(&bare))
    }

    /// True if a part of a title is likely one: it stands alone in a line or behind a copyright sign, too.
    fn may_have(&self, part: &str) -> bool {
        let part = part.trim();
        let lines =
            || self.document.pieces.iter().map(|piece| piece.span.of(&self.document.text)).filter(|line| line.len() < 200);
        self.has(part) || part.len() > 2 && lines().any(|line| line == part || line.contains('©') && line.contains(part))
    }
}

/// Letters and digits alone, in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// True if two headlines are the same, give or take some words.
pub fn agree(one: &str, other: &str) -> bool {
    let hashes = |text: &str| word::words(text).map(|w| w.hash).collect::<Vec<_>>();
    let (one, other) = (hashes(one), hashes(other));
    let shared = one.iter().filter(|hash| other.contains(hash)).count();
    shared > 0 && shared * 2 >= one.len().min(other.len()) && shared * 3 >= one.len().max(other.len())
}

/// A declared headline without the name of the site at its end or start.
fn without_site<'a>(title: &'a str, names: &SiteNames<'_>, origin: Origin) -> &'a str {
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " • ", " · ", " / ", "｜", "|", "_", "－", "- ", "-", "：", ":"] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let is_loose = mark.starts_with(' ');
            // Two characters of a script without spaces are about a word.
            let length = |text: &str| {
                text.split_whitespace().map(|w| if w.is_ascii() { 1 } else { w.chars().count().div_ceil(7) }).sum::<usize>()
            };
            let short = is_loose && length(tail) <= 4 && length(head) >= 4;
            let named = names.has(tail) || is_loose && names.may_have(tail);
            if !head.trim().is_empty() && (named || short && (mark == " | " || origin == Origin::TitleTag)) {
                return without_site(head.trim_end(), names, origin);
            }
        }
    }
    for mark in [" | ", ": ", " - ", " – ", " — ", " » ", " :: "] {
        if let Some((head, tail)) = title.split_once(mark).filter(|(head, tail)| names.has(head) && !tail.trim().is_empty()) {
            let _ = head;
            return without_site(tail.trim_start(), names, origin);
        }
    }
    title
}

/// The writers: those declared, or those of the byline.
fn authors<'a>(
    lexicon: &Lexicon,
    site: &SiteNames<'_>,
    declared: impl Iterator<Item = &'a Field>,
    shown: Option<&[String]>,
) -> Vec<Author> {
    let mut authors: Vec<Author> = Vec::new();
    for found in declared {
        // One origin speaks for itself: the next one would say the same people in other words.
        if authors.last().is_some_and(|last| last.origin != found.origin) {
            break;
        }
        let turned = byline::turned(lexicon, &found.value);
        let mut names = byline::parse(lexicon, &found.value).map(|names| names.people).unwrap_or_default();
        let is_marked = found.origin == Origin::Byline;
        if is_marked && names.is_empty() {
            names = byline::inside(lexicon, &found.value);
        }
        if let Some(name) = turned.as_deref() {
            names = vec![name];
        } else if names.is_empty() && byline::is_pen_name(lexicon, &found.value) && !site.has(&found.value) {
            names.push(found.value.trim());
        } else if names.is_empty() && is_marked && byline::is_account(lexicon, &found.value) && !site.has(&found.value) {
            names.push(found.value.trim());
        }
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
            ("The Courier: Old bridge closed", Some("The Courier"), Origin::OpenGraph, "Old bridge closed"),
            ("旧桥关闭一个月_信使网", Some("信使网"), Origin::TitleTag, "旧桥关闭一个月"),
            ("Old bridge - a month without", None, Origin::OpenGraph, "Old bridge - a month without"),
        ] {
            let mut document = Document::default();
            let name = site.map(|value: &str| Field { value: value.to_owned(), origin: Origin::OpenGraph, extent: None });
            document.candidates.extend(name.map(|name| (MetaField::SiteName, name)));
            assert_eq!(without_site(title, &SiteNames::of(&document), origin), expected);
        }
    }

    #[test]
    fn headlines_agree_give_or_take_some_words() {
        assert!(agree("Old bridge closed for a month", "Old bridge is closed for a month, mayor says"));
        assert!(!agree("Old bridge closed for a month", "Latest news"));
    }
}
