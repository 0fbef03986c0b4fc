//! Bytes to text: which encoding, and whether it is text at all.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Decoded bytes.
#[derive(Debug)]
pub struct Decoded<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// The encoding it was in.
    pub encoding: &'static Encoding,
    /// The offsets of the first bytes that were not valid in it, in the text, and how many there were.
    pub broken: (Vec<usize>, usize),
}

/// How many places of broken bytes are named.
const NAMED: usize = 5;

/// How far into a page its encoding is declared.
const DECLARED_WITHIN: usize = 2048;

/// Decodes bytes. What they say of themselves comes first: a byte order mark, the header, a meta tag; then valid UTF-8; then a guess.
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Decoded<'a> {
    let marked = Encoding::for_bom(bytes);
    let bytes = marked.map_or(bytes, |(_, len)| &bytes[len..]);
    let is_escaped = || bytes.contains(&0x1B) && declared_inside(head(bytes)).is_some_and(|encoding| encoding == ISO_2022_JP);
    let is_wide = || memchr::memchr(0, head(bytes)).is_some() && unmarked_utf_16(bytes).is_some();
    if marked.is_none_or(|(encoding, _)| encoding == UTF_8)
        && !is_escaped()
        && !is_wide()
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Decoded { text: text.into(), encoding: UTF_8, broken: (Vec::new(), 0) };
    }
    // Servers name Latin-1 where nobody told them anything: the page knows better.
    let named = content_type.and_then(charset).filter(|&encoding| encoding != WINDOWS_1252);
    let declared = || named.or_else(|| declared_inside(head(bytes))).or_else(|| content_type.and_then(charset));
    let encoding = match marked {
        Some((encoding, _)) => encoding,
        None if let Some(wide) = unmarked_utf_16(bytes) => wide,
        None => declared().filter(|&encoding| encoding != UTF_16LE && encoding != UTF_16BE).unwrap_or_else(|| guess(bytes)),
    };
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if !had_errors {
        return Decoded { text, encoding, broken: (Vec::new(), 0) };
    }
    // Declared as one thing and clearly another: the bytes are right.
    let count = text.matches('\u{fffd}').count();
    let second = guess(bytes);
    if encoding != second && count > 3 && marked.is_none() {
        let (other, _) = second.decode_without_bom_handling(bytes);
        if other.matches('\u{fffd}').count() * 4 < count {
            return finish(other, second);
        }
    }
    finish(text, encoding)
}

fn finish<'a>(text: Cow<'a, str>, encoding: &'static Encoding) -> Decoded<'a> {
    let broken = text.match_indices('\u{fffd}');
    let count = broken.clone().count();
    let first = broken.take(NAMED).map(|(at, _)| at).collect();
    Decoded { text, encoding, broken: (first, count) }
}

fn head(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len().min(DECLARED_WITHIN)]
}

/// The encoding that a page declares of itself: in a `meta` element outside comments, or in the XML declaration.
fn declared_inside(head: &[u8]) -> Option<&'static Encoding> {
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    if let Some(rest) = text.trim_start().strip_prefix("<?xml") {
        let declaration = rest.split("?>").next().unwrap_or_default();
        let label = declaration.split_once("encoding").map(|(_, rest)| rest.trim_start_matches([' ', '=', '"', '\'']));
        let label = label.and_then(|label| label.split(['"', '\'', ' ']).next());
        if let Some(encoding) = label.and_then(|label| Encoding::for_label(label.as_bytes())) {
            return Some(encoding);
        }
    }
    let mut rest = text.as_str();
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = rest.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        if let Some(meta) = rest.strip_prefix("<meta").filter(|meta| meta.starts_with([' ', '\n', '\r', '\t', '/'])) {
            let meta = meta.split('>').next().unwrap_or_default();
            // `charset=` of its own, or in the content beside `http-equiv`; a description may speak of it.
            let own = meta.split_ascii_whitespace().any(|word| word.starts_with("charset"));
            if (own && !meta.contains("content=") || meta.contains("http-equiv"))
                && let Some(encoding) = charset(meta)
            {
                return Some(encoding);
            }
        }
        rest = &rest[1..];
    }
    None
}

/// UTF-16 without a byte order mark: every other byte of markup is zero.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &head(bytes)[..head(bytes).len() & !1];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let pairs = head.len() / 2;
    let is_wide = |zeros: usize, others: usize| pairs >= 16 && zeros * 8 >= pairs && others * 8 < zeros;
    if is_wide(second, first) { Some(UTF_16LE) } else { Some(UTF_16BE).filter(|_| is_wide(first, second)) }
}

/// The encoding named behind `charset=`.
fn charset(text: &str) -> Option<&'static Encoding> {
    let lower = text.to_ascii_lowercase();
    let at = lower.find("charset")? + "charset".len();
    let label = lower[at..].trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))).unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end])
}

/// The likeliest encoding.
fn guess(bytes: &[u8]) -> &'static Encoding {
    // UTF-8 with a few broken places is still UTF-8.
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.matches('\u{fffd}').count();
    let wide = lossy.chars().filter(|c| !c.is_ascii()).count() - broken;
    if wide > broken * 4 {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    if encoding == UTF_8 && broken > 0 { WINDOWS_1252 } else { encoding }
}

/// What bytes that are no text are, if they are none.
pub fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 14] = [
        (b"\x1f\x8b", "gzip archive"),
        (b"PK\x03\x04", "zip archive or office document"),
        (b"%PDF-", "PDF document"),
        (b"\x89PNG", "PNG image"),
        (b"\xff\xd8\xff", "JPEG image"),
        (b"GIF8", "GIF image"),
        (b"RIFF", "RIFF media file"),
        (b"\x28\xb5\x2f\xfd", "zstd archive"),
        (b"BZh", "bzip2 archive"),
        (b"\xfd7zXZ", "xz archive"),
        (b"7z\xbc\xaf", "7z archive"),
        (b"\x7fELF", "program"),
        (b"\xd0\xcf\x11\xe0", "office document"),
        (b"SQLite format 3", "database"),
    ];
    if let Some((_, kind)) = KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(kind);
    }
    let head = head(bytes);
    let is_odd = |b: u8| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B);
    let odd = head.iter().map(|&b| u16::from(is_odd(b))).sum::<u16>() as usize;
    let is_utf_16 = Encoding::for_bom(bytes).is_some_and(|(encoding, _)| encoding != UTF_8);
    (odd * 10 > head.len() && !is_utf_16 && unmarked_utf_16(bytes).is_none()).then_some("binary file")
}

/// True if bytes are an HTML document rather than plain text.
pub fn is_html(text: &str, content_type: Option<&str>) -> bool {
    let lower = content_type.map(str::to_ascii_lowercase).unwrap_or_default();
    if lower.contains("html") {
        return true;
    }
    if lower.contains("text/plain") {
        return false;
    }
    let text = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let head = &text[..text.floor_char_boundary(DECLARED_WITHIN)];
    if !head.contains('<') {
        return false;
    }
    let head = head.to_ascii_lowercase();
    let start = head.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let opens = [
        "<!doctype",
        "<html",
        "<head",
        "<body",
        "<?xml",
        "<!--",
        "<meta",
        "<title",
        "<div",
        "<p>",
        "<article",
        "<script",
        "<h1",
        "<section",
        "<main",
        "<table",
        "<ul",
        "<span",
        "<style",
        "<header",
        "<h2",
        "<h3",
        "<br",
        "<b>",
    ];
    let inside = ["<html", "<body", "</p>", "<br>", "<br/>", "<br />", "</div>", "</span>", "</td>", "</h1>", "</a>"];
    opens.iter().any(|tag| start.starts_with(tag)) || inside.iter().any(|tag| head.contains(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_found() {
        for (bytes, content_type, expected) in [
            ("Café".as_bytes(), None, "Café"),
            (b"\xef\xbb\xbfCaf\xc3\xa9", None, "Café"),
            (b"\xff\xfeC\0a\0f\0\xe9\0", None, "Café"),
            (b"Caf\xe9", Some("text/html; charset=iso-8859-1"), "Café"),
            (b"<meta charset=\"windows-1252\">\x93Caf\xe9\x94", None, "<meta charset=\"windows-1252\">“Café”"),
            (
                b"The caf\xe9 in the old town was full, \x93quite\x94 full.",
                None,
                "The café in the old town was full, “quite” full.",
            ),
        ] {
            assert_eq!(decode(bytes, content_type).text, expected);
        }
    }

    #[test]
    fn only_real_declarations_count() {
        let declared = |head: &str| declared_inside(head.as_bytes()).map(Encoding::name);
        assert_eq!(declared("<!-- <meta charset=koi8-r> --><meta charset=iso-8859-2>"), Some("ISO-8859-2"));
        assert_eq!(declared("<meta name=description content='charset=gbk'>"), None);
        assert_eq!(declared("<meta http-equiv=Content-Type content='text/html; charset=gbk'>"), Some("GBK"));
        assert_eq!(declared("<?xml version='1.0' encoding='windows-1251'?>"), Some("windows-1251"));
        let wide: Vec<u8> = "<html><p>The old bridge</p>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&wide, None).text, "<html><p>The old bridge</p>");
        assert!(binary_kind(&wide).is_none());
    }

    #[test]
    fn broken_bytes_are_counted() {
        assert_eq!(decode("Ärger Überall Öl ß ".as_bytes(), None).broken.1, 0);
        let mut bytes = "“Quoted” – and “quoted” again".as_bytes().to_vec();
        bytes.push(0xFF);
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.encoding, decoded.broken.1), (UTF_8, 1));
    }

    #[test]
    fn files_that_are_no_text_are_told() {
        assert_eq!(binary_kind(b"\x1f\x8b\x08abc"), Some("gzip archive"));
        assert_eq!(binary_kind(b"a\0\0\0\x01\x02\x03b"), Some("binary file"));
        assert_eq!(binary_kind("Text – “plain”".as_bytes()), None);
        assert_eq!(binary_kind(b""), None);
    }

    #[test]
    fn html_is_told_from_text() {
        assert!(is_html("<!DOCTYPE html><p>x", None) && is_html("x", Some("text/html")));
        assert!(!is_html("a < b and b > c", None) && !is_html("<html>", Some("text/plain")));
    }
}
