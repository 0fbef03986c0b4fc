//! Who wrote the article: people, and where none signs, a desk.

use super::byline;
use super::lexicon::Lexicon;
use super::title::SiteNames;
use crate::Span;
use crate::read::{Document, MetaField};
use crate::record::{Author, Extent, Field, Origin};

/// The writers: those declared, or those of the byline. Names of the site are nobody's.
pub fn people<'a>(
    lexicon: &Lexicon,
    site: &SiteNames<'_>,
    declared: impl Iterator<Item = &'a Field>,
    shown: &[String],
) -> Vec<Author> {
    let mut authors: Vec<Author> = Vec::new();
    for found in declared {
        // One origin speaks for itself: the next one would say the same people in other words.
        if authors.last().is_some_and(|last| last.origin != found.origin) {
            break;
        }
        for name in names(lexicon, site, found) {
            if !authors.iter().any(|author| author.name == name) {
                authors.push(Author { name, origin: found.origin });
            }
        }
    }
    if authors.is_empty() {
        return shown.iter().map(|name| Author { name: name.clone(), origin: Origin::Byline }).collect();
    }
    // `"author": "anaruiz"` too.
    let is_account = |author: &Author| author.name.starts_with(char::is_lowercase) && !author.name.contains(' ');
    if !shown.is_empty() && authors.iter().all(is_account) {
        return shown.iter().map(|name| Author { name: name.clone(), origin: Origin::Byline }).collect();
    }
    // `"author": "Ana"` over `By Ana Ruiz`: the byline tells more.
    if let ([author], [whole]) = (&mut authors[..], shown)
        && !author.name.contains(' ')
        && whole.split(' ').any(|word| word == author.name)
    {
        *author = Author { name: whole.clone(), origin: Origin::Byline };
    }
    authors
}

/// The people in one declaration.
fn names(lexicon: &Lexicon, site: &SiteNames<'_>, found: &Field) -> Vec<String> {
    let value = found.value.trim();
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect::<Vec<_>>();
    if let Some(name) = byline::turned(lexicon, value) {
        return vec![name];
    }
    // A blog may be called after who writes it, a paper is not.
    let is_person = |name: &&str| !site.has(name) || byline::has_given_name(name);
    let mut names = byline::parse(lexicon, value).map(|names| names.people).unwrap_or_default();
    names.retain(is_person);
    let is_marked = found.origin == Origin::Byline;
    if is_marked && names.is_empty() {
        names = byline::inside(lexicon, value);
    }
    if !names.is_empty() {
        return owned(names);
    }
    if site.has(value) {
        return Vec::new();
    }
    // Who hands in an author means one, however the name is written.
    let is_handed_in = found.origin == Origin::Hint && !byline::can_sign(lexicon, value);
    if byline::is_pen_name(lexicon, value) || byline::is_loose_name(lexicon, value) || byline::is_account(lexicon, value) || is_handed_in {
        return vec![value.to_owned()];
    }
    let account = is_marked.then(|| byline::signed_account(lexicon, value)).flatten();
    account.map(|name| vec![name.to_owned()]).unwrap_or_default()
}

/// Whatever is declared as the writer, people or not.
fn signers(document: &Document) -> impl Iterator<Item = &Field> {
    let signs = |field| matches!(field, MetaField::Author | MetaField::Desk);
    document.candidates.iter().filter(move |(field, _)| signs(*field)).map(|(_, found)| found)
}

/// Who signs where no person does: what is declared, or the byline.
pub fn desk(lexicon: &Lexicon, document: &Document, shown: Option<Span>) -> Option<Field> {
    let value = |found: &Field| byline::without_opening(lexicon, &found.value).to_owned();
    let mut declared = signers(document);
    // What stands in an element for writers may be a call to them: `Get in touch with us`.
    let is_name = |found: &Field| found.origin != Origin::Byline || byline::has_no_small_words(lexicon, &found.value);
    declared.find(|found| byline::can_sign(lexicon, &value(found)) && is_name(found)).map(|found| Field { value: value(found), ..found.clone() }).or_else(
        || {
            let span = shown?;
            Some(Field { value: span.of(&document.text).to_owned(), origin: Origin::Byline, extent: Some(Extent::from(span)) })
        },
    )
}

/// The agency that is declared as the writer, alone or beside people: `"author": ["Reuters", "Ana Ruiz"]`.
pub fn agency(lexicon: &Lexicon, document: &Document) -> Option<(&'static str, Origin)> {
    let mut declared = signers(document);
    declared.find_map(|found| {
        let parts = byline::without_opening(lexicon, &found.value).split([',', '/', ';']);
        parts.map(str::trim).find_map(|part| lexicon.agency(part)).map(|name| (name, found.origin))
    })
}
