//! HTTP responses as web archives keep them: chunks joined, content codings undone, whatever of both the crawler left.

use std::io::{self, Read};

use super::kind::MAX_ROW;

/// A page out of a response.
#[derive(Debug)]
pub(super) struct Page {
    /// What the response says that it is.
    pub content_type: Option<String>,
    /// Its bytes, unpacked.
    pub body: Vec<u8>,
    /// What is wrong with it.
    pub note: Option<String>,
}

/// The page in a response of status 200; none if it holds something else.
pub(super) fn page(block: &[u8]) -> Option<Page> {
    let mut rest = block;
    let status = line(&mut rest)?;
    if status.split(|&b| b == b' ').nth(1).map(<[u8]>::trim_ascii) != Some(b"200") {
        return None;
    }
    let (mut content_type, mut encoding, mut chunked) = (None, String::new(), false);
    while let Some((name, value)) = field(line(&mut rest)?) {
        match name.to_ascii_lowercase().as_str() {
            "content-type" => content_type = Some(value),
            "content-encoding" => encoding = value.to_ascii_lowercase(),
            "transfer-encoding" => chunked = value.to_ascii_lowercase().ends_with("chunked"),
            _ => {}
        }
    }
    if content_type.as_deref().is_some_and(|kind| !is_page(kind)) {
        return None;
    }
    // Crawlers differ: some store the body as it came, some undo the encodings but keep the headers.
    let (body, is_cut) = if chunked { unchunked(rest).unwrap_or((rest.to_vec(), false)) } else { (rest.to_vec(), false) };
    let (body, is_broken) = unpacked(body, &encoding);
    if body.is_empty() && is_broken || content_type.is_none() && !is_markup(&body) {
        return None;
    }
    let note = match (is_cut, is_broken) {
        (true, _) => Some("the body of the response is cut off: its last chunk is missing".to_owned()),
        (_, true) => Some("the body of the response is cut off or broken where it is packed".to_owned()),
        _ => None,
    };
    Some(Page { content_type, body, note })
}

/// Name and value of a header line; none for the blank line that ends the header.
pub(super) fn field(line: &[u8]) -> Option<(String, String)> {
    let line = line.trim_ascii();
    if line.is_empty() {
        return None;
    }
    let at = line.iter().position(|&b| b == b':').unwrap_or(line.len());
    let (name, value) = line.split_at(at);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes.trim_ascii()).into_owned();
    Some((text(name), text(value.strip_prefix(b":").unwrap_or_default())))
}

/// True for types that can hold an article.
pub(super) fn is_page(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(kind.as_str(), "text/html" | "application/xhtml+xml" | "text/plain")
}

/// Takes a line with its break off the front.
fn line<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let at = rest.iter().position(|&b| b == b'\n')?;
    let (line, after) = rest.split_at(at + 1);
    *rest = after;
    Some(line)
}

/// True for bytes that begin as pages do.
fn is_markup(body: &[u8]) -> bool {
    let start = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii_start();
    start.starts_with(b"<") && start.get(1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'!' | b'?'))
}

/// The body of a chunked response, and true if it was cut off; none if it isn't chunked in fact.
fn unchunked(mut rest: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut body = Vec::with_capacity(rest.len());
    let mut is_first = true;
    loop {
        let size = rest.iter().position(|&b| b == b'\n').and_then(|at| Some((at, chunk_size(&rest[..at])?)));
        let Some((at, size)) = size else { return (!is_first).then_some((body, true)) };
        rest = &rest[at + 1..];
        if size == 0 {
            return Some((body, false));
        }
        let Some(chunk) = rest.get(..size) else {
            body.extend_from_slice(rest);
            return Some((body, true));
        };
        body.extend_from_slice(chunk);
        rest = &rest[size..];
        rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        is_first = false;
    }
}

/// The size in the first line of a chunk.
fn chunk_size(line: &[u8]) -> Option<usize> {
    let size = std::str::from_utf8(line).ok()?.split(';').next()?.trim();
    usize::from_str_radix(size, 16).ok()
}

/// The body without its content codings, the last one first; true if a part of it was lost. A coding that is named and was undone
/// already is passed over, one that is there and not named is undone.
fn unpacked(mut body: Vec<u8>, encoding: &str) -> (Vec<u8>, bool) {
    /// Nobody packs a body more often.
    const MOST: usize = 4;
    let named = encoding.split(',').map(str::trim).filter(|name| !name.is_empty()).rev();
    let codings = named.chain([""]).take(MOST);
    for name in codings {
        let unpacked = match (name, body.as_slice()) {
            (_, [0x1f, 0x8b, 8, ..]) => read(flate2::read::MultiGzDecoder::new(body.as_slice())),
            (_, [0x28, 0xb5, 0x2f, 0xfd, ..]) => zstd::Decoder::new(body.as_slice()).map_or((Vec::new(), true), read),
            // Some send the bare stream under this name, without the head that the standard asks for.
            ("deflate", packed) if !is_markup(packed) => match read(flate2::read::ZlibDecoder::new(packed)) {
                (bytes, true) if bytes.is_empty() => read(flate2::read::DeflateDecoder::new(packed)),
                whole => whole,
            },
            ("br", packed) if !is_markup(packed) => read(brotli_decompressor::Decompressor::new(packed, 4096)),
            _ => continue,
        };
        // What can't be unpacked at all was not packed, whatever the header says.
        match unpacked {
            (bytes, true) if bytes.is_empty() => return if is_packed(&body) { (bytes, true) } else { (body, false) },
            (bytes, true) => return (bytes, true),
            (bytes, false) => body = bytes,
        }
    }
    (body, false)
}

/// True for bytes with the mark of a packing, or that are no text.
fn is_packed(body: &[u8]) -> bool {
    let head = &body[..body.len().min(512)];
    head.starts_with(&[0x1f, 0x8b]) || head.contains(&0)
}

/// All that comes out, at most [`MAX_ROW`] bytes, and true if an error ended it.
fn read(decoder: impl Read) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    let ended: io::Result<usize> = decoder.take(MAX_ROW as u64).read_to_end(&mut bytes);
    (bytes, ended.is_err())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn body(headers: &str, body: &[u8]) -> Option<(String, bool)> {
        let block = [format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").as_bytes(), body].concat();
        let page = page(&block)?;
        Some((String::from_utf8_lossy(&page.body).into_owned(), page.note.is_some()))
    }

    fn packed(text: &[u8], what: &str) -> Vec<u8> {
        let fast = flate2::Compression::fast();
        match what {
            "gzip" => {
                let mut to = flate2::write::GzEncoder::new(Vec::new(), fast);
                to.write_all(text).unwrap();
                to.finish().unwrap()
            }
            "zlib" => {
                let mut to = flate2::write::ZlibEncoder::new(Vec::new(), fast);
                to.write_all(text).unwrap();
                to.finish().unwrap()
            }
            "deflate" => {
                let mut to = flate2::write::DeflateEncoder::new(Vec::new(), fast);
                to.write_all(text).unwrap();
                to.finish().unwrap()
            }
            _ => zstd::encode_all(text, 1).unwrap(),
        }
    }

    #[test]
    fn every_coding_is_undone_named_or_not() {
        const PAGE: &[u8] = b"<p>The old bridge is closed</p>";
        let whole = Some((String::from_utf8_lossy(PAGE).into_owned(), false));
        // A Brotli stream of one uncompressed block.
        let brotli = [&[0x0b, 0x0f, 0x80][..], PAGE, &[0x03]].concat();
        for (name, bytes) in [
            ("gzip", packed(PAGE, "gzip")),
            ("x-gzip", packed(PAGE, "gzip")),
            ("deflate", packed(PAGE, "zlib")),
            ("deflate", packed(PAGE, "deflate")),
            ("zstd", packed(PAGE, "zstd")),
            ("br", brotli),
            ("deflate, gzip", packed(&packed(PAGE, "zlib"), "gzip")),
            ("identity", packed(PAGE, "gzip")),
            ("gzip", PAGE.to_vec()),
            ("br", PAGE.to_vec()),
        ] {
            assert_eq!(body(&format!("content-type: Text/HTML\r\nContent-Encoding: {name}"), &bytes), whole, "{name}");
        }
        let cut = packed(&PAGE.repeat(40), "gzip");
        let (text, noted) = body("Content-Type: text/html\r\nContent-Encoding: gzip", &cut[..cut.len() - 6]).unwrap();
        assert!(text.starts_with("<p>The old") && noted);
    }

    #[test]
    fn chunks_are_joined_as_far_as_they_go() {
        let chunked = "Content-Type: text/html\r\nTransfer-Encoding: chunked";
        let two = b"4\r\n<p>T\r\n6;x=1\r\nwo</p>\r\n";
        assert_eq!(body(chunked, &[&two[..], b"0\r\n\r\n"].concat()), Some(("<p>Two</p>".into(), false)));
        assert_eq!(body(chunked, two), Some(("<p>Two</p>".into(), true)));
        assert_eq!(body(chunked, &two[..15]), Some(("<p>T".into(), true)));
        assert_eq!(body(chunked, b"<p>Joined already</p>"), Some(("<p>Joined already</p>".into(), false)));
    }

    #[test]
    fn without_a_type_the_body_tells() {
        assert_eq!(body("Server: x", b"\n<!DOCTYPE html><p>A").unwrap().0, "\n<!DOCTYPE html><p>A");
        assert_eq!(body("Server: x", b"\x89PNG"), None);
    }
}
