//! The words that make temporal expressions, from `data/lang/en/time/words.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::number;
use super::classes::{Classes, Filter};
use super::rules::{Groups, Rooms, Rules};
use super::unit::{Season, Unit};
use crate::lexicon::folder::{Folder, ListError};
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
    /// Days from today.
    Day(i8),
    Tonight,
    Overnight,
    Direction(Direction),
    Edge(&'static str),
    EdgeOf(&'static str),
    Shift(Shift),
    Reference(&'static str),
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
    /// What rules that name the word make of it.
    pub rooms: Option<Rooms>,
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
            _ => Classes::default(),
        }));
        self.roles.push(role);
    }
}

/// The words that make temporal expressions.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    places: FxHashMap<u64, u16>,
    words: Vec<Word>,
    filter: Filter,
}

impl Lexicon {
    /// Opens the words of a language, with those that the rules name.
    ///
    /// # Errors
    /// If a row of the list has no such role.
    pub fn open(folder: &Folder, rules: &Rules) -> Result<Self, ListError> {
        let mut found = Self::default();
        for word in number::words() {
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
        for word in number::shares() {
            found.entry(word).is(Classes::NUMERAL.or(Classes::HOUR));
        }
        folder.read("time/words", |[word, kind, value]| {
            let role = role(kind, value).ok_or_else(|| format!("no such role: {kind:?} {value:?}"))?;
            found.entry(hash(word)).add(role);
            Ok(())
        })?;
        for (word, rooms) in rules.words() {
            let word = found.entry(word);
            word.rooms = Some(*rooms);
            word.is(Classes::ASKED);
        }
        for (word, groups) in rules.grouped() {
            found.entry(word).groups = groups;
        }
        for &word in FIXED.all() {
            found.entry(word).is(Classes::ASKED);
        }
        Ok(found)
    }

    fn entry(&mut self, hash: u64) -> &mut Word {
        let next = self.words.len();
        let place = usize::from(*self.places.entry(hash).or_insert(next as u16));
        if place == next {
            self.filter.add(hash);
            self.words.push(Word::default());
        }
        &mut self.words[place]
    }

    /// The word with this hash; nothing if no expression and no rule asks for it, which spares most words the rest.
    pub fn word(&self, hash: u64) -> Option<&Word> {
        if !self.filter.has(hash) {
            return None;
        }
        self.places.get(&hash).and_then(|&place| self.words.get(usize::from(place)))
    }

    /// What the word with this hash can be.
    pub fn roles(&self, hash: u64) -> &[Role] {
        self.word(hash).map_or(&[], |word| word.roles.as_slice())
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
        "reference" => Role::Reference(value),
        "set" => Role::Set(value),
        "vague" => Role::Vague,
        "about" => Role::About(value),
        "zone" => Role::Zone(value),
        _ => return None,
    })
}

/// Words that the rules name by themselves.
macro_rules! fixed {
    ($($name:ident $word:literal)+) => {
        /// The hashes of words that single rules ask for.
        #[derive(Debug)]
        pub(super) struct Fixed { $(pub $name: u64),+ }

        pub(super) static FIXED: LazyLock<Fixed> = LazyLock::new(|| Fixed { $($name: hash($word)),+ });

        impl Fixed {
            fn all(&self) -> &'static [u64] {
                static ALL: LazyLock<Vec<u64>> = LazyLock::new(|| vec![$(hash($word)),+]);
                &ALL
            }
        }
    };
}

fixed! {
    a "a" ad "ad" bi "bi" no "no" fewer "fewer" up "up" can "can" could "could" d "d" did "did" must "must" semi "semi" should "should" weekday "weekday" will "will"
    would "would" might "might" may "may" ll "ll" wo "wo" after "after" age "age" all "all" am "am" an "an" and "and" another "another" as_ "as" at "at" b "b"
    bc "bc" bce "bce" be "be" before "before" beginning "beginning" starting "starting" between "between" business "business" but "but" by "by" c "c"
    calendar "calendar" ce "ce" clock "clock" consecutive "consecutive" current "current" date "date" day "day" days "days"
    during "during" each "each" earlier "earlier" early "early" end "end" ended "ended" ending "ending" entire "entire" every "every" final_ "final"
    financial "financial" first "first" fiscal "fiscal" for_ "for" foreseeable "foreseeable" former "former" from "from"
    full "full" future "future" fy "fy" h "h" half "half" her "her" his "his" hours "hours" immediate "immediate" in_ "in"
    its "its" just "just" last "last" late "late" later "later" latter "latter" least "least" less "less" long "long" m "m"
    moment "moment" month "month" more "more" most "most" near "near" next "next" not "not" now "now" o "o" of "of" old "old" on "on"
    around "around" about "about" ish "ish" oclock "oclock" once "once" or "or" other "other" our "our" over "over" p "p" part "part" past "past" per "per" period "period"
    pm "pm" present "present" q1 "q" qtr "qtr" quarter "quarter" recent "recent" rest "rest" right "right" s "s" same "same" school "school"
    since "since" some "some" straight "straight" term "term" than "than" that "that" the "the" their "their"
    these "these" this "this" those "those" through "through" throughout "throughout" till "till" time "time" times "times" to "to"
    today "today" tonight "tonight" trading "trading" twice "twice" until "until" week "week" weekend "weekend"
    whole "whole" within "within" working "working" year "year"
}

impl Fixed {
    /// Words before which "last" is a verb.
    pub(super) fn modals(&self) -> [u64; 14] {
        let Self { will, would, to, can, could, may, might, must, should, not, ll, d, did, wo, .. } = *self;
        [will, would, to, can, could, may, might, must, should, not, ll, d, did, wo]
    }
}
