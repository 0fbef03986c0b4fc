//! The model of quotations, from annotated news: every decision of the walk over an article is a choice among candidates, and
//! the annotation says which one is right. A conditional logit (softmax over the candidates of a decision), fitted with `AdaGrad`.

use std::fs;
use std::io::Write;
use std::ops::Range;
use std::path::Path;

use anyhow::Result;
use nutgraf::Span;
use nutgraf::analysis::Analysis;
use nutgraf::article::Article;
use nutgraf::facts::quote::decision::{Decision, Features, Kind, Model, NONE, Question, Scorer};
use nutgraf::facts::quote::lexicon::{Class, Entry, Lexicon, Role};
use nutgraf::facts::quote::parse::walk;
use nutgraf::facts::quote::state::ParseState;
use nutgraf::language::Language;
use nutgraf::model::linear::Linear;
use nutgraf::record::{Extent, Quote, Spans};
use nutgraf::syntax::{Syntax, Token, Upos};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::adagrad;
use crate::data;
use crate::random::Xorshift;

/// Rows of the model: `1 << BITS`.
const BITS: u32 = 18;
const ROUNDS: usize = 8;
/// How many runs the weights are the mean of.
const RUNS: u64 = 6;
/// Words that mark speech nearly wherever they stand.
const NESTED: [&str; 12] =
    ["say", "tell", "according", "announce", "claim", "argue", "deny", "insist", "warn", "accuse", "suggest", "promise"];

/// Words that attribute like speech and that the data set tells apart from it.
const ATTRIBUTED: [&str; 5] = ["think", "believe", "find", "show", "accuse"];

/// A document of the data set.
#[derive(Deserialize)]
struct Document {
    id: String,
    text: String,
    quotes: Vec<Annotation>,
}

/// A quotation in it, in code points.
#[derive(Deserialize)]
struct Annotation {
    spans: Vec<[usize; 2]>,
    cue: Option<Vec<[usize; 2]>>,
    speaker: Option<Vec<[usize; 2]>>,
    #[serde(default = "yes")]
    speech: bool,
}

fn yes() -> bool {
    true
}

/// The same in tokens.
struct Gold {
    pieces: Vec<Range<usize>>,
    cue: Vec<usize>,
    /// The token of the cue that the walk should stop at.
    head: Option<usize>,
    speaker: Option<Vec<usize>>,
    speech: bool,
}

/// Trains on `quotes/polnear-train.jsonl` and prints how often each question is answered right on `polnear-dev.jsonl`.
/// Predictions for all development sets go to `predictions`, if given, in the form of the scorer.
///
/// # Errors
/// If a file can't be read or written.
pub fn train(data: &Path, predictions: Option<&Path>) -> Result<Vec<u8>> {
    let folder = data.join("quotes");
    let mut set = TrainingSet::default();
    for document in data::jsonl::<Document>(&folder.join("polnear-train.jsonl"))? {
        with_article(&document.text, |article| collect(article, &document, &mut set));
    }
    eprintln!("{} decisions, {} features", set.decisions.len(), set.rows.len());
    // The mean of several runs: where the decisions come in another order, other weights result.
    let mut weights = vec![0.0; 1 << BITS];
    for run in 0..RUNS {
        for (mean, weight) in weights.iter_mut().zip(fit(&set, 0x2545_f491_4f6c_dd1d ^ run << 20)) {
            *mean += weight / RUNS as f32;
        }
    }
    let file = Linear::write(1, &weights);

    let model = Model { weights: Linear::open(Box::leak(file.clone().into_boxed_slice())) };
    let mut held_out = TrainingSet::default();
    for document in data::jsonl::<Document>(&folder.join("polnear-dev.jsonl"))? {
        with_article(&document.text, |article| collect(article, &document, &mut held_out));
    }
    report(&held_out, model);
    if let Some(predictions) = predictions {
        for name in ["polnear-dev", "gum-news-dev", "litbank-dev"] {
            let mut file = fs::File::create(predictions.join(format!("{name}.jsonl")))?;
            for document in data::jsonl::<Document>(&folder.join(format!("{name}.jsonl")))? {
                let prediction = with_article(&document.text, |article| {
                    let mut quotes =
                        nutgraf::facts::quote::find_by(article, &Language::english().quote.lexicon, &mut model.clone());
                    quotes.spans(&mut |span, _| *span = article.document.to_original(*span));
                    prediction(&document, &quotes)
                });
                writeln!(file, "{prediction}")?;
            }
        }
    }
    Ok(file)
}

/// Runs the stages before quotations.
fn with_article<T>(text: &str, then: impl FnOnce(&Article<'_>) -> T) -> T {
    then(&Analysis::of_text(text).article())
}

/// Decisions with the features of their candidates and the right answers.
#[derive(Default)]
struct TrainingSet {
    /// Sort of question, index of the right candidate, end in `candidates`.
    decisions: Vec<(Kind, u32, usize)>,
    /// Where the features of each candidate end in `rows`.
    candidates: Vec<usize>,
    rows: Vec<u64>,
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
    fn candidates(&self, decision: usize) -> impl Iterator<Item = Range<usize>> {
        let first = if decision == 0 { 0 } else { self.decisions[decision - 1].2 };
        (first..self.decisions[decision].2).map(|c| if c == 0 { 0 } else { self.candidates[c - 1] }..self.candidates[c])
    }
}

/// Walks over an article, where the annotation answers, and adds its decisions to the set.
fn collect(article: &Article<'_>, document: &Document, set: &mut TrainingSet) {
    let map = data::code_points(&document.text);
    let language = Language::english();
    let lexicon = &language.quote.lexicon;
    let gold = document.quotes.iter().map(|quote| gold(article, lexicon, quote, &map)).collect();
    let mut oracle = Oracle { syntax: article.syntax, lexicon, gold, at: FxHashMap::default(), set };
    walk(&ParseState::new(article, lexicon), &mut oracle);
}

/// The entry of a token, if it may mark speech.
fn entry_of(lexicon: &Lexicon, token: &Token) -> Option<Entry> {
    lexicon.entry(lexicon.known(token.hash), token.upos)
}

fn gold(article: &Article<'_>, lexicon: &Lexicon, quote: &Annotation, map: &[usize]) -> Gold {
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

/// Fits the weights; `seed` tells the order of the decisions.
fn fit(set: &TrainingSet, seed: u64) -> Vec<f32> {
    const RATE: f32 = 0.05;
    let mask = (1_usize << BITS) - 1;
    let row = |feature: u64| feature as usize & mask;
    let (mut weights, mut squares) = (vec![0.0_f32; mask + 1], vec![1e-1_f32; mask + 1]);
    let mut order: Vec<usize> = (0..set.decisions.len()).collect();
    let (mut random, mut scores) = (Xorshift(seed), Vec::new());
    for round in 0..ROUNDS {
        random.shuffle(&mut order);
        let mut loss = 0.0;
        for &decision in &order {
            scores.clear();
            scores.extend(set.candidates(decision).map(|c| set.rows[c].iter().map(|&f| weights[row(f)]).sum::<f32>()));
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            let total: f32 = scores.iter().map(|s| (s - top).exp()).sum();
            let right = set.decisions[decision].1 as usize;
            loss -= f64::from(scores[right] - top - total.ln());
            for (index, candidate) in set.candidates(decision).enumerate() {
                let share = (scores[index] - top).exp() / total;
                let gradient = share - if index == right { 1.0 } else { 0.0 };
                if gradient.abs() < 1e-3 {
                    continue;
                }
                for &feature in &set.rows[candidate] {
                    let at = row(feature);
                    adagrad::step(&mut weights[at], &mut squares[at], gradient, RATE);
                }
            }
        }
        eprintln!("round {round}: loss {:.4}", loss / order.len() as f64);
    }
    weights
}

/// Prints how often each question is answered right.
fn report(held_out: &TrainingSet, model: Model) {
    let mut counts = FxHashMap::<u8, [usize; 2]>::default();
    for (decision, &(kind, right, _)) in held_out.decisions.iter().enumerate() {
        let score = |candidate: Range<usize>| model.weights.sum(&held_out.rows[candidate]);
        let scores: Vec<i32> = held_out.candidates(decision).map(score).collect();
        let best = scores.iter().enumerate().max_by_key(|&(i, &s)| (s, std::cmp::Reverse(i))).map_or(0, |(i, _)| i);
        let count = counts.entry(kind as u8).or_default();
        count[0] += usize::from(best == right as usize);
        count[1] += 1;
    }
    for kind in
        [Kind::Cue, Kind::Speaker, Kind::Sides, Kind::LeftEnd, Kind::LeftStart, Kind::RightStart, Kind::RightEnd, Kind::Join]
    {
        let [right, all] = counts.get(&(kind as u8)).copied().unwrap_or_default();
        println!("{kind:?}: {:.4} of {all}", right as f64 / all.max(1) as f64);
    }
}

/// A document's quotations in the form of the scorer.
fn prediction(document: &Document, quotes: &[Quote]) -> Value {
    let offsets = CodePoints::new(&document.text);
    let span = |extent: &Extent| offsets.of(extent.span);
    let quotes: Vec<Value> = quotes
        .iter()
        .filter(|quote| !quote.content.is_empty())
        .map(|quote| {
            json!({
                "spans": quote.content.iter().map(span).collect::<Vec<_>>(),
                "kind": quote.kind,
                "cue": quote.cue.as_ref().map(|cue| [span(&cue.extent)]),
                "speaker": quote.speaker.as_ref().and_then(|speaker| speaker.extent.as_ref()).map(|extent| [span(extent)]),
                "speaker_name": quote.speaker.as_ref().and_then(|speaker| speaker.name.as_ref()),
                "confidence": quote.confidence,
            })
        })
        .collect();
    json!({ "id": document.id, "quotes": quotes })
}

/// Code points before each byte.
struct CodePoints(Vec<u32>);

impl CodePoints {
    fn new(text: &str) -> Self {
        let mut counts = vec![0; text.len() + 1];
        for (n, (i, _)) in text.char_indices().enumerate() {
            counts[i] = n as u32;
        }
        counts[text.len()] = text.chars().count() as u32;
        Self(counts)
    }

    fn of(&self, span: Span) -> [u32; 2] {
        [self.0[span.start as usize], self.0[span.end as usize]]
    }
}
