//! Words that tell what stands beside them: titles, heads of organisations' names, verbs of speech.

use rustc_hash::FxHashMap;

use crate::lexicon::folder::{Folder, ListError};
use crate::text::hash::hash;

/// The classes of a word, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cues(pub u32);

/// The classes, in the order of their bits.
const CLASSES: [&str; 20] = [
    "honorific",
    "role",
    "kin",
    "speech",
    "company",
    "organization",
    "place",
    "facility",
    "event",
    "law",
    "product",
    "language",
    "group",
    "particle",
    "joint",
    "where",
    "calendar",
    "work",
    "compound",
    "hyphen",
];

impl Cues {
    /// Stands before a person's name: Mr, Dr, Datuk, General.
    pub const HONORIFIC: Self = Self(1);
    /// Nouns for what somebody does: actor, spokesman.
    pub const ROLE: Self = Self(1 << 1);
    /// Nouns for relatives of somebody: wife, son.
    pub const KIN: Self = Self(1 << 2);
    /// Verbs that report speech: said, wrote.
    pub const SPEECH: Self = Self(1 << 3);
    /// Parts of companies' names: Inc, Holdings.
    pub const COMPANY: Self = Self(1 << 4);
    /// Parts of organisations' names: Ministry, University.
    pub const ORGANIZATION: Self = Self(1 << 5);
    /// Parts of places' names: River, County.
    pub const PLACE: Self = Self(1 << 6);
    /// Parts of names of buildings and roads: Street, Airport.
    pub const FACILITY: Self = Self(1 << 7);
    /// Parts of names of events: War, Cup.
    pub const EVENT: Self = Self(1 << 8);
    /// Parts of names of laws: Act, Treaty.
    pub const LAW: Self = Self(1 << 9);
    /// Things that have a maker.
    pub const PRODUCT: Self = Self(1 << 10);
    /// Names of languages: "Danish" that is spoken.
    pub const LANGUAGE: Self = Self(1 << 11);
    /// Names of peoples, faiths and political camps.
    pub const GROUP: Self = Self(1 << 12);
    /// Small words inside surnames: de, van, bin.
    pub const PARTICLE: Self = Self(1 << 13);
    /// What may stand in lower case inside a name.
    pub const JOINT: Self = Self(1 << 14);
    /// Prepositions before a place: in, at, near.
    pub const WHERE: Self = Self(1 << 15);
    /// Names of days and months.
    pub const CALENDAR: Self = Self(1 << 16);
    /// Words beside titles of books, films and songs.
    pub const WORK: Self = Self(1 << 17);

    /// Led, based: what a hyphen joins to a name that ends before it.
    pub const COMPOUND: Self = Self(1 << 18);
    /// The mark that joins the syllables of a name.
    pub const HYPHEN: Self = Self(1 << 19);

    /// If a class is among them.
    pub fn has(self, class: Self) -> bool {
        self.0 & class.0 != 0
    }
}

/// The words of a language that have classes, by [`hash`].
#[derive(Debug, Default)]
pub struct CueWords {
    words: FxHashMap<u64, Cues>,
    /// The definite article, by [`hash`].
    pub the: u64,
}

impl CueWords {
    /// Opens the list of a language.
    ///
    /// # Errors
    /// If a row has an unknown class.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let mut this = Self::default();
        folder.read("names/words", |[class, row]| {
            let bit = CLASSES.iter().position(|&name| name == class).ok_or_else(|| format!("no class is called {class}"))?;
            row.split(' ').for_each(|word| this.words.entry(hash(word)).or_default().0 |= 1 << bit);
            Ok(())
        })?;
        folder.read("names/frames", |[class, words]| {
            if class == "the" {
                this.the = hash(words);
            }
            Ok(())
        })?;
        Ok(this)
    }

    /// Returns the classes of a word by its hash.
    pub fn of(&self, word: u64) -> Cues {
        self.words.get(&word).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{CueWords, Cues};
    use crate::lexicon::folder::Folder;
    use crate::text::hash::hash;

    #[test]
    fn a_word_has_all_its_classes() {
        let words = CueWords::open(Folder::english()).expect("good rows");
        let chief = words.of(hash("Chief"));
        assert!(chief.has(Cues::HONORIFIC) && chief.has(Cues::ROLE) && !chief.has(Cues::PLACE));
        assert_eq!(words.of(hash("zxq")), Cues::default());
    }
}
