//! What features see at an edge of words: the gap, the arcs over it, how far the words may reach.

use std::ops::Range;

use super::super::decision::Features;
use super::super::state::ParseState;
use super::context::{CueContext, flag};
use crate::model::linear::pair;
use crate::syntax::Deprel;

/// Features of the gap between token `at` and the one after it, where words may begin or end.
pub(super) fn edge(context: &CueContext<'_, '_>, at: usize, range: &Range<usize>, features: &mut Features) {
    let state = context.state;
    let (left, right) = (Some(at), Some(at + 1));
    let (before, after) = (at.checked_sub(1), Some(at + 2));
    let row = context.entry.hash;
    let word = |i| state.word(range, i);
    let tag = |i| state.tag(range, i);
    features.add(100, word(left));
    features.add(101, word(right));
    features.add(102, tag(left));
    features.add(103, tag(right));
    features.add(104, pair(tag(left), tag(right)));
    features.add(105, pair(word(left), word(right)));
    features.add(106, pair(tag(right), tag(after)));
    features.add(107, pair(tag(before), tag(left)));
    features.add(108, pair(pair(tag(left), tag(right)), tag(after)));
    features.add(109, pair(pair(tag(before), tag(left)), tag(right)));
    features.add(110, pair(word(right), word(after)));
    features.add(111, pair(word(before), word(left)));
    features.add(112, pair(row, tag(left)));
    features.add(113, pair(row, tag(right)));
    features.add(114, pair(word(right), tag(after)));
    features.add(115, pair(row, word(left)));
    features.add(116, pair(row, word(right)));
    features.add(117, pair(pair(tag(left), tag(right)), pair(tag(after), tag(Some(at + 3)))));
}

/// The relation of token `at` to its head, and whether that lies in `from..to`.
pub(super) fn tie(state: &ParseState<'_>, at: usize, from: usize, to: usize) -> u64 {
    let head = state.tokens[at].head as usize;
    pair(state.deprel(at) as u64, if head == at { 3 } else { flag(head >= from) + flag(head >= to) })
}

/// The zone where the other end of words may lie that one end of is known: the sentence, or if quote marks lead on, to their
/// end and the rest of the sentence there.
pub(super) fn zone_after(state: &ParseState<'_>, start: usize) -> Range<usize> {
    let sentence = state.sentence_range(state.sentence(start));
    match state.region(start) {
        Some(r) if state.regions[r].tokens.end > sentence.end => {
            let last = state.regions[r].tokens.end - 1;
            last..state.sentence_range(state.sentence(last)).end
        }
        _ => start..sentence.end,
    }
}

pub(super) fn zone_before(state: &ParseState<'_>, end: usize) -> Range<usize> {
    let sentence = state.sentence_range(state.sentence(end));
    match state.region(end) {
        Some(r) if state.regions[r].tokens.start < sentence.start => {
            let first = state.regions[r].tokens.start;
            state.sentence_range(state.sentence(first)).start..first + 1
        }
        _ => sentence.start..end + 1,
    }
}

/// Arcs of the parse over the gaps of a stretch: of the gap after each token, how many arcs with both ends inside go over it, and
/// the label of the longest one.
pub(super) struct Arcs {
    start: usize,
    over: Vec<(u8, u64)>,
}

impl Arcs {
    pub(super) fn of(state: &ParseState<'_>, range: Range<usize>) -> Self {
        let mut over = vec![(0_u8, 0_u64); range.len()];
        let mut longest = vec![0_usize; range.len()];
        for token in range.clone() {
            let head = state.tokens[token].head as usize;
            if head == token || !range.contains(&head) || state.deprel(token) == Deprel::Punct {
                continue;
            }
            let (from, to) = (token.min(head), token.max(head));
            for gap in from - range.start..to - range.start {
                over[gap].0 = over[gap].0.saturating_add(1);
                if to - from > longest[gap] {
                    longest[gap] = to - from;
                    over[gap].1 = pair(state.deprel(token) as u64, flag(head < token));
                }
            }
        }
        Self { start: range.start, over }
    }

    /// The arcs over the gap after `token`.
    pub(super) fn after(&self, token: usize) -> (u64, u64) {
        let arcs = token.checked_sub(self.start).and_then(|at| self.over.get(at));
        arcs.map_or((0, 0), |&(count, label)| (u64::from(count.min(3)), label))
    }
}
