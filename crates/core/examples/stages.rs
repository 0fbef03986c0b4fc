//! Times each stage of the pipeline on one thread: `cargo run --release -p nutgraf --features internals --example stages -- TEXTS.jsonl [page|article]`.
//!
//! Each line of the input has a `text` or a `path` (an HTML page). Prints JSON: words, tokens, bytes, documents, and for each stage
//! its nanoseconds a word, each source's best of seven rounds. `segment`, sentences and tokens alone, is a part of `syntax`.
#![allow(clippy::print_stdout)]

use std::io::BufRead;
use std::time::Instant;

use nutgraf::analysis::Scratch;
use nutgraf::article::Article;
use nutgraf::facts;
use nutgraf::language::Language;
use nutgraf::{Extractor, Input, Options, Source, entities, layout, names, read, syntax};

const ROUNDS: usize = 7;
const STAGES: [&str; 13] = [
    "read",
    "layout",
    "segment",
    "syntax",
    "names",
    "entities",
    "lexemes",
    "places",
    "times",
    "quantities",
    "quotes",
    "events",
    "whole",
];

fn main() {
    let mut args = std::env::args().skip(1);
    let path = args.next().expect("usage: stages TEXTS.jsonl [page|article]");
    let input = if args.next().as_deref() == Some("page") { Input::Page } else { Input::Article };
    let options = Options { input, ..Options::default() };
    let texts = texts(&path);
    let sources: Vec<Source<'_>> = texts.iter().map(|text| Source::bytes(text.as_slice())).collect();
    let lists = facts::Lists::default();
    let (english, world) = (Language::english(), std::sync::Arc::default());
    let extractor = Extractor::new(options.clone()).expect("options are fine");
    let words: usize = sources.iter().map(|source| read::read(source, &options).text.split_whitespace().count()).sum();

    let mut best = vec![[f64::INFINITY; STAGES.len()]; sources.len()];
    let (mut scratch, mut worker) = (Scratch::default(), extractor.worker());
    let mut tokens = 0;
    for _ in 0..ROUNDS {
        tokens = 0;
        for (source, best) in sources.iter().zip(&mut best) {
            let clock = &mut Clock { best, stage: 0, start: Instant::now() };
            let document = clock.next(read::read(source, &options));
            let layout = clock.next(layout::classify(&document, &options, &layout::Furniture::default(), &world));
            clock.next(syntax::segment(&document, &layout, &english.syntax));
            let syntax = clock.next(syntax::analyse(&document, &layout, &english.syntax, &mut scratch.syntax));
            tokens += syntax.tokens.len();
            let names = clock.next(names::find(&document, &layout, &syntax, &english.names, &mut scratch.names));
            let entities = clock.next(entities::resolve(&document, &layout, &syntax, &names, &english.entities));
            let article = Article { document: &document, layout: &layout, syntax: &syntax, names: &names, entities: &entities };
            let lexemes = clock.next(facts::Lexemes::new(&document.text, &syntax));
            let lemmas = &english.syntax.lemmas;
            let (places, _) = clock.next(facts::place::find(&article, &english.places, &options));
            let holidays = &lists.holidays;
            let times = clock.next(facts::time::find(&article, &lexemes, &english.times, lemmas, holidays, &places, &options));
            let quantities = clock.next(facts::quantity::find(
                &article,
                &lexemes,
                &english.quantities,
                lemmas,
                &times,
                &lists.units,
                &options,
            ));
            let quotes = clock.next(facts::quote::find(&article, &english.quote));
            let told = facts::event::Facts { times: &times, quantities: &quantities, places: &places, quotes: &quotes };
            clock.next(facts::event::find(&article, &english.events, told));
        }
        for (source, best) in sources.iter().zip(&mut best) {
            let clock = &mut Clock { best, stage: STAGES.len() - 1, start: Instant::now() };
            clock.next(worker.extract(source));
        }
    }
    let best = (0..STAGES.len()).map(|stage| best.iter().map(|best| best[stage]).sum::<f64>());
    let stages: serde_json::Map<String, serde_json::Value> =
        STAGES.iter().zip(best).map(|(name, seconds)| ((*name).into(), (seconds * 1e9 / words as f64).into())).collect();
    let bytes: usize = texts.iter().map(Vec::len).sum();
    println!(
        "{}",
        serde_json::json!({ "documents": texts.len(), "words": words, "tokens": tokens, "bytes": bytes, "ns_per_word": stages })
    );
}

/// The texts and pages of a file.
fn texts(path: &str) -> Vec<Vec<u8>> {
    let file = std::io::BufReader::new(std::fs::File::open(path).expect("the input opens"));
    let text = |line: std::io::Result<String>| {
        let row: serde_json::Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        match row["path"].as_str() {
            Some(path) => std::fs::read(path).expect("the page opens"),
            None => row["text"].as_str().expect("a text").as_bytes().to_vec(),
        }
    };
    file.lines().map(text).collect()
}

/// Notes the time since the last stage for the stage that has just ended, if it is the best so far.
struct Clock<'a> {
    best: &'a mut [f64; STAGES.len()],
    stage: usize,
    start: Instant,
}

impl Clock<'_> {
    fn next<T>(&mut self, result: T) -> T {
        self.best[self.stage] = self.best[self.stage].min(self.start.elapsed().as_secs_f64());
        self.stage += 1;
        let result = std::hint::black_box(result);
        self.start = Instant::now();
        result
    }
}
