//! Reading data sets: JSONL, gzipped or not.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, Result};
use flate2::read::MultiGzDecoder;
use serde::de::DeserializeOwned;

/// The documents of a JSONL file, as `T`.
///
/// # Errors
/// If the file can't be read or a line is no `T`; the message names file and line.
pub fn jsonl<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let reader = BufReader::new(open(path)?);
    let lines = reader.lines().enumerate().filter(|(_, line)| line.as_ref().map_or(true, |line| !line.trim().is_empty()));
    let parse = |(i, line): (usize, std::io::Result<String>)| {
        line.map_err(anyhow::Error::from)
            .and_then(|line| Ok(serde_json::from_str(&line)?))
            .with_context(|| format!("reading {}, line {}", path.display(), i + 1))
    };
    lines.map(parse).collect()
}

/// A file's content, unpacked if its name ends in `.gz`.
///
/// # Errors
/// If it can't be opened.
pub fn open(path: &Path) -> Result<Box<dyn Read>> {
    let file = File::open(path).with_context(|| format!("opening {}", path.display()))?;
    Ok(if path.extension().is_some_and(|ext| ext == "gz") { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) })
}
