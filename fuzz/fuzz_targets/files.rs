//! Any bytes as a file of a corpus: the first byte chooses its kind, the readers and unpackers do the rest.
#![no_main]

use std::fs;

use libfuzzer_sys::fuzz_target;
use nutgraf_batch::{Corpus, Inputs, Kind, ReadOptions};

const KINDS: [Option<Kind>; 6] =
    [None, Some(Kind::Jsonl), Some(Kind::Json), Some(Kind::Csv), Some(Kind::Parquet), Some(Kind::Warc)];

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, bytes)) = bytes.split_first() else { return };
    let path = std::env::temp_dir().join(format!("nutgraf-fuzz-{}", std::process::id()));
    fs::write(&path, bytes).expect("a place for a file");
    let from = KINDS[usize::from(first) % KINDS.len()];
    let options = ReadOptions { from, max_bytes: 1 << 20, ..ReadOptions::default() };
    let (mut documents, mut failures) = (0_usize, 0_usize);
    for result in Corpus::new(Inputs::find([&path]), options) {
        match result {
            Ok(_) => documents += 1,
            Err(_) => failures += 1,
        }
        // A Parquet file may say in few bytes that it has billions of rows.
        if documents > 1_000_000 {
            break;
        }
    }
    assert!(failures <= 100_000 + bytes.len(), "failures without end");
});
