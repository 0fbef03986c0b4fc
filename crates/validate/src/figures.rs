//! The figures of the corpus that were asked for, each corrected by the marks: of all articles, and of each site or month.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::corrected::{Figure, Sums, Unit, figure, total};
use crate::facts::FactTable;
use crate::marked::Marked;
use crate::marks::Item;
use crate::population::{Fact, Population};
use crate::report::{Asked, Corrected};
use nutgraf_batch::{Error, Result};

/// The fewest marks that the figure of a group is corrected by.
pub const FEWEST: usize = 10;

/// What is asked of a table.
enum What<'a> {
    /// The share of facts that are of this kind.
    Share(&'a str),
    /// The mean of a column: its name, and which of the columns of numbers that are read of the table.
    Mean(&'a str, usize),
    /// How many facts there are.
    Number,
}

/// A figure that was asked for.
pub struct Question<'a> {
    name: String,
    table: &'a str,
    what: What<'a>,
}

/// What articles are told apart by.
#[derive(Clone, Copy)]
pub enum Between {
    /// The site, or the host of the address.
    Site,
    /// The month of the date.
    Month,
}

impl Between {
    /// Reads what was asked for.
    ///
    /// # Errors
    /// If it is neither.
    pub fn read(asked: &str) -> Result<Self> {
        match asked {
            "site" => Ok(Self::Site),
            "month" => Ok(Self::Month),
            other => Err(Error::Use(format!("between {other:?}: site or month"))),
        }
    }
}

/// The figures asked for of these tables; if none was, how many facts each has.
///
/// # Errors
/// If one is not asked for as it should be, or of a table that was not sampled.
pub fn questions<'a>(asked: &'a Asked, tables: &'a [String]) -> Result<Vec<Question<'a>>> {
    let bad = |text: &str, form: &str| {
        Error::Use(format!("{text:?}: ask for a figure as {form}, of a table that was sampled: {}", tables.join(", ")))
    };
    let sampled = |table: &str| tables.iter().any(|sampled| sampled == table);
    let mut found: Vec<Question<'a>> = Vec::new();
    for text in &asked.share {
        let Some((table, kind)) = text.split_once('=').filter(|(table, _)| sampled(table)) else {
            return Err(bad(text, "TABLE=KIND, as quotes=direct"));
        };
        found.push(Question { name: format!("share of {text}"), table, what: What::Share(kind) });
    }
    for text in &asked.mean {
        let Some((table, column)) = text.split_once('.').filter(|(table, _)| sampled(table)) else {
            return Err(bad(text, "TABLE.COLUMN, as events.killed_low"));
        };
        if found.iter().any(|one| one.table == table && matches!(one.what, What::Mean(known, _) if known == column)) {
            continue;
        }
        let before = found.iter().filter(|one| one.table == table && matches!(one.what, What::Mean(..))).count();
        found.push(Question { name: format!("mean of {text}"), table, what: What::Mean(column, before) });
    }
    if found.is_empty() {
        let number = |table: &'a String| Question { name: format!("number of {table}"), table, what: What::Number };
        found.extend(tables.iter().map(number));
    }
    Ok(found)
}

/// The columns of numbers that questions need, each with its table.
pub fn columns<'a>(questions: &[Question<'a>]) -> Vec<(&'a str, &'a str)> {
    let column = |one: &Question<'a>| if let What::Mean(column, _) = one.what { Some((one.table, column)) } else { None };
    questions.iter().filter_map(column).collect()
}

/// The answers, each for all articles and then for each group, the one with most facts first.
///
/// # Errors
/// If a mark is of a fact that the run does not have, or says what no number is where one is needed.
pub fn answers(
    marked: &Marked<'_>,
    population: &Population,
    questions: &[Question<'_>],
    between: Option<Between>,
) -> Result<Vec<Corrected>> {
    let facts = facts_of(marked, population)?;
    let (names, group_of) = between.map(|between| groups(population, between)).unwrap_or_default();
    let mut found = Vec::new();
    for question in questions {
        let Some(table) = population.tables.iter().position(|table| table.name == question.table) else { continue };
        let mut tallies = vec![Tally::default(); names.len()];
        let mut whole = Tally::default();
        for fact in population.facts.iter().filter(|fact| fact.table == table) {
            let Some(value) = question.value(population, fact) else { continue };
            whole.add(fact.confidence, value);
            if let Some(tally) = group_of.get(fact.article).map(|&group| &mut tallies[group]) {
                tally.add(fact.confidence, value);
            }
        }
        if whole.count == 0 && matches!(question.what, What::Mean(..)) {
            return Err(Error::Use(format!("{}: no fact of the run has a number there", question.name)));
        }
        let units: Vec<_> = marked
            .items
            .iter()
            .zip(&facts)
            .map(|(item, fact)| question.unit(population, table, item, fact))
            .collect::<Result<_>>()?;
        found.push(question.answer(marked, "all", whole, &units));
        let mut order: Vec<usize> = (0..names.len()).filter(|&group| tallies[group].count > 0).collect();
        order.sort_by_key(|&group| Reverse(tallies[group].count));
        let mut reference = None;
        for group in order {
            let is_of = |fact: &Fact| group_of[fact.article] == group;
            let cut = |(unit, fact): (&Unit, &&Fact)| if is_of(fact) { *unit } else { Unit::nothing(unit.stratum) };
            let units: Vec<_> = units.iter().zip(&facts).map(cut).collect();
            let mut one = question.answer(marked, &names[group], tallies[group], &units);
            one.difference = one.corrected.zip(reference).map(|(here, there)| here.minus(there));
            reference = reference.or(one.corrected);
            found.push(one);
        }
    }
    Ok(found)
}

/// The facts of the run that were marked, a mark each.
fn facts_of<'p>(marked: &Marked<'_>, population: &'p Population) -> Result<Vec<&'p Fact>> {
    let mut wanted: FxHashMap<(&str, &str, usize), usize> = FxHashMap::default();
    wanted.extend(marked.items.iter().enumerate().map(|(i, item)| (item.place(), i)));
    let mut found = vec![None; marked.items.len()];
    for fact in &population.facts {
        let place = (population.tables[fact.table].name, population.articles[fact.article].id.as_str(), fact.row);
        if let Some(&i) = wanted.get(&place) {
            found[i] = Some(fact);
        }
    }
    let lost = |item: &Item| {
        let (table, article, row) = item.place();
        Error::Use(format!("the run has no row {row} of {table} in {article:?}: was the file of marks changed?"))
    };
    found.into_iter().zip(&marked.items).map(|(fact, item)| fact.ok_or_else(|| lost(item))).collect()
}

/// Notes on kinds that coders wrote and the run does not have: new ones, or slips of the pen.
pub fn new_kinds(marked: &Marked<'_>, population: &Population) -> Vec<String> {
    let mut found: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for item in &marked.items {
        let Some(table) = population.tables.iter().find(|table| table.name == item.table) else { continue };
        if let Some(kind) =
            item.should_be(table.kind, table.kind).filter(|kind| !population.words.iter().any(|word| word == kind))
        {
            *found.entry((table.name, kind)).or_default() += 1;
        }
    }
    found
        .into_iter()
        .map(|((table, kind), n)| format!("{n} of {table} should be {kind:?}, a kind that the run has not"))
        .collect()
}

/// The names of all sites or months, and which each article is of.
fn groups(population: &Population, between: Between) -> (Vec<String>, Vec<usize>) {
    let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
    let mut names = Vec::new();
    let mut group_of = Vec::with_capacity(population.articles.len());
    for article in &population.articles {
        let name = match between {
            Between::Site => article.site.as_str(),
            Between::Month => article.month.as_str(),
        };
        let number = *numbers.entry(name).or_insert_with(|| {
            names.push(if name.is_empty() { "not known".to_owned() } else { name.to_owned() });
            names.len() - 1
        });
        group_of.push(number);
    }
    (names, group_of)
}

/// What nutgraf says of a group of articles.
#[derive(Clone, Copy, Default)]
struct Tally {
    count: usize,
    raw: f64,
    sums: Sums,
}

impl Tally {
    fn add(&mut self, chance: f64, value: f64) {
        self.count += 1;
        self.raw += value;
        self.sums.add(chance, value);
    }
}

impl Question<'_> {
    /// What a fact of the table adds as nutgraf has it; none if it has no such number.
    fn value(&self, population: &Population, fact: &Fact) -> Option<f64> {
        match self.what {
            What::Share(kind) => Some(f64::from(u8::from(population.kind(fact) == kind))),
            What::Mean(_, which) => fact.numbers[which],
            What::Number => Some(1.0),
        }
    }

    /// What a mark adds: what nutgraf says and what is so.
    fn unit(&self, population: &Population, table: usize, item: &Item, fact: &Fact) -> Result<Unit> {
        if fact.table != table {
            return Ok(Unit::nothing(item.stratum));
        }
        let FactTable { kind: kinds, .. } = *population.tables[table];
        let said = self.value(population, fact);
        let so = match self.what {
            What::Share(kind) => item.should_be(kinds, kinds).map_or(said, |other| Some(f64::from(u8::from(other == kind)))),
            What::Mean(column, _) => match item.should_be(column, kinds) {
                None => said,
                Some("" | "none") => None,
                Some(number) => Some(number.parse().map_err(|_| {
                    let (table, article, row) = item.place();
                    Error::Use(format!("row {row} of {table} in {article:?}: {column} should be {number:?}, which is no number"))
                })?),
            },
            What::Number => said,
        };
        Ok(Unit {
            stratum: item.stratum,
            chance: said.map_or(0.0, |_| fact.confidence),
            value: said.unwrap_or_default(),
            fact: f64::from(u8::from(item.is_there() && so.is_some())),
            truth: so.unwrap_or_default(),
        })
    }

    fn answer(&self, marked: &Marked<'_>, of: &str, tally: Tally, units: &[Unit]) -> Corrected {
        let about = units.iter().filter(|unit| unit.chance > 0.0 || unit.fact > 0.0).count();
        let estimate = if about < FEWEST {
            None
        } else {
            match self.what {
                What::Share(_) => figure(Figure::Share, &marked.strata, units, tally.sums),
                What::Mean(..) => figure(Figure::Mean, &marked.strata, units, tally.sums),
                What::Number => Some(total(&marked.strata, units, tally.sums, tally.count)),
            }
        };
        let facts = if matches!(self.what, What::Number) { 1.0 } else { tally.count.max(1) as f64 };
        Corrected {
            figure: self.name.clone(),
            of: of.to_owned(),
            facts: tally.count,
            marked: about,
            raw: tally.raw / facts,
            corrected: estimate.map(|found| found.0),
            weight_of_predictions: estimate.map(|found| found.1),
            difference: None,
        }
    }
}
