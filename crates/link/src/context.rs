//! The company that a name keeps: the words and names of its article, weighed by how rare they are in the corpus.

use nutgraf::text::hash::hash;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::facts::Facts;
use crate::fold::fold;

/// Buckets in which articles with a term are counted; terms that share one count as one.
const BUCKETS: usize = 1 << 20;
/// Different terms of an article that are kept until all articles are counted.
const KEPT: usize = 320;
/// Characters of an article that are read for terms.
pub const READ: usize = 12_000;
/// Times that a list is longer than another from which on terms of the short one are looked up in it.
const MANY: usize = 10;
/// A term in more than one article of this many says nothing.
const COMMON: u32 = 4;

/// Terms of an article: a hash, and how often it comes.
pub type Counts = Vec<(u32, u8)>;

/// A sparse vector of length one, by term.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Vector(pub Vec<(u32, f32)>);

/// The terms of an article: words of three letters or more in lower case, and the words of its names, which count double.
pub fn terms(facts: &Facts) -> Counts {
    let mut counts: FxHashMap<u32, (u32, u32)> = FxHashMap::default();
    let mut add = |word: &str, weight: u32| {
        let next = counts.len() as u32;
        counts.entry(hash(word) as u32).or_insert((0, next)).0 += weight;
    };
    let end = facts.body.char_indices().nth(READ).map_or(facts.body.len(), |(at, _)| at);
    for text in [facts.title.as_str(), &facts.body[..end]] {
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2) {
            add(stem(&word.to_lowercase()), 1);
        }
    }
    for name in &facts.names {
        fold(&name.text).iter().filter(|word| word.len() > 2).for_each(|word| add(stem(word), 1));
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_unstable_by_key(|&(term, (count, first))| (std::cmp::Reverse(count), first, term));
    counts.truncate(KEPT);
    let mut counts: Counts = counts.into_iter().map(|(term, (count, _))| (term, count.min(255) as u8)).collect();
    counts.sort_unstable();
    counts
}

/// A word without the ending of a plural.
pub fn stem(word: &str) -> &str {
    let bare = word.strip_suffix("'s").unwrap_or(word);
    if bare.len() > 4 && !bare.ends_with("ss") { bare.strip_suffix('s').unwrap_or(bare) } else { bare }
}

/// In how many articles each term comes.
pub struct Rarity {
    buckets: Vec<u32>,
    articles: u32,
}

impl Default for Rarity {
    fn default() -> Self {
        Self { buckets: vec![0; BUCKETS], articles: 0 }
    }
}

impl Rarity {
    /// Counts an article with these terms, each given once.
    pub fn add(&mut self, terms: impl Iterator<Item = u32>) {
        self.articles += 1;
        terms.for_each(|term| self.buckets[term as usize % BUCKETS] += 1);
    }

    /// Counts articles that were counted elsewhere.
    pub fn add_articles(&mut self, count: u32) {
        self.articles += count;
    }

    /// Adds what [`Rarity::counts`] gave elsewhere.
    pub fn add_count(&mut self, bucket: usize, count: u32) {
        self.buckets[bucket % BUCKETS] += count;
    }

    /// How many articles have the terms of each bucket that any article has.
    pub fn counts(&self) -> impl Iterator<Item = (usize, u32)> + '_ {
        self.buckets.iter().copied().enumerate().filter(|&(_, count)| count > 0)
    }

    /// How many articles were counted.
    pub fn articles(&self) -> u32 {
        self.articles
    }

    /// What a term says: the logarithm of how few articles have it; nothing where every fourth has it.
    pub fn weight(&self, term: u32) -> f32 {
        let found = self.buckets[term as usize % BUCKETS].max(1);
        if found * COMMON > self.articles && self.articles > 20 {
            return 0.0;
        }
        ((self.articles + 1) as f32 / found as f32).ln()
    }

    /// The `most` weightiest terms of an article, as a vector of length one.
    pub fn vector(&self, terms: &Counts, most: usize) -> Vector {
        let weigh = |&(term, count): &(u32, u8)| (term, (1.0 + f32::from(count).ln()) * self.weight(term));
        let mut weighed: Vec<_> = terms.iter().map(weigh).filter(|&(_, weight)| weight > 0.0).collect();
        weighed.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        weighed.truncate(most);
        weighed.sort_unstable_by_key(|&(term, _)| term);
        Vector(weighed).unit()
    }
}

impl Vector {
    /// The product of two vectors whose terms are in order.
    pub fn dot(&self, other: &Self) -> f32 {
        let (few, many) = if self.0.len() <= other.0.len() { (&self.0, &other.0) } else { (&other.0, &self.0) };
        if many.len() < MANY * few.len() {
            return merged(few, many);
        }
        let (mut sum, mut rest) = (0.0, &many[..]);
        for &(term, weight) in few {
            let at = rest.partition_point(|&(other, _)| other < term);
            rest = &rest[at..];
            match rest.first() {
                Some(&(other, its)) if other == term => sum += weight * its,
                Some(_) => {}
                None => break,
            }
        }
        sum
    }

    /// The sum of two vectors whose terms are in order.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let mut all: Vec<(u32, f32)> = self.0.iter().chain(&other.0).copied().collect();
        all.sort_by_key(|&(term, _)| term);
        all.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        Self(all)
    }

    /// The terms that weigh most.
    #[must_use]
    pub fn heaviest(mut self, most: usize) -> Self {
        if self.0.len() > most {
            self.0.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            self.0.truncate(most);
            self.0.sort_unstable_by_key(|&(term, _)| term);
        }
        self
    }

    /// The same direction with length one.
    #[must_use]
    pub fn unit(mut self) -> Self {
        let length = self.0.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        if length > 0.0 {
            self.0.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
        self
    }
}

/// The product of two lists that go side by side: quicker than looking terms up where both are about as long.
fn merged(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(&(x, weight)), Some(&(y, its))) = (a.get(i), b.get(j)) {
        // No branch that could be guessed wrong: terms are hashes.
        sum += if x == y { weight * its } else { 0.0 };
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    sum
}

/// A sum of vectors, to compare others with.
#[derive(Debug, Clone, Default)]
pub struct Centroid {
    sums: FxHashMap<u32, f32>,
    squares: f32,
}

impl Centroid {
    /// Adds a vector to the sum.
    pub fn add(&mut self, vector: &Vector) {
        for &(term, weight) in &vector.0 {
            let sum = self.sums.entry(term).or_default();
            self.squares += 2.0 * *sum * weight + weight * weight;
            *sum += weight;
        }
    }

    /// Adds all that another one holds.
    pub fn join(&mut self, other: &Self) {
        let mut terms: Vec<_> = other.sums.iter().map(|(&term, &weight)| (term, weight)).collect();
        terms.sort_unstable_by_key(|&(term, _)| term);
        self.add(&Vector(terms));
    }

    /// The cosine with a vector of length one.
    pub fn cosine(&self, vector: &Vector) -> f32 {
        if self.squares <= 0.0 {
            return 0.0;
        }
        let dot: f32 = vector.0.iter().filter_map(|(term, weight)| Some(self.sums.get(term)? * weight)).sum();
        dot / self.squares.sqrt()
    }

    /// The cosine with another centroid.
    pub fn cosine_with(&self, other: &Self) -> f32 {
        let (few, many) = if self.sums.len() <= other.sums.len() { (self, other) } else { (other, self) };
        let mut terms: Vec<_> = few.sums.iter().map(|(&term, &weight)| (term, weight)).collect();
        terms.sort_unstable_by_key(|&(term, _)| term);
        many.cosine(&Vector(terms).unit())
    }
}
