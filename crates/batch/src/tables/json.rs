//! The rows of a table as JSON values.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int32Type};
use arrow_array::{Array, ArrayRef};
use nutgraf::{Date, Record};
use serde_json::Value;

use super::cells::Builders;
use super::column::{KEY, Type};
use super::list::Table;

impl Table {
    /// The names of its columns, `article` first.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(KEY).chain(self.columns.iter().map(|column| column.name))
    }

    /// The rows of a record, the cells in the order of [`Table::names`].
    pub fn json(&self, record: &Record) -> Vec<Vec<Value>> {
        let mut builders = Builders::new(self.columns);
        builders.add(self.rows, record);
        let kinds: Vec<_> = std::iter::once(Type::Text).chain(self.columns.iter().map(|column| column.kind)).collect();
        let columns = builders.finish();
        let rows = columns.first().map_or(0, arrow_array::Array::len);
        (0..rows).map(|i| columns.iter().zip(&kinds).map(|(column, &kind)| cell(column, kind, i)).collect()).collect()
    }
}

fn cell(column: &ArrayRef, kind: Type, i: usize) -> Value {
    if column.is_null(i) {
        return Value::Null;
    }
    match kind {
        Type::Text => column.as_string::<i32>().value(i).into(),
        Type::Int => column.as_primitive::<Int32Type>().value(i).into(),
        Type::Float => column.as_primitive::<Float64Type>().value(i).into(),
        Type::Flag => column.as_boolean().value(i).into(),
        Type::Day => Date::from_days(column.as_primitive::<Date32Type>().value(i).into()).map(|date| date.to_string()).into(),
        Type::Texts => column.as_list::<i32>().value(i).as_string::<i32>().iter().flatten().collect(),
        Type::Ints => column.as_list::<i32>().value(i).as_primitive::<Int32Type>().iter().flatten().collect(),
    }
}
