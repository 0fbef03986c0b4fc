//! Any text as an article, with tokens: every stage works on all of it.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use nutgraf::{Extractor, Input, Options, Source};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| {
    let options = Options { input: Input::Article, tokens: true, ..Options::default() };
    Extractor::new(options).expect("good options")
});

fuzz_target!(|text: &str| nutgraf_fuzz::check(&EXTRACTOR, &Source::text(text)));
