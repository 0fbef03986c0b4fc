//! `nutgraf man`: the manual page.

use std::io::{self, Write};

use crate::Outcome;

/// Print the manual page: `nutgraf man | man -l -`
#[derive(clap::Args)]
pub struct Args;

pub fn run(_: Args) -> anyhow::Result<Outcome> {
    let command = crate::command();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for subcommand in command.get_subcommands() {
        // Each as a part of the one page: without a title of its own.
        let name = format!("nutgraf {}", subcommand.get_name());
        let man = clap_mangen::Man::new(subcommand.clone().bin_name(&name));
        writeln!(page, ".SH \"{}\"", name.to_uppercase())?;
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    io::stdout().write_all(&page)?;
    Ok(Outcome::Done)
}
