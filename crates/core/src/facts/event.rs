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
pub mod row;
pub mod scene;
mod sense;
mod senses;
mod setting;
mod status;
mod telling;
mod to_record;
pub mod trigger;
pub mod types;
mod word;

use crate::Span;
use crate::article::Article;
use crate::lexicon::folder::{Folder, ListError};
use crate::model::linear::Linear;
use crate::record::{Answers, Event, EventStatus, EventType, Harm, Quantity, UnitKind};
use crate::syntax::{Deprel, Lemmas, Upos};
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

/// The least probability of a telling of a type of politics ([`POLITICAL`]).
const LEAST_POLITICAL: f32 = 0.5;

/// Types of politics: their words often mean something else, so that more is asked of the model.
const POLITICAL: u32 = Class::bits(&[EventType::Coerce, EventType::Agree, EventType::Reject, EventType::Consult, EventType::Retreat, EventType::Sanction, EventType::Concede, EventType::Cooperate, EventType::Threaten, EventType::Mobilize]);

/// The least probability of such a telling in a word that another verb has as its object or aside: "backed the accord".
const LEAST_ASIDE: f32 = 0.55;

/// The least probability of a telling whose type the words beside it say.
const LEAST_BESIDE: f32 = 0.35;

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
    let mut scene = Scene::new(article, &resources.lexicon);
    let counts = |quantity: &Quantity| quantity.unit.as_ref().is_none_or(|unit| unit.kind == UnitKind::Count);
    let amounts = facts.quantities.iter().filter(|quantity| !counts(quantity)).map(|quantity| quantity.extent.span);
    scene.mark_measures(facts.times.iter().map(|time| time.extent.span).chain(amounts));
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
    let is_sport = sense::is_sport(scene);
    let told = judged.into_iter().filter_map(|judged| {
        let (class, share) = meant(scene, &judged, &sure, is_sport)?;
        Some(telling(scene, judged.candidate, class, share))
    });
    let mut tellings: Vec<Telling> = told.collect();
    drop_carriers(scene, &mut tellings);
    drop_carried(scene, &mut tellings);
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

/// The class of a candidate once the words beside it, and what the article is about, are looked at, with its probability.
fn meant(scene: &Scene<'_>, judged: &Judged, sure: &FxHashMap<u64, (Class, f32)>, is_sport: bool) -> Option<(Class, f32)> {
    let candidate = &judged.candidate;
    let reading = scene.lexicon.reading(candidate.reading);
    let decided = decided(scene, judged, sure);
    if reading.own {
        return decided;
    }
    let verdict = judged.verdict;
    let class = decided.map_or(verdict.class, |(class, _)| class);
    let result = is_sport.then(|| sense::in_sport(scene, candidate, class)).flatten();
    let said = result.or_else(|| sense::beside(scene, candidate, class));
    match (said, decided) {
        (Some(Class::NONE), _) => None,
        // What the list has for the word, and the words beside it say, needs less of the model.
        (Some(said), _) if reading.types & said.bit() != 0 && verdict.event >= LEAST_BESIDE => Some((said, verdict.event)),
        (said, Some((class, share))) => {
            let class = said.unwrap_or(class);
            let enough = judged.harmful || class == Class::HARM || share >= least_share(scene, candidate, class);
            // "Home to 9,000 displaced people" tells of no flight.
            let stands = scene.tokens[candidate.token].deprel == Deprel::Amod
                && harm::named(scene, candidate, class) == Some(Harm::Displaced);
            (enough && !stands).then_some((class, share))
        }
        (_, None) => None,
    }
}

/// How probable a class of a word has to be.
fn least_share(scene: &Scene<'_>, candidate: &Candidate, class: Class) -> f32 {
    // A headline has few words that tell of nothing.
    if scene.is_title(scene.sentence(candidate.token)) {
        return 0.0;
    }
    let aside = matches!(scene.tokens[candidate.token].deprel, Deprel::Obj | Deprel::Advcl);
    let is_political = class.kind().is_some_and(|kind| kind < EventType::Assault);
    if aside && is_political {
        LEAST_ASIDE
    } else if POLITICAL & class.bit() != 0 {
        LEAST_POLITICAL
    } else {
        0.0
    }
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

/// Types of verbs that take up an earlier act: "lifted a ban", "rejected the request".
const TAKES_UP: u32 = Class::bits(&[EventType::Reject, EventType::Concede, EventType::Retreat]);

/// Drops nouns that a verb takes up: in "lifted a ban" the ban is no event beside.
fn drop_carried(scene: &Scene<'_>, tellings: &mut Vec<Telling>) {
    let takes_up = tellings.iter().filter(|telling| telling.class.bit() & TAKES_UP != 0);
    let verbs: FxHashSet<usize> =
        takes_up.map(|telling| telling.candidate.token).filter(|&token| scene.tokens[token].upos == Upos::Verb).collect();
    let is_carried = |telling: &Telling| {
        let token = telling.candidate.token;
        trigger::is_nominal(scene.tokens[token].upos)
            && matches!(scene.tokens[token].deprel, Deprel::Obj | Deprel::NsubjPass)
            && scene.head(token).is_some_and(|head| verbs.contains(&head))
    };
    tellings.retain(|telling| telling.class == Class::HARM || !is_carried(telling));
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
    participant::settle(scene, candidate, telling.class, &mut telling.frame);
    telling.place = setting::place(scene, facts.places, candidate, &telling.frame.actors);
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
