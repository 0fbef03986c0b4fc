//! What the steps of this stage read: the words of the article and its names.

use std::ops::Range;

use super::lexicon::{LEXICON, Word};
use crate::Span;
use crate::names::NameMention;
use crate::record::NameLabel;
use crate::syntax::{Deprel, Shape, Syntax, Token, Upos};

/// The article, word by word.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub text: &'a str,
    pub syntax: &'a Syntax,
    pub names: &'a [NameMention],
}

impl<'a> View<'a> {
    pub fn token(&self, i: usize) -> &'a Token {
        &self.syntax.tokens[i]
    }

    pub fn word(&self, i: usize) -> &'a str {
        self.token(i).span.of(self.text)
    }

    /// True if token `i` exists and is one of `words`, in any case.
    pub fn is(&self, i: usize, words: &[&str]) -> bool {
        i < self.syntax.tokens.len() && words.iter().any(|word| word.eq_ignore_ascii_case(self.word(i)))
    }

    /// True if token `i` exists and the lists say that it is one of `kinds`.
    pub fn has(&self, i: usize, kinds: u64) -> bool {
        self.syntax.tokens.get(i).is_some_and(|token| LEXICON.hashed(token.hash).is(kinds))
    }

    /// What the lists say of token `i`.
    pub fn kinds(&self, i: usize) -> Word {
        let word = self.word(i);
        if word.ends_with('.') { LEXICON.word(word) } else { LEXICON.hashed(self.token(i).hash) }
    }

    /// True if nothing stands between token `i` and the one before.
    pub fn joined(&self, i: usize) -> bool {
        i > 0 && self.token(i - 1).span.end == self.token(i).span.start
    }

    /// The tokens of the sentence that holds token `i`.
    pub fn sentence(&self, i: usize) -> Range<usize> {
        let sentence = self.syntax.sentence_of(i);
        let tokens = &self.syntax.sentences[sentence].tokens;
        tokens.start as usize..tokens.end as usize
    }

    /// The name that token `i` is part of.
    pub fn name_at(&self, i: usize) -> Option<&'a NameMention> {
        let at = self.names.partition_point(|name| name.tokens.end as usize <= i);
        self.names.get(at).filter(|name| name.tokens.start as usize <= i)
    }

    /// True if token `i` is part of a person's name.
    pub fn in_person(&self, i: usize) -> bool {
        self.name_at(i).is_some_and(|name| name.label == NameLabel::Person)
    }

    /// True for nouns, adjectives and names that can stand before a noun in its phrase; no days and months.
    pub fn is_nominal(&self, i: usize) -> bool {
        let token = self.token(i);
        let nominal = match token.upos {
            Upos::Noun | Upos::Propn | Upos::Adj => true,
            Upos::X => matches!(token.shape, Shape::Capital | Shape::Upper | Shape::Mixed) || self.kinds(i).is(Word::ROLE),
            // "acting", "elected" come as verbs.
            Upos::Verb => self.kinds(i).is(Word::ACTING),
            _ => false,
        };
        let modifies = matches!(token.deprel, Deprel::Compound | Deprel::Amod) && token.head as usize > i;
        let named = self.name_at(i).is_some();
        (nominal || modifies || named) && token.shape != Shape::Mark && !self.has(i, Word::DAY) && !self.in_person(i)
    }

    /// The token of a range that its other tokens depend on.
    pub fn head(&self, tokens: Range<usize>) -> usize {
        let outside = |&i: &usize| !tokens.contains(&(self.token(i).head as usize)) || self.token(i).head as usize == i;
        let heads = tokens.clone().filter(outside).count();
        // Without a parse every token is its own head: then the last word of a name is the best guess.
        if heads == 1 { tokens.clone().find(outside) } else { None }.unwrap_or(tokens.end.saturating_sub(1))
    }

    /// The span of some tokens.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.syntax.cover(tokens)
    }
}
