//! Transcripts: paragraphs that begin with who speaks, "Q:", "ANA RUIZ:".

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::lexicon;
use super::parse::Found;
use super::scene::{Phrase, Scene};
use crate::record::NameLabel;
use crate::syntax::{Shape, hash};

/// How many tokens a speaker before a colon may have.
const LONGEST: usize = 6;

/// A paragraph that begins with a speaker.
struct Turn {
    label: Range<usize>,
    /// The token after the paragraph.
    end: usize,
    /// A person, or "Q" and "A".
    speaks: bool,
}

/// Adds the turns of a transcript in place of what the walk made of their colons. One turn alone is none.
pub fn add(scene: &Scene<'_>, found: &mut Vec<Found>) {
    let turns = turns(scene);
    let mut times: FxHashMap<u64, usize> = FxHashMap::default();
    let key = |turn: &Turn| scene.tokens[turn.label.end - 1].hash;
    for turn in &turns {
        *times.entry(key(turn)).or_default() += 1;
    }
    // "PHOTO:" speaks as little as a single "WARNING:".
    let speaks = |turn: &&Turn| turn.speaks || times.len() > 1 && times.get(&key(turn)).is_some_and(|&times| times > 1);
    if turns.iter().filter(speaks).count() < 2 || !turns.iter().any(|turn| turn.speaks) {
        return;
    }
    for turn in turns.iter().filter(speaks) {
        let cue = turn.label.end;
        let word = |&i: &usize| scene.is_word(i);
        let (Some(first), Some(last)) = ((cue + 1..turn.end).find(word), (cue + 1..turn.end).rfind(word)) else { continue };
        let Some(entry) = lexicon::cue(&scene.tokens[cue]) else { continue };
        found.retain(|quote| quote.cue != cue);
        let speaker = Some(Phrase { start: turn.label.start, end: cue, head: cue - 1 });
        let pieces = std::iter::once(first..last + 1).collect();
        found.push(Found { cue, cue_end: cue + 1, entry, speaker, pieces, floating: false, verbatim: true, doubt: 10 });
    }
}

fn turns(scene: &Scene<'_>) -> Vec<Turn> {
    let sentences = &scene.article.syntax.sentences;
    let mut turns: Vec<Turn> = Vec::new();
    let mut number = 0;
    while number < sentences.len() {
        let block = sentences[number].block;
        let start = sentences[number].tokens.start as usize;
        while number < sentences.len() && sentences[number].block == block {
            number += 1;
        }
        let end = sentences[number - 1].tokens.end as usize;
        let colon = (start + 1..end.min(start + LONGEST + 1)).find(|&i| scene.tokens[i].hash == hash(":"));
        if let Some(colon) = colon.filter(|&colon| colon + 1 < end) {
            let label = start..colon;
            let shouted = label
                .clone()
                .all(|i| matches!(scene.tokens[i].shape, Shape::Upper | Shape::Mark) || scene.tokens[i].span.len() == 1);
            let letter = label.len() == 1 && [hash("q"), hash("a")].contains(&scene.tokens[start].hash);
            let names = scene.article.names;
            let at = names.partition_point(|name| (name.tokens.end as usize) < colon);
            let person = names.get(at).is_some_and(|name| name.label == NameLabel::Person && name.tokens.end as usize == colon);
            if shouted || letter || person {
                turns.push(Turn { label, end, speaks: letter || person });
            }
        }
    }
    turns
}
