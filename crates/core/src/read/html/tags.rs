//! Tags of HTML that some write into values and that were escaped twice.

/// A value without the tags that some write into it.
pub fn without_tags(text: &str) -> std::borrow::Cow<'_, str> {
    let opens = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    if !text.contains('>') || !text.split('<').skip(1).any(opens) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('<');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        match part.split_once('>') {
            Some((_, behind)) if opens(part) => out.push_str(behind),
            _ => out.extend(["<", part]),
        }
    }
    out.into()
}
