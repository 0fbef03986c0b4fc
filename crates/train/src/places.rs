//! Trains `places.bin`: whether a spot names a place (logistic regression) and which place it is (softmax over the candidates).
//!
//! Both share one table of weights; their features never meet. Scores are cross-validated by document before the model is written.

mod famous;
mod gold;
mod measure;
mod story;
mod weights;

use std::path::Path;

use anyhow::Result;

use crate::data;
use crate::random::Xorshift;
use famous::famous;
use gold::Row;
use measure::{Figures, evaluate, right_places, speed};
use story::{Prepared, SETS, Story, is_right, prepare};
use weights::Weights;

const FOLDS: usize = 5;
const EPOCHS: usize = 10;
/// What an invented sentence weighs beside a name of an annotated article.
const INVENTED: f32 = 0.5;

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
