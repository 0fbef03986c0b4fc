//! Trains the parser: `heads.bin`.
//!
//! Dynamic oracle (Goldberg and Nivre 2013): the parser learns from the states that its own mistakes lead to. It sees tags as a
//! tagger gives them that has not read the sentence.

use nutgraf::linear::Linear;
use nutgraf::syntax::parser::{self, Move, Node, Parser, Scratch, State};
use nutgraf::syntax::{Deprel, Tagger, Token};

use super::{Random, Treebanks, tags};
use crate::conllu::Tree;
use crate::perceptron::Perceptron;

/// How often the training data are gone through.
const ROUNDS: usize = 9;
/// The same for the parsers and taggers that only prepare the training data.
const HELPER_ROUNDS: usize = 6;
/// Rows of the models, as powers of two.
const ROUGH_BITS: u32 = 18;
const MOVE_BITS: u32 = 19;
const LABEL_BITS: u32 = 15;
/// Of a hundred features, how many are left out each time.
const DROPPED: usize = 10;
/// Of a hundred mistakes, how many are followed after the first round.
const FOLLOWED: usize = 90;
/// Parts of the training data, each read by models that learned from the others.
const FOLDS: usize = 4;

/// A sentence, its tokens as a tagger sees them, and the parser's view of it with the heads of a first pass.
struct Example {
    tree: Tree,
    nodes: Vec<Node>,
}

/// Trains the parser and gives its file. `tagger` is the one that it will work with.
pub fn train(banks: &Treebanks, tagger: &Tagger) -> Vec<u8> {
    let examples = prepared(banks, tagger);
    let rough = learn_rough(&examples.iter().map(reversed).collect::<Vec<_>>(), ROUNDS).moves.write();
    let mut learner = Learner::new(Pass::Second);
    let mut bytes = Vec::new();
    learner.learn_all(&examples, ROUNDS, |learner, round| {
        if round + 1 == ROUNDS || round % 3 == 2 {
            bytes = Parser::write([&rough, &learner.moves.write(), &learner.labels.write()]);
            let parser = Parser::open(bytes.clone().leak());
            for (name, trees) in &banks.dev {
                let (uas, las) = accuracy(&parser, tagger, trees);
                eprintln!("{name}: UAS {uas:.4} LAS {las:.4}");
            }
        }
    });
    bytes
}

/// The training sentences as they look when tagger and first pass have not learned from them.
fn prepared(banks: &Treebanks, tagger: &Tagger) -> Vec<Example> {
    let in_fold = |i: usize| i / 50 % FOLDS;
    let fold = |part: usize, inside: bool| -> Vec<Tree> {
        let trees = banks.train.iter().enumerate().filter(|(i, _)| (in_fold(*i) == part) == inside);
        trees.map(|(_, tree)| tree.clone()).filter(|tree| tree.tokens.len() <= parser::LONGEST).collect()
    };
    let mut parts: Vec<Vec<Example>> = (0..FOLDS)
        .map(|part| {
            let rest = Treebanks { train: fold(part, false), dev: Vec::new() };
            let other = Tagger::open(tags::train(&rest, HELPER_ROUNDS).leak());
            let example = |tree: Tree| {
                let (mut tokens, mut nodes) = (tree.tokens.clone(), Vec::new());
                other.tag(&tree.text, &mut tokens, &mut Vec::new());
                parser::nodes(&tree.text, &tokens, &tagger.lexicon, &mut nodes);
                Example { tree, nodes }
            };
            fold(part, true).into_iter().map(example).collect()
        })
        .collect();
    for part in 0..FOLDS {
        let others = parts.iter().enumerate().filter(|(i, _)| *i != part).flat_map(|(_, list)| list);
        let model = learn_rough(&others.map(reversed).collect::<Vec<_>>(), HELPER_ROUNDS).moves.write();
        let model = Linear::open(model.leak());
        let mut state = State::default();
        for example in &mut parts[part] {
            parser::read_roughly(&model, &mut example.nodes, &mut Vec::new(), &mut state);
        }
    }
    parts.into_iter().flatten().collect()
}

/// A sentence from its end to its start.
fn reversed(example: &Example) -> Example {
    let last = example.tree.tokens.len() as u32 - 1;
    let mut tree = example.tree.clone();
    tree.tokens.reverse();
    tree.tokens.iter_mut().for_each(|token| token.head = last - token.head);
    let mut nodes = Vec::new();
    parser::reversed(&example.nodes, &mut nodes);
    Example { tree, nodes }
}

fn learn_rough(examples: &[Example], rounds: usize) -> Learner {
    let mut learner = Learner::new(Pass::First);
    learner.learn_all(examples, rounds, |_, _| {});
    learner
}

#[derive(Clone, Copy, PartialEq)]
enum Pass {
    First,
    Second,
}

struct Learner {
    pass: Pass,
    moves: Perceptron,
    labels: Perceptron,
    state: State,
    random: Random,
}

impl Learner {
    fn new(pass: Pass) -> Self {
        let (move_bits, label_bits) = if pass == Pass::First { (ROUGH_BITS, 0) } else { (MOVE_BITS, LABEL_BITS) };
        Self {
            pass,
            moves: Perceptron::new(Move::ALL.len(), move_bits),
            labels: Perceptron::new(Deprel::ALL.len(), label_bits),
            state: State::default(),
            random: Random(2),
        }
    }

    fn learn_all(&mut self, examples: &[Example], rounds: usize, mut after: impl FnMut(&Self, usize)) {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for round in 0..rounds {
            self.random.shuffle(&mut order);
            let wrong: usize = order.iter().map(|&i| self.learn(&examples[i], round)).sum();
            eprintln!("round {round}: {wrong} wrong moves");
            after(self, round);
        }
    }

    fn features(&mut self, nodes: &[Node]) -> Vec<u64> {
        let mut features = parser::base_features(nodes, &self.state).to_vec();
        if self.pass == Pass::Second {
            features.extend(parser::second_features(nodes, &self.state));
        }
        features.retain(|_| self.random.below(100) >= DROPPED);
        features
    }

    /// One sentence; gives the number of wrong moves.
    fn learn(&mut self, example: &Example, round: usize) -> usize {
        let gold = Gold::new(&example.tree);
        self.state.reset(example.tree.tokens.len());
        let mut wrong = 0;
        while !self.state.is_done() {
            let allowed = self.state.allowed();
            let costs = allowed.map(|m| m.map_or(u32::MAX, |m| gold.cost(&self.state, m)));
            let least = *costs.iter().min().expect("three moves");
            let mut next = Move::ALL[costs.iter().position(|&cost| cost == least).expect("the least is there")];
            if allowed.iter().flatten().count() > 1 {
                let features = self.features(&example.nodes);
                let mut scores = [0.0; 3];
                self.moves.score(&features, &mut scores);
                let best = |good: &dyn Fn(usize) -> bool| {
                    let good = (0..3).filter(|&m| allowed[m].is_some() && good(m));
                    good.max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)))
                };
                let guess = best(&|_| true).expect("a move is allowed");
                let right = best(&|m| costs[m] == least).expect("a move costs least");
                next = Move::ALL[right];
                if costs[guess] > least {
                    wrong += 1;
                    self.moves.update(&features, right, 1.0);
                    self.moves.update(&features, guess, -1.0);
                    if round > 0 && self.random.below(100) < FOLLOWED {
                        next = Move::ALL[guess];
                    }
                }
                self.moves.tick();
            }
            let label = match self.state.arc_of(next) {
                Some((head, dependent)) if self.pass == Pass::Second => self.label(example, &gold, head, dependent),
                _ => Deprel::Dep,
            };
            self.state.apply(next, label);
        }
        wrong
    }

    /// The label that the model gives an arc; learns from it if the arc is right.
    fn label(&mut self, example: &Example, gold: &Gold, head: u16, dependent: u16) -> Deprel {
        let mut features = parser::label_features(&example.nodes, &self.state, head, dependent).to_vec();
        features.retain(|_| self.random.below(100) >= DROPPED);
        let mut scores = [0.0; Deprel::ALL.len()];
        self.labels.score(&features, &mut scores);
        let guess = (0..scores.len()).fold(0, |best, i| if scores[i] > scores[best] { i } else { best });
        if gold.heads[dependent as usize] == head {
            let right = example.tree.tokens[dependent as usize].deprel as usize;
            if right != guess {
                self.labels.update(&features, right, 1.0);
                self.labels.update(&features, guess, -1.0);
            }
            self.labels.tick();
        }
        Deprel::ALL[guess]
    }
}

/// The true heads and children of a sentence.
struct Gold {
    /// The root's head is the mark behind the last token.
    heads: Vec<u16>,
    children: Vec<Vec<u16>>,
}

impl Gold {
    fn new(tree: &Tree) -> Self {
        let len = tree.tokens.len();
        let head = |(i, token): (usize, &Token)| if token.head as usize == i { len as u16 } else { token.head as u16 };
        let heads: Vec<u16> = tree.tokens.iter().enumerate().map(head).collect();
        let mut children = vec![Vec::new(); len + 1];
        for (i, &head) in heads.iter().enumerate() {
            children[head as usize].push(i as u16);
        }
        Self { heads, children }
    }

    /// How many true arcs a move puts out of reach.
    fn cost(&self, state: &State, next: Move) -> u32 {
        let buffer = state.next();
        let stack = state.stack();
        match (next, state.stacked(0)) {
            (Move::Shift, _) => {
                let head = self.heads[buffer as usize];
                let below = &stack[..stack.len().saturating_sub(1)];
                let lost_head = below.contains(&head);
                let lost = self.children[buffer as usize].iter().filter(|child| stack.contains(child)).count();
                u32::from(lost_head) + lost as u32
            }
            (_, Some(top)) => {
                let head = self.heads[top as usize];
                let lost_head = match next {
                    Move::Left => state.stacked(1) == Some(head) || head > buffer,
                    _ => head >= buffer,
                };
                let lost = self.children[top as usize].iter().filter(|&&child| child >= buffer).count();
                u32::from(lost_head) + lost as u32
            }
            (_, None) => u32::MAX,
        }
    }
}

/// Share of right heads, and of right heads with the right relation, without marks; on tags that a tagger gives.
fn accuracy(parser: &Parser, tagger: &Tagger, trees: &[Tree]) -> (f64, f64) {
    let (mut heads, mut both, mut all) = (0, 0, 0);
    let mut scratch = Scratch::default();
    for tree in trees {
        let mut tokens = tree.tokens.clone();
        tagger.tag(&tree.text, &mut tokens, &mut Vec::new());
        parser.parse(&tree.text, &mut tokens, 0, &tagger.lexicon, &mut scratch);
        for (guess, gold) in tokens.iter().zip(&tree.tokens).filter(|(_, gold)| gold.upos != nutgraf::syntax::Upos::Punct) {
            let base = |deprel: Deprel| deprel.name().split(':').next();
            all += 1;
            heads += usize::from(guess.head == gold.head);
            both += usize::from(guess.head == gold.head && base(guess.deprel) == base(gold.deprel));
        }
    }
    (f64::from(heads as u32) / f64::from(all), f64::from(both as u32) / f64::from(all))
}
