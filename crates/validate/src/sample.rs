//! Draws a stratified random sample and puts together what a coder needs to see.

use std::collections::BTreeMap;
use std::path::Path;

use nutgraf_batch::{Stored, Wanted};
use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::marks::{FORM, Item, SENTENCES, Sheet};
use crate::population::{Fact, Population};
use crate::random::Random;
use crate::sentences::{Sentence, positions, without_facts};
use crate::strata::{Stratum, allocate};
use nutgraf_batch::{Error, Result};

/// Bands of confidence: where each begins, the first at 0.
pub const BANDS: [f64; 5] = [0.0, 0.5, 0.7, 0.8, 0.9];
/// Names of the bands of confidence, in their order.
pub const BAND_NAMES: [&str; 5] = ["0 to 0.5", "0.5 to 0.7", "0.7 to 0.8", "0.8 to 0.9", "0.9 to 1"];
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
    /// Its name, as it is asked for.
    pub fn name(self) -> &'static str {
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
    /// Names of the tables of facts to draw from.
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

/// What can be drawn: a fact, or a sentence without one.
#[derive(Clone, Copy)]
pub enum Thing<'a> {
    /// A fact.
    Fact(&'a Fact),
    /// A sentence without facts.
    Sentence(&'a Sentence),
}

/// A stratum before the draw: its name and all that is in it.
pub type Group<'a> = (String, Vec<Thing<'a>>);

/// Draws from the output of a run.
///
/// # Errors
/// If the run can't be read, has no such tables, or there is nothing to draw.
pub fn sample(run: &Path, plan: &Plan) -> Result<Sheet> {
    if plan.recall && matches!(plan.by, By::Kind | By::Confidence) {
        return Err(Error::Use("sentences without facts have no kind and no confidence: by site, month or nothing".into()));
    }
    let run = Stored::open(run)?;
    let population = Population::read(&run, &plan.facts, &[])?;
    let sentences = if plan.recall { without_facts(&run, &population)? } else { Vec::new() };
    let things: Vec<Thing<'_>> = if plan.recall {
        sentences.iter().map(Thing::Sentence).collect()
    } else {
        population.facts.iter().map(Thing::Fact).collect()
    };
    if things.is_empty() || plan.n == 0 {
        let what = if plan.recall { "sentences without facts" } else { "facts" };
        return Err(Error::Use(format!("there is nothing to draw: {} {what}, {} to draw", things.len(), plan.n)));
    }
    let (strata, drawn) = draw(groups(&population, things, plan), plan.n, &mut Random::new(plan.seed));
    let what = if plan.recall { "recall" } else { "facts" };
    let mut sheet = Sheet {
        form: FORM.to_owned(),
        nutgraf: env!("CARGO_PKG_VERSION").to_owned(),
        run: population.run.clone(),
        sample: format!("{}-{}-{}-{}-{what}", population.run, plan.by.name(), plan.n, plan.seed),
        by: plan.by.name().to_owned(),
        tables: plan.facts.clone(),
        coder: String::new(),
        strata,
        items: drawn.iter().map(|(stratum, thing)| item(&population, *stratum, thing)).collect(),
    };
    fill_in(&run, &population, &drawn, &mut sheet.items)?;
    Ok(sheet)
}

/// The strata of a plan.
pub fn groups<'a>(population: &Population, things: Vec<Thing<'a>>, plan: &Plan) -> Vec<Group<'a>> {
    let mut groups: BTreeMap<(&str, &str), Vec<Thing<'a>>> = BTreeMap::new();
    for thing in things {
        let (table, article) = match &thing {
            Thing::Fact(fact) => (population.tables[fact.table].name, fact.article),
            Thing::Sentence(sentence) => (SENTENCES, sentence.article),
        };
        let article = &population.articles[article];
        let part = match (plan.by, &thing) {
            (By::Kind, Thing::Fact(fact)) => population.kind(fact),
            (By::Confidence, Thing::Fact(fact)) => BAND_NAMES[band(fact.confidence)],
            (By::Site, _) => &article.site,
            (By::Month, _) => &article.month,
            _ => "",
        };
        groups.entry((table, part)).or_default().push(thing);
    }
    let named = |((table, part), things): (_, _)| (format!("{table} {part}").trim_end().to_owned(), things);
    merged(groups.into_iter().map(named).collect(), (plan.n / (2 * LEAST)).max(plan.facts.len()))
}

/// Draws `n` things in all, more if the least that each stratum needs comes to more.
pub fn draw<'a>(groups: Vec<Group<'a>>, n: usize, random: &mut Random) -> (Vec<Stratum>, Vec<(usize, Thing<'a>)>) {
    let sizes: Vec<_> = groups.iter().map(|(_, things)| things.len()).collect();
    let counts = allocate(&sizes, n, LEAST);
    let (mut strata, mut drawn) = (Vec::new(), Vec::new());
    for ((name, things), count) in groups.into_iter().zip(counts) {
        let number = strata.len();
        strata.push(Stratum { name, population: things.len(), drawn: count });
        drawn.extend(random.draw(things, count).into_iter().map(|thing| (number, thing)));
    }
    // Shown in random order: whoever stops early has a random part of each stratum.
    let all = drawn.len();
    (strata, random.draw(drawn, all))
}

/// Returns the strata; the smallest of a table are put together as `others` until the maximum number is kept.
fn merged(mut groups: Vec<Group<'_>>, most: usize) -> Vec<Group<'_>> {
    let table = |group: &Group<'_>| group.0.split(' ').next().unwrap_or_default().to_owned();
    // The largest last, so that the smallest two of a table are at hand.
    groups.sort_by_key(|group| group.1.len());
    while groups.len() > most {
        let pair = (0..groups.len()).find_map(|i| {
            let other = (i + 1..groups.len()).find(|&j| table(&groups[j]) == table(&groups[i]))?;
            Some((i, other))
        });
        let Some((least, next)) = pair else { break };
        let things = groups.remove(least).1;
        let mut joined = groups.remove(next - 1);
        joined.0 = format!("{} others", table(&joined));
        joined.1.extend(things);
        let place = groups.partition_point(|group| group.1.len() < joined.1.len());
        groups.insert(place, joined);
    }
    groups.sort_by(|a, b| a.0.cmp(&b.0));
    groups
}

fn item(population: &Population, stratum: usize, thing: &Thing<'_>) -> Item {
    let number = match thing {
        Thing::Fact(fact) => fact.article,
        Thing::Sentence(sentence) => sentence.article,
    };
    let article = &population.articles[number];
    let base = Item { article: article.id.clone(), stratum, ..Item::default() };
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

/// Fills in what is shown: the article, the words around, and what nutgraf says.
fn fill_in(run: &Stored, population: &Population, drawn: &[(usize, Thing<'_>)], items: &mut [Item]) -> Result<()> {
    let mut of_article: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    items.iter().enumerate().for_each(|(i, item)| of_article.entry(item.article.clone()).or_default().push(i));
    run.rows(&[Wanted::new("articles", &["article", "text", "title", "url"])?], &mut |_, row| {
        let Some(here) = of_article.get(row[0].as_str().unwrap_or_default()) else { return Ok(()) };
        let text = row[1].as_str().unwrap_or_default();
        let bytes = positions(text, run.offsets());
        for &i in here {
            row[2].as_str().unwrap_or_default().clone_into(&mut items[i].title);
            row[3].as_str().unwrap_or_default().clone_into(&mut items[i].url);
            let pieces = match &drawn[i].1 {
                Thing::Fact(fact) => fact.pieces.clone(),
                Thing::Sentence(sentence) => vec![sentence.span],
            };
            items[i].passage = passage(text, &bytes, &pieces);
        }
        Ok(())
    })?;
    let columns = |i: usize| [&["article"], population.tables[i].claims].concat();
    let wanted: Vec<_> =
        (0..population.tables.len()).map(|i| Wanted::new(population.tables[i].name, &columns(i))).collect::<Result<_>>()?;
    let mut seen: FxHashMap<(usize, String), usize> = FxHashMap::default();
    run.rows(&wanted, &mut |table, row| {
        let Some(id) = row[0].as_str() else { return Ok(()) };
        let Some(here) = of_article.get(id) else { return Ok(()) };
        let number = seen.entry((table, id.to_owned())).and_modify(|n| *n += 1).or_insert(0);
        for &i in here {
            if items[i].table == population.tables[table].name && items[i].row == *number {
                items[i].claims = claims(&columns(table)[1..], &row[1..]);
            }
        }
        Ok(())
    })
}

fn claims(names: &[&str], cells: &[Value]) -> Vec<(String, String)> {
    let filled = names.iter().zip(cells).filter(|(_, cell)| !cell.is_null());
    // 424, not 424.0: forms of output differ in that, and people do not write it.
    let text = |cell: &Value| match (cell.as_str(), cell.as_f64()) {
        (Some(text), _) => text.to_owned(),
        (_, Some(number)) => number.to_string(),
        _ => cell.to_string(),
    };
    filled.map(|(name, cell)| ((*name).to_owned(), text(cell))).collect()
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
