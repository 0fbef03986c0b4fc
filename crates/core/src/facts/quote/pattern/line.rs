//! Frames of a whole line: who signs a quote, who is announced before one, headlines.

use std::ops::Range;

use super::super::lexicon::Role;
use super::super::state::ParseState;
use super::frame::{Frame, REACH, is_named, is_source, label, next_region, region_before};
use crate::record::{EntityId, NameLabel};
use crate::syntax::{Deprel, Shape, Upos};

/// "“We will stay.” - Ana Ruiz, Lowmere": a name to the end of the paragraph.
pub(super) fn signed(state: &ParseState<'_>, dash: usize) -> Option<Frame> {
    let r = region_before(state, dash).filter(|&r| state.regions[r].words > 2 && state.text(dash) != ":")?;
    let block = state.block(dash);
    let end = (dash + 1..state.tokens.len().min(dash + 14)).find(|&i| state.block(i) != block);
    let end = end.unwrap_or(state.tokens.len());
    let rest = dash + 1..end;
    let verbless = rest.clone().all(|i| !matches!(state.tokens[i].upos, Upos::Verb | Upos::Aux));
    if rest.len() > 12 || !verbless || rest.clone().any(|i| state.region(i).is_some()) {
        return None;
    }
    let speaker = state.phrase_at(rest.start, rest.end).filter(|phrase| is_source(state, phrase.start..phrase.end))?;
    Some(Frame { speaker: Some(speaker), piece: state.regions[r].tokens.clone() })
}

/// True for the colon of a headline after the town of the dateline, which says where it happened: "Ardenvale: councillor held".
pub(super) fn follows_dateline(state: &ParseState<'_>, mark: usize) -> bool {
    let start = state.sentence_range(state.sentence(mark)).start;
    if state.text(mark) != ":" || start == mark {
        return false;
    }
    let text = state.tokens[start].span.cover(state.tokens[mark - 1].span).of(&state.article.document.text);
    let places = state.article.layout.meta.dateline.iter().flat_map(|dateline| &dateline.places);
    places.into_iter().any(|place| place.to_lowercase() == text.to_lowercase())
}

/// True for the colon behind a town in capitals that opens a sentence: "KAMPONG SELAT: Police have arrested ...".
pub(super) fn follows_town(state: &ParseState<'_>, mark: usize) -> bool {
    let mut before = state.sentence_range(state.sentence(mark)).start..mark;
    state.text(mark) == ":" && !before.is_empty() && before.all(|i| is_place(state, i) && state.tokens[i].shape == Shape::Upper)
}

fn is_place(state: &ParseState<'_>, token: usize) -> bool {
    label(state, token) == Some(NameLabel::Place)
}

/// "Ana Ruiz was blunt: “It is over.”", "From Chairwoman Ana Ruiz:" before a quoted paragraph.
pub(super) fn announced(state: &ParseState<'_>, colon: usize) -> Option<Frame> {
    if state.text(colon) != ":" || state.region(colon).is_some() {
        return None;
    }
    let r = next_region(state, colon + 1).filter(|&r| state.regions[r].words > 1)?;
    let sentence = state.sentence_range(state.sentence(colon));
    let piece = state.regions[r].tokens.clone();
    let whole = matches!(state.tokens[piece.start].shape, Shape::Capital | Shape::Upper);
    let verbs = |i: &usize| matches!(state.tokens[*i].upos, Upos::Verb | Upos::Aux);
    let before = sentence.start..colon;
    let new_block = state.block(piece.start) != state.block(colon);
    if new_block && (piece.start > colon + 3 || state.block(colon) + 1 != state.block(piece.start)) || !whole {
        return None;
    }
    let speaker = if before.clone().any(|i| verbs(&i)) {
        let is_subject = |i: &usize| matches!(state.deprel(*i), Deprel::Nsubj | Deprel::NsubjPass) && state.region(*i).is_none();
        let head = before.clone().take(REACH).find(is_subject)?;
        let phrase = state.phrases(before.clone()).find(|phrase| (phrase.start..phrase.end).contains(&head))?;
        // "Ana Ruiz was unimpressed", but "Her joy was recorded".
        let apposed = || state.text(phrase.end) == "," && is_source(state, phrase.end..state.extend(phrase, colon));
        if state.deprel(head) == Deprel::NsubjPass && !is_source(state, phrase.head..phrase.head + 1) && !apposed() {
            return None;
        }
        let plain = state.tokens[phrase.head].upos == Upos::Pron && !is_person_pronoun(state, phrase.head);
        // "The message from Ana Ruiz was clear" is hers.
        let sent = state.is(phrase.head, Role::Channel) || state.is(phrase.head, Role::Document);
        if sent {
            state.phrase_at(phrase.end + 1, colon).filter(|next| is_source(state, next.start..next.end)).or(Some(phrase))
        } else {
            Some(phrase)
        }
        .filter(|_| !plain)?
    } else if new_block {
        state.phrases(before).find(|phrase| (phrase.start..phrase.end).any(|i| is_named(state, i)))?
    } else {
        return None;
    };
    Some(Frame { speaker: Some(speaker), piece })
}

/// True for "he", "she", "they", "I", "we": what a person is called by.
fn is_person_pronoun(state: &ParseState<'_>, token: usize) -> bool {
    matches!(state.article.entities.at(state.tokens[token].span), Some(EntityId::Person(_))) || state.is(token, Role::Group)
}

/// "‘Not our fault’: Norvik Air blames weather", "Road plan is ‘madness’ - mayor", "UN: millions face hunger", "Fire was arson: police".
pub(super) fn headline(state: &ParseState<'_>, mark: usize) -> Option<Frame> {
    let block = state.block(mark);
    let spaced = mark + 1 < state.tokens.len() && state.tokens[mark].span.end < state.tokens[mark + 1].span.start;
    let sentence = state.sentence_range(state.sentence(mark));
    let start = sentence.start.max(mark.saturating_sub(REACH));
    let end = (mark + 1..state.tokens.len().min(mark + REACH)).find(|&i| state.block(i) != block).unwrap_or(sentence.end);
    let words = |range: Range<usize>| {
        let mut words = range.filter(|&i| state.is_word(i));
        let first = words.next()?;
        Some(first..words.next_back().unwrap_or(first) + 1)
    };
    let (left, right) = (words(start..mark)?, words(mark + 1..end)?);
    let verbless = |range: Range<usize>| range.clone().all(|i| !matches!(state.tokens[i].upos, Upos::Verb | Upos::Aux));
    let acronym = |range: &Range<usize>| {
        range.len() == 1 && state.tokens[range.start].shape == Shape::Upper && state.text(range.start).len() < 4
    };
    let source = |range: &Range<usize>, most: usize| {
        let phrase = state.phrase_at(range.start, range.end)?;
        let speaks = is_source(state, range.clone()) || acronym(range) && !is_place(state, range.start);
        (range.len() <= most && phrase.end == range.end && verbless(range.clone()) && speaks).then_some(phrase)
    };
    if !spaced || state.region(mark).is_some() {
        return None;
    }
    let colon = state.text(mark) == ":";
    if colon && let Some(r) = region_before(state, mark) {
        let speaker = state.phrase_at(right.start, right.end).filter(|phrase| phrase.start == right.start)?;
        // "‘Nobody asked’: a conversation with Ana Ruiz" is hers.
        let with = Some(speaker.end).filter(|&i| i < right.end && state.is(speaker.head, Role::Talk) && state.tokens[i].upos == Upos::Adp);
        let guest = with.and_then(|with| state.phrase_at(with + 1, right.end)).filter(|guest| is_source(state, guest.start..guest.end));
        return Some(Frame { speaker: Some(guest.unwrap_or(speaker)), piece: state.regions[r].tokens.clone() });
    }
    if colon && let Some(speaker) = source(&left, 4) {
        return Some(Frame { speaker: Some(speaker), piece: right });
    }
    let speaker = source(&right, 4)?;
    // "Kestrel Rovers 2 - Marlow City 1"
    let score = state.tokens[left.end - 1].shape == Shape::Number;
    (left.len() > 2 && !score).then_some(Frame { speaker: Some(speaker), piece: left })
}
