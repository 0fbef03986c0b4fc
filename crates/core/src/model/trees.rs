//! Boosted oblivious trees: all nodes of a level ask the same question, so a tree is a few comparisons and one look into a table.
//!
//! Features are bytes in columns, leaves are integers: every machine gets the same score, and the comparisons run over many units at
//! once. File: u16 trees, u8 depth, i32 bias, then for each tree its questions (u16 column, u8 threshold) and leaves (i16), little-endian.
#![allow(clippy::inline_always, reason = "only what is inlined into `dispatch` gets the wide instructions")]

use crate::model::lanes;

/// An ensemble of boosted regression trees.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trees {
    /// Constant that is added to every score.
    pub bias: i32,
    /// The trees, whose leaves are added up.
    pub trees: Vec<Tree>,
}

/// Questions in a tree; one of fewer begins with some that are never answered with yes.
pub const DEPTH: usize = 6;

/// One regression tree of the ensemble.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    /// Column and threshold of each level: is the value above?
    questions: [(u16, u8); DEPTH],
    /// The lower and the upper bytes of the scores by the answers, the first one in the highest bit.
    leaves: [[u8; 1 << DEPTH]; 2],
    /// The highest score either way.
    reach: i32,
}

impl Tree {
    /// A tree of at most [`DEPTH`] questions.
    pub fn new(questions: &[(u16, u8)], leaves: &[i16]) -> Self {
        let reach = leaves.iter().map(|&leaf| i32::from(leaf).abs()).max().unwrap_or(0);
        let mut tree = Self { questions: [(0, u8::MAX); DEPTH], leaves: [[0; 1 << DEPTH]; 2], reach };
        tree.questions[DEPTH - questions.len()..].copy_from_slice(questions);
        for (answers, leaf) in leaves.iter().enumerate() {
            [tree.leaves[0][answers], tree.leaves[1][answers]] = leaf.to_le_bytes();
        }
        tree
    }

    /// The scores by the answers.
    fn scores(&self) -> impl Iterator<Item = i16> {
        let [low, high] = &self.leaves;
        low.iter().zip(high).map(|(&low, &high)| i16::from_le_bytes([low, high]))
    }
}

/// Rows scored at once.
const ROWS: usize = 32;

/// Scores rows, all trees of some rows before the next ones.
struct Scoring<'a> {
    trees: &'a Trees,
    table: &'a Table,
    scores: &'a mut [i32],
}

impl lanes::Kernel for Scoring<'_> {
    #[inline(always)]
    fn run<L: lanes::Lanes>(self, lanes: L) {
        for (block, scores) in self.scores.chunks_mut(ROWS).enumerate() {
            // Sums of two bytes for as long as they can't overflow.
            let mut sums = [0_i16; ROWS];
            let mut room = i32::from(i16::MAX);
            for tree in &self.trees.trees {
                if room < tree.reach {
                    add(scores, &sums);
                    (sums, room) = ([0; ROWS], i32::from(i16::MAX));
                }
                room -= tree.reach;
                let [a, b, c, d, e, f] = tree.questions.map(|(column, _)| self.table.block(usize::from(column), block));
                let [ta, tb, tc, td, te, tf] = tree.questions.map(|(_, threshold)| threshold);
                let mut answers = [0_u8; ROWS];
                for i in 0..ROWS {
                    answers[i] = u8::from(a[i] > ta) << 5
                        | u8::from(b[i] > tb) << 4
                        | u8::from(c[i] > tc) << 3
                        | u8::from(d[i] > td) << 2
                        | u8::from(e[i] > te) << 1
                        | u8::from(f[i] > tf);
                }
                let [low, high] = [lanes.gather_bytes(&tree.leaves[0], answers), lanes.gather_bytes(&tree.leaves[1], answers)];
                for i in 0..ROWS {
                    sums[i] = sums[i].wrapping_add(i16::from_le_bytes([low[i], high[i]]));
                }
            }
            add(scores, &sums);
        }
    }
}

/// Adds sums to scores; after the last row are sums of no row.
fn add(scores: &mut [i32], sums: &[i16; ROWS]) {
    scores.iter_mut().zip(sums).for_each(|(score, &sum)| *score += i32::from(sum));
}

/// What a score of one means in log-odds.
pub const SCALE: f32 = 256.0;

/// Bytes by column and row.
#[derive(Debug, Clone, Default)]
pub struct Table {
    rows: usize,
    /// Cells of a column: its rows and what fills the last [`ROWS`] up.
    height: usize,
    cells: Vec<u8>,
}

impl Table {
    /// Returns a table of zeros, one column after the other.
    pub fn new(rows: usize, columns: usize) -> Self {
        let height = rows.next_multiple_of(ROWS);
        Self { rows, height, cells: vec![0; height * columns] }
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many columns it has.
    pub fn columns(&self) -> usize {
        self.cells.len().checked_div(self.height).unwrap_or(0)
    }

    /// Returns the values of a column, a byte a row.
    pub fn column(&self, column: usize) -> &[u8] {
        &self.cells[column * self.height..][..self.rows]
    }

    /// The rows of a column that are scored at once.
    #[inline(always)]
    fn block(&self, column: usize, block: usize) -> &[u8; ROWS] {
        let cells = self.cells[column * self.height + block * ROWS..].first_chunk();
        cells.expect("columns are made of whole blocks")
    }

    /// Sets the cell of a column in a row.
    pub fn set(&mut self, column: usize, row: usize, value: u8) {
        self.cells[column * self.height + row] = value;
    }

    /// Sets a column to `values` taken from `step` rows further on; rows without any keep what they have.
    pub fn set_moved(&mut self, column: usize, values: &[u8], step: isize) {
        let rows = self.rows;
        let by = step.unsigned_abs().min(rows);
        let cells = &mut self.cells[column * self.height..][..rows];
        if step < 0 {
            cells[by..].copy_from_slice(&values[..rows - by]);
        } else {
            cells[..rows - by].copy_from_slice(&values[by..]);
        }
    }

    /// The same table with more columns, all zero.
    #[must_use]
    pub fn widened(mut self, columns: usize) -> Self {
        self.cells.resize(self.cells.len() + self.height * columns, 0);
        self
    }
}

/// Writes one row after the other, columns in order.
pub struct Row<'a> {
    cells: &'a mut [u8],
    height: usize,
    /// The cell that comes next.
    at: usize,
}

impl<'a> Row<'a> {
    /// A row of a table, from a column on.
    pub fn new(table: &'a mut Table, row: usize, column: usize) -> Self {
        Self { at: column * table.height + row, height: table.height, cells: &mut table.cells }
    }

    /// The column that comes next.
    pub fn column(&self) -> usize {
        self.at / self.height
    }

    /// Goes on after `columns` columns.
    pub fn skip(&mut self, columns: usize) {
        self.at += columns * self.height;
    }

    /// Writes a value into the next column.
    pub fn put(&mut self, value: u8) {
        self.cells[self.at] = value;
        self.at += self.height;
    }

    /// Writes 1 for true into the next column, else 0.
    pub fn flag(&mut self, value: bool) {
        self.put(u8::from(value));
    }
}

impl Trees {
    /// The score of each row.
    pub fn score(&self, table: &Table) -> Vec<i32> {
        let mut scores = vec![self.bias; table.rows()];
        lanes::dispatch(Scoring { trees: self, table, scores: &mut scores });
        scores
    }

    /// Returns the ensemble as bytes, which [`Trees::read`] reads.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = (self.trees.len() as u16).to_le_bytes().to_vec();
        bytes.push(DEPTH as u8);
        bytes.extend(self.bias.to_le_bytes());
        for tree in &self.trees {
            for (column, threshold) in tree.questions {
                bytes.extend(column.to_le_bytes());
                bytes.push(threshold);
            }
            bytes.extend(tree.scores().flat_map(i16::to_le_bytes));
        }
        bytes
    }

    /// Reads what [`Trees::write`] wrote and moves on after it.
    ///
    /// # Panics
    /// If it is something else: models are built in, so that is a fault of the build.
    pub fn read(bytes: &mut &[u8]) -> Self {
        let mut take = |len: usize| {
            let (head, rest) = bytes.split_at(len);
            *bytes = rest;
            head
        };
        let count = u16::from_le_bytes(take(2).try_into().expect("two bytes"));
        let depth = usize::from(take(1)[0]);
        let bias = i32::from_le_bytes(take(4).try_into().expect("four bytes"));
        let mut tree = |_| {
            let questions: Vec<_> = take(3 * depth).chunks(3).map(|q| (u16::from_le_bytes([q[0], q[1]]), q[2])).collect();
            let leaves: Vec<_> = take(2 << depth).chunks(2).map(|leaf| i16::from_le_bytes([leaf[0], leaf[1]])).collect();
            Tree::new(&questions, &leaves)
        };
        Self { bias, trees: (0..count).map(&mut tree).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_adds_the_leaf_of_its_answers() {
        let tree = Tree::new(&[(0, 5), (1, 0)], &[1, 2, 30, 40]);
        let trees = Trees { bias: 100, trees: vec![tree] };
        let mut table = Table::new(2, 2);
        table.set(0, 0, 6);
        table.set(1, 1, 1);
        assert_eq!(trees.score(&table), [130, 102]);
        assert_eq!(Trees::read(&mut &*trees.write()), trees);
    }

    #[test]
    fn great_leaves_of_many_rows_add_up() {
        let leaves: Vec<i16> = (0..64).map(|i| i * 500 - 16_000).collect();
        let questions = [0, 1, 2, 3, 4, 5].map(|column| (column, 100));
        let trees = Trees { bias: 7, trees: vec![Tree::new(&questions, &leaves); 5] };
        let mut table = Table::new(64, 6);
        for (row, column) in (0..64).flat_map(|row| (0..6).map(move |column| (row, column))) {
            table.set(column, row, if row >> (5 - column) & 1 == 1 { 101 } else { 100 });
        }
        let expected: Vec<i32> = leaves.iter().map(|&leaf| 7 + 5 * i32::from(leaf)).collect();
        assert_eq!(trees.score(&table), expected);
        let mut scores = vec![7; 64];
        lanes::Kernel::run(Scoring { trees: &trees, table: &table, scores: &mut scores }, lanes::Plain);
        assert_eq!(scores, expected);
    }
}
