//! The tables of a folder, put together article by article again.

use std::iter::Peekable;
use std::path::Path;

use serde_json::Value;

use super::wanted::{Rows, Wanted};
use crate::error::{Error, Result};

/// One table on its way, its rows with the id of their article in front.
pub(super) struct Table {
    name: &'static str,
    rows: Peekable<Rows>,
}

impl Table {
    pub(super) fn new(want: &Wanted, rows: Rows) -> Self {
        Self { name: want.table.name, rows: rows.peekable() }
    }

    /// The rows of this article that come next, without its id.
    fn of(&mut self, article: &Value) -> Result<Vec<Vec<Value>>> {
        let mut found = Vec::new();
        while let Some(row) = self.rows.next_if(|row| row.as_ref().is_ok_and(|row| row.first() == Some(article))) {
            found.push(row?.split_off(1));
        }
        match self.rows.next_if(Result::is_err) {
            Some(error) => error.map(|_| found),
            None => Ok(found),
        }
    }
}

/// Calls `each` with the rows of every article of `ids`, a list a table, in the order of `ids`.
///
/// # Errors
/// If a table can't be read, or its articles come in another order.
pub(super) fn join(
    folder: &Path,
    ids: Rows,
    mut tables: Vec<Table>,
    each: &mut dyn FnMut(Vec<Vec<Vec<Value>>>) -> Result<()>,
) -> Result<()> {
    for row in ids {
        let row = row?;
        let Some(article) = row.first() else { continue };
        each(tables.iter_mut().map(|table| table.of(article)).collect::<Result<_>>()?)?;
    }
    match tables.iter_mut().find_map(|table| Some((table.name, table.rows.next()?))) {
        None => Ok(()),
        Some((_, Err(error))) => Err(error),
        Some((name, Ok(_))) => {
            let reason = format!("the articles of its table {name} are not those of its table articles, or in another order");
            Err(Error::file(folder, reason))
        }
    }
}
