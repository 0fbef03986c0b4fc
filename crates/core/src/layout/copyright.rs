//! Copyright notices.

use super::segment::Segment;

/// The line that says whose the page is.
pub(super) fn is_copyright(text: &str, segment: &Segment) -> bool {
    let text = segment.span.of(text);
    // Nearly all segments begin otherwise, and each is asked.
    if !matches!(text.as_bytes().first(), Some(b'C' | b'(' | 0xC2)) {
        return false;
    }
    let rest = text.strip_prefix("Copyright").map_or(text, str::trim_start);
    let mark = rest.strip_prefix("(c)").or_else(|| rest.strip_prefix("(C)")).map_or(rest, str::trim_start);
    // "(c)" may be the third of a list.
    let dated = mark.len() < text.len() && begins_with_year(mark);
    (dated || rest.starts_with('©')) && segment.line.words <= 40
}

fn begins_with_year(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && (text.starts_with("19") || text.starts_with("20"))
}
