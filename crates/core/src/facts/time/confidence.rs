//! How sure a time is: the share of right values of its class in the development data.
//!
//! Counted in the histories, the gold records and the hand-made sentences (some 1,400 times); small classes share a figure.

use super::reading::{Base, From, Reading, What, When};
use crate::record::AnchorKind;

/// What is counted from the day on which a page was fetched: news is fetched soon, archives are not. Not measured.
const CRAWLED: f32 = 0.5;

/// The confidence of a reading that was placed by that anchor; `open` if nothing placed it.
pub(super) fn of(reading: Reading, anchor: Option<AnchorKind>, open: bool) -> f32 {
    if anchor == Some(AnchorKind::Crawled) {
        return CRAWLED;
    }
    let told = anchor == Some(AnchorKind::Previous);
    match reading {
        Reading::When(When { base, hour, .. }) => match base {
            Base::At(_) => 0.99,
            Base::Open | Base::ReportIn(_) => 0.6,
            Base::MonthsFrom(..) => 0.9,
            _ if open => 0.6,
            Base::Shift(_, _, From::Now) if !told => 0.95,
            Base::Shift(..) | Base::FromDay(..) => 0.65,
            Base::Named(What::Weekday(_), _) if !told => 0.92,
            Base::Named(What::MonthDay(..), _) => {
                if told {
                    0.8
                } else {
                    0.9
                }
            }
            Base::Named(What::Season(_) | What::Holiday(_), _) if anchor.is_some() => 0.6,
            Base::Named(..) | Base::Nth(..) if anchor.is_none() => 0.95,
            Base::Named(..) | Base::Nth(..) => {
                if told || hour.is_some() {
                    0.75
                } else {
                    0.78
                }
            }
        },
        Reading::Length { count: Some(_), .. } => 0.92,
        Reading::Length { count: None, .. } => 0.88,
        Reading::Set(_) => 0.85,
        Reading::Reference(_) | Reading::While | Reading::Nothing => 0.9,
    }
}

#[cfg(test)]
mod tests {
    use super::super::calendar::Moment;
    use super::*;

    #[test]
    fn what_a_text_says_outright_is_surer_than_what_is_reckoned() {
        let when = |base| Reading::When(When { base, hour: None, zone: None });
        let year = of(when(Base::At(Moment::Year(1912))), None, false);
        let weekday =
            of(when(Base::Named(What::Weekday(5), super::super::reading::Which::Bare)), Some(AnchorKind::Published), false);
        let later = of(when(Base::Shift(super::super::unit::Unit::Year, 2, From::Told)), Some(AnchorKind::Previous), false);
        assert!(year > weekday && weekday > later, "{year} {weekday} {later}");
    }
}
