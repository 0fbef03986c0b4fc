//! Marks read and estimated from: what `nutgraf validate` does.

use crate::agreement::{Agreement, alpha, kappa};
use crate::corrected::{Figure, Sums, Unit, figure, total};
use crate::error::{Error, Result};
use crate::interval::Estimate;
use crate::marks::{Item, MARKS, SENTENCES, Sheet};
use crate::population::{Fact, Population};
use crate::precision;
use crate::report::{Asked, Corrected, Missed, Part, Report, TableReport};
use crate::sample::{BANDS, band, band_name};
use crate::strata::Stratum;
use crate::words;
use nutgraf_batch::Stored;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};

/// Marks of a fact that make it a fact of the figure: it is there, if not in all as told.
fn is_fact(item: &Item) -> f64 {
    f64::from(u8::from(item.mark.as_deref() != Some("wrong")))
}

/// Marked things of one sample, their strata counted by what was marked.
struct Marked<'a> {
    strata: Vec<Stratum>,
    items: Vec<&'a Item>,
}

impl<'a> Marked<'a> {
    /// What is not marked counts as not drawn: the order is random, so the rest is a random part.
    fn new(sheet: &'a Sheet) -> Result<Self> {
        let items: Vec<_> = sheet
            .items
            .iter()
            .filter(|item| if item.table == SENTENCES { item.missed.is_some() } else { item.mark.is_some() })
            .collect();
        let mut strata = sheet.strata.clone();
        strata.iter_mut().for_each(|stratum| stratum.drawn = 0);
        items.iter().for_each(|item| strata[item.stratum].drawn += 1);
        if strata.iter().any(|stratum| stratum.drawn > stratum.population) {
            return Err(Error::Use("more is marked than the strata hold: the file was changed".into()));
        }
        if let Some(stratum) = strata.iter().zip(&sheet.strata).find(|(now, before)| now.drawn == 0 && before.drawn > 0) {
            return Err(Error::Use(format!("nothing of {} is marked yet: mark at least one of each stratum", stratum.0.name)));
        }
        Ok(Self { strata, items })
    }

    fn part(&self, name: &str, of: &dyn Fn(&Item) -> bool) -> Option<Part> {
        let mark = |least: usize| {
            let value = |item: &Item| item.mark.as_deref().is_some_and(|mark| MARKS[..=least].contains(&mark));
            self.items.iter().map(|item| (item.stratum, of(item), f64::from(u8::from(value(item))))).collect::<Vec<_>>()
        };
        let here = || self.items.iter().filter(|item| of(item));
        let count = |mark: &str| here().filter(|item| item.mark.as_deref() == Some(mark)).count();
        let weights: f64 = here().map(|item| self.strata[item.stratum].weight()).sum();
        let confidence = here().map(|item| self.strata[item.stratum].weight() * item.confidence).sum::<f64>() / weights;
        Some(Part {
            name: name.to_owned(),
            marked: here().count(),
            right: count("right"),
            partly: count("partly"),
            wrong: count("wrong"),
            precision: precision::of(&self.strata, &mark(0))?,
            at_least_partly: precision::of(&self.strata, &mark(1))?,
            confidence,
        })
    }

    fn table(&self, table: &str) -> Option<TableReport> {
        let here = |item: &Item| item.table == table;
        let strata: std::collections::BTreeSet<usize> =
            self.items.iter().filter(|item| here(item)).map(|item| item.stratum).collect();
        let facts = strata.iter().map(|&i| self.strata[i].population).sum::<usize>();
        let mut kinds: Vec<&str> = self.items.iter().filter(|item| here(item)).map(|item| item.kind.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let all = self.part("all", &here)?;
        Some(TableReport {
            table: table.to_owned(),
            facts,
            right_facts: all.precision.times(facts as f64),
            all,
            by_kind: kinds.iter().filter_map(|kind| self.part(kind, &|item| here(item) && item.kind == *kind)).collect(),
            by_confidence: (0..BANDS.len())
                .filter_map(|i| self.part(&band_name(i), &|item| here(item) && band(item.confidence) == i))
                .collect(),
        })
    }

    fn missed(&self) -> Option<Missed> {
        let counts: Vec<_> = self.items.iter().filter_map(|item| Some((item.stratum, f64::from(item.missed?)))).collect();
        let sentences = self.strata.iter().map(|stratum| stratum.population).sum();
        (!counts.is_empty()).then(|| Missed {
            sentences,
            marked: counts.len(),
            missed: precision::missed(&self.strata, &counts),
            recall: None,
        })
    }
}

/// Reads files of marks and estimates: marks of facts, of sentences without facts, or both; of one coder or more.
///
/// Where several files mark the same sample, the first decides and the others are for agreement.
///
/// # Errors
/// If a file is no file of marks, the files or the run do not belong together, or what was asked for can't be estimated.
pub fn validate(files: &[PathBuf], asked: &Asked) -> Result<Report> {
    let sheets: Vec<Sheet> = files.iter().map(|path| Sheet::read(path)).collect::<Result<_>>()?;
    let Some(first) = sheets.first() else { return Err(Error::Use("no file of marks was given".into())) };
    for (path, sheet) in files.iter().zip(&sheets) {
        if sheet.run != first.run || sheet.tables != first.tables {
            return Err(Error::file(path, "it belongs to another run, or to other facts, than the first file"));
        }
    }
    let of = |sentences: bool| {
        let fits = |sheet: &&Sheet| sheet.items.iter().any(|item| (item.table == SENTENCES) == sentences);
        sheets.iter().filter(fits).collect::<Vec<_>>()
    };
    let (facts, sentences) = (of(false), of(true));
    let mut report = Report { nutgraf: first.nutgraf.clone(), run: first.run.clone(), ..Report::default() };
    report.coders = sheets.iter().map(|sheet| sheet.coder.clone()).filter(|coder| !coder.is_empty()).collect();
    report.coders.dedup();
    for group in [&facts, &sentences] {
        if let Some(other) = group.iter().find(|sheet| sheet.sample != group[0].sample) {
            return Err(Error::Use(format!("two samples: {} and {}; give one at a time", group[0].sample, other.sample)));
        }
        report.agreement.extend(agreement(group));
    }
    let population = asked.run.as_deref().map(|run| open(run, first)).transpose()?;
    let needs_run = !asked.share.is_empty() || !asked.mean.is_empty() || asked.between.is_some();
    if needs_run && (population.is_none() || facts.is_empty()) {
        return Err(Error::Use("figures of the corpus need marks of facts and the run: --run OUT".into()));
    }
    if let Some(sheet) = facts.first() {
        let marked = Marked::new(sheet)?;
        report.unmarked += sheet.items.len() - marked.items.len();
        report.tables = sheet.tables.iter().filter_map(|table| marked.table(table)).collect();
        if needs_run && let Some(run) = &asked.run {
            report.figures = figures(&marked, sheet, &Stored::open(run)?, asked)?;
        }
    }
    if let Some(sheet) = sentences.first() {
        let marked = Marked::new(sheet)?;
        report.unmarked += sheet.items.len() - marked.items.len();
        report.missed = marked.missed();
        if let (Some(missed), false) = (&mut report.missed, report.tables.is_empty()) {
            // Tables are drawn apart from each other: their totals are independent.
            let found = report.tables.iter().map(|table| table.right_facts).reduce(plus);
            missed.recall = found.and_then(|found| found.share_of_both(missed.missed));
        }
    }
    report.methods = words::methods(&report, facts.first().or(sentences.first()).copied());
    Ok(report)
}

/// The sum of two independent estimates.
fn plus(a: Estimate, b: Estimate) -> Estimate {
    a.minus(Estimate { estimate: -b.estimate, low: -b.high, high: -b.low })
}

/// The run, if the marks belong to it.
fn open(run: &Path, sheet: &Sheet) -> Result<Population> {
    let population = Population::read(&Stored::open(run)?, &sheet.tables, None)?;
    if population.run != sheet.run {
        let reason = format!(
            "the marks belong to another run: they were drawn from {}, this is {}; give the output that nutgraf sample was given",
            sheet.run, population.run
        );
        return Err(Error::file(run, reason));
    }
    Ok(population)
}

fn agreement(sheets: &[&Sheet]) -> Vec<Agreement> {
    if sheets.len() < 2 {
        return Vec::new();
    }
    let key = |item: &Item| (item.table.clone(), item.article.clone(), item.row);
    let mark = |item: &Item| {
        item.mark.as_deref().and_then(|mark| MARKS.iter().position(|m| *m == mark)).or(item.missed.map(|n| n as usize))
    };
    let by_key: Vec<FxHashMap<_, _>> =
        sheets.iter().map(|sheet| sheet.items.iter().filter_map(|item| Some((key(item), mark(item)?))).collect()).collect();
    let mut tables: Vec<&str> = sheets[0].items.iter().map(|item| item.table.as_str()).collect();
    tables.sort_unstable();
    tables.dedup();
    let about = |table: &&str| {
        let items = sheets[0].items.iter().filter(|item| item.table == *table).map(key);
        let marks: Vec<Vec<Option<usize>>> =
            items.map(|key| by_key.iter().map(|marks| marks.get(&key).copied()).collect()).collect();
        let pairs: Vec<_> = marks.iter().filter_map(|marks| Some((marks[0]?, marks[1]?))).collect();
        let units: Vec<Vec<usize>> = marks.iter().map(|marks| marks.iter().flatten().copied().collect()).collect();
        let equal = pairs.iter().filter(|(a, b)| a == b).count() as f64 / pairs.len().max(1) as f64;
        let both = units.iter().filter(|unit| unit.len() > 1).count();
        Agreement { table: (*table).to_owned(), both, equal, kappa: kappa(&pairs), alpha: alpha(&units) }
    };
    tables.iter().map(about).collect()
}

/// A figure asked for: the table, the kind of a share, the column of a mean.
struct Spec<'a> {
    name: String,
    table: &'a str,
    kind: Option<&'a str>,
    column: Option<&'a str>,
}

fn figures(marked: &Marked<'_>, sheet: &Sheet, run: &Stored, asked: &Asked) -> Result<Vec<Corrected>> {
    let bad =
        |text: &str, form: &str| Error::Use(format!("{text:?}: a figure is asked for as {form}, of tables that were sampled"));
    let mut specs = Vec::new();
    for text in &asked.share {
        let (table, kind) = text.split_once('=').ok_or_else(|| bad(text, "quotes=direct"))?;
        specs.push(Spec { name: format!("share of {text}"), table, kind: Some(kind), column: None });
    }
    for text in &asked.mean {
        let (table, column) = text.split_once('.').ok_or_else(|| bad(text, "events.killed_low"))?;
        specs.push(Spec { name: format!("mean of {text}"), table, kind: None, column: Some(column) });
    }
    if specs.is_empty() {
        specs = sheet
            .tables
            .iter()
            .map(|table| Spec { name: format!("number of {table}"), table, kind: None, column: None })
            .collect();
    }
    let mut found = Vec::new();
    for spec in specs {
        if !sheet.tables.iter().any(|table| table == spec.table) {
            return Err(bad(&spec.name, "quotes=direct or events.killed_low"));
        }
        let population = Population::read(run, &sheet.tables, spec.column.map(|column| (spec.table, column)))?;
        for (name, of) in groups(&population, &spec, asked.between.as_deref())? {
            found.extend(corrected(marked, &population, &spec, name, &of));
        }
        let base = found.iter().position(|one: &Corrected| one.figure == spec.name && one.of != "all");
        if let Some(base) = base {
            let reference = found[base].corrected;
            found[base + 1..].iter_mut().for_each(|one| one.difference = Some(one.corrected.minus(reference)));
        }
    }
    Ok(found)
}

type IsOf = Box<dyn Fn(&Population, usize) -> bool>;

/// All articles, and those of each site or month, the one with most facts first.
fn groups(population: &Population, spec: &Spec<'_>, between: Option<&str>) -> Result<Vec<(String, IsOf)>> {
    let mut groups: Vec<(String, IsOf)> = vec![("all".to_owned(), Box::new(|_, _| true))];
    let by_site = match between {
        None => return Ok(groups),
        Some("site") => true,
        Some("month") => false,
        Some(other) => return Err(Error::Use(format!("between {other:?}: site or month"))),
    };
    let name = move |population: &Population, article: usize| {
        let article = &population.articles[article];
        if by_site { article.site.clone() } else { article.month.clone() }
    };
    let mut counts: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for fact in population.facts.iter().filter(|fact| population.tables[fact.table].name == spec.table) {
        *counts.entry(name(population, fact.article)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|count| std::cmp::Reverse(count.1));
    for (group, _) in counts {
        let wanted = group.clone();
        groups.push((group, Box::new(move |population, article| name(population, article) == wanted)));
    }
    Ok(groups)
}

/// The fewest marks that a figure of a group is told from.
const FEWEST: usize = 10;

fn corrected(marked: &Marked<'_>, population: &Population, spec: &Spec<'_>, of: String, is_of: &IsOf) -> Option<Corrected> {
    let about = |fact: &Fact| {
        population.tables[fact.table].name == spec.table
            && (spec.column.is_none() || fact.extra.is_some())
            && is_of(population, fact.article)
    };
    let value = |fact: &Fact| match spec.kind {
        Some(kind) => f64::from(u8::from(population.kind(fact) == kind)),
        None => fact.extra.unwrap_or(1.0),
    };
    let (mut sums, mut count, mut raw) = (Sums::default(), 0_usize, 0.0);
    let mut by_place: FxHashMap<(&str, &str, usize), &Fact> = FxHashMap::default();
    for fact in &population.facts {
        if about(fact) {
            sums.add(fact.confidence, value(fact));
            count += 1;
            raw += value(fact);
        }
        let table = population.tables[fact.table].name;
        by_place.insert((table, population.articles[fact.article].id.as_str(), fact.row), fact);
    }
    let unit = |item: &&Item| {
        let Some(fact) = by_place.get(&(item.table.as_str(), item.article.as_str(), item.row)).filter(|fact| about(fact)) else {
            return Unit { stratum: item.stratum, ..Unit::default() };
        };
        let should = item.should.trim();
        let truth = match (spec.kind, should.is_empty()) {
            (Some(kind), false) => f64::from(u8::from(should == kind)),
            (None, false) => should.parse().unwrap_or_else(|_| value(fact)),
            (_, true) => value(fact),
        };
        Unit { stratum: item.stratum, chance: fact.confidence, value: value(fact), fact: is_fact(item), truth }
    };
    let sample: Vec<_> = marked.items.iter().map(unit).collect();
    if sample.iter().filter(|unit| unit.chance > 0.0).count() < FEWEST {
        return None;
    }
    let (kind, is_number) =
        (if spec.kind.is_some() { Figure::Share } else { Figure::Mean }, spec.kind.is_none() && spec.column.is_none());
    let (corrected, weight, raw) = if is_number {
        (total(&marked.strata, &sample, sums, count), 1.0, count as f64)
    } else {
        let (estimate, weight) = figure(kind, &marked.strata, &sample, sums)?;
        (estimate, weight, raw / count.max(1) as f64)
    };
    Some(Corrected { figure: spec.name.clone(), of, raw, corrected, weight_of_predictions: weight, difference: None })
}
