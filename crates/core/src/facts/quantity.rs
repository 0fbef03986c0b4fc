//! Quantitys.

use super::Article;
use crate::Options;
use crate::record::{Quantity, Time};

/// Finds them, in the order of the text. Extents hold spans of the document's text; their texts are still empty.
pub fn find(_article: &Article<'_>, _times: &[Time], _options: &Options) -> Vec<Quantity> {
    Vec::new()
}
