//! Which articles of a window are near an article: an inverted index of terms, one a batch, so that old batches fall away whole.

use rustc_hash::FxHashMap;

use crate::context::Vector;

/// Articles that came together, by their terms.
pub struct Index {
    /// Where the entries of a term begin and end.
    terms: FxHashMap<u32, (u32, u32)>,
    /// Articles of the batch by their place in it, and what the term weighs there.
    entries: Vec<(u32, f32)>,
    articles: usize,
}

/// What a thread needs to look articles up.
#[derive(Default)]
pub struct Scratch {
    sums: Vec<f32>,
    touched: Vec<u32>,
}

impl Index {
    /// The index of these articles.
    pub fn new(vectors: &[Vector]) -> Self {
        let numbered = (0_u32..).zip(vectors);
        let mut all: Vec<(u32, u32, f32)> =
            numbered.flat_map(|(at, vector)| vector.0.iter().map(move |&(term, weight)| (term, at, weight))).collect();
        all.sort_unstable_by_key(|&(term, at, _)| (term, at));
        let mut terms: FxHashMap<u32, (u32, u32)> = FxHashMap::default();
        for (at, &(term, ..)) in (0_u32..).zip(&all) {
            terms.entry(term).or_insert((at, at)).1 = at + 1;
        }
        Self { terms, entries: all.into_iter().map(|(_, at, weight)| (at, weight)).collect(), articles: vectors.len() }
    }

    /// Calls `found` with each article whose cosine with the vector is `least` or more: its place in the batch, and the cosine.
    pub fn near(&self, vector: &Vector, least: f32, scratch: &mut Scratch, mut found: impl FnMut(u32, f32)) {
        scratch.sums.resize(self.articles.max(scratch.sums.len()), 0.0);
        for (term, weight) in &vector.0 {
            let Some(&(from, to)) = self.terms.get(term) else { continue };
            for &(at, other) in &self.entries[from as usize..to as usize] {
                let sum = &mut scratch.sums[at as usize];
                if *sum == 0.0 {
                    scratch.touched.push(at);
                }
                *sum += weight * other;
            }
        }
        for at in scratch.touched.drain(..) {
            let sum = std::mem::take(&mut scratch.sums[at as usize]);
            if sum >= least {
                found(at, sum);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_finds_what_products_say() {
        let vectors: Vec<Vector> =
            (0..40_u32).map(|i| Vector((0..6).map(|j| (i % 7 + 5 * j + i * j % 3, 1.0 + j as f32)).collect()).unit()).collect();
        let index = Index::new(&vectors);
        let mut scratch = Scratch::default();
        for vector in &vectors {
            let mut found = Vec::new();
            index.near(vector, 0.3, &mut scratch, |at, near| found.push((at, near)));
            found.sort_unstable_by_key(|&(at, _)| at);
            let expected: Vec<u32> = (0..40).filter(|&at| vector.dot(&vectors[at as usize]) >= 0.3).collect();
            assert_eq!(found.iter().map(|&(at, _)| at).collect::<Vec<_>>(), expected);
        }
    }
}
