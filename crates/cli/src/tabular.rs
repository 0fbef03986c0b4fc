//! Tables on standard output: one rule of forms for all commands that print rows.

use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use serde_json::Value;

use nutgraf_batch::guarded;

use crate::terminal::{harmless, harmless_json, one_line};

/// Forms in which a table is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// For people
    Table,
    /// Comma-separated, with a header
    Csv,
    /// Separated by tabs, with a header
    Tsv,
    /// A JSON object a row
    Jsonl,
}

/// In which form rows are printed.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct FormArgs {
    /// In which form [default: table on a terminal, else csv]
    #[arg(long, value_name = "FORM", help_heading = "Output")]
    to: Option<Form>,

    /// Cells of CSV and TSV as they are; otherwise an apostrophe keeps spreadsheets from running ones that begin with = + - @ as formulas
    #[arg(long, help_heading = "Output")]
    raw: bool,
}

impl FormArgs {
    /// The form asked for, or the one that fits standard output.
    pub fn form(self) -> Form {
        self.to.unwrap_or(if io::stdout().is_terminal() { Form::Table } else { Form::Csv })
    }

    /// Begins a table with these columns on standard output.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn rows(self, columns: impl Iterator<Item = &'static str>) -> io::Result<Rows<io::StdoutLock<'static>>> {
        let mut rows = Rows::new(io::stdout().lock(), self.form(), columns)?;
        (rows.raw, rows.clean) = (self.raw, io::stdout().is_terminal());
        Ok(rows)
    }
}

/// Writes rows, the header before the first one.
pub struct Rows<W> {
    out: W,
    form: Form,
    columns: Vec<&'static str>,
    /// Cells that look like formulas stay as they are.
    raw: bool,
    /// Control characters would steer the terminal.
    clean: bool,
}

impl<W: Write> Rows<W> {
    fn new(mut out: W, form: Form, columns: impl Iterator<Item = &'static str>) -> io::Result<Self> {
        let columns: Vec<_> = columns.collect();
        if matches!(form, Form::Csv | Form::Tsv) {
            let names = columns.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
            out.write_all(line(form, &names).as_bytes())?;
        }
        Ok(Self { out, form, columns, raw: false, clean: false })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn row(&mut self, cells: Vec<Value>) -> io::Result<()> {
        if self.form == Form::Jsonl {
            let object: serde_json::Map<_, _> = self
                .columns
                .iter()
                .zip(cells)
                .filter(|(_, cell)| !cell.is_null())
                .map(|(name, cell)| ((*name).into(), cell))
                .collect();
            return writeln!(self.out, "{}", harmless_json(&Value::Object(object).to_string()));
        }
        let text = |cell: Value| match cell {
            Value::Null => String::new(),
            Value::String(text) if !self.raw && self.form != Form::Table => guarded(&text).into_owned(),
            Value::String(text) => text,
            other => other.to_string(),
        };
        let mut row = line(self.form, &cells.into_iter().map(text).collect::<Vec<_>>());
        if self.clean {
            row = harmless(&row).into_owned();
        }
        self.out.write_all(row.as_bytes())
    }
}

/// A row as text. Cells of CSV that need it stand in double quotes (RFC 4180, lines end in a line feed); those of TSV lose tabs and breaks.
fn line(form: Form, cells: &[String]) -> String {
    let cell = |cell: &String| match form {
        Form::Csv if cell.contains(['"', ',', '\n', '\r']) => format!("\"{}\"", cell.replace('"', "\"\"")),
        Form::Csv => cell.clone(),
        _ => one_line(cell),
    };
    let separator = if form == Form::Csv { "," } else { "\t" };
    cells.iter().map(cell).collect::<Vec<_>>().join(separator) + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_keeps_the_cells_apart() {
        let row = vec![Value::from("a, \"b\"\tc"), Value::Null, Value::from(-1)];
        for (form, expected) in [
            (Form::Csv, "x,y,z\n\"a, \"\"b\"\"\tc\",,-1\n"),
            (Form::Tsv, "x\ty\tz\na, \"b\" c\t\t-1\n"),
            (Form::Jsonl, "{\"x\":\"a, \\\"b\\\"\\tc\",\"z\":-1}\n"),
        ] {
            let mut out = Vec::new();
            Rows::new(&mut out, form, ["x", "y", "z"].into_iter()).and_then(|mut rows| rows.row(row.clone())).expect("written");
            assert_eq!(String::from_utf8_lossy(&out), expected);
        }
    }

    #[test]
    fn a_cell_is_no_formula() {
        for (form, raw, expected) in [
            (Form::Csv, false, "x\n'=1+1\n"),
            (Form::Tsv, false, "x\n'=1+1\n"),
            (Form::Csv, true, "x\n=1+1\n"),
            (Form::Table, false, "=1+1\n"),
            (Form::Jsonl, false, "{\"x\":\"=1+1\"}\n"),
        ] {
            let mut out = Vec::new();
            let mut rows = Rows::new(&mut out, form, ["x"].into_iter()).expect("a vector takes all");
            rows.raw = raw;
            rows.row(vec![Value::from("=1+1")]).expect("a vector takes all");
            assert_eq!(String::from_utf8_lossy(&out), expected);
        }
    }
}
