//! JSON lines: a document a row; and what all rows have in common.

use std::io::{self, BufRead, Read};

use super::fault::{Fault, is_broken_member};
use super::kind::MAX_ROW;
use super::object;
use super::options::ReadOptions;
use crate::columns::{Chosen, Columns};
use crate::error::Reason;

/// A JSON object a line.
pub(super) struct Jsonl<R> {
    reader: R,
    name: String,
    options: ReadOptions,
    line: Vec<u8>,
    number: u64,
    done: bool,
}

impl<R: BufRead> Jsonl<R> {
    pub fn new(reader: R, name: String, options: &ReadOptions) -> Self {
        Self { reader, name, options: options.clone(), line: Vec::new(), number: 0, done: false }
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
            return Some(match object::source(line, &self.options, id) {
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
        let options = ReadOptions { max_bytes: 1 << 20, ..ReadOptions::default() };
        Jsonl::new(lines.as_bytes(), "a.jsonl".into(), &options).collect()
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
}
