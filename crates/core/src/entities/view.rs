//! What the steps of this stage read: the words of the article and its names.

use std::ops::Range;

use super::lexicon::{Lexicon, Word};
use super::resources::Resources;
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
    /// What is known of the language.
    pub resources: &'a Resources,
    /// What is known of each token, from [`cells`].
    pub cells: &'a [Cell],
}

/// What is known of a token.
#[derive(Clone, Copy, Default)]
pub(super) struct Cell {
    /// What the lists say of it.
    word: Word,
    /// Index of the name that it is part of, and one.
    name: u32,
}

/// Looks every token up, once: the steps ask for each of them many times.
pub(super) fn cells(syntax: &Syntax, names: &[NameMention], lexicon: &Lexicon) -> Vec<Cell> {
    let known = |token: &Token| Cell { word: lexicon.hashed(token.hash), name: 0 };
    let mut cells: Vec<Cell> = syntax.tokens.iter().map(known).collect();
    for (number, name) in names.iter().enumerate() {
        for cell in &mut cells[name.tokens.start as usize..name.tokens.end as usize] {
            cell.name = number as u32 + 1;
        }
    }
    cells
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
        self.cells.get(i).is_some_and(|cell| cell.word.is(kinds))
    }

    /// What the lists say of token `i`, a full stop at its end left aside.
    pub fn kinds(&self, i: usize) -> Word {
        let word = self.word(i);
        if word.ends_with('.') { self.resources.lexicon.word(word) } else { self.cells[i].word }
    }

    /// True if nothing stands between token `i` and the one before.
    pub fn joined(&self, i: usize) -> bool {
        i > 0 && self.token(i - 1).span.end == self.token(i).span.start
    }

    /// The tokens of the sentence that holds token `i`.
    pub fn sentence(&self, i: usize) -> Range<usize> {
        self.syntax.sentence_tokens(i)
    }

    /// The name that token `i` is part of.
    pub fn name_at(&self, i: usize) -> Option<&'a NameMention> {
        self.names.get((self.cells.get(i)?.name as usize).checked_sub(1)?)
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
        let name = self.name_at(i);
        let in_person = name.is_some_and(|name| name.label == NameLabel::Person);
        (nominal || modifies || name.is_some()) && token.shape != Shape::Mark && !self.has(i, Word::DAY) && !in_person
    }

    /// The token of a range that its other tokens depend on.
    pub fn head(&self, tokens: Range<usize>) -> usize {
        // Without a parse every token is its own head: then the last word of a name is the best guess.
        self.syntax.head_of(tokens)
    }

    /// The span of some tokens.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.syntax.cover(tokens)
    }
}
