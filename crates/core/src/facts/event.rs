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
mod forms;
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
use crate::syntax::{Deprel, Lemmas};
use rustc_hash::{FxHashMap, FxHashSet};

use candidate::Candidate;
use class::Class;
use frame::Frame;
use lexicon::{Lexicon, WordClass};
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
const LEAST: f32 = 0.55;

/// A word that has one type in the list, and nearly always that, is a telling from this probability on.
const LEAST_STRONG: f32 = 0.3;

/// The type of a telling, words of harm aside, is at least so probable.
const LEAST_SHARE: f32 = 0.35;

/// A word of harm, and what does it, is a telling from this probability on.
const LEAST_HARM: f32 = 0.03;

/// From this probability on a word settles what its lemma tells of in the article.
const SURE: f32 = 0.6;

/// A word whose lemma is settled is a telling from this probability on.
const LEAST_AGAIN: f32 = 0.2;

/// About so many features of nouns are made for each telling.
const FEATURES: usize = 400;

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
    resources.arguments.iter().for_each(|model| model.fetch(tellings.len() * FEATURES));
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
    let judged = judged(model, scene);
    let sure = sure(scene, &judged);
    let told = judged.into_iter().filter_map(|judged| {
        let (class, share) = decided(scene, &judged, &sure)?;
        Some(telling(scene, judged.candidate, class, share))
    });
    let mut tellings: Vec<Telling> = told.collect();
    drop_carriers(scene, &mut tellings);
    harm::join(scene, &mut tellings);
    tellings
}

/// A candidate with what the model makes of it.
struct Judged {
    candidate: Candidate,
    verdict: trigger::Verdict,
    /// True for a word of harm, and for what does it.
    harmful: bool,
}

/// What the model makes of each candidate.
fn judged(model: Linear, scene: &Scene<'_>) -> Vec<Judged> {
    let candidates = candidate::find(scene);
    let topic = trigger::topic(scene, &candidates);
    let mut features = Vec::with_capacity(96);
    let all = candidates.into_iter().filter_map(|candidate| {
        let reading = scene.lexicon.reading(candidate.reading);
        if reading.types == Class::NONE.bit() {
            return None;
        }
        trigger::features(scene, &candidate, topic, &mut features);
        // "the strike that killed nine": what does harm is a cause of harm.
        let harms = reading.types & harm::CAUSE_BITS != 0 && harm::does_harm(scene, candidate.token);
        let verdict = trigger::judge(&model, &features, if harms { reading.types & harm::CAUSE_BITS } else { reading.types });
        // Words of harm hardly mean anything else; the numbers of victims hang on them.
        let strong = reading.strong & !Class::NONE.bit();
        let harmful = harms || strong == Class::HARM.bit() || strong != 0 && scene.is(candidate.token, WordClass::Killing);
        Some(Judged { candidate, verdict, harmful })
    });
    all.collect()
}

/// What words of one sense share: their family, or the lemma of a word that has none.
fn sense(scene: &Scene<'_>, candidate: &Candidate) -> u64 {
    let lemma = scene.lexicon.reading(candidate.reading).lemma;
    scene.lexicon.family(lemma).map_or(lemma, u64::from)
}

/// The class of each lemma that the article tells of for sure somewhere, words of its family with it: one sense an article.
fn sure(scene: &Scene<'_>, judged: &[Judged]) -> FxHashMap<u64, (Class, f32)> {
    let mut sure: FxHashMap<u64, (Class, f32)> = FxHashMap::default();
    for Judged { candidate, verdict, .. } in judged {
        if verdict.class == Class::HARM || verdict.share < SURE {
            continue;
        }
        let of_lemma = sure.entry(sense(scene, candidate)).or_insert((verdict.class, 0.0));
        if verdict.share > of_lemma.1 {
            *of_lemma = (verdict.class, verdict.share);
        }
    }
    sure
}

/// The class of a candidate that tells of something, with its probability.
fn decided(scene: &Scene<'_>, judged: &Judged, sure: &FxHashMap<u64, (Class, f32)>) -> Option<(Class, f32)> {
    let reading = scene.lexicon.reading(judged.candidate.reading);
    // A word of the user's is what the user says.
    if reading.own {
        return Some((reading.first, 1.0));
    }
    let verdict = judged.verdict;
    if trigger::lacks_people(scene, &judged.candidate, verdict.class) {
        return None;
    }
    // "The explosion shattered windows" after an explosion was told: the same again.
    if let Some(&(class, _)) = sure.get(&sense(scene, &judged.candidate))
        && reading.types & class.bit() != 0
        && verdict.class != Class::HARM
        && verdict.event >= LEAST_AGAIN
    {
        return Some((class, verdict.share.max(verdict.event.min(SURE))));
    }
    let least = if judged.harmful {
        LEAST_HARM
    } else if reading.strong & !Class::NONE.bit() == reading.types {
        LEAST_STRONG
    } else {
        LEAST
    };
    let unsure = verdict.event < least || !judged.harmful && verdict.share < LEAST_SHARE;
    (!unsure).then_some((verdict.class, verdict.share))
}

fn telling(scene: &Scene<'_>, candidate: Candidate, class: Class, share: f32) -> Telling {
    let sentence = scene.sentence(candidate.token);
    let harm = harm::named(scene, &candidate, class);
    Telling {
        class,
        share,
        frame: Frame::default(),
        status: EventStatus::Asserted,
        harm,
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
    }
}

/// Drops verbs that only carry a noun which tells the same: "launched" of "launched raids".
fn drop_carriers(scene: &Scene<'_>, tellings: &mut Vec<Telling>) {
    let carried: FxHashSet<(usize, Class)> = tellings
        .iter()
        .filter(|telling| trigger::is_nominal(scene.tokens[telling.candidate.token].upos))
        .filter(|telling| matches!(scene.tokens[telling.candidate.token].deprel, Deprel::Obj | Deprel::NsubjPass))
        .filter_map(|telling| Some((scene.head(telling.candidate.token)?, telling.class)))
        .collect();
    tellings.retain(|telling| {
        let strong = scene.lexicon.reading(telling.candidate.reading).strong & telling.class.bit() != 0;
        strong || !carried.contains(&(telling.candidate.token, telling.class))
    });
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
    // "told a packed meeting on Tuesday night": a time is nobody.
    let is_time = |&token: &usize| {
        let span = scene.tokens[token].span;
        let next = facts.times.partition_point(|time| time.extent.span.end <= span.start);
        facts.times.get(next).is_some_and(|time| time.extent.span.contains(span))
    };
    telling.frame.actors.retain(|token| !is_time(token));
    telling.frame.recipients.retain(|token| !is_time(token));
    telling.place = setting::place(scene, facts.places, candidate);
    telling.time = setting::time(scene, facts.times, candidate);
    let later = telling.time.zip(published).is_some_and(|(time, published)| {
        let day = time.time.map(|at| scene.article.syntax.token_at(facts.times[at as usize].extent.span.start));
        time.nearness == crate::record::Nearness::Clause
            && time.begin_date > published
            && day.is_some_and(|day| status::is_ahead(scene, candidate, day))
    });
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
    use crate::record::{CountKind, EventStatus, EventType, Harm};
    use crate::{Extractor, Input, Options, Record, Source};

    fn read(text: &str) -> Record {
        Extractor::new(Options { input: Input::Article, ..Options::default() }).unwrap().extract(&Source::text(text))
    }

    fn counts(text: &str) -> Vec<(CountKind, u32)> {
        read(text).events.iter().flat_map(|event| event.counts.iter().map(|count| (count.kind, count.low))).collect()
    }

    #[test]
    fn times_take_no_part() {
        let record = read("Tom Harlow met engineers on Tuesday night. We see little relief before mid-2026, the bank said. Troops attacked at noon.");
        let parts = record.events.iter().flat_map(|event| event.actors.iter().chain(&event.recipients));
        let spans: Vec<_> = parts.map(|part| part.extent.span).collect();
        assert!(!spans.is_empty() && record.times.len() > 2);
        assert!(record.times.iter().all(|time| spans.iter().all(|span| !time.extent.span.overlaps(*span))));
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
            (
                "Warplanes bombed a camp, killing over 60 and wounding a hundred.",
                vec![(CountKind::Killed, 60), (CountKind::Injured, 100)],
            ),
            ("The siege left about 900 soldiers killed or captured.", vec![]),
            (
                "Gunmen attacked a camp near Orsk. They killed 23 guards and injured another 15.",
                vec![(CountKind::Killed, 23), (CountKind::Injured, 15)],
            ),
            (
                "Five cyclists were killed and four more were injured when a lorry ran into them.",
                vec![(CountKind::Killed, 5), (CountKind::Injured, 4)],
            ),
            (
                "The raiders fled. At least 26 people were killed, while 140 people were injured in the fighting.",
                vec![(CountKind::Killed, 26), (CountKind::Injured, 140)],
            ),
            ("A wounded woman talks on the phone following the attack.", vec![(CountKind::Injured, 1)]),
            ("A crackdown aimed at suppressing smuggling killed more than 2,800 people.", vec![(CountKind::Killed, 2800)]),
            ("An envoy and three other Kestrians were killed in a terror attack that shook Orsk.", vec![(CountKind::Killed, 4)]),
        ] {
            let found = counts(text);
            assert!(wanted.iter().all(|count| found.contains(count)), "{text} {found:?}");
            assert!(
                found.iter().filter(|count| count.0 == CountKind::Killed).all(|count| wanted.contains(count)),
                "{text} {found:?}"
            );
        }
    }

    #[test]
    fn a_noun_that_does_harm_is_a_cause() {
        let record = read("Halden was hit by rockets overnight in a Morvanian strike that killed seven people.");
        let event =
            record.events.iter().find(|event| event.mentions.iter().any(|mention| mention.extent.text == "strike")).unwrap();
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
    fn what_is_to_be_done_is_planned() {
        for (text, wanted) in [
            ("Orsk Motors to sell van unit\n\nThe firm gave no details on Monday.", EventStatus::Planned),
            ("The fund was chosen to buy the port on Monday.", EventStatus::Planned),
            ("The fund managed to buy the port on Monday.", EventStatus::Asserted),
            ("The purchase of the port will cost 200 jobs.", EventStatus::Asserted),
            ("The firm has negotiated the purchase of the port.", EventStatus::Planned),
            ("Orsk Motors is expected to improve the sale of its vans.", EventStatus::Asserted),
        ] {
            let events = read(text).events;
            let deal = events.iter().find(|event| event.kind == EventType::Deal);
            assert_eq!(deal.map(|deal| deal.status), Some(wanted), "{text} {events:?}");
        }
    }

    #[test]
    fn what_did_not_happen_is_negated_but_not_what_somebody_missed() {
        for (text, word, wanted) in [
            ("The two sides did not sign a peace deal in Orsk on Monday.", "deal", EventStatus::Negated),
            ("The envoy did not attend the talks in Orsk on Monday.", "talks", EventStatus::Asserted),
            ("Both sides will walk away if a truce is not agreed on in Orsk.", "agreed", EventStatus::Possible),
            ("The union no longer protests at the gate in Orsk.", "protests", EventStatus::Negated),
            ("The gunmen nearly killed the mayor of Orsk on Monday.", "killed", EventStatus::Negated),
        ] {
            let events = read(text).events;
            let mut tellings = events.iter().flat_map(|event| &event.mentions);
            let status = tellings.find(|mention| mention.extent.text.ends_with(word)).map(|mention| mention.status);
            assert_eq!(status, Some(wanted), "{text} {events:?}");
        }
    }

    #[test]
    fn a_spate_of_robberies_is_not_the_robbery() {
        let text = "The premier met the king on Monday.\n\nHe spoke of a spate of robberies in Orsk. \
                    Two men robbed a bank in Marlow on Tuesday and fled. The robbery took a minute.";
        let events = read(text).events;
        let together: Vec<usize> = events.iter().filter(|e| e.kind == EventType::Crime).map(|e| e.mentions.len()).collect();
        assert_eq!(together, [1, 2], "{events:?}");
    }

    #[test]
    fn a_carrying_verb_and_its_noun_are_one_telling() {
        let tellings = |text: &str| -> Vec<String> {
            let events = read(text).events;
            events.iter().flat_map(|event| event.mentions.iter().map(|mention| mention.extent.text.clone())).collect()
        };
        assert_eq!(tellings("The army launched raids on two villages near Orsk on Friday."), ["raids"]);
        assert_eq!(tellings("They put the box in the back of a van."), Vec::<String>::new());
    }

    #[test]
    fn what_is_long_past_is_not_the_main_event() {
        let text = "The premier and his wife honoured the victims of the famine that claimed four million lives in 1932.\n\n\
                    Missiles struck a power plant in Orsk on Tuesday, killing seven people.";
        let source = Source::text(text).with_published("2025-11-26");
        let extractor = Extractor::new(Options { input: Input::Article, ..Options::default() }).unwrap();
        let record = extractor.extract(&source);
        let main = &record.events[record.main_event.unwrap() as usize];
        assert_eq!(main.kind, EventType::Assault);
    }

    #[test]
    fn reasons_and_days_are_read_past_the_headline() {
        let text = "Marla Toven stages sit-in at Corvale mill\n\nMarla Toven sat down at the gate around 6am on Monday. She said so in a note.\n\
                    The mill is to close because of rising costs.";
        let answers = read(text).answers;
        assert_eq!(answers.why[0].extent.text, "rising costs");
        assert_eq!(answers.when[0].extent.text, "around 6am on Monday");
    }

    #[test]
    fn a_telling_says_whether_it_names_the_harm() {
        let events = read("A bomb exploded near a school in Orsk, killing nine people and injuring four. The blast broke windows.").events;
        let event = events.iter().find(|event| event.kind == EventType::Assault).unwrap();
        let told: Vec<(&str, Option<Harm>)> =
            event.mentions.iter().map(|mention| (mention.extent.text.as_str(), mention.harm)).collect();
        let wanted = [("exploded", None), ("killing", Some(Harm::Killed)), ("injuring", Some(Harm::Injured)), ("blast", None)];
        assert_eq!(told, wanted);
    }

    #[test]
    fn another_is_not_the_same() {
        let text = "Police arrested Ana Ruiz in Orsk on Monday. Her previous arrest was over a theft. Marla Toven saw the arrest.";
        let events = read(text).events;
        let arrests: Vec<usize> = events.iter().filter(|e| e.kind == EventType::Coerce).map(|e| e.mentions.len()).collect();
        assert_eq!(arrests, [2, 1], "{events:?}");
    }

    #[test]
    fn words_that_only_look_like_tellings_are_none() {
        for text in [
            "Scores of fans queued outside the ground in Orsk.",
            "The bag was found on the back seat of a van in Orsk.",
            "The service was held in Orsk in April.",
        ] {
            let events = read(text).events;
            assert!(events.is_empty(), "{text} {events:?}");
        }
    }
}
