//! Tables in Arrow: flat, or nested with a row an article.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, ListArray, RecordBatch, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use nutgraf::{Offsets, Record};

use super::cells::Builders;
use super::column::KEY;
use super::list::{TABLES, Table};

/// Some records as tables.
#[derive(Debug, Clone)]
pub struct Tables {
    /// A batch a table, in the order of [`TABLES`].
    flat: Vec<RecordBatch>,
    /// How many rows each article has in each table.
    lengths: Vec<Vec<usize>>,
    offsets: Offsets,
}

impl Table {
    /// The columns behind `article`.
    fn fields(&self) -> Vec<Field> {
        self.columns.iter().map(|column| Field::new(column.name, column.kind.arrow(), true)).collect()
    }

    /// Its form in Arrow; the unit of offsets is in the schema's metadata.
    pub fn schema(&self, offsets: Offsets) -> SchemaRef {
        let fields: Vec<_> = std::iter::once(key()).chain(self.fields()).collect();
        Arc::new(Schema::new_with_metadata(fields, metadata(offsets)))
    }
}

fn key() -> Field {
    Field::new(KEY, DataType::Utf8, false)
}

fn metadata(offsets: Offsets) -> HashMap<String, String> {
    let offsets = serde_json::to_value(offsets).ok().and_then(|unit| unit.as_str().map(str::to_owned)).unwrap_or_default();
    HashMap::from([("nutgraf.version".to_owned(), nutgraf::record::VERSION.to_string()), ("nutgraf.offsets".to_owned(), offsets)])
}

/// The field of a table inside the nested form: a list of its rows without the key.
fn nested_field(table: &Table) -> Field {
    let item = Field::new("item", DataType::Struct(Fields::from(table.fields())), true);
    Field::new(table.name, DataType::List(Arc::new(item)), true)
}

impl Tables {
    /// The records as tables; `offsets` is their unit.
    ///
    /// # Panics
    /// Never: the rows are made by the same list of columns.
    pub fn new(records: &[Record], offsets: Offsets) -> Self {
        let mut lengths = Vec::with_capacity(TABLES.len());
        let flat = TABLES.iter().map(|table| {
            let mut builders = Builders::new(table.columns);
            let mut rows = Vec::with_capacity(records.len());
            for record in records {
                let before = builders.len();
                builders.add(table.rows, record);
                rows.push(builders.len() - before);
            }
            lengths.push(rows);
            RecordBatch::try_new(table.schema(offsets), builders.finish()).expect("builders follow the schema")
        });
        let flat = flat.collect();
        Self { flat, lengths, offsets }
    }

    /// A batch a table, in the order of [`TABLES`].
    pub fn flat(&self) -> &[RecordBatch] {
        &self.flat
    }

    /// The form of [`Tables::nested`].
    pub fn nested_schema(offsets: Offsets) -> SchemaRef {
        let [articles, facts @ ..] = &TABLES;
        let fields: Vec<_> = std::iter::once(key()).chain(articles.fields()).chain(facts.iter().map(nested_field)).collect();
        Arc::new(Schema::new_with_metadata(fields, metadata(offsets)))
    }

    /// One batch with a row an article, its facts in lists. Shares all memory with the flat tables.
    ///
    /// # Panics
    /// Never: the parts are made by the same list of columns.
    pub fn nested(&self) -> RecordBatch {
        let mut columns: Vec<ArrayRef> = self.flat[0].columns().to_vec();
        for ((table, batch), lengths) in TABLES.iter().zip(&self.flat).zip(&self.lengths).skip(1) {
            let DataType::List(item) = nested_field(table).data_type().clone() else { unreachable!("a table is a list") };
            let rows = StructArray::new(Fields::from(table.fields()), batch.columns()[1..].to_vec(), None);
            let offsets = OffsetBuffer::from_lengths(lengths.iter().copied());
            columns.push(Arc::new(ListArray::new(item, offsets, Arc::new(rows), None)));
        }
        RecordBatch::try_new(Self::nested_schema(self.offsets), columns).expect("columns follow the schema")
    }
}

#[cfg(test)]
mod tests {
    use nutgraf::{Extractor, Source};

    use super::*;

    #[test]
    fn every_table_takes_what_a_record_holds() {
        let text =
            "ARDENVALE, Nov 3 (Reuters) - “We will rebuild 30 houses,” Mayor Ana Ruiz, 54, of the Port Authority said on Monday.";
        let record = Extractor::default().extract(&Source::text(text).with_id("a")).with_offsets(Offsets::CodePoint);
        let tables = Tables::new(&[record.clone(), record.clone()], Offsets::CodePoint);
        let nested = tables.nested();
        assert_eq!(nested.num_rows(), 2);
        assert_eq!(nested.num_columns(), 1 + TABLES[0].columns.len() + TABLES.len() - 1);
        assert_eq!(tables.flat()[0].num_rows(), 2);
        assert_eq!(tables.flat()[2].num_rows(), 2 * record.quotes.len());
    }
}
