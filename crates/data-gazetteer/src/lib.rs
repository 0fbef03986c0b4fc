#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

/// The packed table of names and places, of the whole world.
pub static WORLD: &[u8] = include_bytes!("../data/gazetteer.bin");
