//! The word lists of this stage, keyed by [`hash`].

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::folder::Folder;
use crate::model::linear::pair;
use crate::model::packed::Packed;
use crate::text::hash::hash;

/// Which third-person pronoun a word of the text goes with. Only used to join mentions, never shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Agrees {
    /// The word says nothing.
    #[default]
    Either,
    /// Mr, spokesman.
    He,
    /// Mrs, spokeswoman.
    She,
}

impl Agrees {
    /// True if both say something and it is not the same.
    pub fn conflicts(self, other: Self) -> bool {
        self != Self::Either && other != Self::Either && self != other
    }

    /// The first that says something.
    pub fn or(self, other: Self) -> Self {
        if self == Self::Either { other } else { self }
    }
}

/// What a word may be; a word may be several things.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Word {
    /// Any of the constants below.
    pub kinds: u32,
    /// What the word itself goes with.
    pub agrees: Agrees,
}

impl Word {
    pub const HONORIFIC: u32 = 1;
    pub const SUFFIX: u32 = 2;
    pub const PARTICLE: u32 = 4;
    /// A surname that stands first where a syllabic given name follows.
    pub const FAMILY_FIRST: u32 = 8;
    /// The same, but a given name as well: "Kim", "Lee".
    pub const FAMILY_OR_GIVEN: u32 = 16;
    pub const OFFICE: u32 = 32;
    pub const RANK: u32 = 64;
    pub const WORK: u32 = 128;
    pub const PERSON: u32 = 256;
    /// Several people: "women".
    pub const PEOPLE: u32 = 512;
    pub const HONORIFIC_OR_GIVEN: u32 = 1 << 10;
    /// "Dane", "Iranian".
    pub const NATIONALITY: u32 = 1 << 11;
    /// What stands before the name of a storm or ship.
    pub const THING_BEFORE: u32 = 1 << 12;
    /// What stands after the name of a prize or street.
    pub const THING_AFTER: u32 = 1 << 13;
    pub const ARTICLE: u32 = 1 << 14;
    pub const THE: u32 = 1 << 15;
    /// "These".
    pub const THESE: u32 = 1 << 16;
    /// Owners: "their".
    pub const THEIR: u32 = 1 << 17;
    /// The forms of "they".
    pub const THEY: u32 = 1 << 18;
    pub const AND: u32 = 1 << 19;
    /// Between a title and what it is of.
    pub const TIE: u32 = 1 << 20;
    /// Behind a noun that is not bare.
    pub const TIED: u32 = 1 << 21;
    /// Verbs that come as adjectives before an office.
    pub const ACTING: u32 = 1 << 22;
    /// What a hyphen joins to a name.
    pub const COMPOUND: u32 = 1 << 23;
    /// What only says which thing is meant.
    pub const BORNE: u32 = 1 << 24;
    pub const LADY: u32 = 1 << 25;
    pub const FIRST: u32 = 1 << 26;
    pub const OLD: u32 = 1 << 27;
    pub const YEAR: u32 = 1 << 28;
    /// What can stand before a name as its title.
    pub const TITLE: u32 = Self::OFFICE | Self::RANK | Self::WORK;
    /// Any noun for a human being.
    pub const ROLE: u32 = Self::TITLE | Self::PERSON;

    /// True if the word may be one of `kinds`.
    pub fn is(self, kinds: u32) -> bool {
        self.kinds & kinds != 0
    }
}

/// All lists of the stage.
#[derive(Default)]
pub(super) struct Lexicon {
    words: FxHashMap<u64, Word>,
    given: Packed,
    nicknames: FxHashSet<u64>,
    numbers: FxHashMap<u64, u32>,
    pronouns: FxHashMap<u64, Agrees>,
}

/// The lists, parsed once.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for list in ["entities/name_words", "entities/roles"] {
        for [word, kind, agrees] in rows(list) {
            let entry = lexicon.words.entry(hash(word)).or_default();
            entry.kinds |= kind_of(kind).unwrap_or_default();
            entry.agrees = entry.agrees.or(agrees_of(agrees).unwrap_or_default());
        }
    }
    for [class, words] in rows("entities/words") {
        for word in words.split(' ') {
            lexicon.words.entry(hash(word)).or_default().kinds |= kind_of(class).unwrap_or_default();
        }
    }
    lexicon.given = Folder::english().model("entities/given_names").map(Packed::open).unwrap_or_default();
    for [name, short] in rows("entities/nicknames") {
        lexicon.nicknames.extend(short.split(' ').map(|short| pair(hash(name), hash(short))));
    }
    for [form, _, _] in rows("place/demonyms") {
        lexicon.words.entry(hash(form)).or_default().kinds |= Word::NATIONALITY;
    }
    for [form, _, _, subject] in rows("pronouns") {
        if let Some(agrees) = agrees_of(subject).filter(|agrees| *agrees != Agrees::Either) {
            lexicon.pronouns.insert(hash(form), agrees);
        }
    }
    for [word, kind, value] in rows("number/words") {
        if let Some(value) = value.parse().ok().filter(|_| matches!(kind, "unit" | "ten")) {
            lexicon.numbers.insert(hash(word), value);
        }
    }
    lexicon
});

/// The rows of a list, cut at tabs; comments and rows of another width are left out, which a test forbids.
fn rows<const N: usize>(list: &str) -> impl Iterator<Item = [&'static str; N]> {
    let row = |line: &'static str| line.split('\t').collect::<Vec<_>>().try_into().ok();
    Folder::english().lines(list).filter_map(row)
}

fn kind_of(name: &str) -> Option<u32> {
    Some(match name {
        "honorific" => Word::HONORIFIC,
        "honorific_or_given" => Word::HONORIFIC_OR_GIVEN,
        "nationality" => Word::NATIONALITY,
        "thing_before" => Word::THING_BEFORE,
        "thing_after" => Word::THING_AFTER,
        "suffix" => Word::SUFFIX,
        "particle" => Word::PARTICLE,
        "family_first" => Word::FAMILY_FIRST,
        "family_or_given" => Word::FAMILY_OR_GIVEN,
        "office" => Word::OFFICE,
        "rank" => Word::RANK,
        "work" => Word::WORK,
        "person" => Word::PERSON,
        "people" => Word::PEOPLE,
        "article" => Word::ARTICLE,
        "the" => Word::THE,
        "these" => Word::THESE,
        "their" => Word::THEIR,
        "they" => Word::THEY,
        "and" => Word::AND,
        "tie" => Word::TIE,
        "tied" => Word::TIED,
        "acting" => Word::ACTING,
        "compound" => Word::COMPOUND,
        "borne" => Word::BORNE,
        "lady" => Word::LADY,
        "first" => Word::FIRST,
        "old" => Word::OLD,
        "year" => Word::YEAR,
        _ => return None,
    })
}

fn agrees_of(name: &str) -> Option<Agrees> {
    Some(match name {
        "he" => Agrees::He,
        "she" => Agrees::She,
        "-" => Agrees::Either,
        _ => return None,
    })
}

impl Lexicon {
    /// What a word may be, a full stop at its end left aside.
    pub fn word(&self, word: &str) -> Word {
        self.hashed(hash(word.strip_suffix('.').unwrap_or(word)))
    }

    /// The same, by hash.
    pub fn hashed(&self, hash: u64) -> Word {
        self.words.get(&hash).copied().unwrap_or_default()
    }

    /// How often a given name is a woman's, in ninths, if it is known.
    pub fn share(&self, given: u64) -> Option<u8> {
        self.given.get(given)
    }

    /// What a form of "he" or "she" goes with.
    pub fn pronoun(&self, hash: u64) -> Option<Agrees> {
        self.pronouns.get(&hash).copied()
    }

    /// What a number word up to ninety is worth.
    pub fn number(&self, word: &str) -> Option<u32> {
        self.numbers.get(&hash(word)).copied()
    }

    /// True if one is a short form of the other.
    pub fn nickname(&self, a: u64, b: u64) -> bool {
        self.nicknames.contains(&pair(a, b)) || self.nicknames.contains(&pair(b, a))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_lists_parses() {
        for [word, kind, agrees] in ["entities/name_words", "entities/roles"].into_iter().flat_map(rows) {
            assert!(kind_of(kind).is_some() && agrees_of(agrees).is_some(), "{word}");
        }
        assert!(rows("entities/words").all(|[class, _]| kind_of(class).is_some()));
    }

    #[test]
    fn words_have_their_kinds() {
        assert!(LEXICON.word("Mr.").is(Word::HONORIFIC));
        assert_eq!(LEXICON.word("Mrs").agrees, Agrees::She);
        assert!(LEXICON.word("Secretary").is(Word::OFFICE));
        assert!(LEXICON.nickname(hash("William"), hash("Bill")));
        assert_eq!(LEXICON.share(hash("Mary")), Some(9));
    }
}
