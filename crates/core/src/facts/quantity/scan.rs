//! Finds quantities: numbers with their units, bounds and nouns, without those that name, date or score.

mod beside;
mod range;
mod refuse;

use super::super::lexeme::{EDGE, Kind, Lexeme};
use super::super::number::{self, Number};
use super::singular::singular;
use super::unit::{Listed, Units};
use super::words::{A, BARE_SUFFIX, MAGNITUDE, MINUS, OF};
use super::{bound, counted};
use crate::article::Article;
use crate::record::{Confidence, Quantity, QuantityModifier, Time, TimeKind, Unit, UnitKind, Value};
use crate::syntax::Upos;
use crate::{Options, Span};

pub(super) struct Scan<'a> {
    article: &'a Article<'a>,
    text: &'a str,
    lexemes: &'a [Lexeme],
    times: &'a [Time],
    units: &'a Units,
    /// What "$" and "pounds" are here.
    dollar: &'static str,
    sterling: bool,
}

/// A number with the unit that stands at it.
#[derive(Debug, Clone, Copy)]
struct Measured<'a> {
    from: usize,
    to: usize,
    number: Number,
    unit: Option<&'a Listed>,
    /// The lexemes of the unit.
    unit_at: (usize, usize),
}

impl<'a> Scan<'a> {
    pub fn new(article: &'a Article<'a>, lexemes: &'a [Lexeme], times: &'a [Time], units: &'a Units, options: &Options) -> Self {
        let dollar = match options.country.as_deref() {
            Some("AU") => "AUD",
            Some("CA") => "CAD",
            Some("NZ") => "NZD",
            Some("SG") => "SGD",
            Some("HK") => "HKD",
            Some("TW") => "TWD",
            _ => "USD",
        };
        let text = article.document.text.as_str();
        let sterling =
            options.country.as_deref() == Some("GB") || memchr::memmem::find(text.as_bytes(), "£".as_bytes()).is_some();
        Self { article, text, lexemes, times, units, dollar, sterling }
    }

    /// All quantities, in order.
    pub fn all(&self) -> Vec<Quantity> {
        let mut found = Vec::new();
        let mut time = 0;
        let mut i = 0;
        while i < self.lexemes.len() {
            let lexeme = &self.lexemes[i];
            let sign = lexeme.kind != Kind::Edge && self.units.before(self.lexemes, self.text, i).is_some();
            if !sign && !number::may_begin(lexeme) {
                i += 1;
                continue;
            }
            while self.times.get(time).is_some_and(|t| t.extent.span.end <= lexeme.span.start) {
                time += 1;
            }
            // What tells when is no quantity; what tells how long is one.
            if let Some(t) = self.times.get(time).filter(|t| t.extent.span.start <= lexeme.span.start)
                && t.kind != TimeKind::Duration
            {
                i += 1;
                continue;
            }
            match self.quantity(i) {
                Some((to, quantity)) => {
                    found.extend(quantity);
                    i = to.max(i + 1);
                }
                None => i += 1,
            }
        }
        found
    }

    fn at(&self, i: usize) -> &Lexeme {
        self.lexemes.get(i).unwrap_or(&EDGE)
    }

    fn before(&self, i: usize) -> &Lexeme {
        if i == 0 { &EDGE } else { self.at(i - 1) }
    }

    fn is(&self, i: usize, words: &[u64]) -> bool {
        self.at(i).is_word() && words.contains(&self.at(i).hash)
    }

    fn tag(&self, i: usize) -> Upos {
        self.article.syntax.tokens.get(self.at(i).token as usize).map_or(Upos::X, |t| t.upos)
    }

    fn span(&self, from: usize, to: usize) -> Span {
        self.at(from).span.cover(self.at(to - 1).span)
    }

    /// The quantity that begins at lexeme `i`. Without one, the lexeme after a number that is none.
    fn quantity(&self, i: usize) -> Option<(usize, Option<Quantity>)> {
        let first = self.measured(i)?;
        if let Some(to) = self.no_quantity(i, &first) {
            return Some((to, None));
        }
        if let Some(found) = self.share(&first) {
            return Some(found);
        }
        if let Some(found) = self.range(&first) {
            return Some(found);
        }
        Some(self.single(&first))
    }

    /// The number at lexeme `i` with the unit before or after it.
    fn measured(&self, i: usize) -> Option<Measured<'a>> {
        let sign = self.units.before(self.lexemes, self.text, i).filter(|(to, _)| {
            let next = self.at(*to);
            next.kind == Kind::Number || number::may_begin(next) && next.is_word() && !self.is(*to, &A)
        });
        let start = sign.map_or(i, |(to, _)| to);
        let mut number = number::number(self.lexemes, start)?;
        let minus = self.before(i).is_dash() && self.at(i).glued && !self.before(i).glued || self.is(i.wrapping_sub(1), &MINUS);
        if minus && self.at(start).kind == Kind::Number {
            number.value = -number.value;
        }
        let money = sign.is_some_and(|(_, unit)| unit.kind == UnitKind::Currency);
        if let Some((to, scale)) = self.suffix(&number, money) {
            number = Number { end: to, value: number.value * scale, ..number };
        }
        let mut unit = sign.map(|(_, unit)| if unit.symbol == "USD" { self.dollars(i, unit) } else { unit });
        let mut unit_at = sign.map_or((i, i), |(to, _)| (i, to));
        let mut to = number.end;
        let dash = number.end
            + usize::from(self.at(number.end).is_dash() && (self.at(number.end).glued || self.at(number.end + 1).glued));
        if unit.is_none() || money {
            // "millions of dollars"
            let of = number.end + usize::from(number.worded && self.is(number.end, &OF));
            // "$5 million Australian dollars" says it twice.
            let after = [number.end, dash, of]
                .into_iter()
                .find_map(|j| self.units.after(self.lexemes, self.text, j).map(|found| (j, found)));
            if let Some((j, (end, listed))) = after.filter(|(j, (end, listed))| self.fits(&number, *j, *end, listed))
                && (!money || listed.kind == UnitKind::Currency)
            {
                unit = Some(self.pounds(&number, self.at(j), listed));
                unit_at = (j, end);
                to = end;
            }
        }
        Some(Measured { from: i, to, number, unit, unit_at })
    }

    /// A glued or bare letter that multiplies: "£3m", "$4bn", "10K".
    fn suffix(&self, number: &Number, money: bool) -> Option<(usize, f64)> {
        let next = self.at(number.end);
        if !next.is_word() || !BARE_SUFFIX.contains(&next.hash) || !(next.glued || money) {
            return None;
        }
        let scale = match next.span.of(self.text) {
            "k" | "K" => 1e3,
            "m" | "M" | "mn" | "Mn" => 1e6,
            "b" | "B" | "bn" | "Bn" | "BN" => 1e9,
            "t" | "T" | "tn" | "Tn" => 1e12,
            "cr" | "Cr" => 1e7,
            _ => return None,
        };
        let letter = next.span.len() == 1;
        let thousand = matches!(next.span.of(self.text), "k" | "K");
        // "30m" is a length and "5m people" a number of people; "300b" is nothing without money.
        let counts = money || !letter || thousand || self.plural(number.end + 1) || self.currency(number.end + 1);
        counts.then_some((number.end + 1, scale))
    }

    fn currency(&self, i: usize) -> bool {
        self.units.after(self.lexemes, self.text, i).is_some_and(|(_, unit)| unit.kind == UnitKind::Currency)
    }

    fn plural(&self, i: usize) -> bool {
        let word = self.at(i).span.of(self.text);
        self.at(i).is_word()
            && !self.at(i).glued
            && (self.tag(i) == Upos::Noun || self.tag(i) == Upos::X)
            && (word.ends_with('s') || word == "people")
    }

    /// "$" after a word that names the country is read by the list; alone it is the dollar of the publisher's country.
    fn dollars(&self, i: usize, unit: &'a Listed) -> &'a Listed {
        let bare = self.at(i).is('$');
        if bare { self.units.by_symbol(self.dollar).unwrap_or(unit) } else { unit }
    }

    /// "pounds" are money or weight: millions of them are money, and so are all where the pound sign is used.
    fn pounds(&self, number: &Number, word: &Lexeme, listed: &'a Listed) -> &'a Listed {
        let money = listed.symbol == "lb" && word.span.len() >= 5 && (self.sterling || number.worded && number.value >= 1e6);
        self.units.by_symbol("GBP").filter(|_| money).unwrap_or(listed)
    }

    /// Whether a unit's letters are one here: "in" and "a" are words more often.
    fn fits(&self, number: &Number, at: usize, end: usize, unit: &Listed) -> bool {
        let lexeme = self.at(at);
        let length = self.span(at, end).len();
        if unit.kind == UnitKind::Count && !lexeme.glued && length == 1 {
            return false;
        }
        // Letters alone: glued to the number, or in digits before a word that does not go on as a name.
        if length <= 2 && lexeme.is_word() {
            return lexeme.glued || at == number.end && !number.worded && !self.at(end).is_dash();
        }
        true
    }

    /// A number that stands alone, with its bounds.
    fn single(&self, first: &Measured<'a>) -> (usize, Option<Quantity>) {
        let number = first.number;
        let (start, mut modifier) = bound::before(self.lexemes, first.from)
            .or_else(|| {
                // "up to a $250,000 fine"
                let article = self.is(first.from.wrapping_sub(1), &A[..2]).then_some(first.from - 1)?;
                bound::before(self.lexemes, article)
            })
            .unwrap_or((first.from, QuantityModifier::Equal));
        let mut measured = *first;
        if let Some((to, after)) = bound::after(self.lexemes, first.to) {
            modifier = after;
            measured.to = to;
        }
        let value = match modifier {
            _ if number.vague => Value::Range([Some(number.value), None]),
            QuantityModifier::More => Value::Range([Some(number.value), None]),
            QuantityModifier::Less => Value::Range([Some(0.0), Some(number.value)]),
            _ => Value::Exact(number.value),
        };
        let modifier = if number.vague && modifier == QuantityModifier::Equal { QuantityModifier::Range } else { modifier };
        self.finish(&measured, value, modifier, start)
    }

    /// Puts a quantity together: unit, what is counted, change.
    fn finish(
        &self,
        measured: &Measured<'a>,
        value: Value,
        modifier: QuantityModifier,
        start: usize,
    ) -> (usize, Option<Quantity>) {
        let mut to = measured.to;
        let mut unit = measured.unit.map(|listed| Unit {
            kind: listed.kind,
            symbol: listed.symbol.clone(),
            name: listed.name.clone(),
            extent: Some(self.span(measured.unit_at.0, measured.unit_at.1).into()),
        });
        let mut counted = None;
        if let Some(age) = self.age(measured, &mut to) {
            unit = Some(age);
        } else if unit.is_none() && self.is(start.wrapping_sub(1), &MAGNITUDE) {
            let extent = Some(self.span(start - 1, start).into());
            unit = Some(Unit { kind: UnitKind::Count, symbol: "magnitude".into(), name: "magnitude".into(), extent });
        } else {
            let noun = counted::after(self.lexemes, self.article.syntax, to, measured.number.fraction);
            let of = self.is(to, &OF);
            if unit.is_none() {
                if let Some(noun) = noun {
                    let extent = self.span(noun.head, noun.to);
                    let symbol = extent.of(self.text).to_lowercase();
                    unit = Some(Unit { kind: UnitKind::Count, name: singular(&symbol), symbol, extent: Some(extent.into()) });
                    counted = Some(self.span(noun.from, noun.to).into());
                }
            } else if of {
                counted = noun.map(|noun| self.span(noun.from, noun.to).into());
            }
        }
        if let Some(unit) = &mut unit {
            to = self.rate(to, unit);
        }
        let confidence = match (&unit, measured.number.worded) {
            (Some(unit), _) if unit.kind != UnitKind::Count => 0.95,
            (Some(_), false) => 0.85,
            (Some(_), true) => 0.8,
            (None, _) => 0.6,
        };
        let extent = self.span(start.min(measured.from), to).into();
        let quantity = Quantity {
            extent,
            value,
            unit,
            modifier,
            counted,
            change: self.change(start.min(measured.from), to),
            confidence: Confidence::new(confidence),
        };
        (to, Some(quantity))
    }
}
