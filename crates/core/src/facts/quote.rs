//! Who said what: quotations, direct, indirect and mixed.
//!
//! Quote marks are paired first (`marks.rs`). Then the walk of `parse.rs` stops at every word that may mark speech (`lexicon.rs`)
//! and asks: does it, who speaks, where do the words begin and end (`questions.rs`)? Answers come from one linear model trained
//! on annotated news (`decision.rs`). Quoted words that no cue claims go on with the quote before, or are no speech.
//! Paragraphs that begin with who speaks are turns of a transcript (`transcript.rs`).
//! Cues without words ("declined to comment") are found by rule (`silence.rs`).

pub mod decision;
pub mod parse;
pub mod state;

pub mod found;
pub mod lexicon;
mod loose;
mod marks;
mod pattern;
mod questions;
mod second_verb;
mod silence;
mod source;
mod to_record;
mod transcript;

use crate::article::Article;
use crate::lexicon::folder::{Folder, ListError};
use crate::model::linear::Linear;
use crate::record::Quote;
use decision::{Scorer, Model};
use lexicon::Lexicon;

/// What this stage knows of a language.
#[derive(Debug, Default)]
pub struct Resources {
    /// The words that mark speech and those around them.
    pub lexicon: Lexicon,
    /// Answers every question of the walk; without one no quotations are found.
    pub model: Option<Model>,
}

impl Resources {
    /// Opens what a language's folder has for this stage.
    ///
    /// # Errors
    /// If a row of a list can't be used.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let model = folder.model("models/quotes").map(|bytes| Model { weights: Linear::open(bytes) });
        Ok(Self { lexicon: Lexicon::open(folder)?, model })
    }
}

/// Approximate number of features of candidates for each token of an article.
const FEATURES: usize = 30;

/// Finds them, in the order of the text. Extents hold spans of the document's text; their texts are still empty.
pub fn find(article: &Article<'_>, resources: &Resources) -> Vec<Quote> {
    let Some(mut model) = resources.model else { return Vec::new() };
    model.weights.fetch(article.syntax.tokens.len() * FEATURES);
    find_by(article, &resources.lexicon, &mut model)
}

/// Finds them with another scorer: for training.
pub fn find_by(article: &Article<'_>, lexicon: &Lexicon, scorer: &mut impl Scorer) -> Vec<Quote> {
    let state = state::ParseState::new(article, lexicon);
    let mut found = parse::walk(&state, scorer);
    transcript::add(&state, &mut found);
    silence::add(&state, scorer, &mut found);
    to_record::quotes(&state, found)
}
