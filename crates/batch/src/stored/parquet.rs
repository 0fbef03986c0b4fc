//! A folder a table, in it Parquet files.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::errors::ParquetError;
use serde_json::Value;

use super::wanted::{Rows, Wanted, no_table};
use crate::error::{Error, Result};
use crate::tables::{Table, Type};

/// The rows of a table, in its order.
pub(super) fn table(folder: &Path, want: &Wanted) -> Result<Rows> {
    let columns: Vec<_> = want.columns.iter().map(|&name| (name, want.table.kind_of(name))).collect();
    let parts = parts(folder, want.table)?.into_iter();
    Ok(Box::new(parts.flat_map(move |part| read(&part, &columns).unwrap_or_else(|error| Box::new(std::iter::once(Err(error)))))))
}

/// The files of a table, in their order.
fn parts(folder: &Path, table: &Table) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder.join(table.name)).map_err(|_| no_table(folder, table))?;
    let mut parts: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    parts.retain(|path| path.extension().is_some_and(|ending| ending == "parquet"));
    parts.sort();
    Ok(parts)
}

fn read(path: &Path, columns: &[(&'static str, Option<Type>)]) -> Result<Rows> {
    let path = path.to_owned();
    let file = File::open(&path).map_err(Error::io("reading", &path))?;
    let bad =
        move |error: &dyn std::fmt::Display| Error::Output { path: path.clone(), reason: format!("it can't be read: {error}") };
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error: ParquetError| bad(&error))?;
    let fields = builder.schema().fields().iter().enumerate();
    let read = fields.filter(|(_, field)| columns.iter().any(|(name, _)| name == field.name())).map(|(i, _)| i);
    let mask = ProjectionMask::roots(builder.parquet_schema(), read);
    let batches = builder.with_projection(mask).build().map_err(|error| bad(&error))?;
    let columns = columns.to_vec();
    Ok(Box::new(batches.flat_map(move |batch| -> Rows {
        match batch {
            Ok(batch) => Box::new(rows(&batch, &columns)),
            Err(error) => Box::new(std::iter::once(Err(bad(&error)))),
        }
    })))
}

fn rows(batch: &RecordBatch, columns: &[(&'static str, Option<Type>)]) -> impl Iterator<Item = Result<Vec<Value>>> + use<> {
    let cells: Vec<_> = columns.iter().map(|&(name, kind)| Some((batch.column_by_name(name)?.clone(), kind?))).collect();
    let cell = |column: &Option<_>, i| column.as_ref().map_or(Value::Null, |(cells, kind): &(_, Type)| kind.value(cells, i));
    (0..batch.num_rows()).map(move |i| Ok(cells.iter().map(|column| cell(column, i)).collect()))
}
