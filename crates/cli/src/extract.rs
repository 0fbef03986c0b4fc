//! `nutgraf extract`: records of many articles.

use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::available_parallelism;

use clap::ValueEnum;
use nutgraf::{Offsets, Options};
use nutgraf_batch::{Dedupe, Format, Job, OpenMode, Stream};

use crate::Outcome;
use crate::failures::Watcher;
use crate::records::SourceArgs;
use crate::terminal::Screen;

/// Read articles into records: lines of JSON, or tables
#[derive(clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "flags of a command")]
pub struct Args {
    #[command(flatten)]
    source: SourceArgs,

    /// Write here and not to standard output
    ///
    /// A file for JSON lines, packed if its name ends in .gz or .zst; a folder for tables; for texts a file (.txt, .md, .xml, packed or
    /// not), or a folder with a file an article. What fails is listed beside it or in it.
    #[arg(short, long, value_name = "OUT", help_heading = "Output")]
    output: Option<PathBuf>,

    /// In which form [default: what OUT ends in; parquet for a folder or a name without an ending, else JSON lines]
    #[arg(long, value_name = "FORM", help_heading = "Output")]
    to: Option<OutputFormat>,

    /// Go on with an interrupted run; the result is the same as without the interruption
    #[arg(long, requires = "output", conflicts_with = "overwrite", help_heading = "Output")]
    resume: bool,

    /// Write over what is there
    #[arg(long, requires = "output", help_heading = "Output")]
    overwrite: bool,

    /// Find articles that are copies of earlier ones: mark them (`duplicate_of`) or leave them out; with -o, beside which their
    /// sketches are kept
    #[arg(long, value_name = "HOW", requires = "output", help_heading = "Output")]
    dedupe: Option<DedupeMode>,

    /// Join people, organisations, stories and events of all articles at the end, as `nutgraf link OUT` does; with tables
    #[arg(long, requires = "output", help_heading = "Output")]
    link: bool,

    /// Your own list of people and organisations for that: see `nutgraf link --help`
    #[arg(long, value_name = "FILE", requires = "link", help_heading = "Output")]
    known: Option<PathBuf>,

    /// Read everything twice, first to learn which lines recur on a site: they are no article's text
    #[arg(long, help_heading = "Reading")]
    learn_furniture: bool,

    /// CSV cells as they are; otherwise an apostrophe keeps spreadsheets from running ones that begin with = + - @ as formulas
    #[arg(long, help_heading = "Output")]
    raw: bool,

    /// Threads that work; the output is the same for any number [default: all cores]
    #[arg(short, long, value_name = "N", help_heading = "Output")]
    jobs: Option<NonZero<usize>>,

    /// The unit of all offsets
    #[arg(long, value_name = "UNIT", default_value = "codepoint", help_heading = "Output")]
    offsets: Unit,

    /// Put sentences and tokens into the records
    #[arg(long, help_heading = "Output")]
    tokens: bool,

    /// Say nothing on standard error but what goes wrong
    #[arg(short, long, help_heading = "Output")]
    quiet: bool,
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

#[derive(Debug, Clone, Copy, ValueEnum)]
enum OutputFormat {
    /// A record a line
    Jsonl,
    /// A folder of tables
    Parquet,
    /// A folder of tables
    Csv,
    /// The clean article as text
    Txt,
    /// The clean article in Markdown
    Md,
    /// The clean article in TEI, the XML of the Text Encoding Initiative
    Tei,
}

impl From<OutputFormat> for Format {
    fn from(format: OutputFormat) -> Self {
        match format {
            OutputFormat::Jsonl => Self::Jsonl,
            OutputFormat::Parquet => Self::Parquet,
            OutputFormat::Csv => Self::Csv,
            OutputFormat::Txt => Self::Txt,
            OutputFormat::Md => Self::Md,
            OutputFormat::Tei => Self::Tei,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum DedupeMode {
    Mark,
    Drop,
}

impl From<DedupeMode> for Dedupe {
    fn from(mode: DedupeMode) -> Self {
        match mode {
            DedupeMode::Mark => Self::Mark,
            DedupeMode::Drop => Self::Drop,
        }
    }
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
    let job = Job {
        inputs: args.source.inputs()?,
        read: args.source.read_options(),
        options: Options { tokens: args.tokens, ..args.source.options() },
        offsets: args.offsets.into(),
        jobs: args.jobs.or_else(|| available_parallelism().ok()).map_or(1, NonZero::get),
        dedupe: args.dedupe.map(Into::into),
        learn_furniture: args.learn_furniture,
        raw_csv: args.raw,
        bytes_read: Arc::default(),
    };
    let mut watcher = Watcher::new(job.inputs.size(), Arc::clone(&job.bytes_read), args.output.is_none(), args.quiet);
    let mut linked = None;
    let asked = args.to.map(Format::from);
    let done = match args.output {
        None => Stream::new(Screen::new(asked.is_none_or(|form| form == Format::Jsonl)), asked.unwrap_or(Format::Jsonl))
            .map_err(|error| anyhow::anyhow!("{error}: -o FOLDER"))
            .map(|mut stream| job.run(&mut stream, &mut watcher))?,
        Some(path) => {
            let format = asked.map_or_else(|| Format::of(&path), Ok)?;
            if args.link && !format.is_tables() {
                anyhow::bail!("--link reads tables: -o FOLDER, --to parquet or csv");
            }
            linked = args.link.then(|| path.clone());
            let start = if args.resume {
                OpenMode::Resume
            } else if args.overwrite {
                OpenMode::Overwrite
            } else {
                OpenMode::New
            };
            job.run_to(path, format, start, &mut watcher)
        }
    };
    watcher.finish();
    let counts = done?;
    watcher.summary(&counts);
    if let Some(folder) = linked {
        crate::link::folder(&folder, args.known.as_deref(), args.jobs, args.quiet)?;
    }
    Ok(if counts.failed() > 0 { Outcome::SomeFailed } else { Outcome::Done })
}
