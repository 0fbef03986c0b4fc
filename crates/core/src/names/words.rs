//! The words of a document as the tagger sees them.

use std::ops::Range;

use super::cues::{CueWords, Cues};
use crate::lexicon::names::{LexiconFlags, Lexicon};
use crate::model::linear::pair;
use crate::model::memory::Memory;
use crate::syntax::{Shape, Syntax, Token, Upos};
use crate::text::hash::hash;

/// Memory of one thread that every document uses again.
#[derive(Debug, Default)]
pub struct Scratch {
    /// What the lists say of words.
    listed: Memory<Listed>,
}

/// How the letters of a whole sentence are written; a feature by its number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SentenceCase {
    /// Capitals where a sentence has them.
    #[default]
    Ordinary,
    /// Most words have a capital: "Mayor Opens New Bridge".
    Headline,
    /// All letters are capitals: "MAYOR OPENS BRIDGE".
    Capitals,
    /// No letter is a capital: "mayor opens bridge".
    Small,
}

/// A word with all that lists and spelling say of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Word {
    /// The hash of its lower-case form; of a number, of its shape.
    pub form: u64,
    /// Its shape: capitals, small letters and digits told apart, repetitions taken out.
    pub shape: u64,
    /// Its last two, three and four letters; like the first ones known only of scored words and their neighbours.
    pub suffixes: [u64; 3],
    /// Its first three letters, as a number.
    pub prefix: u64,
    /// The classes of the short lists.
    pub cues: Cues,
    /// The entry of the long lists.
    pub entry: LexiconFlags,
    /// Its clusters by the words beside it in our texts.
    pub cluster: u16,
    /// Its clusters by public word vectors.
    pub vector: u16,
    /// The relation to its head.
    pub relation: u8,
    /// Its head, as an index of the document's words.
    pub head: u32,
    /// Its part of speech, as a number.
    pub upos: u8,
    /// The place of the lists that it is in: the place's size times four and this word's part in it; zero for none.
    pub place: u8,
    /// How its sentence is written.
    pub case: SentenceCase,
    /// It may be in a name, so it is scored.
    pub in_candidate_region: bool,
    /// It is written like a name.
    pub may_be_name: bool,
}

impl Word {
    /// True for a hyphen.
    fn is_hyphen(&self) -> bool {
        self.cues.has(Cues::HYPHEN)
    }
}

/// What the lists say of a word, by the hash of its form alone.
#[derive(Debug, Clone, Copy, Default)]
pub struct Listed {
    cues: Cues,
    entry: LexiconFlags,
    cluster: u16,
    vector: u16,
}

impl Listed {
    /// Returns what the memory or else the lists have.
    fn of(hash: u64, lexicon: &Lexicon, cues: &CueWords, memory: &mut Memory<Self>) -> Self {
        if let Some(&[known]) = memory.get(hash, 1) {
            return known;
        }
        let listed = Self {
            cues: cues.of(hash),
            entry: lexicon.entry_with_brand(hash),
            cluster: lexicon.cluster(hash),
            vector: lexicon.vector_cluster(hash),
        };
        memory.keep(hash, &[listed]);
        listed
    }
}

/// The words of a document.
#[derive(Debug, Default)]
pub struct Words {
    /// The words, one for each token.
    pub words: Vec<Word>,
    /// The tokens of each sentence.
    pub sentences: Vec<Range<usize>>,
    /// The stretches of words that are scored.
    pub runs: Vec<Run>,
}

/// Words of one sentence that may be names, with the small words that join them.
#[derive(Debug, Clone)]
pub struct Run {
    /// The words of the run, as indices.
    pub words: Range<usize>,
    /// The words of its sentence.
    pub sentence: Range<usize>,
}

/// How many small words may stand between two capitalised ones in a name.
const LONGEST_GAP: usize = 3;

impl Words {
    /// Looks up every token of a document in the lists.
    pub fn new(text: &str, syntax: &Syntax, lexicon: &Lexicon, cues: &CueWords, scratch: &mut Scratch) -> Self {
        let mut words: Vec<Word> = syntax.tokens.iter().map(|token| word(text, token)).collect();
        // The tables lie far from the text: many words are better looked up in a row.
        for (word, token) in words.iter_mut().zip(&syntax.tokens) {
            let listed = Listed::of(token.hash, lexicon, cues, &mut scratch.listed);
            (word.cues, word.cluster, word.vector) = (listed.cues, listed.cluster, listed.vector);
            word.entry = if token.shape == Shape::Mark { LexiconFlags(0) } else { listed.entry };
        }
        let sentences = syntax.sentences.iter().map(|s| s.tokens.start as usize..s.tokens.end as usize).collect();
        let mut result = Self { words, sentences, runs: Vec::new() };
        for i in 0..result.sentences.len() {
            let range = result.sentences[i].clone();
            mark_sentence(&mut result.words[range.clone()], &syntax.tokens[range.clone()]);
            result.find_runs(range.clone());
            result.find_affixes(text, &syntax.tokens, range.clone());
            mark_places(&mut result.words[range], lexicon);
        }
        result
    }

    /// The affixes of the words that are scored and of their neighbours: nobody asks for others.
    fn find_affixes(&mut self, text: &str, tokens: &[Token], sentence: Range<usize>) {
        for i in sentence.clone() {
            let near = i.saturating_sub(1).max(sentence.start)..(i + 2).min(sentence.end);
            if tokens[i].shape != Shape::Mark && self.words[near].iter().any(|word| word.in_candidate_region) {
                (self.words[i].prefix, self.words[i].suffixes) = affixes(tokens[i].span.of(text));
            }
        }
    }

    fn find_runs(&mut self, sentence: Range<usize>) {
        let end = sentence.end;
        let mut i = sentence.start;
        while i < end {
            if !self.words[i].in_candidate_region {
                i += 1;
                continue;
            }
            let start = i;
            while i < end && self.words[i].in_candidate_region {
                i += 1;
            }
            self.runs.push(Run { words: start..i, sentence: sentence.clone() });
        }
    }
}

/// All of a word but its affixes and what the long tables have.
fn word(text: &str, token: &Token) -> Word {
    let form = token.span.of(text);
    let may_be_name = matches!(token.shape, Shape::Capital | Shape::Upper | Shape::Mixed | Shape::Alphanumeric);
    let mut word = Word {
        form: token.hash,
        upos: token.upos as u8,
        relation: token.deprel as u8,
        head: token.head,
        may_be_name,
        ..Word::default()
    };
    match token.shape {
        Shape::Mark => word.shape = token.hash,
        Shape::Lower => word.shape = 1,
        Shape::Number => {
            word.shape = pattern(form);
            word.form = word.shape;
        }
        _ => word.shape = pattern(form),
    }
    word
}

/// `McDonald` is `AaAa`, `G7` is `A0`, `U.S.` is `A.A.`.
fn pattern(form: &str) -> u64 {
    let mut last = '\0';
    let mut sum = 7;
    for c in form.chars() {
        let class = match c {
            c if c.is_uppercase() => 'A',
            c if c.is_numeric() => '0',
            c if c.is_alphabetic() => 'a',
            '’' => '\'',
            c => c,
        };
        if class != last {
            sum = pair(sum, class as u64);
        }
        last = class;
    }
    // A single capital letter is unlike a word in capitals.
    if form.chars().nth(1).is_none() { sum ^ 1 } else { sum }
}

/// The shape of a number in digits.
pub fn digits() -> u64 {
    pattern("39")
}

fn affixes(form: &str) -> (u64, [u64; 3]) {
    let from_end = |n: usize| form.char_indices().rev().nth(n - 1).map_or(form, |(i, _)| &form[i..]);
    let start = form.char_indices().nth(3).map_or(form, |(i, _)| &form[..i]);
    (hash(start), [2, 3, 4].map(|n| hash(from_end(n))))
}

/// True for a small word whose capital is that of its sentence: "He", "In", "The" before a small letter.
fn is_opener(words: &[Word], tokens: &[Token], i: usize) -> bool {
    let small = matches!(tokens[i].upos, Upos::Det | Upos::Pron | Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Part);
    let first = i == 0 || i == 1 && tokens[0].shape == Shape::Mark;
    small && first && tokens[i].shape == Shape::Capital && words.get(i + 1).is_none_or(|next| !next.may_be_name)
}

/// Decides which words of a sentence are scored and if it is a headline.
fn mark_sentence(words: &mut [Word], tokens: &[Token]) {
    let count = |shapes: &[Shape]| tokens.iter().filter(|t| t.span.len() > 3 && shapes.contains(&t.shape)).count();
    let (upper, capital, small) = (count(&[Shape::Upper]), count(&[Shape::Capital, Shape::Mixed]), count(&[Shape::Lower]));
    // Who writes a whole sentence in small letters writes names so too.
    let lower = small > 0 && !words.iter().zip(tokens).any(|(word, token)| word.may_be_name && token.span.len() > 1);
    let case = if lower {
        SentenceCase::Small
    } else if upper > 2 && upper > 2 * (capital + small) {
        SentenceCase::Capitals
    } else if capital + upper > 2 && capital + upper > 3 * small {
        SentenceCase::Headline
    } else {
        SentenceCase::Ordinary
    };
    let mut last = None;
    for i in 0..words.len() {
        words[i].case = case;
        let free = tokens[i].shape == Shape::Lower && (lower || words[i].entry.place() == 3 && tokens[i].span.len() > 4);
        if words[i].may_be_name && is_opener(words, tokens, i) {
            continue;
        }
        if words[i].may_be_name || free {
            words[i].in_candidate_region = true;
            if let Some(gap) = last.map(|last| last + 1..i)
                && gap.len() <= LONGEST_GAP
                && gap.clone().all(|k| words[k].cues.has(Cues::JOINT) || tokens[k].shape == Shape::Number)
            {
                words[gap].iter_mut().for_each(|word| word.in_candidate_region = true);
            }
            if i > 0 && words[i - 1].cues.has(Cues::PARTICLE) {
                words[i - 1].in_candidate_region = true;
            }
            last = Some(i);
        } else if i > 0 && words[i - 1].in_candidate_region && (tokens[i].shape == Shape::Number || is_tail(words, tokens, i)) {
            words[i].in_candidate_region = true;
        } else if i > 1 && is_syllable(words, tokens, i) {
            words[i - 1].in_candidate_region = true;
            words[i].in_candidate_region = true;
        }
    }
}

/// True for a small word that may be the head of the name before it: "Tamba mine", "Lowmere County police".
fn is_tail(words: &[Word], tokens: &[Token], i: usize) -> bool {
    let heads = Cues::COMPANY.0 | Cues::ORGANIZATION.0 | Cues::PLACE.0 | Cues::FACILITY.0;
    let joined = tokens[i - 1].shape != Shape::Mark;
    tokens[i].shape == Shape::Lower && tokens[i].span.len() > 3 && words[i].cues.0 & heads != 0 && joined
}

/// Letters of the longest second syllable of a given name.
const LONGEST_SYLLABLE: u32 = 7;

/// True for the small second syllable of a given name: "Ya-fang"; not for "Berlin-based".
fn is_syllable(words: &[Word], tokens: &[Token], i: usize) -> bool {
    let [first, hyphen, own] = [i - 2, i - 1, i].map(|k| tokens[k].span);
    let joined = first.end == hyphen.start && hyphen.end == own.start && hyphen.len() == 1;
    let small = tokens[i].shape == Shape::Lower && own.len() as u32 <= LONGEST_SYLLABLE && !words[i].cues.has(Cues::COMPOUND);
    joined
        && small
        && tokens[i - 1].shape == Shape::Mark
        && words[i - 2].may_be_name
        && words[i - 2].in_candidate_region
        && words[i - 1].is_hyphen()
}

/// Looks for places of the lists, the longest first.
fn mark_places(words: &mut [Word], lexicon: &Lexicon) {
    let mut i = 0;
    while i < words.len() {
        let found = if words[i].in_candidate_region { lexicon.place(words[i..].iter().map(|word| word.form)) } else { None };
        let Some((length, size)) = found else {
            i += 1;
            continue;
        };
        for k in 0..length {
            let part = match (k, length) {
                (_, 1) => 0,
                (0, _) => 1,
                _ if k + 1 == length => 3,
                _ => 2,
            };
            words[i + k].place = size as u8 * 4 + part;
        }
        i += length;
    }
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn patterns_tell_ways_of_writing_apart() {
        assert_eq!(pattern("Ruiz"), pattern("Ardenvale"));
        assert_eq!(pattern("1,000"), pattern("25,400"));
        let distinct = ["A", "AB", "Ab", "AbAb", "A.B.", "A1", "ab"];
        for (i, a) in distinct.iter().enumerate() {
            assert!(distinct[..i].iter().all(|b| pattern(a) != pattern(b)), "{a}");
        }
    }
}
