//! `nutgraf sample`: facts of a run to mark by hand.

use std::path::PathBuf;

use clap::ValueEnum;
use nutgraf_validate::{By, Plan};

use crate::Outcome;
use crate::terminal::message;

/// Draw facts of a run at random, to mark them right or wrong: a page for the browser, and CSV
///
/// The page works by keyboard and without a network; it saves a file for `nutgraf validate`.
#[derive(clap::Args)]
pub struct Args {
    /// The output of a run: a folder of tables or a file of records
    run: PathBuf,

    /// Tables of facts, with commas: quotes, events, places, times, quantities, names
    #[arg(long, value_name = "TABLES", value_delimiter = ',', default_value = "quotes")]
    facts: Vec<String>,

    /// How many to draw
    #[arg(long, value_name = "N", default_value_t = 200)]
    n: usize,

    /// What strata are made by [default: kind, with --recall nothing]
    #[arg(long, value_name = "WHAT")]
    by: Option<Strata>,

    /// Sentences without such facts instead, to see what was missed
    #[arg(long)]
    recall: bool,

    /// Equal seeds draw the same
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,

    /// The name of the files: NAME.html and NAME.csv
    #[arg(long, short, value_name = "NAME", default_value = "sample")]
    out: PathBuf,

    /// Write over files that are there, marks in them included
    #[arg(long)]
    overwrite: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Strata {
    Kind,
    Confidence,
    Site,
    Month,
    Nothing,
}

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let by = match args.by {
        Some(Strata::Kind) => By::Kind,
        Some(Strata::Confidence) => By::Confidence,
        Some(Strata::Site) => By::Site,
        Some(Strata::Month) => By::Month,
        Some(Strata::Nothing) => By::Nothing,
        None => {
            if args.recall {
                By::Nothing
            } else {
                By::Kind
            }
        }
    };
    let named = |ending: &str| PathBuf::from(format!("{}.{ending}", args.out.display()));
    let files = [named("html"), named("csv")];
    if let Some(there) = files.iter().find(|path| path.exists() && !args.overwrite) {
        anyhow::bail!("{} is there already: --overwrite replaces it", there.display());
    }
    let plan = Plan { facts: args.facts, n: args.n, by, recall: args.recall, seed: args.seed };
    let sheet = nutgraf_validate::sample(&args.run, &plan)?;
    for (path, text) in files.iter().zip([sheet.to_html(), sheet.to_csv()]) {
        std::fs::write(path, text).map_err(|error| anyhow::anyhow!("writing {}: {error}", path.display()))?;
    }
    message(&format!("{} to mark in {} or {}", sheet.items.len(), files[0].display(), files[1].display()));
    Ok(Outcome::Done)
}
