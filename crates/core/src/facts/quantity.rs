//! Quantities: numbers that count or measure something, with unit, bounds, what is counted and the direction of a change.

mod bound;
mod counted;
mod scan;
mod unit;

pub use unit::Units;

use std::sync::LazyLock;

use super::{Article, lexeme};
use crate::Options;
use crate::record::{Quantity, Time};

static UNITS: LazyLock<Units> = LazyLock::new(|| Units::new::<&str>(&[]).unwrap_or_default());

/// Finds them, in the order of the text. Extents hold spans of the document's text; their texts are still empty.
pub fn find(article: &Article<'_>, times: &[Time], options: &Options) -> Vec<Quantity> {
    let lexemes = lexeme::read(&article.document.text, article.syntax);
    scan::Scan::new(article, &lexemes, times, &UNITS, options).all()
}
