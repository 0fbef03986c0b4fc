//! Places.

mod fold;
pub mod gazetteer;
mod user;

pub use fold::Key;
pub use user::{UserGazetteer, size};

use super::Article;
use crate::Options;
use crate::record::{Focus, Place};

/// Finds them, in the order of the text. Extents hold spans of the document's text; their texts are still empty.
pub fn find(_article: &Article<'_>, _options: &Options) -> (Vec<Place>, Focus) {
    (Vec::new(), Focus::default())
}
