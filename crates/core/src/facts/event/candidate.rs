//! The tokens that may be triggers: words and phrases of the list, outside of names.

use std::ops::Range;

use super::lexicon::{Phrase, Word, WordClass};
use super::scene::Scene;
use crate::record::NameLabel;
use crate::syntax::{Deprel, Upos};

/// A word or phrase that may tell of an event.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its head: what the frame is read from.
    pub token: usize,
    /// All its tokens.
    pub tokens: Range<usize>,
    /// Its reading in the list.
    pub reading: u16,
    /// The verb that carries a noun: "hold" of "hold talks".
    pub light: Option<usize>,
}

/// In which order the word classes of a form are tried.
fn order(scene: &Scene<'_>, token: usize) -> &'static [usize] {
    match scene.tokens[token].upos {
        Upos::Verb => &[0, 2, 1],
        Upos::Noun | Upos::X | Upos::Propn => {
            if may_be_verb(scene, token) {
                &[1, 0]
            } else {
                &[1]
            }
        }
        // "The back seat" backs nobody; "detained men" and "let free" tell of something.
        Upos::Adj if scene.tokens[token].deprel == Deprel::Amod && !is_inflected(scene, token) => &[2],
        Upos::Adj => &[2, 0],
        Upos::Adv => &[3],
        _ => &[],
    }
}

/// True for what the tagger calls a noun but may be a verb: in headlines ("Rebels down jet"), and forms in -ing ("the looting of shops").
fn may_be_verb(scene: &Scene<'_>, token: usize) -> bool {
    let of = |i: usize| scene.tokens[i].deprel == Deprel::Nmod && scene.case(i).is_some_and(|case| scene.is(case, WordClass::Of));
    let nominal = || {
        scene.tokens[token].deprel == Deprel::Compound
            || scene
                .children(token)
                .any(|i| matches!(scene.tokens[i].deprel, Deprel::Det | Deprel::Case | Deprel::NmodPoss) || of(i))
    };
    scene.written(token).ends_with("ing") || scene.is_title(scene.sentence(token)) || !nominal()
}

/// True for a form other than the lemma of the verb that it may be of.
fn is_inflected(scene: &Scene<'_>, token: usize) -> bool {
    let reading = scene.lexicon.reading_of(scene.word(token), 0);
    reading.is_none_or(|reading| scene.lexicon.reading(reading).lemma != scene.tokens[token].hash)
}

/// Finds them, in the order of the text.
pub fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for token in 0..scene.tokens.len() {
        let word = scene.word(token);
        if !word.may_trigger() {
            continue;
        }
        if scene.label(token).is_some_and(|label| label != NameLabel::Event && label != NameLabel::Other) {
            continue;
        }
        // "US-backed", "war-torn": half of a word that only describes.
        let joined = |i: usize| i > 0 && scene.written(i - 1) == "-" && scene.tokens[i - 1].span.end == scene.tokens[i].span.start;
        if joined(token) && token > 1 && scene.tokens[token - 2].span.end == scene.tokens[token - 1].span.start {
            continue;
        }
        let upos = scene.tokens[token].upos;
        let sentence = scene.range(scene.sentence(token));
        let phrases = if may_be_phrase(scene, word, token) { scene.lexicon.phrases_of(word) } else { &[] };
        let mut matches = phrases.iter().filter_map(|phrase| {
            let fits = if phrase.head_last { upos != Upos::Verb } else { !phrase.loose || upos != Upos::Adp };
            let tokens = if fits { matched(scene, phrase, token, &sentence) } else { None };
            tokens.map(|tokens| (tokens, phrase.reading))
        });
        // "The deal broke down in May" is no break-in: words that stand together before those apart.
        let first = matches.next();
        let together = |(tokens, _): &(Range<usize>, u16)| tokens.len() > 1;
        let phrase = if first.as_ref().is_some_and(together) { first } else { matches.find(together).or(first) };
        let single =
            || order(scene, token).iter().find_map(|&part| Some((token..token + 1, scene.lexicon.reading_of(word, part)?)));
        let Some((tokens, reading)) = phrase.or_else(single) else { continue };
        if found.last().is_some_and(|last| last.tokens.end > tokens.start && last.tokens.len() > tokens.len()) {
            continue;
        }
        while found.last().is_some_and(|last| tokens.contains(&last.token)) {
            found.pop();
        }
        let light = light(scene, token);
        found.push(Candidate { token, tokens, reading, light });
    }
    found
}

/// False if no word is there that stands beside a word in its phrases: a quick look, for words have many phrases, and hardly one is there.
fn may_be_phrase(scene: &Scene<'_>, word: &Word, head: usize) -> bool {
    // An article and what a loose phrase lets stand between may come first.
    let near = head.saturating_sub(1)..scene.tokens.len().min(head + 1 + 1 + GAP + 1);
    !word.beside.is_empty() && near.filter(|&i| i != head).any(|i| word.beside.has(scene.tokens[i].hash))
}

/// So many words may stand between a verb and its particle or noun: "shot the man dead".
const GAP: usize = 3;

/// The tokens of a phrase at its head, if its other words are there.
fn matched(scene: &Scene<'_>, phrase: &Phrase, head: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let is = |token: usize, forms: &[u64]| forms.contains(&scene.tokens[token].hash);
    if phrase.head_last {
        let start = head.checked_sub(phrase.others.len()).filter(|&start| start >= sentence.start)?;
        return (start..head).zip(&phrase.others).all(|(i, forms)| is(i, forms)).then_some(start..head + 1);
    }
    let mut at = head + 1;
    for (number, forms) in phrase.others.iter().enumerate() {
        let gap = if phrase.loose && number == 0 { GAP } else { 0 };
        // "took to the streets", "went to the polls".
        let article = at < sentence.end && phrase.loose && scene.tokens[at].upos == Upos::Det && !is(at, forms);
        at += usize::from(article);
        let found = (at..sentence.end.min(at + gap + 1)).find(|&i| is(i, forms))?;
        // "no door to open since the fire": a noun with a preposition of its own is no part of it.
        if (at..found).any(|i| scene.tokens[i].deprel == Deprel::Case && scene.tokens[i].head as usize == found) {
            return None;
        }
        at = found + 1;
    }
    let together = at - head - 1 == phrase.others.len();
    Some(if together { head..at } else { head..head + 1 })
}

/// The light verb of a noun: of its object, or of its passive subject.
fn light(scene: &Scene<'_>, token: usize) -> Option<usize> {
    let is_noun = matches!(scene.tokens[token].upos, Upos::Noun | Upos::Propn);
    let verb = scene.head(token).filter(|_| is_noun)?;
    let carried = matches!(scene.tokens[token].deprel, Deprel::Obj | Deprel::NsubjPass);
    (carried && scene.is(verb, WordClass::Light)).then_some(verb)
}
