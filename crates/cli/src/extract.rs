//! `nutgraf extract`: records of many articles.

use std::io::{self, BufWriter};
use std::num::NonZero;
use std::path::PathBuf;
use std::thread::available_parallelism;

use clap::ValueEnum;
use nutgraf::{Extractor, Offsets, Options};
use nutgraf_batch::{Counts, RunOptions, Stream, run as run_batch};

use crate::Outcome;
use crate::failures::Watcher;
use crate::records::SourceArgs;

/// Print the records of articles, a line of JSON each
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    source: SourceArgs,

    /// Write here and not to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Threads that work; the output is the same for any number [default: all cores]
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZero<usize>>,

    /// The unit of all offsets
    #[arg(long, value_name = "UNIT", default_value = "codepoint")]
    offsets: Unit,

    /// Put sentences and tokens into the records
    #[arg(long)]
    tokens: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Unit {
    /// Unicode code points, as Python counts
    Codepoint,
    /// UTF-8 bytes, as Rust, Go and C count
    Byte,
    /// UTF-16 units, as JavaScript and Java count
    Utf16,
}

impl From<Unit> for Offsets {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Codepoint => Self::CodePoint,
            Unit::Byte => Self::Byte,
            Unit::Utf16 => Self::Utf16,
        }
    }
}

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let extractor = Extractor::new(Options { tokens: args.tokens, ..args.source.options() })?;
    let corpus = args.source.corpus()?;
    let jobs = args.jobs.or_else(|| available_parallelism().ok()).map_or(1, NonZero::get);
    let options = RunOptions { jobs, offsets: args.offsets.into() };
    let mut watcher = Watcher::new(corpus.inputs().size(), corpus.bytes_read(), args.output.is_none());
    let mut output: Stream<Box<dyn io::Write>> = Stream::new(match &args.output {
        None => Box::new(io::stdout().lock()),
        Some(path) => Box::new(BufWriter::new(
            std::fs::File::create(path).map_err(|error| anyhow::anyhow!("writing {}: {error}", path.display()))?,
        )),
    });
    let done = run_batch(corpus, &extractor, &options, &mut output, Counts::default(), &mut watcher);
    let failed = watcher.finish();
    done?;
    Ok(if failed { Outcome::SomeFailed } else { Outcome::Done })
}
