//! A sheet of things to mark, and of marks: as JSON, which the page saves, and as CSV.

use std::path::Path;

use nutgraf_batch::{guarded, unguarded};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::strata::Stratum;

/// What a file of marks begins with.
pub const FORM: &str = "nutgraf marks 1";
/// The table of sentences without facts.
pub const SENTENCES: &str = "sentences";

/// A drawn fact or sentence.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Item {
    /// Its table, or `sentences`.
    pub table: String,
    /// The id of its article.
    pub article: String,
    /// Which row of the article; of a sentence where it begins.
    pub row: usize,
    /// Its kind.
    pub kind: String,
    /// From 0 to 1.
    pub confidence: f64,
    /// The stratum that it was drawn from: a number in [`Sheet::strata`].
    pub stratum: usize,
    /// The site of its article.
    pub site: String,
    /// The month of its article, `YYYY-MM`.
    pub month: String,
    /// What nutgraf says of it, by column.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<(String, String)>,
    /// The words around it, and whether they are its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub passage: Vec<(String, bool)>,
    /// `right`, `partly` or `wrong`; none if not marked.
    pub mark: Option<String>,
    /// Of a sentence, how many facts were missed in it.
    pub missed: Option<u32>,
    /// What its kind, or the number asked for, should be.
    pub should: String,
    /// What the coder wrote.
    pub note: String,
}

/// Things to mark, and how they were drawn.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// What this file is.
    pub form: String,
    /// The version that drew it.
    pub nutgraf: String,
    /// The run that it was drawn from.
    pub run: String,
    /// Tells this sample from others.
    pub sample: String,
    /// What the strata were made by.
    pub by: String,
    /// The tables that facts were drawn from.
    pub tables: Vec<String>,
    /// Who marked it.
    pub coder: String,
    /// The strata.
    pub strata: Vec<Stratum>,
    /// The things, in the random order in which they are shown.
    pub items: Vec<Item>,
}

const COLUMNS: [&str; 22] = [
    "form",
    "nutgraf",
    "run",
    "sample",
    "by",
    "tables",
    "table",
    "article",
    "row",
    "kind",
    "confidence",
    "number",
    "stratum",
    "population",
    "drawn",
    "site",
    "month",
    "claims",
    "passage",
    "mark",
    "missed",
    "should",
];

impl Sheet {
    /// Reads marks as the page saved them, or a CSV file in which they were written.
    ///
    /// # Errors
    /// If it is no such file, or holds a mark that is none.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| Error::file(path, error))?;
        let text = text.trim_start_matches('\u{feff}');
        let sheet = if text.trim_start().starts_with('{') {
            serde_json::from_str(text).map_err(|error| Error::file(path, format!("it is no file of marks: {error}")))?
        } else {
            Self::from_csv(text).map_err(|reason| Error::file(path, format!("it is no file of marks: {reason}")))?
        };
        sheet.check().map_err(|reason| Error::file(path, reason))?;
        Ok(sheet)
    }

    fn check(&self) -> Result<(), String> {
        if self.form != FORM {
            return Err(format!("it is no file of marks of this version: its form is {:?}, not {FORM:?}", self.form));
        }
        for (i, item) in self.items.iter().enumerate() {
            let known = item.mark.as_deref().is_none_or(|mark| MARKS.contains(&mark));
            if !known || item.stratum >= self.strata.len() || item.missed.is_some_and(|missed| missed > 1000) {
                return Err(format!(
                    "item {}: {:?} is no mark: right, partly or wrong",
                    i + 1,
                    item.mark.clone().unwrap_or_default()
                ));
            }
        }
        Ok(())
    }

    /// The sheet as CSV: a thing a row. Cells that a spreadsheet would run get an apostrophe.
    ///
    /// # Panics
    /// Never: a vector takes all that is written to it.
    pub fn to_csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let safe = |cell: String| guarded(&cell).into_owned();
        let mut row = |cells: Vec<String>| writer.write_record(cells.into_iter().map(safe)).expect("a vector takes all");
        row(COLUMNS.iter().map(|&name| name.to_owned()).collect());
        for item in &self.items {
            let stratum = &self.strata[item.stratum];
            let claims: Vec<_> = item.claims.iter().map(|(name, value)| format!("{name}: {value}")).collect();
            let passage: Vec<_> =
                item.passage.iter().map(|(text, own)| if *own { format!("[{text}]") } else { text.clone() }).collect();
            let mut cells = vec![FORM.to_owned(), self.nutgraf.clone(), self.run.clone(), self.sample.clone(), self.by.clone()];
            cells.extend([self.tables.join(" "), item.table.clone(), item.article.clone(), item.row.to_string()]);
            cells.extend([item.kind.clone(), item.confidence.to_string(), item.stratum.to_string(), stratum.name.clone()]);
            cells.extend([stratum.population.to_string(), stratum.drawn.to_string(), item.site.clone(), item.month.clone()]);
            cells.extend([claims.join("; "), passage.concat(), item.mark.clone().unwrap_or_default()]);
            cells.extend([item.missed.map(|n| n.to_string()).unwrap_or_default(), item.should.clone()]);
            row(cells);
        }
        String::from_utf8(writer.into_inner().expect("a vector takes all")).unwrap_or_default()
    }

    fn from_csv(text: &str) -> Result<Self, String> {
        let separator =
            if text.lines().next().is_some_and(|line| line.contains(';') && !line.contains(',')) { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| error.to_string())?.clone();
        let places: Vec<_> = COLUMNS
            .iter()
            .map(|name| header.iter().position(|column| column == *name).ok_or_else(|| format!("it has no column {name}")))
            .collect::<Result<_, _>>()?;
        let mut sheet = Self::default();
        for row in reader.records() {
            let row = row.map_err(|error| error.to_string())?;
            let cell = |name: &str| {
                let at = COLUMNS.iter().position(|column| *column == name).map_or(0, |i| places[i]);
                unguarded(row.get(at).unwrap_or_default()).to_owned()
            };
            let number = |name: &str| cell(name).parse::<usize>().map_err(|_| format!("{name} is no number: {:?}", cell(name)));
            if sheet.items.is_empty() {
                sheet.form = cell("form");
                sheet.nutgraf = cell("nutgraf");
                sheet.run = cell("run");
                sheet.sample = cell("sample");
                sheet.by = cell("by");
                sheet.tables = cell("tables").split_whitespace().map(str::to_owned).collect();
            } else if cell("sample") != sheet.sample {
                return Err("its rows are of two samples".into());
            }
            let stratum = number("number")?;
            if stratum > 100_000 {
                return Err(format!("there is no stratum {stratum}"));
            }
            if sheet.strata.len() <= stratum {
                sheet.strata.resize(stratum + 1, Stratum { name: String::new(), population: 0, drawn: 0 });
            }
            let (population, drawn) = (number("population")?, number("drawn")?);
            sheet.strata[stratum] = Stratum { name: cell("stratum"), population, drawn };
            let some = |text: String| (!text.trim().is_empty()).then(|| text.trim().to_lowercase());
            let missed =
                some(cell("missed")).map(|n| n.parse().map_err(|_| format!("missed is no number: {n:?}"))).transpose()?;
            sheet.items.push(Item {
                table: cell("table"),
                article: cell("article"),
                row: number("row")?,
                kind: cell("kind"),
                confidence: cell("confidence").parse().unwrap_or(1.0),
                stratum,
                site: cell("site"),
                month: cell("month"),
                mark: some(cell("mark")),
                missed,
                should: cell("should"),
                ..Item::default()
            });
        }
        Ok(sheet)
    }
}

/// The marks that a fact may get.
pub const MARKS: [&str; 3] = ["right", "partly", "wrong"];
