//! Dependency heads: a greedy arc-hybrid parser (Kuhlmann, Gómez-Rodríguez, Satta 2011) over hashed linear features.
//!
//! Two passes. The first reads the sentence from its end and finds heads; the second reads it from its start, sees the heads of
//! the first (stacking: Nivre and `McDonald` 2008), and names each arc as it is made. Linear models choose among three moves and
//! among the relations; they see the stack, the buffer and the arcs so far (features after Zhang and Nivre 2011). Trained with
//! a dynamic oracle (Goldberg and Nivre 2013) by `nutgraf-train heads`. A sentence of n tokens takes 2n moves a pass.

mod features;
mod state;

use std::sync::LazyLock;

pub use features::{Node, base_features, label_features, nodes, reversed, second_features};
pub use state::{Move, State};

use super::lexicon::Lexicon;
use super::tag::Deprel;
use super::token::Token;
use crate::linear::Linear;

/// Longest stretch that is parsed as one; longer sentences are cut, their pieces hang on the first one's root.
pub const LONGEST: usize = 250;

/// The parser's models.
#[derive(Debug)]
pub struct Parser {
    /// Moves of the first pass.
    rough: Linear,
    moves: Linear,
    labels: Linear,
}

/// Scratch memory of a parser.
#[derive(Debug, Default)]
pub struct Scratch {
    nodes: Vec<Node>,
    reversed: Vec<Node>,
    state: State,
}

impl Parser {
    /// The built-in parser.
    pub fn built_in() -> &'static Self {
        static PARSER: LazyLock<Parser> = LazyLock::new(|| Parser::open(include_bytes!("../../data/models/heads.bin")));
        &PARSER
    }

    /// Opens a model file: the models of the first pass, of moves and of labels, before each its length as u32.
    ///
    /// # Panics
    /// If it is none.
    pub fn open(mut bytes: &'static [u8]) -> Self {
        let mut model = || {
            let (length, rest) = bytes.split_first_chunk().expect("the length of a model");
            let (model, rest) = rest.split_at(u32::from_le_bytes(*length) as usize);
            bytes = rest;
            Linear::open(model)
        };
        Self { rough: model(), moves: model(), labels: model() }
    }

    /// The file of a parser with these models.
    pub fn write(models: [&[u8]; 3]) -> Vec<u8> {
        models.into_iter().flat_map(|model| [&(model.len() as u32).to_le_bytes(), model].concat()).collect()
    }

    /// Gives each token of a tagged sentence its head and relation. `base` is the index of its first token in the document.
    pub fn parse(&self, text: &str, tokens: &mut [Token], base: u32, lexicon: &Lexicon, scratch: &mut Scratch) {
        let mut root: Option<u32> = None;
        for (chunk, base) in tokens.chunks_mut(LONGEST).zip((base..).step_by(LONGEST)) {
            self.parse_chunk(text, chunk, base, lexicon, scratch);
            let top = chunk.iter_mut().zip(base..).find(|(token, i)| token.head == *i);
            if let Some((token, i)) = top {
                match root {
                    None => root = Some(i),
                    Some(root) => (token.head, token.deprel) = (root, Deprel::Parataxis),
                }
            }
        }
    }

    fn parse_chunk(&self, text: &str, tokens: &mut [Token], base: u32, lexicon: &Lexicon, scratch: &mut Scratch) {
        let Scratch { nodes, reversed, state } = scratch;
        features::nodes(text, tokens, lexicon, nodes);
        read_roughly(&self.rough, nodes, reversed, state);
        state.reset(tokens.len());
        while !state.is_done() {
            let next = self.choose(nodes, state);
            let label = match next {
                Move::Shift => Deprel::Dep,
                _ => self.label(nodes, state, next),
            };
            state.apply(next, label);
        }
        for (i, token) in tokens.iter_mut().enumerate() {
            let arc = state.arc(i);
            token.head = base + arc.head.map_or(i, usize::from) as u32;
            token.deprel = if arc.head.is_none() { Deprel::Root } else { arc.label };
        }
    }

    fn choose(&self, nodes: &[Node], state: &State) -> Move {
        best(state, || {
            let mut scores = [0; Move::ALL.len()];
            base_features(nodes, state).into_iter().for_each(|feature| self.moves.add(feature, &mut scores));
            second_features(nodes, state).into_iter().for_each(|feature| self.moves.add(feature, &mut scores));
            scores
        })
    }

    fn label(&self, nodes: &[Node], state: &State, next: Move) -> Deprel {
        let Some((head, dependent)) = state.arc_of(next) else { return Deprel::Dep };
        let mut scores = [0; Deprel::ALL.len()];
        for feature in label_features(nodes, state, head, dependent) {
            self.labels.add(feature, &mut scores);
        }
        let best = (0..scores.len()).max_by_key(|&i| (scores[i], std::cmp::Reverse(i)));
        best.map_or(Deprel::Dep, |i| Deprel::ALL[i])
    }
}

/// The first pass: notes heads in `nodes`. The rest is scratch memory.
pub fn read_roughly(model: &Linear, nodes: &mut [Node], reversed: &mut Vec<Node>, state: &mut State) {
    features::reversed(nodes, reversed);
    state.reset(nodes.len() - 1);
    while !state.is_done() {
        let next = best(state, || {
            let mut scores = [0; Move::ALL.len()];
            base_features(reversed, state).into_iter().for_each(|feature| model.add(feature, &mut scores));
            scores
        });
        state.apply(next, Deprel::Dep);
    }
    features::note_heads(nodes, state);
}

/// The allowed move with the highest score, which is asked for only if there is a choice.
fn best(state: &State, scores: impl FnOnce() -> [i32; Move::ALL.len()]) -> Move {
    let allowed = state.allowed();
    match allowed {
        [Some(only), None, None] | [None, Some(only), None] | [None, None, Some(only)] => only,
        _ => {
            let scores = scores();
            let best = allowed.into_iter().flatten().max_by_key(|&m| (scores[m as usize], std::cmp::Reverse(m as usize)));
            best.unwrap_or(Move::Shift)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{Tagger, scan::scan};

    fn parse(text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        scan(text, crate::Span::new(0, text.len()), &mut tokens);
        let tagger = Tagger::built_in();
        tagger.tag(text, &mut tokens, &mut Vec::new());
        Parser::built_in().parse(text, &mut tokens, 0, &tagger.lexicon, &mut Scratch::default());
        tokens
    }

    #[test]
    fn subjects_and_passives_are_found() {
        let text = "Ana Ruiz was elected mayor by the council.";
        let tokens = parse(text);
        let relation =
            |word: &str| tokens.iter().find(|token| token.span.of(text) == word).map(|token| (token.deprel, token.head));
        assert_eq!(relation("elected"), Some((Deprel::Root, 3)));
        assert_eq!(relation("Ana"), Some((Deprel::NsubjPass, 3)));
        assert_eq!(relation("was"), Some((Deprel::AuxPass, 3)));
    }

    #[test]
    fn an_endless_sentence_has_one_root() {
        let tokens = parse(&"and so on ".repeat(400));
        let roots = tokens.iter().zip(0..).filter(|(token, i)| token.head == *i).count();
        assert_eq!(roots, 1);
        assert!(tokens.iter().all(|token| (token.head as usize) < tokens.len()));
    }
}
