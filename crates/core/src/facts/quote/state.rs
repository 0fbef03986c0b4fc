//! The state of the article that quotations are parsed from: tokens with their sentence and quote marks, noun phrases, relations.

use std::ops::Range;

use super::lexicon::{Class, Entry, Known, Lexicon, Role};
use super::marks::{self, Quoted};
use crate::article::Article;
use crate::model::linear::pair;
use crate::record::NameLabel;
use crate::syntax::{Deprel, Shape, Token, Upos};

/// Words between quote marks, as tokens.
#[derive(Debug, Clone)]
pub struct Region {
    /// The tokens from the first word to the last one.
    pub tokens: Range<usize>,
    /// How many of them are words.
    pub words: usize,
    /// Where words and marks stand in the text.
    pub marks: Quoted,
}

/// What is known of a token.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    sentence: u32,
    /// 0 outside of quote marks, else the index in [`ParseState::regions`] and one.
    region: u32,
    known: Known,
    /// Part of a name, and not "of" or "the" in one.
    named: bool,
}

/// A simple noun phrase: "the city's new mayor", "Ana Ruiz", "she".
#[derive(Debug, Clone, Copy)]
pub struct Phrase {
    /// Index of its first token.
    pub start: usize,
    /// Index of the token after it.
    pub end: usize,
    /// Its last noun, name or pronoun.
    pub head: usize,
}

/// An article with what the walk asks of its tokens.
pub struct ParseState<'a> {
    /// The lists of the language.
    pub lexicon: &'a Lexicon,
    /// What the stages before found.
    pub article: &'a Article<'a>,
    /// All tokens of the article.
    pub tokens: &'a [Token],
    /// What stands between quote marks, in the order of the text.
    pub regions: Vec<Region>,
    cells: Vec<Cell>,
}

impl<'a> ParseState<'a> {
    /// Looks at an article with the lists of its language.
    pub fn new(article: &'a Article<'a>, lexicon: &'a Lexicon) -> Self {
        let (text, syntax) = (article.document.text.as_str(), article.syntax);
        let known = |token: &Token| Cell { known: lexicon.known(token.hash), ..Cell::default() };
        let mut cells: Vec<Cell> = syntax.tokens.iter().map(known).collect();
        let mut quoted = Vec::new();
        for (number, sentence) in syntax.sentences.iter().enumerate() {
            for cell in &mut cells[sentence.tokens.start as usize..sentence.tokens.end as usize] {
                cell.sentence = number as u32;
            }
        }
        for name in article.names {
            for i in name.tokens.start as usize..name.tokens.end as usize {
                cells[i].named = matches!(syntax.tokens[i].shape, Shape::Capital | Shape::Upper | Shape::Mixed);
            }
        }
        let mut blocks = article.layout.blocks.iter().filter(|block| block.kind.is_article()).peekable();
        let mut open = false;
        while let Some(block) = blocks.next() {
            let next = blocks.peek().map_or("", |next| next.span.of(text));
            open = marks::scan(text, block.span, next, open, &mut quoted);
        }
        let regions = regions(&syntax.tokens, &quoted, &mut cells);
        let mut state = Self { lexicon, article, tokens: &syntax.tokens, regions, cells };
        state.close_lost_marks();
        state
    }

    /// Ends words whose closing mark is lost before who says them: "“We won, said Ana Ruiz, the mayor."
    fn close_lost_marks(&mut self) {
        for r in 0..self.regions.len() {
            let Region { tokens, marks, .. } = self.regions[r].clone();
            if marks.is_closed() || marks.open_ended {
                continue;
            }
            let says = |i: usize| self.cue(i).is_some_and(|entry| entry.class == Class::Speech);
            let ends = |i: &usize| self.text(*i) == "," && self.text(i + 1) != "," && says(i + 1);
            let Some(comma) = (tokens.start + 1..tokens.end.saturating_sub(2)).take(60).find(ends) else { continue };
            let followed = self.phrase_at(comma + 2, tokens.end).is_some_and(|phrase| phrase.start == comma + 2);
            if followed && self.is_word(comma - 1) {
                self.cells[comma..tokens.end].iter_mut().for_each(|cell| cell.region = 0);
                let region = &mut self.regions[r];
                region.words = (tokens.start..comma).filter(|&i| self.tokens[i].shape != Shape::Mark).count();
                region.tokens.end = comma;
                region.marks.inner.end = self.tokens[comma].span.end;
                region.marks.outer.end = region.marks.inner.end;
            }
        }
    }

    /// The entry of a token in the list of cues.
    pub fn cue(&self, token: usize) -> Option<Entry> {
        self.lexicon.entry(self.cells[token].known, self.tokens[token].upos)
    }

    /// True if the list of cues has a token.
    pub fn is_cue(&self, token: usize) -> bool {
        self.cells[token].known.is_cue()
    }

    /// True if there is such a token and its word has the role.
    pub fn is(&self, token: usize, role: Role) -> bool {
        self.cells.get(token).is_some_and(|cell| cell.known.has(role))
    }

    /// The text of a token.
    pub fn text(&self, token: usize) -> &'a str {
        self.tokens[token].span.of(&self.article.document.text)
    }

    /// The number of the sentence of a token.
    pub fn sentence(&self, token: usize) -> usize {
        self.cells[token].sentence as usize
    }

    /// The tokens of a sentence.
    pub fn sentence_range(&self, sentence: usize) -> Range<usize> {
        let tokens = &self.article.syntax.sentences[sentence].tokens;
        tokens.start as usize..tokens.end as usize
    }

    /// The block of a token.
    pub fn block(&self, token: usize) -> u32 {
        self.article.syntax.sentences[self.sentence(token)].block
    }

    /// The region that a token lies in.
    pub fn region(&self, token: usize) -> Option<usize> {
        (self.cells[token].region as usize).checked_sub(1)
    }

    /// True if a region begins with this token.
    pub fn region_starts(&self, token: usize) -> bool {
        self.region(token).is_some_and(|r| self.regions[r].tokens.start == token)
    }

    /// True if a region ends with this token.
    pub fn region_ends(&self, token: usize) -> bool {
        self.region(token).is_some_and(|r| self.regions[r].tokens.end == token + 1)
    }

    /// True for words and numbers.
    pub fn is_word(&self, token: usize) -> bool {
        self.tokens[token].shape != Shape::Mark
    }

    /// The hash of a token of `range`, else 0.
    pub fn word(&self, range: &Range<usize>, token: Option<usize>) -> u64 {
        token.filter(|i| range.contains(i)).map_or(0, |i| self.tokens[i].hash)
    }

    /// The part of speech of a token of `range`, in marks the mark itself; else 0.
    pub fn tag(&self, range: &Range<usize>, token: Option<usize>) -> u64 {
        token.filter(|i| range.contains(i)).map_or(0, |i| {
            let token = &self.tokens[i];
            if token.shape == Shape::Mark { token.hash } else { 1 + token.upos as u64 * 8 + token.shape as u64 }
        })
    }

    /// How two tokens hang together in the parse, up to two steps; 0 if they do not.
    pub fn relation(&self, from: usize, to: usize) -> u64 {
        let head = |i: usize| self.tokens[i].head as usize;
        let label = |i: usize| self.tokens[i].deprel as u64 + 1;
        let (a, b) = (head(from), head(to));
        if a == to {
            pair(1, label(from))
        } else if b == from {
            pair(2, label(to))
        } else if a == b {
            pair(pair(3, label(from)), label(to))
        } else if head(a) == to {
            pair(pair(4, label(from)), label(a))
        } else if head(b) == from {
            pair(pair(5, label(to)), label(b))
        } else if a == head(b) {
            pair(pair(6, label(from)), pair(label(to), label(b)))
        } else {
            0
        }
    }

    /// The relations that the dependents of a token have to it, a bit each: those before it and those after it.
    pub fn dependents(&self, range: &Range<usize>, token: usize) -> [u64; 2] {
        let mut masks = [0; 2];
        for i in range.clone().filter(|&i| self.tokens[i].head as usize == token && i != token) {
            masks[usize::from(i > token)] |= 1 << (self.tokens[i].deprel as u64);
        }
        masks
    }

    /// The noun phrase that starts at `start`, if one does, within `end`.
    pub fn phrase_at(&self, start: usize, end: usize) -> Option<Phrase> {
        let mut head = None;
        let mut i = start;
        while i < end {
            let token = &self.tokens[i];
            match token.upos {
                Upos::Noun | Upos::Propn => head = Some(i),
                // "the United States", whatever "United" is taken for.
                Upos::Verb | Upos::Adv | Upos::X if self.cells[i].named => head = Some(i),
                Upos::Pron if i == start || head.is_none() && self.tokens[i - 1].upos == Upos::Det => {
                    head = Some(i);
                    let follows =
                        self.tokens.get(i + 1).is_some_and(|next| matches!(next.upos, Upos::Noun | Upos::Propn | Upos::Adj));
                    if !(follows && self.is(i, Role::Possessive)) {
                        break;
                    }
                }
                Upos::Det | Upos::Num
                    if head.is_none_or(|h| h + 1 == i && token.upos == Upos::Num || self.is(i - 1, Role::Genitive)) =>
                {
                    // "Some said": a determiner alone is the head until a noun comes.
                    if i == start
                        && token.upos == Upos::Det
                        && !self.tokens.get(i + 1).is_some_and(continues)
                        && !self.cells.get(i + 1).is_some_and(|cell| cell.named)
                    {
                        return Some(Phrase { start, end: i + 1, head: i });
                    }
                }
                // "the 22-year-old": nothing else is the head.
                Upos::Adj if head.is_some() && i > start + 1 && self.is_hyphen(i - 1, end) => head = Some(i),
                // "The Belgian added"
                Upos::Adj if head.is_none() && i == start + 1 && token.shape == Shape::Capital && self.is_verb(i + 1, end) => head = Some(i),
                Upos::Adj => {}
                // "the firm’s recently named chair"
                Upos::Adv if i > start && self.is(i - 1, Role::Genitive) => {}
                Upos::Verb if i > start + 2 && self.tokens[i - 1].upos == Upos::Adv && self.is(i - 2, Role::Genitive) => {}
                _ if head.is_some() && self.is(i, Role::Genitive) => {}
                // "two-time champion", "22-year-old", "state-run radio"
                _ if i > start && self.is_hyphen(i, end) => {}
                Upos::Verb if i > start + 1 && self.is_hyphen(i - 1, end) => {}
                _ => break,
            }
            if self.region_ends(i) {
                break;
            }
            i += 1;
        }
        let head = head?;
        Some(Phrase { start, end: (head + 1).max(start + 1), head })
    }

    /// True for a verb before `end`.
    fn is_verb(&self, i: usize, end: usize) -> bool {
        i <= end && self.tokens.get(i).is_some_and(|token| matches!(token.upos, Upos::Verb | Upos::Aux))
    }

    /// True for a hyphen without space on either side.
    fn is_hyphen(&self, i: usize, end: usize) -> bool {
        self.tokens[i].span.len() == 1
            && self.tokens[i].span.of(&self.article.document.text) == "-"
            && i + 1 < end
            && i > 0
            && self.tokens[i - 1].span.end == self.tokens[i].span.start
            && self.tokens[i].span.end == self.tokens[i + 1].span.start
    }

    /// The noun phrases of a range, in order.
    pub fn phrases(&self, range: Range<usize>) -> impl Iterator<Item = Phrase> {
        let mut at = range.start;
        std::iter::from_fn(move || {
            while at < range.end {
                if let Some(phrase) = self.phrase_at(at, range.end) {
                    at = phrase.end;
                    return Some(phrase);
                }
                at += 1;
            }
            None
        })
    }

    /// The phrase with what belongs to it after it: "of the council", ", a baker,", "(R-Ohio)". `end` bounds it.
    pub fn extend(&self, phrase: Phrase, end: usize) -> usize {
        let mut at = phrase.end;
        if self.tokens[phrase.head].upos == Upos::Pron {
            return at;
        }
        for _ in 0..4 {
            let Some(token) = self.tokens.get(at).filter(|_| at < end) else { break };
            let text = token.span.of(&self.article.document.text);
            let next = if self.is(at, Role::Tie) {
                self.phrase_at(at + 1, end).map(|p| p.end)
            } else if text == "," {
                // An apposition has a comma or the end after it, but is no list; "retired" in "retired teacher Ana Ruiz" is no verb.
                let participle = self.tokens.get(at + 1).is_some_and(|token| token.upos == Upos::Verb && token.deprel == Deprel::Amod);
                self.phrase_at(at + 1 + usize::from(participle), end).map(|p| self.tied(p.end, end)).filter(|&after| {
                    after >= end || matches!(self.tokens[after].span.of(&self.article.document.text), "," | "." | ";" | "—" | "–")
                })
            } else if text == "(" {
                (at..end.min(at + 8)).find(|&i| self.tokens[i].span.of(&self.article.document.text) == ")").map(|i| i + 1)
            } else if at == phrase.end && self.is(at, Role::And) && self.tokens[phrase.head].shape == Shape::Lower {
                self.second_title(phrase, end)
            } else if matches!(text, "and" | "&") && self.tokens[phrase.head].upos == Upos::Propn {
                self.phrase_at(at + 1, end).filter(|p| self.tokens[p.head].upos == Upos::Propn).map(|p| p.end)
            } else {
                None
            };
            let Some(next) = next else { break };
            at = next;
        }
        at
    }

    /// The end of "investor Tom Harlow" after "The ferry operator and": the second title of one person, who has no article of his own.
    fn second_title(&self, first: Phrase, end: usize) -> Option<usize> {
        let start = first.end + 1;
        let phrase = self.phrase_at(start, end)?;
        let title = self.tokens[start].shape == Shape::Lower && self.tokens[start].upos != Upos::Det;
        let names = self.article.names;
        let name = names.get(names.partition_point(|name| (name.tokens.end as usize) < phrase.end))?;
        let begin = name.tokens.start as usize;
        let person = name.label == NameLabel::Person && name.tokens.end as usize == phrase.end && begin > start;
        let titles = person && (self.is(begin - 1, Role::Person) || self.is(first.head, Role::Person));
        (title && titles).then_some(phrase.end)
    }

    /// The end of a phrase that ends before `at`, with the prepositional phrases after it.
    fn tied(&self, mut at: usize, end: usize) -> usize {
        while at < end && self.is(at, Role::Tie) {
            let Some(phrase) = self.phrase_at(at + 1, end) else { break };
            at = phrase.end;
        }
        at
    }

    /// The relation of a token to its head.
    pub fn deprel(&self, token: usize) -> Deprel {
        self.tokens[token].deprel
    }
}

/// True for what may stand in a noun phrase after a determiner.
fn continues(token: &Token) -> bool {
    matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Pron | Upos::Det)
}

/// Puts quoted stretches on tokens.
fn regions(tokens: &[Token], quoted: &[Quoted], cells: &mut [Cell]) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::with_capacity(quoted.len());
    let mut at = 0;
    for stretch in quoted {
        at += tokens[at..].partition_point(|token| token.span.end <= stretch.inner.start);
        let end = at + tokens[at..].partition_point(|token| token.span.start < stretch.inner.end);
        let is_word = |&i: &usize| tokens[i].shape != Shape::Mark;
        if let (Some(first), Some(last)) = ((at..end).find(is_word), (at..end).rfind(is_word)) {
            cells[at..end].iter_mut().for_each(|cell| cell.region = regions.len() as u32 + 1);
            let words = (first..=last).filter(is_word).count();
            regions.push(Region { tokens: first..last + 1, words, marks: *stretch });
        }
        at = end;
    }
    regions
}
