//! Lists of what linking made: what `nutgraf entities` and `nutgraf stories` share.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nutgraf_batch::tables::Type;
use nutgraf_link::Source;
use nutgraf_link::tables::Table;
use serde_json::Value;

use crate::Outcome;
use crate::tabular::FormArgs;

/// Which corpus, how much of it, and in which form.
#[derive(clap::Args)]
pub struct ListArgs {
    /// The folder of tables, after `nutgraf link`
    #[arg(value_name = "OUT")]
    folder: PathBuf,

    /// How many of them
    #[arg(long, value_name = "N", default_value_t = 50)]
    top: usize,

    #[command(flatten)]
    form: FormArgs,
}

impl ListArgs {
    /// Prints the first rows, most articles first.
    ///
    /// # Errors
    /// If the corpus is not linked, or the table can't be read; then nothing is printed.
    pub fn print(&self, listed: &Listed<'_>) -> anyhow::Result<Outcome> {
        let found = list(&self.folder, listed, self.top)?;
        let mut rows = self.form.rows(listed.columns.iter().copied())?;
        found.into_iter().try_for_each(|cells| rows.row(cells))?;
        Ok(Outcome::Done)
    }
}

/// What is listed of a table that linking made.
pub struct Listed<'a> {
    pub table: &'static Table,
    pub columns: &'a [&'static str],
    /// A column and the value that its cells must have.
    pub only: Option<(&'a str, &'a str)>,
}

/// The first rows of such a table, most articles first; of as many articles in the order of the table.
fn list(folder: &Path, listed: &Listed<'_>, top: usize) -> anyhow::Result<Vec<Vec<Value>>> {
    let source = Source::Folder(folder.to_owned());
    if !source.has(listed.table.name) {
        anyhow::bail!("{}: it is not linked yet; `nutgraf link` does that", folder.display());
    }
    let kind = |name: &str| listed.table.columns.iter().find(|column| column.name == name).map(|column| column.kind);
    let kinds: Vec<_> = listed.columns.iter().map(|name| kind(name)).collect();
    let place = |name: &str| listed.columns.iter().position(|column| *column == name);
    let only = listed.only.and_then(|(column, value)| Some((place(column)?, value)));
    // People and organisations each come most articles first; both together are put in one order. Only the first rows are kept.
    let mut first: BTreeMap<(Reverse<i64>, usize), Vec<Value>> = BTreeMap::new();
    let mut count = 0;
    let mut cursor = source.open(listed.table.name, listed.columns)?;
    while let Some(cells) = cursor.next(|row| {
        let cell = |(column, kind): (usize, &Option<Type>)| match kind {
            Some(Type::Int | Type::Long) => row.number::<i64>(column).map(Value::from),
            Some(Type::Float) => row.number::<f64>(column).map(Value::from),
            Some(Type::Texts) => Some(row.texts(column).join(" ").into()).filter(|text| text != ""),
            _ => row.text(column).map(Value::from),
        };
        kinds.iter().enumerate().map(|pair| cell(pair).unwrap_or_default()).collect::<Vec<_>>()
    })? {
        if only.is_none_or(|(column, value)| cells[column] == value) {
            let articles = place("articles").and_then(|column| cells[column].as_i64()).unwrap_or_default();
            first.insert((Reverse(articles), count), cells);
            count += 1;
            if first.len() > top {
                first.pop_last();
            }
        }
    }
    Ok(first.into_values().collect())
}
