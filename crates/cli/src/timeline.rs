//! `nutgraf timeline`: the dated facts in order.

use nutgraf::record::{Time, TimeKind};
use nutgraf::{Date, Record};
use serde_json::Value;

use crate::Outcome;
use crate::records::SourceArgs;
use crate::tabular::FormArgs;
use crate::terminal::one_line;

/// Print what happened when: every date told, in the order of the calendar, with the sentence that tells it
///
/// A row a date: the document, the first day, the day after the last one, the TIMEX3 value, the words of the text, the sentence, the types
/// of the events that it dates. Times that nothing places in the calendar are left out.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    source: SourceArgs,

    #[command(flatten)]
    form: FormArgs,
}

/// The columns: those of the table `times`, the sentence, and what happened then.
const COLUMNS: [&str; 7] = ["article", "begin_date", "end_date", "value", "text", "sentence", "events"];

/// A date and what is printed with it.
struct Row {
    from: Date,
    to: Date,
    cells: Vec<Value>,
}

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let mut dates = Vec::new();
    let failed = args.source.for_each(|record| {
        dates.extend((0..).zip(&record.times).filter_map(|(index, time)| row(&record, index, time)));
        Ok(())
    })?;
    // Stable: what begins on one day stays in the order of the text.
    dates.sort_by_key(|row| (row.from, row.to));
    let mut rows = args.form.rows(COLUMNS.into_iter())?;
    dates.into_iter().try_for_each(|date| rows.row(date.cells))?;
    Ok(if failed { Outcome::SomeFailed } else { Outcome::Done })
}

/// A time that has days; of a range, the row of its first end.
fn row(record: &Record, index: u32, time: &Time) -> Option<Row> {
    if !matches!(time.kind, TimeKind::Date | TimeKind::Time) {
        return None;
    }
    let from = time.begin_date?;
    let end = time.until.and_then(|i| record.times.get(i as usize)).unwrap_or(time);
    let to = end.end_date.or(time.end_date)?;
    let sentence = sentence(&record.text, time.extent.span.start as usize, time.extent.span.end as usize);
    let cells = [record.id.clone().unwrap_or_default(), from.to_string(), to.to_string(), time.value.clone()];
    let dated = record.events.iter().filter(|event| event.time.is_some_and(|when| when.time == Some(index)));
    let events = dated.map(|event| event.kind.name()).collect::<Vec<_>>().join(" ");
    let cells = cells.into_iter().chain([one_line(&time.extent.text), sentence, events]).map(Value::from).collect();
    Some(Row { from, to, cells })
}

/// Most of a sentence that is printed on each side of a date, in bytes: a page without stops would be printed whole for each.
const CONTEXT: usize = 300;

/// The words round a stretch of the text, to the ends of its sentence as marks show them, or as far as [`CONTEXT`] goes.
fn sentence(text: &str, start: usize, end: usize) -> String {
    let first = text.ceil_char_boundary(start.saturating_sub(CONTEXT));
    let last = text.floor_char_boundary(end.saturating_add(CONTEXT).min(text.len()));
    let (before, after) = (text.get(first..start).unwrap_or_default(), text.get(end..last).unwrap_or_default());
    let from = before.rfind(['\n', '!', '?']).max(before.rfind(". ")).map(|i| first + i + 1);
    let to = after.find(['\n', '!', '?']).into_iter().chain(after.find(". ")).min().map(|i| end + i + 1);
    let mut sentence = one_line(text.get(from.unwrap_or(first)..to.unwrap_or(last)).unwrap_or_default());
    if from.is_none() && first > 0 {
        sentence.insert(0, '…');
    }
    if to.is_none() && last < text.len() {
        sentence.push('…');
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_printed_with_its_sentence_and_no_more() {
        let text = "One. The dam broke on May 3, it said! Two.";
        let start = text.find("May").expect("the date");
        assert_eq!(sentence(text, start, start + 5), "The dam broke on May 3, it said!");
        let long = "é ".repeat(1000) + "May 3" + &" é".repeat(1000);
        let found = sentence(&long, 3000, 3005);
        assert!(found.len() <= 5 + 2 * CONTEXT + 6 && found.starts_with('…') && found.ends_with('…'), "{found}");
    }
}
