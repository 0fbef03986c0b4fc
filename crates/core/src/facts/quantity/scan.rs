//! Finds quantities: numbers with their units, bounds and nouns, without those that name, date or score.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::Article;
use super::super::lexeme::{EDGE, Kind, Lexeme};
use super::super::number::{self, Number};
use super::unit::{Listed, Units};
use super::{bound, counted};
use crate::record::{Change, Confidence, Quantity, QuantityModifier, Time, TimeKind, Unit, UnitKind, Value};
use crate::syntax::{Upos, hash};
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

/// Words by which the rules know names, pronouns and shares.
macro_rules! words {
    ($($name:ident = $list:expr;)+) => {
        $(static $name: LazyLock<Vec<u64>> = LazyLock::new(|| $list.split(' ').map(hash).collect());)+
    };
}

words! {
    NUMBERED = "no number nos flight route highway section chapter article boeing airbus channel room gate level phase type windows resolution \
        rule act page part volume episode season group grade class apollo formula league division sars covid mach area interstate line \
        figure table lot seed world war day week game round stage step item question bus train platform terminal pier zone sector district ward unit";
    PRONOUN_ONE = "no the this that any every each another which some only many little loved";
    IN = "in out";
    OF = "of";
    TO = "to or and";
    BETWEEN = "between from";
    AGED = "aged age";
    OLD = "old";
    MINUS = "minus";
    HALVES = "half quarter";
    MAGNITUDE = "magnitude";
    AGO = "ago later earlier before after old";
    PER = "per a an each every";
    A = "a an the per each every";
    BY = "by about nearly almost around roughly approximately some another more than at least over an a further just only as much many up down sharply slightly";
    BARE_SUFFIX = "m mn bn tn k b t cr";
    HALF_BEFORE = "first second latter last other better";
}

static CHANGES: LazyLock<FxHashMap<u64, (Change, bool, bool)>> = LazyLock::new(|| {
    let rows = super::super::rows(include_str!("../../../data/quantity/change.tsv"));
    rows.map(|(word, way, place)| {
        let way = if way == "up" { Change::Up } else { Change::Down };
        (hash(word), (way, place != "after", place != "before"))
    })
    .collect()
});

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

    /// Reasons why a number is no quantity: the lexeme after it.
    fn no_quantity(&self, i: usize, first: &Measured) -> Option<usize> {
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
    fn year_like(&self, i: usize) -> bool {
        self.at(i).whole(4..=4).is_some_and(|year| (1900..=2060).contains(&year)) && !self.plural(i + 1)
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

    /// "one in four voters", "three out of five".
    fn share(&self, first: &Measured) -> Option<(usize, Option<Quantity>)> {
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
    fn range(&self, first: &Measured<'a>) -> Option<(usize, Option<Quantity>)> {
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
    fn scale_of(&self, measured: &Measured) -> f64 {
        (measured.from..measured.number.end).filter_map(|i| number::scale(self.at(i))).product()
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

    /// "barrels **a day**", "$2 **per litre**": adds what it is counted for; gives the lexeme after it.
    fn rate(&self, to: usize, unit: &mut Unit) -> usize {
        let counted = unit.kind == UnitKind::Count;
        let end = if counted { unit.extent.as_ref().map_or(to, |e| self.after(e.span, to)) } else { to };
        if !self.is(end, &PER) || unit.symbol.contains('/') {
            return to;
        }
        let per = self.is(end, &PER[..1]);
        let money = unit.kind == UnitKind::Currency;
        let Some((after, below)) = self.units.after(self.lexemes, self.text, end + 1) else {
            // "45 cents a share", "$120 per seat"
            if (per || money) && self.singular_noun(end + 1) && !self.is(end + 2, &OF) {
                let noun = self.at(end + 1).span.of(self.text).to_lowercase();
                unit.symbol = format!("{}/{noun}", unit.symbol);
                unit.name = format!("{} per {noun}", unit.name);
                return if counted { to } else { end + 2 };
            }
            return to;
        };
        let fits = below.kind == UnitKind::Duration || money && below.kind == UnitKind::Measure;
        if !per && (!fits || self.is(end + 2, &AGO) || counted && to != end) {
            return to;
        }
        unit.symbol = format!("{}/{}", unit.symbol, below.symbol);
        unit.name = format!("{} per {}", unit.name, below.name);
        if counted { to } else { after }
    }

    /// A noun in the singular behind which no other stands.
    fn singular_noun(&self, i: usize) -> bool {
        let word = self.at(i);
        word.is_word()
            && !word.capital
            && self.tag(i) == Upos::Noun
            && !self.plural(i)
            && !(self.at(i + 1).is_word() && matches!(self.tag(i + 1), Upos::Noun | Upos::Propn))
    }

    /// The lexeme after a span that begins at or after lexeme `from`.
    fn after(&self, span: Span, from: usize) -> usize {
        (from..from + 10).find(|&i| self.at(i).span.start >= span.end || self.at(i).kind == Kind::Edge).unwrap_or(from)
    }

    /// "39-year-old", "aged 30", "Ana Ruiz, 55,": years of age.
    fn age(&self, measured: &Measured, to: &mut usize) -> Option<Unit> {
        let i = measured.from;
        let age = |extent| Unit { kind: UnitKind::Age, symbol: "year".into(), name: "year of age".into(), extent };
        if let Some(listed) = measured.unit.filter(|u| u.kind == UnitKind::Duration) {
            let dash = measured.to + usize::from(self.at(measured.to).is_dash());
            let old = self.is(dash, &OLD);
            let of_age = self.is(measured.to, &OF) && self.is(measured.to + 1, &AGED[1..]);
            if !old && !of_age {
                return None;
            }
            *to = if old { dash + 1 } else { measured.to + 2 };
            let extent = Some(self.span(measured.unit_at.0, *to).into());
            let name = format!("{} of age", listed.name);
            return Some(Unit { symbol: listed.symbol.clone(), name, ..age(extent) });
        }
        if measured.unit.is_some() || !(0.0..=125.0).contains(&measured.number.value) || measured.number.value.fract() != 0.0 {
            return None;
        }
        if self.is(i.wrapping_sub(1), &AGED) {
            return Some(age(None));
        }
        // Between commas behind a name.
        let comma = self.before(i).is(',') && i >= 2 && self.at(i).digits > 0;
        let closed = matches!(self.at(measured.to).kind, Kind::Mark(',' | '.' | ';' | ')' | '-' | '–' | '—') | Kind::Edge);
        if !comma || !closed || measured.number.value < 1.0 {
            return None;
        }
        let mut back = i - 2;
        if self.at(back).is('.') && back > 0 {
            back -= 1;
        }
        let end = self.at(back).span.end;
        let person = self
            .article
            .names
            .iter()
            .any(|n| n.label == crate::record::NameLabel::Person && n.span.end >= end && n.span.start < end);
        let looks = self.article.names.is_empty() && self.at(back).capital && self.at(back).is_word();
        (person || looks).then(|| age(None))
    }

    /// The verb or noun beside it that says where it went.
    fn change(&self, from: usize, to: usize) -> Option<Change> {
        let mut i = from;
        for _ in 0..4 {
            i = i.checked_sub(1)?;
            let lexeme = self.at(i);
            if !lexeme.is_word() {
                break;
            }
            if let Some((way, true, _)) = CHANGES.get(&lexeme.hash) {
                return Some(*way);
            }
            if !BY.contains(&lexeme.hash) {
                break;
            }
        }
        match CHANGES.get(&self.at(to).hash) {
            Some((way, _, true)) if self.at(to).is_word() => Some(*way),
            _ => None,
        }
    }
}

/// The singular of a noun, by its ending.
fn singular(noun: &str) -> String {
    match noun {
        "people" => return noun.into(),
        "men" => return "man".into(),
        "women" => return "woman".into(),
        "children" => return "child".into(),
        "lives" => return "life".into(),
        _ => {}
    }
    if let Some(stem) = noun.strip_suffix("ies").filter(|s| s.len() > 1) {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes"] {
        if noun.ends_with(ending) {
            return noun[..noun.len() - 2].into();
        }
    }
    match noun.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) && stem.len() > 1 => stem.into(),
        _ => noun.into(),
    }
}
