//! Draws a stratified random sample and puts together what a coder needs to see.

use std::collections::BTreeMap;
use std::path::Path;

use nutgraf_batch::{Stored, Wanted};
use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::error::{Error, Result};
use crate::marks::{FORM, Item, SENTENCES, Sheet};
use crate::population::{Fact, Population};
use crate::random::Random;
use crate::sentences::{Sentence, positions, without_facts};
use crate::strata::{Stratum, allocate};

/// Bands of confidence: where each begins, the first at 0.
pub const BANDS: [f64; 5] = [0.0, 0.5, 0.7, 0.8, 0.9];
/// Letters of the text that are shown on each side of a fact.
const CONTEXT: usize = 400;
/// Draws of a stratum that a variance needs.
const LEAST: usize = 2;

/// What strata are made by, within each table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// The kind of the fact.
    Kind,
    /// The band of its confidence.
    Confidence,
    /// The site of its article.
    Site,
    /// The month of its article.
    Month,
    /// Nothing: a simple random sample of each table.
    Nothing,
}

impl By {
    fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Confidence => "confidence",
            Self::Site => "site",
            Self::Month => "month",
            Self::Nothing => "nothing",
        }
    }
}

/// What is to be drawn.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct Plan {
    /// The tables of facts.
    pub facts: Vec<String>,
    /// How many things in all.
    pub n: usize,
    /// What strata are made by.
    pub by: By,
    /// Sentences without such facts instead of facts.
    pub recall: bool,
    /// Equal seeds draw the same.
    pub seed: u64,
}

/// The band of a confidence, as a number in [`BANDS`].
pub fn band(confidence: f64) -> usize {
    BANDS.iter().filter(|&&edge| confidence >= edge).count().saturating_sub(1)
}

/// The name of a band: `.7 to .8`.
pub fn band_name(band: usize) -> String {
    format!("{} to {}", BANDS[band], BANDS.get(band + 1).unwrap_or(&1.0))
}

/// What can be drawn.
enum Thing<'a> {
    Fact(&'a Fact),
    Sentence(&'a Sentence),
}

/// Draws from the output of a run.
///
/// # Errors
/// If the run can't be read, has no such tables, or there is nothing to draw.
pub fn sample(run: &Path, plan: &Plan) -> Result<Sheet> {
    let run = Stored::open(run)?;
    let population = Population::read(&run, &plan.facts, None)?;
    if plan.recall && matches!(plan.by, By::Kind | By::Confidence) {
        return Err(Error::Use("sentences without facts have no kind and no confidence: by site, month or nothing".into()));
    }
    let sentences = if plan.recall { without_facts(&run, &population)? } else { Vec::new() };
    let things: Vec<Thing<'_>> = if plan.recall {
        sentences.iter().map(Thing::Sentence).collect()
    } else {
        population.facts.iter().map(Thing::Fact).collect()
    };
    let (strata, drawn) = draw(&population, things, plan)?;
    let mut sheet = Sheet {
        form: FORM.to_owned(),
        nutgraf: env!("CARGO_PKG_VERSION").to_owned(),
        run: population.run.clone(),
        sample: format!(
            "{}-{}-{}-{}-{}",
            population.run,
            plan.by.name(),
            plan.n,
            plan.seed,
            if plan.recall { "recall" } else { "facts" }
        ),
        by: plan.by.name().to_owned(),
        tables: plan.facts.clone(),
        coder: String::new(),
        strata,
        items: Vec::new(),
    };
    sheet.items = drawn.iter().map(|(stratum, thing)| item(&population, *stratum, thing)).collect();
    fill_in(&run, &population, &drawn, &mut sheet.items)?;
    Ok(sheet)
}

fn draw<'a>(population: &Population, things: Vec<Thing<'a>>, plan: &Plan) -> Result<(Vec<Stratum>, Vec<(usize, Thing<'a>)>)> {
    let mut groups: BTreeMap<String, Vec<Thing<'a>>> = BTreeMap::new();
    for thing in things {
        let (table, article) = match &thing {
            Thing::Fact(fact) => (population.tables[fact.table].name, fact.article),
            Thing::Sentence(sentence) => (SENTENCES, sentence.article),
        };
        let article = &population.articles[article];
        let part = match (plan.by, &thing) {
            (By::Kind, Thing::Fact(fact)) => population.kind(fact).to_owned(),
            (By::Confidence, Thing::Fact(fact)) => band_name(band(fact.confidence)),
            (By::Site, _) => article.site.clone(),
            (By::Month, _) => article.month.clone(),
            _ => String::new(),
        };
        groups.entry(format!("{table} {part}").trim_end().to_owned()).or_default().push(thing);
    }
    if groups.is_empty() {
        return Err(Error::Use("there is nothing to draw from".into()));
    }
    let groups = merged(groups, (plan.n / (2 * LEAST)).max(plan.facts.len()));
    let sizes: Vec<_> = groups.iter().map(|(_, things)| things.len()).collect();
    let counts = allocate(&sizes, plan.n, LEAST);
    let mut random = Random::new(plan.seed);
    let (mut strata, mut drawn) = (Vec::new(), Vec::new());
    for ((name, things), count) in groups.into_iter().zip(counts) {
        let number = strata.len();
        strata.push(Stratum { name, population: things.len(), drawn: count });
        drawn.extend(random.draw(things, count).into_iter().map(|thing| (number, thing)));
    }
    // Shown in random order: whoever stops early has a random part of each stratum.
    let all = drawn.len();
    Ok((strata, random.draw(drawn, all)))
}

/// The strata, the smallest of a table put together as `others` until there are at most so many.
fn merged(groups: BTreeMap<String, Vec<Thing<'_>>>, most: usize) -> Vec<(String, Vec<Thing<'_>>)> {
    let mut groups: Vec<_> = groups.into_iter().collect();
    let table = |name: &str| name.split(' ').next().unwrap_or_default().to_owned();
    while groups.len() > most {
        let crowded = |i: &usize| groups.iter().filter(|group| table(&group.0) == table(&groups[*i].0)).count() > 1;
        let Some(least) = (0..groups.len()).filter(crowded).min_by_key(|&i| groups[i].1.len()) else { break };
        let (name, things) = groups.remove(least);
        let name = table(&name);
        let next = (0..groups.len()).filter(|&i| table(&groups[i].0) == name).min_by_key(|&i| groups[i].1.len());
        if let Some(next) = next {
            groups[next].0 = format!("{name} others");
            groups[next].1.extend(things);
        }
    }
    groups
}

fn item(population: &Population, stratum: usize, thing: &Thing<'_>) -> Item {
    let number = match thing {
        Thing::Fact(fact) => fact.article,
        Thing::Sentence(sentence) => sentence.article,
    };
    let article = &population.articles[number];
    let base = Item {
        article: article.id.clone(),
        stratum,
        site: article.site.clone(),
        month: article.month.clone(),
        ..Item::default()
    };
    match thing {
        Thing::Fact(fact) => Item {
            table: population.tables[fact.table].name.to_owned(),
            row: fact.row,
            kind: population.kind(fact).to_owned(),
            confidence: fact.confidence,
            ..base
        },
        Thing::Sentence(sentence) => Item { table: SENTENCES.to_owned(), row: sentence.span.0, confidence: 1.0, ..base },
    }
}

/// Fills in what is shown: the words around, and what nutgraf says.
fn fill_in(run: &Stored, population: &Population, drawn: &[(usize, Thing<'_>)], items: &mut [Item]) -> Result<()> {
    let mut of_article: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    items.iter().enumerate().for_each(|(i, item)| of_article.entry(item.article.clone()).or_default().push(i));
    run.rows(&[Wanted::new("articles", &["article", "text"])?], &mut |_, row| {
        let here = of_article.get(row[0].as_str().unwrap_or_default());
        let text = row[1].as_str().unwrap_or_default();
        let bytes = here.map(|_| positions(text, run.offsets())).unwrap_or_default();
        for &i in here.into_iter().flatten() {
            let pieces = match &drawn[i].1 {
                Thing::Fact(fact) => fact.pieces.clone(),
                Thing::Sentence(sentence) => vec![sentence.span],
            };
            items[i].passage = passage(text, &bytes, &pieces);
        }
        Ok(())
    })?;
    let columns = |i: usize| [&["article"], population.tables[i].claims].concat();
    let wanted: Vec<_> = (0..population.tables.len())
        .map(|i| Wanted::new(population.tables[i].name, &columns(i)))
        .collect::<Result<_, nutgraf_batch::Error>>()?;
    let mut seen: FxHashMap<(usize, String), usize> = FxHashMap::default();
    Ok(run.rows(&wanted, &mut |table, row| {
        let Some(id) = row[0].as_str() else { return Ok(()) };
        let Some(here) = of_article.get(id) else { return Ok(()) };
        let number = seen.entry((table, id.to_owned())).and_modify(|n| *n += 1).or_insert(0);
        for &i in here {
            if items[i].table == population.tables[table].name && items[i].row == *number {
                items[i].claims = claims(&columns(table)[1..], &row[1..]);
            }
        }
        Ok(())
    })?)
}

fn claims(names: &[&str], cells: &[Value]) -> Vec<(String, String)> {
    let filled = names.iter().zip(cells).filter(|(_, cell)| !cell.is_null());
    let text = |cell: &Value| cell.as_str().map_or_else(|| cell.to_string(), str::to_owned);
    filled.map(|(name, cell)| ((*name).replace('_', " "), text(cell))).collect()
}

/// The words round some pieces of a text, cut where it is long; `true` for the pieces themselves.
fn passage(text: &str, bytes: &[usize], pieces: &[(usize, usize)]) -> Vec<(String, bool)> {
    let mut pieces: Vec<_> = pieces.iter().filter_map(|piece| Some((*bytes.get(piece.0)?, *bytes.get(piece.1)?))).collect();
    pieces.sort_unstable();
    let (Some(first), Some(last)) = (pieces.first(), pieces.iter().map(|piece| piece.1).max()) else { return Vec::new() };
    let from = text.ceil_char_boundary(first.0.saturating_sub(CONTEXT));
    let to = text.floor_char_boundary((last + CONTEXT).min(text.len()));
    let mut parts = Vec::new();
    let mut at = from;
    let mut add = |range: std::ops::Range<usize>, own: bool| {
        if let Some(part) = text.get(range).filter(|part| !part.is_empty()) {
            parts.push((part.to_owned(), own));
        }
    };
    for (start, end) in pieces {
        add(at..start.max(at), false);
        add(start.max(at)..end.max(at), true);
        at = at.max(end);
    }
    add(at..to.max(at), false);
    parts
}
