//! `nutgraf quotes`: who said what, as a table or CSV.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use nutgraf::record::{Extent, Polarity, Quote, QuoteKind};
use nutgraf::{Offsets, Record};

use crate::Outcome;
use crate::records::SourceArgs;
use crate::terminal::{Colour, Painter, Style};

/// List who said what: speaker, cue, words, and where they stand
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    source: SourceArgs,

    /// A table to read or CSV for a spreadsheet [default: table on a terminal, else csv]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,

    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: Colour,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// A row a quotation, offsets in code points
    Csv,
}

/// The columns of the CSV.
const COLUMNS: [&str; 13] = [
    "article",
    "start",
    "end",
    "kind",
    "speaker",
    "as_written",
    "cue",
    "polarity",
    "addressee",
    "channel",
    "words",
    "rule",
    "confidence",
];

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let mut out = io::stdout().lock();
    let format = args.format.unwrap_or(if io::stdout().is_terminal() { Format::Table } else { Format::Csv });
    if format == Format::Csv {
        out.write_all(csv_row(COLUMNS).as_bytes())?;
    }
    let painter = Painter::stdout(args.color);
    let failed = args.source.for_each(|record| {
        let record = record.with_offsets(Offsets::CodePoint);
        let text = match format {
            Format::Table => table(&record, painter),
            Format::Csv => record.quotes.iter().map(|quote| csv_row(cells(&record, quote))).collect(),
        };
        Ok(out.write_all(text.as_bytes())?)
    })?;
    Ok(if failed { Outcome::SomeFailed } else { Outcome::Done })
}

/// An article's quotations for people: who and by what word, then the words.
fn table(record: &Record, painter: Painter) -> String {
    let mut page = String::new();
    if !record.quotes.is_empty() {
        let _ = writeln!(page, "{}", painter.paint(&[Style::Dim], record.id.as_deref().unwrap_or("-")));
    }
    for quote in &record.quotes {
        let [_, start, end, _, speaker, written, cue, ..] = cells(record, quote);
        let who = [speaker, written].into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| "?".into());
        let place = painter.paint(&[Style::Dim], &format!("{start}-{end}"));
        let _ = writeln!(page, "  {} {cue}  {place}", painter.paint(&[Style::Person], &who));
        let words = words(quote);
        if !words.is_empty() {
            let style: &[Style] = if quote.kind == QuoteKind::Direct { &[Style::Quote] } else { &[] };
            let _ = writeln!(page, "    {}", painter.paint(style, &words));
        }
    }
    page
}

/// What is known of a quotation, in the order of [`COLUMNS`].
fn cells(record: &Record, quote: &Quote) -> [String; COLUMNS.len()] {
    let text = |extent: Option<&Extent>| extent.map(|extent| one_line(&extent.text)).unwrap_or_default();
    let speaker = quote.speaker.as_ref();
    let first = quote.content.first().or(quote.cue.as_ref().map(|cue| &cue.extent));
    let last = quote.content.last().or(quote.cue.as_ref().map(|cue| &cue.extent));
    let polarity = quote.cue.as_ref().map_or("said", |cue| match cue.polarity {
        Polarity::Said => "said",
        Polarity::Denied => "denied",
        Polarity::NotSaid => "not_said",
    });
    let kind = match quote.kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Indirect => "indirect",
        QuoteKind::Mixed => "mixed",
        QuoteKind::Silent => "silent",
    };
    [
        record.id.clone().unwrap_or_default(),
        first.map(|extent| extent.span.start.to_string()).unwrap_or_default(),
        last.map(|extent| extent.span.end.to_string()).unwrap_or_default(),
        kind.into(),
        speaker.and_then(|speaker| speaker.name.clone()).unwrap_or_default(),
        text(speaker.and_then(|speaker| speaker.extent.as_ref())),
        text(quote.cue.as_ref().map(|cue| &cue.extent)),
        polarity.into(),
        text(quote.addressee.as_ref()),
        text(quote.channel.as_ref()),
        words(quote),
        quote.rule.clone().into_owned(),
        format!("{:.2}", quote.confidence.get()),
    ]
}

/// The words of all pieces, in one line.
fn words(quote: &Quote) -> String {
    one_line(&quote.content.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" … "))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A row of CSV (RFC 4180): every cell that needs it in double quotes.
fn csv_row<S: AsRef<str>>(cells: impl IntoIterator<Item = S>) -> String {
    let cell = |cell: S| {
        let cell = cell.as_ref();
        if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
    };
    cells.into_iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf::{Extractor, Source};

    #[test]
    fn csv_cells_with_commas_and_marks_are_quoted() {
        assert_eq!(csv_row(["a", "b, c", "say \"no\""]), "a,\"b, c\",\"say \"\"no\"\"\"\r\n");
    }

    #[test]
    fn a_quotation_makes_a_row_of_all_columns() {
        let text =
            "The bridge reopened on Monday.\n\n“We will rebuild the town,” Mayor Ana Ruiz told reporters in a statement.\n";
        let record = Extractor::default().extract(&Source::text(text)).with_offsets(Offsets::CodePoint);
        let row = cells(&record, &record.quotes[0]);
        assert_eq!(row[3..9], ["direct", "Ana Ruiz", "Mayor Ana Ruiz", "told", "said", "reporters"]);
        assert_eq!(row[9..11], ["in a statement", "We will rebuild the town,"]);
    }
}
