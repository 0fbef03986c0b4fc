//! Parquet: a folder a table, in it a file a part. A part is under a temporary name until it is whole.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::form::{Encoded, Encoder};
use super::sink::{Sink, State};
use super::target::part_number;
use crate::error::{Error, Result};
use crate::tables::{Shape, TABLES, Table, Tables};

/// Rows of a row group: what `DuckDB` hands to one thread.
const ROW_GROUP: usize = 122_880;

/// How all Parquet files of nutgraf are written.
pub fn parquet_properties() -> WriterProperties {
    WriterProperties::builder()
        .set_created_by(format!("nutgraf {}", env!("CARGO_PKG_VERSION")))
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .build()
}

pub(super) struct Parquet {
    folder: PathBuf,
    shape: Arc<Shape>,
    part: u64,
    /// A writer a table; none between two parts.
    writers: Vec<ArrowWriter<File>>,
}

impl Parquet {
    pub fn open(folder: &Path, shape: &Shape, state: &State) -> Result<Self> {
        let part = state.get("parts").copied().unwrap_or_default();
        let this = Self { folder: folder.to_owned(), shape: Arc::new(shape.clone()), part, writers: Vec::new() };
        for table in &TABLES {
            let folder = this.folder.join(table.name);
            fs::create_dir_all(&folder).map_err(Error::io("making", &folder))?;
            // What was written behind the last checkpoint will be written again.
            for entry in fs::read_dir(&folder).map_err(Error::io("reading", &folder))?.flatten() {
                if part_number(&entry.path()).is_some_and(|number| number >= part) {
                    fs::remove_file(entry.path()).map_err(Error::io("removing", &entry.path()))?;
                }
            }
        }
        Ok(this)
    }

    fn path(&self, table: &Table, ending: &str) -> PathBuf {
        self.folder.join(table.name).join(format!("part-{:05}.parquet{ending}", self.part))
    }

    fn open_part(&mut self) -> Result<()> {
        for table in &TABLES {
            let path = self.path(table, ".tmp");
            let file = File::create(&path).map_err(Error::io("writing", &path))?;
            let writer = ArrowWriter::try_new(file, self.shape.schema(table), Some(parquet_properties()));
            self.writers.push(writer.map_err(Error::parquet(&path))?);
        }
        Ok(())
    }
}

impl Sink for Parquet {
    fn encoder(&self) -> Encoder {
        let shape = Arc::clone(&self.shape);
        Arc::new(move |records| Encoded::Tables(Tables::new(records, &shape)))
    }

    fn chunks_per_checkpoint(&self) -> u64 {
        512
    }

    fn write(&mut self, encoded: Encoded) -> Result<()> {
        let Encoded::Tables(tables) = encoded else { return Ok(()) };
        if self.writers.is_empty() {
            self.open_part()?;
        }
        for ((table, writer), batch) in TABLES.iter().zip(&mut self.writers).zip(tables.flat()) {
            writer.write(batch).map_err(Error::parquet(&self.folder.join(table.name)))?;
        }
        Ok(())
    }

    fn checkpoint(&mut self) -> Result<State> {
        if !self.writers.is_empty() {
            let writers = std::mem::take(&mut self.writers);
            for (table, writer) in TABLES.iter().zip(writers) {
                let (from, to) = (self.path(table, ".tmp"), self.path(table, ""));
                let file = writer.into_inner().map_err(Error::parquet(&from))?;
                file.sync_data().map_err(Error::io("writing", &from))?;
                fs::rename(&from, &to).map_err(Error::io("writing", &to))?;
            }
            self.part += 1;
        }
        Ok(State::from([("parts".to_owned(), self.part)]))
    }

    fn finish(&mut self) -> Result<()> {
        // An empty corpus has tables too.
        if self.part == 0 {
            self.open_part()?;
            self.checkpoint()?;
        }
        Ok(())
    }
}
