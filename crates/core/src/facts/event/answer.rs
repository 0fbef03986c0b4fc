//! The five Ws and How: who what when where why how, from the headline, the lead and the events. Silent rather than guessed.

use std::ops::Range;

use super::lexicon::WordClass;
use super::scene::Scene;
use super::telling::{self, Facts};
use super::{frame, setting};
use crate::record::{Answer, Answers, Confidence, Event, Place, PlaceKind, PlaceUse, Time, TimeKind};
use crate::syntax::{Deprel, Shape, Upos};
use crate::text::hash::hash;
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
        if let Some(manner) = manner(scene, sentence.clone()) {
            push(scene, &mut answers.how, manner, rule, Confidence::new(0.3));
        }
    }
    let more = more(scene, &sentences);
    for (rank, reason) in reasons(scene, &sentences, &more) {
        push(scene, &mut answers.why, reason, "cue", Confidence::new(0.6 - 0.1 * f32::from(rank)));
    }
    answers.when = when(scene, facts.times, &sentences, main);
    if answers.when.is_empty() {
        // Where the opening tells no day, the first sentences after it that tell one near that of publication.
        answers.when = when(scene, facts.times, &more, main);
    }
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

/// Sentences of the body that are read after the opening.
const MORE: usize = 8;

/// The sentences of the body after the opening.
fn more(scene: &Scene<'_>, opening: &[Range<usize>]) -> Vec<Range<usize>> {
    let Some(last) = opening.last() else { return Vec::new() };
    let count = scene.article.syntax.sentences.len();
    let kind = |s: usize| scene.article.layout.blocks[scene.article.syntax.sentences[s].block as usize].kind;
    let after = (scene.sentence(last.start) + 1..count).filter(|&s| kind(s) == crate::record::BlockKind::Body);
    after.take(MORE).map(|s| scene.range(s)).collect()
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
    if scene.is(root, WordClass::Said)
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
        return headless(scene, &whole);
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
        let word = scene.written(i);
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

/// A headline whose verb the tagger took for a noun: in "Marla Toven stages sit-in" a name goes before a word that can be a verb of
/// the third person. Without one nothing is said of who, all of what.
fn headless(scene: &Scene<'_>, whole: &Range<usize>) -> Clause {
    let end = subordinate(scene, whole.start, whole.end);
    let verb = |&i: &usize| {
        let last = scene.name(i - 1).is_some() && scene.name(i).is_none() || scene.is(i - 1, WordClass::Person);
        last && scene.written(i).ends_with('s') && scene.word(i).is_verb()
    };
    match (whole.start + 1..end.saturating_sub(1)).find(verb) {
        Some(verb) => Clause { subject: Some(whole.start..verb), predicate: Some(verb..end) },
        None => Clause { subject: None, predicate: (end > whole.start + 1).then_some(whole.start..end) },
    }
}

/// A subject with its title and "of", without relative clauses.
fn trimmed_subject(scene: &Scene<'_>, subject: usize) -> Range<usize> {
    let mut phrase = frame::phrase(scene, subject);
    for child in scene.children(subject).filter(|&i| i > subject) {
        let deprel = scene.tokens[child].deprel;
        let near = deprel == Deprel::Nmod && scene.case(child).is_some_and(|case| scene.is(case, WordClass::Of))
            || deprel == Deprel::Conj;
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
    let begins =
        |i: usize| scene.is(i, WordClass::Subordinate) || scene.is(i, WordClass::As) && scene.tokens[i].deprel == Deprel::Mark;
    (start + 2..end).find(|&i| begins(i)).unwrap_or(end)
}

/// What follows "because of", "in response to", "after": only by such words, the better said before the others.
fn reasons(scene: &Scene<'_>, opening: &[Range<usize>], more: &[Range<usize>]) -> Vec<(u8, Range<usize>)> {
    let mut found = Vec::new();
    for (sentence, near) in opening.iter().map(|sentence| (sentence, true)).chain(more.iter().map(|sentence| (sentence, false))) {
        for at in sentence.start + 1..sentence.end {
            let Some((rank, start)) = cue(scene, at, sentence.end).filter(|&(rank, _)| rank == 1 || near) else { continue };
            let end = clause_end(scene, start, sentence.end);
            if end > start {
                found.push((rank, start..end));
                break;
            }
        }
    }
    found.sort_by_key(|&(rank, _)| rank);
    found
}

/// The rank of the cue at a word, and where the reason begins.
fn cue(scene: &Scene<'_>, at: usize, end: usize) -> Option<(u8, usize)> {
    let next_is = |at: usize, upos: Upos| at < end && scene.tokens[at].upos == upos;
    let deprel = scene.tokens[at].deprel;
    // "criticised the firm for shutting the mill".
    let gerund = deprel == Deprel::Mark && scene.is(at, WordClass::For) && next_is(at + 1, Upos::Verb);
    if gerund && scene.written(at + 1).ends_with("ing") && scene.head(at + 1).is_some_and(|head| scene.types(head) != 0) {
        return Some((2, at + 1));
    }
    let fits = |words: &[u64]| words.len() <= end - at && words.iter().zip(at..).all(|(&word, i)| scene.tokens[i].hash == word);
    let cue = scene.lexicon.reasons(scene.tokens[at].hash).iter().find(|cue| fits(&cue.words))?;
    let start = at + cue.words.len();
    // "after" a vote or losing one, not after a day or an age.
    let happening = || scene.head(at).is_some_and(|head| scene.types(head) != 0) || scene.is_title(scene.sentence(at));
    let said = match deprel {
        Deprel::Mark => true,
        Deprel::Case => !next_is(start, Upos::Num) && happening(),
        _ => scene.is_title(scene.sentence(at)),
    };
    (cue.rank < 3 || said).then_some((cue.rank, start))
}

/// Where the clause that begins at a word ends: at a mark of punctuation, or before the next circumstance.
fn clause_end(scene: &Scene<'_>, start: usize, end: usize) -> usize {
    let stops =
        |&i: &usize| matches!(scene.written(i), "," | ";" | "." | ":" | "—" | "–") || i > start + 2 && cue(scene, i, end).is_some();
    let mut end = (start..end).find(stops).unwrap_or(end);
    while end > start + 1 && scene.tokens[end - 1].shape == Shape::Mark {
        end -= 1;
    }
    end
}

/// "by setting fire", "using a knife", "with a knife".
fn manner(scene: &Scene<'_>, sentence: Range<usize>) -> Option<Range<usize>> {
    let cue = |i: usize| {
        let verb_next = i + 1 < sentence.end && scene.written(i + 1).ends_with("ing") && scene.tokens[i + 1].upos == Upos::Verb;
        scene.is(i, WordClass::By) && verb_next || scene.is(i, WordClass::Using)
    };
    let at = (sentence.start + 1..sentence.end).find(|&i| cue(i))?;
    let end = (at + 1..sentence.end).find(|&i| matches!(scene.written(i), "," | ";" | ".")).unwrap_or(sentence.end);
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
        if time.begin_date.is_none() && time.kind == TimeKind::Date {
            continue;
        }
        // "Tuesday's election" dates the election.
        let owner = is_owner(scene, time.extent.span);
        let near = time.begin_date.zip(published).is_some_and(|(day, published)| (day.days() - published.days()).abs() <= 4);
        let long = time.begin_date.zip(time.end_date).is_none_or(|(from, to)| to.days() - from.days() > 7);
        ranked.push(((!near, long, owner, own != Some(index as u32), sentence), index));
    }
    ranked.sort_unstable();
    let mut answers = Vec::new();
    for (_, index) in ranked {
        add(&mut answers, joined(scene, times, index), "time", Confidence::new(0.6), scene);
    }
    answers
}

/// True for a time in the genitive.
fn is_owner(scene: &Scene<'_>, time: Span) -> bool {
    let token = scene.article.syntax.token_at(time.start);
    let last = (token..scene.tokens.len()).take_while(|&i| scene.tokens[i].span.start < time.end).last().unwrap_or(token);
    scene.tokens[last].deprel == Deprel::NmodPoss
}

/// A time with the one beside it: "11pm local time on Thursday".
fn joined(scene: &Scene<'_>, times: &[Time], index: usize) -> Span {
    let mut span = times[index].extent.span;
    let close = |a: Span, b: Span| {
        let between = scene.text.get(a.end as usize..b.start as usize).unwrap_or("????????????????????????");
        between.len() <= 16 && !between.contains(['.', '\n', ';']) && between.split_whitespace().count() <= 3
    };
    let dated = |time: &&Time| matches!(time.kind, TimeKind::Date | TimeKind::Time);
    let next = times.get(index + 1).filter(dated);
    if let Some(next) = next.filter(|next| close(span, next.extent.span) && times[index].kind == TimeKind::Time) {
        span = span.cover(next.extent.span);
    }
    if let Some(last) =
        index.checked_sub(1).map(|i| &times[i]).filter(|last| close(last.extent.span, span) && last.kind == TimeKind::Time)
    {
        span = last.extent.span.cover(span);
    }
    // "around 6am".
    let token = scene.article.syntax.token_at(span.start);
    let about = token.checked_sub(1).filter(|&i| scene.is(i, WordClass::About));
    about.map_or(span, |about| scene.tokens[about].span.cover(span))
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
        ranked.push(((!literal, large > 1, !located, large, own != Some(index as u32), sentence), index));
    }
    ranked.sort_unstable();
    let mut answers = Vec::new();
    for (_, index) in ranked {
        add(&mut answers, with_next(scene, places, index), "place", Confidence::new(0.5), scene);
    }
    answers
}

/// "Dorvale, Kestria", "Dorvale, south Kestria", "Mill Tower in Dorvale" as one.
fn with_next(scene: &Scene<'_>, places: &[Place], index: usize) -> Span {
    let span = places[index].extent.span;
    let Some(next) = places.get(index + 1).map(|next| next.extent.span) else { return span };
    let Some(gap) = scene.text.get(span.end as usize..next.start as usize) else { return span };
    let words = gap.trim_start_matches(',').trim();
    let compass = || scene.lexicon.word(hash(words)).is_some_and(|word| word.is(WordClass::Compass));
    let listed = gap.starts_with(", ") && (words.is_empty() || compass());
    let inside = gap == " in " && !matches!(places[index].kind, PlaceKind::Country);
    if listed || inside { span.cover(next) } else { span }
}
