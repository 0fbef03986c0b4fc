//! The words that make temporal expressions, from `data/time/words.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::calendar::{Season, Unit};
use crate::syntax::hash;

/// What a word can be in a temporal expression.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Role {
    /// Its number; whether the word has other common meanings.
    Month(u8, bool),
    Weekday(u8, bool),
    Weekdays(u8),
    /// The unit; whether the word is a plural; whether it is an abbreviation.
    Unit(Unit, bool, bool),
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

static WORDS: LazyLock<FxHashMap<u64, Vec<Role>>> = LazyLock::new(|| {
    let mut words: FxHashMap<u64, Vec<Role>> = FxHashMap::default();
    for (word, kind, value) in super::super::rows(include_str!("../../../data/time/words.tsv")) {
        if let Some(role) = role(kind, value) {
            words.entry(hash(word)).or_default().push(role);
        }
    }
    words
});

/// What the word with this hash can be.
pub(super) fn roles(hash: u64) -> &'static [Role] {
    WORDS.get(&hash).map_or(&[], Vec::as_slice)
}

fn role(kind: &str, value: &'static str) -> Option<Role> {
    let number = || value.trim_end_matches('?').parse::<u8>().ok();
    let doubtful = value.ends_with('?');
    Some(match kind {
        "month" => Role::Month(number()?, doubtful),
        "weekday" => Role::Weekday(number()?, doubtful),
        "weekdays" => Role::Weekdays(number()?),
        "unit" => Role::Unit(Unit::from_code(value.trim_end_matches(['+', '?']))?, value.ends_with('+'), doubtful),
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
    a "a" ad "ad" afternoon "afternoon" age "age" all "all" am "am" an "an" and "and" another "another" at "at" b "b" bc "bc" bce "bce"
    between "between" both "both" but "but" by "by" c "c" ce "ce" clock "clock" date "date" day "day" days "days" decade "decade"
    during "during" each "each" early "early" every "every" few "few" fiscal "fiscal" for_ "for" from "from" fy "fy" half "half"
    hour "hour" hours "hours" in_ "in" least "least" less "less" long "long" m "m" medium "medium" moment "moment" more "more"
    most "most" not "not" now "now" o "o" of "of" old "old" on "on" once "once" one "one" or "or" other "other" over "over"
    p "p" part "part" pm "pm" q1 "q" h "h" recent "recent" s "s" since "since" so "so" some "some" the "the" than "than" then "then"
    these "these" this "this" those "those" through "through" throughout "throughout" time "time" to "to" today "today"
    tonight "tonight" twice "twice" until "until" till "till" up "up" us "us" weekend "weekend" within "within" year "year" years "years"
    night "night" future "future" past "past" calendar "calendar" ended "ended" earlier "earlier" later "later" their "their" per "per"
    consecutive "consecutive" straight "straight" business "business" working "working" trading "trading" financial "financial"
    school "school" academic "academic" term "term" period "period" right "right" just "just" present "present" near "near"
    foreseeable "foreseeable" immediate "immediate" latter "latter" late "late" first "first" last "last" second "second" final_ "final"
    ending "ending" be "be" week "week" month "month" quarter "quarter" its "its" his "his" her "her" our "our" whole "whole" entire "entire"
    full "full" former "former" current "current" before "before" after "after" as_ "as" said "said" says "says" due "due" next "next"
    alone "alone" eve "eve" shortly "shortly" moments "moments" rest "rest" remainder "remainder" course "course" any "any" that "that" same "same"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_list_has_a_role() {
        for (word, kind, value) in super::super::super::rows(include_str!("../../../data/time/words.tsv")) {
            assert!(role(kind, value).is_some(), "{word} {kind} {value}");
        }
    }
}
