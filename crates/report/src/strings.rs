//! Texts that come again and again in a part of the report: written once, then a number.

use rustc_hash::FxHashMap;

/// The texts of one part; number 0 is the empty one.
#[derive(Debug)]
pub struct Strings {
    numbers: FxHashMap<String, usize>,
    texts: Vec<String>,
}

impl Default for Strings {
    fn default() -> Self {
        Self { numbers: FxHashMap::from_iter([(String::new(), 0)]), texts: vec![String::new()] }
    }
}

impl Strings {
    /// The number of a text.
    pub fn number(&mut self, text: &str) -> usize {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        self.texts.push(text.to_owned());
        self.numbers.insert(text.to_owned(), self.texts.len() - 1);
        self.texts.len() - 1
    }

    /// All texts by their numbers.
    pub fn into_texts(self) -> Vec<String> {
        self.texts
    }
}
