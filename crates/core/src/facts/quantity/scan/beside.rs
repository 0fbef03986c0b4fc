//! What stands beside a quantity: a rate, an age, the way it went.

use super::super::super::lexeme::Kind;
use super::{Measured, Scan};
use crate::Span;
use crate::record::{Change, NameLabel, Unit, UnitKind};
use crate::syntax::Upos;

impl Scan<'_> {
    /// "barrels **a day**", "$2 **per litre**": adds what it is counted for; gives the lexeme after it.
    pub(super) fn rate(&self, to: usize, unit: &mut Unit) -> usize {
        let counted = unit.kind == UnitKind::Count;
        let end = if counted { unit.extent.as_ref().map_or(to, |e| self.after(e.span, to)) } else { to };
        if !self.is(end, &self.words.per) || unit.symbol.contains('/') {
            return to;
        }
        // "£18 a-year"
        let joined = usize::from(self.at(end + 1).is_dash() && self.at(end + 1).glued && self.at(end + 2).glued);
        let per = self.is(end, &self.words.per_only);
        // "12 deaths per 100,000 people"
        if per
            && let Some(below) = self.words.numbers.read(self.lexemes, end + 1)
            && self.plural(below.end)
        {
            let below = self.span(end + 1, below.end + 1).of(self.text).to_lowercase();
            unit.symbol = format!("{} per {below}", unit.symbol);
            unit.name = format!("{} per {below}", unit.name);
            return self.words.numbers.read(self.lexemes, end + 1).map_or(to, |n| n.end + 1);
        }
        let money = unit.kind == UnitKind::Currency;
        let Some((after, below)) = self.units.after(self.lexemes, self.text, end + 1 + joined) else {
            // "45 cents a share", "$120 per seat"
            if (per || money) && self.singular_noun(end + 1) && !self.is(end + 2, &self.words.of) {
                let noun = self.at(end + 1).span.of(self.text).to_lowercase();
                unit.symbol = format!("{}/{noun}", unit.symbol);
                unit.name = format!("{} per {noun}", unit.name);
                return if counted { to } else { end + 2 };
            }
            return to;
        };
        let fits = below.kind == UnitKind::Duration || money && below.kind == UnitKind::Measure;
        if !per && (!fits || self.is(end + 2, &self.words.ago) || counted && to != end) {
            return to;
        }
        unit.symbol = format!("{}/{}", unit.symbol, below.symbol);
        unit.name = format!("{} per {}", unit.name, below.name);
        if counted { to } else { after }
    }

    /// A noun in the singular behind which no other stands.
    pub(super) fn singular_noun(&self, i: usize) -> bool {
        let word = self.at(i);
        word.is_word()
            && !word.capital
            && self.tag(i) == Upos::Noun
            && !self.plural(i)
            && !(self.at(i + 1).is_word() && matches!(self.tag(i + 1), Upos::Noun | Upos::Propn))
    }

    /// The lexeme after a span that begins at or after lexeme `from`.
    pub(super) fn after(&self, span: Span, from: usize) -> usize {
        (from..from + 10).find(|&i| self.at(i).span.start >= span.end || self.at(i).kind == Kind::Edge).unwrap_or(from)
    }

    /// "39-year-old", "aged 30", "Ana Ruiz, 55,": years of age.
    pub(super) fn age(&self, measured: &Measured, to: &mut usize) -> Option<Unit> {
        let i = measured.from;
        let age = |extent| Unit { kind: UnitKind::Age, symbol: "year".into(), name: "year of age".into(), extent };
        if let Some(listed) = measured.unit.filter(|u| u.kind == UnitKind::Duration) {
            let dash = measured.to + usize::from(self.at(measured.to).is_dash());
            let old = self.is(dash, &self.words.old);
            let of_age = self.is(measured.to, &self.words.of) && self.is(measured.to + 1, &self.words.age);
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
        if self.is_aged(i) || self.is_said_age(measured) {
            return Some(age(None));
        }
        // "Ana Ruiz 31, of Marlow": a comma lost.
        if (16.0..=110.0).contains(&measured.number.value)
            && self.at(i).digits > 0
            && self.at(measured.to).is(',')
            && i > 0
            && self.ends_person(i - 1)
        {
            return Some(age(None));
        }
        // Between commas behind a name: ", 55,", ", now 55,".
        let i = i - usize::from(self.is(i.wrapping_sub(1), &self.words.now));
        // "Grace, eight, has"
        let worded = measured.number.value < 20.0 && measured.to == measured.from + 1 && self.at(measured.to).is(',');
        let comma = self.before(i).is(',') && i >= 2 && (self.at(measured.from).digits > 0 || worded);
        let closed = matches!(self.at(measured.to).kind, Kind::Mark(',' | '.' | ';' | ')' | '-' | '–' | '—') | Kind::Edge);
        if !comma || !closed || measured.number.value < 1.0 {
            return None;
        }
        let mut back = i - 2;
        if self.at(back).is('.') && back > 0 {
            back -= 1;
        }
        let looks = self.is(back, &self.words.person)
            || self.article.names.is_empty() && self.at(back).capital && self.at(back).is_word();
        (self.ends_person(back) || looks).then(|| age(None))
    }

    /// Whether a name of a person ends at a lexeme.
    fn ends_person(&self, i: usize) -> bool {
        let end = self.at(i).span.end;
        let names = self.article.names;
        let index = names.partition_point(|name| name.span.end < end);
        names.get(index).is_some_and(|n| n.label == NameLabel::Person && n.span.start < end)
    }

    /// "aged 30", "aged just over 50", "at the age of 7", "aged between 18 and 24".
    pub(super) fn is_aged(&self, i: usize) -> bool {
        let mut j = i;
        let of = self.is(j.wrapping_sub(1), &self.words.of);
        j -= usize::from(of);
        for _ in 0..3 {
            if j == 0 {
                return false;
            }
            if self.is(j - 1, if of { &self.words.age } else { &self.words.aged }) {
                return true;
            }
            if of || !self.is(j - 1, &self.words.age_fill) {
                return false;
            }
            j -= 1;
        }
        false
    }

    /// "who was 12,", "she will be 41 in June", "children under 5".
    fn is_said_age(&self, measured: &Measured) -> bool {
        let (i, to) = (measured.from, measured.to);
        let closed = !self.at(to).is_word() || self.is(to, &self.words.then);
        if self.at(measured.from).digits == 0 || measured.number.value < 1.0 || self.at(to).is('%') {
            return false;
        }
        if closed && self.is(i.wrapping_sub(1), &self.words.be_age) {
            // "Moller was 23 when she was hurt"
            let told = self.is(to, &self.words.then) && self.is(to + 1, &self.words.who);
            // "Diallo is 21."
            let named = i >= 2 && !self.at(to).is_word() && self.ends_person(i - 2);
            return told || named || self.near_before(i.saturating_sub(1), 3, &self.words.who);
        }
        // "left school at 14"
        let noun = matches!(self.tag(to), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num);
        if self.is(i.wrapping_sub(1), &self.words.at) && measured.number.value >= 10.0 && !noun {
            return self.near_before(i.saturating_sub(1), 3, &self.words.life);
        }
        let start = self.words.bound_before(self.lexemes, i).map_or(i, |(start, _)| start);
        let group = start > 0 && self.is(start - 1, &self.words.age_group);
        start < i && group && !matches!(self.tag(to), Upos::Noun | Upos::Propn | Upos::Adj)
    }

    /// The verb or noun beside it that says where it went.
    pub(super) fn change(&self, from: usize, to: usize) -> Option<Change> {
        let mut i = from;
        for _ in 0..4 {
            i = i.checked_sub(1)?;
            let lexeme = self.at(i);
            if !lexeme.is_word() {
                break;
            }
            if let Some((way, true, _)) = self.words.changes.get(&lexeme.hash) {
                // "drawn up by two", "make up 40%", "raised $100m": nothing changes.
                let phrasal = self.is(i.wrapping_sub(1), &self.words.phrasal);
                let raised = i + 1 == from && self.is(i, &self.words.raised);
                return (!phrasal && !raised).then_some(*way);
            }
            if !self.words.by.contains(&lexeme.hash) {
                break;
            }
        }
        match self.words.changes.get(&self.at(to).hash) {
            Some((way, _, true)) if self.at(to).is_word() => Some(*way),
            _ => None,
        }
    }
}
