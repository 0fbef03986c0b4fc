//! Finds temporal expressions: a matcher over lexemes that reads each into its under-specified form.

mod anchored;
mod clock;
mod date;
mod rate;
mod length;
mod memo;
mod nth;
mod numeric;
mod quarter;
mod range;
mod relative;
mod table;
mod year;

use std::cell::Cell;

use super::rule_id::{Computed, RuleId};
use super::super::lexeme::{EDGE, Kind, Lexeme};
use super::super::number::Number;
use super::holiday::Holidays;
use super::classes::Classes;
use super::lexicon::{Direction, Fixed, Lexicon, Role, Shift, Word};
use super::reading::{Base, Expression, Hour, Reading, When};
use super::rules::{Groups, Rules};
use super::tense::TenseWords;
use super::unit::{Season, Unit};
pub(super) use memo::Memo;

/// Looks for expressions in a list of lexemes.
pub(super) struct Scan<'a> {
    pub text: &'a str,
    pub lexemes: &'a [Lexeme],
    pub lexicon: &'a Lexicon,
    /// What each lexeme can be in an expression; nothing for those that none asks for.
    pub words: Vec<Option<&'a Word>>,
    pub classes: Vec<Classes>,
    pub holidays: &'a Holidays,
    /// Day before month in 3/4/2025.
    pub day_first: bool,
    /// Long past years stand alone: "in 480".
    pub narrative: bool,
    /// The word at that lexeme is part of a name, so that "May" is no month.
    pub named: &'a dyn Fn(usize) -> bool,
    /// The word at that lexeme is tagged as a verb: "to last six weeks".
    pub verb: &'a dyn Fn(usize) -> bool,
    pub fixed: &'a Fixed,
    pub rules: &'a Rules,
    /// The text has told a quarter or half.
    pub reporting: Cell<bool>,
    /// The number, the day and the time of day that were read last.
    pub last_number: Memo<Option<Number>>,
    pub last_day: Memo<Found<Base>>,
    pub last_clock: Memo<Option<Clock>>,
    pub tense: &'a TenseWords,
    /// Years of two digits up to this one are of our century.
    pub pivot: i32,
}

/// No word that tells a date in passing is looked for further before it.
const PASSING: usize = 12;

/// An expression at the head of a sentence has fewer lexemes before it, its edge counted.
const LEADING: usize = 3;

/// A match that ends before a lexeme.
type Found<T> = Option<(usize, T)>;
/// A time of day: the lexeme after it, the hour, the zone.
pub(super) type Clock = (usize, Hour, Option<&'static str>);
/// A date: the lexeme after it, the date, the rule that read it.
type Dated = Option<(usize, Base, Computed)>;

/// What a date or time of day can begin with, and what reads it.
type Reader = (Classes, fn(&Scan<'_>, usize) -> Option<(usize, When, Computed)>);

const NUMERIC: Classes = Classes::NUMBER.or(Classes::NUMERAL).or(Classes::VULGAR);
const YEAR: Classes = Classes::WORD.or(Classes::NUMBER).or(Classes::QUOTE);

/// The readers of dates and times of day, in the order in which they are asked.
const READERS: [Reader; 12] = [
    (NUMERIC.or(Classes::HOUR), |scan, i| scan.clock_first(i)),
    (Classes::NUMBER, |scan, i| scan.numeric(i).map(whole_day)),
    (NUMERIC, |scan, i| scan.weekdays_away(i).map(whole_day)),
    (Classes::WORD.or(Classes::NUMBER), |scan, i| scan.absolute(i).map(whole_day)),
    (Classes::WORD, |scan, i| scan.part_first(i)),
    (YEAR, |scan, i| scan.quarter(i).map(whole_day)),
    (Classes::WORD, |scan, i| scan.relative(i).map(whole_day)),
    (Classes::WORD, |scan, i| scan.named_season(i).map(whole_day)),
    (Classes::WORD, |scan, i| scan.feast(i).map(whole_day)),
    (YEAR, |scan, i| scan.decade(i).map(whole_day)),
    (YEAR, |scan, i| scan.lone_year(i).map(whole_day)),
    (Classes::WORD.or(Classes::NUMBER), |scan, i| scan.century(i).map(whole_day)),
];

fn whole_day((end, base, rule): (usize, Base, Computed)) -> (usize, When, Computed) {
    (end, When { base, hour: None, zone: None }, rule)
}

impl Scan<'_> {
    /// All expressions, in order.
    pub fn all(&self) -> Vec<Expression> {
        let mut found: Vec<Expression> = Vec::new();
        let mut i = 0;
        while i < self.lexemes.len() {
            match self.expression(i) {
                Some(expression) if expression.reading == Reading::Nothing => i = expression.to.max(i + 1),
                Some(expression) => {
                    i = expression.to.max(i + 1);
                    if expression.reading.is_period() {
                        self.reporting.set(true);
                    }
                    self.share_day(&mut found, &expression);
                    self.share_year(&mut found, &expression);
                    found.push(expression);
                    while let Some(next) = found.last().and_then(|last| self.short_form(last)) {
                        i = next.to;
                        self.share_day(&mut found, &next);
                        found.push(next);
                    }
                }
                None => i += 1,
            }
        }
        found
    }

    /// Whether the words before a date tell it in passing: "the largest since 1807", "born in 1871", "compared with 2024".
    pub fn in_passing(&self, expression: &Expression) -> bool {
        let i = expression.from;
        let asked = &self.rules.asked;
        let before = (0..i).rev().take(PASSING).take_while(|&j| self.at(j).kind != Kind::Edge && !self.at(j).is(','));
        let close = i > 0 && (self.of(i - 1, asked.since) || self.at(i - 1).is('('));
        // "in a 1998 book"
        let modifier = i > 0 && self.of(i - 1, asked.owner) && self.lower_noun(expression.to);
        close || modifier || before.into_iter().any(|j| self.of(j, asked.passing))
    }

    /// Whether an expression stands at the head of its sentence: "In 1944", "By the spring of 1944".
    pub fn leads_sentence(&self, expression: &Expression) -> bool {
        (0..expression.from).rev().take(LEADING).any(|j| self.at(j).kind == Kind::Edge)
    }

    /// Whether the word at `i` is of a group.
    fn of(&self, i: usize, group: Groups) -> bool {
        self.words.get(i).copied().flatten().is_some_and(|word| word.groups.has(group))
    }

    fn at(&self, i: usize) -> &Lexeme {
        self.lexemes.get(i).unwrap_or(&EDGE)
    }

    /// The hash of the word at `i`; 0 for anything else.
    fn word(&self, i: usize) -> u64 {
        self.at(i).hash
    }

    fn is(&self, i: usize, words: &[u64]) -> bool {
        let word = self.word(i);
        word != 0 && words.contains(&word)
    }

    fn before(&self, i: usize) -> &Lexeme {
        if i == 0 { &EDGE } else { self.at(i - 1) }
    }

    fn role<T>(&self, i: usize, pick: impl Fn(&Role) -> Option<T>) -> Option<T> {
        self.words.get(i).copied().flatten()?.roles.iter().find_map(pick)
    }

    fn unit(&self, i: usize) -> Option<(Unit, bool)> {
        self.role(i, |r| if let Role::Unit(unit, plural, _) = r { Some((*unit, *plural)) } else { None })
    }

    fn direction(&self, i: usize) -> Option<Direction> {
        // "could last two weeks": a verb.
        if i > 0
            && self.word(i) == self.fixed.last
            && !self.at(i - 1).capital
            && (self.is(i - 1, &self.fixed.modals()) || (self.verb)(i))
        {
            return None;
        }
        self.role(i, |r| if let Role::Direction(d) = r { Some(*d) } else { None })
    }

    fn shift(&self, i: usize) -> Option<Shift> {
        self.role(i, |r| if let Role::Shift(s) = r { Some(*s) } else { None })
    }

    fn part(&self, i: usize) -> Option<&'static str> {
        self.role(i, |r| if let Role::Part(p) = r { Some(*p) } else { None })
    }

    fn season(&self, i: usize) -> Option<Season> {
        self.role(i, |r| if let Role::Season(s) = r { Some(*s) } else { None })
    }

    fn dash(&self, i: usize) -> usize {
        i + usize::from(self.at(i).is_dash())
    }

    fn comma(&self, i: usize) -> usize {
        i + usize::from(self.at(i).is(','))
    }

    /// What the lexeme at `i` is.
    fn classes(&self, i: usize) -> Classes {
        self.classes.get(i).copied().unwrap_or(Classes::EDGE)
    }

    /// The number that begins at `i`.
    fn number(&self, i: usize) -> Option<Number> {
        let may = self.classes(i).is(Classes::NUMBER.or(Classes::VULGAR).or(Classes::NUMERAL));
        if may { self.last_number.at(i, || self.lexicon.numbers.read(self.lexemes, i)) } else { None }
    }

    /// The ordinal that begins at `i`: "third", "3rd".
    fn ordinal(&self, i: usize) -> Found<u8> {
        let may = self.classes(i).is(Classes::NUMBER.or(Classes::NUMERAL));
        if may { self.lexicon.numbers.ordinal(self.lexemes, i) } else { None }
    }

    /// Whether any expression but those of the table can begin here: a quick look that spares most words the rest.
    fn may_begin(&self, i: usize) -> bool {
        let classes = self.classes(i);
        match self.at(i).kind {
            Kind::Number => true,
            Kind::Mark('\'' | '’' | '‘') => self.classes(i + 1).is(Classes::NUMBER),
            Kind::Mark(_) => classes.is(Classes::VULGAR),
            Kind::Edge => false,
            Kind::Word if classes.is(Classes::LEADER) => {
                self.leads(i) || classes.is(Classes::FEAST) && self.holidays.find(self.lexemes, i).is_some()
            }
            Kind::Word => classes.is(Classes::KNOWN.or(Classes::FEAST)),
        }
    }

    /// Whether something that an expression asks for comes behind lexeme `i`.
    fn leads(&self, i: usize) -> bool {
        let marks = Classes::DASH.or(Classes::QUOTE).or(Classes::VULGAR);
        self.classes(i + 1).is(Classes::KNOWN.or(Classes::ASKED).or(Classes::FEAST).or(Classes::NUMBER).or(marks))
    }

    /// The expression that begins at lexeme `i`.
    fn expression(&self, i: usize) -> Option<Expression> {
        let (table, others) = (self.candidates(i), self.may_begin(i));
        if table.is_empty() && !others {
            return None;
        }
        // "EOY", "FY 2023/24" look like names.
        let own = || self.is(i, &[self.fixed.fy]) || self.role(i, |r| matches!(r, Role::UnitEnd(_)).then_some(())).is_some();
        if (self.named)(i) && self.holidays.find(self.lexemes, i).is_none() && !own() {
            return None;
        }
        // "$2 a day" is a price, not a time, unless a story tells what it was like then.
        if !self.narrative && self.is_rate(i) {
            return None;
        }
        let found = self.by_table(table, i);
        if found.is_some() || !others {
            return found;
        }
        self.dated(i)
            .or_else(|| self.shifted(i))
            .or_else(|| self.length(i))
    }

    fn found(&self, from: usize, to: usize, reading: Reading, rule: impl Into<RuleId>) -> Expression {
        Expression { from, to, reading, modifier: None, rule: rule.into() }
    }

    /// A date or time of day, with what stands before and after it: "early on the morning of 3 May".
    fn dated(&self, i: usize) -> Option<Expression> {
        let (j, modifier) = self.edge(i);
        // "the early hours of Friday" has no edge.
        let (mut end, mut when, rule, modifier) = match self.when(j) {
            Some((end, when, rule)) => (end, when, rule, modifier),
            None if j > i => self.when(i).map(|(end, when, rule)| (end, when, rule, None))?,
            None => return None,
        };
        if let Some((to, base)) = self.second_anchor(end, when).filter(|_| when.hour.is_none()) {
            (end, when.base) = (to, base);
        }
        if when.hour.is_none()
            && !matches!(when.base, Base::Open)
            && when.base.is_day()
            && let Some((to, hour, zone)) = self.hour_after(end)
        {
            (end, when.hour, when.zone) = (to, Some(hour), zone);
        }
        // "tonight at 8", "this morning at 10am"
        if let Some(part @ Hour::Part(_)) = when.hour
            && (self.is(end, &[self.fixed.at, self.fixed.around, self.fixed.about, self.fixed.from]) || self.at(end).is('@'))
            && let Some((to, hour @ Hour::Clock(..), zone)) = self.hour_after(end)
        {
            (end, when.hour, when.zone) = (to, Some(hour.after_noon(Some(part))), zone);
        }
        // "Friday morning 6-8"
        if let Some(part @ Hour::Part(_)) = when.hour
            && let Some((to, hour, zone)) = self.hours_after_day(end)
        {
            (end, when.hour, when.zone) = (to, Some(hour.after_noon(Some(part))), zone);
        }
        // "Thursday before 5pm"
        let side = if self.is(end, &[self.fixed.before, self.fixed.by]) {
            Some("BEFORE")
        } else {
            self.is(end, &[self.fixed.after]).then_some("AFTER")
        };
        if let Some(side) = side.filter(|_| when.hour.is_none() && when.base.is_day())
            && let Some((to, hour @ Hour::Clock(..), zone)) = self.clock(end + 1)
        {
            let when = When { hour: Some(hour), zone, ..when };
            return Some(Expression { modifier: Some(side), ..self.found(i, to, Reading::When(when), rule) });
        }
        let mut expression = self.found(i, end, Reading::When(when), rule);
        expression.modifier = modifier.or(if rule == Computed::EndOfAUnit { Some("END") } else { None });
        Some(expression)
    }

    /// "early", "the end of", "mid-": the lexeme after, and the modifier.
    fn edge(&self, i: usize) -> (usize, Option<&'static str>) {
        let f = self.fixed;
        let the = i + usize::from(self.is(i, &[f.the]));
        if let Some(edge) = self.role(the, |r| if let Role::EdgeOf(e) = r { Some(*e) } else { None })
            && (self.is(the + 1, &[f.of]) || self.is_month_joined(the + 1))
        {
            return (the + 2, Some(edge));
        }
        if let Some(edge) = self.role(the, |r| if let Role::Edge(e) = r { Some(*e) } else { None }) {
            let j = self.dash(the + 1);
            if self.is(j, &[f.part]) && self.is(j + 1, &[f.of]) {
                return (j + 2, Some(edge));
            }
            if self.is(j, &[f.in_, f.on]) && j == the + 1 {
                return (j + 1, Some(edge));
            }
            return (j, Some(edge));
        }
        if the > i && self.is(the, &[f.latter]) && self.is(the + 1, &[f.part]) && self.is(the + 2, &[f.of]) {
            return (the + 3, Some("END"));
        }
        if self.is(the, &[f.rest]) && self.is(the + 1, &[f.of]) && the > i {
            return (the + 2, Some("END"));
        }
        if self.is(i, &[f.earlier, f.later])
            && (self.is(i + 1, &[f.this, f.that, f.today, f.in_, f.on])
                || self.is(i + 1, &[f.tonight])
                || self.weekday(i + 1).is_some_and(|(_, (_, doubtful))| !doubtful && self.at(i + 1).capital))
        {
            let inside = i + 1 + usize::from(self.is(i + 1, &[f.in_, f.on]));
            let modifier = if self.is(i, &[f.earlier]) { "START" } else { "END" };
            // "later in 1946", "later in the year", "earlier on Nov 25": but not "later in a speech".
            if inside == i + 1 || self.is(i + 1, &[f.on]) || self.year(inside).is_some() || self.is(inside, &[f.the, f.today]) {
                return (inside, Some(modifier));
            }
        }
        if let Some(about) = self.role(i, |r| if let Role::About(a) = r { Some(*a) } else { None }) {
            let j = i + 1 + usize::from(self.at(i + 1).is('.'));
            if about == "APPROX" && self.year_and_era(j).is_some() {
                return (j, Some("APPROX"));
            }
        }
        (i, None)
    }

    /// "end**-March**"
    fn is_month_joined(&self, i: usize) -> bool {
        self.at(i).is_dash() && self.at(i).glued && self.at(i + 1).glued && self.at(i + 1).capital && self.month(i + 1).is_some()
    }

    /// A date or time of day at `i`.
    fn when(&self, i: usize) -> Option<(usize, When, Computed)> {
        let classes = self.classes(i);
        READERS.iter().filter(|(begins, _)| classes.is(*begins)).find_map(|(_, read)| read(self, i))
    }
}

impl Lexeme {
    /// Stands right behind a sign that makes it money or a code.
    fn glued_to_sign(&self, before: &Self) -> bool {
        self.glued && before.glued_sign()
    }

    /// A sign that belongs to the number right behind it.
    fn glued_sign(&self) -> bool {
        matches!(self.kind, Kind::Mark('$' | '€' | '£' | '¥' | '₹' | '#' | '+' | '@' | '.'))
    }
}
