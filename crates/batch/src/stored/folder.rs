//! Tables in a folder, row by row, their cells as JSON values.

use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use serde_json::Value;

use super::batches::batches;
use super::wanted::{Rows, Wanted, no_table};
use crate::error::Result;
use crate::tables::Type;

/// The rows of a table, in its order.
pub(super) fn table(folder: &Path, want: &Wanted) -> Result<Rows> {
    let columns: Vec<_> = want.columns.iter().map(|&name| (name, want.table.kind_of(name))).collect();
    let table = batches(folder, want.table.name, Some(&want.columns))?.ok_or_else(|| no_table(folder, want.table))?;
    Ok(Box::new(table.flat_map(move |batch| -> Rows {
        match batch {
            Ok(batch) => Box::new(rows(&batch, &columns)),
            Err(error) => Box::new(std::iter::once(Err(error))),
        }
    })))
}

fn rows(batch: &RecordBatch, columns: &[(&'static str, Option<Type>)]) -> impl Iterator<Item = Result<Vec<Value>>> + use<> {
    let cells: Vec<_> = columns.iter().map(|&(name, kind)| Some((batch.column_by_name(name)?.clone(), kind?))).collect();
    let cell = |column: &Option<_>, i| column.as_ref().map_or(Value::Null, |(cells, kind): &(_, Type)| value(cells, *kind, i));
    (0..batch.num_rows()).map(move |i| Ok(cells.iter().map(|column| cell(column, i)).collect()))
}

/// A cell as it was before it was written: in CSV all are text.
fn value(cells: &ArrayRef, kind: Type, row: usize) -> Value {
    let is_text = *cells.data_type() == DataType::Utf8;
    match kind {
        _ if cells.is_null(row) => Value::Null,
        Type::Day if is_text => cells.as_string::<i32>().value(row).into(),
        Type::Text | Type::Day => kind.value(cells, row),
        _ if is_text => serde_json::from_str(cells.as_string::<i32>().value(row)).unwrap_or_default(),
        _ => kind.value(cells, row),
    }
}
