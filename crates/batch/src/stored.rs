//! What a run wrote, read back: the rows of its tables, whatever the form of the output.
//!
//! Columns are asked for by name, so that a reader does not depend on their order; a column that an older version did not
//! write is null in every row.

mod articles;
mod batches;
mod folder;
mod jsonl;
mod wanted;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use nutgraf::Offsets;
use serde_json::Value;

use crate::error::{Error, Result};
use crate::output::{Format, read_manifest};
use crate::tables::KEY;
use articles::Table;
use wanted::Rows;

pub use batches::{Batches, batches};
pub use wanted::Wanted;

/// The output of a run on disk.
#[derive(Debug, Clone)]
pub struct Stored {
    path: PathBuf,
    format: Format,
    offsets: Offsets,
}

impl Stored {
    /// Opens the output of a finished run: a folder of tables, or a file of records.
    ///
    /// # Errors
    /// If nothing is there, it is no output of a run, or the run is not finished.
    pub fn open(path: &Path) -> Result<Self> {
        let refuse = |reason: &str| Error::file(path, reason);
        let meta = std::fs::metadata(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => refuse("there is no such file or folder"),
            _ => Error::io("reading", path)(error),
        })?;
        let manifest = read_manifest(path, meta.is_dir())?;
        if manifest.as_ref().is_some_and(|(_, finished)| !finished) {
            return Err(refuse("the run there is not finished: nutgraf extract --resume goes on with it"));
        }
        if !meta.is_dir() {
            // Records that were written to standard output have no manifest. They say their unit themselves.
            return Ok(Self { path: path.to_owned(), format: Format::Jsonl, offsets: Offsets::CodePoint });
        }
        let (options, _) = manifest.ok_or_else(|| refuse("it is no output of a run: it holds no manifest.json"))?;
        let option = |name: &str| options.get(name).cloned().unwrap_or_default();
        let format =
            serde_json::from_value(option("format")).map_err(|_| refuse("its manifest names no known form of output"))?;
        let offsets =
            serde_json::from_value(option("offsets")).map_err(|_| refuse("its manifest names no known unit of offsets"))?;
        Ok(Self { path: path.to_owned(), format, offsets })
    }

    /// The unit in which its rows count offsets.
    pub fn offsets(&self) -> Offsets {
        self.offsets
    }

    /// Calls `each` with every row of the tables asked for: which of them it is of, and its cells in the order asked for.
    ///
    /// The rows of one table come in the order of the run. Rows of different tables come article by article or table by table.
    ///
    /// # Errors
    /// If a table is missing or can't be read, or `each` fails.
    pub fn rows(&self, wanted: &[Wanted], each: &mut dyn FnMut(usize, Vec<Value>) -> Result<()>) -> Result<()> {
        if self.format == Format::Jsonl {
            return jsonl::articles(&self.path, wanted, &mut |article| {
                article.into_iter().enumerate().try_for_each(|(i, rows)| rows.into_iter().try_for_each(|row| each(i, row)))
            });
        }
        for (i, want) in wanted.iter().enumerate() {
            for row in self.table(want)? {
                each(i, row?)?;
            }
        }
        Ok(())
    }

    /// Calls `each` with the rows of one article after the other: a list of rows a table asked for, the cells in the order asked
    /// for. Of all tables no more than some batches are in memory.
    ///
    /// # Errors
    /// If a table is missing, can't be read, or has its articles in another order than the table `articles`; if `each` fails.
    pub fn articles(&self, wanted: &[Wanted], each: &mut dyn FnMut(Vec<Vec<Vec<Value>>>) -> Result<()>) -> Result<()> {
        if self.format == Format::Jsonl {
            return jsonl::articles(&self.path, wanted, each);
        }
        let ids = self.table(&Wanted::new("articles", &[KEY])?)?;
        let table = |want: &Wanted| {
            // Rows are told apart by the id in front of them.
            let keyed = Wanted { table: want.table, columns: [&[KEY], &want.columns[..]].concat() };
            Ok(Table::new(want, self.table(&keyed)?))
        };
        articles::join(&self.path, ids, wanted.iter().map(table).collect::<Result<_>>()?, each)
    }

    /// The rows of one table of a folder.
    fn table(&self, want: &Wanted) -> Result<Rows> {
        match self.format {
            Format::Parquet | Format::Csv => folder::table(&self.path, want),
            Format::Jsonl | Format::Txt | Format::Md | Format::Tei => {
                let reason = "it holds texts, not what they say: run nutgraf extract into tables or JSON lines".to_owned();
                Err(Error::file(&self.path, reason))
            }
        }
    }
}
