//! Learns the lemma rules: `crates/core/data/lang/en/syntax/lemmas.tsv`.

use std::collections::BTreeMap;
use std::fmt::Write;

use nutgraf::syntax::{LONGEST_ENDING, Upos};

use super::Treebanks;
use crate::conllu::Tree;

/// Characters to take off the end, letters to put there.
type Change = (usize, String);
/// A part of speech and an ending or a word.
type Key = (Upos, String);

const HEADER: &str = "\
# Lemma rules: part of speech, ending or =word, characters to take off its end, letters to put there. The longest ending wins.
# Learned by `nutgraf-train lemmas` from UD English EWT (CC BY-SA 4.0) and GUM (CC BY 4.0).
upos*\tform*\tcut:int\tadd?
";

/// Learns the rules and gives their file.
pub fn train(banks: &Treebanks) -> String {
    let forms = counts(&banks.train);
    let endings = endings(&forms);
    let mut file = HEADER.to_owned();
    for ((upos, ending), (cut, add)) in &endings {
        writeln!(file, "{}\t{ending}\t{cut}\t{add}", upos.name()).expect("writing to a string");
    }
    for ((upos, form), lemmas) in &forms {
        let (lemma, count) = commonest(lemmas);
        // A name or foreign word seen once says nothing.
        let sure = count > 1 || !matches!(upos, Upos::Propn | Upos::X | Upos::Num | Upos::Punct);
        let change = change(form, lemma);
        if sure && decide(&endings, form, *upos) != change {
            writeln!(file, "{}\t={form}\t{}\t{}", upos.name(), change.0, change.1).expect("writing to a string");
        }
    }
    for (name, trees) in &banks.dev {
        report(name, trees, &forms, &endings);
    }
    file
}

fn plain(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

/// How often each form has each lemma.
fn counts(trees: &[Tree]) -> BTreeMap<Key, BTreeMap<String, usize>> {
    let mut forms = BTreeMap::<Key, BTreeMap<String, usize>>::new();
    for tree in trees {
        for (token, lemma) in tree.tokens.iter().zip(&tree.lemmas).filter(|(_, lemma)| *lemma != "_") {
            let key = (token.upos, plain(token.span.of(&tree.text)));
            *forms.entry(key).or_default().entry(plain(lemma)).or_default() += 1;
        }
    }
    forms
}

fn commonest(lemmas: &BTreeMap<String, usize>) -> (&str, usize) {
    let best = lemmas.iter().max_by_key(|(lemma, count)| (**count, std::cmp::Reverse(*lemma))).expect("a form has a lemma");
    (best.0, *best.1)
}

fn change(form: &str, lemma: &str) -> Change {
    let common = form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
    (form.chars().count() - common, lemma.chars().skip(common).collect())
}

/// The last `n` characters.
fn ending(form: &str, n: usize) -> String {
    form.chars().skip(form.chars().count().saturating_sub(n)).collect()
}

/// Rules for endings, from short to long; a longer one is kept only where it says something else than the shorter ones.
fn endings(forms: &BTreeMap<Key, BTreeMap<String, usize>>) -> BTreeMap<Key, Change> {
    let mut votes = BTreeMap::<(usize, Key), BTreeMap<Change, usize>>::new();
    for ((upos, form), lemmas) in forms {
        let change = change(form, commonest(lemmas).0);
        let length = form.chars().count();
        for n in change.0..=LONGEST_ENDING.min(length.saturating_sub(1)) {
            *votes.entry((n, (*upos, ending(form, n)))).or_default().entry(change.clone()).or_default() += 1;
        }
    }
    let mut rules = BTreeMap::new();
    for ((_, key), changes) in votes {
        let all: usize = changes.values().sum();
        let (change, count) = changes.into_iter().max_by_key(|(_, count)| *count).expect("a vote has a change");
        if count > 1 && count * 2 > all && decide(&rules, &key.1, key.0) != change {
            rules.insert(key, change);
        }
    }
    rules
}

fn decide(rules: &BTreeMap<Key, Change>, form: &str, upos: Upos) -> Change {
    let found = (0..=LONGEST_ENDING).rev().find_map(|n| rules.get(&(upos, ending(form, n))));
    found.cloned().unwrap_or_default()
}

fn report(name: &str, trees: &[Tree], forms: &BTreeMap<Key, BTreeMap<String, usize>>, endings: &BTreeMap<Key, Change>) {
    let (mut right, mut all) = (0, 0);
    for ((upos, form), lemmas) in counts(trees) {
        let known = forms.get(&(upos, form.clone())).map(|lemmas| change(&form, commonest(lemmas).0));
        let (cut, add) = known.unwrap_or_else(|| decide(endings, &form, upos));
        let guess: String = form.chars().take(form.chars().count() - cut).chain(add.chars()).collect();
        right += lemmas.get(&guess).copied().unwrap_or(0);
        all += lemmas.values().sum::<usize>();
    }
    eprintln!("{name}: {:.4} of lemmas", right as f64 / all as f64);
}
