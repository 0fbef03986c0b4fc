//! The parts after the first page and the lists, once all articles are in.

use serde_json::{Value, json};

use crate::cast::Kind;
use crate::digest::{ARTICLES, Digest, TITLES};
use crate::index::Index;
use crate::refs::Refs;
use crate::site::Site;
use crate::tally::{ByMonth, Tally};
use nutgraf_batch::Result;

/// People, organisations or places of a part.
const PAGES: usize = 64;
/// Rows of a part of a list.
const ROWS: usize = 512;
/// People and organisations on the first page.
const TOP: usize = 12;
/// Places on the map.
const ON_MAP: usize = 400;

/// Writes all parts but those of articles.
///
/// # Errors
/// If a part can't be written.
pub fn write(mut digest: Digest, name: &str, site: &mut Site) -> Result<()> {
    digest.end(site)?;
    let people = digest.cast.ranked(Kind::Person);
    let organizations = digest.cast.ranked(Kind::Organization);
    let places = digest.places.ranked();
    pages("entities", digest.cast.entities.len(), |number| digest.cast.page(number), site)?;
    pages("places", digest.places.places.len(), |number| digest.places.page(number), site)?;
    list("people", &people, |number| digest.cast.row(number), site)?;
    list("organizations", &organizations, |number| digest.cast.row(number), site)?;
    list("spots", &places, |number| digest.places.row(number), site)?;
    let tally = &digest.tally;
    let catalog = json!({"days": tally.catalog_days, "sites": tally.catalog_sites, "first": Tally::FIRST_DAY});
    site.part("catalog", &catalog)?;
    let events = by_month("events", &tally.events, site)?;
    let times = by_month("times", &tally.times, site)?;
    let mut names = Index::default();
    (0..digest.cast.entities.len() as u32).for_each(|number| {
        names.add(number, &digest.cast.entities[number as usize].name, &digest.cast.names(number));
    });
    let top = |ranked: &[u32]| {
        let quoted = ranked.iter().filter(|&&n| digest.cast.entities[n as usize].quotes.count() > 0);
        quoted.take(TOP).map(|&number| digest.cast.row(number)).collect::<Vec<_>>()
    };
    let on_map = places.iter().filter(|&&number| digest.places.has_point(number)).take(ON_MAP);
    let start = json!({
        "nutgraf": env!("CARGO_PKG_VERSION"),
        "name": name,
        "linked": digest.cast.is_linked(),
        "sizes": {"articles": ARTICLES, "titles": TITLES, "pages": PAGES, "rows": ROWS},
        "counts": {
            "articles": digest.articles,
            "people": people.len(),
            "organizations": organizations.len(),
            "places": places.len(),
            "quotes": tally.quotes.values().sum::<u32>(),
            "events": count(&tally.events),
            "quantities": tally.quantities,
        },
        "days": tally.days.iter().collect::<Vec<_>>(),
        "undated": tally.undated,
        "sites": tally.sites,
        "people": top(&people),
        "organizations": top(&organizations),
        "places": on_map.map(|&number| digest.places.row(number)).collect::<Vec<_>>(),
        "quotes": tally.quotes.iter().collect::<Vec<_>>(),
        "speakers": tally.speakers.iter().collect::<Vec<_>>(),
        "events": events,
        "times": times,
        "names": names.write("names", site)?,
        "words": std::mem::take(&mut digest.words).write("words", site)?,
    });
    site.part("start", &start)
}

fn count(groups: &ByMonth) -> u32 {
    groups.values().flat_map(|months| months.values()).map(Refs::count).sum()
}

/// Writes a part every [`PAGES`] numbers.
fn pages(name: &str, all: usize, page: impl Fn(u32) -> Value, site: &mut Site) -> Result<()> {
    for (part, first) in (0..all).step_by(PAGES).enumerate() {
        let pages: Vec<_> = (first..all.min(first + PAGES)).map(|number| page(number as u32)).collect();
        site.part(&format!("{name}/{part}"), &pages)?;
    }
    Ok(())
}

/// Writes a list in parts of [`ROWS`].
fn list(name: &str, ranked: &[u32], row: impl Fn(u32) -> Value, site: &mut Site) -> Result<()> {
    ranked.chunks(ROWS).enumerate().try_for_each(|(part, numbers)| {
        let rows: Vec<_> = numbers.iter().map(|&number| row(number)).collect();
        site.part(&format!("{name}-list/{part}"), &rows)
    })
}

/// Writes a part a group; returns the groups with how many there are by month.
fn by_month(name: &str, groups: &ByMonth, site: &mut Site) -> Result<Vec<Value>> {
    let mut summary = Vec::new();
    for (part, (group, months)) in groups.iter().enumerate() {
        let refs: Vec<_> = months.iter().map(|(month, refs)| (month, refs.text())).collect();
        site.part(&format!("{name}/{part}"), &refs)?;
        let counts: Vec<_> = months.iter().map(|(month, refs)| (month, refs.count())).collect();
        summary.push(json!([group, counts]));
    }
    Ok(summary)
}
