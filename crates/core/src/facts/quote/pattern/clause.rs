//! Frames in a sentence: a verb of speech or a noun for words, with who speaks beside it.

use std::ops::Range;

use super::super::lexicon::{Class, Role};
use super::super::scene::{Phrase, Scene};
use super::frame::{Frame, REACH, is_source, leads_on, next_region, region_before, subject};
use crate::syntax::{Deprel, Shape, Upos};

/// "“Yes,” beamed Ana Ruiz", "“Yes,” Ana Ruiz, who is 71, went on".
pub(super) fn beside_marks(scene: &Scene<'_>, cue: usize) -> Option<Frame> {
    if scene.tokens[cue].shape != Shape::Lower || scene.region(cue).is_some() {
        return None;
    }
    let sentence = scene.sentence_range(scene.sentence(cue));
    let piece = |r: usize| scene.regions[r].tokens.clone();
    if let Some(r) = region_before(scene, cue).filter(|&r| leads_on(scene, r)) {
        let at = cue + 1 + usize::from(scene.is(cue + 1, Role::Particle));
        let speaker = scene.phrase_at(at, sentence.end)?;
        return Some(Frame { speaker: Some(speaker), piece: piece(r) });
    }
    let from = sentence.start.max(cue.saturating_sub(REACH));
    let last = (from..cue).rev().find(|&i| scene.region_ends(i))?;
    let r = scene.region(last).filter(|&r| leads_on(scene, r))?;
    let start = (last + 1..cue).find(|&i| scene.is_word(i))?;
    let speaker = scene.phrase_at(start, cue)?;
    let between = speaker.end..cue;
    let adverbs = between.clone().all(|i| matches!(scene.tokens[i].upos, Upos::Adv | Upos::Aux));
    let aside = between.len() > 2 && scene.text(between.start) == "," && scene.text(cue - 1) == ",";
    let ends = scene.tokens.get(cue + 1).is_none_or(|_| cue + 1 >= sentence.end || !scene.tokens[cue + 1].upos.eq(&Upos::Det));
    (speaker.start == start && (adverbs || aside) && ends).then(|| Frame { speaker: Some(speaker), piece: piece(r) })
}

/// "“A circus” is how Ana Ruiz described it".
pub(super) fn manner(scene: &Scene<'_>, cue: usize) -> Option<Frame> {
    let sentence = scene.sentence_range(scene.sentence(cue));
    let how = (sentence.start.max(cue.saturating_sub(12))..cue).rev().find(|&i| scene.is(i, Role::Manner))?;
    let is = how.checked_sub(1).filter(|&i| scene.tokens[i].upos == Upos::Aux)?;
    let r = region_before(scene, is)?;
    let speaker = scene.phrase_at(how + 1, cue)?;
    (speaker.start == how + 1 && (speaker.end..cue).all(|i| matches!(scene.tokens[i].upos, Upos::Adv | Upos::Aux)))
        .then(|| Frame { speaker: Some(speaker), piece: scene.regions[r].tokens.clone() })
}

/// "Asked if she was sure, she replied: “No.”", "the mayor said only: “It is over.”": however few the words are behind a verb and a mark.
pub(super) fn introduces(scene: &Scene<'_>, cue: usize) -> Option<Frame> {
    let end = scene.sentence_range(scene.sentence(cue)).end;
    let mark = (cue + 1..end.min(cue + 4)).find(|&i| !matches!(scene.tokens[i].upos, Upos::Adv | Upos::Adj))?;
    let opens = match scene.text(mark) {
        ":" => true,
        "," => mark == cue + 1,
        _ => false,
    };
    let r = next_region(scene, mark + 1).filter(|&r| opens && scene.block(scene.regions[r].tokens.start) == scene.block(cue))?;
    let piece = scene.regions[r].tokens.clone();
    // "he said, “almost” at once" quotes a word and no speech.
    let whole = matches!(scene.tokens[piece.start].shape, Shape::Capital | Shape::Upper);
    (whole || mark > cue + 1 && piece.len() > 1).then_some(Frame { speaker: Some(subject(scene, cue)?), piece })
}

/// "Ana Ruiz spoke of “years of neglect”".
pub(super) fn said_of(scene: &Scene<'_>, cue: usize) -> Option<Frame> {
    let of = scene.is(cue + 1, Role::Belonging);
    let r =
        next_region(scene, cue + 2).filter(|&r| of && scene.regions[r].words > 1 && scene.regions[r].tokens.start <= cue + 4)?;
    Some(Frame { speaker: Some(subject(scene, cue)?), piece: scene.regions[r].tokens.clone() })
}

/// "Ana Ruiz assured the delegation that the dam was safe", "urged farmers to test their wells": verb, hearer, and a clause of its own.
pub(super) fn addressed(scene: &Scene<'_>, cue: usize) -> Option<Frame> {
    let sentence = scene.sentence_range(scene.sentence(cue));
    let speaker = subject(scene, cue).filter(|phrase| phrase.head < cue && scene.deprel(phrase.head) != Deprel::NsubjPass)?;
    let lemma = scene.cue(cue)?.hash;
    let (tells, presses) = (scene.lexicon.has_role(lemma, Role::Addressed), scene.lexicon.has_role(lemma, Role::Presses));
    let hearer = scene.phrase_at(cue + 1, sentence.end).filter(|_| tells || presses)?;
    let mut at = hearer.end;
    while at < sentence.end && scene.is(at, Role::Belonging) {
        at = scene.phrase_at(at + 1, sentence.end)?.end;
    }
    let not = at + usize::from(presses && scene.is(at, Role::Negation));
    let infinitive = presses && scene.is(not, Role::To) && scene.tokens.get(not + 1).is_some_and(|token| token.upos == Upos::Verb);
    let start = if infinitive { hearer.start } else { at + 1 };
    if !infinitive && !scene.is(at, Role::That) || start >= sentence.end || scene.region(cue).is_some() {
        return None;
    }
    // "..., adding that": what is said next.
    let adds = |i: usize| scene.text(i) == "," && i + 1 < sentence.end && scene.text(i + 1).ends_with("ing") && scene.cue(i + 1).is_some();
    let stop = (at + 1..sentence.end).find(|&i| adds(i)).unwrap_or(sentence.end);
    let last = (start..stop).rev().find(|&i| scene.is_word(i))?;
    (last > start + 1).then_some(Frame { speaker: Some(speaker), piece: start..last + 1 })
}

/// "The dam could open this week, the town's chief engineer, Ana Ruiz, said on Monday, though": a clause, then who says it.
pub(super) fn trailing(scene: &Scene<'_>, cue: usize) -> Option<Frame> {
    let sentence = scene.sentence_range(scene.sentence(cue));
    let comma = |i: usize| scene.text(i) == ",";
    if cue < sentence.start + 4 || scene.region(cue).is_some() {
        return None;
    }
    let told = scene.cue(cue).is_some_and(|entry| scene.lexicon.has_role(entry.hash, Role::Addressed));
    let governs = |i: usize| {
        let object = matches!(scene.deprel(i), Deprel::Obj | Deprel::Iobj) && !told;
        scene.tokens[i].head as usize == cue && (object || matches!(scene.deprel(i), Deprel::Ccomp | Deprel::Xcomp))
    };
    // "its head, Ana Ruiz, told the paper."
    let hearer = if told { scene.phrase_at(cue + 1, sentence.end) } else { None };
    let next = hearer.map_or(cue + 1, |hearer| hearer.end);
    let after = scene.tokens.get(next).filter(|_| next < sentence.end);
    let goes_on = after.is_some_and(|token| matches!(token.upos, Upos::Det | Upos::Pron | Upos::Part | Upos::Sconj));
    // Behind a comma stands a clause of its own: "said on Monday, though nobody confirmed it".
    if goes_on || (cue + 1..sentence.end.min(cue + REACH)).take_while(|&i| !comma(i)).any(governs) {
        return None;
    }
    let phrases: Vec<Phrase> = scene.phrases(sentence.start.max(cue.saturating_sub(REACH))..cue).collect();
    let last = *phrases.last()?;
    let speaker = if last.end == cue {
        last
    } else {
        // "the town's chief engineer, Ana Ruiz, said"
        let before = *phrases.get(phrases.len().checked_sub(2)?)?;
        let apposed = last.end + 1 == cue && comma(last.end) && before.end + 1 == last.start && comma(before.end);
        Some(before).filter(|_| apposed && is_source(scene, last.start..last.end))?
    };
    let end = speaker.start.checked_sub(1).filter(|&i| i > sentence.start && comma(i))?;
    let words = sentence.start..end;
    let opens = scene.tokens[words.start].upos;
    let subordinate = matches!(opens, Upos::Sconj | Upos::Adp | Upos::Cconj | Upos::Adv | Upos::Verb);
    (!subordinate && is_clause(scene, words.clone(), cue)).then_some(Frame { speaker: Some(speaker), piece: words })
}

/// "The bridge could be shut for a year, warned engineer Tom Harlow.": a clause without marks, a comma, the cue, and who speaks behind it.
pub(super) fn inverted(scene: &Scene<'_>, cue: usize) -> Option<Frame> {
    let sentence = scene.sentence_range(scene.sentence(cue));
    let comma = cue.checked_sub(1).filter(|&i| i > sentence.start + 2 && scene.text(i) == ",")?;
    let words = sentence.start..comma;
    // "leaned in heavy, painting a picture": a participle tells what else is done.
    let finite = scene.tokens[cue].upos == Upos::Verb && !scene.text(cue).ends_with("ing");
    let plain = scene.tokens[cue].shape == Shape::Lower && finite && scene.region(cue).is_none();
    let told = scene.cue(cue).is_some_and(|entry| scene.lexicon.has_role(entry.hash, Role::Addressed));
    // "its head, Ana Ruiz, told the paper"
    let told = told && trailing(scene, cue).is_some();
    if !plain || told || scene.tokens[cue].head as usize > cue || words.len() > 60 {
        return None;
    }
    let (syntax, speaker) = (scene.article.syntax, scene.phrase_at(cue + 1, sentence.end)?);
    // "The mayor, who left, said the road was shut": she is the subject, and a clause follows.
    let own = |i: usize| i < cue && matches!(scene.deprel(i), Deprel::Nsubj | Deprel::NsubjPass);
    let follows = |i: usize| i >= speaker.end && matches!(scene.tokens[i].upos, Upos::Verb | Upos::Aux | Upos::Adj) && scene.deprel(i) != Deprel::Advcl;
    if syntax.children(cue).any(|i| own(i) || follows(i)) {
        return None;
    }
    let named = is_source(scene, speaker.start..scene.extend(speaker, sentence.end));
    let opens = scene.tokens[words.start].upos;
    let subordinate = matches!(opens, Upos::Sconj | Upos::Cconj | Upos::Verb);
    let clause = named && !subordinate && is_clause(scene, words.clone(), cue);
    clause.then_some(Frame { speaker: Some(speaker), piece: words })
}

/// True for words with a subject and a verb, without marks, and with no other word of speech than the verb of the clause that the cue governs:
/// "the dam could open, she said".
fn is_clause(scene: &Scene<'_>, mut words: Range<usize>, cue: usize) -> bool {
    let says = |i: usize| scene.tokens[i].head as usize != cue && scene.cue(i).is_some_and(|entry| entry.class == Class::Speech);
    words.clone().any(|i| matches!(scene.deprel(i), Deprel::Nsubj | Deprel::NsubjPass))
        && words.clone().any(|i| matches!(scene.tokens[i].upos, Upos::Verb | Upos::Aux))
        && !words.any(|i| scene.region(i).is_some() || says(i))
}

/// "“Not a penny,” was his answer".
pub(super) fn was_answer(scene: &Scene<'_>, cue: usize) -> Option<Frame> {
    let owner = cue.checked_sub(1).filter(|&i| scene.is(i, Role::Possessive))?;
    let is = owner.checked_sub(1).filter(|&i| scene.tokens[i].upos == Upos::Aux)?;
    let r = region_before(scene, is)?;
    let speaker = Phrase { start: owner, end: owner + 1, head: owner };
    Some(Frame { speaker: Some(speaker), piece: scene.regions[r].tokens.clone() })
}

/// "In the words of Ana Ruiz, the hearing was “a circus”".
pub(super) fn in_words_of(scene: &Scene<'_>, cue: usize) -> Option<Frame> {
    let start = cue.checked_sub(2)?;
    if !(scene.is(start, Role::In) && scene.tokens[cue - 1].upos == Upos::Det && scene.is(cue + 1, Role::Belonging)) {
        return None;
    }
    let sentence = scene.sentence_range(scene.sentence(cue));
    let speaker = scene.phrase_at(cue + 2, sentence.end)?;
    let after = (speaker.end..sentence.end).find(|&i| scene.text(i) == ",")? + 1;
    let mut words = (after..sentence.end).filter(|&i| scene.is_word(i));
    let first = words.next()?;
    let last = words.next_back()?;
    Some(Frame { speaker: Some(speaker), piece: first..last + 1 })
}

/// "Ana Ruiz was quoted as saying the dam was safe", "the paper quoted Ana Ruiz as saying".
pub(super) fn quoted_as_saying(scene: &Scene<'_>, cue: usize) -> Option<Frame> {
    let sentence = scene.sentence_range(scene.sentence(cue));
    if cue < sentence.start + 2 || !scene.is(cue - 1, Role::As) {
        return None;
    }
    let verb = (sentence.start.max(cue.saturating_sub(14))..cue - 1)
        .rev()
        .find(|&i| scene.is(i, Role::Quoted) && scene.tokens[i].upos != Upos::Noun)?;
    let object = scene.phrase_at(verb + 1, cue - 1).filter(|phrase| phrase.start == verb + 1);
    let before = || scene.phrases(sentence.start.max(verb.saturating_sub(REACH))..verb).last();
    let speaker = object.or_else(|| subject(scene, verb)).or_else(before)?;
    let start = (cue + 1..scene.tokens.len().min(cue + 4)).find(|&i| scene.is_word(i) && !scene.is(i, Role::That));
    if let Some(start) = start.filter(|&i| scene.block(i) == scene.block(cue)) {
        let quoted = scene.region(start).filter(|_| scene.region_starts(start)).map(|r| scene.regions[r].tokens.end);
        let last = || (start..sentence.end).rev().find(|&i| scene.is_word(i)).map(|i| i + 1);
        if let Some(end) = quoted.or_else(|| if start < sentence.end { last() } else { None }).filter(|&end| end > start + 1) {
            return Some(Frame { speaker: Some(speaker), piece: start..end });
        }
    }
    let first = object.and_then(|_| subject(scene, verb)).map_or(speaker.start, |subject| subject.start);
    if let Some(r) = region_before(scene, first) {
        return Some(Frame { speaker: Some(speaker), piece: scene.regions[r].tokens.clone() });
    }
    let last = (sentence.start..first).rev().find(|&i| scene.is_word(i))?;
    let start = (sentence.start..last).find(|&i| scene.is_word(i))?;
    Some(Frame { speaker: Some(speaker), piece: start..last + 1 })
}

/// The "saying" of "as saying" after a verb of quoting.
pub(super) fn as_saying_after(scene: &Scene<'_>, verb: usize, end: usize) -> Option<usize> {
    let as_at = (verb + 1..end.min(verb + 14)).find(|&i| scene.is(i, Role::As))?;
    let saying = as_at + 1;
    let says = saying < end && scene.cue(saying).is_some_and(|entry| entry.class == Class::Speech);
    (says && scene.text(saying).ends_with("ing")).then_some(saying)
}
