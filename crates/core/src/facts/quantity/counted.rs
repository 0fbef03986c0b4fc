//! What a number counts: "hundreds of *drones*", "two of his *ministers*", "20 per cent of *Ukraine*".

use super::super::lexeme::{EDGE, Kind, Lexeme};
use super::words::Resources;
use crate::syntax::{Deprel, Shape, Syntax, Upos};

/// The noun phrase behind a number, as lexemes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counted {
    /// Its first lexeme, articles left out.
    pub from: usize,
    /// The first lexeme of the head with the nouns that belong to its name: "fishing boats".
    pub head: usize,
    /// The lexeme after it.
    pub to: usize,
}

/// No counted phrase is longer.
const REACH: usize = 9;
/// No head of the tree is looked for further behind its number, in lexemes.
const FAR: usize = 12;
/// No more numbers hang on each other: "two hundred and six".
const CLIMB: usize = 4;

/// The words of a text with what the syntax says of them.
#[derive(Clone, Copy)]
pub(super) struct Phrases<'a> {
    pub text: &'a str,
    pub words: &'a Resources,
    pub lexemes: &'a [Lexeme],
    pub syntax: &'a Syntax,
}

impl Phrases<'_> {
    fn at(&self, i: usize) -> &Lexeme {
        self.lexemes.get(i).unwrap_or(&EDGE)
    }

    fn tag(&self, i: usize) -> Upos {
        self.syntax.tokens.get(self.at(i).token as usize).map_or(Upos::X, |t| t.upos)
    }

    /// What is counted by the number that ends before lexeme `i`; `share` says that it is a part of something: "half the voters".
    pub(super) fn after(&self, i: usize, share: bool) -> Option<Counted> {
        // "28-point plan": the noun that is joined to the number.
        if self.is_hyphen(i) && self.at(i + 1).is_word() {
            return Some(Counted { from: i + 1, head: i + 1, to: i + 2 });
        }
        let from = self.past_articles(i, share)?;
        let tree = if share { None } else { self.head_in_tree(i).filter(|head| *head >= from) };
        // A name is counted only where no noun follows: "50 Airbus jets".
        let numbered = |head: usize| self.at(head).capital && self.at(head + 1).kind == Kind::Number;
        let sure = tree.filter(|&head| self.tag(head) == Upos::Noun && !self.is_pair(head + 1) && !numbered(head));
        let head = sure.or_else(|| self.head_in_row(from)).or(tree)?;
        // Nouns before the head belong to what is counted: "fishing boats"; names and adjectives describe it.
        let mut first = head;
        while first > from && self.belongs(first - 1) {
            first -= 1;
        }
        // "seven ruling and opposition parties"
        if first > from && self.words.and.contains(&self.at(first - 1).hash) {
            first = head;
        }
        Some(Counted { from, head: first, to: head + 1 })
    }

    /// A noun in small letters that is no unit of a number: "**fishing** boats", but not "330**ml** cans".
    fn belongs(&self, i: usize) -> bool {
        let lexeme = self.at(i);
        let unit = lexeme.glued && self.at(i.saturating_sub(1)).kind == Kind::Number;
        self.tag(i) == Upos::Noun && lexeme.is_word() && !lexeme.capital && !unit
    }

    /// "Volvo **and** Saab vans", "ruling **and** opposition parties": the noun behind belongs to both.
    fn is_pair(&self, and: usize) -> bool {
        let plural = |i: usize| self.at(i).span.of(self.text).ends_with('s');
        let first = and.checked_sub(1).map(|i| self.tag(i));
        let described = first == Some(Upos::Propn) || first == Some(Upos::Noun) && !plural(and - 1);
        described
            && self.words.and.contains(&self.at(and).hash)
            && matches!(self.tag(and + 1), Upos::Propn | Upos::Noun | Upos::Adj)
            && self.tag(and + 2) == Upos::Noun
            && plural(and + 2)
    }

    /// A hyphen between two words, or between a number and a word.
    fn is_hyphen(&self, i: usize) -> bool {
        self.at(i).is_dash() && self.at(i).glued && self.at(i + 1).glued
    }

    /// The lexeme after the small words between a number and its noun: "two **of the first five** ships", "of his 14".
    fn past_articles(&self, i: usize, share: bool) -> Option<usize> {
        let words = self.words;
        let mut from = i + usize::from(words.of.contains(&self.at(i).hash));
        let partitive = from > i || share;
        loop {
            let lexeme = self.at(from);
            let small = lexeme.is_word() && words.small.contains(&lexeme.hash);
            let skipped = small && (partitive || !words.article.contains(&lexeme.hash));
            if !skipped && !(partitive && lexeme.kind == Kind::Number) {
                return Some(from);
            }
            from += 1;
            if from > i + 4 {
                return None;
            }
        }
    }

    /// The noun that the tree hangs the number on, or the one behind "of" that hangs on the number:
    /// "nine badly lit underground **stations**", "thousands of US and Filipino **troops**".
    fn head_in_tree(&self, i: usize) -> Option<usize> {
        let tokens = &self.syntax.tokens;
        let partitive = self.words.of.contains(&self.at(i).hash);
        let number = self.whole_number(self.at(i.checked_sub(1)?).token, partitive)?;
        let token = tokens.get(number as usize)?;
        let mut noun = if partitive {
            let behind = (i + 1..i + FAR).take_while(|&j| self.goes_on(i + 1, j, true)).map(|j| self.at(j).token);
            behind.into_iter().find(|&at| {
                tokens.get(at as usize).is_some_and(|t| t.head == number && t.deprel == Deprel::Nmod && is_noun(t.upos))
            })?
        } else {
            Some(token.head).filter(|_| matches!(token.deprel, Deprel::Nummod | Deprel::Compound))?
        };
        // "10,000 job **cuts**": what the tree hangs it on may describe another noun.
        for _ in 0..CLIMB {
            let token = tokens.get(noun as usize)?;
            let above = tokens.get(token.head as usize)?;
            if token.deprel != Deprel::Compound || token.head <= noun || !is_noun(above.upos) {
                break;
            }
            noun = token.head;
        }
        is_noun(tokens.get(noun as usize)?.upos).then_some(())?;
        let from = i + usize::from(partitive);
        let mut last = None;
        for j in from..i + FAR {
            let at = self.at(j).token;
            if at > noun || !self.goes_on(from, j, partitive) {
                break;
            }
            // A word of two parts with a hyphen is one token at times.
            if at == noun && self.at(j).is_word() {
                last = Some(j);
            }
        }
        last.filter(|&j| !(self.at(j).glued && self.at(j - 1).kind == Kind::Number))
    }

    /// The token of a number that others hang on: "two hundred and **six**".
    fn whole_number(&self, mut number: u32, partitive: bool) -> Option<u32> {
        let tokens = &self.syntax.tokens;
        for _ in 0..CLIMB {
            let token = tokens.get(number as usize)?;
            let above = tokens.get(token.head as usize)?;
            if partitive || above.upos != Upos::Num || token.head <= number {
                break;
            }
            number = token.head;
        }
        Some(number)
    }

    /// Whether the noun phrase that begins at a lexeme can go on at another.
    fn goes_on(&self, from: usize, j: usize, partitive: bool) -> bool {
        let (lexeme, next) = (self.at(j), self.at(j + 1));
        match lexeme.kind {
            Kind::Edge => false,
            // "400 737 Max jets", "two million 330ml cans"
            Kind::Number => partitive || next.capital || next.is_dash() || next.glued,
            Kind::Mark(',') => self.tag(j.saturating_sub(1)) == Upos::Adj && self.tag(j + 1) == Upos::Adj,
            Kind::Mark('\'' | '’') => lexeme.glued && next.glued && self.words.s.contains(&next.hash),
            Kind::Mark(_) => self.is_hyphen(j),
            Kind::Word => {
                let initials = self.syntax.tokens.get(lexeme.token as usize).is_some_and(|t| t.shape == Shape::Upper);
                match self.tag(j) {
                    Upos::Adp | Upos::Pron | Upos::Sconj | Upos::Aux | Upos::Intj => self.words.small.contains(&lexeme.hash),
                    Upos::Det => partitive,
                    Upos::Cconj => j > from,
                    Upos::Verb if self.is_main(j) => false,
                    _ => initials || !self.words.never.contains(&lexeme.hash),
                }
            }
        }
    }

    /// A verb that describes a noun.
    fn is_participle(&self, i: usize) -> bool {
        self.syntax.tokens.get(self.at(i).token as usize).is_some_and(|t| t.upos == Upos::Verb && t.deprel == Deprel::Amod)
    }

    /// The main verb of the sentence: "a crowd of 41,200 **saw** him".
    fn is_main(&self, i: usize) -> bool {
        self.syntax.tokens.get(self.at(i).token as usize).is_some_and(|t| t.deprel == Deprel::Root)
    }

    /// The last noun of the row of words that begins at a lexeme.
    fn head_in_row(&self, from: usize) -> Option<usize> {
        let (mut to, mut head) = (from, None);
        while to < from + REACH {
            match self.step(from, to, head) {
                Step::Over(lexemes) => to += lexemes,
                Step::Owner => (to, head) = (to + 2, None),
                Step::Head => {
                    head = Some(to);
                    to += 1;
                }
                Step::End => break,
            }
        }
        head
    }

    /// What the lexeme `to` is in the row of words behind a number.
    fn step(&self, from: usize, to: usize, head: Option<usize>) -> Step {
        let (lexeme, next) = (self.at(to), self.at(to + 1));
        let words = self.words;
        // "six million 330ml cans", "4,000 Model 7 vans", "three A320 jets": what stands between measures or names.
        let measure = lexeme.kind == Kind::Number && next.glued && next.is_word();
        let named = lexeme.is_word() && lexeme.capital && next.kind == Kind::Number;
        if measure || named {
            return Step::Over(2);
        }
        // "three of Marlow's aides": the owner is not counted.
        let mark = matches!(lexeme.kind, Kind::Mark('\'' | '’')) && lexeme.glued;
        if head.is_some() && mark && next.glued && words.s.contains(&next.hash) {
            return Step::Owner;
        }
        let paired = head.is_some() && head == to.checked_sub(1) && self.is_pair(to);
        // "one of Jupiter's 79 moons", "30 of Boeing's 787-9 jets"
        let number = lexeme.kind == Kind::Number && to > from && (head.is_none() || self.at(to - 1).is_dash());
        if paired || number || to > from && self.is_hyphen(to) {
            return Step::Over(1);
        }
        let initials = self.syntax.tokens.get(lexeme.token as usize).is_some_and(|t| t.shape == Shape::Upper);
        if !lexeme.is_word() || words.never.contains(&lexeme.hash) && !initials {
            return Step::End;
        }
        // "gas-fired plants"
        if next.is_dash() && next.glued && self.at(to + 2).glued {
            return Step::Over(1);
        }
        let described = |upos: Upos| matches!(upos, Upos::Noun | Upos::Adj | Upos::Propn);
        match self.tag(to) {
            // "six people Monday"
            Upos::Propn if head.is_some_and(|head| self.tag(head) == Upos::Noun) => Step::End,
            Upos::Noun | Upos::Propn => Step::Head,
            Upos::Adj | Upos::Num => Step::Over(1),
            // A participle may stand before a noun: "injured people".
            Upos::Verb | Upos::Adv if head.is_none() && described(self.tag(to + 1)) && !self.is_main(to) => Step::Over(1),
            // "badly lit stations"
            Upos::Adv if head.is_none() && self.is_participle(to + 1) && described(self.tag(to + 2)) => Step::Over(2),
            Upos::X if head.is_none() && !lexeme.capital => Step::Head,
            _ => Step::End,
        }
    }
}

fn is_noun(upos: Upos) -> bool {
    matches!(upos, Upos::Noun | Upos::Propn)
}

/// What a lexeme is in the row of words behind a number.
enum Step {
    /// So many lexemes that describe what is counted.
    Over(usize),
    /// An apostrophe and "s": what stood before is an owner.
    Owner,
    Head,
    End,
}
