//! A small network that reads a sentence: parts of speech, heads and relations from one encoder.
//!
//! Each token is a sum of rows of a table, picked by hashes of its word, affixes, shape, clusters and list entries. Layers of
//! gated averages run over the sentence in both directions: `h += f * (z - h)`, where gate `f` and candidate `z` come from the
//! layer's input alone (minimal recurrent units: Feng et al. 2024; close to SRU, Lei et al. 2018). From the sum of the layers come
//! the tags, a score for each pair of head and dependent (Dozat and Manning 2017, low rank, with a term for the distance), of which
//! `tree` makes a projective tree, and the relations of its arcs.
//!
//! All of it is integer arithmetic in fixed point, what is large in bytes (`bytes`), so every machine reads alike. Trained by `nutgraf-train syntax`.
#![allow(clippy::inline_always, reason = "see `lanes`")]

mod bytes;
mod distance;
mod eisner;
mod gate;
mod look;
mod matrix;
mod tree;

use bytes::ByteMatrix;
use distance::{FARTHEST, KINDS};
pub use distance::{DISTANCES, distance};
use gate::{WIDTH, run, squash, squash_all};
use look::{AROUND, Casing, Listed, SHAPES};
pub use look::{ROW_BITS, Rows, TEMPLATES, WORDS, look};
pub use matrix::{ACTIVE_BITS, WEIGHT_BITS};
use matrix::{Matrix, Pairs};
use tree::Trees;

use super::lexicon::Lexicon;
use super::tag::{Deprel, Upos};
use super::token::{LONGEST, Token};
use crate::lexicon::names;
use crate::model::lanes::{self, Lanes, Kernel};
use crate::model::memory::Memory;

/// The network and its lexicon.
#[derive(Debug)]
pub struct Net {
    /// What parts of speech words can have.
    pub lexicon: Lexicon,
    /// The long lists of names, which are features of words.
    pub names: names::Lexicon,
    rows: &'static [u8],
    /// Bits after the point of the rows.
    row_bits: u32,
    embed: usize,
    state: usize,
    arc: usize,
    label: usize,
    /// What the first layer makes of the rows.
    first: Matrix,
    /// Those after it.
    layers: Vec<ByteMatrix>,
    /// The first layer's product of each word shape, with its bias.
    shapes: Vec<i16>,
    /// From the layers to: token as dependent and as head of an arc, as head and as dependent of a relation, tags.
    heads: ByteMatrix,
    /// The root as head of an arc and of a relation.
    root: Vec<i16>,
    arc_distances: Pairs,
    label_distances: Vec<i16>,
    relations: Matrix,
}

/// Scratch memory of a reader.
#[derive(Debug, Default)]
pub struct Scratch {
    /// What the first layer makes of words.
    memory: Memory<i16>,
    /// Words that the memory lacks, with their keys.
    new: Vec<(usize, u64)>,
    listed: Vec<Listed>,
    input: Vec<i16>,
    bytes: Vec<u8>,
    preactivations: Vec<i16>,
    sum: Vec<i16>,
    out: Vec<i16>,
    dependents: Vec<i16>,
    heads: Vec<i16>,
    near: Vec<i32>,
    scores: Vec<i32>,
    best: Vec<usize>,
    trees: Trees,
    pairs: Vec<i16>,
    packed: Pairs,
}

/// A sentence that is to be read.
struct Forward<'a> {
    net: &'a Net,
    text: &'a str,
    tokens: &'a mut [Token],
    base: u32,
    scratch: &'a mut Scratch,
}

impl Kernel for Forward<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        self.net.forward(lanes, self.text, self.tokens, self.base, self.scratch);
    }
}

/// Computes the first layer's product of each word shape.
struct ShapeProducts<'a>(&'a mut Net);

impl Kernel for ShapeProducts<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        let Self(net) = self;
        let mut input = vec![0; net.embed * SHAPES];
        for (shape, input) in input.chunks_exact_mut(net.embed).enumerate() {
            net.add_row(look::around(shape), input);
        }
        net.first.product(lanes, &input, net.row_bits, &mut net.shapes);
    }
}

impl Net {
    /// Opens a model file: a lexicon; as u16 the bits of the rows, then the sizes of row, state, arc, relation and the number of layers;
    /// the rows as i8; all matrices as i16, each with its bias.
    ///
    /// # Panics
    /// If it is none.
    pub fn open(bytes: &'static [u8], names: &names::Lexicon) -> Self {
        let (lexicon, rest) = Lexicon::open(bytes);
        let (head, rest) = rest.split_at(12);
        let size = |i: usize| usize::from(u16::from_le_bytes([head[2 * i], head[2 * i + 1]]));
        let [row_bits, embed, state, arc, label, layers] = [0, 1, 2, 3, 4, 5].map(size);
        let (rows, rest) = rest.split_at(embed << ROW_BITS);
        let mut numbers = rest.chunks_exact(2).map(|b| i16::from_le_bytes([b[0], b[1]]));
        let numbers = &mut numbers;
        // A state is between -1 and 1, and so is what the layers give to the sum.
        let heads = ByteMatrix::open(2 * state, 2 * (arc + label) + Upos::ALL.len(), layers, numbers);
        let [root, arc_distances, label_distances] =
            [arc + label, DISTANCES * arc, DISTANCES * label].map(|count| numbers.take(count).collect::<Vec<i16>>());
        let arc_distances = Pairs::new(&arc_distances, arc);
        let relations = Matrix::open(label, Deprel::ALL.len(), numbers);
        let first = Matrix::open(embed, 4 * state, numbers);
        let layers = (1..layers).map(|_| ByteMatrix::open(2 * state, 4 * state, 1, numbers)).collect();
        assert!(numbers.next().is_none(), "the model ends where it should");
        assert!([embed, state, arc, label].iter().all(|size| size.is_multiple_of(WIDTH)), "sizes that the lanes can work on");
        let mut net = Self {
            lexicon,
            names: *names,
            rows,
            row_bits: row_bits as u32,
            embed,
            state,
            arc,
            label,
            first,
            layers,
            shapes: Vec::new(),
            heads,
            root,
            arc_distances,
            label_distances,
            relations,
        };
        lanes::dispatch(ShapeProducts(&mut net));
        net.first.forget_bias();
        net
    }

    /// Sets the part of speech, head and relation of each token of a sentence. `base` is the index of its first token in the document.
    pub fn read(&self, text: &str, tokens: &mut [Token], base: u32, scratch: &mut Scratch) {
        let mut root: Option<u32> = None;
        for (chunk, base) in tokens.chunks_mut(LONGEST).zip((base..).step_by(LONGEST)) {
            lanes::dispatch(Forward { net: self, text, tokens: chunk, base, scratch });
            let top = chunk.iter_mut().zip(base..).find(|(token, i)| token.head == *i);
            if let Some((token, i)) = top {
                match root {
                    None => root = Some(i),
                    Some(root) => (token.head, token.deprel) = (root, Deprel::Parataxis),
                }
            }
        }
    }

    #[inline(always)]
    fn forward<L: Lanes>(&self, lanes: L, text: &str, tokens: &mut [Token], base: u32, scratch: &mut Scratch) {
        self.first_layer(lanes, text, tokens, scratch);
        let Scratch { input, bytes, preactivations, sum, out, dependents, heads, near, scores, best, trees, pairs, packed, .. } = scratch;
        let n = tokens.len();
        run(lanes, preactivations, n, self.state, input);
        sum.clone_from(input);
        for layer in &self.layers {
            layer.product(lanes, input, bytes, preactivations);
            run(lanes, preactivations, n, self.state, input);
            for (sum, state) in sum.iter_mut().zip(&*input) {
                *sum += state;
            }
        }
        self.heads.product(lanes, sum, bytes, out);
        let width = self.heads.width();
        let Self { arc, label, .. } = *self;

        dependents.resize(n * arc, 0);
        heads.resize((n + 1) * arc, 0);
        for (i, row) in out.chunks_exact(width).enumerate() {
            squash_all(lanes, &row[..arc], &mut dependents[i * arc..(i + 1) * arc]);
            squash_all(lanes, &row[arc..2 * arc], &mut heads[i * arc..(i + 1) * arc]);
        }
        squash_all(lanes, &self.root[..arc], &mut heads[n * arc..]);
        packed.pack(heads, arc);
        let stride = packed.products(lanes, dependents, scores);
        self.add_distances(lanes, dependents, near, scores, (n, stride));
        trees.best(n, stride, scores, best);

        pairs.resize(n * label, 0);
        for (d, (&head, pair)) in best.iter().zip(pairs.chunks_exact_mut(label)).enumerate() {
            let of_head =
                if head == n { &self.root[arc..] } else { &out[head * width + 2 * arc..head * width + 2 * arc + label] };
            let at = d * width + 2 * arc + label;
            let of_dependent = &out[at..at + label];
            let of_distance = &self.label_distances[distance(d, head, n) * label..];
            for (((pair, &a), &b), &c) in pair.iter_mut().zip(of_head).zip(of_dependent).zip(of_distance) {
                *pair = a.saturating_add(b).saturating_add(c);
            }
            for pair in pair.as_chunks_mut().0 {
                *pair = squash(lanes, *pair);
            }
        }
        self.relations.product(lanes, pairs, ACTIVE_BITS, preactivations);
        let labels = preactivations.chunks_exact(self.relations.width());
        for ((((i, token), row), labels), &head) in
            tokens.iter_mut().enumerate().zip(out.chunks_exact(width)).zip(labels).zip(&*best)
        {
            token.upos = Upos::ALL[largest(&row[2 * (arc + label)..2 * (arc + label) + Upos::ALL.len()])];
            token.head = base + if head == n { i } else { head } as u32;
            token.deprel = if head == n { Deprel::Root } else { Deprel::ALL[largest(&labels[..Deprel::ALL.len()])] };
        }
    }

    /// Adds to the scores of the arcs what their distances are worth, in a sentence of `n` tokens; a row of scores has `stride` of them.
    #[inline(always)]
    fn add_distances<L: Lanes>(
        &self,
        lanes: L,
        dependents: &[i16],
        near: &mut Vec<i32>,
        scores: &mut [i32],
        (n, stride): (usize, usize),
    ) {
        let kinds_stride = self.arc_distances.products(lanes, dependents, near);
        for (d, (near, scores)) in near.chunks_exact(kinds_stride).zip(scores.chunks_exact_mut(stride)).enumerate() {
            let root = scores[n] + near[DISTANCES - 1];
            let [before, after, ..] = near.as_chunks::<8>().0 else { unreachable!("sixteen kinds of distance") };
            let (kinds, _) = KINDS[FARTHEST - d..].as_chunks::<8>();
            for (scores, kinds) in scores.as_chunks_mut::<8>().0.iter_mut().zip(kinds) {
                let kinds = kinds.map(i32::from);
                let (before, after) = (lanes.gather(*before, kinds), lanes.gather(*after, kinds));
                for (i, score) in scores.iter_mut().enumerate() {
                    // Sums over a sentence must fit.
                    *score = (*score + if kinds[i] < 8 { before[i] } else { after[i] }) >> 6;
                }
            }
            scores[n] = root >> 6;
            scores[n + 1..].fill(i32::MIN);
            // Mask the diagonal: a token is never its own head.
            scores[d] = i32::MIN;
        }
    }

    /// Pre-activations of the first layer: per-word products, from the memory where it has them, plus the product of the word's shape.
    #[inline(always)]
    fn first_layer<L: Lanes>(&self, lanes: L, text: &str, tokens: &[Token], scratch: &mut Scratch) {
        let Scratch { memory, new, listed, input, sum, preactivations, .. } = scratch;
        let width = self.first.width();
        preactivations.resize(tokens.len() * width, 0);
        new.clear();
        input.clear();
        let casing = Casing::of(tokens);
        let shape = |i: usize| {
            let shape = look::shape(text, tokens, i, casing);
            &self.shapes[shape * width..(shape + 1) * width]
        };
        for ((i, token), preactivations) in tokens.iter().enumerate().zip(preactivations.chunks_exact_mut(width)) {
            let key = look::key(text, token);
            if let Some(word) = memory.get(key, width) {
                add(word, shape(i), preactivations);
                continue;
            }
            new.push((i, key));
        }
        listed.clear();
        listed.extend(new.iter().map(|&(i, _)| Listed::new(&tokens[i], &self.lexicon, &self.names)));
        input.resize(new.len() * self.embed, 0);
        for ((&(i, _), &listed), input) in new.iter().zip(&*listed).zip(input.chunks_exact_mut(self.embed)) {
            for (template, row) in look::word(text, &tokens[i], listed).into_iter().enumerate() {
                if template != AROUND {
                    self.add_row(row, input);
                }
            }
        }
        self.first.product(lanes, input, self.row_bits, sum);
        for (&(i, key), word) in new.iter().zip(sum.chunks_exact(width)) {
            memory.keep(key, word);
            add(word, shape(i), &mut preactivations[i * width..(i + 1) * width]);
        }
    }

    #[inline(always)]
    fn add_row(&self, row: u16, sum: &mut [i16]) {
        let start = usize::from(row) * self.embed;
        for (sum, &weight) in sum.iter_mut().zip(&self.rows[start..start + self.embed]) {
            *sum += i16::from(weight as i8);
        }
    }
}

#[inline(always)]
fn add(a: &[i16], b: &[i16], sum: &mut [i16]) {
    for ((sum, a), &b) in sum.iter_mut().zip(a).zip(b) {
        *sum = a.saturating_add(b);
    }
}

/// Where the largest number stands; the first of those that tie.
#[inline(always)]
fn largest(row: &[i16]) -> usize {
    let most = row.iter().fold(i16::MIN, |most, &x| most.max(x));
    row.iter().position(|&x| x == most).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::folder::Folder;
    use crate::model::lanes::Plain;
    use crate::syntax::scan::scan;
    use crate::syntax::words::ScannerWords;

    fn tokens(text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        let words = ScannerWords::open(Folder::english()).expect("every class is known");
        scan(text, crate::Span::new(0, text.len()), &words, &mut tokens);
        tokens
    }

    fn net() -> Net {
        let english = Folder::english();
        Net::open(english.model("models/syntax").expect("English has a network"), &names::Lexicon::of(english))
    }

    fn read(text: &str) -> Vec<Token> {
        let mut tokens = tokens(text);
        net().read(text, &mut tokens, 0, &mut Scratch::default());
        tokens
    }

    #[test]
    fn subjects_and_passives_are_found() {
        let text = "Ana Ruiz was elected mayor by the council.";
        let tokens = read(text);
        let relation =
            |word: &str| tokens.iter().find(|token| token.span.of(text) == word).map(|token| (token.deprel, token.head));
        assert_eq!(relation("elected"), Some((Deprel::Root, 3)));
        assert_eq!(relation("Ana"), Some((Deprel::NsubjPass, 3)));
        assert_eq!(relation("was"), Some((Deprel::AuxPass, 3)));
    }

    #[test]
    fn an_endless_sentence_has_one_root() {
        let tokens = read(&"and so on ".repeat(400));
        let roots = tokens.iter().zip(0..).filter(|(token, i)| token.head == *i).count();
        assert_eq!(roots, 1);
        assert!(tokens.iter().all(|token| (token.head as usize) < tokens.len()));
    }

    #[test]
    fn words_are_read_alike_whether_they_were_met_before_or_not() {
        let mut scratch = Scratch::default();
        for text in ["The Bank may close.", "THE BANK MAY CLOSE.", "Élan, élan and the bank of May.", "The Bank may close."] {
            let mut again = tokens(text);
            net().read(text, &mut again, 0, &mut scratch);
            let seen = |tokens: &[Token]| tokens.iter().map(|t| (t.upos, t.head, t.deprel)).collect::<Vec<_>>();
            assert_eq!(seen(&again), seen(&read(text)), "{text}");
        }
    }

    #[test]
    fn wide_and_plain_arithmetic_give_the_same_answers() {
        for text in
            ["Rain.", "The minister said on Monday that talks in Velmora, which began a week ago, had failed.", &"no ".repeat(90)]
        {
            let (net, mut scratch) = (&net(), Scratch::default());
            let mut plain = tokens(text);
            net.forward(Plain, text, &mut plain, 0, &mut scratch);
            let seen = |tokens: &[Token]| tokens.iter().map(|t| (t.upos, t.head, t.deprel)).collect::<Vec<_>>();
            assert_eq!(seen(&plain), seen(&read(text)));
        }
    }
}
