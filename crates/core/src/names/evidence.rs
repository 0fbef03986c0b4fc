//! What the whole document says of a word: how else it is written, what stands beside it elsewhere, what it was taken for there.

use rustc_hash::FxHashMap;

use super::cues::Cues;
use super::tags::{KINDS, Tag, mentions};
use super::words::{SentenceCase, Words};
use crate::model::linear::pair;

/// What is known of one capitalised word.
#[derive(Debug, Clone, Copy, Default)]
pub struct CaseEvidence {
    /// Where it occurs, a bit each: see the constants of [`Evidence`].
    pub contexts: u16,
    /// How often it was taken for a word of each kind of name; the last one counts "no name".
    pub votes: [u16; KINDS + 1],
    /// The words of the longest name with it, and that name's kind.
    pub longest: (u8, u8),
}

/// What is known of the capitalised words of a document.
#[derive(Debug, Default)]
pub struct Evidence {
    words: Vec<CaseEvidence>,
    /// For each token its index in `words`, or [`NONE`].
    of: Vec<u32>,
    /// How often each whole name was taken for each kind, by its key.
    names: FxHashMap<u64, [u16; KINDS + 1]>,
    /// For each word the key of the name that it was taken for a part of; zero for none.
    name_of: Vec<u64>,
}

const NONE: u32 = u32::MAX;

impl Evidence {
    /// In small letters.
    const LOWER: u16 = 1;
    /// With a capital inside a sentence.
    const INSIDE: u16 = 1 << 1;
    /// After an honorific.
    const TITLED: u16 = 1 << 2;
    /// After a given name.
    const AFTER_GIVEN: u16 = 1 << 3;
    /// Beside a verb of speech.
    const SPEAKS: u16 = 1 << 4;
    /// Before an age: ", 39,".
    const AGED: u16 = 1 << 5;
    /// In a run that ends with the head of an organisation's name.
    const HEADED: u16 = 1 << 6;
    /// Right after "in" or "at".
    const WHERE: u16 = 1 << 7;
    /// After "the".
    const AFTER_THE: u16 = 1 << 8;
    /// Before a surname.
    const BEFORE_SURNAME: u16 = 1 << 9;

    /// Returns the contexts of each capitalised word of a document, before any word is tagged.
    pub fn collect(words: &Words, the: u64) -> Self {
        let all = &words.words;
        let mut index = FxHashMap::<u64, u32>::default();
        let mut result = Self { of: vec![NONE; all.len()], name_of: vec![0; all.len()], ..Self::default() };
        for run in &words.runs {
            for i in run.words.clone().filter(|&i| all[i].may_be_name) {
                let next = result.words.len() as u32;
                let id = *index.entry(all[i].form).or_insert(next);
                if id == next {
                    result.words.push(CaseEvidence::default());
                }
                result.of[i] = id;
            }
        }
        for sentence in &words.sentences {
            for i in sentence.clone() {
                let word = &all[i];
                if !word.may_be_name
                    && word.shape == 1
                    && let Some(&id) = index.get(&word.form)
                {
                    result.words[id as usize].contexts |= Self::LOWER;
                }
                if result.of[i] == NONE || word.case != SentenceCase::Ordinary {
                    continue;
                }
                let mut contexts = if i > sentence.start { Self::INSIDE } else { 0 };
                let mut set = |bit, yes: bool| contexts |= if yes { bit } else { 0 };
                if i > sentence.start {
                    let before = &all[i - 1];
                    set(Self::TITLED, before.cues.has(Cues::HONORIFIC) && before.may_be_name);
                    set(Self::AFTER_GIVEN, before.may_be_name && before.entry.given() > 1);
                    set(Self::SPEAKS, before.cues.has(Cues::SPEECH));
                    set(Self::WHERE, before.cues.has(Cues::WHERE) && !before.may_be_name);
                    set(Self::AFTER_THE, before.form == the);
                }
                let after = &all[i + 1..sentence.end.min(i + 8)];
                if let Some(next) = after.first() {
                    set(Self::SPEAKS, next.cues.has(Cues::SPEECH));
                    set(Self::BEFORE_SURNAME, next.may_be_name && next.entry.surname() > 1);
                }
                if let [comma, number, close, ..] = after {
                    set(Self::AGED, comma.shape == close.shape && comma.upos == close.upos && is_age(number.shape, comma.shape));
                }
                let last = after.iter().take_while(|word| word.may_be_name).last();
                set(Self::HEADED, last.is_some_and(|w| w.cues.has(Cues::COMPANY) || w.cues.has(Cues::ORGANIZATION)));
                result.words[result.of[i] as usize].contexts |= contexts;
            }
        }
        result
    }

    /// Adds what the first pass took each word for.
    pub fn add_votes(&mut self, words: &Words, tags: &[Tag]) {
        for run in &words.runs {
            for i in run.words.clone() {
                if tags[i] == Tag::OUTSIDE && self.of[i] != NONE && i > run.sentence.start && words.words[i].case == SentenceCase::Ordinary {
                    let outside = &mut self.words[self.of[i] as usize].votes[KINDS];
                    *outside = outside.saturating_add(1);
                }
            }
            for (range, kind) in mentions(tags, run.words.clone()) {
                let key = range.clone().fold(1, |key, i| pair(key, words.words[i].form));
                let votes = self.names.entry(key).or_default();
                votes[kind] = votes[kind].saturating_add(1);
                for i in range.clone() {
                    self.name_of[i] = key;
                    if self.of[i] == NONE {
                        continue;
                    }
                    let known = &mut self.words[self.of[i] as usize];
                    known.votes[kind] = known.votes[kind].saturating_add(1);
                    let length = range.len().min(255) as u8;
                    if length > known.longest.0 {
                        known.longest = (length, kind as u8);
                    }
                }
            }
        }
    }

    /// What is known of a word.
    pub fn word(&self, word: usize) -> CaseEvidence {
        self.words.get(self.of[word] as usize).copied().unwrap_or_default()
    }

    /// How often the name that the word was taken for a part of was taken for each kind.
    pub fn name_votes(&self, word: usize) -> [u16; KINDS + 1] {
        self.names.get(&self.name_of[word]).copied().unwrap_or_default()
    }
}

/// If a shape is that of a number of digits, told from a mark by being unlike the comma's.
fn is_age(number: u64, comma: u64) -> bool {
    number != comma && number == super::words::digits()
}
