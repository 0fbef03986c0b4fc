//! `nutgraf timeline`: the dated facts in order.

use std::io::{self, Write};

use nutgraf::record::{Time, TimeKind};
use nutgraf::{Date, Record};

use crate::Outcome;
use crate::records::SourceArgs;

/// Print what happened when: every date told, in the order of the calendar, with the sentence that tells it
///
/// A line a date: the first day, the last day if there are more, the TIMEX3 value, the words of the text, the sentence, the document;
/// apart by tabs. Times that nothing places in the calendar are left out.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    source: SourceArgs,
}

/// A date and what is printed with it.
struct Row {
    from: Date,
    to: Date,
    line: String,
}

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let mut rows = Vec::new();
    let failed = args.source.for_each(|record| {
        rows.extend(record.times.iter().filter_map(|time| row(&record, time)));
        Ok(())
    })?;
    // Stable: what begins on one day stays in the order of the text.
    rows.sort_by_key(|row| (row.from, row.to));
    let mut out = io::stdout().lock();
    for row in rows {
        writeln!(out, "{}", row.line)?;
    }
    Ok(if failed { Outcome::SomeFailed } else { Outcome::Done })
}

/// A time that has days; a range stands at its first end.
fn row(record: &Record, time: &Time) -> Option<Row> {
    if !matches!(time.kind, TimeKind::Date | TimeKind::Time) {
        return None;
    }
    let from = time.begin_date?;
    let end = time.until.and_then(|i| record.times.get(i as usize)).unwrap_or(time);
    let to = end.end_date.or(time.end_date)?;
    let last = to.yesterday().filter(|last| *last > from).map(|last| last.to_string()).unwrap_or_default();
    let sentence = sentence(&record.text, time.extent.span.start as usize, time.extent.span.end as usize);
    let id = record.id.as_deref().unwrap_or("-");
    Some(Row { from, to, line: format!("{from}\t{last}\t{}\t{}\t{sentence}\t{id}", time.value, one_line(&time.extent.text)) })
}

/// The words round a stretch of the text, to the ends of its sentence as marks tell them.
fn sentence(text: &str, start: usize, end: usize) -> String {
    let (before, after) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let from = before.rfind(['\n', '!', '?']).max(before.rfind(". ")).map_or(0, |i| i + 1);
    let to = after.find(['\n', '!', '?']).into_iter().chain(after.find(". ")).min().map_or(text.len(), |i| end + i + 1);
    one_line(text.get(from..to).unwrap_or_default())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
