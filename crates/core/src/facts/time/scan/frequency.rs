//! Sets of times: "every Monday", "twice a week".

use super::super::super::lexeme::Kind;
use super::super::lexicon::Role;
use super::super::reading::{Expression, Hour, Reading, Set};
use super::super::unit::Unit;
use super::Scan;
use crate::text::hash::hash;

impl Scan<'_> {
    /// True for a word that begins with a small letter.
    pub(super) fn lower_noun(&self, i: usize) -> bool {
        let f = self.fixed;
        let lexeme = self.at(i);
        lexeme.is_word()
            && !lexeme.capital
            && ![
                f.and, f.or, f.of, f.in_, f.to, f.for_, f.at, f.by, f.on, f.but, f.until, f.from, f.as_, f.the, f.than, f.before,
                f.after, f.around, f.about,
            ]
            .contains(&lexeme.hash)
    }

    /// A set of times, with the time of day behind it: "every Monday at 4pm".
    pub(super) fn set(&self, i: usize) -> Option<Expression> {
        let set = self.plain_set(i)?;
        let weekday = match set.reading {
            Reading::Set(Set::Weekday(weekday)) => Some(weekday),
            Reading::Set(Set::Every(None, Unit::Day) | Set::Part(_)) => None,
            _ => return Some(set),
        };
        match self.clock(set.to + 1).filter(|_| self.is(set.to, &[self.fixed.at])) {
            Some((to, Hour::Clock(hour, minute, _), _)) => {
                Some(self.found(i, to, Reading::Set(Set::Clock(weekday, hour, minute)), "every day at an hour"))
            }
            _ => Some(set),
        }
    }

    /// "6am every day", "8pm each Monday": the set behind a time of day.
    pub(super) fn clock_and_set(&self, i: usize) -> Option<Expression> {
        if self.at(i).kind != Kind::Number {
            return None;
        }
        let (end, Hour::Clock(hour, minute, _), _) = self.clock(i)? else { return None };
        let f = self.fixed;
        let set = if self.is(end, &[f.every, f.each])
            || self.role(end, |r| matches!(r, Role::Set("XXXX-XX-XX")).then_some(())).is_some()
        {
            self.plain_set(end)?
        } else {
            return None;
        };
        let weekday = match set.reading {
            Reading::Set(Set::Weekday(weekday)) => Some(weekday),
            Reading::Set(Set::Every(None, Unit::Day) | Set::Value(_)) => None,
            _ => return None,
        };
        Some(self.found(i, set.to, Reading::Set(Set::Clock(weekday, hour, minute)), "every day at an hour"))
    }

    fn plain_set(&self, i: usize) -> Option<Expression> {
        let f = self.fixed;
        let make = |to, set, rule| Some(self.found(i, to, Reading::Set(set), rule));
        // "semi-annually", "bi-weekly"
        if self.is(i, &[f.semi, f.bi])
            && self.at(i + 1).is_dash()
            && self.at(i + 2).is_word()
            && self.at(i + 2).glued
            && let word = format!("{}{}", self.at(i).span.of(self.text), self.at(i + 2).span.of(self.text))
            && let Some(value) =
                self.lexicon.roles(hash(&word)).iter().find_map(|r| if let Role::Set(v) = r { Some(*v) } else { None })
        {
            return make(i + 3, Set::Value(value), "adverb of frequency");
        }
        if let Some(value) = self.role(i, |r| if let Role::Set(v) = r { Some(*v) } else { None }) {
            return make(i + 1, Set::Value(value), "adverb of frequency");
        }
        if let Some(weekday) = self.role(i, |r| if let Role::Weekdays(d) = r { Some(*d) } else { None }) {
            return self.at(i).capital.then(|| self.found(i, i + 1, Reading::Set(Set::Weekday(weekday)), "weekdays"));
        }
        if self.unit(i) == Some((Unit::Weekend, true)) {
            return make(i + 1, Set::Value("XXXX-WXX-WE"), "weekends");
        }
        if let Some((end, (weekday, false))) = self.weekday(i)
            && let Some(part) = self.role(end, |r| if let Role::Parts(p) = r { Some(*p) } else { None })
        {
            return make(end + 1, Set::WeekdayPart(weekday, part), "weekday parts");
        }
        if let Some(part) = self.role(i, |r| if let Role::Parts(p) = r { Some(*p) } else { None })
            && !self.lower_noun(i + 1)
        {
            return make(i + 1, Set::Part(part), "parts of days");
        }
        // "the 19th of every month"
        let the = i + usize::from(self.is(i, &[f.the]));
        if let Some((end, day)) = self.ordinal(the).filter(|n| (1..=31).contains(&n.1)) {
            let of = end + usize::from(self.is(end, &[f.day]));
            if self.is(of, &[f.of]) && self.is(of + 1, &[f.every, f.each]) && self.is(of + 2, &[f.month]) {
                return make(of + 3, Set::DayOfMonth(day), "a day of every month");
            }
        }
        if self.is(i, &[f.every, f.each]) {
            if self.is(i + 1, &[f.weekday]) {
                return make(i + 2, Set::Value("XXXX-WXX"), "every weekday");
            }
            let j = i + 1 + usize::from(self.is(i + 1, &[f.other]));
            let twice = (j > i + 1).then_some(2.0);
            if let Some((unit, _)) = self.unit(j) {
                return make(j + 1, Set::Every(twice, unit), "every unit");
            }
            if let Some((j, (weekday, _))) = self.weekday(j) {
                return match self.part(j) {
                    Some(part) => make(j + 1, Set::WeekdayPart(weekday, part), "every weekday part"),
                    None => make(j, Set::Weekday(weekday), "every weekday"),
                };
            }
            if let Some(part) = self.part(j) {
                return make(j + 1, Set::Part(part), "every part");
            }
            if let Some((j, (month, _))) = self.month(j) {
                return make(j, Set::Month(month), "every month");
            }
            if let Some(number) = self.number(j)
                && let Some((unit, _)) = self.unit(number.end)
            {
                return make(number.end + 1, Set::Every(Some(number.value), unit), "every so many");
            }
        }
        if self.narrative && self.is(i, &[f.per]) {
            let (unit, false) = self.unit(i + 1)? else { return None };
            return make(i + 2, Set::Every(None, unit), "rate");
        }
        if self.is(i, &[f.once, f.twice])
            && self.is(i + 1, &[f.a, f.an, f.every, f.per])
            && let Some((unit, false)) = self.unit(i + 2)
        {
            let times = if self.is(i, &[f.once]) { 1 } else { 2 };
            return make(i + 3, Set::Times(times, unit), "so often");
        }
        // "three times a week"
        if let Some(number) = self.number(i).filter(|n| !n.vague && !n.fraction && n.value <= 99.0)
            && self.is(number.end, &[f.times])
            && self.is(number.end + 1, &[f.a, f.an, f.every, f.each, f.per])
            && let Some((unit, false)) = self.unit(number.end + 2)
        {
            return make(number.end + 3, Set::Times(number.value as u8, unit), "so often");
        }
        if self.narrative && self.is_rate(i) {
            let (unit, _) = self.unit(i + 1)?;
            return make(i + 2, Set::Every(None, unit), "rate");
        }
        None
    }

    /// "$2 **a day**".
    pub(super) fn is_rate(&self, i: usize) -> bool {
        let f = self.fixed;
        self.is(i, &[f.a, f.an])
            && self.unit(i + 1).is_some_and(|(unit, plural)| !plural && unit >= Unit::Hour)
            && self.rate_before(i)
            && !self.at(i + 2).is_dash()
            && self.shift(i + 2).is_none()
    }

    /// Whether a price or a number of things stands before "a day": then it says how often.
    fn rate_before(&self, i: usize) -> bool {
        (i.saturating_sub(4)..i).any(|j| {
            let lexeme = self.at(j);
            let close = (j + 1..i).all(|k| {
                self.at(k).is_word() && !self.is(k, &[self.fixed.in_, self.fixed.for_, self.fixed.over, self.fixed.and])
            });
            close && (lexeme.kind == Kind::Number && self.year(j).is_none() || matches!(lexeme.kind, Kind::Mark('%')))
        })
    }
}
