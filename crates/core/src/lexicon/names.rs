//! The long lists: given names, surnames, places, peoples, and the clusters of words.

use crate::lexicon::folder::Folder;
use crate::model::linear::pair;
use crate::model::table::Table;

/// What the lists say of a word or a phrase.
///
/// Two bits each for given name, surname and place (0 no, 1 rare or small, 3 common or great), one bit each for "a longer place
/// begins so", "a people" and "a brand"; the highest bit is always set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LexiconFlags(pub u16);

impl LexiconFlags {
    /// The bit that says "there is an entry".
    pub const PRESENT: u16 = 1 << 15;
    /// The bit that says "longer places begin so".
    pub const BEGINS_PLACE: u16 = 1 << 6;
    /// The bit that says "a people".
    pub const GROUP: u16 = 1 << 7;

    /// The bit that says "a brand, an operator or a program".
    pub const BRAND: u16 = 1 << 8;

    /// The flags of three strengths.
    pub fn new(given: u16, surname: u16, place: u16) -> Self {
        Self(Self::PRESENT | given | surname << 2 | place << 4)
    }

    /// How common it is as a given name, 0 to 3.
    pub fn given(self) -> u16 {
        self.0 & 3
    }

    /// How common it is as a surname, 0 to 3.
    pub fn surname(self) -> u16 {
        self.0 >> 2 & 3
    }

    /// How great the place of that name is, 0 to 3.
    pub fn place(self) -> u16 {
        self.0 >> 4 & 3
    }

    /// If longer names of places begin so.
    pub fn begins_place(self) -> bool {
        self.0 & Self::BEGINS_PLACE != 0
    }

    /// If it is the name of a people: "Norwegian".
    pub fn is_group(self) -> bool {
        self.0 & Self::GROUP != 0
    }

    /// Both of them together: each strength the higher one.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let most = |f: fn(Self) -> u16| f(self).max(f(other));
        let flags = (self.0 | other.0) & (Self::BEGINS_PLACE | Self::GROUP | Self::BRAND);
        Self(Self::new(most(Self::given), most(Self::surname), most(Self::place)).0 | flags)
    }
}

/// The lists and the clusters.
#[derive(Debug, Clone, Copy, Default)]
pub struct Lexicon {
    names: Table,
    clusters: Table,
    vectors: Table,
}

/// The words of the longest place in the lists.
pub const LONGEST_PLACE: usize = 5;

impl Lexicon {
    /// Opens the tables of a language; nothing where it has none.
    pub fn of(folder: &Folder) -> Self {
        let table = |name| folder.model(name).map(Table::open).unwrap_or_default();
        Self { names: table("names/lexicon"), clusters: table("names/clusters"), vectors: table("names/vectors") }
    }

    /// The tables of English, for stages that are not handed their language yet.
    pub fn built_in() -> &'static Self {
        static ENGLISH: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(|| Lexicon::of(Folder::english()));
        &ENGLISH
    }

    /// Opens the tables: lists, clusters by neighbours, clusters by vectors.
    pub fn open(names: &'static [u8], clusters: &'static [u8], vectors: &'static [u8]) -> Self {
        Self { names: Table::open(names), clusters: Table::open(clusters), vectors: Table::open(vectors) }
    }

    /// What the lists of people and places say of a word or phrase.
    pub fn entry(&self, key: u64) -> LexiconFlags {
        match self.names.get(key) & !LexiconFlags::BRAND {
            LexiconFlags::PRESENT => LexiconFlags(0),
            entry => LexiconFlags(entry),
        }
    }

    /// The same with the bit for brands.
    pub fn entry_with_brand(&self, key: u64) -> LexiconFlags {
        LexiconFlags(self.names.get(key))
    }

    /// The clusters of a word by public word vectors, as [`cluster`] joins them; zero for a rare word.
    pub fn vector_cluster(&self, word: u64) -> u16 {
        self.vectors.get(word)
    }

    /// The clusters of a word, as [`cluster`] joins them; zero for a rare word.
    pub fn cluster(&self, word: u64) -> u16 {
        self.clusters.get(word)
    }

    /// The longest place among the phrases that begin with the first of these words: its length and its size.
    pub fn place(&self, words: impl IntoIterator<Item = u64>) -> Option<(usize, u16)> {
        let mut found = None;
        let mut key = 0;
        for (i, word) in words.into_iter().enumerate().take(LONGEST_PLACE) {
            key = phrase(key, word);
            let entry = self.entry(key);
            if entry.place() > 0 {
                found = Some((i + 1, entry.place()));
            }
            if !entry.begins_place() {
                break;
            }
        }
        found
    }
}

/// The key of a phrase that is one word longer; the phrase of no words has the key zero, that of one word the word's hash.
pub fn phrase(key: u64, word: u64) -> u64 {
    if key == 0 { word } else { pair(key, word) }
}

/// The bits of a cluster's number in the fine division.
pub const FINE_BITS: u32 = 9;
/// The bits of a cluster's number in the coarse division.
pub const COARSE_BITS: u32 = 6;

/// A word's clusters in the two divisions as one value; the highest bit is always set.
pub fn cluster(coarse: u16, fine: u16) -> u16 {
    LexiconFlags::PRESENT | coarse << FINE_BITS | fine
}

/// The coarse division's part of [`cluster`].
pub fn coarse(cluster: u16) -> u16 {
    cluster >> FINE_BITS
}

#[cfg(test)]
mod tests {
    use super::{LexiconFlags, Lexicon, cluster, coarse, phrase};
    use crate::model::table::Table;
    use crate::text::hash::hash;

    #[test]
    fn the_longest_place_wins() {
        let [port, vale, grey] = ["port", "vale", "grey"].map(hash);
        let port_vale = phrase(phrase(0, port), vale);
        let begins = LexiconFlags(LexiconFlags::new(0, 0, 1).0 | LexiconFlags::BEGINS_PLACE);
        let names = Table::write(&[(port, begins.0), (port_vale, LexiconFlags::new(0, 0, 2).0)]);
        let lexicon = Lexicon::open(names.leak(), Table::write(&[]).leak(), Table::write(&[]).leak());
        assert_eq!(lexicon.place([port, vale, grey]), Some((2, 2)));
        assert_eq!(lexicon.place([port, grey]), Some((1, 1)));
        assert_eq!(lexicon.place([grey]), None);
    }

    #[test]
    fn entries_join_to_the_stronger_of_each() {
        let both = LexiconFlags::new(3, 0, 1).or(LexiconFlags::new(1, 2, 0));
        assert_eq!((both.given(), both.surname(), both.place()), (3, 2, 1));
    }

    #[test]
    fn a_cluster_holds_both_divisions() {
        assert_eq!(coarse(cluster(5, 300)), coarse(cluster(5, 2)));
        assert_ne!(coarse(cluster(5, 300)), coarse(cluster(6, 300)));
        assert_ne!(cluster(0, 0), 0);
    }
}
