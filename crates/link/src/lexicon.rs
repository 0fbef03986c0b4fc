//! What linking knows of a language before it reads a corpus: short forms of given names, words in names of organisations.

use std::sync::LazyLock;

use nutgraf::lexicon::folder::Folder;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::fold::fold;

/// The lists of English, opened once.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(Folder::english()));

/// The lists of a language.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Given names that a name is short for.
    long: FxHashMap<&'static str, Vec<&'static str>>,
    royal: FxHashSet<&'static str>,
    heads: FxHashSet<&'static str>,
    states: FxHashSet<&'static str>,
    small: FxHashSet<&'static str>,
    /// Forms of companies: Ltd, plc.
    forms: FxHashSet<&'static str>,
    /// Folded names of organisations and the folded name that they are joined under.
    aliases: FxHashMap<String, String>,
}

impl Lexicon {
    fn of(folder: &Folder) -> Self {
        let mut this = Self::default();
        for row in folder.rows("entities/nicknames") {
            let [name, short] = row.cells::<2>();
            short.split(' ').for_each(|short| this.long.entry(short).or_default().push(name));
        }
        for row in folder.rows("link/words") {
            let [word, kind] = row.cells::<2>();
            match kind {
                "royal" => this.royal.insert(word),
                "head" => this.heads.insert(word),
                "state" => this.states.insert(word),
                _ => this.small.insert(word),
            };
        }
        for row in folder.rows("entities/organization_words") {
            let [names, nouns] = row.cells::<2>();
            if names == "form" {
                this.forms.extend(nouns.split(' ').filter(|word| !word.ends_with('.')));
            }
        }
        for row in folder.rows("link/organizations") {
            let [name, others] = row.cells::<2>();
            let name = fold(name).join(" ");
            others.split(" | ").for_each(|other| drop(this.aliases.insert(fold(other).join(" "), name.clone())));
        }
        this
    }

    /// True if one given name is short for the other: "Ted" for "Edward".
    pub fn nickname(&self, a: &str, b: &str) -> bool {
        let short_for = |short: &str, long: &str| self.long.get(short).is_some_and(|names| names.contains(&long));
        short_for(a, b) || short_for(b, a)
    }

    /// The given names that a name is short for: "Edward" and "Theodore" of "Ted".
    pub fn long(&self, short: &str) -> &[&'static str] {
        self.long.get(short).map_or(&[], Vec::as_slice)
    }

    /// True for "prince": what follows is the name that its bearer is known by.
    pub fn royal(&self, word: &str) -> bool {
        self.royal.contains(word)
    }

    /// True for a word that a short form of an organisation's name leaves out: "party".
    pub fn head(&self, word: &str) -> bool {
        self.heads.contains(word) || self.forms.contains(word)
    }

    /// Returns true for a company's form: "ltd", "plc".
    pub fn form(&self, word: &str) -> bool {
        self.forms.contains(word)
    }

    /// True for "us" before the name of a state's own body.
    pub fn state(&self, word: &str) -> bool {
        self.states.contains(word)
    }

    /// Returns true for a small word in names: "of", "the".
    pub fn small(&self, word: &str) -> bool {
        self.small.contains(word)
    }

    /// The name that a well-known other name of an organisation stands for.
    pub fn alias(&self, folded: &str) -> Option<&str> {
        self.aliases.get(folded).map(String::as_str)
    }
}
