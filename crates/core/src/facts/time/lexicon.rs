//! The words that make temporal expressions, from `data/lang/en/time/words.tsv`.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::number::Numbers;
use super::classes::Classes;
use super::rules::{self, Groups, Rooms, Rules};
use super::unit::{Season, Unit};
use crate::lexicon::folder::{Folder, ListError};
use crate::model::filter::Filter;
use crate::text::hash::hash;

/// What a word can be in a temporal expression.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Role {
    /// Its number; whether the word has other common meanings.
    Month(u8, bool),
    Weekday(u8, bool),
    Weekdays(u8),
    /// The unit; whether the word is a plural; whether it is an abbreviation.
    Unit(Unit, bool, bool),
    /// Its end: "EOY".
    UnitEnd(Unit),
    /// TIMEX3 part of the day.
    Part(&'static str),
    Parts(&'static str),
    /// A named hour.
    Clock(u8),
    Season(Season),
    /// The tens of a decade: 7 for "seventies".
    Tens(u8),
    /// Days from today.
    Day(i8),
    Tonight,
    Overnight,
    Direction(Direction),
    Edge(&'static str),
    EdgeOf(&'static str),
    Shift(Shift),
    Set(&'static str),
    Vague,
    About(&'static str),
    /// Minutes from UTC.
    Zone(&'static str),
}

/// Which one of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// "last": the one before the day of publication.
    Last,
    /// "latest": the one that is over.
    Latest,
    /// "past": a length of time up to now.
    Past,
    /// "previous": the one before the last date told.
    Previous,
    This,
    Next,
    Coming,
    Following,
    Current,
    /// "that", "the same": the last one told.
    Same,
}

/// What follows a length of time to make it a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shift {
    Ago,
    Earlier,
    Later,
    Hence,
    Before,
    After,
}

/// A word that an expression or a rule can ask for.
#[derive(Debug, Default)]
pub(super) struct Word {
    pub roles: Vec<Role>,
    pub classes: Classes,
    /// What rules that name the word make of it; elsewhere, so that the rest of all words lies close together.
    pub rooms: Option<Box<Rooms>>,
    pub groups: Groups,
}

impl Word {
    fn is(&mut self, classes: Classes) {
        self.classes = self.classes.or(classes);
    }

    fn add(&mut self, role: Role) {
        self.is(Classes::KNOWN.or(match role {
            Role::Unit(..) => Classes::UNIT,
            Role::Weekday(..) => Classes::WEEKDAY,
            Role::Month(..) => Classes::MONTH,
            Role::Season(_) => Classes::SEASON,
            Role::Part(_) => Classes::PART,
            Role::Parts(_) => Classes::PARTS,
            Role::Day(_) => Classes::TODAY,
            Role::Clock(_) => Classes::HOUR,
            Role::Set(_) => Classes::OFTEN,
            Role::Weekdays(_) => Classes::WEEKDAYS,
            _ => Classes::default(),
        }));
        self.roles.push(role);
    }
}

/// Size of the filter of words: 16,384 bits.
const FILTER: usize = 512;

/// The words that make temporal expressions.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// The place of each word among the words, with its classes: more is asked of few.
    places: FxHashMap<u64, (u16, Classes)>,
    words: Vec<Word>,
    filter: Box<Filter<FILTER>>,
    /// The words of numbers.
    pub numbers: Numbers,
    pub fixed: Fixed,
    pub nouns: Nouns,
}

/// Nouns that say what a month or a number beside them is.
#[derive(Debug, Default)]
pub(super) struct Nouns {
    /// Titles, behind which a month is a surname.
    pub title: FxHashSet<u64>,
    /// Plurals without an s, and words that end in one and are none.
    pub plural: FxHashSet<u64>,
    pub singular: FxHashSet<u64>,
    /// Words that number what stands behind them: with a capital, and capital or small.
    pub numbered: FxHashSet<u64>,
    pub page: FxHashSet<u64>,
}

impl Nouns {
    fn of(&mut self, class: &str) -> Option<&mut FxHashSet<u64>> {
        Some(match class {
            "title" => &mut self.title,
            "plural" => &mut self.plural,
            "singular" => &mut self.singular,
            "numbered" => &mut self.numbered,
            "page" => &mut self.page,
            _ => return None,
        })
    }

    /// Whether a word in small letters looks like a plural.
    pub fn is_plural(&self, word: &str, hash: u64) -> bool {
        let ends = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
        self.plural.contains(&hash) || ends && !self.singular.contains(&hash)
    }
}

impl Lexicon {
    /// Opens the words of a language, with those that the rules name.
    ///
    /// # Errors
    /// If a row of the list has no such role.
    pub fn open(folder: &Folder, rules: &Rules) -> Result<Self, ListError> {
        let numbers = Numbers::open(folder)?;
        let mut found = Self::default();
        for word in numbers.words() {
            found.entry(word).is(Classes::KNOWN.or(Classes::NUMERAL));
        }
        folder.read("time/openers", |[class, words]| {
            let classes = match class {
                "opener" => Classes::KNOWN,
                "leader" => Classes::LEADER,
                "numeral" => Classes::KNOWN.or(Classes::NUMERAL),
                _ => return Err(format!("unknown class {class:?}")),
            };
            words.split(' ').map(hash).for_each(|word| found.entry(word).is(classes));
            Ok(())
        })?;
        for word in numbers.shares() {
            found.entry(word).is(Classes::NUMERAL.or(Classes::HOUR));
        }
        folder.read("time/words", |[word, kind, value]| {
            let role = role(kind, value).ok_or_else(|| format!("no such role: {kind:?} {value:?}"))?;
            found.entry(hash(word)).add(role);
            Ok(())
        })?;
        for (word, rooms) in rules.words() {
            let word = found.entry(word);
            word.rooms = Some(Box::new(*rooms));
            word.is(Classes::ASKED.or(if rules::opens(rooms) { Classes::OPENER } else { Classes::default() }));
        }
        for (word, groups) in rules.grouped() {
            found.entry(word).groups = groups;
        }
        folder.read("time/fixed", |[name, word]| {
            *found.fixed.of(name).ok_or_else(|| format!("no rule has a word {name:?}"))? = hash(word);
            Ok(())
        })?;
        for word in found.fixed.all().collect::<Vec<_>>() {
            found.entry(word).is(Classes::ASKED);
        }
        folder.read("time/nouns", |[class, words]| {
            found.nouns.of(class).ok_or_else(|| format!("unknown class {class:?}"))?.extend(words.split(' ').map(hash));
            Ok(())
        })?;
        #[allow(clippy::iter_over_hash_type, reason = "the order plays no part")]
        for (place, classes) in found.places.values_mut() {
            *classes = found.words[usize::from(*place)].classes;
        }
        found.numbers = numbers;
        Ok(found)
    }

    fn entry(&mut self, hash: u64) -> &mut Word {
        let next = self.words.len();
        let place = usize::from(self.places.entry(hash).or_insert((next as u16, Classes::default())).0);
        if place == next {
            self.filter.add(hash);
            self.words.push(Word::default());
        }
        &mut self.words[place]
    }

    /// The word with this hash and its classes; nothing if no expression and no rule asks for it, which spares most words the rest.
    pub fn word(&self, hash: u64) -> Option<(&Word, Classes)> {
        if !self.filter.has(hash) {
            return None;
        }
        self.places.get(&hash).and_then(|&(place, classes)| Some((self.words.get(usize::from(place))?, classes)))
    }

    /// What the word with this hash can be.
    pub fn roles(&self, hash: u64) -> &[Role] {
        self.word(hash).map_or(&[], |(word, _)| word.roles.as_slice())
    }
}

fn role(kind: &str, value: &'static str) -> Option<Role> {
    let number = || value.trim_end_matches('?').parse::<u8>().ok();
    let doubtful = value.ends_with('?');
    Some(match kind {
        "month" => Role::Month(number()?, doubtful),
        "weekday" => Role::Weekday(number()?, doubtful),
        "weekdays" => Role::Weekdays(number()?),
        "unit" => Role::Unit(Unit::from_code(value.trim_end_matches(['+', '?']))?, value.ends_with('+'), doubtful),
        "unit_end" => Role::UnitEnd(Unit::from_code(value)?),
        "part" => Role::Part(value),
        "parts" => Role::Parts(value),
        "clock" => Role::Clock(value.get(..2)?.parse().ok()?),
        "season" => Role::Season(Season::from_code(value)?),
        "tens" => Role::Tens(number()?),
        "day" => Role::Day(value.parse().ok()?),
        "tonight" => Role::Tonight,
        "overnight" => Role::Overnight,
        "direction" => Role::Direction(match value {
            "-1" => Direction::Last,
            "-2" => Direction::Past,
            "-3" => Direction::Previous,
            "-4" => Direction::Latest,
            "0" => Direction::This,
            "1" => Direction::Next,
            "2" => Direction::Coming,
            "3" => Direction::Following,
            "4" => Direction::Current,
            "5" => Direction::Same,
            _ => return None,
        }),
        "edge" => Role::Edge(value),
        "edge_of" => Role::EdgeOf(value),
        "shift" => Role::Shift(match value {
            "ago" => Shift::Ago,
            "earlier" => Shift::Earlier,
            "later" => Shift::Later,
            "hence" => Shift::Hence,
            "before" => Shift::Before,
            "after" => Shift::After,
            _ => return None,
        }),
        "set" => Role::Set(value),
        "vague" => Role::Vague,
        "about" => Role::About(value),
        "zone" => Role::Zone(value),
        _ => return None,
    })
}

/// Makes a field for each name of `fixed.tsv`.
macro_rules! fixed {
    ($($name:ident)+) => {
        /// The hashes of words that single rules ask for; 0, which no word has, for those that a language lacks.
        #[derive(Debug, Default)]
        pub(super) struct Fixed {
            $(pub $name: u64,)+
        }

        impl Fixed {
            fn of(&mut self, name: &str) -> Option<&mut u64> {
                match name {
                    $(stringify!($name) => Some(&mut self.$name),)+
                    _ => None,
                }
            }

            fn all(&self) -> impl Iterator<Item = u64> {
                [$(self.$name),+].into_iter().filter(|&word| word != 0)
            }
        }
    };
}

fixed! {
    a ad no fewer up can could d did must should will would might may ll wo after age all am an and another as_ at b bc bce
    before beginning starting between business but by c calendar ce clock consecutive date day during earlier early end
    ended ending entire final_ financial first fiscal for_ from full fy h half her his hours in_ its just last late later
    latter least less long m month more most next not now o of old on around about ish oclock or other our over p part past
    period pm q1 qtr quarter recent rest right s same school since some straight term than that the their these this those
    through throughout till to today tonight trading until week weekend whole within working year
}

impl Fixed {
    /// Words before which "last" is a verb.
    pub(super) fn modals(&self) -> [u64; 14] {
        let Self { will, would, to, can, could, may, might, must, should, not, ll, d, did, wo, .. } = *self;
        [will, would, to, can, could, may, might, must, should, not, ll, d, did, wo]
    }
}
