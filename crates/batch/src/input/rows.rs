//! Inputs with a document a row: JSON lines and CSV.

use std::io::{self, BufRead, Read};

use super::object;
use super::{Fault, MAX_ROW, Sources, is_broken_member};
use crate::columns::{Chosen, Columns, ROLES, Row};
use crate::error::Reason;

/// A JSON object a line.
pub(super) struct Jsonl<R> {
    reader: R,
    name: String,
    columns: Columns,
    line: Vec<u8>,
    number: u64,
    done: bool,
}

impl<R: BufRead> Jsonl<R> {
    pub fn new(reader: R, name: String, columns: Columns) -> Self {
        Self { reader, name, columns, line: Vec::new(), number: 0, done: false }
    }

    /// Reads the next line into `self.line`; false at the end.
    fn read_line(&mut self) -> Result<bool, Fault> {
        self.line.clear();
        self.number += 1;
        let limit = MAX_ROW as u64;
        let read = self.reader.by_ref().take(limit).read_until(b'\n', &mut self.line);
        match read {
            Ok(0) => Ok(false),
            Ok(n) if n as u64 == limit && !self.line.ends_with(b"\n") => {
                self.line = Vec::new();
                self.skip_line().map_err(|error| self.broken(&error))?;
                Err(Fault::new(Reason::TooLong, format!("line {} is longer than {MAX_ROW} bytes", self.number)))
            }
            Ok(_) => Ok(true),
            Err(error) => Err(self.broken(&error)),
        }
    }

    fn broken(&mut self, error: &io::Error) -> Fault {
        self.done = !is_broken_member(error);
        Fault::io(error)
    }

    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.reader.fill_buf()?;
            let (used, ended) = match buffer.iter().position(|&b| b == b'\n') {
                Some(at) => (at + 1, true),
                None => (buffer.len(), buffer.is_empty()),
            };
            self.reader.consume(used);
            if ended {
                return Ok(());
            }
        }
    }
}

impl<R: BufRead> Iterator for Jsonl<R> {
    type Item = Result<nutgraf::Source<'static>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            match self.read_line() {
                Ok(false) => self.done = true,
                Ok(true) => {}
                Err(fault) => return Some(Err(fault)),
            }
            let line = self.line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.line).trim_ascii();
            if line.is_empty() {
                continue;
            }
            let id = || format!("{}:{}", self.name, self.number);
            return Some(match object::source(line, &self.columns, id) {
                Err(error) => Err(Fault::new(Reason::Format, format!("line {}: {error}", self.number)).with_id(id())),
                Ok(source) => source.ok_or_else(|| no_text(&format!("line {}", self.number)).with_id(id())),
            });
        }
        None
    }
}

pub(super) fn no_text(place: &str) -> Fault {
    Fault::new(Reason::NoText, format!("{place} has no text: name its column with --text or --html"))
}

/// Rows with a header line; the separator is what the header has most of.
pub(super) fn csv(mut reader: impl BufRead + Send + 'static, name: String, columns: &Columns) -> Result<Sources, Fault> {
    let head = reader.fill_buf().map_err(|error| Fault::io(&error))?;
    let header = head.split(|&b| b == b'\n').next().unwrap_or_default();
    let count = |separator: u8| header.split(|&b| b == separator).count();
    let delimiter = [b',', b'\t', b';'].into_iter().rev().max_by_key(|&separator| count(separator)).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(reader);

    let headers = reader.byte_headers().map_err(|error| csv_fault(error, 0))?;
    let headers: Vec<_> = headers.iter().map(|h| String::from_utf8_lossy(h).trim_start_matches('\u{feff}').to_owned()).collect();
    let names: Vec<_> = headers.iter().map(String::as_str).collect();
    let chosen = choose(columns, &names)?;
    let kept: Vec<(usize, String)> = columns.kept(&names);
    let mut number = 0;
    let rows = std::iter::from_fn(move || {
        let mut record = csv::ByteRecord::new();
        number += 1;
        match reader.read_byte_record(&mut record) {
            Ok(false) => None,
            Err(error) => Some(Err(csv_fault(error, number))),
            Ok(true) => {
                let mut row = Row::default();
                for (role, column) in ROLES.into_iter().zip(chosen) {
                    if let Some(cell) = column.and_then(|column| record.get(column)) {
                        row.set(role, String::from_utf8_lossy(cell).into_owned());
                    }
                }
                for (column, name) in &kept {
                    let cell = record.get(*column).map(String::from_utf8_lossy);
                    row.keep(name, cell.filter(|cell| !cell.is_empty()).into());
                }
                Some(row.into_source(|| format!("{name}:{number}")).ok_or_else(|| no_text(&format!("row {number}"))))
            }
        }
    });
    // An error of the disk would come again and again.
    let mut dead = false;
    Ok(Box::new(
        rows.take_while(move |row| {
            !std::mem::replace(&mut dead, matches!(row, Err(fault) if fault.reason == Reason::Unreadable))
        }),
    ))
}

fn csv_fault(error: csv::Error, number: u64) -> Fault {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Fault::io(&error),
        kind => Fault::new(Reason::Format, format!("row {number}: {}", csv_message(&kind))),
    }
}

fn csv_message(kind: &csv::ErrorKind) -> String {
    match kind {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!("{len} cells in place of {expected_len}"),
        kind => format!("{kind:?}"),
    }
}

/// The columns that matter, if there is one with text.
pub(super) fn choose(columns: &Columns, names: &[&str]) -> Result<Chosen, Fault> {
    if let Some(missing) = columns.missing(names) {
        return Err(Fault::new(Reason::Format, format!("there is no column {missing:?}, only {}", names.join(", "))));
    }
    let chosen = columns.choose(names.iter().copied());
    if chosen[0].is_none() && chosen[1].is_none() {
        return Err(Fault::new(
            Reason::NoText,
            format!("no column looks like text among {}: name it with --text or --html", names.join(", ")),
        ));
    }
    Ok(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jsonl(lines: &str) -> Vec<Result<nutgraf::Source<'static>, Fault>> {
        Jsonl::new(lines.as_bytes(), "a.jsonl".into(), Columns::default()).collect()
    }

    #[test]
    fn a_bad_line_costs_only_itself() {
        let rows = jsonl(
            "{\"text\": \"A\", \"id\": 7, \"tags\": [1, {}]}\n\n{\"text\":\n{\"title\": \"B\"}\n{\"body\": \"C\", \"date\": \"2025-11-03T10:00Z\"}",
        );
        assert_eq!(rows.len(), 4);
        assert_eq!(rows[0].as_ref().unwrap().id.as_deref(), Some("7"));
        assert_eq!(rows[1].as_ref().unwrap_err().reason, Reason::Format);
        assert_eq!(rows[2].as_ref().unwrap_err().reason, Reason::NoText);
        let last = rows[3].as_ref().unwrap();
        assert_eq!(last.id.as_deref(), Some("a.jsonl:5"));
        assert_eq!(last.published.as_deref(), Some("2025-11-03T10:00Z"));
    }

    #[test]
    fn csv_takes_the_separator_of_its_header() {
        for text in ["id,text\n1,\"A, B\"\n2,C\n", "id;text\n1;\"A, B\"\n2;C\n", "id\ttext\n1\tA, B\n2\tC\n"] {
            let rows: Vec<_> = csv(io::Cursor::new(text), "a.csv".into(), &Columns::default()).unwrap().collect();
            let ids: Vec<_> = rows.iter().map(|row| row.as_ref().unwrap().id.as_deref().unwrap()).collect();
            assert_eq!(ids, ["1", "2"]);
        }
    }

    #[test]
    fn a_table_without_text_says_so() {
        let fault = csv(io::Cursor::new("a,b\n1,2\n"), "a.csv".into(), &Columns::default()).err().unwrap();
        assert_eq!(fault.reason, Reason::NoText);
    }
}
