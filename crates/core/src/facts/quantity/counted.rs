//! What a number counts: "hundreds of *drones*", "two of his *ministers*", "20 per cent of *Ukraine*".

use std::sync::LazyLock;

use super::super::lexeme::{EDGE, Kind, Lexeme};
use crate::syntax::{Syntax, Upos};
use crate::text::hash::hash;

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

static OF: LazyLock<u64> = LazyLock::new(|| hash("of"));
static SMALL: LazyLock<[u64; 20]> = LazyLock::new(|| {
    [
        "the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "all", "these", "those", "more", "other", "such",
        "new", "first", "last", "every",
    ]
    .map(hash)
});
static NEVER: LazyLock<[u64; 12]> =
    LazyLock::new(|| ["percent", "per", "which", "whom", "who", "that", "it", "them", "us", "this", "one", "ago"].map(hash));

/// No counted phrase is longer.
const REACH: usize = 6;

/// What is counted by the number that ends before lexeme `i`.
pub(super) fn after(lexemes: &[Lexeme], syntax: &Syntax, i: usize, share: bool) -> Option<Counted> {
    let at = |i: usize| lexemes.get(i).unwrap_or(&EDGE);
    let tag = |i: usize| syntax.tokens.get(at(i).token as usize).map_or(Upos::X, |t| t.upos);
    // "28-point plan": the noun that is joined to the number.
    if at(i).is_dash() && at(i).glued && at(i + 1).glued && at(i + 1).is_word() {
        return Some(Counted { from: i + 1, head: i + 1, to: i + 2 });
    }
    let mut from = i;
    if at(from).hash == *OF {
        from += 1;
    }
    let partitive = from > i || share;
    // "two of the first five", "of his 14": what stands between number and noun.
    while at(from).is_word() && SMALL.contains(&at(from).hash) && (partitive || !is_article(at(from)))
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
        let word = lexeme.is_word() && !NEVER.contains(&lexeme.hash);
        let hyphen = lexeme.is_dash() && lexeme.glued && at(to + 1).glued && to > from;
        if hyphen {
            to += 1;
            continue;
        }
        if !word || lexeme.kind == Kind::Edge {
            break;
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

fn is_article(lexeme: &Lexeme) -> bool {
    SMALL[..10].contains(&lexeme.hash)
}
