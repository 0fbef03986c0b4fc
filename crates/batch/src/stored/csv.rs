//! A CSV file a table.

use std::path::Path;

use serde_json::Value;

use super::wanted::{Wanted, no_table};
use crate::error::{Error, Result};
use crate::output::unguarded;
use crate::tables::Type;

pub(super) fn rows(folder: &Path, wanted: &[Wanted], each: &mut dyn FnMut(usize, Vec<Value>) -> Result<()>) -> Result<()> {
    for (i, want) in wanted.iter().enumerate() {
        let path = folder.join(format!("{}.csv", want.table.name));
        let bad = |error: csv::Error| Error::Output { path: path.clone(), reason: format!("it can't be read: {error}") };
        if !path.is_file() {
            return Err(no_table(folder, want.table));
        }
        let mut reader = csv::Reader::from_path(&path).map_err(bad)?;
        let header = reader.headers().map_err(bad)?.clone();
        let columns: Vec<_> = want
            .columns
            .iter()
            .map(|name| Some((header.iter().position(|column| column == *name)?, want.table.kind_of(name)?)))
            .collect();
        let mut row = csv::StringRecord::new();
        while reader.read_record(&mut row).map_err(bad)? {
            let cells = columns.iter().map(|column| column.and_then(|(i, kind)| Some(value(row.get(i)?, kind))));
            each(i, cells.map(Option::unwrap_or_default).collect())?;
        }
    }
    Ok(())
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
