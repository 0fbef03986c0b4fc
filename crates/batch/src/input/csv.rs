//! CSV: rows with a header line. A row is found first and taken apart afterwards, so that a stray quote costs its row and not
//! the rest of the file.

mod cells;
mod lines;

use std::io::{self, BufRead};

use nutgraf::Source;

use super::fault::{Fault, is_broken_member};
use super::kind::MAX_ROW;
use super::options::ReadOptions;
use super::rows::{choose, no_text};
use crate::columns::{Chosen, ROLES, Row};
use crate::error::Reason;
use cells::Cells;
use lines::Lines;

/// Lines after a quote that are looked at to tell a stray quote from a cell of many lines.
const LOOKED_AT: usize = 50;

/// The rows of a file.
pub(super) struct Rows<R> {
    lines: Lines<R>,
    delimiter: u8,
    parser: csv_core::Reader,
    cells: Cells,
    /// Cells of the header.
    width: usize,
    chosen: Chosen,
    /// Columns that are kept: where, and what they are called.
    kept: Vec<(usize, String)>,
    name: String,
    max_bytes: usize,
    number: u64,
    /// A broken member was passed over: what is no row up to the next one is a part of what was in it.
    lost: bool,
    done: bool,
}

/// Where a row ends, and what is odd about it.
#[derive(Debug, PartialEq, Eq)]
enum End {
    /// After so many bytes, its line break among them.
    At(usize),
    /// It begins a quoted cell that does not end as one should: what looks like its end is so many bytes on.
    Stray(usize),
    /// It is longer than [`MAX_ROW`].
    TooLong,
    /// There is nothing.
    None,
}

impl<R: BufRead> Rows<R> {
    /// Reads the header; the separator is what it has most of.
    pub fn open(mut reader: R, name: String, options: &ReadOptions) -> Result<Self, Fault> {
        let delimiter = delimiter(&mut reader).map_err(|error| Fault::io(&error))?;
        let mut rows = Self {
            lines: Lines { reader, bytes: Vec::new(), start: 0, ended: false },
            delimiter,
            parser: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            cells: Cells::default(),
            width: 0,
            chosen: Chosen::default(),
            kept: Vec::new(),
            name,
            max_bytes: options.max_bytes,
            number: 0,
            lost: false,
            done: false,
        };
        let length = match rows.end().map_err(|error| Fault::io(&error))? {
            End::At(length) | End::Stray(length) => length,
            End::TooLong => return Err(Fault::new(Reason::TooLong, format!("the header is longer than {MAX_ROW} bytes"))),
            End::None => 0,
        };
        rows.width = rows.cells_of(length);
        rows.lines.pass(length);
        let names: Vec<_> = rows.cells.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
        let names: Vec<_> = names.iter().map(|name| name.trim_start_matches('\u{feff}')).collect();
        rows.chosen = choose(&options.columns, &names)?;
        rows.kept = options.columns.kept(&names);
        Ok(rows)
    }

    /// Finds the end of the row that begins here, with the states of RFC 4180 and what `csv_core` makes of bytes that break it.
    fn end(&mut self) -> io::Result<End> {
        let mut state = State::CellStart;
        let (mut at, mut first_line) = (0, None);
        // Looked up once a row, or many quotes would make the time grow with the square.
        let mut rows_follow = None;
        loop {
            let Some(byte) = self.lines.byte(at)? else {
                return Ok(match (first_line, state) {
                    (Some(_), State::Quoted) => End::Stray(at),
                    _ if at == 0 => End::None,
                    _ => End::At(at),
                });
            };
            if at >= MAX_ROW {
                return Ok(if first_line.is_some() { End::Stray(at) } else { End::TooLong });
            }
            at += 1;
            state = match (state, byte) {
                (State::Quoted, b'"') => State::QuoteInQuoted,
                (State::Quoted, b'\n') => {
                    first_line.get_or_insert(at);
                    State::Quoted
                }
                (State::Quoted, _) => State::Quoted,
                (State::QuoteInQuoted, b'"') => State::Quoted,
                (_, b'\n' | b'\r') => {
                    let Some(first) = first_line else { return Ok(End::At(at)) };
                    // A cell of many lines, or what is between two stray quotes?
                    let agrees = self.width == 0 || self.cells_of(at) == self.width || !self.are_rows(first, at)?;
                    return Ok(if agrees { End::At(at) } else { End::Stray(at) });
                }
                (_, byte) if byte == self.delimiter => State::CellStart,
                (State::CellStart, b'"') => State::Quoted,
                (State::QuoteInQuoted, _) => {
                    if let (Some(first), None) = (first_line, rows_follow) {
                        let follow = self.are_rows(first, at)?;
                        if *rows_follow.insert(follow) {
                            return Ok(End::Stray(at));
                        }
                    }
                    State::Bare
                }
                (State::CellStart | State::Bare, _) => State::Bare,
            };
        }
    }

    /// True if most of the lines from `from` to the one that `to` is in look like rows of this table.
    fn are_rows(&mut self, from: usize, to: usize) -> io::Result<bool> {
        while !self.lines.ended && self.lines.rest().len() < MAX_ROW && !self.lines.rest()[to..].contains(&b'\n') {
            self.lines.more()?;
        }
        let (mut rows, mut lines, mut start) = (0, 0, from);
        while lines < LOOKED_AT && start < to {
            let line = &self.lines.rest()[start..];
            let length = line.iter().position(|&b| b == b'\n').unwrap_or(line.len());
            let cells = self.cells.parse(&mut self.parser, &line[..length]);
            rows += usize::from(length > 0 && cells == Some(self.width));
            lines += 1;
            start += length + 1;
        }
        Ok(rows * 2 > lines)
    }

    fn cells_of(&mut self, length: usize) -> usize {
        self.cells.parse(&mut self.parser, &self.lines.rest()[..length]).unwrap_or_default()
    }

    /// The row that begins here; none at the end of the file.
    fn row(&mut self) -> Result<Option<Source<'static>>, Fault> {
        loop {
            let end = self.end().map_err(|error| {
                self.lost = is_broken_member(&error);
                self.lines.forget();
                Fault::io(&error)
            })?;
            let length = match end {
                End::None => return Ok(None),
                End::At(length) => length,
                End::Stray(length) => {
                    self.number += 1;
                    return Err(self.stray(length));
                }
                End::TooLong => {
                    self.number += 1;
                    self.lines.pass_line().map_err(|error| Fault::io(&error))?;
                    return Err(Fault::new(Reason::TooLong, format!("row {} is longer than {MAX_ROW} bytes", self.number)));
                }
            };
            let count = self.cells.parse(&mut self.parser, &self.lines.rest()[..length]);
            self.lines.pass(length);
            if count == Some(0) || self.lost && count != Some(self.width) {
                continue;
            }
            self.lost = false;
            self.number += 1;
            if count.is_none() || self.cells.iter().skip(self.width).any(|cell| !cell.is_empty()) {
                let message = format!("row {} has more cells than the header: is a separator or a quote amiss?", self.number);
                return Err(Fault::new(Reason::Format, message));
            }
            let mut row = Row::new(self.max_bytes);
            for (role, column) in ROLES.into_iter().zip(self.chosen) {
                if let Some(cell) = column.and_then(|column| self.cells.get(column)) {
                    row.set_bytes(role, cell);
                }
            }
            for (column, name) in &self.kept {
                let cell = self.cells.get(*column).filter(|cell| !cell.is_empty());
                row.keep(name, cell.map(String::from_utf8_lossy).into());
            }
            let (name, number) = (&self.name, self.number);
            return row.into_source(|| format!("{name}:{number}")).map(Some).ok_or_else(|| no_text(&format!("row {number}")));
        }
    }

    /// Passes over a row with a quote that does not end: its first line, if rows follow; else all up to what may be its end.
    fn stray(&mut self, length: usize) -> Fault {
        let number = self.number;
        let line = self.lines.rest().iter().position(|&b| b == b'\n').map_or(length, |at| at + 1);
        let message = if self.are_rows(line, length).unwrap_or(false) {
            self.lines.pass(line);
            format!("row {number}: a quote that is not closed; reading goes on with the next line")
        } else {
            self.lines.pass(length);
            self.lost = true;
            format!("row {number}: a quote that is not closed; {length} bytes are left out")
        };
        Fault::new(Reason::Format, message)
    }
}

/// The separator: what the line `sep=;` before the header names, as spreadsheets write it, or what the header has most of.
fn delimiter(reader: &mut impl BufRead) -> io::Result<u8> {
    let head = reader.fill_buf()?;
    let mark = head.len() - head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).len();
    let header = head[mark..].split(|&b| b == b'\n').next().unwrap_or_default();
    let named = match header.trim_ascii_end() {
        // A tab is white space.
        b"sep=" => Some(b'\t'),
        &[b's', b'e', b'p', b'=', separator] => Some(separator),
        _ => None,
    };
    if let Some(separator) = named {
        let length = (mark + header.len() + 1).min(head.len());
        reader.consume(length);
        return Ok(separator);
    }
    let count = |separator: u8| header.split(|&b| b == separator).count();
    Ok([b',', b'\t', b';'].into_iter().rev().max_by_key(|&separator| count(separator)).unwrap_or(b','))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    CellStart,
    Bare,
    Quoted,
    QuoteInQuoted,
}

impl<R: BufRead> Iterator for Rows<R> {
    type Item = Result<Source<'static>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let row = self.row().transpose();
        self.done = row.is_none();
        row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<(String, String), Reason>> {
        let options = ReadOptions { max_bytes: 1 << 20, ..ReadOptions::default() };
        let rows = Rows::open(io::Cursor::new(text.to_owned()), "a.csv".into(), &options).unwrap();
        let texts = rows.map(|row| {
            let source = row.map_err(|fault| fault.reason)?;
            let nutgraf::Content::Text(text) = source.content else { unreachable!("a cell is text") };
            Ok((source.id.unwrap_or_default().into_owned(), text.into_owned()))
        });
        texts.collect()
    }

    #[allow(clippy::unnecessary_wraps, reason = "compared with rows that are results")]
    fn good(id: &str, text: &str) -> Result<(String, String), Reason> {
        Ok((id.to_owned(), text.to_owned()))
    }

    #[test]
    fn the_separator_is_what_the_header_has_most_of() {
        for text in [
            "id,text\n1,\"A, B\"\n2,C\n",
            "id;text\r\n1;\"A, B\"\r\n2;C",
            "\u{feff}id\ttext\n\n1\tA, B\r2\tC\r\n",
            "sep=|\r\nid|text\r\n1|A, B\r\n2|C\r\n",
        ] {
            assert_eq!(read(text), [good("1", "A, B"), good("2", "C")], "{text:?}");
        }
    }

    #[test]
    fn a_table_without_text_says_so() {
        let fault = Rows::open(io::Cursor::new("a,b\n1,2\n"), "a.csv".into(), &ReadOptions::default()).err().unwrap();
        assert_eq!(fault.reason, Reason::NoText);
    }

    #[test]
    fn cells_may_have_lines_and_quotes() {
        assert_eq!(
            read("id,text\n1,\"One\n\ntwo, three\n\"\"four\"\"\"\n2,The \"best\" one\n3,\"The \"best\" one\"\n4,\"open"),
            [
                good("1", "One\n\ntwo, three\n\"four\""),
                good("2", "The \"best\" one"),
                good("3", "The best\" one\""),
                good("4", "open")
            ]
        );
    }

    #[test]
    fn a_stray_quote_costs_its_row() {
        let rows = |n: usize| (2..n).map(|i| format!("{i},Text {i}\n")).collect::<Vec<_>>().concat();
        // To the end of the file, to a cell in quotes, and to a second stray quote.
        for text in [
            format!("id,text\n1,\"One\n{}", rows(500)),
            format!("id,text\n1,\"One\n{}500,\"in quotes\"\n501,Last\n", rows(400)),
            format!("id,text,section\n1,\"One,x\n{}90,\"Last\",y\n", rows(80).replace('\n', ",z\n")),
        ] {
            let results = read(&text);
            assert_eq!(results.iter().filter(|row| row.is_err()).count(), 1, "{text}");
            assert_eq!(results.len(), text.lines().count() - 1);
        }
    }

    #[test]
    fn a_text_cut_off_in_a_quote_is_one_failure() {
        let text = "id,text\n1,One\n2,\"A long story\nof many lines\nwithout an end\n";
        assert_eq!(read(text), [good("1", "One"), Err(Reason::Format)]);
    }

    #[test]
    fn a_row_with_too_many_cells_is_not_cut_in_silence() {
        assert_eq!(read("id,text\n1,Yes, no\n2,Maybe,\n3\n"), [Err(Reason::Format), good("2", "Maybe"), Err(Reason::NoText)]);
    }

    #[test]
    fn a_row_without_end_is_passed_over() {
        let text = format!("id,text\n1,\"{}\n2,Two\n", "a word of text. ".repeat(MAX_ROW / 16 + 1000));
        assert_eq!(read(&text), [Err(Reason::TooLong), good("2", "Two")]);
    }

    #[test]
    fn many_quotes_are_read_in_linear_time() {
        for unit in [",\"a\"b\n", "\"\"\"\n,", "\"a\n", ",\"\n\n\"x,", "\"", "\",\"\n"] {
            assert!(read(&format!("id,text\n{}", unit.repeat(2_000_000 / unit.len()))).len() <= 2_000_000);
        }
    }
}
