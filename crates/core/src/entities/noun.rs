//! People whom a noun alone tells of: "the minister" where only one is named, "the driver" whom nobody names.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::lexicon::{PronounClass, Word};
use super::mention::is_office_in_capitals;
use super::phrase::Title;
use super::profile::Known;
use super::pronoun::{Candidate, Place, KnownMention, place, says};
use super::view::View;
use crate::record::MentionKind;
use crate::syntax::{Deprel, Shape, Upos};

/// The titles that a noun stands for, with the people who have them.
type Holders<'k> = FxHashMap<u64, Vec<(usize, &'k Title)>>;

/// Maximum number of people with one title that are told apart.
const MOST_HOLDERS: usize = 8;

/// Adds the nouns of the text to the seeds: on the named person who alone has that title, else on a candidate without a name.
/// The same noun with "the" is the same candidate.
pub(super) fn add(view: View<'_>, known: &[Known], candidates: &mut Vec<Candidate>, seeds: &mut Vec<KnownMention>) {
    let holders = holders(view, known);
    let mut titles: Vec<Range<usize>> =
        known.iter().flat_map(|known| known.titles.iter().map(|title| title.tokens.clone())).collect();
    titles.sort_by_key(|title| title.start);
    let in_title = |i: usize| {
        let at = titles.partition_point(|title| title.start <= i);
        titles[at.saturating_sub(4)..at].iter().any(|title| title.contains(&i))
    };
    let mut unnamed: FxHashMap<u64, usize> = FxHashMap::default();
    seeds.sort_by_key(|seed| seed.start);
    let named = seeds.len();
    let kin = Kin::of_names(view, seeds);
    let mut told = vec![0_u32; candidates.len()];
    seeds.iter().for_each(|seed| told[seed.candidate] += 1);
    for (i, token) in view.syntax.tokens.iter().enumerate() {
        if let Some((start, candidate)) = aged(view, seeds, named, i).or_else(|| countryman(view, seeds, named, i)) {
            seeds.push(KnownMention { candidate, start, end: i + 1, kind: MentionKind::Role });
            continue;
        }
        if let Some((start, candidate)) = is_named(view, &seeds[..named], i).or_else(|| kin.of(view, i)) {
            seeds.push(KnownMention { candidate, start, end: i + 1, kind: MentionKind::Role });
            continue;
        }
        let capitals = token.shape == Shape::Upper && holders.contains_key(&token.hash);
        let noun = view.has(i, Word::ROLE) && token.shape == Shape::Lower && matches!(token.upos, Upos::Noun | Upos::X);
        if !(noun || capitals) || in_title(i) {
            continue;
        }
        let the = definite(view, i);
        if let Some(start) = the
            && let Some(candidate) = holder(view, &holders, candidates, &told, start, i)
        {
            seeds.push(KnownMention { candidate, start, end: i + 1, kind: MentionKind::Role });
            continue;
        }
        if capitals {
            continue;
        }
        let candidate = unnamed.get(&token.hash).copied().filter(|_| the.is_some()).unwrap_or_else(|| {
            candidates.push(Candidate { agrees: view.resources.lexicon.hashed(token.hash).agrees, female_ninths: None, named: false });
            candidates.len() - 1
        });
        unnamed.insert(token.hash, candidate);
        seeds.push(KnownMention { candidate, start: i, end: i + 1, kind: MentionKind::Role });
    }
}

/// The person whom the noun at token `i` is said to be, "The first witness was Tom Harlow", and its first token.
fn is_named(view: View<'_>, named: &[KnownMention], i: usize) -> Option<(usize, usize)> {
    let token = view.token(i);
    let head = token.head as usize;
    let noun = token.deprel == Deprel::Nsubj && token.shape == Shape::Lower && head > i && view.has(i, Word::ROLE);
    if !noun || view.syntax.child(head, &[Deprel::Cop]).is_none() {
        return None;
    }
    let start = definite(view, i)?;
    // "was Hawks head Major-Gen Tom Harlow": the name hangs on its title.
    let seed = named.get(named.partition_point(|seed| seed.end <= head))?;
    let hangs = seed.start <= head || seed.start <= head + 6 && view.syntax.ancestors(seed.start).take(4).any(|above| above == head);
    (hangs && seed.kind == MentionKind::Name).then_some((start, seed.candidate))
}

/// Relatives and friends by name: "her son, Tom Harlow" is later "her son".
#[derive(Default)]
struct Kin(FxHashMap<u64, Option<usize>>);

impl Kin {
    /// Those that are named right after the noun; none for a noun of two people.
    fn of_names(view: View<'_>, named: &[KnownMention]) -> Self {
        let mut kin = Self::default();
        for seed in named.iter().filter(|seed| seed.start > 1) {
            let comma = usize::from(view.word(seed.start - 1) == ",");
            let Some(noun) = seed.start.checked_sub(1 + comma).filter(|&noun| owner(view, noun).is_some()) else { continue };
            let person = kin.0.entry(view.token(noun).hash).or_insert(Some(seed.candidate));
            *person = person.filter(|candidate| *candidate == seed.candidate);
        }
        kin
    }

    /// The person whom "her son" with its noun at token `i` means, and the noun itself: she is another mention.
    fn of(&self, view: View<'_>, i: usize) -> Option<(usize, usize)> {
        let person = self.0.get(&view.token(i).hash).copied().flatten()?;
        owner(view, i)?;
        let after = i + 1 + usize::from(view.is(i + 1, &[","]));
        let bare = i + 1 >= view.syntax.tokens.len() || !view.is_nominal(i + 1) && !view.has(i + 1, Word::TIED);
        let named = after < view.syntax.tokens.len() && view.in_person(after);
        (bare && !named).then_some((i, person))
    }
}

/// The owner right before a noun for a relative or friend: "her son", "Ana Ruiz’s son".
fn owner(view: View<'_>, noun: usize) -> Option<usize> {
    let token = view.token(noun);
    let kin = token.shape == Shape::Lower && token.upos == Upos::Noun && view.has(noun, Word::PERSON);
    let before = noun.checked_sub(1).filter(|_| kin)?;
    (view.has(before, Word::THEIR) || view.token(before).deprel == Deprel::Case && view.is(before, &["'s", "’s"])).then_some(before)
}

/// How many sentences back somebody is named whom "the 22-year-old" means.
const BACK: usize = 3;

/// The person whom "the 22-year-old" means, or "the 22-year-old chef" before a verb of speech, and the first token of the phrase that ends
/// with token `i`.
fn aged(view: View<'_>, seeds: &[KnownMention], named: usize, i: usize) -> Option<(usize, usize)> {
    let works = view.has(i, Word::WORK) && view.token(i).shape == Shape::Lower && says(view, i, i + 1);
    let old = i.checked_sub(usize::from(works))?;
    let start = old.checked_sub(5)?;
    let age = view.has(old, Word::OLD) && view.has(old - 2, Word::YEAR) && view.is(old - 1, &["-"]) && view.is(old - 3, &["-"]);
    let alone = || i + 1 >= view.syntax.tokens.len() || !view.is_nominal(i + 1);
    if !age || !alone() || !view.has(start, Word::THE) || start < view.sentence(i).start {
        return None;
    }
    Some((start, last_named(view, seeds, named, start)?))
}

/// The person whom "The Belgian" with its noun at token `i`, a subject alone with "the", means; and its first token.
fn countryman(view: View<'_>, seeds: &[KnownMention], named: usize, i: usize) -> Option<(usize, usize)> {
    let start = i.checked_sub(1).filter(|&start| start >= view.sentence(i).start)?;
    let alone = || view.syntax.tokens.get(i + 1).is_some_and(|next| matches!(next.upos, Upos::Verb | Upos::Aux));
    let one = view.has(i, Word::COUNTRYMAN) && view.has(start, Word::THE) && view.token(i).shape == Shape::Capital;
    let candidate = if one && view.token(i).deprel == Deprel::Nsubj && alone() { last_named(view, seeds, named, start) } else { None };
    candidate.map(|candidate| (start, candidate))
}

/// The person named last before a token, a few sentences back at most: the last subject, else whoever was.
fn last_named(view: View<'_>, seeds: &[KnownMention], named: usize, start: usize) -> Option<usize> {
    let sentence = view.syntax.sentence_of(start);
    let floor = view.syntax.sentences[sentence.saturating_sub(BACK)].tokens.start as usize;
    let seeds = &seeds[..named];
    let near = &seeds[..seeds.partition_point(|seed| seed.end <= start)];
    let mut near = near.iter().rev().take(24).take_while(|seed| seed.start >= floor);
    let subject = |seed: &&KnownMention| place(view, view.head(seed.start..seed.end), seed.start, seed.end) == Place::Subject;
    let last = near.clone().next()?;
    Some(near.find(subject).unwrap_or(last).candidate)
}

/// The "the" that begins the phrase of noun `i`.
fn definite(view: View<'_>, i: usize) -> Option<usize> {
    let floor = view.sentence(i).start;
    let start = (floor.max(i.saturating_sub(5))..i).rev().find(|&j| !view.is_nominal(j))?;
    view.has(start, Word::THE).then_some(start)
}

fn holders<'k>(view: View<'_>, known: &'k [Known]) -> Holders<'k> {
    let mut holders = Holders::default();
    for (person, known) in known.iter().enumerate() {
        for title in &known.titles {
            let noun = view.token(title.head).hash;
            if !view.has(title.head, Word::OFFICE | Word::WORK) && !is_office_in_capitals(view, title.head) {
                continue;
            }
            let holders = holders.entry(noun).or_default();
            if holders.len() < MOST_HOLDERS && holders.last().is_none_or(|(last, _)| *last != person) {
                holders.push((person, title));
            }
        }
    }
    holders
}

/// The person whom "the ... noun" means: named with that title before, and the words between are of that title too. Of several the one
/// whom the sentence calls "she" or "he", else who is named twice as often as any other; `told` counts the names of each candidate.
fn holder(
    view: View<'_>,
    holders: &Holders<'_>,
    candidates: &[Candidate],
    told: &[u32],
    the: usize,
    noun: usize,
) -> Option<usize> {
    let next = noun + 1;
    let bare = !view.has(next, Word::TIED) && !view.is(next, &["-"]) && !(next < view.syntax.tokens.len() && view.is_nominal(next));
    let fits = |&&(_, title): &&(usize, &Title)| {
        let of_title = |i: usize| title.tokens.clone().any(|j| view.token(j).hash == view.token(i).hash);
        title.tokens.end <= the && (the + 1..noun).all(of_title)
    };
    let mut people: Vec<usize> = holders.get(&view.token(noun).hash)?.iter().filter(fits).map(|&(person, _)| person).collect();
    people.dedup();
    if !bare || people.len() < 2 {
        return people.first().copied().filter(|_| bare);
    }
    let called = (next..view.sentence(noun).end).find_map(|i| view.resources.lexicon.pronoun(view.token(i).hash));
    if let Some(called) = called {
        people.retain(|&person| may_be(&candidates[person], called));
    }
    let mut counted: Vec<(u32, usize)> = people.iter().map(|&person| (told[person], person)).collect();
    counted.sort_unstable_by(|a, b| b.cmp(a));
    match counted[..] {
        [(_, person)] => Some(person),
        [(most, person), (second, _), ..] if most >= 2 * second => Some(person),
        _ => None,
    }
}

/// True if nothing says that a person does not go with a pronoun.
fn may_be(candidate: &Candidate, called: PronounClass) -> bool {
    let unlikely = candidate.female_ninths.is_some_and(|share| if called == PronounClass::She { share < 3 } else { share > 6 });
    !candidate.agrees.conflicts(called) && (candidate.agrees == called || !unlikely)
}
