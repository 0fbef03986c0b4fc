//! Marks read and estimated from: what `nutgraf validate` does.

use std::collections::BTreeSet;
use std::path::PathBuf;

use nutgraf_batch::Stored;
use rustc_hash::FxHashMap;

use crate::agreement::{Agreement, alpha, kappa};
use crate::figures::{self, Between};
use crate::interval::Estimate;
use crate::marked::Marked;
use crate::marks::{Item, MARKS, SENTENCES, Sheet};
use crate::population::Population;
use crate::report::{Asked, Report};
use crate::words;
use nutgraf_batch::{Error, Result};

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
    let coders: BTreeSet<&str> = sheets.iter().map(|sheet| sheet.coder.trim()).filter(|coder| !coder.is_empty()).collect();
    report.coders = coders.into_iter().map(str::to_owned).collect();
    for group in [&facts, &sentences] {
        if let Some(other) = group.iter().find(|sheet| sheet.sample != group[0].sample) {
            return Err(Error::Use(format!("two samples: {} and {}; give one at a time", group[0].sample, other.sample)));
        }
        report.agreement.extend(agreement(group));
    }
    let marked = facts.first().map(|sheet| Marked::new(sheet)).transpose()?;
    if let (Some(marked), Some(sheet)) = (&marked, facts.first()) {
        report.unmarked += sheet.items.len() - marked.items.len();
        report.tables = sheet.tables.iter().filter_map(|table| marked.table(table)).collect();
    }
    if let Some(sheet) = sentences.first() {
        let marked = Marked::new(sheet)?;
        report.unmarked += sheet.items.len() - marked.items.len();
        report.missed = marked.missed();
        // Tables are drawn apart from each other: their totals are independent.
        let there = report.tables.iter().map(|table| table.facts_there).reduce(plus);
        if let (Some(missed), Some(there)) = (&mut report.missed, there) {
            missed.recall = there.share_of_both(missed.missed);
        }
    }
    figures(&mut report, first, marked.as_ref(), asked)?;
    report.methods = words::methods(&report, facts.first().or(sentences.first()).copied());
    Ok(report)
}

/// Puts the figures that were asked for into the report; the run is read once, and refused if the marks do not belong to it.
fn figures(report: &mut Report, sheet: &Sheet, marked: Option<&Marked<'_>>, asked: &Asked) -> Result<()> {
    let questions = figures::questions(asked, &sheet.tables)?;
    let between = asked.between.as_deref().map(Between::read).transpose()?;
    let Some(path) = &asked.run else {
        if between.is_some() || !asked.share.is_empty() || !asked.mean.is_empty() {
            return Err(Error::Use("figures of the corpus need the run that was sampled: --run OUT".into()));
        }
        return Ok(());
    };
    let population = Population::read(&Stored::open(path)?, &sheet.tables, &figures::columns(&questions))?;
    if population.run != sheet.run {
        let reason = format!(
            "the marks belong to another run: they were drawn from {}, this is {}; give the output that nutgraf sample was given",
            sheet.run, population.run
        );
        return Err(Error::file(path, reason));
    }
    if let Some(marked) = marked {
        report.figures = figures::answers(marked, &population, &questions, between)?;
        report.notes = figures::new_kinds(marked, &population);
    } else if between.is_some() || !asked.share.is_empty() || !asked.mean.is_empty() {
        return Err(Error::Use("figures of the corpus need marks of facts, not of sentences alone".into()));
    }
    Ok(())
}

/// The sum of two independent estimates.
fn plus(a: Estimate, b: Estimate) -> Estimate {
    a.minus(Estimate { estimate: -b.estimate, low: -b.high, high: -b.low })
}

/// How far the coders of a sample agree, a table each.
fn agreement(sheets: &[&Sheet]) -> Vec<Agreement> {
    if sheets.len() < 2 {
        return Vec::new();
    }
    let mark = |item: &Item| {
        item.mark.as_deref().and_then(|mark| MARKS.iter().position(|m| *m == mark)).or(item.missed.map(|n| n as usize))
    };
    let by_key: Vec<FxHashMap<_, _>> =
        sheets.iter().map(|sheet| sheet.items.iter().filter_map(|item| Some((item.place(), mark(item)?))).collect()).collect();
    let tables: BTreeSet<&str> = sheets[0].items.iter().map(|item| item.table.as_str()).collect();
    let about = |table: &str| {
        let items = sheets[0].items.iter().filter(|item| item.table == table).map(Item::place);
        let marks: Vec<Vec<Option<usize>>> =
            items.map(|key| by_key.iter().map(|marks| marks.get(&key).copied()).collect()).collect();
        let pairs: Vec<_> = marks.iter().filter_map(|marks| Some((marks[0]?, marks[1]?))).collect();
        let units: Vec<Vec<usize>> = marks.iter().map(|marks| marks.iter().flatten().copied().collect()).collect();
        let equal = pairs.iter().filter(|(a, b)| a == b).count() as f64 / pairs.len().max(1) as f64;
        let both = units.iter().filter(|unit| unit.len() > 1).count();
        Agreement { table: table.to_owned(), coders: sheets.len(), both, equal, kappa: kappa(&pairs), alpha: alpha(&units) }
    };
    tables.into_iter().map(about).collect()
}
