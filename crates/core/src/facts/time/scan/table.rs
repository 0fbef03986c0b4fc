//! The matcher of the table of rules.

mod reading;
mod role;

use super::super::super::lexeme::Kind;
use super::super::classes::Classes;
use super::super::reading::{Base, Expression, From, Hour};
use super::super::rule_id::RuleId;
use super::super::rules::{Atom, MOST, Rows, Rule, Seen, Test};
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
    often: Option<&'static str>,
    /// A second number and unit: "2 years and 3 months".
    second: Option<(f64, Unit)>,
}

/// Where the elements of the rule that was followed last were found.
struct Trail {
    places: [u32; MOST],
    /// What they were, of ways and rules that led nowhere too: not to be read.
    scratch: Parts,
}

/// The place of an element that was left out.
const SKIPPED: u32 = u32::MAX;

impl Scan<'_> {
    /// The rules that can fit at `i`, by what stands there.
    pub(super) fn candidates(&self, i: usize) -> Rows {
        if !self.classes(i).is(Classes::OPENER) {
            return Rows::default();
        }
        let seen = |j: usize| {
            let rooms = self.words.get(j).copied().flatten().and_then(|word| word.rooms.as_deref());
            Seen { kind: self.at(j).kind, classes: self.classes(j), rooms }
        };
        let before = i.checked_sub(1).map_or(Seen { kind: Kind::Edge, classes: Classes::EDGE, rooms: None }, seen);
        let (mut first, second) = (seen(i), seen(i + 1));
        if first.classes.is(Classes::LEADER) && !self.leads(i) {
            first.classes = first.classes.without(Classes::KNOWN.or(Classes::OFTEN).or(Classes::WEEKDAYS));
        }
        // "a dozen" is a number, "a" alone is none.
        if self.is(i, &[self.fixed.a, self.fixed.an]) && !second.classes.is(Classes::NUMERAL) {
            first.classes = first.classes.without(Classes::NUMERAL);
        }
        let rows = self.rules.at([before, first, second]);
        let number = if rows.is_empty() { None } else { self.number(i) };
        number.map_or(rows, |number| self.rules.behind_number(rows, seen(number.end)))
    }

    /// The expression that the first fitting rule of these reads at `i`.
    pub(super) fn by_table(&self, rows: Rows, i: usize) -> Option<Expression> {
        if rows.is_empty() {
            return None;
        }
        let mut trail = Trail { places: [SKIPPED; MOST], scratch: Parts::default() };
        self.rules.of(rows).find_map(|rule| self.by_rule(rule, i, &mut trail))
    }

    fn by_rule(&self, rule: &Rule, i: usize, trail: &mut Trail) -> Option<Expression> {
        if !self.fits_before(&rule.before, i, &mut trail.scratch) {
            return None;
        }
        let to = self.follow(rule, 0, i, trail)?;
        let mut parts = Parts::default();
        for (atom, &place) in rule.inside.iter().chain(&rule.after).zip(&trail.places) {
            if place != SKIPPED {
                self.element(&atom.test, place as usize, &mut parts);
            }
        }
        let reading = self.reading(rule.says, &parts)?;
        Some(Expression { modifier: rule.modifier, ..self.found(i, to, reading, RuleId::Row(rule.name)) })
    }

    /// Whether what stands before `i` is what a rule asks for: each element one lexeme.
    fn fits_before(&self, atoms: &[Atom], i: usize, scratch: &mut Parts) -> bool {
        let Some((atom, rest)) = atoms.split_last() else { return true };
        let Some(j) = i.checked_sub(1) else { return false };
        let fits = self.element(&atom.test, j, scratch).is_some();
        if atom.refused {
            return !fits && self.fits_before(rest, i, scratch);
        }
        fits && self.fits_before(rest, j, scratch) || atom.optional && self.fits_before(rest, i, scratch)
    }

    /// Follows the elements from the `n`th on, from lexeme `i`: where the expression ends, if what comes after it fits too.
    fn follow(&self, rule: &Rule, n: usize, i: usize, trail: &mut Trail) -> Option<usize> {
        let own = rule.inside.len();
        let Some(atom) = rule.inside.get(n).or_else(|| rule.after.get(n - own)) else { return Some(i) };
        // The expression ends where what is only looked at begins.
        let end = |to: usize| if n < own { to } else { i };
        let found = self.element(&atom.test, i, &mut trail.scratch);
        if atom.refused {
            trail.places[n] = SKIPPED;
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
}
