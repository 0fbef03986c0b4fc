//! `nutgraf entities`: the people and organisations of a linked corpus.

use nutgraf_link::tables::ENTITIES;

use crate::Outcome;
use crate::linked::{ListArgs, Listed};

/// List the people and organisations of a linked corpus, most articles first
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    list: ListArgs,

    /// Only people, or only organisations
    #[arg(long, value_name = "KIND", value_parser = ["person", "organization"])]
    kind: Option<String>,
}

/// The columns that are listed.
const COLUMNS: [&str; 9] = ["id", "kind", "name", "articles", "mentions", "quotes", "first_day", "last_day", "confidence"];

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let only = args.kind.as_deref().map(|kind| ("kind", kind));
    args.list.print(&Listed { table: &ENTITIES, columns: &COLUMNS, only })
}
