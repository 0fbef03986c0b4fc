//! The words that the stage goes by: cues of speech (`quote/cues.tsv`) and the words around them (`quote/words.tsv`).

use rustc_hash::FxHashMap;

use crate::lexicon::folder::{Folder, ListError};
use crate::record::Polarity;
use crate::syntax::Upos;
use crate::text::hash::hash;

/// A row of the list of cues.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The dictionary form of the cue.
    pub lemma: &'static str,
    /// The [`hash`] of the dictionary form.
    pub hash: u64,
    /// What sort of word it is.
    pub class: Class,
    /// What it says about the words.
    pub polarity: Polarity,
}

/// Sorts of cue words: verbs of speech and of thought, nouns, sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A verb of speech.
    Speech,
    /// A verb of thought.
    Thought,
    /// A verb of not speaking: "declined".
    Silence,
    /// A noun: "claim".
    Noun,
    /// "according to".
    Source,
    /// A colon or a dash.
    Mark,
    /// A verb of manner ("beamed") or a mark that tells of speech only right beside quoted words: rules know it, the model is not asked.
    Frame,
}

/// The entries of a form: as a verb or other word, and as a noun.
type Readings = [Option<Entry>; 2];

/// Classes of `quote/words.tsv`, said there; [`Role::Person`] is for the nouns of `entities/roles.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
#[repr(u64)]
pub enum Role {
    Addressed = 1,
    ChannelPreposition = 1 << 1,
    Channel = 1 << 2,
    Document = 1 << 3,
    Organization = 1 << 4,
    Group = 1 << 5,
    Anonymous = 1 << 6,
    Refused = 1 << 7,
    Unanswered = 1 << 8,
    Request = 1 << 9,
    That = 1 << 10,
    To = 1 << 11,
    Whether = 1 << 12,
    Possessive = 1 << 13,
    Genitive = 1 << 14,
    Negation = 1 << 15,
    Tie = 1 << 16,
    Belonging = 1 << 17,
    Relative = 1 << 18,
    Manner = 1 << 19,
    Quoted = 1 << 20,
    Particle = 1 << 21,
    Named = 1 << 22,
    Question = 1 << 23,
    And = 1 << 24,
    As = 1 << 25,
    Person = 1 << 26,
    In = 1 << 27,
    Shown = 1 << 28,
    Deed = 1 << 29,
    Origin = 1 << 30,
    The = 1 << 31,
    Exit = 1 << 32,
    Joins = 1 << 33,
    Modal = 1 << 34,
    Declares = 1 << 35,
    Comment = 1 << 36,
    Turn = 1 << 37,
    Presses = 1 << 38,
    Hides = 1 << 39,
    Unnamed = 1 << 40,
    Talk = 1 << 41,
}

/// The classes of the list by their names there.
const ROLES: &[(&str, Role)] = &[
    ("addressed", Role::Addressed),
    ("channel_preposition", Role::ChannelPreposition),
    ("channel", Role::Channel),
    ("document", Role::Document),
    ("organization", Role::Organization),
    ("group", Role::Group),
    ("anonymous", Role::Anonymous),
    ("refused", Role::Refused),
    ("unanswered", Role::Unanswered),
    ("request", Role::Request),
    ("that", Role::That),
    ("to", Role::To),
    ("whether", Role::Whether),
    ("possessive", Role::Possessive),
    ("genitive", Role::Genitive),
    ("negation", Role::Negation),
    ("tie", Role::Tie),
    ("belonging", Role::Belonging),
    ("relative", Role::Relative),
    ("manner", Role::Manner),
    ("quoted", Role::Quoted),
    ("particle", Role::Particle),
    ("named", Role::Named),
    ("question", Role::Question),
    ("and", Role::And),
    ("as", Role::As),
    ("in", Role::In),
    ("shown", Role::Shown),
    ("deed", Role::Deed),
    ("origin", Role::Origin),
    ("the", Role::The),
    ("exit", Role::Exit),
    ("joins", Role::Joins),
    ("modal", Role::Modal),
    ("declares", Role::Declares),
    ("comment", Role::Comment),
    ("turn", Role::Turn),
    ("presses", Role::Presses),
    ("hides", Role::Hides),
    ("unnamed", Role::Unnamed),
    ("talk", Role::Talk),
];

/// What the lists know of a word.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known {
    /// Its [`Role`]s, a bit each.
    roles: u64,
    /// Its place in [`Lexicon::cues`] and one; 0 if it marks nothing.
    cue: u16,
}

impl Known {
    /// Returns true if it has the role.
    pub fn has(self, role: Role) -> bool {
        self.roles & role as u64 != 0
    }

    /// Returns true if it may mark speech.
    pub fn is_cue(self) -> bool {
        self.cue != 0
    }
}

/// The lists of the stage.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// By the [`hash`] of a word.
    words: FxHashMap<u64, Known>,
    cues: Vec<Readings>,
}

impl Lexicon {
    /// Opens the lists of a language.
    ///
    /// # Errors
    /// If a row has an unknown class or polarity.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let mut lexicon = Self::default();
        folder.read("quote/cues", |[lemma, class, polarity, forms]| {
            let (class, polarity) = (class_of(class)?, polarity_of(polarity)?);
            let entry = Entry { lemma, hash: hash(lemma), class, polarity };
            for form in forms.split(' ') {
                let word = lexicon.words.entry(hash(form)).or_default();
                if word.cue == 0 {
                    lexicon.cues.push(Readings::default());
                    word.cue = u16::try_from(lexicon.cues.len()).map_err(|_| "too many forms")?;
                }
                lexicon.cues[usize::from(word.cue) - 1][usize::from(class == Class::Noun)].get_or_insert(entry);
            }
            Ok(())
        })?;
        folder.read("quote/words", |[name, words]| {
            let role = ROLES.iter().find(|(known, _)| *known == name).ok_or_else(|| format!("unknown class {name:?}"))?.1;
            words.split(' ').for_each(|word| lexicon.words.entry(hash(word)).or_default().roles |= role as u64);
            Ok(())
        })?;
        folder.read("entities/roles", |[noun]| {
            lexicon.words.entry(hash(noun)).or_default().roles |= Role::Person as u64;
            Ok(())
        })?;
        Ok(lexicon)
    }

    /// Returns what is known of the word of this [`hash`].
    pub fn known(&self, word: u64) -> Known {
        self.words.get(&word).copied().unwrap_or_default()
    }

    /// Returns the entry of a word that may mark speech; its part of speech chooses among readings.
    pub fn entry(&self, word: Known, upos: Upos) -> Option<Entry> {
        let [verb, noun] = self.cues[usize::from(word.cue).checked_sub(1)?];
        if matches!(upos, Upos::Noun | Upos::Propn) { noun.or(verb) } else { verb.or(noun) }
    }

    /// Returns true if the word of this [`hash`] has the role.
    pub fn has_role(&self, word: u64, role: Role) -> bool {
        self.known(word).has(role)
    }
}

fn class_of(name: &str) -> Result<Class, String> {
    Ok(match name {
        "speech" => Class::Speech,
        "thought" => Class::Thought,
        "silence" => Class::Silence,
        "noun" => Class::Noun,
        "source" => Class::Source,
        "mark" => Class::Mark,
        "frame" => Class::Frame,
        _ => return Err(format!("unknown class {name:?}")),
    })
}

fn polarity_of(name: &str) -> Result<Polarity, String> {
    Ok(match name {
        "said" => Polarity::Said,
        "denied" => Polarity::Denied,
        "not_said" => Polarity::NotSaid,
        _ => return Err(format!("unknown polarity {name:?}")),
    })
}
