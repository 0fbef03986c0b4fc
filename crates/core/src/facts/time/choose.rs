//! Which one of a kind is meant: the Friday, the March, the 12th that tense and distance speak for.

use jiff::ToSpan;
use jiff::civil::{Date as Day, Weekday};

use super::calendar::{Moment, add_years, day, days_between};
use super::reading::{What, Which};
use super::tense::Tense;
use super::unit::Unit;

/// The one of that name in a year.
pub(super) fn what_in(what: What, year: i32) -> Option<Moment> {
    Some(match what {
        What::Month(month) => Moment::Month(year, month),
        What::MonthDay(month, date) => Moment::Day(day(year, month, date)?),
        What::Season(season) => Moment::Season(year, season),
        What::SouthernSeason(season) => Moment::SouthernSeason(year, season),
        What::Quarter(n) => Moment::Quarter(year, n),
        What::FiscalQuarter(n) => Moment::FiscalQuarter(year, n),
        What::Half(n) => Moment::Half(year, n),
        What::Holiday(rule) => Moment::Day(rule.day(year)?),
        What::Decade(tens) => Moment::Decade(year.div_euclid(100) * 10 + i32::from(tens)),
        What::WeekNumber(n) => Moment::Week(year, n),
        What::DayOfMonth(_) | What::Weekday(_) => return None,
    })
}

/// The one of that name in the year of the last date told, or in the next one at the turn of the year.
pub(super) fn nearest_in_story(what: What, told: Moment) -> Option<Moment> {
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
pub(super) fn choose(what: What, which: Which, now: Day, tense: Option<Tense>, told_year: Option<i32>) -> Option<Moment> {
    match what {
        What::Weekday(weekday) => weekday_near(weekday, which, now, tense).map(Moment::Day),
        What::DayOfMonth(date) => {
            let near = |n: i32| {
                let Moment::Month(y, m) = Moment::month_of(now).shift(Unit::Month, n)? else { return None };
                day(y, m, date)
            };
            let list = [near(-1), near(0), near(1)];
            nearest(list.into_iter().flatten().map(|d| (Moment::Day(d), d)), now, which, tense, false)
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
            if let (What::Quarter(_) | What::Half(_), Which::Bare) = (what, which) {
                return quarter(list.map(|(moment, _)| moment), now, tense);
            }
            let chosen = nearest(list, now, which, tense, matches!(what, What::MonthDay(..)))?;
            // The year that the text itself names with the month wins over one that is not near.
            let far = chosen.begin().is_none_or(|d| days_between(d, now).abs() > 60);
            told_year.filter(|_| which == Which::Bare && far).map_or(Some(chosen), |told| what_in(what, told))
        }
    }
}

/// The quarter or half that is meant: one that is over or running, else with a plan the coming one of the same year. One that
/// ended within a report's time is reported, whatever the verb: "expects to post a first-quarter loss".
fn quarter(list: impl Iterator<Item = Moment>, now: Day, tense: Option<Tense>) -> Option<Moment> {
    let spans: Vec<(Moment, Day, Day)> = list.filter_map(|m| m.days().map(|(from, to)| (m, from.0, to.0))).collect();
    let begun = spans.iter().rev().find(|(_, from, _)| *from <= now);
    if tense != Some(Tense::Future) {
        return begun.map(|found| found.0);
    }
    let reported = begun.filter(|(_, _, to)| days_between(*to, now) <= REPORT_DAYS);
    reported.or_else(|| spans.iter().find(|(_, from, _)| *from > now)).map(|found| found.0)
}

/// Reports of a quarter come out within so many days after it.
const REPORT_DAYS: i64 = 100;
/// With a verb in the present a day further back than this is the next one.
const FAR_BACK: i64 = 60;
/// A day told in the past tense may lie so many days ahead: time zones, and slips of the date.
const SLIP: i64 = 3;
/// A day so near is meant whatever the verb says, unless it is ahead and the verb in the past.
const NEAR: i64 = 21;

/// The candidate that tense and distance speak for; `dated` says that month and day are told.
pub(super) fn nearest(
    list: impl Iterator<Item = (Moment, Day)>,
    now: Day,
    which: Which,
    tense: Option<Tense>,
    dated: bool,
) -> Option<Moment> {
    let candidates: Vec<(Moment, i64, bool)> = list
        .map(|(moment, begin)| {
            let running = moment.days().is_some_and(|(from, to)| from.0 <= now && now < to.0);
            (moment, days_between(now, begin), running)
        })
        .collect();
    let latest = || candidates.iter().rev().find(|(_, d, running)| *d <= 0 || *running).map(|c| c.0);
    let next = || candidates.iter().find(|(_, d, running)| *d >= 0 || *running).map(|c| c.0);
    match which {
        Which::Last => candidates.iter().rev().find(|(_, d, running)| *d < 0 && !running).map(|c| c.0),
        Which::Next | Which::Coming => candidates.iter().find(|(_, d, running)| *d > 0 && !running).map(|c| c.0),
        _ => {
            let (closest, distance, _) =
                candidates.iter().min_by_key(|(_, d, running)| if *running { 0 } else { d.abs() }).copied()?;
            let single = closest.as_day().is_some();
            match tense {
                Some(Tense::Past) if dated && distance > SLIP => latest(),
                _ if single && distance.abs() <= NEAR => Some(closest),
                Some(Tense::Present) if dated && distance < -FAR_BACK => next(),
                Some(Tense::Future) if dated && distance >= -60 => {
                    next().filter(|coming| coming.year() == i32::from(now.year())).or(Some(closest))
                }
                Some(Tense::Future) => next(),
                Some(Tense::Past) => latest(),
                _ if single => Some(closest),
                _ => latest(),
            }
        }
    }
}

pub(super) fn weekday_near(weekday: u8, which: Which, now: Day, tense: Option<Tense>) -> Option<Day> {
    let weekday = Weekday::from_monday_one_offset(weekday as i8).ok()?;
    let back = i64::from(weekday.until(now.weekday()));
    let ahead = i64::from(now.weekday().until(weekday));
    let days = match which {
        // Said on the day after, "last Monday" is not yesterday.
        Which::Last if back <= 1 => -(back + 7),
        Which::Last => -back,
        // Said on the day before, "next Saturday" is not tomorrow.
        Which::Next if ahead <= 1 => ahead + 7,
        Which::Next => ahead,
        Which::This => i64::from(weekday.to_monday_zero_offset()) - i64::from(now.weekday().to_monday_zero_offset()),
        Which::Coming => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        _ if matches!(tense, Some(Tense::Future | Tense::Present)) => ahead,
        _ => -back,
    };
    now.checked_add(days.days()).ok()
}
