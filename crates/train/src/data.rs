//! Reading data sets: JSONL, gzipped or not; code points; licences.

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

/// A file's content, unpacked if its name ends in `.gz`. What is packed among the real data may lie there plain, as in the fixture.
///
/// # Errors
/// If it can't be opened.
pub fn open(path: &Path) -> Result<Box<dyn Read>> {
    let plain = path.with_extension("");
    let path = if path.extension().is_some_and(|ext| ext == "gz") && !path.exists() && plain.exists() { &plain } else { path };
    let file = File::open(path).with_context(|| format!("opening {}", path.display()))?;
    Ok(if path.extension().is_some_and(|ext| ext == "gz") { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) })
}

/// A whole file as text, unpacked if its name ends in `.gz`.
///
/// # Errors
/// If it can't be read or is no UTF-8.
pub fn text(path: &Path) -> Result<String> {
    let mut text = String::new();
    open(path)?.read_to_string(&mut text).with_context(|| format!("reading {}", path.display()))?;
    Ok(text)
}

/// Where each code point of a text begins, in bytes, and where the text ends: data sets count code points.
pub fn code_points(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// True if weights learned under this licence may be shipped: it is not for non-commercial use alone, and named.
pub fn is_free(license: &str) -> bool {
    !license.contains("NC") && !license.contains("see GUM LICENSE")
}
