//! Seasons south of the equator: the places of the sentence, else of the article, tell which.

use super::super::lexeme::Lexeme;
use super::reading::{Base, Expression, Reading, What, When};
use crate::Span;
use crate::article::Article;
use crate::record::Place;

/// South of this latitude, in degrees, seasons are those of the south; nearer to the equator winter and summer are rarely told.
const SOUTH: f64 = -8.0;

/// Turns the seasons that are of the south. Places are in the order of the text.
pub(super) fn turn(found: &mut [Expression], lexemes: &[Lexeme], article: &Article<'_>, places: &[Place]) {
    let south = places.iter().filter(|place| is_south(place)).count();
    if south == 0 {
        return;
    }
    let most = 2 * south > places.iter().filter(|place| place.latitude.is_some()).count();
    for expression in found {
        let Reading::When(When { base: Base::Named(what, _), .. }) = &mut expression.reading else { continue };
        let What::Season(season) = *what else { continue };
        let near = in_sentence(lexemes[expression.from].span, article, places);
        if near.map_or(most, is_south) {
            *what = What::SouthernSeason(season);
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
    let from = places.partition_point(|place| place.extent.span.start < sentence.start);
    let inside = places[from..].iter().take_while(|place| place.extent.span.start < sentence.end);
    inside.filter(|place| place.latitude.is_some()).min_by_key(|place| place.extent.span.start.abs_diff(span.start))
}
