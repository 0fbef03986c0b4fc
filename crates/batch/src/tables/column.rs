//! A column of a table, and the types of its cells.

use std::sync::Arc;

use arrow_schema::{DataType, Field};
use nutgraf::Record;
use serde_json::Value;

/// A column of a table.
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its cells are.
    pub kind: Type,
    /// What it says.
    pub about: &'static str,
}

/// Types of cells. All but `article`, `number`, `entity` and lists may be null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Utf8.
    Text,
    /// Int32.
    Int,
    /// Int64; only in columns of the user's own.
    Long,
    /// Float64.
    Float,
    /// Boolean.
    Flag,
    /// Date32.
    Day,
    /// A list of Utf8.
    Texts,
    /// A list of Int32.
    Ints,
}

/// The name of the column that joins the tables.
pub const KEY: &str = "article";

impl Type {
    /// Its type in Arrow: a list's items are named `item` and may be null.
    pub fn arrow(self) -> DataType {
        let list = |item| DataType::List(Arc::new(Field::new("item", item, true)));
        match self {
            Self::Text => DataType::Utf8,
            Self::Int => DataType::Int32,
            Self::Long => DataType::Int64,
            Self::Float => DataType::Float64,
            Self::Flag => DataType::Boolean,
            Self::Day => DataType::Date32,
            Self::Texts => list(DataType::Utf8),
            Self::Ints => list(DataType::Int32),
        }
    }

    /// Its name in Spark SQL: `array<string>`.
    pub fn spark(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Int => "int",
            Self::Long => "bigint",
            Self::Float => "double",
            Self::Flag => "boolean",
            Self::Day => "date",
            Self::Texts => "array<string>",
            Self::Ints => "array<int>",
        }
    }
}

/// A column of the user's own, behind those of the table `articles`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keep {
    /// What it is called in [`Record::context`].
    pub(super) key: String,
    /// Its name in the table.
    pub name: String,
    /// What its cells are: [`Type::Text`], [`Type::Long`], [`Type::Float`] or [`Type::Flag`].
    pub kind: Type,
}

impl Keep {
    /// What a record has in this column.
    pub(super) fn value<'r>(&self, record: &'r Record) -> &'r Value {
        record.context.get(&self.key).unwrap_or(&Value::Null)
    }
}
