//! The model of quotations, from annotated news: every decision of the walk over an article is a choice among candidates, and
//! the annotation says which one is right. A conditional logit (softmax over the candidates of a decision), fitted with `AdaGrad`.

mod gold;
mod oracle;

use std::fs;
use std::io::Write;
use std::ops::Range;
use std::path::Path;

use anyhow::Result;
use nutgraf::Span;
use nutgraf::analysis::Analysis;
use nutgraf::article::Article;
use nutgraf::facts::quote::decision::{Kind, Model};
use nutgraf::language::Language;
use nutgraf::model::linear::Linear;
use nutgraf::record::{Extent, Quote, Spans};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use crate::adagrad;
use crate::data;
use crate::random::Xorshift;
use gold::Document;
use oracle::{TrainingSet, collect};

/// Rows of the model: `1 << BITS`.
const BITS: u32 = 18;
const ROUNDS: usize = 8;
/// How many runs the weights are the mean of.
const RUNS: u64 = 6;

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
