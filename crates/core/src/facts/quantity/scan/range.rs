//! Two ends of a range, and shares: "3 to 5 boats", "one in five".

use super::super::super::number::Number;
use super::{Measured, Scan};
use crate::record::{Quantity, QuantityModifier, UnitKind, Value};

impl<'a> Scan<'a> {
    /// "one in four voters", "three out of five".
    pub(super) fn share(&self, first: &Measured) -> Option<(usize, Option<Quantity>)> {
        if first.unit.is_some() {
            return None;
        }
        // "one person in ten"
        let noun =
            usize::from(!self.is(first.to, &self.words.inside) && first.number.value == 1.0 && self.singular_noun(first.to));
        let inside = first.to + noun;
        if !self.is(inside, &self.words.inside) {
            return None;
        }
        let j = inside + 1 + usize::from(self.is(inside + 1, &self.words.of));
        let out = self.is(inside, &self.words.out);
        if out != (j > inside + 1) {
            return None;
        }
        let j = j + usize::from(self.is(j, &self.words.every));
        let whole = self.words.numbers.read(self.lexemes, j).filter(|n| !n.vague && !n.fraction && n.value > first.number.value)?;
        if self.units.after(self.lexemes, self.text, whole.end).is_some() || self.at(j).digits == 4 {
            return None;
        }
        let number = Number { end: whole.end, value: first.number.value / whole.value, fraction: true, ..first.number };
        Some(self.single(&Measured { to: whole.end, number, ..*first }))
    }

    /// "between 5 and 7 per cent", "5-7%", "3 to 4 litres".
    pub(super) fn range(&self, first: &Measured<'a>) -> Option<(usize, Option<Quantity>)> {
        let joint = self.at(first.to);
        // "4.5 ± 0.1 metres": about so much.
        if joint.is('±') && !first.number.vague {
            let second = self.measured(first.to + 1)?;
            let unit = if second.unit.is_some() { &second } else { first };
            let measured = Measured { from: first.from, to: second.to, number: first.number, ..*unit };
            return Some(self.finish(&measured, Value::Exact(first.number.value), QuantityModifier::About, first.from));
        }
        let before = self.before(first.from);
        let between = self.words.between_only.contains(&before.hash);
        let dash = joint.is_dash() && first.unit.is_none_or(|u| u.kind != UnitKind::Age);
        let words = self.is(first.to, &self.words.to);
        let and = self.is(first.to, &self.words.and);
        if !(dash || words) || and && !between || first.number.vague {
            return None;
        }
        let second = self.measured(first.to + 1)?;
        let moved = self.moved(first.from);
        let aged = self.is_aged(first.from);
        // "fell from 43% to 41%" are two, "43% to 48%" is one.
        let same = match (first.unit, second.unit) {
            (None, Some(_)) => true,
            (Some(a), Some(b)) => a == b && !moved,
            (Some(a), None) => (between || dash) && a.kind == UnitKind::Currency && first.unit_at.0 < first.number.end,
            (None, None) => between || aged || self.plural(second.to) && (dash || words && !and),
        };
        // "$20 to $25 billion", "six to seven thousand": the scale stands behind both.
        let bare = (first.from..first.number.end).all(|i| self.words.numbers.scale(self.at(i)).is_none())
            && first.number.end == self.plain_end(first);
        let scale = if second.number.worded && bare && first.number.value < 1000.0 && first.number.value < second.number.value {
            self.scale_of(&second)
        } else if bare && first.number.value < 1000.0 {
            self.suffix_scale(&second)
        } else {
            1.0
        };
        let low = first.number.value * scale;
        let from_to = moved && self.words.from.contains(&before.hash);
        if !same || low >= second.number.value || from_to {
            return None;
        }
        let value = Value::Range([Some(low), Some(second.number.value)]);
        let unit = if second.unit.is_some() { &second } else { first };
        let measured = Measured { from: first.from, to: second.to, number: second.number, ..*unit };
        // "an estimated 12 to 15 million francs"
        let about = self.words.bound_before(self.lexemes, measured.from).filter(|(_, modifier)| *modifier == QuantityModifier::About);
        let start = about.map_or(measured.from - usize::from(between && and), |(start, _)| start);
        Some(self.finish(&measured, value, QuantityModifier::Range, start))
    }

    /// The lexeme after a number as its digits or words alone.
    fn plain_end(&self, measured: &Measured) -> usize {
        let start = measured.number.end - 1;
        if self.at(start).kind == crate::facts::lexeme::Kind::Word && self.words.bare_suffix.contains(&self.at(start).hash) {
            start
        } else {
            measured.number.end
        }
    }

    /// What a letter glued to a number multiplies it by: "5-6bn".
    fn suffix_scale(&self, measured: &Measured) -> f64 {
        let digits = (measured.from..measured.number.end).find(|&i| self.at(i).kind == crate::facts::lexeme::Kind::Number);
        let Some(digits) = digits.map(|i| self.at(i).value).filter(|value| *value != 0.0) else { return 1.0 };
        let scale = measured.number.value.abs() / digits;
        if scale >= 1e3 && self.plain_end(measured) < measured.number.end { scale } else { 1.0 }
    }

    /// Whether the words before a number tell of something that moved: "rose from 4 to 5 per cent" are two.
    fn moved(&self, i: usize) -> bool {
        (i.saturating_sub(7)..i).rev().take_while(|&j| self.at(j).is_word()).any(|j| self.is(j, &self.words.moved))
    }

    /// What the scale words of a number multiply it by.
    pub(super) fn scale_of(&self, measured: &Measured) -> f64 {
        (measured.from..measured.number.end).filter_map(|i| self.words.numbers.scale(self.at(i))).product()
    }
}
