//! How well the model of triggers does on the development set.

use nutgraf::facts::event::trigger;
use nutgraf::model::linear::Linear;
use rustc_hash::FxHashMap;

use super::sets::{NONE, Sets};
use super::view::view;

/// Prints how well triggers are found on the development set, at several thresholds, and which marked words are no candidates.
pub fn print(sets: &Sets, model: Linear) {
    let mut missed = FxHashMap::<String, usize>::default();
    let mut rows: Vec<(f32, bool, bool)> = Vec::new();
    let mut gold = [0_usize; 2];
    for document in &sets.exam {
        view(&document.text, |view| {
            let mut kinds: Vec<Option<(u32, bool)>> = vec![None; view.candidates.len()];
            for event in &document.events {
                let (Some(span), Some(kind)) = (event.trigger, &event.kind) else { continue };
                let prefix: String = kind.split('.').take(2).collect::<Vec<_>>().join(".");
                let classes = sets.classes("wikievents", &prefix);
                gold[0] += 1;
                gold[1] += usize::from(classes & NONE == 0);
                match view.at(span) {
                    Some(at) => kinds[at] = Some((classes, classes & NONE == 0)),
                    None if classes & NONE == 0 => {
                        *missed.entry(document.text.chars().skip(span[0]).take(span[1] - span[0]).collect()).or_default() += 1;
                    }
                    None => {}
                }
            }
            for (candidate, kind) in view.candidates.iter().zip(kinds) {
                let verdict =
                    trigger::judge(&model, &view.features(candidate), view.scene.lexicon.reading(candidate.reading).types);
                rows.push((verdict.event, kind.is_some(), kind.is_some_and(|(classes, _)| classes & verdict.class.bit() != 0)));
            }
        });
    }
    println!("{gold:?}");
    for threshold in [0.2, 0.3, 0.4, 0.5, 0.6] {
        let kept = rows.iter().filter(|row| row.0 >= threshold);
        let (all, found, typed) = kept.fold((0, 0, 0), |(a, f, t), row| (a + 1, f + usize::from(row.1), t + usize::from(row.2)));
        let f1 = |right: usize, gold: usize| 2.0 * right as f64 / (all + gold) as f64;
        println!("from {threshold}: {all} found, trigger F1 {:.3}, typed of ours {:.3}", f1(found, gold[0]), f1(typed, gold[1]));
    }
    let mut missed: Vec<_> = missed.into_iter().collect();
    missed.sort_by_key(|(word, count)| (std::cmp::Reverse(*count), word.clone()));
    println!("no candidates: {:?}", &missed[..missed.len().min(40)]);
}
