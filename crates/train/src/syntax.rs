//! The models of the syntax stage: the network and lemmas.

use std::path::Path;

use anyhow::Result;

use crate::conllu::{self, Tree};

pub mod lemmas;
mod net;
pub mod reader;
mod words;

/// Training and development sentences.
pub struct Treebanks {
    /// EWT and GUM, shuffled by the training rounds.
    pub train: Vec<Tree>,
    /// Each with its name.
    pub dev: Vec<(&'static str, Vec<Tree>)>,
}

/// Reads the treebanks below the data folder.
///
/// # Errors
/// If one is missing or broken.
pub fn treebanks(data: &Path) -> Result<Treebanks> {
    let read = |name: &str| conllu::read(&data.join("syntax").join(format!("{name}.conllu.gz")));
    let mut train = read("ewt-train")?;
    train.extend(read("gum-train")?);
    Ok(Treebanks { train, dev: vec![("EWT", read("ewt-dev")?), ("GUM", read("gum-dev")?)] })
}

/// A small generator of pseudo-random numbers (SplitMix64): training is the same each time.
pub struct Random(pub u64);

impl Random {
    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    /// Brings a list into another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i + 1));
        }
    }
}
