//! Years, decades and centuries.

use super::super::rule_id::Computed;
use super::super::super::lexeme::Kind;
use super::super::calendar::Moment;
use super::super::lexicon::Role;
use super::super::reading::{Base, What, Which};
use super::super::unit::Unit;
use super::{Dated, Found, Scan};

impl Scan<'_> {
    /// The year that two digits stand for: of the century that comes nearest before the years ahead of publication.
    pub(super) fn century_of(&self, year: i32) -> i32 {
        if year <= self.pivot { 2000 + year } else { 1900 + year }
    }

    /// The tens of the decade that a word names: 7 for "seventies".
    pub(super) fn tens(&self, i: usize) -> Option<u8> {
        self.role(i, |r| if let Role::Tens(tens) = r { Some(*tens) } else { None })
    }

    /// A year that is sure to be one where a month or a day stands before it.
    pub(super) fn year(&self, i: usize) -> Found<i32> {
        let lexeme = self.at(i);
        if let Some(year) = lexeme.whole(4..=4) {
            let glued_word = self.at(i + 1).glued && self.at(i + 1).is_word();
            let sign = self.before(i).glued_sign() && lexeme.glued;
            return ((1000..=2199).contains(&year) && !glued_word && !sign).then_some((i + 1, year));
        }
        if matches!(lexeme.kind, Kind::Mark('\'' | '’' | '‘')) && self.at(i + 1).glued {
            let year = self.at(i + 1).whole(2..=2)?;
            let glued_word = self.at(i + 2).glued && self.at(i + 2).is_word();
            return (!glued_word).then_some((i + 2, self.century_of(year)));
        }
        None
    }

    /// "BC", "B.C.", "AD", "BCE" at `i`: the lexeme after and whether it is before Christ.
    pub(super) fn era(&self, i: usize) -> Found<bool> {
        let f = self.fixed;
        if self.is(i, &[f.bc, f.bce]) {
            return Some((i + 1, true));
        }
        if self.is(i, &[f.b]) && self.at(i + 1).is('.') && self.is(i + 2, &[f.c]) {
            return Some((i + 3 + usize::from(self.at(i + 3).is('.')), true));
        }
        let dotted = self.is(i, &[f.a]) && self.at(i).capital && self.at(i + 1).is('.') && self.is(i + 2, &[f.d]);
        if dotted {
            return Some((i + 3 + usize::from(self.at(i + 3).is('.')), false));
        }
        (self.is(i, &[f.ad, f.ce]) && self.at(i).capital).then_some((i + 1, false))
    }

    /// A year with its era: "480 BC", "AD 79", "1066".
    pub(super) fn year_and_era(&self, i: usize) -> Found<i32> {
        let f = self.fixed;
        if self.is(i, &[f.ad]) && self.at(i).capital {
            let year = self.at(i + 1).whole(1..=4)?;
            return Some((i + 2, year));
        }
        if let Some(year) = self.at(i).whole(1..=5) {
            if let Some((end, before)) = self.era(i + 1) {
                return (year > 0).then_some((end, if before { -year } else { year }));
            }
            // "499-493 BC", "from 499 to 493 BC": the era stands behind both.
            if self.is_joint(i + 1)
                && self.at(i + 2).whole(1..=4).is_some_and(|other| other < year)
                && let Some((_, true)) = self.era(i + 3)
            {
                return Some((i + 1, -year));
            }
        }
        self.year(i)
    }

    /// A year in words: "nineteen eighty-six", "two thousand and ten".
    pub(super) fn said_year(&self, i: usize) -> Found<i32> {
        if !self.at(i).is_word() {
            return None;
        }
        let first = self.number(i).filter(|n| n.worded && !n.fraction && !n.vague && n.value.fract() == 0.0)?;
        if (2000.0..2100.0).contains(&first.value) || (1500.0..2000.0).contains(&first.value) && first.end > i + 2 {
            return Some((first.end, first.value as i32));
        }
        let second = self.number(first.end).filter(|n| n.worded && !n.fraction && !n.vague)?;
        let whole = (15.0..=20.0).contains(&first.value) && (10.0..100.0).contains(&second.value);
        whole.then_some((second.end, first.value as i32 * 100 + second.value as i32))
    }

    /// "fiscal 2025", "fiscal year 2025", "FY25".
    pub(super) fn fiscal_year(&self, i: usize) -> Found<i32> {
        let f = self.fixed;
        if !self.is(i, &[f.fiscal, f.financial, f.fy]) {
            return None;
        }
        let j = i + 1 + usize::from(self.is(i + 1, &[f.year]));
        let short = || self.at(j).whole(2..=2).filter(|_| self.is(i, &[f.fy]) && self.at(j).glued);
        self.year(j).or_else(|| short().map(|year| (j + 1, self.century_of(year))))
    }

    /// A year alone: of four digits where it is likely to be one.
    pub(super) fn lone_year(&self, i: usize) -> Dated {
        let f = self.fixed;
        if self.is(i, &[f.fiscal, f.financial, f.fy]) {
            let (end, year) = self.fiscal_year(i)?;
            // "FY2025 Q3"
            let quarter = self.at(end + 1).whole(1..=1).filter(|n| (1..=4).contains(n) && self.at(end + 1).glued);
            return Some(match quarter.filter(|_| self.is(end, &[f.q1])) {
                Some(n) => (end + 2, Base::Named(What::FiscalQuarter(n as u8), Which::Year(year)), Computed::QuarterOfAYear),
                None => (end, Base::At(Moment::Fiscal(year)), Computed::FiscalYear),
            });
        }
        let (the, said) = if self.is(i, &[f.the]) && self.is(i + 1, &[f.year]) {
            (i + 2, true)
        } else if self.is(i, &[f.calendar, f.school]) && self.is(i + 1, &[f.year]) {
            (i + 2, true)
        } else if self.is(i, &[f.year]) {
            (i + 1, true)
        } else {
            (i, false)
        };
        let (end, year) = self.year_and_era(the)?;
        let found = Some((end, Base::At(Moment::Year(year)), Computed::Year));
        if said || year < 1000 || end > the + 1 || self.at(the).kind != Kind::Number {
            return if self.at(the).kind == Kind::Number || year < 1000 || said {
                found
            } else {
                self.apostrophe_year(the, found)
            };
        }
        if self.is_code(the, end) {
            return None;
        }
        if self.preposition(the) || self.edge_before(the) {
            // "of 2000 soldiers", but "in 2000 soldiers came".
            let counted =
                round(year) && self.plural_noun(end) && !self.is_prefixed_by(the, &[f.in_, f.since, f.until, f.by, f.during]);
            return if counted { None } else { found };
        }
        let counted = self.plural_noun(end) && (round(year) || !(1900..=2040).contains(&year));
        let measured = self.unit(end).is_some_and(|(u, _)| u < Unit::Quarter);
        if counted || measured || !(1800..=2060).contains(&year) { None } else { found }
    }

    /// Whether a number of four digits is a part of a name, a longer number, a code or a measure.
    fn is_code(&self, the: usize, end: usize) -> bool {
        let next = self.at(end);
        // "Flight 1812", "Route 2001"
        let (before, nouns) = (self.before(the), &self.lexicon.nouns);
        if before.capital && nouns.numbered.contains(&before.hash) || nouns.page.contains(&before.hash) {
            return true;
        }
        // "1800 mAh", "1900 kWh"
        let word = next.span.of(self.text);
        if next.is_word() && !next.capital && word.chars().any(char::is_uppercase) {
            return true;
        }
        // "No. 1989"
        if self.before(the).is('.') && the >= 2 && self.is(the - 2, &[self.fixed.no]) && self.at(the - 2).capital {
            return true;
        }
        // Part of a longer number, a code or a measure.
        if next.is('%') || next.is('°') || self.lexicon.numbers.scale(next).is_some() || self.before(the).is('#') || self.before(the).is('№')
        {
            return true;
        }
        let code = next.glued && (next.is('/') || next.is(':')) && self.at(end + 1).glued;
        if code || self.at(the).glued && self.before(the).is_word() {
            return true;
        }
        if next.glued
            && next.is_dash()
            && self.at(end + 1).glued
            && self.at(end + 1).whole(1..=4).is_none()
            && self.unit(end + 1).is_some()
        {
            return true;
        }
        self.at(the).glued && matches!(self.before(the).kind, Kind::Mark('/' | ':' | '.' | '_' | '=' | '&' | '@'))
    }

    /// '98 stands for a year after a preposition or a name of a month.
    pub(super) fn apostrophe_year(&self, i: usize, found: Dated) -> Dated {
        if self.at(i).glued || !(self.preposition(i) || self.edge_before(i)) { None } else { found }
    }

    /// "the 1990s", "the '90s", "the nineties", "1980's".
    pub(super) fn decade(&self, i: usize) -> Dated {
        let f = self.fixed;
        let the = i + usize::from(self.is(i, &[f.the]));
        // "the late 1980s", "the mid-'90s" with the article before the edge
        let mut j = the;
        let quote = matches!(self.at(j).kind, Kind::Mark('\'' | '’' | '‘'));
        j += usize::from(quote);
        let number = self.at(j);
        let suffix = j + 1 + usize::from(matches!(self.at(j + 1).kind, Kind::Mark('\'' | '’')));
        let plural = self.is(suffix, &[f.s]) && self.at(suffix).glued && self.at(j + 1).glued;
        if plural && !number.glued_to_sign(self.before(j)) {
            let end = suffix + 1;
            if number.glued && self.before(j).is_dash() && !self.edge_before(j) {
                return None;
            }
            // "the 1990's" are ten, "1990's budget" is of one year.
            if let Some(year) = number.whole(3..=4).filter(|y| (100..2200).contains(y)) {
                if let Some((to, true)) = self.era(end) {
                    return Some((to, Base::At(Moment::Decade(-year / 10)), Computed::Decade));
                }
                if year < 1000 || suffix > j + 1 && (year % 10 != 0 || the == i && !self.edge_before(i)) {
                    return None;
                }
                return Some((end, Base::At(Moment::Decade(year / 10)), Computed::Decade));
            }
            let tens = number.whole(2..=2).filter(|n| n % 10 == 0)?;
            // "in his 40s" is an age.
            if self.is_prefixed_by(i, &[f.his, f.her, f.their, f.its, f.our]) {
                return None;
            }
            return (quote || the > i || self.edge_before(i)).then_some((
                end,
                Base::Named(What::Decade((tens / 10) as u8), Which::Bare),
                Computed::Decade,
            ));
        }
        if the > i || self.edge_before(i) {
            let tens = self.tens(the)?;
            return Some((the + 1, Base::Named(What::Decade(tens), Which::Bare), Computed::Decade));
        }
        None
    }

    /// "the 19th century", "the fourth century BC".
    pub(super) fn century(&self, i: usize) -> Dated {
        let f = self.fixed;
        let the = i + usize::from(self.is(i, &[f.the]));
        let (j, n) = self.ordinal(the)?;
        let j = self.dash(j);
        let (Unit::Century, _) = self.unit(j)? else { return None };
        if let Some((end, true)) = self.era(j + 1) {
            return Some((end, Base::At(Moment::Century(1 - i32::from(n))), Computed::Century));
        }
        Some((j + 1, Base::At(Moment::Century(i32::from(n) - 1)), Computed::Century))
    }
}

/// A year that could as well be a round number of things.
fn round(year: i32) -> bool {
    year % 50 == 0
}
