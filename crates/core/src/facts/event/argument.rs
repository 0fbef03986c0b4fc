//! Who does it and to whom: of the nouns of the sentence, and nobody, the one that a model likes best for each role.
//!
//! The frame (`frame.rs`) is what the tree says by rule; it is one of the model's features. Trained by `nutgraf-train events`.

use super::candidate::Candidate;
use super::class::Class;
use super::frame::{self, Frame};
use super::scene::Scene;
use crate::model::linear::{Linear, feature, pair};
use crate::record::NameLabel;
use crate::syntax::{Deprel, Upos};

/// What a noun can be to an event: the columns of the model.
pub const ROLES: usize = 2;
/// The column of the one who does it.
pub const ACTOR: usize = 0;
/// The column of the one to whom it is done.
pub const RECIPIENT: usize = 1;

/// Nouns on each side of the trigger that are asked about: so time grows with the length of the text.
const NEAR: usize = 14;
/// Arcs of the tree that are climbed from a word.
const STEPS: usize = 6;

/// A telling whose participants are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Site<'s> {
    /// Its words.
    pub candidate: &'s Candidate,
    /// What it tells of.
    pub class: Class,
    /// Its participants by rule.
    pub frame: &'s Frame,
}

/// The heads of the noun phrases of the sentence that may take part, in the order of the text.
pub fn heads(scene: &Scene<'_>, site: &Site<'_>) -> Vec<usize> {
    let own = &site.candidate.tokens;
    let range = scene.range(scene.sentence(site.candidate.token));
    let fits = |&i: &usize| !own.contains(&i) && is_head(scene, i);
    let mut before: Vec<usize> = (range.start..own.start).rev().filter(fits).take(NEAR).collect();
    before.reverse();
    before.extend((own.end..range.end).filter(fits).take(NEAR));
    before
}

fn is_head(scene: &Scene<'_>, token: usize) -> bool {
    let (upos, deprel) = (scene.tokens[token].upos, scene.tokens[token].deprel);
    if let Some(name) = scene.name(token) {
        if !matches!(scene.label(token), Some(NameLabel::Person | NameLabel::Organization | NameLabel::Place | NameLabel::Group))
        {
            return !matches!(deprel, Deprel::Compound | Deprel::Flat) && frame::can_take_part(scene, token);
        }
        // The head of the name alone; "Foreign Minister Ana Ruiz" is Ana Ruiz.
        return scene.head(token).is_none_or(|head| scene.name(head) != Some(name));
    }
    let nominal = matches!(upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::X)
        || upos == Upos::Num && deprel != Deprel::Nummod && deprel != Deprel::Compound
        || upos == Upos::Adj && matches!(deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj);
    let inner = matches!(deprel, Deprel::Compound | Deprel::Flat | Deprel::Fixed | Deprel::Det);
    nominal && !inner && frame::can_take_part(scene, token)
}

/// The words above a token with the relations that lead there, hashed.
struct Climb {
    steps: Vec<(usize, u64)>,
}

impl Climb {
    fn new(scene: &Scene<'_>, token: usize) -> Self {
        let mut steps = vec![(token, 1)];
        let (mut at, mut path) = (token, 1);
        while let Some(head) = scene.head(at).filter(|_| steps.len() <= STEPS) {
            path = pair(path, scene.tokens[at].deprel as u64 + 1);
            at = head;
            steps.push((at, path));
        }
        Self { steps }
    }

    /// Where two climbs meet, and the path from one word to the other.
    fn meet(&self, scene: &Scene<'_>, token: usize) -> (Option<usize>, u64) {
        let (mut at, mut path) = (token, 3);
        for _ in 0..=STEPS {
            if let Some((_, down)) = self.steps.iter().find(|(step, _)| *step == at) {
                return (Some(at), pair(path, *down));
            }
            path = pair(path, scene.tokens[at].deprel as u64 + 1);
            let Some(head) = scene.head(at) else { break };
            at = head;
        }
        (None, 7)
    }
}

/// What all nouns of a sentence share.
pub struct Setting {
    climb: Climb,
    heads: Vec<usize>,
    lemma: u64,
    class: u64,
    passive: u64,
}

impl Setting {
    /// Looks at a telling.
    pub fn new(scene: &Scene<'_>, site: &Site<'_>) -> Self {
        let token = site.candidate.token;
        let verb = site.candidate.light.unwrap_or(token);
        Self {
            climb: Climb::new(scene, token),
            heads: heads(scene, site),
            lemma: scene.lexicon.reading(site.candidate.reading).lemma,
            class: u64::from(site.class.0),
            passive: u64::from(scene.is_passive(verb)) + 2 * (scene.tokens[token].upos as u64),
        }
    }

    /// The nouns that may take part.
    pub fn heads(&self) -> &[usize] {
        &self.heads
    }

    /// Gives the features of one of the nouns to `out`.
    pub fn features(&self, scene: &Scene<'_>, site: &Site<'_>, number: usize, mut out: impl FnMut(u64)) {
        let mut add = |template: u64, value: u64| out(feature(template, value));
        let (head, trigger) = (self.heads[number], site.candidate.token);
        let own = &scene.tokens[head];
        let (meet, path) = self.climb.meet(scene, head);
        let sort = scene.sort(head);
        let case = scene.case(head).map_or(0, |case| scene.tokens[case].hash);
        let deprel = own.deprel as u64;
        let parent = scene.head(head);
        let above = parent.map_or(0, |parent| scene.lemma(parent));
        let after = u64::from(head > trigger);
        let before = self.heads.partition_point(|&other| other < trigger);
        let rank = if head > trigger { number - before } else { before - 1 - number }.min(4) as u64;
        let framed = if site.frame.actors.contains(&head) {
            1
        } else if site.frame.recipients.contains(&head) {
            2
        } else {
            u64::from(site.frame.instrument == Some(head)) * 3
        };
        let sector = scene.lexicon.sector(scene.word(head)).map_or(0, |sector| u64::from(sector.as_bytes()[0]));
        add(1, path);
        add(2, pair(path, self.class));
        add(3, pair(path, self.lemma));
        add(4, pair(path, case));
        add(5, pair(path, self.passive));
        add(6, pair(sort, self.class));
        add(7, pair(framed, self.class));
        add(8, pair(framed, sort));
        add(9, pair(case, self.class));
        add(10, pair(case, self.lemma));
        add(11, pair(deprel, pair(after, rank)));
        add(12, pair(after, pair(rank, self.passive)));
        add(13, pair(u64::from(number == 0), self.class));
        add(14, pair(number.min(5) as u64, sort));
        add(15, own.hash);
        add(16, pair(above, deprel));
        add(17, pair(sort, pair(case, self.class)));
        add(18, pair(self.passive, pair(deprel, parent.map_or(0, |parent| scene.tokens[parent].deprel as u64 + 1))));
        add(19, pair(path, sort));
        add(20, pair(sector, self.class));
        add(21, pair(sort, pair(after, self.class)));
        add(22, pair(self.class, u64::from(scene.types(head))));
        add(
            23,
            pair(
                meet.map_or(9, |meet| u64::from(scene.head(meet).is_none()) + 2 * u64::from(meet == trigger)),
                pair(deprel, after),
            ),
        );
        add(24, pair(framed, pair(after, rank)));
        add(25, pair(above, pair(case, 5)));
        add(26, pair(self.lemma, pair(deprel, after)));
    }

    /// Gives the features of nobody to `out`.
    pub fn nobody(&self, scene: &Scene<'_>, site: &Site<'_>, mut out: impl FnMut(u64)) {
        let mut add = |template: u64, value: u64| out(feature(template, value));
        let own = &scene.tokens[site.candidate.token];
        let framed = u64::from(site.frame.actors.is_empty()) + 2 * u64::from(site.frame.recipients.is_empty());
        add(40, 0);
        add(41, self.class);
        add(42, self.lemma);
        add(43, pair(own.upos as u64, own.deprel as u64));
        add(44, pair(framed, self.class));
        add(45, self.heads.len().min(6) as u64);
        add(46, self.passive);
        add(47, pair(framed, own.deprel as u64));
    }

    /// How one of the nouns stands to the one who does it, as a feature of the recipient; `None` is nobody.
    pub fn relation(&self, scene: &Scene<'_>, number: Option<usize>, actor: Option<usize>) -> u64 {
        let value = match (number, actor) {
            (None, None) => 1,
            (None, Some(_)) => 2,
            (Some(_), None) => 3,
            (Some(number), Some(actor)) if number == actor => 4,
            (Some(number), Some(actor)) => {
                let (own, other) = (self.heads[number], self.heads[actor]);
                let below = scene.head(own) == Some(other);
                let above = scene.head(other) == Some(own);
                let joined = below && scene.tokens[own].deprel == Deprel::Conj;
                let same = scene.tokens[own].hash == scene.tokens[other].hash;
                8 + u64::from(below)
                    + 2 * u64::from(above)
                    + 4 * u64::from(joined)
                    + 8 * u64::from(own < other)
                    + 16 * u64::from(same)
                    + 32 * (number.abs_diff(actor).min(3) as u64)
            }
        };
        feature(50, pair(value, self.class))
    }
}

/// The nouns that the model likes best: who does it, and to whom.
pub fn choose(model: &Linear, scene: &Scene<'_>, site: &Site<'_>) -> [Option<usize>; ROLES] {
    let setting = Setting::new(scene, site);
    // Each weight is fetched as its feature is made: they lie far apart.
    let mut nobody = [0; ROLES];
    setting.nobody(scene, site, |feature| model.add_both(feature, &mut nobody));
    let scores: Vec<[i32; ROLES]> = (0..setting.heads.len())
        .map(|number| {
            let mut sums = [0; ROLES];
            setting.features(scene, site, number, |feature| model.add_both(feature, &mut sums));
            sums
        })
        .collect();
    let best = |of: &dyn Fn(usize) -> i32, none: i32| {
        let best = (0..scores.len()).max_by_key(|&number| (of(number), std::cmp::Reverse(number)));
        best.filter(|&number| of(number) > none)
    };
    let actor = best(&|number| scores[number][ACTOR], nobody[ACTOR]);
    let with = |number| {
        let mut sums = [0; ROLES];
        model.add_both(setting.relation(scene, number, actor), &mut sums);
        sums[RECIPIENT]
    };
    let recipient = best(
        &|number| if Some(number) == actor { i32::MIN } else { scores[number][RECIPIENT] + with(Some(number)) },
        nobody[RECIPIENT] + with(None),
    );
    [actor, recipient].map(|chosen| chosen.map(|number| setting.heads[number]))
}

/// Puts the model's choice in place of the participants by rule, with those joined to them by "and".
pub fn fill(model: &Linear, scene: &Scene<'_>, candidate: &Candidate, class: Class, frame: &mut Frame) {
    let site = Site { candidate, class, frame };
    let [actor, recipient] = choose(model, scene, &site);
    let with_conjuncts = |head: Option<usize>, other: Option<usize>| -> Vec<usize> {
        let joined = head.into_iter().flat_map(|head| std::iter::once(head).chain(frame::conjuncts(scene, head)));
        let mut all: Vec<usize> = joined.filter(|&i| Some(i) != other).collect();
        all.sort_unstable();
        all
    };
    frame.actors = with_conjuncts(actor, recipient);
    frame.recipients = with_conjuncts(recipient, actor);
    // Of two sides that are named together ("Arvel and Dorvale agreed") neither is the other's object.
    let joined = |a: usize, b: usize| scene.head(b) == Some(a) && scene.tokens[b].deprel == Deprel::Conj;
    if frame::is_mutual(class)
        && let (Some(a), Some(b)) = (actor, recipient)
        && (joined(a, b) || joined(b, a))
    {
        let recipients = std::mem::take(&mut frame.recipients);
        frame.actors.extend(recipients);
        frame.actors.sort_unstable();
        frame.actors.dedup();
    }
    let own = &frame.actors;
    frame.recipients.retain(|i| !own.contains(i));
}
