//! Cues without words: "declined to comment", "did not respond to a request", "could not be reached".

use super::ballot::Judge;
use super::found::Found;
use super::lexicon::{self, Class, Entry, Role, WORDS, has_role};
use super::parse::silent_speaker;
use super::scene::Scene;
use crate::record::Polarity;
use crate::syntax::Upos;
use crate::text::hash::hash;

/// Adds the silences of an article, unless the words not said are told ("declined to say whether ...").
pub fn add(scene: &Scene<'_>, judge: &mut impl Judge, found: &mut Vec<Found>) {
    let mut last_end = 0;
    for (start, token) in scene.tokens.iter().enumerate() {
        let refusal = lexicon::cue(token).is_some_and(|entry| entry.class == Class::Silence);
        if start < last_end || !refusal && !WORDS.negation.contains(&token.hash) {
            continue;
        }
        let Some(end) = (if refusal { refused(scene, start) } else { unanswered(scene, start) }) else { continue };
        last_end = end;
        // "to comment" is not what was said, "whether the bridge is safe" is.
        found.retain(|quote| !(start..end).contains(&quote.cue) || quote.pieces.first().is_some_and(|piece| piece.start >= end));
        if found.iter().any(|quote| (start..end).contains(&quote.cue) || quote.pieces.iter().any(|p| p.contains(&start))) {
            continue;
        }
        // "did not respond": the subject is that of the verb.
        let verb = (start..end).find(|&i| scene.tokens[i].upos == Upos::Verb).unwrap_or(start);
        let lemma = if refusal { lexicon::cue(token).map_or("decline", |entry| entry.lemma) } else { "respond" };
        let entry = Entry { lemma, hash: hash(lemma), class: Class::Silence, polarity: Polarity::NotSaid };
        let (speaker, doubt) = silent_speaker(scene, judge, verb, entry);
        found.push(Found {
            cue: start,
            cue_end: end,
            entry,
            speaker,
            pieces: Vec::new(),
            floating: false,
            verbatim: false,
            doubt,
        });
    }
}

/// The end of "declined to comment" that starts at `start`.
fn refused(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let end = scene.sentence_range(scene.sentence(start)).end;
    (start + 1..end.min(start + 5)).find(|&i| has_role(scene.tokens[i].hash, Role::Refused)).map(|i| i + 1)
}

/// The end of "not respond to a request" or "no comment" that starts at `start`.
fn unanswered(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let end = scene.sentence_range(scene.sentence(start)).end;
    let of = |i: &usize, role| has_role(scene.tokens[*i].hash, role);
    let verb = (start + 1..end.min(start + 5)).find(|i| of(i, Role::Unanswered))?;
    let is_comment = scene.tokens[verb].hash == hash("comment");
    let request = (verb + 1..end.min(verb + 9)).find(|i| of(i, Role::Request));
    request.or((is_comment && verb <= start + 3).then_some(verb)).map(|i| i + 1)
}
