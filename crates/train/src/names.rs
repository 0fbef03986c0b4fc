//! Trains the tagger of names: `crates/core/data/models/names.bin`.
//!
//! The second pass learns from what a first pass says of documents that it has not seen: the documents are split into parts, and
//! each part is tagged by a model of the others. Then one model learns both passes.

use std::path::Path;

use anyhow::Result;
use nutgraf::names::training::{Evidence, Tag, Words, document, local};
use nutgraf::names::{self, Lexicon, Tagger};
use nutgraf::record::NameLabel;
use nutgraf::syntax::hash;

use crate::names_chain::{Chain, Field};
use crate::names_data::{Example, examples};

/// What may be told on the command line, for experiments.
#[derive(clap::Args, Debug, Clone)]
pub struct Settings {
    /// Keep the last quarter of Wikigold for measuring.
    #[arg(long)]
    hold_out: bool,
    /// Rounds over the data.
    #[arg(long, default_value_t = 8)]
    rounds: usize,
    /// Rows of the table, as a power of two.
    #[arg(long, default_value_t = 17)]
    bits: u32,
    /// The share of features that an update leaves out, in 256ths.
    #[arg(long, default_value_t = 40)]
    dropout: u64,
    /// The size of a step.
    #[arg(long, default_value_t = 0.1)]
    rate: f32,
    /// How strongly weights are drawn to zero.
    #[arg(long, default_value_t = 1e-5)]
    decay: f32,
}

const TRAIN: [&str; 7] =
    ["worldwide-train", "redocred-train", "wikigold-train", "crossner-train", "gum-train", "btc-train", "wnut17-train"];
const DEV: [&str; 4] = ["worldwide-dev", "gum-dev", "uner-ewt-dev", "crossner-dev"];

/// The parts that are tagged by a model of the others.
const PARTS: usize = 3;

/// The features of a document's words, run by run.
struct Features {
    /// What does not change between the passes: for each scored word, where its features begin in `rows`.
    starts: Vec<usize>,
    rows: Vec<u32>,
    document_starts: Vec<usize>,
    document_rows: Vec<u32>,
}

impl Features {
    fn new(words: &Words, evidence: &Evidence) -> Self {
        let mut result = Self { starts: vec![0], rows: Vec::new(), document_starts: vec![0], document_rows: Vec::new() };
        for run in &words.runs {
            for i in run.words.clone() {
                local(words, evidence, run, i, |feature| result.rows.push(feature as u32));
                result.starts.push(result.rows.len());
            }
        }
        result
    }

    fn add_document(&mut self, words: &Words, evidence: &Evidence, tags: &[Tag]) {
        for run in &words.runs {
            for i in run.words.clone() {
                document(words, evidence, tags, run, i, |feature| self.document_rows.push(feature as u32));
                self.document_starts.push(self.document_rows.len());
            }
        }
    }

    fn word(&self, i: usize, second: bool) -> [&[u32]; 2] {
        let more = if second { &self.document_rows[self.document_starts[i]..self.document_starts[i + 1]] } else { &[] };
        [&self.rows[self.starts[i]..self.starts[i + 1]], more]
    }
}

/// Learns from the documents in an order that is new in each round but the same every time.
fn learn(field: &mut Field, data: &[(&Example, &Features)], rounds: usize, second: bool) {
    let mut order: Vec<usize> = (0..data.len()).collect();
    let mut random = 1_u64;
    for round in 0..rounds {
        for i in (1..order.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(i, (random >> 33) as usize % (i + 1));
        }
        let mut loss = 0.0;
        for &k in &order {
            let (example, features) = data[k];
            for second in [false, true] {
                if second && !features.document_rows.is_empty() || !second {
                    loss += learn_document(field, example, features, second);
                }
            }
        }
        eprintln!("  round {} of {}: loss {loss:.0}{}", round + 1, rounds, if second { ", both passes" } else { "" });
    }
}

fn learn_document(field: &mut Field, example: &Example, features: &Features, second: bool) -> f32 {
    let (mut loss, mut word) = (0.0, 0);
    for run in &example.words.runs {
        let chain = Chain {
            features: (word..word + run.words.len()).map(|i| features.word(i, second)).collect(),
            allowed: &example.allowed[run.words.clone()],
        };
        word += run.words.len();
        // A name that reaches out of the run leaves no path: such a run teaches nothing.
        if has_path(chain.allowed) {
            loss += field.learn(&chain);
        }
    }
    loss
}

fn has_path(allowed: &[u32]) -> bool {
    let mut reached = 1_u32;
    for &may in allowed {
        let next = (0..32).filter(|tag| may >> tag & 1 == 1);
        let next = next.filter(|&tag| (0..32).any(|before| reached >> before & 1 == 1 && Tag(before).allows(Tag(tag))));
        reached = next.fold(0, |set, tag| set | 1 << tag);
    }
    (0..32).any(|tag| reached >> tag & 1 == 1 && !Tag(tag).is_open())
}

/// Trains and writes the model; prints its scores on the development sets.
pub fn train(settings: &Settings, data: &Path, out: &Path) -> Result<()> {
    let started = std::time::Instant::now();
    let lists = out.join("../names");
    let file = |name: &str| -> Result<&'static [u8]> { Ok(std::fs::read(lists.join(name))?.leak()) };
    let lexicon = Lexicon::open(file("lexicon.bin")?, file("clusters.bin")?);
    let read = |name: &str, strict| examples(&data.join(format!("entities/{name}.jsonl.gz")), &lexicon, strict);
    let mut train = Vec::new();
    let mut held_out = Vec::new();
    for name in TRAIN {
        let mut examples = read(name, true)?;
        if name == "wikigold-train" && settings.hold_out {
            held_out = examples.split_off(examples.len() * 3 / 4);
        }
        train.extend(examples);
    }
    report_coverage(&train);
    eprintln!("{} documents read after {:.0?}", train.len(), started.elapsed());

    let mut evidence: Vec<Evidence> = train.iter().map(|e| Evidence::gather(&e.words, hash("the"))).collect();
    let mut features: Vec<Features> =
        train.iter().zip(&evidence).map(|(e, evidence)| Features::new(&e.words, evidence)).collect();
    let mut firsts = vec![Vec::new(); train.len()];
    for part in 0..PARTS {
        let mut field = Field::new(settings.bits, settings.dropout, settings.rate, settings.decay);
        let others: Vec<_> =
            train.iter().zip(&features).enumerate().filter(|(i, _)| i % PARTS != part).map(|(_, pair)| pair).collect();
        learn(&mut field, &others, settings.rounds.div_ceil(2), false);
        let tagger = Tagger::open(field.write().leak());
        for i in (0..train.len()).filter(|i| i % PARTS == part) {
            firsts[i] = tagger.first_pass(&train[i].words, &evidence[i]).tags;
        }
    }
    for (i, example) in train.iter().enumerate() {
        evidence[i].vote(&example.words, &firsts[i]);
        features[i].add_document(&example.words, &evidence[i], &firsts[i]);
    }
    eprintln!("parts done after {:.0?}", started.elapsed());
    let mut field = Field::new(settings.bits, settings.dropout, settings.rate, settings.decay);
    let all: Vec<_> = train.iter().zip(&features).collect();
    learn(&mut field, &all, settings.rounds, true);
    let bytes = field.write();
    std::fs::write(out.join("names.bin"), &bytes)?;
    eprintln!("trained after {:.0?}, {} bytes", started.elapsed(), bytes.len());

    let tagger = Tagger::open(bytes.leak());
    for name in DEV {
        measure(name, &read(name, false)?, &lexicon, &tagger);
    }
    measure("wikigold-held-out", &held_out, &lexicon, &tagger);
    Ok(())
}

/// How many names of the annotation the tagger can reach at all.
fn report_coverage(examples: &[Example]) {
    let (mut reached, mut all) = (0, 0);
    for example in examples {
        let scored: Vec<bool> = example.words.words.iter().map(|word| word.scored).collect();
        for (span, _) in &example.gold {
            all += 1;
            let mut tokens =
                example.syntax.tokens.iter().zip(&scored).filter(|(t, _)| t.span.start < span.end && span.start < t.span.end);
            reached += usize::from(tokens.all(|(_, &scored)| scored));
        }
    }
    eprintln!("{reached} of {all} names lie within what is scored");
}

/// Prints the F1 of persons, organisations and places, exact spans.
fn measure(name: &str, examples: &[Example], lexicon: &Lexicon, tagger: &Tagger) {
    let mut counts = [[0_usize; 3]; 3];
    for example in examples {
        let found = names::find_with(lexicon, tagger, &example.document, &example.syntax);
        for mention in &found {
            let kind = match mention.label {
                NameLabel::Person => 0,
                NameLabel::Organization => 1,
                NameLabel::Place => 2,
                _ => continue,
            };
            counts[kind][1] += 1;
            let span = example.document.to_original(mention.span);
            counts[kind][0] += usize::from(example.gold.contains(&(span, kind)));
        }
        for (_, kind) in &example.gold {
            counts[*kind][2] += 1;
        }
    }
    let f1 = |[right, found, gold]: [usize; 3]| 200.0 * right as f64 / (found + gold).max(1) as f64;
    let all = [0, 1, 2].map(|i| counts.iter().map(|count| count[i]).sum());
    let [person, organization, place] = counts.map(f1);
    eprintln!("{name:20} {:5.1}   person {person:5.1}  organization {organization:5.1}  place {place:5.1}", f1(all));
}
