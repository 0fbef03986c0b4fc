//! Parquet files: the columns that matter, a few rows at a time.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use arrow_array::RecordBatch;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::rows::choose;
use super::{Fault, ReadOptions, Sources};
use crate::columns::{ROLES, Role, Row};
use crate::error::Reason;
use crate::strings::Cells;

/// Rows decoded at once.
const ROWS: usize = 64;

pub(super) fn sources(path: &Path, options: &ReadOptions, read: Arc<AtomicU64>) -> Result<Sources, Fault> {
    let name = path.to_string_lossy().into_owned();
    let bad = |error: parquet::errors::ParquetError| Fault::new(Reason::Format, format!("{error}"));
    let file = File::open(path).map_err(|error| Fault::io(&error))?;
    let size = file.metadata().map_or(0, |meta| meta.len());
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(bad)?;

    let schema = Arc::clone(builder.schema());
    let names: Vec<_> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    let chosen = choose(&options.columns, &names)?;
    let kept = options.columns.kept(&names);
    let wanted = chosen.into_iter().flatten().chain(kept.iter().map(|(column, _)| *column));
    let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
    let total = builder.metadata().file_metadata().num_rows().max(1) as u64;
    let batches = builder.with_projection(mask).with_batch_size(ROWS).build().map_err(bad)?;

    // By name, for the projection moves columns.
    let wanted: Vec<(Role, String)> =
        ROLES.into_iter().zip(chosen).filter_map(|(role, column)| Some((role, names[column?].to_owned()))).collect();
    let mut done = 0;
    Ok(Box::new(batches.flat_map(move |batch| {
        let rows = match batch {
            Ok(batch) => {
                read.fetch_add(size * batch.num_rows() as u64 / total, Ordering::Relaxed);
                rows(&batch, &wanted, &kept, &name, done)
            }
            Err(error) => vec![Err(Fault::new(Reason::Format, error.to_string()))],
        };
        done += rows.len() as u64;
        rows
    })))
}

fn rows(
    batch: &RecordBatch,
    wanted: &[(Role, String)],
    kept: &[(usize, String)],
    name: &str,
    done: u64,
) -> Vec<Result<nutgraf::Source<'static>, Fault>> {
    let kept: Vec<_> = kept.iter().filter_map(|(_, name)| Some((name, Cells::new(batch.column_by_name(name)?)?))).collect();
    let columns: Vec<_> =
        wanted.iter().filter_map(|(role, name)| Some((*role, Cells::new(batch.column_by_name(name)?)?))).collect();
    let rows = (0..batch.num_rows()).map(|i| {
        let mut row = Row::default();
        for (role, cells) in &columns {
            if let Some(cell) = cells.get(i) {
                row.set(*role, cell.into_owned());
            }
        }
        for (name, cells) in &kept {
            row.keep(name, cells.get(i).into());
        }
        let number = done + i as u64;
        row.into_source(|| format!("{name}:{number}"))
            .ok_or_else(|| Fault::new(Reason::NoText, format!("row {number} has no text")))
    });
    rows.collect()
}
