//! What the article says a person is: titles before the name, appositions, age, occupation, affiliation.

use std::ops::Range;

use super::lexicon::{PronounClass, Word};
use super::mention::PersonMention;
use super::phrase::{Title, phrase_start};
use super::view::View;
use crate::Span;
use crate::record::NameLabel;
use crate::syntax::{Deprel, Shape, Upos};

/// How far before a name its description may begin, in tokens.
const DESCRIPTION: usize = 12;

/// What one mention says of its person.
#[derive(Debug, Default)]
pub(super) struct Claims {
    /// Titles and roles in the order of the text.
    pub titles: Vec<Title>,
    /// Years of age and where they stand.
    pub age: Option<(u32, Span)>,
    /// The noun for what they do for a living.
    pub occupation: Option<Span>,
    /// What the nouns go with.
    pub agrees: PronounClass,
}

/// A noun phrase that says what a person is.
struct Phrase {
    tokens: Range<usize>,
    head: usize,
    age: Option<(u32, Span)>,
}

/// Reads the words around a mention.
pub(super) fn read(view: View<'_>, mention: &PersonMention<'_>) -> Claims {
    let mut claims = Claims::default();
    let sentence = view.sentence(mention.tokens.start);
    let first = view.syntax.token_at(mention.span.start);
    if let Some(title) = &mention.title {
        claims.add(view, phrase(view, title.tokens.clone(), title.head));
    } else {
        // "58-year-old father-of-three Iqbal Hussain"
        let old = parent_start(view, first, sentence.start).unwrap_or(first);
        if old > sentence.start && view.word(old - 1).ends_with("old") {
            claims.age = age_at(view, phrase_start(view, old - 1, sentence.start)).map(|(age, _)| age);
        }
    }
    if let Some(phrase) = before(view, mention, first, sentence.start) {
        claims.add(view, phrase);
    }
    after(view, mention, sentence.end, &mut claims);
    // "Mamadou Diallo is 21."
    let turns = mention.tokens.end;
    if claims.age.is_none() && turns < sentence.end && view.has(turns, Word::TURNS) {
        claims.age = bare_age(view, turns + 1, sentence.end).map(|(age, _)| age);
    }
    claims.agrees = claims.agrees.or(predicate(view, mention, sentence.end));
    claims
}

/// The first token of "father-of-three" right before token `end`.
fn parent_start(view: View<'_>, end: usize, floor: usize) -> Option<usize> {
    let start = end.checked_sub(5).filter(|&start| start >= floor)?;
    let hyphens = [start + 1, start + 3].into_iter().all(|i| view.is(i, &["-"]));
    let is_parent = hyphens && view.kinds(start).is(Word::PERSON) && view.resources.lexicon.number(view.word(end - 1)).is_some();
    is_parent.then_some(start)
}

/// What the noun goes with that the name's verb "to be" says: "Ana Ruiz is the daughter of a miner", "was one of the first women".
fn predicate(view: View<'_>, mention: &PersonMention<'_>, end: usize) -> PronounClass {
    let name = view.token(view.head(mention.tokens.clone()));
    let noun = name.head as usize;
    let from = mention.tokens.end;
    if name.deprel != Deprel::Nsubj || !(from..end.min(from + 12)).contains(&noun) {
        return PronounClass::Either;
    }
    let is = (from..noun).any(|i| view.token(i).deprel == Deprel::Cop && view.token(i).head as usize == noun);
    let of =
        || (noun + 1..end.min(noun + 8)).find(|&i| view.token(i).deprel == Deprel::Nmod && view.token(i).head as usize == noun);
    match if view.has(noun, Word::ONE) { of() } else { Some(noun) } {
        Some(i) if is => view.kinds(i).agrees,
        _ => PronounClass::Either,
    }
}

impl Claims {
    fn add(&mut self, view: View<'_>, phrase: Phrase) {
        // "U.S. Attorney" is an office, "attorney" a trade.
        if view.kinds(phrase.head).is(Word::WORK) && view.token(phrase.head).shape == Shape::Lower {
            self.occupation = self.occupation.or(Some(view.token(phrase.head).span));
        }
        self.age = self.age.or(phrase.age);
        self.agrees = self.agrees.or(view.kinds(phrase.head).agrees);
        if !phrase.tokens.is_empty() {
            self.titles.push(Title { tokens: phrase.tokens, head: phrase.head });
        }
    }
}

/// A title with the age at its front taken off.
fn phrase(view: View<'_>, tokens: Range<usize>, head: usize) -> Phrase {
    match age_at(view, tokens.start) {
        Some((age, next)) if next < tokens.end => Phrase { tokens: next..tokens.end, head, age: Some(age) },
        _ => Phrase { tokens, head, age: None },
    }
}

/// "39-year-old" at token `i`: the age and the token after it.
pub(super) fn age_at(view: View<'_>, i: usize) -> Option<((u32, Span), usize)> {
    let start = view.token(i).span.start as usize;
    let rest = view.text.get(start..)?;
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let letters = rest.bytes().take(10).take_while(u8::is_ascii_alphabetic).count();
    // "39-year-old", "Twelve-year-old"
    let digits = digits.max(letters);
    let years = rest[..digits].parse().ok().or_else(|| view.resources.lexicon.number(&rest[..letters]));
    let years = years.filter(|years| (1..=120).contains(years))?;
    let length = years_old(view, &rest[digits..])?;
    let span = Span::new(start, start + digits + length);
    Some(((years, span), view.syntax.token_at(span.end)))
}

/// The bytes of "-year-old" at the start of `tail`, with hyphens or blanks.
fn years_old(view: View<'_>, tail: &str) -> Option<usize> {
    let word = |from: usize, kind: u64| {
        let rest = tail.get(from..)?.strip_prefix(['-', ' '])?;
        let length = rest.bytes().take(8).take_while(u8::is_ascii_alphabetic).count();
        view.resources.lexicon.word(&rest[..length]).is(kind).then_some(from + 1 + length)
    };
    word(word(0, Word::YEAR)?, Word::OLD)
}

/// A phrase that stands before the name with a comma between: "Kyiv's security chief, Mr Roman Lys, said".
fn before(view: View<'_>, mention: &PersonMention<'_>, first: usize, floor: usize) -> Option<Phrase> {
    if first < floor + 3 || view.word(first - 1) != "," {
        return None;
    }
    let noun = first - 2;
    let kinds = view.kinds(noun);
    if !kinds.is(Word::TITLE) || view.in_person(noun) {
        return described(view, mention, first, floor);
    }
    let mut start = phrase_start(view, noun, floor);
    let mut head = noun;
    // "his nominee for commerce secretary"
    while start > floor + 1 && view.token(start - 1).upos == Upos::Adp && view.kinds(start - 2).is(Word::TITLE) {
        head = start - 2;
        start = phrase_start(view, head, floor);
    }
    let mut owned = start > floor && matches!(view.token(start - 1).upos, Upos::Det | Upos::Pron);
    if start > floor && is_possessive(view, start - 1) {
        owned = true;
        start -= 1;
        while start > floor && (view.is_nominal(start - 1) || view.in_person(start - 1)) {
            start -= 1;
        }
    }
    let token = view.token(view.head(mention.tokens.clone()));
    let parsed = token.deprel == Deprel::Appos && (start..first).contains(&(token.head as usize));
    let next = mention.tokens.end;
    let closed = view.is(next, &[",", ".", ";", ")", "—", "–"]);
    (parsed || owned && closed).then(|| Phrase { tokens: start..noun + 1, head, age: None })
}

/// "the lawmaker representing Alwin, Tom Harlow, said": a noun with "the", a participle after it, then the name between marks.
fn described(view: View<'_>, mention: &PersonMention<'_>, first: usize, floor: usize) -> Option<Phrase> {
    let from = floor.max(first.saturating_sub(DESCRIPTION));
    let commas = (from..first - 1).rev().take_while(|&i| view.word(i) != ",");
    let participle = |&i: &usize| view.token(i).deprel == Deprel::Acl && view.token(i).upos == Upos::Verb && view.word(i).ends_with("ing");
    let verb = commas.filter(participle).last()?;
    let noun = verb.checked_sub(1).filter(|&noun| noun > floor && view.token(verb).head as usize == noun && view.kinds(noun).is(Word::TITLE))?;
    let start = phrase_start(view, noun, floor);
    let the = start > floor && view.has(start - 1, Word::THE);
    let closed = view.is(mention.tokens.end, &[",", ".", ";", ")"]);
    (the && closed).then(|| Phrase { tokens: start..first - 1, head: noun, age: None })
}

/// What follows the name: "X, 55, of Y", "X (55)", "X, D-Minn.", "X, the mayor of Y,", "X, a 39-year-old accountant".
fn after(view: View<'_>, mention: &PersonMention<'_>, end: usize, claims: &mut Claims) {
    let mut i = mention.tokens.end;
    for _ in 0..3 {
        if i + 1 >= end || !view.is(i, &[",", "(", "—", "–"]) {
            return;
        }
        let shirt = view.is(i, &["("]) && shirts(view, i, end);
        i += 1;
        // "X, who is 52,"
        let number = if view.has(i, Word::WHO) && view.has(i + 1, Word::TURNS) { i + 2 } else { i };
        if let Some((age, next)) = bare_age(view, number, end).filter(|_| !shirt) {
            claims.age = claims.age.or(Some(age));
            i = next;
        } else if let Some(next) = party(view, i, end) {
            claims.titles.push(Title { tokens: i..next, head: i });
            i = next;
        } else {
            if let Some(phrase) = apposition(view, i, end) {
                claims.add(view, phrase);
            }
            return;
        }
    }
}

/// True if numbers in brackets are those of players: nobody in the news is "(1)".
fn shirts(view: View<'_>, i: usize, end: usize) -> bool {
    let start = view.sentence(i).start;
    let number = |at: usize| view.word(at).parse::<u32>().ok();
    (start..end.saturating_sub(2))
        .any(|at| view.is(at, &["("]) && view.is(at + 2, &[")"]) && number(at + 1).is_some_and(|number| number < 5))
}

/// "55" or "aged 55", closed by a mark.
fn bare_age(view: View<'_>, i: usize, end: usize) -> Option<((u32, Span), usize)> {
    let number = if view.has(i, Word::AGED) { i + 1 } else { i };
    if number + 1 > end || number >= view.syntax.tokens.len() {
        return None;
    }
    // "Grace, eight,"
    let years = view.word(number).parse().ok().or_else(|| view.resources.lexicon.number(view.word(number)));
    let years = years.filter(|years| (1..=120).contains(years))?;
    let closed = number + 1 >= end || view.is(number + 1, &[",", ")", ".", ";", "—", "–"]) || number + 1 < end && view.has(number + 1, Word::AND | Word::WHO);
    closed.then(|| ((years, view.token(number).span), number + 1))
}

/// The age that a sentence of its own tells: "She was 88."
pub(super) fn age_of_pronoun(view: View<'_>, pronoun: usize) -> Option<(u32, Span)> {
    let sentence = view.sentence(pronoun);
    let whole = pronoun == sentence.start && view.has(pronoun + 1, Word::TURNS) && pronoun + 4 >= sentence.end;
    bare_age(view, pronoun + 2, sentence.end).filter(|_| whole).map(|(age, _)| age)
}

/// "D-Minn." or "R-Texas": party and state of a member of Congress.
fn party(view: View<'_>, i: usize, end: usize) -> Option<usize> {
    let start = view.token(i).span.start as usize;
    let rest = view.text.get(start..)?.as_bytes();
    let form = rest.len() > 3 && matches!(rest[0], b'D' | b'R' | b'I') && rest[1] == b'-' && rest[2].is_ascii_uppercase();
    if !form {
        return None;
    }
    let length = rest.iter().take(24).take_while(|b| !matches!(b, b',' | b')' | b' ' | b';')).count();
    let next = view.syntax.token_at((start + length) as u32).max(i + 1);
    (next <= end).then_some(next)
}

/// The noun phrase that starts at token `i`, if its noun is for a person and nothing but a mark or a relative clause follows.
fn apposition(view: View<'_>, i: usize, end: usize) -> Option<Phrase> {
    let mut start = i;
    if view.token(start).upos == Upos::Det || view.has(start, Word::ARTICLE | Word::THEIR | Word::OUR) {
        start += 1;
    }
    if start >= end {
        return None;
    }
    let mut at = start;
    let mut age = None;
    if let Some((found, next)) = age_at(view, start) {
        age = Some(found);
        (start, at) = (next, next);
    }
    let mut head = None;
    while at < end {
        if is_possessive(view, at) {
            head = None;
        } else if view.is_nominal(at) || view.in_person(at) && owner_ends(view, at, end).is_some() {
            head = Some(at);
        } else if !(view.is(at, &["-", "/"]) && view.joined(at)
            || view.word(at) == "." && view.joined(at) && !ends_sentence(at, end))
            && !((view.has(at, Word::AND) || view.is(at, &["&"])) && head.is_some() && at + 1 < end && view.is_nominal(at + 1))
            && view.token(at).upos != Upos::Num
        {
            break;
        }
        at += 1;
    }
    let head = head?;
    if !view.kinds(head).is(Word::ROLE) && !is_agent(view, head) {
        return None;
    }
    let stop = complement(view, at, end);
    let closed = stop >= end || view.token(stop).shape == Shape::Mark || view.has(stop, Word::WHO | Word::TELLS);
    let mut next = stop;
    while next < end && (view.is(next, &[","]) || view.kinds(next).is(Word::HONORIFIC)) {
        next += 1;
    }
    // What follows is the name that the phrase belongs to: "with Ms Reyes, the town's mayor, Mr Lys, said".
    let named = next < end && view.in_person(next);
    if !closed || named {
        return None;
    }
    // "a mother of two" says no title, but "a 43-year-old mother of two" says an age.
    let is_title = view.kinds(head).is(Word::TITLE) || !view.kinds(head).is(Word::PERSON);
    let tokens = if is_title { start..stop } else { start..start };
    Some(Phrase { tokens, head, age })
}

/// Follows "of", "for", "at" and what they govern; gives the token after the last word that belongs.
fn complement(view: View<'_>, from: usize, end: usize) -> usize {
    let mut at = from;
    let mut stop = from;
    while at < end {
        let token = view.token(at);
        let inside = match token.upos {
            Upos::Adp | Upos::Det | Upos::Num | Upos::Cconj => true,
            _ if view.has(at, Word::COMPLEMENT) => true,
            _ => false,
        };
        if view.is_nominal(at) || is_possessive(view, at) || view.in_person(at) {
            stop = at + 1;
        } else if !inside
            && !(view.is(at, &["-", "/"]) && view.joined(at))
            && !(view.word(at) == "." && view.joined(at) && !ends_sentence(at, end))
        {
            break;
        }
        at += 1;
    }
    stop
}

fn ends_sentence(at: usize, end: usize) -> bool {
    at + 1 >= end
}

/// The "'s" that ends the owner whose name holds token `i`.
fn owner_ends(view: View<'_>, i: usize, end: usize) -> Option<usize> {
    let next = view.name_at(i)?.tokens.end as usize;
    (next < end && is_possessive(view, next)).then_some(next)
}

fn is_possessive(view: View<'_>, i: usize) -> bool {
    view.is(i, &["'s", "’s"])
        || view.is(i, &["'", "’"]) && view.joined(i)
        || view.is(i, &["s"]) && i > 0 && view.is(i - 1, &["'", "’"])
}

/// Nouns for people that no list has: "marine biologist", "oboist", "frontman".
fn is_agent(view: View<'_>, i: usize) -> bool {
    matches!(view.token(i).upos, Upos::Noun | Upos::X) && view.resources.lexicon.is_agent(view.word(i))
}

/// The organisation, or else the state or people, that a title names: "the Brevik Institute" in "director of the Brevik Institute".
pub(super) fn affiliation(view: View<'_>, titles: &[Title]) -> Option<Span> {
    let names_in = |title: &Title| {
        let from = view.names.partition_point(|name| (name.tokens.start as usize) < title.tokens.start);
        let end = title.tokens.end;
        view.names[from..].iter().take_while(move |name| (name.tokens.start as usize) < end)
    };
    let wanted = [NameLabel::Organization, NameLabel::Place, NameLabel::Group];
    let named = |label: NameLabel| titles.iter().flat_map(names_in).find(|name| name.label == label);
    wanted.into_iter().find_map(named).map(|name| name.span)
}
