//! What the rows of the table say: the third column of `rules.tsv`.

use super::super::unit::Unit;

/// What an expression says, with the parts of the pattern that it is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Says {
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
    /// The part of the day matched, or this one.
    PartOn(Option<&'static str>),
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
pub enum Count {
    Told,
    Vague,
    Of(f64),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Steps {
    Of(i32),
    /// The number matched, on or back.
    On,
    Back,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Anchor {
    Now,
    Told,
    Report,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Piece {
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
pub enum SetOf {
    Value(&'static str),
    Season,
    Weekday,
    WeekdayPart,
    LastWeekday,
    MonthDay,
    Rate,
    WeekdaysAt,
    Clock,
    /// Every unit, or every so many of it.
    Every(Option<f64>),
    EverySoMany,
    Part,
    Month,
    DayOfMonth,
    /// So often in a unit; as often as the number says.
    Times(Option<u8>),
    /// What the adverb says.
    Told,
}

impl Says {
    pub(super) fn parse(text: &'static str) -> Option<Self> {
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
            "part-on" => Self::PartOn(next()),
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
            "set" => Self::Set(SetOf::parse(next()?, next())?),
            _ => return None,
        })
    }
}

impl SetOf {
    /// The set of a row: its name, and the number or value behind it.
    fn parse(name: &'static str, more: Option<&str>) -> Option<Self> {
        let number = || more.and_then(|n| n.parse::<u8>().ok());
        Some(match name {
            "season" => Self::Season,
            "weekday" => Self::Weekday,
            "weekday-part" => Self::WeekdayPart,
            "last-weekday" => Self::LastWeekday,
            "month-day" => Self::MonthDay,
            "rate" => Self::Rate,
            "weekdays-at" => Self::WeekdaysAt,
            "clock" => Self::Clock,
            "every" => Self::Every(number().map(f64::from)),
            "every-so-many" => Self::EverySoMany,
            "part" => Self::Part,
            "month" => Self::Month,
            "day-of-month" => Self::DayOfMonth,
            "times" => Self::Times(number()),
            "told" => Self::Told,
            // A TIMEX3 value: "P6M", "XXXX-WXX-WE".
            value if value.starts_with(['P', 'X']) => Self::Value(value),
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
