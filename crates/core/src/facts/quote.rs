//! Who said what: quotations, direct, indirect and mixed.
//!
//! Quote marks are paired first (`marks.rs`). Then the walk of `parse.rs` stops at every word that may mark speech (`lexicon.rs`)
//! and asks: does it, who speaks, where do the words begin and end (`questions.rs`)? Answers come from one linear model trained
//! on annotated news (`ballot.rs`). Quoted words that no cue claims go on with the quote before, or are no speech.
//! Paragraphs that begin with who speaks are turns of a transcript (`transcript.rs`).
//! Cues without words ("declined to comment") are found by rule (`silence.rs`).

pub mod ballot;
pub mod parse;
pub mod scene;

pub mod found;
pub mod lexicon;
mod marks;
mod questions;
mod silence;
mod to_record;
mod transcript;

use std::sync::LazyLock;

use crate::Options;
use crate::article::Article;
use crate::model::linear::Linear;
use crate::record::Quote;
use ballot::{Judge, Model};

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model { weights: Linear::open(include_bytes!("../../data/lang/en/models/quotes.bin")), reserve: 0 });

/// Finds them, in the order of the text. Extents hold spans of the document's text; their texts are still empty.
pub fn find(article: &Article<'_>, _options: &Options) -> Vec<Quote> {
    find_by(article, &mut MODEL.clone())
}

/// Finds them with another judge: for training.
pub fn find_by(article: &Article<'_>, judge: &mut impl Judge) -> Vec<Quote> {
    let scene = scene::Scene::new(article);
    let mut found = parse::walk(&scene, judge);
    transcript::add(&scene, &mut found);
    silence::add(&scene, judge, &mut found);
    to_record::quotes(&scene, found)
}
