//! What looks like a quantity and is none: names with numbers, years, scores, dates.

use super::super::super::lexeme::Kind;
use super::super::super::number;
use super::super::counted;
use super::{Measured, Scan};
use crate::record::UnitKind;
use crate::syntax::Upos;

impl Scan<'_> {
    /// Reasons why a number is no quantity: the lexeme after it.
    pub(super) fn no_quantity(&self, i: usize, first: &Measured) -> Option<usize> {
        let (lexeme, before) = (self.at(i), self.before(i));
        let next = self.at(first.number.end);
        let skip = Some(first.number.end);
        if let Some(to) = self.number_of_something(i, first) {
            return Some(to);
        }
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
                let scaled = after.number.value >= 1e3 * second.value.max(1.0);
                let unit = after.unit.is_some() || self.plural(after.number.end) || after.number.worded || scaled;
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
            && self.words.numbered.contains(&before.hash)
        {
            return skip;
        }
        if first.unit.is_none()
            && before.is('.')
            && i >= 2
            && self.is(i - 2, &self.words.ordinal_number)
            && self.at(i - 2).capital
        {
            return skip;
        }
        if self.in_name(i, first) {
            return skip;
        }
        // "a third day": an ordinal.
        let ordinal = first.number.fraction
            && self.is(i, &self.words.an)
            && !self.is(i + 1, &self.words.halves)
            && !self.is(first.number.end, &self.words.of)
            && !self.is_share_said(i, first.number.end);
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
            let noun = counted::after(self.words, self.lexemes, self.article.syntax, first.number.end, false);
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
            let noun = self.is(i + 1, &self.words.of)
                || self.is(i + 1, &self.words.inside) && number::may_begin(self.at(i + 2))
                || matches!(self.tag(i + 1), Upos::Noun | Upos::Adj)
                || next.is_dash() && next.glued;
            if !noun || self.is(i.wrapping_sub(1), &self.words.pronoun_one) {
                return skip;
            }
        }
        if first.number.fraction && !first.number.vague {
            let share = self.is(first.number.end, &self.words.of)
                || self.at(i).kind == Kind::Number
                || self.is(first.number.end, &self.words.a)
                || self.plural(first.number.end)
                || self.is(first.number.end + usize::from(next.is_dash()), &self.words.point)
                || self.is_share_said(i, first.number.end);
            if !share || self.is(i.wrapping_sub(1), &self.words.half_before) {
                return skip;
            }
        }
        None
    }

    /// "A third did not vote", ", half agree": a share that a verb follows.
    fn is_share_said(&self, i: usize, end: usize) -> bool {
        let begins = self.before(i).kind == Kind::Edge || self.before(i).is(',');
        begins
            && (self.is(end, &self.words.share_verb) || self.at(end).is_word() && matches!(self.tag(end), Upos::Verb | Upos::Aux))
    }

    /// "number 40", "42 Church Road", "0800 123 456", "category 3", "One-in-100": a number that names or calls something.
    fn number_of_something(&self, i: usize, first: &Measured) -> Option<usize> {
        let before = self.before(i);
        let end = first.number.end;
        if first.unit.is_none() && self.is(i.wrapping_sub(1), &self.words.number_word) {
            return Some(end);
        }
        let dashed = |j: usize| self.at(j).is_dash() && self.at(j).glued;
        if dashed(end) && self.is(end + 1, &self.words.inside) && dashed(end + 2) {
            return Some(number::number(self.lexemes, end + 3).map_or(end + 3, |n| n.end));
        }
        let lexeme = self.at(i);
        if lexeme.kind != Kind::Number {
            return None;
        }
        if let Some(to) = self.phone_number(i, first) {
            return Some(to);
        }
        if first.unit.is_some() || lexeme.digits == 0 {
            return None;
        }
        // "A.D. 900"
        if before.is('.') && i >= 4 && self.at(i - 4).span.of(self.text) == "A" && self.at(i - 2).span.of(self.text) == "D" {
            return Some(end);
        }
        if before.is_word() && self.words.numbered_small.contains(&before.hash) || self.is(end, &self.words.post) {
            return Some(end);
        }
        // A number of a house: names follow, and one is that of a street.
        let names = (end..end + 4).take_while(|&j| self.at(j).is_word() && self.at(j).capital || self.at(j).kind == Kind::Number);
        let mut street = names.skip(1).find(|&j| self.is(j, &self.words.street));
        if street.is_none()
            && self.at(end).capital
            && self.at(end + 1).kind == Kind::Number
            && self.is(end + 3, &self.words.street)
        {
            street = Some(end + 3);
        }
        street.map(|to| to + 1)
    }

    /// "0800 123 456", "call 911", "(555) 010-1234": digits in groups behind a word of calling, or with a nought before them.
    fn phone_number(&self, i: usize, first: &Measured) -> Option<usize> {
        let lexeme = self.at(i);
        let nought = lexeme.digits >= 3 && lexeme.span.of(self.text).starts_with('0');
        let called = || {
            let before = (i.saturating_sub(14)..i).rev().take_while(|&j| self.at(j).kind != Kind::Edge);
            before.into_iter().any(|j| self.is(j, &self.words.phone))
        };
        let mut to = i + 1;
        let part = |j: usize| self.at(j).kind == Kind::Number && self.at(j).digits > 0;
        loop {
            let mark = usize::from(self.at(to).is_dash() && self.at(to).glued || self.at(to).is(')') || self.at(to).is('('));
            if !part(to + mark) {
                break;
            }
            to += mark + 1;
        }
        let grouped = to > i + 1;
        let long = lexeme.digits >= 3 && first.unit.is_none() && !self.plural(first.number.end);
        let phone = nought && (grouped || lexeme.digits >= 5)
            || (long || grouped && first.unit.is_none()) && lexeme.digits > 0 && called();
        phone.then_some(to)
    }

    /// A whole number of four digits that looks like a year and counts nothing.
    pub(super) fn year_like(&self, i: usize) -> bool {
        let counted = self.plural(i + 1)
            || self.is(i.wrapping_sub(1), &self.words.sold)
            || self.is(i.wrapping_sub(1), &self.words.of) && self.is(i.wrapping_sub(2), &self.words.crowd);
        self.at(i).whole(4..=4).is_some_and(|year| (1900..=2060).contains(&year)) && !counted
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
