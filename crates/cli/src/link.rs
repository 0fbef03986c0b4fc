//! `nutgraf link`: which people and organisations of a corpus are one, and which articles tell one story.

use std::num::NonZero;
use std::path::{Path, PathBuf};

use nutgraf_link::{Known, Options, Source, Target};

use crate::Outcome;
use crate::terminal;

/// Join the people, organisations, stories and events of a corpus: one person, one id
///
/// Reads the tables that `nutgraf extract -o OUT` wrote and adds `entities`, `stories` and `happenings` beside them, each with a table
/// of links to the articles. Linked again after more articles came, what was there keeps its ids.
#[derive(clap::Args)]
pub struct Args {
    /// The folder of tables
    #[arg(value_name = "OUT")]
    folder: PathBuf,

    /// Your own list of people and organisations: a table (.tsv, else commas) with a column `name`, and where you have them `id`,
    /// `aliases` (parted by | or ;) and `kind` (person, organization); it wins, and all other columns become columns of `entities`
    #[arg(long, value_name = "FILE")]
    known: Option<PathBuf>,

    /// Threads that work; the result is the same for any number [default: all cores]
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZero<usize>>,

    /// Say nothing on standard error but what goes wrong
    #[arg(short, long)]
    quiet: bool,
}

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    folder(&args.folder, args.known.as_deref(), args.jobs, args.quiet)?;
    Ok(Outcome::Done)
}

/// Links the tables in a folder and says what came of it.
pub fn folder(path: &Path, known: Option<&Path>, jobs: Option<NonZero<usize>>, quiet: bool) -> anyhow::Result<()> {
    let source = Source::Folder(path.to_owned());
    let target = Target::Folder { path: path.to_owned(), csv: source.is_csv() };
    let known = known.map(Known::read).transpose()?.unwrap_or_default();
    let options = Options { jobs: jobs.map_or(0, NonZero::get), known };
    let (done, _) = nutgraf_link::link(&source, &options, &target)?;
    if !quiet {
        terminal::message(&format!(
            "{} articles: {} people, {} organisations, {} stories, {} events told more than once",
            done.articles, done.people, done.organizations, done.stories, done.happenings
        ));
    }
    Ok(())
}
