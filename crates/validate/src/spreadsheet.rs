//! A sheet as CSV, to be marked in a spreadsheet: a thing a row, what the coder writes first.

use nutgraf_batch::{guarded, unguarded};
use serde::{Deserialize, Serialize};

use crate::marks::{Item, Sheet};
use crate::strata::Stratum;

/// The most strata that a file may name; a sample has fewer than half as many as things.
const MOST_STRATA: usize = 100_000;

/// A row of the file: a thing, and again and again how all were drawn, as a CSV file has no other place for it.
#[derive(Serialize, Deserialize)]
struct Row {
    mark: String,
    missed: String,
    should: String,
    #[serde(default)]
    note: String,
    table: String,
    kind: String,
    #[serde(default)]
    claims: String,
    #[serde(default)]
    passage: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    url: String,
    article: String,
    row: usize,
    confidence: String,
    stratum: String,
    number: usize,
    population: usize,
    drawn: usize,
    tables: String,
    by: String,
    #[serde(default)]
    coder: String,
    sample: String,
    run: String,
    nutgraf: String,
    form: String,
}

impl Sheet {
    /// The sheet as CSV. Cells that a spreadsheet would run get an apostrophe, and a byte order mark tells it that this is UTF-8.
    ///
    /// # Panics
    /// Never: a vector takes all that is written to it.
    pub fn to_csv(&self) -> String {
        let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        for item in &self.items {
            writer.serialize(self.row(item)).expect("a vector takes all");
        }
        String::from_utf8(writer.into_inner().expect("a vector takes all")).unwrap_or_default()
    }

    fn row(&self, item: &Item) -> Row {
        let safe = |cell: &str| guarded(cell).into_owned();
        let stratum = &self.strata[item.stratum];
        let claims: Vec<_> = item.claims.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        let passage: String =
            item.passage.iter().map(|(text, own)| if *own { format!("[{text}]") } else { text.clone() }).collect();
        Row {
            mark: item.mark.clone().unwrap_or_default(),
            missed: item.missed.map(|n| n.to_string()).unwrap_or_default(),
            should: safe(&item.should),
            note: safe(&item.note),
            table: item.table.clone(),
            kind: safe(&item.kind),
            claims: safe(&claims.join("; ")),
            passage: safe(&passage),
            title: safe(&item.title),
            url: safe(&item.url),
            article: safe(&item.article),
            row: item.row,
            confidence: item.confidence.to_string(),
            stratum: safe(&stratum.name),
            number: item.stratum,
            population: stratum.population,
            drawn: stratum.drawn,
            tables: self.tables.join(" "),
            by: self.by.clone(),
            coder: safe(&self.coder),
            sample: self.sample.clone(),
            run: self.run.clone(),
            nutgraf: self.nutgraf.clone(),
            form: self.form.clone(),
        }
    }

    /// Reads what [`Sheet::to_csv`] wrote and a coder filled in, also with semicolons between the cells, as spreadsheets save it where a comma
    /// stands in decimal numbers.
    ///
    /// # Errors
    /// If a column is missing, a number is none, or rows are of two samples.
    pub fn from_csv(text: &str) -> Result<Self, String> {
        let head = text.lines().next().unwrap_or_default();
        let separator = if head.contains(';') && !head.contains(',') { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| error.to_string())?.clone();
        let mut sheet = Self::default();
        for (i, cells) in reader.records().enumerate() {
            let cells = cells.map_err(|error| error.to_string())?;
            let mut plain: csv::StringRecord = cells.iter().map(unguarded).collect();
            plain.set_position(cells.position().cloned());
            let row: Row = plain.deserialize(Some(&header)).map_err(|error| error.to_string())?;
            if i == 0 {
                sheet = Self::head(&row);
            } else if row.sample != sheet.sample {
                return Err("its rows are of two samples".into());
            }
            sheet.add(row).map_err(|reason| format!("row {}: {reason}", i + 1))?;
        }
        Ok(sheet)
    }

    /// The sheet that a row is of, without things.
    fn head(row: &Row) -> Self {
        Self {
            form: row.form.clone(),
            nutgraf: row.nutgraf.clone(),
            run: row.run.clone(),
            sample: row.sample.clone(),
            by: row.by.clone(),
            tables: row.tables.split_whitespace().map(str::to_owned).collect(),
            coder: row.coder.clone(),
            ..Self::default()
        }
    }

    fn add(&mut self, row: Row) -> Result<(), String> {
        if row.number > MOST_STRATA {
            return Err(format!("there is no stratum {}", row.number));
        }
        if self.strata.len() <= row.number {
            self.strata.resize(row.number + 1, Stratum { name: String::new(), population: 0, drawn: 0 });
        }
        self.strata[row.number] = Stratum { name: row.stratum, population: row.population, drawn: row.drawn };
        let some = |text: String| (!text.trim().is_empty()).then(|| text.trim().to_lowercase());
        let missed = some(row.missed).map(|n| n.parse().map_err(|_| format!("missed is no number: {n:?}"))).transpose()?;
        let confidence = row.confidence.replace(',', ".");
        self.items.push(Item {
            table: row.table,
            article: row.article,
            row: row.row,
            kind: row.kind,
            confidence: confidence.parse().map_err(|_| format!("confidence is no number: {confidence:?}"))?,
            stratum: row.number,
            title: row.title,
            url: row.url,
            mark: some(row.mark),
            missed,
            should: row.should,
            note: row.note,
            ..Item::default()
        });
        Ok(())
    }
}
