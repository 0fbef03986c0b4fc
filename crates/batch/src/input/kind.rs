//! What a file is: by its content first, by its name where content does not tell.

use std::io::{BufRead, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::broken::OneError;
use super::members::{Gzip, Members, Zstd, is_skippable};

/// Longest line or record taken; a longer one is a failure.
pub(super) const MAX_ROW: usize = 32 << 20;

/// How much of a file is looked at to tell what it is.
pub(super) const HEAD: usize = 64 << 10;

/// Kinds of input files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One document a file: text or HTML.
    Document,
    /// JSON objects over any number of lines, alone or in an array.
    Json,
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
    Xz,
    Bzip2,
}

/// The most memory that an xz file may ask for, in KiB: what its strongest usual setting takes.
const XZ_MEMORY: u32 = 128 << 10;

impl Compression {
    pub fn of(magic: &[u8]) -> Self {
        match magic {
            [0x1f, 0x8b, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Self::Zstd,
            // A file may begin with a frame that holds no data: an index, a version.
            &[a, b, c, d, ..] if is_skippable([a, b, c, d]) => Self::Zstd,
            [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => Self::Xz,
            [b'B', b'Z', b'h', b'1'..=b'9', ..] => Self::Bzip2,
            _ => Self::None,
        }
    }

    /// Reads what is packed in there.
    pub fn reader<'a>(self, packed: impl BufRead + Send + 'a) -> Box<dyn Read + Send + 'a> {
        match self {
            Self::None => Box::new(packed),
            Self::Gzip => Box::new(Members::<Gzip, _>::new(packed)),
            Self::Zstd => Box::new(Members::<Zstd, _>::new(packed)),
            Self::Xz => Box::new(OneError::new(lzma_rust2::XzReader::new_mem_limit(packed, true, XZ_MEMORY))),
            Self::Bzip2 => Box::new(OneError::new(bzip2::bufread::MultiBzDecoder::new(packed))),
        }
    }
}

const DOCUMENTS: [&str; 6] = ["txt", "text", "html", "htm", "xhtml", "md"];
const JSON: [&str; 1] = ["json"];
const JSONL: [&str; 3] = ["jsonl", "ndjson", "jsonlines"];
const CSV: [&str; 2] = ["csv", "tsv"];
const OTHERS: [&str; 3] = ["parquet", "warc", "wet"];

impl Kind {
    /// What such a file holds.
    pub(super) fn in_words(self) -> &'static str {
        match self {
            Self::Document => "a document",
            Self::Json => "a table (JSON)",
            Self::Jsonl => "a table (JSON lines)",
            Self::Csv => "a table (CSV)",
            Self::Parquet => "a table (Parquet)",
            Self::Warc => "a web archive",
        }
    }

    /// From the first bytes of a file, unpacked, and its name.
    pub(super) fn of(head: &[u8], name: &str) -> Self {
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        let extension = extension(name).unwrap_or_default();
        if head.starts_with(b"PAR1") {
            Self::Parquet
        } else if text.starts_with(b"WARC/") {
            Self::Warc
        } else if JSONL.contains(&extension.as_str()) && !text.starts_with(b"[") {
            Self::Jsonl
        } else if let Some(kind) = json(text) {
            kind
        } else if CSV.contains(&extension.as_str()) {
            Self::Csv
        } else {
            Self::Document
        }
    }
}

/// Which kind of JSON it is, if it is any: lines whose first one is whole, or objects that go over lines or stand in an array. Of a line
/// longer than the head, the beginning must do.
fn json(text: &[u8]) -> Option<Kind> {
    let inside = text.get(1..)?.trim_ascii_start();
    if text.starts_with(b"[") {
        return (inside.starts_with(b"{") && opens(inside) || inside.starts_with(b"]")).then_some(Kind::Json);
    }
    if !opens(text) {
        return None;
    }
    let Some(end) = memchr(text) else { return Some(Kind::Jsonl) };
    let line = text[..end].trim_ascii_end();
    let goes_on = line.ends_with(b"{") || line.ends_with(b"[") || line.ends_with(b",");
    Some(if goes_on { Kind::Json } else { Kind::Jsonl })
}

/// True for the beginning of an object: a brace, then a string or the other brace.
fn opens(text: &[u8]) -> bool {
    let inside = text.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    inside.is_some_and(|inside| inside.starts_with(b"\"") || inside.starts_with(b"}"))
}

fn memchr(text: &[u8]) -> Option<usize> {
    text.iter().position(|&b| b == b'\n')
}

/// The last part of a file's name behind a dot, in lower case, without what tells the compression.
fn extension(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase();
    let name = [".gz", ".zst", ".zstd", ".xz", ".bz2"].iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(&name);
    name.rsplit_once('.').map(|(_, extension)| extension.to_owned())
}

/// True for files of a folder that are taken.
pub(super) fn is_known(path: &Path) -> bool {
    let known = [&DOCUMENTS[..], &JSON, &JSONL, &CSV, &OTHERS].concat();
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
            ("{\n  \"text\": \"A\"\n}\n", "story.txt", Kind::Json),
            ("{\"text\": \"A\",\n \"id\": 1}\n", "story", Kind::Json),
            ("{\"text\": NaN}\n{", "dump.txt", Kind::Jsonl),
            ("\u{feff}[\n{\"text\": \"A\"}]", "stories.json", Kind::Json),
            ("[{\"text\": \"A\"}]", "stories.jsonl", Kind::Json),
            ("[Reuters] The mayor\n", "story.txt", Kind::Document),
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
