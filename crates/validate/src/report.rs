//! What marks say of a corpus.

use std::path::PathBuf;

use serde::Serialize;

use crate::agreement::Agreement;
use crate::interval::Estimate;

/// What is to be told besides.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The output that the sample was drawn from, for figures of the whole corpus.
    pub run: Option<PathBuf>,
    /// Shares of a kind: `quotes=direct`.
    pub share: Vec<String>,
    /// Means of a column of numbers: `events.killed_low`.
    pub mean: Vec<String>,
    /// Also for each `site` or `month`, and the differences.
    pub between: Option<String>,
}

/// Facts of one sort, and how many of them are right.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    /// Which facts: a kind, a band, a site, a month, or `all`.
    pub name: String,
    /// Number of items that were marked.
    pub marked: usize,
    /// Number of facts that were marked right.
    pub right: usize,
    /// Facts of which something is wrong.
    pub partly: usize,
    /// Number of marks that say "no such fact".
    pub wrong: usize,
    /// The share that is right.
    pub precision: Estimate,
    /// The share that is right or partly so.
    pub at_least_partly: Estimate,
    /// The mean confidence that nutgraf gave them, weighted.
    pub confidence: f64,
}

/// The facts of a table.
#[derive(Debug, Clone, Serialize)]
pub struct TableReport {
    /// Name of the table of facts.
    pub table: String,
    /// Number of facts of that table in the corpus.
    pub facts: usize,
    /// What the marks say of all facts together.
    pub all: Part,
    /// The number of right facts in the corpus.
    pub right_facts: Estimate,
    /// The number of facts in it that are there: right or partly right.
    pub facts_there: Estimate,
    /// What the marks say of the facts of each kind.
    pub by_kind: Vec<Part>,
    /// By confidence: the reliability table.
    pub by_confidence: Vec<Part>,
}

/// A figure of the corpus.
#[derive(Debug, Clone, Serialize)]
pub struct Corrected {
    /// What it is: `share of quotes=direct`.
    pub figure: String,
    /// Of which articles: `all`, a site or a month.
    pub of: String,
    /// Facts of nutgraf that it is about.
    pub facts: usize,
    /// How many of the marked ones it is about.
    pub marked: usize,
    /// What nutgraf gives, all facts taken for right.
    pub raw: f64,
    /// Corrected by the marks; none if there are fewer than ten.
    pub corrected: Option<Estimate>,
    /// How much the predictions counted, from 0 to 1.
    pub weight_of_predictions: Option<f64>,
    /// The corrected figure less that of the first group that has one.
    pub difference: Option<Estimate>,
}

/// What was missed in sentences without facts.
#[derive(Debug, Clone, Serialize)]
pub struct Missed {
    /// Sentences without facts in the corpus.
    pub sentences: usize,
    /// Number of items that were marked.
    pub marked: usize,
    /// Facts missed in them all.
    pub missed: Estimate,
    /// Of the facts that are there, the share that was found, right or partly so: of marks of facts and of sentences together.
    pub recall: Option<Estimate>,
}

/// All that the marks say of a run.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// The version that drew the sample.
    pub nutgraf: String,
    /// The folder of the run that was validated.
    pub run: String,
    /// Names of those who marked the samples.
    pub coders: Vec<String>,
    /// Things drawn and not marked.
    pub unmarked: usize,
    /// What the marks say of each table.
    pub tables: Vec<TableReport>,
    /// What the marks say of sentences without facts.
    pub missed: Option<Missed>,
    /// Figures that were asked for.
    pub figures: Vec<Corrected>,
    /// Of two coders or more.
    pub agreement: Vec<Agreement>,
    /// What a reader of the figures should know of the marks.
    pub notes: Vec<String>,
    /// A paragraph for a paper.
    pub methods: String,
}
