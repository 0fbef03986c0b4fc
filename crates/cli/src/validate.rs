//! `nutgraf validate`: what marks say of a run.

use std::path::PathBuf;

use clap::ValueEnum;
use nutgraf_validate::Asked;

use crate::Outcome;
use crate::terminal::Output;

/// Tell how right a run is, from marks made on the page of `nutgraf sample` or in its CSV
///
/// Precision by kind and confidence, recall if sentences were marked too, figures of the corpus corrected by the marks, agreement of
/// coders, and a paragraph for a methods section. All intervals are 95 %. See docs/validation.md.
#[derive(clap::Args)]
pub struct Args {
    /// Files of marks; of several coders, the one that decides first
    #[arg(required = true)]
    marks: Vec<PathBuf>,

    /// The output that was sampled: refused if the marks are of another one
    #[arg(long, value_name = "OUT")]
    run: Option<PathBuf>,

    /// The corrected share of a kind, as `quotes=direct`; needs --run
    #[arg(long, value_name = "TABLE=KIND")]
    share: Vec<String>,

    /// The corrected mean of a column, as `events.killed_low`; needs --run
    #[arg(long, value_name = "TABLE.COLUMN")]
    mean: Vec<String>,

    /// Figures for each site or month too, and their differences; needs --run
    #[arg(long, value_name = "site|month")]
    between: Option<String>,

    /// In which form
    #[arg(long, value_name = "FORM", default_value = "text")]
    to: Form,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    Text,
    Json,
}

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let asked = Asked { run: args.run, share: args.share, mean: args.mean, between: args.between };
    let report = nutgraf_validate::validate(&args.marks, &asked)?;
    let text = match args.to {
        Form::Text => report.to_text(),
        Form::Json => serde_json::to_string_pretty(&report)? + "\n",
    };
    Output::new().text(&text)?;
    Ok(Outcome::Done)
}
