//! Which of many vectors are near one: an inverted index of terms that takes new vectors and lets old ones go.
//!
//! Vectors that came together are a segment; segments of about one size are merged (a log-structured merge), so that there are few of
//! them however many batches a corpus has, and each entry is moved as often as a corpus doubles.

use crate::context::Vector;

/// Terms that share a place of a segment's directory, about.
const CROWD: usize = 4;

/// Vectors by their numbers, found by their heaviest terms.
#[derive(Default)]
pub struct Index {
    segments: Vec<Segment>,
}

/// What a thread needs to look vectors up.
#[derive(Default)]
pub struct Scratch {
    sums: Vec<f32>,
    touched: Vec<u32>,
}

/// Vectors that came together.
#[derive(Default)]
struct Segment {
    /// Different terms, in order: hashes, so evenly spread over all numbers.
    terms: Vec<u32>,
    /// Where the entries of each term begin; one more than there are terms.
    starts: Vec<u32>,
    /// The first term of each place: terms that have their upper bits in common.
    directory: Vec<u32>,
    shift: u32,
    /// Vectors by their numbers, and what the term weighs there.
    entries: Vec<(u32, f32)>,
}

impl Index {
    /// An index of these vectors, each under its place in the list.
    pub fn of(vectors: &[Vector]) -> Self {
        Self { segments: vec![Segment::new((0..).zip(vectors).map(|(at, vector)| (at, vector, 1.0)))] }
    }

    /// Takes vectors under new numbers, each times a factor; those for which `is_live` says no fall away where segments are merged.
    pub fn add<'v>(&mut self, vectors: impl Iterator<Item = (u32, &'v Vector, f32)>, is_live: impl Fn(u32) -> bool) {
        self.segments.push(Segment::new(vectors));
        while let [.., before, last] = &self.segments[..]
            && before.entries.len() < 2 * last.entries.len()
        {
            let merged = before.merge(last, &is_live);
            self.segments.truncate(self.segments.len() - 2);
            self.segments.push(merged);
        }
    }

    /// Calls `found` with each vector whose product with this one is `least` or more: its number, and the product.
    pub fn near(&self, vector: &Vector, least: f32, scratch: &mut Scratch, mut found: impl FnMut(u32, f32)) {
        for &(term, weight) in &vector.0 {
            for entries in self.segments.iter().map(|segment| segment.entries(term)) {
                for &(number, its) in entries {
                    if number as usize >= scratch.sums.len() {
                        scratch.sums.resize(number as usize + 1024, 0.0);
                    }
                    let sum = &mut scratch.sums[number as usize];
                    if *sum == 0.0 {
                        scratch.touched.push(number);
                    }
                    *sum += weight * its;
                }
            }
        }
        for number in scratch.touched.drain(..) {
            let sum = std::mem::take(&mut scratch.sums[number as usize]);
            if sum >= least {
                found(number, sum);
            }
        }
    }
}

impl Segment {
    fn new<'v>(vectors: impl Iterator<Item = (u32, &'v Vector, f32)>) -> Self {
        let entries = |(number, vector, factor): (u32, &'v Vector, f32)| {
            vector.0.iter().map(move |&(term, weight)| (term, number, factor * weight))
        };
        let mut all: Vec<(u32, u32, f32)> = vectors.flat_map(entries).collect();
        all.sort_unstable_by_key(|&(term, number, _)| (term, number));
        let mut this = Self::default();
        all.into_iter().for_each(|(term, number, weight)| this.push(term, number, weight));
        this.close()
    }

    /// Takes an entry; terms must rise.
    fn push(&mut self, term: u32, number: u32, weight: f32) {
        if self.terms.last() != Some(&term) {
            self.terms.push(term);
            self.starts.push(self.entries.len() as u32);
        }
        self.entries.push((number, weight));
    }

    /// Makes the directory, once all entries are there.
    fn close(mut self) -> Self {
        self.starts.push(self.entries.len() as u32);
        let bits = (self.terms.len() / CROWD).max(1).ilog2();
        // At least two places: no number can be shifted by all of its bits.
        self.shift = 32 - bits.max(1);
        let places = 1_u64 << (32 - self.shift);
        let first = |place: u64| self.terms.partition_point(|&term| u64::from(term >> self.shift) < place) as u32;
        self.directory = (0..=places).map(first).collect();
        self
    }

    /// The entries of a term.
    fn entries(&self, term: u32) -> &[(u32, f32)] {
        let place = (term >> self.shift) as usize;
        let (from, to) = (self.directory[place] as usize, self.directory[place + 1] as usize);
        match self.terms[from..to].iter().position(|&its| its >= term) {
            Some(at) if self.terms[from + at] == term => self.of(from + at),
            _ => &[],
        }
    }

    /// The entries of the term at a place of the list.
    fn of(&self, at: usize) -> &[(u32, f32)] {
        &self.entries[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// One segment of two, without what is let go of.
    fn merge(&self, other: &Self, is_live: impl Fn(u32) -> bool) -> Self {
        let mut merged = Self::default();
        let (mut a, mut b) = (0, 0);
        while a < self.terms.len() || b < other.terms.len() {
            let term = match (self.terms.get(a), other.terms.get(b)) {
                (Some(&x), Some(&y)) => x.min(y),
                (Some(&x), None) | (None, Some(&x)) => x,
                (None, None) => break,
            };
            for (segment, at) in [(self, &mut a), (other, &mut b)] {
                if segment.terms.get(*at) == Some(&term) {
                    let live = segment.of(*at).iter().filter(|(number, _)| is_live(*number));
                    live.for_each(|&(number, weight)| merged.push(term, number, weight));
                    *at += 1;
                }
            }
        }
        merged.close()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vectors() -> Vec<Vector> {
        // Spread over all numbers as hashes are.
        let term = |i: u32, j: u32| (i % 7 + 5 * j + i * j % 3).wrapping_mul(2_654_435_761);
        let vector = |i: u32| {
            let mut terms: Vec<_> = (0..6).map(|j| (term(i, j), 1.0 + j as f32)).collect();
            terms.sort_unstable_by_key(|&(term, _)| term);
            terms.dedup_by_key(|&mut (term, _)| term);
            Vector(terms).unit()
        };
        (0..40).map(vector).collect()
    }

    fn near(index: &Index, vector: &Vector, scratch: &mut Scratch) -> Vec<u32> {
        let mut found = Vec::new();
        index.near(vector, 0.3, scratch, |at, _| found.push(at));
        found.sort_unstable();
        found
    }

    #[test]
    fn the_index_finds_what_products_say() {
        let vectors = vectors();
        let index = Index::of(&vectors);
        let mut scratch = Scratch::default();
        for vector in &vectors {
            let expected: Vec<u32> = (0..40).filter(|&at| vector.dot(&vectors[at as usize]) >= 0.3).collect();
            assert!(!expected.is_empty());
            assert_eq!(near(&index, vector, &mut scratch), expected);
        }
        assert!(near(&Index::of(&[]), &vectors[0], &mut scratch).is_empty());
    }

    #[test]
    fn batches_are_merged_to_few_segments_without_what_is_gone() {
        let vectors = vectors();
        let (mut index, mut scratch) = (Index::default(), Scratch::default());
        for (number, vector) in (0..).zip(&vectors) {
            // What came ten before is gone.
            index.add(std::iter::once((number, vector, 1.0)), |other| other + 10 > number);
        }
        assert!(index.segments.len() < 6, "{} segments", index.segments.len());
        let entries: usize = index.segments.iter().map(|segment| segment.entries.len()).sum();
        assert!(entries < 30 * 6, "{entries} entries");
        for vector in &vectors[30..] {
            let expected: Vec<u32> = (30..40).filter(|&at| vector.dot(&vectors[at as usize]) >= 0.3).collect();
            let found = near(&index, vector, &mut scratch);
            assert_eq!(found.into_iter().filter(|&at| at >= 30).collect::<Vec<_>>(), expected);
        }
    }
}
