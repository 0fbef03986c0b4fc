//! The words that make temporal expressions, from `data/lang/en/time/words.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::number;
use super::unit::{Season, Unit};
use crate::lexicon::folder::Folder;
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

/// The words that an expression can begin with, with what they can be: those of the list, numbers, and those that single rules ask for.
static WORDS: LazyLock<FxHashMap<u64, Vec<Role>>> = LazyLock::new(|| {
    let others = "the a an at more less most every each once twice another these those half not fiscal fy right future first \
        latter all one up present financial full weekend q h near their its his her our final year rest as time former to per \
        past noon calendar school semi bi ad no long whole entire";
    let mut words: FxHashMap<u64, Vec<Role>> =
        others.split(' ').map(hash).chain(number::words()).map(|word| (word, Vec::new())).collect();
    for [word, kind, value] in Folder::english().rows("time/words").map(|row| row.cells::<3>()) {
        if let Some(role) = role(kind, value) {
            words.entry(hash(word)).or_default().push(role);
        }
    }
    words
});

/// What the word with this hash can be; nothing if no expression can begin with it, which spares most words the rest.
pub(super) fn roles(hash: u64) -> Option<&'static [Role]> {
    WORDS.get(&hash).map(Vec::as_slice)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_list_has_a_role() {
        for [word, kind, value] in Folder::english().rows("time/words").map(|row| row.cells::<3>()) {
            assert!(role(kind, value).is_some(), "{word} {kind} {value}");
        }
    }
}
