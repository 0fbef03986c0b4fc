//! A CSV file a table.

use std::path::Path;

use serde_json::Value;

use super::wanted::{Rows, Wanted, no_table};
use crate::error::{Error, Result};
use crate::output::unguarded;
use crate::tables::Type;

/// The rows of a table, in its order.
pub(super) fn table(folder: &Path, want: &Wanted) -> Result<Rows> {
    let path = folder.join(format!("{}.csv", want.table.name));
    if !path.is_file() {
        return Err(no_table(folder, want.table));
    }
    let bad = move |error: csv::Error| Error::Output { path: path.clone(), reason: format!("it can't be read: {error}") };
    let mut reader = csv::Reader::from_path(folder.join(format!("{}.csv", want.table.name))).map_err(&bad)?;
    let header = reader.headers().map_err(&bad)?.clone();
    let columns: Vec<_> = want
        .columns
        .iter()
        .map(|name| Some((header.iter().position(|column| column == *name)?, want.table.kind_of(name)?)))
        .collect();
    Ok(Box::new(reader.into_records().map(move |row| {
        let row = row.map_err(&bad)?;
        let cells = columns.iter().map(|column| column.and_then(|(i, kind)| Some(value(row.get(i)?, kind))));
        Ok(cells.map(Option::unwrap_or_default).collect())
    })))
}

/// A cell as it was before it was written; what is empty was null.
fn value(cell: &str, kind: Type) -> Value {
    if cell.is_empty() {
        return Value::Null;
    }
    match kind {
        Type::Text | Type::Day => unguarded(cell).into(),
        Type::Int | Type::Long | Type::Float | Type::Flag | Type::Texts | Type::Ints => {
            serde_json::from_str(cell).unwrap_or_default()
        }
    }
}
