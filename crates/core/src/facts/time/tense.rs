//! Whether the clause round an expression lies in the past or ahead: closed lists and parts of speech.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::lexeme::{Kind, Lexeme};
use crate::syntax::{Syntax, Upos, hash};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
}

static WORDS: LazyLock<FxHashMap<u64, Tense>> = LazyLock::new(|| {
    super::super::rows(include_str!("../../../data/time/tense.tsv"))
        .map(|(word, tense, _)| (hash(word), if tense == "future" { Tense::Future } else { Tense::Past }))
        .collect()
});

static TO: LazyLock<u64> = LazyLock::new(|| hash("to"));

/// No clause is looked through further than this.
const REACH: usize = 16;

/// The tense of the verb nearest before the expression in its sentence, else of the nearest one after.
pub(super) fn of(lexemes: &[Lexeme], text: &str, syntax: &Syntax, from: usize, to: usize) -> Option<Tense> {
    let inside = |l: &&(usize, &Lexeme)| l.1.kind != Kind::Edge;
    let before = lexemes[..from].iter().enumerate().rev().take(REACH).map(|(i, l)| (i, l));
    let found = before.take_while(|l| inside(&l)).find_map(|(i, l)| word(lexemes, text, syntax, i, l));
    found.or_else(|| {
        let after = lexemes.get(to..).unwrap_or(&[]).iter().enumerate().take(REACH).map(|(i, l)| (to + i, l));
        after.take_while(|l| inside(&l)).find_map(|(i, l)| word(lexemes, text, syntax, i, l))
    })
}

fn word(lexemes: &[Lexeme], text: &str, syntax: &Syntax, i: usize, lexeme: &Lexeme) -> Option<Tense> {
    if !lexeme.is_word() {
        return None;
    }
    if let Some(&tense) = WORDS.get(&lexeme.hash) {
        return Some(tense);
    }
    let tag = |l: &Lexeme| syntax.tokens.get(l.token as usize).map_or(Upos::X, |t| t.upos);
    if lexeme.hash == *TO {
        // "plans to meet": what is to be done lies ahead.
        return lexemes.get(i + 1).filter(|l| tag(l) == Upos::Verb).map(|_| Tense::Future);
    }
    let word = lexeme.span.of(text);
    let participle = word.len() > 4 && word.ends_with("ed") && !lexeme.capital && matches!(tag(lexeme), Upos::Verb | Upos::X);
    participle.then_some(Tense::Past)
}
