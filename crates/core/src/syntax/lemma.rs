//! Lemmas: a table of words, then rules on endings, both learned from treebanks by `nutgraf-train lemmas`.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::tag::Upos;
use crate::lexicon::folder::{Folder, ListError};
use crate::model::linear::pair;
use crate::text::hash::{Hasher, hash};

/// Longest ending that a rule has, in characters.
pub const LONGEST_ENDING: usize = 5;

/// What to do with a form: take this many characters off its end and put these letters there.
type Change = (u8, &'static str);

/// The rules, by what they apply to.
#[derive(Debug, Default)]
pub struct Lemmas {
    words: FxHashMap<u64, Change>,
    endings: FxHashMap<u64, Change>,
    listed: Vec<(&'static str, Upos)>,
    alternations: Vec<(&'static str, String, Upos)>,
}

impl Lemmas {
    /// Reads `syntax/lemmas`: part of speech, ending or `=word`, characters to take off, letters to put on.
    ///
    /// # Errors
    /// If a row has an unknown part of speech, no number of characters or too long an ending.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let mut lemmas = Self::default();
        folder.read("syntax/lemmas", |[upos, form, cut, add]| {
            let upos = Upos::from_name(upos).ok_or_else(|| format!("unknown part of speech {upos:?}"))?;
            let change = (cut.parse().map_err(|_| format!("{cut:?} is no number of characters"))?, add);
            match form.strip_prefix('=') {
                Some(word) if !word.is_empty() => {
                    lemmas.listed.push((word, upos));
                    lemmas.words.insert(key(word, upos), change)
                }
                _ => {
                    let cut: u8 = change.0;
                    if let Some(kept) = form.len().checked_sub(usize::from(cut)).filter(|_| form.is_ascii() && (cut > 1 || cut == 1 && !add.is_empty())) {
                        lemmas.alternations.push((form, format!("{}{add}", &form[..kept]), upos));
                    }
                    if form.chars().count() > LONGEST_ENDING {
                        return Err(format!("{form:?} is longer than {LONGEST_ENDING} characters"));
                    }
                    let (keys, count) = endings(form, upos);
                    lemmas.endings.insert(keys[count - 1], change)
                }
            };
            Ok(())
        })?;
        Ok(lemmas)
    }

    /// The lemma of a form: in lower case, but for proper nouns.
    pub fn find<'a>(&self, form: &'a str, upos: Upos) -> Cow<'a, str> {
        let lower = if form.chars().any(char::is_uppercase) { Cow::Owned(form.to_lowercase()) } else { Cow::Borrowed(form) };
        let (cut, add) = self.change(&lower, upos);
        let base = if upos == Upos::Propn { Cow::Borrowed(form) } else { lower };
        if cut == 0 && add.is_empty() {
            return base;
        }
        let keep = base.char_indices().rev().take(cut as usize).last().map_or(base.len(), |(at, _)| at);
        Cow::Owned(format!("{}{add}", &base[..keep]))
    }

    /// True if [`Self::find`] gives this lemma for a form in lower case.
    pub fn leads(&self, form: &str, upos: Upos, lemma: &str) -> bool {
        let (cut, add) = self.change(form, upos);
        let keep = form.char_indices().rev().take(cut as usize).last().map_or(form.len(), |(at, _)| at);
        lemma.strip_prefix(&form[..keep]) == Some(add)
    }

    /// The endings that change letters: of a form ("ank" of "sank", "uilt" of "built"), and of its lemma ("ink", "uild").
    pub fn alternations(&self) -> &[(&'static str, String, Upos)] {
        &self.alternations
    }

    /// The forms that are listed one by one, most of them irregular.
    pub fn listed(&self) -> &[(&'static str, Upos)] {
        &self.listed
    }

    fn change(&self, lower: &str, upos: Upos) -> Change {
        if let Some(&change) = self.words.get(&key(lower, upos)) {
            return change;
        }
        let (keys, count) = endings(lower, upos);
        keys[..count].iter().rev().find_map(|key| self.endings.get(key)).copied().unwrap_or((0, ""))
    }
}

fn key(form: &str, upos: Upos) -> u64 {
    pair(hash(form), upos as u64)
}

/// The keys of the endings of a form, the empty one first, and how many there are: in one pass from the end.
fn endings(form: &str, upos: Upos) -> ([u64; LONGEST_ENDING + 1], usize) {
    let mut hasher = Hasher::default();
    let mut keys = [pair(hasher.finish(), upos as u64); LONGEST_ENDING + 1];
    let mut count = 1;
    for (key, c) in keys[1..].iter_mut().zip(form.chars().rev()) {
        hasher.add_char(c);
        *key = pair(hasher.finish(), upos as u64);
        count += 1;
    }
    (keys, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_have_the_lemmas_of_a_dictionary() {
        let lemmas = Lemmas::open(Folder::english()).expect("every row is a rule");
        for (form, upos, lemma) in [
            ("said", Upos::Verb, "say"),
            ("Elected", Upos::Verb, "elect"),
            ("running", Upos::Verb, "run"),
            ("countries", Upos::Noun, "country"),
            ("n’t", Upos::Part, "not"),
            ("was", Upos::Aux, "be"),
            ("better", Upos::Adj, "good"),
            ("Ruiz", Upos::Propn, "Ruiz"),
            ("Orrholm", Upos::Propn, "Orrholm"),
            ("é", Upos::Noun, "é"),
            ("", Upos::X, ""),
        ] {
            assert_eq!(lemmas.find(form, upos), lemma, "{form}");
        }
    }
}
