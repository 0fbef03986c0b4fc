//! Trains the network: `syntax.bin`.
//!
//! Large networks learn from the treebanks and read raw news; the small one that is shipped learns from what they say there, doubts
//! included, and from the treebanks (distillation: Hinton et al. 2015; for parsers Kuncoro et al. 2016).

use std::path::Path;

use anyhow::Result;
use ndarray::ArrayView1;
use nutgraf::language::Language;
use nutgraf::syntax::{Deprel, Lexicon, Net, Upos, net};

use super::adam::Adam;
use super::backward::learn;
use super::net::{Dropout, Example, Size, Soft, Weights, predict, softmax};
use super::{Treebanks, words};
use crate::conllu::Tree;
use crate::data;
use crate::names::clusters::TEXTS;
use crate::names::examples::segment;
use crate::random::Random;

/// How a network learns.
#[derive(Debug, Clone, Copy)]
struct Plan {
    size: Size,
    dropout: Dropout,
    epochs: usize,
    /// Of learning, at its highest.
    rate: f32,
    /// Tokens of a step.
    batch: usize,
    seed: u64,
}

/// The networks that teach: they differ in their seeds.
const TEACHERS: [Plan; 2] = [TEACHER, Plan { seed: 2, ..TEACHER }];

const TEACHER: Plan = Plan {
    size: Size { embed: 128, state: 128, layers: 3, arc: 96, label: 64 },
    dropout: Dropout { words: 0.3, rows: 0.15, layers: 0.25 },
    epochs: 18,
    rate: 0.002,
    batch: 600,
    seed: 1,
};

/// The network that is shipped.
const PUPIL: Plan = Plan {
    size: Size { embed: 64, state: 48, layers: 2, arc: 48, label: 32 },
    dropout: Dropout { words: 0.1, rows: 0.05, layers: 0.03 },
    epochs: 12,
    rate: 0.004,
    batch: 1000,
    seed: 11,
};

/// The longest sentence that is learned from.
const LONGEST: usize = 150;

/// Returns the file of the trained network.
///
/// # Errors
/// If data are missing or broken.
pub fn train(data: &Path) -> Result<Vec<u8>> {
    let banks = super::treebanks(data)?;
    let mut bytes = words::lexicon(&banks.train);
    let (lexicon, _) = Lexicon::open(bytes.clone().leak());
    let teachers = TEACHERS.map(|plan| fit(plan, &banks, &[], &lexicon));
    let pseudo_labelled = pseudo_labelled(&raw(data)?, &teachers, &lexicon, &mut Random(3));
    bytes.extend(fit(PUPIL, &banks, &pseudo_labelled, &lexicon).quantised());
    let net = Net::open(bytes.clone().leak(), &Language::english().names.lexicon);
    for (name, trees) in &banks.dev {
        eprintln!("{name}, in integers: UPOS, UAS, LAS {:.4?}", accuracy(&net, trees));
    }
    Ok(bytes)
}

/// The rows of a sentence, now and then as if it were set as a headline.
fn rows(tree: &Tree, lexicon: &Lexicon, random: &mut Random) -> Vec<net::Rows> {
    let (tree, mut rows) = (words::augmented(tree, random), Vec::new());
    net::look(&tree.text, &tree.tokens, lexicon, &Language::english().names.lexicon, &mut rows);
    rows
}

/// A sentence of a treebank, with its one right answer.
fn gold(tree: &Tree, rows: Vec<net::Rows>) -> Example {
    let n = tree.tokens.len();
    let one = |i: usize| -> Soft { vec![(i as u16, 1.0)] };
    Example {
        rows,
        tags: tree.tokens.iter().map(|token| one(token.upos as usize)).collect(),
        heads: tree.tokens.iter().enumerate().map(|(i, t)| one(if t.head as usize == i { n } else { t.head as usize })).collect(),
        labels: tree.tokens.iter().map(|token| one(token.deprel as usize)).collect(),
    }
}

/// The sentences of raw texts.
fn raw(folder: &Path) -> Result<Vec<Tree>> {
    #[derive(serde::Deserialize)]
    struct Row {
        #[serde(default)]
        text: String,
    }
    let mut trees = Vec::new();
    for name in TEXTS.into_iter().filter(|name| !name.contains("ud-ewt")) {
        for row in data::jsonl::<Row>(&folder.join(name))? {
            let (document, syntax) = segment(&row.text);
            for sentence in syntax.sentences.iter().filter(|s| (3..=LONGEST).contains(&s.tokens.len())) {
                let mut tree = Tree { text: sentence.span.of(&document.text).to_owned(), ..Tree::default() };
                tree.tokens.extend_from_slice(syntax.tokens_of(sentence));
                let start = sentence.span.start;
                for token in &mut tree.tokens {
                    token.span = nutgraf::Span::new((token.span.start - start) as usize, (token.span.end - start) as usize);
                }
                trees.push(tree);
            }
        }
    }
    Ok(trees)
}

/// The likely answers, given the scores that each teacher has for all of them.
fn likely<'a>(scores: impl Iterator<Item = ArrayView1<'a, f32>>) -> Soft {
    const MOST: usize = 4;
    const LEAST: f32 = 0.02;
    let mut shares: Vec<f32> = Vec::new();
    for scores in scores {
        let mut own = scores.to_vec();
        softmax(&mut own);
        shares.resize(own.len(), 0.0);
        shares.iter_mut().zip(own).for_each(|(share, own)| *share += own);
    }
    let sum: f32 = shares.iter().sum();
    let mut list: Soft = (0..).zip(shares.iter().map(|share| share / sum)).filter(|&(_, share)| share > LEAST).collect();
    list.sort_by(|a, b| b.1.total_cmp(&a.1));
    list.truncate(MOST);
    let all: f32 = list.iter().map(|&(_, share)| share).sum();
    list.iter_mut().for_each(|(_, share)| *share /= all);
    list
}

/// Labels sentences by the mean of the teachers (knowledge distillation). The pupil sees some of them set as headlines, the teachers do not.
fn pseudo_labelled(trees: &[Tree], teachers: &[Weights], lexicon: &Lexicon, random: &mut Random) -> Vec<Example> {
    let augmented: Vec<Vec<net::Rows>> = trees.iter().map(|tree| rows(tree, lexicon, random)).collect();
    let read = |(tree, augmented): (&Tree, &Vec<net::Rows>)| -> Example {
        let mut seen = Vec::new();
        net::look(&tree.text, &tree.tokens, lexicon, &Language::english().names.lexicon, &mut seen);
        let outputs: Vec<_> = teachers.iter().map(|teacher| predict(teacher, &seen)).collect();
        let n = tree.tokens.len();
        let heads: Vec<Soft> = (0..n).map(|i| likely(outputs.iter().map(|output| output.arcs.row(i)))).collect();
        let label = |(i, head): (usize, &Soft)| {
            let scores: Vec<_> =
                outputs.iter().zip(teachers).map(|(output, teacher)| output.labels(teacher, i, usize::from(head[0].0))).collect();
            likely(scores.iter().map(ndarray::ArrayBase::view))
        };
        Example {
            rows: augmented.clone(),
            tags: (0..n).map(|i| likely(outputs.iter().map(|output| output.tags.row(i)))).collect(),
            labels: heads.iter().enumerate().map(label).collect(),
            heads,
        }
    };
    let (first, second) = trees.split_at(trees.len() / 2);
    let (their_first, their_second) = augmented.split_at(first.len());
    std::thread::scope(|scope| {
        let first = scope.spawn(|| first.iter().zip(their_first).map(read).collect::<Vec<_>>());
        let second: Vec<_> = second.iter().zip(their_second).map(read).collect();
        first.join().expect("reading ends").into_iter().chain(second).collect()
    })
}

/// Trains a network from treebanks and from sentences that others have read.
fn fit(plan: Plan, banks: &Treebanks, pseudo_labelled: &[Example], lexicon: &Lexicon) -> Weights {
    let mut random = Random(plan.seed);
    let mut weights = Weights::new(plan.size, &mut random);
    let mut adam = Adam::new(&weights);
    let trees = banks.train.len();
    let mut order: Vec<usize> = (0..trees + pseudo_labelled.len()).collect();
    let length = |i: usize| if i < trees { banks.train[i].tokens.len() } else { pseudo_labelled[i - trees].rows.len() };
    order.retain(|&i| length(i) <= LONGEST);
    let tokens: usize = order.iter().map(|&i| length(i)).sum();
    let all = (plan.epochs * tokens) as f32;
    let mut seen = 0;
    for epoch in 0..plan.epochs {
        let start = std::time::Instant::now();
        random.shuffle(&mut order);
        let mut loss = 0.0;
        let mut rest = &order[..];
        while !rest.is_empty() {
            // Two halves of a step, a thread each.
            let groups: Vec<(&[usize], u64)> = (0..2)
                .map(|_| {
                    let mut count = 0;
                    let end = rest.iter().position(|&i| {
                        count += length(i);
                        count > plan.batch / 2
                    });
                    let (group, others) = rest.split_at(end.map_or(rest.len(), |end| end.max(1)));
                    rest = others;
                    seen += group.iter().map(|&i| length(i)).sum::<usize>();
                    (group, random.below(1 << 60) as u64)
                })
                .filter(|(group, _)| !group.is_empty())
                .collect();
            let weights_now = &weights;
            let gradients: Vec<_> = std::thread::scope(|scope| {
                let learn_group = |(group, seed): (&[usize], u64)| {
                    let mut random = Random(seed);
                    let fresh: Vec<Example> = group
                        .iter()
                        .filter(|&&i| i < trees)
                        .map(|&i| gold(&banks.train[i], rows(&banks.train[i], lexicon, &mut random)))
                        .collect();
                    let read = group.iter().filter(|&&i| i >= trees).map(|&i| &pseudo_labelled[i - trees]);
                    let list: Vec<&Example> = fresh.iter().chain(read).collect();
                    learn(weights_now, &list, plan.dropout, &mut random)
                };
                let threads: Vec<_> = groups.iter().map(|&group| scope.spawn(move || learn_group(group))).collect();
                threads.into_iter().map(|thread| thread.join().expect("learning ends")).collect()
            });
            loss += gradients.iter().map(|g| g.loss).sum::<f64>();
            let warm = seen as f32 / (200 * plan.batch) as f32;
            adam.step(&mut weights, &gradients, plan.rate * warm.min(1.0) * (1.0 - seen as f32 / all).max(0.01));
        }
        eprintln!("epoch {epoch}: loss {:.4}, {:.0} s", loss / tokens as f64, start.elapsed().as_secs_f64());
    }
    weights
}

/// UPOS, UAS and LAS on the sentences and tokens of a treebank; marks don't count for heads.
fn accuracy(net: &Net, trees: &[Tree]) -> [f64; 3] {
    let (mut tags, mut all, mut heads, mut both, mut words) = (0, 0_usize, 0, 0, 0_usize);
    let mut scratch = net::Scratch::default();
    for tree in trees {
        let mut tokens = tree.tokens.clone();
        net.read(&tree.text, &mut tokens, 0, &mut scratch);
        for (guess, gold) in tokens.iter().zip(&tree.tokens) {
            all += 1;
            tags += usize::from(guess.upos == gold.upos);
            if gold.upos != Upos::Punct {
                words += 1;
                let base = |deprel: Deprel| deprel.name().split(':').next();
                heads += usize::from(guess.head == gold.head);
                both += usize::from(guess.head == gold.head && base(guess.deprel) == base(gold.deprel));
            }
        }
    }
    [tags as f64 / all as f64, heads as f64 / words as f64, both as f64 / words as f64]
}
