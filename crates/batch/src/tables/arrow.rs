//! Tables in Arrow: flat, or nested with a row an article.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, ListArray, RecordBatch, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use nutgraf::{Offsets, Record};

use super::cells::Builders;
use super::column::{KEY, Keep, Type};
use super::list::{TABLES, Table};

/// What tables look like beside what [`TABLES`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// The unit of offsets.
    pub offsets: Offsets,
    /// Columns of the user's own, behind those of the table `articles`.
    pub keep: Vec<Keep>,
}

/// Some records as tables.
#[derive(Debug, Clone)]
pub struct Tables {
    /// A batch a table, in the order of [`TABLES`].
    flat: Vec<RecordBatch>,
    /// How many rows each article has in each table.
    lengths: Vec<Vec<usize>>,
    shape: Shape,
}

impl Table {
    /// The columns behind `article`.
    fn fields(&self) -> Vec<Field> {
        self.columns.iter().map(|column| Field::new(column.name, column.kind.arrow(), true)).collect()
    }
}

impl Shape {
    /// Without columns of the user's own.
    pub fn plain(offsets: Offsets) -> Self {
        Self { offsets, keep: Vec::new() }
    }

    /// The user's own columns of a table: only the first one, of articles, has any.
    pub fn keep_of(&self, table: &Table) -> &[Keep] {
        if table.name == TABLES[0].name { &self.keep } else { &[] }
    }

    /// The names and types of a table's columns, in their order.
    pub fn columns<'a>(&'a self, table: &'a Table) -> impl Iterator<Item = (&'a str, Type)> {
        let own = self.keep_of(table).iter().map(|keep| (keep.name.as_str(), keep.kind));
        std::iter::once((KEY, Type::Text)).chain(table.columns.iter().map(|column| (column.name, column.kind))).chain(own)
    }

    fn own_fields(&self, table: &Table) -> impl Iterator<Item = Field> {
        self.keep_of(table).iter().map(|keep| Field::new(&keep.name, keep.kind.arrow(), true))
    }

    /// The form of a table in Arrow; the unit of offsets is in the schema's metadata.
    pub fn schema(&self, table: &Table) -> SchemaRef {
        let fields: Vec<_> = std::iter::once(key()).chain(table.fields()).chain(self.own_fields(table)).collect();
        Arc::new(Schema::new_with_metadata(fields, metadata(self.offsets)))
    }

    /// The nested form as Spark writes it: `article string, url string, ... quotes array<struct<number: int, ...>>`.
    pub fn spark_ddl(&self) -> String {
        let field = |name: &str, kind: Type, between: &str| format!("`{}`{between}{}", name.replace('`', "``"), kind.spark());
        let own = self.columns(&TABLES[0]).map(|(name, kind)| field(name, kind, " "));
        let lists = TABLES[1..].iter().map(|table| {
            let fields: Vec<_> = table.columns.iter().map(|column| field(column.name, column.kind, ": ")).collect();
            format!("`{}` array<struct<{}>>", table.name, fields.join(", "))
        });
        own.chain(lists).collect::<Vec<_>>().join(", ")
    }

    /// The form of [`Tables::nested`].
    pub fn nested_schema(&self) -> SchemaRef {
        let [articles, facts @ ..] = &TABLES;
        let own = std::iter::once(key()).chain(articles.fields()).chain(self.own_fields(articles));
        let fields: Vec<_> = own.chain(facts.iter().map(nested_field)).collect();
        Arc::new(Schema::new_with_metadata(fields, metadata(self.offsets)))
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
    /// The records as tables; their offsets are in the shape's unit.
    ///
    /// # Panics
    /// Never: the rows are made by the same list of columns.
    pub fn new(records: &[Record], shape: &Shape) -> Self {
        let mut lengths = Vec::with_capacity(TABLES.len());
        let flat = TABLES.iter().map(|table| {
            let keep = shape.keep_of(table);
            let mut builders = Builders::new(table.columns, keep);
            let mut rows = Vec::with_capacity(records.len());
            for record in records {
                let before = builders.len();
                builders.add(table.rows, record, keep);
                rows.push(builders.len() - before);
            }
            lengths.push(rows);
            RecordBatch::try_new(shape.schema(table), builders.finish()).expect("builders follow the schema")
        });
        let flat = flat.collect();
        Self { flat, lengths, shape: shape.clone() }
    }

    /// A batch a table, in the order of [`TABLES`].
    pub fn flat(&self) -> &[RecordBatch] {
        &self.flat
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
        RecordBatch::try_new(self.shape.nested_schema(), columns).expect("columns follow the schema")
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
        let shape = Shape { offsets: Offsets::CodePoint, keep: Keep::texts(&["label".to_owned(), "title".to_owned()]) };
        let tables = Tables::new(&[record.clone(), record.clone()], &shape);
        let nested = tables.nested();
        assert_eq!(nested.num_rows(), 2);
        assert_eq!(nested.num_columns(), 1 + TABLES[0].columns.len() + 2 + TABLES.len() - 1);
        assert_eq!(tables.flat()[0].num_rows(), 2);
        assert_eq!(tables.flat()[2].num_rows(), 2 * record.quotes.len());
    }
}
