//! What a file is: by its content first, by its name where content does not tell.

use std::path::Path;

use serde::{Deserialize, Serialize};

/// Kinds of input files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One document a file: text or HTML.
    Document,
    /// A JSON object a line.
    Jsonl,
    /// Rows with a header line; comma, semicolon or tab.
    Csv,
    /// Apache Parquet.
    Parquet,
    /// A web archive: `.warc` with responses or `.wet` with plain text.
    Warc,
}

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compression {
    None,
    Gzip,
    Zstd,
}

impl Compression {
    pub fn of(magic: &[u8]) -> Self {
        match magic {
            [0x1f, 0x8b, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Self::Zstd,
            _ => Self::None,
        }
    }
}

const DOCUMENTS: [&str; 6] = ["txt", "text", "html", "htm", "xhtml", "md"];
const JSONL: [&str; 3] = ["jsonl", "ndjson", "jsonlines"];
const CSV: [&str; 2] = ["csv", "tsv"];
const OTHERS: [&str; 3] = ["parquet", "warc", "wet"];

impl Kind {
    /// From the first bytes of a file, unpacked, and its name.
    pub(super) fn of(head: &[u8], name: &str) -> Self {
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        let extension = extension(name).unwrap_or_default();
        if head.starts_with(b"PAR1") {
            Self::Parquet
        } else if text.starts_with(b"WARC/") {
            Self::Warc
        } else if JSONL.contains(&extension.as_str()) || starts_with_object(text) {
            Self::Jsonl
        } else if CSV.contains(&extension.as_str()) {
            Self::Csv
        } else {
            Self::Document
        }
    }
}

/// True if the first line is a JSON object; of a line longer than the head, the beginning must do.
fn starts_with_object(text: &[u8]) -> bool {
    if !text.starts_with(b"{") {
        return false;
    }
    match memchr(text) {
        Some(end) => serde_json::from_slice::<serde::de::IgnoredAny>(&text[..end]).is_ok(),
        None => text[1..].trim_ascii_start().starts_with(b"\""),
    }
}

fn memchr(text: &[u8]) -> Option<usize> {
    text.iter().position(|&b| b == b'\n')
}

/// The last part of a file's name behind a dot, in lower case, without what tells the compression.
fn extension(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase();
    let name = [".gz", ".zst", ".zstd"].iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(&name);
    name.rsplit_once('.').map(|(_, extension)| extension.to_owned())
}

/// True for files of a folder that are taken.
pub(super) fn is_known(path: &Path) -> bool {
    let known = [&DOCUMENTS[..], &JSONL, &CSV, &OTHERS].concat();
    path.file_name().and_then(|name| extension(&name.to_string_lossy())).is_some_and(|x| known.contains(&x.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_wins_over_name() {
        for (head, name, kind) in [
            ("WARC/1.0\r\n", "crawl.txt", Kind::Warc),
            ("PAR1....", "data", Kind::Parquet),
            ("{\"text\": \"A\"}\n{", "dump.txt", Kind::Jsonl),
            ("{Reuters} - The mayor\n", "story.txt", Kind::Document),
            ("not json\n", "stories.JSONL.gz", Kind::Jsonl),
            ("id,text\n1,A\n", "stories.csv.zst", Kind::Csv),
            ("id,text\n1,A\n", "stories.txt", Kind::Document),
            ("", "empty", Kind::Document),
        ] {
            assert_eq!(Kind::of(head.as_bytes(), name), kind, "{name}");
        }
    }

    #[test]
    fn folders_give_files_of_known_kinds() {
        assert!(is_known(Path::new("a/Story.HTML.gz")));
        assert!(!is_known(Path::new("a/picture.png")));
        assert!(!is_known(Path::new("a/archive.gz")));
    }
}
