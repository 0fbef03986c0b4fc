//! What rules know better than the model.

use super::choice;
use super::class::{Cue, Place};
use super::copyright::is_copyright;
use super::front;
use super::line::Line;
use super::oneline;
use super::repeats;
use super::run::{rough_run, value};
use super::unit::{Unit, Units};
use crate::read::{Document, Markup, Tag, is_aside};
use crate::record::BlockKind;

/// Returns the scores with the kinds that rules are sure of.
pub(super) fn apply(document: &Document, units: &Units, mut second: Vec<i32>) -> Vec<i32> {
    let asides = Asides::of(document, units, &second);
    let before = |at: usize| at.checked_sub(1).map(|over| &units[over]);
    let known = |(at, unit): (usize, &Unit)| {
        let markup = document.pieces[unit.piece as usize].markup;
        match unit.given {
            _ if unit.outside => Some(false),
            Some(kind) => Some(kind == BlockKind::Dateline),
            None if asides.has(markup) => Some(false),
            // `Read also: Bus drivers call off walkout`, the rest of it a link.
            None if unit.line.opens_with(Cue::Related) && markup.is_some_and(|markup| is_mostly_linked(&markup, unit)) => {
                Some(false)
            }
            // `More on this topic`, `Share this article`: whatever stands around.
            None if is_sign(&unit.line) || is_notice(&unit.line) || is_copyright(&document.text, unit) => Some(false),
            // `Media contact`, then a name, a number, an address.
            None if unit.line.addresses > 0 && unit.line.words <= LONGEST_CONTACT && before(at).is_some_and(|over| is_sign(&over.line)) => {
                Some(false)
            }
            // `Ana Ruiz in Port Alwin. Photo: Jon Doe` where the page has its captions.
            None if markup.is_some_and(|markup| markup.tag == Tag::Caption) && unit.line.cue(Cue::Caption).is_some() => {
                Some(false)
            }
            None => None,
        }
    };
    let known: Vec<Option<bool>> = units.iter().enumerate().map(known).collect();
    choice::choose(units, &known, &mut second);
    let mut behind_readers = false;
    for ((score, unit), known) in second.iter_mut().zip(units.iter()).zip(known) {
        let is_readers = unit.line.is_of_readers();
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
        repeats::drop(document, units, &mut second);
        repeats::drop_hidden(document, units, &mut second);
    }
    if second.iter().all(|&score| score <= 0) {
        trust_rules(document, units, &mut second);
    }
    if front::is_one(document, units, &second) {
        second.iter_mut().for_each(|score| *score = (*score).min(-1));
    }
    drop_scraps(document, units, &mut second);
    if let Some(piece) = oneline::main_piece(&document.pieces) {
        oneline::fill(units, piece, &mut second);
    }
    second
}

/// True if the larger part of a unit lies in links.
fn is_mostly_linked(markup: &Markup, unit: &Unit) -> bool {
    markup.linked as usize * 2 > unit.span.len()
}

/// Boxes beside the article's text that their classes tell: comments, dialogs, offers, links, captions. What holds the headline is no box,
/// and where all boxes together hold a third of the text or more, classes tell nothing.
struct Asides {
    /// Classes can be trusted on this page.
    told: bool,
}

impl Asides {
    fn of(document: &Document, units: &Units, scores: &[i32]) -> Self {
        let markup = |unit: &Unit| document.pieces[unit.piece as usize].markup;
        let is_headline = |unit: &Unit| markup(unit).is_some_and(|markup| markup.tag == Tag::Heading1);
        let Some(headline) = units.iter().position(is_headline) else { return Self { told: false } };
        let (mut all, mut boxed) = (0, 0);
        for (unit, _) in units.iter().zip(scores).skip(headline).filter(|(_, score)| **score > 0) {
            all += unit.line.words;
            boxed += if Self::is_one(markup(unit)) { unit.line.words } else { 0 };
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
fn drop_scraps(document: &Document, units: &[Unit], scores: &mut [i32]) {
    let kept: u32 = units.iter().zip(&*scores).filter(|(_, score)| **score > 0).map(|(unit, _)| unit.line.words).sum();
    let marked =
        |unit: &Unit| document.pieces[unit.piece as usize].markup.is_some_and(|markup| markup.inside & Tag::Article.bit() != 0);
    let is_article = units.iter().zip(&*scores).any(|(unit, &score)| score > 0 && (marked(unit) || unit.given.is_some()));
    if document.scripted && kept < LEAST && !is_article {
        scores.iter_mut().for_each(|score| *score = (*score).min(-1));
    }
}

/// Every page that holds running text holds an article: where the model sees none, rules choose.
fn trust_rules(document: &Document, units: &[Unit], scores: &mut [i32]) {
    let (start, end) = rough_run(units);
    let words = |units: &[Unit]| units.iter().filter(|unit| unit.line.is_sentence()).map(|unit| unit.line.words).sum::<u32>();
    if document.scripted && words(&units[start..end]) < LEAST {
        return;
    }
    for (unit, score) in units[start..end].iter().zip(&mut scores[start..end]) {
        if value(unit) > 0 && unit.line.is_sentence() {
            *score = 1;
        }
    }
}
