//! What stands beside a quantity: a rate, an age, the way it went.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::super::lexeme::Kind;
use super::super::words::{AGED, AGO, BY, OF, OLD, PER};
use super::{Measured, Scan};
use crate::Span;
use crate::lexicon::folder::Folder;
use crate::record::{Change, Unit, UnitKind};
use crate::syntax::Upos;
use crate::text::hash::hash;

impl Scan<'_> {
    /// "barrels **a day**", "$2 **per litre**": adds what it is counted for; gives the lexeme after it.
    pub(super) fn rate(&self, to: usize, unit: &mut Unit) -> usize {
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
    pub(super) fn change(&self, from: usize, to: usize) -> Option<Change> {
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

static CHANGES: LazyLock<FxHashMap<u64, (Change, bool, bool)>> = LazyLock::new(|| {
    let rows = Folder::english().rows("quantity/change").map(|row| row.cells::<3>());
    rows.map(|[word, way, place]| {
        let way = if way == "up" { Change::Up } else { Change::Down };
        (hash(word), (way, place != "after", place != "before"))
    })
    .collect()
});
