//! What the network sees of each token: rows of its table.

use crate::linear::feature;
use crate::names;
use crate::syntax::lexicon::Lexicon;
use crate::syntax::token::{Shape, Token};

/// Rows of the table, as a power of two.
pub const ROW_BITS: u32 = 16;
/// How many rows a token has.
pub const TEMPLATES: usize = 11;

/// The rows of a token. The first [`WORDS`] are the word's own, which training hides now and then.
pub type Rows = [u16; TEMPLATES];

/// How many of a token's rows stand for the word itself.
pub const WORDS: usize = 1;

/// How a sentence uses capitals, which decides what they mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Casing {
    Normal,
    /// Like This Headline
    Title,
    /// LIKE THIS ONE
    Upper,
}

/// Looks at the tokens of a sentence.
pub fn look(text: &str, tokens: &[Token], lexicon: &Lexicon, rows: &mut Vec<Rows>) {
    rows.clear();
    let names = names::Lexicon::built_in();
    let casing = casing(tokens) as u64;
    for (i, token) in tokens.iter().enumerate() {
        let word = token.span.of(text).as_bytes();
        let start = u64::from(i == 0 || (i == 1 && tokens[0].shape == Shape::Mark));
        let cluster = names.cluster(token.hash);
        let ending = |n: usize| affix(word, word.len().saturating_sub(n), word.len());
        let shape = token.shape as u64 | start << 3 | casing << 4 | u64::from(word.contains(&b'-')) << 6;
        let values = [
            // Numbers are alike if they are written alike.
            if token.shape == Shape::Number { 7 + word.len().min(6) as u64 } else { token.hash },
            ending(2),
            ending(3),
            ending(4),
            affix(word, 0, word.len().min(2)),
            affix(word, 0, word.len().min(3)),
            shape,
            u64::from(cluster),
            u64::from(names::coarse(cluster)) << 8 | token.shape as u64,
            u64::from(names.entry(token.hash).0) << 3 | token.shape as u64,
            u64::from(lexicon.get(token.hash).unwrap_or(Lexicon::UNKNOWN + token.shape as u8)),
        ];
        let mut template = 0;
        rows.push(values.map(|value| {
            template += 1;
            (feature(template, value) & ((1 << ROW_BITS) - 1)) as u16
        }));
    }
}

/// A piece of a word as a number, ASCII letters in lower case.
fn affix(word: &[u8], start: usize, end: usize) -> u64 {
    word[start..end].iter().fold(1, |sum, b| sum << 8 | u64::from(b.to_ascii_lowercase()))
}

fn casing(tokens: &[Token]) -> Casing {
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
        Casing::Upper
    } else if capital > 2 && capital > 3 * lower {
        Casing::Title
    } else {
        Casing::Normal
    }
}
