//! Any bytes as a document.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use nutgraf::{Extractor, Source};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::default);

fuzz_target!(|bytes: &[u8]| nutgraf_fuzz::check(&EXTRACTOR, &Source::bytes(bytes)));
