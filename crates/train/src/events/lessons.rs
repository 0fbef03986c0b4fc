//! What the sets teach about triggers.

use nutgraf::facts::event::candidate::Candidate;
use nutgraf::facts::event::class::Class;
use nutgraf::facts::event::row::trigger_rows;
use nutgraf::lexicon::folder::Folder;
use nutgraf::record::EventType;
use rustc_hash::FxHashMap;

use super::sets::{Document, NONE, Sets};
use super::softmax::{Softmax, Word};
use super::view::view;

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
