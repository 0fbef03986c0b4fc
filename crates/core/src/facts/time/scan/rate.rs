//! Rates, which are no times in news: "$2 a day", "five trips a week".

use super::super::super::lexeme::Kind;
use super::super::unit::Unit;
use super::Scan;

impl Scan<'_> {
    /// True for a word that begins with a small letter.
    pub(super) fn lower_noun(&self, i: usize) -> bool {
        let f = self.fixed;
        let lexeme = self.at(i);
        lexeme.is_word()
            && !lexeme.capital
            && ![
                f.and, f.or, f.of, f.in_, f.to, f.for_, f.at, f.by, f.on, f.but, f.until, f.from, f.as_, f.the, f.than, f.before,
                f.after, f.around, f.about,
            ]
            .contains(&lexeme.hash)
    }

    /// "$2 **a day**".
    pub(super) fn is_rate(&self, i: usize) -> bool {
        let f = self.fixed;
        self.is(i, &[f.a, f.an])
            && self.unit(i + 1).is_some_and(|(unit, plural)| !plural && unit >= Unit::Hour)
            && self.rate_before(i)
            && !self.at(i + 2).is_dash()
            && self.shift(i + 2).is_none()
    }

    /// Whether a price or a number of things stands before "a day": then it says how often.
    fn rate_before(&self, i: usize) -> bool {
        (i.saturating_sub(4)..i).any(|j| {
            let lexeme = self.at(j);
            let close = (j + 1..i).all(|k| {
                self.at(k).is_word() && !self.is(k, &[self.fixed.in_, self.fixed.for_, self.fixed.over, self.fixed.and])
            });
            close && (lexeme.kind == Kind::Number && self.year(j).is_none() || matches!(lexeme.kind, Kind::Mark('%')))
        })
    }
}
