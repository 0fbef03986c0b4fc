//! Both models of the stage, one after the other.

use std::path::Path;

use anyhow::Result;
use nutgraf::facts::event::class::CLASSES;
use nutgraf::model::linear::Linear;

use super::arguments::{self, Lesson, Ranker};
use super::lessons::Lessons;
use super::report;
use super::sets::Sets;
use super::softmax::Softmax;

/// Rows of the model of triggers: `1 << BITS`.
const BITS: u32 = 15;
const ROUNDS: usize = 5;
pub(super) const SEED: u64 = 0x2545_f491_4f6c_dd1d;

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
    report::print(&sets, model);
    let more = more_arguments(&sets, model);
    let pairs = arguments::pairs(&sets.pairs, model, PAIRS);
    let arguments = Linear::write(2, &Ranker::fit(&more.iter().chain(&pairs).collect::<Vec<_>>(), SEED));
    Ok(Models { triggers, arguments })
}

/// How much a marked pair counts.
pub(super) const PAIRS: f32 = 1.0;

/// What other sets than the one of pairs teach about participants.
pub(super) fn more_arguments(sets: &Sets, triggers: Linear) -> Vec<Lesson> {
    let mut lessons = arguments::pairs(&sets.cameo_pairs, triggers, 0.8);
    lessons.extend(arguments::marked(&sets.rams, triggers, true, 0.3));
    lessons.extend(arguments::marked(&sets.wikievents, triggers, false, 0.3));
    lessons
}

/// A model that lives as long as the program.
pub(super) fn opened(file: &[u8]) -> Linear {
    Linear::open(Box::leak(file.to_vec().into_boxed_slice()))
}

/// Fits the model of triggers, of the set of pairs on those documents whose number passes.
pub(super) fn fit(lessons: &Lessons, pairs: impl Fn(usize) -> bool) -> Vec<u8> {
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
