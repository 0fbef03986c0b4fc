//! Where readers' comments begin: all that stands from there on is no article.

use super::line::{Line, Mark};
use super::split::{Unit, Units};
use crate::record::BlockKind;
use crate::syntax::hash;

/// So many lines over comments make a thread, by how much such a line tells.
const DATED: usize = 2;
const UNDATED: usize = 3;
const REPLIES: usize = 2;

/// A thread's own headline (`3 comments`) stands at most so many units over the first name, or over the first `Reply`, which stands
/// under a comment.
const HEADLINE: usize = 3;
const FIRST_COMMENT: usize = 12;

/// Gives all units from the first thread of comments on their kind.
pub fn mark(units: &mut Units) {
    let Some(start) = start(units) else { return };
    for unit in &mut units[start..] {
        unit.given = Some(BlockKind::Furniture);
    }
}

/// The unit that a thread begins with.
fn start(units: &Units) -> Option<usize> {
    let is_quote = |at: usize| units.get(at + 1).is_some_and(|next| next.line.head == Mark::Quote);
    let (says, reply) = (hash("says"), hash("reply"));
    let ends_in = |unit: &Unit, word: u64| units.words(unit).last().is_some_and(|last| last.hash == word);
    let dated = first_of(DATED, units, |_, unit| is_turn(&unit.line, 14) && unit.line.time >= 4);
    // "Ruiz says:" stands over quotations too.
    let undated = first_of(UNDATED, units, |at, unit| {
        is_turn(&unit.line, 6) && unit.line.third == 0 && ends_in(unit, says) && !is_quote(at)
    });
    let replies = first_of(REPLIES, units, |_, unit| unit.line.words == 1 && ends_in(unit, reply));
    // `3 comments`, then `Ana Ruiz says:`.
    let headed = units.windows(2).position(|pair| is_headline(&pair[0].line) && is_turn(&pair[1].line, 14));
    let over = |at: usize, most: usize| {
        let near = at.saturating_sub(most)..at;
        near.into_iter().find(|&i| units[i].line.is_of_readers()).unwrap_or(at)
    };
    let named = dated.into_iter().chain(undated).min().map(|at| over(at, HEADLINE));
    named.into_iter().chain(replies.map(|at| over(at, FIRST_COMMENT))).chain(headed).min()
}

/// `3 comments`, `12 responses to this story`.
fn is_headline(line: &Line) -> bool {
    line.is_of_readers() && line.numbers > 0 && line.words <= 6
}

/// `Ana Ruiz says:`, `Ana Ruiz wrote on May 3, 2025 at 4:10 pm:`.
fn is_turn(line: &Line, most: u32) -> bool {
    line.words <= most && line.speech > 0 && line.tail == Mark::Colon
}

/// The first of the units for which that is true, if there are `least` of them.
fn first_of(least: usize, units: &[Unit], is_one: impl Fn(usize, &Unit) -> bool) -> Option<usize> {
    let mut found = units.iter().enumerate().filter(|(at, unit)| is_one(*at, unit)).map(|(at, _)| at);
    let first = found.next()?;
    (found.take(least - 1).count() == least - 1).then_some(first)
}
