//! Trains the tagger: `tags.bin`.

use std::collections::BTreeMap;

use nutgraf::syntax::tagger::{self, START, Tagger, View};
use nutgraf::syntax::{Lexicon, Upos};

use super::{Random, Treebanks};
use crate::conllu::Tree;
use crate::perceptron::Perceptron;

/// How often the training data are gone through.
pub const ROUNDS: usize = 10;
/// Of a hundred features, how many are left out each time, so that none is leant on alone.
const DROPPED: usize = 30;
/// Rows of the model, as a power of two.
const BITS: u32 = 16;
const TAGS: usize = Upos::ALL.len();

/// Trains the tagger and gives its file.
pub fn train(banks: &Treebanks, rounds: usize) -> Vec<u8> {
    let (words, sure) = lexicon(&banks.train);
    let mut head = Lexicon::write(&words);
    head.extend(sure);
    let assemble = |model: Vec<u8>| [head.clone(), model].concat();
    let empty: &'static [u8] = assemble(nutgraf::linear::Linear::write(TAGS, &[0.0; TAGS])).leak();
    let blank = Tagger::open(empty);

    let mut model = Perceptron::new(TAGS, BITS);
    let mut random = Random(1);
    let mut order: Vec<usize> = (0..banks.train.len()).collect();
    let mut views = Vec::new();
    for round in 0..rounds {
        random.shuffle(&mut order);
        let mut wrong = 0;
        for &i in &order {
            wrong += learn(&dressed(&banks.train[i], &mut random), &blank, &mut model, &mut views, &mut random);
        }
        eprintln!("round {round}: {wrong} wrong");
    }
    let bytes = assemble(model.write());
    let tagger = Tagger::open(bytes.clone().leak());
    for (name, trees) in &banks.dev {
        eprintln!("{name}: {:.4}", accuracy(&tagger, trees));
    }
    bytes
}

/// The known words with their classes, and the tag of each class that has only one.
fn lexicon(trees: &[Tree]) -> (Vec<(u64, u8)>, [u8; 256]) {
    let mut counts = BTreeMap::<u64, [u32; TAGS]>::new();
    for token in trees.iter().flat_map(|tree| &tree.tokens) {
        counts.entry(token.hash).or_insert([0; TAGS])[token.upos as usize] += 1;
    }
    let mut sets = BTreeMap::<(u32, bool), Vec<(u64, u32)>>::new();
    for (&hash, tags) in &counts {
        let all: u32 = tags.iter().sum();
        if all >= 3 {
            let most = *tags.iter().max().expect("there are tags");
            let set = tags.iter().enumerate().filter(|(_, n)| **n * 50 >= all).fold(0, |set, (tag, _)| set | 1 << tag);
            let sure = all >= 30 && (all - most) * 500 <= all;
            sets.entry((set, sure)).or_default().push((hash, all));
        }
    }
    // The commonest sets have a class each; rarer ones go without and stay unknown.
    let mut classes: Vec<_> = sets.into_iter().collect();
    classes.sort_by_key(|(set, words)| (std::cmp::Reverse(words.iter().map(|word| u64::from(word.1)).sum::<u64>()), *set));
    classes.truncate(Lexicon::UNKNOWN as usize);
    let mut sure = [255; 256];
    let mut words = Vec::new();
    for (class, ((set, is_sure), list)) in classes.iter().enumerate() {
        if *is_sure && set.is_power_of_two() {
            sure[class] = set.trailing_zeros() as u8;
        }
        words.extend(list.iter().map(|&(hash, _)| (hash, class as u8)));
    }
    (words, sure)
}

/// A sentence as it stands, or now and then as a headline is set.
fn dressed(tree: &Tree, random: &mut Random) -> Tree {
    match random.below(100) {
        0..3 => tree.rewrite(|_, form| form.to_uppercase()),
        3..8 => tree.rewrite(|i, form| if i == 0 || form.len() > 3 { capital(form) } else { form.to_owned() }),
        _ => tree.clone(),
    }
}

fn capital(form: &str) -> String {
    let mut chars = form.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// One sentence of training; gives the number of wrong tags.
fn learn(tree: &Tree, tagger: &Tagger, model: &mut Perceptron, views: &mut Vec<View>, random: &mut Random) -> usize {
    tagger::look(&tree.text, &tree.tokens, &tagger.lexicon, views);
    let (mut last, mut before, mut wrong) = (START, START, 0);
    let mut scores = [0.0; TAGS];
    for (i, token) in tree.tokens.iter().enumerate() {
        let gold = token.upos as usize;
        let guess = if let Some(tag) = tagger.sure(views[i].class) {
            tag as usize
        } else {
            let mut features = tagger::features(views, i, last, before).to_vec();
            features.retain(|_| random.below(100) >= DROPPED);
            model.score(&features, &mut scores);
            let guess = (0..TAGS).fold(0, |best, tag| if scores[tag] > scores[best] { tag } else { best });
            if guess != gold {
                model.update(&features, gold, 1.0);
                model.update(&features, guess, -1.0);
            }
            model.tick();
            guess
        };
        wrong += usize::from(guess != gold);
        (before, last) = (last, guess as u8);
    }
    wrong
}

fn accuracy(tagger: &Tagger, trees: &[Tree]) -> f64 {
    let (mut right, mut all) = (0, 0);
    let mut views = Vec::new();
    for tree in trees {
        let mut tokens = tree.tokens.clone();
        tagger.tag(&tree.text, &mut tokens, &mut views);
        right += tokens.iter().zip(&tree.tokens).filter(|(guess, gold)| guess.upos == gold.upos).count();
        all += tokens.len();
    }
    right as f64 / all as f64
}
