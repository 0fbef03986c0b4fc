#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

/// The tagger of names of English: weights of a linear chain.
pub static ENGLISH_TAGGER: &[u8] = include_bytes!("../data/names.bin");

/// Given names, surnames, places, peoples and brands of English, hashed, with a strength each.
pub static ENGLISH_LEXICON: &[u8] = include_bytes!("../data/lexicon.bin");

/// Clusters of English words by the company that they keep.
pub static ENGLISH_CLUSTERS: &[u8] = include_bytes!("../data/clusters.bin");

/// Clusters of English words by public word vectors.
pub static ENGLISH_VECTORS: &[u8] = include_bytes!("../data/vectors.bin");
