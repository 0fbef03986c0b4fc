//! What looks like a quantity and is none: names with numbers, years, scores, dates. Each reason has a name, and an example in
//! `data/lang/en/quantity/refused.tsv` that runs as a test.

use super::super::super::lexeme::Kind;
use super::{Measured, Scan};
use crate::record::UnitKind;
use crate::syntax::Upos;

/// Makes the reasons and their names.
macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident $text:literal)+) => {
        /// Why a number is no quantity.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Refusal {
            $($(#[$doc])* $name),+
        }

        #[cfg(test)]
        impl Refusal {
            /// All reasons, with their names in `refused.tsv`.
            pub const ALL: &'static [(&'static str, Self)] = &[$(($text, Self::$name)),+];
        }
    };
}

refusals! {
    /// "number 40", "category 3", "day one", a postal code: it says which one.
    Label "label"
    /// "a one-in-100 flood"
    Odds "odds"
    /// "42 Church Road"
    Address "address"
    /// "0800 123 456"
    Phone "phone number"
    /// "A.D. 900"
    Era "year of an era"
    /// "G7", "F-16", "#12": letters or signs are glued to it.
    Code "code"
    /// "a 3:1 lead"
    Ratio "ratio"
    /// "28th", "3D"
    Letters "letters behind"
    /// "won 2-1"
    Score "score"
    /// "in 1998"
    Year "year"
    /// "Flight 12"
    Numbered "numbered name"
    /// A name that the names stage knows: "Formula 1".
    Name "name"
    /// "the 787 programme"
    Model "make"
    /// "iPhone 15"
    Proper "proper noun"
    /// "a third day"
    Ordinal "ordinal"
    /// "the one that fell"
    Pronoun "pronoun"
    /// "the first half"
    Half "half of a period"
}

impl Refusal {
    /// Tells tests which reason spoke.
    #[cfg(test)]
    pub fn note(self) {
        tests::SPOKEN.with_borrow_mut(|spoken| spoken.push(self));
    }

    #[cfg(not(test))]
    pub const fn note(self) {}
}

/// No verb of change is looked for further before its share, in lexemes.
const FALL: usize = 6;

/// The lexeme after what is no quantity, and why it is none.
type Refused = Option<(usize, Refusal)>;

impl Scan<'_> {
    /// Why a number is no quantity, and the lexeme after it.
    pub(super) fn refused(&self, i: usize, first: &Measured) -> Refused {
        self.of_something(i, first)
            .or_else(|| self.of_code(i, first))
            .or_else(|| self.of_name(i, first))
            .or_else(|| self.of_word(i, first))
    }

    /// Numbers that say which one, and those of houses and phones.
    fn of_something(&self, i: usize, first: &Measured) -> Refused {
        let (lexeme, before, end) = (self.at(i), self.before(i), first.number.end);
        let bare = first.unit.is_none();
        if bare && self.is(i.wrapping_sub(1), &self.words.number_word) {
            return Some((end, Refusal::Label));
        }
        let dashed = |j: usize| self.at(j).is_dash() && self.at(j).glued;
        if dashed(end) && self.is(end + 1, &self.words.inside) && dashed(end + 2) {
            return Some((self.words.numbers.read(self.lexemes, end + 3).map_or(end + 3, |n| n.end), Refusal::Odds));
        }
        // "day one of the trial"
        if lexeme.is_word() && bare && end == i + 1 && self.is(i.wrapping_sub(1), &self.words.numbered_word) {
            let counts = matches!(self.tag(end), Upos::Noun | Upos::Adj | Upos::Propn);
            return (!counts).then_some((end, Refusal::Label));
        }
        if lexeme.kind != Kind::Number {
            return None;
        }
        if let Some(to) = self.phone_number(i, first) {
            return Some((to, Refusal::Phone));
        }
        if !bare || lexeme.digits == 0 {
            return None;
        }
        if before.is('.') && i >= 4 && self.at(i - 4).span.of(self.text) == "A" && self.at(i - 2).span.of(self.text) == "D" {
            return Some((end, Refusal::Era));
        }
        if before.is_word() && self.words.numbered_small.contains(&before.hash) || self.is(end, &self.words.post) {
            return Some((end, Refusal::Label));
        }
        self.address(end).map(|to| (to, Refusal::Address))
    }

    /// The lexeme after the street behind the number of a house: names follow, and one is that of a street.
    fn address(&self, end: usize) -> Option<usize> {
        let names = (end..end + 4).take_while(|&j| self.at(j).is_word() && self.at(j).capital || self.at(j).kind == Kind::Number);
        let street = names.skip(1).find(|&j| self.is(j, &self.words.street) && !self.at(j).glued).or_else(|| {
            let numbered = self.at(end).capital && self.at(end + 1).kind == Kind::Number;
            (numbered && self.is(end + 3, &self.words.street)).then_some(end + 3)
        });
        street.map(|to| to + 1)
    }

    /// Numbers in digits with letters, signs or other numbers at them.
    fn of_code(&self, i: usize, first: &Measured) -> Refused {
        let (lexeme, before, end) = (self.at(i), self.before(i), first.number.end);
        if lexeme.kind != Kind::Number {
            return None;
        }
        let next = self.at(end);
        // G7, #12, 3:15, v2, 10/12
        let sign = matches!(before.kind, Kind::Mark(':' | '#' | '_' | '@' | '/' | '=' | '\\' | '&'));
        if lexeme.glued && (before.is_word() || sign || before.kind == Kind::Number) {
            return Some((end, Refusal::Code));
        }
        // F-16, 555-0123-4
        let named = |j: usize| self.at(j).is_word() && self.at(j).capital || self.at(j).kind == Kind::Number;
        if lexeme.glued && before.is_dash() && i >= 2 && before.glued && named(i - 2) || lexeme.digits > 12 {
            return Some((end, Refusal::Code));
        }
        let second = self.at(end + 1);
        if next.is(':') && next.glued && second.kind == Kind::Number && second.glued {
            return Some((end + 2, Refusal::Ratio));
        }
        // "28th", "5pm", "3D": letters that are no unit.
        if next.glued && next.is_word() && first.unit.is_none() {
            return Some((end + 1, Refusal::Letters));
        }
        if let Some(to) = self.score(i, first) {
            return Some((to, Refusal::Score));
        }
        (self.year_like(i) && first.unit.is_none()).then_some((end, Refusal::Year))
    }

    /// The lexeme after a score or a code: "2-1", "6-4", "911-1234".
    fn score(&self, i: usize, first: &Measured) -> Option<usize> {
        let (dash, second) = (self.at(i + 1), self.at(i + 2));
        if self.is_ballot(i, first) {
            return Some(i + 3);
        }
        if !(dash.is_dash() && dash.glued && second.glued && second.kind == Kind::Number && first.unit.is_none()) {
            return None;
        }
        let Some(after) = self.measured(i + 2) else { return Some(i + 3) };
        let scaled = after.number.value >= 1e3 * second.value.max(1.0);
        let unit = after.unit.is_some() || self.plural(after.number.end) || after.number.worded || scaled;
        let goes_on = self.at(i + 3).is_dash() && self.at(i + 3).glued;
        (!unit || second.value <= self.at(i).value || goes_on).then_some(i + 3)
    }

    /// "by a vote of 6 to 3", "a 5 to 4 ruling"
    fn is_ballot(&self, i: usize, first: &Measured) -> bool {
        let (to, second) = (self.at(i + 1), self.at(i + 2));
        let pair = self.words.to_alone.contains(&to.hash) && second.digits > 0 && first.unit.is_none();
        pair && first.number.end == i + 1
            && (self.near_before(i, 4, &self.words.ballot) || self.is(i + 3, &self.words.ballot))
            && self.measured(i + 2).is_some_and(|second| second.unit.is_none() && second.number.end == i + 3)
            && !self.plural(i + 3)
    }

    /// Numbers in names.
    fn of_name(&self, i: usize, first: &Measured) -> Refused {
        let (lexeme, before, end) = (self.at(i), self.before(i), first.number.end);
        let capital = before.is_word() && before.capital;
        if first.unit.is_none_or(|u| u.kind == UnitKind::Duration) && capital && self.words.numbered.contains(&before.hash) {
            return Some((end, Refusal::Numbered));
        }
        // "No. 12"
        let dotted = before.is('.') && i >= 2 && self.is(i - 2, &self.words.ordinal_number) && self.at(i - 2).capital;
        if first.unit.is_none() && dotted {
            return Some((end, Refusal::Numbered));
        }
        if self.in_name(i, first) {
            return Some((end, Refusal::Name));
        }
        if self.is_model(i, first) {
            return Some((end, Refusal::Model));
        }
        // "iPhone 15", "Mission 3 was": the number of a name.
        let digits = !first.number.worded && first.unit.is_none() && lexeme.digits > 0;
        if digits && self.tag(i.wrapping_sub(1)) == Upos::Propn && before.is_word() {
            let alone = self.phrases().after(end, false).is_none() && !self.at(end).is(',');
            return alone.then_some((end, Refusal::Proper));
        }
        None
    }

    /// Words that are no numbers here: "a third day", "the one", "the first half".
    fn of_word(&self, i: usize, first: &Measured) -> Refused {
        let (number, end) = (&first.number, first.number.end);
        let next = self.at(end);
        let of = self.is(end, &self.words.of);
        let told = || self.is_share_said(i, end) || self.is_fall(i, end);
        if number.fraction && self.is(i, &self.words.an) && !self.is(i + 1, &self.words.halves) && !of && !told() {
            return Some((end, Refusal::Ordinal));
        }
        if !number.worded || first.unit.is_some() {
            return None;
        }
        let one = number.value == 1.0 && end == i + 1 && self.at(i).is_word();
        if one {
            let noun = of
                || self.is(end, &self.words.inside) && self.words.numbers.may_begin(self.at(i + 2))
                || matches!(self.tag(end), Upos::Noun | Upos::Adj)
                || next.is_dash() && next.glued;
            if !noun || self.is(i.wrapping_sub(1), &self.words.pronoun_one) {
                return Some((end, Refusal::Pronoun));
            }
        }
        if number.fraction && !number.vague {
            let share = of
                || self.at(i).kind == Kind::Number
                || self.is(end, &self.words.a)
                || self.plural(end)
                || self.is(end + usize::from(next.is_dash()), &self.words.point)
                || told();
            if !share || self.is(i.wrapping_sub(1), &self.words.half_before) {
                return Some((end, Refusal::Half));
            }
        }
        None
    }

    /// "the 787 programme", "five 787 jets", "777x jets": the number of a make, before a noun in the singular or behind a number.
    fn is_model(&self, i: usize, first: &Measured) -> bool {
        let lexeme = self.at(i);
        if lexeme.kind != Kind::Number || lexeme.glued || !(3..=4).contains(&lexeme.digits) {
            return false;
        }
        let end = first.number.end;
        if first.unit.is_some_and(|unit| unit.symbol == "times") {
            return self.at(end).glued && self.plural(first.to);
        }
        if first.unit.is_some() || self.at(end).is_dash() || end != i + 1 {
            return false;
        }
        let before = self.before(i);
        let after_number = before.kind == Kind::Number && before.whole(4..=4).is_none()
            || before.is_word() && self.tag(i - 1) == Upos::Num && self.words.numbers.may_begin(before);
        let named = self.at(end).is_word() && self.at(end).capital;
        if after_number && (named || self.plural(end)) {
            return true;
        }
        let Some(noun) = self.phrases().after(end, false) else { return false };
        let (from, head) = (noun.from, noun.to - 1);
        let all_capital = (from..head).all(|j| self.at(j).capital);
        let small = (i.saturating_sub(2)..i).any(|j| self.is(j, &self.words.determiner));
        let single = self.tag(head) == Upos::Noun && !self.plural(head) && !self.is(head, &self.words.collective);
        all_capital && small && single && noun.head == head
    }

    /// "fell by a quarter", "cut the harvest by a third"
    fn is_fall(&self, i: usize, end: usize) -> bool {
        let moved = self.near_before(i.saturating_sub(1), FALL - 1, &self.words.moved);
        moved && self.is(i.wrapping_sub(1), &self.words.by_alone) && !(self.at(end).is_word() && self.tag(end) == Upos::Noun)
    }

    /// "A third did not vote", ", half agree": a share that a verb follows.
    fn is_share_said(&self, i: usize, end: usize) -> bool {
        let begins = self.before(i).kind == Kind::Edge || self.before(i).is(',');
        begins
            && (self.is(end, &self.words.share_verb) || self.at(end).is_word() && matches!(self.tag(end), Upos::Verb | Upos::Aux))
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
    fn year_like(&self, i: usize) -> bool {
        let counted = self.plural(i + 1)
            || self.is(i.wrapping_sub(1), &self.words.sold)
            || self.is(i.wrapping_sub(1), &self.words.of) && self.is(i.wrapping_sub(2), &self.words.crowd);
        self.at(i).whole(4..=4).is_some_and(|year| (1900..=2060).contains(&year)) && !counted
    }

    /// Within a name that has letters too: "Flight 12", "Formula 1".
    fn in_name(&self, i: usize, first: &Measured) -> bool {
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

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::Refusal;
    use crate::lexicon::folder::Folder;
    use crate::{Extractor, Input, Options, Source};

    thread_local! {
        pub(super) static SPOKEN: RefCell<Vec<Refusal>> = const { RefCell::new(Vec::new()) };
    }

    #[test]
    fn every_reason_has_an_example_that_is_no_quantity() {
        let extractor = Extractor::new(Options { input: Input::Article, ..Options::default() }).expect("good options");
        let mut wrong = Vec::new();
        let rows: Vec<[&str; 4]> = Folder::english().rows("quantity/refused").map(|row| row.cells::<4>()).collect();
        for [reason, _, text, expected] in &rows {
            let named = Refusal::ALL.iter().find(|(name, _)| name == reason);
            let (_, named) = named.unwrap_or_else(|| panic!("no such reason: {reason}"));
            SPOKEN.take();
            let found: Vec<String> = extractor.extract(&Source::text(*text)).quantities.into_iter().map(|q| q.extent.text).collect();
            let spoken = SPOKEN.take();
            if !spoken.contains(named) || found.join("; ") != if *expected == "-" { "" } else { expected } {
                wrong.push(format!("{reason}: {text}\n  {found:?} {spoken:?}\n  {expected}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        for (name, _) in Refusal::ALL {
            assert!(rows.iter().any(|[reason, ..]| reason == name), "no example of {name}");
        }
    }
}
