//! Large cities and their namesakes: without a word for a small place the large one is meant, with its state the small one.

use nutgraf::{Extractor, Input, Options, Source};

/// The share of names that must lie in the right country.
const WANTED: f64 = 0.97;

/// Sentences that say nothing of where the city `{}` lies.
const ALONE: [&str; 5] = [
    "A train derailed in {} early on Sunday, injuring nine.",
    "Teachers in {} walked out for a second day.",
    "The prime minister flew to {} after the vote.",
    "Police in {} are looking for two men.",
    "The exhibition opens in {} in May and travels to London in the autumn.",
];

fn countries(extractor: &Extractor, text: &str, name: &str) -> Vec<String> {
    let record = extractor.extract(&Source::text(text));
    let places = record.places.into_iter().filter(|place| place.extent.text.starts_with(name));
    places.map(|place| place.country.unwrap_or_default()).collect()
}

fn cities() -> impl Iterator<Item = [&'static str; 3]> {
    let rows = include_str!("data/big_cities.tsv").lines().filter(|row| !row.starts_with('#')).skip(1);
    rows.map(|row| {
        let mut cells = row.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or(""))
    })
}

fn extractor() -> Extractor {
    Extractor::new(Options { input: Input::Article, ..Options::default() }).expect("the options are good")
}

#[test]
fn a_large_city_is_meant_where_nothing_speaks_for_a_namesake() {
    let extractor = extractor();
    let mut wrong = Vec::new();
    let mut all = 0;
    for ([name, country, _], sentence) in cities().flat_map(|city| ALONE.map(|sentence| (city, sentence))) {
        let found = countries(&extractor, &sentence.replace("{}", name), name);
        // What is not found at all is another matter.
        if let Some(first) = found.first() {
            all += 1;
            if first != country {
                wrong.push(format!("{name} {first}"));
            }
        }
    }
    let right = 1.0 - wrong.len() as f64 / f64::from(all);
    assert!(all > 900 && right >= WANTED, "{right:.3} of {all} right: {wrong:?}");
}

#[test]
fn a_namesake_is_meant_where_its_state_is_named() {
    let extractor = extractor();
    let mut wrong = Vec::new();
    let mut all = 0;
    for [name, _, state] in cities().filter(|city| !city[2].is_empty()) {
        let text = format!("A barn burned down in {name}, {state}, on Friday. Nobody in {name} was hurt.");
        for found in countries(&extractor, &text, name) {
            all += 1;
            if found != "US" {
                wrong.push(format!("{name}, {state}: {found}"));
            }
        }
    }
    let right = 1.0 - wrong.len() as f64 / f64::from(all);
    assert!(all > 20 && right >= WANTED, "{right:.3} of {all} right: {wrong:?}");
}
