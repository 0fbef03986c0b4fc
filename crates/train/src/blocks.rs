//! The body model of `nutgraf::layout`: boosted oblivious trees, twice, for plain text and for HTML.
//!
//! Data: `cleaning/dev.jsonl` (lines with labels) and `html/` (pages with gold bodies, aligned here). The second ensemble is trained on
//! scores of the first that were made without the document's site. The check does it all once more without each fifth of the sites,
//! then of the pages, and cuts those left out.

mod boost;
mod examples;

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use nutgraf::layout::body::Model;
use nutgraf::model::trees::Table;

use boost::{Plan, boost};
use examples::{Doc, Judged};

use crate::packages::Packages;

/// Folds of the check.
const FOLDS: usize = 5;

/// Folds of the first scoring, by site.
const SCORING_FOLDS: usize = 3;

const FIRST: Plan = Plan { rounds: 140, depth: 6, rate: 0.12, smoothing: 4.0, columns: 0.35 };
const SECOND: Plan = Plan { rounds: 100, depth: 5, rate: 0.10, smoothing: 6.0, columns: 0.35 };

/// What is left out together.
#[derive(Clone, Copy)]
enum Unseen {
    Sites,
    Pages,
}

/// Documents of all data sets with their labels.
pub struct Sets {
    sets: [Set; 2],
}

struct Set {
    name: &'static str,
    docs: Vec<Doc>,
    /// How many ensembles are one: text must be read faster than HTML.
    ensembles: u16,
}

impl Sets {
    /// Reads the data, and more pages to learn from out of packages.
    ///
    /// # Errors
    /// If the data can't be read.
    pub fn read(data: &Path, packages: &Packages) -> Result<Self> {
        let mut sets = [
            Set { name: "cleaning", docs: examples::text(data)?, ensembles: 1 },
            Set { name: "html", docs: examples::html(data)?.into_iter().chain(examples::world(data)?).collect(), ensembles: 2 },
        ];
        let (text, html) = examples::readability(packages)?;
        sets[0].docs.extend(text);
        sets[1].docs.extend(html);
        Ok(Self { sets })
    }

    /// Returns the model file, trained on all documents.
    pub fn train(&self) -> Vec<u8> {
        std::thread::scope(|scope| {
            let fit = |set: &Set| fit(&set.docs.iter().collect::<Vec<_>>(), set.ensembles);
            let threads: Vec<_> = self.sets.iter().map(|set| scope.spawn(move || fit(set))).collect();
            let models = threads.into_iter().map(|thread| thread.join().expect("a model"));
            models.flat_map(|model| [model.first.write(), model.second.write()].concat()).collect()
        })
    }

    /// Prints what the model reaches on what it has not seen; predictions go to `folder`.
    ///
    /// # Errors
    /// If a file can't be written.
    pub fn check(&self, folder: &Path) -> Result<()> {
        std::fs::create_dir_all(folder)?;
        std::thread::scope(|scope| {
            [Unseen::Sites, Unseen::Pages].into_iter().try_for_each(|unseen| {
                let threads: Vec<_> =
                    self.sets.iter().map(|set| scope.spawn(move || cross_validate(set, unseen, folder))).collect();
                threads.into_iter().try_for_each(|thread| thread.join().expect("a check"))
            })
        })
    }
}

/// Splits by fold: those outside, those inside.
fn split<'a>(docs: &[&'a Doc], inside: impl Fn(&Doc) -> bool) -> (Vec<&'a Doc>, Vec<&'a Doc>) {
    docs.iter().partition(|doc| !inside(doc))
}

/// Trains both ensembles.
fn fit(docs: &[&Doc], ensembles: u16) -> Model {
    let tables: Vec<(&Table, &Doc)> = docs.iter().map(|doc| (&doc.examples.table, *doc)).collect();
    let first = boost(&tables, &FIRST, ensembles);
    // Scores of documents that the scorer has not seen, as in use.
    let mut rescored: Vec<(Table, &Doc)> = Vec::new();
    for fold in 0..SCORING_FOLDS {
        let (seen, unseen) = split(docs, |doc| doc.site_fold(SCORING_FOLDS) == fold);
        let tables: Vec<(&Table, &Doc)> = seen.iter().map(|doc| (&doc.examples.table, *doc)).collect();
        let scorer = boost(&tables, &FIRST, ensembles);
        rescored.extend(unseen.into_iter().map(|doc| (doc.examples.rescored(&scorer.score(&doc.examples.table)), doc)));
    }
    let tables: Vec<(&Table, &Doc)> = rescored.iter().map(|(table, doc)| (table, *doc)).collect();
    Model { first, second: boost(&tables, &SECOND, ensembles) }
}

/// Prints what the model reaches on documents that it has not seen and writes what it makes of them.
#[expect(clippy::print_stdout)]
fn cross_validate(set: &Set, unseen: Unseen, folder: &Path) -> Result<()> {
    let name = set.name;
    let docs: Vec<&Doc> = set.docs.iter().collect();
    let what = match unseen {
        Unseen::Sites => "sites",
        Unseen::Pages => "pages",
    };
    let mut file = std::fs::File::create(folder.join(format!("{name}-{what}.jsonl")))?;
    let mut results: Vec<(&str, Judged)> = Vec::new();
    for fold in 0..FOLDS {
        let (seen, left_out) = split(&docs, |doc| {
            fold == match unseen {
                Unseen::Sites => doc.site_fold(FOLDS),
                Unseen::Pages => doc.page_fold(FOLDS),
            }
        });
        let model = fit(&seen, set.ensembles);
        for doc in left_out.into_iter().filter(|doc| !doc.extra) {
            let first = model.first.score(&doc.examples.table);
            let second = model.second.score(&doc.examples.rescored(&first));
            let (judged, prediction) = doc.judge(second);
            results.push((&doc.group, judged));
            if let Some(prediction) = prediction {
                writeln!(file, "{prediction}")?;
            }
        }
    }
    let mut groups: Vec<&str> = results.iter().map(|(group, _)| *group).collect();
    groups.sort_unstable();
    groups.dedup();
    for group in groups {
        let rows: Vec<_> = results.iter().filter(|row| row.0 == group).collect();
        let mean = |part: fn(&Judged) -> f32| rows.iter().map(|row| part(&row.1)).sum::<f32>() / rows.len() as f32;
        let (p, r, f1, exact) = (mean(|j| j.precision), mean(|j| j.recall), mean(|j| j.f1), mean(|j| j.exact));
        println!("{what} left out: {name} {group:28} P {p:.4} R {r:.4} F1 {f1:.4} exact {exact:.3}");
    }
    Ok(())
}
