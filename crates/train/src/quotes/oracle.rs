//! The decisions of the walk over annotated articles: the annotation answers, and what it was asked is what the model learns from.

use std::ops::Range;

use nutgraf::article::Article;
use nutgraf::facts::quote::decision::{Decision, Features, Kind, NONE, Question, Scorer};
use nutgraf::facts::quote::lexicon::Lexicon;
use nutgraf::facts::quote::parse::walk;
use nutgraf::facts::quote::state::ParseState;
use nutgraf::language::Language;
use nutgraf::syntax::Syntax;
use rustc_hash::FxHashMap;

use super::gold::{Document, Gold, entry_of, gold};
use crate::data;

/// Words that mark speech nearly wherever they stand.
const NESTED: [&str; 12] =
    ["say", "tell", "according", "announce", "claim", "argue", "deny", "insist", "warn", "accuse", "suggest", "promise"];

/// Words that attribute like speech and that the data set tells apart from it.
const ATTRIBUTED: [&str; 5] = ["think", "believe", "find", "show", "accuse"];

/// Decisions with the features of their candidates and the right answers.
#[derive(Default)]
pub(super) struct TrainingSet {
    /// Sort of question, index of the right candidate, end in `candidates`.
    pub(super) decisions: Vec<(Kind, u32, usize)>,
    /// Where the features of each candidate end in `rows`.
    pub(super) candidates: Vec<usize>,
    pub(super) rows: Vec<u64>,
}

impl TrainingSet {
    fn note(&mut self, kind: Kind, features: &Features, right: usize) {
        for index in 0..features.keys().len() {
            self.rows.extend_from_slice(features.of(index));
            self.candidates.push(self.rows.len());
        }
        self.decisions.push((kind, right as u32, self.candidates.len()));
    }

    /// The candidates of a decision, as ranges of `rows`.
    pub(super) fn candidates(&self, decision: usize) -> impl Iterator<Item = Range<usize>> {
        let first = if decision == 0 { 0 } else { self.decisions[decision - 1].2 };
        (first..self.decisions[decision].2).map(|c| if c == 0 { 0 } else { self.candidates[c - 1] }..self.candidates[c])
    }
}

/// Walks over an article, where the annotation answers, and adds its decisions to the set.
pub(super) fn collect(article: &Article<'_>, document: &Document, set: &mut TrainingSet) {
    let map = data::code_points(&document.text);
    let language = Language::english();
    let lexicon = &language.quote.lexicon;
    let gold = document.quotes.iter().map(|quote| gold(article, lexicon, quote, &map)).collect();
    let mut oracle = Oracle { syntax: article.syntax, lexicon, gold, at: FxHashMap::default(), set };
    walk(&ParseState::new(article, lexicon), &mut oracle);
}

/// Answers from the annotation and notes down what it was asked.
struct Oracle<'a> {
    syntax: &'a Syntax,
    lexicon: &'a Lexicon,
    gold: Vec<Gold>,
    /// The quotation of each cue answered with yes.
    at: FxHashMap<u32, usize>,
    set: &'a mut TrainingSet,
}

impl Oracle<'_> {
    /// The pieces before and after the cue, as far as the walk looks.
    fn sides(&self, quote: &Gold, cue: usize) -> [Option<Range<usize>>; 2] {
        let sentence = &self.syntax.sentences[self.syntax.sentence_of(cue)].tokens;
        let (first, last) = (sentence.start as usize, sentence.end as usize);
        let colon = self.syntax.tokens[last - 1].hash == nutgraf::text::hash::hash(":");
        let left = quote.pieces.iter().rev().find(|piece| piece.end <= cue && piece.end + 3 > first);
        let right =
            quote.pieces.iter().find(|piece| piece.start > cue && (piece.start < last || colon && piece.start < last + 3));
        [left.cloned(), right.cloned()]
    }

    /// The right key and whether to learn from it.
    fn answer(&mut self, question: Question, keys: &[u32]) -> (u32, bool) {
        let cue = question.cue;
        if question.kind == Kind::Cue {
            let token = cue as usize;
            let of_cue = |speech| self.gold.iter().position(|quote| quote.speech == speech && quote.head == Some(token));
            // Thoughts and the findings of reports are attributed like words; other attitudes only teach where words begin and end.
            if let Some(quote) = of_cue(true).or_else(|| of_cue(false)) {
                self.at.insert(cue, quote);
                let attributed =
                    entry_of(self.lexicon, &self.syntax.tokens[token]).is_some_and(|entry| ATTRIBUTED.contains(&entry.lemma));
                return (1, self.gold[quote].speech || attributed);
            }
            // Speech reported in reported speech is not annotated: it may be a cue.
            let nested = entry_of(self.lexicon, &self.syntax.tokens[token]).is_some_and(|entry| NESTED.contains(&entry.lemma))
                && self.gold.iter().any(|quote| quote.speech && quote.pieces.iter().any(|piece| piece.contains(&token)));
            let ignored = nested || self.gold.iter().any(|quote| !quote.speech && quote.cue.contains(&token));
            return (0, !ignored);
        }
        let quote = &self.gold[self.at[&cue]];
        let [left, right] = self.sides(quote, cue as usize);
        let inside = |want: usize, up: bool| {
            let keys = keys.iter().copied();
            let want = want as u32;
            let key = if up { keys.filter(|&k| k >= want).min() } else { keys.filter(|&k| k <= want).max() };
            key.map_or((NONE, false), |key| (key, key == want))
        };
        match question.kind {
            Kind::Cue => (0, false),
            Kind::Speaker => match &quote.speaker {
                None => (NONE, true),
                Some(tokens) => {
                    let key = keys.iter().copied().filter(|&key| key != NONE && tokens.contains(&(key as usize))).min();
                    key.map_or((NONE, false), |key| (key, true))
                }
            },
            Kind::Sides => (u32::from(left.is_some()) + 2 * u32::from(right.is_some()), true),
            Kind::LeftEnd => left.map_or((NONE, false), |piece| inside(piece.end - 1, false)),
            Kind::LeftStart => left.map_or((NONE, false), |piece| inside(piece.start, true)),
            Kind::RightStart => right.map_or((NONE, false), |piece| inside(piece.start, true)),
            Kind::RightEnd => right.map_or((NONE, false), |piece| inside(piece.end - 1, false)),
            Kind::Join => {
                let token = question.about as usize;
                let holds = |quote: &Gold| quote.pieces.iter().any(|piece| piece.contains(&token));
                if holds(quote) { (1, true) } else { (0, !self.gold.iter().any(holds)) }
            }
        }
    }
}

impl Scorer for Oracle<'_> {
    fn choose(&mut self, question: Question, features: &Features) -> Decision {
        let (key, learn) = self.answer(question, features.keys());
        let index = features.keys().iter().position(|&k| k == key);
        if let Some(right) = index.filter(|_| learn && features.keys().len() > 1) {
            self.set.note(question.kind, features, right);
        }
        // The walk goes on with a key that is there.
        Decision { key: index.map_or(features.keys()[0], |_| key), surprisal: 0 }
    }
}
