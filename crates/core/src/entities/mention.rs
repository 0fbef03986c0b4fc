//! Names of people in the text with the titles that stand before them.

use std::ops::Range;

use super::lexicon::{Agrees, Word};
use super::name::PersonName;
use super::phrase::{Title, phrase_start};
use super::view::View;
use crate::Span;
use crate::names::NameMention;
use crate::record::{Confidence, NameLabel};
use crate::syntax::{Shape, Upos};

/// A person's name in the text.
pub(super) struct PersonMention<'t> {
    /// The name, taken apart.
    pub name: PersonName<'t>,
    /// What honorific and title go with.
    pub agrees: Agrees,
    /// The tokens of the name proper.
    pub tokens: Range<usize>,
    /// A title that stands right before it.
    pub title: Option<Title>,
    /// Where it stands, title and honorific included.
    pub span: Span,
    /// How sure it is that this is a person.
    pub confidence: Confidence,
}

/// The names of people, in the order of the text.
pub(super) fn find<'t>(view: View<'t>) -> Vec<PersonMention<'t>> {
    let mut names: Vec<(Range<usize>, Confidence)> = Vec::new();
    let of_person =
        |name: &&NameMention| name.label == NameLabel::Person || name.label == NameLabel::Other && is_introduced(view, name);
    for name in view.names.iter().filter(|name| !name.tokens.is_empty()).filter(of_person) {
        let tokens = name.tokens.start as usize..syllables_end(view, name.tokens.start as usize, name.tokens.end as usize);
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
    let mention = |(tokens, confidence): (Range<usize>, Confidence)| {
        if is_modifier(view, &tokens) {
            return None;
        }
        let end = view.token(tokens.end - 1).span.end;
        let floor = view.sentence(tokens.start).start;
        let start = honorific_start(view, tokens.start, floor);
        let title = title_before(view, start, floor);
        let text = view.text.get(view.token(start).span.start as usize..end as usize)?;
        let parsed = PersonName::parse(text)?;
        let noun = title.as_ref().map_or(Agrees::Either, |title| view.kinds(title.head).agrees);
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

/// What a hyphen joins to a name that is no syllable of it: "Harlow-led".
const JOINED: &[&str] = &["led", "era", "style", "run", "owned", "born", "based", "like", "held", "made", "area", "wide", "free"];

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
        && !view.is(end + 1, JOINED);
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
    let the = tokens.start > 0 && view.is(tokens.start - 1, &["the"]);
    the && noun
        || view.is(next, &["family", "families", "administration", "campaign", "presidency", "era", "government", "cabinet"])
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
        if view.is(before, &["lady"]) && before > floor && view.is(before - 1, &["first"]) {
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
    if view.is(link, &["the"]) && link > floor {
        link -= 1;
    }
    let tied = link > floor && view.is(link, &["to", "of", "for", "in"]) && is_title_noun(view, link - 1);
    tied.then(|| Title { tokens: phrase_start(view, link - 1, floor)..at, head: link - 1 })
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
    let nounlike = word.ends_with("man") || word.ends_with("woman") || word.ends_with("person") || word.ends_with("ist");
    token.upos == Upos::Noun && token.shape == Shape::Lower && nounlike && !kinds.is(Word::PERSON)
}
