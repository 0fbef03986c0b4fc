//! Cues without words: "declined to comment", "did not respond to a request", "could not be reached".

use std::ops::Range;

use super::decision::Scorer;
use super::found::Found;
use super::lexicon::{Class, Entry, Role};
use super::parse::silent_speaker;
use super::state::ParseState;
use crate::record::Polarity;
use crate::syntax::Upos;
use crate::text::hash::hash;

/// A cue without words, as tokens.
struct Silence {
    tokens: Range<usize>,
    refusal: bool,
}

/// Adds the silences of an article, but for those that somebody tells of ("she said that he declined to comment").
pub fn add(state: &ParseState<'_>, scorer: &mut impl Scorer, found: &mut Vec<Found>) {
    let silences = silences(state);
    if silences.is_empty() {
        return;
    }
    let holding = |token: usize| {
        let at = silences.partition_point(|silence| silence.tokens.end <= token);
        silences.get(at).filter(|silence| silence.tokens.contains(&token)).map(|_| at)
    };
    let mut told = vec![false; silences.len()];
    found.retain(|quote| {
        // "to comment on whether the bridge is safe": nobody says whether.
        let kept = holding(quote.cue).is_none();
        if kept {
            for piece in &quote.pieces {
                let from = silences.partition_point(|silence| silence.tokens.start < piece.start);
                let inside = silences[from..].iter().take_while(|silence| silence.tokens.start < piece.end).count();
                told[from..from + inside].fill(true);
            }
        }
        kept
    });
    for (silence, _) in silences.iter().zip(told).filter(|(_, told)| !told) {
        let Range { start, end } = silence.tokens;
        // "did not respond": the subject is that of the verb.
        let verb = (start..end).find(|&i| state.tokens[i].upos == Upos::Verb).unwrap_or(start);
        let lemma = if silence.refusal { state.cue(start).map_or("decline", |entry| entry.lemma) } else { "respond" };
        let entry = Entry { lemma, hash: hash(lemma), class: Class::Silence, polarity: Polarity::NotSaid };
        let (speaker, surprisal) = silent_speaker(state, scorer, verb, entry);
        found.push(Found {
            cue: start,
            cue_end: end,
            entry,
            speaker,
            pieces: Vec::new(),
            floating: false,
            verbatim: false,
            surprisal,
        });
    }
}

/// The cues without words, in the order of the text; none overlap.
fn silences(state: &ParseState<'_>) -> Vec<Silence> {
    let mut all: Vec<Silence> = Vec::new();
    for start in 0..state.tokens.len() {
        let refusal = state.cue(start).is_some_and(|entry| entry.class == Class::Silence);
        if all.last().is_some_and(|last| start < last.tokens.end) || !refusal && !state.is(start, Role::Negation) {
            continue;
        }
        let end = if refusal { refused(state, start) } else { unanswered(state, start) };
        all.extend(end.map(|end| Silence { tokens: start..end, refusal }));
    }
    all
}

/// The end of "declined to comment" that starts at `start`.
fn refused(state: &ParseState<'_>, start: usize) -> Option<usize> {
    let end = state.sentence_range(state.sentence(start)).end;
    (start + 1..end.min(start + 5)).find(|&i| state.is(i, Role::Refused)).map(|i| i + 1)
}

/// The end of "not respond to a request" or "no comment" that starts at `start`.
fn unanswered(state: &ParseState<'_>, start: usize) -> Option<usize> {
    let end = state.sentence_range(state.sentence(start)).end;
    let of = |i: &usize, role| state.is(*i, role);
    let verb = (start + 1..end.min(start + 5)).find(|i| of(i, Role::Unanswered))?;
    let is_comment = state.is(verb, Role::Comment);
    let request = (verb + 1..end.min(verb + 9)).find(|i| of(i, Role::Request));
    request.or((is_comment && verb <= start + 3).then_some(verb)).map(|i| i + 1)
}
