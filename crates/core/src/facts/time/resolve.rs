//! The second pass: places each reading in the calendar, in the order of the text.

mod length;
mod named;

pub(super) use length::days_from;
use length::length_days;

use jiff::ToSpan;
use jiff::civil::Date as Day;
use std::borrow::Cow;

use super::calendar::{Moment, add_years};
use super::choose::what_in;
use super::reading::{Base, Expression, From, Hour, Reading, Set, Side, What, When, Which};
use super::tense::Tense;
use super::unit::Unit;
use super::value::{length_value, open_value, push_hour, set_value};
use crate::Date;
use crate::record::{Anchor, AnchorKind, TimeKind};

/// What an expression means.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Meaning {
    pub kind: TimeKind,
    pub value: String,
    pub quant: Option<Cow<'static, str>>,
    pub freq: Option<String>,
    pub days: Option<(Date, Date)>,
    pub anchor: Option<Anchor>,
}

/// The anchors, as they stand at a point of the text.
#[derive(Debug)]
pub(super) struct Resolver {
    /// The day that "today" is, and how it is known.
    pub now: Option<(Day, AnchorKind)>,
    /// The last date told, and the sentence that told it.
    told: Option<(Moment, usize)>,
    /// The last day or month told that is not told in passing.
    day_told: Option<Moment>,
    /// The last date told has its year.
    told_with_year: bool,
    /// The last date told leads its sentence: "In 1944 the army advanced".
    told_leads: bool,
    /// The quarter or half that the text reports.
    report: Option<Moment>,
    narrative: bool,
    /// For each month the one year that the text names with it.
    years: [Option<i32>; 13],
}

/// What companies report on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stretch {
    Quarter,
    Half,
}

/// A moment chosen, and from what and why.
struct Choice {
    moment: Moment,
    anchor: Option<(AnchorKind, String, &'static str)>,
}

/// Where an expression stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub sentence: usize,
    pub tense: Option<Tense>,
    /// Told in passing, by the words before it: "the largest since 1807", "compared with 2024".
    pub passing: bool,
    /// It leads its sentence.
    pub leads: bool,
}

impl Resolver {
    pub fn new(now: Option<(Day, AnchorKind)>, narrative: bool) -> Self {
        Self { now, told: None, day_told: None, told_with_year: false, told_leads: false, report: None, narrative, years: [None; 13] }
    }

    /// Looks through all expressions for months that are always of one year: "the July 2021 riots" tells of which July "July 8" is.
    #[must_use]
    pub fn with_years(mut self, found: &[Expression]) -> Self {
        let mut many = [false; 13];
        for expression in found {
            let Reading::When(When { base: Base::At(moment @ (Moment::Month(..) | Moment::Day(_))), .. }) = expression.reading
            else {
                continue;
            };
            let Some(month) = moment.month().map(usize::from) else { continue };
            match self.years[month] {
                Some(year) if year != moment.year() => many[month] = true,
                _ => self.years[month] = Some(moment.year()),
            }
        }
        for (year, many) in self.years.iter_mut().zip(many) {
            *year = year.filter(|_| !many);
        }
        self
    }

    /// Reads one expression; remembers its date for those that follow.
    pub fn resolve(&mut self, expression: &Expression, place: Place) -> Meaning {
        let plain = |kind, value: String| Meaning { kind, value, quant: None, freq: None, days: None, anchor: None };
        match expression.reading {
            Reading::Reference(value) => {
                let anchor =
                    self.now.map(|(day, kind)| Anchor { kind, value: day.to_string(), why: "the time of writing".into() });
                Meaning { anchor, ..plain(TimeKind::Date, value.into()) }
            }
            Reading::Set(set) => {
                let (value, freq) = set_value(set);
                let quant = matches!(
                    set,
                    Set::Every(..)
                        | Set::Weekday(_)
                        | Set::WeekdayPart(..)
                        | Set::Part(_)
                        | Set::DayOfMonth(_)
                        | Set::Clock(..)
                        | Set::Month(_)
                        | Set::Season(_)
                        | Set::LastWeekday(_)
                        | Set::MonthDay(..)
                        | Set::WeekdaysAt(..)
                );
                Meaning { quant: quant.then_some("EVERY".into()), freq, ..plain(TimeKind::Set, value) }
            }
            Reading::Length { count, unit, more, side } => {
                let days = self.now.and_then(|(now, _)| length_days(now, count, unit, side));
                let anchor = days.and(self.now).map(|(day, kind)| {
                    let why = if side == Side::UpToNow { "a length of time up to then" } else { "a length of time from then" };
                    Anchor { kind, value: day.to_string(), why: why.into() }
                });
                Meaning { days, anchor, ..plain(TimeKind::Duration, length_value(count, unit, more)) }
            }
            Reading::While => plain(TimeKind::Duration, "PXX".into()),
            Reading::Nothing => plain(TimeKind::Duration, String::new()),
            Reading::When(when) => self.when(when, place),
        }
    }

    fn when(&mut self, when: When, place: Place) -> Meaning {
        let choice = self.base(when.base, when.hour, place);
        let kind = if when.hour.is_some() || hours(when.base) { TimeKind::Time } else { TimeKind::Date };
        let mut value = match &choice {
            Some(choice) => choice.moment.to_string(),
            None => open_value(when.base),
        };
        if let Some(hour) = when.hour {
            push_hour(&mut value, hour);
        } else if hours(when.base) {
            value.push_str("TXX");
        }
        if let Some(choice) = &choice {
            self.remember(choice.moment, when.base, place);
        }
        Meaning {
            kind,
            value,
            quant: None,
            freq: None,
            days: choice.as_ref().and_then(|c| public_days(c.moment)),
            anchor: choice.and_then(|c| c.anchor).map(|(kind, value, why)| Anchor { kind, value, why: why.into() }),
        }
    }

    /// Keeps a date as an anchor for those that follow. Comparisons and years in passing are none.
    fn remember(&mut self, moment: Moment, base: Base, place: Place) {
        let comparison = matches!(base, Base::Shift(_, _, From::ToldGrain | From::NowGrain | From::Report) | Base::ReportIn(_))
            || matches!(base, Base::FromDay(Unit::Year, ..) if !matches!(moment, Moment::Year(_)));
        if let Moment::Quarter(..) | Moment::Half(..) = moment
            && !comparison
        {
            // A quarter with its year is compared with, unless it is the first one or a later one.
            let is_bare = matches!(base, Base::Named(_, Which::Bare));
            let later = self.report.is_none_or(|known| moment.begin() > known.begin());
            if later && !place.passing || is_bare && !place.passing {
                self.report = Some(moment);
            }
        }
        // "in the quarter ended Sept. 30": what is reported, though no number says which.
        if matches!(base, Base::Shift(_, 0, From::Report)) {
            self.report.get_or_insert(moment);
        }
        if comparison || place.passing && moment.month().is_none() {
            return;
        }
        // In a history a year far from the running story is one of another story.
        let year_alone = matches!(moment, Moment::Year(_) | Moment::Decade(_) | Moment::Century(_));
        if self.narrative && year_alone && self.day_told.is_some_and(|told| (told.year() - moment.year()).abs() > FAR) {
            return;
        }
        if !place.passing || self.told.is_none() {
            self.told = Some((moment, place.sentence));
            self.told_with_year = matches!(base, Base::At(_));
            self.told_leads = place.leads;
        }
        if matches!(moment, Moment::Day(_) | Moment::Month(..)) && !place.passing {
            self.day_told = Some(moment);
        }
    }

    /// Takes the quarter or half of the calendar whose last month holds a day for the one that the text reports, unless it reports a later one.
    pub fn report(&mut self, stretch: Stretch, day: Day) {
        let (year, month) = (i32::from(day.year()), day.month().unsigned_abs());
        let moment = match stretch {
            Stretch::Quarter if month.is_multiple_of(3) => Moment::Quarter(year, month / 3),
            Stretch::Half if month.is_multiple_of(6) => Moment::Half(year, month / 6),
            // "the six months to end-March": no half of the calendar.
            _ => return,
        };
        if self.report.is_none_or(|known| moment.begin() > known.begin()) {
            self.report = Some(moment);
        }
    }

    /// The quarter or half reported, else the last quarter that is over.
    fn reported(&self) -> Option<(Moment, AnchorKind)> {
        if let Some(report) = self.report {
            return Some((report, AnchorKind::Previous));
        }
        let (day, kind) = self.now?;
        Some((Moment::Day(day).shift(Unit::Quarter, -1)?, kind))
    }

    /// What "now" is for a shift, and how it is known.
    fn anchor(&self, from: From, sentence: usize) -> Option<(Moment, AnchorKind)> {
        let told = self.told.map(|(moment, _)| (moment, AnchorKind::Previous));
        let now = self.now.map(|(day, kind)| (Moment::Day(day), kind));
        match from {
            From::NowGrain => match self.report {
                Some(report) => Some((report, AnchorKind::Previous)),
                None => self.anchor(From::Now, sentence),
            },
            From::ToldGrain if self.report.is_some() => self.report.map(|report| (report, AnchorKind::Previous)),
            From::Report => self.reported(),
            From::Now if self.narrative => told.or(now),
            // A date told is no day of writing: "on Wednesday" in undated news that names 1998 is not in 1998.
            From::Now | From::Near => now,
            From::Told | From::ToldGrain if self.narrative => told.or(now),
            // In news a date told long ago is no anchor any more.
            From::Told | From::ToldGrain => self.told.filter(|(_, s)| sentence - s <= 2).and(told).or(now),
        }
    }

    fn base(&self, base: Base, hour: Option<Hour>, place: Place) -> Option<Choice> {
        match base {
            Base::At(moment) => Some(Choice { moment, anchor: None }),
            Base::Named(what, which) => self.named(what, which, place),
            Base::Shift(unit, n, from) => self.shift(unit, n, from, place),
            Base::MonthsFrom(months, days) => {
                let (now, kind) = self.now?;
                let moment = now.checked_add(i64::from(days).days()).ok()?.checked_add(i64::from(months).months()).ok()?;
                Some(Choice {
                    moment: Moment::Day(moment),
                    anchor: Some((kind, now.to_string(), "counted from the time of writing")),
                })
            }
            Base::ReportIn(year) => {
                let (report, kind) = self.reported()?;
                let moment = match report {
                    Moment::Quarter(_, q) => Moment::Quarter(year, q),
                    Moment::Half(_, h) => Moment::Half(year, h),
                    _ => Moment::Year(year),
                };
                Some(Choice { moment, anchor: Some((kind, report.to_string(), "the same stretch of another year")) })
            }
            Base::FromDay(unit, n, what, which) => {
                let choice = self.named(what, which, place)?;
                // "the year-ago third quarter"
                if let (Unit::Year, Moment::Quarter(..) | Moment::Half(..)) = (unit, choice.moment) {
                    return Some(Choice { moment: what_in(what, add_years(choice.moment.year(), n))?, ..choice });
                }
                // The weekend of a Monday is the one before it.
                let moment = if unit == Unit::Weekend { choice.moment.shift(Unit::Day, -1)? } else { choice.moment };
                Some(Choice { moment: moment.shift(unit, n)?, ..choice })
            }
            Base::Nth(nth, kind, month, which) => {
                // "The vote is on the second Tuesday in December" tells a plan.
                let tense = if place.tense == Some(Tense::Present) { Some(Tense::Future) } else { place.tense };
                let place = Place { tense, ..place };
                let choice = match (month, which) {
                    (Some(month), _) => self.named(What::Month(month), which, place)?,
                    (None, Which::Year(year)) => Choice { moment: Moment::Year(year), anchor: None },
                    (None, Which::In(unit, n, from)) => self.shift(unit, n, from, place)?,
                    _ => return None,
                };
                Some(Choice { moment: choice.moment.nth(nth, kind)?, ..choice })
            }
            Base::Open => {
                let told =
                    self.told.filter(|(moment, s)| moment.as_day().is_some() && (self.narrative || place.sentence - s <= 1));
                if let Some((moment, _)) = told {
                    return Some(Choice {
                        moment,
                        anchor: Some((AnchorKind::Previous, moment.to_string(), "a time of day on the last day told")),
                    });
                }
                let (day, kind) = self.now.filter(|_| !self.narrative && hour.is_some())?;
                Some(Choice { moment: Moment::Day(day), anchor: Some((kind, day.to_string(), "a time of day without a day")) })
            }
        }
    }

    fn shift(&self, unit: Unit, n: i32, from: From, place: Place) -> Option<Choice> {
        // In a narrative "today" is the reader's.
        if self.narrative && from == From::Now && unit == Unit::Day && self.told.is_none() {
            return None;
        }
        let (mut anchor, kind) = self.anchor(from, place.sentence)?;
        // Days count from a day, and a year told after it is none.
        if self.narrative
            && unit < Unit::Month
            && matches!(anchor, Moment::Year(_))
            && let Some(day) = self.day_told.filter(|told| told.as_day().is_some())
        {
            anchor = day;
        }
        if from == From::Near {
            return self.near(unit, (anchor, kind), place);
        }
        // "Forty years later, the well is still dry" tells of now.
        if from == From::Told
            && n > 0
            && unit >= Unit::Year
            && !self.narrative
            && self.told.is_none()
            && place.tense == Some(Tense::Present)
        {
            let moment = anchor.shift(unit, 0)?;
            return Some(Choice { moment, anchor: Some((kind, anchor.to_string(), "a verb in the present: now")) });
        }
        let why = why(from);
        let moment = match (from, anchor) {
            (From::ToldGrain | From::NowGrain, Moment::Quarter(y, q)) => Moment::Quarter(add_years(y, n), q),
            (From::ToldGrain | From::NowGrain, Moment::Half(y, h)) => Moment::Half(add_years(y, n), h),
            (From::Report, Moment::Half(y, h)) => Moment::Half(add_years(y, n / 4), h),
            (From::ToldGrain, Moment::Month(y, m)) => Moment::Month(add_years(y, n), m),
            (From::ToldGrain, _) if unit == Unit::Quarter => anchor.shift(Unit::Quarter, n)?,
            _ => anchor.shift(unit, n)?,
        };
        Some(Choice { moment, anchor: Some((kind, anchor.to_string(), why)) })
    }

    /// "the weekend", "the quarter": the one told shortly before, else the nearest one.
    fn near(&self, unit: Unit, (anchor, kind): (Moment, AnchorKind), place: Place) -> Option<Choice> {
        let told = self.told.filter(|(moment, s)| {
            place.sentence - s <= 3
                && matches!(
                    (unit, moment),
                    (Unit::Quarter, Moment::Quarter(..))
                        | (Unit::Month, Moment::Month(..))
                        | (Unit::Year, Moment::Year(_) | Moment::Fiscal(_))
                )
        });
        if let Some((moment, _)) = told {
            return Some(Choice { moment, anchor: Some((AnchorKind::Previous, moment.to_string(), "the one told")) });
        }
        // On a Monday "the weekend" is the one before; a quarter is reported when it is over.
        let early = anchor.as_day().is_some_and(|day| day.weekday().to_monday_zero_offset() < 3);
        let past = place.tense == Some(Tense::Past);
        let back = unit == Unit::Weekend && (past || early && place.tense != Some(Tense::Future)) || unit == Unit::Quarter;
        let moment = anchor.shift(unit, -i32::from(back))?;
        Some(Choice { moment, anchor: Some((kind, anchor.to_string(), "the nearest one")) })
    }
}

/// A year alone that is further than this from the last day told is of another story.
const FAR: i32 = 20;
/// Why a shift counts from its anchor.
fn why(from: From) -> &'static str {
    match from {
        From::Now => "counted from the time of writing",
        From::Near => "the nearest one",
        From::Told => "counted from the last date told",
        From::Report => "the stretch that is reported",
        From::ToldGrain | From::NowGrain => "the same stretch of another year",
    }
}

/// The days of a moment, if records can hold them: years 1 to 9999, and no fiscal year, whose first day nobody told.
fn public_days(moment: Moment) -> Option<(Date, Date)> {
    let fiscal = matches!(moment, Moment::Fiscal(_) | Moment::FiscalQuarter(..));
    let held = |day: Date| (1..=9999).contains(&day.0.year());
    moment.days().filter(|(from, to)| !fiscal && held(*from) && held(*to))
}

fn hours(base: Base) -> bool {
    matches!(base, Base::Shift(Unit::Second | Unit::Minute | Unit::Hour, ..))
}
