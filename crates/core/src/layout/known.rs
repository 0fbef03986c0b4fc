//! What rules know better than the model.

use super::choice;
use super::class::{Cue, Place};
use super::copyright::is_copyright;
use super::front;
use super::line::Line;
use super::oneline;
use super::repeats;
use super::run::{rough_run, value};
use super::segment::{Segment, Segments};
use crate::read::{Document, Markup, Tag, is_aside};
use crate::record::BlockKind;

/// Returns the scores with the kinds that rules are sure of.
pub(super) fn apply(document: &Document, segments: &Segments, mut second: Vec<i32>) -> Vec<i32> {
    let asides = Asides::of(document, segments, &second);
    let before = |at: usize| at.checked_sub(1).map(|over| &segments[over]);
    let known = |(at, segment): (usize, &Segment)| {
        let markup = document.pieces[segment.piece as usize].markup;
        match segment.given {
            _ if segment.outside => Some(false),
            Some(kind) => Some(kind == BlockKind::Dateline),
            None if asides.has(markup) => Some(false),
            // `Read also: Bus drivers call off walkout`, the rest of it a link.
            None if segment.line.opens_with(Cue::Related) && markup.is_some_and(|markup| is_mostly_linked(&markup, segment)) => {
                Some(false)
            }
            // `More on this topic`, `Share this article`: whatever stands around.
            None if is_sign(&segment.line) || is_notice(&segment.line) || is_copyright(&document.text, segment) => Some(false),
            // `Media contact`, then a name, a number, an address.
            None if segment.line.addresses > 0 && segment.line.words <= LONGEST_CONTACT && before(at).is_some_and(|over| is_sign(&over.line)) => {
                Some(false)
            }
            // `Ana Ruiz in Port Alwin. Photo: Jon Doe` where the page has its captions.
            None if markup.is_some_and(|markup| markup.tag == Tag::Caption) && segment.line.cue(Cue::Caption).is_some() => {
                Some(false)
            }
            None => None,
        }
    };
    let known: Vec<Option<bool>> = segments.iter().enumerate().map(known).collect();
    choice::choose(segments, &known, &mut second);
    let mut behind_readers = false;
    for ((score, segment), known) in second.iter_mut().zip(segments.iter()).zip(known) {
        let is_readers = segment.line.is_of_readers();
        match known {
            Some(true) => *score = (*score).max(1),
            Some(false) => *score = (*score).min(-1),
            // `3 comments`, then `Ana Ruiz says:`.
            None if is_readers && behind_readers => *score = (*score).min(-1),
            None => {}
        }
        behind_readers = is_readers && *score <= 0;
    }
    if document.pieces.first().is_some_and(|piece| piece.markup.is_some()) {
        repeats::drop(document, segments, &mut second);
        repeats::drop_hidden(document, segments, &mut second);
    }
    if second.iter().all(|&score| score <= 0) {
        trust_rules(document, segments, &mut second);
    }
    if front::is_one(document, segments, &second) {
        second.iter_mut().for_each(|score| *score = (*score).min(-1));
    }
    drop_scraps(document, segments, &mut second);
    if let Some(piece) = oneline::main_piece(&document.pieces) {
        oneline::fill(segments, piece, &mut second);
    }
    second
}

/// True if the larger part of a segment lies in links.
fn is_mostly_linked(markup: &Markup, segment: &Segment) -> bool {
    markup.linked as usize * 2 > segment.span.len()
}

/// Boxes beside the article's text that their classes tell: comments, dialogs, offers, links, captions. What holds the headline is no box,
/// and where all boxes together hold a third of the text or more, classes tell nothing.
struct Asides {
    /// Classes can be trusted on this page.
    told: bool,
}

impl Asides {
    fn of(document: &Document, segments: &Segments, scores: &[i32]) -> Self {
        let markup = |segment: &Segment| document.pieces[segment.piece as usize].markup;
        let is_headline = |segment: &Segment| markup(segment).is_some_and(|markup| markup.tag == Tag::Heading1);
        let Some(headline) = segments.iter().position(is_headline) else { return Self { told: false } };
        let (mut all, mut boxed) = (0, 0);
        for (segment, _) in segments.iter().zip(scores).skip(headline).filter(|(_, score)| **score > 0) {
            all += segment.line.words;
            boxed += if Self::is_one(markup(segment)) { segment.line.words } else { 0 };
        }
        Self { told: boxed * 3 < all }
    }

    fn is_one(markup: Option<Markup>) -> bool {
        markup.is_some_and(|markup| is_aside(markup.boxed))
    }

    fn has(&self, markup: Option<Markup>) -> bool {
        self.told && Self::is_one(markup)
    }
}

/// A line of two words or more that is nothing but a known sign of what is not the article's.
fn is_sign(line: &Line) -> bool {
    line.words > 1 && [Cue::Furniture, Cue::Promo, Cue::Related].into_iter().any(|cue| line.cue(cue) == Some(Place::Whole))
}

/// Words to the readers stand in lines of their own; a paragraph that says more holds an article's too.
fn is_notice(line: &Line) -> bool {
    const LONGEST: u32 = 60;
    line.notice && line.length() <= LONGEST
}

/// No line of names, numbers and addresses is longer, in words.
const LONGEST_CONTACT: u32 = 16;

/// A page with scripts and less running text than that, in words, shows no article.
const LEAST: u32 = 25;

/// What is left of a page that scripts fill is no article, be it a line of copyright or a greeting. A page without scripts is all there is.
fn drop_scraps(document: &Document, segments: &[Segment], scores: &mut [i32]) {
    let kept: u32 = segments.iter().zip(&*scores).filter(|(_, score)| **score > 0).map(|(segment, _)| segment.line.words).sum();
    let marked =
        |segment: &Segment| document.pieces[segment.piece as usize].markup.is_some_and(|markup| markup.inside & Tag::Article.bit() != 0);
    let is_article = segments.iter().zip(&*scores).any(|(segment, &score)| score > 0 && (marked(segment) || segment.given.is_some()));
    if document.scripted && kept < LEAST && !is_article {
        scores.iter_mut().for_each(|score| *score = (*score).min(-1));
    }
}

/// Every page that holds running text holds an article: where the model sees none, rules choose.
fn trust_rules(document: &Document, segments: &[Segment], scores: &mut [i32]) {
    let (start, end) = rough_run(segments);
    let words = |segments: &[Segment]| segments.iter().filter(|segment| segment.line.is_sentence()).map(|segment| segment.line.words).sum::<u32>();
    if document.scripted && words(&segments[start..end]) < LEAST {
        return;
    }
    for (segment, score) in segments[start..end].iter().zip(&mut scores[start..end]) {
        if value(segment) > 0 && segment.line.is_sentence() {
            *score = 1;
        }
    }
}
