//! The rows of `event/senses.tsv`: what a word means beside others.

use rustc_hash::FxHashMap;

use super::class::Class;
use super::word::WordClass;
use crate::lexicon::folder::{Folder, ListError};
use crate::text::hash::hash;

/// Where the other word stands, seen from a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// It is done to this: its object, or its subject in the passive.
    Object,
    /// This does it: its subject, or what follows "by" in the passive.
    Subject,
    /// This follows "for": "jailed for six years".
    For,
    /// This describes it: "weak demand".
    Modifier,
    /// This is its preposition: "outside the town hall".
    Case,
}

/// Who or what stands there.
#[derive(Debug)]
pub(super) enum Other {
    /// A word of this [`hash`].
    Word(u64),
    /// A word of a class of `words.tsv`.
    Of(WordClass),
    /// People of this sector.
    Sector(&'static str),
    /// A time or an amount.
    Measure,
}

/// A sense: beside such a word on that side it is of this class.
#[derive(Debug)]
pub(super) struct Sense {
    pub side: Side,
    pub others: Vec<Other>,
    pub class: Class,
}

/// All of them.
#[derive(Debug, Default)]
pub struct Senses {
    /// By the [`hash`] of the lemma.
    pub(super) of_lemma: FxHashMap<u64, Vec<Sense>>,
    /// Of all words that the model takes for a class.
    pub(super) of_class: FxHashMap<Class, Vec<Sense>>,
}

impl Senses {
    /// Opens the list of a language.
    ///
    /// # Errors
    /// If a row names an unknown side, class of words or type.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let mut senses = Self::default();
        folder.read("event/senses", |[lemmas, side, others, class, _]| {
            let side = match side {
                "object" => Side::Object,
                "subject" => Side::Subject,
                "for" => Side::For,
                "modifier" => Side::Modifier,
                "case" => Side::Case,
                side => return Err(format!("unknown side {side:?}: object subject for modifier case")),
            };
            let class = Class::from_name(class).ok_or_else(|| format!("unknown type {class:?}"))?;
            for lemma in lemmas.split(' ') {
                let others = others.split(' ').map(Other::read).collect::<Result<_, _>>()?;
                let sense = Sense { side, others, class };
                match Class::from_name(lemma) {
                    Some(of) => senses.of_class.entry(of).or_default().push(sense),
                    None => senses.of_lemma.entry(hash(&lemma.replace('_', " "))).or_default().push(sense),
                }
            }
            Ok(())
        })?;
        Ok(senses)
    }
}

impl Other {
    /// `@class` is a class of words, `@measure` a time or an amount, `#SECTOR` a sector, all else a form.
    fn read(cell: &'static str) -> Result<Self, String> {
        if let Some(sector) = cell.strip_prefix('#') {
            return Ok(Self::Sector(sector));
        }
        match cell.strip_prefix('@') {
            Some("measure") => Ok(Self::Measure),
            Some(class) => WordClass::from_name(class).map(Self::Of).ok_or_else(|| format!("unknown class {class:?}")),
            None => Ok(Self::Word(hash(cell))),
        }
    }
}
