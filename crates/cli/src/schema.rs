//! `nutgraf schema`: the form of a record.

use std::io::{self, Write};

use nutgraf::Record;

use crate::Outcome;

/// Print the JSON Schema of a record
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_: Args) -> anyhow::Result<Outcome> {
    writeln!(io::stdout(), "{:#}", Record::schema())?;
    Ok(Outcome::Done)
}
