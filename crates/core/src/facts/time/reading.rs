//! What an expression says by itself, before it is placed in the calendar.

use super::calendar::Moment;
use super::holiday::Rule;
use super::rule_id::RuleId;
use super::unit::{Nth, Season, Unit};

/// A temporal expression as found: its lexemes and its reading.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Expression {
    /// Its first lexeme.
    pub from: usize,
    /// The lexeme after it.
    pub to: usize,
    pub reading: Reading,
    pub modifier: Option<&'static str>,
    pub rule: RuleId,
}

/// The under-specified form.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Reading {
    /// A date, a time of day or both.
    When(When),
    /// How long; where it lies if it touches the present.
    Length { count: Option<f64>, unit: Unit, more: [Option<(f64, Unit)>; 2], side: Side },
    /// Again and again.
    Set(Set),
    /// `PRESENT_REF` and its like.
    Reference(&'static str),
    /// A length of no known unit: "for a while".
    While,
    /// What looks like a time and is none: "at the end of the day".
    Nothing,
}

/// Where a length of time lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Anywhere,
    /// "the past week"
    UpToNow,
    /// "the next few days"
    FromNow,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct When {
    pub base: Base,
    pub hour: Option<Hour>,
    pub zone: Option<&'static str>,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Hour {
    /// TIMEX3 part of the day.
    Part(&'static str),
    /// Hour, minute, second.
    Clock(u8, Option<u8>, Option<u8>),
}

/// The day or longer stretch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Base {
    /// Known.
    At(Moment),
    /// One of a kind, to be chosen: "Friday", "last March", "the third quarter of 1989".
    Named(What, Which),
    /// So many units from somewhere: "yesterday", "two weeks ago", "last year".
    Shift(Unit, i32, From),
    /// So many units from a named day: "three days before Christmas".
    FromDay(Unit, i32, What, Which),
    /// "the last week of July": the nth (-1 the last) of a month or, without one, of a longer stretch.
    Nth(i8, Nth, Option<u8>, Which),
    /// So many months from the day that many days from now: "four months from tomorrow".
    MonthsFrom(i32, i32),
    /// The period that the text reports, in that year: "the 2025 quarter".
    ReportIn(i32),
    /// A time of day alone.
    Open,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum What {
    Month(u8),
    MonthDay(u8, u8),
    DayOfMonth(u8),
    Weekday(u8),
    Season(Season),
    /// A season south of the equator: half a year later.
    SouthernSeason(Season),
    Quarter(u8),
    FiscalQuarter(u8),
    Half(u8),
    Decade(u8),
    WeekNumber(u8),
    Holiday(Rule),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Which {
    Bare,
    Last,
    This,
    Next,
    /// The next one, tomorrow too: "Monday week".
    Coming,
    /// The one before, after, or the same as, the last date told.
    Previous,
    Following,
    Same,
    /// In a year that is known.
    Year(i32),
    /// In a stretch counted from somewhere: "March last year", "Wednesday next week".
    In(Unit, i32, From),
}

/// What a shift counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// The day of publication; in a narrative the last date told.
    Now,
    /// The last date told.
    Told,
    /// "the weekend", "for the quarter": the one told if it is such a one, else the one that is nearest.
    Near,
    /// "a year earlier": the last date told, at its own grain.
    ToldGrain,
    /// "from a year ago": the period that the text reports, at its own grain, or the day of publication.
    NowGrain,
    /// The quarter or half that the text reports, else the last quarter that is over.
    Report,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Set {
    /// The value as it stands.
    Value(&'static str),
    /// Every so many units.
    Every(Option<f64>, Unit),
    Weekday(u8),
    /// A weekday and a part of it.
    WeekdayPart(u8, &'static str),
    Month(u8),
    Season(Season),
    /// A weekday of every month: "the last Friday of every month".
    LastWeekday(u8),
    /// A day of every year.
    MonthDay(u8, u8),
    /// Every weekday at an hour and minute.
    WeekdaysAt(u8, Option<u8>),
    /// How often: "five trips a week".
    Rate(Unit),
    Part(&'static str),
    /// "the 19th of every month"
    DayOfMonth(u8),
    /// Every day or weekday at an hour and minute.
    Clock(Option<u8>, u8, Option<u8>),
    /// "twice a week": how often, and in what.
    Times(u8, Unit),
}

impl Hour {
    /// Returns the hour after noon if the part of the day says so: "8:30 tonight".
    pub fn after_noon(self, part: Option<Self>) -> Self {
        match (self, part) {
            (Self::Clock(h, m, s), Some(Self::Part("AF" | "EV" | "NI"))) if h < 12 => Self::Clock(h + 12, m, s),
            _ => self,
        }
    }
}

impl Reading {
    /// Whether it is a quarter or half of a year.
    pub fn is_period(&self) -> bool {
        let Self::When(when) = self else { return false };
        match when.base {
            Base::Named(what, _) => matches!(what, What::Quarter(_) | What::FiscalQuarter(_) | What::Half(_)),
            Base::At(moment) => matches!(moment, Moment::Quarter(..) | Moment::FiscalQuarter(..) | Moment::Half(..)),
            _ => false,
        }
    }
}

impl Base {
    /// Returns true if the base is a single day.
    pub fn is_day(&self) -> bool {
        match self {
            Self::At(moment) => moment.as_day().is_some(),
            Self::Named(what, _) => {
                matches!(what, What::MonthDay(..) | What::DayOfMonth(_) | What::Weekday(_) | What::Holiday(_))
            }
            Self::Shift(unit, ..) | Self::FromDay(unit, ..) => *unit == Unit::Day,
            Self::Nth(_, kind, ..) => matches!(kind, Nth::Day | Nth::Weekday(_)),
            Self::MonthsFrom(..) => true,
            Self::Open | Self::ReportIn(_) => false,
        }
    }
}
