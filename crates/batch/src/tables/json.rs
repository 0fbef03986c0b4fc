//! The rows of a table as JSON values.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int32Type, Int64Type};
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

    /// The type of a column; none if the table has no such column.
    pub fn kind_of(&self, name: &str) -> Option<Type> {
        let column = self.columns.iter().find(|column| column.name == name).map(|column| column.kind);
        column.or_else(|| (name == KEY).then_some(Type::Text))
    }

    /// The rows of a record, the cells in the order of [`Table::names`].
    pub fn json(&self, record: &Record) -> Vec<Vec<Value>> {
        let mut builders = Builders::new(self.columns, &[]);
        builders.add(self.rows, record, &[]);
        let kinds: Vec<_> = std::iter::once(Type::Text).chain(self.columns.iter().map(|column| column.kind)).collect();
        let columns = builders.finish();
        let rows = columns.first().map_or(0, arrow_array::Array::len);
        (0..rows).map(|i| columns.iter().zip(&kinds).map(|(column, kind)| kind.value(column, i)).collect()).collect()
    }
}

impl Type {
    /// A cell of a column of this type as a JSON value; null too where the column is of another type, as another version wrote it.
    pub(crate) fn value(self, column: &ArrayRef, i: usize) -> Value {
        if column.is_null(i) { Value::Null } else { self.filled(column, i).unwrap_or_default() }
    }

    fn filled(self, column: &ArrayRef, i: usize) -> Option<Value> {
        Some(match self {
            Self::Text => column.as_string_opt::<i32>()?.value(i).into(),
            Self::Int => column.as_primitive_opt::<Int32Type>()?.value(i).into(),
            Self::Long => column.as_primitive_opt::<Int64Type>()?.value(i).into(),
            Self::Float => column.as_primitive_opt::<Float64Type>()?.value(i).into(),
            Self::Flag => column.as_boolean_opt()?.value(i).into(),
            Self::Day => Date::from_days(column.as_primitive_opt::<Date32Type>()?.value(i).into())?.to_string().into(),
            Self::Texts => column.as_list_opt::<i32>()?.value(i).as_string_opt::<i32>()?.iter().flatten().collect(),
            Self::Ints => column.as_list_opt::<i32>()?.value(i).as_primitive_opt::<Int32Type>()?.iter().flatten().collect(),
        })
    }
}
