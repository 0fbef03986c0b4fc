//! `nutgraf link`: which people and organisations of a corpus are one.

use std::num::NonZero;
use std::path::{Path, PathBuf};

use nutgraf_link::{Options, Source, Target};

use crate::Outcome;
use crate::terminal;

/// Join the people and organisations of a corpus: one person, one id
///
/// Reads the tables that `nutgraf extract -o OUT` wrote and adds `entities` and `entity_links` beside them. Linked again after more
/// articles came, what was there keeps its ids.
#[derive(clap::Args)]
pub struct Args {
    /// The folder of tables
    #[arg(value_name = "OUT")]
    folder: PathBuf,

    /// Threads that work; the result is the same for any number [default: all cores]
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZero<usize>>,

    /// Say nothing on standard error but what goes wrong
    #[arg(short, long)]
    quiet: bool,
}

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    folder(&args.folder, args.jobs, args.quiet)?;
    Ok(Outcome::Done)
}

/// Links the tables in a folder and says what came of it.
pub fn folder(path: &Path, jobs: Option<NonZero<usize>>, quiet: bool) -> anyhow::Result<()> {
    let source = Source::Folder(path.to_owned());
    let target = Target::Folder { path: path.to_owned(), csv: source.is_csv() };
    let options = Options { jobs: jobs.map_or(0, NonZero::get) };
    let (done, _) = nutgraf_link::link(&source, &options, &target)?;
    if !quiet {
        terminal::message(&format!("{} articles: {} people, {} organisations", done.articles, done.people, done.organizations));
    }
    Ok(())
}
