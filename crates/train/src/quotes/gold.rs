//! The annotated quotations of a data set, in code points and in tokens.

use std::ops::Range;

use nutgraf::article::Article;
use nutgraf::facts::quote::lexicon::{Class, Entry, Lexicon, Role};
use nutgraf::syntax::{Token, Upos};
use serde::Deserialize;

/// A document of the data set.
#[derive(Deserialize)]
pub(super) struct Document {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) quotes: Vec<Annotation>,
}

/// A quotation in it, in code points.
#[derive(Deserialize)]
pub(super) struct Annotation {
    pub(super) spans: Vec<[usize; 2]>,
    pub(super) cue: Option<Vec<[usize; 2]>>,
    pub(super) speaker: Option<Vec<[usize; 2]>>,
    #[serde(default = "yes")]
    pub(super) speech: bool,
}

fn yes() -> bool {
    true
}

/// The same in tokens.
pub(super) struct Gold {
    pub(super) pieces: Vec<Range<usize>>,
    pub(super) cue: Vec<usize>,
    /// The token of the cue that the walk should stop at.
    pub(super) head: Option<usize>,
    pub(super) speaker: Option<Vec<usize>>,
    pub(super) speech: bool,
}

/// The entry of a token, if it may mark speech.
pub(super) fn entry_of(lexicon: &Lexicon, token: &Token) -> Option<Entry> {
    lexicon.entry(lexicon.known(token.hash), token.upos)
}

/// The quotation of an annotation in tokens of the article.
pub(super) fn gold(article: &Article<'_>, lexicon: &Lexicon, quote: &Annotation, map: &[usize]) -> Gold {
    let syntax = article.syntax;
    let words = |&[start, end]: &[usize; 2]| {
        // The stages may have changed the text; spans of the annotation are of the original.
        let (start, end) = (map[start] as u32, map[end] as u32);
        let original = |i: usize| article.document.to_original(syntax.tokens[i].span);
        let first = partition(syntax.tokens.len(), |i| original(i).end <= start);
        let last = partition(syntax.tokens.len(), |i| original(i).start < end);
        let text = |i: usize| syntax.tokens[i].span.of(&article.document.text);
        let is_word = |i: usize| text(i).contains(char::is_alphanumeric);
        let first = (first..last).find(|&i| is_word(i)).unwrap_or(last);
        let end = (first..last).rev().find(|&i| is_word(i)).map_or(first, |i| i + 1);
        first..end
    };
    let mut pieces: Vec<Range<usize>> = quote.spans.iter().map(words).filter(|piece| !piece.is_empty()).collect();
    pieces.sort_by_key(|piece| piece.start);
    // "That is why" is never cut: only the "that" of indirect words is left out.
    let opens_marks = |i: usize| i > 0 && syntax.tokens[i - 1].span.of(&article.document.text).starts_with(['“', '"', '‘']);
    for piece in &mut pieces {
        let hash = syntax.tokens[piece.start].hash;
        let before = piece.start.checked_sub(1).map_or(0, |i| syntax.tokens[i].hash);
        if lexicon.has_role(hash, Role::That) && piece.len() > 1 && !opens_marks(piece.start) {
            piece.start += 1;
        } else if lexicon.has_role(before, Role::Whether) {
            piece.start -= 1;
        }
    }
    let raw = |spans: &Option<Vec<[usize; 2]>>| {
        spans
            .iter()
            .flatten()
            .flat_map(|&[start, end]| {
                let (start, end) = (map[start] as u32, map[end] as u32);
                let original = |i: usize| article.document.to_original(syntax.tokens[i].span);
                partition(syntax.tokens.len(), |i| original(i).end <= start)..partition(syntax.tokens.len(), |i| {
                    original(i).start < end
                })
            })
            .collect::<Vec<_>>()
    };
    let cue = raw(&quote.cue);
    let rank = |&i: &usize| {
        let token = &syntax.tokens[i];
        entry_of(lexicon, token).map(|entry| match entry.class {
            Class::Speech | Class::Thought | Class::Silence => u8::from(token.upos != Upos::Verb),
            Class::Source => 2,
            Class::Noun => 3,
            Class::Mark | Class::Frame => 4,
        })
    };
    let head = cue.iter().copied().filter(|i| rank(i).is_some()).min_by_key(rank);
    Gold { pieces, head, speaker: quote.speaker.is_some().then(|| raw(&quote.speaker)), cue, speech: quote.speech }
}

/// The first index below `len` that `test` fails for; it holds up to there.
fn partition(len: usize, test: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = usize::midpoint(low, high);
        if test(middle) { low = middle + 1 } else { high = middle }
    }
    low
}
