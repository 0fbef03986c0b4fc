//! Whether the clause round an expression lies in the past or ahead: closed lists and parts of speech.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::lexeme::{Kind, Lexeme};
use crate::lexicon::folder::Folder;
use crate::syntax::{Syntax, Upos};
use crate::text::hash::hash;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
}

/// The tense of each word of the list, and whether it has to be tagged as a verb.
static WORDS: LazyLock<FxHashMap<u64, (Tense, bool)>> = LazyLock::new(|| {
    Folder::english()
        .rows("time/tense")
        .map(|row| row.cells::<3>())
        .map(|[word, tense, note]| {
            let tense = if tense == "future" { Tense::Future } else { Tense::Past };
            (hash(word), (tense, note == "verb"))
        })
        .collect()
});

/// The words that the rules name by themselves.
struct Fixed {
    to: u64,
    be: u64,
    have: u64,
    due: u64,
    expected: u64,
    than: u64,
    as_: u64,
    will: u64,
    since: u64,
}

static FIXED: LazyLock<Fixed> = LazyLock::new(|| Fixed {
    to: hash("to"),
    be: hash("be"),
    have: hash("have"),
    due: hash("due"),
    expected: hash("expected"),
    than: hash("than"),
    as_: hash("as"),
    will: hash("will"),
    since: hash("since"),
});

/// No clause is looked through further than this.
const REACH: usize = 16;

/// The tense of the verb nearest before the expression in its sentence, else of the nearest one after.
pub(super) fn of(lexemes: &[Lexeme], text: &str, syntax: &Syntax, from: usize, to: usize) -> Option<Tense> {
    let inside = |l: &(usize, &Lexeme)| l.1.kind != Kind::Edge;
    // "until Friday", "by March": said right before, it looks ahead.
    if from > 0 && AHEAD.contains(&lexemes[from - 1].hash) {
        return Some(Tense::Future);
    }
    if from > 0 && lexemes[from - 1].hash == FIXED.since {
        return Some(Tense::Past);
    }
    let mut comma = false;
    let before = lexemes[..from].iter().enumerate().rev().take(REACH);
    let found = before.take_while(|l| inside(l)).find_map(|(i, l)| {
        comma |= l.is(',');
        word(lexemes, text, syntax, i, l).filter(|_| !(comma && l.hash == FIXED.to))
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
    WORDS.get(&lexeme.hash).is_some_and(|w| w.0 == Tense::Past) || word.len() > 4 && word.ends_with("ed") && !lexeme.capital
}

fn word(lexemes: &[Lexeme], text: &str, syntax: &Syntax, i: usize, lexeme: &Lexeme) -> Option<Tense> {
    if !lexeme.is_word() {
        return None;
    }
    let fixed = &*FIXED;
    let tag = |l: &Lexeme| syntax.tokens.get(l.token as usize).map_or(Upos::X, |t| t.upos);
    let after = |n: usize| lexemes.get(i + n).filter(|l| l.is_word());
    let before = |n: usize| i.checked_sub(n).and_then(|j| lexemes.get(j)).map_or(0, |l| l.hash);
    if lexeme.hash == fixed.to {
        // "plans to meet", "to be shipped": what is to be done lies ahead.
        return after(1).filter(|l| matches!(tag(l), Upos::Verb | Upos::Aux)).map(|_| Tense::Future);
    }
    let verb = || matches!(tag(lexeme), Upos::Verb | Upos::Aux | Upos::X);
    let listed = WORDS.get(&lexeme.hash).copied();
    let tense = match listed {
        Some((_, true)) if !verb() => return None,
        // "could have sunk" tells of what is over.
        Some((Tense::Future, _))
            if lexeme.hash != fixed.will && tag(lexeme) == Upos::Aux && after(1).is_some_and(|l| l.hash == fixed.have) =>
        {
            Tense::Past
        }
        // "due to the storm", "than expected"
        Some(_) if lexeme.hash == fixed.due && after(1).is_some_and(|l| l.hash == fixed.to) => {
            return after(2).filter(|l| matches!(tag(l), Upos::Verb | Upos::Aux)).map(|_| Tense::Future);
        }
        Some(_) if lexeme.hash == fixed.expected && [fixed.than, fixed.as_].contains(&before(1)) => return None,
        Some((tense, _)) => tense,
        None if is_past(lexeme, text) && matches!(tag(lexeme), Upos::Verb | Upos::X) => Tense::Past,
        None => return None,
    };
    // "will be shipped", "to be soon rebuilt": the word before "be" tells.
    let passive = tense == Tense::Past && tag(lexeme) == Upos::Verb && (before(1) == fixed.be || before(2) == fixed.be);
    (!passive).then_some(tense)
}
