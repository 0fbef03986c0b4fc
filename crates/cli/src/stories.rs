//! `nutgraf stories`: the stories of a linked corpus.

use std::path::PathBuf;

use nutgraf_link::tables::STORIES;

use crate::Outcome;
use crate::entities::{Listed, list};
use crate::tabular::FormArgs;

/// List the stories of a linked corpus, most articles first
#[derive(clap::Args)]
pub struct Args {
    /// The folder of tables, after `nutgraf link`
    #[arg(value_name = "OUT")]
    folder: PathBuf,

    /// How many of them
    #[arg(long, value_name = "N", default_value_t = 50)]
    top: usize,

    #[command(flatten)]
    form: FormArgs,
}

/// The columns that are listed.
const COLUMNS: [&str; 8] = ["id", "articles", "sites", "first_day", "last_day", "main_event", "countries", "headline"];

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let listed = Listed { table: &STORIES, columns: &COLUMNS, only: None };
    let mut rows = args.form.rows(COLUMNS.into_iter())?;
    list(&args.folder, &listed)?.into_iter().take(args.top).try_for_each(|cells| rows.row(cells))?;
    Ok(Outcome::Done)
}
