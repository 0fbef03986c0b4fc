//! What a number counts: "hundreds of *drones*", "two of his *ministers*", "20 per cent of *Ukraine*".

use super::super::lexeme::{EDGE, Kind, Lexeme};
use super::words::Resources;
use crate::syntax::{Syntax, Upos};

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
const REACH: usize = 6;

/// What is counted by the number that ends before lexeme `i`.
pub(super) fn after(words: &Resources, lexemes: &[Lexeme], syntax: &Syntax, i: usize, share: bool) -> Option<Counted> {
    let at = |i: usize| lexemes.get(i).unwrap_or(&EDGE);
    let tag = |i: usize| syntax.tokens.get(at(i).token as usize).map_or(Upos::X, |t| t.upos);
    // "28-point plan": the noun that is joined to the number.
    if at(i).is_dash() && at(i).glued && at(i + 1).glued && at(i + 1).is_word() {
        return Some(Counted { from: i + 1, head: i + 1, to: i + 2 });
    }
    let mut from = i;
    if words.of.contains(&at(from).hash) {
        from += 1;
    }
    let partitive = from > i || share;
    // "two of the first five", "of his 14": what stands between number and noun.
    while at(from).is_word() && words.small.contains(&at(from).hash) && (partitive || !words.article.contains(&at(from).hash))
        || partitive && at(from).kind == Kind::Number
    {
        from += 1;
        if from > i + 4 {
            return None;
        }
    }
    let (mut to, mut head) = (from, None);
    while to < from + REACH {
        let lexeme = at(to);
        let word = lexeme.is_word() && !words.never.contains(&lexeme.hash);
        let next = at(to + 1);
        // "six million 330ml cans", "4,000 Model 7 vans", "three A320 jets": what stands between measures or names.
        let measure = lexeme.kind == Kind::Number && next.glued && next.is_word();
        let named = lexeme.is_word() && lexeme.capital && next.kind == Kind::Number;
        if measure || named {
            to += 2;
            continue;
        }
        // "three of Marlow's aides": the owner is not counted.
        if head.is_some()
            && matches!(lexeme.kind, Kind::Mark('\'' | '’'))
            && lexeme.glued
            && next.glued
            && words.s.contains(&next.hash)
        {
            (to, head) = (to + 2, None);
            continue;
        }
        // "dozens of Volvo and Saab vans"
        if head == to.checked_sub(1)
            && tag(to - 1) == Upos::Propn
            && words.and.contains(&lexeme.hash)
            && tag(to + 1) == Upos::Propn
            && tag(to + 2) == Upos::Noun
        {
            to += 1;
            continue;
        }
        // "one of Jupiter's 79 moons", "30 of Boeing's 787-9 jets"
        if lexeme.kind == Kind::Number && to > from && (head.is_none() || at(to - 1).is_dash()) {
            to += 1;
            continue;
        }
        let hyphen = lexeme.is_dash() && lexeme.glued && at(to + 1).glued && to > from;
        if hyphen {
            to += 1;
            continue;
        }
        if !word || lexeme.kind == Kind::Edge {
            break;
        }
        // "gas-fired plants"
        if next.is_dash() && next.glued && at(to + 2).glued {
            to += 1;
            continue;
        }
        match tag(to) {
            Upos::Noun | Upos::Propn => head = Some(to),
            Upos::Adj | Upos::Num => {}
            // A participle may stand before a noun: "injured people".
            Upos::Verb | Upos::Adv if head.is_none() && matches!(tag(to + 1), Upos::Noun | Upos::Adj | Upos::Propn) => {}
            Upos::X if head.is_none() && !lexeme.capital => head = Some(to),
            _ => break,
        }
        to += 1;
    }
    let head = head?;
    // Nouns before the head belong to what is counted: "fishing boats"; names and adjectives describe it.
    let mut first = head;
    while first > from && tag(first - 1) == Upos::Noun && at(first - 1).is_word() && !at(first - 1).capital {
        first -= 1;
    }
    Some(Counted { from, head: first, to: head + 1 })
}
