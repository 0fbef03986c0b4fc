//! What an article tells, as a sparse vector: its names, its numbers, and the words of its headline and first sentences.

use nutgraf::text::hash::hash;
use rustc_hash::FxHashMap;

use crate::context::{READ, Rarity, Vector, stem};
use crate::facts::Facts;

/// Parts of an article whose terms are weighed apart, and what each of them weighs.
const PARTS: [f32; 5] = [7.0, 5.0, 8.0, 8.0, 3.0];
const NAMES: usize = 0;
const NUMBERS: usize = 1;
const LEAD: usize = 2;
const OPENING: usize = 3;
const PEOPLE: usize = 4;
/// Words of the first sentences, and of the first one.
const LEAD_WORDS: usize = 70;
const OPENING_WORDS: usize = 35;
/// Terms of a vector.
const TERMS: usize = 80;
/// Different terms of an article that are kept until all articles are counted.
const KEPT: usize = 400;

/// How often each term comes in each part of an article.
pub type Told = Vec<(u32, [u8; PARTS.len()])>;

/// Counts the terms of an article by the parts it tells them in.
pub fn told(facts: &Facts) -> Told {
    let mut counts: FxHashMap<u32, [u8; PARTS.len()]> = FxHashMap::default();
    let mut add = |part: usize, term: u32| {
        let count = &mut counts.entry(term).or_default()[part];
        *count = count.saturating_add(1);
    };
    let end = facts.body.char_indices().nth(READ).map_or(facts.body.len(), |(at, _)| at);
    for (at, word) in words(&facts.body[..end]).enumerate() {
        let Some(term) = term(word) else { continue };
        if is_number(word) {
            add(NUMBERS, term);
        } else if word.chars().any(char::is_uppercase) {
            add(NAMES, term);
        }
        if at < LEAD_WORDS && is_word(word) {
            add(LEAD, term);
        }
        if at < OPENING_WORDS && is_word(word) {
            add(OPENING, term);
        }
    }
    for word in words(&facts.title).filter(|word| is_word(word)) {
        let Some(term) = term(word) else { continue };
        add(LEAD, term);
        add(OPENING, term);
        add(OPENING, term);
    }
    for name in &facts.names {
        for term in words(&name.text).filter(|word| is_word(word)).filter_map(term) {
            add(NAMES, term);
            if name.label == "person" {
                add(PEOPLE, term);
            }
        }
    }
    let mut told: Told = counts.into_iter().collect();
    told.sort_unstable_by_key(|&(term, parts)| {
        (std::cmp::Reverse(parts.iter().map(|&count| u32::from(count)).sum::<u32>()), term)
    });
    told.truncate(KEPT);
    told.sort_unstable_by_key(|&(term, _)| term);
    told
}

/// The numbers in what an article tells: words are counted with the rest of the text.
pub fn numbers(told: &Told) -> impl Iterator<Item = u32> + '_ {
    told.iter().filter(|(_, parts)| parts[NUMBERS] > 0).map(|&(term, _)| term)
}

/// What an article tells, of length one: in each part the rarer terms weigh more, and each part has its weight.
pub fn vector(told: &Told, rarity: &Rarity) -> Vector {
    let weigh = |count: u8, term: u32| if count == 0 { 0.0 } else { (1.0 + f32::from(count).ln()) * rarity.weight(term) };
    let mut lengths = [0.0_f32; PARTS.len()];
    for &(term, counts) in told {
        for (length, count) in lengths.iter_mut().zip(counts) {
            *length += weigh(count, term).powi(2);
        }
    }
    let share: Vec<f32> =
        PARTS.iter().zip(lengths).map(|(weight, length)| if length > 0.0 { weight / length.sqrt() } else { 0.0 }).collect();
    let whole = |&(term, counts): &(u32, [u8; PARTS.len()])| {
        (term, counts.iter().zip(&share).map(|(&count, share)| share * weigh(count, term)).sum::<f32>())
    };
    let mut weighed: Vec<(u32, f32)> = told.iter().map(whole).filter(|&(_, weight)| weight > 0.0).collect();
    weighed.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    weighed.truncate(TERMS);
    weighed.sort_unstable_by_key(|&(term, _)| term);
    Vector(weighed).unit()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// True for what says something by itself: three letters or more.
fn is_word(word: &str) -> bool {
    word.len() > 2
}

/// The term of a word: a number of any length, a word of three letters or more in lower case.
fn term(word: &str) -> Option<u32> {
    if is_number(word) {
        // Apart from words: these are counted where texts are.
        return Some(hash(&format!("#{word}")) as u32);
    }
    is_word(word).then(|| hash(stem(&word.to_lowercase())) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(title: &str, body: &str) -> Told {
        told(&Facts { title: title.into(), body: body.into(), ..Facts::default() })
    }

    #[test]
    fn two_tellings_are_near_and_two_stories_are_not() {
        let tellings = [
            of("Bridge falls in Ardenvale", "A bridge fell in Ardenvale on Monday and killed 12 people, Mayor Ana Ruiz said."),
            of("Twelve die as bridge falls", "Ana Ruiz, mayor of Ardenvale, said 12 people died when the bridge fell."),
            of("Harbour club wins cup", "Tom Harlow scored 3 times as the harbour club won the cup against Lisburn."),
        ];
        let mut rarity = Rarity::default();
        for telling in &tellings {
            rarity.add(telling.iter().map(|&(term, _)| term));
        }
        let [a, b, c] = tellings.map(|told| vector(&told, &rarity));
        assert!(a.dot(&b) > 0.2, "{}", a.dot(&b));
        assert!(a.dot(&c) < 0.1, "{}", a.dot(&c));
        assert!((a.dot(&a) - 1.0).abs() < 1e-5);
    }

    #[test]
    fn an_empty_article_tells_nothing() {
        assert!(vector(&of("", ""), &Rarity::default()).0.is_empty());
    }
}
