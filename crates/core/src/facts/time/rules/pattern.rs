//! The elements of patterns: words, marks, and roles that stretches of text play.

use super::super::classes::Classes;

/// One element of a pattern.
#[derive(Debug, Clone)]
pub struct Atom {
    pub test: Test,
    /// It may be left out.
    pub optional: bool,
    /// It must not come, and nothing is taken.
    pub refused: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Test {
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
pub enum Role {
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
    Reporting,
    Narrative,
    Weekdays,
    Odds,
    Lap,
    Often,
    AnyDay,
    AnyMonth,
    Count,
    Priced,
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

pub(super) const ROLES: [(&str, Role); 45] = [
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
    ("REPORTING", Role::Reporting),
    ("NARRATIVE", Role::Narrative),
    ("WEEKDAYS", Role::Weekdays),
    ("ODDS", Role::Odds),
    ("LAP", Role::Lap),
    ("OFTEN", Role::Often),
    ("DAYNAME", Role::AnyDay),
    ("MONTHNAME", Role::AnyMonth),
    ("COUNT", Role::Count),
    ("PRICED", Role::Priced),
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

/// The places of the elements that the next lexeme can belong to, and whether it needs to belong to none.
pub(super) fn possible<'a>(atoms: impl IntoIterator<Item = &'a Atom>) -> (Vec<usize>, bool) {
    let mut found = Vec::new();
    for (i, atom) in atoms.into_iter().enumerate() {
        // What must not come, and what takes nothing, narrows nothing.
        if atom.refused || matches!(atom.test, Test::Role(Role::Report | Role::Reporting | Role::Narrative | Role::Priced)) {
            continue;
        }
        found.push(i);
        if !atom.optional {
            return (found, false);
        }
    }
    (found, true)
}

impl Atom {
    /// Whether it is a number, all of it.
    pub(super) fn is_number(&self) -> bool {
        matches!(self.test, Test::Role(Role::Number | Role::Count | Role::Several))
    }

    /// Whether it is one lexeme, and never more.
    pub(super) fn is_single(&self) -> bool {
        match self.test {
            Test::Role(role) => {
                matches!(
                    role,
                    Role::Word
                        | Role::Lower
                        | Role::Noun
                        | Role::Name
                        | Role::Past
                        | Role::Verb
                        | Role::Any
                        | Role::End
                        | Role::Start
                ) || matches!(
                    role,
                    Role::Unit | Role::Units | Role::EitherUnit | Role::LongUnit | Role::Season | Role::Seasons | Role::Part
                ) || matches!(role, Role::Weekdays | Role::Often | Role::Parts | Role::Tens | Role::FourDigits | Role::Today)
            }
            _ => true,
        }
    }
}

impl Role {
    /// What a lexeme has to be, one of these, to begin it.
    pub(super) fn classes(self) -> Classes {
        match self {
            Self::Any => Classes::WORD.or(Classes::NUMBER).or(Classes::MARK),
            Self::Word | Self::Past | Self::Verb | Self::Seasons | Self::Tens => Classes::WORD,
            Self::Lower | Self::Noun => Classes::SMALL,
            Self::Name => Classes::CAPITAL,
            Self::End | Self::Start => Classes::EDGE.or(Classes::MARK),
            Self::Number | Self::Several | Self::Count => Classes::NUMBER.or(Classes::VULGAR).or(Classes::NUMERAL),
            Self::Ordinal | Self::Day => Classes::NUMBER.or(Classes::NUMERAL),
            Self::Said => Classes::NUMERAL,
            Self::Unit | Self::Units | Self::EitherUnit | Self::LongUnit => Classes::UNIT,
            Self::Weekday | Self::AnyDay => Classes::WEEKDAY,
            Self::Month | Self::AnyMonth => Classes::MONTH,
            Self::Season => Classes::SEASON,
            Self::Part => Classes::PART,
            Self::Parts => Classes::PARTS.or(Classes::UNIT),
            Self::Today => Classes::TODAY,
            Self::Year | Self::OldYear => Classes::NUMBER.or(Classes::QUOTE),
            Self::FourDigits | Self::Odds | Self::Lap => Classes::NUMBER,
            Self::Decade => Classes::NUMBER.or(Classes::QUOTE).or(Classes::WORD),
            Self::Feast => Classes::FEAST,
            Self::Date => Classes::NUMBER.or(Classes::KNOWN).or(Classes::FEAST),
            Self::Clock => Classes::NUMBER.or(Classes::HOUR).or(Classes::NUMERAL),
            Self::Pointed => Classes::KNOWN,
            Self::Weekdays => Classes::WEEKDAYS,
            Self::Often => Classes::OFTEN,
            // Takes no lexeme.
            Self::Report | Self::Reporting | Self::Narrative | Self::Priced => Classes::default(),
        }
    }
}
