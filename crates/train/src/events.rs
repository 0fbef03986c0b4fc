//! The models of the stage of events, from sets that each label only some types. A word of a set has a list of classes that it
//! may be of; the loss is minus the logarithm of their summed probability. Where a set names a type but no word, the word is the
//! one that the model so far likes best.

mod lessons;
mod softmax;

use std::path::Path;

use anyhow::Result;
use nutgraf::facts::event::class::CLASSES;
use nutgraf::model::linear::Linear;

use lessons::{Lessons, Sets};
use softmax::Softmax;

/// Rows of the model of triggers: `1 << BITS`.
const BITS: u32 = 15;
const ROUNDS: usize = 5;
const SEED: u64 = 0x2545_f491_4f6c_dd1d;

/// Trains on the sets below `data` and on the examples of `triggers.tsv`; prints how well triggers are found on the development set.
///
/// # Errors
/// If a file can't be read.
pub fn train(data: &Path) -> Result<Vec<u8>> {
    let sets = Sets::read(data)?;
    let lessons = sets.lessons(|_| true);
    let weights = fit(&lessons);
    let file = Linear::write(CLASSES, &weights);
    let model = Linear::open(Box::leak(file.clone().into_boxed_slice()));
    lessons::report(&sets, model);
    Ok(file)
}

/// Fits the model of triggers.
fn fit(lessons: &Lessons) -> Vec<f32> {
    eprintln!("{} words, {} sentences with a type alone", lessons.words.len(), lessons.groups.len());
    let mut softmax = Softmax::new(BITS, SEED);
    for round in 0..ROUNDS {
        let loss = softmax.round(&lessons.words);
        // Words are chosen for sentences once the others have taught something.
        let chosen = if round >= 2 { lessons.choose(&softmax) } else { Vec::new() };
        let more = softmax.round(&chosen);
        eprintln!("round {round}: loss {loss:.4}, {more:.4}");
    }
    softmax.weights()
}
