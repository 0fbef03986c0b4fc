//! The words before and after a number that make it a bound or an estimate.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::lexeme::Lexeme;
use crate::record::QuantityModifier;
use crate::text::hash::hash;

/// A phrase and what it makes of a number.
type Phrase = (Vec<u64>, QuantityModifier);

/// Phrases before a number: their words from the last to the first, and what they make of it.
static BEFORE: LazyLock<FxHashMap<u64, Vec<Phrase>>> = LazyLock::new(|| {
    use QuantityModifier::{About, Less, More};
    let rows = [
        (
            More,
            "more than|over|at least|above|exceeding|exceeds|exceeded|no fewer than|no less than|not less than|upwards of|a minimum of|minimum of|minimum|in excess of|greater than|higher than|better than|surpassing|topping|well over|beyond|not fewer than|older than",
        ),
        (
            Less,
            "less than|fewer than|under|below|up to|at most|no more than|not more than|as many as|as much as|a maximum of|maximum of|maximum|lower than|just under|well under|or less than|within|younger than|smaller than",
        ),
        (
            About,
            "about|around|some|roughly|approximately|approx|nearly|almost|an estimated|estimated|close to|near|near to|circa|or so|just over|just under|just about|something like|in the region of|on the order of|a little over|a little under|slightly more than|slightly less than|slightly over|virtually|probably",
        ),
    ];
    let mut table: FxHashMap<u64, Vec<Phrase>> = FxHashMap::default();
    for (modifier, phrases) in rows {
        for phrase in phrases.split('|') {
            let words: Vec<u64> = phrase.split(' ').rev().map(hash).collect();
            let list: &mut Vec<Phrase> = table.entry(words[0]).or_default();
            list.push((words, modifier));
            // The longest first: "not more than" before "more than".
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
    }
    table
});

/// The bound or estimate before lexeme `i`: where it begins and what it says.
pub(super) fn before(lexemes: &[Lexeme], i: usize) -> Option<(usize, QuantityModifier)> {
    let last = lexemes.get(i.checked_sub(1)?).filter(|l| l.is_word())?;
    let phrases = BEFORE.get(&last.hash)?;
    phrases.iter().find_map(|(words, modifier)| {
        let start = i.checked_sub(words.len())?;
        let fits = words.iter().zip(lexemes[start..i].iter().rev()).all(|(word, lexeme)| lexeme.hash == *word);
        fits.then_some((start, *modifier))
    })
}

static AFTER: LazyLock<[(Vec<u64>, QuantityModifier); 5]> = LazyLock::new(|| {
    let words = |phrase: &str| phrase.split(' ').map(hash).collect();
    [
        (words("or more"), QuantityModifier::More),
        (words("or higher"), QuantityModifier::More),
        (words("or less"), QuantityModifier::Less),
        (words("or fewer"), QuantityModifier::Less),
        (words("or so"), QuantityModifier::About),
    ]
});

/// The bound or estimate at lexeme `i` behind a quantity: "or more", "plus".
pub(super) fn after(lexemes: &[Lexeme], i: usize) -> Option<(usize, QuantityModifier)> {
    let next = lexemes.get(i)?;
    if next.is('+') && next.glued {
        return Some((i + 1, QuantityModifier::More));
    }
    AFTER.iter().find_map(|(words, modifier)| {
        let stretch = lexemes.get(i..i + words.len())?;
        stretch.iter().zip(words).all(|(lexeme, word)| lexeme.hash == *word).then_some((i + words.len(), *modifier))
    })
}
