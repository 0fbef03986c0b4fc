//! All facts of a run that may be drawn: what a sample stands for.

use nutgraf::read::host;
use nutgraf_batch::{Stored, Wanted};
use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::facts::{FactTable, fact_table};
use nutgraf_batch::{Error, Result};

/// A fact of the run.
pub struct Fact {
    /// Which of the tables asked for.
    pub table: usize,
    /// Index of its article in the run.
    pub article: usize,
    /// Which row of the article in its table, from 0.
    pub row: usize,
    /// Its kind: a number in [`Population::words`].
    pub kind: usize,
    /// Confidence of the fact, from 0 to 1.
    pub confidence: f64,
    /// Where its pieces begin and end, in the unit of the run.
    pub pieces: Vec<(usize, usize)>,
    /// The columns of numbers asked for of its table, in their order.
    pub numbers: Box<[Option<f64>]>,
}

/// An article of the run.
#[derive(Default)]
pub struct Article {
    /// Id of the article in the run.
    pub id: String,
    /// The site, or the host of its address; empty if neither is known.
    pub site: String,
    /// `YYYY-MM`; empty if not known.
    pub month: String,
}

/// The articles and facts of a run.
pub struct Population {
    /// The tables that facts are from.
    pub tables: Vec<&'static FactTable>,
    /// All facts, table by table in the order of the run.
    pub facts: Vec<Fact>,
    /// All articles of the run, in their order.
    pub articles: Vec<Article>,
    /// The kinds of facts, by their numbers.
    pub words: Vec<String>,
    /// Tells this run's facts from those of another.
    pub run: String,
}

/// FNV-1a, 64 bits: a fingerprint, no protection.
fn mix(hash: &mut u64, bytes: &[u8]) {
    for &byte in bytes.iter().chain(&[0xFF]) {
        *hash = (*hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    }
}

impl Population {
    /// Reads the facts of these tables in one go, with `numbers`: columns of numbers besides, each with its table.
    ///
    /// # Errors
    /// If a table can't be sampled, has no such column, or the run can't be read.
    pub fn read(run: &Stored, tables: &[String], numbers: &[(&str, &str)]) -> Result<Self> {
        let unknown = |name: &String| {
            let known: Vec<_> = crate::facts::FACTS.iter().map(|table| table.name).collect();
            Error::Use(format!("there are no facts {name:?} to mark, only {}", known.join(", ")))
        };
        let tables: Vec<_> = tables.iter().map(|name| fact_table(name).ok_or_else(|| unknown(name))).collect::<Result<_>>()?;
        if tables.is_empty() {
            return Err(Error::Use("no facts were asked for".into()));
        }
        let mut wanted = vec![Wanted::new("articles", &["article", "site_name", "url", "published_date"])?];
        for table in &tables {
            let mut columns = vec!["article", table.kind, "confidence", table.span[0], table.span[1]];
            if let Some((_, column)) = numbers.iter().find(|column| column.0 == table.name && columns.contains(&column.1)) {
                return Err(Error::Use(format!("{}.{column} is no number of what a fact says", table.name)));
            }
            columns.extend(numbers.iter().filter(|column| column.0 == table.name).map(|column| column.1));
            wanted.push(Wanted::new(table.name, &columns)?);
        }
        let mut reader = Reader::new(tables);
        run.rows(&wanted, &mut |table, row| {
            if table == 0 {
                reader.article(&row);
            } else {
                reader.fact(table - 1, &row);
            }
            Ok(())
        })?;
        Ok(reader.done())
    }

    /// The kind of a fact.
    pub fn kind(&self, fact: &Fact) -> &str {
        &self.words[fact.kind]
    }
}

/// Columns that are read of every table, before the numbers asked for.
const FIXED: usize = 5;

struct Reader {
    population: Population,
    by_id: FxHashMap<String, usize>,
    by_word: FxHashMap<String, usize>,
    /// Rows seen so far, of each article in each table.
    rows: Vec<usize>,
}

impl Reader {
    fn new(tables: Vec<&'static FactTable>) -> Self {
        let population = Population { tables, facts: Vec::new(), articles: Vec::new(), words: Vec::new(), run: String::new() };
        Self { population, by_id: FxHashMap::default(), by_word: FxHashMap::default(), rows: Vec::new() }
    }

    fn number_of(&mut self, id: &Value) -> usize {
        let id = id.as_str().unwrap_or_default();
        if let Some(&number) = self.by_id.get(id) {
            return number;
        }
        let number = self.population.articles.len();
        self.rows.resize(self.rows.len() + self.population.tables.len(), 0);
        self.population.articles.push(Article { id: id.to_owned(), ..Article::default() });
        self.by_id.insert(id.to_owned(), number);
        number
    }

    fn article(&mut self, row: &[Value]) {
        let number = self.number_of(&row[0]);
        let article = &mut self.population.articles[number];
        row[1].as_str().or_else(|| row[2].as_str().and_then(host)).unwrap_or_default().clone_into(&mut article.site);
        row[3].as_str().and_then(|day| day.get(..7)).unwrap_or_default().clone_into(&mut article.month);
    }

    fn fact(&mut self, table: usize, row: &[Value]) {
        let article = self.number_of(&row[0]);
        let word = row[1].as_str().unwrap_or("-").to_owned();
        let next = self.population.words.len();
        let kind = *self.by_word.entry(word.clone()).or_insert(next);
        if kind == next {
            self.population.words.push(word);
        }
        let numbers = |value: &Value| match value {
            Value::Array(items) => items.iter().filter_map(Value::as_u64).map(|n| n as usize).collect::<Vec<_>>(),
            other => other.as_u64().map(|n| n as usize).into_iter().collect(),
        };
        let pieces = numbers(&row[3]).into_iter().zip(numbers(&row[4])).collect();
        let place = &mut self.rows[article * self.population.tables.len() + table];
        let number = *place;
        *place += 1;
        let confidence = row[2].as_f64().unwrap_or(1.0).clamp(0.0, 1.0);
        let columns = row[FIXED..].iter().map(Value::as_f64).collect();
        self.population.facts.push(Fact { table, article, row: number, kind, confidence, pieces, numbers: columns });
    }

    fn done(mut self) -> Population {
        let this = &mut self.population;
        this.facts.sort_by_key(|fact| (fact.table, fact.article, fact.row));
        let mut hash = 0xCBF2_9CE4_8422_2325;
        for fact in &this.facts {
            mix(&mut hash, this.tables[fact.table].name.as_bytes());
            mix(&mut hash, this.articles[fact.article].id.as_bytes());
            mix(&mut hash, this.words[fact.kind].as_bytes());
            mix(&mut hash, format!("{} {:.2} {:?}", fact.row, fact.confidence, fact.pieces).as_bytes());
        }
        // A letter first: a spreadsheet takes some of these for numbers, and writes them its own way.
        this.run = format!("r{hash:016x}");
        self.population
    }
}
