//! What the parser sees.

use super::state::State;
use crate::linear::{feature, pair};
use crate::syntax::lexicon::Lexicon;
use crate::syntax::tag::Upos;
use crate::syntax::token::{Shape, Token};

/// How many features a move has.
pub const MOVE_FEATURES: usize = 76;
/// How many features a label has.
pub const LABEL_FEATURES: usize = 36;

/// What the parser sees of a token.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    word: u64,
    tag: u64,
    /// Word and tag.
    both: u64,
    class: u64,
    /// How many commas and the like stand before it.
    marks: u16,
}

const NOTHING: Node = Node { word: 11, tag: 29, both: 13, class: 255, marks: 0 };
const ROOT: Node = Node { word: 17, tag: 30, both: 19, class: 254, marks: 0 };

/// Looks at the tokens of a sentence; the last node is the root.
pub fn nodes(text: &str, tokens: &[Token], lexicon: &Lexicon, nodes: &mut Vec<Node>) {
    nodes.clear();
    let mut marks = 0;
    for token in tokens {
        let word = match token.shape {
            Shape::Number => 23 + token.span.len().min(5) as u64,
            _ => token.hash,
        };
        let class = u64::from(lexicon.get(token.hash).unwrap_or(Lexicon::UNKNOWN + token.shape as u8));
        // The ending tells participles and plurals apart, which the tags do not.
        let bytes = token.span.of(text).as_bytes();
        let ending = bytes[bytes.len().saturating_sub(2)..].iter().fold(0, |sum, b| sum << 8 | u64::from(b.to_ascii_lowercase()));
        let inflected = matches!(token.upos, Upos::Verb | Upos::Noun | Upos::Adj | Upos::Aux | Upos::Adv);
        let tag = token.upos as u64;
        nodes.push(Node { word, tag, both: pair(word, tag), class: if inflected { ending << 8 | tag } else { class }, marks });
        marks += u16::from(token.upos == Upos::Punct);
    }
    nodes.push(ROOT);
}

/// A distance, roughly.
fn bucket(distance: u16) -> u64 {
    match distance {
        0..=4 => u64::from(distance),
        5..=7 => 5,
        8..=12 => 6,
        _ => 7,
    }
}

/// The features of the next move.
#[inline]
pub fn move_features(nodes: &[Node], state: &State) -> [u64; MOVE_FEATURES] {
    let node = |i: Option<u16>| i.and_then(|i| nodes.get(usize::from(i))).unwrap_or(&NOTHING);
    let next = state.next();
    let (top, under) = (state.stacked(0), state.stacked(1));
    let (s0, s1, s2, s3) = (node(top), node(under), node(state.stacked(2)), node(state.stacked(3)));
    let (b0, b1, b2) = (node(Some(next)), node(Some(next + 1)), node(Some(next + 2)));
    let empty = super::state::Arc::default();
    let arc = |i: Option<u16>| i.map_or(&empty, |i| state.arc(usize::from(i)));
    let (a0, a1, ab) = (arc(top), arc(under), state.arc(usize::from(next).min(state.len())));
    let label = |i: Option<u16>| i.map_or(63, |i| state.arc(usize::from(i)).label as u64);
    let tag = |i: Option<u16>| node(i).tag;
    let (s0l, s0r, s1l, s1r, bl) = (a0.left[0], a0.right[0], a1.left[0], a1.right[0], ab.left[0]);
    let gap = top.map_or(0, |top| bucket(next - top));
    let span = top.zip(under).map_or(0, |(top, under)| bucket(top - under));
    let marks = top.map_or(0, |_| u64::from((b0.marks.saturating_sub(s0.marks)).min(2)));
    let valency = |arc: &super::state::Arc, side: usize| u64::from(arc.valency[side].min(3));
    let tags = |list: &[u64]| list.iter().fold(1, |sum, tag| sum << 6 | tag);
    let values = [
        s0.word,
        s0.tag,
        s0.both,
        s1.word,
        s1.tag,
        s1.both,
        s2.both,
        s2.tag,
        b0.word,
        b0.tag,
        b0.both,
        b1.word,
        b1.tag,
        b1.both,
        b2.both,
        b2.tag,
        // Pairs
        pair(s0.both, b0.both),
        pair(s0.both, b0.tag),
        pair(s0.tag, b0.both),
        pair(s0.word, b0.word),
        tags(&[s0.tag, b0.tag]),
        tags(&[b0.tag, b1.tag]),
        tags(&[s0.tag, s1.tag]),
        pair(s1.both, s0.both),
        pair(s1.both, s0.tag),
        pair(s1.tag, s0.both),
        tags(&[s1.tag, b0.tag]),
        pair(s1.word, b0.word),
        pair(s1.both, b0.tag),
        pair(s1.tag, b0.both),
        pair(b0.both, b1.tag),
        pair(b0.tag, b1.both),
        pair(s0.class, b0.class),
        pair(s0.class, s1.class),
        pair(s1.class, b0.class),
        // Triples
        tags(&[s0.tag, b0.tag, b1.tag]),
        tags(&[s0.tag, b0.tag, b1.tag, b2.tag]),
        tags(&[s1.tag, s0.tag, b0.tag]),
        tags(&[s1.tag, s0.tag, b0.tag, b1.tag]),
        tags(&[s2.tag, s1.tag, s0.tag]),
        tags(&[s2.tag, s1.tag, s0.tag, b0.tag]),
        tags(&[s3.tag, s2.tag, s1.tag, s0.tag]),
        pair(s0.word, tags(&[b0.tag, b1.tag])),
        pair(s1.word, tags(&[s0.tag, b0.tag])),
        pair(s0.word, tags(&[s1.tag, b0.tag])),
        pair(b0.word, tags(&[s1.tag, s0.tag])),
        pair(pair(s1.class, s0.class), b0.class),
        pair(pair(s0.class, b0.class), b1.class),
        // Children
        tags(&[s0.tag, tag(s0l), b0.tag]),
        tags(&[s0.tag, tag(s0r), b0.tag]),
        tags(&[s0.tag, b0.tag, tag(bl)]),
        tags(&[s1.tag, tag(s1r), s0.tag]),
        tags(&[s1.tag, tag(s1l), s0.tag]),
        tags(&[s1.tag, s0.tag, tag(s0r), b0.tag]),
        tags(&[s1.tag, s0.tag, tag(s0l), b0.tag]),
        tags(&[s0.tag, label(s0l), label(s0r)]),
        tags(&[s1.tag, label(s1l), label(s1r)]),
        tags(&[b0.tag, label(bl), label(ab.left[1])]),
        pair(s0.word, tags(&[label(s0l), label(s0r)])),
        pair(s1.word, tags(&[label(s1l), label(s1r)])),
        tags(&[s0.tag, label(s0r), label(a0.right[1]), b0.tag]),
        tags(&[s1.tag, label(s1r), label(a1.right[1]), s0.tag]),
        pair(a0.relations, tags(&[s0.tag, b0.tag])),
        pair(a1.relations, tags(&[s1.tag, s0.tag, b0.tag])),
        pair(ab.relations, tags(&[s0.tag, b0.tag])),
        pair(a0.relations, tags(&[s1.tag, s0.tag])),
        pair(node(s0l).word, tags(&[s0.tag, s1.tag])),
        pair(node(s0l).word, pair(s1.word, s0.tag)),
        pair(node(bl).word, tags(&[s0.tag, b0.tag])),
        // Valency, distance, marks between
        pair(s0.word, valency(a0, 0) << 2 | valency(a0, 1)),
        tags(&[s1.tag, s0.tag, valency(a1, 1), valency(a0, 1)]),
        tags(&[s0.tag, b0.tag, gap]),
        tags(&[s1.tag, s0.tag, span, gap]),
        pair(s0.word, gap << 4 | marks),
        tags(&[s0.tag, b0.tag, marks, b1.tag]),
        tags(&[s1.tag, s0.tag, b0.tag, marks, span]),
    ];
    let mut template = 100;
    values.map(|value| {
        template += 1;
        feature(template, value)
    })
}

/// The features of the relation between `head` and `dependent`, the top of the stack.
#[inline]
pub fn label_features(nodes: &[Node], state: &State, head: u16, dependent: u16) -> [u64; LABEL_FEATURES] {
    let node = |i: Option<u16>| i.and_then(|i| nodes.get(usize::from(i))).unwrap_or(&NOTHING);
    let (h, d) = (node(Some(head)), node(Some(dependent)));
    let (ah, ad) = (state.arc(usize::from(head)), state.arc(usize::from(dependent)));
    let right = u64::from(dependent > head);
    let distance = bucket(head.abs_diff(dependent)) << 1 | right;
    let first = node(ad.left[0]);
    let inner = node(ad.left[1]);
    let last = node(ad.right[0]);
    let (before, after) = (node(dependent.checked_sub(1)), node(Some(dependent + 1)));
    let (hl, hr) = (ah.left[0], ah.right[0]);
    let label = |i: Option<u16>| i.map_or(63, |i| state.arc(usize::from(i)).label as u64);
    let tags = |list: &[u64]| list.iter().fold(1, |sum, tag| sum << 6 | tag);
    let marks = u64::from(h.marks.abs_diff(d.marks).min(2));
    let values = [
        distance,
        h.word,
        d.word,
        pair(h.word, right),
        pair(d.word, right),
        pair(h.word, d.word),
        pair(h.both, d.tag),
        pair(h.tag, d.both),
        tags(&[h.tag, d.tag, right]),
        tags(&[h.tag, d.tag, distance]),
        tags(&[h.tag, d.tag, right, marks]),
        pair(h.class, d.class),
        pair(h.class, tags(&[d.tag, right])),
        pair(d.class, tags(&[h.tag, right])),
        pair(first.word, tags(&[h.tag, d.tag])),
        pair(first.word, h.word),
        pair(inner.word, tags(&[h.tag, d.tag])),
        pair(last.word, tags(&[h.tag, d.tag])),
        pair(first.word, d.word),
        tags(&[h.tag, d.tag, first.tag, right]),
        tags(&[h.tag, d.tag, last.tag, right]),
        pair(ad.relations, tags(&[h.tag, d.tag, right])),
        pair(ah.relations, tags(&[h.tag, d.tag, right])),
        pair(ah.relations, pair(d.word, right)),
        pair(ah.relations, pair(h.word, d.tag)),
        tags(&[h.tag, d.tag, right, label(hl), label(hr)]),
        pair(h.word, tags(&[d.tag, right, label(hl), label(hr)])),
        pair(before.word, tags(&[h.tag, d.tag])),
        pair(after.word, tags(&[h.tag, d.tag])),
        tags(&[before.tag, d.tag, after.tag, h.tag]),
        tags(&[node(head.checked_sub(1)).tag, h.tag, node(Some(head + 1)).tag, d.tag]),
        pair(h.word, pair(d.class, right)),
        pair(d.word, pair(h.class, right)),
        tags(&[d.tag, right, label(ad.left[0]), label(ad.left[1]), label(ad.right[0])]),
        pair(h.word, pair(first.word, d.tag)),
        pair(ad.relations, pair(h.word, right)),
    ];
    let mut template = 200;
    values.map(|value| {
        template += 1;
        feature(template, value)
    })
}
