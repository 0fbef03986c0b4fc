//! An annotated article with its spots, as the stage sees them.

use nutgraf::analysis::Analysis;
use nutgraf::article::Article;
use nutgraf::facts::place::context::{Chains, Context, chains};
use nutgraf::facts::place::detect::Detector;
use nutgraf::facts::place::rank::{self, Group, Ranker};
use nutgraf::facts::place::spot::{Spots, spots};
use nutgraf::language::Language;
use nutgraf::lexicon::gazetteer::{Entry, Gazetteer, How};

use super::gold::{GoldPlace, Row};
use crate::data;

pub(super) const SETS: [&str; 4] = ["geowebnews", "lgl", "trnews", "geovirus"];

/// An annotated article after the stages before.
pub(super) struct Story {
    pub(super) set: usize,
    pub(super) analysis: Analysis,
    /// Byte spans.
    pub(super) gold: Vec<(u32, u32, GoldPlace)>,
}

impl Story {
    pub(super) fn read(set: usize, row: Row) -> Self {
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

    pub(super) fn article(&self) -> Article<'_> {
        self.analysis.article()
    }
}

/// A story with its spots and contexts.
pub(super) struct Prepared<'a> {
    pub(super) story: &'a Story,
    pub(super) spots: Spots<'static>,
    pub(super) chains: Chains,
    pub(super) clear: Context,
    /// The gold place of each spot.
    pub(super) gold: Vec<Option<usize>>,
    pub(super) features: Vec<Vec<u64>>,
}

pub(super) fn prepare(story: &Story) -> Prepared<'_> {
    let gazetteer = Gazetteer::new(None);
    let article = story.article();
    let english = Language::english();
    let spots = spots(&article, &gazetteer, &english.places);
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
    let detector = Detector::new(&article, &gazetteer, &english.places, &spots, &chains, &clear);
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
    pub(super) fn counts(&self, i: usize) -> bool {
        if self.story.set >= SETS.len() {
            return false;
        }
        let how = self.spots.candidates_of(&self.spots.list[i]).first().map(|candidate| candidate.how);
        !matches!(how, Some(How::People)) && !(self.story.set == 3 && how == Some(How::Adjective))
    }

    /// The groups of the spots taken for places, the context, and the features of each candidate.
    pub(super) fn ranked(&self, is_place: impl Fn(usize) -> bool) -> Vec<(Group, Vec<(usize, Vec<u64>)>)> {
        let gazetteer = Gazetteer::new(None);
        let groups = rank::groups(&self.spots, &self.chains, is_place);
        let guesses = rank::guess(&gazetteer, &self.spots, &groups, &self.clear);
        let by_guess = rank::guessed_context(&gazetteer, &self.spots, &groups, &guesses);
        let article = self.story.article();
        let ranker = Ranker { article, gazetteer, spots: &self.spots, clear: &self.clear, guessed: &by_guess };
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

    pub(super) fn candidate(&self, group: &Group, at: usize) -> Entry {
        self.spots.candidates_of(&self.spots.list[group.spots[0]])[at].entry
    }
}

pub(super) fn km(entry: &Entry, lat: f64, lon: f64) -> f64 {
    let (a, b) = (f64::from(entry.latitude) / 1000.0, f64::from(entry.longitude) / 1000.0);
    let half = |x: f64| (x.to_radians() / 2.0).sin().powi(2);
    let h = half(lat - a) + a.to_radians().cos() * lat.to_radians().cos() * half(lon - b);
    2.0 * 6371.0 * h.min(1.0).sqrt().asin()
}

/// True if a candidate is what the gold says.
pub(super) fn is_right(entry: &Entry, gold: &GoldPlace) -> bool {
    let id = gold.geonames_id.as_ref().map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
    if entry.id != 0 && id.is_some_and(|id| id == entry.id.to_string()) {
        return true;
    }
    gold.lat.zip(gold.lon).is_some_and(|(lat, lon)| km(entry, lat, lon) <= 161.0)
}
