//! Who wrote the article: people, and the house that signs in their place or beside them.

use super::byline;
use super::lexicon::Lexicon;
use super::title::SiteNames;
use crate::Span;
use crate::read::{Document, MetaField};
use crate::record::{Author, Extent, Field, Origin};

/// What the lines of a page show of who signs.
#[derive(Debug, Default)]
pub struct Shown<'a> {
    /// The people.
    pub people: &'a [String],
    /// Where they, or a desk, sign.
    pub span: Option<Span>,
    /// True if that is over the article's text.
    pub is_over_text: bool,
}

/// The writers: those declared, or those of the byline. Names of the site are nobody's.
pub fn people(lexicon: &Lexicon, site: &SiteNames<'_>, document: &Document, shown: &Shown<'_>) -> Vec<Author> {
    let declared = || document.candidates.iter().filter(|(field, _)| *field == MetaField::Author).map(|(_, found)| found);
    let is_signed = signers(document).any(|found| found.origin != Origin::Byline && byline::can_sign(lexicon, &found.value));
    let mut authors: Vec<Author> = Vec::new();
    for found in declared() {
        // One origin speaks for itself: the next one would say the same people in other words.
        if authors.last().is_some_and(|last| last.origin != found.origin) {
            break;
        }
        // `amw` under an article of the Courier is a mark of its newsroom.
        if !(is_signed && (byline::is_initials(&found.value) || !byline::marks(lexicon, &found.value).is_empty())) {
            add(&mut authors, names(lexicon, site, found), found.origin);
        }
    }
    if let Some(first) = authors.first().map(|author| author.name.clone()) {
        authors.retain(|author| !byline::shouts(&author.name, &first));
    }
    let of_byline = || shown.people.iter().map(|name| Author { name: name.clone(), origin: Origin::Byline }).collect();
    if authors.is_empty() {
        return of_byline();
    }
    // `"author": "anaruiz"` too; but what somebody else signs under the end of the text says nothing of the account over it.
    let is_account = |author: &Author| {
        let gives_way = author.origin != Origin::Byline || shown.is_over_text;
        gives_way && author.name.starts_with(char::is_lowercase) && !author.name.contains(' ')
    };
    if !shown.people.is_empty() && authors.iter().all(is_account) {
        return of_byline();
    }
    // `"author": "Ana"` over `By Ana Ruiz`: the byline tells more.
    if let ([author], [whole]) = (&mut authors[..], shown.people)
        && !author.name.contains(' ')
        && whole.split(' ').any(|word| word == author.name)
    {
        *author = Author { name: whole.clone(), origin: Origin::Byline };
    }
    let mut marked = Vec::new();
    declared().filter(|found| found.origin == Origin::Byline).for_each(|found| {
        add(&mut marked, names(lexicon, site, found), found.origin);
    });
    if is_fuller(lexicon, &marked, &authors) { marked } else { authors }
}

/// Adds names, each once.
fn add(authors: &mut Vec<Author>, names: Vec<String>, origin: Origin) {
    for name in names {
        if !authors.iter().any(|author| author.name == name) {
            authors.push(Author { name, origin });
        }
    }
}

/// True if the elements for writers name all that are declared and one or two more: pages often declare the first alone.
fn is_fuller(lexicon: &Lexicon, marked: &[Author], declared: &[Author]) -> bool {
    const MOST: usize = 2;
    let is_in = |list: &[Author], author: &Author| list.iter().any(|other| other.name == author.name);
    (1..=MOST).contains(&marked.len().saturating_sub(declared.len()))
        && declared.iter().all(|author| is_in(marked, author))
        // Links such as `More articles` stand among the names.
        && marked.iter().all(|author| is_in(declared, author) || byline::has_given_name(lexicon, &author.name))
}

/// The people in one declaration.
fn names(lexicon: &Lexicon, site: &SiteNames<'_>, found: &Field) -> Vec<String> {
    let value = found.value.trim();
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect::<Vec<_>>();
    // `The Ardenvale News` is no Ms Ardenvale; a blog may be called after who writes it.
    if site.has(value) && (byline::is_house(lexicon, value) || !byline::has_given_name(lexicon, value)) {
        return Vec::new();
    }
    // `Ruiz, Ana; Doe, Jon`.
    let turned: Option<Vec<String>> = value.split(';').map(|part| byline::turned(lexicon, part)).collect();
    if let Some(names) = turned {
        return names;
    }
    let marks = byline::marks(lexicon, value);
    if !marks.is_empty() {
        return owned(marks);
    }
    let is_person = |name: &&str| !site.has(name) || byline::has_given_name(lexicon, name);
    let mut names = byline::parse(lexicon, value).map(|names| names.people).unwrap_or_default();
    names.retain(is_person);
    let is_marked = found.origin == Origin::Byline;
    // `View all posts by Ana Ruiz`, `Alles von Ana Ruiz`.
    let inside = if is_marked && !byline::has_given_name(lexicon, value) { byline::inside(lexicon, value) } else { Vec::new() };
    if !inside.is_empty() {
        names = inside;
    }
    if !names.is_empty() {
        return owned(names);
    }
    if site.has(value) {
        return Vec::new();
    }
    // Who hands in an author means one, however the name is written.
    if found.origin == Origin::Hint && !byline::can_sign(lexicon, value) {
        return vec![value.to_owned()];
    }
    // The first word of `Von dpa` is a given name elsewhere.
    let bare = byline::without_opening(lexicon, value);
    if byline::is_pen_name(lexicon, bare) || byline::is_loose_name(lexicon, bare) || byline::is_account(lexicon, bare) {
        return vec![bare.to_owned()];
    }
    let account = is_marked.then(|| byline::signed_account(lexicon, value)).flatten();
    account.map(|name| vec![name.to_owned()]).unwrap_or_default()
}

/// Whatever is declared as the writer, people or not.
fn signers(document: &Document) -> impl Iterator<Item = &Field> {
    let signs = |field| matches!(field, MetaField::Author | MetaField::Desk);
    document.candidates.iter().filter(move |(field, _)| signs(*field)).map(|(_, found)| found)
}

/// The house that signs: where no person does, the one declared or that of the byline; beside people, the one declared with them.
pub fn desk(lexicon: &Lexicon, site: &SiteNames<'_>, document: &Document, authors: &[Author], shown: &Shown<'_>) -> Option<Field> {
    if !authors.is_empty() {
        return beside(lexicon, site, document, authors);
    }
    // `Redacción Deportes` is a name as it stands, `/ritzau/` one between marks.
    let bare = |text: &str| if byline::is_desk_name(lexicon, text) { text.to_owned() } else { byline::without_opening(lexicon, text).to_owned() };
    let value = |found: &Field| bare(found.value.trim_matches(['/', '(', ')', '*', ' ']));
    // What stands in an element for writers may be a call to them: `Get in touch with us`.
    let is_name = |found: &Field| found.origin != Origin::Byline || byline::has_no_small_words(lexicon, &found.value);
    let declared = || signers(document).filter(|found| byline::can_sign(lexicon, &value(found)) && is_name(found));
    // Many pages name their own paper beside the agency that wrote.
    let is_agency = |found: &&Field| found.origin != Origin::Byline && lexicon.agency(&value(found)).is_some();
    let first = declared().find(is_agency).or_else(|| declared().next());
    let declared = first.map(|found| Field { value: value(found), ..found.clone() });
    // `Por Agencia EFE` tells more than the paper's own name.
    let is_told = declared.as_ref().is_some_and(|found| !site.has(&found.value));
    let shown = shown.span.filter(|_| !is_told).map(|span| {
        let value = span.of(&document.text).to_owned();
        Field { value, origin: Origin::Byline, extent: Some(Extent::from(span)) }
    });
    shown.or(declared)
}

/// The house that a page declares as a writer beside people: `[{"name": "Ana Ruiz"}, {"name": "Reuters"}]`, `Ana Ruiz, MDN ARDENVALE`.
fn beside(lexicon: &Lexicon, site: &SiteNames<'_>, document: &Document, authors: &[Author]) -> Option<Field> {
    let origin = authors.first()?.origin;
    let is_house = |field: MetaField, part: &str| {
        let is_station = byline::shouts(part, &authors[0].name) && !part.contains(|c: char| c.is_ascii_digit());
        let is_known = field == MetaField::Desk || byline::is_house(lexicon, part) || is_station;
        is_known && byline::can_sign(lexicon, part) && !site.has(part) && !authors.iter().any(|author| author.name == part)
    };
    let declared = document.candidates.iter().filter(|(_, found)| found.origin == origin && origin != Origin::Byline);
    declared.filter(|(field, _)| matches!(field, MetaField::Author | MetaField::Desk)).find_map(|(field, found)| {
        let part = found.value.split([',', ';', '|', '/']).map(str::trim).find(|part| is_house(*field, part))?;
        Some(Field { value: part.to_owned(), ..found.clone() })
    })
}

/// The agency that is declared as the writer, alone or beside people: `"author": ["Reuters", "Ana Ruiz"]`.
pub fn agency(lexicon: &Lexicon, document: &Document) -> Option<(&'static str, Origin)> {
    let mut declared = signers(document);
    declared.find_map(|found| {
        let parts = byline::without_opening(lexicon, &found.value).split([',', '/', ';']);
        parts.map(str::trim).find_map(|part| lexicon.agency(part)).map(|name| (name, found.origin))
    })
}
