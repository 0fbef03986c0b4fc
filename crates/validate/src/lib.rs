//! How right nutgraf is on a corpus: a random sample to mark, and what the marks say of the whole.
//!
//! [`sample`] draws facts from the output of a run and makes a page and a CSV file to mark them in; [`validate`] reads the marks and
//! estimates. docs/validation.md tells of the statistics.
#![forbid(unsafe_code)]

mod agreement;
mod corrected;
mod facts;
mod figures;
mod interval;
mod marked;
mod marks;
mod page;
mod population;
mod precision;
mod random;
mod report;
mod sample;
mod sentences;
#[cfg(test)]
mod simulation;
mod spreadsheet;
mod strata;
mod validate;
mod words;

pub use marks::Sheet;
pub use nutgraf_batch::{Error, Result};
pub use report::{Asked, Report};
pub use sample::{By, Plan, sample};
pub use validate::validate;
