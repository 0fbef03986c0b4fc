//! What a frame of words makes sure of, and what all frames look at.

use std::ops::Range;

use super::super::found::Found;
use super::super::lexicon::{Entry, Role};
use super::super::state::{Phrase, ParseState};
use crate::record::NameLabel;
use crate::syntax::Deprel;

/// Furthest that a frame reaches, in tokens: keeps the search linear.
pub(super) const REACH: usize = 30;

/// What an attribution by rule leaves open, in the units of the model.
pub(super) const SURPRISAL: u32 = 10;

/// An attribution that a frame makes sure of.
pub(super) struct Frame {
    pub(super) speaker: Option<Phrase>,
    pub(super) piece: Range<usize>,
}

impl Frame {
    pub(super) fn found(self, cue: usize, entry: Entry) -> Found {
        Found {
            cue,
            cue_end: cue + 1,
            entry,
            speaker: self.speaker,
            pieces: vec![self.piece],
            floating: false,
            verbatim: false,
            surprisal: SURPRISAL,
        }
    }
}

/// The region that ends right before a token, marks left aside.
pub(super) fn region_before(state: &ParseState<'_>, token: usize) -> Option<usize> {
    let last = (token.saturating_sub(4)..token).rev().find(|&i| state.is_word(i))?;
    let same = state.block(last) == state.block(token.min(state.tokens.len() - 1));
    state.region(last).filter(|_| state.region_ends(last) && same)
}

/// The region that begins at a token or after marks there.
pub(super) fn next_region(state: &ParseState<'_>, token: usize) -> Option<usize> {
    let first = (token..state.tokens.len().min(token + 4)).find(|&i| state.is_word(i))?;
    state.region(first).filter(|_| state.region_starts(first))
}

/// True if quoted words end as speech does that goes on with its speaker: with a comma, before or after the mark, or with "!" or "?".
pub(super) fn leads_on(state: &ParseState<'_>, region: usize) -> bool {
    let region = &state.regions[region];
    let inner = region.marks.inner.of(&state.article.document.text);
    let after = region.tokens.end;
    inner.ends_with([',', '!', '?', '—', '–', '…'])
        || (after..state.tokens.len().min(after + 3)).take_while(|&i| !state.is_word(i)).any(|i| state.text(i) == ",")
}

/// The subject of a verb, its own or that of the verb which it is joined to.
pub(super) fn subject(state: &ParseState<'_>, verb: usize) -> Option<Phrase> {
    let sentence = state.sentence_range(state.sentence(verb));
    let mut at = verb;
    for _ in 0..3 {
        let is_subject =
            |i: &usize| state.tokens[*i].head as usize == at && matches!(state.deprel(*i), Deprel::Nsubj | Deprel::NsubjPass);
        let near = sentence.start.max(at.saturating_sub(REACH))..sentence.end.min(at + REACH);
        if let Some(head) = near.clone().find(is_subject) {
            return state.phrases(near).find(|phrase| (phrase.start..phrase.end).contains(&head));
        }
        if state.deprel(at) != Deprel::Conj {
            return None;
        }
        at = state.tokens[at].head as usize;
        if !sentence.contains(&at) {
            return None;
        }
    }
    None
}

/// True if somebody who can speak is among these tokens: a person, an organisation, a noun for a person or group.
pub(super) fn is_source(state: &ParseState<'_>, tokens: Range<usize>) -> bool {
    let noun = |i: usize| [Role::Person, Role::Group, Role::Organization].into_iter().any(|role| state.is(i, role));
    tokens.clone().any(|i| is_named(state, i) || noun(i))
}

/// What a token is part of a name of.
pub(super) fn label(state: &ParseState<'_>, token: usize) -> Option<NameLabel> {
    let names = state.article.names;
    let at = names.partition_point(|name| name.tokens.end as usize <= token);
    names.get(at).filter(|name| name.tokens.start as usize <= token).map(|name| name.label)
}

pub(super) fn is_named(state: &ParseState<'_>, token: usize) -> bool {
    matches!(label(state, token), Some(NameLabel::Person | NameLabel::Organization))
}
