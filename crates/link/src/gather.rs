//! The first pass: every article read once, its words and names counted, what is needed later put aside.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::context::{self, Counts, Rarity};
use crate::error::Result;
use crate::facts::{Facts, Reader};
use crate::forms::{FormCounter, Forms};
use crate::found;
use crate::source::Source;
use crate::spool::{Replay, Spool, encode};

/// Articles that are worked on together.
const CHUNK: usize = 256;

/// An article without its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// What its tables say.
    pub facts: Facts,
    /// Its words and names.
    pub terms: Counts,
    /// Its runs of capitalised words.
    pub runs: Vec<String>,
}

/// What the first pass found out.
pub struct Gathered {
    /// All articles, in the order of the corpus.
    pub articles: Replay<Article>,
    /// In how many of them each term comes.
    pub rarity: Rarity,
    /// Which names of organisations are one.
    pub forms: Forms,
}

/// Reads the corpus.
///
/// # Errors
/// If a table can't be read.
pub fn gather(source: &Source) -> Result<Gathered> {
    let mut reader = Reader::open(source)?;
    let mut spool = Spool::new()?;
    let (mut rarity, mut forms) = (Rarity::default(), FormCounter::default());
    loop {
        let mut chunk = Vec::with_capacity(CHUNK);
        while chunk.len() < CHUNK
            && let Some(facts) = reader.next_article()?
        {
            chunk.push(facts);
        }
        if chunk.is_empty() {
            break;
        }
        for facts in &chunk {
            forms.add(facts)?;
        }
        let done: Vec<(Counts, Vec<u8>)> = chunk
            .into_par_iter()
            .map(|mut facts| {
                let terms = context::terms(&facts);
                let runs = found::runs(&facts.body);
                facts.body = String::new();
                let article = Article { facts, terms, runs };
                encode(&article).map(|bytes| (article.terms, bytes))
            })
            .collect::<Result<_>>()?;
        for (terms, bytes) in done {
            rarity.add(&terms);
            spool.push(&bytes)?;
        }
    }
    Ok(Gathered { articles: spool.replay()?, rarity, forms: forms.finish()? })
}
