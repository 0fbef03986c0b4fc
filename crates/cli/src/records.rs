//! What commands share that read files into records: their options, and the way from one to the other.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::ValueEnum;
use nutgraf::{Date, Extractor, Input, Narration, Options, Record, UserGazetteer};
use nutgraf_batch::{Columns, Corpus, Inputs, Kind, ReadOptions};

use crate::terminal;

/// Which files, and how they are read.
#[derive(Debug, clap::Args)]
pub struct SourceArgs {
    /// Files, folders, patterns; "-" or nothing for standard input
    ///
    /// Text, HTML, JSON, JSON lines, CSV, Parquet and WARC/WET files, also as .gz, .zst, .xz and .bz2. What a file is, is told from its content.
    pub paths: Vec<PathBuf>,

    /// Read the paths from a file, one a line; "-" for standard input
    #[arg(help_heading = "Reading", long, value_name = "LIST")]
    files_from: Option<PathBuf>,

    /// What the files are, if their content does not tell
    #[arg(help_heading = "Reading", long, value_name = "KIND")]
    from: Option<InputKind>,

    /// The day of publication of documents that come without one: what "yesterday" is counted from
    #[arg(help_heading = "Reading", long, value_name = "YYYY-MM-DD")]
    published: Option<Date>,

    /// Clean article text: nothing in it is taken for furniture
    #[arg(help_heading = "Reading", long)]
    article: bool,

    /// History or biography: relative times are counted from the last date told
    #[arg(help_heading = "Reading", long)]
    narrative: bool,

    /// The publisher's country, two letters: settles 3/4/2025 and leans towards places there
    #[arg(help_heading = "Reading", long, value_name = "CODE")]
    country: Option<String>,

    /// A TSV file of places that win over those built in; columns name, lat, lon and, if there, country, admin1, population, alt
    #[arg(help_heading = "Reading", long, value_name = "FILE", value_parser = gazetteer)]
    gazetteer: Option<UserGazetteer>,

    /// A TSV file of words that tell of events, as docs/events.md says; they win over those built in
    #[arg(help_heading = "Reading", long, value_name = "FILE", value_parser = rows)]
    triggers: Option<Rows>,

    #[command(flatten)]
    columns: ColumnArgs,
}

/// The rows of a file of the user's.
#[derive(Debug, Clone)]
struct Rows(Vec<String>);

/// Reads the rows of a file, blank ones, comments and a header row aside.
fn rows(path: &str) -> Result<Rows, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let plain = |line: &&str| !line.trim().is_empty() && !line.starts_with('#') && !line.starts_with("lemma\t");
    let rows: Vec<String> = text.trim_start_matches('\u{feff}').lines().filter(plain).map(str::to_owned).collect();
    nutgraf::Extractor::new(Options { triggers: rows.clone(), ..Options::default() }).map_err(|error| error.to_string())?;
    Ok(Rows(rows))
}

/// Reads the user's own gazetteer.
fn gazetteer(path: &str) -> Result<UserGazetteer, String> {
    std::fs::read_to_string(path).map_err(|error| error.to_string()).and_then(|tsv| UserGazetteer::parse(&tsv))
}

/// Which column of a table, or key of a JSON line, is what.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Columns (JSON lines, CSV, Parquet)")]
struct ColumnArgs {
    /// The column with plain text
    #[arg(long, value_name = "COLUMN")]
    text: Option<String>,
    /// The column with HTML
    #[arg(long, value_name = "COLUMN")]
    html: Option<String>,
    /// The column with the name of the document
    #[arg(long, value_name = "COLUMN")]
    id: Option<String>,
    /// The column with its address
    #[arg(long, value_name = "COLUMN")]
    url: Option<String>,
    /// The column with the day of publication
    #[arg(long, value_name = "COLUMN")]
    date: Option<String>,
    /// The column with the headline
    #[arg(long, value_name = "COLUMN")]
    title: Option<String>,
    /// The column with the author or authors
    #[arg(long, value_name = "COLUMN")]
    author: Option<String>,
    /// The column with the name of the site or paper
    #[arg(long, value_name = "COLUMN")]
    site: Option<String>,
    /// The column with the section of the paper
    #[arg(long, value_name = "COLUMN")]
    section: Option<String>,
    /// The column with the language
    #[arg(long, value_name = "COLUMN")]
    language: Option<String>,
    /// The column that says when the document was fetched
    #[arg(long, value_name = "COLUMN")]
    crawled: Option<String>,
    /// A column to keep: in the record's `context`, and in the table `articles`; may be given more than once
    #[arg(long, value_name = "COLUMN")]
    keep: Vec<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum InputKind {
    /// A document a file: text or HTML
    Document,
    /// JSON objects, alone, one after the other or in an array
    Json,
    /// A JSON object a line
    Jsonl,
    /// Rows with a header line
    Csv,
    /// Apache Parquet
    Parquet,
    /// Web archives
    Warc,
}

impl SourceArgs {
    /// What the extractor is told.
    pub fn options(&self) -> Options {
        Options {
            input: if self.article { Input::Article } else { Input::Page },
            narration: if self.narrative { Narration::Narrative } else { Narration::News },
            country: self.country.clone(),
            gazetteer: self.gazetteer.clone(),
            triggers: self.triggers.as_ref().map(|rows| rows.0.clone()).unwrap_or_default(),
            ..Options::default()
        }
    }

    /// What the files are told.
    pub fn read_options(&self) -> ReadOptions {
        let from = self.from.map(|kind| match kind {
            InputKind::Document => Kind::Document,
            InputKind::Json => Kind::Json,
            InputKind::Jsonl => Kind::Jsonl,
            InputKind::Csv => Kind::Csv,
            InputKind::Parquet => Kind::Parquet,
            InputKind::Warc => Kind::Warc,
        });
        let named = self.columns.clone();
        let columns = Columns {
            text: named.text,
            html: named.html,
            id: named.id,
            url: named.url,
            published: named.date,
            title: named.title,
            authors: named.author,
            site_name: named.site,
            section: named.section,
            language: named.language,
            crawled: named.crawled,
            keep: named.keep,
        };
        ReadOptions { from, columns, published: self.published, max_bytes: self.options().max_source() }
    }

    /// The files; standard input if none were named.
    ///
    /// # Errors
    /// If the list of files can't be read.
    pub fn inputs(&self) -> anyhow::Result<Inputs> {
        let mut paths = self.paths.clone();
        if let Some(list) = &self.files_from {
            let text = if list.as_os_str() == "-" { io::read_to_string(io::stdin()) } else { std::fs::read_to_string(list) };
            let list_text = text.map_err(|e| anyhow::anyhow!("reading {}: {e}", list.display()))?;
            paths.extend(list_text.lines().map(str::trim).filter(|line| !line.is_empty()).map(PathBuf::from));
        } else if paths.is_empty() {
            if io::stdin().is_terminal() {
                terminal::message("reading an article from the terminal: Ctrl-D ends it, --help tells of files");
            }
            paths.push(PathBuf::from("-"));
        }
        Ok(Inputs::find(paths))
    }

    /// The articles of the files.
    ///
    /// # Errors
    /// If the list of files can't be read.
    pub fn corpus(&self) -> anyhow::Result<Corpus> {
        Ok(Corpus::new(self.inputs()?, self.read_options()))
    }

    /// Calls `each` with the record of every article, offsets in bytes, in order; what fails is named on standard error.
    /// True if something failed. For commands that look at records one by one; `extract` does it on many threads.
    ///
    /// # Errors
    /// If the options can't be used, the list of files can't be read, or `each` fails.
    pub fn for_each(&self, each: impl FnMut(Record) -> anyhow::Result<()>) -> anyhow::Result<bool> {
        self.for_each_with(self.options(), each)
    }

    /// [`SourceArgs::for_each`] with other options.
    ///
    /// # Errors
    /// As there.
    pub fn for_each_with(&self, options: Options, mut each: impl FnMut(Record) -> anyhow::Result<()>) -> anyhow::Result<bool> {
        let extractor = Extractor::new(options)?;
        let mut worker = extractor.worker();
        let mut failed = false;
        for document in self.corpus()? {
            match document {
                Ok(item) => each(worker.extract(&item.source))?,
                Err(failure) => {
                    failed = true;
                    terminal::message(&failure.to_string());
                }
            }
        }
        Ok(failed)
    }
}
