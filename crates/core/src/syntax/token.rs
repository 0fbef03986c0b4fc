//! Tokens and sentences.

use std::borrow::Cow;
use std::ops::Range;

use super::lemma::Lemmas;
use super::tag::{Deprel, Upos};
use crate::read::Document;
use crate::{Span, record};

/// The sentences and tokens of a document's article.
#[derive(Debug, Default)]
pub struct Syntax {
    /// In the order of the text; no sentence crosses a block.
    pub sentences: Vec<Sentence>,
    /// In the order of the text.
    pub tokens: Vec<Token>,
    /// For every token the number of the quotation around it, counted from 1; 0 outside of quotations.
    pub quotations: Vec<u32>,
}

/// A sentence of the article with its tokens.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// From its first token to the end of its last.
    pub span: Span,
    /// Its tokens, as indices in [`Syntax::tokens`].
    pub tokens: Range<u32>,
    /// The block that it stands in, as an index in [`Layout::blocks`](crate::layout::Layout::blocks).
    pub block: u32,
}

/// A word or a mark.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Span in UTF-8 bytes of [`Document::text`](crate::read::Document::text).
    pub span: Span,
    /// [`hash`](crate::text::hash::hash) of its lower-case form, the key to all word lists and models.
    pub hash: u64,
    /// How it is written: capitals, digits, marks.
    pub shape: Shape,
    /// Its part of speech in Universal Dependencies.
    pub upos: Upos,
    /// The relation to its head.
    pub deprel: Deprel,
    /// The token that it depends on, as an index in [`Syntax::tokens`]; a root's head is itself.
    pub head: u32,
}

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Shape {
    /// `word`
    Lower,
    /// `Word`
    Capital,
    /// `WORD`, two letters or more
    Upper,
    /// `McDonald`, `iPhone`
    Mixed,
    /// `28`, `1,000`, `3.5`
    Number,
    /// `28th`, `5pm`, `G7`
    Alphanumeric,
    /// `,`, `“`
    Mark,
}

impl Shape {
    /// How a word is written.
    pub fn of(word: &str) -> Self {
        let (mut upper, mut lower, mut digit) = (0_usize, 0_usize, 0_usize);
        let mut count = |c: char| {
            upper += usize::from(c.is_uppercase());
            lower += usize::from(c.is_alphabetic() && !c.is_uppercase());
            digit += usize::from(c.is_ascii_digit());
        };
        word.chars().for_each(&mut count);
        let first_upper = word.chars().next().is_some_and(char::is_uppercase);
        match (upper, lower, digit) {
            (0, 0, 0) => Self::Mark,
            (0, 0, _) => Self::Number,
            (_, _, 1..) => Self::Alphanumeric,
            (0, _, _) => Self::Lower,
            (1, _, _) if first_upper => Self::Capital,
            (_, 0, _) => Self::Upper,
            _ => Self::Mixed,
        }
    }
}

impl Syntax {
    /// The layer as the record shows it.
    pub fn to_record(&self, document: &Document, lemmas: &Lemmas) -> (Vec<record::Sentence>, Vec<record::Token>) {
        let sentence = |s: &Sentence| record::Sentence { span: s.span, first_token: s.tokens.start, end_token: s.tokens.end };
        let token = |(i, t): (usize, &Token)| record::Token {
            extent: t.span.into(),
            lemma: self.lemma(lemmas, &document.text, i).into_owned(),
            upos: t.upos.name().into(),
            head: (t.head as usize != i).then_some(t.head),
            deprel: t.deprel.name().into(),
        };
        (self.sentences.iter().map(sentence).collect(), self.tokens.iter().enumerate().map(token).collect())
    }

    /// The dictionary form of token `index`.
    pub fn lemma<'a>(&self, lemmas: &Lemmas, text: &'a str, index: usize) -> Cow<'a, str> {
        let token = &self.tokens[index];
        lemmas.find(token.span.of(text), token.upos)
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize]
    }

    /// The index of the first token that ends after byte `offset`.
    pub fn token_at(&self, offset: u32) -> usize {
        self.tokens.partition_point(|token| token.span.end <= offset)
    }

    /// The index of the sentence that holds token `index`.
    pub fn sentence_of(&self, index: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end as usize <= index)
    }

    /// The tokens of the sentence that holds token `index`, as indices.
    pub fn sentence_tokens(&self, index: usize) -> Range<usize> {
        let tokens = &self.sentences[self.sentence_of(index)].tokens;
        tokens.start as usize..tokens.end as usize
    }

    /// The token of a range that its other tokens depend on; the last one if there are several, as without a parse.
    pub fn head_of(&self, tokens: Range<usize>) -> usize {
        self.only_head(tokens.clone()).unwrap_or(tokens.end.saturating_sub(1))
    }

    /// The token of a range whose head is outside of it, if there is but one.
    pub fn only_head(&self, tokens: Range<usize>) -> Option<usize> {
        let outside = |&i: &usize| !tokens.contains(&(self.tokens[i].head as usize)) || self.tokens[i].head as usize == i;
        let mut heads = tokens.clone().filter(outside);
        heads.next().filter(|_| heads.next().is_none())
    }

    /// The tokens that depend on token `index`, in the order of the text.
    pub fn children(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let range = self.sentences.get(self.sentence_of(index)).map_or(0..0, |sentence| sentence.tokens.clone());
        range.map(|i| i as usize).filter(move |&i| i != index && self.tokens[i].head as usize == index)
    }

    /// The first child of token `index` with one of these relations.
    pub fn child(&self, index: usize, relations: &[Deprel]) -> Option<usize> {
        self.children(index).find(|&i| relations.contains(&self.tokens[i].deprel))
    }

    /// The tokens from the first to the last one below token `index`, itself among them.
    pub fn subtree(&self, index: usize) -> Range<usize> {
        let Some(sentence) = self.sentences.get(self.sentence_of(index)) else { return index..index };
        let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
        // Trees are projective: whoever hangs below stands side by side.
        let below = |i: usize| self.ancestors(i).any(|ancestor| ancestor == index);
        let start = (tokens.start..index).rev().take_while(|&i| below(i)).last().unwrap_or(index);
        let end = (index + 1..tokens.end).take_while(|&i| below(i)).last().unwrap_or(index);
        start..end + 1
    }

    /// The heads above token `index`, nearest first, up to the root.
    pub fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let up = |i: usize| {
            let head = self.tokens[i].head as usize;
            (head != i).then_some(head)
        };
        // A tree is no deeper than its sentence is long, nor than two stretches of the network.
        std::iter::successors(up(index), move |&i| up(i)).take(2 * LONGEST)
    }

    /// True if token `index` is a verb in the passive voice.
    pub fn is_passive(&self, index: usize) -> bool {
        self.child(index, &[Deprel::AuxPass, Deprel::NsubjPass]).is_some()
    }

    /// The span from the first to the last token of a range.
    pub fn cover(&self, tokens: Range<usize>) -> Span {
        self.tokens[tokens.start].span.cover(self.tokens[tokens.end - 1].span)
    }
}

/// Longest stretch that is read as one; longer sentences are cut, their pieces hang on the first one's root.
pub const LONGEST: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;

    #[test]
    fn trees_can_be_walked() {
        let Analysis { document, syntax, .. } = Analysis::of_text("The new mayor was elected by the council of Ardenvale.");
        let find = |word: &str| syntax.tokens.iter().position(|token| token.span.of(&document.text) == word).unwrap();
        let (elected, mayor, council) = (find("elected"), find("mayor"), find("council"));
        assert!(syntax.is_passive(elected) && !syntax.is_passive(mayor));
        assert_eq!(syntax.cover(syntax.subtree(mayor)).of(&document.text), "The new mayor");
        assert_eq!(syntax.cover(syntax.subtree(council)).of(&document.text), "by the council of Ardenvale");
        assert_eq!(syntax.child(elected, &[Deprel::NsubjPass]), Some(mayor));
        assert_eq!(syntax.ancestors(find("Ardenvale")).collect::<Vec<_>>(), [council, elected]);
    }
}
