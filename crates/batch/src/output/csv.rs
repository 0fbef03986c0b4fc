//! CSV: a file a table. Lists are JSON in a cell; offsets count as in the other outputs.

use std::path::Path;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use nutgraf::{Date, Record};

use super::append::{Appending, Packing};
use super::form::{Encoded, Encoder};
use super::formula::guarded;
use super::sink::{Sink, State};
use crate::error::Result;
use crate::tables::{Shape, TABLES, Tables, Type};

pub(super) struct Csv {
    files: Vec<Appending>,
    encoder: Encoder,
}

impl Csv {
    pub fn open(folder: &Path, shape: &Shape, state: &State, raw: bool) -> Result<Self> {
        let files = TABLES.iter().map(|table| {
            let length = state.get(table.name).copied().unwrap_or_default();
            let mut file = Appending::open(folder.join(format!("{}.csv", table.name)), Packing::Plain, length)?;
            if length == 0 {
                file.write(&csv_header(shape.columns(table).map(|(name, _)| name), raw))?;
            }
            Ok(file)
        });
        let (files, shape) = (files.collect::<Result<_>>()?, shape.clone());
        Ok(Self { files, encoder: Arc::new(move |records| encode(records, &shape, raw)) })
    }
}

impl Sink for Csv {
    fn encoder(&self) -> Encoder {
        Arc::clone(&self.encoder)
    }

    fn chunks_per_checkpoint(&self) -> u64 {
        64
    }

    fn write(&mut self, encoded: Encoded) -> Result<()> {
        let Encoded::Csv(tables) = encoded else { return Ok(()) };
        self.files.iter_mut().zip(&tables).try_for_each(|(file, rows)| file.write(rows))
    }

    fn checkpoint(&mut self) -> Result<State> {
        let lengths = TABLES.iter().zip(&mut self.files).map(|(table, file)| Ok((table.name.to_owned(), file.checkpoint()?)));
        lengths.collect()
    }

    fn finish(&mut self) -> Result<()> {
        Ok(())
    }
}

fn encode(records: &[Record], shape: &Shape, raw: bool) -> Encoded {
    let tables = Tables::new(records, shape);
    let csv = tables.flat().iter().zip(&TABLES).map(|(batch, table)| {
        let kinds: Vec<_> = shape.columns(table).map(|(_, kind)| kind).collect();
        csv_rows(batch, &kinds, raw)
    });
    Encoded::Csv(csv.collect())
}

/// The first line: names of columns, of which the user's own may need quotes.
///
/// # Panics
/// Never: a vector takes all.
pub fn csv_header<'a>(names: impl Iterator<Item = &'a str>, raw: bool) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let names = names.map(|name| if raw { name.into() } else { guarded(name) });
    writer.write_record(names.map(std::borrow::Cow::into_owned)).expect("a vector takes all");
    writer.into_inner().expect("a vector takes all")
}

/// The rows of a batch whose columns are of these types; unless they are wanted `raw`, an apostrophe keeps spreadsheets from running
/// cells as formulas.
///
/// # Panics
/// If a column is of another type.
pub fn csv_rows(batch: &RecordBatch, kinds: &[Type], raw: bool) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut row = csv::StringRecord::new();
    for i in 0..batch.num_rows() {
        row.clear();
        for (column, &kind) in batch.columns().iter().zip(kinds) {
            let cell = cell(column.as_ref(), kind, i);
            let is_safe = raw || kind != Type::Text;
            row.push_field(&if is_safe { cell.as_str().into() } else { guarded(&cell) });
        }
        writer.write_record(&row).expect("a vector takes all, and rows are as long as their schema");
    }
    writer.into_inner().expect("a vector takes all")
}

/// A cell as text; a null is empty.
fn cell(column: &dyn Array, kind: Type, i: usize) -> String {
    if column.is_null(i) {
        return String::new();
    }
    match kind {
        Type::Text => column.as_string::<i32>().value(i).to_owned(),
        Type::Int => column.as_primitive::<Int32Type>().value(i).to_string(),
        Type::Long => column.as_primitive::<Int64Type>().value(i).to_string(),
        Type::Float => column.as_primitive::<Float64Type>().value(i).to_string(),
        Type::Flag => column.as_boolean().value(i).to_string(),
        Type::Day => {
            let day = column.as_primitive::<Date32Type>().value(i);
            Date::from_days(day.into()).map(|date| date.to_string()).unwrap_or_default()
        }
        Type::Texts => {
            let items = column.as_list::<i32>().value(i);
            items.as_string::<i32>().iter().flatten().collect::<serde_json::Value>().to_string()
        }
        Type::Ints => {
            let items = column.as_list::<i32>().value(i);
            items.as_primitive::<Int32Type>().iter().flatten().collect::<serde_json::Value>().to_string()
        }
    }
}
