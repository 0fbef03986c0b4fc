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
//! | `OLDYEAR SAID TENS HHMM CLOCK TODAY FEAST SMALL ODDS` | a year before 1800, one in words, "seventies", 0800, a clock, a day from today, a feast, a number above one, 4/6 |
//! | `OFTEN DAYNAME MONTHNAME COUNT` | "weekly", a weekday or month in any case, any number |
//! | `PRICED` | nothing, before "a day" of a price or count |
//! | `LAP` | minutes and seconds with decimals, 3:58.21 |
//! | `WORD LOWER NOUN NAME PAST VERB ANY` | any word, one in small letters, such a one that is no verb, one with a capital, a verb in the past, a verb, anything |
//! | `END START` | the end or the start of a sentence, or a mark |
//! | `REPORT`, `REPORTING` | nothing, in a sentence that reports figures; there or in a text that has told a quarter or half |
//! | `NARRATIVE` | nothing, in a narrative |
//! | `WEEKDAYS` | "Sundays" |
//! | `^may`, `_week` | the word with, or without, a capital |
//! | `, : - (` and other marks | that mark; `-` any dash |
//! | `the?`, `-?` | with or without it |
//! | `!of`, `!LOWER` | something else comes, which is not taken |

mod pattern;
mod rows;
mod says;

use rustc_hash::FxHashMap;

use super::super::lexeme::Kind;
use super::classes::Classes;
use crate::lexicon::folder::{Folder, ListError};
use crate::text::hash::hash;
use pattern::{ROLES, possible};

pub(super) use pattern::{Atom, Role, Test};
pub(super) use rows::Rows;
pub(super) use says::{Anchor, Count, Piece, Says, SetOf, Steps};

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

/// A pattern has no more elements.
pub(super) const MOST: usize = 20;

/// The rules that a lexeme lets through as the one before the expression, as its first one, as its second one, and as the one behind the
/// number that it begins with.
pub(super) type Rooms = [Rows; PLACES];

/// Whether a rule can begin with a word that lets these through.
pub(super) fn opens(rooms: &Rooms) -> bool {
    !rooms[FIRST].is_empty()
}

/// A lexeme as the table of rules sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen<'a> {
    pub kind: Kind,
    pub classes: Classes,
    /// What rules that name its word make of it.
    pub rooms: Option<&'a Rooms>,
}

/// The rules of one place that ask for no word.
#[derive(Debug, Default)]
struct Place {
    by_mark: Vec<(char, Rows)>,
    by_class: [Rows; Classes::COUNT],
    /// The classes that rules ask for here.
    classes: Classes,
    /// Those that ask for nothing at this place.
    open: Rows,
}

impl Place {
    /// The rules that the lexeme lets through here, the `place`th.
    fn rules(&self, place: usize, seen: Seen<'_>) -> Rows {
        let mut found = self.open;
        if let Some(rooms) = seen.rooms {
            found = found.or(&rooms[place]);
        }
        if let Kind::Mark(mark) = seen.kind
            && let Some((_, rows)) = self.by_mark.iter().find(|(known, _)| *known == mark)
        {
            found = found.or(rows);
        }
        // Most classes open no rule of a place.
        let asked = seen.classes.and(self.classes);
        asked.places().fold(found, |rows, class| rows.or(&self.by_class[class]))
    }
}

/// All rules of a language, filed under what their lexemes have to be.
#[derive(Debug, Default)]
pub(super) struct Rules {
    rules: Vec<Rule>,
    /// The rule of each row of the files.
    rows: Vec<u16>,
    places: [Place; PLACES],
    by_word: FxHashMap<u64, Rooms>,
    of_words: FxHashMap<u64, Groups>,
    groups: FxHashMap<&'static str, Vec<u64>>,
    /// The groups that the code asks for by name.
    pub asked: AskedGroups,
}

/// A set of groups of words, by their places in the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Groups(u64);

impl Groups {
    fn of(place: usize) -> Option<Self> {
        (place < 64).then_some(Self(1 << place))
    }

    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it has one of these.
    pub fn has(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }
}

/// Groups of words that more than patterns ask for.
#[derive(Debug, Default)]
pub(super) struct AskedGroups {
    pub report: Groups,
    pub passing: Groups,
    pub since: Groups,
    pub owner: Groups,
    pub game: Groups,
}

/// The places.
const BEFORE: usize = 0;
const FIRST: usize = 1;
const SECOND: usize = 2;
const BEHIND: usize = 3;
const PLACES: usize = 4;

impl Rules {
    /// Compiles the rules of a language.
    ///
    /// # Errors
    /// If a row has a pattern or reading that is none.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let mut found = Self::default();
        let mut place = 0;
        folder.read("time/groups", |[name, words]| {
            let group = Groups::of(place).ok_or("too many groups")?;
            place += 1;
            match name {
                "report" => found.asked.report = group,
                "passing" => found.asked.passing = group,
                "since" => found.asked.since = group,
                "owner" => found.asked.owner = group,
                "game" => found.asked.game = group,
                _ => {}
            }
            for word in words.split(' ').map(hash) {
                let known = found.of_words.entry(word).or_default();
                *known = known.or(group);
            }
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

    /// The groups that each word is in.
    #[allow(clippy::iter_over_hash_type, reason = "the order plays no part")]
    pub fn grouped(&self) -> impl Iterator<Item = (u64, Groups)> {
        self.of_words.iter().map(|(word, groups)| (*word, *groups))
    }

    /// The words that rules name, with what each lets through.
    #[allow(clippy::iter_over_hash_type, reason = "the order plays no part")]
    pub fn words(&self) -> impl Iterator<Item = (u64, &Rooms)> {
        self.by_word.iter().map(|(word, rooms)| (*word, rooms))
    }

    /// Whether a rule can begin with a lexeme for what it is, its word left aside.
    pub fn open_with(&self, kind: Kind, classes: Classes) -> bool {
        let Place { by_mark, classes: asked, .. } = &self.places[FIRST];
        classes.is(*asked) || matches!(kind, Kind::Mark(mark) if by_mark.iter().any(|(known, _)| *known == mark))
    }

    /// The rules that can fit where these lexemes stand: the one before an expression, its first and its second.
    pub fn at(&self, seen: [Seen<'_>; 3]) -> Rows {
        let mut rows = self.places[FIRST].rules(FIRST, seen[FIRST]);
        for place in [SECOND, BEFORE] {
            if !rows.is_empty() {
                rows = rows.and(&self.places[place].rules(place, seen[place]));
            }
        }
        rows
    }

    /// Those of some rules for an expression that begins with a number that can fit where this lexeme stands behind it.
    pub fn behind_number(&self, rows: Rows, seen: Seen<'_>) -> Rows {
        rows.and(&self.places[BEHIND].rules(BEHIND, seen))
    }

    /// These rules, in the order of the table.
    pub fn of(&self, rows: Rows) -> impl Iterator<Item = &Rule> {
        rows.iter().filter_map(|row| self.rules.get(usize::from(*self.rows.get(row)?)))
    }

    /// Files a rule under what one of these elements asks for; `open` if it can do without any of them.
    fn file(&mut self, place: usize, row: usize, atoms: &[Atom], open: bool) -> Option<()> {
        let Place { by_mark, by_class, classes, open: free } = &mut self.places[place];
        if open {
            return free.add(row);
        }
        for atom in atoms {
            match &atom.test {
                Test::Words(words) | Test::Capital(words) | Test::Small(words) => {
                    words.iter().try_for_each(|&word| self.by_word.entry(word).or_default()[place].add(row))?;
                }
                Test::Mark(mark) => {
                    let known = by_mark.iter().position(|(known, _)| known == mark);
                    let place = known.unwrap_or_else(|| {
                        by_mark.push((*mark, Rows::default()));
                        by_mark.len() - 1
                    });
                    by_mark[place].1.add(row)?;
                }
                Test::Dash | Test::Quote | Test::Role(_) => {
                    let asked = match &atom.test {
                        Test::Role(role) => role.classes(),
                        Test::Dash => Classes::DASH,
                        _ => Classes::QUOTE,
                    };
                    *classes = classes.or(asked);
                    asked.places().try_for_each(|class| by_class[class].add(row))?;
                }
            }
        }
        Some(())
    }

    /// Files a rule, once for each element that it can begin with, so that the second lexeme is that of the first.
    fn index(&mut self, rule: &Rule) -> Result<(), String> {
        let number = u16::try_from(self.rules.len()).map_err(|_| "too many rules")?;
        let (firsts, none) = possible(&rule.inside);
        if none {
            return Err("no element that has to be there".into());
        }
        let (before, unasked) = possible(rule.before.iter().rev());
        let before: Vec<Atom> = before.into_iter().map(|i| rule.before[rule.before.len() - 1 - i].clone()).collect();
        for first in firsts {
            let row = self.rows.len();
            self.rows.push(number);
            let rest: Vec<&Atom> = rule.inside[first + 1..].iter().chain(&rule.after).collect();
            let (seconds, none) = possible(rest.iter().copied());
            let seconds: Vec<Atom> = seconds.into_iter().map(|i| rest[i].clone()).collect();
            let open = none || !rule.inside[first].is_single();
            let unnumbered = none || !rule.inside[first].is_number();
            let filed = self.file(FIRST, row, &rule.inside[first..=first], false);
            let filed = filed.and_then(|()| self.file(SECOND, row, &seconds, open));
            let filed = filed.and_then(|()| self.file(BEHIND, row, &seconds, unnumbered));
            filed.and_then(|()| self.file(BEFORE, row, &before, unasked)).ok_or("too many rules")?;
        }
        Ok(())
    }

    fn rule(&self, name: &'static str, pattern: &str, says: &'static str, modifier: &'static str) -> Result<Rule, String> {
        let (before, rest) = pattern.split_once('[').ok_or("no \"[\"")?;
        let (inside, after) = rest.split_once(']').ok_or("no \"]\"")?;
        let atoms = |text: &str| text.split_whitespace().map(|word| self.atom(word)).collect::<Result<Vec<_>, _>>();
        let count = pattern.split_whitespace().count();
        if count > MOST {
            return Err(format!("{count} elements are more than {MOST}"));
        }
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
