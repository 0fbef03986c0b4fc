//! Tables on their way out: rows gathered in Arrow, then a Parquet file, a CSV file or batches in memory.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Date32Builder, Float64Builder, Int32Builder, Int64Builder, ListBuilder, StringBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{Field, Schema, SchemaRef};
use nutgraf_batch::tables::Type;
use parquet::arrow::ArrowWriter;

use crate::error::{Error, Result};
use crate::tables::Table;

/// Rows that are gathered before they are written.
const ROWS: usize = 8192;

/// A cell of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Text; empty text is null.
    Text(String),
    /// A whole number.
    Int(Option<i32>),
    /// A number.
    Float(Option<f64>),
    /// Days since 1970.
    Day(Option<i32>),
    /// Several texts.
    Texts(Vec<String>),
    /// Several whole numbers.
    Ints(Vec<i32>),
}

impl Cell {
    /// A chance from 0 to 1, to a thousandth.
    pub fn chance(chance: Option<impl Into<f64>>) -> Self {
        Self::Float(chance.map(|chance| (chance.into() * 1000.0).round() / 1000.0))
    }
}

/// Where the linked tables are written to.
#[derive(Debug, Clone)]
pub enum Target {
    /// Beside the tables in a folder.
    Folder {
        /// The folder.
        path: PathBuf,
        /// A CSV file a table; otherwise a folder of Parquet.
        csv: bool,
    },
    /// Batches in memory, by table.
    Memory,
}

/// Tables made in memory, by name.
pub type Made = BTreeMap<String, Vec<RecordBatch>>;

/// Writes the rows of one table.
pub struct Writer {
    table: &'static Table,
    kinds: Vec<Type>,
    schema: SchemaRef,
    rows: Vec<Vec<Cell>>,
    out: Out,
}

enum Out {
    Parquet { folder: PathBuf, writer: Box<ArrowWriter<File>> },
    Csv { path: PathBuf, writer: BufWriter<File> },
    Memory(Vec<RecordBatch>),
}

impl Writer {
    /// Begins a table. On disk it has another name until it is whole.
    ///
    /// # Errors
    /// If its file can't be made.
    pub fn new(table: &'static Table, target: &Target) -> Result<Self> {
        Self::with(table, &[], target)
    }

    /// Begins a table with columns of text of the user's own after those that it has.
    ///
    /// # Errors
    /// If its file can't be made.
    pub fn with(table: &'static Table, own: &[String], target: &Target) -> Result<Self> {
        let columns = || {
            let own = own.iter().map(|name| (name.as_str(), Type::Text));
            table.columns.iter().map(|column| (column.name, column.kind)).chain(own)
        };
        let fields: Vec<_> = columns().map(|(name, kind)| Field::new(name, kind.arrow(), true)).collect();
        let kinds = columns().map(|(_, kind)| kind).collect();
        let schema = Arc::new(Schema::new(fields));
        let out = match target {
            Target::Memory => Out::Memory(Vec::new()),
            Target::Folder { path, csv: true } => {
                let path = path.join(format!("{}.csv", table.name));
                let file = File::create(temporary(&path)).map_err(Error::io("writing", &path))?;
                let mut writer = BufWriter::new(file);
                writer
                    .write_all(&nutgraf_batch::csv_header(columns().map(|(name, _)| name), false))
                    .map_err(Error::io("writing", &path))?;
                Out::Csv { path, writer }
            }
            Target::Folder { path, csv: false } => {
                let folder = path.join(table.name);
                fs::create_dir_all(&folder).map_err(Error::io("making", &folder))?;
                let path = temporary(&folder.join(PART));
                let file = File::create(&path).map_err(Error::io("writing", &path))?;
                let properties = nutgraf_batch::parquet_properties();
                let writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties)).map_err(Error::parquet(&path))?;
                Out::Parquet { folder, writer: Box::new(writer) }
            }
        };
        Ok(Self { table, kinds, schema, rows: Vec::new(), out })
    }

    /// Takes a row; its cells are those of the table's columns, in order.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn row(&mut self, cells: Vec<Cell>) -> Result<()> {
        debug_assert_eq!(cells.len(), self.kinds.len(), "a cell a column");
        self.rows.push(cells);
        if self.rows.len() >= ROWS { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.rows);
        let columns = self.kinds.iter().enumerate().map(|(i, &kind)| array(kind, &rows, i)).collect();
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns);
        let batch = batch.map_err(|error| Error::Use(format!("{}: {error}", self.table.name)))?;
        match &mut self.out {
            Out::Parquet { folder, writer } => writer.write(&batch).map_err(Error::parquet(folder)),
            Out::Memory(batches) => {
                batches.push(batch);
                Ok(())
            }
            Out::Csv { path, writer } => {
                writer.write_all(&nutgraf_batch::csv_rows(&batch, &self.kinds, false)).map_err(Error::io("writing", path))
            }
        }
    }

    /// Ends the table and gives it its name.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn finish(mut self, made: &mut Made) -> Result<()> {
        self.flush()?;
        match self.out {
            Out::Memory(batches) => drop(made.insert(self.table.name.to_owned(), batches)),
            Out::Csv { path, mut writer } => {
                writer.flush().map_err(Error::io("writing", &path))?;
                fs::rename(temporary(&path), &path).map_err(Error::io("writing", &path))?;
            }
            Out::Parquet { folder, writer } => {
                let path = folder.join(PART);
                let file = writer.into_inner().map_err(Error::parquet(&path))?;
                file.sync_data().map_err(Error::io("writing", &path))?;
                fs::rename(temporary(&path), &path).map_err(Error::io("writing", &path))?;
            }
        }
        Ok(())
    }
}

/// The one file of a table in Parquet.
const PART: &str = "part-00000.parquet";

fn temporary(path: &std::path::Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".tmp");
    name.into()
}

/// A day as `YYYY-MM-DD`, empty if it is not known.
pub fn iso(day: Option<i32>) -> String {
    let date = day.and_then(|day| nutgraf::Date::from_days(i64::from(day)));
    date.map_or_else(String::new, |date| date.to_string())
}

macro_rules! fill {
    ($builder:expr, $rows:expr, $column:expr, $pattern:pat => $value:expr) => {{
        let mut builder = $builder;
        for row in $rows {
            match &row[$column] {
                $pattern => builder.append_option($value),
                _ => builder.append_null(),
            }
        }
        ArrayBuilder::finish(&mut builder)
    }};
}

/// A column of the gathered rows.
fn array(kind: Type, rows: &[Vec<Cell>], column: usize) -> ArrayRef {
    match kind {
        Type::Text => fill!(StringBuilder::new(), rows, column, Cell::Text(text) => Some(text).filter(|text| !text.is_empty())),
        Type::Int => fill!(Int32Builder::new(), rows, column, Cell::Int(number) => *number),
        Type::Long => fill!(Int64Builder::new(), rows, column, Cell::Int(number) => number.map(i64::from)),
        Type::Float => fill!(Float64Builder::new(), rows, column, Cell::Float(number) => *number),
        Type::Flag => fill!(BooleanBuilder::new(), rows, column, Cell::Int(number) => number.map(|number| number != 0)),
        Type::Day => fill!(Date32Builder::new(), rows, column, Cell::Day(day) => *day),
        Type::Texts => {
            let mut builder = ListBuilder::new(StringBuilder::new());
            for row in rows {
                if let Cell::Texts(texts) = &row[column] {
                    texts.iter().for_each(|text| builder.values().append_value(text));
                }
                builder.append(true);
            }
            ArrayBuilder::finish(&mut builder)
        }
        Type::Ints => {
            let mut builder = ListBuilder::new(Int32Builder::new());
            for row in rows {
                if let Cell::Ints(numbers) = &row[column] {
                    numbers.iter().for_each(|&number| builder.values().append_value(number));
                }
                builder.append(true);
            }
            ArrayBuilder::finish(&mut builder)
        }
    }
}
