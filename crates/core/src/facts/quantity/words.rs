//! Words by which the rules know names, pronouns, shares, ages and what is no quantity: `data/lang/en/quantity`.

use rustc_hash::FxHashMap;

use super::super::lexeme::Lexeme;
use super::super::number::Numbers;
use crate::lexicon::folder::{Folder, ListError};
use crate::record::{Change, QuantityModifier};
use crate::text::hash::hash;

/// A phrase and what it makes of a number.
type Phrase = (Vec<u64>, QuantityModifier);

/// Makes a field for each class of `words.tsv`.
macro_rules! classes {
    ($($name:ident)+) => {
        /// What this stage knows of a language.
        #[derive(Debug, Default)]
        pub struct Resources {
            $(pub(super) $name: Vec<u64>,)+
            /// The words of numbers.
            pub(super) numbers: Numbers,
            /// Phrases before a number, by their last word: their words from the last to the first.
            before: FxHashMap<u64, Vec<Phrase>>,
            after: Vec<Phrase>,
            /// The way of each word of change, whether it stands before or after.
            pub(super) changes: FxHashMap<u64, (Change, bool, bool)>,
            /// How many times: "sixfold", and whether it has to be a verb.
            pub(super) folds: FxHashMap<u64, (f64, bool)>,
        }

        impl Resources {
            fn class(&mut self, name: &str) -> Option<&mut Vec<u64>> {
                match name {
                    $(stringify!($name) => Some(&mut self.$name),)+
                    _ => None,
                }
            }
        }
    };
}

classes! {
    numbered pronoun_one inside of to to_alone or_alone aged old minus halves magnitude ago per a by bare_suffix half_before article small never
    ordinal_number numbered_small phone street post races screens dimensions phrasal age_fill age_group be_age life at who then
    now point every parallel cost price comparing ballot raised share_verb moved by_alone plus and an per_only out between_only
    from age s number_word numbered_word crowd sold determiner collective person
}

impl Resources {
    /// Opens what a language's folder has for this stage.
    ///
    /// # Errors
    /// If a row of a list can't be used.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let mut found = Self { numbers: Numbers::open(folder)?, ..Self::default() };
        folder.read("quantity/words", |[class, words]| {
            let list = found.class(class).ok_or_else(|| format!("unknown class {class:?}"))?;
            list.extend(words.split(' ').map(hash));
            Ok(())
        })?;
        folder.read("quantity/bounds", |[phrase, place, modifier]| {
            let modifier = match modifier {
                "more" => QuantityModifier::More,
                "less" => QuantityModifier::Less,
                _ => QuantityModifier::About,
            };
            let mut words: Vec<u64> = phrase.split(' ').map(hash).collect();
            if place == "after" {
                found.after.push((words, modifier));
                return Ok(());
            }
            words.reverse();
            let list = found.before.entry(words[0]).or_default();
            list.push((words, modifier));
            // The longest first: "not more than" before "more than".
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
            Ok(())
        })?;
        folder.read("quantity/change", |[word, way, place]| {
            let way = if way == "up" { Change::Up } else { Change::Down };
            found.changes.insert(hash(word), (way, place != "after", place != "before"));
            Ok(())
        })?;
        folder.read("quantity/folds", |[word, times, note]| {
            found.folds.insert(hash(word), (times.parse().unwrap_or(1.0), note == "verb"));
            Ok(())
        })?;
        Ok(found)
    }

    /// The bound or estimate before lexeme `i`: where it begins and what it says.
    pub(super) fn bound_before(&self, lexemes: &[Lexeme], i: usize) -> Option<(usize, QuantityModifier)> {
        let last = lexemes.get(i.checked_sub(1)?).filter(|l| l.is_word())?;
        self.before.get(&last.hash)?.iter().find_map(|(words, modifier)| {
            let start = i.checked_sub(words.len())?;
            let fits = words.iter().zip(lexemes[start..i].iter().rev()).all(|(word, lexeme)| lexeme.hash == *word);
            fits.then_some((start, *modifier))
        })
    }

    /// The bound or estimate at lexeme `i` behind a quantity: "or more", "plus".
    pub(super) fn bound_after(&self, lexemes: &[Lexeme], i: usize) -> Option<(usize, QuantityModifier)> {
        let next = lexemes.get(i)?;
        if next.is('+') && next.glued {
            return Some((i + 1, QuantityModifier::More));
        }
        // "20-plus"
        if next.is_dash() && next.glued && lexemes.get(i + 1).is_some_and(|l| l.glued && self.plus.contains(&l.hash)) {
            return Some((i + 2, QuantityModifier::More));
        }
        self.after.iter().find_map(|(words, modifier)| {
            let stretch = lexemes.get(i..i + words.len())?;
            stretch.iter().zip(words).all(|(lexeme, word)| lexeme.hash == *word).then_some((i + words.len(), *modifier))
        })
    }
}
