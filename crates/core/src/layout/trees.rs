//! Boosted oblivious trees: all nodes of a level ask the same question, so a tree is a few comparisons and one look into a table.
//!
//! Features are bytes in columns, leaves are integers: every machine gets the same score, and the comparisons run over many units at
//! once. File: u16 trees, u8 depth, i32 bias, then for each tree its questions (u16 column, u8 threshold) and leaves (i16), little-endian.
#![allow(clippy::inline_always, reason = "only what is inlined into `widest` gets the wide instructions")]

use crate::lanes;

/// An ensemble.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trees {
    /// Added to every score.
    pub bias: i32,
    /// The trees.
    pub trees: Vec<Tree>,
}

/// Questions in a tree; one of fewer begins with some that are never answered with yes.
pub const DEPTH: usize = 6;

/// One tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    /// Column and threshold of each level: is the value above?
    pub questions: [(u16, u8); DEPTH],
    /// Score by the answers, the first one in the highest bit.
    pub leaves: [i16; 1 << DEPTH],
}

impl Tree {
    /// A tree of at most [`DEPTH`] questions.
    pub fn new(questions: &[(u16, u8)], leaves: &[i16]) -> Self {
        let mut tree = Self { questions: [(0, u8::MAX); DEPTH], leaves: [0; 1 << DEPTH] };
        tree.questions[DEPTH - questions.len()..].copy_from_slice(questions);
        tree.leaves[..leaves.len()].copy_from_slice(leaves);
        tree
    }
}

/// Scores rows, all comparisons of a tree at once.
struct Scoring<'a> {
    trees: &'a Trees,
    table: &'a Table,
    scores: &'a mut [i32],
}

impl lanes::Work for Scoring<'_> {
    #[inline(always)]
    fn run<L: lanes::Lanes>(self, _: L) {
        let rows = self.scores.len();
        let mut answers = vec![0_u8; rows];
        for tree in &self.trees.trees {
            let [a, b, c, d, e, f] = tree.questions.map(|(column, _)| &self.table.column(usize::from(column))[..rows]);
            let [ta, tb, tc, td, te, tf] = tree.questions.map(|(_, threshold)| threshold);
            for (i, answer) in answers.iter_mut().enumerate() {
                let above = |value: u8, threshold: u8, level: u8| u8::from(value > threshold) << level;
                *answer = above(a[i], ta, 5)
                    | above(b[i], tb, 4)
                    | above(c[i], tc, 3)
                    | above(d[i], td, 2)
                    | above(e[i], te, 1)
                    | above(f[i], tf, 0);
            }
            for (score, &answer) in self.scores.iter_mut().zip(&answers) {
                *score += i32::from(tree.leaves[usize::from(answer) % tree.leaves.len()]);
            }
        }
    }
}

/// What a score of one means in log-odds.
pub const SCALE: f32 = 256.0;

/// Bytes by column and row.
#[derive(Debug, Clone, Default)]
pub struct Table {
    rows: usize,
    cells: Vec<u8>,
}

impl Table {
    /// A table of zeros.
    pub fn new(rows: usize, columns: usize) -> Self {
        Self { rows, cells: vec![0; rows * columns] }
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many columns it has.
    pub fn columns(&self) -> usize {
        self.cells.len().checked_div(self.rows).unwrap_or(0)
    }

    /// A column.
    pub fn column(&self, column: usize) -> &[u8] {
        &self.cells[column * self.rows..(column + 1) * self.rows]
    }

    /// Sets a cell.
    pub fn set(&mut self, column: usize, row: usize, value: u8) {
        self.cells[column * self.rows + row] = value;
    }

    /// Sets a column to `values` taken from so many rows further on; rows without any keep what they have.
    pub fn set_moved(&mut self, column: usize, values: &[u8], step: isize) {
        let rows = self.rows;
        let by = step.unsigned_abs().min(rows);
        let cells = &mut self.cells[column * rows..(column + 1) * rows];
        if step < 0 {
            cells[by..].copy_from_slice(&values[..rows - by]);
        } else {
            cells[..rows - by].copy_from_slice(&values[by..]);
        }
    }

    /// The same table with more columns, all zero.
    #[must_use]
    pub fn widened(mut self, columns: usize) -> Self {
        self.cells.resize(self.cells.len() + self.rows * columns, 0);
        self
    }
}

/// Writes one row after the other, columns in order.
pub struct Row<'a> {
    cells: &'a mut [u8],
    rows: usize,
    /// The cell that comes next.
    at: usize,
}

impl<'a> Row<'a> {
    /// A row of a table, from a column on.
    pub fn new(table: &'a mut Table, row: usize, column: usize) -> Self {
        Self { at: column * table.rows + row, rows: table.rows, cells: &mut table.cells }
    }

    /// The column that comes next.
    pub fn column(&self) -> usize {
        self.at / self.rows
    }

    /// Goes on behind so many columns.
    pub fn skip(&mut self, columns: usize) {
        self.at += columns * self.rows;
    }

    /// Writes a value.
    pub fn put(&mut self, value: u8) {
        self.cells[self.at] = value;
        self.at += self.rows;
    }

    /// Writes 1 for true.
    pub fn flag(&mut self, value: bool) {
        self.put(u8::from(value));
    }
}

impl Trees {
    /// The score of each row.
    pub fn score(&self, table: &Table) -> Vec<i32> {
        let mut scores = vec![self.bias; table.rows()];
        lanes::widest(Scoring { trees: self, table, scores: &mut scores });
        scores
    }

    /// As bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = (self.trees.len() as u16).to_le_bytes().to_vec();
        bytes.push(DEPTH as u8);
        bytes.extend(self.bias.to_le_bytes());
        for tree in &self.trees {
            for (column, threshold) in tree.questions {
                bytes.extend(column.to_le_bytes());
                bytes.push(threshold);
            }
            bytes.extend(tree.leaves.iter().flat_map(|leaf| leaf.to_le_bytes()));
        }
        bytes
    }

    /// Reads what [`Trees::write`] wrote and moves on behind it.
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
}
