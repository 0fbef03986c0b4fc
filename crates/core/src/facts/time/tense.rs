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
    let inside = |l: &(usize, &Lexeme)| l.1.kind != Kind::Edge;
    // "until Friday", "by March": said right before, it looks ahead.
    if from > 0 && AHEAD.contains(&lexemes[from - 1].hash) {
        return Some(Tense::Future);
    }
    let mut comma = false;
    let before = lexemes[..from].iter().enumerate().rev().take(REACH);
    let found = before.take_while(|l| inside(l)).find_map(|(i, l)| {
        comma |= l.is(',');
        word(lexemes, text, syntax, i, l).filter(|_| !(comma && l.hash == *TO))
    });
    found.or_else(|| {
        let after = lexemes.get(to..).unwrap_or(&[]).iter().enumerate().take(REACH);
        let clause = after.take_while(|(i, l)| l.kind != Kind::Edge && !(*i > 0 && l.is(',')));
        clause.map(|(i, l)| (to + i, l)).find_map(|(i, l)| word(lexemes, text, syntax, i, l))
    })
}

static AHEAD: LazyLock<[u64; 5]> = LazyLock::new(|| ["until", "till", "by", "next", "due"].map(hash));

/// Whether a word is a verb in the past, by the list or its ending.
pub(super) fn is_past(lexeme: &Lexeme, text: &str) -> bool {
    let word = lexeme.span.of(text);
    WORDS.get(&lexeme.hash) == Some(&Tense::Past) || word.len() > 4 && word.ends_with("ed") && !lexeme.capital
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
    (is_past(lexeme, text) && matches!(tag(lexeme), Upos::Verb | Upos::X)).then_some(Tense::Past)
}
