//! `nutgraf report`: a corpus as pages to read.

use std::path::PathBuf;

use nutgraf_report::Options;

use crate::Outcome;
use crate::terminal::message;

/// Write a report of a run: pages to read, that open from the disk in any browser
///
/// An overview, a page a person and organisation, places on a map, events, times, a reader with every fact marked, and a search of
/// all texts. The pages ask nothing of the network. After `nutgraf link` people are those of the corpus, else equal names are one.
#[derive(clap::Args)]
pub struct Args {
    /// The output of `nutgraf extract -o`
    #[arg(value_name = "OUT")]
    run: PathBuf,

    /// The folder to write
    #[arg(long, short, value_name = "FOLDER")]
    out: PathBuf,

    /// Write over an earlier report
    #[arg(long)]
    overwrite: bool,

    /// Say nothing on standard error but what goes wrong
    #[arg(short, long)]
    quiet: bool,
}

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let done = nutgraf_report::report(&args.run, &args.out, &Options { overwrite: args.overwrite })?;
    if !args.quiet {
        let page = args.out.join("index.html");
        let megabytes = done.bytes as f64 / 1e6;
        message(&format!("{} articles, {megabytes:.1} MB: open {}", done.articles, page.display()));
    }
    Ok(Outcome::Done)
}
