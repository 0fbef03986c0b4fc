//! Frames in a sentence: a verb of speech or a noun for words, with who speaks beside it.

use std::ops::Range;

use super::super::lexicon::{Class, Role};
use super::super::state::{Phrase, ParseState};
use super::frame::{Frame, REACH, is_source, leads_on, next_region, region_before, subject};
use crate::syntax::{Deprel, Shape, Upos};

/// "“Yes,” beamed Ana Ruiz", "“Yes,” Ana Ruiz, who is 71, went on".
pub(super) fn beside_marks(state: &ParseState<'_>, cue: usize) -> Option<Frame> {
    if state.tokens[cue].shape != Shape::Lower || state.region(cue).is_some() {
        return None;
    }
    let sentence = state.sentence_range(state.sentence(cue));
    let piece = |r: usize| state.regions[r].tokens.clone();
    if let Some(r) = region_before(state, cue).filter(|&r| leads_on(state, r)) {
        let at = cue + 1 + usize::from(state.is(cue + 1, Role::Particle));
        let speaker = state.phrase_at(at, sentence.end)?;
        return Some(Frame { speaker: Some(speaker), piece: piece(r) });
    }
    let from = sentence.start.max(cue.saturating_sub(REACH));
    let last = (from..cue).rev().find(|&i| state.region_ends(i))?;
    let r = state.region(last).filter(|&r| leads_on(state, r))?;
    let start = (last + 1..cue).find(|&i| state.is_word(i))?;
    let speaker = state.phrase_at(start, cue)?;
    let between = speaker.end..cue;
    let adverbs = between.clone().all(|i| matches!(state.tokens[i].upos, Upos::Adv | Upos::Aux));
    let aside = between.len() > 2 && state.text(between.start) == "," && state.text(cue - 1) == ",";
    let ends = state.tokens.get(cue + 1).is_none_or(|_| cue + 1 >= sentence.end || !state.tokens[cue + 1].upos.eq(&Upos::Det));
    (speaker.start == start && (adverbs || aside) && ends).then(|| Frame { speaker: Some(speaker), piece: piece(r) })
}

/// "“A circus” is how Ana Ruiz described it".
pub(super) fn manner(state: &ParseState<'_>, cue: usize) -> Option<Frame> {
    let sentence = state.sentence_range(state.sentence(cue));
    let how = (sentence.start.max(cue.saturating_sub(12))..cue).rev().find(|&i| state.is(i, Role::Manner))?;
    let is = how.checked_sub(1).filter(|&i| state.tokens[i].upos == Upos::Aux)?;
    let r = region_before(state, is)?;
    let speaker = state.phrase_at(how + 1, cue)?;
    (speaker.start == how + 1 && (speaker.end..cue).all(|i| matches!(state.tokens[i].upos, Upos::Adv | Upos::Aux)))
        .then(|| Frame { speaker: Some(speaker), piece: state.regions[r].tokens.clone() })
}

/// "Asked if she was sure, she replied: “No.”", "the mayor said only: “It is over.”": however few the words are after a verb and a mark.
pub(super) fn introduces(state: &ParseState<'_>, cue: usize) -> Option<Frame> {
    let end = state.sentence_range(state.sentence(cue)).end;
    let mark = (cue + 1..end.min(cue + 4)).find(|&i| !matches!(state.tokens[i].upos, Upos::Adv | Upos::Adj))?;
    let opens = match state.text(mark) {
        ":" => true,
        "," => mark == cue + 1,
        _ => false,
    };
    let r = next_region(state, mark + 1).filter(|&r| opens && state.block(state.regions[r].tokens.start) == state.block(cue))?;
    let piece = state.regions[r].tokens.clone();
    // "he said, “almost” at once" quotes a word and no speech.
    let whole = matches!(state.tokens[piece.start].shape, Shape::Capital | Shape::Upper);
    (whole || mark > cue + 1 && piece.len() > 1).then_some(Frame { speaker: Some(subject(state, cue)?), piece })
}

/// "Ana Ruiz spoke of “years of neglect”".
pub(super) fn said_of(state: &ParseState<'_>, cue: usize) -> Option<Frame> {
    let of = state.is(cue + 1, Role::Belonging);
    let r =
        next_region(state, cue + 2).filter(|&r| of && state.regions[r].words > 1 && state.regions[r].tokens.start <= cue + 4)?;
    Some(Frame { speaker: Some(subject(state, cue)?), piece: state.regions[r].tokens.clone() })
}

/// "Ana Ruiz assured the delegation that the dam was safe", "urged farmers to test their wells": verb, hearer, and a clause of its own.
pub(super) fn addressed(state: &ParseState<'_>, cue: usize) -> Option<Frame> {
    let sentence = state.sentence_range(state.sentence(cue));
    let speaker = subject(state, cue).filter(|phrase| phrase.head < cue && state.deprel(phrase.head) != Deprel::NsubjPass)?;
    let lemma = state.cue(cue)?.hash;
    let (tells, presses) = (state.lexicon.has_role(lemma, Role::Addressed), state.lexicon.has_role(lemma, Role::Presses));
    let hearer = state.phrase_at(cue + 1, sentence.end).filter(|_| tells || presses)?;
    let mut at = hearer.end;
    while at < sentence.end && state.is(at, Role::Belonging) {
        at = state.phrase_at(at + 1, sentence.end)?.end;
    }
    let not = at + usize::from(presses && state.is(at, Role::Negation));
    let infinitive = presses && state.is(not, Role::To) && state.tokens.get(not + 1).is_some_and(|token| token.upos == Upos::Verb);
    let start = if infinitive { hearer.start } else { at + 1 };
    if !infinitive && !state.is(at, Role::That) || start >= sentence.end || state.region(cue).is_some() {
        return None;
    }
    // "..., adding that": what is said next.
    let adds = |i: usize| state.text(i) == "," && i + 1 < sentence.end && state.text(i + 1).ends_with("ing") && state.cue(i + 1).is_some();
    let stop = (at + 1..sentence.end).find(|&i| adds(i)).unwrap_or(sentence.end);
    let last = (start..stop).rev().find(|&i| state.is_word(i))?;
    (last > start + 1).then_some(Frame { speaker: Some(speaker), piece: start..last + 1 })
}

/// "The dam could open this week, the town's chief engineer, Ana Ruiz, said on Monday, though": a clause, then who says it.
pub(super) fn trailing(state: &ParseState<'_>, cue: usize) -> Option<Frame> {
    let sentence = state.sentence_range(state.sentence(cue));
    let comma = |i: usize| state.text(i) == ",";
    if cue < sentence.start + 4 || state.region(cue).is_some() {
        return None;
    }
    let told = state.cue(cue).is_some_and(|entry| state.lexicon.has_role(entry.hash, Role::Addressed));
    let governs = |i: usize| {
        let object = matches!(state.deprel(i), Deprel::Obj | Deprel::Iobj) && !told;
        state.tokens[i].head as usize == cue && (object || matches!(state.deprel(i), Deprel::Ccomp | Deprel::Xcomp))
    };
    // "its head, Ana Ruiz, told the paper."
    let hearer = if told { state.phrase_at(cue + 1, sentence.end) } else { None };
    let next = hearer.map_or(cue + 1, |hearer| hearer.end);
    let after = state.tokens.get(next).filter(|_| next < sentence.end);
    let goes_on = after.is_some_and(|token| matches!(token.upos, Upos::Det | Upos::Pron | Upos::Part | Upos::Sconj));
    // Behind a comma stands a clause of its own: "said on Monday, though nobody confirmed it".
    if goes_on || (cue + 1..sentence.end.min(cue + REACH)).take_while(|&i| !comma(i)).any(governs) {
        return None;
    }
    let phrases: Vec<Phrase> = state.phrases(sentence.start.max(cue.saturating_sub(REACH))..cue).collect();
    let last = *phrases.last()?;
    let speaker = if last.end == cue {
        last
    } else {
        // "the town's chief engineer, Ana Ruiz, said"
        let before = *phrases.get(phrases.len().checked_sub(2)?)?;
        let apposed = last.end + 1 == cue && comma(last.end) && before.end + 1 == last.start && comma(before.end);
        Some(before).filter(|_| apposed && is_source(state, last.start..last.end))?
    };
    let end = speaker.start.checked_sub(1).filter(|&i| i > sentence.start && comma(i))?;
    let words = sentence.start..end;
    let opens = state.tokens[words.start].upos;
    let subordinate = matches!(opens, Upos::Sconj | Upos::Adp | Upos::Cconj | Upos::Adv | Upos::Verb);
    (!subordinate && is_clause(state, words.clone(), cue)).then_some(Frame { speaker: Some(speaker), piece: words })
}

/// "The bridge could be shut for a year, warned engineer Tom Harlow.": a clause without marks, a comma, the cue, and who speaks after it.
pub(super) fn inverted(state: &ParseState<'_>, cue: usize) -> Option<Frame> {
    let sentence = state.sentence_range(state.sentence(cue));
    let comma = cue.checked_sub(1).filter(|&i| i > sentence.start + 2 && state.text(i) == ",")?;
    let words = sentence.start..comma;
    // "leaned in heavy, painting a picture": a participle tells what else is done.
    let finite = state.tokens[cue].upos == Upos::Verb && !state.text(cue).ends_with("ing");
    let plain = state.tokens[cue].shape == Shape::Lower && finite && state.region(cue).is_none();
    let told = state.cue(cue).is_some_and(|entry| state.lexicon.has_role(entry.hash, Role::Addressed));
    // "its head, Ana Ruiz, told the paper"
    let told = told && trailing(state, cue).is_some();
    if !plain || told || state.tokens[cue].head as usize > cue || words.len() > 60 {
        return None;
    }
    let (syntax, speaker) = (state.article.syntax, state.phrase_at(cue + 1, sentence.end)?);
    // "The mayor, who left, said the road was shut": she is the subject, and a clause follows.
    let own = |i: usize| i < cue && matches!(state.deprel(i), Deprel::Nsubj | Deprel::NsubjPass);
    let follows = |i: usize| i >= speaker.end && matches!(state.tokens[i].upos, Upos::Verb | Upos::Aux | Upos::Adj) && state.deprel(i) != Deprel::Advcl;
    if syntax.children(cue).any(|i| own(i) || follows(i)) {
        return None;
    }
    let named = is_source(state, speaker.start..state.extend(speaker, sentence.end));
    let opens = state.tokens[words.start].upos;
    let subordinate = matches!(opens, Upos::Sconj | Upos::Cconj | Upos::Verb);
    let clause = named && !subordinate && is_clause(state, words.clone(), cue);
    clause.then_some(Frame { speaker: Some(speaker), piece: words })
}

/// True for words with a subject and a verb, without marks, and with no other word of speech than the verb of the clause that the cue governs:
/// "the dam could open, she said".
fn is_clause(state: &ParseState<'_>, mut words: Range<usize>, cue: usize) -> bool {
    let says = |i: usize| state.tokens[i].head as usize != cue && state.cue(i).is_some_and(|entry| entry.class == Class::Speech);
    words.clone().any(|i| matches!(state.deprel(i), Deprel::Nsubj | Deprel::NsubjPass))
        && words.clone().any(|i| matches!(state.tokens[i].upos, Upos::Verb | Upos::Aux))
        && !words.any(|i| state.region(i).is_some() || says(i))
}

/// "“Not a penny,” was his answer".
pub(super) fn was_answer(state: &ParseState<'_>, cue: usize) -> Option<Frame> {
    let owner = cue.checked_sub(1).filter(|&i| state.is(i, Role::Possessive))?;
    let is = owner.checked_sub(1).filter(|&i| state.tokens[i].upos == Upos::Aux)?;
    let r = region_before(state, is)?;
    let speaker = Phrase { start: owner, end: owner + 1, head: owner };
    Some(Frame { speaker: Some(speaker), piece: state.regions[r].tokens.clone() })
}

/// "In the words of Ana Ruiz, the hearing was “a circus”".
pub(super) fn in_words_of(state: &ParseState<'_>, cue: usize) -> Option<Frame> {
    let start = cue.checked_sub(2)?;
    if !(state.is(start, Role::In) && state.tokens[cue - 1].upos == Upos::Det && state.is(cue + 1, Role::Belonging)) {
        return None;
    }
    let sentence = state.sentence_range(state.sentence(cue));
    let speaker = state.phrase_at(cue + 2, sentence.end)?;
    let after = (speaker.end..sentence.end).find(|&i| state.text(i) == ",")? + 1;
    let mut words = (after..sentence.end).filter(|&i| state.is_word(i));
    let first = words.next()?;
    let last = words.next_back()?;
    Some(Frame { speaker: Some(speaker), piece: first..last + 1 })
}

/// "Ana Ruiz was quoted as saying the dam was safe", "the paper quoted Ana Ruiz as saying".
pub(super) fn quoted_as_saying(state: &ParseState<'_>, cue: usize) -> Option<Frame> {
    let sentence = state.sentence_range(state.sentence(cue));
    if cue < sentence.start + 2 || !state.is(cue - 1, Role::As) {
        return None;
    }
    let verb = (sentence.start.max(cue.saturating_sub(14))..cue - 1)
        .rev()
        .find(|&i| state.is(i, Role::Quoted) && state.tokens[i].upos != Upos::Noun)?;
    let object = state.phrase_at(verb + 1, cue - 1).filter(|phrase| phrase.start == verb + 1);
    let before = || state.phrases(sentence.start.max(verb.saturating_sub(REACH))..verb).last();
    let speaker = object.or_else(|| subject(state, verb)).or_else(before)?;
    let start = (cue + 1..state.tokens.len().min(cue + 4)).find(|&i| state.is_word(i) && !state.is(i, Role::That));
    if let Some(start) = start.filter(|&i| state.block(i) == state.block(cue)) {
        let quoted = state.region(start).filter(|_| state.region_starts(start)).map(|r| state.regions[r].tokens.end);
        let last = || (start..sentence.end).rev().find(|&i| state.is_word(i)).map(|i| i + 1);
        if let Some(end) = quoted.or_else(|| if start < sentence.end { last() } else { None }).filter(|&end| end > start + 1) {
            return Some(Frame { speaker: Some(speaker), piece: start..end });
        }
    }
    let first = object.and_then(|_| subject(state, verb)).map_or(speaker.start, |subject| subject.start);
    if let Some(r) = region_before(state, first) {
        return Some(Frame { speaker: Some(speaker), piece: state.regions[r].tokens.clone() });
    }
    let last = (sentence.start..first).rev().find(|&i| state.is_word(i))?;
    let start = (sentence.start..last).find(|&i| state.is_word(i))?;
    Some(Frame { speaker: Some(speaker), piece: start..last + 1 })
}

/// The "saying" of "as saying" after a verb of quoting.
pub(super) fn as_saying_after(state: &ParseState<'_>, verb: usize, end: usize) -> Option<usize> {
    let as_at = (verb + 1..end.min(verb + 14)).find(|&i| state.is(i, Role::As))?;
    let saying = as_at + 1;
    let says = saying < end && state.cue(saying).is_some_and(|entry| entry.class == Class::Speech);
    (says && state.text(saying).ends_with("ing")).then_some(saying)
}
