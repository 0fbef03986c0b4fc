//! Which one of a kind a name means: the Friday, the March, the third quarter.

use jiff::ToSpan;

use super::super::calendar::{Moment, add_years, day};
use super::super::choose::{choose, nearest_in_story, what_in};
use super::super::reading::{From, What, Which};
use super::super::tense::Tense;
use super::{Choice, Place, Resolver};
use crate::record::AnchorKind;

/// A year so near to the last day told may be told in passing.
const NEXT_YEARS: i32 = 2;
/// A story goes on by so many months from the last day told.
const GOES_ON: i32 = 3;

impl Resolver {
    /// One of a kind: which one?
    pub(super) fn named(&self, what: What, which: Which, place: Place) -> Option<Choice> {
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
            Which::Bare if self.is_next_month_told(what, place) => {
                let (told, _) = self.told?;
                let moment = choose(what, Which::Next, told.begin()?, None, None)?;
                Some(Choice {
                    moment,
                    anchor: Some((AnchorKind::Previous, told.to_string(), "the next one after the date told")),
                })
            }
            Which::Bare | Which::Last | Which::This | Which::Next | Which::Coming => {
                let (now, kind) = self.now?;
                let year = match what {
                    What::Month(month) | What::MonthDay(month, _) => self.years[usize::from(month)],
                    _ => None,
                };
                let moment = choose(what, which, now, place.tense, year)?;
                let why = match (which, place.tense) {
                    (Which::Last, _) => "the last one before",
                    (Which::Next | Which::Coming, _) => "the next one after",
                    (Which::This, _) => "the one of that week or year",
                    (_, Some(Tense::Future)) => "a verb that looks ahead: the next one",
                    (_, Some(Tense::Past)) => "a verb in the past: the last one",
                    _ => "no tense near: the nearest one",
                };
                Some(Choice { moment, anchor: Some((kind, now.to_string(), why)) })
            }
        }
    }

    /// "elected in November 2024 and took office in January": a month of the past after a month or day of the same sentence.
    fn is_next_month_told(&self, what: What, place: Place) -> bool {
        let What::Month(_) = what else { return false };
        let Some((told, sentence)) = self.told else { return false };
        let Some((now, _)) = self.now else { return false };
        let dated = matches!(told, Moment::Month(..) | Moment::Day(_)) && sentence == place.sentence;
        let next = || choose(what, Which::Next, told.begin()?, None, None)?.begin();
        dated && place.tense == Some(Tense::Past) && self.told_with_year && next().is_some_and(|day| day <= now)
    }

    /// In a narrative a name belongs to the year of the last date told.
    fn named_in_narrative(&self, what: What, which: Which, place: Place) -> Option<Choice> {
        let (told, kind) = self.anchor(From::Told, place.sentence)?;
        let shift = match which {
            Which::Last | Which::Previous => -1,
            Which::Next | Which::Coming | Which::Following => 1,
            _ => 0,
        };
        let moment = match what {
            What::Weekday(_) | What::DayOfMonth(_) | What::Decade(_) | What::WeekNumber(_) => {
                choose(what, if shift < 0 { Which::Last } else { Which::Next }, told.begin()?, None, None)?
            }
            _ => {
                if shift == 0 {
                    self.continues(what, told).or_else(|| nearest_in_story(what, told))?
                } else {
                    choose(what, if shift < 0 { Which::Last } else { Which::Next }, told.begin()?, None, None)?
                }
            }
        };
        Some(Choice { moment, anchor: Some((kind, told.to_string(), "in the year of the last date told")) })
    }

    /// A month or day that goes on from the last day told, where a year told since then does not lead its sentence:
    /// "On 10 March the raid began. It was planned for 1976. On 20 March it ended."
    fn continues(&self, what: What, told: Moment) -> Option<Moment> {
        let (running, Moment::Year(year)) = (self.day_told?, told) else { return None };
        if self.told_leads || !matches!(what, What::Month(_) | What::MonthDay(..)) || (year - running.year()).abs() > NEXT_YEARS {
            return None;
        }
        let same = what_in(what, running.year())?;
        let on = i32::from(same.month()?) - i32::from(running.month()?);
        let (candidate, on) = if on < 0 { (what_in(what, add_years(running.year(), 1))?, on + 12) } else { (same, on) };
        (on <= GOES_ON).then_some(candidate)
    }
}
