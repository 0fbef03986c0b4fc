//! What the network sees of each token: rows of its table.

use crate::lexicon::names::{self, Lexicon as NameLexicon};
use crate::model::linear::{feature, pair};
use crate::syntax::lexicon::{Lexicon, WordClass};
use crate::syntax::token::{Shape, Token};

/// Rows of the table, as a power of two.
pub const ROW_BITS: u32 = 16;
/// How many rows a token has.
pub const TEMPLATES: usize = 11;

/// The rows of a token. The first [`WORDS`] are the word's own, which training hides now and then.
pub type Rows = [u16; TEMPLATES];

/// How many of a token's rows stand for the word itself.
pub const WORDS: usize = 1;

/// Which row stands for what is around the word; the others go by the word alone.
pub const AROUND: usize = 6;
/// How many shapes of standing in a sentence there are.
pub const SHAPES: usize = 128;

/// How a sentence uses capitals, which decides what they mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Casing {
    Normal,
    /// Like This Headline
    Title,
    /// LIKE THIS ONE
    Upper,
}

/// Looks at the tokens of a sentence.
pub fn look(text: &str, tokens: &[Token], lexicon: &Lexicon, names: &NameLexicon, rows: &mut Vec<Rows>) {
    rows.clear();
    let casing = Casing::of(tokens);
    rows.extend((0..tokens.len()).map(|i| {
        let mut rows = word(text, &tokens[i], Listed::new(&tokens[i], lexicon, names));
        rows[AROUND] = around(shape(text, tokens, i, casing));
        rows
    }));
}

/// What the long tables have on a word. They lie far from the text, so that many words are better looked up in a row.
#[derive(Debug, Clone, Copy)]
pub struct Listed {
    cluster: u16,
    names: u16,
    classes: Option<WordClass>,
}

impl Listed {
    /// Looks a word up in the long tables.
    #[inline]
    pub fn new(token: &Token, lexicon: &Lexicon, names: &NameLexicon) -> Self {
        Self { cluster: names.cluster(token.hash), names: names.entry(token.hash).0, classes: lexicon.get(token.hash) }
    }
}

/// The rows that go by the word alone, with any one in the place of [`AROUND`].
pub fn word(text: &str, token: &Token, listed: Listed) -> Rows {
    let word = token.span.of(text).as_bytes();
    let Listed { cluster, names, classes } = listed;
    let ending = |n: usize| affix(word, word.len().saturating_sub(n), word.len());
    let values = [
        // Numbers are alike if they are written alike.
        if token.shape == Shape::Number { 7 + word.len().min(6) as u64 } else { token.hash },
        ending(2),
        ending(3),
        ending(4),
        affix(word, 0, word.len().min(2)),
        affix(word, 0, word.len().min(3)),
        0,
        u64::from(cluster),
        u64::from(names::coarse(cluster)) << 8 | token.shape as u64,
        u64::from(names) << 3 | token.shape as u64,
        u64::from(classes.unwrap_or(Lexicon::UNKNOWN + token.shape as u8)),
    ];
    std::array::from_fn(|template| row(template, values[template]))
}

/// What [`word`] goes by, as one number.
#[inline]
pub fn key(text: &str, token: &Token) -> u64 {
    let word = token.span.of(text);
    let form = if word.is_ascii() {
        token.hash
    } else {
        // Letters beyond ASCII are told apart by case in affixes.
        word.bytes().fold(token.hash, |sum, b| pair(sum, u64::from(b)))
    };
    pair(form, token.shape as u64 + 1)
}

/// How a word stands in its sentence, below [`SHAPES`].
#[inline]
pub fn shape(text: &str, tokens: &[Token], i: usize, casing: Casing) -> usize {
    let start = i == 0 || (i == 1 && tokens[0].shape == Shape::Mark);
    let hyphen = tokens[i].span.of(text).as_bytes().contains(&b'-');
    tokens[i].shape as usize | usize::from(start) << 3 | (casing as usize) << 4 | usize::from(hyphen) << 6
}

/// The row of a way to stand.
pub fn around(shape: usize) -> u16 {
    row(AROUND, shape as u64)
}

fn row(template: usize, value: u64) -> u16 {
    (feature(template as u64 + 1, value) & ((1 << ROW_BITS) - 1)) as u16
}

/// A piece of a word as a number, ASCII letters in lower case.
fn affix(word: &[u8], start: usize, end: usize) -> u64 {
    word[start..end].iter().fold(1, |sum, b| sum << 8 | u64::from(b.to_ascii_lowercase()))
}

impl Casing {
    /// Returns how the tokens of a sentence use capitals.
    pub fn of(tokens: &[Token]) -> Self {
        let (mut upper, mut capital, mut lower) = (0, 0, 0);
        for token in tokens.iter().filter(|token| token.span.len() > 3) {
            match token.shape {
                Shape::Upper => upper += 1,
                Shape::Capital | Shape::Mixed => capital += 1,
                Shape::Lower => lower += 1,
                _ => {}
            }
        }
        if upper > 1 && upper > 2 * (lower + capital) {
            Self::Upper
        } else if capital > 2 && capital > 3 * lower {
            Self::Title
        } else {
            Self::Normal
        }
    }
}
