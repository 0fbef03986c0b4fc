//! The five Ws and How: who what when where why how, from the headline, the lead and the events. Silent rather than guessed.

use std::ops::Range;

use super::scene::Scene;
use super::telling::{self, Facts};
use super::{frame, setting};
use crate::record::{Answer, Answers, Confidence, Event, Place, PlaceKind, PlaceUse, Time, TimeKind};
use crate::syntax::{Deprel, Shape, Upos};
use crate::text::span::Span;

/// No more answers than these to one question.
const MOST: usize = 3;

/// Finds them.
pub(super) fn find(scene: &Scene<'_>, facts: Facts<'_>, events: &[Event], main: Option<u32>) -> Answers {
    let main = main.map(|main| &events[main as usize]);
    let sentences = opening(scene);
    let mut answers = Answers::default();
    for (number, sentence) in sentences.iter().enumerate() {
        let clause = clause(scene, sentence.clone());
        let rule = if scene.is_title(scene.sentence(sentence.start)) { "headline" } else { "lead" };
        let confidence = Confidence::new(0.7 - 0.1 * number as f32);
        if let Some(subject) = &clause.subject {
            push(scene, &mut answers.who, subject.clone(), rule, confidence);
        }
        if let Some(predicate) = &clause.predicate {
            push(scene, &mut answers.what, predicate.clone(), rule, confidence);
        }
        if let Some(reason) = reason(scene, sentence.clone()) {
            push(scene, &mut answers.why, reason, rule, Confidence::new(0.4));
        }
        if let Some(manner) = manner(scene, sentence.clone()) {
            push(scene, &mut answers.how, manner, rule, Confidence::new(0.3));
        }
    }
    answers.when = when(scene, facts.times, &sentences, main);
    answers.place = places(scene, facts.places, &sentences, main);
    answers
}

/// The headline's sentences and the first ones of the body, at most four.
fn opening(scene: &Scene<'_>) -> Vec<Range<usize>> {
    let count = scene.article.syntax.sentences.len();
    let title = (0..count).filter(|&s| scene.is_title(s)).take(1);
    let kind = |s: usize| scene.article.layout.blocks[scene.article.syntax.sentences[s].block as usize].kind;
    let body = (0..count).filter(|&s| kind(s) == crate::record::BlockKind::Body).take(3);
    title.chain(body).map(|s| scene.range(s)).filter(|range| range.len() > 2).collect()
}

#[derive(Default)]
struct Clause {
    subject: Option<Range<usize>>,
    predicate: Option<Range<usize>>,
}

/// Subject and predicate of a sentence's main clause.
fn clause(scene: &Scene<'_>, sentence: Range<usize>) -> Clause {
    let sentence = main_part(scene, sentence);
    let root = sentence.clone().find(|&i| scene.head(i).is_none_or(|head| !sentence.contains(&head)));
    let Some(root) = root else { return Clause::default() };
    let mut verb = root;
    // "Police said nine people died": what was said counts.
    if scene.is(root, super::lexicon::WordClass::Said)
        && let Some(said) = scene
            .children(root)
            .find(|&i| matches!(scene.tokens[i].deprel, Deprel::Ccomp | Deprel::Parataxis) && sentence.contains(&i))
        && scene.child(said, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some()
    {
        verb = said;
    }
    let subject = scene.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).filter(|s| sentence.contains(s));
    let span = scene.article.syntax.subtree(verb);
    let mut whole = span.start.max(sentence.start)..span.end.min(sentence.end);
    while whole.len() > 1 && scene.tokens[whole.end - 1].shape == Shape::Mark {
        whole.end -= 1;
    }
    let Some(subject) = subject else {
        return Clause { subject: None, predicate: headless(scene, &whole) };
    };
    let phrase = trimmed_subject(scene, subject);
    let start = (phrase.end.max(subject + 1)..whole.end).find(|&i| is_predicate_start(scene, i, verb)).unwrap_or(verb);
    let end = subordinate(scene, start, whole.end);
    Clause { subject: Some(phrase), predicate: (start < end).then_some(start..end) }
}

/// The part of a headline between dashes, colons and bars that is longest.
fn main_part(scene: &Scene<'_>, sentence: Range<usize>) -> Range<usize> {
    if !scene.is_title(scene.sentence(sentence.start)) {
        return sentence;
    }
    let cut = |&i: &usize| {
        let word = scene.lower(i);
        let spaced = i > 0 && scene.tokens[i - 1].span.end < scene.tokens[i].span.start;
        matches!(word, ":" | "|" | "–" | "—" | ";") || word == "-" && spaced
    };
    let cuts: Vec<usize> = sentence.clone().filter(cut).collect();
    let mut parts = Vec::new();
    let mut start = sentence.start;
    for cut in cuts.into_iter().chain([sentence.end]) {
        parts.push(start..cut);
        start = cut + 1;
    }
    let has_verb = |part: &Range<usize>| part.clone().any(|i| scene.tokens[i].upos == Upos::Verb);
    let best = parts.iter().filter(|part| part.len() > 1).max_by_key(|part| (has_verb(part), part.len()));
    best.cloned().unwrap_or(sentence)
}

/// A headline whose verb the tagger took for a noun: "Marla Toven stages sit-in": nothing is said of who, all of what.
fn headless(scene: &Scene<'_>, whole: &Range<usize>) -> Option<Range<usize>> {
    let end = subordinate(scene, whole.start, whole.end);
    (end > whole.start + 1).then_some(whole.start..end)
}

/// A subject with its title and "of", without relative clauses.
fn trimmed_subject(scene: &Scene<'_>, subject: usize) -> Range<usize> {
    let mut phrase = frame::phrase(scene, subject);
    for child in scene.children(subject).filter(|&i| i > subject) {
        let deprel = scene.tokens[child].deprel;
        let near =
            deprel == Deprel::Nmod && scene.case(child).is_some_and(|case| scene.lower(case) == "of") || deprel == Deprel::Conj;
        let named = deprel == Deprel::Appos && scene.label(child).is_some() && child <= phrase.end + 1;
        if near || named {
            phrase.end = phrase.end.max(scene.article.syntax.subtree(child).end);
        }
    }
    phrase
}

fn is_predicate_start(scene: &Scene<'_>, token: usize, verb: usize) -> bool {
    token == verb
        || scene.head(token) == Some(verb)
            && matches!(scene.tokens[token].deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop | Deprel::Advmod)
}

/// Where a subordinate clause of time or reason begins; the predicate ends there.
fn subordinate(scene: &Scene<'_>, start: usize, end: usize) -> usize {
    let begins = |i: usize| {
        let word = scene.lower(i);
        matches!(word, "after" | "because" | "while" | "amid" | "following")
            || word == "as" && scene.tokens[i].deprel == Deprel::Mark
    };
    (start + 2..end).find(|&i| begins(i)).unwrap_or(end)
}

/// What follows "because", "over", "after": only by such a word.
fn reason(scene: &Scene<'_>, sentence: Range<usize>) -> Option<Range<usize>> {
    let cue = |i: usize| {
        let word = scene.lower(i);
        let next = if i + 1 < sentence.end { scene.lower(i + 1) } else { "" };
        match word {
            "because" | "amid" | "following" => true,
            "due" => next == "to",
            "after" => scene.tokens[i].deprel == Deprel::Mark || scene.is_title(scene.sentence(i)),
            "over" => {
                scene.tokens[i].deprel == Deprel::Case && scene.tokens.get(i + 1).is_some_and(|next| next.upos != Upos::Num)
            }
            _ => false,
        }
    };
    let at = (sentence.start + 1..sentence.end).find(|&i| cue(i))?;
    let mut end = (at + 1..sentence.end).find(|&i| matches!(scene.lower(i), "," | ";" | "." | "—")).unwrap_or(sentence.end);
    while end > at + 1 && scene.tokens[end - 1].shape == Shape::Mark {
        end -= 1;
    }
    (end > at + 1).then_some(at..end)
}

/// "by setting fire", "using a knife", "with a knife".
fn manner(scene: &Scene<'_>, sentence: Range<usize>) -> Option<Range<usize>> {
    let cue = |i: usize| {
        let word = scene.lower(i);
        let verb_next = i + 1 < sentence.end && scene.lower(i + 1).ends_with("ing") && scene.tokens[i + 1].upos == Upos::Verb;
        word == "by" && verb_next || word == "using"
    };
    let at = (sentence.start + 1..sentence.end).find(|&i| cue(i))?;
    let end = (at + 1..sentence.end).find(|&i| matches!(scene.lower(i), "," | ";" | ".")).unwrap_or(sentence.end);
    (end > at + 1).then_some(at..end)
}

fn push(scene: &Scene<'_>, list: &mut Vec<Answer>, tokens: Range<usize>, rule: &'static str, confidence: Confidence) {
    let span = scene.article.syntax.cover(tokens);
    add(list, span, rule, confidence, scene);
}

fn add(list: &mut Vec<Answer>, span: Span, rule: &'static str, confidence: Confidence, scene: &Scene<'_>) {
    let text = span.of(scene.text);
    let known = list.iter().any(|answer| answer.extent.span.of(scene.text) == text || answer.extent.span.contains(span));
    if known || list.len() >= MOST {
        return;
    }
    let entity = scene.article.entities.of_phrase(scene.article.syntax, span);
    let name = entity.and_then(|id| scene.article.entities.name(id)).filter(|name| !text.contains(name)).map(str::to_owned);
    list.push(Answer { extent: span.into(), name, rule: rule.into(), confidence });
}

/// Times of the opening: of the main event first, days near publication, then the rest.
fn when(scene: &Scene<'_>, times: &[Time], sentences: &[Range<usize>], main: Option<&Event>) -> Vec<Answer> {
    let published = telling::published(scene);
    let own = main.and_then(|event| event.time).and_then(|time| time.time);
    let in_opening = |span: Span| sentences.iter().position(|range| scene.article.syntax.cover(range.clone()).contains(span));
    let mut ranked: Vec<(_, usize)> = Vec::new();
    for (index, time) in times.iter().enumerate() {
        if !matches!(time.kind, TimeKind::Date | TimeKind::Time) {
            continue;
        }
        let Some(sentence) = in_opening(time.extent.span) else { continue };
        let near = time.begin_date.zip(published).is_some_and(|(day, published)| (day.days() - published.days()).abs() <= 4);
        let long = time.begin_date.zip(time.end_date).is_none_or(|(from, to)| to.days() - from.days() > 7);
        ranked.push(((!near, long, own != Some(index as u32), sentence), index));
    }
    ranked.sort_unstable();
    let mut answers = Vec::new();
    for (_, index) in ranked {
        add(&mut answers, joined(scene, times, index), "time", Confidence::new(0.6), scene);
    }
    answers
}

/// A time with the one beside it: "11pm local time on Thursday".
fn joined(scene: &Scene<'_>, times: &[Time], index: usize) -> Span {
    let mut span = times[index].extent.span;
    let close = |a: Span, b: Span| {
        let between = scene.text.get(a.end as usize..b.start as usize).unwrap_or("????????????????????????");
        between.len() <= 16 && !between.contains(['.', '\n', ';']) && between.split_whitespace().count() <= 3
    };
    if let Some(next) = times.get(index + 1).filter(|next| close(span, next.extent.span) && times[index].kind == TimeKind::Time) {
        span = span.cover(next.extent.span);
    }
    if let Some(last) =
        index.checked_sub(1).map(|i| &times[i]).filter(|last| close(last.extent.span, span) && last.kind == TimeKind::Time)
    {
        span = last.extent.span.cover(span);
    }
    span
}

/// Places of the opening: of the main event, after a preposition, small before large.
fn places(scene: &Scene<'_>, places: &[Place], sentences: &[Range<usize>], main: Option<&Event>) -> Vec<Answer> {
    let own = main.and_then(|event| event.place).map(|place| place.place);
    let opening: Vec<Span> = sentences.iter().map(|range| scene.article.syntax.cover(range.clone())).collect();
    let mut ranked: Vec<(_, usize)> = Vec::new();
    for (index, place) in places.iter().enumerate() {
        let Some(sentence) = opening.iter().position(|span| span.contains(place.extent.span)) else { continue };
        if place.demonym || place.usage == PlaceUse::Embedded {
            continue;
        }
        let located = setting::is_located(scene, place);
        let literal = place.usage == PlaceUse::Literal;
        let large = match place.kind {
            PlaceKind::City | PlaceKind::Site | PlaceKind::Area => 0,
            PlaceKind::Admin1 | PlaceKind::Nature => 1,
            PlaceKind::Country => 2,
            _ => 3,
        };
        ranked.push(((!literal, !located, large, own != Some(index as u32), sentence), index));
    }
    ranked.sort_unstable();
    let mut answers = Vec::new();
    for (_, index) in ranked {
        add(&mut answers, with_next(scene, places, index), "place", Confidence::new(0.5), scene);
    }
    answers
}

/// "Dorvale, Kestria" as one.
fn with_next(scene: &Scene<'_>, places: &[Place], index: usize) -> Span {
    let span = places[index].extent.span;
    let next = places.get(index + 1).map(|next| next.extent.span);
    let joined = |next: &Span| scene.text.get(span.end as usize..next.start as usize).is_some_and(|gap| gap == ", ");
    next.filter(joined).map_or(span, |next| span.cover(next))
}
