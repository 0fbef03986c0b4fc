//! Any text as a page of HTML.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use nutgraf::{Extractor, Source};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::default);

fuzz_target!(|html: &str| {
    let mut source = Source::bytes(html.as_bytes());
    source.content_type = Some("text/html; charset=utf-8".into());
    nutgraf_fuzz::check(&EXTRACTOR, &source);
});
