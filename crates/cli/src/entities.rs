//! `nutgraf entities`: the people and organisations of a linked corpus.

use std::path::PathBuf;

use nutgraf_link::Source;
use nutgraf_link::tables::ENTITIES;
use serde_json::Value;

use crate::Outcome;
use crate::tabular::FormArgs;

/// List the people and organisations of a linked corpus, most articles first
#[derive(clap::Args)]
pub struct Args {
    /// The folder of tables, after `nutgraf link`
    #[arg(value_name = "OUT")]
    folder: PathBuf,

    /// How many of them
    #[arg(long, value_name = "N", default_value_t = 50)]
    top: usize,

    /// Only people, or only organisations
    #[arg(long, value_name = "KIND", value_parser = ["person", "organization"])]
    kind: Option<String>,

    #[command(flatten)]
    form: FormArgs,
}

/// The columns that are listed.
const COLUMNS: [&str; 9] = ["id", "kind", "name", "articles", "mentions", "quotes", "first_day", "last_day", "confidence"];

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let source = Source::Folder(args.folder.clone());
    if !source.has(ENTITIES.name) {
        anyhow::bail!("{}: it is not linked yet; `nutgraf link` does that", args.folder.display());
    }
    let mut found: Vec<(u64, Vec<Value>)> = Vec::new();
    let mut cursor = source.open(ENTITIES.name, &COLUMNS)?;
    let cell = |column: usize, text: &str| match column {
        3..=5 => text.parse::<i64>().map_or(Value::Null, Value::from),
        8 => text.parse::<f64>().map_or(Value::Null, Value::from),
        _ => Value::from(text),
    };
    while let Some(cells) = cursor.next(|row| {
        let cells = (0..COLUMNS.len()).map(|column| row.text(column).map_or(Value::Null, |text| cell(column, &text)));
        cells.collect::<Vec<_>>()
    })? {
        if args.kind.as_deref().is_none_or(|kind| cells[1] == kind) {
            found.push((cells[3].as_u64().unwrap_or_default(), cells));
        }
    }
    // People and organisations each come most articles first; both together are put in one order.
    found.sort_by_key(|(articles, _)| std::cmp::Reverse(*articles));
    let mut rows = args.form.rows(COLUMNS.into_iter())?;
    found.into_iter().take(args.top).try_for_each(|(_, cells)| rows.row(cells))?;
    Ok(Outcome::Done)
}
