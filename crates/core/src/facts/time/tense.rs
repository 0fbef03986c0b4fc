//! Tenses, and the words of the past and of plans.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::lexeme::Lexeme;
use crate::lexicon::folder::{Folder, ListError};
use crate::text::hash::hash;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Future,
}

/// The words that tell a tense.
#[derive(Debug, Default)]
pub(super) struct TenseWords {
    /// The tense of each word, and whether it has to be tagged as a verb.
    words: FxHashMap<u64, (Tense, bool)>,
    pub will: FxHashSet<u64>,
    /// Those that leave no doubt.
    pub sure: FxHashSet<u64>,
    /// Words behind which "to" leads to the new day: "moved to June 12".
    pub moved: FxHashSet<u64>,
    pub could: FxHashSet<u64>,
    pub had: FxHashSet<u64>,
    pub have: FxHashSet<u64>,
    pub was: FxHashSet<u64>,
    pub is: FxHashSet<u64>,
    pub to: FxHashSet<u64>,
    pub by: FxHashSet<u64>,
    pub on: FxHashSet<u64>,
    pub s: FxHashSet<u64>,
    pub set: FxHashSet<u64>,
    pub since: FxHashSet<u64>,
    /// Words before a day that look ahead: "until".
    pub ahead: FxHashSet<u64>,
    /// Words that call something off.
    pub cancelled: FxHashSet<u64>,
    pub be: FxHashSet<u64>,
    pub due: FxHashSet<u64>,
    pub expected: FxHashSet<u64>,
    pub than: FxHashSet<u64>,
    /// Words behind a month that is to come: "July delivery".
    pub contract: FxHashSet<u64>,
    /// "holders of record on May 29"
    pub record: FxHashSet<u64>,
    pub of: FxHashSet<u64>,
    pub from: FxHashSet<u64>,
    /// Words behind which "from" and "on" lead to a day to come.
    pub effective: FxHashSet<u64>,
    pub into: FxHashSet<u64>,
    pub ahead_of: FxHashSet<u64>,
    /// Nouns whose day no verb places: "called a meeting on June 3".
    pub event: FxHashSet<u64>,
    pub through: FxHashSet<u64>,
    /// Stretches of which "through" tells the end.
    pub spans: FxHashSet<u64>,
    /// Verbs in the past behind which "to" tells what happened: "went on to win".
    pub result: FxHashSet<u64>,
    /// Verbs of plans, which may be tagged as nouns: "ends".
    pub scheduled: FxHashSet<u64>,
}

impl TenseWords {
    /// Opens the words of a language.
    ///
    /// # Errors
    /// If a row of the list is of an unknown class.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let mut found = Self::default();
        folder.read("time/tense", |[word, tense, note]| {
            let tense = match tense {
                "future" => Tense::Future,
                "present" => Tense::Present,
                _ => Tense::Past,
            };
            found.words.insert(hash(word), (tense, note == "verb"));
            Ok(())
        })?;
        folder.read("time/auxiliaries", |[class, words]| {
            let set = match class {
                "will" => &mut found.will,
                "sure" => &mut found.sure,
                "moved" => &mut found.moved,
                "could" => &mut found.could,
                "had" => &mut found.had,
                "have" => &mut found.have,
                "was" => &mut found.was,
                "is" => &mut found.is,
                "to" => &mut found.to,
                "by" => &mut found.by,
                "on" => &mut found.on,
                "s" => &mut found.s,
                "set" => &mut found.set,
                "since" => &mut found.since,
                "ahead" => &mut found.ahead,
                "cancelled" => &mut found.cancelled,
                "be" => &mut found.be,
                "due" => &mut found.due,
                "expected" => &mut found.expected,
                "than" => &mut found.than,
                "contract" => &mut found.contract,
                "record" => &mut found.record,
                "of" => &mut found.of,
                "from" => &mut found.from,
                "effective" => &mut found.effective,
                "into" => &mut found.into,
                "ahead_of" => &mut found.ahead_of,
                "event" => &mut found.event,
                "through" => &mut found.through,
                "spans" => &mut found.spans,
                "result" => &mut found.result,
                "scheduled" => &mut found.scheduled,
                _ => return Err(format!("unknown class {class:?}")),
            };
            set.extend(words.split(' ').map(hash));
            Ok(())
        })?;
        Ok(found)
    }

    pub fn by_hash(&self, hash: u64) -> Option<(Tense, bool)> {
        self.words.get(&hash).copied()
    }

    pub fn get(&self, lexeme: &Lexeme) -> Option<(Tense, bool)> {
        if lexeme.is_word() { self.by_hash(lexeme.hash) } else { None }
    }

    /// Whether a word is a verb in the past, by the list or its ending.
    pub fn is_past(&self, lexeme: &Lexeme, text: &str) -> bool {
        let word = lexeme.span.of(text);
        self.get(lexeme).is_some_and(|w| w.0 == Tense::Past) || word.len() > 4 && word.ends_with("ed") && !lexeme.capital
    }
}
