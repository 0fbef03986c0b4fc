//! Frames of a whole line: who signs a quote, who is announced before one, headlines.

use std::ops::Range;

use super::super::lexicon::Role;
use super::super::scene::Scene;
use super::frame::{Frame, REACH, is_named, is_source, label, next_region, region_before};
use crate::record::{EntityId, NameLabel};
use crate::syntax::{Deprel, Shape, Upos};

/// "“We will stay.” - Ana Ruiz, Lowmere": a name to the end of the paragraph.
pub(super) fn signed(scene: &Scene<'_>, dash: usize) -> Option<Frame> {
    let r = region_before(scene, dash).filter(|&r| scene.regions[r].words > 2 && scene.text(dash) != ":")?;
    let block = scene.block(dash);
    let end = (dash + 1..scene.tokens.len().min(dash + 14)).find(|&i| scene.block(i) != block);
    let end = end.unwrap_or(scene.tokens.len());
    let rest = dash + 1..end;
    let verbless = rest.clone().all(|i| !matches!(scene.tokens[i].upos, Upos::Verb | Upos::Aux));
    if rest.len() > 12 || !verbless || rest.clone().any(|i| scene.region(i).is_some()) {
        return None;
    }
    let speaker = scene.phrase_at(rest.start, rest.end).filter(|phrase| is_source(scene, phrase.start..phrase.end))?;
    Some(Frame { speaker: Some(speaker), piece: scene.regions[r].tokens.clone() })
}

/// True for the colon of a headline behind the town of the dateline, which says where it happened: "Ardenvale: councillor held".
pub(super) fn follows_dateline(scene: &Scene<'_>, mark: usize) -> bool {
    let start = scene.sentence_range(scene.sentence(mark)).start;
    if scene.text(mark) != ":" || start == mark {
        return false;
    }
    let text = scene.tokens[start].span.cover(scene.tokens[mark - 1].span).of(&scene.article.document.text);
    let places = scene.article.layout.meta.dateline.iter().flat_map(|dateline| &dateline.places);
    places.into_iter().any(|place| place.to_lowercase() == text.to_lowercase())
}

fn is_place(scene: &Scene<'_>, token: usize) -> bool {
    label(scene, token) == Some(NameLabel::Place)
}

/// "Ana Ruiz was blunt: “It is over.”", "From Chairwoman Ana Ruiz:" before a quoted paragraph.
pub(super) fn announced(scene: &Scene<'_>, colon: usize) -> Option<Frame> {
    if scene.text(colon) != ":" || scene.region(colon).is_some() {
        return None;
    }
    let r = next_region(scene, colon + 1).filter(|&r| scene.regions[r].words > 1)?;
    let sentence = scene.sentence_range(scene.sentence(colon));
    let piece = scene.regions[r].tokens.clone();
    let whole = matches!(scene.tokens[piece.start].shape, Shape::Capital | Shape::Upper);
    let verbs = |i: &usize| matches!(scene.tokens[*i].upos, Upos::Verb | Upos::Aux);
    let before = sentence.start..colon;
    let new_block = scene.block(piece.start) != scene.block(colon);
    if new_block && (piece.start > colon + 3 || scene.block(colon) + 1 != scene.block(piece.start)) || !whole {
        return None;
    }
    let speaker = if before.clone().any(|i| verbs(&i)) {
        let is_subject = |i: &usize| matches!(scene.deprel(*i), Deprel::Nsubj | Deprel::NsubjPass) && scene.region(*i).is_none();
        let head = before.clone().take(REACH).find(is_subject)?;
        let phrase = scene.phrases(before.clone()).find(|phrase| (phrase.start..phrase.end).contains(&head))?;
        // "Ana Ruiz was unimpressed", but "Her joy was recorded".
        let apposed = || scene.text(phrase.end) == "," && is_source(scene, phrase.end..scene.extend(phrase, colon));
        if scene.deprel(head) == Deprel::NsubjPass && !is_source(scene, phrase.head..phrase.head + 1) && !apposed() {
            return None;
        }
        let plain = scene.tokens[phrase.head].upos == Upos::Pron && !is_person_pronoun(scene, phrase.head);
        // "The message from Ana Ruiz was clear" is hers.
        let sent = scene.is(phrase.head, Role::Channel) || scene.is(phrase.head, Role::Document);
        if sent {
            scene.phrase_at(phrase.end + 1, colon).filter(|next| is_source(scene, next.start..next.end)).or(Some(phrase))
        } else {
            Some(phrase)
        }
        .filter(|_| !plain)?
    } else if new_block {
        scene.phrases(before).find(|phrase| (phrase.start..phrase.end).any(|i| is_named(scene, i)))?
    } else {
        return None;
    };
    Some(Frame { speaker: Some(speaker), piece })
}

/// True for "he", "she", "they", "I", "we": what a person is called by.
fn is_person_pronoun(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.article.entities.at(scene.tokens[token].span), Some(EntityId::Person(_))) || scene.is(token, Role::Group)
}

/// "‘Not our fault’: Norvik Air blames weather", "Road plan is ‘madness’ - mayor", "UN: millions face hunger", "Fire was arson: police".
pub(super) fn headline(scene: &Scene<'_>, mark: usize) -> Option<Frame> {
    let block = scene.block(mark);
    let spaced = mark + 1 < scene.tokens.len() && scene.tokens[mark].span.end < scene.tokens[mark + 1].span.start;
    let sentence = scene.sentence_range(scene.sentence(mark));
    let start = sentence.start.max(mark.saturating_sub(REACH));
    let end = (mark + 1..scene.tokens.len().min(mark + REACH)).find(|&i| scene.block(i) != block).unwrap_or(sentence.end);
    let words = |range: Range<usize>| {
        let mut words = range.filter(|&i| scene.is_word(i));
        let first = words.next()?;
        Some(first..words.next_back().unwrap_or(first) + 1)
    };
    let (left, right) = (words(start..mark)?, words(mark + 1..end)?);
    let verbless = |range: Range<usize>| range.clone().all(|i| !matches!(scene.tokens[i].upos, Upos::Verb | Upos::Aux));
    let acronym = |range: &Range<usize>| {
        range.len() == 1 && scene.tokens[range.start].shape == Shape::Upper && scene.text(range.start).len() < 4
    };
    let source = |range: &Range<usize>, most: usize| {
        let phrase = scene.phrase_at(range.start, range.end)?;
        let speaks = is_source(scene, range.clone()) || acronym(range) && !is_place(scene, range.start);
        (range.len() <= most && phrase.end == range.end && verbless(range.clone()) && speaks).then_some(phrase)
    };
    if !spaced || scene.region(mark).is_some() {
        return None;
    }
    let colon = scene.text(mark) == ":";
    if colon && let Some(r) = region_before(scene, mark) {
        let speaker = scene.phrase_at(right.start, right.end).filter(|phrase| phrase.start == right.start)?;
        // "‘Nobody asked’: a conversation with Ana Ruiz" is hers.
        let with = Some(speaker.end).filter(|&i| i < right.end && scene.is(speaker.head, Role::Talk) && scene.tokens[i].upos == Upos::Adp);
        let guest = with.and_then(|with| scene.phrase_at(with + 1, right.end)).filter(|guest| is_source(scene, guest.start..guest.end));
        return Some(Frame { speaker: Some(guest.unwrap_or(speaker)), piece: scene.regions[r].tokens.clone() });
    }
    if colon && let Some(speaker) = source(&left, 4) {
        return Some(Frame { speaker: Some(speaker), piece: right });
    }
    let speaker = source(&right, 4)?;
    // "Kestrel Rovers 2 - Marlow City 1"
    let score = scene.tokens[left.end - 1].shape == Shape::Number;
    (left.len() > 2 && !score).then_some(Frame { speaker: Some(speaker), piece: left })
}
