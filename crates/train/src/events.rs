//! The models of the stage of events, from sets that each label only some types. A word of a set has a list of classes that it
//! may be of; the loss is minus the logarithm of their summed probability. Where a set names a type but no word, the word is the
//! one that the model so far likes best.

mod arguments;
mod folds;
mod lessons;
mod softmax;

use std::path::Path;

use anyhow::Result;
use nutgraf::facts::event::class::CLASSES;
use nutgraf::model::linear::Linear;

use arguments::{Lesson, Ranker};
pub use folds::predict as folds;
use lessons::{Document, Lessons, Sets};
use softmax::Softmax;

/// Rows of the model of triggers: `1 << BITS`.
const BITS: u32 = 15;
const ROUNDS: usize = 5;
const SEED: u64 = 0x2545_f491_4f6c_dd1d;

/// The files of the models.
pub struct Models {
    /// What a word tells of: `events.bin`.
    pub triggers: Vec<u8>,
    /// Who does it, and to whom: `arguments.bin`.
    pub arguments: Vec<u8>,
}

/// Trains on the sets below `data` and on the examples of `triggers.tsv`; prints how well triggers are found on the development set.
///
/// # Errors
/// If a file can't be read.
pub fn train(data: &Path) -> Result<Models> {
    let sets = Sets::read(data)?;
    let lessons = sets.lessons();
    let triggers = fit(&lessons, |_| true);
    let model = opened(&triggers);
    lessons::report(&sets, model);
    let more = more_arguments(&sets, model);
    let pairs = arguments::pairs(&sets.pairs, model, PAIRS);
    let arguments = Linear::write(2, &Ranker::fit(&more.iter().chain(&pairs).collect::<Vec<_>>(), SEED));
    Ok(Models { triggers, arguments })
}

/// How much a marked pair counts.
const PAIRS: f32 = 1.0;

/// What other sets than the one of pairs teach about participants.
fn more_arguments(sets: &Sets, triggers: Linear) -> Vec<Lesson> {
    let mut lessons = arguments::pairs(&sets.cameo_pairs, triggers, 0.8);
    lessons.extend(arguments::marked(&sets.rams, triggers, true, 0.3));
    lessons.extend(arguments::marked(&sets.wikievents, triggers, false, 0.3));
    lessons
}

/// A model that lives as long as the program.
fn opened(file: &[u8]) -> Linear {
    Linear::open(Box::leak(file.to_vec().into_boxed_slice()))
}

/// Fits the model of triggers, of the set of pairs on those documents whose number passes.
fn fit(lessons: &Lessons, pairs: impl Fn(usize) -> bool) -> Vec<u8> {
    eprintln!("{} words, {} sentences with a type alone", lessons.words.len(), lessons.groups.len());
    let mut softmax = Softmax::new(BITS, SEED);
    for round in 0..ROUNDS {
        let loss = softmax.round(&lessons.words);
        // Words are chosen for sentences once the others have taught something.
        let chosen = if round >= 2 { lessons.choose(&softmax, &pairs) } else { Vec::new() };
        let more = softmax.round(&chosen);
        eprintln!("round {round}: loss {loss:.4}, {more:.4}");
    }
    Linear::write(CLASSES, &softmax.weights())
}
