//! The word lists and cue phrases of this stage, keyed by the hash of the word.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::class::{self, Cue, Listed, Place};
use super::word::{self, Word};
use crate::lexicon::folder::{Folder, ListError};
use crate::text::hash::hash;

/// A phrase: its words after the first one, and what it tells.
#[derive(Debug)]
pub struct Phrase {
    pub rest: Box<[u64]>,
    pub cue: Cue,
    pub place: Place,
}

/// What the lists say of a word.
#[derive(Debug, Default)]
struct Entry {
    /// Bits of [`class`].
    classes: u16,
    /// The phrases that begin with it, those that count at the start of a line alone behind the others.
    phrases: Vec<Phrase>,
    /// How many of them can count elsewhere.
    inner: u16,
}

impl Phrase {
    /// The bits of the words that its second word is one of, if a word stands there.
    fn second(&self) -> u64 {
        match self.rest.first() {
            Some(&word) => second_bit(word),
            None if matches!(self.place, Place::Whole | Place::End) => 0,
            None => u64::MAX,
        }
    }
}

/// The bit of a word in [`Lexicon::seconds`].
fn second_bit(word: u64) -> u64 {
    1 << (word >> 58)
}

impl Entry {
    fn add(&mut self, phrase: Phrase) {
        if matches!(phrase.place, Place::Whole | Place::Start) {
            self.phrases.push(phrase);
        } else {
            self.phrases.insert(usize::from(self.inner), phrase);
            self.inner += 1;
        }
    }
}

/// What layout knows of a language: its words, its cues and those of English, which pages everywhere use, agencies, cities, bylines.
#[derive(Debug)]
pub struct Lexicon {
    /// Phrases, behind an empty entry.
    entries: Vec<Entry>,
    /// For each entry, bits of the words that come second in the phrases that can count anywhere, and in all: few words go on as any.
    seconds: Vec<[u64; 2]>,
    /// Each word in one of two places that its hash names: so it is looked up without a branch. Every second word of English is in
    /// the lists, and no processor foresees which.
    slots: Vec<Slot>,
    /// Usual name by the hash of the words that an agency signs with.
    agencies: FxHashMap<u64, &'static str>,
    cities: FxHashSet<u64>,
    /// What bylines are made of.
    pub(super) bylines: BylineWords,
    /// The language has no list of function words: words of few letters are taken for them.
    short_is_stop: bool,
}

/// What bylines are made of, in small letters.
#[derive(Debug, Default)]
pub(super) struct BylineWords {
    /// `by`, `written by`, the longest first.
    pub openings: Vec<&'static str>,
    /// What stands between two names: `and`, `with`.
    pub joints: Vec<&'static str>,
    /// Words inside names that begin small.
    pub particles: FxHashSet<u64>,
    /// Words that end the names of desks.
    pub desks: FxHashSet<u64>,
    /// Words in names of papers and desks, never of people.
    pub organisations: FxHashSet<u64>,
    /// Endings of words in names of papers, offices and sections: `news` of `Local NewsNews`, `ministerium`.
    pub endings: Vec<&'static str>,
    /// Family names of scripts without blanks, which tell where a name can begin.
    pub families: FxHashSet<u64>,
    /// Usual family names of Japanese: a name without one may be a name too.
    pub surnames: FxHashSet<u64>,
    /// Usual given names.
    pub given: FxHashSet<u64>,
    /// Words before the names of those who made the pictures.
    pub pictures: FxHashSet<u64>,
    /// Words that no name of a person begins with or holds: buttons, sections, menus.
    pub others: FxHashSet<u64>,
}

impl BylineWords {
    fn add(&mut self, kind: &str, phrase: &'static str) {
        match kind {
            "opening" => self.openings.push(phrase),
            "joint" => self.joints.push(phrase),
            "particle" => drop(self.particles.insert(hash(phrase))),
            "desk" => drop(self.desks.insert(hash(phrase))),
            "organisation" => drop(self.organisations.insert(hash(phrase))),
            "ending" => self.endings.push(phrase),
            "family" => self.families.extend(phrase.split(' ').map(hash)),
            "surname" => self.surnames.extend(phrase.split(' ').map(hash)),
            "given" => self.given.extend(phrase.split(' ').map(hash)),
            "picture" => self.pictures.extend(phrase.split(' ').map(hash)),
            _ => drop(self.others.insert(hash(phrase))),
        }
    }
}

/// How many places there are for words at first.
const SLOTS: usize = 1 << 11;

/// A word's place.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// Bits of its hash.
    tag: u32,
    listed: Listed,
}

impl Lexicon {
    /// What the lists say of the word with that hash.
    #[inline]
    pub fn get(&self, word: u64) -> Listed {
        let mask = self.slots.len() - 1;
        let [one, other] = places(word).map(|place| self.slots[place & mask]);
        let second = if other.tag == word as u32 { other.listed } else { Listed::default() };
        if one.tag == word as u32 { one.listed } else { second }
    }

    /// What the lists say of a word; where the language has none, words of few letters are its function words.
    #[inline]
    pub fn look_up(&self, word: &Word) -> Listed {
        const SHORT: usize = 3;
        let mut listed = self.get(word.hash);
        listed.classes |= u16::from(self.short_is_stop & (word.span.len() <= SHORT)) * class::STOP;
        listed
    }

    /// True for months, weekdays, words of the clock, numbers.
    pub fn is_time(&self, word: &Word, bytes: &[u8]) -> bool {
        self.get(word.hash).classes & class::TIME != 0 || bytes[word.span.start as usize].is_ascii_digit()
    }

    /// True for function words.
    pub fn is_stop(&self, word: u64) -> bool {
        self.get(word).classes & class::STOP != 0
    }

    /// True if phrases are to be looked for where that word opens a line or stands elsewhere, `next` behind it.
    #[inline]
    pub fn has_phrases(&self, listed: Listed, opening: bool, next: Option<u64>) -> bool {
        let seconds = self.seconds[usize::from(listed.entry)][usize::from(opening)];
        next.map_or(listed.entry != 0, |next| seconds & second_bit(next) != 0)
    }

    /// The phrases to be looked for where that word opens a line or stands elsewhere.
    pub fn phrases(&self, listed: Listed, opening: bool) -> &[Phrase] {
        let entry = &self.entries[usize::from(listed.entry)];
        if opening { &entry.phrases } else { &entry.phrases[..usize::from(entry.inner)] }
    }

    /// The usual name of the agency that signs with these words.
    pub fn agency(&self, words: &str) -> Option<&'static str> {
        self.agencies.get(&phrase_hash(words)).copied()
    }

    /// True if these words name a city that stands alone in datelines.
    pub fn is_city(&self, words: &str) -> bool {
        self.cities.contains(&phrase_hash(words))
    }

    /// Inserts each word by cuckoo hashing (Pagh and Rodler 2001): a word in a taken place evicts the other to its second place. Returns
    /// false if there is no room.
    fn place(&mut self, entries: &BTreeMap<u64, Entry>) -> bool {
        let count = self.slots.len();
        let mut words = vec![None; count];
        for ((&word, entry), number) in entries.iter().zip(1..) {
            let number = if entry.phrases.is_empty() { 0 } else { number };
            let mut evicted = (word, Listed { classes: entry.classes, entry: number });
            let mut at = places(word)[0] & (count - 1);
            let mut moves = 0;
            while let Some(before) = words[at].replace(evicted) {
                evicted = before;
                at = places(evicted.0).map(|place| place & (count - 1)).into_iter().find(|&place| place != at).unwrap_or(at);
                moves += 1;
                if moves > count {
                    return false;
                }
            }
        }
        for (slot, word) in self.slots.iter_mut().zip(words) {
            *slot = word.map_or(Slot::default(), |(word, listed)| Slot { tag: word as u32, listed });
        }
        true
    }

    /// Opens the lists of a language, and of English what pages of all languages show: cues, labels, agencies, bylines.
    ///
    /// # Errors
    /// If a row of a list can't be used.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let mut lexicon = Self {
            entries: vec![Entry::default()],
            seconds: Vec::new(),
            slots: vec![Slot::default(); SLOTS],
            agencies: FxHashMap::default(),
            cities: FxHashSet::default(),
            bylines: BylineWords::default(),
            short_is_stop: true,
        };
        let mut entries: BTreeMap<u64, Entry> = BTreeMap::new();
        let english = Folder::english();
        let shared = Some(english).filter(|english| english.code != folder.code);
        for (folder, is_own) in [(Some(folder), true), (shared, false)] {
            if let Some(folder) = folder {
                lexicon.add(folder, is_own, &mut entries)?;
            }
        }
        lexicon.bylines.openings.sort_by_key(|opening| std::cmp::Reverse(opening.len()));
        while !lexicon.place(&entries) {
            lexicon.slots = vec![Slot::default(); lexicon.slots.len() * 2];
        }
        lexicon.entries.extend(entries.into_values());
        let seconds = |entry: &Entry| {
            [usize::from(entry.inner), entry.phrases.len()]
                .map(|count| entry.phrases[..count].iter().fold(0, |bits, phrase| bits | phrase.second()))
        };
        lexicon.seconds = lexicon.entries.iter().map(seconds).collect();
        Ok(lexicon)
    }

    /// Adds the lists of one language. Function words and persons of another language are none of the page's.
    fn add(&mut self, folder: &Folder, is_own: bool, entries: &mut BTreeMap<u64, Entry>) -> Result<(), ListError> {
        const OWN: u16 = class::STOP | class::FIRST | class::SECOND | class::THIRD;
        folder.read("layout/words", |[name, words]| {
            let class = class_bit(name).ok_or_else(|| format!("no class {name:?}"))?;
            self.short_is_stop &= class != class::STOP || !is_own;
            let wanted = is_own || class & OWN == 0;
            for word in words.split(' ').filter(|_| wanted) {
                let class = if class & (class::MONTH | class::WEEKDAY | class::CLOCK) != 0 { class | class::TIME } else { class };
                entries.entry(hash(word)).or_default().classes |= class;
            }
            Ok(())
        })?;
        folder.read("months", |[month, names]| {
            for name in names.split(' ').filter(|_| month != "0") {
                entries.entry(hash(name)).or_default().classes |= class::MONTH | class::TIME;
            }
            Ok(())
        })?;
        folder.read("layout/cues", |row| {
            let (first, phrase) = phrase(row).ok_or("no cue, no place or no words")?;
            entries.entry(first).or_default().add(phrase);
            Ok(())
        })?;
        folder.read("layout/agencies", |[name, aliases]| {
            self.agencies.extend(aliases.split('|').map(|alias| (phrase_hash(alias), name)));
            Ok(())
        })?;
        folder.read("layout/bylines", |[kind, phrase]| {
            self.bylines.add(kind, phrase);
            Ok(())
        })?;
        self.cities.extend(folder.lines("layout/cities").map(phrase_hash));
        Ok(())
    }
}

impl Default for Lexicon {
    /// The lists of English.
    fn default() -> Self {
        Self::open(Folder::english()).expect("the lists of English are tested")
    }
}

/// The two places where a word can be, in their low bits.
fn places(word: u64) -> [usize; 2] {
    [(word >> 48) as usize, (word >> 33) as usize]
}

/// One hash for several words, marks between them left out.
fn phrase_hash(words: &str) -> u64 {
    word::words(words).fold(0, |sum: u64, word| sum.rotate_left(5) ^ word.hash)
}

fn class_bit(name: &str) -> Option<u16> {
    Some(match name {
        "stop" => class::STOP,
        "first" => class::FIRST,
        "second" => class::SECOND,
        "third" => class::THIRD,
        "speech" => class::SPEECH,
        "weekday" => class::WEEKDAY,
        "clock" => class::CLOCK,
        "role" => class::ROLE,
        "label" => class::LABEL,
        "imperative" => class::IMPERATIVE,
        "rank" => class::RANK,
        "reader" => class::READER,
        "making" => class::MAKING,
        "placeholder" => class::PLACEHOLDER,
        _ => return None,
    })
}

/// A row of the cue list: the hash of its first word and the rest.
fn phrase([cue, place, words]: [&str; 3]) -> Option<(u64, Phrase)> {
    let cue = match cue {
        "furniture" => Cue::Furniture,
        "promo" => Cue::Promo,
        "related" => Cue::Related,
        "caption" => Cue::Caption,
        "credit" => Cue::Credit,
        "byline" => Cue::Byline,
        "metadata" => Cue::Metadata,
        _ => return None,
    };
    let place = match place {
        "whole" => Place::Whole,
        "start" => Place::Start,
        "end" => Place::End,
        "any" => Place::Any,
        "paren" => Place::Paren,
        "aside" => Place::Aside,
        "notice" => Place::Notice,
        _ => return None,
    };
    let mut words = word::words(words).map(|Word { hash, .. }| hash);
    Some((words.next()?, Phrase { rest: words.collect(), cue, place }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_language_is_read() {
        for folder in Folder::all() {
            let lexicon = Lexicon::open(folder).expect("every row can be used");
            assert!(!lexicon.short_is_stop, "{} has function words", folder.code);
        }
    }

    #[test]
    fn agencies_and_cities_are_found_in_any_case() {
        assert_eq!(Lexicon::default().agency("REUTERS"), Some("Reuters"));
        assert_eq!(Lexicon::default().agency("Agence France-Presse"), Some("AFP"));
        assert!(Lexicon::default().is_city("KUALA LUMPUR") && !Lexicon::default().is_city("Breaking"));
    }
}
