//! Text as pages have it: words that run together, entities that were escaped twice.

use super::tags::without_tags;
use crate::read::clean;

/// True if two words run together that nobody writes as one: `MoneyLenders`, `Ruiz3 March`.
pub fn is_joint(before: &str, behind: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), behind.chars().next()) else { return false };
    last.is_lowercase() && (first.is_uppercase() || first.is_ascii_digit()) || last.is_ascii_digit() && first.is_uppercase()
}

/// Takes entities and tags out of a piece that was escaped twice.
pub fn unescape_again(text: &mut String, start: usize) {
    let piece = &text[start..];
    let has_tags =
        memchr::memchr(b'<', piece.as_bytes()).is_some() && ["<p>", "</p>", "<br", "</a>"].iter().any(|tag| piece.contains(tag));
    let has_entities = memchr::memchr(b'&', piece.as_bytes()).is_some() && piece.contains(';');
    if has_tags || has_entities {
        let mut out = String::with_capacity(piece.len());
        clean::append(piece, &mut out);
        let out = without_tags(&out);
        text.truncate(start);
        text.push_str(&out);
    }
}
