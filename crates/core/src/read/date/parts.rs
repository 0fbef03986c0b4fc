//! A text cut into runs of letters and digits.

/// Words looked at.
pub const MOST: usize = 60;

/// A run of letters or digits.
pub struct Part<'a> {
    pub text: &'a str,
    pub at: usize,
    /// What is between it and the next one.
    pub gap: &'a str,
}

pub fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let bytes = text.as_bytes();
    let class = |b: u8| if b.is_ascii_digit() { 1 } else { 2 * u8::from(b.is_ascii_alphabetic() || b >= 0x80) };
    let run = move |from: usize| {
        bytes[from..].iter().position(|&b| class(b) != class(bytes[from])).map_or(text.len(), |len| from + len)
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && class(bytes[at]) == 0 {
            at += 1;
        }
        let start = at;
        if start == bytes.len() {
            return None;
        }
        at = run(start);
        let next = if at < bytes.len() && class(bytes[at]) == 0 { run(at) } else { at };
        let part = Part { text: text.get(start..at)?, at: start, gap: text.get(at..next)? };
        Some(part)
    })
}
