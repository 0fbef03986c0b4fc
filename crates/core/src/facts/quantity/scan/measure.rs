//! A number with its sign, its scale and the unit that stands at it: "$-3.2bn", "1.4 billion km", "1/8 of a gallon".

use super::super::super::lexeme::Kind;
use super::super::super::number::Number;
use super::super::unit::Listed;
use super::{Measured, Scan};
use crate::record::UnitKind;
use crate::syntax::Upos;

/// Lines of videos: "720p" is no price.
const VIDEO: [i64; 6] = [240, 360, 480, 720, 1080, 1440];
/// No word of a price is looked for further before the end of its number, in lexemes.
const PRICED: usize = 6;

impl<'a> Scan<'a> {
    /// The number at lexeme `i` with the unit before or after it.
    pub(super) fn measured(&self, i: usize) -> Option<Measured<'a>> {
        let sign = self.units.before(self.lexemes, self.text, i).filter(|(to, _)| {
            let next = self.at(*to);
            let next = if next.is_dash() && next.glued { self.at(to + 1) } else { next };
            next.kind == Kind::Number || self.words.numbers.may_begin(next) && next.is_word() && !self.is(*to, &self.words.a)
        });
        let mut start = sign.map_or(i, |(to, _)| to);
        // "$-3.2bn"
        let inner = sign.is_some() && self.at(start).is_dash() && self.at(start).glued && self.at(start + 1).glued;
        start += usize::from(inner);
        let mut number = self.words.numbers.read(self.lexemes, start).or_else(|| self.article_and_half(start))?;
        if (inner || self.minus(i).is_some()) && self.at(start).kind == Kind::Number {
            number.value = -number.value;
        }
        let money = sign.is_some_and(|(_, unit)| unit.kind == UnitKind::Currency);
        if let Some((to, scale)) = self.suffix(&number, money) {
            number = Number { end: to, value: number.value * scale, ..number };
        }
        if !number.value.is_finite() {
            return None;
        }
        let mut unit = sign.map(|(_, unit)| if unit.symbol == "USD" { self.dollars(i, unit) } else { unit });
        let mut unit_at = sign.map_or((i, i), |(to, _)| (i, to));
        let mut to = number.end;
        let dash = number.end
            + usize::from(self.at(number.end).is_dash() && (self.at(number.end).glued || self.at(number.end + 1).glued));
        if unit.is_none() || money {
            // "millions of dollars"
            let of = number.end + usize::from(number.worded && self.is(number.end, &self.words.of));
            // "1/8 of a gallon", "half a percentage point"
            let share = number.end + usize::from(self.is(number.end, &self.words.of));
            let share = if number.fraction && self.is(share, &self.words.an) { share + 1 } else { of };
            // "$5 million Australian dollars" says it twice.
            let after = [number.end, dash, of, share]
                .into_iter()
                .find_map(|j| self.units.after(self.lexemes, self.text, j).map(|found| (j, found)));
            if let Some((j, (end, listed))) = after.filter(|(j, (end, listed))| self.fits(&number, *j, *end, listed))
                && (!money || listed.kind == UnitKind::Currency && !(self.at(end).kind == Kind::Number && self.at(end).glued))
            {
                unit = Some(self.pounds(&number, j, listed));
                unit_at = (j, end);
                to = end;
            }
        }
        Some(Measured { from: i, to, number, unit, unit_at })
    }

    /// Where the minus before lexeme `i` stands: "-3", "minus 3", "minus-40".
    pub(super) fn minus(&self, i: usize) -> Option<usize> {
        let j = i.checked_sub(1)?;
        // "plus or minus 3" is no number below nought.
        if self.is(j, &self.words.minus) {
            return (!self.words.or_alone.contains(&self.before(j).hash)).then_some(j);
        }
        if !self.at(j).is_dash() || !self.at(i).glued {
            return None;
        }
        if self.at(j).glued {
            return j.checked_sub(1).filter(|&word| self.is(word, &self.words.minus));
        }
        Some(j)
    }

    /// "a mile and a half": the article for a number.
    pub(super) fn article_and_half(&self, i: usize) -> Option<Number> {
        if !self.is(i, &self.words.an) {
            return None;
        }
        let (end, _) = self.units.after(self.lexemes, self.text, i + 1)?;
        let half = self.is(end, &self.words.and) && self.is(end + 1, &self.words.an) && self.is(end + 2, &self.words.halves[..]);
        half.then_some(Number { end: i + 1, value: 1.5, vague: false, worded: true, fraction: false })
    }

    /// Whether a noun in the plural is counted behind a number: "printed copies", "of its phones".
    pub(super) fn counts_plural(&self, i: usize) -> bool {
        if self.plural(i) {
            return true;
        }
        let of = i + usize::from(self.is(i, &self.words.of));
        let small = of + usize::from(of > i && matches!(self.tag(of), Upos::Det | Upos::Pron));
        let describing = self.at(small).is_word() && matches!(self.tag(small), Upos::Adj | Upos::Verb | Upos::Noun);
        of > i && self.plural(small) || describing && !self.at(i).glued && self.plural(small + 1)
    }

    /// A glued or bare letter that multiplies: "£3m", "$4bn", "10K".
    pub(super) fn suffix(&self, number: &Number, money: bool) -> Option<(usize, f64)> {
        let next = self.at(number.end);
        if !next.is_word()
            || !self.words.bare_suffix.contains(&next.hash)
            || !(next.glued || money || next.span.of(self.text) == "B" && self.plural(number.end + 1))
        {
            return None;
        }
        let scale = match next.span.of(self.text) {
            "k" | "K" => 1e3,
            "m" | "M" | "mn" | "Mn" | "mil" => 1e6,
            "b" | "B" | "bn" | "Bn" | "BN" => 1e9,
            "t" | "T" | "tn" | "Tn" => 1e12,
            "cr" | "Cr" => 1e7,
            _ => return None,
        };
        let letter = next.span.len() == 1;
        let thousand = matches!(next.span.of(self.text), "k" | "K");
        let raced = self.is(number.end + 1, &self.words.races);
        // A "10k race" is a length, a "4K screen" a kind of screen.
        if thousand && !money && (raced || self.is(number.end + 1, &self.words.screens)) {
            return None;
        }
        // "30m" and "the 400m hurdles" are lengths and "5m people" a number of people; "300b" is nothing without money.
        let great = matches!(next.span.of(self.text), "M" | "B") && self.tag(number.end + 1) == Upos::Noun;
        let counts = money
            || !letter
            || thousand
            || great
            || !raced && self.counts_plural(number.end + 1)
            || self.currency(number.end + 1);
        counts.then_some((number.end + 1, scale))
    }

    pub(super) fn currency(&self, i: usize) -> bool {
        self.units.after(self.lexemes, self.text, i).is_some_and(|(_, unit)| unit.kind == UnitKind::Currency)
    }

    pub(super) fn plural(&self, i: usize) -> bool {
        let word = self.at(i).span.of(self.text);
        self.at(i).is_word()
            && !self.at(i).glued
            && (self.tag(i) == Upos::Noun || self.tag(i) == Upos::X)
            && !word.ends_with("ss")
            && (word == "people" || *self.lemmas.find(word, Upos::Noun) != *word || self.tag(i) == Upos::X && word.ends_with('s'))
    }

    /// "$" after a word that names the country is read by the list; alone it is the dollar of the publisher's country.
    pub(super) fn dollars(&self, i: usize, unit: &'a Listed) -> &'a Listed {
        let bare = self.at(i).is('$');
        if bare { self.units.by_symbol(self.dollar).unwrap_or(unit) } else { unit }
    }

    /// "pounds" are money or weight: millions of them are money, what is paid is, and all are where the pound sign is used.
    pub(super) fn pounds(&self, number: &Number, at: usize, listed: &'a Listed) -> &'a Listed {
        let priced = |at: usize| self.near_before(at, PRICED, &self.words.price);
        let money = listed.symbol == "lb"
            && self.at(at).span.len() >= 5
            && (self.sterling || number.worded && number.value >= 1e6 || priced(number.end) && !self.is(at + 1, &self.words.of));
        self.units.by_symbol("GBP").filter(|_| money).unwrap_or(listed)
    }

    /// Whether a unit's letters are one here: "in" and "a" are words more often.
    pub(super) fn fits(&self, number: &Number, at: usize, end: usize, unit: &Listed) -> bool {
        let lexeme = self.at(at);
        let length = self.span(at, end).len();
        if unit.kind == UnitKind::Count && !lexeme.glued && length == 1 {
            return false;
        }
        if !self.is_unit_word(number, at, end, unit) {
            return false;
        }
        // Letters alone: glued to the number, or in digits before a word that does not go on as a name.
        if length <= 2 && lexeme.is_word() {
            // "1.4 billion km" is in digits too.
            let digits = !number.worded || self.at(number.end - 1).is_word() && number.end >= 2 && self.at(number.end - 2).kind == Kind::Number;
            return lexeme.glued || at == number.end && digits && !self.at(end).is_dash();
        }
        true
    }

    /// Whether a word that is another word too is a unit here: "in", "won", "p", "'".
    pub(super) fn is_unit_word(&self, number: &Number, at: usize, end: usize, unit: &Listed) -> bool {
        let word = self.at(at).span.of(self.text);
        let measured = || self.is(end, &self.words.dimensions);
        match (unit.symbol.as_str(), word) {
            ("in", "in") => self.at(at).glued || measured(),
            ("ft", "'" | "′") => measured(),
            ("penny", "p") => self.at(at).glued && !VIDEO.contains(&(number.value as i64)),
            ("KRW", "won") => self.tag(at) != Upos::Verb || number.value >= 1e5,
            ("W", "W") => {
                let next = self.at(end);
                self.at(at).glued || !next.capital && next.kind != Kind::Number && !(next.is('.') && self.at(end + 1).capital)
            }
            // "21st" is no weight.
            ("st", "st") => number.value % 10.0 != 1.0,
            _ => true,
        }
    }
}
