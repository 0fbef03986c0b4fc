//! Cells of CSV that a spreadsheet would run as formulas (OWASP, "CSV injection"): an apostrophe before them keeps them text.

use std::borrow::Cow;

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Returns text as a cell of CSV that no spreadsheet runs: with an apostrophe before it if it looks like a formula.
///
/// # Examples
///
/// ```
/// use nutgraf_batch::{guarded, unguarded};
///
/// assert_eq!(guarded("=1+1"), "'=1+1");
/// assert_eq!(guarded("Ana Ruiz"), "Ana Ruiz");
/// assert_eq!(unguarded("'=1+1"), "=1+1");
/// ```
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula(text) { format!("'{text}").into() } else { text.into() }
}

/// Returns the text of a cell that [`guarded`] made.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| is_formula(text)).unwrap_or(cell)
}
