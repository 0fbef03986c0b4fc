//! The bridge to Arrow by its C data interface (PyCapsules): tables in and out without copies, no library asked for.
//!
//! All `unsafe` of the project is here.

use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray};
use arrow_schema::SchemaRef;
use nutgraf::{Offsets, Record};
use nutgraf_batch::Columns;
use nutgraf_batch::tables::{TABLES, Tables};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::{NativeExtractor, value_error};

/// A table that every Arrow library takes: it serves `__arrow_c_stream__`.
#[pyclass(frozen, module = "nutgraf._native")]
pub struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    /// What a nested table was made of.
    parts: Arc<Vec<Tables>>,
}

impl Table {
    fn nested(parts: Vec<Tables>) -> Self {
        let batches = parts.iter().map(Tables::nested).collect();
        Self { schema: Tables::nested_schema(Offsets::CodePoint), batches, parts: Arc::new(parts) }
    }
}

/// The flat tables, by name.
fn flat(parts: &[Tables]) -> Vec<(&'static str, Table)> {
    let table = |i: usize| {
        let batches = parts.iter().map(|part| part.flat()[i].clone()).collect();
        Table { schema: TABLES[i].schema(Offsets::CodePoint), batches, parts: Arc::default() }
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

    /// The flat tables that this nested one holds, by name.
    fn flat(&self) -> Vec<(&'static str, Self)> {
        flat(&self.parts)
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
    Ok(Table::nested(parts.map_err(value_error)?))
}

/// The flat tables of records in JSON, by name.
#[pyfunction]
pub fn tables(py: Python<'_>, records: Vec<String>) -> PyResult<Vec<(&'static str, Table)>> {
    py.detach(|| {
        let mut parts = Vec::new();
        for chunk in records.chunks(256) {
            let records: Result<Vec<Record>, _> = chunk.iter().map(|json| serde_json::from_str(json)).collect();
            parts.push(Tables::new(&records.map_err(value_error)?, Offsets::CodePoint));
        }
        Ok(flat(&parts))
    })
}

/// The nested form as the data definition of Spark.
#[pyfunction]
pub fn spark_schema() -> String {
    nutgraf_batch::tables::spark_ddl()
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
