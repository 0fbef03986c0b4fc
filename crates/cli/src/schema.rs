//! `nutgraf schema`: the form of a record.

use std::io::{self, Write};

use nutgraf::Record;

use crate::Outcome;

/// Print the JSON Schema of a record
#[derive(clap::Args)]
pub struct Args {
    /// Tell of the tables of Parquet and CSV instead, field by field
    #[arg(long)]
    tables: bool,
}

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let schema = if args.tables { nutgraf_batch::tables::markdown() } else { format!("{:#}\n", Record::schema()) };
    io::stdout().write_all(schema.as_bytes())?;
    Ok(Outcome::Done)
}
