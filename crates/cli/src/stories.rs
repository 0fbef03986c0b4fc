//! `nutgraf stories`: the stories of a linked corpus.

use nutgraf_link::tables::STORIES;

use crate::Outcome;
use crate::linked::{ListArgs, Listed};

/// List the stories of a linked corpus, most articles first
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    list: ListArgs,
}

/// The columns that are listed.
const COLUMNS: [&str; 8] = ["id", "articles", "sites", "first_day", "last_day", "main_event", "countries", "headline"];

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    args.list.print(&Listed { table: &STORIES, columns: &COLUMNS, only: None })
}
