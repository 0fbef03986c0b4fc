//! What features see at an edge of words: the gap, the arcs over it, how far the words may reach.

use std::ops::Range;

use super::super::ballot::Ballot;
use super::super::scene::Scene;
use super::site::{Site, flag};
use crate::model::linear::pair;
use crate::syntax::Deprel;

/// Features of the gap between token `at` and the one after it, where words may begin or end.
pub(super) fn edge(site: &Site<'_, '_>, at: usize, range: &Range<usize>, ballot: &mut Ballot) {
    let scene = site.scene;
    let (left, right) = (Some(at), Some(at + 1));
    let (before, after) = (at.checked_sub(1), Some(at + 2));
    let row = site.entry.hash;
    let word = |i| scene.word(range, i);
    let tag = |i| scene.tag(range, i);
    ballot.add(100, word(left));
    ballot.add(101, word(right));
    ballot.add(102, tag(left));
    ballot.add(103, tag(right));
    ballot.add(104, pair(tag(left), tag(right)));
    ballot.add(105, pair(word(left), word(right)));
    ballot.add(106, pair(tag(right), tag(after)));
    ballot.add(107, pair(tag(before), tag(left)));
    ballot.add(108, pair(pair(tag(left), tag(right)), tag(after)));
    ballot.add(109, pair(pair(tag(before), tag(left)), tag(right)));
    ballot.add(110, pair(word(right), word(after)));
    ballot.add(111, pair(word(before), word(left)));
    ballot.add(112, pair(row, tag(left)));
    ballot.add(113, pair(row, tag(right)));
    ballot.add(114, pair(word(right), tag(after)));
    ballot.add(115, pair(row, word(left)));
    ballot.add(116, pair(row, word(right)));
    ballot.add(117, pair(pair(tag(left), tag(right)), pair(tag(after), tag(Some(at + 3)))));
}

/// The relation of token `at` to its head, and whether that lies in `from..to`.
pub(super) fn tie(scene: &Scene<'_>, at: usize, from: usize, to: usize) -> u64 {
    let head = scene.tokens[at].head as usize;
    pair(scene.deprel(at) as u64, if head == at { 3 } else { flag(head >= from) + flag(head >= to) })
}

/// The zone where the other end of words may lie that one end of is known: the sentence, or if quote marks lead on, to their
/// end and the rest of the sentence there.
pub(super) fn zone_after(scene: &Scene<'_>, start: usize) -> Range<usize> {
    let sentence = scene.sentence_range(scene.sentence(start));
    match scene.region(start) {
        Some(r) if scene.regions[r].tokens.end > sentence.end => {
            let last = scene.regions[r].tokens.end - 1;
            last..scene.sentence_range(scene.sentence(last)).end
        }
        _ => start..sentence.end,
    }
}

pub(super) fn zone_before(scene: &Scene<'_>, end: usize) -> Range<usize> {
    let sentence = scene.sentence_range(scene.sentence(end));
    match scene.region(end) {
        Some(r) if scene.regions[r].tokens.start < sentence.start => {
            let first = scene.regions[r].tokens.start;
            scene.sentence_range(scene.sentence(first)).start..first + 1
        }
        _ => sentence.start..end + 1,
    }
}

/// Arcs of the parse over the gaps of a stretch: of the gap behind each token, how many arcs with both ends inside go over it, and
/// the label of the longest one.
pub(super) struct Arcs {
    start: usize,
    over: Vec<(u8, u64)>,
}

impl Arcs {
    pub(super) fn of(scene: &Scene<'_>, range: Range<usize>) -> Self {
        let mut over = vec![(0_u8, 0_u64); range.len()];
        let mut longest = vec![0_usize; range.len()];
        for token in range.clone() {
            let head = scene.tokens[token].head as usize;
            if head == token || !range.contains(&head) || scene.deprel(token) == Deprel::Punct {
                continue;
            }
            let (from, to) = (token.min(head), token.max(head));
            for gap in from - range.start..to - range.start {
                over[gap].0 = over[gap].0.saturating_add(1);
                if to - from > longest[gap] {
                    longest[gap] = to - from;
                    over[gap].1 = pair(scene.deprel(token) as u64, flag(head < token));
                }
            }
        }
        Self { start: range.start, over }
    }

    /// The arcs over the gap behind `token`.
    pub(super) fn behind(&self, token: usize) -> (u64, u64) {
        let arcs = token.checked_sub(self.start).and_then(|at| self.over.get(at));
        arcs.map_or((0, 0), |&(count, label)| (u64::from(count.min(3)), label))
    }
}
