//! How well places are found, and which of them are the right ones.

use nutgraf::Options;
use nutgraf::language::Language;
use nutgraf::lexicon::gazetteer::Gazetteer;
use nutgraf::record::PlaceKind;

use super::story::{Prepared, SETS, Story, is_right, km};
use super::weights::Weights;

/// Counts of the scorer's figures.
#[derive(Default, Clone, Copy, Debug)]
pub(super) struct Figures {
    gold: usize,
    predicted: usize,
    hits: usize,
    with_point: usize,
    near: usize,
    found: usize,
    country: usize,
    countries: usize,
    reachable: usize,
    /// For each tenth of confidence: places, right ones.
    pub(super) sure: [(usize, usize); 10],
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
        let (p, r) = (share(self.hits, self.predicted), share(self.hits, self.gold));
        write!(
            f,
            "P {p:.3} R {r:.3} F1 {:.3}  all161 {:.3}  found161 {:.3}  country {:.3}  (reachable: {:.3})",
            2.0 * p * r / (p + r).max(1e-9),
            share(self.near, self.with_point),
            share(self.near, self.found),
            share(self.country, self.countries),
            share(self.reachable, self.gold)
        )
    }
}

/// Adds to the figures what the weights make of a story; if `verbose`, prints every error.
pub(super) fn evaluate(story: &Prepared<'_>, weights: &Weights, figures: &mut Figures, verbose: bool) {
    let is_place = |i: usize| story.counts(i) && weights.score(&story.features[i]) > 0.0;
    figures.gold += story.story.gold.len();
    figures.with_point += story.story.gold.iter().filter(|(_, _, g)| g.lat.is_some()).count();
    figures.reachable += story.gold.iter().flatten().count();
    for i in (0..story.spots.list.len()).filter(|&i| is_place(i)) {
        figures.predicted += 1;
        figures.hits += usize::from(story.gold[i].is_some());
    }
    if verbose {
        print_missed(story, is_place);
    }
    judge_choices(story, weights, figures, verbose, is_place);
}

/// Adds up which candidates were chosen for the names taken for places.
fn judge_choices(
    story: &Prepared<'_>,
    weights: &Weights,
    figures: &mut Figures,
    verbose: bool,
    is_place: impl Fn(usize) -> bool,
) {
    let gazetteer = Gazetteer::new(None);
    let text = &story.story.analysis.document.text;
    for (group, features) in story.ranked(is_place) {
        let scores: Vec<f32> = features.iter().map(|(_, f)| weights.score(f)).collect();
        let best = (0..scores.len()).rev().max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
        let entry = story.candidate(&group, features[best].0);
        let share = 1.0 / scores.iter().map(|score| (score - scores[best]).exp()).sum::<f32>();
        for &i in &group.spots {
            let sure = |x: f32| 1.0 / (1.0 + (-x).exp());
            let step = (sure(weights.score(&story.features[i])) * share * 10.0) as usize;
            let gold = story.gold[i].map(|g| &story.story.gold[g].2);
            figures.sure[step.min(9)].0 += 1;
            figures.sure[step.min(9)].1 += usize::from(gold.is_some_and(|gold| gold.lat.is_none() || is_right(&entry, gold)));
            let Some(gold) = gold else { continue };
            let Some((lat, lon)) = gold.lat.zip(gold.lon) else { continue };
            let country = gazetteer.country(entry.area);
            if entry.kind == PlaceKind::Region && country.is_empty() {
                continue;
            }
            figures.found += 1;
            let far = km(&entry, lat, lon);
            figures.near += usize::from(far <= 161.0);
            if let Some(wanted) = &gold.country {
                figures.countries += 1;
                figures.country += usize::from(wanted == country);
            }
            if verbose && far > 161.0 {
                let (set, name) = (SETS[story.story.set], story.spots.list[i].span.of(text));
                let (kind, id, wanted, number) = (entry.kind, entry.id, &gold.country, &gold.geonames_id);
                println!("FAR {set}\t{name} -> {country} {kind:?} {id} ({lat} {lon} {wanted:?} {number:?}) {}", far as u32);
            }
        }
    }
}

/// Prints names wrongly taken for places (FP), places not taken for any (FN) and places that no name is looked up for (NO).
fn print_missed(story: &Prepared<'_>, is_place: impl Fn(usize) -> bool) {
    let text = &story.story.analysis.document.text;
    let set = SETS.get(story.story.set).copied().unwrap_or_default();
    for (i, spot) in story.spots.list.iter().enumerate() {
        if story.counts(i) && is_place(i) != story.gold[i].is_some() {
            let error = if is_place(i) { "FP" } else { "FN" };
            println!("{error} {set}\t{}", around(text, spot.span.start, spot.span.end));
        }
    }
    for (g, (start, end, _)) in story.story.gold.iter().enumerate().filter(|(g, _)| !story.gold.contains(&Some(*g))) {
        println!("NO {set} {g}\t{}", around(text, *start, *end));
    }
}

/// A stretch of text between brackets with forty bytes on either side, on one line.
fn around(text: &str, start: u32, end: u32) -> String {
    let (start, end) = (start as usize, end as usize);
    let from = text.floor_char_boundary(start.saturating_sub(40));
    let to = text.ceil_char_boundary((end + 40).min(text.len()));
    let line = |part: &str| part.replace('\n', "|");
    format!("{}[{}]{}", line(&text[from..start]), &text[start..end], line(&text[end..to]))
}

/// The share of names in stories whose highest candidate is the right one.
pub(super) fn right_places(stories: &[Prepared<'_>], weights: &Weights) -> f64 {
    let (mut right, mut all) = (0, 0);
    for story in stories {
        for (group, features) in story.ranked(|i| story.gold[i].is_some()) {
            let Some(gold) = group.spots.iter().find_map(|&i| story.gold[i]) else { continue };
            let best = features.iter().rev().max_by(|a, b| weights.score(&a.1).total_cmp(&weights.score(&b.1)));
            all += 1;
            right += usize::from(best.is_some_and(|&(at, _)| is_right(&story.candidate(&group, at), &story.story.gold[gold].2)));
        }
    }
    f64::from(right as u32) / f64::from(all.max(1))
}

/// Words a second of the stage, from the best of five times for each story.
pub(super) fn speed(stories: &[Story]) -> f64 {
    let time = |story: &Story| {
        let start = std::time::Instant::now();
        std::hint::black_box(nutgraf::facts::place::find(&story.article(), &Language::english().places, &Options::default()));
        start.elapsed().as_secs_f64()
    };
    let best = |story: &Story| (0..5).map(|_| time(story)).fold(f64::MAX, f64::min);
    let words: usize = stories.iter().map(|story| story.analysis.document.text.split_ascii_whitespace().count()).sum();
    words as f64 / stories.iter().map(best).sum::<f64>()
}
