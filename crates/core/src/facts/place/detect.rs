//! Whether a spot names a place: features for a linear model.

use rustc_hash::{FxHashMap, FxHashSet};

use super::context::{Chains, Context};
use super::lexicon::Resources;
use super::spot::{Candidate, Spot, Spots};
use crate::article::Article;
use crate::lexicon::gazetteer::Gazetteer;
use crate::model::linear::{feature, pair};
use crate::record::NameLabel;
use crate::syntax::{Shape, Token};

/// What the whole article says of its names.
#[derive(Debug)]
pub struct Detector<'a, 'g> {
    article: Article<'a>,
    gazetteer: Gazetteer<'g>,
    words: &'a Resources,
    spots: &'a Spots<'g>,
    chains: &'a Chains,
    context: &'a Context,
    /// By key: spots after a preposition of place, spots beside another capital, all spots.
    seen: FxHashMap<u64, [u32; 3]>,
    /// The words of names of people.
    people: FxHashSet<u64>,
}

/// Nothing beside a sentence.
const EDGE: u64 = 1;

impl<'a, 'g> Detector<'a, 'g> {
    /// Counts how the names of an article stand in all of it.
    pub fn new(
        article: &Article<'a>,
        gazetteer: &Gazetteer<'g>,
        words: &'a Resources,
        spots: &'a Spots<'g>,
        chains: &'a Chains,
        context: &'a Context,
    ) -> Self {
        let mut detector = Self {
            article: *article,
            gazetteer: *gazetteer,
            words,
            spots,
            chains,
            context,
            seen: FxHashMap::default(),
            people: FxHashSet::default(),
        };
        for spot in &spots.list {
            let (before, after) = (detector.beside(spot, -1), detector.beside(spot, 1));
            let capital =
                |token: Option<&Token>| token.is_some_and(|t| matches!(t.shape, Shape::Capital | Shape::Upper | Shape::Mixed));
            let entry = detector.seen.entry(spot.key).or_default();
            entry[0] += u32::from(before.is_some_and(|t| words.is_preposition(t.span.of(&article.document.text))));
            entry[1] += u32::from(capital(before) || capital(after));
            entry[2] += 1;
        }
        for name in article.names.iter().filter(|name| name.label == NameLabel::Person) {
            let tokens = &article.syntax.tokens[name.tokens.start as usize..name.tokens.end as usize];
            detector.people.extend(tokens.iter().map(|token| token.hash));
        }
        detector
    }

    /// Returns the token `step` places before or after a spot, within its sentence.
    fn beside(&self, spot: &Spot<'_>, step: isize) -> Option<&'a Token> {
        let sentence = &self.article.syntax.sentences[spot.sentence].tokens;
        let at = if step < 0 { spot.tokens.start.checked_add_signed(step)? } else { spot.tokens.end + step as usize - 1 };
        let inside = (sentence.start as usize..sentence.end as usize).contains(&at);
        if inside { self.article.syntax.tokens.get(at) } else { None }
    }

    /// What the names stage says of the words of a spot: its label, and whether the name is the spot, holds it or lies in it.
    fn label(&self, spot: &Spot<'_>) -> (u64, u64) {
        let names = self.article.names;
        let from = names.partition_point(|name| name.span.end <= spot.span.start);
        let Some(name) = names.get(from).filter(|name| name.span.start < spot.span.end) else { return (0, 0) };
        let relation = match (name.span == spot.span, name.span.start == spot.span.start, name.span.contains(spot.span)) {
            (true, _, _) => 1,
            (_, true, true) => 2,
            (_, _, true) => 3,
            _ => 4,
        };
        (1 + name.label as u64, relation)
    }

    /// How often the name stands where places do, how often where it is joined to others, and whether it is in a chain of places.
    fn elsewhere(&self, i: usize) -> [u64; 3] {
        let [placed, joined, all] = self.seen[&self.spots.list[i].key];
        let how_often = |part: u32| u64::from(part > 0) + u64::from(2 * part >= all);
        let chain = u64::from(self.chains.inside[i] != 0) * 2 + u64::from(self.chains.holds[i]);
        [how_often(placed), how_often(joined), chain]
    }

    /// How much of the context lies in the country and in the state of a candidate, at most; 10 without candidates.
    fn context_of(&self, spot: &Spot<'_>, candidates: &[Candidate]) -> [u64; 2] {
        if candidates.is_empty() {
            return [10; 2];
        }
        let entries = || candidates.iter().take(12).map(|candidate| candidate.entry);
        let country = entries().map(|e| self.context.country_share(&self.gazetteer, spot.key, &e)).max().unwrap_or(0);
        let state = entries().map(|e| self.context.state_share(spot.key, &e)).max().unwrap_or(0);
        [country, state].map(u64::from)
    }

    /// The features of the words beside a spot; its first place is of this kind and has the name in this way.
    fn words_beside(&self, spot: &Spot<'_>, kind: u64, how: u64, add: &mut impl FnMut(u64)) {
        let [before2, before, after, after2] = [-2, -1, 1, 2].map(|by| self.beside(spot, by));
        let shapes = shape(before) * 10 + shape(after);
        add(hash(before));
        add(pair(hash(before), kind));
        add(pair(hash(before2), hash(before)));
        add(hash(after));
        add(pair(hash(after), how));
        add(pair(hash(after), hash(after2)));
        add(pair(hash(before), hash(after)));
        add(pair(shapes, kind * 8 + how));
        add(pair(shapes, shape(before2) * 10 + shape(after2)));
    }

    /// The features of a spot.
    pub fn features(&self, i: usize, out: &mut Vec<u64>) {
        out.clear();
        let spot = &self.spots.list[i];
        let tokens = &self.article.syntax.tokens;
        let candidates = self.spots.candidates_of(spot);
        let mut template = 0;
        let mut add = |value: u64| {
            template += 1;
            out.push(feature(template, value));
        };

        let first = candidates.first().map(|candidate| (candidate.entry, candidate.how));
        let [placed, joined, chain] = self.elsewhere(i);
        let [country, state] = self.context_of(spot, candidates);
        let kind = first.map_or(spot.kind as u64 + 16, |(entry, _)| entry.kind as u64);
        let how = first.map_or(7, |(_, how)| how as u64);
        let size = first.map_or(0, |(entry, _)| u64::from(entry.size / 12));
        let what = kind * 8 + how;
        let [word, place, person, organization] = corpora(spot);
        let (before, after) = (self.beside(spot, -1), self.beside(spot, 1));
        let own = &tokens[spot.tokens.start];
        let last = &tokens[spot.tokens.end - 1];
        let length = spot.tokens.len() as u64;
        let (label, relation) = self.label(spot);
        let shapes = shape(before) * 10 + shape(after);
        let person_word = tokens[spot.tokens.clone()].iter().filter(|token| self.people.contains(&token.hash)).count() as u64;
        let block = self.article.syntax.sentences[spot.sentence].block as usize;
        let block = self.article.layout.blocks.get(block).map_or(0, |block| block.kind as u64);
        let comma = |token: Option<&Token>| token.is_some_and(|t| t.span.of(&self.article.document.text) == ",");

        add(what);
        add(pair(what, size));
        add(pair(word, own.shape as u64));
        add(pair(word, u64::from(before.is_none())));
        add(pair(place, person));
        add(pair(place, organization));
        add(pair(pair(place, shapes), length));
        self.words_beside(spot, kind, how, &mut add);
        add(pair(own.shape as u64, shapes));
        add(pair(length, what));
        add(pair(label, relation));
        add(pair(pair(label, relation), what));
        add(pair(pair(label, relation), place));
        add(pair(label, pair(shapes, how)));
        add(pair(person_word, label));
        add(pair(person_word, length));
        add(pair(placed, joined));
        add(pair(pair(placed, joined), place));
        add(pair(chain, kind));
        add(pair(chain, pair(u64::from(comma(before)), u64::from(comma(after)))));
        add(pair(country, kind));
        add(pair(state, kind));
        add(pair(pair(state, country), size));
        add(block);
        add(pair(pair(tag(before), tag(after)), what));
        add(pair(own.upos as u64, last.upos as u64));
        add(pair(own.deprel as u64, how));
        add(spot.key);
        add(pair(last.hash, u64::from(spot.name.is_some())));
        add(after.and_then(|token| self.words.head(token)).map_or(0, |head| 1 + head as u64));
        add(pair(how, pair(tag(after), shape(after))));
        add(pair(letters(own, spot), pair(how, hash(before))));
        add(u64::from(candidates.len().min(6) as u32));
    }
}

/// How often corpora have the name as a common word, a place, a person, an organisation.
fn corpora(spot: &Spot<'_>) -> [u64; 4] {
    spot.name.map_or([0; 4], |name| {
        [name.word_place >> 4, name.word_place & 15, name.person_organization >> 4, name.person_organization & 15].map(u64::from)
    })
}

fn hash(token: Option<&Token>) -> u64 {
    token.map_or(EDGE, |token| token.hash)
}

fn shape(token: Option<&Token>) -> u64 {
    token.map_or(9, |token| token.shape as u64)
}

fn tag(token: Option<&Token>) -> u64 {
    token.map_or(99, |token| token.upos as u64)
}

/// How many bytes a name of few letters has; longer ones are alike.
fn letters(token: &Token, spot: &Spot<'_>) -> u64 {
    (spot.span.len().min(5) as u64) * 8 + token.shape as u64
}
