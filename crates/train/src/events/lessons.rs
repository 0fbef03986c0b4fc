//! What the sets teach about triggers.

use std::path::Path;

use anyhow::{Context, Result};
use nutgraf::analysis::Analysis;
use nutgraf::article::Article;
use nutgraf::facts::event::candidate::{self, Candidate};
use nutgraf::facts::event::class::Class;
use nutgraf::facts::event::lexicon::trigger_rows;
use nutgraf::facts::event::scene::Scene;
use nutgraf::facts::event::trigger;
use nutgraf::language::Language;
use nutgraf::lexicon::folder::Folder;
use nutgraf::model::linear::Linear;
use nutgraf::record::EventType;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::softmax::{Softmax, Word};
use crate::data;

/// Runs the stages before events.
fn with_article<T>(text: &str, then: impl FnOnce(&Article<'_>) -> T) -> T {
    then(&Analysis::of_text(text).article())
}

/// A document of a set.
#[derive(Deserialize)]
pub struct Document {
    /// Its id in the set.
    #[serde(default)]
    pub id: String,
    /// Its text, all offsets count its code points.
    pub text: String,
    /// Its headline, of sets that have one apart.
    pub title: Option<String>,
    /// The headline's pattern, of a synthetic set.
    pub template: Option<String>,
    /// What is marked.
    #[serde(default)]
    pub events: Vec<Marked>,
    /// The sentences that were annotated, if not all.
    pub annotated: Option<Vec<[usize; 2]>>,
}

/// A marked event.
#[derive(Deserialize)]
pub struct Marked {
    /// The set's own type.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The word.
    pub trigger: Option<[usize; 2]>,
    /// Who does it.
    pub actor: Option<Vec<[usize; 2]>>,
    /// To whom.
    pub recipient: Option<Vec<[usize; 2]>>,
    /// Participants by role, as strings.
    #[serde(default)]
    pub args: Vec<(String, String)>,
}

/// All sets.
pub struct Sets {
    /// Whole articles with marked words.
    pub wikievents: Vec<Document>,
    /// Passages with one marked word each.
    pub rams: Vec<Document>,
    geneva: Vec<Document>,
    ecbplus: Vec<Document>,
    meantime: Vec<Document>,
    qanom: Vec<Document>,
    casie: Vec<Document>,
    synthetic: Vec<Document>,
    /// Sentences with two marked parties and a type.
    pub pairs: Vec<Document>,
    /// Sentences with two marked parties.
    pub cameo_pairs: Vec<Document>,
    headlines: Vec<(Class, String)>,
    types: FxHashMap<(String, String), u32>,
    /// The development set.
    pub exam: Vec<Document>,
}

/// What the words teach.
#[derive(Default)]
pub struct Lessons {
    /// Words whose classes are known.
    pub words: Vec<Word>,
    /// Sentences with a type alone: the features of each of their words, the class, the weight.
    pub groups: Vec<Group>,
}

/// A sentence of which some word has one of these classes.
pub struct Group {
    /// The features of each of its words.
    words: Vec<Vec<u64>>,
    /// The classes, a bit each.
    allowed: u32,
    weight: f32,
    /// The number of its document in the set of pairs, if it is of that.
    pair: Option<usize>,
}

impl Lessons {
    /// The word of each sentence that the model so far likes best; of the set of pairs those that pass.
    pub fn choose(&self, softmax: &Softmax, pairs: impl Fn(usize) -> bool) -> Vec<Word> {
        let best = |Group { words, allowed, weight, .. }: &Group| {
            let share = |features: &Vec<u64>| {
                let shares = softmax.shares(features);
                shares.iter().enumerate().filter(|(class, _)| allowed & 1 << class != 0).map(|(_, s)| s).sum::<f32>()
            };
            let best = words.iter().max_by(|a, b| share(a).total_cmp(&share(b)))?;
            Some(Word { features: best.clone(), allowed: *allowed, weight: *weight })
        };
        self.groups.iter().filter(|group| group.pair.is_none_or(&pairs)).filter_map(best).collect()
    }
}

/// An article with its candidates and where they are in the set's text.
pub struct View<'s, 'a> {
    /// The article.
    pub scene: &'s Scene<'a>,
    /// The set's text.
    pub text: &'s str,
    candidates: Vec<Candidate>,
    topic: u64,
    /// Bytes of each code point.
    bytes: Vec<usize>,
}

impl View<'_, '_> {
    /// Where tokens are in the set's text, in bytes.
    pub fn original(&self, tokens: std::ops::Range<usize>) -> (usize, usize) {
        let span = self.scene.article.document.to_original(self.scene.article.syntax.cover(tokens));
        (span.start as usize, span.end as usize)
    }

    /// The bytes of a marked stretch.
    pub fn bytes_of(&self, span: [usize; 2]) -> (usize, usize) {
        (self.bytes[span[0]], self.bytes[span[1]])
    }

    /// The code point at a byte.
    pub fn code_point(&self, byte: usize) -> usize {
        self.bytes.partition_point(|&at| at < byte)
    }

    fn features(&self, candidate: &Candidate) -> Vec<u64> {
        let mut features = Vec::new();
        trigger::features(self.scene, candidate, self.topic, &mut features);
        features
    }

    /// The candidate under a marked stretch.
    fn at(&self, span: [usize; 2]) -> Option<usize> {
        self.all_at(span).min_by_key(|&i| self.candidates[i].tokens.start)
    }

    fn all_at(&self, span: [usize; 2]) -> impl Iterator<Item = usize> + '_ {
        let (start, end) = (self.bytes[span[0]] as u32, self.bytes[span[1]] as u32);
        let overlaps = move |i: usize| {
            let tokens = &self.scene.tokens[self.candidates[i].tokens.clone()];
            let document = self.scene.article.document;
            tokens.iter().map(|token| document.to_original(token.span)).any(|span| span.start < end && start < span.end)
        };
        (0..self.candidates.len()).filter(move |&i| overlaps(i))
    }
}

/// Looks at a text as the stage does.
pub fn view<T>(text: &str, then: impl FnOnce(&View<'_, '_>) -> T) -> T {
    let bytes = data::code_points(text);
    with_article(text, |article| {
        let english = Language::english();
        let scene = Scene::new(article, &english.events.lexicon);
        let candidates = candidate::find(&scene);
        let topic = trigger::topic(&scene, &candidates);
        then(&View { scene: &scene, text, candidates, topic, bytes })
    })
}

const NONE: u32 = Class::NONE.bit();

/// Types that `WikiEvents` marks: words of others, unmarked, say nothing about them.
const COVERED: [EventType; 13] = [
    EventType::Assault,
    EventType::Protest,
    EventType::Accuse,
    EventType::Ruling,
    EventType::Coerce,
    EventType::Request,
    EventType::Threaten,
    EventType::Deal,
    EventType::Crime,
    EventType::Appoint,
    EventType::Retreat,
    EventType::Outbreak,
    EventType::Accident,
];

impl Sets {
    /// Reads them below the folder of data sets.
    pub fn read(data: &Path) -> Result<Self> {
        let folder = data.join("events");
        let set = |name: &str| data::jsonl::<Document>(&folder.join(name));
        let map = std::fs::read_to_string(folder.join("train/tables/type_map.tsv")).context("reading type_map.tsv")?;
        let mut types = FxHashMap::default();
        for line in map.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(source), Some(kind), Some(classes)) = (cells.next(), cells.next(), cells.next()) else { continue };
            let mask = classes.split(' ').next().unwrap_or("").split('|');
            let mask = mask.map(|name| if name == "O" { NONE } else { Class::from_name(name).map_or(0, Class::bit) });
            types.insert((source.to_owned(), kind.to_owned()), mask.fold(0, |all, bit| all | bit));
        }
        let headlines = include_str!("../../data/event_headlines.tsv");
        let headlines = headlines.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
            let (class, text) = line.split_once('\t')?;
            Some((Class::from_name(class).unwrap_or_else(|| panic!("event_headlines.tsv: {line}")), text.to_owned()))
        });
        Ok(Self {
            wikievents: set("train/wikievents_train.jsonl.gz")?,
            rams: set("rams.jsonl")?,
            geneva: set("train/geneva.jsonl.gz")?,
            ecbplus: set("train/ecbplus.jsonl.gz")?,
            meantime: set("train/meantime.jsonl.gz")?,
            qanom: set("train/qanom.jsonl.gz")?,
            casie: set("train/casie.jsonl.gz")?,
            synthetic: set("train/ngec_synthetic.jsonl.gz")?,
            pairs: set("plover_pairs.jsonl")?,
            cameo_pairs: set("train/cameo_pairs.jsonl")?,
            headlines: headlines.collect(),
            types,
            exam: set("wikievents.jsonl")?,
        })
    }

    /// The classes of a set's type.
    fn classes(&self, source: &str, kind: &str) -> u32 {
        let of = |kind: &str| self.types.get(&(source.to_owned(), kind.to_owned())).copied();
        of(kind).or_else(|| of("*")).unwrap_or(NONE)
    }

    /// All lessons about triggers.
    pub fn lessons(&self) -> Lessons {
        let mut lessons = Lessons::default();
        self.wikievents(&mut lessons);
        for document in &self.rams {
            self.marked_alone(document, "rams", 0.7, &mut lessons);
        }
        for document in &self.geneva {
            self.marked_alone(document, "geneva", 0.7, &mut lessons);
        }
        for document in self.ecbplus.iter().chain(&self.meantime) {
            untyped(document, &mut lessons);
        }
        for document in &self.qanom {
            nouns(document, &mut lessons);
        }
        for document in &self.casie {
            cyber(document, &mut lessons);
        }
        self.titles(&mut lessons);
        for (number, document) in self.pairs.iter().enumerate() {
            let first = lessons.groups.len();
            pair(document, &mut lessons);
            lessons.groups[first..].iter_mut().for_each(|group| group.pair = Some(number));
        }
        examples(&mut lessons);
        for (class, text) in &self.headlines {
            headline(*class, text, &mut lessons);
        }
        lessons
    }

    fn wikievents(&self, lessons: &mut Lessons) {
        let covered = COVERED.iter().fold(Class::HARM.bit(), |all, &kind| all | Class::of(kind).bit());
        for document in &self.wikievents {
            view(&document.text, |view| {
                let mut allowed = vec![0_u32; view.candidates.len()];
                for event in &document.events {
                    let (Some(span), Some(kind)) = (event.trigger, &event.kind) else { continue };
                    let mut classes = self.classes("wikievents", kind);
                    for at in view.all_at(span) {
                        let types = view.scene.lexicon.reading(view.candidates[at].reading).types;
                        if kind == "Contact.Contact" && types & Class::of(EventType::Consult).bit() != 0 {
                            classes = Class::of(EventType::Consult).bit() | NONE;
                        }
                        allowed[at] |= classes;
                    }
                }
                for (candidate, classes) in view.candidates.iter().zip(allowed) {
                    let reading = view.scene.lexicon.reading(candidate.reading);
                    // Annotators skip retellings; and what the set does not cover it says nothing about.
                    let (allowed, weight) = if classes != 0 {
                        (classes, 1.0)
                    } else if reading.strong & !covered & !NONE != 0 {
                        (reading.strong & !covered & !NONE, 0.4)
                    } else if reading.strong & covered != 0 {
                        (NONE, 0.4)
                    } else if reading.types & !covered & !NONE != 0 {
                        (NONE, 0.05)
                    } else {
                        (NONE, 1.0)
                    };
                    lessons.words.push(Word { features: view.features(candidate), allowed, weight });
                }
            });
        }
    }

    /// Sets of which only the marked words teach.
    fn marked_alone(&self, document: &Document, source: &str, weight: f32, lessons: &mut Lessons) {
        view(&document.text, |view| {
            for event in &document.events {
                let (Some(span), Some(kind)) = (event.trigger, &event.kind) else { continue };
                let Some(at) = view.at(span) else { continue };
                let candidate = &view.candidates[at];
                let allowed = self.classes(source, kind);
                lessons.words.push(Word { features: view.features(candidate), allowed, weight });
            }
        });
    }

    /// Synthetic headlines: a few of each pattern.
    fn titles(&self, lessons: &mut Lessons) {
        let mut taken = FxHashMap::<&str, usize>::default();
        for document in &self.synthetic {
            let (Some(title), Some(template)) = (&document.title, &document.template) else { continue };
            let count = taken.entry(template).or_default();
            *count += 1;
            let class = document.events.first().and_then(|event| Class::from_name(event.kind.as_deref()?));
            let Some(class) = class.filter(|_| *count <= 4) else { continue };
            group(title, class.bit(), 0.25, lessons);
        }
    }
}

/// A sentence of which some word is of these classes.
fn group(text: &str, allowed: u32, weight: f32, lessons: &mut Lessons) {
    view(text, |view| {
        let words: Vec<_> = view.candidates.iter().map(|candidate| view.features(candidate)).collect();
        if !words.is_empty() {
            lessons.groups.push(Group { words, allowed, weight, pair: None });
        }
    });
}

/// Events without a type: the list's types, or none where the word is not strong.
fn untyped(document: &Document, lessons: &mut Lessons) {
    view(&document.text, |view| {
        let mut is_event = vec![false; view.candidates.len()];
        for span in document.events.iter().filter_map(|event| event.trigger) {
            view.all_at(span).for_each(|at| is_event[at] = true);
        }
        let annotated = |at: usize| {
            let spans = document.annotated.as_ref();
            spans.is_none_or(|spans| spans.iter().any(|&span| view.all_at(span).any(|i| i == at)))
        };
        for (at, candidate) in view.candidates.iter().enumerate() {
            let reading = view.scene.lexicon.reading(candidate.reading);
            if is_event[at] {
                let soft = if reading.strong == 0 { NONE } else { 0 };
                let allowed = reading.types & !NONE | soft;
                lessons.words.push(Word { features: view.features(candidate), allowed, weight: 0.3 });
            } else if document.annotated.is_some() && annotated(at) {
                lessons.words.push(Word { features: view.features(candidate), allowed: NONE, weight: 0.4 });
            }
        }
    });
}

/// Nouns that name no happening.
fn nouns(document: &Document, lessons: &mut Lessons) {
    view(&document.text, |view| {
        for event in document.events.iter().filter(|event| event.kind.as_deref() == Some("NOT_VERBAL")) {
            if let Some(at) = event.trigger.and_then(|span| view.at(span)) {
                lessons.words.push(Word { features: view.features(&view.candidates[at]), allowed: NONE, weight: 0.5 });
            }
        }
    });
}

/// Cyber attacks are coercion or crime; finding and mending holes is nothing.
fn cyber(document: &Document, lessons: &mut Lessons) {
    view(&document.text, |view| {
        for event in &document.events {
            let Some(at) = event.trigger.and_then(|span| view.at(span)) else { continue };
            let attack = event.kind.as_deref().is_some_and(|kind| kind.starts_with("Attack"));
            let allowed = if attack { Class::of(EventType::Coerce).bit() | Class::of(EventType::Crime).bit() } else { NONE };
            lessons.words.push(Word { features: view.features(&view.candidates[at]), allowed, weight: 0.2 });
        }
    });
}

/// Sentences with a marked pair: some word between or around them has the type.
fn pair(document: &Document, lessons: &mut Lessons) {
    for event in &document.events {
        let allowed = match event.kind.as_deref() {
            Some("YIELD") => Class::of(EventType::Concede).bit() | Class::of(EventType::Retreat).bit(),
            Some(kind) => Class::from_name(kind).map_or(0, Class::bit),
            None => 0,
        };
        let allowed =
            if allowed == Class::of(EventType::Sanction).bit() { allowed | Class::of(EventType::Ruling).bit() } else { allowed };
        if allowed != 0 {
            group(&document.text, allowed, 0.6, lessons);
        }
    }
}

/// The examples of the list.
fn examples(lessons: &mut Lessons) {
    for row in trigger_rows(Folder::english()).filter_map(Result::ok) {
        view(row.example, |view| {
            let lemma = nutgraf::text::hash::hash(row.lemma);
            let own = |candidate: &&Candidate| view.scene.lexicon.reading(candidate.reading).lemma == lemma;
            if let Some(candidate) = view.candidates.iter().find(own) {
                lessons.words.push(Word { features: view.features(candidate), allowed: row.class.bit(), weight: 1.0 });
            }
        });
    }
}

/// A headline of our own whose trigger stands between brackets: "Gunmen [attack] convoy near Dorvale".
fn headline(class: Class, text: &str, lessons: &mut Lessons) {
    let Some((before, rest)) = text.split_once('[') else {
        view(text, |view| {
            for candidate in &view.candidates {
                lessons.words.push(Word { features: view.features(candidate), allowed: class.bit(), weight: 0.7 });
            }
        });
        return;
    };
    let (inside, after) = rest.split_once(']').unwrap_or((rest, ""));
    let start = before.chars().count();
    let span = [start, start + inside.chars().count()];
    view(&format!("{before}{inside}{after}"), |view| {
        if let Some(at) = view.at(span) {
            lessons.words.push(Word { features: view.features(&view.candidates[at]), allowed: class.bit(), weight: 1.0 });
        } else {
            eprintln!("no candidate: {text}");
        }
    });
}

/// Prints how well triggers are found on the development set, at several thresholds, and which marked words are no candidates.
pub fn report(sets: &Sets, model: Linear) {
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
