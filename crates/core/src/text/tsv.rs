//! The one reader of lists: tables of text with tabs between cells, whose first row names the columns.
//!
//! ```text
//! # Comments begin with "#" and a blank.
//! word* ⇥ kind{month,weekday} ⇥ number:int ⇥ example?
//! january ⇥ month ⇥ 1
//! ```
//!
//! Behind its name a column says what its cells hold: `*` is part of the key that no two rows share, `{a,b}` one of these
//! words, `:int` a whole number, `:float` a number; `?` may be empty. Cells of a column without `?` never are. `:packed` is a number
//! from 0 to 255: the build script packs a list whose second column is one into a map from the hash of the first column to that number
//! (`model::packed`), for lists too long to be parsed at each start.
//! The build script checks all lists that nutgraf ships ([`check`]); what users bring at run time is checked alike.

use std::collections::HashSet;
use std::fmt;

/// What is wrong with a list, and in which line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TsvError {
    /// Line of the list, counted from 1.
    pub line: usize,
    /// What is wrong in that line.
    pub reason: String,
}

impl fmt::Display for TsvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for TsvError {}

/// A row of a list, with its line, counted from 1.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Where the row is in its list, counted from 1.
    pub line: usize,
    text: &'a str,
}

impl<'a> Row<'a> {
    /// Returns the first `N` cells; those that the row does not have are empty.
    pub fn cells<const N: usize>(&self) -> [&'a str; N] {
        let mut cells = self.text.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or(""))
    }

    /// Returns all of its cells with the tabs between them.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Returns an error about this row.
    pub fn error(&self, reason: impl Into<String>) -> TsvError {
        TsvError { line: self.line, reason: reason.into() }
    }
}

/// Returns the rows of a list after the one that names its columns, without comments and empty lines.
pub fn rows(list: &str) -> impl Iterator<Item = Row<'_>> {
    lines(list).skip(1)
}

/// Returns all lines with content.
fn lines(list: &str) -> impl Iterator<Item = Row<'_>> {
    let numbered = list.lines().enumerate().map(|(i, text)| Row { line: i + 1, text });
    numbered.filter(|row| !row.text.is_empty() && row.text != "#" && !row.text.starts_with("# "))
}

/// What the first row says of a column.
struct Column<'a> {
    name: &'a str,
    is_key: bool,
    may_be_empty: bool,
    kind: Kind<'a>,
}

enum Kind<'a> {
    Text,
    Int,
    Packed,
    Float,
    OneOf(Vec<&'a str>),
}

impl<'a> Column<'a> {
    fn parse(cell: &'a str) -> Self {
        let may_be_empty = cell.ends_with('?');
        let cell = cell.trim_end_matches('?');
        let (name, kind) = if let Some((name, words)) = cell.strip_suffix('}').and_then(|cell| cell.split_once('{')) {
            (name, Kind::OneOf(words.split(',').collect()))
        } else if let Some(name) = cell.strip_suffix(":int") {
            (name, Kind::Int)
        } else if let Some(name) = cell.strip_suffix(":packed") {
            (name, Kind::Packed)
        } else if let Some(name) = cell.strip_suffix(":float") {
            (name, Kind::Float)
        } else {
            (cell, Kind::Text)
        };
        let is_key = name.ends_with('*');
        let name = name.trim_end_matches('*');
        Self { name, is_key, may_be_empty, kind }
    }

    fn check(&self, cell: &str) -> Result<(), String> {
        let name = self.name;
        let holds = match &self.kind {
            _ if cell.is_empty() => self.may_be_empty,
            Kind::Text => true,
            Kind::Int => cell.parse::<i64>().is_ok(),
            Kind::Packed => cell.parse::<u8>().is_ok(),
            Kind::Float => cell.parse::<f64>().is_ok(),
            Kind::OneOf(words) => words.contains(&cell),
        };
        match &self.kind {
            _ if holds => Ok(()),
            _ if cell.is_empty() => Err(format!("column {name:?} is empty")),
            Kind::OneOf(words) => Err(format!("{cell:?} in column {name:?} is none of {}", words.join(", "))),
            _ => Err(format!("{cell:?} in column {name:?} is no number")),
        }
    }
}

/// Returns the cells of the first two columns of a list whose second one is `:packed`, or nothing if it is another list.
///
/// The list must have passed [`check`].
pub fn packed(list: &str) -> Option<Vec<(&str, u8)>> {
    let header = lines(list).next()?;
    let [_, value] = header.cells();
    let is_packed = matches!(Column::parse(value).kind, Kind::Packed);
    is_packed.then(|| rows(list).map(|row| row.cells()).map(|[key, value]| (key, value.parse().unwrap_or(0))).collect())
}

/// Checks every row of a list against the row that names its columns.
///
/// # Errors
/// If a row has too many or too few cells, a cell is not what its column holds, or two rows have one key.
pub fn check(list: &str) -> Result<(), TsvError> {
    let Some(header) = lines(list).next() else {
        return Err(TsvError { line: 1, reason: "the list names no columns".into() });
    };
    let columns: Vec<Column<'_>> = header.text.split('\t').map(Column::parse).collect();
    let mut keys = HashSet::new();
    for row in rows(list) {
        let cells: Vec<&str> = row.text.split('\t').collect();
        if cells.len() > columns.len() {
            return Err(row.error(format!("{} cells for {} columns", cells.len(), columns.len())));
        }
        let filled = cells.iter().copied().chain(std::iter::repeat(""));
        columns.iter().zip(filled.clone()).try_for_each(|(column, cell)| column.check(cell)).map_err(|e| row.error(e))?;
        let key: Vec<&str> = columns.iter().zip(filled).filter(|(column, _)| column.is_key).map(|(_, cell)| cell).collect();
        if !key.is_empty() && !keys.insert(key.clone()) {
            return Err(row.error(format!("{} is in the list twice", key.join(", "))));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "# Days.\nword*\tkind{month,weekday}\tnumber:int\tnote?\nmay\tmonth\t5\n\nmonday\tweekday\t1\tfirst\n";

    #[test]
    fn rows_have_cells_and_lines() {
        let rows: Vec<_> = rows(LIST).map(|row| (row.line, row.cells::<4>())).collect();
        assert_eq!(rows, [(3, ["may", "month", "5", ""]), (5, ["monday", "weekday", "1", "first"])]);
        assert_eq!(check(LIST), Ok(()));
    }

    #[test]
    fn a_list_with_a_packed_column_is_told() {
        assert_eq!(packed("name*\tshare:packed\nana\t9\nben\t0\n"), Some(vec![("ana", 9), ("ben", 0)]));
        assert_eq!(packed(LIST), None);
        assert!(check("name*\tshare:packed\nana\t256\n").is_err());
    }

    #[test]
    fn a_bad_row_is_named_with_its_line() {
        for (row, reason) in [
            ("june\tmonth\tsix", "line 6: \"six\" in column \"number\" is no number"),
            ("june\tmoth\t6", "line 6: \"moth\" in column \"kind\" is none of month, weekday"),
            ("june\tmonth", "line 6: column \"number\" is empty"),
            ("june\tmonth\t6\t\tmore", "line 6: 5 cells for 4 columns"),
            ("may\tmonth\t5", "line 6: may is in the list twice"),
        ] {
            assert_eq!(check(&format!("{LIST}{row}\n")).expect_err(row).to_string(), reason);
        }
    }
}
