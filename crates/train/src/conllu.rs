//! Reading treebanks in CoNLL-U.

use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use nutgraf::Span;
use nutgraf::syntax::{Deprel, Shape, Token, Upos};
use nutgraf::text::hash::hash;

use crate::data;

/// A sentence of a treebank.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// Its words, one space between them.
    pub text: String,
    /// Its tokens with gold tags, heads as indices in the sentence (a root's is itself).
    pub tokens: Vec<Token>,
    /// The lemma of each token, in their order.
    pub lemmas: Vec<String>,
}

impl Tree {
    fn push(&mut self, form: &str, upos: Upos, deprel: Deprel, head: u32) {
        let start = self.text.len();
        self.text.push_str(form);
        let span = Span::new(start, self.text.len());
        self.text.push(' ');
        self.tokens.push(Token { span, hash: hash(form), shape: Shape::of(form), upos, deprel, head });
    }

    /// The same sentence with each word rewritten.
    pub fn rewrite(&self, mut form: impl FnMut(usize, &str) -> String) -> Self {
        let mut tree = Self { lemmas: self.lemmas.clone(), ..Self::default() };
        for (i, token) in self.tokens.iter().enumerate() {
            tree.push(&form(i, token.span.of(&self.text)), token.upos, token.deprel, token.head);
        }
        tree
    }
}

/// The sentences of a file.
///
/// # Errors
/// If it can't be read or a line is not in CoNLL-U.
pub fn read(path: &Path) -> Result<Vec<Tree>> {
    let mut trees = vec![Tree::default()];
    for (number, line) in BufReader::new(data::open(path)?).lines().enumerate() {
        let line = line?;
        let tree = trees.last_mut().expect("there is always one");
        if line.is_empty() {
            trees.push(Tree::default());
        } else if !line.starts_with('#') {
            token(&line, tree).with_context(|| format!("reading {}, line {}", path.display(), number + 1))?;
        }
    }
    trees.retain(|tree| !tree.tokens.is_empty());
    Ok(trees)
}

fn token(line: &str, tree: &mut Tree) -> Result<()> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, upos, _, _, head, deprel, ..] = fields[..] else { anyhow::bail!("too few fields") };
    // Ranges are written contractions, decimals are words that were left out.
    if id.contains(['-', '.']) {
        return Ok(());
    }
    let id: u32 = id.parse()?;
    let head: u32 = head.parse()?;
    tree.push(form, Upos::from_name(upos).unwrap_or_default(), relation(deprel), if head == 0 { id - 1 } else { head - 1 });
    tree.lemmas.push(lemma.to_owned());
    Ok(())
}

/// A relation, without its subtype where ours have none.
fn relation(name: &str) -> Deprel {
    let base = name.split(':').next().unwrap_or(name);
    Deprel::from_name(name).or_else(|| Deprel::from_name(base)).unwrap_or_default()
}
