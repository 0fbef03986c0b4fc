//! The second pass: places each reading in the calendar, in the order of the text.

use std::borrow::Cow;
use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::{Date as Day, Weekday};

use super::calendar::{Moment, Unit, add_years, day, days_between};
use super::reading::{Base, Expression, From, Hour, Nth, Reading, Set, Side, What, When, Which};
use super::tense::Tense;
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
    narrative: bool,
    /// For each month the one year that the text names with it.
    years: [Option<i32>; 13],
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
}

impl Resolver {
    pub fn new(now: Option<(Day, AnchorKind)>, narrative: bool) -> Self {
        Self { now, told: None, narrative, years: [None; 13] }
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
                    Set::Every(..) | Set::Weekday(_) | Set::WeekdayPart(..) | Set::Part(_) | Set::Clock(..) | Set::Month(_)
                );
                Meaning { quant: quant.then_some("EVERY".into()), freq, ..plain(TimeKind::Set, value) }
            }
            Reading::Length { count, unit, more, side } => {
                let days = self.length_days(count, unit, side);
                let anchor = days.and(self.now).map(|(day, kind)| {
                    let why = if side == Side::UpToNow { "a length of time up to then" } else { "a length of time from then" };
                    Anchor { kind, value: day.to_string(), why: why.into() }
                });
                Meaning { days, anchor, ..plain(TimeKind::Duration, length_value(count, unit, more)) }
            }
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
            self.told = Some((choice.moment, place.sentence));
        }
        Meaning {
            kind,
            value,
            quant: None,
            freq: None,
            days: choice.as_ref().and_then(|c| c.moment.days()),
            anchor: choice.and_then(|c| c.anchor).map(|(kind, value, why)| Anchor { kind, value, why: why.into() }),
        }
    }

    /// What "now" is for a shift, and how it is known.
    fn anchor(&self, from: From, sentence: usize) -> Option<(Moment, AnchorKind)> {
        let told = self.told.map(|(moment, _)| (moment, AnchorKind::Previous));
        let now = self.now.map(|(day, kind)| (Moment::Day(day), kind));
        match from {
            From::NowGrain => {
                let quarter = self.told.filter(|(m, s)| matches!(m, Moment::Quarter(..) | Moment::Half(..)) && *s == sentence);
                quarter.and(told).or_else(|| self.anchor(From::Now, sentence))
            }
            From::Now if self.narrative => told.or(now),
            From::Now | From::Near => now.or(told),
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
            Base::FromDay(unit, n, what, which) => {
                let choice = self.named(what, which, place)?;
                Some(Choice { moment: choice.moment.shift(unit, n)?, ..choice })
            }
            Base::Nth(nth, kind, month, which) => {
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
        let (anchor, kind) = self.anchor(from, place.sentence)?;
        if from == From::Near {
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
            let back = unit == Unit::Weekend && early && place.tense != Some(Tense::Future) || unit == Unit::Quarter;
            let moment = anchor.shift(unit, -i32::from(back))?;
            return Some(Choice { moment, anchor: Some((kind, anchor.to_string(), "the nearest one")) });
        }
        let why = match from {
            From::Now => "counted from the time of writing",
            From::Near => "the nearest one",
            From::Told => "counted from the last date told",
            From::ToldGrain | From::NowGrain => "the same stretch of another year",
        };
        let moment = match (from, anchor) {
            (From::ToldGrain | From::NowGrain, Moment::Quarter(y, q)) => Moment::Quarter(add_years(y, n), q),
            (From::ToldGrain | From::NowGrain, Moment::Half(y, h)) => Moment::Half(add_years(y, n), h),
            (From::ToldGrain, Moment::Month(y, m)) => Moment::Month(add_years(y, n), m),
            (From::ToldGrain, _) if unit == Unit::Quarter => anchor.shift(Unit::Quarter, n)?,
            _ => anchor.shift(unit, n)?,
        };
        Some(Choice { moment, anchor: Some((kind, anchor.to_string(), why)) })
    }

    /// One of a kind: which one?
    fn named(&self, what: What, which: Which, place: Place) -> Option<Choice> {
        let in_year = |year: i32| what_in(what, year);
        match which {
            Which::Year(year) => Some(Choice { moment: in_year(year)?, anchor: None }),
            Which::In(unit, n, from) => {
                let (anchor, kind) = self.anchor(from, place.sentence)?;
                let outer = anchor.shift(unit, n)?;
                let moment = match (what, outer) {
                    (What::DayOfMonth(date), Moment::Month(y, m)) => Moment::Day(day(y, m, date)?),
                    (What::Weekday(weekday), Moment::Week(..)) => {
                        Moment::Day(outer.begin()?.checked_add((i64::from(weekday) - 1).days()).ok()?)
                    }
                    _ => in_year(outer.year())?,
                };
                Some(Choice { moment, anchor: Some((kind, anchor.to_string(), "in a stretch counted from there")) })
            }
            _ if self.narrative => self.named_in_narrative(what, which, place),
            Which::Previous | Which::Following | Which::Same => {
                let (anchor, kind) = self.anchor(From::Told, place.sentence)?;
                let which = match which {
                    Which::Previous => Which::Last,
                    Which::Following => Which::Next,
                    _ => Which::This,
                };
                let moment = choose(what, which, anchor.begin()?, place.tense, None)?;
                Some(Choice { moment, anchor: Some((kind, anchor.to_string(), "beside the last date told")) })
            }
            Which::Bare | Which::Last | Which::This | Which::Next => {
                let (now, kind) = self.now.or_else(|| Some((self.told?.0.begin()?, AnchorKind::Previous)))?;
                let year = match what {
                    What::Month(month) | What::MonthDay(month, _) => self.years[usize::from(month)],
                    _ => None,
                };
                let moment = choose(what, which, now, place.tense, year)?;
                let why = match (which, place.tense) {
                    (Which::Last, _) => "the last one before",
                    (Which::Next, _) => "the next one after",
                    (Which::This, _) => "the one of that week or year",
                    (_, Some(Tense::Future)) => "a verb that looks ahead: the next one",
                    (_, Some(Tense::Past)) => "a verb in the past: the last one",
                    _ => "no tense near: the nearest one",
                };
                Some(Choice { moment, anchor: Some((kind, now.to_string(), why)) })
            }
        }
    }

    /// In a narrative a name belongs to the year of the last date told.
    fn named_in_narrative(&self, what: What, which: Which, place: Place) -> Option<Choice> {
        let (told, kind) = self.anchor(From::Told, place.sentence)?;
        let shift = match which {
            Which::Last | Which::Previous => -1,
            Which::Next | Which::Following => 1,
            _ => 0,
        };
        let moment = match what {
            What::Weekday(_) | What::DayOfMonth(_) | What::Decade(_) => {
                choose(what, if shift < 0 { Which::Last } else { Which::Next }, told.begin()?, None, None)?
            }
            _ => {
                if shift == 0 {
                    nearest_in_story(what, told)?
                } else {
                    choose(what, if shift < 0 { Which::Last } else { Which::Next }, told.begin()?, None, None)?
                }
            }
        };
        Some(Choice { moment, anchor: Some((kind, told.to_string(), "in the year of the last date told")) })
    }

    fn length_days(&self, count: Option<f64>, unit: Unit, side: Side) -> Option<(Date, Date)> {
        let (now, _) = self.now.filter(|_| side != Side::Anywhere)?;
        let count = count?.round() as i64;
        let sign = if side == Side::UpToNow { -1 } else { 1 };
        let n = count.clamp(0, 100_000) * sign;
        let span = jiff::Span::new();
        let span = match unit {
            Unit::Day | Unit::Night => span.try_days(n),
            Unit::Week | Unit::Weekend => span.try_weeks(n),
            Unit::Fortnight => span.try_weeks(n * 2),
            Unit::Month => span.try_months(n),
            Unit::Quarter => span.try_months(n * 3),
            Unit::Year => span.try_years(n),
            Unit::Decade => span.try_years(n * 10),
            Unit::Century => span.try_years(n * 100),
            _ => return None,
        };
        let span = span.ok()?;
        let other = now.checked_add(span).ok()?;
        let after = |d: Day| d.tomorrow().ok();
        Some(if sign < 0 { (Date(other), Date(after(now)?)) } else { (Date(now), Date(after(other)?)) })
    }
}

fn hours(base: Base) -> bool {
    matches!(base, Base::Shift(Unit::Second | Unit::Minute | Unit::Hour, ..))
}

/// The one of that name in a year.
fn what_in(what: What, year: i32) -> Option<Moment> {
    Some(match what {
        What::Month(month) => Moment::Month(year, month),
        What::MonthDay(month, date) => Moment::Day(day(year, month, date)?),
        What::Season(season) => Moment::Season(year, season),
        What::Quarter(n) => Moment::Quarter(year, n),
        What::FiscalQuarter(n) => Moment::FiscalQuarter(year, n),
        What::Half(n) => Moment::Half(year, n),
        What::Holiday(rule) => Moment::Day(rule.day(year)?),
        What::Decade(tens) => Moment::Decade(year.div_euclid(100) * 10 + i32::from(tens)),
        What::DayOfMonth(_) | What::Weekday(_) => return None,
    })
}

/// The one of that name in the year of the last date told, or in the next one at the turn of the year.
fn nearest_in_story(what: What, told: Moment) -> Option<Moment> {
    let same = what_in(what, told.year())?;
    let (Some(month), Some(last), true) = (same.month(), told.month(), matches!(told, Moment::Month(..) | Moment::Day(_))) else {
        return Some(same);
    };
    match i32::from(month) - i32::from(last) {
        ..=-11 => what_in(what, add_years(told.year(), 1)),
        11.. => what_in(what, add_years(told.year(), -1)),
        _ => Some(same),
    }
}

/// The one of that name that is meant, seen from a day.
fn choose(what: What, which: Which, now: Day, tense: Option<Tense>, told_year: Option<i32>) -> Option<Moment> {
    match what {
        What::Weekday(weekday) => weekday_near(weekday, which, now, tense).map(Moment::Day),
        What::DayOfMonth(date) => {
            let near = |n: i32| {
                let Moment::Month(y, m) = Moment::month_of(now).shift(Unit::Month, n)? else { return None };
                day(y, m, date)
            };
            let list = [near(-1), near(0), near(1)];
            nearest(list.into_iter().flatten().map(|d| (Moment::Day(d), d)), now, which, tense)
        }
        What::Decade(tens) => {
            let year = i32::from(now.year());
            let this = year.div_euclid(100) * 10 + i32::from(tens);
            Some(Moment::Decade(if this * 10 > year { this - 10 } else { this }))
        }
        _ => {
            let year = Moment::Day(now).year();
            if which == Which::This {
                return what_in(what, year);
            }
            let list = [-1, 0, 1].into_iter().filter_map(|n| {
                let moment = what_in(what, add_years(year, n))?;
                Some((moment, moment.begin()?))
            });
            let chosen = nearest(list, now, which, tense)?;
            // The year that the text itself names with the month wins over one that is not near.
            let far = chosen.begin().is_none_or(|d| days_between(d, now).abs() > 60);
            told_year.filter(|_| which == Which::Bare && far).map_or(Some(chosen), |told| what_in(what, told))
        }
    }
}

/// The candidate that tense and distance speak for.
fn nearest(list: impl Iterator<Item = (Moment, Day)>, now: Day, which: Which, tense: Option<Tense>) -> Option<Moment> {
    let candidates: Vec<(Moment, i64, bool)> = list
        .map(|(moment, begin)| {
            let running = moment.days().is_some_and(|(from, to)| from.0 <= now && now < to.0);
            (moment, days_between(now, begin), running)
        })
        .collect();
    let last = || candidates.iter().rev().find(|(_, d, running)| *d <= 0 || *running).map(|c| c.0);
    let next = || candidates.iter().find(|(_, d, running)| *d >= 0 || *running).map(|c| c.0);
    match which {
        Which::Last => candidates.iter().rev().find(|(_, d, running)| *d < 0 && !running).map(|c| c.0),
        Which::Next => candidates.iter().find(|(_, d, running)| *d > 0 && !running).map(|c| c.0),
        _ => {
            let (closest, distance, _) =
                candidates.iter().min_by_key(|(_, d, running)| if *running { 0 } else { d.abs() }).copied()?;
            let single = closest.as_day().is_some();
            match tense {
                // A day this near is meant whatever the verb says.
                _ if single && distance.abs() <= 21 => Some(closest),
                Some(Tense::Future) => next(),
                Some(Tense::Past) => last(),
                None if single => Some(closest),
                None => last(),
            }
        }
    }
}

fn weekday_near(weekday: u8, which: Which, now: Day, tense: Option<Tense>) -> Option<Day> {
    let weekday = Weekday::from_monday_one_offset(weekday as i8).ok()?;
    let back = i64::from(weekday.until(now.weekday()));
    let ahead = i64::from(now.weekday().until(weekday));
    let days = match which {
        // Said on the day after, "last Monday" is not yesterday.
        Which::Last if back <= 1 => -(back + 7),
        Which::Last => -back,
        Which::Next if ahead == 0 => 7,
        Which::Next => ahead,
        Which::This => i64::from(weekday.to_monday_zero_offset()) - i64::from(now.weekday().to_monday_zero_offset()),
        _ if tense == Some(Tense::Future) => ahead,
        _ => -back,
    };
    now.checked_add(days.days()).ok()
}

/// The value of what nothing places: X for what is not known.
fn open_value(base: Base) -> String {
    match base {
        Base::At(moment) => moment.to_string(),
        Base::Shift(unit, ..) | Base::FromDay(unit, ..) => match unit {
            Unit::Week | Unit::Fortnight => "XXXX-WXX",
            Unit::Weekend => "XXXX-WXX-WE",
            Unit::Month => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            Unit::Year => "XXXX",
            Unit::Decade => "XXX",
            Unit::Century | Unit::Millennium => "XX",
            _ => "XXXX-XX-XX",
        }
        .into(),
        Base::Named(what, which) => {
            let year = if let Which::Year(year) = which { Moment::Year(year).to_string() } else { "XXXX".into() };
            match what {
                What::Month(month) => format!("{year}-{month:02}"),
                What::MonthDay(month, date) => format!("{year}-{month:02}-{date:02}"),
                What::DayOfMonth(date) => format!("{year}-XX-{date:02}"),
                What::Weekday(weekday) => format!("{year}-WXX-{weekday}"),
                What::Season(season) => format!("{year}-{}", season.code()),
                What::Quarter(n) | What::FiscalQuarter(n) => format!("{year}-Q{n}"),
                What::Half(n) => format!("{year}-H{n}"),
                What::Decade(tens) => format!("XX{tens}"),
                What::Holiday(_) => format!("{year}-XX-XX"),
            }
        }
        Base::Nth(_, Nth::Week, ..) => "XXXX-WXX".into(),
        Base::Nth(_, Nth::Weekend, ..) => "XXXX-WXX-WE".into(),
        Base::Nth(..) | Base::Open => "XXXX-XX-XX".into(),
    }
}

fn push_hour(value: &mut String, hour: Hour) {
    // Writing to a string does not fail.
    let _ = match hour {
        Hour::Part(part) => write!(value, "T{part}"),
        Hour::Clock(h, m, s) => {
            write!(value, "T{h:02}:{:02}", m.unwrap_or(0)).and_then(|()| s.map_or(Ok(()), |s| write!(value, ":{s:02}")))
        }
    };
}

fn length_value(count: Option<f64>, unit: Unit, more: Option<(f64, Unit)>) -> String {
    let (head, times, tail) = unit.period();
    let mut value = match count {
        Some(n) => format!("{head}{}{tail}", n * times),
        None => format!("{head}X{tail}"),
    };
    if let Some((n, unit)) = more {
        let (more_head, times, tail) = unit.period();
        let joint = if more_head == "PT" && head == "P" { "T" } else { "" };
        let _ = write!(value, "{joint}{}{tail}", n * times);
    }
    value
}

fn set_value(set: Set) -> (String, Option<String>) {
    let value = match set {
        Set::Value(value) => value.into(),
        Set::Every(count, unit) => length_value(Some(count.unwrap_or(1.0)), unit, None),
        Set::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
        Set::WeekdayPart(weekday, part) => format!("XXXX-WXX-{weekday}T{part}"),
        Set::Month(month) => format!("XXXX-{month:02}"),
        Set::Part(part) => format!("XXXX-XX-XXT{part}"),
        Set::Clock(weekday, hour, minute) => {
            let day = weekday.map_or("XXXX-XX-XX".into(), |weekday| format!("XXXX-WXX-{weekday}"));
            format!("{day}T{hour:02}:{:02}", minute.unwrap_or(0))
        }
        Set::Times(_, unit) => length_value(Some(1.0), unit, None),
    };
    let freq = if let Set::Times(n, _) = set { Some(format!("{n}X")) } else { None };
    (value, freq)
}
