//! Teams that go by the name of their town: "Leeds drew 1-1 with Hull"; and the countries of athletes: "Ana Ruiz (ESP)".

use std::cell::OnceCell;
use std::ops::Range;

use super::draft::{Draft, SETTLED, tokens};
use crate::lexicon::gazetteer::{Gazetteer, Key};
use crate::names::frames::Frame;
use crate::names::mention::NameMention;
use crate::record::{Confidence, NameLabel, PlaceKind};
use crate::syntax::{Deprel, Shape};

/// Relabels towns that play as organisations, and codes of countries after athletes as places.
pub(super) fn relabel(draft: &mut Draft<'_>, loose: &[Range<usize>]) {
    let mut clubs: Vec<Range<usize>> = Vec::new();
    let mut codes: Vec<Range<usize>> = Vec::new();
    // Asked of the whole text, and once.
    let sport = OnceCell::new();
    for name in &draft.names {
        let range = tokens(name);
        if name.label == NameLabel::Person {
            codes.extend(code(draft, range.end));
        }
        if name.label == NameLabel::Place && !draft.is_placed(name) {
            clubs.extend(club(draft, &range).filter(|_| *sport.get_or_init(|| tells_of_sport(draft))));
        }
        if matches!(name.label, NameLabel::Person | NameLabel::Place) {
            clubs.extend(players(draft, &range, loose));
        }
    }
    clubs.sort_by_key(|range| range.start);
    clubs.dedup();
    let new = |(range, label)| draft.mention(range, label);
    let clubs = clubs.into_iter().map(|range| (range, NameLabel::Organization));
    let mut all: Vec<NameMention> = clubs.chain(codes.into_iter().map(|range| (range, NameLabel::Place))).map(new).collect();
    all.sort_by_key(|name| name.span);
    all.iter_mut().for_each(|name| name.confidence = Confidence::new(SETTLED));
    draft.put(all);
}

/// The code of a country in brackets at a token.
fn code(draft: &Draft<'_>, open: usize) -> Option<Range<usize>> {
    let bracketed = draft.word(open) == "(" && draft.word(open + 2) == ")";
    let code = bracketed && draft.token(open + 1).shape == Shape::Upper && draft.frame(open + 1).has(Frame::CODE);
    code.then_some(open + 1..open + 2)
}

/// Minimum number of scores and words of sport in a text about sport.
const SPORT: usize = 3;

/// True for a text with enough scores and words of sport.
fn tells_of_sport(draft: &Draft<'_>) -> bool {
    let sport = (0..draft.syntax.tokens.len()).filter(|&i| draft.frame(i).has(Frame::GAME) || is_score(draft, i));
    sport.take(SPORT).count() == SPORT
}

/// What may be a club, by its town and what clubs are called: "Harwick Town".
fn club(draft: &Draft<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let called = |i: usize| draft.frame(i).has(Frame::CLUB) && draft.token(i).shape == Shape::Capital;
    let whole = range.len() > 1 && called(range.end - 1);
    let followed = range.end < draft.sentence(range.start).end && draft.name_at(range.end).is_none() && called(range.end);
    (whole || followed).then(|| range.start..range.end + usize::from(!whole))
}

/// A town and the other one that it plays, if a score or a word of sport stands by.
fn players(draft: &Draft<'_>, range: &Range<usize>, loose: &[Range<usize>]) -> Vec<Range<usize>> {
    let Some(verb) = draft.verb(range.clone()).filter(|&verb| draft.frame(verb).has(Frame::PLAY)) else { return Vec::new() };
    let sentence = draft.sentence(verb);
    let scores = sentence.clone().filter(|&i| is_score(draft, i)).count();
    // Sets of tennis are between people.
    if scores > 1 || scores == 0 && !sentence.clone().any(|i| draft.frame(i).has(Frame::GAME)) {
        return Vec::new();
    }
    let name = |i: usize| {
        let named = draft.name_at(i).filter(|name| tokens(name).start == i && matches!(name.label, NameLabel::Person | NameLabel::Place | NameLabel::Organization));
        named.map(|name| (tokens(name), Some(name.label))).or_else(|| loose.binary_search_by_key(&i, |range| range.start).ok().filter(|_| draft.name_at(i).is_none()).map(|at| (loose[at].clone(), None)))
    };
    let rival = |i: usize| {
        let (other, label) = name(i)?;
        let token = draft.token(draft.head(other.clone()));
        let object = token.deprel == Deprel::Obj && token.head as usize == verb;
        (object || draft.frame(i - 1).has(Frame::AGAINST)).then_some((other, label))
    };
    let Some((other, label)) = (verb + 1..sentence.end.min(verb + 12)).find_map(rival) else { return Vec::new() };
    let own = draft.name_at(range.start).map(|name| name.label);
    let people = [own, label].iter().filter(|label| **label == Some(NameLabel::Person)).count();
    if people == 2 || people == 1 && (range.len() > 1 || other.len() > 1) {
        return Vec::new();
    }
    let club = |range: &Range<usize>| range.len() < 3 && !is_country(draft, range);
    [range.clone(), other].into_iter().filter(club).collect()
}

/// True for "2-1", in one token or three.
fn is_score(draft: &Draft<'_>, i: usize) -> bool {
    let points = |word: &str| (1..4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    let dash = |word: &str| matches!(word, "-" | "–");
    let word = draft.word(i);
    let whole = word.split_once(['-', '–']).is_some_and(|(a, b)| points(a) && points(b));
    whole || points(word) && dash(draft.word(i + 1)) && points(draft.word(i + 2))
}

/// True for a country: its team goes by its name, and the name is a place.
fn is_country(draft: &Draft<'_>, range: &Range<usize>) -> bool {
    let gazetteer = Gazetteer::new(None);
    let name = gazetteer.find(&Key::new(draft.syntax.cover(range.clone()).of(draft.text)));
    let wide = |id| matches!(gazetteer.entry(id).kind, PlaceKind::Country | PlaceKind::Admin1);
    name.is_some_and(|name| gazetteer.places(&name).take(2).any(|(id, _)| wide(id) && gazetteer.entry(id).size > 130))
}
