//! Trains `places.bin`: whether a spot names a place (logistic regression) and which place it is (softmax over the candidates).
//!
//! Both share one table of weights; their features never meet. Scores are cross-validated by document before the model is written.

mod famous;
mod gold;

use std::path::Path;

use anyhow::Result;
use nutgraf::Options;
use nutgraf::analysis::Analysis;
use nutgraf::article::Article;
use nutgraf::facts::place::context::{Chains, Context, chains};
use nutgraf::facts::place::detect::Detector;
use nutgraf::facts::place::rank::{self, Group, Ranker};
use nutgraf::facts::place::spot::{Spots, spots};
use nutgraf::lexicon::gazetteer::{Entry, Gazetteer, How};
use nutgraf::record::PlaceKind;

use crate::adagrad;
use crate::data;
use crate::random::Xorshift;
use famous::famous;
use gold::{GoldPlace, Row};

const SETS: [&str; 4] = ["geowebnews", "lgl", "trnews", "geovirus"];
const BITS: u32 = 16;
const FOLDS: usize = 5;
const EPOCHS: usize = 10;
/// What an invented sentence weighs beside a name of an annotated article.
const INVENTED: f32 = 0.5;

/// An annotated article after the stages before.
struct Story {
    set: usize,
    analysis: Analysis,
    /// Byte spans.
    gold: Vec<(u32, u32, GoldPlace)>,
}

impl Story {
    fn read(set: usize, row: Row) -> Self {
        let analysis = Analysis::of_text(&row.text);
        let document = &analysis.document;
        // Gold counts letters of the original; stages read a text from which some are gone.
        let original = data::code_points(&row.text);
        let back = |at: usize| {
            let target = original[at] as u32;
            let (mut low, mut high) = (0, document.text.len() as u32);
            while low < high {
                let middle = low.midpoint(high);
                let mapped = document.to_original(nutgraf::Span { start: middle, end: middle }).start;
                if mapped < target { low = middle + 1 } else { high = middle }
            }
            low
        };
        let gold = row.places.into_iter().map(|p| (back(p.start), back(p.end), p)).collect();
        Self { set, analysis, gold }
    }

    fn article(&self) -> Article<'_> {
        self.analysis.article()
    }
}

/// A story with its spots and contexts.
struct Prepared<'a> {
    story: &'a Story,
    spots: Spots<'static>,
    chains: Chains,
    clear: Context,
    /// The gold place of each spot.
    gold: Vec<Option<usize>>,
    features: Vec<Vec<u64>>,
}

fn prepare(story: &Story) -> Prepared<'_> {
    let gazetteer = Gazetteer::new(None);
    let article = story.article();
    let spots = spots(&article, &gazetteer);
    let chains = chains(&article, &gazetteer, &spots);
    let clear = rank::clear_context(&gazetteer, &spots, &chains);
    let mut used = vec![false; story.gold.len()];
    let gold = spots.list.iter().map(|spot| {
        let overlaps = |&(i, (start, end, _)): &(usize, &(u32, u32, GoldPlace))| {
            !used[i] && *start < spot.span.end && spot.span.start < *end
        };
        let found = story.gold.iter().enumerate().find(overlaps).map(|(i, _)| i);
        if let Some(i) = found {
            used[i] = true;
        }
        found
    });
    let gold = gold.collect();
    let detector = Detector::new(&article, &gazetteer, &spots, &chains, &clear);
    let features = (0..spots.list.len()).map(|i| {
        let mut features = Vec::new();
        detector.features(i, &mut features);
        features
    });
    let features = features.collect();
    Prepared { story, spots, chains, clear, gold, features }
}

impl Prepared<'_> {
    /// Demonyms for people are no places in any set, demonyms at all not in the last one. Invented sentences teach nothing of what is
    /// a place.
    fn counts(&self, i: usize) -> bool {
        if self.story.set >= SETS.len() {
            return false;
        }
        let how = self.spots.candidates_of(&self.spots.list[i]).first().map(|candidate| candidate.how);
        !matches!(how, Some(How::People)) && !(self.story.set == 3 && how == Some(How::Adjective))
    }

    /// The groups of the spots taken for places, the context, and the features of each candidate.
    fn ranked(&self, is_place: impl Fn(usize) -> bool) -> Vec<(Group, Vec<(usize, Vec<u64>)>)> {
        let gazetteer = Gazetteer::new(None);
        let groups = rank::groups(&self.spots, &self.chains, is_place);
        let guesses = rank::guess(&gazetteer, &self.spots, &groups, &self.clear);
        let guessed = rank::guessed_context(&gazetteer, &self.spots, &groups, &guesses);
        let article = self.story.article();
        let ranker = Ranker { article, gazetteer, spots: &self.spots, clear: &self.clear, guessed: &guessed };
        let features = |group: &Group| {
            let one = |at| {
                let mut features = Vec::new();
                ranker.features(group, at, &mut features);
                (at, features)
            };
            rank::compared(&gazetteer, &self.spots, group).into_iter().map(one).collect()
        };
        let choices: Vec<Vec<(usize, Vec<u64>)>> = groups.iter().map(features).collect();
        groups.into_iter().zip(choices).collect()
    }

    fn candidate(&self, group: &Group, at: usize) -> Entry {
        self.spots.candidates_of(&self.spots.list[group.spots[0]])[at].entry
    }
}

fn km(entry: &Entry, lat: f64, lon: f64) -> f64 {
    let (a, b) = (f64::from(entry.latitude) / 1000.0, f64::from(entry.longitude) / 1000.0);
    let half = |x: f64| (x.to_radians() / 2.0).sin().powi(2);
    let h = half(lat - a) + a.to_radians().cos() * lat.to_radians().cos() * half(lon - b);
    2.0 * 6371.0 * h.min(1.0).sqrt().asin()
}

/// True if a candidate is what the gold says.
fn is_right(entry: &Entry, gold: &GoldPlace) -> bool {
    let id = gold.geonames_id.as_ref().map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
    if entry.id != 0 && id.is_some_and(|id| id == entry.id.to_string()) {
        return true;
    }
    gold.lat.zip(gold.lon).is_some_and(|(lat, lon)| km(entry, lat, lon) <= 161.0)
}

/// Weights under training, with `AdaGrad`'s step for each.
struct Weights {
    weights: Vec<f32>,
    squares: Vec<f32>,
}

impl Weights {
    fn new() -> Self {
        Self { weights: vec![0.0; 1 << BITS], squares: vec![1e-3; 1 << BITS] }
    }

    fn row(feature: u64) -> usize {
        (feature & ((1 << BITS) - 1)) as usize
    }

    fn score(&self, features: &[u64]) -> f32 {
        features.iter().map(|&f| self.weights[Self::row(f)]).sum()
    }

    fn step(&mut self, features: &[u64], gradient: f32, rate: f32, decay: f32) {
        for &feature in features {
            let row = Self::row(feature);
            let slope = gradient + decay * self.weights[row];
            adagrad::step(&mut self.weights[row], &mut self.squares[row], slope, rate);
        }
    }
}

fn fit(stories: &[&Prepared<'_>]) -> Weights {
    let mut weights = Weights::new();
    let mut spots: Vec<(&Vec<u64>, bool)> = Vec::new();
    let mut choices: Vec<(Vec<Vec<u64>>, Vec<bool>, f32)> = Vec::new();
    for story in stories {
        spots.extend(
            (0..story.features.len()).filter(|&i| story.counts(i)).map(|i| (&story.features[i], story.gold[i].is_some())),
        );
        for (group, features) in story.ranked(|i| story.gold[i].is_some()) {
            let Some(gold) = group.spots.iter().find_map(|&i| story.gold[i]) else { continue };
            let right: Vec<bool> =
                features.iter().map(|&(at, _)| is_right(&story.candidate(&group, at), &story.story.gold[gold].2)).collect();
            let features: Vec<Vec<u64>> = features.into_iter().map(|(_, features)| features).collect();
            if features.len() > 1 && right.contains(&true) && right.contains(&false) {
                let weight = if story.story.set < SETS.len() { (group.spots.len() as f32).sqrt() } else { INVENTED };
                choices.push((features, right, weight));
            }
        }
    }
    let mut random = Xorshift(0x9e37_79b9_7f4a_7c15);
    let mut shuffle = |n: usize| {
        let mut order: Vec<usize> = (0..n).collect();
        random.shuffle(&mut order);
        order
    };
    for _ in 0..EPOCHS {
        for i in shuffle(spots.len()) {
            let (features, is_place) = spots[i];
            let share = 1.0 / (1.0 + (-weights.score(features)).exp());
            weights.step(features, share - f32::from(u8::from(is_place)), 0.05, 2e-4);
        }
        for i in shuffle(choices.len()) {
            let (features, right, weight) = &choices[i];
            let scores: Vec<f32> = features.iter().map(|f| weights.score(f)).collect();
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            let shares: Vec<f32> = scores.iter().map(|s| (s - top).exp()).collect();
            let (all, good) = (
                shares.iter().sum::<f32>(),
                shares.iter().zip(right).filter(|(_, r)| **r).map(|(s, _)| s).sum::<f32>().max(1e-6),
            );
            for (at, features) in features.iter().enumerate() {
                let wanted = if right[at] { shares[at] / good } else { 0.0 };
                weights.step(features, weight * (shares[at] / all - wanted), 0.05, 2e-4);
            }
        }
    }
    weights
}

/// Counts of the scorer's figures.
#[derive(Default, Clone, Copy, Debug)]
struct Figures {
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
    sure: [(usize, usize); 10],
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

fn evaluate(story: &Prepared<'_>, weights: &Weights, figures: &mut Figures, verbose: bool) {
    let gazetteer = Gazetteer::new(None);
    let text = &story.story.analysis.document.text;
    let is_place = |i: usize| story.counts(i) && weights.score(&story.features[i]) > 0.0;
    figures.gold += story.story.gold.len();
    figures.with_point += story.story.gold.iter().filter(|(_, _, g)| g.lat.is_some()).count();
    figures.reachable += story.gold.iter().flatten().count();
    for i in 0..story.spots.list.len() {
        if is_place(i) {
            figures.predicted += 1;
            figures.hits += usize::from(story.gold[i].is_some());
        }
        if verbose && story.counts(i) && is_place(i) != story.gold[i].is_some() {
            let span = story.spots.list[i].span;
            let (from, to) = (
                text.floor_char_boundary(span.start.saturating_sub(40) as usize),
                text.ceil_char_boundary((span.end as usize + 40).min(text.len())),
            );
            println!(
                "{} {}\t{}[{}]{}",
                if is_place(i) { "FP" } else { "FN" },
                SETS[story.story.set],
                text[from..span.start as usize].replace('\n', "|"),
                span.of(text),
                text[span.end as usize..to].replace('\n', "|")
            );
        }
    }
    if verbose {
        for (g, (start, end, _)) in story.story.gold.iter().enumerate().filter(|(g, _)| !story.gold.contains(&Some(*g))) {
            let (from, to) = (
                text.floor_char_boundary(start.saturating_sub(40) as usize),
                text.ceil_char_boundary((*end as usize + 40).min(text.len())),
            );
            println!(
                "NO {} {g}\t{}[{}]{}",
                SETS[story.story.set],
                text[from..*start as usize].replace('\n', "|"),
                &text[*start as usize..*end as usize],
                text[*end as usize..to].replace('\n', "|")
            );
        }
    }
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
            let near = km(&entry, lat, lon) <= 161.0;
            figures.near += usize::from(near);
            if let Some(wanted) = &gold.country {
                figures.countries += 1;
                figures.country += usize::from(wanted == country);
            }
            if verbose && !near {
                let span = story.spots.list[i].span;
                println!(
                    "FAR {}\t{} -> {} {:?} {} ({lat} {lon} {:?} {:?}) {}",
                    SETS[story.story.set],
                    span.of(text),
                    country,
                    entry.kind,
                    entry.id,
                    gold.country,
                    gold.geonames_id,
                    km(&entry, lat, lon) as u32
                );
            }
        }
    }
}

/// The share of names in stories whose highest candidate is the right one.
fn right_places(stories: &[Prepared<'_>], weights: &Weights) -> f64 {
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
fn speed(stories: &[Story]) -> f64 {
    let time = |story: &Story| {
        let start = std::time::Instant::now();
        std::hint::black_box(nutgraf::facts::place::find(&story.article(), &Options::default()));
        start.elapsed().as_secs_f64()
    };
    let best = |story: &Story| (0..5).map(|_| time(story)).fold(f64::MAX, f64::min);
    let words: usize = stories.iter().map(|story| story.analysis.document.text.split_ascii_whitespace().count()).sum();
    words as f64 / stories.iter().map(best).sum::<f64>()
}

/// Cross-validates, trains on everything and gives the model.
///
/// # Errors
/// If a data set can't be read.
#[allow(clippy::print_stdout)]
pub fn train(folder: &Path, verbose: bool) -> Result<Vec<u8>> {
    let mut stories = Vec::new();
    for (set, name) in SETS.iter().enumerate() {
        let rows = data::jsonl::<Row>(&folder.join(format!("geo/{name}.jsonl")))?;
        stories.extend(rows.into_iter().map(|row| Story::read(set, row)));
    }
    let (known, unknown) = famous(folder)?;
    let invented = |rows: Vec<Row>| rows.into_iter().map(|row| Story::read(SETS.len(), row)).collect::<Vec<_>>();
    let (known, unknown) = (invented(known), invented(unknown));
    let known: Vec<Prepared<'_>> = known.iter().map(prepare).collect();
    let unknown: Vec<Prepared<'_>> = unknown.iter().map(prepare).collect();
    let prepared: Vec<Prepared<'_>> = stories.iter().map(prepare).collect();
    let mut figures = [Figures::default(); SETS.len()];
    for fold in 0..FOLDS {
        let training = prepared.iter().enumerate().filter(|(i, _)| i % FOLDS != fold).map(|(_, p)| p);
        let weights = fit(&training.chain(&known).collect::<Vec<_>>());
        if fold == 0 {
            println!("famous cities not seen in training: {:.3} right", right_places(&unknown, &weights));
        }
        for (_, story) in prepared.iter().enumerate().filter(|(i, _)| i % FOLDS == fold) {
            evaluate(story, &weights, &mut figures[story.story.set], verbose);
        }
    }
    for (set, figures) in SETS.iter().zip(figures) {
        println!("{set:12} {figures}");
        println!("{:12} right by confidence: {:?}", "", figures.sure.map(|(all, right)| (all, (100 * right).checked_div(all))));
    }
    println!("the stage alone: {:.0} words a second", speed(&stories));
    let weights = fit(&prepared.iter().chain(&known).chain(&unknown).collect::<Vec<_>>());
    Ok(nutgraf::model::linear::Linear::write(1, &weights.weights))
}
