//! Lists of places in a corpus, packed into text: whole numbers in the alphabet of base 64, five bits a letter.
//!
//! A letter of 32 or more says that the number goes on. `report/src/packed.ts` reads them.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Puts a number after what is there, the lowest bits first.
pub fn push(text: &mut String, mut number: u64) {
    loop {
        let low = (number & 31) as usize;
        number >>= 5;
        text.push(char::from(ALPHABET[if number > 0 { low | 32 } else { low }]));
        if number == 0 {
            return;
        }
    }
}

/// Places in articles, in the order of the articles: each the step from the article before, then what there is to it.
#[derive(Debug, Default)]
pub struct Refs {
    text: String,
    last: u32,
    count: u32,
}

impl Refs {
    /// Adds a place in `article`, which is not before the last one's; `more` are always as many numbers.
    pub fn add(&mut self, article: u32, more: &[u32]) {
        push(&mut self.text, u64::from(article - self.last));
        more.iter().for_each(|&number| push(&mut self.text, number.into()));
        self.last = article;
        self.count += 1;
    }

    /// Returns how many numbers the list has.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Returns the packed list as text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_packed_lowest_bits_first() {
        let mut text = String::new();
        [0, 31, 32, 1000].iter().for_each(|&n| push(&mut text, n));
        assert_eq!(text, "AfgBof");
    }

    #[test]
    fn places_are_steps_from_article_to_article() {
        let mut refs = Refs::default();
        refs.add(3, &[1]);
        refs.add(3, &[2]);
        refs.add(5, &[0]);
        assert_eq!((refs.text(), refs.count()), ("DBACCA", 3));
    }
}
