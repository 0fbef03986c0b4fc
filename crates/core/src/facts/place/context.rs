//! What the rest of an article says about where a place lies: "Ardenvale, Ohio", the countries and states named, the places near by.

use rustc_hash::FxHashMap;

use super::spot::{Candidate, Spot, Spots};
use crate::article::Article;
use crate::lexicon::gazetteer::{Entry, Gazetteer, How};
use crate::record::PlaceKind;
use crate::syntax::Shape;

/// Points compared with: those of the first names.
const ANCHORS: usize = 64;

/// For each spot the area that is named after it, 0 for none; and whether it is itself named after another as its area.
#[derive(Debug, Default)]
pub struct Chains {
    /// The area said to hold the spot.
    pub inside: Vec<u16>,
    /// Whether the spot is said to hold another.
    pub holds: Vec<bool>,
}

/// Finds "Ardenvale, Ohio" and "Ardenvale, Linn County, Ohio".
pub fn chains(article: &Article<'_>, gazetteer: &Gazetteer<'_>, spots: &Spots<'_>) -> Chains {
    let list = &spots.list;
    let mut chains = Chains { inside: list.iter().map(|spot| spot.within).collect(), holds: vec![false; list.len()] };
    for i in (0..list.len().saturating_sub(1)).rev() {
        let (spot, next) = (&list[i], &list[i + 1]);
        if spot.sentence != next.sentence || !joined(article, spot, next) {
            continue;
        }
        let entries = |spot: &Spot<'_>| {
            spots.candidates_of(spot).iter().filter(|candidate| !candidate.how.is_demonym()).map(|candidate| candidate.entry)
        };
        let area = if chains.inside[i + 1] != 0 && entries(next).any(|entry| entry.kind == PlaceKind::Area) {
            Some(chains.inside[i + 1])
        } else {
            let wide = |entry: &Entry| matches!(entry.kind, PlaceKind::Admin1 | PlaceKind::Country);
            let unlisted = spot.candidates.is_empty();
            entries(next)
                .filter(wide)
                .map(|entry| entry.area)
                .find(|&area| unlisted || entries(spot).any(|e| holds(gazetteer, area, &e)))
        };
        if let Some(area) = area {
            chains.inside[i] = area;
            chains.holds[i + 1] = true;
        }
    }
    chains
}

/// True if an area holds a place other than itself.
pub fn holds(gazetteer: &Gazetteer<'_>, area: u16, entry: &Entry) -> bool {
    let below = !matches!(entry.kind, PlaceKind::Country | PlaceKind::Region);
    below
        && (entry.area == area && entry.kind != PlaceKind::Admin1
            || entry.area != area && gazetteer.country_of(entry.area) == area)
}

/// True if nothing but a comma or an opening bracket stands between two spots.
fn joined(article: &Article<'_>, spot: &Spot<'_>, next: &Spot<'_>) -> bool {
    match &article.syntax.tokens[spot.tokens.end..next.tokens.start.max(spot.tokens.end)] {
        [] => next.span.of(&article.document.text).len() == 2 || next.span.of(&article.document.text).contains('.'),
        [mark] => mark.shape == Shape::Mark && matches!(mark.span.of(&article.document.text), "," | "("),
        _ => false,
    }
}

/// Votes for countries, states and points, one a name.
#[derive(Debug, Default)]
pub struct Context {
    countries: FxHashMap<u16, u32>,
    states: FxHashMap<u16, u32>,
    total: u32,
    anchors: Vec<(u64, Entry)>,
    votes: FxHashMap<u64, (u16, u16, u32)>,
}

impl Context {
    /// Counts a name's place; a name votes once.
    pub fn vote(&mut self, gazetteer: &Gazetteer<'_>, key: u64, entry: &Entry, weight: u32) {
        let country = gazetteer.country_of(entry.area);
        if country == 0 || self.votes.contains_key(&key) {
            return;
        }
        let state = if entry.area == country { 0 } else { entry.area };
        self.votes.insert(key, (country, state, weight));
        *self.countries.entry(country).or_default() += weight;
        if state != 0 {
            *self.states.entry(state).or_default() += weight;
        }
        self.total += weight;
        if entry.kind != PlaceKind::Country && self.anchors.len() < ANCHORS {
            self.anchors.push((key, *entry));
        }
    }

    fn without(&self, key: u64) -> (u16, u16, u32) {
        self.votes.get(&key).copied().unwrap_or_default()
    }

    /// The share of other names' votes that goes to the country of an entry, in eighths rounded up, 0 for none; 9 if there are no votes.
    pub fn country_share(&self, gazetteer: &Gazetteer<'_>, key: u64, entry: &Entry) -> u32 {
        let country = gazetteer.country_of(entry.area);
        let own = self.without(key);
        let votes = self.countries.get(&country).copied().unwrap_or(0) - if own.0 == country { own.2 } else { 0 };
        share(votes, self.total - own.2)
    }

    /// The same for the state of an entry.
    pub fn state_share(&self, key: u64, entry: &Entry) -> u32 {
        let own = self.without(key);
        let votes =
            self.states.get(&entry.area).copied().unwrap_or(0) - if own.1 == entry.area && own.1 != 0 { own.2 } else { 0 };
        share(votes, self.total - own.2)
    }

    /// How far the nearest other place is, in steps: 0 within 30 km, 1 80, 2 200, 3 500, 4 1500, 5 farther, 6 if there is none.
    pub fn nearness(&self, key: u64, entry: &Entry) -> u32 {
        let others = self.anchors.iter().filter(|(other, _)| *other != key);
        let Some(nearest) = others.map(|(_, other)| distance(entry, other)).min() else { return 6 };
        [30, 80, 200, 500, 1500].iter().position(|&limit| nearest <= limit).unwrap_or(5) as u32
    }
}

/// Cities of that size (about four million people) are named in news of every country.
const WORLD: u8 = 175;

/// True if a spot may be a city of the world: named once, it says nothing of where the other places lie.
pub fn is_world(spots: &Spots<'_>, spot: &Spot<'_>) -> bool {
    let large = |candidate: &Candidate| candidate.entry.kind == PlaceKind::City && candidate.entry.size >= WORLD;
    spots.candidates_of(spot).iter().take(4).any(large)
}

fn share(votes: u32, total: u32) -> u32 {
    if total == 0 { 9 } else { (votes * 8).div_ceil(total) }
}

/// Kilometres between two places, well enough to compare; the same on every machine.
fn distance(a: &Entry, b: &Entry) -> u32 {
    let north = f64::from(a.latitude - b.latitude) / 1000.0 * 111.2;
    let turn = f64::from((a.longitude - b.longitude).abs()) / 1000.0;
    let middle = (f64::from(a.latitude + b.latitude) / 2000.0).to_radians();
    let squared = middle * middle;
    // The cosine's series: `cos` itself may differ in the last bit between machines.
    let cosine = 1.0 - squared / 2.0 * (1.0 - squared / 12.0 * (1.0 - squared / 30.0));
    let east = turn.min(360.0 - turn) * 111.2 * cosine;
    north.hypot(east) as u32
}

/// The place of a spot that needs no context: a country, a well-known state or a large city without rivals.
pub fn clear<'s>(gazetteer: &Gazetteer<'_>, spots: &'s Spots<'_>, chains: &Chains, i: usize) -> Option<&'s Candidate> {
    let spot = &spots.list[i];
    let candidates = spots.candidates_of(spot);
    let name = spot.name.as_ref()?;
    if chains.inside[i] != 0 {
        return candidates.iter().find(|candidate| holds(gazetteer, chains.inside[i], &candidate.entry));
    }
    let known = name.word_place & 15 >= 9 && name.word_place >> 4 <= 3;
    let is_wide = |c: &&Candidate| matches!(c.entry.kind, PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Site);
    let mut wide = candidates.iter().filter(is_wide);
    if let Some(first) = wide.next() {
        let country = |candidate: &Candidate| gazetteer.country_of(candidate.entry.area);
        let rival = wide.next().is_some_and(|other| country(other) != country(first));
        let whole = first.entry.kind == PlaceKind::Country;
        let postal = first.how == How::Short && name.text.len() == 2 && !whole;
        return ((whole || known) && !rival && !postal).then_some(first);
    }
    let first = candidates.first()?;
    let rival = candidates.get(1).map_or(0, |second| second.entry.size);
    (known && first.entry.size >= 130 && first.entry.size >= rival.saturating_add(20)).then_some(first)
}
