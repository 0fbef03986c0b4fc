//! Finds quantities: numbers with their units, bounds and nouns, without those that name, date or score.

mod beside;
mod measure;
mod range;
mod refuse;

use super::super::lexeme::{EDGE, Kind, Lexeme};
use super::super::number::Number;
use super::counted::Phrases;
use super::unit::{Listed, Units};
use super::words::Resources;
use crate::article::Article;
use crate::record::{Confidence, Quantity, QuantityModifier, Time, TimeKind, Unit, UnitKind, Value};
use crate::syntax::{Lemmas, Upos};
use crate::{Options, Span};

pub(super) struct Scan<'a> {
    article: &'a Article<'a>,
    text: &'a str,
    lexemes: &'a [Lexeme],
    times: &'a [Time],
    units: &'a Units,
    words: &'a Resources,
    lemmas: &'a Lemmas,
    /// What "$" and "pounds" are here.
    dollar: &'static str,
    sterling: bool,
}

/// A unit told once is not looked for further before, in lexemes.
const TOLD_ONCE: usize = 12;

/// Whether a rule of times reads a length from some day: "eleven days later", "every 15 years".
fn tells_length(rule: &str) -> bool {
    rule.starts_with("units ") && rule != "units from a day" || rule == "every so many"
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
    pub fn new(
        article: &'a Article<'a>,
        lexemes: &'a [Lexeme],
        words: &'a Resources,
        lemmas: &'a Lemmas,
        times: &'a [Time],
        units: &'a Units,
        options: &Options,
    ) -> Self {
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
        Self { article, text, lexemes, times, units, words, lemmas, dollar, sterling }
    }

    /// All quantities, in order.
    pub fn all(&self) -> Vec<Quantity> {
        let mut found: Vec<Quantity> = Vec::new();
        // The lexeme after the last quantity, in the same sentence.
        let mut last = None;
        let mut time = 0;
        let mut i = 0;
        while i < self.lexemes.len() {
            let lexeme = &self.lexemes[i];
            let sign = lexeme.kind != Kind::Edge && self.units.before(self.lexemes, self.text, i).is_some();
            if lexeme.kind == Kind::Edge {
                last = None;
            }
            if let Some(quantity) = self.fold(i) {
                found.push(quantity);
                i += 1;
                continue;
            }
            if !sign && !self.words.numbers.may_begin(lexeme) {
                i += 1;
                continue;
            }
            while self.times.get(time).is_some_and(|t| t.extent.span.end <= lexeme.span.start) {
                time += 1;
            }
            // What tells when is no quantity; what tells how long is one.
            if let Some(t) = self.times.get(time).filter(|t| t.extent.span.start <= lexeme.span.start)
                && t.kind != TimeKind::Duration
                && !tells_length(&t.rule)
            {
                i += 1;
                continue;
            }
            match self.quantity(i) {
                Some((to, quantity)) => {
                    if let Some(mut quantity) = quantity {
                        if let (Some(at), Some(known)) = (last, found.last_mut()) {
                            self.share_unit(at, i, to, known, &mut quantity);
                        }
                        last = Some(to);
                        found.push(quantity);
                    }
                    i = to.max(i + 1);
                }
                None => i += 1,
            }
        }
        found
    }

    /// "sixfold", "doubled": how many times.
    fn fold(&self, i: usize) -> Option<Quantity> {
        let lexeme = self.at(i);
        let (times, verb) = self.words.folds.get(&lexeme.hash).copied().filter(|_| lexeme.is_word())?;
        if verb && self.tag(i) != Upos::Verb {
            return None;
        }
        let listed = self.units.by_symbol("times")?;
        let unit = Unit { kind: listed.kind, symbol: listed.symbol.clone(), name: listed.name.clone(), extent: None };
        Some(Quantity {
            extent: lexeme.span.into(),
            value: Value::Exact(times),
            unit: Some(unit),
            modifier: QuantityModifier::Equal,
            counted: None,
            change: None,
            confidence: Confidence::new(0.8),
        })
    }

    /// A unit told once for two numbers goes to the other one too.
    fn share_unit(&self, last: usize, i: usize, to: usize, known: &mut Quantity, quantity: &mut Quantity) {
        match (&known.unit, &quantity.unit) {
            // "aged 34 and 61"
            (Some(Unit { kind: UnitKind::Age, .. }), None) if last + 1 == i && (self.is(last, &self.words.and) || self.at(last).is(',')) => {
                let year = matches!(quantity.value, Value::Exact(years) if years <= 125.0);
                quantity.unit = known.unit.clone().filter(|_| year && self.at(i).digits > 0).map(|unit| Unit { extent: None, ..unit });
            }
            (_, None) => quantity.unit = self.unit_told_once(last, i, to, known),
            // "from 1,100 to 1,850 cows"
            (None, Some(unit)) if last + 1 == i && self.is(last, &self.words.to) => {
                known.unit = Some(Unit { extent: None, ..unit.clone() }).filter(|unit| unit.kind != UnitKind::Age);
            }
            _ => {}
        }
    }

    /// "5.2 million kettles, up from **4.6 million**": the unit of the quantity before, where the words between are parallel.
    fn unit_told_once(&self, last: usize, i: usize, to: usize, known: &Quantity) -> Option<Unit> {
        let unit = known.unit.as_ref().filter(|unit| unit.kind != UnitKind::Age && unit.kind != UnitKind::Duration)?;
        let before = self.before(i);
        let parallel = self.words.parallel.contains(&before.hash) && before.is_word();
        let to_share = self.words.to_alone.contains(&before.hash) && unit.kind == UnitKind::Percent;
        let ends = !self.at(to).is_word() || self.at(to).kind == Kind::Edge || self.tag(to) != Upos::Noun;
        let near = i.saturating_sub(last) <= TOLD_ONCE;
        // "a ticket cost 80 rupees; today it costs 95"
        let parallel = parallel || unit.kind == UnitKind::Currency && self.is(i.wrapping_sub(1), &self.words.cost);
        (parallel && !to_share && ends && near).then(|| Unit { extent: None, ..unit.clone() })
    }

    fn phrases(&self) -> Phrases<'_> {
        Phrases { text: self.text, words: self.words, lexemes: self.lexemes, syntax: self.article.syntax }
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

    /// True if one of `words` is among the `n` lexemes before `i`, in the same sentence.
    fn near_before(&self, i: usize, n: usize, words: &[u64]) -> bool {
        (i.saturating_sub(n)..i).rev().take_while(|&j| self.at(j).kind != Kind::Edge).any(|j| self.is(j, words))
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
        if let Some((to, reason)) = self.refused(i, &first) {
            reason.note();
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

    /// A number that stands alone, with its bounds.
    fn single(&self, first: &Measured<'a>) -> (usize, Option<Quantity>) {
        let first = &self.with_smaller(first);
        let number = first.number;
        let signed = self.minus(first.from).filter(|_| number.value < 0.0).unwrap_or(first.from);
        let (start, mut modifier) = self
            .words
            .bound_before(self.lexemes, signed)
            .filter(|(start, _)| !self.is_beside_time(*start, first.from))
            .or_else(|| {
                // "up to a $250,000 fine", but "talks over a $250,000 fine"
                let article = self.is(first.from.wrapping_sub(1), &self.words.an).then_some(first.from - 1)?;
                let topic = |start: usize| start + 1 == article && self.is(start, &self.words.comparing);
                self.words.bound_before(self.lexemes, article).filter(|(start, _)| !topic(*start))
            })
            .unwrap_or((first.from, QuantityModifier::Equal));
        let mut measured = *first;
        if let Some((to, after)) = self.words.bound_after(self.lexemes, first.to) {
            modifier = after;
            measured.to = to;
        }
        let value = match modifier {
            _ if number.vague => Value::Range([Some(number.value), None]),
            QuantityModifier::More => Value::Range([Some(number.value), None]),
            QuantityModifier::Less => Value::Range([Some(0.0).filter(|_| number.value >= 0.0), Some(number.value)]),
            _ => Value::Exact(number.value),
        };
        let modifier = if number.vague && modifier == QuantityModifier::Equal { QuantityModifier::Range } else { modifier };
        self.finish(&measured, value, modifier, start)
    }

    /// "nine hours over two days", "lower than four years ago": the word before a length bounds nothing, as the time leaves it out.
    fn is_beside_time(&self, bound: usize, number: usize) -> bool {
        let at = self.at(number).span.start;
        let time = self.times.get(self.times.partition_point(|t| t.extent.span.end <= at));
        self.is(bound, &self.words.comparing)
            && time.is_some_and(|t| t.extent.span.start <= at && t.extent.span.start > self.at(bound).span.start)
    }

    /// "$3 and 50 cents": a smaller unit that belongs to it.
    fn with_smaller(&self, first: &Measured<'a>) -> Measured<'a> {
        let Some(unit) = first.unit else { return *first };
        let smaller = match unit.symbol.as_str() {
            "USD" | "EUR" | "AUD" | "CAD" => self.units.by_symbol("cent"),
            _ => None,
        };
        let j = first.to + 1;
        if smaller.is_none()
            || !self.is(first.to, &self.words.and)
            || self.at(j).kind != Kind::Number
            || self.at(j).value >= 100.0
        {
            return *first;
        }
        let Some((to, _)) = self.units.after(self.lexemes, self.text, j + 1).filter(|(_, unit)| Some(*unit) == smaller) else {
            return *first;
        };
        let value = first.number.value + self.at(j).value / 100.0;
        Measured { to, number: Number { value, ..first.number }, ..*first }
    }

    fn is_negative(&self, value: &Value) -> bool {
        matches!(value, Value::Exact(value) if *value < 0.0)
    }

    /// The singular of a noun phrase: of its last word.
    fn singular(&self, noun: &str) -> String {
        let at = noun.rfind([' ', '-']).map_or(0, |at| at + 1);
        format!("{}{}", &noun[..at], self.lemmas.find(&noun[at..], Upos::Noun))
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
        let start = self.minus(start).filter(|_| self.is_negative(&value)).unwrap_or(start);
        if let Some(age) = self.age(measured, &mut to) {
            unit = Some(age);
        } else if unit.is_none() && self.is(start.wrapping_sub(1), &self.words.magnitude) {
            let extent = Some(self.span(start - 1, start).into());
            unit = Some(Unit { kind: UnitKind::Count, symbol: "magnitude".into(), name: "magnitude".into(), extent });
        } else {
            let noun = self.phrases().after(to, measured.number.fraction);
            let of = self.is(to, &self.words.of);
            if unit.is_none() {
                if let Some(noun) = noun {
                    let extent = self.span(noun.head, noun.to);
                    let symbol = extent.of(self.text).to_lowercase();
                    unit =
                        Some(Unit { kind: UnitKind::Count, name: self.singular(&symbol), symbol, extent: Some(extent.into()) });
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
