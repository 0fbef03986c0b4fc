//! Parts of speech: a greedy linear tagger from left to right (Collins 2002, with the lexicon classes of Toutanova's
//! ambiguity features), over hashed features.
//!
//! Words that have one tag in all of the training data get it without scoring.

use std::sync::LazyLock;

use super::lexicon::{Lexicon, WordClass};
use super::tag::Upos;
use super::token::{Shape, Token};
use crate::linear::{Linear, feature, pair};
use crate::names;

/// The tagger's model.
#[derive(Debug)]
pub struct Tagger {
    /// What it knows of words.
    pub lexicon: Lexicon,
    /// The tag of each word class that has only one.
    sure: [Option<Upos>; 256],
    model: Linear,
}

/// How many features a token has.
pub const FEATURES: usize = 47;

/// What the tagger sees of a token.
#[derive(Debug, Clone, Copy, Default)]
pub struct View {
    word: u64,
    suffixes: [u64; 4],
    prefixes: [u64; 2],
    shape: u64,
    /// Its cluster in the fine and the coarse division.
    clusters: [u64; 2],
    /// What the lists of names say of it.
    listed: u64,
    /// Its [`WordClass`].
    pub class: WordClass,
}

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

impl Tagger {
    /// The built-in tagger.
    pub fn built_in() -> &'static Self {
        static TAGGER: LazyLock<Tagger> = LazyLock::new(|| Tagger::open(include_bytes!("../../data/models/tags.bin")));
        &TAGGER
    }

    /// Opens a model file: a lexicon, a byte for each word class (the tag of those that have only one, 255 otherwise), a linear model.
    ///
    /// # Panics
    /// If it is none.
    pub fn open(bytes: &'static [u8]) -> Self {
        let (lexicon, rest) = Lexicon::open(bytes);
        let (tags, rest) = rest.split_first_chunk::<256>().expect("a tag for each word class");
        Self { lexicon, sure: tags.map(|tag| Upos::ALL.get(tag as usize).copied()), model: Linear::open(rest) }
    }

    /// The tag of a word class that has only one.
    pub fn sure(&self, class: WordClass) -> Option<Upos> {
        self.sure[class as usize]
    }

    /// Tags a sentence. `views` is scratch memory.
    pub fn tag(&self, text: &str, tokens: &mut [Token], views: &mut Vec<View>) {
        look(text, tokens, &self.lexicon, views);
        let (mut last, mut before) = (START, START);
        for (i, token) in tokens.iter_mut().enumerate() {
            token.upos = self.sure(views[i].class).unwrap_or_else(|| {
                let mut scores = [0; Upos::ALL.len()];
                for feature in features(views, i, last, before) {
                    self.model.add(feature, &mut scores);
                }
                best(&scores)
            });
            (before, last) = (last, token.upos as u8);
        }
    }
}

/// The tag before the first token.
pub const START: u8 = 31;

/// The tag with the highest score; the first of those that tie.
fn best(scores: &[i32; Upos::ALL.len()]) -> Upos {
    let mut best = 0;
    for (i, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = i;
        }
    }
    Upos::ALL[best]
}

/// Looks at the tokens of a sentence.
pub fn look(text: &str, tokens: &[Token], lexicon: &Lexicon, views: &mut Vec<View>) {
    views.clear();
    let names = names::Lexicon::built_in();
    let casing = casing(tokens) as u64;
    for (i, token) in tokens.iter().enumerate() {
        let word = token.span.of(text).as_bytes();
        let start = u64::from(i == 0 || (i == 1 && tokens[0].shape == Shape::Mark));
        let number = token.shape == Shape::Number;
        let cluster = names.cluster(token.hash);
        views.push(View {
            clusters: [cluster, names::coarse(cluster)].map(u64::from),
            listed: u64::from(names.entry(token.hash).0),
            // Numbers are alike if they are written alike.
            word: if number { 7 + word.len().min(6) as u64 } else { token.hash },
            suffixes: [1, 2, 3, 4].map(|n| affix(word, word.len().saturating_sub(n), word.len())),
            prefixes: [2, 3].map(|n| affix(word, 0, n.min(word.len()))),
            shape: token.shape as u64 | start << 3 | casing << 4 | u64::from(word.contains(&b'-')) << 6,
            class: lexicon.get(token.hash).unwrap_or(Lexicon::UNKNOWN + token.shape as u8),
        });
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

/// The features of token `i`, given the two tags before it.
#[inline]
pub fn features(views: &[View], i: usize, last: u8, before: u8) -> [u64; FEATURES] {
    const EDGE: View = View { word: 3, suffixes: [0; 4], prefixes: [0; 2], shape: 127, clusters: [1; 2], listed: 1, class: 255 };
    let at = |k: isize| i.checked_add_signed(k).and_then(|k| views.get(k)).unwrap_or(&EDGE);
    let (w, p, pp, n, nn) = (at(0), at(-1), at(-2), at(1), at(2));
    let (last, before) = (u64::from(last), u64::from(before));
    let class = u64::from(w.class);
    let (next, after) = (u64::from(n.class), u64::from(nn.class));
    let tags = last << 5 | before;
    let values = [
        1,
        w.word,
        pair(w.word, w.shape & 7),
        p.word,
        n.word,
        pp.word,
        nn.word,
        pair(p.word, w.word),
        pair(w.word, n.word),
        w.suffixes[0],
        w.suffixes[1],
        w.suffixes[2],
        w.suffixes[3],
        w.prefixes[0],
        w.prefixes[1],
        w.shape,
        p.shape << 16 | w.shape << 8 | n.shape,
        last,
        tags,
        pair(last, w.word),
        pair(last, n.word),
        last << 8 | class,
        last << 16 | class << 8 | next,
        class << 8 | next,
        next << 8 | after,
        tags << 8 | class,
        n.suffixes[2],
        p.suffixes[2],
        pair(w.suffixes[2], last),
        pair(w.suffixes[1], w.shape),
        pair(w.word, next),
        pair(w.suffixes[2], next),
        pair(n.suffixes[1], last),
        w.shape << 8 | last,
        class << 16 | next << 8 | after,
        pair(w.shape << 8 | n.shape, next),
        w.clusters[0],
        p.clusters[0],
        n.clusters[0],
        w.clusters[0] << 8 | last,
        w.clusters[0] << 32 | n.clusters[0],
        p.clusters[0] << 32 | w.clusters[0],
        w.clusters[1] << 32 | n.clusters[1] << 16 | last,
        w.clusters[1] << 32 | next << 8 | class,
        w.listed << 8 | w.shape,
        w.listed << 8 | last,
        n.listed << 32 | w.listed << 8 | (w.shape & 7) << 3 | n.shape & 7,
    ];
    let mut template = 0;
    values.map(|value| {
        template += 1;
        feature(template, value)
    })
}
