//! `nutgraf timeline`: the dated facts in order.

use std::io;

use nutgraf::record::{Time, TimeKind};
use nutgraf::{Date, Record};
use serde_json::Value;

use crate::Outcome;
use crate::records::SourceArgs;
use crate::tabular::{FormArgs, Rows};

/// Print what happened when: every date told, in the order of the calendar, with the sentence that tells it
///
/// A row a date: the document, the first day, the day after the last one, the TIMEX3 value, the words of the text, the sentence. Times that
/// nothing places in the calendar are left out.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    source: SourceArgs,

    #[command(flatten)]
    form: FormArgs,
}

/// The columns: those of the table `times`, and the sentence.
const COLUMNS: [&str; 6] = ["article", "begin_date", "end_date", "value", "text", "sentence"];

/// A date and what is printed with it.
struct Row {
    from: Date,
    to: Date,
    cells: Vec<Value>,
}

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let mut dates = Vec::new();
    let failed = args.source.for_each(|record| {
        dates.extend(record.times.iter().filter_map(|time| row(&record, time)));
        Ok(())
    })?;
    // Stable: what begins on one day stays in the order of the text.
    dates.sort_by_key(|row| (row.from, row.to));
    let mut rows = Rows::new(io::stdout().lock(), args.form.form(), COLUMNS.into_iter())?;
    dates.into_iter().try_for_each(|date| rows.row(date.cells))?;
    Ok(if failed { Outcome::SomeFailed } else { Outcome::Done })
}

/// A time that has days; of a range, the row of its first end.
fn row(record: &Record, time: &Time) -> Option<Row> {
    if !matches!(time.kind, TimeKind::Date | TimeKind::Time) {
        return None;
    }
    let from = time.begin_date?;
    let end = time.until.and_then(|i| record.times.get(i as usize)).unwrap_or(time);
    let to = end.end_date.or(time.end_date)?;
    let sentence = sentence(&record.text, time.extent.span.start as usize, time.extent.span.end as usize);
    let cells = [record.id.clone().unwrap_or_default(), from.to_string(), to.to_string(), time.value.clone()];
    let cells = cells.into_iter().chain([one_line(&time.extent.text), sentence]).map(Value::from).collect();
    Some(Row { from, to, cells })
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
