//! Quoted words without a cue of their own: paragraphs of one quotation, words that go on with the quote before, and those of the person whom the sentence before
//! is about.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::found::Found;
use super::lexicon::{Class, Entry};
use super::state::{Phrase, ParseState};
use crate::record::{BlockKind, EntityId, Polarity};
use crate::syntax::{Deprel, Shape, Upos};

/// What an attribution to the person of the sentence before leaves open, in the units of the model.
const SURPRISAL: u32 = 60;

/// Adds the paragraphs before the last one of a quotation to the quote that the last one is part of: "“One.⏎“Two,” he said."
pub fn add_paragraphs(state: &ParseState<'_>, found: &mut [Found]) {
    let mut owner: Vec<Option<usize>> = vec![None; state.regions.len()];
    for (n, quote) in found.iter().enumerate() {
        for piece in &quote.pieces {
            for at in [piece.start, piece.end - 1] {
                if let Some(r) = state.region(at) {
                    owner[r].get_or_insert(n);
                }
            }
        }
    }
    for r in (1..state.regions.len()).rev() {
        let (before, region) = (&state.regions[r - 1], &state.regions[r]);
        let follows = before.marks.open_ended && state.block(before.tokens.end - 1) + 1 == state.block(region.tokens.start);
        if let Some(quote) = owner[r].filter(|_| follows && owner[r - 1].is_none()) {
            found[quote].pieces.push(before.tokens.clone());
            owner[r - 1] = Some(quote);
        }
    }
}

/// True if a region goes on with the quote that its own sentence begins with: "“The bridge,” she said, looking up, “was never safe.”"
pub fn resumes(state: &ParseState<'_>, quote: &Found, region: usize) -> bool {
    let range = &state.regions[region].tokens;
    let sentence = state.sentence(range.start);
    state.tokens[range.start].shape == Shape::Lower
        && state.sentence(quote.cue) == sentence
        && quote.cue < range.start
        && quote.pieces.iter().all(|piece| piece.end <= quote.cue)
        && quote.pieces.last().is_some_and(|piece| {
            state.region(piece.end - 1).is_some_and(|r| {
                state.regions[r].marks.inner.of(&state.article.document.text).ends_with(',') && state.region_ends(piece.end - 1)
            })
        })
        && !(quote.cue + 1..range.start).any(|i| state.cue(i).is_some_and(|entry| entry.class == Class::Speech))
}

/// The attribution of whole quoted sentences without a cue to the person whom the sentence before is about: "Ana Ruiz was angry. “They knew.”"
pub fn uncued(state: &ParseState<'_>, region: usize, claimed: &FxHashSet<usize>) -> Option<Found> {
    let Range { start, end } = state.regions[region].tokens;
    let is_body = |token: usize| state.article.layout.blocks[state.block(token) as usize].kind == BlockKind::Body;
    let inner = state.regions[region].marks.inner.of(&state.article.document.text);
    let (first, last) = (state.sentence(start), state.sentence(end - 1));
    let alone = !(state.sentence_range(first).start..start).any(|i| state.is_word(i))
        && !(end..state.sentence_range(last).end).any(|i| state.is_word(i));
    let speech = state.regions[region].words > 2 && inner.ends_with(['.', '!', '?', '…']);
    let before = first.checked_sub(1).map(|sentence| state.sentence_range(sentence))?;
    if !alone || !speech || !is_body(start) || !is_body(before.start) || state.tokens[start].shape == Shape::Lower {
        return None;
    }
    let gap = state.block(start) - state.block(before.start);
    if gap > 1 || before.clone().any(|i| state.region(i).is_some() || claimed.contains(&i)) {
        return None;
    }
    let speaker = protagonist(state, before)?;
    let entry = Entry { lemma: "", hash: 0, class: Class::Frame, polarity: Polarity::Said };
    Some(Found {
        cue: speaker.head,
        cue_end: speaker.head + 1,
        entry,
        speaker: Some(speaker),
        pieces: std::iter::once(start..end).collect(),
        floating: true,
        verbatim: false,
        surprisal: SURPRISAL,
    })
}

/// The person whom a sentence is about: the subject of its main verb, or who does it in the passive, "was welcomed by Ana Ruiz".
fn protagonist(state: &ParseState<'_>, sentence: Range<usize>) -> Option<Phrase> {
    let root = sentence.clone().find(|&i| state.tokens[i].head as usize == i)?;
    let of_root = |i: usize, deprel: Deprel| state.tokens[i].head as usize == root && state.deprel(i) == deprel;
    let person = |phrase: &Phrase| {
        let known = |i: usize| matches!(state.article.entities.at(state.tokens[i].span), Some(EntityId::Person(_)));
        let head = &state.tokens[phrase.head];
        let apposed = || {
            let end = state.extend(*phrase, sentence.end);
            state.text(phrase.end.min(state.tokens.len() - 1)) == "," && (phrase.end..end).any(known)
        };
        known(phrase.head) || head.upos == Upos::Noun && apposed()
    };
    let phrases: Vec<Phrase> = state.phrases(sentence.clone()).take(24).collect();
    let holds = |phrase: &Phrase, deprel: Deprel| (phrase.start..phrase.end).any(|i| of_root(i, deprel));
    let of = |deprel: Deprel| phrases.iter().copied().find(|phrase| holds(phrase, deprel)).filter(person);
    of(Deprel::OblAgent).or_else(|| of(Deprel::Nsubj)).or_else(|| of(Deprel::NsubjPass))
}

#[cfg(test)]
mod tests {
    use crate::{Extractor, Input, Options, Source};

    #[test]
    fn words_without_a_cue_have_the_speaker_that_a_reader_gives_them() {
        for (text, name, words) in [
            (
                "“The mill was dry.\n\n“We had no bread,” said Ana Ruiz.",
                "Ana Ruiz",
                &["The mill was dry.", "We had no bread,"][..],
            ),
            ("“The mill was dry.\n\nWe had no bread,” said Ana Ruiz.", "Ana Ruiz", &["The mill was dry.", "We had no bread,"]),
            (
                "“The mill,” Ana Ruiz said — looking at the river — “was never safe.”",
                "Ana Ruiz",
                &["The mill,", "was never safe."],
            ),
            ("Ana Ruiz did not hide her anger. “Somebody sold the mill.”", "Ana Ruiz", &["Somebody sold the mill."]),
            (
                "Ana Ruiz has run the mill since 1980.\n\n“I knew all of them by name. Now I know nobody.”",
                "Ana Ruiz",
                &["I knew all of them by name. Now I know nobody."],
            ),
            (
                "The news was welcomed by Ana Ruiz, head of the bakers. “This is a good day for bread.”",
                "Ana Ruiz",
                &["This is a good day for bread."],
            ),
        ] {
            let extractor = Extractor::new(Options { input: Input::Article, ..Options::default() }).expect("good options");
            let quotes = extractor.extract(&Source::text(text)).quotes;
            assert_eq!(quotes.len(), 1, "{text}");
            let found: Vec<&str> = quotes[0].content.iter().map(|piece| piece.text.as_str()).collect();
            assert_eq!((quotes[0].speaker.as_ref().and_then(|s| s.name.as_deref()), &found[..]), (Some(name), words), "{text}");
        }
    }
}
