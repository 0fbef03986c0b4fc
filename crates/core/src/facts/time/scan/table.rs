//! The matcher of the table of rules.

use super::super::super::lexeme::Kind;
use super::super::calendar::Moment;
use super::super::classes::Classes;
use super::super::lexicon;
use super::super::reading::{Base, Expression, From, Hour, Reading, Set, Side, What, When, Which};
use super::super::rules::{Anchor, Atom, Count, MOST, Piece, Role, Rows, Rule, Says, Seen, SetOf, Steps, Test};
use super::super::unit::{Season, Unit};
use super::Scan;

/// What the parts of an expression were.
#[derive(Debug, Default, Clone, Copy)]
struct Parts {
    number: Option<f64>,
    vague: bool,
    ordinal: Option<u8>,
    day: Option<u8>,
    unit: Option<Unit>,
    weekday: Option<u8>,
    month: Option<u8>,
    season: Option<Season>,
    part: Option<&'static str>,
    year: Option<i32>,
    decade: Option<i32>,
    date: Option<Base>,
    clock: Option<(Hour, Option<&'static str>)>,
    pointed: Option<(Unit, i32, From)>,
    /// A second number and unit: "2 years and 3 months".
    second: Option<(f64, Unit)>,
}

/// Where the elements of a rule were found.
struct Trail {
    places: [u32; MOST],
    /// What they were, of ways that led nowhere too: not to be read.
    scratch: Parts,
}

/// The place of an element that was left out.
const SKIPPED: u32 = u32::MAX;

impl Scan<'_> {
    /// The rules that can fit at `i`, by what stands there.
    pub(super) fn candidates(&self, i: usize) -> Rows {
        let seen = |j: usize| {
            let rooms = self.words.get(j).copied().flatten().and_then(|word| word.rooms.as_ref());
            Seen { kind: self.at(j).kind, classes: self.classes(j), rooms }
        };
        let before = i.checked_sub(1).map_or(Seen { kind: Kind::Edge, classes: Classes::EDGE, rooms: None }, seen);
        let (mut first, second) = (seen(i), seen(i + 1));
        if first.classes.is(Classes::LEADER) && !self.leads(i) {
            first.classes = first.classes.without(Classes::KNOWN);
        }
        // "a dozen" is a number, "a" alone is none.
        if self.is(i, &[self.fixed.a, self.fixed.an]) && !second.classes.is(Classes::NUMERAL) {
            first.classes = first.classes.without(Classes::NUMERAL);
        }
        self.rules.at([before, first, second])
    }

    /// The expression that the first fitting rule of these reads at `i`.
    pub(super) fn by_table(&self, rows: Rows, i: usize) -> Option<Expression> {
        self.rules.of(rows).find_map(|rule| self.by_rule(rule, i))
    }

    fn by_rule(&self, rule: &Rule, i: usize) -> Option<Expression> {
        if !self.fits_before(&rule.before, i) {
            return None;
        }
        let mut trail = Trail { places: [SKIPPED; MOST], scratch: Parts::default() };
        let to = self.follow(rule, 0, i, &mut trail)?;
        let mut parts = Parts::default();
        for (atom, &place) in rule.inside.iter().chain(&rule.after).zip(&trail.places) {
            if place != SKIPPED {
                self.element(&atom.test, place as usize, &mut parts);
            }
        }
        let reading = self.reading(rule.says, &parts)?;
        Some(Expression { modifier: rule.modifier, ..self.found(i, to, reading, rule.name) })
    }

    /// Whether what stands before `i` is what a rule asks for: each element one lexeme.
    fn fits_before(&self, atoms: &[Atom], i: usize) -> bool {
        let Some((atom, rest)) = atoms.split_last() else { return true };
        let Some(j) = i.checked_sub(1) else { return false };
        let fits = self.element(&atom.test, j, &mut Parts::default()).is_some();
        if atom.refused {
            return !fits && self.fits_before(rest, i);
        }
        fits && self.fits_before(rest, j) || atom.optional && self.fits_before(rest, i)
    }

    /// Follows the elements from the `n`th on, from lexeme `i`: where the expression ends, if what comes after it fits too.
    fn follow(&self, rule: &Rule, n: usize, i: usize, trail: &mut Trail) -> Option<usize> {
        let own = rule.inside.len();
        let Some(atom) = rule.inside.get(n).or_else(|| rule.after.get(n - own)) else { return Some(i) };
        // The expression ends where what is only looked at begins.
        let end = |to: usize| if n < own { to } else { i };
        let found = self.element(&atom.test, i, &mut trail.scratch);
        if atom.refused {
            return if found.is_none() { self.follow(rule, n + 1, i, trail).map(end) } else { None };
        }
        if let Some(to) = found
            && let Some(to) = self.follow(rule, n + 1, to, trail)
        {
            trail.places[n] = i as u32;
            return Some(end(to));
        }
        if !atom.optional {
            return None;
        }
        trail.places[n] = SKIPPED;
        self.follow(rule, n + 1, i, trail).map(end)
    }

    /// The lexeme after an element at `i`.
    fn element(&self, test: &Test, i: usize, parts: &mut Parts) -> Option<usize> {
        let lexeme = self.at(i);
        match test {
            Test::Words(words) => self.is(i, words).then_some(i + 1),
            Test::Capital(words) => (lexeme.capital && self.is(i, words)).then_some(i + 1),
            Test::Small(words) => (!lexeme.capital && self.is(i, words)).then_some(i + 1),
            Test::Mark(mark) => lexeme.is(*mark).then_some(i + 1),
            Test::Dash => lexeme.is_dash().then_some(i + 1),
            Test::Quote => matches!(lexeme.kind, Kind::Mark('\'' | '’' | '‘' | '"' | '“' | '”')).then_some(i + 1),
            Test::Role(role) => self.of_role(*role, i, parts),
        }
    }

    fn of_role(&self, role: Role, i: usize, parts: &mut Parts) -> Option<usize> {
        let lexeme = self.at(i);
        match role {
            Role::Any => (lexeme.kind != Kind::Edge).then_some(i + 1),
            Role::Word => lexeme.is_word().then_some(i + 1),
            Role::Lower => self.lower_noun(i).then_some(i + 1),
            Role::Noun => {
                let verb = self.tense.is_past(lexeme, self.text) || (self.verb)(i);
                (self.lower_noun(i) && !verb).then_some(i + 1)
            }
            Role::Name => (lexeme.is_word() && lexeme.capital).then_some(i + 1),
            Role::Past => (lexeme.is_word() && self.tense.is_past(lexeme, self.text)).then_some(i + 1),
            Role::Verb => (lexeme.is_word() && (self.verb)(i)).then_some(i + 1),
            Role::End => matches!(lexeme.kind, Kind::Edge | Kind::Mark(',' | '.' | ';' | ':' | '!' | '?' | ')' | '"' | '”'))
                .then_some(i + 1),
            Role::Start => matches!(lexeme.kind, Kind::Edge | Kind::Mark(_)).then_some(i + 1),
            Role::Number => {
                let number = self.number(i).filter(|n| !n.fraction && n.value <= 1e6)?;
                if parts.number.is_none() {
                    (parts.number, parts.vague) = (Some(number.value), number.vague);
                } else if parts.second.is_none() {
                    parts.second = Some((number.value, Unit::Day));
                }
                Some(number.end)
            }
            Role::Ordinal => {
                let (to, n) = self.ordinal(i)?;
                parts.ordinal.get_or_insert(n);
                Some(to)
            }
            Role::Day => {
                let (to, day) = self.day_number(i).or_else(|| self.ordinal(i).filter(|n| (1..=31).contains(&n.1)))?;
                parts.day.get_or_insert(day);
                Some(to)
            }
            Role::Unit | Role::Units => {
                let (unit, plural) = self.unit(i)?;
                parts.unit.get_or_insert(unit);
                (plural == (role == Role::Units)).then_some(i + 1)
            }
            Role::Weekday => {
                let (to, (weekday, _)) = self.weekday(i).filter(|_| lexeme.capital)?;
                parts.weekday.get_or_insert(weekday);
                Some(to)
            }
            Role::Month => {
                let (to, (month, doubtful)) = self.month(i)?;
                parts.month.get_or_insert(month);
                (!doubtful || lexeme.capital).then_some(to)
            }
            Role::Season => {
                parts.season.get_or_insert(self.season(i)?);
                Some(i + 1)
            }
            Role::Seasons => {
                let word = lexeme.span.of(self.text);
                let singular = word.get(..word.len().checked_sub(1)?).filter(|_| word.ends_with('s'))?;
                let season = |r: &lexicon::Role| if let lexicon::Role::Season(s) = r { Some(*s) } else { None };
                parts.season.get_or_insert(self.lexicon.roles(crate::text::hash::hash(singular)).iter().find_map(season)?);
                Some(i + 1)
            }
            Role::Part => {
                parts.part.get_or_insert(self.part(i)?);
                Some(i + 1)
            }
            Role::Parts => {
                parts.part.get_or_insert(
                    self.role(i, |r| if let lexicon::Role::Parts(p) = r { Some(*p) } else { None })
                        .or_else(|| self.unit(i).filter(|found| *found == (Unit::Night, true)).map(|_| "NI"))?,
                );
                Some(i + 1)
            }
            Role::Year => {
                let (to, year) = self.year(i)?;
                parts.year.get_or_insert(year);
                Some(to)
            }
            Role::Decade => match self.decade(i)? {
                (to, Base::At(Moment::Decade(decade)), _) => {
                    parts.decade.get_or_insert(decade);
                    Some(to)
                }
                _ => None,
            },
            Role::OldYear => {
                let (to, year) = self.year(i).filter(|(_, year)| *year < 1800)?;
                parts.year.get_or_insert(year);
                Some(to)
            }
            Role::Said => {
                let (to, year) = self.said_year(i)?;
                parts.year.get_or_insert(year);
                Some(to)
            }
            Role::Tens => {
                let tens = self.tens(i)?;
                parts.decade.get_or_insert(190 + i32::from(tens));
                Some(i + 1)
            }
            Role::FourDigits => {
                let value = lexeme.whole(4..=4).filter(|n| n / 100 < 24 && n % 100 < 60 && n % 5 == 0)?;
                parts.clock.get_or_insert((Hour::Clock((value / 100) as u8, Some((value % 100) as u8), None), None));
                Some(i + 1)
            }
            Role::Today => {
                let days = self.role(i, |r| if let lexicon::Role::Day(d) = r { Some(i32::from(*d)) } else { None })?;
                parts.date.get_or_insert(Base::Shift(Unit::Day, days, From::Now));
                Some(i + 1)
            }
            Role::Feast => {
                let (to, rule) = self.holidays.find(self.lexemes, i)?;
                parts.date.get_or_insert(Base::Named(What::Holiday(rule), Which::Bare));
                Some(to)
            }
            Role::Several => {
                let number = self.number(i)?;
                let small = !number.fraction && !number.vague && (2.0..=200.0).contains(&number.value) && !lexeme.glued;
                parts.number.get_or_insert(number.value);
                small.then_some(number.end)
            }
            Role::EitherUnit => {
                let (unit, _) = self.unit(i)?;
                match (&mut parts.unit, &mut parts.second) {
                    (Some(_), Some(second)) => second.1 = unit,
                    (first, _) => _ = first.get_or_insert(unit),
                }
                Some(i + 1)
            }
            Role::LongUnit => {
                let (unit, _) = self.unit(i).filter(|(unit, plural)| *unit >= Unit::Decade && !plural)?;
                parts.unit.get_or_insert(unit);
                Some(i + 1)
            }
            Role::Odds => {
                let odds = lexeme.whole(1..=2).is_some() && self.at(i + 1).is('/') && self.at(i + 2).whole(1..=2).is_some();
                odds.then_some(i + 3)
            }
            Role::Lap => {
                let (minutes, colon, seconds) = (lexeme.whole(1..=2)?, self.at(i + 1), self.at(i + 2));
                let decimals = seconds.kind == Kind::Number && seconds.digits == 0 && seconds.value < 60.0;
                let glued = !lexeme.glued && colon.is(':') && colon.glued && seconds.glued;
                (parts.number, parts.second) = (Some(f64::from(minutes)), Some((seconds.value, Unit::Second)));
                (decimals && glued).then_some(i + 3)
            }
            Role::Report => self.in_report(i).then_some(i),
            Role::Reporting => (self.reporting.get() || self.in_report(i)).then_some(i),
            Role::Narrative => self.narrative.then_some(i),
            Role::Weekdays => {
                parts.weekday.get_or_insert(self.role(i, |r| if let lexicon::Role::Weekdays(d) = r { Some(*d) } else { None })?);
                Some(i + 1)
            }
            Role::Date => {
                let day = |(to, base, _): (usize, Base, &'static str)| base.is_day().then_some((to, base));
                let date = self.numeric(i).and_then(day).or_else(|| self.absolute(i).and_then(day));
                let (to, base) = date.or_else(|| self.relative(i).and_then(day)).or_else(|| self.feast(i).and_then(day))?;
                parts.date.get_or_insert(base);
                Some(to)
            }
            Role::Clock => {
                let (to, hour, zone) = self.clock(i).filter(|(_, hour, _)| matches!(hour, Hour::Clock(..)))?;
                parts.clock.get_or_insert((hour, zone));
                Some(to)
            }
            Role::Pointed => {
                let (to, unit, n, from) = self.pointed(i)?;
                parts.pointed.get_or_insert((unit, n, from));
                Some(to)
            }
        }
    }

    /// What a rule says of the parts that it matched.
    fn reading(&self, says: Says, parts: &Parts) -> Option<Reading> {
        let at = |base| Some(Reading::When(When { base, hour: None, zone: None }));
        let steps = |steps| match steps {
            Steps::Of(n) => Some(n),
            Steps::On => parts.number.map(|n| n as i32),
            Steps::Back => parts.number.map(|n| -(n as i32)),
        };
        match says {
            Says::Nothing => Some(Reading::Nothing),
            Says::Reference(value) => Some(Reading::Reference(value)),
            Says::While => Some(Reading::While),
            Says::Length(count) => {
                let count = match count {
                    Count::Told => Some(parts.number?).filter(|_| !parts.vague),
                    Count::Vague => None,
                    Count::Of(n) => Some(n),
                };
                Some(Reading::Length { count, unit: parts.unit?, more: [None; 2], side: Side::Anywhere })
            }
            Says::Shift(unit, n, from) => {
                let from = match from {
                    Anchor::Now => From::Now,
                    Anchor::Told => From::Told,
                    Anchor::Report => From::Report,
                };
                at(Base::Shift(unit.or(parts.unit)?, steps(n)?, from))
            }
            Says::WeekdayOn(days) => at(Base::FromDay(Unit::Day, i32::from(days), What::Weekday(parts.weekday?), Which::Coming)),
            Says::WeekdayIn(weeks) => {
                at(Base::Named(What::Weekday(parts.weekday?), Which::In(Unit::Week, i32::from(weeks), From::Now)))
            }
            Says::FromDate(n) => {
                let (unit, n) = (parts.unit.unwrap_or(Unit::Day), steps(n)?);
                let (unit, n) = match unit {
                    Unit::Week => (Unit::Day, n.checked_mul(7)?),
                    Unit::Fortnight => (Unit::Day, n.checked_mul(14)?),
                    unit => (unit, n),
                };
                match parts.date? {
                    Base::At(moment) => at(Base::At(moment.shift(unit, n)?)),
                    Base::Named(what, which) => at(Base::FromDay(unit, n, what, which)),
                    Base::Shift(Unit::Day, days, from) if unit == Unit::Day => at(Base::Shift(unit, n.checked_add(days)?, from)),
                    Base::Shift(Unit::Day, days, From::Now) if unit == Unit::Month => at(Base::MonthsFrom(n, days)),
                    _ => None,
                }
            }
            Says::Date => at(parts.date?),
            Says::ClockOn | Says::HourBefore | Says::HourIn | Says::PartOn(_) => self.on_day(says, parts),
            Says::Race => {
                let (count, unit, more) = match (parts.clock, parts.second) {
                    (Some((Hour::Clock(h, Some(m), Some(s)), None)), _) => {
                        let more = [Some((f64::from(m), Unit::Minute)), Some((f64::from(s), Unit::Second))];
                        (f64::from(h), Unit::Hour, more)
                    }
                    (None, Some(seconds)) => (parts.number?, Unit::Minute, [Some(seconds), None]),
                    _ => return None,
                };
                Some(Reading::Length { count: Some(count), unit, more, side: Side::Anywhere })
            }
            Says::Month => at(Base::Named(What::Month(parts.month?), Which::Bare)),
            Says::Day => at(Base::Named(What::DayOfMonth(parts.ordinal.filter(|n| (1..=31).contains(n))?), Which::Bare)),
            Says::MonthDay => {
                let day = parts.day.or(parts.ordinal).filter(|n| (1..=31).contains(n))?;
                at(Base::Named(What::MonthDay(parts.month?, day), Which::Bare))
            }
            Says::ShortDate => {
                let year = self.century_of(parts.number.filter(|n| (0.0..100.0).contains(n))? as i32);
                at(super::date::placed(What::MonthDay(parts.month?, parts.day?), year))
            }
            Says::ReportIn => at(Base::ReportIn(parts.year?)),
            Says::FromToday => {
                let Base::Shift(Unit::Day, days, From::Now) = parts.date? else { return None };
                let n = parts.number.unwrap_or(1.0) as i32;
                match parts.unit.unwrap_or(Unit::Week) {
                    Unit::Day => at(Base::Shift(Unit::Day, n.checked_add(days)?, From::Now)),
                    Unit::Week => at(Base::Shift(Unit::Day, n.checked_mul(7)?.checked_add(days)?, From::Now)),
                    Unit::Month => at(Base::MonthsFrom(n, days)),
                    Unit::Year => at(Base::MonthsFrom(n.checked_mul(12)?, days)),
                    _ => None,
                }
            }
            Says::WeekdayLast(days) => at(Base::FromDay(Unit::Day, i32::from(days), What::Weekday(parts.weekday?), Which::Last)),
            Says::WeekOf => match parts.date? {
                Base::At(moment) => at(Base::At(moment.as_day().and_then(|_| moment.shift(Unit::Week, 0))?)),
                Base::Named(what, which) => at(Base::FromDay(Unit::Week, 0, what, which)),
                _ => None,
            },
            Says::BackTwo => {
                let ((n, unit), (m, less)) = ((parts.number?, parts.unit?), parts.second?);
                match (unit, less) {
                    (Unit::Year, Unit::Month) => at(Base::Shift(Unit::Month, -((n * 12.0 + m) as i32), From::Now)),
                    (Unit::Week, Unit::Day) => at(Base::Shift(Unit::Day, -((n * 7.0 + m) as i32), From::Now)),
                    _ => None,
                }
            }
            Says::LengthOrdinal => {
                let count = Some(f64::from(parts.ordinal?));
                Some(Reading::Length { count, unit: parts.unit?, more: [None; 2], side: Side::Anywhere })
            }
            Says::OfYear(piece) => self.of_year(piece, parts).and_then(at),
            Says::OfReport(piece, years) => {
                let what = match piece {
                    Piece::Quarter => What::Quarter(parts.ordinal.filter(|n| (1..=4).contains(n))?),
                    _ => What::Half(parts.ordinal.filter(|n| (1..=2).contains(n))?),
                };
                at(Base::FromDay(Unit::Year, i32::from(years), what, Which::Bare))
            }
            Says::Set(set) => Some(Reading::Set(match set {
                SetOf::Value(value) => Set::Value(value),
                SetOf::Season => Set::Season(parts.season?),
                SetOf::Weekday => Set::Weekday(parts.weekday?),
                SetOf::WeekdayPart => Set::WeekdayPart(parts.weekday?, parts.part?),
                SetOf::LastWeekday => Set::LastWeekday(parts.weekday?),
                SetOf::MonthDay => Set::MonthDay(parts.month?, parts.day?),
                SetOf::Rate => Set::Rate(parts.unit.filter(|unit| *unit >= Unit::Day)?),
                SetOf::Clock => match parts.clock? {
                    (Hour::Clock(hour, minute, _), _) => Set::Clock(parts.weekday, hour, minute),
                    _ => return None,
                },
                SetOf::WeekdaysAt => match parts.clock? {
                    (Hour::Clock(hour, minute, _), _) => Set::WeekdaysAt(hour, minute),
                    _ => return None,
                },
            })),
        }
    }

    /// A time of day on the date matched, or on the day told.
    fn on_day(&self, says: Says, parts: &Parts) -> Option<Reading> {
        let hour = || parts.number.filter(|n| (1.0..=12.0).contains(n) && n.fract() == 0.0).map(|n| n as u8);
        let (hour, zone) = match says {
            Says::ClockOn => parts.clock?,
            Says::HourBefore => {
                let (Hour::Clock(second, ..), zone) = parts.clock? else { return None };
                let first = hour()?;
                (Hour::Clock(if second > 12 && first + 12 < second { first + 12 } else { first }, None, None), zone)
            }
            Says::HourIn => (Hour::Clock(hour()?, None, None).after_noon(Some(Hour::Part(parts.part?))), None),
            Says::PartOn(part) => (Hour::Part(part.or(parts.part)?), None),
            _ => return None,
        };
        let weekday = parts.weekday.map(|day| Base::Named(What::Weekday(day), Which::Bare));
        let base = parts.date.or(weekday).unwrap_or(Base::Open);
        Some(Reading::When(When { base, hour: Some(hour), zone }))
    }

    fn of_year(&self, piece: Piece, parts: &Parts) -> Option<Base> {
        if piece == Piece::Year {
            return parts.year.map(|year| Base::At(Moment::Year(year)));
        }
        let which = match (parts.year, parts.pointed) {
            (Some(year), _) => Which::Year(year),
            (None, Some((Unit::Year, n, from))) => Which::In(Unit::Year, n, from),
            _ => Which::Bare,
        };
        Some(match piece {
            Piece::Season => Base::Named(What::Season(parts.season?), which),
            Piece::Month => Base::Named(What::Month(parts.month?), which),
            Piece::NthMonth => Base::Named(What::Month(parts.ordinal.filter(|n| (1..=12).contains(n))?), which),
            Piece::Quarter => Base::Named(What::Quarter(parts.ordinal.filter(|n| (1..=4).contains(n))?), which),
            Piece::Half => Base::Named(What::Half(parts.ordinal.filter(|n| (1..=2).contains(n))?), which),
            Piece::FirstHalf => Base::Named(What::Half(1), which),
            Piece::LastHalf => Base::Named(What::Half(2), which),
            Piece::Decade => Base::At(Moment::Decade(parts.decade?)),
            Piece::Year => return None,
            Piece::Week => {
                let number = parts.number.filter(|n| (1.0..=53.0).contains(n))? as u8;
                match parts.year {
                    Some(year) => Base::At(Moment::Week(year, number)),
                    None => Base::Named(What::WeekNumber(number), Which::Bare),
                }
            }
        })
    }
}
