//! Where a place may be named: the gazetteer's names in the text, and names made with words like "County" and "River".

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::lexicon::{NoPlace, Resources};
use crate::Span;
use crate::article::Article;
use crate::lexicon::gazetteer::Key;
use crate::lexicon::gazetteer::{Entry, EntryId, Gazetteer, How, Name};
use crate::record::{NameLabel, PlaceKind};
use crate::syntax::{Shape, Token};

/// What may name a place.
#[derive(Debug, Clone)]
pub struct Spot<'g> {
    /// Its tokens, as indices of the article's.
    pub tokens: Range<usize>,
    /// The sentence that it stands in.
    pub sentence: usize,
    /// Span in UTF-8 bytes of [`Document::text`](crate::read::Document::text).
    pub span: Span,
    /// Same for all spellings of a name.
    pub key: u64,
    /// The gazetteer's name, if it has it.
    pub name: Option<Name<'g>>,
    /// What the words themselves say that it is, if the gazetteer hasn't the name.
    pub kind: PlaceKind,
    /// The places that it may be, largest first; a range of [`Spots::candidates`].
    pub candidates: Range<usize>,
    /// The area that its own words say it is a part of, 0 for none: Wales of "South Wales".
    pub within: u16,
}

/// A place that a spot may be.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// Which place of the gazetteer it is.
    pub id: EntryId,
    /// How the name stands for it.
    pub how: How,
    /// What the gazetteer says of it; looked up once, since the table lies far from the text.
    pub entry: Entry,
}

/// The spots of an article.
#[derive(Debug, Default)]
pub struct Spots<'g> {
    /// In the order of the text, not overlapping.
    pub list: Vec<Spot<'g>>,
    /// The places that the spots may be, one after the other.
    pub candidates: Vec<Candidate>,
    /// The candidates of names that were met before.
    known: FxHashMap<(u64, bool), Range<usize>>,
}

impl<'g> Spots<'g> {
    /// The places that a spot may be.
    pub fn candidates_of(&self, spot: &Spot<'_>) -> &[Candidate] {
        &self.candidates[spot.candidates.clone()]
    }
}

/// A name has at most that many tokens.
const LONGEST: usize = 8;

/// Finds the spots of an article.
pub fn spots<'g>(article: &Article<'_>, gazetteer: &Gazetteer<'g>, words: &Resources) -> Spots<'g> {
    let mut spots = Spots::default();
    let tokens = &article.syntax.tokens;
    for (sentence, range) in article.syntax.sentences.iter().map(|s| s.tokens.start as usize..s.tokens.end as usize).enumerate() {
        let mut at = range.start;
        while at < range.end {
            if !starts_name(&tokens[at]) {
                at += 1;
                continue;
            }
            let found = longest(article, gazetteer, words, at..range.end);
            let made = made_name(article, words, at, &range);
            let part = part_of(article, gazetteer, words, at..range.end).filter(|part| found.is_none_or(|(end, _)| part.0.end > end));
            let spot = match (found, made) {
                _ if part.is_some() => {
                    part.map(|(tokens, within)| Spot { within, ..unlisted(article, tokens, PlaceKind::Region) })
                }
                (Some((end, name)), made) if made.as_ref().is_none_or(|(m, _)| m.end <= end) => {
                    listed(article, gazetteer, &mut spots, at..end, name)
                }
                (_, Some((made, kind))) => Some(unlisted(article, made, kind)),
                _ => None,
            };
            at = spot.as_ref().map_or(at + 1, |spot| spot.tokens.end);
            spots.list.extend(spot.map(|spot| Spot { sentence, ..spot }));
        }
    }
    add_labelled(article, words, &mut spots);
    spots
}

fn starts_name(token: &Token) -> bool {
    matches!(token.shape, Shape::Capital | Shape::Upper | Shape::Mixed)
}

/// The longest name of the gazetteer that begins at a token: its end and the name.
fn longest<'g>(
    article: &Article<'_>,
    gazetteer: &Gazetteer<'g>,
    words: &Resources,
    Range { start, end: limit }: Range<usize>,
) -> Option<(usize, Name<'g>)> {
    let (tokens, text) = (&article.syntax.tokens, &article.document.text);
    let mut key = Key::default();
    let mut best = None;
    let mut from = tokens[start].span.start;
    for (i, token) in tokens[start..limit.min(start + LONGEST)].iter().enumerate() {
        match token.shape {
            // "Washington, D.C." is one name.
            Shape::Mark if i > 0 && token.span.of(text) == "," && is_district(article, words, start + i + 1, limit) => {}
            Shape::Mark if i == 0 || !matches!(token.span.of(text), "-" | "–" | "." | "'" | "’" | "&" | "/") => break,
            Shape::Lower if token.span.of(text).starts_with(['\'', '’']) => break,
            _ => {}
        }
        key.push(Span { start: from, end: token.span.end }.of(text));
        from = token.span.end;
        if token.shape == Shape::Mark {
            continue;
        }
        let unclear = i == 0 && words.no_place(token).is_some();
        if let Some(name) = gazetteer.find(&key).filter(|_| !unclear) {
            best = Some((start + i + 1, name));
        }
        if token.shape == Shape::Lower && !words.is_connector(token) {
            break;
        }
    }
    best
}

/// True if the token is the district of a capital, which belongs to its name.
fn is_district(article: &Article<'_>, words: &Resources, at: usize, limit: usize) -> bool {
    let word = article.syntax.tokens[..limit].get(at).map_or("", |token| token.span.of(&article.document.text));
    words.is_district(word)
}

/// A part of a country or state, named by a direction: "South Wales". Its tokens and the area that it is a part of.
fn part_of(
    article: &Article<'_>,
    gazetteer: &Gazetteer<'_>,
    words: &Resources,
    Range { start, end: limit }: Range<usize>,
) -> Option<(Range<usize>, u16)> {
    let tokens = &article.syntax.tokens;
    let directions = tokens[start..limit]
        .iter()
        .take(2)
        .take_while(|t| t.shape == Shape::Capital && words.no_place(t) == Some(NoPlace::Direction));
    let next = start + directions.count();
    if next == start || next >= limit || !starts_name(&tokens[next]) {
        return None;
    }
    let (end, name) = longest(article, gazetteer, words, next..limit)?;
    let (id, how) = gazetteer.places(&name).next()?;
    let entry = gazetteer.entry(id);
    let wide = matches!(entry.kind, PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Area | PlaceKind::Region);
    (wide && entry.area != 0 && matches!(how, How::Own | How::Other)).then_some((start..end, entry.area))
}

fn listed<'g>(
    article: &Article<'_>,
    gazetteer: &Gazetteer<'g>,
    spots: &mut Spots<'g>,
    tokens: Range<usize>,
    name: Name<'g>,
) -> Option<Spot<'g>> {
    let span = article.syntax.cover(tokens.clone());
    let text = span.of(&article.document.text);
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    // "US" is short for a country, "us" and "Us" are not; and one letter is no name.
    let next = article.syntax.tokens.get(tokens.end).filter(|next| next.span.start == span.end);
    // "Ga." may be read as a word and a full stop.
    let stopped = next.is_some_and(|next| next.span.of(&article.document.text) == ".")
        && article.syntax.tokens.get(tokens.start.wrapping_sub(1)).is_some_and(|t| t.span.of(&article.document.text) == ",");
    let small = letters <= 3 && !text.contains('.') && !stopped && text.chars().any(char::is_lowercase);
    if letters < 2 {
        return None;
    }
    let key = Key::of(name.text);
    let Spots { candidates: all, known, .. } = spots;
    let candidates = known.entry((key, small)).or_insert_with(|| {
        let first = all.len();
        let places = gazetteer.places(&name).filter(|&(_, how)| !(small && how == How::Short && letters < 3));
        all.extend(places.map(|(id, how)| Candidate { id, how, entry: gazetteer.entry(id) }));
        first..all.len()
    });
    let candidates = candidates.clone();
    let spot = Spot { tokens, sentence: 0, span, key, name: Some(name), kind: PlaceKind::Unknown, candidates, within: 0 };
    Some(spot).filter(|spot| !spot.candidates.is_empty())
}

fn unlisted<'g>(article: &Article<'_>, tokens: Range<usize>, kind: PlaceKind) -> Spot<'g> {
    let span = article.syntax.cover(tokens.clone());
    let key = Key::of(span.of(&article.document.text));
    Spot { tokens, sentence: 0, span, key, name: None, kind, candidates: 0..0, within: 0 }
}

/// A name made of capitals and a word for a kind of place, beginning at a token.
fn made_name(article: &Article<'_>, words: &Resources, start: usize, sentence: &Range<usize>) -> Option<(Range<usize>, PlaceKind)> {
    let tokens = &article.syntax.tokens[..sentence.end];
    if let Some(kind) = words.head_before(&tokens[start]) {
        let next = tokens.get(start + 1).filter(|next| starts_name(next) && next.span.start == tokens[start].span.end + 1);
        return next.map(|_| (start..start + 2, kind));
    }
    let run = tokens[start..].iter().take(4).take_while(|token| starts_name(token)).count();
    // The first capital of a sentence may be that of any word.
    let last = (start + 1..start + run).rev().find(|&i| words.head(&tokens[i]).is_some())?;
    Some((start..last + 1, words.head(&tokens[last])?))
}

/// Adds what the names stage took for places and the gazetteer doesn't know.
fn add_labelled(article: &Article<'_>, words: &Resources, spots: &mut Spots<'_>) {
    let before = spots.list.len();
    for name in article.names.iter().filter(|name| name.label == NameLabel::Place) {
        let next = spots.list[..before].partition_point(|spot| spot.span.end <= name.span.start);
        if spots.list[..before].get(next).is_none_or(|spot| !spot.span.overlaps(name.span)) {
            let tokens = name.tokens.start as usize..name.tokens.end as usize;
            if tokens.len() == 1 && words.no_place(&article.syntax.tokens[tokens.start]) == Some(NoPlace::Body) {
                continue;
            }
            let sentence = article.syntax.sentence_of(tokens.start);
            spots.list.push(Spot { sentence, ..unlisted(article, tokens, PlaceKind::Unknown) });
        }
    }
    spots.list.sort_by_key(|spot| spot.span);
}
