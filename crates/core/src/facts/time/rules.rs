//! The table of rules: patterns over words and roles, and what an expression of that form says.
//!
//! A row of `data/lang/en/time/rules.tsv` has the name of the rule, its pattern, its reading, a TIMEX3 modifier, an example and
//! what the example shows. The expression stands between `[` and `]`; what is outside is looked at only.
//!
//! | in a pattern | matches |
//! |---|---|
//! | `for`, `a\|an` | a word, one of some words |
//! | `@report` | a word of a group of `groups.tsv` |
//! | `NUM ORD DAY UNIT UNITS WEEKDAY MONTH SEASON SEASONS PART PARTS YEAR DATE POINTED DECADE` | a number, an ordinal, a day of the month, a unit, ... |
//! | `OLDYEAR SAID DECADE TENS HHMM CLOCK TODAY FEAST SMALL ODDS` | a year before 1800, one in words, a decade, "seventies", 0800, a clock, a day from today, a feast, a number above one, 4/6 |
//! | `WORD LOWER NOUN NAME PAST VERB ANY` | any word, one in small letters, such a one that is no verb, one with a capital, a verb in the past, a verb, anything |
//! | `END START` | the end or the start of a sentence, or a mark |
//! | `REPORT` | nothing, in a sentence that reports figures |
//! | `^may`, `_week` | the word with, or without, a capital |
//! | `, : - (` and other marks | that mark; `-` any dash |
//! | `the?`, `-?` | with or without it |
//! | `!of`, `!LOWER` | something else comes, which is not taken |

use rustc_hash::FxHashMap;

use super::unit::Unit;
use crate::lexicon::folder::{Folder, ListError};
use crate::text::hash::hash;

/// One element of a pattern.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    pub test: Test,
    /// It may be left out.
    pub optional: bool,
    /// It must not come, and nothing is taken.
    pub refused: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    Words(Vec<u64>),
    Capital(Vec<u64>),
    Small(Vec<u64>),
    Mark(char),
    Dash,
    Quote,
    Role(Role),
}

/// What a part of an expression is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Number,
    Ordinal,
    Day,
    Unit,
    Units,
    Weekday,
    Month,
    Season,
    Seasons,
    Part,
    Parts,
    Year,
    Date,
    Clock,
    Pointed,
    Decade,
    OldYear,
    Said,
    Tens,
    FourDigits,
    Today,
    Feast,
    Several,
    EitherUnit,
    LongUnit,
    Report,
    Odds,
    Word,
    Lower,
    Noun,
    Name,
    Past,
    Verb,
    Any,
    End,
    Start,
}

const ROLES: [(&str, Role); 36] = [
    ("NUM", Role::Number),
    ("ORD", Role::Ordinal),
    ("DAY", Role::Day),
    ("UNIT", Role::Unit),
    ("UNITS", Role::Units),
    ("WEEKDAY", Role::Weekday),
    ("MONTH", Role::Month),
    ("SEASON", Role::Season),
    ("SEASONS", Role::Seasons),
    ("PART", Role::Part),
    ("PARTS", Role::Parts),
    ("YEAR", Role::Year),
    ("DATE", Role::Date),
    ("CLOCK", Role::Clock),
    ("POINTED", Role::Pointed),
    ("DECADE", Role::Decade),
    ("OLDYEAR", Role::OldYear),
    ("SAID", Role::Said),
    ("TENS", Role::Tens),
    ("HHMM", Role::FourDigits),
    ("TODAY", Role::Today),
    ("FEAST", Role::Feast),
    ("SMALL", Role::Several),
    ("UNIT2", Role::EitherUnit),
    ("UNITL", Role::LongUnit),
    ("REPORT", Role::Report),
    ("ODDS", Role::Odds),
    ("WORD", Role::Word),
    ("LOWER", Role::Lower),
    ("NOUN", Role::Noun),
    ("NAME", Role::Name),
    ("PAST", Role::Past),
    ("VERB", Role::Verb),
    ("ANY", Role::Any),
    ("END", Role::End),
    ("START", Role::Start),
];

/// What an expression says, with the parts of the pattern that it is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Says {
    /// Not a time at all.
    Nothing,
    Reference(&'static str),
    /// A length: of the number and unit matched, or of this count of the unit.
    Length(Count),
    /// A length of no known unit.
    While,
    /// So many units from an anchor.
    Shift(Option<Unit>, Steps, Anchor),
    /// The weekday, so many days on from the next one.
    WeekdayOn(i8),
    /// The weekday of the week that many weeks on.
    WeekdayIn(i8),
    /// The date matched, so many of the unit on.
    FromDate(Steps),
    /// The date matched, or what is told of it.
    Date,
    /// The season, month, quarter or half of the year matched.
    OfYear(Piece),
    /// The quarter or half of the year counted from the period reported.
    OfReport(Piece, i8),
    /// The clock on the date matched, or on the day told.
    ClockOn,
    /// The hour before a clock of the same range, on the date matched.
    HourBefore,
    /// The hour in the part of the day matched.
    HourIn,
    /// The part of the day matched.
    PartOn,
    /// Hours, minutes and seconds that something took.
    Race,
    /// The month, the day of the month, both, or both with a year of two digits.
    Month,
    Day,
    MonthDay,
    ShortDate,
    /// The period reported, in the year matched.
    ReportIn,
    /// So many units from the day matched.
    FromToday,
    /// The last such weekday, so many days on.
    WeekdayLast(i8),
    /// The week of the date matched.
    WeekOf,
    /// Two numbers of units back.
    BackTwo,
    /// As many units as the ordinal says.
    LengthOrdinal,
    Set(SetOf),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Count {
    Told,
    Vague,
    Of(f64),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Steps {
    Of(i32),
    /// The number matched, on or back.
    On,
    Back,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Anchor {
    Now,
    Told,
    Report,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Piece {
    Season,
    Month,
    NthMonth,
    Quarter,
    Half,
    FirstHalf,
    LastHalf,
    Decade,
    Year,
    Week,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum SetOf {
    Value(&'static str),
    Season,
    Weekday,
    WeekdayPart,
    LastWeekday,
    MonthDay,
    Rate,
    WeekdaysAt,
}

/// A compiled row.
#[derive(Debug)]
pub(super) struct Rule {
    pub name: &'static str,
    /// Looked at before the expression, the nearest last.
    pub before: Vec<Atom>,
    pub inside: Vec<Atom>,
    pub after: Vec<Atom>,
    pub says: Says,
    pub modifier: Option<&'static str>,
}

/// All rules of a language, by the word or role that an expression can begin with.
#[derive(Debug, Default)]
pub(super) struct Rules {
    pub rules: Vec<Rule>,
    by_word: FxHashMap<u64, Vec<u16>>,
    /// Those that begin with a role or a mark.
    others: Vec<u16>,
    groups: FxHashMap<&'static str, Vec<u64>>,
}

impl Rules {
    /// Compiles the rules of a language.
    ///
    /// # Errors
    /// If a row has a pattern or reading that is none.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let mut found = Self::default();
        folder.read("time/groups", |[name, words]| {
            found.groups.entry(name).or_default().extend(words.split(' ').map(hash));
            Ok(())
        })?;
        folder.read("time/rules", |[name, pattern, says, modifier]| {
            let rule = found.rule(name, pattern, says, modifier)?;
            found.index(&rule)?;
            found.rules.push(rule);
            Ok(())
        })?;
        Ok(found)
    }

    /// Whether a word is of a group.
    pub fn is(&self, group: &str, word: u64) -> bool {
        word != 0 && self.groups.get(group).is_some_and(|words| words.contains(&word))
    }

    /// The rules that can begin with a word, in the order of the table.
    pub fn beginning(&self, word: u64) -> impl Iterator<Item = &Rule> {
        let by_word = self.by_word.get(&word).filter(|_| word != 0).map_or(&[][..], Vec::as_slice);
        let (mut a, mut b) = (by_word.iter().peekable(), self.others.iter().peekable());
        std::iter::from_fn(move || {
            let from_words = match (a.peek(), b.peek()) {
                (Some(x), Some(y)) => x < y,
                (first, _) => first.is_some(),
            };
            let index = if from_words { a.next() } else { b.next() };
            index.map(|&i| &self.rules[usize::from(i)])
        })
    }

    /// Whether rules begin with that very word.
    pub fn begins(&self, word: u64) -> bool {
        self.by_word.contains_key(&word)
    }

    fn index(&mut self, rule: &Rule) -> Result<(), String> {
        let index = u16::try_from(self.rules.len()).map_err(|_| "too many rules".to_owned())?;
        for atom in &rule.inside {
            match &atom.test {
                Test::Words(words) | Test::Capital(words) | Test::Small(words) => {
                    for &word in words {
                        let list = self.by_word.entry(word).or_default();
                        if list.last() != Some(&index) {
                            list.push(index);
                        }
                    }
                }
                _ => {
                    if self.others.last() != Some(&index) {
                        self.others.push(index);
                    }
                }
            }
            if !atom.optional {
                return Ok(());
            }
        }
        Err("no element that has to be there".into())
    }

    fn rule(&self, name: &'static str, pattern: &str, says: &'static str, modifier: &'static str) -> Result<Rule, String> {
        let (before, rest) = pattern.split_once('[').ok_or("no \"[\"")?;
        let (inside, after) = rest.split_once(']').ok_or("no \"]\"")?;
        let atoms = |text: &str| text.split_whitespace().map(|word| self.atom(word)).collect::<Result<Vec<_>, _>>();
        Ok(Rule {
            name,
            before: atoms(before)?,
            inside: atoms(inside)?,
            after: atoms(after)?,
            says: Says::parse(says).ok_or_else(|| format!("no such reading: {says:?}"))?,
            modifier: Some(modifier).filter(|m| !m.is_empty() && *m != "-"),
        })
    }

    fn atom(&self, word: &str) -> Result<Atom, String> {
        let (word, refused) = word.strip_prefix('!').filter(|w| !w.is_empty()).map_or((word, false), |w| (w, true));
        let (word, optional) = word.strip_suffix('?').filter(|w| !w.is_empty()).map_or((word, false), |w| (w, true));
        let test = if let Some((_, role)) = ROLES.iter().find(|(name, _)| *name == word) {
            Test::Role(*role)
        } else if let Some(group) = word.strip_prefix('@') {
            Test::Words(self.groups.get(group).ok_or_else(|| format!("no group {group:?}"))?.clone())
        } else if let Some(words) = word.strip_prefix('^').filter(|w| !w.is_empty()) {
            Test::Capital(words.split('|').map(|w| hash(w.trim_start_matches('^'))).collect())
        } else if let Some(words) = word.strip_prefix('_').filter(|w| !w.is_empty()) {
            Test::Small(words.split('|').map(hash).collect())
        } else if word == "-" {
            Test::Dash
        } else if word == "'" {
            Test::Quote
        } else if let (Some(mark), 1) = (word.chars().next().filter(|c| !c.is_alphanumeric()), word.chars().count()) {
            Test::Mark(mark)
        } else if word.chars().all(|c| c.is_ascii_lowercase() || c == '|' || c.is_ascii_digit()) {
            Test::Words(word.split('|').map(hash).collect())
        } else {
            return Err(format!("no element of patterns: {word:?}"));
        };
        Ok(Atom { test, optional, refused })
    }
}

impl Says {
    fn parse(text: &'static str) -> Option<Self> {
        let mut words = text.split(' ');
        let head = words.next()?;
        let mut next = || words.next();
        Some(match head {
            "nothing" => Self::Nothing,
            "reference" => Self::Reference(next()?),
            "while" => Self::While,
            "length" => Self::Length(match next() {
                None => Count::Told,
                Some("X") => Count::Vague,
                Some(n) => Count::Of(n.parse().ok()?),
            }),
            "shift" => {
                let unit = match next()? {
                    "unit" => None,
                    code => Some(Unit::from_code(code)?),
                };
                Self::Shift(unit, steps(next()?)?, anchor(next()?)?)
            }
            "weekday-on" => Self::WeekdayOn(next()?.parse().ok()?),
            "weekday-in" => Self::WeekdayIn(next()?.parse().ok()?),
            "from-date" => Self::FromDate(steps(next()?)?),
            "date" => Self::Date,
            "clock-on" => Self::ClockOn,
            "hour-before" => Self::HourBefore,
            "hour-in" => Self::HourIn,
            "part-on" => Self::PartOn,
            "race" => Self::Race,
            "month" => Self::Month,
            "day" => Self::Day,
            "month-day" => Self::MonthDay,
            "day-month-year" => Self::ShortDate,
            "report-in" => Self::ReportIn,
            "from-today" => Self::FromToday,
            "weekday-last" => Self::WeekdayLast(next()?.parse().ok()?),
            "week-of" => Self::WeekOf,
            "back-two" => Self::BackTwo,
            "length-ordinal" => Self::LengthOrdinal,
            "of-year" => Self::OfYear(piece(next()?)?),
            "of-report" => Self::OfReport(piece(next()?)?, next()?.parse().ok()?),
            "set" => Self::Set(match next()? {
                "season" => SetOf::Season,
                "weekday" => SetOf::Weekday,
                "weekday-part" => SetOf::WeekdayPart,
                "last-weekday" => SetOf::LastWeekday,
                "month-day" => SetOf::MonthDay,
                "rate" => SetOf::Rate,
                "weekdays-at" => SetOf::WeekdaysAt,
                value => SetOf::Value(value),
            }),
            _ => return None,
        })
    }
}

fn steps(text: &str) -> Option<Steps> {
    Some(match text {
        "on" => Steps::On,
        "back" => Steps::Back,
        n => Steps::Of(n.parse().ok()?),
    })
}

fn anchor(text: &str) -> Option<Anchor> {
    Some(match text {
        "now" => Anchor::Now,
        "told" => Anchor::Told,
        "report" => Anchor::Report,
        _ => return None,
    })
}

fn piece(text: &str) -> Option<Piece> {
    Some(match text {
        "season" => Piece::Season,
        "month" => Piece::Month,
        "nth-month" => Piece::NthMonth,
        "quarter" => Piece::Quarter,
        "half" => Piece::Half,
        "first-half" => Piece::FirstHalf,
        "last-half" => Piece::LastHalf,
        "decade" => Piece::Decade,
        "year" => Piece::Year,
        "week" => Piece::Week,
        _ => return None,
    })
}
