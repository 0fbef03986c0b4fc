//! From a lemma to its forms, so that one look-up of a form tells what the lists say of its lemma.

use rustc_hash::FxHashMap;

use crate::model::linear::pair;
use crate::syntax::{Lemmas, Upos};
use crate::text::hash::hash;

/// The endings of regular verbs, without that of the third person.
const ENDINGS: [&str; 2] = ["ed", "ing"];

/// The lemmatizer turned round: from a lemma to its forms.
pub struct Forms<'l> {
    /// The rules that forms are led back to lemmas by.
    lemmas: &'l Lemmas,
    /// The irregular forms of each lemma and word class.
    irregular: FxHashMap<u64, Vec<&'static str>>,
    /// The endings of forms that change letters, by the ending of the lemma and the word class: "ank" of "ink".
    alternations: FxHashMap<u64, Vec<&'static str>>,
    /// Bytes of the longest of those endings of lemmas.
    longest: usize,
}

impl<'l> Forms<'l> {
    /// Looks the irregular forms up once.
    pub fn new(lemmas: &'l Lemmas) -> Self {
        let mut irregular = FxHashMap::<u64, Vec<&'static str>>::default();
        for &(form, upos) in lemmas.listed() {
            irregular.entry(pair(hash(&lemmas.find(form, upos)), upos as u64)).or_default().push(form);
        }
        let mut alternations = FxHashMap::<u64, Vec<&'static str>>::default();
        for (form, base, upos) in lemmas.alternations().iter().filter(|(_, base, _)| base.len() > 1) {
            alternations.entry(pair(hash(base), *upos as u64)).or_default().push(form);
        }
        let longest = lemmas.alternations().iter().map(|(_, base, _)| base.len()).max().unwrap_or(0);
        Self { lemmas, irregular, alternations, longest }
    }

    /// The forms of a lemma: those of all that rules make that the lemmatizer leads back to it, and the irregular ones that it knows.
    pub fn of(&self, lemma: &str, upos: Upos) -> Vec<String> {
        let lemma = lemma.to_lowercase();
        let lemma = lemma.as_str();
        let mut forms = vec![lemma.to_owned()];
        if !matches!(upos, Upos::Verb | Upos::Noun) {
            return forms;
        }
        let stem = lemma.strip_suffix('e').unwrap_or(lemma);
        let last = lemma.char_indices().next_back().map_or("x", |(at, _)| &lemma[at..]);
        let mut form = String::new();
        let mut try_form = |parts: [&str; 3]| {
            form.clear();
            form.extend(parts);
            if self.lemmas.leads(&form, upos, lemma) && !forms.contains(&form) {
                forms.push(form.clone());
            }
        };
        let y = lemma.strip_suffix('y');
        try_form([lemma, "s", ""]);
        try_form([lemma, "es", ""]);
        y.iter().for_each(|y| try_form([y, "i", "es"]));
        if upos == Upos::Verb {
            for ending in ENDINGS {
                try_form([stem, ending, ""]);
                try_form([lemma, ending, ""]);
                try_form([lemma, last, ending]);
            }
            y.iter().for_each(|y| try_form([y, "i", "ed"]));
        }
        for (at, _) in lemma.char_indices().rev().take_while(|(at, _)| lemma.len() - at <= self.longest) {
            for form in self.alternations.get(&pair(hash(&lemma[at..]), upos as u64)).into_iter().flatten() {
                try_form([&lemma[..at], form, ""]);
            }
        }
        for &form in self.irregular.get(&pair(hash(lemma), upos as u64)).into_iter().flatten() {
            if !forms.iter().any(|known| known == form) {
                forms.push(form.to_owned());
            }
        }
        let is_irregular = self.irregular.contains_key(&pair(hash(lemma), upos as u64));
        if upos == Upos::Verb && y.is_none() && !doubles(lemma) && !is_irregular {
            // Regular forms of verbs that the lemmatizer does not know: "defrauded", "looted".
            let regular = ENDINGS.map(|ending| [stem, ending].concat());
            forms.extend(regular.into_iter().filter(|form| !forms.contains(form)).collect::<Vec<_>>());
        }
        forms
    }
}

/// True for a verb that may double its last letter before an ending, as "stab" does: one consonant after one vowel.
fn doubles(lemma: &str) -> bool {
    let is_vowel = |byte: Option<&u8>| byte.is_some_and(|byte| b"aeiou".contains(byte));
    let mut back = lemma.as_bytes().iter().rev();
    let (last, before, third) = (back.next(), back.next(), back.next());
    !is_vowel(last) && is_vowel(before) && !is_vowel(third)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::folder::Folder;

    #[test]
    fn forms_are_those_that_lead_back_to_the_lemma() {
        let lemmas = Lemmas::open(Folder::english()).unwrap();
        let forms = Forms::new(&lemmas);
        assert_eq!(forms.of("protest", Upos::Noun), ["protest", "protests"]);
        for (lemma, form) in [
            ("stab", "stabbed"),
            ("die", "dying"),
            ("fight", "fought"),
            ("carry", "carried"),
            ("seize", "seizing"),
            ("defraud", "defrauded"),
            ("loot", "looting"),
            ("embezzle", "embezzled"),
        ] {
            let known = forms.of(lemma, Upos::Verb);
            assert!(known.contains(&form.to_owned()), "{lemma} {form} {known:?}");
        }
    }
}
