//! Trains the parser: `heads.bin`.
//!
//! Dynamic oracle (Goldberg and Nivre 2013): the parser learns from the states that its own mistakes lead to. It sees tags as a
//! tagger gives them that has not read the sentence.

use nutgraf::syntax::parser::{self, Move, Node, Parser, Scratch, State};
use nutgraf::syntax::{Deprel, Tagger, Token};

use super::{Random, Treebanks, tags};
use crate::conllu::Tree;
use crate::perceptron::Perceptron;

/// How often the training data are gone through.
const ROUNDS: usize = 10;
/// Rows of the models, as powers of two.
const MOVE_BITS: u32 = 19;
const LABEL_BITS: u32 = 15;
/// Of a hundred features, how many are left out each time.
const DROPPED: usize = 10;
/// Of a hundred mistakes, how many are followed after the first round.
const FOLLOWED: usize = 90;
/// Parts of the training data, each tagged by a tagger that learned from the others.
const FOLDS: usize = 4;

/// Trains the parser and gives its file.
pub fn train(banks: &Treebanks) -> Vec<u8> {
    let mut random = Random(2);
    let trees = tagged_by_others(banks);
    let mut learner = Learner {
        moves: Perceptron::new(Move::ALL.len(), MOVE_BITS),
        labels: Perceptron::new(Deprel::ALL.len(), LABEL_BITS),
        nodes: Vec::new(),
        state: State::default(),
    };
    let mut order: Vec<usize> = (0..trees.len()).collect();
    let mut bytes = Vec::new();
    for round in 0..ROUNDS {
        random.shuffle(&mut order);
        let mut wrong = 0;
        for &i in &order {
            let (tree, tagged) = &trees[i];
            wrong += learner.learn(tree, tagged, round, &mut random);
        }
        eprintln!("round {round}: {wrong} wrong");
        if round + 1 == ROUNDS || round % 3 == 2 {
            bytes = Parser::write(&learner.moves.write(), &learner.labels.write());
            let parser = Parser::open(bytes.clone().leak());
            for (name, trees) in &banks.dev {
                let (uas, las) = accuracy(&parser, trees);
                eprintln!("{name}: UAS {uas:.4} LAS {las:.4}");
            }
        }
    }
    bytes
}

/// The training sentences, each with its tokens as another tagger tags them.
fn tagged_by_others(banks: &Treebanks) -> Vec<(Tree, Vec<Token>)> {
    let fold = |keep: &dyn Fn(usize) -> bool| -> Vec<Tree> {
        banks.train.iter().enumerate().filter(|(i, _)| keep(i / 50 % FOLDS)).map(|(_, tree)| tree.clone()).collect()
    };
    let mut all = Vec::new();
    for part in 0..FOLDS {
        let tagger = Tagger::open(tags::train(&Treebanks { train: fold(&|p| p != part), dev: Vec::new() }).leak());
        for tree in fold(&|p| p == part) {
            let mut tokens = tree.tokens.clone();
            tagger.tag(&tree.text, &mut tokens, &mut Vec::new());
            all.push((tree, tokens));
        }
    }
    all
}

struct Learner {
    moves: Perceptron,
    labels: Perceptron,
    nodes: Vec<Node>,
    state: State,
}

impl Learner {
    /// One sentence; gives the number of wrong moves.
    fn learn(&mut self, tree: &Tree, tagged: &[Token], round: usize, random: &mut Random) -> usize {
        if tree.tokens.len() > parser::LONGEST {
            return 0;
        }
        let gold = Gold::new(tree);
        parser::nodes(&tree.text, tagged, &Tagger::built_in().lexicon, &mut self.nodes);
        self.state.reset(tree.tokens.len());
        let mut wrong = 0;
        while !self.state.is_done() {
            let allowed = self.state.allowed();
            let costs = allowed.map(|m| m.map_or(u32::MAX, |m| gold.cost(&self.state, m)));
            let least = *costs.iter().min().expect("three moves");
            let mut next = Move::ALL[costs.iter().position(|&cost| cost == least).expect("the least is there")];
            if allowed.iter().flatten().count() > 1 {
                let mut features = parser::move_features(&self.nodes, &self.state).to_vec();
                features.retain(|_| random.below(100) >= DROPPED);
                let mut scores = [0.0; 3];
                self.moves.score(&features, &mut scores);
                let best = |good: &dyn Fn(usize) -> bool| {
                    (0..3)
                        .filter(|&m| allowed[m].is_some() && good(m))
                        .max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)))
                };
                let guess = best(&|_| true).expect("a move is allowed");
                let right = best(&|m| costs[m] == least).expect("a move costs least");
                next = Move::ALL[right];
                if costs[guess] > least {
                    wrong += 1;
                    self.moves.update(&features, right, 1.0);
                    self.moves.update(&features, guess, -1.0);
                    if round > 0 && random.below(100) < FOLLOWED {
                        next = Move::ALL[guess];
                    }
                }
                self.moves.tick();
            }
            let label =
                self.state.arc_of(next).map_or(Deprel::Dep, |(head, dependent)| self.label(tree, &gold, head, dependent, random));
            self.state.apply(next, label);
        }
        wrong
    }

    /// The label that the model gives an arc; learns from it if the arc is right.
    fn label(&mut self, tree: &Tree, gold: &Gold, head: u16, dependent: u16, random: &mut Random) -> Deprel {
        let mut features = parser::label_features(&self.nodes, &self.state, head, dependent).to_vec();
        features.retain(|_| random.below(100) >= DROPPED);
        let mut scores = [0.0; Deprel::ALL.len()];
        self.labels.score(&features, &mut scores);
        let guess = (0..scores.len()).fold(0, |best, i| if scores[i] > scores[best] { i } else { best });
        if gold.heads[dependent as usize] == head {
            let right = tree.tokens[dependent as usize].deprel as usize;
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

/// Share of right heads, and of right heads with the right relation, without marks; tags by the built-in tagger.
fn accuracy(parser: &Parser, trees: &[Tree]) -> (f64, f64) {
    let (mut heads, mut both, mut all) = (0, 0, 0);
    let mut scratch = Scratch::default();
    for tree in trees {
        let mut tokens = tree.tokens.clone();
        Tagger::built_in().tag(&tree.text, &mut tokens, &mut Vec::new());
        parser.parse(&tree.text, &mut tokens, 0, &Tagger::built_in().lexicon, &mut scratch);
        for (guess, gold) in tokens.iter().zip(&tree.tokens).filter(|(_, gold)| gold.upos != nutgraf::syntax::Upos::Punct) {
            let base = |deprel: Deprel| deprel.name().split(':').next();
            all += 1;
            heads += usize::from(guess.head == gold.head);
            both += usize::from(guess.head == gold.head && base(guess.deprel) == base(gold.deprel));
        }
    }
    (f64::from(heads as u32) / f64::from(all), f64::from(both as u32) / f64::from(all))
}
