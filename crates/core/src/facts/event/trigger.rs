//! What a candidate tells of: a softmax over the types, harm and none, on hashed features, trained by `nutgraf-train events`.

use super::candidate::Candidate;
use super::class::{CLASSES, Class};
use super::lexicon::{Word, WordClass};
use super::scene::Scene;
use crate::model::linear::{Linear, feature, pair};
use crate::record::EventType;
use crate::syntax::{Deprel, Upos};

/// What the model makes of a candidate.
#[derive(Debug, Clone, Copy)]
pub struct Verdict {
    /// The best class but none.
    pub class: Class,
    /// The probability of that among all.
    pub share: f32,
    /// The probability that it tells of any event.
    pub event: f32,
}

/// Which words of an article are of what type: the topic of the whole, for words that mean one thing in sport and another in war.
pub fn topic(scene: &Scene<'_>, candidates: &[Candidate]) -> u64 {
    let mut counts = [0_u32; CLASSES];
    for candidate in candidates {
        let strong = scene.lexicon.reading(candidate.reading).strong;
        if strong.is_power_of_two() {
            counts[strong.trailing_zeros() as usize] += 1;
        }
    }
    let best = (0..CLASSES).max_by_key(|&class| (counts[class], std::cmp::Reverse(class))).unwrap_or(0);
    if counts[best] >= 2 { best as u64 + 1 } else { 0 }
}

/// Puts the features of a candidate into `out`.
pub fn features(scene: &Scene<'_>, candidate: &Candidate, topic: u64, out: &mut Vec<u64>) {
    out.clear();
    let token = candidate.token;
    let reading = scene.lexicon.reading(candidate.reading);
    let own = &scene.tokens[token];
    let lemma = reading.lemma;
    let mut add = |template: u64, value: u64| out.push(feature(template, value));
    let sentence = scene.sentence(token);
    let types = u64::from(reading.types);
    add(0, 0);
    add(1, lemma);
    add(2, pair(lemma, own.upos as u64));
    add(3, own.hash);
    add(4, types);
    add(5, u64::from(reading.strong));
    add(6, pair(types, own.deprel as u64));
    add(7, pair(lemma, own.deprel as u64));
    add(8, pair(types, own.upos as u64));
    let place = if scene.is_title(sentence) { 0 } else { 1 + scene.position(sentence).min(3) as u64 };
    add(9, place);
    add(10, pair(types, topic));
    add(11, pair(lemma, topic));
    add(12, u64::from(scene.is_quoted(token)));
    above(scene, candidate, lemma, types, &mut add);
    below(scene, token, lemma, types, &mut add);
    beside(scene, candidate, lemma, &mut add);
    around(scene, candidate, types, out);
}

/// What it hangs on, its preposition, the verb that carries it.
fn above(scene: &Scene<'_>, candidate: &Candidate, lemma: u64, types: u64, add: &mut impl FnMut(u64, u64)) {
    let token = candidate.token;
    let deprel = scene.tokens[token].deprel as u64;
    if let Some(head) = scene.head(token) {
        let word = scene.lemma(head);
        add(13, word);
        add(14, pair(word, deprel));
        add(15, pair(types, u64::from(scene.types(head))));
        add(16, pair(lemma, word));
        add(17, pair(types, pair(deprel, scene.sort(head))));
    }
    if let Some(case) = scene.case(token) {
        add(18, pair(lemma, scene.tokens[case].hash));
        add(19, pair(types, scene.tokens[case].hash));
    }
    if let Some(light) = candidate.light {
        add(20, pair(types, scene.tokens[light].hash));
    }
}

/// What hangs on it, and with which relations.
fn below(scene: &Scene<'_>, token: usize, lemma: u64, types: u64, add: &mut impl FnMut(u64, u64)) {
    let mut seen = 0_u64;
    for child in scene.children(token).take(12) {
        let (deprel, sort) = (scene.tokens[child].deprel, scene.sort(child));
        if deprel == Deprel::Punct {
            continue;
        }
        seen |= 1 << deprel as u64;
        let word = scene.lemma(child);
        add(21, pair(lemma, pair(deprel as u64, word)));
        add(22, pair(deprel as u64, word));
        add(23, pair(lemma, pair(deprel as u64, sort)));
        add(24, pair(types, pair(deprel as u64, sort)));
        let below = scene.types(child);
        if below != 0 {
            add(25, pair(types, pair(deprel as u64, u64::from(below))));
        }
        if let Some(case) = scene.case(child) {
            add(26, pair(lemma, scene.tokens[case].hash));
            add(27, pair(types, pair(scene.tokens[case].hash, sort)));
        }
    }
    let has = |deprel: Deprel| seen & 1 << deprel as u64 != 0;
    let valence = u64::from(has(Deprel::Obj))
        | u64::from(has(Deprel::Nsubj)) << 1
        | u64::from(has(Deprel::NsubjPass) || has(Deprel::AuxPass)) << 2
        | u64::from(has(Deprel::Obl)) << 3
        | u64::from(has(Deprel::Det)) << 4
        | u64::from(has(Deprel::Aux)) << 5
        | u64::from(has(Deprel::Nmod)) << 6
        | u64::from(has(Deprel::Compound)) << 7;
    add(28, pair(lemma, valence));
    add(29, pair(types, valence));
}

/// The two words before and the two after it.
fn beside(scene: &Scene<'_>, candidate: &Candidate, lemma: u64, add: &mut impl FnMut(u64, u64)) {
    let token = candidate.token;
    let range = scene.range(scene.sentence(token));
    for (distance, at) in [(1, token.checked_sub(1)), (2, token.checked_sub(2))] {
        let word = at.filter(|i| range.contains(i)).map_or(distance, |i| scene.tokens[i].hash);
        add(30 + distance, pair(lemma, word));
        add(32 + distance, word);
    }
    for (distance, at) in [(1, candidate.tokens.end), (2, candidate.tokens.end + 1)] {
        let word = Some(at).filter(|i| range.contains(i)).map_or(distance, |i| scene.tokens[i].hash);
        add(36 + distance, pair(lemma, word));
        add(38 + distance, word);
    }
}

/// The types of the words around, and of what sort they are.
fn around(scene: &Scene<'_>, candidate: &Candidate, types: u64, out: &mut Vec<u64>) {
    let range = scene.range(scene.sentence(candidate.token));
    let near = range.start.max(candidate.token.saturating_sub(8))..range.end.min(candidate.token + 9);
    let (mut all, mut sorts) = (0_u32, 0_u32);
    for i in near.filter(|i| !candidate.tokens.contains(i)) {
        all |= scene.types(i);
        sorts |= 1 << scene.sort(i);
        for class in [WordClass::Weapon, WordClass::Natural, WordClass::Vehicle] {
            if scene.is(i, class) {
                out.push(feature(44, pair(types, class as u64)));
            }
        }
    }
    for class in (0..CLASSES as u64).filter(|class| all & 1 << class != 0) {
        out.push(feature(45, class));
        out.push(feature(46, pair(types, class)));
    }
    for sort in (1..12_u64).filter(|sort| sorts & 1 << sort != 0) {
        out.push(feature(47, pair(types, sort)));
    }
}

/// What a class that the list does not know of a word is worth beside those that it knows.
const UNLISTED: f32 = 0.3;

/// What the model says of features of a word that has those classes in the list, a bit each.
pub fn judge(model: &Linear, features: &[u64], listed: u32) -> Verdict {
    let mut scores = [0_i32; CLASSES];
    model.add_all(features, &mut scores);
    verdict(&scores.map(|score| score as f32 * model.scale), listed)
}

/// True for a verb that is done to people ("held four men", "held dozens of fans") where what it is done to are none: "held a service".
pub fn lacks_people(scene: &Scene<'_>, candidate: &Candidate, class: Class) -> bool {
    let token = candidate.token;
    if class != Class::of(EventType::Coerce) || scene.tokens[token].upos != Upos::Verb || !scene.is(token, WordClass::OfPeople) {
        return false;
    }
    let classes = [WordClass::Person, WordClass::Group, WordClass::Perpetrator];
    let is_people = |i: usize| {
        let known = |word: &Word| classes.iter().any(|&class| word.is(class)) || scene.lexicon.sector(word).is_some();
        scene.label(i).is_some() || scene.tokens[i].upos != Upos::Noun || known(scene.word(i))
    };
    let object = scene.child(token, &[Deprel::Obj, Deprel::NsubjPass]);
    let of = |i: usize| scene.children(i).any(|below| scene.tokens[below].deprel == Deprel::Nmod && is_people(below));
    object.is_some_and(|object| !is_people(object) && !of(object))
}

/// The verdict of scores in the units of training.
pub fn verdict(scores: &[f32; CLASSES], listed: u32) -> Verdict {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let shares = scores.map(|score| exp(score - top));
    let total: f32 = shares.iter().sum();
    let none = usize::from(Class::NONE.0);
    let worth = |class: usize| shares[class] * if listed & 1 << class == 0 { UNLISTED } else { 1.0 };
    let best = (0..none).fold(0, |best, class| if worth(class) > worth(best) { class } else { best });
    Verdict { class: Class(best as u8), share: shares[best] / total, event: 1.0 - shares[none] / total }
}

/// `e^x` for x up to 0, from products alone, so that every machine gets the same.
pub fn exp(x: f32) -> f32 {
    let mut power = (1.0 + x.max(-60.0) / 1024.0).max(0.0);
    for _ in 0..10 {
        power *= power;
    }
    power
}

/// True for a noun or name.
pub fn is_nominal(upos: Upos) -> bool {
    matches!(upos, Upos::Noun | Upos::Propn)
}

#[cfg(test)]
mod tests {
    use super::exp;

    #[test]
    fn exp_is_near_enough() {
        for x in [0.0_f32, -0.5, -1.0, -3.0] {
            assert!((exp(x) - x.exp()).abs() < 0.005, "{x}");
        }
        assert!(exp(-1e9) < 1e-6);
    }
}
