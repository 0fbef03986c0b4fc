//! What the sets teach about who does it and to whom, and the model of it: a softmax over the nouns of the sentence and nobody.
//!
//! Where a set marks two parties but no word, the word is the one between whose nouns the model so far finds them best.

use nutgraf::facts::event::argument::{ACTOR, RECIPIENT, ROLES, Setting, Site};
use nutgraf::facts::event::candidate::Candidate;
use nutgraf::facts::event::class::Class;
use nutgraf::facts::event::frame::{self, Frame};
use nutgraf::facts::event::framed;
use nutgraf::model::linear::Linear;
use nutgraf::record::EventType;

use super::sets::{Document, Marked};
use super::view::{View, view};
use crate::adagrad;
use crate::random::Xorshift;

/// Rows of the model: `1 << BITS`.
const BITS: u32 = 16;
const ROUNDS: usize = 8;
const RATE: f32 = 0.08;
const DROPPED: u64 = 300;
const DECAY: f32 = 3e-6;
/// No more nouns than bits.
const MOST: usize = 31;

/// One reading of a lesson: a telling whose participants may be the marked ones.
struct Telling {
    /// The features of each noun, nobody's last.
    options: Vec<Vec<u64>>,
    /// The options that are right for each role, a bit each; 0 if the set does not say.
    right: [u32; ROLES],
    /// The feature of each recipient with each actor.
    relations: Vec<Vec<u64>>,
}

/// Parties that are marked, with the tellings that they may be of.
pub struct Lesson {
    tellings: Vec<Telling>,
    weight: f32,
}

/// What a set says of one role.
enum Said<'a> {
    Nothing,
    Nobody,
    Spans(&'a [[usize; 2]]),
}

/// The lessons of sentences with two marked parties.
pub fn pairs(documents: &[Document], triggers: Linear, weight: f32) -> Vec<Lesson> {
    let mut lessons = Vec::new();
    for document in documents {
        view(&document.text, |view| {
            let all = framed(triggers, view.scene);
            for event in &document.events {
                let kind = event.kind.as_deref().unwrap_or("");
                let fits = |(_, class, _): &&(Candidate, Class, Frame)| folded(*class) == kind;
                let fitting = all.iter().filter(fits).count();
                let chosen = all.iter().filter(|site| fitting == 0 || fits(site));
                let said = [said(event.actor.as_deref(), true), said(event.recipient.as_deref(), true)];
                let tellings: Vec<Telling> = chosen.map(|site| telling(view, site, &said)).collect();
                lessons.push(Lesson { tellings, weight });
            }
        });
    }
    lessons
}

/// The type of a class in sets that know the roots of PLOVER alone.
fn folded(class: Class) -> &'static str {
    match class.kind() {
        Some(EventType::Concede | EventType::Retreat) => "YIELD",
        Some(EventType::Ruling) => "SANCTION",
        Some(kind) => kind.name(),
        None => "",
    }
}

/// The lessons of marked words; `whole` where the set leaves no participant out.
pub fn marked(documents: &[Document], triggers: Linear, whole: bool, weight: f32) -> Vec<Lesson> {
    let mut lessons = Vec::new();
    for document in documents {
        view(&document.text, |view| {
            let all = framed(triggers, view.scene);
            for event in &document.events {
                let Some(span) = event.trigger else { continue };
                let Some(site) = all.iter().find(|site| overlaps(view.original(site.0.tokens.clone()), view.bytes_of(span)))
                else {
                    continue;
                };
                let strings = spans_of_strings(view, event, site.0.token);
                let own = |role: usize| {
                    let marked = [&event.actor, &event.recipient][role].as_deref();
                    if marked.is_none_or(<[_]>::is_empty) && !strings[role].is_empty() {
                        Said::Spans(&strings[role])
                    } else {
                        said(marked, whole)
                    }
                };
                let telling = telling(view, site, &[own(ACTOR), own(RECIPIENT)]);
                lessons.push(Lesson { tellings: vec![telling], weight });
            }
        });
    }
    lessons
}

fn said(spans: Option<&[[usize; 2]]>, whole: bool) -> Said<'_> {
    match spans {
        Some(spans) if !spans.is_empty() => Said::Spans(spans),
        Some(_) if whole => Said::Nobody,
        _ => Said::Nothing,
    }
}

/// Roles of `WikiEvents` that are those who do it, and those to whom it is done.
const ROLE_NAMES: [&[&str]; ROLES] = [
    &[
        "Attacker",
        "Killer",
        "Injurer",
        "Communicator",
        "Jailer",
        "Investigator",
        "Prosecutor",
        "JudgeCourt",
        "Demonstrator",
        "Perpetrator",
        "Giver",
        "Participant",
    ],
    &["Victim", "Target", "Defendant", "Detainee", "Recipient", "Patient", "Employee", "Defeated"],
];

/// Where participants that are given as strings stand in the sentence.
fn spans_of_strings(view: &View<'_, '_>, event: &Marked, token: usize) -> [Vec<[usize; 2]>; ROLES] {
    let sentence = view.original(view.scene.range(view.scene.sentence(token)));
    ROLE_NAMES.map(|names| {
        let strings = event.args.iter().filter(|(role, _)| names.contains(&role.as_str()));
        let found = strings.flat_map(|(_, text)| view.text[sentence.0..sentence.1].match_indices(text.as_str()));
        found.map(|(at, text)| [sentence.0 + at, sentence.0 + at + text.len()].map(|at| view.code_point(at))).collect()
    })
}

fn overlaps(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

fn telling(view: &View<'_, '_>, (candidate, class, frame): &(Candidate, Class, Frame), said: &[Said<'_>; ROLES]) -> Telling {
    let (scene, site) = (view.scene, Site { candidate, class: *class, frame });
    let setting = Setting::new(scene, &site);
    let count = setting.heads().len().min(MOST);
    let mut options: Vec<Vec<u64>> = Vec::new();
    for number in 0..count {
        let mut features = Vec::new();
        setting.features(scene, &site, number, |feature| features.push(feature));
        options.push(features);
    }
    let mut features = Vec::new();
    setting.nobody(scene, &site, |feature| features.push(feature));
    options.push(features);
    let option = |number: usize| (number < count).then_some(number);
    let relation = |recipient| (0..=count).map(|actor| setting.relation(scene, option(recipient), option(actor))).collect();
    let right = [ACTOR, RECIPIENT].map(|role| match said[role] {
        Said::Nothing => 0,
        Said::Nobody => 1 << count,
        Said::Spans(spans) => right(view, &setting.heads()[..count], spans),
    });
    Telling { options, right, relations: (0..=count).map(relation).collect() }
}

/// The nouns whose phrases lie on the marked stretches by half; of nouns one below the other the upper one.
fn right(view: &View<'_, '_>, heads: &[usize], spans: &[[usize; 2]]) -> u32 {
    let is_right = |head: usize| {
        let own = view.original(frame::phrase(view.scene, head));
        spans.iter().any(|&span| {
            let gold = view.bytes_of(span);
            let shared = own.1.min(gold.1).saturating_sub(own.0.max(gold.0));
            shared > 0 && 2 * shared >= (own.1 - own.0).min(gold.1 - gold.0)
        })
    };
    let fits: Vec<bool> = heads.iter().map(|&head| is_right(head)).collect();
    let upper = |i: usize| {
        let above = view.scene.head(heads[i]);
        let joined = view.scene.tokens[heads[i]].deprel == nutgraf::syntax::Deprel::Conj;
        joined || !(0..heads.len()).any(|j| fits[j] && Some(heads[j]) == above)
    };
    (0..heads.len()).filter(|&i| fits[i] && upper(i)).fold(0, |all, i| all | 1 << i)
}

/// Weights under training.
pub struct Ranker {
    weights: Vec<f32>,
    squares: Vec<f32>,
    random: Xorshift,
}

impl Ranker {
    /// Fits the weights.
    pub fn fit(lessons: &[&Lesson], seed: u64) -> Vec<f32> {
        let size = ROLES << BITS;
        let mut ranker = Self { weights: vec![0.0; size], squares: vec![0.05; size], random: Xorshift(seed) };
        let mut order: Vec<usize> = (0..lessons.len()).collect();
        for round in 0..ROUNDS {
            ranker.random.shuffle(&mut order);
            let mut loss = 0.0;
            for &i in &order {
                loss += ranker.learn(lessons[i]);
            }
            eprintln!("participants, round {round}: loss {:.4} of {}", loss / lessons.len() as f32, lessons.len());
        }
        ranker.weights
    }

    fn row(feature: u64, role: usize) -> usize {
        (feature as usize & ((1 << BITS) - 1)) * ROLES + role
    }

    fn shares(&self, options: &[Vec<u64>], role: usize, scale: f32) -> Vec<f32> {
        let score = |features: &Vec<u64>| scale * features.iter().map(|&f| self.weights[Self::row(f, role)]).sum::<f32>();
        let scores: Vec<f32> = options.iter().map(score).collect();
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        let shares: Vec<f32> = scores.iter().map(|score| (score - top).exp()).collect();
        let total: f32 = shares.iter().sum();
        shares.iter().map(|share| share / total).collect()
    }

    /// The options of a role: the recipient's know who the actor is.
    fn options(&self, telling: &Telling, role: usize) -> Vec<Vec<u64>> {
        if role == ACTOR {
            return telling.options.clone();
        }
        let shares = self.shares(&telling.options, ACTOR, 1.0);
        let right = telling.right[ACTOR];
        let allowed = |&i: &usize| right == 0 || right & 1 << i != 0;
        let actor = (0..shares.len()).filter(allowed).max_by(|&a, &b| shares[a].total_cmp(&shares[b])).unwrap_or(0);
        let with = |(option, relations): (&Vec<u64>, &Vec<u64>)| option.iter().copied().chain([relations[actor]]).collect();
        telling.options.iter().zip(&telling.relations).map(with).collect()
    }

    fn fit_of(&self, telling: &Telling) -> f32 {
        let of = |role: usize| {
            let shares = self.shares(&self.options(telling, role), role, 1.0);
            let right = telling.right[role];
            let sum: f32 = (0..shares.len()).filter(|i| right & 1 << i != 0).map(|i| shares[i]).sum();
            if right == 0 { -6.0 } else { sum.max(1e-6).ln() }
        };
        of(ACTOR) + of(RECIPIENT)
    }

    fn learn(&mut self, lesson: &Lesson) -> f32 {
        let fits: Vec<f32> = lesson.tellings.iter().map(|telling| self.fit_of(telling)).collect();
        let Some(best) = (0..fits.len()).max_by(|&a, &b| fits[a].total_cmp(&fits[b])) else { return 0.0 };
        let telling = &lesson.tellings[best];
        let mut loss = 0.0;
        for role in [ACTOR, RECIPIENT] {
            let right = telling.right[role];
            if right == 0 {
                continue;
            }
            let mut options = self.options(telling, role);
            for option in &mut options {
                option.retain(|_| self.random.draw() % 1000 >= DROPPED);
            }
            let shares = self.shares(&options, role, 1000.0 / (1000 - DROPPED) as f32);
            let is_right = |i: usize| right & 1 << i != 0;
            let total: f32 = (0..shares.len()).filter(|&i| is_right(i)).map(|i| shares[i]).sum::<f32>().max(1e-9);
            loss -= total.ln();
            for (i, option) in options.iter().enumerate() {
                let slope = (shares[i] - if is_right(i) { shares[i] / total } else { 0.0 }) * lesson.weight;
                for &feature in option {
                    let at = Self::row(feature, role);
                    let slope = slope + DECAY * self.weights[at];
                    adagrad::step(&mut self.weights[at], &mut self.squares[at], slope, RATE);
                }
            }
        }
        loss
    }
}
