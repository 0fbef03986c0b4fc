//! How inputs are read.

use nutgraf::Date;

use super::kind::Kind;
use crate::columns::Columns;

/// How inputs are read.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct ReadOptions {
    /// What the files are; told from their content if not given.
    pub from: Option<Kind>,
    /// Which columns are what.
    pub columns: Columns,
    /// The day of publication of documents that come without one.
    pub published: Option<Date>,
    /// The most bytes of a file that is one document.
    pub max_bytes: usize,
}
