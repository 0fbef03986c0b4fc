//! The names of a document on their way, and what stands around them.

use std::ops::Range;

use crate::model::linear::pair;
use crate::names::cues::Cues;
use crate::names::frames::{Frame, Frames};
use crate::names::mention::NameMention;
use crate::names::words::Words;
use crate::record::{Confidence, NameLabel};
use crate::syntax::{Deprel, Shape, Syntax, Token, Upos};

/// How sure a label is that the document settled.
pub(super) const SETTLED: f32 = 0.85;

/// The names of a document on their way.
pub(super) struct Draft<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a Words,
    pub(super) syntax: &'a Syntax,
    pub(super) frames: &'a Frames,
    pub(super) names: Vec<NameMention>,
}

impl<'a> Draft<'a> {
    pub(super) fn token(&self, i: usize) -> &'a Token {
        &self.syntax.tokens[i]
    }

    pub(super) fn word(&self, i: usize) -> &'a str {
        self.syntax.tokens.get(i).map_or("", |token| token.span.of(self.text))
    }

    /// What the lists of frames say of a token.
    pub(super) fn frame(&self, i: usize) -> Frame {
        self.syntax.tokens.get(i).map_or(Frame::default(), |token| self.frames.of(token.hash))
    }

    pub(super) fn cues(&self, i: usize) -> Cues {
        self.words.words.get(i).map_or(Cues::default(), |word| word.cues)
    }

    /// The tokens of the sentence of a token.
    pub(super) fn sentence(&self, i: usize) -> Range<usize> {
        self.syntax.sentence_tokens(i)
    }

    /// The same for all mentions of a name.
    pub(super) fn key(&self, tokens: Range<usize>) -> u64 {
        tokens.fold(1, |key, i| pair(key, self.token(i).hash))
    }

    /// The name that a token is part of.
    pub(super) fn name_at(&self, i: usize) -> Option<&NameMention> {
        let at = self.names.partition_point(|name| name.tokens.end as usize <= i);
        self.names.get(at).filter(|name| name.tokens.start as usize <= i)
    }

    /// True for a place after "in": no company, whatever else bears its name.
    pub(super) fn is_placed(&self, name: &NameMention) -> bool {
        let start = name.tokens.start as usize;
        name.label == NameLabel::Place && start > 0 && self.cues(start - 1).has(Cues::WHERE)
    }

    /// The token of a name that the others depend on.
    pub(super) fn head(&self, tokens: Range<usize>) -> usize {
        self.syntax.head_of(tokens)
    }

    /// The verb after a name that is its subject, or joined by "and" to its subject; not in the passive voice.
    pub(super) fn verb(&self, tokens: Range<usize>) -> Option<usize> {
        let mut subject = self.head(tokens.clone());
        // "Harker-Lind and Lowe recalled ..."
        for _ in 0..3 {
            if !matches!(self.token(subject).deprel, Deprel::Conj | Deprel::Flat | Deprel::Compound) {
                break;
            }
            subject = self.token(subject).head as usize;
        }
        let token = self.token(subject);
        let verb = token.head as usize;
        let near = (tokens.end..tokens.end + 7).contains(&verb);
        (token.deprel == Deprel::Nsubj && near && self.token(verb).upos == Upos::Verb).then_some(verb)
    }

    /// The objects of a verb that stand after it.
    pub(super) fn objects(&self, verb: usize) -> impl Iterator<Item = usize> {
        let end = self.sentence(verb).end.min(verb + 14);
        (verb + 1..end).filter(move |&i| self.token(i).deprel == Deprel::Obj && self.token(i).head as usize == verb)
    }

    /// Words with a capital that are in no name, one by one, none beside another.
    pub(super) fn loose(&self) -> Vec<Range<usize>> {
        let capital = |i: usize| matches!(self.token(i).shape, Shape::Capital | Shape::Upper | Shape::Mixed);
        let mut loose = Vec::new();
        for run in &self.words.runs {
            for i in run.words.clone().filter(|&i| capital(i) && self.token(i).upos == Upos::Propn && self.token(i).span.len() > 2) {
                let beside = i > run.sentence.start && capital(i - 1) || i + 1 < run.sentence.end && capital(i + 1);
                // "Emma" that begins a sentence is who she seems to be.
                let given = i == run.sentence.start && self.words.words[i].entry.given() == 3;
                if !beside && !given && self.name_at(i).is_none() {
                    loose.push(i..i + 1);
                }
            }
        }
        loose
    }

    /// A name of these tokens.
    pub(super) fn mention(&self, tokens: Range<usize>, label: NameLabel) -> NameMention {
        NameMention {
            span: self.syntax.cover(tokens.clone()),
            tokens: tokens.start as u32..tokens.end as u32,
            label,
            confidence: Confidence::new(SETTLED),
        }
    }

    /// Relabels a name, as sure as all that the document settles.
    pub(super) fn settle(&mut self, at: usize, label: NameLabel) {
        self.names[at].label = label;
        self.names[at].confidence = Confidence::new(SETTLED);
    }

    /// Puts names in their places, instead of those that they overlap.
    pub(super) fn put(&mut self, new: Vec<NameMention>) {
        if new.is_empty() {
            return;
        }
        let mut names = std::mem::take(&mut self.names);
        names.retain(|name| {
            let next = new.partition_point(|other| other.span.end <= name.span.start);
            new.get(next).is_none_or(|other| !other.span.overlaps(name.span))
        });
        names.extend(new);
        names.sort_by_key(|name| name.span);
        self.names = names;
    }
}

/// The tokens of a name.
pub(super) fn tokens(name: &NameMention) -> Range<usize> {
    name.tokens.start as usize..name.tokens.end as usize
}

