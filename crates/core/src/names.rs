//! Stage 4: mentions of people, organisations, places and other names.
//!
//! A linear tagger reads the document twice: the first pass goes by the word, its neighbours and the lists; the second one also by
//! what the first pass made of the same name elsewhere. See `docs/names.md`.

mod cues;
mod evidence;
mod features;
mod label;
mod lexicon;
mod table;
mod tagger;
mod tags;
mod words;

use std::ops::Range;
use std::sync::LazyLock;

use crate::Span;
use crate::layout::Layout;
use crate::read::Document;
use crate::record::{Confidence, NameLabel};
use crate::syntax::{Syntax, hash};

pub use lexicon::Lexicon;
pub use tagger::Tagger;

/// What training needs to see of the tagger.
#[doc(hidden)]
pub mod training {
    pub use super::cues::Cues;
    pub use super::evidence::Evidence;
    pub use super::features::{document, follow, local};
    pub use super::lexicon::{COARSE_BITS, Entry, FINE_BITS, cluster, phrase};
    pub use super::table::Table;
    pub use super::tags::{KINDS, Part, TAGS, Tag};
    pub use super::words::{Run, Words};
}

/// A name in the text, without titles, without a leading "the" or a possessive "'s".
#[derive(Debug, Clone)]
pub struct NameMention {
    /// Where it stands.
    pub span: Span,
    /// Its tokens, as indices in [`Syntax::tokens`].
    pub tokens: Range<u32>,
    /// What it names.
    pub label: NameLabel,
    /// How sure the label is.
    pub confidence: Confidence,
}

/// Finds the names of a document, in the order of the text; they do not overlap.
pub fn find(document: &Document, _layout: &Layout, syntax: &Syntax) -> Vec<NameMention> {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
        Lexicon::open(include_bytes!("../data/names/lexicon.bin"), include_bytes!("../data/names/clusters.bin"))
    });
    static TAGGER: LazyLock<Tagger> = LazyLock::new(|| Tagger::open(include_bytes!("../data/models/names.bin")));
    find_with(&LEXICON, &TAGGER, document, syntax)
}

/// [`find`] with other lists and another model.
pub fn find_with(lexicon: &Lexicon, tagger: &Tagger, document: &Document, syntax: &Syntax) -> Vec<NameMention> {
    let words = words::Words::new(&document.text, syntax, lexicon);
    let mut evidence = evidence::Evidence::gather(&words, hash("the"));
    let first = tagger.first_pass(&words, &evidence);
    evidence.vote(&words, &first.tags);
    let tagging = tagger.second_pass(&words, &evidence, first);
    let mentions = words.runs.iter().flat_map(|run| tags::mentions(&tagging.tags, run.words.clone()));
    mentions.filter_map(|(range, kind)| label::mention(&words, syntax, range, kind)).collect()
}
