//! The index of a search: for every word the articles that have it, in parts of sorted words.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use crate::refs;
use crate::site::Site;
use crate::words::words;
use nutgraf_batch::Result;

/// Letters of a part: some hundredths of a second to load.
const PART: usize = 128 << 10;
/// How a word stands in a document: once, twice, more often, in its title.
const IN_TITLE: u64 = 3;

/// What documents have which words.
#[derive(Debug, Default)]
pub struct Index {
    words: FxHashMap<String, Postings>,
    /// The words of the document in hand, and how they stand there.
    here: FxHashMap<String, u64>,
}

/// The documents that have a word: steps from one to the next, and how it stands there in the two lowest bits.
#[derive(Debug, Default)]
struct Postings {
    text: String,
    last: u32,
}

impl Index {
    /// Adds a document; its number is higher than all before.
    pub fn add(&mut self, document: u32, title: &str, body: &str) {
        let mut here = std::mem::take(&mut self.here);
        let mut note = |word: &str, level: fn(u64) -> u64| match here.get_mut(word) {
            Some(standing) => *standing = level(*standing),
            None => drop(here.insert(word.to_owned(), if level(0) == IN_TITLE { IN_TITLE } else { 0 })),
        };
        words(title, |word| note(word, |_| IN_TITLE));
        words(body, |word| note(word, |standing| if standing == IN_TITLE { IN_TITLE } else { 2.min(standing + 1) }));
        // Which word comes first makes no difference: each has a list of its own.
        #[expect(clippy::iter_over_hash_type, reason = "each word has a list of its own")]
        for (word, standing) in here.drain() {
            let postings = self.words.entry(word).or_default();
            refs::push(&mut postings.text, u64::from(document - postings.last) * 4 + standing);
            postings.last = document;
        }
        self.here = here;
    }

    /// Writes the parts and returns the first word of each.
    ///
    /// # Errors
    /// If a file can't be written.
    pub fn write(self, name: &str, site: &mut Site) -> Result<Vec<String>> {
        let mut sorted: Vec<_> = self.words.into_iter().collect();
        sorted.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let (mut firsts, mut part, mut length) = (Vec::new(), Vec::<Value>::new(), 0);
        for (word, postings) in sorted {
            if part.is_empty() {
                firsts.push(word.clone());
            }
            length += word.len() + postings.text.len();
            part.push(json!([word, postings.text]));
            if length >= PART {
                site.part(&format!("{name}/{}", firsts.len() - 1), &std::mem::take(&mut part))?;
                length = 0;
            }
        }
        if !part.is_empty() {
            site.part(&format!("{name}/{}", firsts.len() - 1), &part)?;
        }
        Ok(firsts)
    }
}
