//! What looks like a quantity and is none: names with numbers, years, scores, dates.

use super::super::super::lexeme::Kind;
use super::super::super::number;
use super::super::counted;
use super::super::words::{A, HALF_BEFORE, HALVES, IN, NUMBERED, OF, PRONOUN_ONE};
use super::{Measured, Scan};
use crate::record::UnitKind;
use crate::syntax::Upos;

impl Scan<'_> {
    /// Reasons why a number is no quantity: the lexeme after it.
    pub(super) fn no_quantity(&self, i: usize, first: &Measured) -> Option<usize> {
        let (lexeme, before) = (self.at(i), self.before(i));
        let next = self.at(first.number.end);
        let skip = Some(first.number.end);
        if lexeme.kind == Kind::Number {
            // G7, F-16, #12, 3:15, v2, 10/12, 555-0123-4
            let sign = matches!(before.kind, Kind::Mark(':' | '#' | '_' | '@' | '/' | '=' | '\\' | '&'));
            if lexeme.glued && (before.is_word() || sign || before.kind == Kind::Number) {
                return skip;
            }
            if lexeme.glued
                && before.is_dash()
                && i >= 2
                && before.glued
                && (self.at(i - 2).is_word() && self.at(i - 2).capital || self.at(i - 2).kind == Kind::Number)
            {
                return skip;
            }
            if next.is(':')
                && next.glued
                && self.at(first.number.end + 1).kind == Kind::Number
                && self.at(first.number.end + 1).glued
            {
                return Some(first.number.end + 2);
            }
            // "28th", "5pm", "3D": letters that are no unit.
            if next.glued && next.is_word() && first.unit.is_none() {
                return Some(first.number.end + 1);
            }
            if lexeme.digits > 12 {
                return skip;
            }
            // A score or a code: "2-1", "6-4", "911-1234".
            let dash = self.at(i + 1);
            let second = self.at(i + 2);
            if dash.is_dash() && dash.glued && second.glued && second.kind == Kind::Number && first.unit.is_none() {
                let after = self.measured(i + 2)?;
                let unit = after.unit.is_some() || self.plural(after.number.end) || after.number.worded;
                if !unit || second.value <= lexeme.value || self.at(i + 3).is_dash() && self.at(i + 3).glued {
                    return Some(i + 3);
                }
            }
            if self.year_like(i) && first.unit.is_none() {
                return skip;
            }
        }
        if first.unit.is_none_or(|u| u.kind == UnitKind::Duration)
            && before.is_word()
            && before.capital
            && NUMBERED.contains(&before.hash)
        {
            return skip;
        }
        if first.unit.is_none() && before.is('.') && i >= 2 && self.is(i - 2, &NUMBERED[..3]) && self.at(i - 2).capital {
            return skip;
        }
        if self.in_name(i, first) {
            return skip;
        }
        // "a third day": an ordinal.
        let ordinal = first.number.fraction && self.is(i, &A[..2]) && !self.is(i + 1, &HALVES) && !self.is(first.number.end, &OF);
        if ordinal {
            return skip;
        }
        // "iPhone 15", "Mission 3 was": the number of a name.
        if !first.number.worded
            && first.unit.is_none()
            && lexeme.digits > 0
            && self.tag(i.wrapping_sub(1)) == Upos::Propn
            && before.is_word()
        {
            let noun = counted::after(self.lexemes, self.article.syntax, first.number.end, false);
            if noun.is_none() && !self.at(first.number.end).is(',') {
                return skip;
            }
        }
        if !first.number.worded || first.unit.is_some() {
            return None;
        }
        // "one" as a pronoun; "half" and "third" that are no share.
        let one = first.number.value == 1.0 && first.number.end == i + 1 && lexeme.is_word();
        if one {
            let noun = self.is(i + 1, &OF)
                || self.is(i + 1, &IN) && number::may_begin(self.at(i + 2))
                || matches!(self.tag(i + 1), Upos::Noun | Upos::Adj)
                || next.is_dash() && next.glued;
            if !noun || self.is(i.wrapping_sub(1), &PRONOUN_ONE) {
                return skip;
            }
        }
        if first.number.fraction && !first.number.vague {
            let share = self.is(first.number.end, &OF)
                || self.at(i).kind == Kind::Number
                || self.is(first.number.end, &A)
                || self.plural(first.number.end);
            if !share || self.is(i.wrapping_sub(1), &HALF_BEFORE) {
                return skip;
            }
        }
        None
    }

    /// A whole number of four digits that looks like a year and counts nothing.
    pub(super) fn year_like(&self, i: usize) -> bool {
        self.at(i).whole(4..=4).is_some_and(|year| (1900..=2060).contains(&year)) && !self.plural(i + 1)
    }

    /// Within a name that has letters too: "Flight 12", "Formula 1".
    pub(super) fn in_name(&self, i: usize, first: &Measured) -> bool {
        let span = self.at(i).span;
        let names = self.article.names;
        let index = names.partition_point(|name| name.span.end <= span.start);
        names.get(index).is_some_and(|name| {
            let inside = name.span.start <= span.start && name.span.contains(self.span(i, first.number.end));
            inside
                && name.span.len() > self.span(i, first.number.end).len()
                && first.unit.is_none_or(|u| u.kind != UnitKind::Currency && u.kind != UnitKind::Percent)
        })
    }
}
