//! The words by which articles are found: folded, so that `Café` is found as `cafe`.
//!
//! `report/src/words.ts` cuts what a reader types in the same way; `tests/test_report.py` holds the two together.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters of a word that count; what follows is cut off.
const LONGEST: usize = 32;

/// Calls `each` with every word of a text: runs of letters and digits without accents, in small letters. Where a script puts
/// no spaces between words (Han, Kana), every character is a word.
pub fn words(text: &str, mut each: impl FnMut(&str)) {
    if text.is_ascii() {
        plain_words(text, &mut each);
        return;
    }
    let mut word = String::new();
    let mut length = 0;
    for c in text.nfkd().filter(|&c| !is_combining_mark(c)).chain([' ']) {
        let alone = stands_alone(c);
        if (alone || !c.is_alphanumeric()) && !word.is_empty() {
            each(&word);
            word.clear();
            length = 0;
        }
        if alone {
            each(c.encode_utf8(&mut [0; 4]));
        } else if c.is_alphanumeric() && length < LONGEST {
            word.extend(c.to_lowercase());
            length += 1;
        }
    }
}

/// The same of a text in which nothing has to be folded but capitals.
fn plain_words(text: &str, each: &mut impl FnMut(&str)) {
    let mut word = String::with_capacity(LONGEST);
    for piece in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|piece| !piece.is_empty()) {
        word.clear();
        word.push_str(&piece[..piece.len().min(LONGEST)]);
        word.make_ascii_lowercase();
        each(&word);
    }
}

fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        words(text, |word| found.push(word.to_owned()));
        found
    }

    #[test]
    fn accents_case_and_signs_fall_away() {
        assert_eq!(found("Café-Besitzer O’Neil’s ﬁve №5"), ["cafe", "besitzer", "o", "neil", "s", "five", "no5"]);
    }

    #[test]
    fn plain_text_is_cut_like_any_other() {
        let long = "x".repeat(40);
        for text in ["The U.S. said: 3,000 boats", "", "...", "a", &long] {
            let plain = found(text);
            let other: Vec<_> = found(&format!("{text} é")).into_iter().collect();
            assert_eq!(other[..plain.len()], plain[..]);
            assert_eq!(other.len(), plain.len() + 1);
        }
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_characters() {
        assert_eq!(found("東京 2025年"), ["東", "京", "2025", "年"]);
    }
}
