//! The word classes of the scanner, out of `data/lang/en/syntax/words.tsv`.

use rustc_hash::FxHashMap;

use crate::lexicon::folder::{Folder, ListError};
use crate::text::hash::hash;

/// Makes the classes: a name in the file and a bit each.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident $text:literal $bit:literal)+) => {
        $($(#[$doc])* pub const $name: u32 = 1 << $bit;)+
        const NAMES: &[(&str, u32)] = &[$(($text, $name)),+];
    };
}

classes! {
    /// Stands before a name with a full stop that ends nothing.
    TITLE "title" 0
    /// Keeps its full stop and may end a sentence.
    SHORT "short" 1
    /// The same, if it has a capital.
    PROPER "proper" 13
    /// An abbreviation before a number.
    NUMBERED "numbered" 2
    /// An abbreviation before a number or a comma.
    MONTH "month" 3
    /// Often begins a sentence.
    STARTER "starter" 4
    /// Tells of speech.
    SPEECH "speech" 5
    /// Stays joined to what follows its hyphen.
    PREFIX "prefix" 6
    /// Stays joined to what comes before its hyphen.
    SUFFIX "suffix" 7
    /// Is cut from a number.
    UNIT "unit" 8
    /// Ends a host or file name.
    DOMAIN "domain" 9
    /// Is two words.
    SPLIT "split" 10
    /// Begins with an apostrophe.
    APOSTROPHE "apostrophe" 11
    /// Is made of marks.
    SMILEY "smiley" 12
    /// Ends a contraction after an apostrophe.
    CLITIC "clitic" 14
}

/// The classes of a word, as bits, and where a [`SPLIT`] one is cut.
#[derive(Debug, Clone, Copy, Default)]
pub struct Classes {
    bits: u32,
    pub cut: u8,
}

impl Classes {
    /// True if the word is in one of the classes.
    pub fn any(self, classes: u32) -> bool {
        self.bits & classes != 0
    }
}

/// The words that steer the scanner, by their [`hash`].
#[derive(Debug, Default)]
pub struct ScannerWords {
    words: FxHashMap<u64, Classes>,
    /// Degrees up to the letter after their stop, as they are written: "Ph.D".
    degrees: Vec<&'static str>,
    /// What stands before the sign of a currency to say whose it is, as it is written: "US$".
    countries: Vec<&'static str>,
}

impl ScannerWords {
    /// Reads `syntax/words`: a class, then its words with a blank between two.
    ///
    /// # Errors
    /// If a row has an unknown class.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let mut this = Self::default();
        folder.read("syntax/words", |[name, list]| {
            match name {
                "degree" => this.degrees.extend(list.split(' ')),
                "currency" => this.countries.extend(list.split(' ')),
                _ => this.add(name, list)?,
            }
            Ok(())
        })?;
        Ok(this)
    }

    /// Adds the words of a class.
    fn add(&mut self, name: &str, list: &str) -> Result<(), String> {
        let bit = NAMES.iter().find(|(known, _)| *known == name).ok_or_else(|| format!("unknown class {name:?}"))?.1;
        for word in list.split(' ') {
            let entry = self.words.entry(hash(&word.replace('|', ""))).or_default();
            entry.bits |= bit;
            entry.cut = word.find('|').unwrap_or(0) as u8;
        }
        Ok(())
    }

    /// Returns true for a degree up to the letter after its stop: "Ph.D".
    pub fn is_degree(&self, word: &str) -> bool {
        self.degrees.contains(&word)
    }

    /// Returns true for what says whose currency the sign after it is: "US" of "US$".
    pub fn is_country(&self, word: &str) -> bool {
        self.countries.contains(&word)
    }

    /// Returns the classes of the word with this [`hash`].
    pub fn classes(&self, hash: u64) -> Classes {
        self.words.get(&hash).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_parses_and_classes_add_up() {
        let words = ScannerWords::open(Folder::english()).expect("every class is known");
        let classes = |word| words.classes(word);
        assert!(classes(hash("Mr")).any(TITLE) && classes(hash("mr")).any(STARTER));
        assert_eq!(classes(hash("cannot")).cut, 3);
        assert!(!classes(hash("table")).any(u32::MAX));
    }
}
