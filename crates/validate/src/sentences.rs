//! The sentences in which a run found no fact of the tables asked for: where missed facts are looked for.

use nutgraf::{Extractor, Input, Offsets, Options, Source};
use nutgraf_batch::{Stored, Wanted};
use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::population::Population;
use nutgraf_batch::{Error, Result};

/// A sentence of an article in which no fact was found.
pub struct Sentence {
    /// Index of its article in the run.
    pub article: usize,
    /// Where it begins and ends, in the unit of the run.
    pub span: (usize, usize),
}

/// All of them, in the order of the run.
///
/// # Errors
/// If the run can't be read.
pub fn without_facts(run: &Stored, population: &Population) -> Result<Vec<Sentence>> {
    let numbers: FxHashMap<&str, usize> =
        population.articles.iter().enumerate().map(|(i, article)| (article.id.as_str(), i)).collect();
    let mut taken = vec![Vec::new(); population.articles.len()];
    population.facts.iter().for_each(|fact| taken[fact.article].extend(fact.pieces.iter().copied()));
    let mut blocks = vec![Vec::new(); population.articles.len()];
    let number = |id: &Value| numbers.get(id.as_str().unwrap_or_default()).copied();
    run.rows(&[Wanted::new("blocks", &["article", "kind", "start", "end"])?], &mut |_, row| {
        if let (Some(article), Some("body"), Some(start), Some(end)) =
            (number(&row[0]), row[1].as_str(), row[2].as_u64(), row[3].as_u64())
        {
            blocks[article].push((start as usize, end as usize));
        }
        Ok(())
    })?;
    let options = Options { input: Input::Article, tokens: true, ..Options::default() };
    let extractor = Extractor::new(options).map_err(|error| Error::Use(error.to_string()))?;
    let mut worker = extractor.worker();
    let mut found = Vec::new();
    run.rows(&[Wanted::new("articles", &["article", "text"])?], &mut |_, row| {
        let (Some(article), Some(text)) = (number(&row[0]), row[1].as_str()) else { return Ok(()) };
        let bytes = positions(text, run.offsets());
        let taken = joined(std::mem::take(&mut taken[article]));
        for &(start, end) in &blocks[article] {
            let (Some(&from), Some(&to)) = (bytes.get(start), bytes.get(end)) else { continue };
            let record = worker.extract(&Source::text(text.get(from..to).unwrap_or_default())).with_offsets(run.offsets());
            for sentence in &record.sentences {
                let span = (start + sentence.span.start as usize, start + sentence.span.end as usize);
                let next = taken.partition_point(|fact| fact.1 <= span.0);
                if taken.get(next).is_none_or(|fact| fact.0 >= span.1) {
                    found.push(Sentence { article, span });
                }
            }
        }
        Ok(())
    })?;
    Ok(found)
}

/// Spans in their order, those that touch made one, so that the first one after a place is found by halving.
fn joined(mut spans: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    spans.sort_unstable();
    spans.dedup_by(|next, last| {
        let touch = next.0 <= last.1;
        last.1 = if touch { last.1.max(next.1) } else { last.1 };
        touch
    });
    spans
}

/// The byte at which every unit of a text begins, and its end.
pub fn positions(text: &str, unit: Offsets) -> Vec<usize> {
    let mut bytes = Vec::with_capacity(text.len() + 1);
    for (at, letter) in text.char_indices() {
        let units = match unit {
            Offsets::Byte => letter.len_utf8(),
            Offsets::CodePoint => 1,
            Offsets::Utf16 => letter.len_utf16(),
        };
        bytes.extend(std::iter::repeat_n(at, units));
    }
    bytes.push(text.len());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_that_touch_are_one() {
        assert_eq!(joined(vec![(8, 9), (0, 3), (2, 5), (1, 2)]), [(0, 5), (8, 9)]);
        assert_eq!(joined(Vec::new()), []);
    }

    #[test]
    fn positions_are_those_of_the_unit() {
        let text = "é😀.";
        assert_eq!(positions(text, Offsets::CodePoint), [0, 2, 6, 7]);
        assert_eq!(positions(text, Offsets::Utf16), [0, 2, 2, 6, 7]);
        assert_eq!(positions(text, Offsets::Byte), [0, 0, 2, 2, 2, 2, 6, 7]);
    }
}
