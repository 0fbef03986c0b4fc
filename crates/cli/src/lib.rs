//! The command `nutgraf`. A library too, so that the Python package installs the same program.
//!
//! A subcommand is a module with `Args` and `run`; to add one, write its module and add a line to `commands`.
#![forbid(unsafe_code)]
// A subcommand takes its arguments whole.
#![allow(clippy::needless_pass_by_value)]

mod completions;
mod entities;
mod events;
mod extract;
mod failures;
mod link;
mod linked;
mod man;
mod places;
mod quotes;
mod records;
mod report;
mod sample;
mod schema;
mod show;
mod stories;
mod tabular;
mod terminal;
mod timeline;
mod tokens;
mod validate;

use std::ffi::OsString;
use std::io;

use clap::{CommandFactory, Parser, Subcommand};

/// Reads news as a crawler leaves it and tells what it says, with the exact place of every fact.
#[derive(Parser)]
#[command(name = "nutgraf", bin_name = "nutgraf", version, max_term_width = 100, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str =
    "Exit codes: 0 done, 1 some inputs failed (the others are done), 2 wrong use or the output can't be written";

/// How a command ended.
enum Outcome {
    Done,
    /// Some inputs failed; each was named.
    SomeFailed,
}

/// Declares the subcommands: the name of the variant and the module with its `Args` and `run`.
macro_rules! commands {
    ($($variant:ident $module:ident;)+) => {
        #[derive(Subcommand)]
        enum Command {
            $($variant($module::Args),)+
        }

        impl Command {
            fn run(self) -> anyhow::Result<Outcome> {
                match self {
                    $(Self::$variant(args) => $module::run(args),)+
                }
            }
        }
    };
}

commands! {
    Extract extract;
    Link link;
    Entities entities;
    Stories stories;
    Show show;
    Quotes quotes;
    Places places;
    Events events;
    Timeline timeline;
    Report report;
    Tokens tokens;
    Sample sample;
    Validate validate;
    Schema schema;
    Completions completions;
    Man man;
}

/// Runs the command with these arguments, the program's name first, and gives its exit code: 0 done, 1 some inputs failed, 2 wrong use.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version go to standard output; if nobody reads on, that is no fault.
            let _ = error.print();
            return error.exit_code() as u8;
        }
    };
    match cli.command.run() {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::SomeFailed) => 1,
        Err(error) if is_closed_pipe(&error) => 0,
        Err(error) => {
            terminal::message(&format!("{error:#}"));
            2
        }
    }
}

/// True if the reader of our output went away: `nutgraf extract ... | head`.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let closed = Some(io::ErrorKind::BrokenPipe);
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().map(io::Error::kind) == closed
            || cause.downcast_ref::<nutgraf_batch::Error>().and_then(nutgraf_batch::Error::io_kind) == closed
    })
}

/// The command as clap knows it.
fn command() -> clap::Command {
    Cli::command()
}
