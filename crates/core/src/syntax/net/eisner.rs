//! The best projective tree with one root under scores of single arcs: Eisner's algorithm (1996).
//!
//! Cubic in the length of the sentence, with inner loops that are sums and maxima over neighbours in memory; which split was
//! the best is found again on the way back, where only as many spans are looked at as there are tokens.

/// The search, with its scratch memory. All tables have a row for each fixed end, by the moving one.
#[derive(Debug, Default)]
pub struct Eisner {
    /// Length of the rows, which end in [`LANES`] places that stay [`NEVER`].
    stride: usize,
    /// Spans whose head is the left end and that are complete: by left end, by right end.
    right: Table,
    /// The same with the head at the right end.
    left: Table,
    /// Spans with an arc between their ends, the head on the left (by left end), on the right (by right end).
    arc_right: Vec<i32>,
    arc_left: Vec<i32>,
    agenda: Vec<(Span, usize, usize)>,
}

#[derive(Debug, Default)]
struct Table {
    by_start: Vec<i32>,
    by_end: Vec<i32>,
}

#[derive(Debug, Clone, Copy)]
enum Span {
    Right,
    Left,
    ArcRight,
    ArcLeft,
}

/// The score of a span that is not there, or not yet; a sum of two of them fits.
const NEVER: i32 = i32::MIN / 2;
/// How many sums are looked at together.
const LANES: usize = 8;

/// The largest of the first `count` sums of neighbours. It looks at fewer than [`LANES`] more, which must be [`NEVER`] on one side.
#[inline(always)]
fn most(a: &[i32], b: &[i32], count: usize) -> i32 {
    let length = count.next_multiple_of(LANES);
    let (a, _) = a[..length].as_chunks::<LANES>();
    let (b, _) = b[..length].as_chunks::<LANES>();
    let mut most = [i32::MIN; LANES];
    for (a, b) in a.iter().zip(b) {
        for ((most, a), b) in most.iter_mut().zip(a).zip(b) {
            *most = (*most).max(a + b);
        }
    }
    most.into_iter().fold(i32::MIN, i32::max)
}

/// Where that sum stands, the first of them.
fn place(a: &[i32], b: &[i32], sum: i32) -> usize {
    a.iter().zip(b).position(|(a, b)| a + b == sum).unwrap_or(0)
}

impl Eisner {
    /// Finds the heads of `n` tokens, `n` for the root's. `scores` has a row of `stride` numbers for
    /// each dependent, the first `n + 1` of them for the heads.
    ///
    /// Scores must be small enough for sums of `n` of them.
    #[inline(always)]
    pub fn best(&mut self, n: usize, stride: usize, scores: &[i32], heads: &mut Vec<usize>) {
        heads.clear();
        heads.resize(n, n);
        let width = n + LANES;
        self.stride = width;
        for table in [
            &mut self.right.by_start,
            &mut self.right.by_end,
            &mut self.left.by_start,
            &mut self.left.by_end,
            &mut self.arc_right,
            &mut self.arc_left,
        ] {
            table.clear();
            table.resize(n * width, NEVER);
        }
        for table in [&mut self.right.by_start, &mut self.right.by_end, &mut self.left.by_start, &mut self.left.by_end] {
            // Spans of one token.
            table.iter_mut().step_by(width + 1).for_each(|single| *single = 0);
        }
        let score = |dependent: usize, head: usize| scores[dependent * stride + head];
        for length in 1..n {
            for i in 0..n - length {
                let j = i + length;
                let (row, column) = (i * width, j * width);
                // Two complete halves meet under an arc between the ends.
                let both = most(&self.right.by_start[row + i..], &self.left.by_end[column + i + 1..], length);
                self.arc_right[row + j] = both + score(j, i);
                self.arc_left[column + i] = both + score(i, j);
                let left = most(&self.left.by_start[row + i..], &self.arc_left[column + i..], length);
                let right = most(&self.arc_right[row + i + 1..], &self.right.by_end[column + i + 1..], length);
                (self.left.by_start[row + j], self.left.by_end[column + i]) = (left, left);
                (self.right.by_start[row + j], self.right.by_end[column + i]) = (right, right);
            }
        }
        let whole = |root: usize| self.left.by_start[root] + self.right.by_start[root * width + n - 1] + score(root, n);
        let root = (0..n).max_by_key(|&root| (whole(root), std::cmp::Reverse(root))).unwrap_or(0);
        self.agenda.clear();
        self.agenda.extend([(Span::Left, 0, root), (Span::Right, root, n - 1)]);
        while let Some((span, i, j)) = self.agenda.pop() {
            if i < j {
                self.open(span, i, j, heads);
            }
        }
    }

    /// Notes the arc of a span and puts its parts on the agenda.
    fn open(&mut self, span: Span, i: usize, j: usize, heads: &mut [usize]) {
        let (row, column) = (i * self.stride, j * self.stride);
        match span {
            Span::Right => {
                let (a, b) = (&self.arc_right[row + i + 1..=row + j], &self.right.by_end[column + i + 1..=column + j]);
                let k = i + 1 + place(a, b, self.right.by_start[row + j]);
                self.agenda.extend([(Span::ArcRight, i, k), (Span::Right, k, j)]);
            }
            Span::Left => {
                let (a, b) = (&self.left.by_start[row + i..row + j], &self.arc_left[column + i..column + j]);
                let k = i + place(a, b, self.left.by_start[row + j]);
                self.agenda.extend([(Span::Left, i, k), (Span::ArcLeft, k, j)]);
            }
            Span::ArcRight | Span::ArcLeft => {
                if matches!(span, Span::ArcRight) {
                    heads[j] = i;
                } else {
                    heads[i] = j;
                }
                let (a, b) = (&self.right.by_start[row + i..row + j], &self.left.by_end[column + i + 1..=column + j]);
                let k = i + place(a, b, a.iter().zip(b).map(|(a, b)| a + b).max().unwrap_or(NEVER));
                self.agenda.extend([(Span::Right, i, k), (Span::Left, k + 1, j)]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The best tree among all of them, by trial.
    fn by_trial(n: usize, scores: &[i32]) -> i32 {
        let mut best = i32::MIN;
        for code in 0..(n + 1).pow(n as u32) {
            let heads: Vec<usize> = (0..n).map(|i| code / (n + 1).pow(i as u32) % (n + 1)).collect();
            let is_tree = heads.iter().filter(|&&head| head == n).count() == 1
                && (0..n).all(|i| (0..=n).try_fold(i, |at, _| if at == n { Err(()) } else { Ok(heads[at]) }).is_err());
            let ends = |i: usize| (i.min(heads[i]), i.max(heads[i]));
            let cross = |a: usize, b: usize| {
                let ((a, b), (c, d)) = (ends(a), ends(b));
                a < c && c < b && b < d
            };
            let inner: Vec<usize> = (0..n).filter(|&i| heads[i] != n).collect();
            let covered = |root: usize| inner.iter().any(|&i| ends(i).0 < root && root < ends(i).1);
            let projective =
                !inner.iter().any(|&a| inner.iter().any(|&b| cross(a, b))) && !(0..n).any(|i| heads[i] == n && covered(i));
            if is_tree && projective {
                best = best.max((0..n).map(|i| scores[i * (n + 1) + heads[i]]).sum());
            }
        }
        best
    }

    #[test]
    fn no_projective_tree_is_better() {
        let mut random = 1_u64;
        for n in 1..=5 {
            for _ in 0..20 {
                let scores: Vec<i32> = (0..n * (n + 1))
                    .map(|_| {
                        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                        (random >> 40) as i32 % 100
                    })
                    .collect();
                let mut heads = Vec::new();
                Eisner::default().best(n, n + 1, &scores, &mut heads);
                let sum: i32 = (0..n).map(|i| scores[i * (n + 1) + heads[i]]).sum();
                assert_eq!(sum, by_trial(n, &scores), "{n} {scores:?} {heads:?}");
            }
        }
    }
}
