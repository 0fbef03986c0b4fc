//! A tree over a sentence from scores of single arcs.
//!
//! Most tokens' best heads join to parts of a projective tree, often to all of one. What joins by itself stays so; the few tokens
//! whose arcs cross or that would all be the root go through Eisner's algorithm, each with its part of the tree. That is not always
//! the best tree of all, but nearly, at a fraction of the time.

use std::mem::take;

use super::eisner::Eisner;

/// The search, with its scratch memory.
#[derive(Debug, Default)]
pub struct Trees {
    eisner: Eisner,
    /// For how many children each token waits.
    waits_for: Vec<u32>,
    /// The tokens that stand above the parts that have joined.
    tops: Vec<usize>,
    /// The scores among these, and their heads.
    scores: Vec<i32>,
    heads: Vec<usize>,
}

/// How many scores are looked at together.
const LANES: usize = 8;

impl Trees {
    /// Finds the heads of `n` tokens, `n` for the root's. `scores` has a row of `stride` numbers, a multiple of eight, for each
    /// dependent: the first `n + 1` of them for the heads; its own and those after them are the lowest number.
    ///
    /// Scores must be small enough for sums of `n` of them.
    #[inline(always)]
    pub fn best(&mut self, n: usize, stride: usize, scores: &[i32], heads: &mut Vec<usize>) {
        heads.clear();
        heads.extend(scores.chunks_exact(stride).take(n).map(largest));
        self.join(heads);
        if self.tops.len() == 1 {
            return;
        }
        let (tops, mut part, mut found) = (take(&mut self.tops), take(&mut self.scores), take(&mut self.heads));
        let count = tops.len();
        part.clear();
        for &top in &tops {
            heads[top] = n;
            part.extend(tops.iter().chain([&n]).map(|&head| scores[top * stride + head]));
        }
        self.eisner.best(count, count + 1, &part, &mut found);
        for (i, &head) in found.iter().enumerate().filter(|&(_, &head)| head < count) {
            let nearest = !found[i.min(head) + 1..i.max(head)].contains(&head);
            let (token, head) = (tops[i], tops[head]);
            let score = |head: usize| scores[token * stride + head];
            heads[token] = if nearest { on_edge(token, head, heads, score) } else { head };
        }
        (self.tops, self.scores, self.heads) = (tops, part, found);
    }

    /// Joins tokens to their heads as far as they make a projective tree: shifting them onto a stack and taking off whoever has all
    /// its children and hangs on its neighbour there (the arc-standard oracle, Nivre 2004) leaves the tops of the parts.
    fn join(&mut self, heads: &[usize]) {
        let n = heads.len();
        self.waits_for.clear();
        self.waits_for.resize(n + 1, 0);
        for &head in heads {
            self.waits_for[head] += 1;
        }
        self.tops.clear();
        for i in 0..n {
            self.tops.push(i);
            loop {
                let count = self.tops.len();
                let [.., below, top] = self.tops[..] else { break };
                let gone = if self.waits_for[top] == 0 && heads[top] == below {
                    count - 1
                } else if self.waits_for[below] == 0 && heads[below] == top {
                    count - 2
                } else {
                    break;
                };
                let gone = self.tops.remove(gone);
                self.waits_for[heads[gone]] -= 1;
            }
        }
    }
}

/// Where the largest of a row's numbers stands, the first of them.
#[inline(always)]
fn largest(row: &[i32]) -> usize {
    let (mut best, mut at) = ([i32::MIN; LANES], [0; LANES]);
    for (i, chunk) in (0_i32..).zip(row.as_chunks::<LANES>().0) {
        for ((best, at), &score) in best.iter_mut().zip(&mut at).zip(chunk) {
            (*best, *at) = if score > *best { (score, i) } else { (*best, *at) };
        }
    }
    let most = best.iter().fold(i32::MIN, |most, &score| most.max(score));
    let places = best.iter().zip(at).enumerate().filter(|&(_, (&score, _))| score == most);
    places.map(|(lane, (_, i))| i as usize * LANES + lane).min().unwrap_or(0)
}

/// The best head for a token among another one and that one's descendants on the edge that looks towards it: hung there, its arc
/// crosses no other.
fn on_edge(token: usize, head: usize, heads: &[usize], score: impl Fn(usize) -> i32) -> usize {
    let (mut at, mut best) = (head, head);
    loop {
        let is_child = |other: &usize| heads[*other] == at;
        let outermost = if token > head { (at + 1..token).rfind(is_child) } else { (token + 1..at).find(is_child) };
        let Some(child) = outermost else { return best };
        at = child;
        if score(at) > score(best) {
            best = at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of eight scores for fewer than eight tokens.
    fn rows(n: usize, score: impl Fn(usize, usize) -> i32) -> Vec<i32> {
        let number = |d: usize, h: usize| if d == h || h > n { i32::MIN } else { score(d, h) };
        (0..n).flat_map(|d| (0..8).map(move |h| (d, h))).map(|(d, h)| number(d, h)).collect()
    }

    fn heads(n: usize, score: impl Fn(usize, usize) -> i32) -> Vec<usize> {
        let mut heads = Vec::new();
        Trees::default().best(n, 8, &rows(n, score), &mut heads);
        heads
    }

    #[test]
    fn best_heads_that_are_a_tree_stay() {
        let tree = [1, 4, 1, 2, 5, 7, 5];
        assert_eq!(heads(7, |d, h| i32::from(tree[d] == h)), tree);
        assert_eq!(heads(1, |_, _| -5), [1]);
    }

    #[test]
    fn of_two_roots_one_hangs_on_the_best_of_the_other_ones_edge() {
        // 1 and 4 want to be the root; 2 and 3 hang below 1.
        let best = [1, 5, 1, 2, 5];
        let score = |d: usize, h: usize| match (d, h) {
            (4, 2) => 8,
            (4, 1) => 7,
            _ => 10 * i32::from(best[d] == h),
        };
        assert_eq!(heads(5, score), [1, 5, 1, 2, 2]);
    }

    #[test]
    fn whatever_the_scores_there_is_one_root_and_no_arc_crosses() {
        let mut random = 1_u64;
        for n in (1..=7).cycle().take(700) {
            let numbers: Vec<i32> = std::iter::repeat_with(|| {
                random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (random >> 40) as i32 % 100
            })
            .take(n * (n + 1))
            .collect();
            let heads = heads(n, |d, h| numbers[d * (n + 1) + h]);
            let mut trees = Trees::default();
            trees.join(&heads);
            assert!(trees.tops.len() == 1 && heads[trees.tops[0]] == n, "{heads:?}");
        }
    }
}
