//! Parquet files: the columns that matter, a few rows at a time. A row group that can't be read costs its rows alone.

mod pages;

use std::fs::File;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::errors::ParquetError;

use super::fault::{Fault, Sources};
use super::kind::MAX_ROW;
use super::options::ReadOptions;
use super::rows::choose;
use crate::columns::{ROLES, Role, Row};
use crate::error::Reason;
use crate::strings::{Cells, LIST_OF_TEXTS, is_list};

/// Most rows decoded at once.
const ROWS: usize = 64;
/// A batch may come to so many bytes, if each of its values is as long as the largest page.
const BATCH_BYTES: u64 = 64 << 20;

/// The rows of a file, one row group after the other.
struct Rows {
    file: File,
    metadata: ArrowReaderMetadata,
    mask: ProjectionMask,
    /// By name, for the projection moves columns.
    wanted: Vec<(Role, String)>,
    /// Columns that are kept.
    kept: Vec<String>,
    name: String,
    max_bytes: usize,
    read: Arc<AtomicU64>,
    /// Bytes and rows of the file.
    size: u64,
    total: u64,
    /// Row groups not begun.
    groups: Range<usize>,
    /// The first row of the next row group.
    next_group_row: u64,
    open: Option<ParquetRecordBatchReader>,
    /// Rows of this batch that were not given yet, and the number of its first row.
    batch: Option<(RecordBatch, Range<usize>)>,
    first: u64,
    done: u64,
}

pub(super) fn sources(path: &Path, options: &ReadOptions, read: Arc<AtomicU64>) -> Result<Sources, Fault> {
    let file = File::open(path).map_err(|error| Fault::io(&error))?;
    let size = file.metadata().map_or(0, |meta| meta.len());
    let metadata = metadata(&file).map_err(|error| bad(&error))?;
    let names: Vec<_> = metadata.schema().fields().iter().map(|field| field.name().clone()).collect();
    let chosen = choose(&options.columns, &names.iter().map(String::as_str).collect::<Vec<_>>())?;
    let text = chosen[Role::Text as usize].map(|column| metadata.schema().field(column).data_type());
    if text.is_some_and(is_list) {
        return Err(Fault::new(Reason::NoText, LIST_OF_TEXTS));
    }
    let kept = options.columns.kept(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let read_columns = chosen.into_iter().flatten().chain(kept.iter().map(|(column, _)| *column));
    let mask = ProjectionMask::roots(metadata.parquet_schema(), read_columns);
    let wanted = ROLES.into_iter().zip(chosen).filter_map(|(role, column)| Some((role, names[column?].clone())));
    let total = u64::try_from(metadata.metadata().file_metadata().num_rows()).unwrap_or_default().max(1);
    Ok(Box::new(Rows {
        mask,
        kept: kept.into_iter().map(|(_, name)| name).collect(),
        wanted: wanted.collect(),
        name: path.to_string_lossy().into_owned(),
        max_bytes: options.max_bytes,
        read,
        size,
        total,
        groups: 0..metadata.metadata().num_row_groups(),
        next_group_row: 0,
        open: None,
        batch: None,
        first: 0,
        done: 0,
        file,
        metadata,
    }))
}

fn bad(error: &ParquetError) -> Fault {
    Fault::new(Reason::Format, error.to_string())
}

/// What the file says of itself; strings are read as views, which share the memory of a page instead of copying each value.
fn metadata(file: &File) -> Result<ArrowReaderMetadata, ParquetError> {
    let plain = ArrowReaderMetadata::load(file, ArrowReaderOptions::new().with_skip_arrow_metadata(true))?;
    let fields = plain.schema().fields().iter().map(|field| {
        let view = match field.data_type() {
            DataType::Utf8 => DataType::Utf8View,
            DataType::Binary => DataType::BinaryView,
            other => other.clone(),
        };
        field.as_ref().clone().with_data_type(view)
    });
    let schema = Schema::new_with_metadata(fields.collect::<Vec<_>>(), plain.schema().metadata().clone());
    let options = ArrowReaderOptions::new().with_schema(Arc::new(schema));
    Ok(ArrowReaderMetadata::try_new(Arc::clone(plain.metadata()), options).unwrap_or(plain))
}

impl Rows {
    /// Opens a row group, whose pages must be of a size that fits into memory.
    fn open_group(&mut self, group: usize) -> Result<ParquetRecordBatchReader, Fault> {
        let meta = self.metadata.metadata().row_group(group);
        let mut largest = 1;
        for (i, column) in meta.columns().iter().enumerate().filter(|&(i, _)| self.mask.leaf_included(i)) {
            // `byte_range` would panic on negative numbers.
            let start = column.dictionary_page_offset().unwrap_or(column.data_page_offset()).min(column.data_page_offset());
            let range = u64::try_from(start).ok().zip(u64::try_from(column.compressed_size()).ok());
            let (start, length) = range
                .ok_or_else(|| Fault::new(Reason::Format, format!("row group {group}, column {i}: no place in the file")))?;
            let size = pages::largest(&self.file, start, length)
                .map_err(|error| Fault::new(Reason::Format, format!("row group {group}, column {i}: {error}")))?;
            largest = largest.max(size);
        }
        if largest > 2 * MAX_ROW as u64 {
            return Err(Fault::new(Reason::TooLong, format!("row group {group} has a page of {largest} bytes")));
        }
        let rows = (BATCH_BYTES / largest).clamp(1, ROWS as u64) as usize;
        let file = self.file.try_clone().map_err(|error| Fault::io(&error))?;
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone());
        let builder = builder.with_row_groups(vec![group]).with_projection(self.mask.clone()).with_batch_size(rows);
        builder.build().map_err(|error| bad(&error))
    }

    /// Begins the next row group; none after the last.
    fn next_group(&mut self) -> Option<Result<(), Fault>> {
        let group = self.groups.next()?;
        let rows = u64::try_from(self.metadata.metadata().row_group(group).num_rows()).unwrap_or_default();
        self.done = self.next_group_row;
        self.next_group_row = self.next_group_row.saturating_add(rows);
        Some(self.open_group(group).map(|reader| self.open = Some(reader)))
    }

    fn row(&self, batch: &RecordBatch, i: usize) -> Result<nutgraf::Source<'static>, Fault> {
        let mut row = Row::new(self.max_bytes);
        for (role, name) in &self.wanted {
            // A row alone: the values of a whole batch may be too much to copy.
            let Some(cell) = batch.column_by_name(name).map(|column| column.slice(i, 1)) else { continue };
            if let Some(cells) = Cells::new(&cell) {
                cells.put(0, *role, &mut row);
            }
        }
        for name in &self.kept {
            let cell = batch.column_by_name(name).map(|column| column.slice(i, 1));
            row.keep(name, cell.as_ref().and_then(Cells::new).as_ref().and_then(|cells| cells.get(0)).into());
        }
        // Counted from 1, as the lines and rows of all other forms are.
        let number = self.first + i as u64 + 1;
        let id = || format!("{}:{number}", self.name);
        row.into_source(id).ok_or_else(|| Fault::new(Reason::NoText, format!("row {number} has no text")))
    }
}

impl Iterator for Rows {
    type Item = Result<nutgraf::Source<'static>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((batch, mut left)) = self.batch.take()
                && let Some(i) = left.next()
            {
                let row = self.row(&batch, i);
                self.batch = Some((batch, left));
                return Some(row);
            }
            let Some(reader) = &mut self.open else {
                match self.next_group()? {
                    Ok(()) => continue,
                    Err(fault) => return Some(Err(fault)),
                }
            };
            match reader.next() {
                Some(Ok(batch)) => {
                    self.read.fetch_add(self.size * batch.num_rows() as u64 / self.total, Ordering::Relaxed);
                    self.first = self.done;
                    self.done += batch.num_rows() as u64;
                    let rows = 0..batch.num_rows();
                    self.batch = Some((batch, rows));
                }
                Some(Err(error)) => {
                    // The reader would say the same for ever: nothing more comes of this row group.
                    self.open = None;
                    return Some(Err(Fault::new(
                        Reason::Format,
                        format!("rows {} to {} are not read: {error}", self.done.saturating_add(1), self.next_group_row),
                    )));
                }
                None => self.open = None,
            }
        }
    }
}
