//! Which of the places of a name is meant: features for a linear model. A name has one sense in an article unless the text says otherwise.

use rustc_hash::FxHashMap;

use super::context::{Chains, Context, clear, holds, is_world};
use super::spot::{Candidate, Spot, Spots};
use crate::article::Article;
use crate::lexicon::gazetteer::{Entry, Gazetteer, How};
use crate::model::linear::{feature, pair};
use crate::record::PlaceKind;

/// Candidates looked at; the names with more are of hamlets.
pub const CANDIDATES: usize = 24;

/// What being the capital of a country adds to a place's fame, in eighths of doublings of its people.
const CAPITAL: u8 = 16;

/// The spots of one name that share a sense.
#[derive(Debug)]
pub struct Group {
    /// Indices of its spots in the list.
    pub spots: Vec<usize>,
    /// The area that the text says holds it, 0 if it doesn't say.
    pub inside: u16,
}

/// Joins the spots that were found to be places by name, in the order of the text.
pub fn groups(spots: &Spots<'_>, chains: &Chains, is_place: impl Fn(usize) -> bool) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut by_name: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut bare: Vec<usize> = Vec::new();
    for (i, spot) in spots.list.iter().enumerate().filter(|&(i, spot)| !spot.candidates.is_empty() && is_place(i)) {
        let inside = chains.inside[i];
        if inside == 0 {
            bare.push(i);
            continue;
        }
        let same = by_name.entry(spot.key).or_default();
        if let Some(&g) = same.iter().find(|&&g| groups[g].inside == inside) {
            groups[g].spots.push(i);
        } else {
            same.push(groups.len());
            groups.push(Group { spots: vec![i], inside });
        }
    }
    // A bare name means what it meant where the text said more, the first time.
    for i in bare {
        let same = by_name.entry(spots.list[i].key).or_default();
        if let Some(&g) = same.first() {
            groups[g].spots.push(i);
        } else {
            same.push(groups.len());
            groups.push(Group { spots: vec![i], inside: 0 });
        }
    }
    groups
}

/// The candidates of a group that are compared, by their place among the spot's: those in the area that the text names, or the largest.
pub fn compared(gazetteer: &Gazetteer<'_>, spots: &Spots<'_>, group: &Group) -> Vec<usize> {
    let candidates = spots.candidates_of(&spots.list[group.spots[0]]);
    let inside = |&at: &usize| group.inside != 0 && holds(gazetteer, group.inside, &candidates[at].entry);
    let named: Vec<usize> = (0..candidates.len()).filter(inside).take(CANDIDATES).collect();
    if named.is_empty() { (0..candidates.len().min(CANDIDATES)).collect() } else { named }
}

/// A first guess by rule: what the features of the others are made of.
pub fn guess<'s>(
    gazetteer: &Gazetteer<'_>,
    spots: &'s Spots<'_>,
    groups: &[Group],
    clear: &Context,
) -> Vec<Option<&'s Candidate>> {
    let pick = |group: &Group| {
        let spot = &spots.list[group.spots[0]];
        let score = |candidate: &Candidate| {
            let entry = &candidate.entry;
            let share = |eighths: u32| if eighths > 8 { 0 } else { eighths as i32 };
            let wide = match entry.kind {
                PlaceKind::Country => 60,
                PlaceKind::Admin1 => 40,
                PlaceKind::Area => -40,
                _ => 0,
            };
            i32::from(entry.size)
                + wide
                + if group.inside != 0 && holds(gazetteer, group.inside, entry) { 500 } else { 0 }
                + share(clear.country_share(gazetteer, spot.key, entry)) * 6
                + share(clear.state_share(spot.key, entry)) * 14
                - if is_other(candidate) { 20 } else { 0 }
        };
        spots.candidates_of(spot).iter().take(CANDIDATES).rev().max_by_key(|candidate| score(candidate))
    };
    groups.iter().map(pick).collect()
}

/// Places of that size (about 130,000 people) are known by their English names as well as by their own.
const KNOWN: u8 = 136;

/// True if the name is another one than the place is known by.
fn is_other(candidate: &Candidate) -> bool {
    candidate.how == How::Other && !candidate.entry.capital && candidate.entry.size < KNOWN
}

/// The context of an article before any choice: the places that need none.
pub fn clear_context(gazetteer: &Gazetteer<'_>, spots: &Spots<'_>, chains: &Chains) -> Context {
    let mut context = Context::default();
    let mut once: Vec<u64> = Vec::new();
    for (i, spot) in spots.list.iter().enumerate() {
        if let Some(candidate) = clear(gazetteer, spots, chains, i) {
            if chains.inside[i] == 0 && is_world(spots, spot) && !once.contains(&spot.key) {
                once.push(spot.key);
                continue;
            }
            context.vote(gazetteer, spot.key, &candidate.entry, 1);
        }
    }
    context
}

/// The context of the guesses.
pub fn guessed_context(
    gazetteer: &Gazetteer<'_>,
    spots: &Spots<'_>,
    groups: &[Group],
    guesses: &[Option<&Candidate>],
) -> Context {
    let mut context = Context::default();
    for (group, guess) in groups.iter().zip(guesses) {
        let spot = &spots.list[group.spots[0]];
        let named = group.spots.len().min(3) as u32;
        let weight = if group.inside == 0 && is_world(spots, spot) { named - 1 } else { named + 1 };
        if let Some(candidate) = guess.filter(|_| weight > 0) {
            context.vote(gazetteer, spot.key, &candidate.entry, weight);
        }
    }
    context
}

/// What candidates are compared by.
#[derive(Debug)]
pub struct Ranker<'a, 'g> {
    /// The article that the spots are in.
    pub article: Article<'a>,
    /// The gazetteer that the candidates are from.
    pub gazetteer: Gazetteer<'g>,
    /// The spots of the article with their candidates.
    pub spots: &'a Spots<'g>,
    /// What places that need no context say.
    pub clear: &'a Context,
    /// What the first guess of all places says.
    pub guessed: &'a Context,
}

impl Ranker<'_, '_> {
    /// The features of a candidate of a group: its place among the candidates, the largest size among them.
    pub fn features(&self, group: &Group, at: usize, out: &mut Vec<u64>) {
        out.clear();
        let spot: &Spot<'_> = &self.spots.list[group.spots[0]];
        let candidates = self.spots.candidates_of(spot);
        let Candidate { how, entry, .. } = candidates[at];
        let how = if how == How::Other && !is_other(&candidates[at]) { How::Own } else { how };
        let fame = |entry: &Entry| entry.size.saturating_add(if entry.capital { CAPITAL } else { 0 });
        let most = candidates.iter().take(CANDIDATES).map(|candidate| fame(&candidate.entry)).max().unwrap_or(0);
        let less = u64::from((most - fame(&entry)) / 8).min(12);
        let largest = candidates.iter().take(CANDIDATES).map(|candidate| candidate.entry.size).max().unwrap_or(0);
        let mut template = 100;
        let mut add = |value: u64| {
            template += 1;
            out.push(feature(template, value));
        };
        let kind = entry.kind as u64 * 2 + u64::from(entry.capital);
        let how = how as u64;
        let size = u64::from(entry.size / 8);
        let smaller_by = u64::from((largest - entry.size) / 8).min(12);
        let country = u64::from(self.guessed.country_share(&self.gazetteer, spot.key, &entry));
        let state = u64::from(self.guessed.state_share(spot.key, &entry));
        let clear_country = u64::from(self.clear.country_share(&self.gazetteer, spot.key, &entry));
        let clear_state = u64::from(self.clear.state_share(spot.key, &entry));
        let near = u64::from(self.guessed.nearness(spot.key, &entry));
        let rank = at.min(6) as u64;
        let others = candidates.len().min(4) as u64;
        let tokens = &self.article.syntax.tokens;
        let before = spot.tokens.start.checked_sub(1).map_or(0, |i| tokens[i].hash);
        let after = tokens.get(spot.tokens.end).map_or(0, |token| token.hash);
        let famous = u64::from(most / 12);
        let support = u64::from(self.support(spot.key, &entry));

        add(kind * 8 + how);
        add(pair(kind, size));
        add(pair(smaller_by, others));
        add(pair(rank, how));
        add(pair(country, smaller_by));
        add(pair(state, smaller_by));
        add(pair(country, kind));
        add(pair(state, kind));
        add(pair(clear_country, clear_state));
        add(pair(clear_state, kind));
        add(pair(clear_country, size));
        add(pair(near, smaller_by));
        add(pair(near, kind));
        add(pair(near, pair(country, state)));
        add(pair(before, kind));
        add(pair(after, kind));
        add(pair(spot.key, entry.kind as u64));
        add(pair(support, less));
        add(pair(support, pair(less, famous)));
        add(pair(support, kind));
        add(pair(spot.tokens.len() as u64, kind));
    }

    /// How much the rest of the article speaks for a place: 0 nothing, 1 names in its country, 2 most names in its country, 3 a place
    /// within 500 km, 4 within 200 km or its state, 5 both a place within 80 km and its state.
    fn support(&self, key: u64, entry: &Entry) -> u8 {
        let votes = |share: u32| if share > 8 { 0 } else { share };
        let near = self.guessed.nearness(key, entry);
        let state = votes(self.guessed.state_share(key, entry)) > 0;
        match votes(self.guessed.country_share(&self.gazetteer, key, entry)) {
            _ if state && near <= 1 => 5,
            _ if state || near <= 2 => 4,
            _ if near <= 3 => 3,
            4.. => 2,
            1.. => 1,
            0 => 0,
        }
    }
}
