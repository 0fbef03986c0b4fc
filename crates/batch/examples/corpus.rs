//! Times reading alone and extraction alone, on one thread: `cargo run --release -p nutgraf-batch --example corpus -- FILE [read]`.
//!
//! Prints JSON: documents and failures, bytes of their content, seconds that reading took, and seconds that extraction out of
//! memory took, nothing written; with `read`, the latter is left out and nothing is kept.
#![allow(clippy::print_stdout)]

use std::time::Instant;

use nutgraf::{Content, Extractor, Options};
use nutgraf_batch::{Corpus, Inputs, Item, ReadOptions};

fn main() {
    let mut args = std::env::args().skip(1);
    let path = args.next().expect("usage: corpus FILE [read]");
    let only_read = args.next().is_some();
    let options = Options::default();
    let read = ReadOptions { max_bytes: options.max_source(), ..ReadOptions::default() };
    let (mut documents, mut failures, mut bytes) = (0_u64, 0_u64, 0);
    let mut kept: Vec<Item> = Vec::new();

    let start = Instant::now();
    for item in Corpus::new(Inputs::find([path]), read) {
        let Ok(item) = item else {
            failures += 1;
            continue;
        };
        documents += 1;
        bytes += match &item.source.content {
            Content::Text(text) => text.len(),
            Content::Bytes(bytes) => bytes.len(),
        };
        if !only_read {
            kept.push(item);
        }
    }
    let read_seconds = start.elapsed().as_secs_f64();

    let extractor = Extractor::new(options).expect("options are fine");
    let mut worker = extractor.worker();
    let start = Instant::now();
    for item in &kept {
        std::hint::black_box(worker.extract(&item.source));
    }
    let report = serde_json::json!({
        "documents": documents,
        "failures": failures,
        "bytes": bytes,
        "read_seconds": read_seconds,
        "extract_seconds": start.elapsed().as_secs_f64(),
    });
    println!("{report}");
}
