//! The body model of `nutgraf::layout`: boosted oblivious trees, twice, for plain text and for HTML.
//!
//! Data: `cleaning/dev.jsonl` (lines with labels) and `html/` (pages with gold bodies, aligned here). The second ensemble is trained on
//! scores of the first that were made without the document's site. With `--check`, all is done once more without each fifth of the
//! sites, and what that gives on the sites left out is printed.

mod boost;
mod examples;

use std::path::Path;

use anyhow::Result;
use nutgraf::layout::body::Model;
use nutgraf::layout::trees::Table;

use boost::{Plan, boost};
use examples::Doc;

/// Folds of the check, by site.
const FOLDS: usize = 5;

/// Folds of the first scoring, by site.
const SCORING_FOLDS: usize = 3;

const FIRST: Plan = Plan { rounds: 140, depth: 6, rate: 0.12, smoothing: 4.0, columns: 0.35 };
const SECOND: Plan = Plan { rounds: 100, depth: 5, rate: 0.10, smoothing: 6.0, columns: 0.35 };

/// The model file.
///
/// # Errors
/// If the data can't be read.
pub fn train(data: &Path, more: Option<&Path>, check: bool) -> Result<Vec<u8>> {
    let mut sets = [("text", examples::text(data)?), ("html", examples::html(data)?)];
    if let Some(more) = more {
        let (text, html) = examples::readability(more)?;
        sets[0].1.extend(text);
        sets[1].1.extend(html);
    }
    let train = |(name, docs): &(&str, Vec<Doc>)| {
        let docs: Vec<&Doc> = docs.iter().collect();
        if check {
            cross_validate(name, &docs);
            return Vec::new();
        }
        let model = fit(&docs);
        [model.first.write(), model.second.write()].concat()
    };
    let models = std::thread::scope(|scope| {
        let threads: Vec<_> = sets.iter().map(|set| scope.spawn(|| train(set))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("a model")).collect()
    });
    Ok(models)
}

/// Splits by fold: those outside, those inside.
fn split<'a>(docs: &[&'a Doc], fold: usize, folds: usize) -> (Vec<&'a Doc>, Vec<&'a Doc>) {
    docs.iter().partition(|doc| doc.fold(folds) != fold)
}

/// Trains both ensembles.
fn fit(docs: &[&Doc]) -> Model {
    let tables: Vec<(&Table, &Doc)> = docs.iter().map(|doc| (&doc.examples.table, *doc)).collect();
    let first = boost(&tables, &FIRST);
    // Scores of documents that the scorer has not seen, as in use.
    let mut rescored: Vec<(Table, &Doc)> = Vec::new();
    for fold in 0..SCORING_FOLDS {
        let (seen, unseen) = split(docs, fold, SCORING_FOLDS);
        let tables: Vec<(&Table, &Doc)> = seen.iter().map(|doc| (&doc.examples.table, *doc)).collect();
        let scorer = boost(&tables, &FIRST);
        rescored.extend(unseen.into_iter().map(|doc| (doc.examples.rescored(&scorer.score(&doc.examples.table)), doc)));
    }
    let tables: Vec<(&Table, &Doc)> = rescored.iter().map(|(table, doc)| (table, *doc)).collect();
    Model { first, second: boost(&tables, &SECOND) }
}

/// Prints what the model reaches on sites that it has not seen.
#[expect(clippy::print_stdout)]
fn cross_validate(name: &str, docs: &[&Doc]) {
    let run = |fold: usize| {
        let (seen, unseen) = split(docs, fold, FOLDS);
        let model = fit(&seen);
        let score = |doc: &&Doc| {
            let first = model.first.score(&doc.examples.table);
            let second = model.second.score(&doc.examples.rescored(&first));
            let both: Vec<i32> = first.iter().zip(&second).map(|(first, second)| first + second).collect();
            (doc.group.clone(), [doc.judge(&first), doc.judge(&second), doc.judge(&both)])
        };
        unseen.iter().filter(|doc| !doc.extra).map(score).collect::<Vec<_>>()
    };
    let results: Vec<_> = (0..FOLDS).flat_map(run).collect();
    let mut groups: Vec<String> = results.iter().map(|(group, _)| group.clone()).collect();
    groups.sort();
    groups.dedup();
    for group in groups {
        let rows: Vec<_> = results.iter().filter(|row| row.0 == group).collect();
        for (i, scoring) in ["first", "second", "both"].iter().enumerate() {
            let mean =
                |part: fn(&examples::Judged) -> f32| rows.iter().map(|row| part(&row.1[i])).sum::<f32>() / rows.len() as f32;
            let (p, r, f1, exact) = (mean(|j| j.precision), mean(|j| j.recall), mean(|j| j.f1), mean(|j| j.exact));
            println!("{name} {group:28} {scoring:7} P {p:.4} R {r:.4} F1 {f1:.4} exact {exact:.3}");
        }
    }
}
