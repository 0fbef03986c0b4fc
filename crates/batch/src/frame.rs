//! Arrow in, Arrow out: the tables of what stands in a column.

use std::borrow::Cow;
use std::sync::{Mutex, PoisonError};
use std::thread;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, DataType, SchemaRef};
use nutgraf::{Extractor, Offsets, Record, Source};
use serde_json::Value;

use crate::columns::{Chosen, Columns, ROLES, Role, Row};
use crate::error::{Error, Result};
use crate::ids::Ids;
use crate::strings::{Cells, LIST_OF_TEXTS, is_list};
use crate::tables::{Keep, Shape, Tables, Type};

/// Rows that a thread takes at once, and a batch of the result has.
const ROWS: usize = 256;

/// Extracts every row of a stream of batches, in order: a row without text gives a record without text. Offsets are code points.
/// Returns the shape of the tables too.
///
/// `batches` is read from `jobs` threads, one at a time.
///
/// # Errors
/// If no column has text, one that was named is not there or holds no strings, or the stream fails.
pub fn extract_frame(
    extractor: &Extractor,
    schema: &SchemaRef,
    batches: impl Iterator<Item = Result<RecordBatch, ArrowError>> + Send,
    columns: &Columns,
    jobs: usize,
) -> Result<(Shape, Vec<Tables>)> {
    let names: Vec<_> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    if let Some(missing) = columns.missing(&names) {
        return Err(Error::Use(format!("there is no column {missing:?}, only {}", names.join(", "))));
    }
    let chosen = columns.choose(names.iter().copied());
    if chosen[Role::Text as usize].is_none() && chosen[Role::Html as usize].is_none() {
        return Err(Error::Use(format!("no column looks like text among {}", names.join(", "))));
    }
    let kept = columns.kept(&names);
    let kinds: Vec<_> = kept.iter().map(|(column, name)| (name.clone(), kind_of(schema.field(*column).data_type()))).collect();
    let shape = Shape { offsets: Offsets::CodePoint, keep: Keep::columns(kinds) };
    let slices = batches.flat_map(|batch| {
        let (batch, error) = batch.map_or_else(|error| (None, Some(Err(error))), |batch| (Some(batch), None));
        let slices = batch.into_iter().flat_map(|batch| {
            (0..batch.num_rows()).step_by(ROWS).map(move |at| Ok(batch.slice(at, ROWS.min(batch.num_rows() - at))))
        });
        slices.chain(error)
    });
    let mut first = 0;
    let mut ids = Ids::default();
    // Sources are made in the order of the rows, one slice at a time: ids that come twice are told apart by that.
    let numbered = slices.enumerate().map(|(number, slice)| {
        let at = first;
        first += slice.as_ref().map_or(0, RecordBatch::num_rows);
        let slice = slice.map_err(|error| Error::Use(format!("reading the table: {error}")));
        (number, slice.and_then(|slice| sources(&slice, chosen, &kept, at, &mut ids)))
    });

    let todo = Mutex::new(numbered);
    let done = Mutex::new(Vec::new());
    let work = || -> Result<()> {
        let mut worker = extractor.worker();
        loop {
            let Some((number, sources)) = todo.lock().unwrap_or_else(PoisonError::into_inner).next() else { return Ok(()) };
            let sources = sources?;
            let records = sources.iter().map(|source| worker.extract(source).with_offsets(Offsets::CodePoint));
            let records: Vec<Record> = records.collect();
            let tables = Tables::new(&records, &shape);
            done.lock().unwrap_or_else(PoisonError::into_inner).push((number, tables));
        }
    };
    if jobs <= 1 {
        work()?;
    } else {
        thread::scope(|scope| {
            let threads: Vec<_> = (0..jobs).map(|_| scope.spawn(work)).collect();
            threads.into_iter().try_for_each(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        })?;
    }
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|&(number, _)| number);
    Ok((shape, done.into_iter().map(|(_, tables)| tables).collect()))
}

/// The type of a kept column: that of the column that it comes from, as far as tables have it.
pub fn kind_of(column: &DataType) -> Type {
    match column {
        DataType::Boolean => Type::Flag,
        DataType::UInt64 => Type::Text,
        kind if kind.is_integer() => Type::Long,
        kind if kind.is_floating() => Type::Float,
        _ => Type::Text,
    }
}

/// A cell of a kept column as JSON has it.
fn kept_value(cell: Option<Cow<'_, str>>, kind: Type) -> Value {
    let Some(cell) = cell else { return Value::Null };
    let number = match kind {
        Type::Long => cell.parse::<i64>().ok().map(Value::from),
        Type::Float => cell.parse::<f64>().ok().map(Value::from),
        Type::Flag => cell.parse::<bool>().ok().map(Value::from),
        _ => None,
    };
    number.unwrap_or_else(|| cell.into())
}

/// The rows of a slice as sources.
fn sources(
    batch: &RecordBatch,
    chosen: Chosen,
    kept: &[(usize, String)],
    first: usize,
    ids: &mut Ids,
) -> Result<Vec<Source<'static>>> {
    let kept = kept.iter().filter_map(|(column, name)| {
        let array = batch.column(*column);
        Some((name, kind_of(array.data_type()), Cells::new(array)?))
    });
    let kept: Vec<_> = kept.collect();
    let mut columns = Vec::new();
    for (role, column) in ROLES.into_iter().zip(chosen) {
        let Some(array) = column.map(|column| batch.column(column)) else { continue };
        if role == Role::Text && is_list(array.data_type()) {
            return Err(Error::Use(LIST_OF_TEXTS.to_owned()));
        }
        let cells = Cells::new(array);
        columns
            .push((role, cells.ok_or_else(|| Error::Use(format!("a column of {} can't be read as text", array.data_type())))?));
    }
    let mut source = |i: usize| {
        let mut row = Row::new(usize::MAX);
        for (role, cells) in &columns {
            cells.put(i, *role, &mut row);
        }
        for (name, kind, cells) in &kept {
            row.keep(name, kept_value(cells.get(i), *kind));
        }
        let id = || (first + i).to_string();
        let mut source = row.into_source(id).unwrap_or_else(|| Source::text("").with_id(id()));
        ids.settle(&mut source);
        source
    };
    Ok((0..batch.num_rows()).map(&mut source).collect())
}
