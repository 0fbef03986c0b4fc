//! Companies by what they do, by what is held in them, by how the next sentence calls them.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::draft::{Draft, tokens};
use super::people;
use crate::lexicon::gazetteer::{Gazetteer, Key};
use crate::names::cues::Cues;
use crate::names::frames::Frame;
use crate::names::mention::NameMention;
use crate::record::NameLabel;
use crate::syntax::{Deprel, Shape, Upos};

/// What tells that a name is a company's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// It sells cars, cuts jobs, opens shops.
    Business,
    /// It opens one shop or buys one, as a person may, too.
    Deal,
    /// There are shares in it.
    Stock,
    /// It owns what it acts on, as "its".
    Its,
    /// The text calls it "which", or says right before it what it is.
    Thing,
    /// It speaks, and is neither a person nor a place that the gazetteer has.
    Speaks,
}

impl Sign {
    /// True for what no person has, whoever "he" may be in the next sentence.
    fn is_strong(self) -> bool {
        matches!(self, Self::Stock | Self::Thing | Self::Speaks)
    }
}

/// Relabels names, and words with a capital that are none yet, that the text shows to be companies.
pub(super) fn relabel(draft: &mut Draft<'_>, loose: &[Range<usize>]) {
    let mut people: Option<people::Known> = None;
    let first_organization =
        draft.names.iter().find(|name| name.label == NameLabel::Organization).map_or(usize::MAX, |name| tokens(name).start);
    let mut companies: FxHashSet<u64> = FxHashSet::default();
    let mut states: Vec<usize> = Vec::new();
    let mut seen: FxHashSet<u64> = FxHashSet::default();
    let beginnings = beginnings(draft);
    let labelled = (0..draft.names.len()).map(|at| (Some(at), tokens(&draft.names[at])));
    for (at, range) in labelled.chain(loose.iter().map(|range| (None, range.clone()))) {
        let label = at.map(|at| draft.names[at].label);
        if !matches!(label, None | Some(NameLabel::Person | NameLabel::Place | NameLabel::Other)) || range.is_empty() {
            continue;
        }
        let first = label != Some(NameLabel::Person) || seen.insert(draft.key(range.end - 1..range.end));
        if let Some(at) = at.filter(|_| is_state(draft, &range)) {
            states.push(at);
            continue;
        }
        // "Halden" beside "Halden Foods Inc", where nobody is called so.
        let begins = || (range.len() == 1 && label == Some(NameLabel::Person) && beginnings.contains(&draft.key(range.clone()))).then_some(Sign::Thing);
        let sign = sign(draft, &range, first).or_else(|| speaks(draft, label, &range, &beginnings)).or_else(begins);
        let called = if range.start < first_organization { called(draft, &range) } else { Frame::default() };
        if tells(draft, label, &range, sign, called) {
            let key = draft.key(range.clone());
            let people = people.get_or_insert_with(|| people::known(draft));
            let strong = sign.is_some_and(Sign::is_strong);
            let spoken = || !strong && (people.spoken.contains(&key) || label.is_none() && people::is_person(draft, range.start, range.end));
            let titled = if strong { people.certain.contains(&key) } else { people.titled.contains(&key) };
            if !titled && !spoken() {
                companies.insert(key);
            }
        }
    }
    for at in states {
        draft.settle(at, NameLabel::Place);
    }
    if !companies.is_empty() {
        apply(draft, &companies, loose);
    }
}

/// If what was found is enough for a name of that label.
fn tells(draft: &Draft<'_>, label: Option<NameLabel>, range: &Range<usize>, sign: Option<Sign>, called: Frame) -> bool {
    let one = range.len() == 1;
    let entry = draft.words.words[range.start].entry;
    let company = called.has(Frame::COMPANY);
    let either = company || called.has(Frame::EITHER);
    let business = sign == Some(Sign::Business);
    match label {
        Some(NameLabel::Person) if one => sign.is_some_and(|sign| sign != Sign::Deal) || company || either && sign.is_some(),
        Some(NameLabel::Person) if entry.given() > 1 => matches!(sign, Some(Sign::Its | Sign::Thing | Sign::Stock)) || business && either || listed(draft, range) && (either || business),
        Some(NameLabel::Person) => matches!(sign, Some(Sign::Its | Sign::Thing | Sign::Stock)) || company || business && either,
        // "Shares in London rose", but "Shares in Harker rose".
        Some(NameLabel::Place) => company && one && entry.place() < 3 || business && either || sign == Some(Sign::Stock) && entry.place() == 0 || sign == Some(Sign::Speaks),
        Some(_) if sign == Some(Sign::Speaks) => true,
        Some(_) => one && sign.is_some_and(|sign| sign != Sign::Its) || company,
        None => sign.is_some_and(|sign| matches!(sign, Sign::Business | Sign::Stock | Sign::Thing)) || company,
    }
}

/// If the list of companies has these words.
fn listed(draft: &Draft<'_>, range: &Range<usize>) -> bool {
    let rest = |words: &[u64]| words.iter().copied().eq(range.clone().skip(1).map(|i| draft.token(i).hash));
    draft.frames.companies(draft.token(range.start).hash).iter().any(|(words, _)| rest(words))
}

/// Names that are companies, wherever they stand; a place after "in" is one.
fn apply(draft: &mut Draft<'_>, companies: &FxHashSet<u64>, loose: &[Range<usize>]) {
    let new: Vec<NameMention> = loose
        .iter()
        .filter(|range| companies.contains(&draft.key((*range).clone())))
        .map(|range| draft.mention(range.clone(), NameLabel::Organization))
        .collect();
    for at in 0..draft.names.len() {
        let range = tokens(&draft.names[at]);
        let label = draft.names[at].label;
        let relabelled = matches!(label, NameLabel::Person | NameLabel::Place | NameLabel::Other);
        let placed = draft.is_placed(&draft.names[at]) && !is_held(draft, &range);
        if relabelled && !placed && companies.contains(&draft.key(range)) {
            draft.settle(at, NameLabel::Organization);
        }
    }
    draft.put(new);
}

/// What the words around a name tell.
fn sign(draft: &Draft<'_>, range: &Range<usize>, first: bool) -> Option<Sign> {
    if is_held(draft, range) {
        return Some(Sign::Stock);
    }
    if is_thing(draft, range) {
        return Some(Sign::Thing);
    }
    let verb = draft.verb(range.clone())?;
    let frame = draft.frame(verb);
    let year = || draft.cues(verb + 1).has(Cues::WHERE) && draft.syntax.tokens.get(verb + 2).is_some_and(|t| t.shape == Shape::Number);
    if frame.has(Frame::MERGE) || frame.has(Frame::COLLAPSE) && year() {
        return Some(Sign::Business);
    }
    let mut sign = None;
    for object in draft.objects(verb) {
        let thing = draft.frame(object);
        let some = |i: usize| draft.token(i).head as usize == object && draft.frame(i).has(Frame::SOME);
        let many = frame.has(Frame::OPEN) && (thing.has(Frame::MANY_PREMISES) || thing.has(Frame::PREMISES) && draft.word(object).ends_with('s'));
        let sells = frame.has(Frame::MAKE) && thing.has(Frame::GOODS)
            || frame.has(Frame::HIRE) && thing.has(Frame::STAFF)
            || frame.has(Frame::REPORT) && (thing.has(Frame::RESULTS) || is_money(draft, object));
        if many || sells {
            return Some(Sign::Business);
        }
        if frame.has(Frame::OPEN) && thing.has(Frame::PREMISES) && (verb + 1..object).any(some) {
            sign = Some(Sign::Deal);
        }
        let its = |i: usize| draft.token(i).deprel == Deprel::NmodPoss && draft.token(i).head as usize == object && draft.frame(i).has(Frame::ITS);
        if first && range.len() < 3 && !is_titled(draft, range.start) && (verb + 1..object).any(its) {
            sign = Some(Sign::Its);
        }
    }
    sign
}

/// True for "the band Lowtide", "engine maker Harker", and for what a relative clause calls "which": "Harker, which makes vans, said".
fn is_thing(draft: &Draft<'_>, range: &Range<usize>) -> bool {
    let sentence = draft.sentence(range.start);
    let outfit = |noun: usize| {
        let token = draft.token(noun);
        draft.frame(noun).has(Frame::OUTFIT) && token.upos == Upos::Noun && token.shape == Shape::Lower
    };
    let before = range.len() == 1 && range.start > sentence.start && outfit(range.start - 1);
    let which = range.end + 2 < sentence.end && draft.word(range.end) == "," && draft.frame(range.end + 1).has(Frame::WHICH) && {
        let clause = draft.token(range.end + 1).head as usize;
        let subject = matches!(draft.token(range.end + 1).deprel, Deprel::Nsubj | Deprel::NsubjPass);
        subject && clause > range.end && range.contains(&(draft.token(clause).head as usize))
    };
    let person = draft.name_at(range.start).is_some_and(|name| name.label == NameLabel::Person);
    before || which && person
}

/// "Northern Link said": nobody but an organisation does, if it is no person and no place.
fn speaks(draft: &Draft<'_>, label: Option<NameLabel>, range: &Range<usize>, beginnings: &FxHashSet<u64>) -> Option<Sign> {
    // However long the clause after it: "Northern Link, which runs 900 trains a day, said".
    let subject = draft.token(draft.head(range.clone()));
    let says = subject.deprel == Deprel::Nsubj && draft.cues(subject.head as usize).has(Cues::SPEECH);
    let before = range.start.checked_sub(1).filter(|&i| i >= draft.sentence(range.start).start);
    let unknown = || Gazetteer::new(None).find(&Key::new(draft.syntax.cover(range.clone()).of(draft.text))).is_none();
    let fits = match label {
        Some(NameLabel::Place) => says && (beginnings.contains(&draft.key(range.clone())) || unknown()),
        // "the Bible says"
        Some(NameLabel::Other) => says && before.is_none_or(|i| draft.token(i).upos != Upos::Det),
        _ => false,
    };
    fits.then_some(Sign::Speaks)
}

/// No more words at the beginning of a company's name stand for it.
const BEGINNING: usize = 3;

/// What the names of companies with their form begin with: "Halden" where the text has "Halden Foods Inc".
fn beginnings(draft: &Draft<'_>) -> FxHashSet<u64> {
    let names = draft.names.iter().filter(|name| name.label == NameLabel::Organization).map(tokens);
    let companies = names.filter(|name| !name.is_empty() && draft.cues(name.end - 1).has(Cues::COMPANY));
    let shorter = companies.flat_map(|name| (1..name.len().min(BEGINNING + 1)).map(move |words| name.start..name.start + words));
    shorter.map(|words| draft.key(words)).collect()
}

/// True for "$4bn".
fn is_money(draft: &Draft<'_>, i: usize) -> bool {
    draft.word(i).starts_with(['$', '£', '€'])
}

/// True for a name right after a noun, which may be somebody's title.
fn is_titled(draft: &Draft<'_>, start: usize) -> bool {
    let first = start == draft.sentence(start).start;
    !first && draft.token(start - 1).shape != Shape::Mark && draft.cues(start - 1).has(Cues::ROLE)
}

/// True for "shares in X", "X's shareholders", "X shares".
fn is_held(draft: &Draft<'_>, range: &Range<usize>) -> bool {
    let sentence = draft.sentence(range.start);
    let before = range.start > sentence.start + 1
        && draft.frame(range.start - 2).has(Frame::STOCK)
        && draft.frame(range.start - 1).has(Frame::INTO);
    let owner = range.end + 1 < sentence.end && matches!(draft.word(range.end), "'s" | "’s" | "'" | "’");
    let next = draft.syntax.tokens.get(range.end + 2);
    let chief = draft.frame(range.end + 1).has(Frame::CHIEF)
        && next.is_none_or(|next| next.shape == Shape::Mark || next.upos == Upos::Verb || draft.frame(range.end + 2).has(Frame::CHIEF));
    before || owner && (chief || draft.frame(range.end + 1).has(Frame::OWNED)) || range.end < sentence.end && draft.frame(range.end).has(Frame::HELD)
}

/// How the text calls the subject of a sentence right after it: "X sold more suits, the label said", "X has closed. The firm ...".
fn called(draft: &Draft<'_>, range: &Range<usize>) -> Frame {
    let token = draft.token(draft.head(range.clone()));
    let sentence = draft.sentence(range.start);
    if token.deprel != Deprel::Nsubj || (token.head as usize) < range.end {
        return Frame::default();
    }
    let noun = |the: usize, end: usize| {
        let described = |i: &usize| matches!(draft.token(*i).upos, Upos::Adj | Upos::Noun);
        let last = (the + 1..end.min(the + 4)).take_while(described).last()?;
        let named = draft.syntax.tokens.get(last + 1).is_some_and(|next| next.upos == Upos::Propn);
        let followed = draft.frame(last + 1).has(Frame::GOES_ON) || matches!(draft.word(last + 1), "," | "'s" | "’s");
        (!named && !followed).then_some(last)
    };
    let the = |i: usize| draft.frame(i).has(Frame::THE);
    // "..., the label said"
    for i in (range.end..sentence.end).filter(|&i| the(i)) {
        if let Some(last) = noun(i, sentence.end)
            && draft.cues(last + 1).has(Cues::SPEECH)
        {
            return draft.frame(last);
        }
    }
    let next = sentence.end;
    if next >= draft.syntax.tokens.len() || !the(next) {
        return Frame::default();
    }
    noun(next, draft.sentence(next).end).map_or(Frame::default(), |last| draft.frame(last))
}

/// True for "Paris" that "has recalled its ambassador".
fn is_state(draft: &Draft<'_>, range: &Range<usize>) -> bool {
    let place = range.len() == 1 && draft.words.words[range.start].entry.place() > 1;
    let its = |object: usize| (object.saturating_sub(3)..object).any(|i| draft.frame(i).has(Frame::ITS));
    place && draft.verb(range.clone()).is_some_and(|verb| draft.objects(verb).any(|i| draft.frame(i).has(Frame::STATE) && its(i)))
}
