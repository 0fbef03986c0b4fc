//! Quantities: numbers that count or measure something, with unit, bounds, what is counted and the direction of a change.

mod counted;
mod scan;
mod unit;
mod words;

pub use unit::Units;
pub use words::Resources;

use super::Lexemes;
use crate::Options;
use crate::article::Article;
use crate::record::{Quantity, Time};
use crate::syntax::Lemmas;

/// Finds them, in the order of the text. Extents hold spans of the document's text; their texts are still empty.
pub fn find(
    article: &Article<'_>,
    lexemes: &Lexemes,
    resources: &Resources,
    lemmas: &Lemmas,
    times: &[Time],
    units: &Units,
    options: &Options,
) -> Vec<Quantity> {
    scan::Scan::new(article, &lexemes.0, resources, lemmas, times, units, options).all()
}

#[cfg(test)]
mod tests {
    use crate::record::{Quantity, Value};
    use crate::{Extractor, Input, Options, Source};

    fn quantities(text: &str, options: Options) -> Vec<Quantity> {
        let extractor = Extractor::new(Options { input: Input::Article, ..options }).expect("good options");
        extractor.extract(&Source::text(text)).quantities
    }

    /// "value unit" of each quantity.
    fn shown(text: &str) -> Vec<String> {
        let show = |q: Quantity| {
            let bound = |b: Option<f64>| b.map_or("?".into(), |b| b.to_string());
            let value = match q.value {
                Value::Exact(value) => value.to_string(),
                Value::Range([low, high]) => format!("{}..{}", bound(low), bound(high)),
            };
            format!("{value} {}", q.unit.map_or("-".into(), |unit| unit.symbol))
        };
        quantities(text, Options::default()).into_iter().map(show).collect()
    }

    #[test]
    fn every_unit_gives_its_example() {
        for (symbol, example, value) in super::unit::tests::examples() {
            let found = quantities(&format!("The report says that it was {example} in all."), Options::default());
            let unit = found.first().and_then(|q| q.unit.as_ref().map(|u| u.symbol.as_str()));
            assert_eq!(unit, Some(symbol), "{example}: {found:?}");
            assert_eq!(found[0].value, Value::Exact(value), "{example}");
        }
    }

    #[test]
    fn digits_without_end_are_no_quantity() {
        let long = "9".repeat(305);
        assert_eq!(quantities(&format!("The pit is {long} miles deep."), Options::default()).len(), 1);
        for text in [format!("The pit is 99999{long} miles deep."), format!("It cost ${long}bn."), format!("It cost {long} billion.")] {
            assert_eq!(quantities(&text, Options::default()), [], "{text}");
        }
    }

    #[test]
    fn quantities_have_value_and_unit() {
        for (text, expected) in [
            ("The strike killed seven people.", &["7 people"][..]),
            ("A barrage of hundreds of drones hit the port.", &["100..? drones"]),
            ("Two of his ministers left.", &["2 ministers"]),
            ("It was almost 20 per cent of the land.", &["20 percent"]),
            ("He may pay up to a $250,000 fine.", &["0..250000 USD"]),
            ("Prices will rise 5-7% at most.", &["5..7 percent"]),
            ("The 39-year-old teacher left.", &["39 year"]),
            ("One in four voters stayed away.", &["0.25 voters"]),
            ("The fund holds S$2bn and Rs 400 crore.", &["2000000000 SGD", "4000000000 INR"]),
            ("They pump 2.5 million barrels a day.", &["2500000 bbl/d"]),
            ("The envoy brought a 28-point plan.", &["28 point"]),
            ("Two men, aged 34 and 61, were held.", &["2 men", "34 year", "61 year"]),
            ("Tom Harlow is 21. Some 5.9 million of 8.3 million voters came.", &["21 year", "5900000 voters", "8300000 voters"]),
            ("Her daughter Grace Platt, eight, drew a boat.", &["8 year"]),
            ("Talks over a £500m package failed.", &["500000000 GBP"]),
            ("The cold fell to -12 degrees Celsius.", &["-12 °C"]),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn dates_scores_names_and_ordinals_are_no_quantities() {
        for text in [
            "The hall opened on Nov 23, 1998.",
            "The team won 3-1.",
            "Flight 12 landed.",
            "She came third, he 20th.",
            "No one was there.",
        ] {
            assert_eq!(shown(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_user_adds_a_unit() {
        let options = Options { units: vec!["fth\tmeasure\tfathom\tfathom".into()], ..Options::default() };
        let found = quantities("The wreck lies 5 fathoms down.", options);
        assert_eq!(found[0].unit.as_ref().map(|unit| unit.symbol.as_str()), Some("fth"));
    }
}
