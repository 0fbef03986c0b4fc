//! Words that tell what stands beside them: titles, heads of organisations' names, verbs of speech.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::folder::Folder;
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
    /// Mr, Dr, Datuk, General.
    pub const HONORIFIC: Self = Self(1);
    /// Actor, spokesman.
    pub const ROLE: Self = Self(1 << 1);
    /// Wife, son.
    pub const KIN: Self = Self(1 << 2);
    /// Said, wrote.
    pub const SPEECH: Self = Self(1 << 3);
    /// Inc, Holdings.
    pub const COMPANY: Self = Self(1 << 4);
    /// Ministry, University.
    pub const ORGANIZATION: Self = Self(1 << 5);
    /// River, County.
    pub const PLACE: Self = Self(1 << 6);
    /// Street, Airport.
    pub const FACILITY: Self = Self(1 << 7);
    /// War, Cup.
    pub const EVENT: Self = Self(1 << 8);
    /// Act, Treaty.
    pub const LAW: Self = Self(1 << 9);
    /// Things that have a maker.
    pub const PRODUCT: Self = Self(1 << 10);
    /// Languages.
    pub const LANGUAGE: Self = Self(1 << 11);
    /// Peoples, faiths, camps.
    pub const GROUP: Self = Self(1 << 12);
    /// De, van, bin.
    pub const PARTICLE: Self = Self(1 << 13);
    /// What may stand in lower case inside a name.
    pub const JOINT: Self = Self(1 << 14);
    /// In, at, near.
    pub const WHERE: Self = Self(1 << 15);
    /// Days and months.
    pub const CALENDAR: Self = Self(1 << 16);
    /// Books, films, songs.
    pub const WORK: Self = Self(1 << 17);

    /// Led, based: what a hyphen joins to a name that ends before it.
    pub const COMPOUND: Self = Self(1 << 18);
    /// The mark that joins the syllables of a name.
    pub const HYPHEN: Self = Self(1 << 19);

    /// The classes of a word, by its hash.
    pub fn of(word: u64) -> Self {
        static WORDS: LazyLock<FxHashMap<u64, Cues>> = LazyLock::new(parse);
        WORDS.get(&word).copied().unwrap_or_default()
    }

    /// If a class is among them.
    pub fn has(self, class: Self) -> bool {
        self.0 & class.0 != 0
    }
}

fn parse() -> FxHashMap<u64, Cues> {
    let mut words = FxHashMap::<u64, Cues>::default();
    for (class, row) in rows() {
        let bit = CLASSES.iter().position(|&name| name == class).map_or(0, |i| 1 << i);
        for word in row.split(' ') {
            words.entry(hash(word)).or_default().0 |= bit;
        }
    }
    words
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    Folder::english().lines("names/words").filter_map(|line| line.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::{CLASSES, Cues, rows};
    use crate::text::hash::hash;

    #[test]
    fn every_row_has_a_known_class_and_words() {
        for (class, words) in rows() {
            assert!(CLASSES.contains(&class), "{class}");
            assert!(words.split(' ').all(|word| !word.is_empty()), "{words}");
        }
    }

    #[test]
    fn a_word_has_all_its_classes() {
        let chief = Cues::of(hash("Chief"));
        assert!(chief.has(Cues::HONORIFIC) && chief.has(Cues::ROLE) && !chief.has(Cues::PLACE));
        assert_eq!(Cues::of(hash("zxq")), Cues::default());
    }
}
