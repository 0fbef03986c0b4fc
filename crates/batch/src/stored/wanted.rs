//! What a reader asks for: columns of tables by their names.

use std::path::Path;

use serde_json::Value;

use crate::error::{Error, Result};
use crate::tables::{Table, table};

/// The rows of a table, the cells in the order asked for.
pub(super) type Rows = Box<dyn Iterator<Item = Result<Vec<Value>>> + Send>;

/// Columns of one table that a reader asks for.
pub struct Wanted {
    pub(super) table: &'static Table,
    pub(super) columns: Vec<&'static str>,
}

impl Wanted {
    /// Asks for columns of a table, `article` among them or not.
    ///
    /// # Errors
    /// If there is no such table or column.
    pub fn new(name: &str, columns: &[&str]) -> Result<Self> {
        let table = table(name).ok_or_else(|| Error::Use(format!("there is no table {name:?}")))?;
        let known = |column: &&str| {
            let found = table.names().find(|known| known == column);
            found.ok_or_else(|| Error::Use(format!("the table {name} has no column {column:?}")))
        };
        Ok(Self { table, columns: columns.iter().map(known).collect::<Result<_>>()? })
    }
}

/// A table that a reader needs and the output lacks.
pub(super) fn no_table(folder: &Path, table: &Table) -> Error {
    let reason = format!("it has no table {}: an older version may have written it; run nutgraf extract again", table.name);
    Error::file(folder, reason)
}
