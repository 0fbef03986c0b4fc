//! Where tables come from: a folder that a run wrote, in Parquet or CSV, or tables in memory. Read a batch at a time, in order.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use nutgraf_batch::strings::Cells;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::error::{Error, Result};

/// Rows decoded at once: the articles' texts come with them.
const ROWS: usize = 512;

/// The tables of a corpus.
#[derive(Debug, Clone)]
pub enum Source {
    /// A folder that `nutgraf extract -o` wrote.
    Folder(PathBuf),
    /// Tables in memory, by name.
    Memory(BTreeMap<String, Vec<RecordBatch>>),
}

/// Batches of one table, in its order.
type Batches = Box<dyn Iterator<Item = Result<RecordBatch>>>;

impl Source {
    /// True if there is a table of that name.
    #[must_use]
    pub fn has(&self, table: &str) -> bool {
        match self {
            Self::Folder(folder) => folder.join(table).is_dir() || folder.join(format!("{table}.csv")).is_file(),
            Self::Memory(tables) => tables.contains_key(table),
        }
    }

    /// True if the folder's tables are CSV.
    #[must_use]
    pub fn is_csv(&self) -> bool {
        matches!(self, Self::Folder(folder) if folder.join("articles.csv").is_file())
    }

    /// Opens a table at its first row, with these columns; those that it lacks read as empty.
    ///
    /// # Errors
    /// If it can't be read. A table that is not there has no rows.
    pub fn open(&self, table: &str, columns: &[&str]) -> Result<Cursor> {
        let batches: Batches = match self {
            Self::Memory(tables) => Box::new(tables.get(table).cloned().unwrap_or_default().into_iter().map(Ok)),
            Self::Folder(folder) if folder.join(table).is_dir() => parquet(&folder.join(table), columns)?,
            Self::Folder(folder) if folder.join(format!("{table}.csv")).is_file() => csv(&folder.join(format!("{table}.csv")))?,
            Self::Folder(_) => Box::new(std::iter::empty()),
        };
        Ok(Cursor {
            table: table.to_owned(),
            names: columns.iter().map(|&name| name.to_owned()).collect(),
            batches,
            batch: None,
            row: 0,
        })
    }
}

/// The parts of a Parquet table, one after the other.
fn parquet(folder: &Path, columns: &[&str]) -> Result<Batches> {
    let entries = std::fs::read_dir(folder).map_err(Error::io("reading", folder))?;
    let mut parts: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "parquet")).collect();
    parts.sort();
    let columns: Vec<String> = columns.iter().map(|&name| name.to_owned()).collect();
    let open = move |path: PathBuf| -> Result<Batches> {
        let file = File::open(&path).map_err(Error::io("reading", &path))?;
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(Error::table(&path))?;
        let roots = builder.schema().fields().iter().enumerate().filter(|(_, field)| columns.contains(field.name()));
        let mask = ProjectionMask::roots(builder.parquet_schema(), roots.map(|(i, _)| i));
        let reader = builder.with_projection(mask).with_batch_size(ROWS).build().map_err(Error::table(&path))?;
        Ok(Box::new(reader.map(move |batch| batch.map_err(Error::table(&path)))))
    };
    Ok(Box::new(parts.into_iter().flat_map(move |path| match open(path) {
        Ok(batches) => batches,
        Err(error) => Box::new(std::iter::once(Err(error))),
    })))
}

/// A CSV table as columns of text.
fn csv(path: &Path) -> Result<Batches> {
    let mut reader = csv::Reader::from_path(path).map_err(Error::table(path))?;
    let header: Vec<String> = reader.headers().map_err(Error::table(path))?.iter().map(str::to_owned).collect();
    let schema = Arc::new(Schema::new(header.iter().map(|name| Field::new(name, DataType::Utf8, true)).collect::<Vec<_>>()));
    let path = path.to_owned();
    let mut records = reader.into_records();
    Ok(Box::new(std::iter::from_fn(move || {
        let rows: Result<Vec<_>, _> = records.by_ref().take(ROWS).collect();
        let rows = match rows.map_err(Error::table(&path)) {
            Ok(rows) if rows.is_empty() => return None,
            Ok(rows) => rows,
            Err(error) => return Some(Err(error)),
        };
        let column = |i: usize| {
            let cells = rows.iter().map(|row| row.get(i).filter(|cell| !cell.is_empty()).map(nutgraf_batch::unguarded));
            Arc::new(cells.collect::<StringArray>()) as ArrayRef
        };
        let columns = (0..header.len()).map(column).collect();
        Some(RecordBatch::try_new(Arc::clone(&schema), columns).map_err(Error::table(&path)))
    })))
}

/// A place in a table.
pub struct Cursor {
    table: String,
    names: Vec<String>,
    batches: Batches,
    batch: Option<RecordBatch>,
    row: usize,
}

/// A row of a table; columns by their number in the call that opened it.
pub struct Row<'a> {
    batch: &'a RecordBatch,
    names: &'a [String],
    row: usize,
}

impl Cursor {
    /// Goes to the next row that is not read; false at the end.
    fn advance(&mut self) -> Result<bool> {
        while self.batch.as_ref().is_none_or(|batch| self.row >= batch.num_rows()) {
            match self.batches.next() {
                None => {
                    self.batch = None;
                    return Ok(false);
                }
                Some(batch) => (self.batch, self.row) = (Some(batch?), 0),
            }
        }
        Ok(true)
    }

    /// Hands the next row to `read`; none at the end.
    ///
    /// # Errors
    /// If the table can't be read.
    pub fn next<T>(&mut self, read: impl FnOnce(&Row<'_>) -> T) -> Result<Option<T>> {
        if !self.advance()? {
            return Ok(None);
        }
        let Some(batch) = &self.batch else { return Ok(None) };
        self.row += 1;
        Ok(Some(read(&Row { batch, names: &self.names, row: self.row - 1 })))
    }

    /// Hands to `read` all rows that follow and whose first column is `article`.
    ///
    /// # Errors
    /// If the table can't be read.
    pub fn of(&mut self, article: &str, mut read: impl FnMut(&Row<'_>)) -> Result<()> {
        while self.advance()? {
            let Some(batch) = &self.batch else { break };
            let row = Row { batch, names: &self.names, row: self.row };
            if row.text(0).as_deref() != Some(article) {
                break;
            }
            read(&row);
            self.row += 1;
        }
        Ok(())
    }

    /// Makes sure that no row is left.
    ///
    /// # Errors
    /// If one is: its article is not in the table of articles, or in another order there.
    pub fn finish(&mut self) -> Result<()> {
        match self.next(|row| row.text(0).map(Cow::into_owned))? {
            None => Ok(()),
            Some(article) => Err(Error::Use(format!(
                "the table {} goes on with article {:?} where the table articles has another one: both must be of one run, in one order",
                self.table,
                article.unwrap_or_default()
            ))),
        }
    }
}

impl Row<'_> {
    fn column(&self, column: usize) -> Option<&ArrayRef> {
        self.batch.column_by_name(&self.names[column]).filter(|array| array.is_valid(self.row))
    }

    /// A cell as text; none if it is null or the column is not there.
    #[must_use]
    pub fn text(&self, column: usize) -> Option<Cow<'_, str>> {
        let array = self.column(column)?;
        match array.data_type() {
            DataType::Utf8 => Some(Cow::Borrowed(array.as_string::<i32>().value(self.row))),
            DataType::LargeUtf8 => Some(Cow::Borrowed(array.as_string::<i64>().value(self.row))),
            DataType::Utf8View => Some(Cow::Borrowed(array.as_string_view().value(self.row))),
            _ => {
                let one = array.slice(self.row, 1);
                Cells::new(&one)?.get(0).map(|cell| Cow::Owned(cell.into_owned()))
            }
        }
    }

    /// A cell as text of its own, empty if it is null.
    pub fn owned(&self, column: usize) -> String {
        self.text(column).map(Cow::into_owned).unwrap_or_default()
    }

    /// A cell as a number.
    #[must_use]
    pub fn number<T: std::str::FromStr>(&self, column: usize) -> Option<T> {
        self.text(column)?.parse().ok()
    }

    /// The texts in a cell that holds a list, in CSV as JSON.
    #[must_use]
    pub fn texts(&self, column: usize) -> Vec<String> {
        let Some(array) = self.column(column) else { return Vec::new() };
        let items = match array.data_type() {
            DataType::List(_) => array.as_list::<i32>().value(self.row),
            DataType::LargeList(_) => array.as_list::<i64>().value(self.row),
            _ => {
                let text = self.owned(column);
                return serde_json::from_str(&text).unwrap_or_else(|_| if text.is_empty() { Vec::new() } else { vec![text] });
            }
        };
        let Some(cells) = Cells::new(&items) else { return Vec::new() };
        (0..items.len()).filter_map(|i| cells.get(i).map(Cow::into_owned)).collect()
    }
}
