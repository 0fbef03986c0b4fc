//! The lexicon of the network, with the tags that each word can have; and sentences set as headlines, to train on.

use std::collections::BTreeMap;

use nutgraf::syntax::{Lexicon, Upos};

use crate::conllu::Tree;
use crate::random::Random;

const TAGS: usize = Upos::ALL.len();

/// The lexicon file: words seen three times or more, each with the class of its tags.
pub fn lexicon(trees: &[Tree]) -> Vec<u8> {
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
    let words: Vec<(u64, u8)> =
        (0..).zip(&classes).flat_map(|(class, (_, list))| list.iter().map(move |&(hash, _)| (hash, class))).collect();
    Lexicon::write(&words)
}

/// Returns the sentence itself, or one time in twelve as a headline is set (data augmentation).
pub fn augmented(tree: &Tree, random: &mut Random) -> Tree {
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
