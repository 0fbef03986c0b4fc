//! Transcripts: paragraphs that begin with who speaks, "Q:", "ANA RUIZ:".

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::found::Found;
use super::lexicon::Role;
use super::state::{Phrase, ParseState};
use crate::record::{BlockKind, NameLabel};
use crate::syntax::{Deprel, Shape};
use crate::text::hash::hash;

/// How many tokens a speaker before a colon may have.
const LONGEST: usize = 6;

/// A paragraph that begins with a speaker.
struct Turn {
    label: Range<usize>,
    /// The token after the paragraph.
    end: usize,
    /// A person, or "Q" and "A".
    speaks: bool,
    /// The words read like speech; an answer without a verb ("In 2010.") is one only beside others of its speaker or after a question.
    said: bool,
}

/// Adds the turns of a transcript in place of what the walk made of their colons. One turn alone is none.
pub fn add(state: &ParseState<'_>, found: &mut Vec<Found>) {
    let mut turns = turns(state);
    // Answers need a question: "A:" alone heads a list.
    let is_letter = |turn: &Turn, letter: &str| turn.label.len() == 1 && state.tokens[turn.label.start].hash == hash(letter);
    if !turns.iter().any(|turn| is_letter(turn, "q")) {
        turns.retain(|turn| !is_letter(turn, "a"));
    }
    let mut times: FxHashMap<u64, usize> = FxHashMap::default();
    let key = |turn: &Turn| state.tokens[turn.label.end - 1].hash;
    for turn in &turns {
        *times.entry(key(turn)).or_default() += 1;
    }
    // "PHOTO:" speaks as little as a single "WARNING:".
    let key = |turn: &Turn| state.tokens[turn.label.end - 1].hash;
    let talkers: FxHashSet<u64> = turns.iter().filter(|turn| turn.said).map(key).collect();
    let asked = talkers.len() > 1 || turns.iter().any(|turn| turn.said && state.tokens[turn.end - 1].hash == hash("?"));
    turns.retain(|turn| turn.said || asked && times.get(&key(turn)).is_some_and(|&times| times > 1));
    let speaks = |turn: &&Turn| turn.speaks || times.len() > 1 && times.get(&key(turn)).is_some_and(|&times| times > 1);
    if turns.iter().filter(speaks).count() < 2 || !turns.iter().any(|turn| turn.speaks) {
        return;
    }
    // What begins with a quotation in marks has a cue of its own.
    let quoted: FxHashSet<usize> = found
        .iter()
        .flat_map(|quote| &quote.pieces)
        .map(|piece| piece.start)
        .filter(|&start| state.region(start).is_some())
        .collect();
    let words = |turn: &Turn| {
        let (mut words, word) = (turn.label.end + 1..turn.end, |&i: &usize| state.is_word(i));
        let first = words.find(word)?;
        (!quoted.contains(&first)).then(|| first..words.rfind(word).unwrap_or(first) + 1)
    };
    let turns: Vec<(&Turn, Range<usize>)> = turns.iter().filter(speaks).filter_map(|turn| Some((turn, words(turn)?))).collect();
    let cues: FxHashSet<usize> = turns.iter().map(|(turn, _)| turn.label.end).collect();
    found.retain(|quote| !cues.contains(&quote.cue));
    for (turn, words) in turns {
        let cue = turn.label.end;
        let Some(entry) = state.cue(cue) else { continue };
        let speaker = Some(Phrase { start: turn.label.start, end: cue, head: cue - 1 });
        let pieces = std::iter::once(words).collect();
        found.push(Found { cue, cue_end: cue + 1, entry, speaker, pieces, floating: false, verbatim: true, surprisal: 10 });
    }
}

/// True if a stop, "!" or "?" ends the words before a token, marks of a quotation left aside.
fn ends_sentence(state: &ParseState<'_>, end: usize) -> bool {
    (end.saturating_sub(2)..end).any(|i| [".", "!", "?", "…"].map(hash).contains(&state.tokens[i].hash))
}

/// True for words that can be a turn: they end as a sentence does and have a verb with a subject or ask. "PHOTO: Courier", "Ruiz: 23
/// points.", "Ruiz: theft, held without bail." don't.
fn is_said(state: &ParseState<'_>, words: Range<usize>) -> bool {
    let asks = state.tokens[words.end - 1].hash == hash("?");
    let subject = |i: usize| matches!(state.deprel(i), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Expl | Deprel::Csubj);
    ends_sentence(state, words.end) && (asks || words.clone().any(subject))
}

fn turns(state: &ParseState<'_>) -> Vec<Turn> {
    let sentences = &state.article.syntax.sentences;
    let mut turns: Vec<Turn> = Vec::new();
    let mut number = 0;
    while number < sentences.len() {
        let block = sentences[number].block;
        let start = sentences[number].tokens.start as usize;
        while number < sentences.len() && sentences[number].block == block {
            number += 1;
        }
        let end = sentences[number - 1].tokens.end as usize;
        let kind = state.article.layout.blocks[block as usize].kind;
        let colon = (start + 1..end.min(start + LONGEST + 1)).find(|&i| state.tokens[i].hash == hash(":"));
        if let Some(colon) = colon.filter(|&colon| colon + 1 < end) {
            let label = start..colon;
            let shouted = label
                .clone()
                .all(|i| matches!(state.tokens[i].shape, Shape::Upper | Shape::Mark) || state.tokens[i].span.len() == 1);
            let letter = label.len() == 1 && state.is(start, Role::Turn);
            let names = state.article.names;
            let at = names.partition_point(|name| (name.tokens.end as usize) < colon);
            // "Mayor Ana Ruiz:", not "We spoke to Ana Ruiz:".
            let person = names.get(at).is_some_and(|name| {
                let title = start..name.tokens.start as usize;
                matches!(name.label, NameLabel::Person | NameLabel::Organization)
                    && name.tokens.end as usize == colon
                    && title.len() <= 2
                    && title.into_iter().all(|i| state.tokens[i].shape == Shape::Capital)
            });
            // A short question looks like a heading.
            let whole = kind == BlockKind::Body || state.tokens[end - 1].hash == hash("?");
            let said = || whole && is_said(state, colon + 1..end);
            let role = label.len() == 1 && state.is(start, Role::Person);
            let said = letter || said();
            if letter || (shouted || person || role) && (said || whole && ends_sentence(state, end)) {
                turns.push(Turn { label, end, speaks: letter || person || role, said });
            }
        }
    }
    turns
}
