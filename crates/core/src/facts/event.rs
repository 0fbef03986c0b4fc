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

/// A word that has one type in the list, and nearly always that, is a telling from this probability on.
const LEAST_STRONG: f32 = 0.3;

/// The type of a telling, words of harm aside, is at least so probable.
const LEAST_SHARE: f32 = 0.35;

/// A word of harm, and what does it, is a telling from this probability on.
const LEAST_HARM: f32 = 0.03;

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
        let reading = scene.lexicon.reading(candidate.reading);
        if reading.types == Class::NONE.bit() {
            continue;
        }
        trigger::features(scene, &candidate, topic, &mut features);
        // "the strike that killed nine": what does harm is a cause of harm.
        let harms = reading.types & harm::CAUSE_BITS != 0 && harm::does_harm(scene, candidate.token);
        let verdict = trigger::judge(&model, &features, if harms { reading.types & harm::CAUSE_BITS } else { reading.types });
        // Words of harm hardly mean anything else; the numbers of victims hang on them.
        let strong = reading.strong & !Class::NONE.bit();
        let harmful = harms || strong == Class::HARM.bit();
        let least = if harmful {
            LEAST_HARM
        } else if strong == reading.types {
            LEAST_STRONG
        } else {
            LEAST
        };
        // A word of the user's is what the user says.
        let own = (reading.own).then_some((reading.first, 1.0));
        let unsure = verdict.event < least || !harmful && verdict.share < LEAST_SHARE;
        if own.is_none() && unsure {
            continue;
        }
        let (class, share) = own.unwrap_or((verdict.class, verdict.share));
        let sentence = scene.sentence(candidate.token);
        tellings.push(Telling {
            class,
            share,
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

#[cfg(test)]
mod tests {
    use super::lexicon::trigger_rows;
    use crate::lexicon::folder::Folder;
    use crate::record::{CountKind, EventType};
    use crate::{Extractor, Input, Options, Record, Source};

    fn read(text: &str) -> Record {
        Extractor::new(Options { input: Input::Article, ..Options::default() }).unwrap().extract(&Source::text(text))
    }

    fn counts(text: &str) -> Vec<(CountKind, u32)> {
        read(text).events.iter().flat_map(|event| event.counts.iter().map(|count| (count.kind, count.low))).collect()
    }

    /// How many of the rows of the list are told as they say in their own examples; a floor, raised as the models improve.
    #[test]
    fn examples_of_the_list_are_told_as_it_says() {
        let extractor = Extractor::new(Options { input: Input::Article, ..Options::default() }).unwrap();
        let mut worker = extractor.worker();
        let (mut right, mut all) = (0, 0);
        for row in trigger_rows(Folder::english()) {
            let row = row.unwrap();
            let Some(kind) = row.class.kind() else { continue };
            let record = worker.extract(&Source::text(row.example));
            all += 1;
            right += usize::from(record.events.iter().any(|event| event.kind == kind));
        }
        assert!(all > 1900 && right * 100 >= all * 85, "{right} of {all}");
    }

    #[test]
    fn victims_are_those_whom_the_verb_has() {
        for (text, wanted) in [
            ("The raid came at noon, and the guards killed at least 49 people.", vec![(CountKind::Killed, 49)]),
            ("A gunman killed 31 miners and injured dozens of others in Orsk.", vec![(CountKind::Killed, 31)]),
            ("Warplanes bombed a camp, killing over 60 and wounding a hundred.", vec![(CountKind::Killed, 60), (CountKind::Injured, 100)]),
            ("The siege left about 900 soldiers killed or captured.", vec![]),
        ] {
            let found = counts(text);
            assert!(wanted.iter().all(|count| found.contains(count)), "{text} {found:?}");
            assert!(found.iter().filter(|count| count.0 == CountKind::Killed).all(|count| wanted.contains(count)), "{text} {found:?}");
        }
    }

    #[test]
    fn a_noun_that_does_harm_is_a_cause() {
        let record = read("Halden was hit by rockets overnight in a Morvanian strike that killed seven people.");
        let event = record.events.iter().find(|event| event.mentions.iter().any(|mention| mention.extent.text == "strike")).unwrap();
        assert_eq!((event.kind, event.counts[0].low), (EventType::Assault, 7));
        let record = read("The death toll from a fire at a mill in Marlow rose to ten.");
        assert_eq!((record.events[0].kind, record.events[0].counts[0].low), (EventType::Disaster, 10));
    }

    #[test]
    fn rows_of_the_user_win() {
        let options = |row: &str| Options { triggers: vec![row.into()], ..Options::default() };
        let extractor = Extractor::new(options("sheepjack\tV\tCRIME\ts\trustling")).unwrap();
        let record = extractor.extract(&Source::text("Three men sheepjacked a flock near Orsk on Friday."));
        assert_eq!(record.events[0].kind, EventType::Crime);
        assert_eq!(record.events[0].mode.as_deref(), Some("rustling"));
        let refused = Extractor::new(options("sheepjack\tV\tRUSTLING"));
        assert!(refused.is_err_and(|error| error.to_string() == "reading option triggers: unknown type \"RUSTLING\""));
    }

    #[test]
    fn reasons_and_days_are_read_past_the_headline() {
        let text = "Marla Toven stages sit-in at Corvale mill\n\nMarla Toven sat down at the gate around 6am on Monday. She said so in a note.\n\
                    The mill is to close because of rising costs.";
        let answers = read(text).answers;
        assert_eq!(answers.why[0].extent.text, "rising costs");
        assert_eq!(answers.when[0].extent.text, "around 6am on Monday");
    }
}
