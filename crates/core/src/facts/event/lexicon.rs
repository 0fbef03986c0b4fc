//! The words of the stage, compiled once: `data/lang/en/event/triggers.tsv`, `words.tsv` and `agents.tsv`. One look-up a token.

use rustc_hash::FxHashMap;

use super::class::Class;
use super::forms::Forms;
use super::row::{PART_TAGS, TriggerRow, pieces, trigger_rows};
use super::senses::Senses;
pub use super::word::{PARTS, Word, WordClass, part};
use crate::lexicon::folder::{Folder, ListError};
use crate::model::filter::Filter;
use crate::syntax::{Lemmas, Upos};
use crate::text::hash::hash;

/// A lemma in one word class, with all types that it has.
#[derive(Debug, Clone)]
pub struct Reading {
    /// [`hash`] of the lemma: "attack", "step down".
    pub lemma: u64,
    /// The types it may have, a bit each.
    pub types: u32,
    /// Those that it nearly always has.
    pub strong: u32,
    /// The first type of its rows.
    pub first: Class,
    /// True for a row of the user's: its type is the user's word, whatever the model makes of it.
    pub own: bool,
    /// The mode of each of its types that has one.
    modes: Vec<(Class, Box<str>)>,
}

impl Reading {
    /// How such an event is done, as far as the word says.
    pub fn mode(&self, class: Class) -> Option<&str> {
        self.modes.iter().find(|(of, _)| *of == class).map(|(_, mode)| &**mode)
    }
}

/// A phrase of several words.
#[derive(Debug)]
pub struct Phrase {
    /// What it tells of.
    pub reading: u16,
    /// True if its head is the last word ("air strike"), else the first.
    pub head_last: bool,
    /// True for verbs, whose other words may come after some others: "shot the man dead".
    pub loose: bool,
    /// The other words in their order, each with the hashes of its forms.
    pub others: Vec<Vec<u64>>,
}

/// What stands before a reason: a row of `reasons.tsv`.
#[derive(Debug)]
pub struct Reason {
    /// The hashes of its words.
    pub words: Vec<u64>,
    /// 1 says the cause, 2 a purpose or a charge, 3 what came before.
    pub rank: u8,
}

/// All of it.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// The family of each lemma that is in one.
    families: FxHashMap<u64, u32>,
    /// What stands before reasons, by the hash of the first word, longer ones first.
    reasons: FxHashMap<u64, Vec<Reason>>,
    /// The prepositions before whom something is done to, by type; those of all other types at none.
    recipients: FxHashMap<Option<Class>, Vec<u64>>,
    words: FxHashMap<u64, Word>,
    readings: Vec<Reading>,
    /// The reading of each lemma in each word class.
    index: FxHashMap<(u64, usize), u16>,
    /// The phrases of each head.
    phrases: Vec<Vec<Phrase>>,
    sectors: Vec<&'static str>,
    /// What words mean beside others.
    pub senses: Senses,
}

impl Lexicon {
    /// Opens the lists of a language.
    ///
    /// # Errors
    /// If a row has an unknown word class, type or class of words.
    pub fn open(folder: &Folder, lemmas: &Lemmas) -> Result<Self, ListError> {
        let forms = Forms::new(lemmas);
        let mut lexicon = Self::default();
        for row in trigger_rows(folder) {
            lexicon.add(row?, &forms);
        }
        folder.read("event/words", |[class, words]| {
            let class = WordClass::from_name(class).ok_or_else(|| format!("unknown class {class:?}"))?;
            for word in words.split(' ') {
                lexicon.words.entry(hash(word)).or_default().classes |= 1 << class as u64;
            }
            Ok(())
        })?;
        folder.read("event/recipients", |[kind, words]| {
            let of_kind = kind.split(' ').map(|kind| match kind {
                "*" => Ok(None),
                kind => Class::from_name(kind).map(Some).ok_or_else(|| format!("unknown type {kind:?}")),
            });
            for class in of_kind {
                lexicon.recipients.insert(class?, words.split(' ').map(hash).collect());
            }
            Ok(())
        })?;
        folder.read("event/agents", |[noun, sector]| {
            let at = lexicon.sectors.iter().position(|&known| known == sector).unwrap_or_else(|| {
                lexicon.sectors.push(sector);
                lexicon.sectors.len() - 1
            });
            for form in forms.of(noun, Upos::Noun) {
                lexicon.words.entry(hash(&form)).or_default().sector = at as u8 + 1;
            }
            Ok(())
        })?;
        for row in folder.rows("event/families") {
            let [_, lemmas] = row.cells();
            let family = row.line as u32;
            lexicon.families.extend(lemmas.split(' ').map(|lemma| (hash(&lemma.replace('_', " ")), family)));
        }
        folder.read("event/reasons", |[cue, rank, _]| {
            let words: Vec<u64> = cue.split(' ').map(hash).collect();
            let rank = rank.parse().map_err(|_| format!("no rank: {rank:?}"))?;
            lexicon.reasons.entry(words[0]).or_default().push(Reason { words, rank });
            Ok(())
        })?;
        lexicon.senses = Senses::open(folder)?;
        lexicon.reasons.values_mut().for_each(|cues| cues.sort_by_key(|cue| std::cmp::Reverse(cue.words.len())));
        Ok(lexicon)
    }

    /// Adds rows of the user's, in the form of `triggers.tsv`: what they say of a word wins over the list.
    ///
    /// # Errors
    /// Says what is wrong with the first bad row.
    pub fn add_own(&mut self, rows: &[String], lemmas: &Lemmas) -> Result<(), String> {
        let forms = Forms::new(lemmas);
        rows.iter().try_for_each(|row| self.add_own_row(row, &forms))
    }

    fn add_own_row(&mut self, row: &str, forms: &Forms<'_>) -> Result<(), String> {
        let mut cells = row.trim_end_matches(['\r', '\n']).split('\t');
        let row = TriggerRow::read(std::array::from_fn(|_| cells.next().unwrap_or("").trim()))?;
        if row.lemma.is_empty() || row.class.kind().is_none() && row.class != Class::NONE {
            return Err(format!("{row:?} has no word, or no type"));
        }
        if self.readings.len() >= MOST || self.phrases.len() >= MOST {
            return Err(format!("there are more than {MOST} words"));
        }
        let at = usize::from(self.add(row, forms));
        let reading = &mut self.readings[at];
        (reading.own, reading.first) = (true, row.class);
        (reading.types, reading.strong) = (row.class.bit(), row.class.bit());
        reading.modes = row.mode.map(|mode| (row.class, mode.into())).into_iter().collect();
        Ok(())
    }

    /// True if a preposition with this [`hash`] stands before whom something of that class is done to: "an attack on".
    pub fn is_before_recipient(&self, class: Class, preposition: u64) -> bool {
        let known = self.recipients.get(&Some(class)).or_else(|| self.recipients.get(&None));
        known.is_some_and(|words| words.contains(&preposition))
    }

    /// The family of a lemma, by its hash: words that tell of the same happening.
    pub fn family(&self, lemma: u64) -> Option<u32> {
        self.families.get(&lemma).copied()
    }

    /// The cues of reasons whose first word has this [`hash`], longer ones first.
    pub fn reasons(&self, first: u64) -> &[Reason] {
        self.reasons.get(&first).map_or(&[], Vec::as_slice)
    }

    /// Adds a row to the reading of its lemma and gives the index of that.
    fn add(&mut self, row: TriggerRow<'_>, forms: &Forms<'_>) -> u16 {
        let at = *self.index.entry((hash(row.lemma), row.part)).or_insert_with(|| {
            let reading =
                Reading { lemma: hash(row.lemma), types: 0, strong: 0, first: row.class, own: false, modes: Vec::new() };
            self.readings.push(reading);
            self.readings.len() as u16 - 1
        });
        let reading = &mut self.readings[usize::from(at)];
        let is_new = reading.types == 0;
        reading.types |= row.class.bit();
        reading.strong |= if row.strong { row.class.bit() } else { 0 };
        if let Some(mode) = row.mode {
            reading.modes.push((row.class, mode.into()));
        }
        if !is_new {
            return at;
        }
        let pieces: Vec<&str> = pieces(row.lemma);
        if pieces.len() == 1 {
            for form in forms.of(row.lemma, PART_TAGS[row.part]) {
                self.words.entry(hash(&form)).or_default().readings[row.part] = at + 1;
            }
            return at;
        }
        let head_last = row.part != 0 && !row.lemma.contains('-') && !pieces.contains(&"of");
        let head = if head_last { pieces.len() - 1 } else { 0 };
        let others: Vec<Vec<u64>> = pieces
            .iter()
            .enumerate()
            .filter(|&(i, _)| i != head)
            .map(|(_, piece)| piece.split('/').flat_map(|word| [hash(word), hash(&format!("{word}s"))]).collect())
            .collect();
        let nearest = if head_last { others.last() } else { others.first() };
        let mut beside = Filter::default();
        nearest.into_iter().flatten().for_each(|&form| beside.add(form));
        let loose = row.part == 0 && !row.lemma.contains('-');
        let phrase = || Phrase { reading: at, head_last, loose, others: others.clone() };
        for form in forms.of(pieces[head], PART_TAGS[row.part]) {
            let word = self.words.entry(hash(&form)).or_default();
            if word.phrases == 0 {
                self.phrases.push(Vec::new());
                word.phrases = self.phrases.len() as u16;
            }
            word.beside.add_all(beside);
            self.phrases[usize::from(word.phrases) - 1].push(phrase());
        }
        at
    }

    /// What is known of the form with this [`hash`].
    pub fn word(&self, hash: u64) -> Option<&Word> {
        self.words.get(&hash)
    }

    /// What a form tells of in a word class, 0 to [`PARTS`].
    pub fn reading_of(&self, word: &Word, part: usize) -> Option<u16> {
        word.readings[part].checked_sub(1)
    }

    /// The reading of that index.
    pub fn reading(&self, index: u16) -> &Reading {
        &self.readings[usize::from(index)]
    }

    /// The phrases that a form is the head of.
    pub fn phrases_of(&self, word: &Word) -> &[Phrase] {
        usize::from(word.phrases).checked_sub(1).map_or(&[], |at| &self.phrases[at])
    }

    /// The sector that a noun for people tells, a code of CAMEO.
    pub fn sector(&self, word: &Word) -> Option<&'static str> {
        usize::from(word.sector).checked_sub(1).map(|at| self.sectors[at])
    }
}

/// Words and heads of phrases that the indices of [`Word`] have room for, with all forms of a last row.
const MOST: usize = u16::MAX as usize - 100;
