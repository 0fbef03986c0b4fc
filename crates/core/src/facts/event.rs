//! What happened: events, the main one, and the answers to the five Ws.
//!
//! Words of a list (`candidate.rs`) are judged by a model (`trigger.rs`); of each telling the tree gives the participants
//! (`frame.rs`), cues the status (`status.rs`), numbers the victims (`casualty.rs`), the neighbourhood place and day
//! (`setting.rs`). Harm joins its cause (`harm.rs`), tellings join into events (`merge.rs`), which are weighed (`headline.rs`).

pub mod answer;
pub mod argument;
pub mod candidate;
mod casualty;
pub mod class;
pub mod frame;
mod harm;
mod headline;
pub mod lexicon;
mod merge;
mod participant;
pub mod scene;
mod setting;
mod status;
mod telling;
mod to_record;
pub mod trigger;
pub mod types;

use crate::Span;
use crate::article::Article;
use crate::lexicon::folder::{Folder, ListError};
use crate::model::linear::Linear;
use crate::record::{Answers, Event, EventStatus};
use crate::syntax::Lemmas;
use candidate::Candidate;
use class::Class;
use frame::Frame;
use lexicon::Lexicon;
use scene::Scene;
pub use telling::Facts;
use telling::Telling;

/// What this stage knows of a language.
#[derive(Debug, Default)]
pub struct Resources {
    /// Words that tell of events, and those around them.
    pub lexicon: Lexicon,
    /// The model of triggers; without one no events are found.
    pub triggers: Option<Linear>,
    /// The model of participants; without one they are what the tree says by rule.
    pub arguments: Option<Linear>,
}

impl Resources {
    /// Opens what a language's folder has for this stage; `lemmas` are the language's own.
    ///
    /// # Errors
    /// If a row of a list can't be used.
    pub fn open(folder: &Folder, lemmas: &Lemmas) -> Result<Self, ListError> {
        let model = |name| folder.model(name).map(Linear::open);
        let (triggers, arguments) = (model("models/events"), model("models/arguments"));
        Ok(Self { lexicon: Lexicon::open(folder, lemmas)?, triggers, arguments })
    }
}

/// A candidate is a telling from this probability on.
const LEAST: f32 = 0.45;

/// A word of harm is a telling from this probability on.
const LEAST_HARM: f32 = 0.1;

/// What the stage finds.
#[derive(Debug, Default)]
pub struct Found {
    /// The events, in the order of first mention.
    pub events: Vec<Event>,
    /// The index of the main one.
    pub main: Option<u32>,
    /// The answers to the five Ws and How.
    pub answers: Answers,
}

/// Finds them. Extents hold spans of the document's text; their texts are still empty.
pub fn find(article: &Article<'_>, resources: &Resources, facts: Facts<'_>) -> Found {
    let Some(model) = resources.triggers else { return Found::default() };
    if article.syntax.tokens.is_empty() {
        return Found::default();
    }
    let scene = Scene::new(article, &resources.lexicon);
    let mut tellings = tellings(model, &scene);
    let published = telling::published(&scene);
    let quoted = quoted_words(facts);
    for telling in &mut tellings {
        complete(&scene, facts, &quoted, published, resources.arguments, telling);
    }
    let groups = merge::events(&scene, &tellings);
    let (events, main) = to_record::events(&scene, facts, published, &tellings, &groups);
    let answers = answer::find(&scene, facts, &events, main);
    Found { events, main, answers }
}

/// The tellings of an article with their participants by rule: what the model of participants is taught on.
pub fn framed(model: Linear, scene: &Scene<'_>) -> Vec<(Candidate, Class, Frame)> {
    let told = tellings(model, scene).into_iter();
    told.map(|telling| {
        let frame = frame::read(scene, &telling.candidate, telling.class);
        (telling.candidate, telling.class, frame)
    })
    .collect()
}

/// The candidates that the model takes for tellings, harm with its cause.
fn tellings(model: Linear, scene: &Scene<'_>) -> Vec<Telling> {
    let candidates = candidate::find(scene);
    let topic = trigger::topic(scene, &candidates);
    let mut features = Vec::with_capacity(96);
    let mut tellings = Vec::new();
    for candidate in candidates {
        trigger::features(scene, &candidate, topic, &mut features);
        let verdict = trigger::judge(&model, &features);
        // Words of harm hardly mean anything else; the numbers of victims hang on them.
        let strong = scene.lexicon.reading(candidate.reading).strong == Class::HARM.bit();
        if verdict.event < if strong { LEAST_HARM } else { LEAST } {
            continue;
        }
        let sentence = scene.sentence(candidate.token);
        tellings.push(Telling {
            class: verdict.class,
            event: verdict.event,
            share: verdict.share,
            frame: Frame::default(),
            status: EventStatus::Asserted,
            quote: None,
            quoted: scene.is_quoted(candidate.token),
            title: scene.is_title(sentence),
            position: scene.position(sentence),
            place: None,
            time: None,
            told: Vec::new(),
            cause: None,
            cause_token: None,
            candidate,
        });
    }
    harm::join(scene, &mut tellings);
    tellings
}

/// The pieces of all quotes with the indices of their quotes, in the order of the text.
fn quoted_words(facts: Facts<'_>) -> Vec<(Span, usize)> {
    let quotes = facts.quotes.iter().enumerate();
    let mut pieces: Vec<(Span, usize)> =
        quotes.flat_map(|(at, quote)| quote.content.iter().map(move |piece| (piece.span, at))).collect();
    pieces.sort_unstable();
    pieces
}

/// Quotes lie in quotes, but not deeper than so many pieces back.
const NESTED: usize = 8;

/// The last of the quotes that hold a word.
fn quote_of(quoted: &[(Span, usize)], word: Span) -> Option<usize> {
    let before = quoted.partition_point(|(piece, _)| piece.start <= word.start);
    let near = quoted[..before].iter().rev().take(NESTED);
    near.filter(|(piece, _)| piece.contains(word)).map(|&(_, quote)| quote).max()
}

/// Reads all but the type of a telling.
fn complete(
    scene: &Scene<'_>,
    facts: Facts<'_>,
    quoted: &[(Span, usize)],
    published: Option<crate::text::date::Date>,
    arguments: Option<Linear>,
    telling: &mut Telling,
) {
    let candidate = &telling.candidate;
    telling.frame = frame::read(scene, candidate, telling.class);
    if let Some(model) = arguments {
        argument::fill(&model, scene, candidate, telling.class, &mut telling.frame);
    }
    telling.place = setting::place(scene, facts.places, candidate);
    telling.time = setting::time(scene, facts.times, candidate);
    let later = telling
        .time
        .zip(published)
        .is_some_and(|(time, published)| time.nearness == crate::record::Nearness::Clause && time.begin_date > published);
    let status = status::find(scene, candidate, later);
    let quote = quote_of(quoted, scene.tokens[candidate.token].span);
    telling.quote = quote.map(|quote| quote as u32);
    telling.status = quote.map_or(status, |quote| status::in_quote(&facts.quotes[quote], status));
    telling.told = casualty::find(scene, facts.quantities, candidate, telling.class, &telling.frame, status);
}
