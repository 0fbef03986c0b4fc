//! An article as the stage of events sees it: words with what lists know of them, names, the tree top down, quotation marks.

use std::ops::Range;

use super::lexicon::{self, Lexicon, Reading, Word, WordClass};
use crate::article::Article;
use crate::record::{BlockKind, NameLabel};
use crate::syntax::{Deprel, Token, Upos};
use crate::text::span::Span;

/// No token.
const NOBODY: u32 = u32::MAX;

/// What is known of a token.
#[derive(Debug, Clone, Copy)]
struct Cell {
    first_child: u32,
    next_sibling: u32,
    sentence: u32,
    /// Index in the article's names and one.
    name: u32,
    /// True for a word of a time or an amount.
    measure: bool,
}

/// The article.
pub struct Scene<'a> {
    /// What the stages before found.
    pub article: &'a Article<'a>,
    /// Its text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// The lists.
    pub lexicon: &'a Lexicon,
    /// What the lists know of each token; nothing is known of most.
    words: Vec<Word>,
    cells: Vec<Cell>,
    titles: Vec<bool>,
    /// The number of sentences before the first one of the body.
    first_body: usize,
}

impl<'a> Scene<'a> {
    /// Looks at an article.
    pub fn new(article: &'a Article<'a>, lexicon: &'a Lexicon) -> Self {
        let syntax = article.syntax;
        let tokens = syntax.tokens.as_slice();
        let blank = Cell { first_child: NOBODY, next_sibling: NOBODY, sentence: 0, name: 0, measure: false };
        let mut cells = vec![blank; tokens.len()];
        for (i, token) in tokens.iter().enumerate().rev() {
            let head = token.head as usize;
            if head != i {
                cells[i].next_sibling = cells[head].first_child;
                cells[head].first_child = i as u32;
            }
        }
        for (number, sentence) in syntax.sentences.iter().enumerate() {
            for cell in &mut cells[sentence.tokens.start as usize..sentence.tokens.end as usize] {
                cell.sentence = number as u32;
            }
        }
        for (number, name) in article.names.iter().enumerate() {
            for cell in &mut cells[name.tokens.start as usize..name.tokens.end as usize] {
                cell.name = number as u32 + 1;
            }
        }
        let kind = |block: u32| article.layout.blocks[block as usize].kind;
        // Where no headline is marked as one, a heading at the top is it.
        let heading = article.layout.blocks.iter().position(|block| block.kind.is_article());
        let heading = heading.filter(|&first| article.layout.blocks[first].kind == BlockKind::Heading).map(|first| first as u32);
        let heading = heading.filter(|_| article.layout.blocks.iter().all(|block| block.kind != BlockKind::Title));
        let is_title = |block: u32| kind(block) == BlockKind::Title || heading == Some(block);
        let titles = syntax.sentences.iter().map(|s| is_title(s.block)).collect();
        let first_body = syntax.sentences.iter().position(|s| kind(s.block) == BlockKind::Body).unwrap_or(0);
        Self {
            article,
            text: &article.document.text,
            tokens,
            lexicon,
            words: tokens.iter().map(|token| lexicon.word(token.hash).copied().unwrap_or_default()).collect(),
            cells,
            titles,
            first_body,
        }
    }

    /// Takes note of stretches that tell a time or an amount: nobody is one.
    pub fn mark_measures(&mut self, spans: impl Iterator<Item = Span>) {
        for span in spans {
            let first = self.article.syntax.token_at(span.start);
            let inside = (first..self.tokens.len()).take_while(|&i| self.tokens[i].span.start < span.end);
            inside.for_each(|i| self.cells[i].measure = true);
        }
    }

    /// True for a token of a time or an amount.
    pub fn is_measure(&self, token: usize) -> bool {
        self.cells[token].measure
    }

    /// What the lists know of a token.
    pub fn word(&self, token: usize) -> &Word {
        &self.words[token]
    }

    /// True if a token is of a class of words.
    pub fn is(&self, token: usize, class: WordClass) -> bool {
        self.words[token].is(class)
    }

    /// The number of the sentence of a token.
    pub fn sentence(&self, token: usize) -> usize {
        self.cells[token].sentence as usize
    }

    /// The tokens of a sentence.
    pub fn range(&self, sentence: usize) -> Range<usize> {
        let tokens = &self.article.syntax.sentences[sentence].tokens;
        tokens.start as usize..tokens.end as usize
    }

    /// True if a sentence is of the headline.
    pub fn is_title(&self, sentence: usize) -> bool {
        self.titles[sentence]
    }

    /// How many sentences of the body come before a sentence; 0 in the headline.
    pub fn position(&self, sentence: usize) -> usize {
        sentence.saturating_sub(self.first_body)
    }

    /// True if a sentence is neither of the body nor of the headline: a caption, a credit.
    pub fn is_aside(&self, sentence: usize) -> bool {
        let kind = self.article.layout.blocks[self.article.syntax.sentences[sentence].block as usize].kind;
        !matches!(kind, BlockKind::Title | BlockKind::Heading | BlockKind::Body)
    }

    /// True for a token between quotation marks.
    pub fn is_quoted(&self, token: usize) -> bool {
        self.article.syntax.quotations[token] != 0
    }

    /// The label of the name that a token is part of.
    pub fn label(&self, token: usize) -> Option<NameLabel> {
        (self.cells[token].name as usize).checked_sub(1).map(|name| self.article.names[name].label)
    }

    /// The index of the name that a token is part of.
    pub fn name(&self, token: usize) -> Option<usize> {
        (self.cells[token].name as usize).checked_sub(1)
    }

    /// The head of a token, if it has one.
    pub fn head(&self, token: usize) -> Option<usize> {
        let head = self.tokens[token].head as usize;
        (head != token).then_some(head)
    }

    /// The tokens that depend on a token, in the order of the text.
    pub fn children(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let next = |i: u32| (i != NOBODY).then_some(i as usize);
        std::iter::successors(next(self.cells[token].first_child), move |&i| next(self.cells[i].next_sibling))
    }

    /// The first child of a token with one of these relations.
    pub fn child(&self, token: usize, relations: &[Deprel]) -> Option<usize> {
        self.children(token).find(|&i| relations.contains(&self.tokens[i].deprel))
    }

    /// The preposition of a noun.
    pub fn case(&self, token: usize) -> Option<usize> {
        self.child(token, &[Deprel::Case])
    }

    /// True for a verb in the passive voice, or a participle after its noun.
    pub fn is_passive(&self, verb: usize) -> bool {
        self.child(verb, &[Deprel::AuxPass, Deprel::NsubjPass]).is_some()
            || self.tokens[verb].deprel == Deprel::Acl
                && self.is_past_participle(verb)
                && self.child(verb, &[Deprel::Nsubj, Deprel::Aux, Deprel::Obj]).is_none()
    }

    fn is_past_participle(&self, verb: usize) -> bool {
        self.tokens[verb].upos == Upos::Verb && !self.written(verb).ends_with("ing")
    }

    /// The words of a token as they are written.
    pub fn written(&self, token: usize) -> &'a str {
        self.tokens[token].span.of(self.text)
    }

    /// A small number for what sort of thing a noun names.
    pub fn sort(&self, token: usize) -> u64 {
        let named = match self.label(token) {
            Some(NameLabel::Person) => 1,
            Some(NameLabel::Organization) => 2,
            Some(NameLabel::Place) => 3,
            Some(NameLabel::Group) => 4,
            Some(_) => 5,
            None => 0,
        };
        if named != 0 {
            return named;
        }
        let classes = [WordClass::Person, WordClass::Group, WordClass::Weapon, WordClass::Natural, WordClass::Vehicle];
        if let Some(at) = classes.iter().position(|&class| self.is(token, class)) {
            return 6 + at as u64;
        }
        match self.tokens[token].upos {
            Upos::Pron => 12,
            Upos::Num => 13,
            Upos::Noun => 14,
            Upos::Propn => 15,
            Upos::Verb => 16,
            Upos::Adj => 17,
            _ => 18,
        }
    }

    /// What a token tells of in its word class, if anything.
    fn reading(&self, token: usize) -> Option<&'a Reading> {
        let reading = self.lexicon.reading_of(&self.words[token], lexicon::part(self.tokens[token].upos));
        reading.map(|reading| self.lexicon.reading(reading))
    }

    /// The types that a token may tell of, a bit each; 0 if none.
    pub fn types(&self, token: usize) -> u32 {
        self.reading(token).map_or(0, |reading| reading.types)
    }

    /// The hash of a token's lemma where the lists know it, else of its form.
    pub fn lemma(&self, token: usize) -> u64 {
        self.reading(token).map_or(self.tokens[token].hash, |reading| reading.lemma)
    }
}
