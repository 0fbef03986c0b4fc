//! Seasons south of the equator: the places of the sentence, else of the article, tell which.

use super::super::lexeme::Lexeme;
use super::reading::{Base, Expression, Reading, What, When};
use crate::Span;
use crate::article::Article;
use crate::record::Place;

/// South of this latitude, in degrees, seasons are those of the south; nearer to the equator winter and summer are rarely told.
const SOUTH: f64 = -8.0;

/// Turns the seasons that are of the south.
pub(super) fn turn(found: &mut [Expression], lexemes: &[Lexeme], article: &Article<'_>, places: &[Place]) {
    if !found.iter().any(|expression| season(expression).is_some()) || !places.iter().any(is_south) {
        return;
    }
    let south = places.iter().filter(|place| is_south(place)).count();
    let most = 2 * south > places.iter().filter(|place| place.latitude.is_some()).count();
    for expression in found {
        let span = lexemes[expression.from].span;
        let near = in_sentence(span, article, places).map(is_south);
        if near.unwrap_or(most) && season(expression).is_some() {
            turn_one(expression);
        }
    }
}

fn is_south(place: &Place) -> bool {
    place.latitude.is_some_and(|latitude| latitude < SOUTH)
}

/// The place nearest to a span in its sentence.
fn in_sentence<'a>(span: Span, article: &Article<'_>, places: &'a [Place]) -> Option<&'a Place> {
    let sentences = &article.syntax.sentences;
    let sentence = sentences.get(sentences.partition_point(|s| s.span.end <= span.start))?.span;
    let inside = places.iter().filter(|place| sentence.contains(place.extent.span) && place.latitude.is_some());
    inside.min_by_key(|place| place.extent.span.start.abs_diff(span.start))
}

fn season(expression: &Expression) -> Option<What> {
    match expression.reading {
        Reading::When(When { base: Base::Named(what @ What::Season(_), _), .. }) => Some(what),
        _ => None,
    }
}

fn turn_one(expression: &mut Expression) {
    if let Reading::When(When { base: Base::Named(what, _), .. }) = &mut expression.reading
        && let What::Season(season) = *what
    {
        *what = What::SouthernSeason(season);
    }
}
