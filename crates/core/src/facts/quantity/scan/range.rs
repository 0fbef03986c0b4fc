//! Two ends of a range, and shares: "3 to 5 boats", "one in five".

use super::super::super::number::{self, Number};
use super::super::words::{BETWEEN, IN, OF, TO};
use super::{Measured, Scan};
use crate::record::{Quantity, QuantityModifier, UnitKind, Value};

impl<'a> Scan<'a> {
    /// "one in four voters", "three out of five".
    pub(super) fn share(&self, first: &Measured) -> Option<(usize, Option<Quantity>)> {
        if first.unit.is_some() || !self.is(first.to, &IN) {
            return None;
        }
        let j = first.to + 1 + usize::from(self.is(first.to + 1, &OF));
        let out = self.at(first.to).hash == IN[1];
        if out != (j > first.to + 1) {
            return None;
        }
        let whole = number::number(self.lexemes, j).filter(|n| !n.vague && !n.fraction && n.value > first.number.value)?;
        if self.units.after(self.lexemes, self.text, whole.end).is_some() || self.at(j).digits == 4 {
            return None;
        }
        let number = Number { end: whole.end, value: first.number.value / whole.value, fraction: true, ..first.number };
        Some(self.single(&Measured { to: whole.end, number, ..*first }))
    }

    /// "between 5 and 7 per cent", "5-7%", "3 to 4 litres".
    pub(super) fn range(&self, first: &Measured<'a>) -> Option<(usize, Option<Quantity>)> {
        let joint = self.at(first.to);
        let before = self.before(first.from);
        let between = before.is_word() && before.hash == BETWEEN[0];
        let dash = joint.is_dash() && first.unit.is_none_or(|u| u.kind != UnitKind::Age);
        let words = self.is(first.to, &TO);
        let and = self.is(first.to, &TO[2..]);
        if !(dash || words) || and && !between || first.number.vague {
            return None;
        }
        let second = self.measured(first.to + 1)?;
        // "43% to 48%" are two; "from 5 to 7" may be two as well, "5 to 7 per cent" is one.
        let same = match (first.unit, second.unit) {
            (None, Some(_)) => true,
            (Some(a), Some(b)) => a == b && (between || dash),
            (Some(a), None) => (between || dash) && a.kind == UnitKind::Currency && first.unit_at.0 < first.number.end,
            (None, None) => between || dash && self.plural(second.to) || words && !and && self.plural(second.to),
        };
        let scale = if second.number.worded
            && !first.number.worded
            && first.number.value < 1000.0
            && first.number.value < second.number.value
        {
            self.scale_of(&second)
        } else {
            1.0
        };
        let low = first.number.value * scale;
        let from_to = before.is_word() && before.hash == BETWEEN[1] && first.unit.is_some();
        if !same || low >= second.number.value || from_to {
            return None;
        }
        let value = Value::Range([Some(low), Some(second.number.value)]);
        let unit = if second.unit.is_some() { &second } else { first };
        let measured = Measured { from: first.from, to: second.to, number: second.number, ..*unit };
        Some(self.finish(&measured, value, QuantityModifier::Range, measured.from))
    }

    /// What the scale words of a number multiply it by.
    pub(super) fn scale_of(&self, measured: &Measured) -> f64 {
        (measured.from..measured.number.end).filter_map(|i| number::scale(self.at(i))).product()
    }
}
