//! The word lists and cue phrases of this stage, keyed by the hash of the word.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::class::{self, Cue, Listed, Place};
use super::word::{self, Word};
use crate::lexicon::folder::Folder;
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

/// All lists.
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
}

/// How many places there are for words.
const SLOTS: usize = 1 << 11;

/// A word's place.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// Bits of its hash.
    tag: u32,
    listed: Listed,
}

/// The lists that are built in.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

impl Lexicon {
    /// What the lists say of the word with that hash.
    #[inline]
    pub fn get(&self, word: u64) -> Listed {
        let [one, other] = places(word).map(|place| self.slots[place]);
        let second = if other.tag == word as u32 { other.listed } else { Listed::default() };
        if one.tag == word as u32 { one.listed } else { second }
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

    /// Gives each word its place; one that is taken is left by its word for that word's other place.
    fn place(&mut self, entries: &BTreeMap<u64, Entry>) {
        let mut words = vec![None; SLOTS];
        for ((&word, entry), number) in entries.iter().zip(1..) {
            let number = if entry.phrases.is_empty() { 0 } else { number };
            let mut homeless = (word, Listed { classes: entry.classes, entry: number });
            let mut at = places(word)[0];
            let mut moves = 0;
            while let Some(before) = words[at].replace(homeless) {
                homeless = before;
                at = places(homeless.0).into_iter().find(|&place| place != at).unwrap_or(at);
                moves += 1;
                assert!(moves < SLOTS, "the lists are too long for their places");
            }
        }
        for (slot, word) in self.slots.iter_mut().zip(words) {
            *slot = word.map_or(Slot::default(), |(word, listed)| Slot { tag: word as u32, listed });
        }
    }

    fn load() -> Self {
        let mut lexicon = Self {
            entries: vec![Entry::default()],
            seconds: Vec::new(),
            slots: vec![Slot::default(); SLOTS],
            agencies: FxHashMap::default(),
            cities: FxHashSet::default(),
        };
        let mut entries: BTreeMap<u64, Entry> = BTreeMap::new();
        for (class, words) in Folder::english().lines("layout/words").filter_map(|row| row.split_once('\t')) {
            let Some(class) = class_bit(class) else { continue };
            for word in words.split(' ') {
                entries.entry(hash(word)).or_default().classes |= class;
            }
        }
        for entry in entries.values_mut().filter(|entry| entry.classes & (class::MONTH | class::WEEKDAY | class::CLOCK) != 0) {
            entry.classes |= class::TIME;
        }
        for row in Folder::english().lines("layout/cues") {
            let Some((first, phrase)) = phrase(row) else { continue };
            entries.entry(first).or_default().add(phrase);
        }
        for (name, aliases) in Folder::english().lines("layout/agencies").filter_map(|row| row.split_once('\t')) {
            lexicon.agencies.extend(aliases.split('|').map(|alias| (phrase_hash(alias), name)));
        }
        lexicon.place(&entries);
        lexicon.entries.extend(entries.into_values());
        let seconds = |entry: &Entry| {
            [usize::from(entry.inner), entry.phrases.len()]
                .map(|count| entry.phrases[..count].iter().fold(0, |bits, phrase| bits | phrase.second()))
        };
        lexicon.seconds = lexicon.entries.iter().map(seconds).collect();
        lexicon.cities = Folder::english().lines("layout/cities").map(phrase_hash).collect();
        lexicon
    }
}

/// True for function words.
pub fn is_stop(word: u64) -> bool {
    LEXICON.get(word).classes & class::STOP != 0
}

/// The two places where a word can be.
fn places(word: u64) -> [usize; 2] {
    [(word >> 53) as usize % SLOTS, (word >> 42) as usize % SLOTS]
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
        "month" => class::MONTH,
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
fn phrase(row: &str) -> Option<(u64, Phrase)> {
    let mut columns = row.split('\t');
    let cue = match columns.next()? {
        "furniture" => Cue::Furniture,
        "promo" => Cue::Promo,
        "related" => Cue::Related,
        "caption" => Cue::Caption,
        "credit" => Cue::Credit,
        "byline" => Cue::Byline,
        "metadata" => Cue::Metadata,
        _ => return None,
    };
    let place = match columns.next()? {
        "whole" => Place::Whole,
        "start" => Place::Start,
        "end" => Place::End,
        "any" => Place::Any,
        "paren" => Place::Paren,
        "aside" => Place::Aside,
        _ => return None,
    };
    let mut words = word::words(columns.next()?).map(|Word { hash, .. }| hash);
    Some((words.next()?, Phrase { rest: words.collect(), cue, place }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_lists_is_read() {
        for row in Folder::english().lines("layout/cues") {
            assert!(phrase(row).is_some(), "{row}");
        }
        for row in Folder::english().lines("layout/words") {
            assert!(row.split_once('\t').is_some_and(|(name, _)| class_bit(name).is_some()), "{row}");
        }
        for row in Folder::english().lines("layout/agencies") {
            assert!(row.split('\t').count() == 2, "{row}");
        }
    }

    #[test]
    fn agencies_and_cities_are_found_in_any_case() {
        assert_eq!(LEXICON.agency("REUTERS"), Some("Reuters"));
        assert_eq!(LEXICON.agency("Agence France-Presse"), Some("AFP"));
        assert!(LEXICON.is_city("KUALA LUMPUR") && !LEXICON.is_city("Breaking"));
    }
}
