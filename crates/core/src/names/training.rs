//! What training needs to see of the tagger.

pub use super::cues::{CueWords, Cues};
pub use super::evidence::Evidence;
pub use super::features::{document, follow, local};
pub use super::tags::{KINDS, Part, TAGS, Tag};
pub use super::words::{Run, Words};
pub use crate::lexicon::names::{COARSE_BITS, LexiconFlags, FINE_BITS, cluster, phrase};
pub use crate::model::table::Table;
