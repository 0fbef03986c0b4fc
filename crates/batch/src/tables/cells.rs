//! Columns that grow, and the cells of a row on their way into them.

use arrow_array::ArrayRef;
use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Date32Builder, Float64Builder, Int32Builder, Int64Builder, ListBuilder, StringBuilder,
};
use nutgraf::record::{Confidence, Extent};
use nutgraf::{Date, Record, Span};
use serde::Serialize;
use serde_json::Value;

use super::column::{Column, Keep, Type};

/// Columns that grow.
pub(super) struct Builders {
    article: StringBuilder,
    columns: Vec<Builder>,
}

enum Builder {
    Text(StringBuilder),
    Int(Int32Builder),
    Long(Int64Builder),
    Float(Float64Builder),
    Flag(BooleanBuilder),
    Day(Date32Builder),
    Texts(ListBuilder<StringBuilder>),
    Ints(ListBuilder<Int32Builder>),
}

impl Builders {
    /// For the columns of a table, and those of the user's own.
    pub fn new(columns: &[Column], keep: &[Keep]) -> Self {
        let kinds = columns.iter().map(|column| column.kind).chain(keep.iter().map(|keep| keep.kind));
        let columns = kinds.map(|kind| match kind {
            Type::Text => Builder::Text(StringBuilder::new()),
            Type::Int => Builder::Int(Int32Builder::new()),
            Type::Long => Builder::Long(Int64Builder::new()),
            Type::Float => Builder::Float(Float64Builder::new()),
            Type::Flag => Builder::Flag(BooleanBuilder::new()),
            Type::Day => Builder::Day(Date32Builder::new()),
            Type::Texts => Builder::Texts(ListBuilder::new(StringBuilder::new())),
            Type::Ints => Builder::Ints(ListBuilder::new(Int32Builder::new())),
        });
        Self { article: StringBuilder::new(), columns: columns.collect() }
    }

    /// Adds the rows of a record.
    pub fn add(&mut self, rows: fn(&Record, &mut Rows<'_>), record: &Record, keep: &[Keep]) {
        rows(record, &mut Rows { builders: self, article: record.id.as_deref().unwrap_or_default(), next: 0 });
        let first = self.columns.len() - keep.len();
        for (keep, builder) in keep.iter().zip(&mut self.columns[first..]) {
            builder.keep(keep.value(record));
        }
    }

    pub fn len(&self) -> usize {
        self.article.len()
    }

    /// The columns, `article` first.
    pub fn finish(mut self) -> Vec<ArrayRef> {
        let columns = self.columns.iter_mut().map(|builder| match builder {
            Builder::Text(b) => ArrayBuilder::finish(b),
            Builder::Int(b) => ArrayBuilder::finish(b),
            Builder::Long(b) => ArrayBuilder::finish(b),
            Builder::Float(b) => ArrayBuilder::finish(b),
            Builder::Flag(b) => ArrayBuilder::finish(b),
            Builder::Day(b) => ArrayBuilder::finish(b),
            Builder::Texts(b) => ArrayBuilder::finish(b),
            Builder::Ints(b) => ArrayBuilder::finish(b),
        });
        std::iter::once(ArrayBuilder::finish(&mut self.article)).chain(columns).collect()
    }
}

impl Builder {
    /// Takes a value of the user's own; null if it is of another type.
    fn keep(&mut self, value: &Value) {
        match self {
            Self::Long(b) => b.append_option(value.as_i64()),
            Self::Float(b) => b.append_option(value.as_f64()),
            Self::Flag(b) => b.append_option(value.as_bool()),
            Self::Text(b) => match value {
                Value::Null => b.append_null(),
                Value::String(text) => b.append_value(text),
                other => b.append_value(other.to_string()),
            },
            _ => unreachable!("{MISMATCH}"),
        }
    }
}

/// Takes the cells of a row after one another.
pub(super) struct Rows<'a> {
    builders: &'a mut Builders,
    article: &'a str,
    next: usize,
}

/// A cell of a type that is not the column's: the lists above and below say different things.
const MISMATCH: &str = "cells come in the order of the table's columns";

macro_rules! cells {
    ($($method:ident($value:ty) $kind:ident $append:ident;)+) => {$(
        pub fn $method(&mut self, value: impl Into<Option<$value>>) -> &mut Self {
            let Some(Builder::$kind(builder)) = self.builders.columns.get_mut(self.next) else { unreachable!("{MISMATCH}") };
            builder.$append(value.into());
            self.next += 1;
            self
        }
    )+};
}

impl Rows<'_> {
    pub fn row(&mut self) -> &mut Self {
        debug_assert!(self.next == 0 || self.next == self.builders.columns.len(), "{MISMATCH}");
        self.builders.article.append_value(self.article);
        self.next = 0;
        self
    }

    cells! {
        int(i32) Int append_option;
        float(f64) Float append_option;
        flag(bool) Flag append_option;
    }

    pub fn text<'v>(&mut self, value: impl Into<Option<&'v str>>) -> &mut Self {
        let Some(Builder::Text(builder)) = self.builders.columns.get_mut(self.next) else { unreachable!("{MISMATCH}") };
        builder.append_option(value.into());
        self.next += 1;
        self
    }

    pub fn day(&mut self, date: Option<Date>) -> &mut Self {
        let Some(Builder::Day(builder)) = self.builders.columns.get_mut(self.next) else { unreachable!("{MISMATCH}") };
        builder.append_option(date.map(Date::days));
        self.next += 1;
        self
    }

    pub fn texts<S: AsRef<str>>(&mut self, values: impl IntoIterator<Item = S>) -> &mut Self {
        let Some(Builder::Texts(builder)) = self.builders.columns.get_mut(self.next) else { unreachable!("{MISMATCH}") };
        values.into_iter().for_each(|value| builder.values().append_value(value));
        builder.append(true);
        self.next += 1;
        self
    }

    pub fn ints(&mut self, values: impl IntoIterator<Item = u32>) -> &mut Self {
        let Some(Builder::Ints(builder)) = self.builders.columns.get_mut(self.next) else { unreachable!("{MISMATCH}") };
        values.into_iter().for_each(|value| builder.values().append_value(value as i32));
        builder.append(true);
        self.next += 1;
        self
    }

    pub fn number(&mut self, n: usize) -> &mut Self {
        self.int(n as i32)
    }

    pub fn span(&mut self, span: Span) -> &mut Self {
        self.int(span.start as i32).int(span.end as i32)
    }

    pub fn extent(&mut self, extent: &Extent) -> &mut Self {
        self.span(extent.span).text(extent.text.as_str())
    }

    /// The value of an enum as JSON has it.
    pub fn word(&mut self, value: impl Serialize) -> &mut Self {
        let word = serde_json::to_value(value).ok();
        self.text(word.as_ref().and_then(serde_json::Value::as_str))
    }

    pub fn confidence(&mut self, confidence: Confidence) -> &mut Self {
        // Hundredths: the nearest double, not the one nearest to the nearest float.
        self.float((f64::from(confidence.get()) * 100.0).round() / 100.0)
    }
}
