//! Trains the ranker of pronouns, `people.bin`: a perceptron that puts the right candidate before all others by a margin.

use std::path::Path;

use anyhow::Result;
use nutgraf::analysis::Analysis;
use nutgraf::entities::{self, Decision, Entities, Ranker};
use nutgraf::language::Language;
use nutgraf::model::linear::Linear;
use nutgraf::{Span, layout, names, read, syntax};
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::data;
use crate::perceptron::Perceptron;

const BITS: u32 = 16;
const EPOCHS: usize = 12;
/// How many runs the weights are the mean of.
const RUNS: u64 = 6;
/// The length of the first steps; later ones are shorter.
const RATE: f32 = 0.1;

/// A document of `data/coref`.
#[derive(Deserialize)]
struct Gold {
    text: String,
    license: Option<String>,
    clusters: Vec<Vec<(usize, usize)>>,
    pronoun: Option<(usize, usize)>,
    candidates: Option<FxHashMap<String, (usize, usize)>>,
    gold: Option<FxHashMap<String, bool>>,
}

/// A document with the stages before this one done.
struct Example {
    document: read::Document,
    layout: layout::Layout,
    syntax: syntax::Syntax,
    names: Vec<names::NameMention>,
    /// Every annotated mention with its cluster.
    mentions: Vec<(Span, usize)>,
    /// The one pronoun that is annotated, in GAP.
    only: Option<Span>,
    /// What cluster each person is, if any.
    people: Vec<Option<usize>>,
}

/// The cluster that GAP's candidates have when they are wrong.
const WRONG: usize = 1000;

impl Example {
    fn new(gold: &Gold) -> Self {
        let Analysis { document, layout, syntax, names, .. } = Analysis::of_text(&gold.text);
        let bytes = data::code_points(&gold.text);
        let span = |(start, end): (usize, usize)| Span::new(bytes[start], bytes[end]);
        let mut mentions: Vec<(Span, usize)> = Vec::new();
        for (cluster, spans) in gold.clusters.iter().enumerate() {
            mentions.extend(spans.iter().map(|&pair| (span(pair), cluster)));
        }
        let only = gold.pronoun.map(span);
        if let (Some(pronoun), Some(candidates), Some(truth)) = (only, &gold.candidates, &gold.gold) {
            mentions = vec![(pronoun, 0)];
            for name in ["A", "B"] {
                mentions.push((span(candidates[name]), if truth[name] { 0 } else { WRONG }));
            }
        }
        let mut example = Self { document, layout, syntax, names, mentions, only, people: Vec::new() };
        let found = example.resolve(&mut |_| None);
        example.people = found.people.iter().map(|person| example.vote(person.mentions.iter().map(|m| m.extent.span))).collect();
        example
    }

    /// Joins the mentions of the document with a ranker of pronouns.
    fn resolve(&self, ranker: &mut Ranker<'_>) -> Entities {
        let Self { document, layout, syntax, names, .. } = self;
        entities::resolve_with(document, layout, syntax, names, &Language::english().entities, ranker)
    }

    /// The cluster of the smallest annotated mention around a span, else of the first one in it.
    fn cluster(&self, span: Span) -> Option<usize> {
        let around = self.mentions.iter().filter(|(mention, _)| mention.contains(span)).min_by_key(|(mention, _)| mention.len());
        around
            .or_else(|| self.mentions.iter().find(|(mention, _)| span.contains(*mention) && self.only != Some(*mention)))
            .map(|&(_, cluster)| cluster)
    }

    fn vote(&self, spans: impl Iterator<Item = Span>) -> Option<usize> {
        let mut counts: Vec<(usize, usize)> = Vec::new();
        for cluster in spans.filter_map(|span| self.cluster(span)) {
            match counts.iter_mut().find(|(other, _)| *other == cluster) {
                Some((_, count)) => *count += 1,
                None => counts.push((cluster, 1)),
            }
        }
        counts.into_iter().max_by_key(|&(_, count)| count).map(|(cluster, _)| cluster)
    }

    /// Which candidates are right; `None` if that is not known for this pronoun.
    fn truth(&self, decision: &Decision) -> Option<Vec<bool>> {
        let annotated = self.mentions.iter().find(|(mention, _)| *mention == decision.pronoun).map(|&(_, cluster)| cluster);
        if self.only.is_some_and(|only| only != decision.pronoun) {
            return None;
        }
        let of = |i: usize| {
            let named = decision.person(i).and_then(|person| self.people.get(person).copied()).flatten();
            named.or_else(|| decision.mentions[i].filter(|_| self.only.is_none()).and_then(|span| self.cluster(span)))
        };
        let mut right: Vec<bool> = (0..decision.mentions.len()).map(|i| annotated.is_some() && of(i) == annotated).collect();
        if !right.contains(&true) {
            match self.only {
                None => *right.last_mut()? = true,
                // Whom the pronoun means is not said, only that it is neither of the two.
                Some(_) if self.mentions[1..].iter().any(|(_, cluster)| *cluster == 0) => return None,
                Some(_) => right = (0..right.len()).map(|i| of(i) != Some(WRONG)).collect(),
            }
        }
        Some(right)
    }
}

/// Right, wrong and missed choices of people at each margin.
#[derive(Default, Clone, Copy)]
struct Tally {
    right: usize,
    wrong: usize,
    missed: usize,
}

/// The file of the trained model.
///
/// # Errors
/// If a data set can't be read.
pub fn train(data: &Path) -> Result<Vec<u8>> {
    let free = |gold: &Gold| gold.license.as_deref().is_none_or(data::is_free);
    let read = |name: &str| -> Result<Vec<Example>> {
        let golds: Vec<Gold> = data::jsonl(&data.join("coref").join(name))?;
        Ok(golds.iter().filter(|gold| free(gold)).map(Example::new).collect())
    };
    let mut examples = read("gap-train.jsonl.gz")?;
    let gap = examples.len();
    examples.extend(read("gum-train.jsonl.gz")?);
    examples.extend(read("litbank-train.jsonl.gz")?);
    eprintln!("{} documents, {gap} of them GAP", examples.len());

    // The mean of several runs: where the examples come in another order, other weights result.
    let mut weights = vec![0.0; 1 << BITS];
    for run in 0..RUNS {
        for (mean, weight) in weights.iter_mut().zip(fit(&examples, 0x9e37_79b9_7f4a_7c15 ^ run << 20)) {
            *mean += weight / RUNS as f32;
        }
    }
    for name in ["gap-dev.jsonl.gz", "gum-dev.jsonl.gz", "litbank-dev.jsonl.gz"] {
        report(name, &read(name)?, &weights);
    }
    Ok(Linear::write(1, &weights))
}

/// Learns from the examples, in an order that `seed` tells.
fn fit(examples: &[Example], mut seed: u64) -> Vec<f32> {
    let mut model = Perceptron::new(1, BITS);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for epoch in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(i, (seed >> 33) as usize % (i + 1));
        }
        let (mut asked, mut wrong) = (0, 0);
        let rate = RATE / (1.0 + epoch as f32 / 4.0);
        for &i in &order {
            let example = &examples[i];
            let mut ranker = |decision: &Decision| {
                let scores = scores(&model, decision);
                let best = top(&scores, |_| true)?;
                if let Some(right) = example.truth(decision) {
                    asked += 1;
                    let good = top(&scores, |i| right[i])?;
                    wrong += usize::from(!right[best]);
                    learn(&mut model, decision, &scores, &right, rate);
                    model.tick();
                    if epoch == 0 {
                        return Some((good, 0));
                    }
                }
                Some((best, 0))
            };
            example.resolve(&mut ranker);
        }
        eprintln!("round {epoch}: {wrong} of {asked} wrong");
    }
    model.average()
}

/// A gradient step on the likelihood of the right candidates, taken together (a log-linear ranker with latent antecedents).
fn learn(model: &mut Perceptron, decision: &Decision, scores: &[f32], right: &[bool], rate: f32) {
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    let weights: Vec<f32> = scores.iter().map(|score| (score - highest).exp()).collect();
    let all: f32 = weights.iter().sum();
    let good: f32 = weights.iter().zip(right).filter(|(_, right)| **right).map(|(weight, _)| weight).sum();
    for (i, weight) in weights.iter().enumerate() {
        let wanted = if right[i] && good > 0.0 { weight / good } else { 0.0 };
        model.update(decision.features(i), 0, rate * (wanted - weight / all));
    }
}

fn scores(model: &Perceptron, decision: &Decision) -> Vec<f32> {
    let score = |i: usize| {
        let mut score = [0.0];
        model.score(decision.features(i), &mut score);
        score[0]
    };
    (0..decision.mentions.len()).map(score).collect()
}

fn top(scores: &[f32], fits: impl Fn(usize) -> bool) -> Option<usize> {
    (0..scores.len()).filter(|&i| fits(i)).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)))
}

/// Prints precision and recall of choices of named people by margin.
fn report(name: &str, examples: &[Example], weights: &[f32]) {
    let margins = [0.0, 0.1, 0.2, 0.4, 0.7, 1.0, 1.5, 2.0];
    let mut tallies = [Tally::default(); 8];
    for example in examples {
        let mut ranker = |decision: &Decision| {
            let sum = |i: usize| decision.features(i).iter().map(|f| weights[(f & ((1 << BITS) - 1)) as usize]).sum::<f32>();
            let scores: Vec<f32> = (0..decision.mentions.len()).map(sum).collect();
            let best = top(&scores, |_| true)?;
            let lead = top(&scores, |i| i != best).map_or(99.0, |second| scores[best] - scores[second]);
            if let Some(right) = example.truth(decision) {
                let person = decision.person(best).is_some();
                let target = (0..right.len()).any(|i| right[i] && decision.person(i).is_some());
                for (tally, margin) in tallies.iter_mut().zip(margins) {
                    let said = person && lead >= margin;
                    tally.right += usize::from(said && right[best]);
                    tally.wrong += usize::from(said && !right[best]);
                    tally.missed += usize::from(target && !(said && right[best]));
                }
            }
            Some((best, 0))
        };
        example.resolve(&mut ranker);
    }
    for (tally, margin) in tallies.iter().zip(margins) {
        let (right, wrong, missed) = (tally.right as f32, tally.wrong as f32, tally.missed as f32);
        let (p, r) = (right / (right + wrong).max(1.0), right / (right + missed).max(1.0));
        eprintln!("{name} margin {margin:4}: precision {p:.3} recall {r:.3} F1 {:.3}", 2.0 * p * r / (p + r).max(1e-9));
    }
}
