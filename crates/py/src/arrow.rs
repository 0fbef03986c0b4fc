//! The bridge to Arrow by its C data interface (PyCapsules): tables in and out without copies, no library asked for.
//!
//! All `unsafe` of the project is here.
#![allow(unsafe_code)]

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::types::{Date32Type, Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use nutgraf::{Offsets, Record};
use nutgraf_batch::tables::{Keep, Shape, TABLES, Tables, Type};
use nutgraf_batch::{Columns, Ids};
use nutgraf_link::Known;
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};

use crate::{NativeExtractor, python_error, value_error};

/// A table that every Arrow library takes: it serves `__arrow_c_stream__`.
#[pyclass(frozen, module = "nutgraf._native")]
pub struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    /// What a nested table was made of.
    parts: Option<Arc<Parts>>,
}

/// Tables of one shape, some articles each.
struct Parts {
    shape: Shape,
    tables: Vec<Tables>,
}

impl Table {
    fn nested(parts: Parts) -> Self {
        let batches = parts.tables.iter().map(Tables::nested).collect();
        Self { schema: parts.shape.nested_schema(), batches, parts: Some(Arc::new(parts)) }
    }
}

/// The flat tables, by name.
fn flat(parts: &Parts) -> Vec<(&'static str, Table)> {
    let table = |i: usize| {
        let batches = parts.tables.iter().map(|part| part.flat()[i].clone()).collect();
        Table { schema: parts.shape.schema(&TABLES[i]), batches, parts: None }
    };
    TABLES.iter().enumerate().map(|(i, description)| (description.name, table(i))).collect()
}

#[pymethods]
impl Table {
    /// The stream, for any Arrow library. Every call gives a new one over the same memory.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A consumer that asks for another schema casts what it gets: the protocol allows that.
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        let stream = FFI_ArrowArrayStream::new(Box::new(RecordBatchIterator::new(batches, Arc::clone(&self.schema))));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// The schema, for any Arrow library.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(value_error)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// Returns the rows from `start` on as dicts, at most `most` of them.
    fn rows(&self, py: Python<'_>, start: usize, most: usize) -> PyResult<Vec<Py<PyDict>>> {
        let mut rows = Vec::new();
        let mut before = 0;
        for batch in &self.batches {
            for i in start.saturating_sub(before)..batch.num_rows() {
                if rows.len() == most {
                    return Ok(rows);
                }
                rows.push(dict(py, &StructArray::from(batch.slice(i, 1)), 0)?.unbind());
            }
            before += batch.num_rows();
        }
        Ok(rows)
    }

    /// The flat tables that this nested one holds, by name.
    fn flat(&self) -> Vec<(&'static str, Self)> {
        self.parts.as_deref().map(flat).unwrap_or_default()
    }
}

/// The nested table of the records of every row.
#[pyfunction]
pub fn extract_table(
    py: Python<'_>,
    extractor: &NativeExtractor,
    data: &Bound<'_, PyAny>,
    columns: &str,
    jobs: usize,
) -> PyResult<Table> {
    let columns: Columns = serde_json::from_str(columns).map_err(value_error)?;
    let reader = import(data)?;
    let schema = reader.schema();
    let parts = py.detach(|| nutgraf_batch::extract_frame(&extractor.extractor, &schema, reader, &columns, jobs));
    let (shape, tables) = parts.map_err(value_error)?;
    Ok(Table::nested(Parts { shape, tables }))
}

/// The flat tables of records in JSON, by name, and how many ids came before. A record without an id gets its number; what records
/// hold in their `context` are columns of the table `articles`.
#[pyfunction]
pub fn tables(py: Python<'_>, records: Vec<String>) -> PyResult<(Vec<(&'static str, Table)>, usize)> {
    py.detach(|| {
        let records: Result<Vec<Record>, _> = records.iter().map(|json| serde_json::from_str(json)).collect();
        let mut records = records.map_err(value_error)?;
        let shape = Shape { offsets: Offsets::CodePoint, keep: Keep::of(&records) };
        let (mut tables, mut ids, mut number, mut repeated) = (Vec::new(), Ids::default(), 0_usize, 0);
        for records in records.chunks_mut(256) {
            for record in records.iter_mut() {
                let id = record.id.get_or_insert_with(|| number.to_string());
                if let Some(other) = ids.unique(id) {
                    *id = other;
                    repeated += 1;
                }
                number += 1;
            }
            tables.push(Tables::new(records, &shape));
        }
        Ok((flat(&Parts { shape, tables }), repeated))
    })
}

/// A user's own list of people and organisations: a file, or a table of any Arrow library.
fn known_list(list: Option<&Bound<'_, PyAny>>) -> PyResult<Known> {
    let Some(list) = list else { return Ok(Known::default()) };
    if let Ok(path) = list.extract::<std::path::PathBuf>() {
        return Known::read(&path).map_err(python_error);
    }
    let batches: Result<Vec<RecordBatch>, _> = import(list)?.collect();
    Known::of_batches(&batches.map_err(value_error)?).map_err(python_error)
}

/// The tables that linking makes of the tables of a corpus, by name.
#[pyfunction]
pub fn link(
    py: Python<'_>,
    tables: Vec<(String, Bound<'_, PyAny>)>,
    jobs: usize,
    known: Option<Bound<'_, PyAny>>,
) -> PyResult<Vec<(String, Table)>> {
    let source = memory(tables)?;
    let options = nutgraf_link::Options { jobs, known: known_list(known.as_ref())? };
    let made = py.detach(|| nutgraf_link::link(&source, &options, &nutgraf_link::Target::Memory));
    let (_, made) = made.map_err(python_error)?;
    Ok(by_name(made))
}

/// Links the tables in a folder; what came of it, as JSON.
#[pyfunction]
pub fn link_folder(py: Python<'_>, path: std::path::PathBuf, jobs: usize, known: Option<Bound<'_, PyAny>>) -> PyResult<String> {
    let source = nutgraf_link::Source::Folder(path.clone());
    let target = nutgraf_link::Target::Folder { path, csv: source.is_csv() };
    let options = nutgraf_link::Options { jobs, known: known_list(known.as_ref())? };
    let (summary, _) = py.detach(|| nutgraf_link::link(&source, &options, &target)).map_err(python_error)?;
    serde_json::to_string(&summary).map_err(value_error)
}

/// The columns of a table that linking makes, as the data definition of Spark.
#[pyfunction]
pub fn linked_schema(name: &str, known: Option<Bound<'_, PyAny>>) -> PyResult<String> {
    let own = known_list(known.as_ref())?.columns;
    let table = nutgraf_link::tables::TABLES.into_iter().find(|table| table.name == name);
    let columns = table.into_iter().flat_map(|table| table.columns).map(|column| (column.name, column.kind));
    let own = own.iter().filter(|_| name == "entities").map(|name| (name.as_str(), Type::Text));
    let field = |(name, kind): (&str, Type)| format!("`{}` {}", name.replace('`', "``"), kind.spark());
    Ok(columns.chain(own).map(field).collect::<Vec<_>>().join(", "))
}

/// What a part of a corpus holds, counted.
#[pyfunction]
pub fn link_count(py: Python<'_>, part: Vec<(String, Bound<'_, PyAny>)>) -> PyResult<Table> {
    let source = memory(part)?;
    single(py.detach(|| nutgraf_link::steps::count(&source)))
}

/// The people and organisations of a part of a corpus with their blocks.
#[pyfunction]
pub fn link_units(
    py: Python<'_>,
    part: Vec<(String, Bound<'_, PyAny>)>,
    counts: &Bound<'_, PyAny>,
    known: Option<Bound<'_, PyAny>>,
) -> PyResult<Table> {
    let (source, known) = (memory(part)?, known_list(known.as_ref())?);
    let counts: Result<Vec<RecordBatch>, _> = import(counts)?.collect();
    let counts = counts.map_err(value_error)?;
    single(py.detach(|| nutgraf_link::steps::units(&source, &counts, &known)))
}

/// The entities of whole blocks, and their links.
#[pyfunction]
pub fn link_join(py: Python<'_>, units: &Bound<'_, PyAny>, known: Option<Bound<'_, PyAny>>) -> PyResult<Vec<(String, Table)>> {
    let known = known_list(known.as_ref())?;
    let units: Result<Vec<RecordBatch>, _> = import(units)?.collect();
    let units = units.map_err(value_error)?;
    Ok(by_name(py.detach(|| nutgraf_link::steps::join(&units, &known)).map_err(python_error)?))
}

fn single(batch: nutgraf_link::Result<RecordBatch>) -> PyResult<Table> {
    let batch = batch.map_err(python_error)?;
    Ok(Table { schema: batch.schema(), batches: vec![batch], parts: None })
}

/// The tables of a corpus as linking reads them. One table with the empty name is the nested form.
fn memory(tables: Vec<(String, Bound<'_, PyAny>)>) -> PyResult<nutgraf_link::Source> {
    let mut read = std::collections::BTreeMap::<String, Vec<RecordBatch>>::new();
    for (name, data) in tables {
        for batch in import(&data)? {
            let batch = batch.map_err(value_error)?;
            if name.is_empty() {
                let flat = nutgraf_batch::tables::flatten(&batch).map_err(value_error)?;
                flat.into_iter().for_each(|(name, batch)| read.entry(name).or_default().push(batch));
            } else {
                read.entry(name.clone()).or_default().push(batch);
            }
        }
    }
    Ok(nutgraf_link::Source::Memory(read))
}

fn by_name(made: nutgraf_link::Made) -> Vec<(String, Table)> {
    let tables = made.into_iter().filter_map(|(name, batches)| {
        let schema = batches.first()?.schema();
        Some((name, Table { schema, batches, parts: None }))
    });
    tables.collect()
}

/// The rows of a table that linking wrote into a folder.
#[pyfunction]
pub fn linked_table(py: Python<'_>, path: std::path::PathBuf, name: &str) -> PyResult<Option<Table>> {
    let source = nutgraf_link::Source::Folder(path);
    let batches = py.detach(|| source.batches(name)).map_err(python_error)?;
    // A table without rows has no batches: its columns are those that it is written with.
    let columns = |columns: &[nutgraf_batch::tables::Column]| -> Vec<Field> {
        columns.iter().map(|column| Field::new(column.name, column.kind.arrow(), true)).collect()
    };
    let linked = nutgraf_link::tables::TABLES.into_iter().find(|table| table.name == name).map(|table| columns(table.columns));
    let schema = match (batches.first(), linked) {
        (Some(batch), _) => Some(batch.schema()),
        (None, Some(fields)) => Some(Arc::new(Schema::new(fields))),
        (None, None) => {
            TABLES.iter().find(|table| table.name == name).map(|table| Shape::plain(Offsets::CodePoint).schema(table))
        }
    };
    Ok(schema.map(|schema| Table { schema, batches, parts: None }))
}

/// A row as a dict.
fn dict<'py>(py: Python<'py>, rows: &StructArray, i: usize) -> PyResult<Bound<'py, PyDict>> {
    let row = PyDict::new(py);
    for (name, column) in rows.column_names().iter().zip(rows.columns()) {
        row.set_item(name, value(py, column, i)?)?;
    }
    Ok(row)
}

/// A cell as Python has it.
fn value<'py>(py: Python<'py>, array: &ArrayRef, i: usize) -> PyResult<Bound<'py, PyAny>> {
    /// Days of Python's calendar before 1970.
    const EPOCH: i32 = 719_163;
    if array.is_null(i) {
        return Ok(py.None().into_bound(py));
    }
    match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(i).into_bound_py_any(py),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(i).into_bound_py_any(py),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(i).into_bound_py_any(py),
        DataType::Binary => array.as_binary::<i32>().value(i).into_bound_py_any(py),
        DataType::Float64 => array.as_primitive::<Float64Type>().value(i).into_bound_py_any(py),
        DataType::Boolean => array.as_boolean().value(i).into_bound_py_any(py),
        DataType::Date32 => {
            let days = array.as_primitive::<Date32Type>().value(i) + EPOCH;
            py.import("datetime")?.getattr("date")?.call_method1("fromordinal", (days,))
        }
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(i);
            let items: PyResult<Vec<_>> = (0..items.len()).map(|j| value(py, &items, j)).collect();
            items?.into_bound_py_any(py)
        }
        DataType::Struct(_) => Ok(dict(py, array.as_struct(), i)?.into_any()),
        other => Err(value_error(format!("no table has a column of {other}"))),
    }
}

/// The nested form as the data definition of Spark, with kept columns: their names and Spark's names of their types.
#[pyfunction]
pub fn spark_schema(keep: Vec<(String, String)>) -> String {
    let kind = |name: &str| match name {
        "tinyint" | "smallint" | "int" | "bigint" => Type::Long,
        "float" | "double" => Type::Float,
        "boolean" => Type::Flag,
        _ => Type::Text,
    };
    let keep = Keep::columns(keep.into_iter().map(|(name, spark)| (name, kind(&spark))));
    Shape { offsets: Offsets::CodePoint, keep }.spark_ddl()
}

/// Reads anything that serves an Arrow stream or an Arrow array.
fn import(data: &Bound<'_, PyAny>) -> PyResult<Box<dyn RecordBatchReader + Send>> {
    if data.hasattr("__arrow_c_stream__")? {
        let capsule = data.call_method0("__arrow_c_stream__")?.cast_into::<PyCapsule>()?;
        let pointer = capsule.pointer_checked(Some(c"arrow_array_stream"))?.cast::<FFI_ArrowArrayStream>();
        // SAFETY: the name of the capsule says that it holds such a stream, and only we hold the capsule. The stream is moved out
        // and an empty one left behind, so the capsule's destructor releases nothing.
        let reader = unsafe { RecordBatchStreamReader::from_raw(pointer.as_ptr()) };
        return Ok(Box::new(reader.map_err(value_error)?));
    }
    if data.hasattr("__arrow_c_array__")? {
        let (schema, array): (Bound<'_, PyCapsule>, Bound<'_, PyCapsule>) = data.call_method0("__arrow_c_array__")?.extract()?;
        let schema = schema.pointer_checked(Some(c"arrow_schema"))?.cast::<FFI_ArrowSchema>();
        let array = array.pointer_checked(Some(c"arrow_array"))?.cast::<FFI_ArrowArray>();
        // SAFETY: the names of the capsules say what they hold, and only we hold them. The array is moved out; the schema is only
        // looked at while its capsule lives.
        let data = unsafe { from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) };
        let batch = RecordBatch::from(StructArray::from(data.map_err(value_error)?));
        let schema = batch.schema();
        return Ok(Box::new(RecordBatchIterator::new([Ok(batch)], schema)));
    }
    let name = data.get_type().name()?;
    Err(PyTypeError::new_err(format!("a table is anything with an Arrow stream (pyarrow, polars, duckdb ...), not {name}")))
}
