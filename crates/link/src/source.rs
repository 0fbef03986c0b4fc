//! Where tables come from: a folder that a run wrote, in Parquet or CSV, or tables in memory. Read a batch at a time, in order.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use nutgraf_batch::strings::Cells;

use crate::error::{Error, Result};

/// The tables of a corpus.
#[derive(Debug, Clone)]
pub enum Source {
    /// A folder that `nutgraf extract -o` wrote.
    Folder(PathBuf),
    /// Tables in memory, by name.
    Memory(BTreeMap<String, Vec<RecordBatch>>),
}

/// Batches of one table, in its order.
type Batches = Box<dyn Iterator<Item = Result<RecordBatch>> + Send>;

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
        let names = columns.iter().map(|&name| name.to_owned()).collect();
        Ok(Cursor { table: table.to_owned(), names, batches: self.read(table, Some(columns))?, batch: None, row: 0 })
    }

    /// A whole table with all its columns; those of CSV are text.
    ///
    /// # Errors
    /// If it can't be read. A table that is not there has no rows.
    pub fn batches(&self, table: &str) -> Result<Vec<RecordBatch>> {
        self.read(table, None)?.collect()
    }

    fn read(&self, table: &str, columns: Option<&[&str]>) -> Result<Batches> {
        Ok(match self {
            Self::Memory(tables) => Box::new(tables.get(table).cloned().unwrap_or_default().into_iter().map(Ok)),
            Self::Folder(folder) => match nutgraf_batch::batches(folder, table, columns)? {
                Some(batches) => Box::new(batches),
                None => Box::new(std::iter::empty()),
            },
        })
    }
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
