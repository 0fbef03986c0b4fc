//! Records, a line of JSON each, packed or not.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use nutgraf::{Offsets, Record};
use serde_json::Value;

use super::wanted::Wanted;
use crate::error::{Error, Result};

/// The longest line read: a record of the longest text, escaped, with its facts.
const LONGEST_LINE: u64 = 1 << 30;

/// Calls `each` with the rows of every record, a list a table asked for, in the order of the file.
pub(super) fn articles(path: &Path, wanted: &[Wanted], each: &mut dyn FnMut(Vec<Vec<Vec<Value>>>) -> Result<()>) -> Result<()> {
    let mut reader = open(path)?;
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        reader.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line).map_err(Error::io("reading", path))?;
        if line.is_empty() {
            break;
        }
        let record: Record = serde_json::from_slice(&line)
            .map_err(|error| Error::file(path, format!("line {number} is no record of nutgraf: {error}")))?;
        let record = record.with_offsets(Offsets::CodePoint);
        each(wanted.iter().map(|want| rows(&record, want)).collect())?;
    }
    Ok(())
}

fn rows(record: &Record, want: &Wanted) -> Vec<Vec<Value>> {
    let places: Vec<_> = want.columns.iter().map(|column| want.table.names().position(|name| name == *column)).collect();
    let cells = |mut row: Vec<Value>| {
        places.iter().map(|place| place.and_then(|i| row.get_mut(i)).map(Value::take).unwrap_or_default()).collect()
    };
    want.table.json(record).into_iter().map(cells).collect()
}

fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    let io = |error| Error::io("reading", path)(error);
    let mut file = BufReader::new(File::open(path).map_err(io)?);
    let start = file.fill_buf().map_err(io)?;
    Ok(if start.starts_with(&[0x1f, 0x8b]) {
        Box::new(BufReader::new(MultiGzDecoder::new(file)))
    } else if start.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        Box::new(BufReader::new(zstd::stream::read::Decoder::with_buffer(file).map_err(io)?))
    } else {
        Box::new(file)
    })
}
