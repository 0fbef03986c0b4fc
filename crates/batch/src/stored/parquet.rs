//! A folder a table, in it Parquet files.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::errors::ParquetError;
use serde_json::Value;

use super::wanted::{Wanted, no_table};
use crate::error::{Error, Result};

pub(super) fn rows(folder: &Path, wanted: &[Wanted], each: &mut dyn FnMut(usize, Vec<Value>) -> Result<()>) -> Result<()> {
    for (i, want) in wanted.iter().enumerate() {
        for part in parts(folder, want)? {
            read(&part, want, &mut |row| each(i, row))?;
        }
    }
    Ok(())
}

/// The files of a table, in their order.
fn parts(folder: &Path, want: &Wanted) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder.join(want.table.name)).map_err(|_| no_table(folder, want.table))?;
    let mut parts: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    parts.retain(|path| path.extension().is_some_and(|ending| ending == "parquet"));
    parts.sort();
    Ok(parts)
}

fn read(path: &Path, want: &Wanted, each: &mut dyn FnMut(Vec<Value>) -> Result<()>) -> Result<()> {
    let bad =
        |error: &dyn std::fmt::Display| Error::Output { path: path.to_owned(), reason: format!("it can't be read: {error}") };
    let file = File::open(path).map_err(Error::io("reading", path))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error: ParquetError| bad(&error))?;
    let fields = builder.schema().fields().iter().enumerate();
    let read = fields.filter(|(_, field)| want.columns.contains(&field.name().as_str())).map(|(i, _)| i);
    let mask = ProjectionMask::roots(builder.parquet_schema(), read);
    for batch in builder.with_projection(mask).build().map_err(|error| bad(&error))? {
        let batch = batch.map_err(|error| bad(&error))?;
        let columns: Vec<_> =
            want.columns.iter().map(|name| Some((batch.column_by_name(name)?, want.table.kind_of(name)?))).collect();
        for i in 0..batch.num_rows() {
            each(columns.iter().map(|column| column.map_or(Value::Null, |(cells, kind)| kind.value(cells, i))).collect())?;
        }
    }
    Ok(())
}
