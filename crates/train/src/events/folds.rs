//! Predictions for the set of pairs by models that were not trained on the predicted fifth: for an honest figure on a training set.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use nutgraf::language::Language;
use nutgraf::lexicon::folder::Folder;
use nutgraf::model::linear::Linear;
use nutgraf::record::{Event, Participant};
use nutgraf::{Extractor, Input, Options, Source};
use serde_json::{Value, json};

use super::arguments;
use super::arguments::Ranker;
use super::fit::{PAIRS, SEED, fit, more_arguments, opened};
use super::sets::{Document, Sets};

const FOLDS: usize = 5;

/// Writes the predictions to `file`, a line a document.
///
/// # Errors
/// If a file can't be read or written.
pub fn predict(data: &Path, file: &Path) -> Result<()> {
    let sets = Sets::read(data)?;
    let lessons = sets.lessons();
    let mut rows: Vec<(usize, Value)> = Vec::new();
    for fold in 0..FOLDS {
        let is_taught = |number: usize| number % FOLDS != fold;
        let triggers = opened(&fit(&lessons, is_taught));
        let more = more_arguments(&sets, triggers);
        let pairs = arguments::pairs(&sets.pairs, triggers, PAIRS);
        // A document may have several lessons: they follow its events.
        let numbers = sets.pairs.iter().enumerate().flat_map(|(number, document)| document.events.iter().map(move |_| number));
        let taught = pairs.iter().zip(numbers).filter(|&(_, number)| is_taught(number)).map(|(lesson, _)| lesson);
        let participants = Ranker::fit(&more.iter().chain(taught).collect::<Vec<_>>(), SEED);
        let mut language = Language::open(Folder::english())?;
        language.events.triggers = Some(triggers);
        language.events.arguments = Some(opened(&Linear::write(2, &participants)));
        let extractor = Extractor::new(Options { input: Input::Article, ..Options::default() })?.with_language(language);
        for (number, document) in sets.pairs.iter().enumerate().filter(|&(number, _)| !is_taught(number)) {
            rows.push((number, row(&extractor, document)));
        }
    }
    rows.sort_by_key(|&(number, _)| number);
    let mut out = std::fs::File::create(file)?;
    rows.iter().try_for_each(|(_, row)| writeln!(out, "{row}"))?;
    Ok(())
}

/// The events of a document as `eval/predict.py events` gives them by pair.
fn row(extractor: &Extractor, document: &Document) -> Value {
    let record = extractor.extract(&Source::text(&document.text));
    let events: Vec<Value> = record.events.iter().map(|event| event_row(&document.text, event)).collect();
    json!({ "id": document.id, "events": events })
}

fn event_row(text: &str, event: &Event) -> Value {
    let point = |at: u32| text[..at as usize].chars().count();
    let spans = |all: &[Participant]| -> Vec<[usize; 2]> {
        all.iter().map(|p| [point(p.extent.span.start), point(p.extent.span.end)]).collect()
    };
    let name = event.plover.unwrap_or(event.kind).name();
    let name = if matches!(name, "CONCEDE" | "RETREAT") { "YIELD" } else { name };
    // Two-sided events give both sides as actors; a pair has one of them first.
    let (mut actors, mut recipients) = (spans(&event.actors), spans(&event.recipients));
    if recipients.is_empty() && actors.len() > 1 {
        recipients = actors.split_off(1);
    }
    json!({ "type": name, "actor": actors, "recipient": recipients })
}
