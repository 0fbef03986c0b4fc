//! `nutgraf quotes`: who said what.

use std::fmt::Write as _;

use nutgraf::record::{Quote, QuoteKind};
use nutgraf::{Offsets, Record};
use nutgraf_batch::tables;

use crate::Outcome;
use crate::records::SourceArgs;
use crate::tabular::{Form, FormArgs};
use crate::terminal::{Colour, Output, Painter, Style, one_line};

/// List who said what: speaker, cue, words, and where they are
///
/// The columns are those of the table `quotes` (`nutgraf schema --tables`).
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    source: SourceArgs,

    #[command(flatten)]
    form: FormArgs,

    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    color: Colour,
}

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let (Some(table), form) = (tables::table("quotes"), args.form.form()) else { anyhow::bail!("there is no table of quotes") };
    let failed = if form == Form::Table {
        let (mut out, painter) = (Output::new(), Painter::stdout(args.color));
        args.source.for_each(|record| {
            let record = record.with_offsets(Offsets::CodePoint);
            Ok(out.painted(&page(&record, painter))?)
        })?
    } else {
        let mut rows = args.form.rows(table.names())?;
        args.source.for_each(|record| {
            let cells = table.json(&record.with_offsets(Offsets::CodePoint));
            Ok(cells.into_iter().try_for_each(|cells| rows.row(cells))?)
        })?
    };
    Ok(if failed { Outcome::SomeFailed } else { Outcome::Done })
}

/// An article's quotations for people: who and by what word, then the words.
fn page(record: &Record, painter: Painter) -> String {
    let mut page = String::new();
    if !record.quotes.is_empty() {
        let _ = writeln!(page, "{}", painter.paint(&[Style::Dim], &one_line(record.id.as_deref().unwrap_or("-"))));
    }
    for quote in &record.quotes {
        let speaker = quote.speaker.as_ref();
        let named = speaker.and_then(|speaker| speaker.name.clone().or_else(|| Some(one_line(&speaker.extent.as_ref()?.text))));
        let cue = quote.cue.as_ref().map(|cue| one_line(&cue.extent.text)).unwrap_or_default();
        let pieces = || quote.content.iter().chain(quote.cue.as_ref().map(|cue| &cue.extent)).map(|extent| extent.span);
        let (start, end) = (pieces().map(|s| s.start).min().unwrap_or(0), pieces().map(|s| s.end).max().unwrap_or(0));
        let place = painter.paint(&[Style::Dim], &format!("{start}-{end}"));
        let who = painter.paint(&[Style::Person], &one_line(named.as_deref().unwrap_or("?")));
        let _ = writeln!(page, "  {who} {}  {place}", painter.paint(&[], &cue));
        let words = words(quote);
        if !words.is_empty() {
            let style: &[Style] = if quote.kind == QuoteKind::Direct { &[Style::Quote] } else { &[] };
            let _ = writeln!(page, "    {}", painter.paint(style, &words));
        }
    }
    page
}

/// The words of all pieces, in one line.
fn words(quote: &Quote) -> String {
    one_line(&quote.content.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" … "))
}
