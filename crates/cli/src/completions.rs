//! `nutgraf completions`: what a shell needs to complete the command.

use std::io::{self, Write};

use clap_complete::Shell;

use crate::Outcome;

/// Print the completions of a shell: `nutgraf completions bash > /etc/bash_completion.d/nutgraf`
#[derive(clap::Args)]
pub struct Args {
    /// The shell
    shell: Shell,
}

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    // Into memory first: the generator panics if its writer fails.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut crate::command(), "nutgraf", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Outcome::Done)
}
