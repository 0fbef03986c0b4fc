//! The words of numbers, and what a reader of numbers gives.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::lexeme::{EDGE, Lexeme};
use crate::lexicon::folder::Folder;
use crate::text::hash::hash;

/// What a number word does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Role {
    Unit(f64),
    Ten(f64),
    Hundred,
    Scale(f64),
    Vague(f64),
    /// "several", "few": of hundreds.
    Few,
}

/// The number words, each with up to three roles: "third" is a fraction and an ordinal.
#[derive(Debug, Default)]
pub struct Words {
    pub cardinals: FxHashMap<u64, Role>,
    pub fractions: FxHashMap<u64, f64>,
    pub ordinals: FxHashMap<u64, u8>,
}

pub static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for [word, kind, value] in Folder::english().rows("number/words").map(|row| row.cells::<3>()) {
        let (key, value) = (hash(word), value.parse::<f64>().unwrap_or_default());
        match kind {
            "fraction" => _ = words.fractions.insert(key, value),
            "ordinal" => _ = words.ordinals.insert(key, value as u8),
            "unit" => _ = words.cardinals.insert(key, Role::Unit(value)),
            "ten" => _ = words.cardinals.insert(key, Role::Ten(value)),
            "hundred" => _ = words.cardinals.insert(key, Role::Hundred),
            "scale" => _ = words.cardinals.insert(key, Role::Scale(value)),
            "few" => _ = words.cardinals.insert(key, Role::Few),
            // The head of the list knows no other kind than "vague".
            _ => _ = words.cardinals.insert(key, Role::Vague(value)),
        }
    }
    words
});

/// Makes a field for each name of `small.tsv` that is one word.
macro_rules! fixed {
    ($($name:ident)+) => {
        /// The words that the reader looks for by themselves; 0, which no word has, for those that a language lacks.
        #[derive(Debug, Default)]
        pub struct Fixed {
            $(pub $name: u64,)+
            /// The letters of ordinals: "3rd".
            pub suffixes: Vec<u64>,
        }

        impl Fixed {
            fn word(&mut self, name: &str) -> Option<&mut u64> {
                match name {
                    $(stringify!($name) => Some(&mut self.$name),)+
                    _ => None,
                }
            }
        }
    };
}

fixed! { a an and half of point e quarters }

pub static FIXED: LazyLock<Fixed> = LazyLock::new(|| {
    let mut fixed = Fixed::default();
    for [name, words] in Folder::english().rows("number/small").map(|row| row.cells::<2>()) {
        match fixed.word(name) {
            Some(word) => *word = hash(words),
            None => fixed.suffixes = words.split(' ').map(hash).collect(),
        }
    }
    fixed
});

/// A number that was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// The lexeme after it.
    pub end: usize,
    /// Its value; of a vague one its lower bound.
    pub value: f64,
    /// "hundreds", "tens of thousands": no more than a size.
    pub vague: bool,
    /// Has words, not digits alone.
    pub worded: bool,
    /// A share: "two-thirds", "half".
    pub fraction: bool,
}

pub fn at(lexemes: &[Lexeme], i: usize) -> &Lexeme {
    lexemes.get(i).unwrap_or(&EDGE)
}

pub fn role(lexeme: &Lexeme) -> Option<Role> {
    if lexeme.is_word() { WORDS.cardinals.get(&lexeme.hash).copied() } else { None }
}

/// What a word multiplies the number before it by: "million".
pub fn scale(lexeme: &Lexeme) -> Option<f64> {
    match role(lexeme)? {
        Role::Hundred => Some(100.0),
        Role::Scale(value) => Some(value),
        _ => None,
    }
}

/// The words of numbers and ordinals.
pub fn words() -> impl Iterator<Item = u64> {
    WORDS.cardinals.keys().chain(WORDS.ordinals.keys()).copied()
}

/// The words of shares: "third", "quarters".
pub fn shares() -> impl Iterator<Item = u64> {
    WORDS.fractions.keys().copied()
}

/// What a word divides by: 3 for "thirds".
pub fn denominator(lexeme: &Lexeme) -> Option<f64> {
    if lexeme.is_word() { WORDS.fractions.get(&lexeme.hash).copied() } else { None }
}
