#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

/// The network of English: parts of speech, heads and relations.
pub static ENGLISH: &[u8] = include_bytes!("../data/syntax.bin");
