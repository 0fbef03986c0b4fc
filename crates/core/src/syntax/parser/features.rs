//! What the parser sees.

use super::state::{Arc, State};
use crate::linear::{feature, pair};
use crate::names;
use crate::syntax::lexicon::Lexicon;
use crate::syntax::tag::{Deprel, Upos};
use crate::syntax::token::{Shape, Token};

/// How many features of a move both passes use.
pub const BASE_FEATURES: usize = 73;
/// How many more the second pass uses.
pub const SECOND_FEATURES: usize = 22;
/// How many features a label has.
pub const LABEL_FEATURES: usize = 42;

/// What the parser sees of a token.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    word: u64,
    tag: u64,
    /// Word and tag.
    both: u64,
    class: u64,
    /// The clusters of the word, fine and coarse, with the tag.
    fine: u64,
    coarse: u64,
    /// How many commas and the like stand before it.
    marks: u16,
    /// Its head, as the first pass says.
    head: u16,
    /// The first and the last token whose head it is, as the first pass says.
    first_child: u16,
    last_child: u16,
}

const BLANK: Node = Node {
    word: 0,
    tag: 0,
    both: 0,
    class: 0,
    fine: 0,
    coarse: 0,
    marks: 0,
    head: u16::MAX,
    first_child: u16::MAX,
    last_child: 0,
};
const NOTHING: Node = Node { word: 11, tag: 29, both: 13, class: 255, fine: 255, coarse: 255, marks: 0, ..BLANK };
const NO_ARC: Arc = Arc { head: None, label: Deprel::Dep, left: [None; 2], right: [None; 2], valency: [0; 2], relations: 0 };
const ROOT: Node = Node { word: 17, tag: 30, both: 19, class: 254, fine: 254, coarse: 254, marks: 0, ..BLANK };

/// Looks at the tokens of a sentence; the last node is the root.
pub fn nodes(text: &str, tokens: &[Token], lexicon: &Lexicon, nodes: &mut Vec<Node>) {
    nodes.clear();
    let names = names::Lexicon::built_in();
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
        let class = if inflected { ending << 8 | tag } else { class };
        let cluster = names.cluster(token.hash);
        let [fine, coarse] = [cluster, names::coarse(cluster)].map(|cluster| u64::from(cluster) << 8 | tag);
        nodes.push(Node { word, tag, both: pair(word, tag), class, fine, coarse, marks, ..BLANK });
        marks += u16::from(token.upos == Upos::Punct);
    }
    nodes.push(ROOT);
}

/// Tags and other small numbers as one value.
fn tags(list: &[u64]) -> u64 {
    list.iter().fold(1, |sum, tag| sum << 6 | tag)
}

/// The sentence from its end to its start, the root last.
pub fn reversed(nodes: &[Node], reversed: &mut Vec<Node>) {
    reversed.clear();
    reversed.extend(nodes[..nodes.len() - 1].iter().rev());
    reversed.push(ROOT);
}

/// Notes the heads that the first pass, which read the sentence reversed, has found.
pub(super) fn note_heads(nodes: &mut [Node], state: &State) {
    let len = state.len();
    for i in 0..len {
        let head = state.arc(len - 1 - i).head.map_or(len, |head| len - 1 - usize::from(head));
        nodes[i].head = head as u16;
        nodes[head].first_child = nodes[head].first_child.min(i as u16);
        nodes[head].last_child = nodes[head].last_child.max(i as u16);
    }
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

/// The features of the next move that both passes use.
#[inline]
pub fn base_features(nodes: &[Node], state: &State) -> [u64; BASE_FEATURES] {
    let view = View::new(nodes, state);
    let View { s0, s1, s2, s3, b0, b1, b2, a0, a1, ab, gap, span, .. } = view;
    let node = |i: Option<u16>| i.and_then(|i| nodes.get(usize::from(i))).unwrap_or(&NOTHING);
    let tag = |i: Option<u16>| node(i).tag;
    let (s0l, s0r, s1l, s1r, bl) = (a0.left[0], a0.right[0], a1.left[0], a1.right[0], ab.left[0]);
    let marks = u64::from(b0.marks.saturating_sub(s0.marks).min(2));
    let valency = |arc: &Arc, side: usize| u64::from(arc.valency[side].min(3));
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
        pair(s0.fine, b0.fine),
        pair(s1.fine, s0.fine),
        pair(s1.fine, b0.fine),
        pair(s0.fine, b0.word),
        pair(s0.word, b0.fine),
        pair(s1.word, s0.fine),
        // Triples
        pair(pair(s1.coarse, s0.coarse), b0.coarse),
        pair(pair(s0.coarse, b0.coarse), b1.coarse),
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

/// The features of the next move that need relations and the heads of the first pass.
#[inline]
pub fn second_features(nodes: &[Node], state: &State) -> [u64; SECOND_FEATURES] {
    let view = View::new(nodes, state);
    let View { s0, s1, b0, a0, a1, ab, gap, span, .. } = view;
    let label = |i: Option<u16>| i.map_or(63, |i| state.arc(usize::from(i)).label as u64);
    let (s0l, s0r, s1l, s1r, bl) = (a0.left[0], a0.right[0], a1.left[0], a1.right[0], ab.left[0]);
    let (near, plan) = view.plan(state);
    let values = [
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
        // What the first pass says
        plan,
        pair(plan, tags(&[s0.tag, b0.tag])),
        pair(plan, tags(&[s1.tag, s0.tag])),
        pair(plan, tags(&[s1.tag, s0.tag, b0.tag])),
        pair(plan, s0.word),
        pair(plan, b0.word),
        pair(near, s0.both),
        pair(near, b0.both),
        pair(near, s1.both),
        pair(near, gap << 4 | span),
        pair(near, a0.relations),
    ];
    let mut template = 300;
    values.map(|value| {
        template += 1;
        feature(template, value)
    })
}

/// The tokens that a move is about, with their arcs.
struct View<'a> {
    s0: &'a Node,
    s1: &'a Node,
    s2: &'a Node,
    s3: &'a Node,
    b0: &'a Node,
    b1: &'a Node,
    b2: &'a Node,
    a0: &'a Arc,
    a1: &'a Arc,
    ab: &'a Arc,
    /// From the top of the stack to the buffer, and between the two top tokens of the stack.
    gap: u64,
    span: u64,
}

impl<'a> View<'a> {
    #[inline]
    fn new(nodes: &'a [Node], state: &'a State) -> Self {
        let node = |i: Option<u16>| i.and_then(|i| nodes.get(usize::from(i))).unwrap_or(&NOTHING);
        let arc = |i: Option<u16>| i.map_or(&NO_ARC, |i| state.arc(usize::from(i)));
        let (next, top, under) = (state.next(), state.stacked(0), state.stacked(1));
        Self {
            s0: node(top),
            s1: node(under),
            s2: node(state.stacked(2)),
            s3: node(state.stacked(3)),
            b0: node(Some(next)),
            b1: node(Some(next + 1)),
            b2: node(Some(next + 2)),
            a0: arc(top),
            a1: arc(under),
            ab: arc(Some(next)),
            gap: top.map_or(0, |top| bucket(next - top)),
            span: top.zip(under).map_or(0, |(top, under)| bucket(top - under)),
        }
    }

    /// What the heads of the first pass mean for the next move: roughly, and in detail.
    fn plan(&self, state: &State) -> (u64, u64) {
        let next = state.next();
        let Some(top) = state.stacked(0) else { return (0, 0) };
        let under = state.stacked(1).unwrap_or(u16::MAX);
        let head_of_top = match self.s0.head {
            head if head == next => 1,
            head if head == under => 2,
            head if head > next => 3,
            _ => 4,
        };
        let head_of_next = match self.b0.head {
            head if head == top => 1,
            head if head == under => 2,
            head if head > next => 3,
            _ => 4,
        };
        // Has the top children still to come, the next token children further down the stack?
        let waits = u64::from(self.s0.last_child >= next);
        let reaches = u64::from(self.b0.first_child < top);
        let near = head_of_top << 1 | waits;
        (near, near << 8 | head_of_next << 2 | reaches << 1 | u64::from(self.s1.last_child >= next))
    }
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
        pair(h.fine, d.fine),
        pair(h.fine, d.word),
        pair(h.word, d.fine),
        pair(h.coarse, tags(&[d.tag, right])),
        pair(d.fine, tags(&[h.tag, right])),
        pair(pair(h.coarse, d.coarse), first.word),
    ];
    let mut template = 200;
    values.map(|value| {
        template += 1;
        feature(template, value)
    })
}
