//! A file that is one document, unpacked: what `nutgraf.extract(Path(...))` reads.

use std::io::Read;

use super::kind::{Compression, HEAD, Kind};

/// The document in a file's bytes, unpacked; of a long one no more than the extractor reads, and somewhat more, so that it says so.
///
/// # Errors
/// In words, if it can't be unpacked or holds a table of documents.
pub fn read_document(bytes: &[u8], name: &str, max_bytes: usize) -> Result<Vec<u8>, String> {
    let mut unpacked = Vec::new();
    let read = Compression::of(bytes).reader(bytes).take(max_bytes as u64 + 8).read_to_end(&mut unpacked);
    read.map_err(|error| format!("unpacking {name}: {error}"))?;
    match Kind::of(&unpacked[..unpacked.len().min(HEAD)], name) {
        Kind::Document => Ok(unpacked),
        kind => Err(format!("{name} holds {}: read it with nutgraf.iter_corpus({name:?})", kind.in_words())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_document_is_unpacked_and_a_table_is_sent_elsewhere() {
        let packed = zstd::encode_all(&b"<p>One story.</p>"[..], 0).expect("packed");
        assert_eq!(read_document(&packed, "a.html.zst", 100).as_deref(), Ok(&b"<p>One story.</p>"[..]));
        assert_eq!(read_document(&packed, "a.html.zst", 1).map(|bytes| bytes.len()), Ok(9));
        let refused = read_document(b"id,text\n1,A\n", "a.csv", 100).expect_err("a table");
        assert_eq!(refused, "a.csv holds a table (CSV): read it with nutgraf.iter_corpus(\"a.csv\")");
        assert!(read_document(b"\x1f\x8b\x08\0broken", "a.gz", 100).is_err_and(|error| error.starts_with("unpacking a.gz")));
    }
}
