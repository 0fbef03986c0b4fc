//! What crawlers leave in text that is no text: entities, characters without width, control characters, UTF-8 read as
//! Windows-1252.

use html5ever::data::NAMED_ENTITIES;

use super::OffsetMap;
use crate::model::lanes::{self, BLOCK};

/// The text without them and the way back, if there are any.
pub fn clean(text: &str) -> Option<(String, OffsetMap)> {
    let mut next = next_change(text, 0)?;
    let mut out = String::with_capacity(text.len());
    let mut map = OffsetMap::default();
    let mut copied = 0;
    map.copy_from(0, 0);
    loop {
        out.push_str(&text[copied..next.at]);
        if let Some(c) = next.by {
            map.replace(out.len(), next.at, next.len);
            out.push(c);
        }
        copied = next.at + next.len;
        map.copy_from(out.len(), copied);
        match next_change(text, copied) {
            Some(change) => next = change,
            None => break,
        }
    }
    out.push_str(&text[copied..]);
    Some((out, map))
}

/// Writes the text without them.
pub fn append(text: &str, out: &mut String) {
    let mut copied = 0;
    while let Some(change) = next_change(text, copied) {
        out.push_str(&text[copied..change.at]);
        out.extend(change.by);
        copied = change.at + change.len;
    }
    out.push_str(&text[copied..]);
}

/// Bytes to be replaced or dropped.
struct Change {
    at: usize,
    len: usize,
    by: Option<char>,
}

/// True for bytes that a change can begin with.
fn is_suspect(b: u8) -> bool {
    b < 0x20 && b != b'\t' && b != b'\n' && b != b'\r' || matches!(b, b'&' | 0x7F | 0xC2 | 0xC3 | 0xE2 | 0xEF)
}

fn next_change(text: &str, from: usize) -> Option<Change> {
    let bytes = text.as_bytes();
    let found = |at: usize| change(text, at).map(|(len, by)| Change { at, len, by });
    let mut from = from;
    while let Some(block) = bytes[from..].first_chunk() {
        let mut suspects = lanes::bits(block, is_suspect);
        while suspects != 0 {
            let change = found(from + suspects.trailing_zeros() as usize);
            if change.is_some() {
                return change;
            }
            suspects &= suspects - 1;
        }
        from += BLOCK;
    }
    (from..bytes.len()).filter(|&at| is_suspect(bytes[at])).find_map(found)
}

/// What stands at `at`, if it is to be changed: its length and what takes its place.
fn change(text: &str, at: usize) -> Option<(usize, Option<char>)> {
    let bytes = &text.as_bytes()[at..];
    match (bytes[0], *bytes.get(1).unwrap_or(&0)) {
        (b'&', _) => entity(bytes).map(|(len, c)| (len, normal(c))),
        (0x0B | 0x0C, _) => Some((1, Some(' '))),
        (0xC2, 0x85) if ends_line(text, at) => Some((2, Some(' '))),
        (0..0x20 | 0x7F, _) => Some((1, None)),
        (0xE2, 0x80 | 0x81) | (0xC2, 0x80..=0xA0 | 0xAD) | (0xEF, 0xBB) => {
            let c = text[at..].chars().next()?;
            let by = normal(c);
            (by != Some(c)).then_some((c.len_utf8(), by))
        }
        (0xC3, 0x82..=0xB4) => misread(&text[at..]),
        _ => None,
    }
}

/// True if the U+0085 at `at` stands at the end or start of a line: there it is the "next line" of mainframes, elsewhere the ellipsis
/// of Windows-1252.
fn ends_line(text: &str, at: usize) -> bool {
    let blank = [' ', '\t'];
    let before = text[..at].chars().rev().find(|c| !blank.contains(c));
    let after = text[at + 2..].chars().find(|c| !blank.contains(c));
    [before, after].into_iter().any(|c| matches!(c, None | Some('\n' | '\r' | '\u{85}')))
}

/// What a character is read as: itself, a plain blank, or nothing.
fn normal(c: char) -> Option<char> {
    match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Some(' '),
        '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => None,
        // Control characters are Windows-1252 read as Latin-1.
        '\u{80}'..='\u{9f}' => char_of(c as u8),
        '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}' => None,
        c => Some(c),
    }
}

/// The entity that the bytes begin with, semicolon included: its length and character.
fn entity(bytes: &[u8]) -> Option<(usize, char)> {
    const LONGEST: usize = 34;
    let end = bytes.iter().take(LONGEST).position(|&b| b == b';')?;
    let name = std::str::from_utf8(&bytes[1..=end]).ok()?;
    let c = if let Some(number) = name.strip_prefix('#') {
        let number = number.trim_end_matches(';');
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        match code {
            0x80..0xA0 => char_of(code as u8)?,
            code => char::from_u32(code).filter(|&c| c != '\0')?,
        }
    } else {
        let &(first, second) = NAMED_ENTITIES.get(name)?;
        char::from_u32(first).filter(|_| first != 0 && second == 0)?
    };
    Some((end + 1, c))
}

/// UTF-8 that was read as Windows-1252: its length and the character meant.
fn misread(text: &str) -> Option<(usize, Option<char>)> {
    let mut chars = text.chars();
    let lead = byte_of(chars.next()?)?;
    let len = match lead {
        0xC2..=0xC5 => 2,
        0xE2 | 0xEF => 3,
        0xF0 => 4,
        _ => return None,
    };
    let mut bytes = [lead, 0, 0, 0];
    for slot in &mut bytes[1..len] {
        match chars.next().and_then(byte_of) {
            Some(byte @ 0x80..0xC0) => *slot = byte,
            // The last byte of a closing quotation mark has no character in Windows-1252 and often got lost.
            _ if text.starts_with("â€") => return Some(("â€".len(), Some('”'))),
            _ => return None,
        }
    }
    // Central European letters before a symbol; before a quotation mark they are just letters.
    if matches!(lead, 0xC4 | 0xC5) && bytes[1] < 0xA0 {
        return None;
    }
    let c = std::str::from_utf8(&bytes[..len]).ok()?.chars().next()?;
    Some((text.len() - chars.as_str().len(), normal(c)))
}

/// Characters of the bytes 80 to 9F in Windows-1252; those without one stand for themselves.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”',
    '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The character of a byte from 80 on, if it has one.
fn char_of(byte: u8) -> Option<char> {
    WINDOWS.get(usize::from(byte.wrapping_sub(0x80))).copied().filter(|c| !('\u{80}'..'\u{a0}').contains(c))
}

/// The byte of a character.
fn byte_of(c: char) -> Option<u8> {
    match c as u32 {
        code @ 0..0x100 => Some(code as u8),
        _ => WINDOWS.iter().position(|&w| w == c).map(|i| 0x80 + i as u8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_text_goes() {
        for (text, expected) in [
            ("Ruiz &amp; Sons &#8220;ltd&#8221; &ndash; AT&T &c. &unknown;", "Ruiz & Sons “ltd” – AT&T &c. &unknown;"),
            ("re\u{ad}build the\u{200b} bridge\u{a0}now\u{feff}", "rebuild the bridge now"),
            ("â€œWe willâ€\u{9d} CafÃ© Â£5 donâ€™t â€“ ok", "“We will” Café £5 don’t – ok"),
            ("he saidâ€ and", "he said” and"),
            ("CAFÉ” and cliché”… Ö” NÃO", "CAFÉ” and cliché”… Ö” NÃO"),
            ("\u{93}Yes\u{94}\0", "“Yes”"),
            ("wait\u{85} he said\u{85}\n\u{85} No.", "wait… he said \n  No."),
            ("plain – “text”", "plain – “text”"),
        ] {
            let cleaned = clean(text);
            assert_eq!(cleaned.as_ref().map_or(text, |(new, _)| new), expected);
            let mut appended = String::new();
            append(text, &mut appended);
            assert_eq!(appended, expected);
        }
    }

    #[test]
    fn spans_lead_back_to_all_of_what_was_replaced() {
        let text = "It was &quot;mine&quot;, she said.";
        let (new, map) = clean(text).unwrap();
        let at = new.find("\"mine\"").unwrap();
        assert_eq!(map.to_original(Span::new(at, at + 6)).of(text), "&quot;mine&quot;");
    }

    proptest! {
        #[test]
        fn every_span_leads_back_to_whole_characters(text in "([a-z é“”â€™Ã©&;#x0-9\u{ad}\u{a0}\0Â]|amp;|quot;){0,60}") {
            if let Some((new, map)) = clean(&text) {
                let bounds: Vec<usize> = new.char_indices().map(|(i, _)| i).chain([new.len()]).collect();
                for pair in bounds.windows(2) {
                    let span = map.to_original(Span::new(pair[0], pair[1]));
                    prop_assert!(text.get(span.range()).is_some_and(|old| !old.is_empty()));
                }
                prop_assert!(map.to_original(Span::new(0, new.len())).end as usize <= text.len());
            }
        }
    }
}
