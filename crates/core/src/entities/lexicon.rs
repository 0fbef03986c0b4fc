//! The word lists of this stage, keyed by [`hash`].

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::folder::{Folder, ListError};
use crate::model::linear::pair;
use crate::model::packed::Packed;
use crate::text::hash::hash;

/// Which third-person pronoun a word of the text goes with. Only used to join mentions, never shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum PronounClass {
    /// The word says nothing.
    #[default]
    Either,
    /// Mr, spokesman.
    He,
    /// Mrs, spokeswoman.
    She,
}

impl PronounClass {
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
    /// Any of the kinds below, one bit each.
    pub kinds: u64,
    /// What the word itself goes with.
    pub agrees: PronounClass,
}

/// Makes the kinds: a name in the lists and a bit each.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $text:literal $bit:literal)+) => {
        impl Word {
            $($(#[$doc])* pub const $name: u64 = 1 << $bit;)+
        }

        fn kind_of(name: &str) -> Option<u64> {
            Some(match name {
                $($text => Word::$name,)+
                _ => return None,
            })
        }
    };
}

kinds! {
    HONORIFIC "honorific" 0
    SUFFIX "suffix" 1
    PARTICLE "particle" 2
    /// A surname that stands first where a syllabic given name follows.
    FAMILY_FIRST "family_first" 3
    /// The same, but a given name as well: "Kim", "Lee".
    FAMILY_OR_GIVEN "family_or_given" 4
    OFFICE "office" 5
    RANK "rank" 6
    WORK "work" 7
    PERSON "person" 8
    /// Several people: "women".
    PEOPLE "people" 9
    HONORIFIC_OR_GIVEN "honorific_or_given" 10
    /// "Dane", "Iranian".
    NATIONALITY "nationality" 11
    /// What stands before the name of a storm or ship.
    THING_BEFORE "thing_before" 12
    /// What stands after the name of a prize or street.
    THING_AFTER "thing_after" 13
    ARTICLE "article" 14
    THE "the" 15
    /// "These".
    THESE "these" 16
    /// Owners: "their".
    THEIR "their" 17
    /// The forms of "they".
    THEY "they" 18
    AND "and" 19
    /// Between a title and what it is of.
    TIE "tie" 20
    /// Behind a noun that is not bare.
    TIED "tied" 21
    /// Verbs that come as adjectives before an office.
    ACTING "acting" 22
    /// What a hyphen joins to a name.
    COMPOUND "compound" 23
    /// What only says which thing is meant.
    BORNE "borne" 24
    LADY "lady" 25
    FIRST "first" 26
    OLD "old" 27
    YEAR "year" 28
    /// Verbs that introduce speech.
    SAYS "says" 29
    /// Between a verb of speech and whom it is about.
    ABOUT "about" 30
    /// The same, after a word of praise alone.
    TOWARD "toward" 31
    /// "In tribute to".
    TRIBUTE "tribute" 32
    /// What a clause begins with.
    CLAUSE "clause" 33
    /// "Who", "whose".
    WHO "who" 34
    /// Before an age: "who turns 52".
    TURNS "turns" 35
    AGED "aged" 36
    /// "One of the first women".
    ONE "one" 37
    /// Owners of whom the writer is one.
    OUR "our" 38
    /// Behind "X, the mayor": who tells something.
    TELLS "tells" 39
    /// Small words inside the complement of a title.
    COMPLEMENT "complement" 40
    /// Words that tell a day.
    DAY "day" 41
    /// Before who does it: "asked by".
    BY "by" 42
    /// What somebody is put to: "cross-examination by Ana Ruiz".
    QUESTION "question" 44
    /// One before another alone: "Tan Sri".
    HONORIFIC_PAIR "honorific_pair" 45
    /// "Belgian", of whom there may be several: "Belgians".
    COUNTRYMAN "countryman" 43
}

impl Word {
    /// What can stand before a name as its title.
    pub const TITLE: u64 = Self::OFFICE | Self::RANK | Self::WORK;
    /// Any noun for a human being.
    pub const ROLE: u64 = Self::TITLE | Self::PERSON;

    /// True if the word may be one of `kinds`.
    pub fn is(self, kinds: u64) -> bool {
        self.kinds & kinds != 0
    }
}

/// All lists of the stage.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: FxHashMap<u64, Word>,
    given: Packed,
    nicknames: FxHashSet<u64>,
    numbers: FxHashMap<u64, u32>,
    pronouns: FxHashMap<u64, (PronounClass, Form)>,
    /// Ends of nouns for people that no list has: "ologist".
    agents: Vec<&'static str>,
    /// What syllables of Chinese and Korean given names begin and end with.
    pub syllables: Syllables,
}

/// The parts of syllables, the longer ones first where one begins another.
#[derive(Debug, Default)]
pub(super) struct Syllables {
    /// Consonants that one begins with.
    pub onsets: Vec<&'static str>,
    /// What a syllable ends with, the longer ones first.
    pub codas: Vec<&'static str>,
    /// The same where more than the syllables tells that the name is one.
    pub likely: Vec<&'static str>,
}

/// The grammatical place that the form of a pronoun is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Subject,
    Object,
    Possessive,
    Reflexive,
}

fn agrees_of(name: &str) -> Option<PronounClass> {
    Some(match name {
        "he" => PronounClass::He,
        "she" => PronounClass::She,
        "-" => PronounClass::Either,
        _ => return None,
    })
}

fn form_of(name: &str) -> Option<Form> {
    Some(match name {
        "subject" => Form::Subject,
        "object" => Form::Object,
        "possessive" => Form::Possessive,
        "reflexive" => Form::Reflexive,
        _ => return None,
    })
}

impl Lexicon {
    /// Opens the lists of a language.
    ///
    /// # Errors
    /// If a row of a list can't be used.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let mut lexicon = Self { given: folder.model("entities/given_names").map(Packed::open).unwrap_or_default(), ..Self::default() };
        lexicon.add_words(folder)?;
        folder.read("entities/nicknames", |[name, short]| {
            lexicon.nicknames.extend(short.split(' ').map(|short| pair(hash(name), hash(short))));
            Ok(())
        })?;
        folder.read("pronouns", |[form, _, _, subject, place]| {
            if let Some((agrees, place)) = agrees_of(subject).filter(|agrees| *agrees != PronounClass::Either).zip(form_of(place)) {
                lexicon.pronouns.insert(hash(form), (agrees, place));
            }
            Ok(())
        })?;
        folder.read("entities/syllables", |[part, letters]| {
            let letters = letters.split(' ');
            match part {
                "onset" => lexicon.syllables.onsets.extend(letters),
                "coda" => lexicon.syllables.codas.extend(letters),
                _ => lexicon.syllables.likely.extend(letters),
            }
            Ok(())
        })?;
        folder.read("number/words", |[word, kind, value]| {
            if matches!(kind, "unit" | "ten") {
                lexicon.numbers.insert(hash(word), value.parse().map_err(|_| format!("{value} is no whole number"))?);
            }
            Ok(())
        })?;
        Ok(lexicon)
    }

    /// Adds the lists that say what a word may be.
    fn add_words(&mut self, folder: &Folder) -> Result<(), ListError> {
        let kind_of = |name: &str| kind_of(name).ok_or_else(|| format!("no kind is called {name}"));
        for list in ["entities/name_words", "entities/roles"] {
            folder.read(list, |[word, kind, agrees]| {
                let entry = self.words.entry(hash(word)).or_default();
                entry.kinds |= kind_of(kind)?;
                entry.agrees = entry.agrees.or(agrees_of(agrees).ok_or_else(|| format!("no pronoun is {agrees}"))?);
                Ok(())
            })?;
        }
        folder.read("entities/words", |[class, words]| {
            if class == "agent" {
                self.agents.extend(words.split(' '));
                return Ok(());
            }
            let kind = kind_of(class)?;
            words.split(' ').for_each(|word| self.words.entry(hash(word)).or_default().kinds |= kind);
            Ok(())
        })?;
        folder.read("place/demonyms", |[form, _, class]| {
            self.words.entry(hash(form)).or_default().kinds |= Word::NATIONALITY;
            if let Some(one) = form.strip_suffix('s').filter(|_| class == "people") {
                self.words.entry(hash(one)).or_default().kinds |= Word::COUNTRYMAN;
            }
            Ok(())
        })
    }

    /// What a word may be, a full stop at its end left aside.
    pub fn word(&self, word: &str) -> Word {
        self.hashed(hash(word.strip_suffix('.').unwrap_or(word)))
    }

    /// What the word of this [`hash`] may be.
    pub fn hashed(&self, hash: u64) -> Word {
        self.words.get(&hash).copied().unwrap_or_default()
    }

    /// How often a given name is a woman's, in ninths, if it is known.
    pub fn female_ninths(&self, given: u64) -> Option<u8> {
        self.given.get(given)
    }

    /// What a form of "he" or "she" goes with.
    pub fn pronoun(&self, hash: u64) -> Option<PronounClass> {
        self.form(hash).map(|(agrees, _)| agrees)
    }

    /// The same, with the place that the form is for; "her" is for an object.
    pub fn form(&self, hash: u64) -> Option<(PronounClass, Form)> {
        self.pronouns.get(&hash).copied()
    }

    /// True for a word that ends like a noun for people: "oncologist".
    pub fn is_agent(&self, word: &str) -> bool {
        self.agents.iter().any(|end| word.ends_with(end))
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
    fn words_have_their_kinds() {
        let lexicon = Lexicon::open(Folder::english()).expect("good rows");
        assert!(lexicon.word("Mr.").is(Word::HONORIFIC));
        assert_eq!(lexicon.word("Mrs").agrees, PronounClass::She);
        assert!(lexicon.word("Secretary").is(Word::OFFICE));
        assert!(lexicon.nickname(hash("William"), hash("Bill")));
        assert_eq!(lexicon.female_ninths(hash("Mary")), Some(9));
    }
}
