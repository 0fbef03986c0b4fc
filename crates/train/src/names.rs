//! Trains the tagger of names: `crates/data-names/data/names.bin`.
//!
//! The second pass learns from what a first pass says of documents that it has not seen: the documents are split into parts, and
//! each part is tagged by a model of the others. Then one model learns both passes.

use std::path::Path;

use anyhow::{Context, Result};
use nutgraf::language::Language;
use nutgraf::names::training::{Evidence, Tag, Words, document, local};
use nutgraf::names::{self, Lexicon, Tagger};
use nutgraf::record::NameLabel;

pub mod clusters;
pub mod lists;
pub mod vectors;

mod chain;
pub mod examples;

use crate::random::Random;
use chain::{Chain, Field};
use examples::{Example, examples};

/// What may be told on the command line, for experiments.
#[derive(clap::Args, Debug, Clone)]
pub struct Settings {
    /// Train nothing: measure the model that is there.
    #[arg(long)]
    measure: bool,
    /// Keep the last quarter of Wikigold for measuring.
    #[arg(long)]
    hold_out: bool,
    /// Rounds over the data.
    #[arg(long, default_value_t = 10)]
    rounds: usize,
    /// Rows of the table, as a power of two.
    #[arg(long, default_value_t = 18)]
    bits: u32,
    /// The share of features that an update leaves out, in 256ths.
    #[arg(long, default_value_t = 85)]
    dropout: u64,
    /// The size of a step.
    #[arg(long, default_value_t = 0.04)]
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

/// How many features are copied for sources with habits of their own.
const DOMAIN_FEATURES: usize = 17;

/// The features of a document's words, run by run.
struct Features {
    /// What does not change between the passes: for each scored word, where its features begin in `rows`.
    starts: Vec<usize>,
    rows: Vec<u32>,
    document_starts: Vec<usize>,
    document_rows: Vec<u32>,
}

impl Features {
    /// `domain_id` is zero or tells sources apart whose annotation has habits of its own: their words get copies of the first features
    /// that no text at run time has, so that these habits stay out of the common weights (Daumé 2007).
    fn new(words: &Words, evidence: &Evidence, domain_id: u32) -> Self {
        let mut result = Self { starts: vec![0], rows: Vec::new(), document_starts: vec![0], document_rows: Vec::new() };
        for run in &words.runs {
            for i in run.words.clone() {
                let start = result.rows.len();
                local(words, evidence, run, i, |feature| result.rows.push(feature as u32));
                if domain_id > 0 {
                    result.rows.extend_from_within(start..start + DOMAIN_FEATURES);
                    let copies = result.rows.len() - DOMAIN_FEATURES..;
                    result.rows[copies]
                        .iter_mut()
                        .for_each(|row| *row = (*row ^ domain_id).wrapping_mul(0x9e37_79b1).rotate_left(15));
                }
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

/// Learns from the documents in an order that is new in each round but the same every time; from both passes where there are two.
fn learn(field: &mut Field, data: &[(&Example, &Features)], rounds: usize, seed: u64) {
    let mut order: Vec<usize> = (0..data.len()).collect();
    let mut random = Random(seed);
    for round in 0..rounds {
        random.shuffle(&mut order);
        let mut loss = 0.0;
        for (done, &k) in order.iter().enumerate() {
            // The mean is taken over four states of each of the later rounds.
            if round * 3 >= rounds && done % (data.len() / 4).max(1) == 0 {
                field.take();
            }
            let (example, features) = data[k];
            loss += learn_document(field, example, features, false);
            if !features.document_rows.is_empty() {
                loss += learn_document(field, example, features, true);
            }
        }
        eprintln!("round {} of {rounds}: loss {loss:.0}", round + 1);
    }
    field.take();
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

/// Trains and writes the model, or takes the one that is there; prints scores on the development sets.
pub fn train(settings: &Settings, data: &Path, out: &Path) -> Result<()> {
    let file = |path: &str| -> Result<&'static [u8]> {
        let path = out.join(path);
        Ok(std::fs::read(&path).with_context(|| format!("reading {}", path.display()))?.leak())
    };
    let lexicon = Lexicon::open(file("lexicon.bin")?, file("clusters.bin")?, file("vectors.bin")?);
    let read = |name: &str, strict| examples(&data.join(format!("entities/{name}.jsonl.gz")), &lexicon, strict);
    let mut dev = Vec::new();
    for name in DEV {
        dev.push((name, read(name, false)?));
    }
    if !settings.measure {
        let mut train = Vec::new();
        for name in TRAIN {
            let mut examples = read(name, true)?;
            if name == "wikigold-train" && settings.hold_out {
                dev.push(("wikigold, last quarter", examples.split_off(examples.len() * 3 / 4)));
            }
            train.extend(examples);
        }
        report_coverage(&train);
        std::fs::write(out.join("names.bin"), learn_both_passes(settings, &train))?;
    }
    let tagger = Tagger::open(file("names.bin")?);
    for (name, examples) in &dev {
        measure(name, examples, &lexicon, &tagger);
    }
    Ok(())
}

/// The model file.
fn learn_both_passes(settings: &Settings, train: &[Example]) -> Vec<u8> {
    let mut evidence: Vec<Evidence> =
        train.iter().map(|e| Evidence::collect(&e.words, Language::english().names.cues.the)).collect();
    let mut features: Vec<Features> =
        train.iter().zip(&evidence).map(|(e, evidence)| Features::new(&e.words, evidence, e.domain_id)).collect();
    let field = || Field::new(settings.bits, settings.dropout, settings.rate, settings.decay);
    let mut firsts = vec![Vec::new(); train.len()];
    for part in 0..PARTS {
        let others = train.iter().zip(&features).enumerate().filter(|(i, _)| i % PARTS != part);
        let others: Vec<_> = others.map(|(_, pair)| pair).collect();
        let mut field = field();
        learn(&mut field, &others, settings.rounds.div_ceil(2), 1);
        let tagger = Tagger::open(field.write().leak());
        for i in (0..train.len()).filter(|i| i % PARTS == part) {
            firsts[i] = tagger.first_pass(&train[i].words, &evidence[i]).tags;
        }
    }
    for (i, example) in train.iter().enumerate() {
        evidence[i].add_votes(&example.words, &firsts[i]);
        features[i].add_document(&example.words, &evidence[i], &firsts[i]);
    }
    // The mean of two that saw the documents in different orders is surer than each of them.
    let data: Vec<_> = train.iter().zip(&features).collect();
    let learnt = |seed| {
        let mut field = field();
        learn(&mut field, &data, settings.rounds, seed);
        field
    };
    let (mut one, other) = std::thread::scope(|scope| {
        let other = scope.spawn(|| learnt(2));
        (learnt(1), other.join().expect("learning ends"))
    });
    one.join(&other);
    one.write()
}

/// How many names of the annotation the tagger can reach at all.
fn report_coverage(examples: &[Example]) {
    let (mut reached, mut all) = (0, 0);
    for example in examples {
        let scored: Vec<bool> = example.words.words.iter().map(|word| word.in_candidate_region).collect();
        for (span, _) in &example.gold {
            all += 1;
            let mut tokens =
                example.syntax.tokens.iter().zip(&scored).filter(|(t, _)| t.span.start < span.end && span.start < t.span.end);
            reached += usize::from(tokens.all(|(_, &in_candidate_region)| in_candidate_region));
        }
    }
    eprintln!("{reached} of {all} names lie within what is scored");
}

/// Prints the F1 of persons, organisations and places, exact spans.
fn measure(name: &str, examples: &[Example], lexicon: &Lexicon, tagger: &Tagger) {
    let mut counts = [[0_usize; 3]; 3];
    let mut sure = [[0_usize; 2]; 101];
    for example in examples {
        let found = names::find_with(lexicon, &Language::english().names.cues, tagger, &example.document, &example.syntax);
        for mention in &found {
            let kind = match mention.label {
                NameLabel::Person => 0,
                NameLabel::Organization => 1,
                NameLabel::Place => 2,
                _ => continue,
            };
            counts[kind][1] += 1;
            let step = (mention.confidence.get() * 100.0).round() as usize;
            sure[step][1] += 1;
            let span = example.document.to_original(mention.span);
            let right = usize::from(example.gold.contains(&(span, kind)));
            counts[kind][0] += right;
            sure[step][0] += right;
        }
        for (_, kind) in &example.gold {
            counts[*kind][2] += 1;
        }
    }
    let f1 = |[right, found, gold]: [usize; 3]| 200.0 * right as f64 / (found + gold).max(1) as f64;
    let all = [0, 1, 2].map(|i| counts.iter().map(|count| count[i]).sum());
    let [person, organization, place] = counts.map(f1);
    eprintln!("{name:22} {:5.1}   person {person:5.1}  organization {organization:5.1}  place {place:5.1}", f1(all));
    let shares = sure.iter().enumerate().filter(|(_, [_, all])| *all > 0);
    let shares: Vec<_> =
        shares.map(|(step, [right, all])| format!(".{step:02}: {:.2} of {all}", *right as f64 / *all as f64)).collect();
    eprintln!("    right by confidence: {}", shares.join(", "));
}
