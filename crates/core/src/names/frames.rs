//! What the words around a name tell of it: verbs of companies and teams, what they have, whom they employ.

use rustc_hash::FxHashMap;

use crate::lexicon::folder::Folder;
use crate::text::hash::hash;

/// Makes the classes: a name in the file and a bit each.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident $text:literal $bit:literal)+) => {
        impl Frame {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)+
        }
        const NAMES: &[(&str, u64)] = &[$(($text, 1 << $bit)),+];
    };
}

/// The classes of a word, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Frame(u64);

classes! {
    /// "The carmaker": a company alone.
    COMPANY "company" 0
    /// "The broker": a company or a person.
    EITHER "either" 1
    /// Who opens shops and closes plants.
    OPEN "open" 2
    /// A shop or a plant.
    PREMISES "premises" 3
    /// Offices and hotels.
    MANY_PREMISES "many_premises" 4
    /// Who makes and sells.
    MAKE "make" 5
    /// What companies make.
    GOODS "goods" 6
    /// Who employs.
    HIRE "hire" 7
    /// Who is employed.
    STAFF "staff" 8
    /// Who has results.
    REPORT "report" 9
    /// Sales, profits.
    RESULTS "results" 10
    /// What companies alone do.
    MERGE "merge" 11
    /// What companies do in a year.
    COLLAPSE "collapse" 12
    /// "Shares" in a company.
    STOCK "stock" 13
    /// A company's shares.
    OWNED "owned" 14
    /// What comes right after its name.
    HELD "held" 15
    /// What a country has.
    STATE "state" 16
    /// A, its.
    SOME "some" 17
    /// Verbs of teams.
    PLAY "play" 18
    /// Nouns of a match.
    GAME "game" 19
    /// Before the other team.
    AGAINST "against" 20
    /// He, who.
    PERSON "person" 21
    /// Countries of athletes.
    CODE "code" 22
    /// Heads of organisations before "of".
    BODY "body" 23
    /// Whoever is at the head of one.
    CHIEF "chief" 24
    /// Loch, lake.
    WATER "water" 25
    /// Ben, mount.
    HEIGHT "height" 26
    /// "Welshman", which no name holds.
    COUNTRYMAN "countryman" 27
    /// Right before a name of one word: "the band Lowtide".
    OUTFIT "outfit" 28
    /// Several companies.
    COMPANIES "companies" 29
    /// Between a noun and its examples.
    LIKE "like" 30
    /// Its.
    ITS "its" 32
    /// The.
    THE "the" 33
    /// Which.
    WHICH "which" 34
    /// Of.
    OF "of" 35
    /// Between shares and the company: in, of.
    INTO "into" 36
    /// What goes on with a noun: of, that, behind.
    GOES_ON "goes_on" 37
    /// Storms, before their names.
    STORM "storm" 38
    /// Ships, before their names.
    SHIP "ship" 31
    /// What a country has, after "'s": "president".
    OFFICE "office" 40
    /// What a town has, after its name: "council".
    LOCAL "local" 41
    /// What a company is to another one, before its name at the head of a sentence: "Rival".
    RIVAL "rival" 42
    /// What clubs are called after the name of their town: "Harwick Town".
    CLUB "club" 43
    /// What is called after people: "Parkinson's disease".
    EPONYM "eponym" 44
    /// A, an.
    A "a" 45
}

impl Frame {
    /// If a class is among them.
    pub fn has(self, class: Self) -> bool {
        self.0 & class.0 != 0
    }

    /// True for what stands before the name of a storm or ship: "Cyclone", "MV".
    pub fn is_thing(self) -> bool {
        self.has(Self::STORM) || self.has(Self::SHIP)
    }
}

/// The words by class, and the companies that are named like people.
#[derive(Debug, Default)]
pub struct Frames {
    words: FxHashMap<u64, Frame>,
    /// By their first word: the words after it, and if nothing else has to tell that it is a company.
    companies: FxHashMap<u64, Vec<(Box<[u64]>, bool)>>,
}

impl Frames {
    /// Opens `names/frames` and `names/companies`; nothing where the language has none.
    pub fn open(folder: &Folder) -> Self {
        let mut frames = Self::default();
        for [class, words] in folder.rows("names/frames").map(|row| row.cells()) {
            let bit = NAMES.iter().find(|(name, _)| *name == class).map_or(0, |(_, bit)| *bit);
            words.split(' ').for_each(|word| frames.words.entry(hash(word)).or_default().0 |= bit);
        }
        for [name, kind] in folder.rows("names/companies").map(|row| row.cells()) {
            let mut words = pieces(name).map(hash);
            let Some(first) = words.next() else { continue };
            frames.companies.entry(first).or_default().push((words.collect(), kind == "sure"));
        }
        frames.companies.values_mut().for_each(|names| names.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len())));
        frames
    }

    /// The classes of a word, by its hash.
    pub fn of(&self, word: u64) -> Frame {
        self.words.get(&word).copied().unwrap_or_default()
    }

    /// The listed companies that begin with a word: the words after it, longest first, and if the list alone tells.
    pub fn companies(&self, first: u64) -> &[(Box<[u64]>, bool)] {
        self.companies.get(&first).map_or(&[], Vec::as_slice)
    }
}

/// The tokens of a name: "Levi", "'s"; "Rolls", "-", "Royce".
fn pieces(name: &str) -> impl Iterator<Item = &str> {
    name.split(' ').flat_map(|word| {
        let (word, owner) = word.strip_suffix("'s").map_or((word, None), |word| (word, Some("'s")));
        let (first, rest) = word.split_once('-').map_or((word, None), |(first, rest)| (first, Some(["-", rest])));
        std::iter::once(first).chain(rest.into_iter().flatten()).chain(owner)
    })
}

#[cfg(test)]
mod tests {
    use super::{Frame, Frames, NAMES, pieces};
    use crate::lexicon::folder::Folder;
    use crate::text::hash::hash;

    #[test]
    fn every_class_of_the_list_is_known_and_used() {
        let classes: Vec<&str> = Folder::english().rows("names/frames").map(|row| row.cells::<2>()[0]).collect();
        assert!(classes.iter().all(|class| NAMES.iter().any(|(name, _)| name == class)));
        assert!(NAMES.iter().all(|(name, _)| classes.contains(name)));
    }

    #[test]
    fn names_are_cut_like_the_text() {
        assert_eq!(pieces("Levi's").collect::<Vec<_>>(), ["Levi", "'s"]);
        assert_eq!(pieces("Rolls-Royce plc").collect::<Vec<_>>(), ["Rolls", "-", "Royce", "plc"]);
        let frames = Frames::open(Folder::english());
        assert!(frames.of(hash("carmaker")).has(Frame::COMPANY) && !frames.of(hash("carmaker")).has(Frame::EITHER));
        assert!(frames.companies(hash("morgan")).iter().any(|(rest, sure)| **rest == [hash("stanley")] && *sure));
    }
}
