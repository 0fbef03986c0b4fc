//! The first pass: every article read once, its words and names counted, what is needed later put aside.

use serde::{Deserialize, Serialize};

use crate::chunks::{CHUNK, in_chunks};
use crate::context::{self, Counts, Rarity};
use crate::error::Result;
use crate::facts::{Facts, Reader};
use crate::forms::{FormCounter, Named};
use crate::found;
use crate::happening::Report;
use crate::source::Source;
use crate::spool::{Replay, Spool, encode};
use crate::story::{Told, numbers, told};

/// An article without its text and its table of names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// What the tables of the run say of it.
    pub facts: Facts,
    /// Its words and names with their counts.
    pub terms: Counts,
    /// Its runs of capitalised words.
    pub runs: Vec<String>,
    /// What its stories are compared by.
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

/// What one article gives.
struct Read {
    article: Vec<u8>,
    report: Vec<u8>,
    /// Its terms, each once.
    terms: Vec<u32>,
    named: Named,
}

/// Reads the corpus.
///
/// # Errors
/// If a table can't be read.
pub fn gather(source: &Source) -> Result<Gathered> {
    let mut reader = Reader::open(source)?;
    let (mut spool, mut reports) = (Spool::new()?, Spool::new()?);
    let (mut rarity, mut forms) = (Rarity::default(), FormCounter::default());
    let read = || {
        let mut chunk = Vec::with_capacity(CHUNK);
        while chunk.len() < CHUNK
            && let Some(facts) = reader.next_article()?
        {
            chunk.push(facts);
        }
        Ok(chunk)
    };
    in_chunks(read, read_article, |read| {
        forms.add(&read.named)?;
        rarity.add(read.terms.into_iter());
        reports.push(&read.report)?;
        spool.push(&read.article)
    })?;
    Ok(Gathered { articles: spool.replay()?, reports: reports.replay()?, rarity, forms })
}

/// Counts the words and names of one article, and puts what is needed later into bytes.
fn read_article(mut facts: Facts) -> Result<Read> {
    let named = Named::of(&facts);
    let (article, site) = (facts.article.clone(), facts.site.clone());
    let main = facts.events.iter().filter(|event| event.main).cloned().collect();
    // Once an article has told its stories what its main event is, only happenings ask for the others.
    let events = std::mem::replace(&mut facts.events, main);
    let report = encode(&Report { article, number: facts.number, site, events })?;
    let terms = context::terms(&facts);
    let runs = found::runs(&facts.body);
    let told = told(&facts);
    (facts.body, facts.names) = (String::new(), Vec::new());
    let counted = terms.iter().map(|&(term, _)| term).chain(numbers(&told)).collect();
    Ok(Read { article: encode(&Article { facts, terms, runs, told })?, report, terms: counted, named })
}
