//! Which units are the article's text: boosted trees over counts, neighbours and elements, then once more over the first scores.
//!
//! The second scoring sees what the first one said of the units around (Tu and Bai's auto-context), which makes it a sequence model
//! without a decoder.

use std::sync::LazyLock;

use super::choice;
use super::features;
use super::lexicon::{Cue, Place};
use super::line::Line;
use super::oneline;
use super::split::{self, Unit, Units};
use super::trees::{Table, Trees};
use crate::Span;
use crate::read::{Document, Tag};
use crate::record::{Block, BlockKind};

/// The two ensembles of one kind of input.
#[derive(Debug, Default)]
pub struct Model {
    /// Over [`features::table`].
    pub first: Trees,
    /// Over that with the scores of the first.
    pub second: Trees,
}

/// For plain text and for HTML.
static MODELS: LazyLock<[Model; 2]> = LazyLock::new(|| {
    let mut bytes: &[u8] = include_bytes!("../../data/models/blocks.bin");
    [(); 2].map(|()| Model { first: Trees::read(&mut bytes), second: Trees::read(&mut bytes) })
});

/// The scores of all units, in [`super::trees::SCALE`]ths of log-odds; those above zero are the article's text.
pub(super) fn scores(document: &Document, units: &Units) -> Vec<i32> {
    let is_html = document.pieces.first().is_some_and(|piece| piece.markup.is_some());
    let model = &MODELS[usize::from(is_html)];
    let table = features::table(document, units);
    let first = model.first.score(&table);
    let second = model.second.score(&features::with_scores(table, units, &first));
    ruled(document, units, second)
}

/// The scores with what rules know better.
fn ruled(document: &Document, units: &Units, mut second: Vec<i32>) -> Vec<i32> {
    let known = |unit: &Unit| {
        let markup = document.pieces[unit.piece as usize].markup;
        match unit.given {
            _ if unit.outside => Some(false),
            Some(kind) => Some(kind == BlockKind::Dateline),
            // `More on this topic`, `Share this article`: whatever stands around.
            None if is_sign(&unit.line) || is_copyright(&document.text, unit) => Some(false),
            // `Ana Ruiz in Port Alwin. Photo: Jon Doe` where the page has its captions.
            None if markup.is_some_and(|markup| markup.tag == Tag::Caption) && unit.line.cue(Cue::Caption).is_some() => {
                Some(false)
            }
            None => None,
        }
    };
    let known: Vec<Option<bool>> = units.iter().map(known).collect();
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
    if second.iter().all(|&score| score <= 0) {
        trust_rules(units, &mut second);
    }
    if let Some(piece) = oneline::main_piece(&document.pieces) {
        oneline::fill(units, piece, &mut second);
    }
    second
}

/// A line of two words or more that is nothing but a known sign of what is not the article's.
fn is_sign(line: &Line) -> bool {
    line.words > 1 && [Cue::Furniture, Cue::Promo, Cue::Related].into_iter().any(|cue| line.cue(cue) == Some(Place::Whole))
}

/// The line that says whose the page is.
pub(super) fn is_copyright(text: &str, unit: &Unit) -> bool {
    let text = unit.span.of(text);
    // Nearly all units begin otherwise, and each is asked.
    if !matches!(text.as_bytes().first(), Some(b'C' | b'(' | 0xC2)) {
        return false;
    }
    let rest = text.strip_prefix("Copyright").map_or(text, str::trim_start);
    let mark = rest.strip_prefix("(c)").or_else(|| rest.strip_prefix("(C)")).map_or(rest, str::trim_start);
    // "(c)" may be the third of a list.
    let dated = mark.len() < text.len() && begins_with_year(mark);
    (dated || rest.starts_with('©')) && unit.line.words <= 40
}

fn begins_with_year(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && (text.starts_with("19") || text.starts_with("20"))
}

/// Every page that holds running text holds an article: where the model sees none, rules choose.
fn trust_rules(units: &[Unit], scores: &mut [i32]) {
    let (start, end) = rough_run(units);
    for (unit, score) in units[start..end].iter().zip(&mut scores[start..end]) {
        if value(unit) > 0 && unit.line.is_sentence() {
            *score = 1;
        }
    }
}

/// The units of a document as training sees them.
pub struct Examples {
    units: Units,
    /// What the first scoring sees.
    pub table: Table,
}

impl Examples {
    /// Cuts a document into units and describes them.
    pub fn new(document: &Document) -> Self {
        let units = split::of_page(document);
        Self { table: features::table(document, &units), units }
    }

    /// Where the units stand, how many words they have, and whether their kind is already given.
    pub fn units(&self) -> impl Iterator<Item = (Span, u32, Option<BlockKind>)> + '_ {
        self.units.iter().map(|unit| (unit.span, unit.line.words, unit.given))
    }

    /// What layout makes of the document when its units have these scores.
    pub fn blocks(&self, document: &Document, scores: Vec<i32>) -> Vec<Block> {
        super::of_page(document, &self.units, ruled(document, &self.units, scores))
    }

    /// What the second scoring sees.
    pub fn rescored(&self, scores: &[i32]) -> Table {
        features::with_scores(self.table.clone(), &self.units, scores)
    }
}

/// What a unit adds to a run, by rules.
fn value(unit: &Unit) -> i32 {
    let line = &unit.line;
    let cued = |cue, least| line.cue(cue) >= Some(least);
    let is_other = unit.is_other()
        || [Cue::Furniture, Cue::Promo, Cue::Related].into_iter().any(|cue| cued(cue, Place::Start))
        || (line.words < 60 && (cued(Cue::Caption, Place::End) || cued(Cue::Caption, Place::Paren)));
    match line.chars {
        _ if unit.given == Some(BlockKind::Dateline) => 20,
        _ if is_other => -15,
        0..40 if !line.is_sentence() => -8,
        40..100 if !line.is_sentence() => -12,
        chars if line.is_sentence() || line.stop * 5 > line.words => (chars / 4).min(60) as i32,
        _ => -12,
    }
}

/// The run of units that looks most like an article, by rules alone.
pub(super) fn rough_run(units: &[Unit]) -> (usize, usize) {
    best_run(&units.iter().map(value).collect::<Vec<_>>())
}

/// The run with the largest sum.
pub(super) fn best_run(values: &[i32]) -> (usize, usize) {
    let (mut best, mut sum, mut from, mut run) = (0, 0, 0, (0, 0));
    for (i, value) in values.iter().enumerate() {
        if sum <= 0 {
            (sum, from) = (0, i);
        }
        sum += value;
        if sum > best {
            best = sum;
            run = (from, i + 1);
        }
    }
    run
}
