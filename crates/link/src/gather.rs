//! The first pass: every article read once, its words and names counted, what is needed later put aside.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::context::{self, Counts, Rarity};
use crate::error::Result;
use crate::facts::{Facts, Reader};
use crate::forms::FormCounter;
use crate::found;
use crate::happening::Report;
use crate::source::Source;
use crate::spool::{Replay, Spool, encode};
use crate::story::{Told, numbers, told};

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
    /// What it tells.
    pub told: Told,
}

/// What the first pass found out.
pub struct Gathered {
    /// All articles, in the order of the corpus.
    pub articles: Replay<Article>,
    /// Their events, in the same order.
    pub reports: Replay<Report>,
    /// In how many of them each term comes.
    pub rarity: Rarity,
    /// The names of organisations, counted.
    pub forms: FormCounter,
}

/// Reads the corpus.
///
/// # Errors
/// If a table can't be read.
pub fn gather(source: &Source) -> Result<Gathered> {
    let mut reader = Reader::open(source)?;
    let (mut spool, mut reports) = (Spool::new()?, Spool::new()?);
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
        for facts in &mut chunk {
            forms.add(facts)?;
            let (article, site) = (facts.article.clone(), facts.site.clone());
            let events = facts.events.clone();
            // Once an article has told its stories what its main event is, only happenings ask for the others.
            facts.events.retain(|event| event.main);
            reports.push(&encode(&Report { article, number: facts.number, site, events })?)?;
        }
        let done: Vec<(Vec<u32>, Vec<u8>)> = chunk
            .into_par_iter()
            .map(|mut facts| {
                let terms = context::terms(&facts);
                let runs = found::runs(&facts.body);
                let told = told(&facts);
                facts.body = String::new();
                let counted = terms.iter().map(|&(term, _)| term).chain(numbers(&told)).collect();
                encode(&Article { facts, terms, runs, told }).map(|bytes| (counted, bytes))
            })
            .collect::<Result<_>>()?;
        for (terms, bytes) in done {
            rarity.add(terms.into_iter());
            spool.push(&bytes)?;
        }
    }
    Ok(Gathered { articles: spool.replay()?, reports: reports.replay()?, rarity, forms })
}
