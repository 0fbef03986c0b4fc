//! The words of numbers in a language, and what a reader of numbers returns.

use rustc_hash::FxHashMap;

use super::super::lexeme::{EDGE, Lexeme};
use crate::lexicon::folder::{Folder, ListError};
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

/// The hash of no lexeme: marks have 0.
const NO_WORD: u64 = u64::MAX;

/// Makes a field for each name of `small.tsv` that is one word.
macro_rules! fixed {
    ($($name:ident)+) => {
        /// The words that the reader looks for by themselves; [`NO_WORD`] for those that a language lacks.
        #[derive(Debug)]
        pub struct Fixed {
            $(pub $name: u64,)+
            /// The letters of ordinals: "3rd".
            pub suffixes: Vec<u64>,
        }

        impl Default for Fixed {
            fn default() -> Self {
                Self { $($name: NO_WORD,)+ suffixes: Vec::new() }
            }
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

/// The number words of a language, each with up to three roles: "third" is a fraction and an ordinal.
#[derive(Debug, Default)]
pub struct Numbers {
    /// What each word does in a number, by [`hash`].
    pub cardinals: FxHashMap<u64, Role>,
    /// What each word of a share divides by.
    pub fractions: FxHashMap<u64, f64>,
    /// The value of each ordinal in words.
    pub ordinals: FxHashMap<u64, u8>,
    /// The small words inside numbers.
    pub fixed: Fixed,
}

impl Numbers {
    /// Opens the lists of a language.
    ///
    /// # Errors
    /// If a row of a list can't be used.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let mut this = Self::default();
        folder.read("number/words", |[word, kind, value]| {
            let (key, value) = (hash(word), value.parse::<f64>().map_err(|_| format!("{value:?} is no number"))?);
            match kind {
                "fraction" => _ = this.fractions.insert(key, value),
                "ordinal" => _ = this.ordinals.insert(key, value as u8),
                "unit" => _ = this.cardinals.insert(key, Role::Unit(value)),
                "ten" => _ = this.cardinals.insert(key, Role::Ten(value)),
                "hundred" => _ = this.cardinals.insert(key, Role::Hundred),
                "scale" => _ = this.cardinals.insert(key, Role::Scale(value)),
                "few" => _ = this.cardinals.insert(key, Role::Few),
                // The head of the list knows no other kind than "vague".
                _ => _ = this.cardinals.insert(key, Role::Vague(value)),
            }
            Ok(())
        })?;
        folder.read("number/small", |[name, words]| {
            match this.fixed.word(name) {
                Some(word) => *word = hash(words),
                None => this.fixed.suffixes = words.split(' ').map(hash).collect(),
            }
            Ok(())
        })?;
        Ok(this)
    }

    /// What a word does in a number.
    pub fn role(&self, lexeme: &Lexeme) -> Option<Role> {
        if lexeme.is_word() { self.cardinals.get(&lexeme.hash).copied() } else { None }
    }

    /// What a word multiplies the number before it by: "million".
    pub fn scale(&self, lexeme: &Lexeme) -> Option<f64> {
        match self.role(lexeme)? {
            Role::Hundred => Some(100.0),
            Role::Scale(value) => Some(value),
            _ => None,
        }
    }

    /// The words of numbers and ordinals.
    pub fn words(&self) -> impl Iterator<Item = u64> {
        self.cardinals.keys().chain(self.ordinals.keys()).copied()
    }

    /// The words of shares: "third", "quarters".
    pub fn shares(&self) -> impl Iterator<Item = u64> {
        self.fractions.keys().copied()
    }

    /// What a word divides by: 3 for "thirds".
    pub fn denominator(&self, lexeme: &Lexeme) -> Option<f64> {
        if lexeme.is_word() { self.fractions.get(&lexeme.hash).copied() } else { None }
    }
}

/// A number that was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// Index of the lexeme after the number.
    pub end: usize,
    /// Its value; of a vague one its lower bound.
    pub value: f64,
    /// "hundreds", "tens of thousands": no more than a size.
    pub vague: bool,
    /// Has words, not digits alone.
    pub worded: bool,
    /// True for a share: "two-thirds", "half".
    pub fraction: bool,
}

pub fn at(lexemes: &[Lexeme], i: usize) -> &Lexeme {
    lexemes.get(i).unwrap_or(&EDGE)
}
