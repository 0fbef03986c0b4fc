//! Days with a name, from `data/time/holidays.tsv` and from the user.

use jiff::ToSpan;
use jiff::civil::Date as Day;
use rustc_hash::FxHashMap;

use super::super::lexeme::{Kind, Lexeme, read_row};
use super::calendar::{day, easter, nth_weekday};

/// When a day comes each year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// Month and day.
    Fixed(u8, u8),
    /// Month, weekday, which one (-1 the last), days after that.
    Nth(u8, u8, i8, i8),
    /// Days from Easter Sunday.
    Easter(i8),
    /// A single day of history.
    Once(i16, u8, u8),
}

impl Rule {
    /// Reads `MM-DD`, `MM-D/N`, `MM-D/N+n`, `EASTER+n` or `YYYY-MM-DD`.
    fn parse(text: &str) -> Option<Self> {
        if let Some(days) = text.strip_prefix("EASTER") {
            return Some(Self::Easter(days.parse().ok()?));
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
            Self::Once(year, month, d) => day(i32::from(year), month, d),
        }
    }
}

/// Names of days, by their first word.
#[derive(Debug, Default)]
pub struct Holidays {
    names: FxHashMap<u64, Vec<(Vec<u64>, Rule)>>,
}

impl Holidays {
    /// The days that everyone knows and those of the user's rows, in the form of the data file: name, tab, when.
    ///
    /// # Errors
    /// The first row that has no name or no such form.
    pub fn new<S: AsRef<str>>(rows: &[S]) -> Result<Self, String> {
        let mut holidays = Self::default();
        for (name, when, _) in super::super::rows(include_str!("../../../data/time/holidays.tsv")) {
            holidays.add(name, when);
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
        let words: Vec<u64> = read_row(name).iter().filter(|l| l.is_word()).map(|l| l.hash).collect();
        let (Some(&first), Some(rule)) = (words.first(), Rule::parse(when.trim())) else { return false };
        let list = self.names.entry(first).or_default();
        list.push((words, rule));
        // The longest name first, so that Christmas Eve is not Christmas; what was added last wins among equals.
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        true
    }

    /// Whether a name of a day begins with the word of this hash.
    pub(super) fn begins(&self, hash: u64) -> bool {
        self.names.contains_key(&hash)
    }

    /// The day whose name begins at lexeme `i`, and the lexeme after it. Apostrophes are passed over.
    pub(super) fn find(&self, lexemes: &[Lexeme], i: usize) -> Option<(usize, Rule)> {
        let first = lexemes.get(i).filter(|l| l.is_word() && l.capital)?;
        let candidates = self.names.get(&first.hash)?;
        candidates.iter().find_map(|(words, rule)| {
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
        for (name, when, example) in super::super::super::rows(include_str!("../../../data/time/holidays.tsv")) {
            let rule = Rule::parse(when).unwrap_or_else(|| panic!("{name}: {when}"));
            let (year, date) = example.split_once(' ').expect("an example");
            assert_eq!(rule.day(year.parse().expect("a year")).map(|d| d.to_string()).as_deref(), Some(date), "{name}");
            let lexemes = read_row(name);
            assert_eq!(holidays.find(&lexemes, 0).map(|found| found.0), Some(lexemes.len()), "{name}");
        }
    }

    #[test]
    fn a_user_adds_a_day_and_hears_of_a_bad_row() {
        let holidays = Holidays::new(&["Harbour Festival\t07-6/2"]).expect("a good row");
        let lexemes = read_row("Harbour Festival");
        assert_eq!(holidays.find(&lexemes, 0), Some((2, Rule::Nth(7, 6, 2, 0))));
        assert!(Holidays::new(&["Harbour Festival 07-12"]).is_err());
    }
}
