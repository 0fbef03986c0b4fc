//! The nested form taken apart again: a row an article into flat tables.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray, UInt32Array};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use arrow_select::take::take;

use super::column::KEY;
use super::list::TABLES;

/// The flat tables that a batch of the nested form holds, by name: one of articles, and one for each list of facts.
///
/// # Errors
/// If the batch has no column of articles, or its lists are not of facts.
pub fn flatten(nested: &RecordBatch) -> Result<BTreeMap<String, RecordBatch>, ArrowError> {
    let missing = || ArrowError::SchemaError(format!("there is no column {KEY:?}"));
    let articles = nested.column_by_name(KEY).ok_or_else(missing)?;
    let schema = nested.schema();
    let (mut flat, mut own) = (BTreeMap::new(), Vec::new());
    for (field, column) in schema.fields().iter().zip(nested.columns()) {
        let is_facts = TABLES[1..].iter().any(|table| table.name == field.name()) && is_list(column.data_type());
        if is_facts {
            flat.insert(field.name().clone(), facts(articles, column)?);
        } else {
            own.push((field.as_ref().clone(), Arc::clone(column)));
        }
    }
    flat.insert(TABLES[0].name.to_owned(), batch(own)?);
    Ok(flat)
}

fn is_list(kind: &DataType) -> bool {
    matches!(kind, DataType::List(_) | DataType::LargeList(_))
}

/// The items of a column of lists as rows, each with its article.
fn facts(articles: &ArrayRef, lists: &ArrayRef) -> Result<RecordBatch, ArrowError> {
    let cells: Vec<ArrayRef> = (0..lists.len())
        .map(|i| match lists.data_type() {
            _ if lists.is_null(i) => lists.slice(0, 0),
            DataType::LargeList(_) => lists.as_list::<i64>().value(i),
            _ => lists.as_list::<i32>().value(i),
        })
        .collect();
    let of = UInt32Array::from_iter_values((0_u32..).zip(&cells).flat_map(|(i, cell)| std::iter::repeat_n(i, cell.len())));
    let parts: Vec<&dyn Array> = cells.iter().filter(|cell| !cell.is_empty()).map(AsRef::as_ref).collect();
    let (DataType::List(item) | DataType::LargeList(item)) = lists.data_type() else { return Err(no_facts()) };
    let DataType::Struct(fields) = item.data_type() else { return Err(no_facts()) };
    let items: ArrayRef =
        if parts.is_empty() { Arc::new(StructArray::new_null(fields.clone(), 0)) } else { arrow_select::concat::concat(&parts)? };
    let items = items.as_struct();
    let key = (Field::new(KEY, articles.data_type().clone(), true), take(articles, &of, None)?);
    let columns = fields.iter().zip(items.columns()).map(|(field, column)| (field.as_ref().clone(), Arc::clone(column)));
    batch(std::iter::once(key).chain(columns).collect())
}

fn no_facts() -> ArrowError {
    ArrowError::SchemaError("a column of facts holds lists of structs".to_owned())
}

fn batch(columns: Vec<(Field, ArrayRef)>) -> Result<RecordBatch, ArrowError> {
    let (fields, arrays): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)
}

#[cfg(test)]
mod tests {
    use nutgraf::{Extractor, Offsets, Source};

    use super::super::{Shape, Tables};
    use super::*;

    #[test]
    fn what_was_nested_comes_apart_as_it_was() {
        let text = |text: &'static str, id: &'static str| {
            Extractor::default().extract(&Source::text(text).with_id(id)).with_offsets(Offsets::CodePoint)
        };
        let records = [
            text("“We will rebuild 30 houses,” Mayor Ana Ruiz said on Monday.", "a"),
            text("It rained.", "b"),
            text("“No,” Tom Bell said in Nairobi.", "c"),
        ];
        let tables = Tables::new(&records, &Shape::plain(Offsets::CodePoint));
        let flat = flatten(&tables.nested()).unwrap();
        assert_eq!(flat.len(), TABLES.len());
        for (table, expected) in TABLES.iter().zip(tables.flat()) {
            assert_eq!(flat[table.name].columns(), expected.columns(), "{}", table.name);
        }
    }
}
