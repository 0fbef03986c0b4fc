//! Clusters of words by the company they keep, from raw text: `crates/data-names/data/clusters.bin`.
//!
//! The exchange algorithm (Kneser and Ney 1993; Martin, Liermann and Ney 1998) with the predictive likelihood of both neighbours:
//! each word in turn moves to the cluster that foretells its neighbours best. Done twice, for many and for few clusters.

use std::path::Path;
use std::sync::LazyLock;

use anyhow::Result;
use nutgraf::names::training::{COARSE_BITS, FINE_BITS, Table, cluster};
use nutgraf::syntax::Shape;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::examples::analyse;
use crate::data;

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    text: String,
}

/// The data sets whose texts are read, development parts of the tagger left out.
pub const TEXTS: [&str; 17] = [
    "entities/worldwide-train.jsonl.gz",
    "entities/redocred-train.jsonl.gz",
    "entities/wikigold-train.jsonl.gz",
    "entities/crossner-train.jsonl.gz",
    "entities/ud-ewt-train-pos.jsonl.gz",
    "entities/btc-train.jsonl.gz",
    "quotes/polnear-train.jsonl",
    "coref/gap-train.jsonl.gz",
    "events/muc4.jsonl",
    "events/rams.jsonl",
    "events/wikievents.jsonl",
    "geo/lgl.jsonl",
    "geo/geowebnews.jsonl",
    "geo/trnews.jsonl",
    "geo/geovirus.jsonl",
    "temporal/wikiwars_dev.jsonl",
    "cleaning/dev.jsonl",
];

/// Words seen less often have no cluster.
const LEAST: u32 = 3;
/// How many times each word may move.
const ROUNDS: usize = 8;

/// Reads the texts, clusters their words and returns the table.
pub fn train(data: &Path) -> Result<Vec<u8>> {
    let (words, pairs) = count(data)?;
    let mut after = vec![Vec::new(); words.len()];
    let mut before = vec![Vec::new(); words.len()];
    for &(a, b, n) in &pairs {
        after[a as usize].push((b, n));
        before[b as usize].push((a, n));
    }
    let [fine, coarse] = [1 << FINE_BITS, 1 << COARSE_BITS].map(|clusters| {
        let mut exchange = Exchange::new(clusters, &after, &before);
        for round in 0..ROUNDS {
            let moves = exchange.round();
            eprintln!("  {clusters} clusters, round {}: {moves} of {} words move", round + 1, words.len());
        }
        exchange.of
    });
    let rows: Vec<(u64, u16)> = (0..words.len()).map(|i| (words[i], cluster(coarse[i] as u16, fine[i] as u16))).collect();
    Ok(Table::write(&rows))
}

/// The hashes of the frequent words, the most frequent first, and how often one follows another.
fn count(data: &Path) -> Result<(Vec<u64>, Vec<(u32, u32, u32)>)> {
    // Marks of the edges of sentences, so that the first word has company as well.
    const EDGE: u64 = 1;
    let mut stream = vec![EDGE];
    for name in TEXTS {
        let rows: Vec<Row> = data::jsonl(&data.join(name))?;
        for row in rows {
            let (_, syntax) = analyse(&row.text);
            for sentence in &syntax.sentences {
                stream.extend(syntax.tokens_of(sentence).iter().map(|t| if t.shape == Shape::Number { 2 } else { t.hash }));
                stream.push(EDGE);
            }
        }
    }
    eprintln!("{} tokens", stream.len());
    let mut counts = FxHashMap::<u64, u32>::default();
    stream.iter().for_each(|&word| *counts.entry(word).or_default() += 1);
    let mut words: Vec<u64> = counts.iter().filter(|&(_, &n)| n >= LEAST).map(|(&word, _)| word).collect();
    words.sort_by_key(|word| (std::cmp::Reverse(counts[word]), *word));
    let index: FxHashMap<u64, u32> = words.iter().copied().zip(0..).collect();
    let mut pairs = FxHashMap::<(u32, u32), u32>::default();
    for pair in stream.windows(2) {
        if let (Some(&a), Some(&b)) = (index.get(&pair[0]), index.get(&pair[1])) {
            *pairs.entry((a, b)).or_default() += 1;
        }
    }
    let mut pairs: Vec<_> = pairs.into_iter().map(|((a, b), n)| (a, b, n)).collect();
    pairs.sort_by_key(|&(a, b, _)| (a, b));
    Ok((words, pairs))
}

/// Clusters under way: for each word how often each cluster follows and precedes it.
struct Exchange<'a> {
    clusters: usize,
    after: &'a [Vec<(u32, u32)>],
    before: &'a [Vec<(u32, u32)>],
    of: Vec<u32>,
    follows: Vec<u32>,
    precedes: Vec<u32>,
    size: Vec<u64>,
    frequency: Vec<u64>,
}

impl<'a> Exchange<'a> {
    fn new(clusters: usize, after: &'a [Vec<(u32, u32)>], before: &'a [Vec<(u32, u32)>]) -> Self {
        let words = after.len();
        let frequency = before.iter().map(|list| list.iter().map(|&(_, n)| u64::from(n)).sum()).collect();
        let mut exchange = Self {
            clusters,
            after,
            before,
            of: (0..words).map(|word| (word % clusters) as u32).collect(),
            follows: vec![0; words * clusters],
            precedes: vec![0; words * clusters],
            size: vec![0; clusters],
            frequency,
        };
        for word in 0..words {
            exchange.put(word, exchange.of[word] as usize, true);
        }
        exchange
    }

    /// Puts a word into a cluster, or takes it out.
    fn put(&mut self, word: usize, cluster: usize, into: bool) {
        let change = |slot: &mut u32, n: u32| if into { *slot += n } else { *slot -= n };
        for &(other, n) in &self.before[word] {
            change(&mut self.follows[other as usize * self.clusters + cluster], n);
        }
        for &(other, n) in &self.after[word] {
            change(&mut self.precedes[other as usize * self.clusters + cluster], n);
        }
        if into {
            self.size[cluster] += self.frequency[word];
        } else {
            self.size[cluster] -= self.frequency[word];
        }
        self.of[word] = cluster as u32;
    }

    /// Offers each word, the frequent ones first, the cluster that raises the likelihood most; gives the number of moves.
    fn round(&mut self) -> usize {
        let mut moves = 0;
        let mut gains = vec![0.0; self.clusters];
        for word in 0..self.of.len() {
            let home = self.of[word] as usize;
            self.put(word, home, false);
            for (gain, &size) in gains.iter_mut().zip(&self.size) {
                // Both directions hold the size of the cluster once.
                *gain = -2.0 * (n_log_n(size + self.frequency[word]) - n_log_n(size));
            }
            for (table, neighbours) in [(&self.follows, &self.before[word]), (&self.precedes, &self.after[word])] {
                for &(other, n) in neighbours {
                    let row = &table[other as usize * self.clusters..][..self.clusters];
                    let alone = n_log_n(u64::from(n));
                    for (gain, &count) in gains.iter_mut().zip(row) {
                        *gain += if count == 0 { alone } else { n_log_n(u64::from(count + n)) - n_log_n(u64::from(count)) };
                    }
                }
            }
            let best = (0..self.clusters).fold(home, |best, k| if gains[k] > gains[best] { k } else { best });
            moves += usize::from(best != home);
            self.put(word, best, true);
        }
        moves
    }
}

/// `n ln n`, small ones from a table.
fn n_log_n(n: u64) -> f64 {
    static TABLE: LazyLock<Vec<f64>> =
        LazyLock::new(|| (0..4096).map(|n| if n < 2 { 0.0 } else { f64::from(n) * f64::from(n).ln() }).collect());
    TABLE.get(n as usize).copied().unwrap_or_else(|| n as f64 * (n as f64).ln())
}
