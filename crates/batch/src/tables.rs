//! Records as tables: one schema for Parquet, CSV, Arrow and Python.
//!
//! Every table begins with `article`, the id of the record; facts of one article are counted by `number`, people and
//! organisations by `entity`. [`TABLES`] says all of it, field by field; `docs/corpora.md` is made from it.

mod arrow;
mod cells;
mod column;
mod events;
mod flatten;
mod json;
mod keep;
mod list;
mod rows;

pub use arrow::{Shape, Tables};
pub use column::{Column, KEY, Keep, Type};
pub use flatten::flatten;
pub use list::{TABLES, Table, markdown, table};
