//! Names of people in the text with the titles that stand before them.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::lexicon::{PronounClass, Word};
use super::name::{PersonName, is_syllabic};
use super::phrase::{Title, phrase_start};
use super::pronoun::says;
use super::view::View;
use crate::Span;
use crate::names::NameMention;
use crate::record::{Confidence, NameLabel};
use crate::syntax::{Shape, Upos};
use crate::text::hash::hash;

/// A person's name in the text.
pub(super) struct PersonMention<'t> {
    /// The name, taken apart into its words.
    pub name: PersonName<'t>,
    /// What honorific and title go with.
    pub agrees: PronounClass,
    /// The tokens of the name proper.
    pub tokens: Range<usize>,
    /// A title that stands right before it.
    pub title: Option<Title>,
    /// Span in UTF-8 bytes, title and honorific included.
    pub span: Span,
    /// How sure it is that this is a person.
    pub confidence: Confidence,
}

/// The names of people, in the order of the text.
pub(super) fn find<'t>(view: View<'t>) -> Vec<PersonMention<'t>> {
    let mut names: Vec<(Range<usize>, Confidence)> = Vec::new();
    let of_person =
        |name: &&NameMention| name.label == NameLabel::Person || name.label == NameLabel::Other && is_introduced(view, name);
    let people = view.names.iter().filter(|name| !name.tokens.is_empty()).filter(of_person);
    for name in people.filter(|name| !is_thing(view, name)) {
        let (start, end) = (name.tokens.start as usize, name.tokens.end as usize);
        let tokens = name_start(view, start, end)..syllables_end(view, start, end);
        if let Some(given) = given_before_nickname(view, &tokens)
            && let Some(at) = names.iter().rposition(|(name, _)| name.end <= given).filter(|&at| names[at].0.end == given)
        {
            names.truncate(at + 1);
            names[at].0.end = tokens.end;
            continue;
        }
        match names.last_mut() {
            // Both halves of "Harlow-Reyes", which the tokens part.
            Some((last, _))
                if last.end + 1 == tokens.start
                    && view.word(last.end) == "-"
                    && view.joined(last.end)
                    && view.joined(tokens.start) =>
            {
                last.end = tokens.end;
            }
            _ => names.push((tokens, name.confidence)),
        }
    }
    add_surnames(view, &mut names);
    let mention = |(tokens, confidence): (Range<usize>, Confidence)| {
        if is_modifier(view, &tokens) {
            return None;
        }
        let end = view.token(tokens.end - 1).span.end;
        let floor = view.sentence(tokens.start).start;
        let start = honorific_start(view, tokens.start, floor);
        let title = title_before(view, start, floor);
        let text = view.text.get(view.token(start).span.start as usize..end as usize)?;
        let parsed = PersonName::parse(text, &view.resources.lexicon)?;
        let noun = title.as_ref().map_or(PronounClass::Either, |title| view.kinds(title.head).agrees);
        let first = title.as_ref().map_or(start, |title| title.tokens.start);
        Some(PersonMention {
            agrees: parsed.agrees.or(noun),
            name: parsed,
            span: Span { start: view.token(first).span.start, end },
            title,
            confidence,
            tokens,
        })
    };
    names.into_iter().filter_map(mention).collect()
}

/// Where a name begins that the tagger cut too early or too late: "al-Haddad", "Choi Eun Bi"; "Welshman Huw Pryce" is Huw Pryce.
fn name_start(view: View<'_>, start: usize, end: usize) -> usize {
    let given = |i: usize| view.resources.lexicon.female_ninths(view.token(i).hash).is_some();
    if end - start > 2 && view.kinds(start).is(Word::NATIONALITY) && given(start + 1) {
        return start + 1;
    }
    let floor = view.sentence(start).start;
    let hyphen = start > floor + 1 && view.word(start - 1) == "-" && view.joined(start - 1) && view.joined(start);
    if hyphen && view.kinds(start - 2).is(Word::PARTICLE) {
        return start - 2;
    }
    let family = start > floor
        && view.token(start - 1).shape == Shape::Capital
        && view.kinds(start - 1).is(Word::FAMILY_FIRST)
        && view.name_at(start - 1).is_none()
        && end - start <= 2
        && (start..end).all(|i| is_syllabic(view.word(i), true, &view.resources.lexicon.syllables));
    if family { start - 1 } else { start }
}

/// True for storms, ships, prizes and streets with a person's name: "Typhoon Hana", "the Stirling Prize"; for "the Dane".
fn is_thing(view: View<'_>, name: &NameMention) -> bool {
    let (start, end) = (name.tokens.start as usize, name.tokens.end as usize);
    let floor = view.sentence(start).start;
    let before = start > floor && view.kinds(start - 1).is(Word::THING_BEFORE);
    let inside = end - start == 2 && view.kinds(start).is(Word::THING_BEFORE) && !says(view, start, end);
    let after = end < view.syntax.tokens.len()
        && view.token(end).shape == Shape::Capital
        && view.kinds(end).is(Word::THING_AFTER)
        && view.sentence(start).contains(&end);
    let people = end - start == 1 && start > floor && view.has(start - 1, Word::THE) && view.kinds(start).is(Word::NATIONALITY);
    before || inside || after || people
}

/// Adds surnames alone that the tagger took for other words: "Best said", where Liz Best is named in full.
fn add_surnames(view: View<'_>, names: &mut Vec<(Range<usize>, Confidence)>) {
    let mut families: FxHashSet<u64> = FxHashSet::default();
    for (tokens, _) in names.iter().filter(|(tokens, _)| tokens.len() > 1) {
        if let Some(name) = PersonName::parse(view.span(tokens.clone()).of(view.text), &view.resources.lexicon).filter(|name| name.words.len() > 1) {
            families.insert(hash(name.words[name.family.end - 1]));
        }
    }
    if families.is_empty() {
        return;
    }
    let last = view.syntax.tokens.len();
    let other = |i: usize| {
        let known = view.name_at(i);
        known.is_none_or(|name| name.tokens.len() == 1 && matches!(name.label, NameLabel::Organization | NameLabel::Other))
    };
    let alone = |&i: &usize| {
        let token = view.token(i);
        if token.shape != Shape::Capital || !families.contains(&token.hash) || !other(i) {
            return false;
        }
        let floor = view.sentence(i).start;
        let follows = i > floor && (view.has(i - 1, Word::ARTICLE) || view.token(i - 1).shape == Shape::Capital);
        let goes_on = i + 1 < last && view.token(i + 1).shape == Shape::Capital && !is_sentence_end(view, i);
        // Common words that begin a sentence have to speak.
        !follows && !goes_on && (token.upos == Upos::Propn || says(view, i, i + 1))
    };
    let before = names.len();
    names.extend((0..last).filter(alone).map(|i| (i..i + 1, Confidence::new(0.7))));
    if names.len() > before {
        names.sort_by_key(|(tokens, _)| (tokens.start, std::cmp::Reverse(tokens.end)));
        let mut end = 0;
        names.retain(|(tokens, _)| {
            let free = tokens.start >= end;
            end = end.max(tokens.end);
            free
        });
    }
}

/// True for the last token of a sentence.
fn is_sentence_end(view: View<'_>, i: usize) -> bool {
    view.sentence(i).end == i + 1
}

/// The end of the given name before a nickname between quote marks and token `start`: "Robert “Bob” Harlow".
fn given_before_nickname(view: View<'_>, Range { start, end }: &Range<usize>) -> Option<usize> {
    let (start, mark) = (*start, |i: usize| view.is(i, &["“", "”", "\""]));
    // Behind the nickname stands the surname alone: two words are somebody else.
    let nickname = end - start == 1
        && start > 3
        && view.sentence(start).start < start - 3
        && mark(start - 1)
        && mark(start - 3)
        && view.joined(start - 1)
        && view.joined(start - 2)
        && !view.joined(start - 3)
        && !view.joined(start)
        && view.token(start - 2).shape == Shape::Capital;
    nickname.then(|| start - 3)
}

/// The end of a name that begins with a surname, with a last syllable in lower case: "Kim Jong-un".
fn syllables_end(view: View<'_>, start: usize, end: usize) -> usize {
    let syllable = end - start == 2
        && view.kinds(start).is(Word::FAMILY_FIRST | Word::FAMILY_OR_GIVEN)
        && end + 1 < view.syntax.tokens.len()
        && view.word(end) == "-"
        && view.joined(end)
        && view.joined(end + 1)
        && view.token(end + 1).shape == Shape::Lower
        && view.token(end + 1).span.len() <= 5
        && !view.has(end + 1, Word::COMPOUND);
    if syllable { end + 2 } else { end }
}

/// True for a name without a certain label right after a noun in lower case that says what somebody does: "curator Ana Ruiz".
fn is_introduced(view: View<'_>, name: &NameMention) -> bool {
    let (start, end) = (name.tokens.start as usize, name.tokens.end as usize);
    let named = (2..=4).contains(&(end - start)) && (start..end).all(|i| view.token(i).shape == Shape::Capital);
    let before = start.wrapping_sub(1);
    named
        && start > view.sentence(start).start
        && view.token(before).shape == Shape::Lower
        && view.token(before).upos == Upos::Noun
        && view.kinds(before).is(Word::TITLE)
}

/// True for names that only say which thing is meant: "the Harlow administration", "the Ruiz family".
fn is_modifier(view: View<'_>, tokens: &Range<usize>) -> bool {
    let next = tokens.end;
    if next >= view.syntax.tokens.len() || view.token(next).shape != Shape::Lower {
        return false;
    }
    let noun = view.token(next).upos == Upos::Noun && !view.kinds(next).is(Word::ROLE);
    let the = tokens.start > 0 && view.has(tokens.start - 1, Word::THE);
    the && noun || view.has(next, Word::BORNE)
}

/// The first token of the honorifics before `at`: "Mr", "Datuk Seri", "Dr .".
fn honorific_start(view: View<'_>, mut at: usize, floor: usize) -> usize {
    loop {
        let dot = usize::from(at > floor + 1 && view.word(at - 1) == "." && view.joined(at - 1));
        let before = at.wrapping_sub(1 + dot);
        if at < floor + 1 + dot
            || view.token(before).shape == Shape::Lower
            || !view.kinds(before).is(Word::HONORIFIC)
            || view.in_person(before)
        {
            return at;
        }
        // "First Lady" is an office.
        if view.has(before, Word::LADY) && before > floor && view.has(before - 1, Word::FIRST) {
            return at;
        }
        at = before;
    }
}

/// The title that ends right before token `at`: "US Army Secretary", "fisheries bureau spokesman", "former president".
fn title_before(view: View<'_>, at: usize, floor: usize) -> Option<Title> {
    let dot = usize::from(at > floor + 1 && view.word(at - 1) == "." && view.joined(at - 1));
    let end = at.checked_sub(dot).filter(|&end| end > floor)?;
    let noun = end - 1;
    if !is_title_noun(view, noun) {
        return title_with_place(view, at, floor);
    }
    Some(Title { tokens: phrase_start(view, noun, floor)..at, head: noun })
}

/// The title that ends in the name of a place or organisation right before token `at`: "envoy to Ardenvale", "head of the Harlow Institute".
fn title_with_place(view: View<'_>, at: usize, floor: usize) -> Option<Title> {
    let named = |i: usize| {
        let token = view.token(i);
        let capital = token.shape != Shape::Lower && token.shape != Shape::Mark;
        capital && (token.upos == Upos::Propn || view.name_at(i).is_some()) && !view.in_person(i)
    };
    let mut link = (floor..at).rev().find(|&i| !named(i)).filter(|&link| link + 1 < at)?;
    if view.has(link, Word::THE) && link > floor {
        link -= 1;
    }
    let tied = link > floor && view.has(link, Word::TIE) && is_title_noun(view, link - 1);
    tied.then(|| Title { tokens: phrase_start(view, link - 1, floor)..at, head: link - 1 })
}

/// True for a short word in capitals that names nothing else: right before a name it is an office.
pub(super) fn is_office_in_capitals(view: View<'_>, i: usize) -> bool {
    let token = view.token(i);
    token.shape == Shape::Upper && (2..5).contains(&token.span.len()) && view.name_at(i).is_none()
}

/// True if the token can end a title: a noun for an office, rank or work, or any other noun in lower case, which before a name is one.
fn is_title_noun(view: View<'_>, i: usize) -> bool {
    let token = view.token(i);
    let kinds = view.kinds(i);
    if view.in_person(i) || token.shape == Shape::Mark {
        return false;
    }
    let noun = matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::X);
    if kinds.is(Word::TITLE) {
        // "a major Ruiz exhibition" has no major in it.
        let adjective = token.upos == Upos::Adj && token.shape == Shape::Lower && kinds.is(Word::RANK);
        return !adjective && (noun || token.shape != Shape::Lower);
    }
    let word = view.word(i);
    // "MEC Thabo Ndlo"
    if is_office_in_capitals(view, i) {
        return true;
    }
    let nounlike = word.ends_with("man") || word.ends_with("woman") || word.ends_with("person") || word.ends_with("ist");
    token.upos == Upos::Noun && token.shape == Shape::Lower && nounlike && !kinds.is(Word::PERSON)
}
