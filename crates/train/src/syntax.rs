//! The models of the syntax stage: the network and lemmas.

use std::path::Path;

use anyhow::Result;

use crate::conllu::{self, Tree};

mod adam;
mod backward;
pub mod lemmas;
mod net;
pub mod reader;
mod words;

/// The sentences to train on, and those to measure with.
pub struct Treebanks {
    /// EWT and GUM, shuffled by the training rounds.
    pub train: Vec<Tree>,
    /// Sentences of each development set, with its name.
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
