//! People whose names may be one, in one block: namesakes parted, other forms of a name joined, short names given to their bearers.

mod candidates;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use nutgraf::lexicon::names::Lexicon;
use nutgraf::text::hash::hash;

use crate::known::Known;
use crate::person::Name;
use crate::profile::Profile;
use crate::unit::{Group, Reason, Unit};

/// What decides; fixed on development data.
struct Bars {
    /// Nearness below which two bearers of a common full name are two people.
    namesake: f32,
    /// Nearness that a nickname, an initial and a spelling ask for, for each other bearer of the family name.
    per_bearer: f32,
    /// The share of a word's bearers that the one whom a short name goes to must have.
    share: f32,
    /// What nearness weighs against that share.
    weight: f32,
    /// What a bearer whom the corpus does not name weighs, in articles.
    unnamed: f32,
    /// What is left of a bearer's weight whom nobody calls "Lord" where the short name is a lord's.
    no_lord: f32,
    /// Nearness that two listed surnames ask for before they are two spellings of one.
    two_surnames: f32,
}

const BARS: Bars =
    Bars { namesake: 0.03, per_bearer: 0.01, share: 0.5, weight: 15.0, unnamed: 1.0, no_lord: 0.1, two_surnames: 0.25 };

/// Bearers of one name that are held against a unit: those with the most articles.
const BEARERS: usize = 64;

/// Bearers of one name, as far as they are known to be one person.
struct Bearer {
    names: Vec<Name>,
    /// The units, and how their name relates to the usual one.
    units: Vec<(usize, Reason)>,
    profile: Profile,
    /// Smallest key of a unit: breaks ties.
    key: u64,
    /// The row of the user's list that it is.
    known: Option<u32>,
}

impl Bearer {
    fn new(names: Vec<Name>) -> Self {
        Self { names, units: Vec::new(), profile: Profile::default(), key: u64::MAX, known: None }
    }

    fn add(&mut self, unit: usize, of: &Unit, reason: Reason, profile: &Profile) {
        self.units.push((unit, reason));
        self.profile.join(profile);
        self.key = self.key.min(of.key);
    }
}

/// Joins the people of a block.
pub fn cluster(units: &[Unit], known: &Known) -> Vec<Group> {
    let mut bearers = listed(units, known);
    let name = |unit: &Unit| if unit.known.is_some() { None } else { Name::of(&unit.being) };
    let names: Vec<Option<Name>> = units.iter().map(name).collect();
    let mut full: BTreeMap<&Name, Vec<usize>> = BTreeMap::new();
    let mut single: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, name) in names.iter().enumerate() {
        match name {
            Some(name) if name.is_single() => single.entry(name.last()).or_default().push(i),
            Some(name) => full.entry(name).or_default().push(i),
            None => {}
        }
    }
    for (name, list) in full {
        bearers.extend(namesakes(units, name, &list));
    }
    let mut bearers = join_forms(bearers);
    let mut by_last: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, bearer) in bearers.iter().enumerate() {
        let mut words: Vec<&str> = bearer.names.iter().map(Name::last).filter(|word| single.contains_key(word)).collect();
        words.sort_unstable();
        words.dedup();
        words.into_iter().for_each(|word| by_last.entry(word).or_default().push(at));
    }
    let mut given = Vec::new();
    for (word, list) in &single {
        let mut candidates = by_last.remove(word).unwrap_or_default();
        candidates.sort_by_key(|&at| (Reverse(bearers[at].profile.articles), bearers[at].key));
        candidates.truncate(BEARERS);
        given.push(give_short(units, &names, list, &candidates, &bearers));
    }
    for (gifts, left) in given {
        gifts.into_iter().for_each(|(at, i)| bearers[at].units.push((i, Reason::Short)));
        bearers.extend(left);
    }
    let handle = |bearer: &Bearer| match bearer.known {
        Some(row) => format!("{row}"),
        None => bearer.names.first().map(Name::to_string).unwrap_or_default(),
    };
    bearers.into_iter().map(|bearer| Group { handle: handle(&bearer), links: bearer.units, known: bearer.known }).collect()
}

/// The people of the user's list, each with the units that have a name of theirs.
fn listed(units: &[Unit], known: &Known) -> Vec<Bearer> {
    let mut rows: BTreeMap<u32, Bearer> = BTreeMap::new();
    for (i, unit) in units.iter().enumerate() {
        if let Some(row) = unit.known {
            let bearer = rows.entry(row).or_insert_with(|| Bearer::new(known.name(row).into_iter().collect()));
            bearer.known = Some(row);
            bearer.add(i, unit, Reason::Known, &Profile::of(unit));
        }
    }
    rows.into_values().filter(|bearer| !bearer.names.is_empty()).collect()
}

/// Parts the units of one full name into people.
fn namesakes(units: &[Unit], name: &Name, list: &[usize]) -> Vec<Bearer> {
    let mut order = list.to_vec();
    order.sort_by_key(|&i| (units[i].day, units[i].key));
    let common = is_common(name);
    let mut found: Vec<Bearer> = Vec::new();
    // Those in the most articles, in the order of `found`: only they are looked at, and so only they gain articles.
    let mut most: Vec<usize> = Vec::with_capacity(BEARERS + 1);
    for i in order {
        let profile = Profile::of(&units[i]);
        let fits = |bearer: &Bearer| {
            // All are one unless something speaks against it: only namesakes ask whose company is nearer.
            let near = if common || found.len() > 1 { bearer.profile.nearness(&profile) } else { 1.0 };
            let apart = common && near * (bearer.profile.articles.max(1) as f32).sqrt() < BARS.namesake;
            (!bearer.profile.conflicts(&profile) && !apart).then_some(near)
        };
        let best = most.iter().filter_map(|&at| Some((at, fits(&found[at])?)));
        if let Some((at, _)) = best.max_by(|a, b| a.1.total_cmp(&b.1)) {
            found[at].add(i, &units[i], Reason::Name, &profile);
        } else {
            let mut bearer = Bearer::new(vec![name.clone()]);
            bearer.add(i, &units[i], Reason::Name, &profile);
            most.push(found.len());
            found.push(bearer);
            if most.len() > BEARERS {
                let rank = |&at: &usize| (found[at].profile.articles, std::cmp::Reverse(found[at].key));
                let least = (0..most.len()).min_by_key(|&i| rank(&most[i])).unwrap_or(0);
                most.remove(least);
            }
        }
    }
    found
}

/// True if the name is one that several people of a corpus may bear.
fn is_common(name: &Name) -> bool {
    let lexicon = Lexicon::built_in();
    let given = name.given.first().is_some_and(|word| lexicon.entry(hash(word)).given() >= 2);
    name.given.len() == 1 && given && lexicon.entry(hash(name.last())).surname() >= 2
}

/// Joins bearers whose names are forms of one name, the surest pairs first.
fn join_forms(mut bearers: Vec<Bearer>) -> Vec<Bearer> {
    let mut families: BTreeMap<String, usize> = BTreeMap::new();
    bearers.iter().for_each(|bearer| *families.entry(bearer.names[0].last().to_owned()).or_default() += 1);
    let mut pairs = Vec::new();
    for (i, j) in candidates::pairs(bearers.iter().map(|bearer| &bearer.names[0])) {
        let (a, b) = (&bearers[i], &bearers[j]);
        let Some(reason) = a.names[0].relation(&b.names[0]) else { continue };
        if reason == Reason::Name || a.known.is_some() && b.known.is_some() || a.profile.doubts(&b.profile) {
            continue;
        }
        let others = families[a.names[0].last()].max(families[b.names[0].last()]).saturating_sub(2);
        let near = a.profile.nearness(&b.profile);
        let asked = BARS.per_bearer * others as f32;
        let base = match reason {
            Reason::Spelling if both_listed(&a.names[0], &b.names[0]) => -BARS.two_surnames,
            Reason::Spelling => 0.15,
            Reason::Nickname => 0.12,
            _ => 0.1,
        };
        if near + base >= asked {
            let more = a.profile.articles.max(b.profile.articles);
            pairs.push((near + base - asked, more, i, j, reason));
        }
    }
    pairs.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then(b.1.cmp(&a.1))
            .then((bearers[a.2].key, bearers[a.3].key).cmp(&(bearers[b.2].key, bearers[b.3].key)))
    });
    let mut home: Vec<usize> = (0..bearers.len()).collect();
    for (_, _, i, j, reason) in pairs {
        let (a, b) = (root(&home, i), root(&home, j));
        let listed = bearers[a].known.is_some() && bearers[b].known.is_some();
        if a == b || listed || bearers[a].profile.doubts(&bearers[b].profile) || !all_related(&bearers[a], &bearers[b]) {
            continue;
        }
        let rank = |at: usize| (bearers[at].known.is_some(), bearers[at].profile.articles, Reverse(bearers[at].key));
        let (main, other) = if rank(a) >= rank(b) { (a, b) } else { (b, a) };
        home[other] = main;
        let moved = std::mem::replace(&mut bearers[other], Bearer::new(Vec::new()));
        let into = &mut bearers[main];
        into.names.extend(moved.names);
        into.units.extend(moved.units.into_iter().map(|(unit, _)| (unit, reason)));
        into.profile.join(&moved.profile);
        into.key = into.key.min(moved.key);
    }
    bearers.retain(|bearer| !bearer.units.is_empty());
    bearers
}

/// True if the family names differ and both are names of their own: "Saunders", "Sanders".
fn both_listed(a: &Name, b: &Name) -> bool {
    let listed = |name: &Name| Lexicon::built_in().entry(hash(name.last())).surname() > 0;
    a.last() != b.last() && listed(a) && listed(b)
}

fn root(home: &[usize], mut at: usize) -> usize {
    while home[at] != at {
        at = home[at];
    }
    at
}

/// True if no name of the one speaks against a name of the other: "J Lys" does not bring "John" and "James Lys" together.
fn all_related(a: &Bearer, b: &Bearer) -> bool {
    a.names.iter().all(|x| b.names.iter().all(|y| x.relation(y).is_some()))
}

/// Finds the bearer of each unit with a name of one word; those that are nobody's are one bearer of that word.
fn give_short(
    units: &[Unit],
    names: &[Option<Name>],
    list: &[usize],
    candidates: &[usize],
    bearers: &[Bearer],
) -> (Vec<(usize, usize)>, Option<Bearer>) {
    let (mut given, mut left) = (Vec::new(), None);
    for &i in list {
        let profile = Profile::of(&units[i]);
        let royal = names[i].as_ref().is_some_and(|name| name.royal);
        let weight = |at: usize| {
            let bearer = &bearers[at].profile;
            if royal || bearer.doubts(&profile) {
                return 0.0;
            }
            let lord = if profile.outranks(bearer) { BARS.no_lord } else { 1.0 };
            lord * bearer.articles as f32 * (BARS.weight * bearer.nearness(&profile)).exp()
        };
        let weights: Vec<f32> = candidates.iter().map(|&at| weight(at)).collect();
        let all: f32 = weights.iter().sum::<f32>() + BARS.unnamed;
        let best = (0..candidates.len())
            .max_by(|&a, &b| weights[a].total_cmp(&weights[b]).then(bearers[candidates[b]].key.cmp(&bearers[candidates[a]].key)));
        if let Some(best) = best.filter(|&best| all > 0.0 && weights[best] >= BARS.share * all) {
            given.push((candidates[best], i));
        } else {
            let left = left.get_or_insert_with(|| Bearer::new(names[i].iter().cloned().collect()));
            left.add(i, &units[i], Reason::Name, &profile);
        }
    }
    (given, left)
}
