//! A table that lies in a folder, read a batch at a time.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::error::{Error, Result};
use crate::output::unguarded;

/// Rows decoded at once: the articles' texts come with them.
const ROWS: usize = 512;

/// The rows of a table, in their order.
pub type Batches = Box<dyn Iterator<Item = Result<RecordBatch>> + Send>;

/// The table of that name in a folder, with these columns of those that it has, or all: a folder of Parquet, in the types of its
/// files, or a CSV file, every cell text and null where it is empty. None if the folder holds no such table.
///
/// # Errors
/// If the table can't be opened.
pub fn batches(folder: &Path, table: &str, columns: Option<&[&str]>) -> Result<Option<Batches>> {
    let (parts, file) = (folder.join(table), folder.join(format!("{table}.csv")));
    if parts.is_dir() {
        return parquet(&parts, columns).map(Some);
    }
    if file.is_file() { csv(file).map(Some) } else { Ok(None) }
}

/// The files of a table, one after the other.
fn parquet(folder: &Path, columns: Option<&[&str]>) -> Result<Batches> {
    let entries = fs::read_dir(folder).map_err(Error::io("reading", folder))?;
    let mut parts: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    parts.retain(|path| path.extension().is_some_and(|ending| ending == "parquet"));
    parts.sort();
    let columns: Option<Vec<String>> = columns.map(|columns| columns.iter().map(|&name| name.to_owned()).collect());
    Ok(Box::new(parts.into_iter().flat_map(move |path| match part(path, columns.as_deref()) {
        Ok(batches) => batches,
        Err(error) => Box::new(std::iter::once(Err(error))),
    })))
}

fn part(path: PathBuf, columns: Option<&[String]>) -> Result<Batches> {
    let file = File::open(&path).map_err(Error::io("reading", &path))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| unreadable(&path, &error))?;
    let fields = builder.schema().fields().iter().enumerate();
    let read = fields.filter(|(_, field)| columns.is_none_or(|columns| columns.contains(field.name()))).map(|(i, _)| i);
    let mask = ProjectionMask::roots(builder.parquet_schema(), read);
    let reader = builder.with_projection(mask).with_batch_size(ROWS).build().map_err(|error| unreadable(&path, &error))?;
    Ok(Box::new(reader.map(move |batch| batch.map_err(|error| unreadable(&path, &error)))))
}

/// A CSV table as columns of text.
fn csv(path: PathBuf) -> Result<Batches> {
    let mut reader = csv::Reader::from_path(&path).map_err(|error| unreadable(&path, &error))?;
    let header: Vec<String> = reader.headers().map_err(|error| unreadable(&path, &error))?.iter().map(str::to_owned).collect();
    let schema = Arc::new(Schema::new(header.iter().map(|name| Field::new(name, DataType::Utf8, true)).collect::<Vec<_>>()));
    let mut records = reader.into_records();
    Ok(Box::new(std::iter::from_fn(move || {
        let rows: Result<Vec<_>, _> = records.by_ref().take(ROWS).collect();
        let rows = match rows {
            Ok(rows) if rows.is_empty() => return None,
            Ok(rows) => rows,
            Err(error) => return Some(Err(unreadable(&path, &error))),
        };
        let column = |i: usize| {
            let cells = rows.iter().map(|row| row.get(i).filter(|cell| !cell.is_empty()).map(unguarded));
            Arc::new(cells.collect::<StringArray>()) as ArrayRef
        };
        let columns = (0..header.len()).map(column).collect();
        Some(RecordBatch::try_new(Arc::clone(&schema), columns).map_err(|error| unreadable(&path, &error)))
    })))
}

fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> Error {
    Error::io("reading", path)(std::io::Error::other(error.to_string()))
}
