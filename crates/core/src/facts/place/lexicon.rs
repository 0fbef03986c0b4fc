//! What this stage knows of a language.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::folder::{Folder, ListError};
use crate::model::linear::Linear;
use crate::record::PlaceKind;
use crate::syntax::{Shape, Token};
use crate::text::hash::hash;

/// A word that names places somewhere, but in news means something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPlace {
    /// A place only with what follows it: "South".
    Direction,
    /// Never a place: "Mars".
    Body,
}

/// What this stage knows of a language: words around places, and the model that decides.
#[derive(Debug, Default)]
pub struct Resources {
    /// The weights of [`detect`](super::detect) and [`rank`](super::rank); without them no places are found.
    pub model: Option<Linear>,
    /// Verbs of governments, by [`hash`].
    verbs: FxHashSet<u64>,
    no_places: FxHashMap<u64, NoPlace>,
    /// Words that make names of places, by [`hash`], and whether they precede the rest.
    heads: FxHashMap<(u64, bool), PlaceKind>,
    /// Words in the middle of names, by [`hash`].
    connectors: FxHashSet<u64>,
    prepositions: Vec<&'static str>,
    located: Vec<&'static str>,
    against: Vec<&'static str>,
    districts: Vec<&'static str>,
}

impl Resources {
    /// Opens what a language's folder has for this stage.
    ///
    /// # Errors
    /// If a row of a list can't be used.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let mut this = Self { model: folder.model("models/places").map(Linear::open), ..Self::default() };
        folder.read("place/verbs", |[verb]| {
            this.verbs.insert(hash(verb));
            Ok(())
        })?;
        folder.read("place/not_places", |[word, of]| {
            this.no_places.insert(hash(word), if of == "direction" { NoPlace::Direction } else { NoPlace::Body });
            Ok(())
        })?;
        folder.read("place/heads", |[word, kind, side]| {
            let kind = serde_json::from_value(kind.into()).map_err(|_| format!("no kind of place is called {kind}"))?;
            this.heads.insert((hash(word), side == "before"), kind);
            Ok(())
        })?;
        folder.read("place/words", |[class, words]| {
            let words = words.split(' ');
            match class {
                "connector" => this.connectors.extend(words.map(hash)),
                "preposition" => this.prepositions.extend(words),
                "located" => this.located.extend(words),
                "against" => this.against.extend(words),
                _ => this.districts.extend(words),
            }
            Ok(())
        })?;
        Ok(this)
    }

    /// Returns true for a verb whose subject, if it is a country, is its government.
    pub fn is_verb(&self, token: &Token) -> bool {
        self.verbs.contains(&token.hash)
    }

    /// Returns what a word means that is no place by itself.
    pub fn no_place(&self, token: &Token) -> Option<NoPlace> {
        self.no_places.get(&token.hash).copied()
    }

    /// Returns the kind of place that a word makes of the capitals before it: "County", "River".
    pub fn head(&self, token: &Token) -> Option<PlaceKind> {
        self.heads.get(&(token.hash, false)).copied().filter(|_| token.shape == Shape::Capital)
    }

    /// Returns the kind of place that a word makes of the capital after it: "Lake".
    pub fn head_before(&self, token: &Token) -> Option<PlaceKind> {
        self.heads.get(&(token.hash, true)).copied()
    }

    /// Returns true for a word in the middle of names: "of".
    pub fn is_connector(&self, token: &Token) -> bool {
        self.connectors.contains(&token.hash)
    }

    /// Returns true for a word after which a name is likely that of a place: "near".
    pub fn is_preposition(&self, word: &str) -> bool {
        self.prepositions.contains(&word)
    }

    /// Returns true for a word after which the name of a country means the place, not its government: "inside".
    pub fn is_located(&self, word: &str) -> bool {
        self.located.contains(&word)
    }

    /// Returns true for a word after which the name of a country means its government: "against".
    pub fn is_against(&self, word: &str) -> bool {
        self.against.contains(&word)
    }

    /// Returns true for the district of a capital, which belongs to its name: "D.C."
    pub fn is_district(&self, word: &str) -> bool {
        self.districts.contains(&word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_heads_is_read() {
        let english = Resources::open(Folder::english()).expect("good rows");
        assert_eq!(english.heads.len(), Folder::english().rows("place/heads").count());
        assert!(english.is_district("D.C.") && english.is_preposition("Near") && !english.is_preposition("against"));
    }
}
