//! Days with a name, from `data/lang/en/time/{holidays,feasts}.tsv` and from the user.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date as Day;
use rustc_hash::FxHashMap;

use super::super::lexeme::{Kind, Lexeme, read_row};
use super::calendar::{day, easter, nth_weekday, orthodox_easter};
use crate::lexicon::folder::Folder;
use crate::model::filter::Filter;

/// When a day comes each year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// Month and day.
    Fixed(u8, u8),
    /// Month, weekday, which one (-1 the last), days after that.
    Nth(u8, u8, i8, i8),
    /// Days from Easter Sunday.
    Easter(i8),
    /// Days from Easter Sunday of the eastern churches.
    Orthodox(i8),
    /// A list of days, month and day as one number, from a first year on: the feasts of other calendars.
    Listed(i32, &'static [u16]),
    /// A single day of history.
    Once(i16, u8, u8),
}

impl Rule {
    /// Reads `MM-DD`, `MM-D/N`, `MM-D/N+n`, `EASTER+n` or `YYYY-MM-DD`.
    fn parse(text: &str) -> Option<Self> {
        if let Some(days) = text.strip_prefix("EASTER") {
            return Some(Self::Easter(days.parse().ok()?));
        }
        if let Some(days) = text.strip_prefix("ORTHODOX") {
            return Some(Self::Orthodox(days.parse().ok()?));
        }
        if text.len() == 10 {
            return Some(Self::Once(text.get(..4)?.parse().ok()?, text.get(5..7)?.parse().ok()?, text.get(8..)?.parse().ok()?));
        }
        let (month, rest) = text.split_once('-')?;
        let month = month.parse().ok().filter(|m| (1..=12).contains(m))?;
        match rest.split_once('/') {
            None => Some(Self::Fixed(month, rest.parse().ok().filter(|d| (1..=31).contains(d))?)),
            Some((weekday, nth)) => {
                let (nth, after) = nth.split_once('+').unwrap_or((nth, "0"));
                let weekday = weekday.parse().ok().filter(|d| (1..=7).contains(d))?;
                Some(Self::Nth(month, weekday, nth.parse().ok()?, after.parse().ok()?))
            }
        }
    }

    /// The day in that year.
    pub fn day(self, year: i32) -> Option<Day> {
        match self {
            Self::Fixed(month, d) => day(year, month, d),
            Self::Nth(month, weekday, nth, after) => nth_weekday(year, month, weekday, nth)?.checked_add(after.days()).ok(),
            Self::Easter(days) => easter(year)?.checked_add(days.days()).ok(),
            Self::Orthodox(days) => orthodox_easter(year)?.checked_add(days.days()).ok(),
            Self::Listed(first, days) => {
                let date = *days.get(usize::try_from(year - first).ok()?)?;
                day(year, (date / 100) as u8, (date % 100) as u8)
            }
            Self::Once(year, month, d) => day(i32::from(year), month, d),
        }
    }
}

/// The feasts of other calendars: names apart by "|", first year, days.
static FEASTS: LazyLock<Vec<(&'static str, i32, Vec<u16>)>> = LazyLock::new(|| {
    Folder::english()
        .rows("time/feasts")
        .map(|row| row.cells::<3>())
        .map(|[names, first, days]| {
            let days = days.split(' ').map(|day| day.parse().unwrap_or_default()).collect();
            (names, first.parse().unwrap_or_default(), days)
        })
        .collect()
});

/// A day, by the words of its name.
#[derive(Debug)]
struct Named {
    words: Vec<u64>,
    rule: Rule,
    /// Known in small letters too: "eid al-fitr", but not "victory day".
    small: bool,
}

/// Size of the filter of first words: 16,384 bits.
const FILTER: usize = 512;

/// Names of days, by their first word.
#[derive(Debug, Default)]
pub struct Holidays {
    names: FxHashMap<u64, Vec<Named>>,
    first: Box<Filter<FILTER>>,
}

impl Holidays {
    /// The days that everyone knows and those of the user's rows, in the form of the data file: name, tab, when.
    ///
    /// # Errors
    /// The first row that has no name or no such form.
    pub fn new<S: AsRef<str>>(rows: &[S]) -> Result<Self, String> {
        let mut holidays = Self::default();
        for [name, when, _] in Folder::english().rows("time/holidays").map(|row| row.cells::<3>()) {
            holidays.add(name, when);
        }
        for (names, first, days) in FEASTS.iter() {
            for name in names.split('|') {
                // "eid" and "rakhi" alone may be anything.
                holidays.name(
                    name,
                    Rule::Listed(*first, days),
                    name.len() > 5 || matches!(name, "Holi" | "Onam" | "Purim" | "Vesak"),
                );
            }
        }
        for row in rows {
            let row = row.as_ref();
            let added =
                row.split_once('\t').is_some_and(|(name, rest)| holidays.add(name, rest.split('\t').next().unwrap_or(rest)));
            if !added {
                return Err(format!("{row:?} is not a name, a tab and a day like 11-05, 11-4/4 or EASTER-2"));
            }
        }
        Ok(holidays)
    }

    fn add(&mut self, name: &str, when: &str) -> bool {
        let when = when.trim();
        let small = when.ends_with('~');
        Rule::parse(when.trim_end_matches('~')).is_some_and(|rule| self.name(name, rule, small))
    }

    fn name(&mut self, name: &str, rule: Rule, small: bool) -> bool {
        let words: Vec<u64> = read_row(name).iter().filter(|l| l.is_word()).map(|l| l.hash).collect();
        let Some(&first) = words.first() else { return false };
        self.first.add(first);
        let list = self.names.entry(first).or_default();
        // What was added last wins among equals.
        list.insert(0, Named { words, rule, small });
        // The longest name first, so that Christmas Eve is not Christmas.
        list.sort_by_key(|named| std::cmp::Reverse(named.words.len()));
        true
    }

    /// Whether a name of a day begins with the word of this hash.
    pub(super) fn begins(&self, hash: u64) -> bool {
        self.first.has(hash) && self.names.contains_key(&hash)
    }

    /// The day whose name begins at lexeme `i`, and the lexeme after it. Apostrophes are passed over.
    pub(super) fn find(&self, lexemes: &[Lexeme], i: usize) -> Option<(usize, Rule)> {
        let first = lexemes.get(i).filter(|l| l.is_word() && self.first.has(l.hash))?;
        let candidates = self.names.get(&first.hash)?;
        candidates.iter().find_map(|Named { words, rule, small }| {
            if !first.capital && !small {
                return None;
            }
            let mut j = i;
            for (n, word) in words.iter().enumerate() {
                while n > 0 && matches!(lexemes.get(j)?.kind, Kind::Mark('\'' | '’' | '-' | '.')) {
                    j += 1;
                }
                if lexemes.get(j).filter(|l| l.is_word())?.hash != *word {
                    return None;
                }
                j += 1;
            }
            Some((j, *rule))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_list_gives_its_example() {
        let holidays = Holidays::new::<&str>(&[]).expect("the list parses");
        for [name, when, example] in Folder::english().rows("time/holidays").map(|row| row.cells::<3>()) {
            let rule = Rule::parse(when.trim_end_matches('~')).unwrap_or_else(|| panic!("{name}: {when}"));
            let (year, date) = example.split_once(' ').expect("an example");
            assert_eq!(rule.day(year.parse().expect("a year")).map(|d| d.to_string()).as_deref(), Some(date), "{name}");
            let lexemes = read_row(name);
            assert_eq!(holidays.find(&lexemes, 0).map(|found| found.0), Some(lexemes.len()), "{name}");
        }
    }

    #[test]
    fn feasts_of_other_calendars_have_a_day_in_years_to_come() {
        for (names, first, days) in FEASTS.iter() {
            // A feast of the moon may leave a year out.
            let known = (2015..2035).filter(|year| Rule::Listed(*first, days).day(*year).is_some()).count();
            assert!(known >= 15, "{names} {known}");
        }
        let holidays = Holidays::new::<&str>(&[]).expect("the list parses");
        let lexemes = read_row("eid al-adha");
        let rule = holidays.find(&lexemes, 0).map(|found| found.1).expect("known in small letters");
        assert_eq!(rule.day(2025).map(|d| d.to_string()).as_deref(), Some("2025-06-06"));
    }

    #[test]
    fn a_user_adds_a_day_and_hears_of_a_bad_row() {
        let holidays = Holidays::new(&["Harbour Festival\t07-6/2"]).expect("a good row");
        let lexemes = read_row("Harbour Festival");
        assert_eq!(holidays.find(&lexemes, 0), Some((2, Rule::Nth(7, 6, 2, 0))));
        assert!(Holidays::new(&["Harbour Festival 07-12"]).is_err());
    }
}
